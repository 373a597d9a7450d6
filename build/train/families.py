"""Families of bivariate distributions whose pointwise mutual information is known.

Every family draws B distributions at once and T samples from each, and returns
``x, y, pmi``, each (B, T) float32, where
``pmi = log p(x, y) / (p(x) p(y))`` in nats is evaluated at the samples. Its mean
over a sample is the oracle's estimate of the mutual information: unbiased, and
what the network's scalar is regressed on.

Ranks are all that the network sees, so marginal shapes need no variety; what
needs variety is the copula. Source of the Gaussian mixture protocol: Hu et al.,
"InfoNet" (ICML 2024), section 4.
"""
import math

import torch

from mixture import Mixture
from motion import Motion


def uniform(shape, lo, hi, gen):
    """Uniform draws on [lo, hi)."""
    return lo + (hi - lo) * torch.rand(shape, generator=gen)


def log_uniform(shape, lo, hi, gen):
    """Log-uniform draws on [lo, hi)."""
    return torch.exp(uniform(shape, math.log(lo), math.log(hi), gen))


def random_weights(batch, k, gen):
    """Mixture weights (B, k): flat, uniform-normalised or Dirichlet(1), a third each."""
    kind = torch.randint(0, 3, (batch, 1), generator=gen)
    u = torch.rand((batch, k), generator=gen).clamp_min(1e-3)
    raw = torch.where(kind == 0, torch.ones_like(u), torch.where(kind == 1, u, -torch.log(u) + 1e-3))
    return raw / raw.sum(1, keepdim=True)


def covariance_from_factor(a, jitter):
    """Covariance A Aᵀ + jitter·I from (..., 2, 2) factors, as (..., 3): xx, xy, yy."""
    xx = (a[..., 0, :] ** 2).sum(-1) + jitter
    yy = (a[..., 1, :] ** 2).sum(-1) + jitter
    xy = (a[..., 0, :] * a[..., 1, :]).sum(-1)
    return torch.stack([xx, xy, yy], -1)


def covariance_from_axes(along, across, angle):
    """Covariance with standard deviations along and across a direction."""
    c, s = torch.cos(angle), torch.sin(angle)
    a2, b2 = along ** 2, across ** 2
    return torch.stack([c * c * a2 + s * s * b2, c * s * (a2 - b2), s * s * a2 + c * c * b2], -1)


def paper(batch, gen, components=None):
    """Section 4 of the paper: 1..20 components, or so many, means U(-5,5)², A·Aᵀ + 0.01·I, A from U(-3,3)."""
    k = components or int(torch.randint(1, 21, (1,), generator=gen))
    means = uniform((batch, k, 2), -5, 5, gen)
    cov = covariance_from_factor(uniform((batch, k, 2, 2), -3, 3, gen), 0.01)
    return Mixture(random_weights(batch, k, gen), means, cov)


def rescaled(batch, gen):
    """The paper's family with covariances narrower and wider than there."""
    k = int(torch.randint(1, 21, (1,), generator=gen))
    means = uniform((batch, k, 2), -5, 5, gen)
    scale = log_uniform((batch, 1, 1, 1), 0.15, 3.0, gen)
    cov = covariance_from_factor(uniform((batch, k, 2, 2), -3, 3, gen) * scale, 0.01)
    return Mixture(random_weights(batch, k, gen), means, cov)


def reference(batch, gen):
    """The paper's reference code: variances sums of two squares of U(-3,3), covariance uniform within them, Dirichlet(1) weights."""
    k = int(torch.randint(1, 21, (1,), generator=gen))
    means = uniform((batch, k, 2), -5, 5, gen)
    xx, yy = ((uniform((batch, k, 2), -3, 3, gen) ** 2).sum(-1) for _ in range(2))
    xy = uniform((batch, k), -1, 1, gen) * torch.sqrt(xx * yy)
    weights = -torch.log(torch.rand((batch, k), generator=gen).clamp_min(1e-6))
    return Mixture(weights / weights.sum(1, keepdim=True), means, torch.stack([xx + 0.01, xy, yy + 0.01], -1))


