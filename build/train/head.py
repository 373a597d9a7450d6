"""Second stage: with the trunk fixed, a fresh correction is trained on what the trunk sees, cached.

A step costs a hundredth of a step of the whole network, so the correction gets
many more of them. The cache holds every item once, unreflected: the statistics,
which carry most of the information, do not change under reflections.

    python3 build/train/head.py --features RUNS/features --run RUNS/NAME --validation RUNS/validation.pt
"""
import argparse
import glob
import json
import os
import time

import torch

from losses import tolerance_squared
from model import InfoNet, correction
from trunk import learning_rate
from validate import figures


@torch.no_grad()
def cache_of(net, data, size=256):
    """What the correction sees of every item, and the trunk's dv."""
    parts = []
    for i in range(0, len(data['t']), size):
        histogram = data['histogram'][i:i + size].float() / data['t'][i:i + size][:, None, None]
        parts.append(net.trunk(histogram, data['statistics'][i:i + size])[2])
    return torch.cat(parts)


def cached_shards(net, folder, cache, limit):
    """Caches shard by shard, so that an interrupted run goes on where it stopped."""
    os.makedirs(cache, exist_ok=True)
    seen, oracle, t = [], [], []
    for path in sorted(glob.glob(os.path.join(folder, '*.pt')))[:limit]:
        target = os.path.join(cache, os.path.basename(path))
        data = torch.load(path)
        if not os.path.exists(target):
            torch.save(cache_of(net, data), target + '.part')
            os.replace(target + '.part', target)
        seen.append(torch.load(target))
        oracle.append(data['oracle'])
        t.append(data['t'])
    return torch.cat(seen), torch.cat(oracle), torch.cat(t)


def robust_loss(estimate, oracle, t):
    """As the scalar's part of losses.losses."""
    error = (estimate - oracle).pow(2) / tolerance_squared(t, oracle)
    return torch.where(error < 9, error, 6 * error.clamp_min(1e-6).sqrt() - 9).mean()


def main():
    """Trains the correction and writes it into a copy of the run's checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--features', required=True)
    parser.add_argument('--run', required=True)
    parser.add_argument('--validation', required=True)
    parser.add_argument('--steps', type=int, default=15000)
    parser.add_argument('--batch', type=int, default=512)
    parser.add_argument('--rate', type=float, default=1.5e-3)
    parser.add_argument('--width', type=int, default=256)
    parser.add_argument('--every', type=int, default=1000)
    parser.add_argument('--shards', type=int)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--threads', type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    gen = torch.Generator().manual_seed(args.seed)
    state = torch.load(os.path.join(args.run, 'checkpoint.pt'))
    net = InfoNet(**state['config'])
    # The trunk only: this stage starts its own correction.
    trunk = {key: value for key, value in state['net'].items() if not key.startswith('head.')}
    net.load_state_dict(trunk, strict=False)
    net.eval()
    seen, oracle, t = cached_shards(net, args.features, os.path.join(args.run, 'cache'), args.shards)
    validation = torch.load(args.validation)
    judged = cache_of(net, validation)
    net.head = correction(seen.shape[1], args.width)
    optimiser = torch.optim.AdamW(net.head.parameters(), args.rate, weight_decay=1e-3)
    start, running = time.time(), 1.0
    for step in range(args.steps):
        for group in optimiser.param_groups:
            group['lr'] = learning_rate(step, args.steps, args.rate)
        index = torch.randint(0, len(t), (args.batch,), generator=gen)
        batch = seen[index]
        loss = robust_loss(batch[:, -1] + net.head(batch)[:, 0], oracle[index], t[index])
        optimiser.zero_grad()
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(net.head.parameters(), 2.0)
        if not torch.isfinite(norm):
            raise SystemExit(f'step {step}: the gradient is not finite')
        optimiser.step()
        running = 0.99 * running + 0.01 * float(loss)
        if (step + 1) % args.every == 0:
            with torch.no_grad():
                estimate = judged[:, -1] + net.head(judged)[:, 0]
            line = {'step': step + 1, 'seconds': round(time.time() - start), 'scalar': round(running, 4),
                    **figures({'dv': judged[:, -1], 'estimate': estimate}, validation)}
            print(json.dumps(line), flush=True)
    target = args.run.rstrip('/') + '-head'
    os.makedirs(target, exist_ok=True)
    torch.save({'net': net.state_dict(), 'config': {**state['config'], 'head': args.width}, 'step': state['step'],
                'headSteps': args.steps}, os.path.join(target, 'checkpoint.pt'))


if __name__ == '__main__':
    main()
