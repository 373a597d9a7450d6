"""What the fast network sees of a pair; the exact mirror of core/infonet/compactFeatures.ts.

Cells are the equal ones of features.py, on the dyadic grids only. n is the number of samples in a cell.
Statistics, in this order:
    1   log T
    2   share of tied neighbours in rank order: sum over x and y, absolute difference
    7   plug-in mutual information H(x) + H(y) - H(x, y) on the grids 2, 4, ..., 128
   12   cells with n of at least 1, 2, 4, 8 on the grids 32, 64, 128, over T
"""
import math

import torch

from coarse import TABLE
from features import UNBENT, _count, _n_log_n, _tie_share, equal_cells, places

LEVELS = 7
FINEST = 1 << LEVELS
DETAILED = (5, 6, 7)
LEAST = (1, 2, 4, 8)
STATISTICS = 3 + LEVELS + len(DETAILED) * len(LEAST)


def compact_features(ranks, bend=UNBENT):
    """(B, 2, T) doubled midranks -> histogram (B, 32, 32) of counts and statistics (B, STATISTICS) float32.

    bend: of both axes, see `places`.
    """
    r = ranks.long()
    batch, _, t = r.shape
    log_t = math.log(t)
    at = places(r, t, bend)
    x, y = (equal_cells(at[:, axis], t, FINEST) for axis in (0, 1))
    counts = _count(x * FINEST + y, batch, FINEST ** 2).view(batch, FINEST, FINEST)
    plug_in, cells, histogram = [None] * LEVELS, {}, None
    for level in range(LEVELS, 0, -1):
        side = 1 << level
        if level < LEVELS:
            counts = counts.view(batch, side, 2, side, 2).sum((2, 4))
        entropy_x, entropy_y, joint = (log_t - _n_log_n(n) / t
                                       for n in (counts.sum(2), counts.sum(1), counts.flatten(1)))
        plug_in[level - 1] = entropy_x + entropy_y - joint
        if level in DETAILED:
            cells[level] = torch.stack([(counts >= least).sum((1, 2)) / t for least in LEAST], 1)
        if side == TABLE:
            histogram = counts
    tie_x, tie_y = _tie_share(r[:, 0]), _tie_share(r[:, 1])
    statistics = torch.cat([
        torch.full((batch, 1), log_t, dtype=torch.double),
        torch.stack([tie_x + tie_y, (tie_x - tie_y).abs()], 1),
        torch.stack(plug_in, 1), *(cells[level] for level in DETAILED),
    ], 1).float()
    return histogram, statistics
