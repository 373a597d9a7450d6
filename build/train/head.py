"""Second stage: with the trunk fixed, a fresh correction, or the trunk's own, is trained on what the trunk sees, cached.

A step costs a hundredth of a step of the whole network, so the correction gets
many more of them. The cache holds every item once, unreflected: the statistics,
which carry most of the information, do not change under reflections.

    python3 build/train/head.py --features RUNS/features --run RUNS/NAME --validation RUNS/validation.pt
"""
import argparse
import glob
import json
import os
import time

import torch

from featurize import NAMES
from losses import independence_weight, robust_loss
from networks import NETWORKS
from trunk import learning_rate
from validate import figures


# A correction that goes on keeps what it says of samples shorter than this: their targets are so noisy that the cached
# samples, seen twenty times, would be learned by heart.
SHORT = 200


@torch.no_grad()
def cache_of(net, data, size=256):
    """What the correction sees of every item, and the trunk's dv."""
    parts = []
    for i in range(0, len(data['t']), size):
        histogram = data['histogram'][i:i + size].float() / data['t'][i:i + size][:, None, None]
        parts.append(net.trunk(histogram, data['statistics'][i:i + size])[2])
    return torch.cat(parts)


def cached_shards(net, folder, cache, limit, without, weights):
    """Caches shard by shard, so that an interrupted run goes on where it stopped; leaves out the items of one family.

    weights: of families in the loss, by name, over those of `independence_weight`.
    """
    os.makedirs(cache, exist_ok=True)
    seen, target, worth, weight, length = [], [], [], [], []
    by_family = torch.tensor([weights.get(name, 1.0) for name in NAMES])
    for path in sorted(glob.glob(os.path.join(folder, '*.pt')))[:limit]:
        place = os.path.join(cache, os.path.basename(path))
        data = torch.load(path)
        if not os.path.exists(place):
            torch.save(cache_of(net, data), place + '.part')
            os.replace(place + '.part', place)
        kept = data['family'] != (NAMES.index(without) if without else -1)
        seen.append(torch.load(place)[kept])
        target.append(data['target'][kept])
        worth.append(data['worth'][kept])
        length.append(data['t'][kept])
        # Families weigh differently where they can be told apart.
        weighed = torch.where(data['t'] < SHORT, 1.0, by_family[data['family']])[kept]
        weight.append(independence_weight(data['family'][kept]) * weighed)
    return tuple(torch.cat(parts) for parts in (seen, target, worth, weight, length))


@torch.no_grad()
def keep_short(head, cached):
    """The same with what the correction says now as the target of short samples."""
    seen, target, worth, weight, length = cached
    now = torch.cat([part[:, -1] + head(part)[:, 0] for part in seen.split(8192)])
    return seen, torch.where(length < SHORT, now, target), worth, weight, length


def train_member(member, cached, judged, validation, args, seed):
    """Trains one correction in place; prints a line of figures now and then."""
    seen, target, worth, weight, _ = cached
    gen = torch.Generator().manual_seed(seed)
    optimiser = torch.optim.AdamW(member.parameters(), args.rate, weight_decay=1e-3)
    start, running = time.time(), 1.0
    for step in range(args.steps):
        for group in optimiser.param_groups:
            group['lr'] = learning_rate(step, args.steps, args.rate)
        index = torch.randint(0, len(worth), (args.batch,), generator=gen)
        batch = seen[index]
        loss = robust_loss(batch[:, -1] + member(batch)[:, 0], target[index], worth[index], weight[index])
        optimiser.zero_grad()
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(member.parameters(), 2.0)
        if not torch.isfinite(norm):
            raise SystemExit(f'step {step}: the gradient is not finite')
        optimiser.step()
        running = 0.99 * running + 0.01 * loss.item()
        if (step + 1) % args.every == 0:
            print(json.dumps({'seed': seed, 'step': step + 1, 'seconds': round(time.time() - start),
                              'scalar': round(running, 4), **judge(member, judged, validation)}), flush=True)


@torch.no_grad()
def judge(head, judged, validation):
    """Validation figures with this correction."""
    return figures({'dv': judged[:, -1], 'estimate': judged[:, -1] + head(judged)[:, 0]}, validation)


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--features', required=True)
    parser.add_argument('--run', required=True)
    parser.add_argument('--validation', required=True)
    parser.add_argument('--out', help='folder of the result; default: that of the run with -head')
    parser.add_argument('--members', type=int, default=1, help='corrections that are averaged; two gained nothing')
    parser.add_argument('--steps', type=int, default=24000)
    parser.add_argument('--batch', type=int, default=512)
    parser.add_argument('--rate', type=float, default=2e-3)
    parser.add_argument('--width', type=int, default=320)
    parser.add_argument('--every', type=int, default=2000)
    parser.add_argument('--without', choices=NAMES, help='family that is left out')
    parser.add_argument('--warm', action='store_true', help="go on with the trunk's own correction, its width and members")
    parser.add_argument('--weights', default='{}', help='JSON: weights of families in the loss')
    parser.add_argument('--shards', type=int)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--threads', type=int, default=1)
    return parser.parse_args()


def main():
    """Trains the corrections and writes them into a copy of the run's checkpoint."""
    args = arguments()
    torch.set_num_threads(args.threads)
    state = torch.load(os.path.join(args.run, 'checkpoint.pt'))
    config = state['config'] if args.warm else {**state['config'], 'head': args.width, 'members': args.members}
    torch.manual_seed(args.seed)
    net = NETWORKS[state['network']](**config)
    # Without --warm the trunk only: this stage starts its own corrections.
    net.load_state_dict({k: v for k, v in state['net'].items() if args.warm or not k.startswith('head.')}, strict=False)
    net.eval()
    cached = cached_shards(net, args.features, os.path.join(args.run, 'cache'), args.shards, args.without, json.loads(args.weights))
    if args.warm:
        cached = keep_short(net.head, cached)
    validation = torch.load(args.validation)
    judged = cache_of(net, validation)
    for index, member in enumerate(net.head.members):
        train_member(member, cached, judged, validation, args, args.seed + index)
    print(json.dumps({'members': config['members'], **judge(net.head, judged, validation)}))
    target = args.out or args.run.rstrip('/') + '-head'
    os.makedirs(target, exist_ok=True)
    torch.save({'network': state['network'], 'net': net.state_dict(), 'config': config, 'step': state['step'], 'headSteps': args.steps},
               os.path.join(target, 'checkpoint.pt'))


if __name__ == '__main__':
    main()
