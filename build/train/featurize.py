"""Turns shards of ranks into shards of features, once, before training."""
import glob
import os

import torch

from dataset import BATCH, in_processes
from families import FAMILIES

NAMES = list(FAMILIES)

# What the estimate is regressed on: the oracle's own value on the sample, whose noise the sample shows in part. Of a
# short one it shows little, and the truth is what users ask for: there the target is mostly the truth. At this length it
# is half and half.
OWN_HALF = 500


def featurize_chunk(chunk, features):
    """A chunk's 2B items: histogram, statistics, oracle, truth, target, t, worth, spread, family.

    The two draws of a distribution are B apart, see `other_draw`.

    features: of the network to be trained, features.features or compact.compact_features.
    """
    draws = [features(chunk['ranks'][draw].transpose(0, 1)) for draw in (0, 1)]
    items = 2 * chunk['oracle'].shape[1]
    own = chunk['t'] ** 2 / (chunk['t'] ** 2 + OWN_HALF ** 2)
    return {
        'histogram': torch.cat([draws[0][0], draws[1][0]]).short(),
        'statistics': torch.cat([draws[0][1], draws[1][1]]),
        'oracle': chunk['oracle'].flatten(),
        'truth': chunk['truth'].flatten(),
        'target': (own * chunk['oracle'] + (1 - own) * chunk['truth']).flatten(),
        't': torch.full((items,), float(chunk['t'])),
        'worth': chunk['worth'].repeat(2),
        'spread': chunk['spread'].repeat(2),
        'family': torch.full((items,), NAMES.index(chunk['family'])),
    }


def other_draw(index):
    """Of items of whole chunks: where the other sample of the same distribution is."""
    return index ^ BATCH


def shares(data, index, axes=()):
    """Counts to shares of T: the network's histogram input, and that of the other draw; both reflected along axes."""
    t = data['t'][index][:, None, None]
    return tuple((data['histogram'][which].float() / t).flip(axes) for which in (index, other_draw(index)))


def collate(parts):
    """Concatenate dicts of tensors."""
    return {key: torch.cat([part[key] for part in parts]) for key in parts[0]}


def featurize_shard(source, target, features):
    """Features of one shard; written to a temporary name and renamed."""
    torch.save(collate([featurize_chunk(chunk, features) for chunk in torch.load(source)]), target + '.part')
    os.replace(target + '.part', target)


def featurize_shards(data, out, features, processes):
    """Featurizes the shards that have no features yet."""
    os.makedirs(out, exist_ok=True)
    pairs = [(path, os.path.join(out, os.path.basename(path))) for path in sorted(glob.glob(os.path.join(data, '*.pt')))]
    in_processes(featurize_shard, [(*pair, features) for pair in pairs if not os.path.exists(pair[1])], processes)
