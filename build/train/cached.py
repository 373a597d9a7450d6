"""The stages that train on what the correction sees of every item, cached (head.py, refine.py): what they share."""
import argparse
import glob
import hashlib
import os

import torch

from featurize import collate
from networks import NETWORKS
from trunk import DEVICE, steps_of


@torch.no_grad()
def cache_of(net, data, size=256):
    """What the correction sees of every item, and the trunk's dv."""
    parts, device = [], net.mean.device
    for i in range(0, len(data['t']), size):
        histogram = data['histogram'][i:i + size].float() / data['t'][i:i + size][:, None, None]
        parts.append(net.trunk(histogram.to(device), data['statistics'][i:i + size].to(device))[2].cpu())
    return torch.cat(parts)


def cached_shards(net, folder, cache, limit=None):
    """All items but their histograms, with what the correction sees of each; cached shard by shard, so that an interrupted run goes on."""
    os.makedirs(cache, exist_ok=True)
    parts = []
    for path in sorted(glob.glob(os.path.join(folder, '*.pt')))[:limit]:
        place = os.path.join(cache, os.path.basename(path))
        data = torch.load(path)
        if not os.path.exists(place):
            torch.save(cache_of(net, data), place + '.part')
            os.replace(place + '.part', place)
        del data['histogram']
        parts.append({**data, 'seen': torch.load(place)})
    return {key: value.to(net.mean.device) for key, value in collate(parts).items()}


def fingerprint(weights):
    """A name for a state dict: what was cached of other weights is not taken for theirs."""
    digest = hashlib.sha256()
    for _, value in sorted(weights.items()):
        digest.update(value.cpu().numpy().tobytes())
    return digest.hexdigest()[:12]


def cached_parser(description, suffix, **defaults):
    """Options of such a stage. suffix: of the result's folder; defaults: steps, batch, rate, width, every."""
    parser = argparse.ArgumentParser(description=description.split('\n')[0])
    parser.add_argument('--features', required=True)
    parser.add_argument('--run', required=True)
    parser.add_argument('--validation', required=True)
    parser.add_argument('--out', help=f'folder of the result; default: that of the run with {suffix}')
    for name, value in defaults.items():
        parser.add_argument(f'--{name}', type=type(value), default=value)
    parser.add_argument('--shards', type=int)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--threads', type=int, default=1)
    parser.add_argument('--device', default=DEVICE, help='cpu or cuda')
    return parser


def run_stage(args, part, config, train):
    """Trains a part of a run's network anew and writes it into a copy of the run's checkpoint, unless that is there.

    part: its name in the network, and the suffix of the result's folder. config: over the run's. train(net, cached, judged,
    validation): in place, from `cached_shards`; judged is what the correction sees of the validation items.
    """
    torch.set_num_threads(args.threads)
    target = args.out or f"{args.run.rstrip('/')}-{part}"
    result = os.path.join(target, 'checkpoint.pt')
    if os.path.exists(result):
        print(f'{result} is there already')
        return
    state = torch.load(os.path.join(args.run, 'checkpoint.pt'), map_location='cpu')
    config = {**state['config'], **config}
    torch.manual_seed(args.seed)
    net = NETWORKS[state['network']](**config)
    net.load_state_dict({k: v for k, v in state['net'].items() if not k.startswith(f'{part}.')}, strict=False)
    net.to(args.device).eval()
    cached = cached_shards(net, args.features, os.path.join(args.run, f"cache-{fingerprint(state['net'])}"), args.shards)
    validation = torch.load(args.validation)
    train(net, cached, cache_of(net, validation).to(args.device), validation)
    os.makedirs(target, exist_ok=True)
    torch.save({'network': state['network'], 'net': net.state_dict(), 'config': config, 'step': steps_of(state),
                f'{part}Steps': args.steps}, result)
