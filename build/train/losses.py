"""What is minimised: the discriminant's gap on a fresh sample and the scalar's error against the oracle."""
import torch

from model import donsker_varadhan


def tolerance_squared(worth, oracle):
    """Variance (nats²) at which the scalar's error counts as 1: an absolute floor, a share of the MI, a share of sampling noise.

    worth: number of independent samples that the sample is worth. It makes short samples, whose error cannot be small, count little, and lets high MI
    be judged by its relative error.
    """
    mi = oracle.clamp_min(0)
    return 0.012 ** 2 + (0.02 * mi) ** 2 + (0.3 + 0.7 * mi.clamp_max(1)) / worth


def laplacian_penalty(table):
    """Mean squared discrete Laplacian of the table (A.8, method 2)."""
    inner = table[:, 1:-1, 1:-1]
    return (table[:, 2:, 1:-1] + table[:, :-2, 1:-1] + table[:, 1:-1, 2:] + table[:, 1:-1, :-2] - 4 * inner).pow(2).mean()


def losses(output, fresh, oracle, worth):
    """gap: oracle minus the table's DV value on a fresh sample (nats). scalar: error / tolerance, squared, capped."""
    gap = oracle - donsker_varadhan(fresh, output['table'])
    error = (output['estimate'] - oracle).pow(2) / tolerance_squared(worth, oracle)
    # Above 9 the square turns linear: a few odd samples must not steer a step.
    robust = torch.where(error < 9, error, 6 * error.clamp_min(1e-6).sqrt() - 9)
    # A short sample's table is poor whatever is done: weighed by its worth it cannot drown the long ones.
    weight = 1 / (1 + 200 / worth)
    return {'gap': (gap.clamp(-5, 5) * weight).mean() / weight.mean(), 'scalar': robust.mean()}
