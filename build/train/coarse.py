"""Cosine moments of the copula -> attention over their rows and columns -> a table in cosines."""
import math

import torch
from torch import nn


# Cells of the table along each axis.
TABLE = 32


def on_table(histogram, cells=TABLE):
    """A histogram of finer cells (B, H, H), summed to those of the table, (B, cells, cells)."""
    ratio = int(histogram.shape[1]) // cells
    return histogram if ratio == 1 else nn.functional.avg_pool2d(histogram[:, None], ratio)[:, 0] * ratio ** 2


def cosine_basis(cells, count):
    """(cells, count): orthonormal cosines of [0, 1] at the cell centres."""
    u = (torch.arange(cells).double() + 0.5) / cells
    basis = torch.cos(math.pi * u[:, None] * torch.arange(count).double()) * math.sqrt(2)
    basis[:, 0] = 1
    return basis.float()


def linear(layer, x):
    """A linear layer over the last axis as one product of two matrices: onnxruntime then adds the bias within it."""
    return layer(x.reshape(-1, x.shape[-1])).view(*x.shape[:-1], -1)


class Attention(nn.Module):
    """Self-attention over row and column tokens; a bias tells same-kind from other-kind pairs.

    norm: layer normalisation before both halves; on narrow tokens it costs as much as the products.
    """

    def __init__(self, width, heads, tokens, norm):
        super().__init__()
        self.heads, self.size = heads, width // heads
        self.norm = nn.LayerNorm(width) if norm else nn.Identity()
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.same = nn.Parameter(torch.zeros(heads, 1, 1))
        kind = torch.arange(tokens) < tokens // 2
        self.register_buffer('kinds', (kind[:, None] == kind[None]).float())
        self.norm2 = nn.LayerNorm(width) if norm else nn.Identity()
        self.up = nn.Linear(width, 2 * width)
        self.down = nn.Linear(2 * width, width)

    def attend(self, q, k, v):
        """Softmax attention of (..., tokens, size) queries, keys and values."""
        scores = q @ k.transpose(-1, -2) / math.sqrt(self.size) + self.same[0 if self.heads == 1 else slice(None)] * self.kinds
        return scores.softmax(-1) @ v

    def forward(self, x):
        b, n, w = x.shape
        qkv = linear(self.qkv, self.norm(x))
        if self.heads == 1:
            mixed = self.attend(*qkv.split(w, -1))
        else:
            heads = qkv.view(b, n, 3, self.heads, self.size).permute(2, 0, 3, 1, 4)
            mixed = self.attend(*heads.unbind(0)).transpose(1, 2).reshape(b, n, w)
        x = x + linear(self.out, mixed)
        return x + linear(self.down, torch.relu(linear(self.up, self.norm2(x))))


class Coarse(nn.Module):
    """Rows and columns share all weights, so that swapping x and y transposes the table and nothing else."""

    def __init__(self, cells, cosines, width, heads, layers, statistics, norm=True, skip=False, centred=False):
        super().__init__()
        self.centred = centred
        self.register_buffer('cosines', cosine_basis(cells, cosines))
        self.context = nn.Linear(statistics, width)
        self.embed = nn.Linear(2 * cosines, width)
        self.frequency = nn.Parameter(torch.randn(cosines, width) * 0.3)
        self.layers = nn.ModuleList([Attention(width, heads, 2 * cosines, norm) for _ in range(layers)])
        self.norm = nn.LayerNorm(width) if norm else nn.Identity()
        self.left = nn.Linear(width, 16)
        self.right = nn.Linear(width, 16)
        # With skip the moments themselves pass, each weighed by what attention makes of its row and its column.
        self.kept = nn.Linear(width, 1) if skip else None

    def forward(self, histogram, z, root_t):
        """The table's coefficients and what they came from.

        histogram (B, L, L) of shares, z (B, F) standardised statistics, root_t (B,) square root of T
        -> coefficients S (B, K, K) of a table Σ S_ij cos_i(u) cos_j(v), pooled tokens (B, width).
        """
        moments = self.cosines.t() @ histogram @ self.cosines
        if self.centred:
            # The first cosine is 1, so the first row and column are the marginals' moments: independence gives zeros.
            moments = moments - moments[:, :, :1] @ moments[:, :1]
        both = torch.cat([moments, moments.transpose(1, 2)], 1)
        noisy = both * root_t[:, None, None]
        tokens = linear(self.embed, torch.cat([both, noisy / (1 + noisy.abs() * 0.2)], 2))
        tokens = tokens + self.context(z)[:, None] + torch.cat([self.frequency, self.frequency])
        for layer in self.layers:
            tokens = layer(tokens)
        tokens = self.norm(tokens)
        left, right = linear(self.left, tokens), linear(self.right, tokens)
        k = tokens.shape[1] // 2
        s = left[:, :k] @ right[:, k:].transpose(1, 2) + right[:, :k] @ left[:, k:].transpose(1, 2)
        s = s * 0.1
        if self.kept:
            kept = torch.sigmoid(linear(self.kept, tokens) + 1)
            s = s + moments * (kept[:, :k] @ kept[:, k:].transpose(1, 2))
        return s, tokens.mean(1)

    def table(self, s):
        """Values of the table at the cell centres, (B, L, L)."""
        return self.cosines @ s @ self.cosines.t()