def ridges(batch, gen):
    """A few long and narrow Gaussians at any angle: crossing roads, letters."""
    k = int(torch.randint(1, 9, (1,), generator=gen))
    means = uniform((batch, k, 2), -4, 4, gen) * uniform((batch, 1, 1), 0, 1, gen)
    along = log_uniform((batch, k), 0.5, 4, gen)
    across = along * log_uniform((batch, 1), 0.008, 0.6, gen) * log_uniform((batch, k), 0.7, 1.4, gen)
    cov = covariance_from_axes(along, across, uniform((batch, k), 0, math.pi, gen))
    return Mixture(random_weights(batch, k, gen), means, cov)


def crosses(batch, gen):
    """Concentric Gaussians: X shapes, and mixtures of scales."""
    k = int(torch.randint(2, 5, (1,), generator=gen))
    rho = uniform((batch, k), -1, 1, gen)
    rho = torch.sign(rho) * rho.abs() ** 0.5 * 0.995
    scale = log_uniform((batch, k), 0.5, 2, gen)
    mirrored = torch.rand((batch, 1), generator=gen) < 0.5
    alternating = rho[:, :1].abs() * torch.where(torch.arange(k) % 2 == 0, 1.0, -1.0)
    rho = torch.where(mirrored, alternating, rho)
    scale = torch.where(mirrored, torch.ones_like(scale), scale)
    cov = torch.stack([scale ** 2, rho * scale ** 2, scale ** 2], -1)
    weights = torch.where(mirrored, torch.full((batch, k), 1.0 / k), random_weights(batch, k, gen))
    return Mixture(weights, torch.zeros(batch, k, 2), cov)


def curves(batch, gen):
    """Noise around a closed or open smooth curve, as 48 Gaussians laid along it."""
    k = 48
    closed = torch.rand((batch, 1), generator=gen) < 0.5
    span = torch.where(closed, torch.tensor(2 * math.pi), torch.tensor(math.pi))
    s = (torch.arange(k) + 0.5)[None] / k * span
    point = torch.zeros(batch, k, 2)
    tangent = torch.zeros(batch, k, 2)
    for harmonic in range(1, 4):
        amp = torch.randn((batch, 2, 2), generator=gen) / harmonic ** 1.5
        if harmonic > 1:
            amp = amp * (torch.rand((batch, 1, 1), generator=gen) < 0.5)
        c, d = torch.cos(harmonic * s), torch.sin(harmonic * s)
        for axis in range(2):
            point[..., axis] += amp[:, axis, :1] * c + amp[:, axis, 1:] * d
            tangent[..., axis] += harmonic * (amp[:, axis, 1:] * c - amp[:, axis, :1] * d)
    step = tangent.norm(dim=-1) * span / k
    angle = torch.atan2(tangent[..., 1], tangent[..., 0])
    across = log_uniform((batch, 1), 0.015, 0.6, gen).expand(batch, k)
    cov = covariance_from_axes(torch.maximum(0.8 * step, across), across, angle)
    return Mixture(torch.full((batch, k), 1.0 / k), point, cov)


def strokes(batch, gen):
    """One to three glyphs side by side, of 3 to 12 straight strokes in all: upright, level or tilted, of like widths."""
    k = int(torch.randint(3, 13, (1,), generator=gen))
    glyph = torch.randint(0, 3, (batch, k), generator=gen) % torch.randint(1, 4, (batch, 1), generator=gen)
    means = uniform((batch, k, 2), -1, 1, gen) * uniform((batch, 1, 2), 0.3, 1.3, gen)
    means[..., 0] += glyph * uniform((batch, 1), 1, 3, gen)
    tilted = torch.rand((batch, k), generator=gen) < 0.4
    angle = torch.where(tilted, uniform((batch, k), 0, math.pi, gen), math.pi / 2 * torch.randint(0, 2, (batch, k), generator=gen))
    along = log_uniform((batch, k), 0.15, 0.8, gen)
    across = log_uniform((batch, 1), 0.025, 0.12, gen) * log_uniform((batch, k), 0.8, 1.25, gen)
    equal = torch.rand((batch, 1), generator=gen) < 0.5
    weights = torch.where(equal, torch.full((batch, k), 1.0 / k), random_weights(batch, k, gen))
    return Mixture(weights, means, covariance_from_axes(along, across, angle))


# Candidates for each mixture that is taken, and the draws that tell the information of a candidate roughly.
CANDIDATES = 4
ROUGH_DRAWS = 256


