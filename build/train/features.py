"""What the network sees of a pair of variables; the exact mirror of core/infonet/features.ts.

From doubled midranks r in 2..2T the copula coordinate is u = (r - 1) / (2T), and a
variable's cell on a grid of G is floor(G u), exactly. The histogram's
cells are narrow near the ends instead, where copulas change fastest: equal steps of
arcsin √u, the mirror of core/copula/arcsineGrid.ts. Everything below is counting, so both implementations agree but for the rounding of sums.

For a grid, n is the number of samples in the cell of a sample (at least 1).
Statistics, in this order, for the dyadic grids 2, 4, ..., 256 unless noted:
    1   log T
    2   share of tied neighbours in rank order: sum over x and y, absolute difference
    8   plug-in mutual information H(x) + H(y) - H(x, y)
    8   occupied cells / T
   56   share of the samples whose n is 1, 2-3, 4-7, 8-15, 16-31, 32-63, 64 and more
    6   plug-in mutual information on the grids 3, 6, ..., 96
    6   occupied cells / T on those
   20   extents, see extents.py
"""
import math

import torch

from extents import EXTENTS, FINEST, extents

# FINEST is 2 to this power.
LEVELS = 8
THIRD_GRIDS = (3, 6, 12, 24, 48, 96)
BINS = 7
HISTOGRAM = 64
# The axes as they are, see `places`.
UNBENT = (0, 0)
# Borders sin²(pi k / 128) in whole multiples of 2^-20, so that both implementations agree on the cell of every rank.
UNIT = 1 << 20
EDGES = torch.tensor([round(UNIT * math.sin(math.pi * k / (2 * HISTOGRAM)) ** 2) for k in range(1, HISTOGRAM)])
# Statistics of counts, which come first.
COUNTED = 3 + 2 * LEVELS + BINS * LEVELS + 2 * len(THIRD_GRIDS)
STATISTICS = COUNTED + EXTENTS
# Where the plug-in informations are among them: on the grids of 2, 4, ..., 256 and of 3, 6, ..., 96.
PLUG_INS = (slice(3, 3 + LEVELS), slice(COUNTED - 2 * len(THIRD_GRIDS), COUNTED - len(THIRD_GRIDS)))


def _interleave(c):
    """Bits of an 8-bit code spread to the even places of 16."""
    out = torch.zeros_like(c)
    for bit in range(LEVELS):
        out |= ((c >> bit) & 1) << (2 * bit)
    return out


_SPREAD = _interleave(torch.arange(FINEST)).int()


def _count(index, groups, size):
    """Histogram (B, size) of indices (B, ...) in 0..size-1."""
    shift = torch.arange(groups, device=index.device).view(-1, 1) * size
    return torch.bincount((index.reshape(groups, -1) + shift).flatten(), minlength=groups * size).view(groups, size)


def _n_log_n(counts):
    """Σ n log n over the last axis, 0 log 0 = 0."""
    n = counts.double()
    return (n * torch.log(n.clamp_min(1))).sum(-1)


def places(ranks, t, bend):
    """Where doubled midranks lie on a bent axis, in steps of 1 / 2T: u + q sin 2πu + m sin² πu, the mirror of core/copula/bend.ts.

    bend: q and m, by which the quarters and the middle move.
    """
    at = (ranks - 1).double()
    if bend == UNBENT:
        return at
    quarters, middle = bend
    sine, cosine = torch.sin(math.pi * at / (2 * t)), torch.cos(math.pi * at / (2 * t))
    return at + 2 * t * (quarters * 2 * sine * cosine + middle * sine * sine)


def equal_cells(at, t, grid):
    """The cell of places, 0..grid-1. In float64, where a quotient of such numbers is never rounded up to the next cell."""
    return (at * grid / (2 * t)).long()


def arcsine_cells(at, t):
    """The histogram's cell of places, 0..63; one on a border belongs to the cell above."""
    return torch.bucketize(at * UNIT, EDGES.to(at.device) * 2 * t, right=True)


def _octave(n):
    """Bin of a count: floor(log2 n), capped."""
    edges = torch.tensor([2, 4, 8, 16, 32, 64], device=n.device)
    return torch.bucketize(n, edges, right=True)


def _tie_share(ranks):
    """Share of equal neighbours in rank order (B,)."""
    ordered = torch.sort(ranks, 1).values
    return (ordered[:, 1:] == ordered[:, :-1]).double().mean(1)


def features(ranks, bend=UNBENT):
    """(B, 2, T) doubled midranks -> histogram (B, 64, 64) of counts and statistics (B, STATISTICS) float32.

    bend: of both axes, see `places`; ranks stay.
    """
    r = ranks.long()
    batch, _, t = r.shape
    device = r.device
    log_t = math.log(t)
    at = places(r, t, bend)
    x, y = (equal_cells(at[:, axis], t, 768) for axis in (0, 1))
    fine_x, fine_y = x // 3, y // 3
    spread = _SPREAD.to(device)
    key = torch.sort((spread[fine_x] << 1) | spread[fine_y], 1).values

    plug_in, occupied, shares = [], [], []
    for level in range(1, LEVELS + 1):
        shift = LEVELS - level
        cell = key >> (2 * shift)
        run = torch.zeros((batch, t), dtype=torch.long, device=device)
        run[:, 1:] = (cell[:, 1:] != cell[:, :-1]).cumsum(1)
        sizes = _count(run, batch, t)
        n = sizes.gather(1, run)
        log_n = torch.log(n.double())
        joint = log_t - log_n.mean(1)
        size = 1 << level
        marginal = sum(log_t - _n_log_n(_count(v >> shift, batch, size)) / t for v in (fine_x, fine_y))
        plug_in.append(marginal - joint)
        occupied.append((run[:, -1] + 1).double() / t)
        shares.append(_count(_octave(n), batch, BINS).double() / t)

    third_mi, third_occupied = [], []
    for grid in THIRD_GRIDS:
        cx, cy = x // (768 // grid), y // (768 // grid)
        counts = _count(cx * grid + cy, batch, grid * grid)
        marginal = sum(log_t - _n_log_n(_count(v, batch, grid)) / t for v in (cx, cy))
        third_mi.append(marginal - (log_t - _n_log_n(counts) / t))
        third_occupied.append((counts > 0).double().sum(1) / t)

    tie_x, tie_y = _tie_share(r[:, 0]), _tie_share(r[:, 1])
    statistics = torch.cat([
        torch.full((batch, 1), log_t, dtype=torch.double, device=device),
        torch.stack([tie_x + tie_y, (tie_x - tie_y).abs()], 1),
        torch.stack(plug_in, 1), torch.stack(occupied, 1),
        torch.cat(shares, 1),
        torch.stack(third_mi, 1), torch.stack(third_occupied, 1), extents(r, torch.stack([fine_x, fine_y], 1)),
    ], 1).float()
    cell_x, cell_y = (arcsine_cells(at[:, axis].contiguous(), t) for axis in (0, 1))
    histogram = _count(cell_x * HISTOGRAM + cell_y, batch, HISTOGRAM ** 2)
    return histogram.view(batch, HISTOGRAM, HISTOGRAM), statistics
