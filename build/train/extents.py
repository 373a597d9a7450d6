"""How far one variable reaches within cells of the other; the exact mirror of core/infonet/extents.ts.

Cells that count samples see the edge of a relation only to within a cell; the extremes of what lies in them see it to within
the gap between neighbours. Extents are shares of all ranks, half a rank added, and come as logs, negated: within a band of
constant density that is its information, but for what T samples do not reach.

    7   mean over the samples of the extent within the cell of the other variable, on the grids of 256, 128, ..., 4 cells;
        mean of both variables
    6   width between the envelopes of the relation, the greatest of all cells up to here and the least of all from here
        on, on 256 cells: log of the mean, log of the root mean square, mean log; the lesser of both variables, number by
        number, then the greater. Of a rising relation, unless a falling one's is as narrow or narrower.
    7   as the first, but across the diagonal in 64, 32, ..., 1 cells along it: the rising or the falling one, as there; but
        for samples in its very middle
"""
import warnings

import torch

# What PyTorch 1.13 says of it; what it gives is checked against the TypeScript by the golden file.
warnings.filterwarnings('ignore', message='scatter_reduce', category=UserWarning)

FINEST = 256
ALONG = 64
# Grids of cells joined by twos, numbers of a width.
LEVELS = 7
WIDTHS = 3
EXTENTS = 2 * LEVELS + 2 * WIDTHS


def _extremes(values, cells, count, below, above):
    """Greatest and least of the values (B, T) in each of `count` cells, and samples there; below and above in empty ones."""
    shape = (len(values), count)
    greatest = torch.full(shape, below, device=values.device).scatter_reduce_(1, cells, values, 'amax')
    least = torch.full(shape, above, device=values.device).scatter_reduce_(1, cells, values, 'amin')
    samples = torch.zeros(shape, dtype=torch.long, device=values.device).scatter_add_(1, cells, torch.ones_like(cells))
    return greatest, least, samples


def _log_share(ranks, t):
    """Log of doubled ranks as a share of all, half a rank added."""
    return torch.log((ranks + 1).double() / (2 * t))


def _mean_logs(greatest, least, samples, t):
    """Mean log extent (B, LEVELS), the cells joined by twos from level to level."""
    out = []
    for _ in range(LEVELS):
        out.append((samples * _log_share((greatest - least).clamp_min(0), t)).sum(1) / t)
        if greatest.shape[1] > 1:
            greatest = torch.maximum(greatest[:, ::2], greatest[:, 1::2])
            least = torch.minimum(least[:, ::2], least[:, 1::2])
            samples = samples[:, ::2] + samples[:, 1::2]
    return torch.stack(out, 1)


def _width(greatest, least, t):
    """(B, WIDTHS + 1) of the width between a rising relation's envelopes, its sum last; of a falling one's, when the cells come in reverse."""
    width = (greatest.cummax(1).values - least.flip(1).cummin(1).values.flip(1)).clamp_min(0).double()
    return torch.stack([_log_share(width.mean(1), t), _log_share(width.square().mean(1).sqrt(), t),
                        _log_share(width, t).mean(1), width.sum(1)], 1)


def _cell_along(beyond, t):
    """Cell along the diagonal, of sums of ranks beyond the middle, -2T to 2T; one in the very middle lies in none, 64.

    So reversed sums lie in reversed cells, and extents stay when x and y change places.
    """
    step = ((beyond.abs() - 1) * ALONG) // (4 * t)
    half = ALONG // 2
    return torch.where(beyond == 0, ALONG, torch.where(beyond > 0, half + step, half - 1 - step))


def extents(ranks, cells):
    """(B, 2, T) doubled midranks and their cells on the grid of FINEST -> (B, EXTENTS) float64."""
    t = ranks.shape[2]
    sides = [_extremes(ranks[:, 1 - axis], cells[:, axis], FINEST, 0, 2 * t + 2) for axis in (0, 1)]
    within = sum(_mean_logs(*side, t) for side in sides) / 2
    rising = [_width(greatest, least, t) for greatest, least, _ in sides]
    falling = [_width(greatest.flip(1), least.flip(1), t) for greatest, least, _ in sides]
    rises = (sum(rising)[:, WIDTHS:] < sum(falling)[:, WIDTHS:])
    one, other = (torch.where(rises, *both)[:, :WIDTHS] for both in zip(rising, falling))
    x = ranks[:, 0]
    y = torch.where(rises, ranks[:, 1], 2 * t + 2 - ranks[:, 1])
    across = _extremes(y - x, _cell_along(x + y - 2 * t - 2, t), ALONG + 1, -4 * t, 4 * t)
    across = _mean_logs(*(each[:, :ALONG] for each in across), t)
    return -torch.cat([within, torch.minimum(one, other), torch.maximum(one, other), across], 1)
