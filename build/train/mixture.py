"""Batched bivariate Gaussian mixtures: sampling and exact pointwise mutual information."""
import math

import torch

# Samples times components that are worked on at once.
BLOCK = 1 << 15


class Mixture:
    """B mixtures of k bivariate Gaussians.

    weights (B, k), means (B, k, 2), cov (B, k, 3) as xx, xy, yy.
    """

    def __init__(self, weights, means, cov):
        self.weights, self.means, self.cov = weights, means, cov

    def taken(self, index):
        """The mixtures of these indices."""
        return Mixture(self.weights[index], self.means[index], self.cov[index])

    def sample(self, t, gen):
        """Draw (B, t) samples x and y."""
        batch = self.weights.shape[0]
        edges = torch.cumsum(self.weights, 1)
        u = torch.rand((batch, t), generator=gen) * edges[:, -1:]
        which = torch.searchsorted(edges, u).clamp_max(edges.shape[1] - 1)
        a = torch.randn((batch, t), generator=gen)
        b = torch.randn((batch, t), generator=gen)
        xx, xy, yy = self.cov.unbind(-1)
        l11 = xx.sqrt()
        l21 = xy / l11
        l22 = (yy - l21 ** 2).clamp_min(1e-12).sqrt()
        x = self.means[..., 0].gather(1, which) + l11.gather(1, which) * a
        y = self.means[..., 1].gather(1, which) + l21.gather(1, which) * a + l22.gather(1, which) * b
        return x, y

    def pmi(self, x, y, widen=None):
        """log p(x,y)/(p(x)p(y)), (B, t), in nats.

        widen: None, or (B, 2) variances added to x and y. A variable rounded to
        steps of h carries, to second order, the information of the variable
        blurred by a uniform kernel of width h: variance h²/12.
        """
        # Blocks that stay in the processor's cache.
        block = max(1, BLOCK // self.weights.numel())
        return torch.cat([self._pmi(*parts, widen) for parts in zip(x.split(block, 1), y.split(block, 1))], 1)

    def _pmi(self, x, y, widen):
        xx, xy, yy = self.cov.unbind(-1)
        if widen is not None:
            xx, yy = xx + widen[:, :1], yy + widen[:, 1:]
        det = (xx * yy - xy * xy).clamp_min(1e-12)
        logw = torch.log(self.weights)
        # exp2-style constants are folded so that each sample costs three multiply-adds a component.
        dx = x[..., None] - self.means[:, None, :, 0]
        dy = y[..., None] - self.means[:, None, :, 1]
        sx = dx * dx
        sy = dy * dy
        joint = (-0.5 * yy / det)[:, None] * sx
        joint += (-0.5 * xx / det)[:, None] * sy
        joint += (xy / det)[:, None] * (dx * dy)
        joint += (logw - 0.5 * torch.log(det) - math.log(2 * math.pi))[:, None]
        px = (-0.5 / xx)[:, None] * sx
        px += (logw - 0.5 * torch.log(2 * math.pi * xx))[:, None]
        py = (-0.5 / yy)[:, None] * sy
        py += (logw - 0.5 * torch.log(2 * math.pi * yy))[:, None]
        return joint.logsumexp(-1) - log_sum(px) - log_sum(py)


def log_sum(z):
    """log Σ exp z over the last axis; samples lie where their own mixture has mass, so no shift is needed."""
    return torch.log(z.exp_().sum(-1).clamp_min(1e-37))
