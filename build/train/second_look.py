"""The second look: what the corrected estimate becomes beside other estimates of the same sample.

The correction's inputs are in units of what all distributions differ by, some tenths of a nat to a nat; what it errs by is a
hundredth. Here the inputs are the differences between other estimates and its own, in units of a tenth of a nat. Where one of
them is the better one, as extents are of a relation with edges, small differences say so.
"""
import torch
from torch import nn

from extents import EXTENTS
from features import COUNTED, LEVELS, PLUG_INS, THIRD_GRIDS

UNIT = 0.1
# Differences bend from about so many units on.
FAR = 3.0
# Of the correction's last hidden layer, what the sample is like.
CONTEXT = 32


def others(statistics, kernels, dv):
    """Other estimates (B, n) in nats: extents and plug-in informations of all grids, kernel estimates, the table's own."""
    return torch.cat([statistics[:, COUNTED:], *(statistics[:, part] for part in PLUG_INS), kernels, dv[:, None]], 1)


class SecondLook(nn.Module):
    """kernels: their number. hidden: width of the correction's last hidden layer. width: of its own layers."""

    def __init__(self, kernels, hidden, width):
        super().__init__()
        self.context = nn.Linear(hidden, CONTEXT)
        self.layers = nn.Sequential(
            nn.Linear(EXTENTS + LEVELS + len(THIRD_GRIDS) + kernels + 1 + CONTEXT, width), nn.SiLU(),
            nn.Linear(width, width), nn.SiLU(), nn.Linear(width, 1))
        with torch.no_grad():
            self.layers[-1].weight *= 0.01
            self.layers[-1].bias.zero_()

    def forward(self, first, beside, hidden):
        """The estimate (B,) from the first one (B,), those beside it (B, n), and the correction's last hidden layer."""
        apart = (beside - first[:, None]) / UNIT
        apart = apart / (1 + apart.abs() / FAR)
        return first + UNIT * self.layers(torch.cat([apart, self.context(hidden)], 1))[:, 0]
