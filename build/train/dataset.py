"""Training and validation samples: drawn once, stored as ranks with the oracle's estimate.

A chunk is B = 32 distributions of one family at one length T. Each distribution
is drawn twice: the second draw is the fresh sample on which the discriminant
found from the first is judged, and the other way round, so a chunk gives 64
items. Judging on a fresh sample gives no reward for memorising.
"""
import os
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import torch

from families import FAMILIES, draw_family, log_uniform
from mixture import Mixture
from ranks import doubled_midranks

BATCH = 32
# Draws of a distribution, those of its two samples among them: a short sample alone says too little of the truth.
LEAST_DRAWS = 3000


def draw_length(gen):
    """T: two thirds log-uniform on 250..6500, a third on 16..250."""
    short = float(torch.rand((), generator=gen)) < 0.33
    lo, hi = (16, 250) if short else (250, 6500)
    return int(log_uniform((), lo, hi, gen))


def quantise(x, y, gen):
    """Round one or both variables to a random number of levels; returns the variances of the blur."""
    widen = torch.zeros(x.shape[0], 2)
    which = int(torch.randint(0, 3, (1,), generator=gen))
    out = []
    for axis, value in enumerate((x, y)):
        if which == 2 or which == axis:
            spread = value.amax(1, keepdim=True) - value.amin(1, keepdim=True)
            step = spread / log_uniform((x.shape[0], 1), 30, 2000, gen)
            value = torch.round(value / step) * step
            widen[:, axis] = step[:, 0] ** 2 / 12
        out.append(value)
    return out[0], out[1], widen


def rest(x, y, pmi, gen):
    """Let the variables rest at one value for a share r of the time, together or independently.

    Together: both atoms coincide, pmi = -log r there and pmi - log(1 - r) elsewhere.
    Independently: pmi = 0 wherever at least one rests.
    """
    batch, t = x.shape
    share = 0.05 + 0.6 * torch.rand((batch, 1), generator=gen)
    together = torch.rand((batch, 1), generator=gen) < 0.5
    mask_x = torch.rand((batch, t), generator=gen) < share
    mask_y = torch.where(together, mask_x, torch.rand((batch, t), generator=gen) < share)
    # The atoms sit at a point of the distribution itself: that of the first sample.
    x = torch.where(mask_x, x[:, :1], x)
    y = torch.where(mask_y, y[:, :1], y)
    shared = torch.where(mask_x, -torch.log(share), pmi - torch.log(1 - share))
    apart = torch.where(mask_x | mask_y, torch.zeros(()), pmi)
    return x, y, torch.where(together, shared, apart)


def draw_chunk(gen, length=None, family=None, plain=False):
    """One chunk: dict of family, t, ties, ranks (2, 2, B, T) [draw, axis], and in nats

    oracle (2, B), the mean pointwise information of each draw; truth (2, B), that of everything drawn but the draw;
    spread (B,), its variance (nats²); worth (B,), the number of independent samples that a draw is worth.

    plain: neither quantise nor rest (validation on the benchmark's own protocol).
    """
    name = family or draw_family(gen)
    t = length or draw_length(gen)
    dist = FAMILIES[name][1](BATCH, gen)
    count = 2 * t if getattr(dist, 'path', False) else max(2 * t, LEAST_DRAWS)
    x, y = dist.sample(count, gen)
    chance = 1.0 if plain else float(torch.rand((), generator=gen))
    ties = chance < 0.17 or getattr(dist, 'ties', False)
    widen = None
    if chance < 0.12 and isinstance(dist, Mixture):
        x, y, widen = quantise(x, y, gen)
    pmi = dist.pmi(x, y, widen)
    if 0.12 <= chance < 0.17:
        x, y, pmi = rest(x, y, pmi, gen)
    ranks = torch.stack([torch.stack([doubled_midranks(v, ties) for v in half])
                         for half in ((x[:, :t], y[:, :t]), (x[:, t:2 * t], y[:, t:2 * t]))])
    oracle = torch.stack([pmi[:, :t].mean(1), pmi[:, t:2 * t].mean(1)])
    truth = (pmi.sum(1) - t * oracle) / (count - t)
    worth = getattr(dist, 'worth', torch.full((BATCH,), 2.0 * t)) / 2
    return {'family': name, 't': t, 'ties': ties, 'ranks': ranks.short(), 'oracle': oracle, 'truth': truth,
            'spread': pmi.var(1), 'worth': worth}


def write_shard(path, seed, chunks, family):
    """A shard of chunks from one seed; written to a temporary name and renamed."""
    gen = torch.Generator().manual_seed(seed)
    data = [draw_chunk(gen, family=family) for _ in range(chunks)]
    torch.save(data, path + '.part')
    os.replace(path + '.part', path)


def write_shards(folder, seed, shards, processes, chunks=64, family=None):
    """Writes the shards that are not there yet: each from its own seed, so they can be made in any order.

    family: of all chunks; without it, drawn by the families' shares. Shards are called after it, or just shards.
    """
    os.makedirs(folder, exist_ok=True)
    paths = {os.path.join(folder, f"{family or 'shard'}-{index:04d}.pt"): seed * 100003 + index for index in range(shards)}
    missing = [(path, number, chunks, family) for path, number in paths.items() if not os.path.exists(path)]
    in_processes(write_shard, missing, processes)


def in_processes(work, calls, processes):
    """Calls `work` with each of the tuples of arguments, in processes of one thread; what fails ends all."""
    if not calls:
        return
    start = time.time()
    with ProcessPoolExecutor(processes, get_context('spawn'), torch.set_num_threads, (1,)) as pool:
        for done, _ in enumerate(pool.map(work, *zip(*calls)), 1):
            if done % 20 == 0 or done == len(calls):
                print(f'{work.__name__}: {done} of {len(calls)}, {time.time() - start:.0f} s', flush=True)
