"""The accurate network: cross-moment tokens, attention, discriminant table, Donsker-Varadhan value, correction.

Shapes: B pairs, H = 64 cells a side of the histogram, L = 32 of the table, K = 16 cosines, F statistics.

    histogram (B, H, H)  counts / T          statistics (B, F)  see features.py
    coarse    cosine moments A = Cᵀ (P - p qᵀ) C of the histogram P on L cells -> 2K tokens (rows and columns)
              -> attention -> cosine coefficients S of a first table (coarse.py)
    pyramid   the histogram blurred at several widths; for every cell a convolutional network over
              64 x 64 counts attends over the widths and the first table (softmax) and adds a
              residual (pyramid.py)
    table     log of the blended density ratio, smoothed (A.8 method 1)
    dv        Σ P table - log Σ p q exp(table)      (Donsker-Varadhan; p, q the marginals of P)
    estimate  dv + correction(statistics, pooled tokens, pooled cells of every level), looked at once more beside other
              estimates (second_look.py), settled (settling.py)

Swapping x and y transposes the table and leaves dv and estimate alone: rows and columns
share all weights, and the convolutions' kernels are symmetric.
"""
import torch
from torch import nn

from coarse import TABLE, Coarse, on_table
from features import COUNTED, HISTOGRAM, STATISTICS, features
from pyramid import Pyramid
from second_look import SecondLook, others
from settling import Settling

DEFAULTS = {
    'cosines': 16, 'width': 48, 'heads': 4, 'layers': 2, 'channels': 16,
    'blurs': (0.6, 1.3, 2.6, 5.0), 'head': 320, 'members': 1, 'look': 0, 'smoothing': 'gaussian', 'sigma': 0.6,
}


def smoothing_matrix(cells, sigma):
    """Blur of sigma cells with normalised rows, so that a constant stays a constant (A.8, method 1)."""
    i = torch.arange(cells).float()
    smooth = torch.exp(-0.5 * ((i[:, None] - i[None]) / max(sigma, 1e-3)) ** 2)
    return smooth / smooth.sum(1, keepdim=True)


def correction(inputs, width):
    """What is added to dv: a perceptron of three hidden layers, small at first."""
    layers = nn.Sequential(
        nn.Linear(inputs, width), nn.SiLU(), nn.Linear(width, width), nn.SiLU(),
        nn.Linear(width, width), nn.SiLU(), nn.Linear(width, 1))
    with torch.no_grad():
        layers[-1].weight *= 0.1
    return layers


class Corrections(nn.Module):
    """Mean of several corrections, each trained by itself: what they err in differently averages out."""

    def __init__(self, inputs, width, count):
        super().__init__()
        self.members = nn.ModuleList([correction(inputs, width) for _ in range(count)])

    def forward(self, seen):
        return self.with_hidden(seen)[0]

    def with_hidden(self, seen):
        """The correction (B, 1), and the last hidden layer of the first of them (B, width)."""
        hidden = [member[:-1](seen) for member in self.members]
        return sum(member[-1](layer) for member, layer in zip(self.members, hidden)) / len(hidden), hidden[0]


class Corrected(nn.Module):
    """What both networks share: standardised statistics, and a correction of the table's value.

    A subclass gives `trunk`, `head`, `histogram` (cells a side), `statistics` (their number), and the buffers `mean` and
    `scale`.
    """

    bfloat16 = False
    # The longest samples that are shown in several views (views.py); core/infonet/networks.ts has the same.
    views_up_to = 0

    def set_statistics_scale(self, statistics):
        """Standardise the statistics by their training mean and deviation."""
        used = statistics[:, :len(self.mean)]
        self.mean.copy_(used.mean(0))
        self.scale.copy_(1 / (used.std(0) + 1e-3))

    def forward(self, histogram, statistics):
        table, dv, seen = self.trunk(histogram, statistics)
        # The table is judged by its own value only: the correction's error does not reach it through dv.
        plain = dv.detach() if self.training else dv
        seen = torch.cat([seen[:, :-1], plain[:, None]], 1)
        return {'table': table, 'dv': dv, 'estimate': self.settled(self.corrected(plain, seen, statistics), statistics)}

    def corrected(self, dv, seen, _statistics):
        """The table's value and the correction."""
        return dv + self.head(seen)[:, 0]

    def settled(self, estimate, _statistics):
        """What is done to the estimate after training."""
        return estimate


