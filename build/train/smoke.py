"""A minute of training from a fixed seed, with an assertion: the loss falls below a stated bound.

    python3 build/train/smoke.py

It runs every part on little data: families, ranks, features, network, losses.
Exit code 0 and one line of figures, or 1 and what was missed.
"""
import random
import sys
import time

import torch

from dataset import draw_chunk
from featurize import collate, featurize_chunk
from losses import losses
from model import InfoNet
from trunk import GAP_WEIGHT, learning_rate

SEED = 7
CHUNKS = 24
STEPS = 120
BATCH = 64
# Measured when written: 6.0 and 0.29; an untrained network has about 100 and 0.9.
SCALAR_BOUND = 9.0
GAP_BOUND = 0.4


def main():
    """Trains for STEPS steps and checks the mean losses of the last 20."""
    torch.set_num_threads(2)
    torch.manual_seed(SEED)
    random.seed(SEED)
    gen = torch.Generator().manual_seed(SEED)
    start = time.time()
    data = collate([featurize_chunk(draw_chunk(gen)) for _ in range(CHUNKS)])
    net = InfoNet()
    net.set_statistics_scale(data['statistics'])
    optimiser = torch.optim.AdamW(net.parameters(), 1e-3)
    last = []
    for step in range(STEPS):
        for group in optimiser.param_groups:
            group['lr'] = learning_rate(step, STEPS, 3e-3)
        index = torch.randint(0, len(data['t']), (BATCH,), generator=gen)
        batch = {key: value[index] for key, value in data.items()}
        t = batch['t'][:, None, None]
        output = net(batch['histogram'].float() / t, batch['statistics'])
        parts = losses(output, batch['fresh'].float() / t, batch['oracle'], batch['t'])
        optimiser.zero_grad()
        (GAP_WEIGHT * parts['gap'] + parts['scalar']).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        optimiser.step()
        last.append((float(parts['scalar']), float(parts['gap'])))
    scalar, gap = (sum(values) / 20 for values in zip(*last[-20:]))
    print(f'first scalar loss {last[0][0]:.2f}, last {scalar:.3f} (bound {SCALAR_BOUND}); '
          f'gap {last[0][1]:.3f}, last {gap:.4f} nats (bound {GAP_BOUND}); {time.time() - start:.0f} s')
    if not (scalar < SCALAR_BOUND and gap < GAP_BOUND):
        sys.exit('The training does not learn as it did: a loss is above its bound.')


if __name__ == '__main__':
    main()
