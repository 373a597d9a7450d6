"""A minute of training from a fixed seed, with an assertion: the losses fall below stated bounds.

    python3 build/train/smoke.py

It runs every part on little data: families, ranks, features, both networks, losses.
Exit code 0 and a line of figures for each network, or 1 and what was missed.
"""
import argparse
import random
import sys
import time

import torch

from cached import cache_of
from dataset import draw_chunk
from families import paper
from featurize import collate, featurize_chunk, shares
from limits import judged
from losses import losses
from networks import NETWORKS
from refine import scalar_loss, train_look
from train import RECIPES
from trunk import GAP_WEIGHT, learning_rate, optimiser_of

SEED = 7
CHUNKS = 24
BATCH = 64
LAST = 20
# Of what EM makes of 2,000 samples of two Gaussians from the truth on, and the oracle says of them: nats, mean difference.
LIKELIEST_BOUND = 0.003
# Steps, their greatest rate, and bounds of the scalar's loss and of the gap (nats), the means of the last 20 steps. So few
# steps do not leave the warm-up: the rate is that of hundreds.
# Of the second look after it, over all items: it starts from what the first look says.
LOOK_STEPS, LOOK_BOUND = 200, 33.5
BOUNDS = {'infonet': (100, 1e-2, 35.0, 0.4), 'infonet-fast': (300, 3e-3, 9.0, 0.4)}


def train(net, data, steps, rate, muon, gen):
    """Losses of every step, (scalar, gap)."""
    net.set_statistics_scale(data['statistics'])
    optimiser = optimiser_of(net, rate, muon)
    values = []
    for step in range(steps):
        if step == steps // 2:  # As after an interruption.
            state, optimiser = optimiser.state_dict(), optimiser_of(net, rate, muon)
            optimiser.load_state_dict(state)
        for group in optimiser.param_groups:
            group['lr'] = learning_rate(step, steps, rate)
        index = torch.randint(0, len(data['t']), (BATCH,), generator=gen)
        histogram, fresh = shares(data, index)
        output = net(histogram, data['statistics'][index])
        parts = losses(output, fresh, {key: data[key][index] for key in ('oracle', 'target', 'worth', 'spread', 'family')})
        optimiser.zero_grad()
        (GAP_WEIGHT * parts['gap'] + parts['scalar']).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        optimiser.step()
        values.append((parts['scalar'].item(), parts['gap'].item()))
    return values


def look_again(first, data):
    """Trains a second look on a network as it is; the scalar's loss over all items before and after."""
    net = NETWORKS['infonet'](look=32)
    net.load_state_dict(first.state_dict(), strict=False)
    net.eval()
    cached = {**data, 'seen': cache_of(net, data)}
    losses_of = [scalar_loss(net, cached, slice(None)).item()]
    train_look(net, cached, argparse.Namespace(steps=LOOK_STEPS, batch=BATCH, rate=1e-3, seed=SEED, emphasis='{}', every=LOOK_STEPS + 1))
    return [*losses_of, scalar_loss(net, cached, slice(None)).item()]


def likeliest_apart(net):
    """How far the likeliest mixtures' informations are from the oracle's estimates on average, nats."""
    gen = torch.Generator().manual_seed(SEED)
    _, estimates = judged(net, paper(BATCH // 8, gen, 2), 2000, gen)
    return (estimates['likeliest'] - estimates['oracle']).abs().mean().item()


def main():
    """Trains each network and checks the mean losses of its last steps."""
    torch.set_num_threads(2)
    gen = torch.Generator().manual_seed(SEED)
    chunks = [draw_chunk(gen) for _ in range(CHUNKS)]
    failed = []
    for name, (steps, rate, scalar_bound, gap_bound) in BOUNDS.items():
        start = time.time()
        torch.manual_seed(SEED)
        random.seed(SEED)
        net = NETWORKS[name]()
        data = collate([featurize_chunk(chunk, net.features) for chunk in chunks])
        muon = RECIPES[name]['trunk'].get('muon', False)
        values = train(net, data, steps, rate, muon, torch.Generator().manual_seed(SEED))
        scalar, gap = (sum(column) / LAST for column in zip(*values[-LAST:]))
        print(f'{name}: first scalar loss {values[0][0]:.2f}, last {scalar:.3f} (bound {scalar_bound}); '
              f'gap {values[0][1]:.3f}, last {gap:.4f} nats (bound {gap_bound}); {time.time() - start:.0f} s')
        if not (scalar < scalar_bound and gap < gap_bound):
            failed.append(name)
        if 'refine' in RECIPES[name]:
            before, after = look_again(net, data)
            print(f'{name}, second look: scalar loss {before:.3f} before, {after:.3f} after (bound {LOOK_BOUND})')
            if not after < LOOK_BOUND:
                failed.append(f'{name}, second look')
            apart = likeliest_apart(net)
            print(f'{name}, beside the likeliest mixtures: {apart:.4f} nats from the oracle (bound {LIKELIEST_BOUND})')
            if not apart < LIKELIEST_BOUND:
                failed.append(f'{name}, beside the likeliest mixtures')
    if failed:
        sys.exit(f'The training does not learn as it did: a loss is above its bound ({", ".join(failed)}).')


if __name__ == '__main__':
    main()