def under(cells, histogram):
    """Means of cells (B, C, N, N) over the samples and over the product of the marginals, (B, 2C)."""
    product = histogram.sum(2)[:, :, None] * histogram.sum(1)[:, None]
    masses = torch.stack([histogram, product], 3).flatten(1, 2)
    return (cells.flatten(2) @ masses).transpose(1, 2).flatten(1)


class InfoNet(Corrected):
    """See the module's description. forward returns dict of table, dv, estimate."""

    histogram = HISTOGRAM
    statistics = STATISTICS
    features = staticmethod(features)
    views_up_to = 500

    def __init__(self, **config):
        super().__init__()
        c = self.config = {**DEFAULTS, **config}
        width, channels, scales = c['width'], c['channels'], len(c['blurs'])
        self.register_buffer('mean', torch.zeros(COUNTED))
        self.register_buffer('scale', torch.ones(COUNTED))
        self.coarse = Coarse(TABLE, c['cosines'], width, c['heads'], c['layers'], COUNTED, centred=True)
        self.pyramid = Pyramid(channels, c['blurs'], COUNTED + width)
        self.register_buffer('smooth', smoothing_matrix(TABLE, c['sigma']))
        self.settling = Settling()
        self.head = Corrections(COUNTED + width + (2 + 4 + 4) * channels + scales + 1, c['head'], c['members'])
        self.look = SecondLook(scales, c['head'], c['look']) if c['look'] else None

    def corrected(self, dv, seen, statistics):
        first, hidden = self.head.with_hidden(seen)
        first = dv + first[:, 0]
        kernels = seen[:, -1 - len(self.config['blurs']):-1]
        return self.look(first, others(statistics, kernels, dv), hidden) if self.look else first

    def settled(self, estimate, statistics):
        return self.settling(estimate, statistics[:, 0])

    def low_precision(self):
        """Where bfloat16 is good enough in training, when it is asked for."""
        return torch.autocast(self.mean.device.type, torch.bfloat16, enabled=self.bfloat16 and self.training)

    def trunk(self, histogram, statistics):
        """Table (B, L, L), its dv (B,), and what the correction sees (B, F + pooled)."""
        z = ((statistics[:, :COUNTED] - self.mean) * self.scale).clamp(-8, 8)
        t = torch.exp(statistics[:, 0])
        pooled_histogram = on_table(histogram)
        with self.low_precision():
            s, tokens = (v.float() for v in self.coarse(pooled_histogram, z, torch.sqrt(t)))
        coarse_table = self.coarse.table(s)
        ratios = self.pyramid.ratios(histogram, t)
        with self.low_precision():
            levels = self.pyramid(histogram, ratios, coarse_table, t, torch.cat([z, tokens], 1))
        x32, x16, x8, out = (v.float() for v in levels)
        # A softmax over the widths, written out: onnxruntime's is slow along any axis but the last.
        grown = torch.exp(out[:, :-1].clamp(-20, 20))
        candidates = torch.cat([ratios, coarse_table[:, None]], 1)
        table = (grown * candidates).sum(1) / grown.sum(1) + out[:, -1]
        if self.config['smoothing'] == 'gaussian':
            table = self.smooth @ table @ self.smooth.t()
        dv = donsker_varadhan(pooled_histogram, table)
        # Kernel estimates of the information at every width.
        kernel = (ratios.flatten(2) @ pooled_histogram.flatten(1)[:, :, None])[:, :, 0]
        halved = on_table(histogram, TABLE // 2)
        pooled = [under(x32, pooled_histogram), under(x16, halved), x8.mean((2, 3))]
        return table, dv, torch.cat([z, tokens, *pooled, kernel, dv[:, None]], 1)


def donsker_varadhan(histogram, table):
    """E_joint[table] - log E_product[exp table] in nats, (B,); the product is that of the histogram's marginals.

    Source: Donsker and Varadhan (1983); InfoNet, equation 3. The copula's
    marginals are uniform, so the product needs no sampling; using the
    histogram's own keeps the bound exact with ties and at small T.
    """
    rows = histogram.sum(2)
    columns = histogram.sum(1)
    top = table.amax((1, 2))
    grown = torch.exp(table - top[:, None, None])
    product = (rows[:, None] @ grown @ columns[:, :, None])[:, 0, 0]
    return (histogram * table).sum((1, 2)) - torch.log(product) - top
