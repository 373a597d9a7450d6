"""What is minimised: the discriminant's gap on a fresh sample and the scalar's error against its target."""
import torch

from coarse import on_table
from families import MIXTURES
from featurize import NAMES
from model import donsker_varadhan


def tolerance_squared(batch, target):
    """Variance (nats²) at which the scalar's error counts as 1: an absolute floor, what fine cells hide, sampling noise.

    The noise is that of the mean pointwise information over as many independent samples as the sample is worth: what
    nobody can do better than. It makes short samples, whose error cannot be small, count little, and what little
    noise there is where a relation is sharp, count much. Weak relations have less noise than what hides them; of the
    strongest the cells show the less the stronger they are.
    """
    mi = target.clamp_min(0)
    spread = torch.maximum(batch['spread'], 0.3 - 0.2 * mi.clamp_max(1))
    return 0.003 ** 2 + (0.0015 * mi ** 2) ** 2 + spread / batch['worth']


def laplacian_penalty(table):
    """Mean squared discrete Laplacian of the table (A.8, method 2)."""
    inner = table[:, 1:-1, 1:-1]
    return (table[:, 2:, 1:-1] + table[:, :-2, 1:-1] + table[:, 1:-1, 2:] + table[:, 1:-1, :-2] - 4 * inner).pow(2).mean()


# Most pairs of a clip share little; a short sample of independent variables must not be drawn towards the mean of
# the training distribution. Weight of independent items over others in the scalar's loss.
INDEPENDENT_WEIGHT = 3.0


def independence_weight(family):
    """Weight of items of these families (indices into featurize.NAMES) in the scalar's loss."""
    return torch.where(family == NAMES.index('independent'), INDEPENDENT_WEIGHT, 1.0)


def level_weight(batch, tolerance):
    """Weight of random mixtures in the scalar's loss beside others.

    They are judged by the mean over levels of the RMSE, whose gradient weighs squared errors by one over the RMSE: halfway
    between nats and units of the tolerance. In units of each one's own noise a sample that two mixtures explain equally
    well is taken for the one with less noise, which has less information.
    """
    mixture = torch.tensor([name in MIXTURES for name in NAMES], device=tolerance.device)[batch['family']]
    return torch.where(mixture, (tolerance / (0.003 ** 2 + 0.3 / batch['worth'])).sqrt().clamp_max(3), 1.0)


def robust_loss(estimate, target, tolerance, weight, linear_from=9.0):
    """Squared error in units of the (squared) tolerance, weighed; linear from `linear_from` on: a few odd samples must not steer a step."""
    error = (estimate - target).pow(2) / tolerance
    robust = torch.where(error < linear_from, error, 2 * (linear_from * error.clamp_min(1e-6)).sqrt() - linear_from)
    return (robust * weight).sum() / weight.sum()


# Where mixtures weigh as they are judged, far errors count in full up to five tolerances.
FAR_AS_JUDGED = 25.0


def losses(output, fresh, batch, as_judged=False):
    """gap: oracle minus the table's DV value on a fresh sample (nats). scalar: see robust_loss.

    as_judged: random mixtures weigh by `level_weight`, and far errors count by FAR_AS_JUDGED.
    """
    oracle, worth = batch['oracle'], batch['worth']
    gap = oracle - donsker_varadhan(on_table(fresh), output['table'])
    # A short sample's table is poor whatever is done: weighed by its worth it cannot drown the long ones.
    short = 1 / (1 + 200 / worth)
    tolerance = tolerance_squared(batch, batch['target'])
    weight = independence_weight(batch['family'])
    if as_judged:
        scalar = robust_loss(output['estimate'], batch['target'], tolerance, weight * level_weight(batch, tolerance), FAR_AS_JUDGED)
    else:
        scalar = robust_loss(output['estimate'], batch['target'], tolerance, weight)
    return {'gap': (gap.clamp(-5, 5) * short).mean() / short.mean(), 'scalar': scalar}
