"""Turns shards of ranks into shards of features, once, before training."""
import glob
import os

import torch

from families import FAMILIES

NAMES = list(FAMILIES)


def featurize_chunk(chunk, features):
    """A chunk's 2B items: histogram, fresh (the other draw's histogram), statistics, oracle, t, worth, family.

    features: of the network to be trained, features.features or compact.compact_features.
    """
    draws = [features(chunk['ranks'][draw].transpose(0, 1)) for draw in (0, 1)]
    both = torch.cat([draws[0][0], draws[1][0]]).short()
    items = both.shape[0]
    return {
        'histogram': both,
        'fresh': both.roll(items // 2, 0),
        'statistics': torch.cat([draws[0][1], draws[1][1]]),
        'oracle': chunk['oracle'].flatten(),
        't': torch.full((items,), float(chunk['t'])),
        'worth': chunk['worth'].repeat(2),
        'family': torch.full((items,), NAMES.index(chunk['family'])),
    }


def collate(parts):
    """Concatenate dicts of tensors."""
    return {key: torch.cat([part[key] for part in parts]) for key in parts[0]}


def featurize_shards(data, out, features):
    """Featurizes the shards that have no features yet."""
    os.makedirs(out, exist_ok=True)
    for path in sorted(glob.glob(os.path.join(data, '*.pt'))):
        target = os.path.join(out, os.path.basename(path))
        if os.path.exists(target):
            continue
        torch.save(collate([featurize_chunk(chunk, features) for chunk in torch.load(path)]), target + '.part')
        os.replace(target + '.part', target)
        print(target, flush=True)
