"""First stage: trains the whole network from feature shards; with --init it goes on from another run's weights. README.md has the one command that does all."""
import argparse
import glob
import json
import math
import os
import random
import time

import torch

from families import MIXTURES
from featurize import NAMES, shares
from losses import laplacian_penalty, losses
from muon import Muon
from networks import NETWORKS
from validate import report

# The gap is some hundredths of a nat, the scalar's loss about 1: this puts them on one scale.
GAP_WEIGHT = 15.0
# A gradient may overflow now and then (seen: one step of the accurate network in 10,000). So many in a row are a broken network.
MOST_UNSOUND = 5
# Levels of random mixtures, tenths of a nat, are drawn equally often up to this one, and none so much more often than it is.
LEVELS = 10
MOST_REPEATED = 3.0
DEVICE = 'cuda' if torch.cuda.is_available() else 'cpu'


def level_weights(truth):
    """How much more often mixtures of these informations (nats) are drawn, so that their levels are equally likely."""
    level = (truth * 10).round().clamp(0, LEVELS + 1).long()
    shares = torch.bincount(level, minlength=LEVELS + 2)[:LEVELS + 1].clamp_min(1).double()
    return torch.cat([(shares.mean() / shares).clamp_max(MOST_REPEATED), torch.ones(1).double()])[level]


class Draws:
    """Items drawn by weight from a seed.

    family, truth: of all items. emphasis: how much more often, or less, than its share a family is drawn, by name. Random
    mixtures are drawn by level.
    """

    def __init__(self, family, truth, emphasis=None):
        weights = torch.tensor([(emphasis or {}).get(name, 1.0) for name in NAMES]).double()[family]
        mixtures = torch.tensor([name in MIXTURES for name in NAMES])[family]
        weights[mixtures] *= level_weights(truth[mixtures])
        self.until = weights.cumsum(0)

    def draw(self, gen, size):
        """Indices of a batch."""
        place = torch.rand(size, generator=gen, dtype=torch.double) * self.until[-1]
        return torch.searchsorted(self.until, place, right=True).clamp_max(len(self.until) - 1)


class Shards:
    """Feature shards in memory; batches are drawn over all of them, see Draws."""

    def __init__(self, folder, limit=None, emphasis=None):
        paths = sorted(glob.glob(os.path.join(folder, '*.pt')))[:limit]
        if not paths:
            raise SystemExit(f'{folder}: no feature shards; train.py makes them')
        self.data = {}
        # Into one allocation: histograms of all shards fill gigabytes, and concatenating would need them twice.
        for place, path in enumerate(paths):
            for key, value in torch.load(path).items():
                if place == 0:
                    self.data[key] = torch.empty((len(paths) * len(value), *value.shape[1:]), dtype=value.dtype)
                self.data[key][place * len(value):(place + 1) * len(value)] = value
        self.draws = Draws(self.data['family'], self.data['truth'], emphasis)

    def __len__(self):
        return len(self.data['t'])

    def batch(self, index, device):
        """The items there, but for their histograms."""
        return {key: value[index].to(device) for key, value in self.data.items() if key != 'histogram'}

    def histograms(self, index, device):
        """Shares of a sample and of a fresh one of the same distribution. A random reflection of each axis is free data."""
        axes = [axis for axis in (1, 2) if random.random() < 0.5]
        return (histogram.to(device) for histogram in shares(self.data, index, axes))


def learning_rate(step, steps, peak):
    """Linear warm-up over 200 steps, then a cosine to zero."""
    return peak * min(1, (step + 1) / 200) * 0.5 * (1 + math.cos(math.pi * step / steps))


def optimiser_of(net, rate, muon):
    """What takes the steps."""
    return (Muon if muon else torch.optim.AdamW)(net.parameters(), rate, weight_decay=1e-3)


def steps_of(state):
    """Steps that all of the network in a checkpoint was trained for, those of the one that it began from among them."""
    return state.get('earlier', 0) + state['step']