def levelled(family):
    """The family, its weak and strong members about as likely as those between.

    Most mixtures of the paper's protocol carry .1 to .4 nats, and what is drawn from those alone learns to guess that,
    where a short sample says little. Of several candidates the rare ones are taken first, by tenths of a nat.
    """
    def draw(batch, gen):
        candidates = family(CANDIDATES * batch, gen)
        level = (candidates.pmi(*candidates.sample(ROUGH_DRAWS, gen)).mean(1) * 10).round().clamp(0, 12).long()
        rarity = 1 / torch.bincount(level, minlength=13)[level].float()
        return candidates.taken(torch.multinomial(rarity, batch, generator=gen))
    return draw


class StudentT:
    """Bivariate Student t, correlation rho, nu degrees of freedom; dependent even at rho = 0."""

    def __init__(self, batch, gen):
        self.nu = log_uniform((batch, 1), 0.6, 12, gen)
        self.rho = uniform((batch, 1), -0.97, 0.97, gen)
        self.rho = torch.where(torch.rand((batch, 1), generator=gen) < 0.4, torch.zeros(()), self.rho)

    def sample(self, t, gen):
        batch = self.nu.shape[0]
        a = torch.randn((batch, t), generator=gen)
        b = torch.randn((batch, t), generator=gen)
        half = (self.nu / 2).expand(batch, t)
        # A Gamma(nu/2) draw needs its own generator state: seed torch's global one from ours.
        torch.manual_seed(int(torch.randint(0, 2 ** 31 - 1, (1,), generator=gen)))
        mix = torch.rsqrt((torch.distributions.Gamma(half, 0.5).sample() / self.nu).clamp_min(1e-12))
        return a * mix, (self.rho * a + torch.sqrt(1 - self.rho ** 2) * b) * mix

    def pmi(self, x, y, _widen=None):
        x, y, nu, rho = x.double(), y.double(), self.nu.double(), self.rho.double()
        q = (x * x - 2 * rho * x * y + y * y) / (1 - rho ** 2)
        joint = torch.lgamma(nu / 2 + 1) - torch.lgamma(nu / 2) - torch.log(nu * math.pi)
        joint = joint - 0.5 * torch.log(1 - rho ** 2) - (nu / 2 + 1) * torch.log1p(q / nu)
        norm = torch.lgamma((nu + 1) / 2) - torch.lgamma(nu / 2) - 0.5 * torch.log(nu * math.pi)
        marg = 2 * norm - (nu + 1) / 2 * (torch.log1p(x * x / nu) + torch.log1p(y * y / nu))
        return (joint - marg).float()


class Zigzag:
    """y = f(zigzag(x)) + noise, x uniform on [0,1], a triangle wave of 1..6 teeth, so zigzag(x) is uniform too.

    Noise: uniform on (-e, e) (one tooth is the bmi benchmark's "additive uniform noise") or Gaussian (p(y) a difference
    of two normal CDFs). Under uniform noise f may bend: it is the inverse of g(z) = z + a sin(2 pi k z) / (2 pi k),
    |a| < 1, and p(y) = (g(y + e) - g(y - e)) / 2e.
    """

    def __init__(self, batch, gen):
        self.teeth = torch.where(torch.rand((batch, 1), generator=gen) < 0.7,
                                 torch.ones(()), torch.randint(1, 7, (batch, 1), generator=gen).float())
        self.noise = log_uniform((batch, 1), 0.004, 1.5, gen)
        self.gaussian = torch.rand((batch, 1), generator=gen) < 0.35
        self.flip = torch.rand((batch, 1), generator=gen) < 0.5
        bent = ~self.gaussian & (torch.rand((batch, 1), generator=gen) < 0.5)
        self.bend = torch.where(bent, uniform((batch, 1), -0.95, 0.95, gen), torch.zeros(()))
        self.bends = 2 * math.pi * torch.randint(1, 4, (batch, 1), generator=gen).float()

    def unbent(self, z):
        """g of the class's description."""
        return z + self.bend * torch.sin(self.bends * z) / self.bends

    def triangle(self, x):
        """The triangle wave."""
        z = x * self.teeth
        return 1 - (z - 2 * torch.floor(z / 2) - 1).abs()

    def wave(self, x):
        """The triangle wave, then f, by bisection."""
        w = self.triangle(x)
        lo, hi = torch.zeros_like(w), torch.ones_like(w)
        for _ in range(24):
            middle = (lo + hi) / 2
            below = self.unbent(middle) < w
            lo, hi = torch.where(below, middle, lo), torch.where(below, hi, middle)
        return torch.where(self.bend == 0, w, lo)

    def sample(self, t, gen):
        batch = self.noise.shape[0]
        x = torch.rand((batch, t), generator=gen)
        e = torch.where(self.gaussian, torch.randn((batch, t), generator=gen),
                        uniform((batch, t), -1, 1, gen))
        y = self.wave(x) + self.noise * e
        # Either variable may be the driving one.
        return torch.where(self.flip, y, x), torch.where(self.flip, x, y)

    def pmi(self, x, y, _widen=None):
        x, y = torch.where(self.flip, y, x), torch.where(self.flip, x, y)
        e = self.noise
        within = (self.unbent((y + e).clamp(0, 1)) - self.unbent((y - e).clamp(0, 1))).clamp_min(1e-12)
        pmi_uniform = -torch.log(within)
        # Nothing bends under Gaussian noise.
        z = (y - self.triangle(x)) / e
        normal = torch.distributions.Normal(0.0, 1.0)
        band = (normal.cdf(y / e) - normal.cdf((y - 1) / e)).clamp_min(1e-12)
        pmi_gauss = -0.5 * z * z - 0.5 * math.log(2 * math.pi) - torch.log(e) - torch.log(band)
        return torch.where(self.gaussian, pmi_gauss, pmi_uniform)


