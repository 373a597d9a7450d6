"""The network: cross-moment tokens, attention, discriminant table, Donsker-Varadhan value, correction.

Shapes: B pairs, L = 32 cells a side, K = 16 cosines, F statistics.

    histogram (B, L, L)  counts / T          statistics (B, F)  see features.py
    coarse    cosine moments A = Cᵀ H C -> 2K tokens (rows and columns) -> attention -> cosine
              coefficients S of a first table
    fine      the histogram blurred at several widths; for every cell a small convolutional
              network attends over the widths (softmax) and adds a residual
    table     log of the blended density ratio, smoothed (A.8 method 1)
    dv        Σ H table - log Σ p q exp(table)      (Donsker-Varadhan; p, q the marginals of H)
    estimate  dv + correction(statistics, pooled tokens, pooled cells)

Swapping x and y transposes the table and leaves dv and estimate alone: rows and columns
share all weights, and the convolution's kernels are symmetric.
"""
import torch
from torch import nn

from coarse import Coarse
from features import HISTOGRAM, STATISTICS, features

DEFAULTS = {
    'cosines': 16, 'width': 48, 'heads': 4, 'layers': 2, 'channels': 16,
    'blurs': (0.6, 1.2, 2.0, 3.5, 6.0, 10.0), 'head': 192, 'members': 1, 'smoothing': 'gaussian', 'sigma': 0.6,
}


def blur_matrix(cells, sigma):
    """(cells, cells) Gaussian weights of standard deviation sigma cells, cut at the border; peak 1."""
    i = torch.arange(cells).float()
    return torch.exp(-0.5 * ((i[:, None] - i[None]) / sigma) ** 2)


def smoothing_matrix(cells, sigma):
    """Blur of sigma cells with normalised rows, so that a constant stays a constant (A.8, method 1)."""
    smooth = blur_matrix(cells, max(sigma, 1e-3))
    return smooth / smooth.sum(1, keepdim=True)


class SymmetricConv(nn.Module):
    """3 x 3 convolution with kernels equal to their transposes."""

    def __init__(self, channels):
        super().__init__()
        self.raw = nn.Conv2d(channels, channels, 3, padding=1, padding_mode='zeros')

    def forward(self, x):
        weight = (self.raw.weight + self.raw.weight.transpose(-1, -2)) / 2
        return nn.functional.conv2d(x, weight, self.raw.bias, padding=1)


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
        return sum(member(seen) for member in self.members) / len(self.members)


class Corrected(nn.Module):
    """What both networks share: standardised statistics, and a correction of the table's value.

    A subclass gives `trunk`, `head`, and the buffers `mean` and `scale`.
    """

    def set_statistics_scale(self, statistics):
        """Standardise the statistics by their training mean and deviation."""
        self.mean.copy_(statistics.mean(0))
        self.scale.copy_(1 / (statistics.std(0) + 1e-3))

    def forward(self, histogram, statistics):
        table, dv, seen = self.trunk(histogram, statistics)
        # The table is judged by its own value only: the correction's error does not reach it through dv.
        plain = dv.detach() if self.training else dv
        seen = torch.cat([seen[:, :-1], plain[:, None]], 1)
        return {'table': table, 'dv': dv, 'estimate': plain + self.head(seen)[:, 0]}


class InfoNet(Corrected):
    """See the module's description. forward returns dict of table, dv, estimate."""

    statistics = STATISTICS
    features = staticmethod(features)

    def __init__(self, **config):
        super().__init__()
        c = self.config = {**DEFAULTS, **config}
        cells, k, width, ch = HISTOGRAM, c['cosines'], c['width'], c['channels']
        self.register_buffer('mean', torch.zeros(STATISTICS))
        self.register_buffer('scale', torch.ones(STATISTICS))
        self.coarse = Coarse(cells, k, width, c['heads'], c['layers'], STATISTICS)
        self.register_buffer('blurs', torch.stack([blur_matrix(cells, s) for s in c['blurs']]))
        scales = len(c['blurs'])
        self.cell_in = nn.Conv2d(scales + 2, ch, 1)
        self.cell_context = nn.Linear(STATISTICS, ch)
        self.conv = SymmetricConv(ch)
        self.cell_mid = nn.Conv2d(ch, ch, 1)
        self.cell_out = nn.Conv2d(ch, scales + 2, 1)
        with torch.no_grad():
            self.cell_out.weight *= 0.3
        self.register_buffer('smooth', smoothing_matrix(cells, c['sigma']))
        self.head = Corrections(STATISTICS + width + 2 * ch + 2 * scales + 1, c['head'], c['members'])

    def fine(self, histogram, rows, columns, coarse_table, z, t):
        """Blurred density ratios -> (table before smoothing, features of each cell)."""
        joint = self.blurs @ histogram[:, None] @ self.blurs
        expected = (rows[:, None, None] @ self.blurs).transpose(-1, -2) @ (columns[:, None, None] @ self.blurs)
        # Half a count is added to both, so that an empty window says "at most this much less".
        half = 0.5 / t[:, None, None, None]
        ratios = torch.log((joint + half) / (expected + half))
        counts = torch.log1p(histogram * t[:, None, None])[:, None]
        # The context of a pair enters every cell as the weight of a channel of ones: one product of matrices.
        b = histogram.shape[0]
        cells = torch.cat([ratios, coarse_table[:, None], counts, torch.ones_like(counts)], 1).flatten(2)
        fixed = self.cell_in.weight[:, :, 0, 0].expand(b, -1, -1)
        context = self.cell_context(z) + self.cell_in.bias
        cells = torch.relu(torch.cat([fixed, context[:, :, None]], 2) @ cells).reshape(b, -1, HISTOGRAM, HISTOGRAM)
        cells = torch.relu(self.conv(cells))
        cells = torch.relu(self.cell_mid(cells))
        out = self.cell_out(cells)
        # A softmax over the widths, written out: onnxruntime's is slow along any axis but the last.
        grown = torch.exp(out[:, :-1].clamp(-20, 20))
        candidates = torch.cat([ratios, coarse_table[:, None]], 1)
        # Kernel estimates of the information at every width: with the sample itself in its window, and left out.
        b = histogram.shape[0]
        mass = histogram.reshape(b, -1, 1)
        left_out = torch.log((joint - 1 / t[:, None, None, None]).clamp_min(0) + half) - torch.log(expected + half)
        kernel = torch.cat([ratios, left_out], 1).flatten(2) @ mass
        return (grown * candidates).sum(1) / grown.sum(1) + out[:, -1], cells, kernel[:, :, 0]

    def trunk(self, histogram, statistics):
        """Table (B, L, L), its dv (B,), and what the correction sees (B, F + pooled)."""
        z = ((statistics - self.mean) * self.scale).clamp(-8, 8)
        t = torch.exp(statistics[:, 0])
        rows = histogram.sum(2)
        columns = histogram.sum(1)
        s, pooled = self.coarse(histogram, z, torch.sqrt(t))
        coarse_table = self.coarse.table(s)
        table, cells, kernel = self.fine(histogram, rows, columns, coarse_table, z, t)
        if self.config['smoothing'] == 'gaussian':
            table = self.smooth @ table @ self.smooth.t()
        dv = donsker_varadhan(histogram, table)
        product = rows[:, :, None] * columns[:, None]
        masses = torch.stack([histogram, product], 3).flatten(1, 2)
        under = (cells.flatten(2) @ masses).transpose(1, 2).flatten(1)
        return table, dv, torch.cat([z, pooled, under, kernel, dv[:, None]], 1)


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
