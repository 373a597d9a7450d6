"""Last stage: what independent samples of each length score on average, taken off estimates that are as near to zero.

A short sample's estimate is drawn towards the mean of the training distribution, and most pairs of a clip share little.

    python3 build/train/settling.py --run RUNS/NAME-head
"""
import argparse
import math
import os

import torch
from torch import nn

# Lengths at which the average is measured; between them it is interpolated in log T, from the last on it is 0.
LENGTHS = (16, 32, 64, 128, 200, 500)
# Estimates that are above the average by much more than this over T^POWER are left alone. A greater reach draws weak
# relations of short samples down with it.
REACH = 1.6
POWER = 0.6
# Of thousands at once the memory is the limit.
PAIRS_AT_ONCE = 128


class Settling(nn.Module):
    """estimate (B,), log T (B,) -> estimate - offset(T) near(estimate - mean(T)).

    mean: what independent samples of the length score, at least 0. near: 1 up to there, and down to 0 beyond, so that the
    order of estimates stays.
    """

    def __init__(self):
        super().__init__()
        self.register_buffer('at', torch.tensor([math.log(t) for t in LENGTHS]))
        self.register_buffer('means', torch.zeros(len(LENGTHS)))
        self.register_buffer('offsets', torch.zeros(len(LENGTHS)))

    def forward(self, estimate, log_t):
        return estimate - self.between(self.offsets, log_t) * self.near(estimate, self.between(self.means, log_t), log_t)

    def between(self, values, log_t):
        """Values of a length, from those at LENGTHS."""
        slopes = (values[1:] - values[:-1]) / (self.at[1:] - self.at[:-1])
        passed = torch.relu(log_t[:, None] - self.at)
        return values[0] + (passed[:, :-1] - passed[:, 1:]) @ slopes

    def near(self, estimate, mean, log_t):
        """How near an estimate is to what independent samples score, from 1 down to 0."""
        return torch.exp(-(torch.relu(estimate - mean) * torch.exp(POWER * log_t) / REACH).square())


@torch.no_grad()
def settle(net, pairs=4096, seed=20260101):
    """Sets means and offsets so that independent samples of those lengths score 0 on average."""
    from views import shown  # They are made of this module.
    gen = torch.Generator().manual_seed(seed)
    net.eval()
    net.settling.means.zero_()
    net.settling.offsets.zero_()
    means, offsets = net.settling.means.clone(), net.settling.offsets.clone()
    for place, t in enumerate(LENGTHS[:-1]):
        ranks = torch.stack([torch.stack([2 * torch.randperm(t, generator=gen) + 2 for _ in range(2)]) for _ in range(pairs)])
        # Each view is settled by itself, and users are told the mean.
        raw = torch.cat([out['estimate'] for some in ranks.split(PAIRS_AT_ONCE) for *_, out in shown(net, some)])
        means[place] = raw.mean().clamp_min(0)
        offsets[place] = raw.mean() / net.settling.near(raw, means[place], torch.full_like(raw, math.log(t))).mean()
        print(f'T = {t}: mean {raw.mean():+.4f} nats, least {raw.min():+.4f}, offset {offsets[place]:.4f}', flush=True)
    net.settling.means.copy_(means)
    net.settling.offsets.copy_(offsets)


def main():
    """Settles the checkpoint of a run in place."""
    from networks import load
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--run', required=True)
    parser.add_argument('--threads', type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    path = os.path.join(args.run, 'checkpoint.pt')
    state = torch.load(path, map_location='cpu')
    net = load(state)
    settle(net)
    torch.save({**state, 'net': net.state_dict()}, path + '.part')
    os.replace(path + '.part', path)


if __name__ == '__main__':
    main()
