"""Doubled midranks, exactly as core/copula/ranks.ts computes them."""
import torch


def doubled_midranks(x, ties):
    """(B, T) values -> (B, T) int64 in 2..2T: twice the 1-based midrank.

    ties: whether equal values can occur; without them a plain rank is cheaper.
    """
    batch, t = x.shape
    if not ties:
        order = torch.argsort(x, 1)
        ranks = torch.empty_like(order)
        ranks.scatter_(1, order, (2 * torch.arange(1, t + 1)).expand(batch, t).contiguous())
        return ranks
    ordered = torch.sort(x, 1).values.contiguous()
    below = torch.searchsorted(ordered, x.contiguous())
    upto = torch.searchsorted(ordered, x.contiguous(), right=True)
    return below + 1 + upto
