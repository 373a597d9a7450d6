"""The fast network: the coarse table alone, and a correction from fewer statistics (compact.py)."""
import math

import torch

from compact import STATISTICS, compact_features
from coarse import TABLE, Coarse, cosine_basis
from model import Corrected, Corrections

DEFAULTS = {'cosines': 16, 'width': 32, 'heads': 1, 'layers': 1, 'head': 128, 'members': 1, 'smoothing': 'gaussian', 'sigma': 0.6}


# Cosines whose correlations are given as such.
LOW = 2
# Cells emptier than this share of independence are told apart no more.
LEAST_RATIO = 0.1


def smoothing(count, sigma):
    """(count, count): what a Gaussian of deviation sigma leaves of each product of cosines (A.8, method 1).

    Smoothing with reflection at the borders multiplies cos(πku) by exp(-(πkσ)²/2).
    """
    kept = torch.exp(-0.5 * (math.pi * sigma * torch.arange(count)) ** 2)
    return kept[:, None] * kept[None]


class FastInfoNet(Corrected):
    """As model.InfoNet: forward returns dict of table, dv, estimate."""

    histogram = TABLE
    statistics = STATISTICS
    features = staticmethod(compact_features)

    def __init__(self, **config):
        super().__init__()
        c = self.config = {**DEFAULTS, **config}
        self.register_buffer('mean', torch.zeros(STATISTICS))
        self.register_buffer('scale', torch.ones(STATISTICS))
        self.register_buffer('low', cosine_basis(TABLE, LOW + 1)[:, 1:])
        seen = STATISTICS + LOW * (LOW + 1) // 2
        self.coarse = Coarse(TABLE, c['cosines'], c['width'], c['heads'], c['layers'], seen, norm=False, skip=True)
        self.register_buffer('smooth', smoothing(c['cosines'], c['sigma'] / TABLE if c['smoothing'] == 'gaussian' else 0.0))
        self.head = Corrections(seen + c['width'] + 1, c['head'], c['members'])

    def strengths(self, histogram):
        """Information of normal variables correlated as the slowest cosines are, (B, 3): how near to 1 is what tells strong ones apart."""
        moments = self.low.t() @ histogram @ self.low
        first, mixed, second = moments[:, 0, 0], moments[:, 0, 1].abs() + moments[:, 1, 0].abs(), moments[:, 1, 1]
        squared = torch.stack([first, mixed, second], 1).square()
        return -torch.log((1.002 - squared).clamp_min(1e-3))

    def trunk(self, histogram, statistics):
        """Table (B, L, L), its dv (B,), and what the correction sees (B, F + pooled)."""
        z = ((statistics - self.mean) * self.scale).clamp(-8, 8)
        z = torch.cat([z, self.strengths(histogram)], 1)
        s, pooled = self.coarse(histogram, z, torch.exp(0.5 * statistics[:, 0]))
        # A density ratio is positive: half the sum of a number and its magnitude, rounded off at zero.
        linear = self.coarse.table(s * self.smooth)
        ratio = 0.5 * (linear + torch.sqrt(linear * linear + LEAST_RATIO ** 2)) + 0.1 * LEAST_RATIO
        table = torch.log(ratio)
        product = histogram.sum(2)[:, None] @ ratio @ histogram.sum(1)[:, :, None]
        dv = (histogram * table).sum((1, 2)) - torch.log(product[:, 0, 0])
        return table, dv, torch.cat([z, pooled, dv[:, None]], 1)
