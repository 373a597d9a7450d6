"""Turns shards of ranks into shards of features, once, before training.

    python3 build/train/featurize.py --data RUNS/data --out RUNS/features
"""
import argparse
import glob
import os

import torch

from families import FAMILIES
from features import features

NAMES = list(FAMILIES)


def featurize_chunk(chunk):
    """A chunk's 2B items: histogram, fresh (the other draw's histogram), statistics, oracle, t, family."""
    draws = [features(chunk['ranks'][draw].transpose(0, 1)) for draw in (0, 1)]
    both = torch.cat([draws[0][0], draws[1][0]]).short()
    items = both.shape[0]
    return {
        'histogram': both,
        'fresh': both.roll(items // 2, 0),
        'statistics': torch.cat([draws[0][1], draws[1][1]]),
        'oracle': chunk['oracle'].flatten(),
        't': torch.full((items,), float(chunk['t'])),
        'family': torch.full((items,), NAMES.index(chunk['family'])),
    }


def collate(parts):
    """Concatenate dicts of tensors."""
    return {key: torch.cat([part[key] for part in parts]) for key in parts[0]}


def main():
    """Featurize the shards that have no features yet."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--data', required=True)
    parser.add_argument('--out', required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    os.makedirs(args.out, exist_ok=True)
    for path in sorted(glob.glob(os.path.join(args.data, '*.pt'))):
        target = os.path.join(args.out, os.path.basename(path))
        if os.path.exists(target):
            continue
        torch.save(collate([featurize_chunk(c) for c in torch.load(path)]), target + '.part')
        os.replace(target + '.part', target)
        print(target, flush=True)


if __name__ == '__main__':
    main()
