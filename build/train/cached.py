"""What the correction sees of every item, cached, and the options of the stages that train on it alone (head.py, refine.py)."""
import argparse
import glob
import os

import torch

from featurize import collate
from trunk import DEVICE


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


def cached_parser(description, suffix, **defaults):
    """Options of such a stage. suffix: of the result's folder; defaults: steps, batch, rate, width, every."""
    parser = argparse.ArgumentParser(description=description.split('\n')[0])
    parser.add_argument('--features', required=True)
    parser.add_argument('--run', required=True)
    parser.add_argument('--validation', required=True)
    parser.add_argument('--out', help=f'folder of the result; default: that of the run with {suffix}')
    for name, value in defaults.items():
        parser.add_argument(f'--{name}', type=type(value), default=value)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--threads', type=int, default=1)
    parser.add_argument('--device', default=DEVICE, help='cpu or cuda')
    return parser