class Bands(Zigzag):
    """Of those the straight and the bent bands with sharp edges: one tooth, uniform noise."""

    def __init__(self, batch, gen):
        super().__init__(batch, gen)
        self.teeth = torch.ones(batch, 1)
        self.gaussian = torch.zeros(batch, 1, dtype=torch.bool)
        self.noise = log_uniform((batch, 1), 0.02, 0.6, gen)


class Narrow:
    """Normals of 1.5 to 6 nats: relations as close as those of rigid motion, without its smoothness in time."""

    def __init__(self, batch, gen):
        self.spread = torch.exp(-uniform((batch, 1), 1.5, 6, gen))
        self.sign = torch.where(torch.rand((batch, 1), generator=gen) < 0.5, 1.0, -1.0)
        self.rho = self.sign * torch.sqrt(1 - self.spread ** 2)

    def sample(self, t, gen):
        batch = self.rho.shape[0]
        x = torch.randn((batch, t), generator=gen, dtype=torch.double)
        noise = torch.randn((batch, t), generator=gen, dtype=torch.double)
        return x, self.rho * x + self.spread * noise

    def pmi(self, x, y, _widen=None):
        noise = (y - self.rho * x) / self.spread
        return (-torch.log(self.spread) + (y * y - noise * noise) / 2).float()


class Independent:
    """Independence: pmi is 0 everywhere."""

    def __init__(self, batch, gen):
        self.batch = batch

    def sample(self, t, gen):
        return torch.rand((self.batch, t), generator=gen), torch.rand((self.batch, t), generator=gen)

    def pmi(self, x, _y, _widen=None):
        return torch.zeros_like(x)


# Relative share of each family in training. The paper's own is two fifths, because it is the benchmark's;
# the others keep motion (smooth paths; narrow, nearly functional, closed curves) in family.
FAMILIES = {
    'paper': (0.32, levelled(paper)),
    'rescaled': (0.13, levelled(rescaled)),
    'reference': (0.06, levelled(reference)),
    'ridges': (0.10, ridges),
    'crosses': (0.05, crosses),
    'curves': (0.05, curves),
    'student': (0.04, StudentT),
    'zigzag': (0.14, Zigzag),
    'independent': (0.04, Independent),
    'motion': (0.04, Motion),
    'narrow': (0.03, Narrow),
    # Drawn in shards of their own, for the second stage.
    'strokes': (0, strokes),
    'bands': (0, Bands),
}
# Those of them that the benchmark is of.
MIXTURES = ('paper', 'rescaled', 'reference')


def draw_family(gen):
    """Name of a family, drawn by its share."""
    names = [name for name, (share, _) in FAMILIES.items() if share > 0]
    shares = torch.tensor([FAMILIES[n][0] for n in names])
    return names[int(torch.multinomial(shares, 1, generator=gen))]
