"""Pairs of smooth trajectories: Gaussian processes in time that share a part of their motion.

Neighbouring frames of a clip are not independent samples: a smooth path draws a thin
curve on the copula whether its variables share information or not. An estimator that
knows only independent draws takes every such curve for a strong relation.
"""
import math

import torch


def spectrum(batch, frequencies, length, gen):
    """(B, F) power of processes from slow and smooth to rough, a third of them oscillating."""
    def draw(lo, hi):
        return torch.exp(math.log(lo) + (math.log(hi) - math.log(lo)) * torch.rand((batch, 1), generator=gen))
    corner = draw(0.5 / length, 0.1)
    steepness = torch.tensor([2.0, 4.0, 8.0])[torch.randint(0, 3, (batch, 1), generator=gen)]
    power = 1 / (1 + (frequencies / corner) ** steepness)
    peak = draw(1.5 / length, 0.1)
    wave = torch.exp(-0.5 * ((frequencies - peak) / (0.1 * peak + 0.3 / length)) ** 2)
    share = torch.where(torch.rand((batch, 1), generator=gen) < 0.33, torch.rand((batch, 1), generator=gen), torch.zeros(()))
    power = power / power.sum(1, keepdim=True)
    wave = wave / wave.sum(1, keepdim=True).clamp_min(1e-12)
    return (1 - share) * power + share * wave


class Motion:
    """x = shared motion, y = the same to a degree rho, plus tracking noise in both. A third of the pairs share nothing.

    The pointwise information is replaced by its mean -log(1 - rho²) / 2: a short smooth path has
    the worth of few samples, and its own average would say more about the path than about the pair.
    `worth` (B,), there once sampled: that number of independent samples, 1 / Σ (share of a frequency)².
    """

    ties = True
    # All frames of a path belong together: one cannot draw some more of it.
    path = True

    def __init__(self, batch, gen):
        self.batch = batch
        information = 5.5 * torch.rand((batch, 1), generator=gen)
        none = torch.rand((batch, 1), generator=gen) < 0.35
        self.rho = torch.where(none, torch.zeros(()), torch.sqrt(1 - torch.exp(-2 * information)))
        self.rho = self.rho * torch.where(torch.rand((batch, 1), generator=gen) < 0.5, 1.0, -1.0)
        noise = torch.exp(-9 + 6 * torch.rand((batch, 1), generator=gen))
        self.noise = torch.where(torch.rand((batch, 1), generator=gen) < 0.5, noise, torch.zeros(()))

    def sample(self, t, gen):
        """Paths of t frames, (B, t) each; half of the pairs are rounded, as pixels are when they are stored."""
        n = 2 * t
        frequencies = torch.arange(1, n // 2 + 1) / n
        power = spectrum(self.batch, frequencies, t, gen)
        self.worth = 1 / (power ** 2).sum(1)

        def path():
            a, b = (torch.randn((self.batch, n // 2), generator=gen) for _ in range(2))
            coefficients = torch.complex(a, b) * (power / 2).sqrt()
            padded = torch.cat([torch.zeros((self.batch, 1), dtype=coefficients.dtype), coefficients], 1)
            return torch.fft.irfft(padded, n)[:, :t] * n / math.sqrt(2)

        shared, own = path(), path()
        x = shared + self.noise * torch.randn((self.batch, t), generator=gen)
        y = self.rho * shared + torch.sqrt(1 - self.rho ** 2) * own + self.noise * torch.randn((self.batch, t), generator=gen)
        return tuple(self.stored(v, gen) for v in (x, y))

    def stored(self, v, gen):
        """Rounded to steps of a size drawn from a wide range."""
        step = torch.exp(-5 + 3.5 * torch.rand((self.batch, 1), generator=gen))
        return torch.where(torch.rand((self.batch, 1), generator=gen) < 0.5, (v / step).round() * step, v)

    def pmi(self, x, _y, _widen=None):
        rho = self.rho / (1 + self.noise ** 2)
        return (-0.5 * torch.log(1 - rho ** 2)).expand_as(x)