def train(args):
    """Runs the steps; returns the network and the last running losses."""
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    torch.set_num_threads(args.threads)
    gen = torch.Generator().manual_seed(args.seed)
    shards = Shards(args.features, args.shards, json.loads(args.emphasis))
    config = json.loads(args.config)
    net = NETWORKS[args.network](**config).to(args.device)
    net.set_statistics_scale(shards.data['statistics'][shards.draws.draw(gen, 20000)])
    earlier = 0
    if args.init:
        state = torch.load(args.init, map_location=args.device)
        net.load_state_dict(state['net'])
        earlier = steps_of(state)
    net.bfloat16 = args.bfloat16
    # PyTorch 2 fuses what lies between the products; the result is the same to rounding.
    run = torch.compile(net) if hasattr(torch, 'compile') else net
    optimiser = optimiser_of(net, args.rate, args.muon)
    checkpoint = os.path.join(args.run, 'checkpoint.pt')
    os.makedirs(args.run, exist_ok=True)
    first = 0
    if os.path.exists(checkpoint) and not args.restart:
        state = torch.load(checkpoint, map_location='cpu')
        net.load_state_dict(state['net'])
        optimiser.load_state_dict(state['optimiser'])
        gen.set_state(state['generator'])
        random.setstate(state['random'])
        first = state['step']
    validation = torch.load(args.validation) if args.validation else None
    running, start, unsound = {}, time.time(), 0
    log = open(os.path.join(args.run, 'log.jsonl'), 'a', encoding='utf8')
    for step in range(first, args.steps):
        for group in optimiser.param_groups:
            group['lr'] = learning_rate(step, args.steps, args.rate)
        index = shards.draws.draw(gen, args.batch)
        batch = shards.batch(index, args.device)
        histogram, fresh = shards.histograms(index, args.device)
        output = run(histogram, batch['statistics'])
        parts = losses(output, fresh, batch, args.as_judged)
        total = GAP_WEIGHT * parts['gap'] + parts['scalar']
        if args.laplacian:
            total = total + args.laplacian * laplacian_penalty(output['table'])
        optimiser.zero_grad()
        total.backward()
        norm = torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        if not torch.isfinite(norm):
            unsound += 1
            if unsound > MOST_UNSOUND:
                raise SystemExit(f'step {step}: the gradient is not finite, nor were those before; the last checkpoint stands')
            print(f'step {step}: the gradient is not finite; passed over', flush=True)
        else:
            unsound = 0
            optimiser.step()
            for key, value in parts.items():
                running[key] = 0.98 * running.get(key, value.item()) + 0.02 * value.item()
        if (step + 1) % args.every == 0 or step + 1 == args.steps:
            line = {'step': step + 1, 'seconds': round(time.time() - start), **{k: round(v, 5) for k, v in running.items()}}
            if validation is not None:
                line.update(report(net, validation))
            print(json.dumps(line), flush=True)
            log.write(json.dumps(line) + '\n')
            log.flush()
            torch.save({'network': args.network, 'net': net.state_dict(), 'config': net.config, 'optimiser': optimiser.state_dict(), 'step': step + 1,
                        'earlier': earlier, 'generator': gen.get_state(), 'random': random.getstate()}, checkpoint + '.part')
            os.replace(checkpoint + '.part', checkpoint)
    return net, running


def arguments(argv=None):
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--network', choices=list(NETWORKS), default='infonet')
    parser.add_argument('--features', required=True)
    parser.add_argument('--run', required=True)
    parser.add_argument('--validation')
    parser.add_argument('--steps', type=int, default=12000)
    parser.add_argument('--batch', type=int, default=128)
    parser.add_argument('--rate', type=float, default=1.5e-3)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--threads', type=int, default=1)
    parser.add_argument('--device', default=DEVICE, help='cpu or cuda; default: the latter where there is one')
    parser.add_argument('--every', type=int, default=500)
    parser.add_argument('--shards', type=int)
    parser.add_argument('--laplacian', type=float, default=0.0, help='weight of the Laplacian penalty (A.8, method 2)')
    parser.add_argument('--config', default='{}', help='JSON over model.DEFAULTS')
    parser.add_argument('--emphasis', default='{}', help='JSON: how much more often than its share a family is drawn')
    parser.add_argument('--init', help='checkpoint to start from: its weights, not its optimiser')
    parser.add_argument('--as-judged', action='store_true', help='mixtures weigh as their levels do in the figures: losses.py')
    parser.add_argument('--muon', action='store_true', help='orthogonal steps for matrices: muon.py')
    parser.add_argument('--bfloat16', action='store_true', help='convolutions and attention in half the bits')
    parser.add_argument('--restart', action='store_true', help='ignore a checkpoint')
    return parser.parse_args(argv)


if __name__ == '__main__':
    train(arguments())
