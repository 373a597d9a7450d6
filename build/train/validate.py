"""Validation on mixtures that training never sees: the set, and the error by level of mutual information.

This set steers the training. The figures of the card come from elsewhere: from
`comove evaluate-infonet`, which draws its own mixtures in TypeScript.
"""
import os

import torch

from families import paper, rescaled
from featurize import collate, featurize_chunk
from ranks import doubled_midranks

# Training shards are seeded below 2^31 / 100; this is none of theirs.
SEED = 987654321
LENGTH = 2000
# More draws of the same mixture, from which its mutual information is known to about .005 nats.
TRUTH_DRAWS = 12000


def write_validation(path, features, chunks=120):
    """Two thirds of the paper's mixtures and a third of rescaled ones, which fill the high levels."""
    if os.path.exists(path):
        return
    gen = torch.Generator().manual_seed(SEED)
    parts = []
    for index in range(chunks):
        family = paper if index % 3 else rescaled
        mixture = family(32, gen)
        x, y = mixture.sample(2 * LENGTH, gen)
        pmi = mixture.pmi(x, y)
        more = mixture.pmi(*mixture.sample(TRUTH_DRAWS, gen))
        truth = (more.sum(1) + pmi.sum(1)) / (TRUTH_DRAWS + 2 * LENGTH)
        halves = ((x[:, :LENGTH], y[:, :LENGTH]), (x[:, LENGTH:], y[:, LENGTH:]))
        ranks = torch.stack([torch.stack([doubled_midranks(v, False) for v in half]) for half in halves])
        oracle = torch.stack([pmi[:, :LENGTH].mean(1), pmi[:, LENGTH:].mean(1)])
        part = featurize_chunk({'family': family.__name__, 't': LENGTH, 'ranks': ranks, 'oracle': oracle,
                                'truth': truth.expand(2, -1), 'spread': pmi.var(1), 'worth': torch.full((32,), float(LENGTH))}, features)
        parts.append(part)
    torch.save(collate(parts), path + '.part')
    os.replace(path + '.part', path)


@torch.no_grad()
def run(net, data, size=256):
    """dv and estimate of every item."""
    training, device = net.training, net.mean.device
    net.eval()
    outputs = []
    for i in range(0, len(data['t']), size):
        histogram = data['histogram'][i:i + size].float() / data['t'][i:i + size][:, None, None]
        out = net(histogram.to(device), data['statistics'][i:i + size].to(device))
        outputs.append(torch.stack([out['dv'], out['estimate']]).cpu())
    net.train(training)
    return torch.cat(outputs, 1)


def figures(rows, data):
    """RMSE (mean of levels 0..0.9) against the truth of each row and of the oracle, and the estimate's mean error by level."""
    level = (data['truth'] * 10).round()

    def rmse(values):
        errors = [(values - data['truth'])[level == k].pow(2).mean().sqrt() for k in range(10) if (level == k).any()]
        return round(float(sum(errors) / len(errors)), 5)

    bias = rows['estimate'] - data['truth']
    mean = [round(float(bias[level == k].mean()), 4) for k in range(10) if (level == k).any()]
    named = {**rows, 'oracle': data['oracle']}
    return {**{'rmse_' + name: rmse(values) for name, values in named.items()}, 'mean_error': mean}


def report(net, data):
    """The network's figures on validation data."""
    dv, estimate = run(net, data)
    return figures({'dv': dv, 'estimate': estimate}, data)
