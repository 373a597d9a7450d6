"""Fine structure of the copula: a convolutional pyramid over 64 x 64 counts.

    64    log(1 + n) and whether a cell is occupied
    32    those strided, and for every cell kernel estimates of the log density ratio at several widths
    16, 8 strided again, then upwards: every level refines what the coarser one says

All kernels equal their transposes, so swapping x and y transposes every level.
"""
import torch
from torch import nn

from coarse import TABLE, on_table
from features import HISTOGRAM


def blur_matrix(cells, into, sigma):
    """(into, cells) Gaussian weights at the centres of `into` coarser cells, of deviation sigma of these; peak near 1."""
    at = torch.arange(into).float() + 0.5
    of = (torch.arange(cells).float() + 0.5) * into / cells
    return torch.exp(-0.5 * ((at[:, None] - of[None]) / sigma) ** 2)


class SymmetricConv(nn.Module):
    """Convolution with kernels equal to their transposes."""

    def __init__(self, inputs, outputs, size=3, stride=1, padding=1):
        super().__init__()
        self.how = {'padding': padding, 'stride': stride}
        self.raw = nn.Conv2d(inputs, outputs, size)

    def forward(self, x):
        weight = (self.raw.weight + self.raw.weight.transpose(-1, -2)) / 2
        return nn.functional.conv2d(x, weight, self.raw.bias, **self.how)


def doubled(x):
    """Every cell becomes 2 x 2 of itself."""
    return nn.functional.interpolate(x, scale_factor=2, mode='nearest')


class Pyramid(nn.Module):
    """See the module's description.

    channels: of the level of 32; twice as many at 16, four times at 8. context: width of the vector that says what the
    whole sample is like; it enters at 32 as a few planes, and at 8.
    """

    PLANES = 4

    def __init__(self, channels, widths, context):
        super().__init__()
        c, scales = channels, len(widths)
        self.register_buffer('blurs', torch.stack([blur_matrix(HISTOGRAM, TABLE, s) for s in widths]))
        self.planes = nn.Linear(context, self.PLANES)
        self.stem = SymmetricConv(2, c, 4, 2)
        self.point = nn.Conv2d(scales + 2 + self.PLANES, c, 1)
        self.conv32 = SymmetricConv(c, c)
        self.down16 = SymmetricConv(c, 2 * c, 2, 2, 0)
        self.conv16 = SymmetricConv(2 * c, 2 * c)
        self.down8 = SymmetricConv(2 * c, 4 * c, 2, 2, 0)
        self.context8 = nn.Linear(context, 4 * c)
        self.conv8 = SymmetricConv(4 * c, 4 * c)
        self.lift16 = nn.Conv2d(4 * c, 2 * c, 1)
        self.refine16 = SymmetricConv(2 * c, 2 * c)
        self.lift32 = nn.Conv2d(2 * c, c, 1)
        self.refine32 = SymmetricConv(c, c)
        self.out = nn.Conv2d(c, scales + 2, 1)
        with torch.no_grad():
            self.out.weight *= 0.3

    def ratios(self, histogram, t):
        """Kernel estimates of the log density ratio at every width, (B, W, 32, 32)."""
        rows, columns = histogram.sum(2), histogram.sum(1)
        across = self.blurs.transpose(1, 2)
        # One product of tall matrices instead of one of flat ones for every width.
        rows_blurred = (self.blurs.flatten(0, 1) @ histogram).view(-1, *self.blurs.shape[:2], HISTOGRAM)
        joint = rows_blurred @ across
        expected = (rows[:, None, None] @ across).transpose(-1, -2) @ (columns[:, None, None] @ across)
        # Half a count is added to both, so that an empty window says "at most this much less".
        half = 0.5 / t[:, None, None, None]
        return torch.log((joint + half) / (expected + half))

    def forward(self, histogram, ratios, coarse_table, t, context):
        """-> levels (B, C, 32, 32), (B, 2C, 16, 16), (B, 4C, 8, 8), and raw outputs for the table (B, W + 2, 32, 32)."""
        n = histogram * t[:, None, None]
        n32 = torch.log1p(on_table(n))[:, None]
        n = n[:, None]
        planes = self.planes(context)[:, :, None, None].expand(-1, -1, TABLE, TABLE)
        point = self.point(torch.cat([ratios, coarse_table[:, None], n32, planes], 1))
        x32 = torch.relu(self.stem(torch.cat([torch.log1p(n), n.clamp_max(1)], 1)) + point)
        x32 = torch.relu(self.conv32(x32) + x32)
        x16 = torch.relu(self.down16(x32))
        x16 = torch.relu(self.conv16(x16) + x16)
        x8 = torch.relu(self.down8(x16) + self.context8(context)[:, :, None, None])
        x8 = torch.relu(self.conv8(x8) + x8)
        x16 = torch.relu(doubled(self.lift16(x8)) + x16)
        x16 = torch.relu(self.refine16(x16) + x16)
        x32 = torch.relu(doubled(self.lift32(x16)) + x32)
        x32 = torch.relu(self.refine32(x32) + x32)
        return x32, x16, x8, self.out(x32)
