"""Second stage of the fast network: with the trunk fixed, a fresh correction is trained on what the trunk sees, cached.

A step costs a hundredth of a step of the whole network, so the correction gets
many more of them. The cache holds every item once, unreflected: the statistics,
which carry most of the information, do not change under reflections.

    python3 build/train/head.py --features RUNS/features --run RUNS/NAME --validation RUNS/validation.pt
"""
import json
import time

import torch

from cached import cached_parser, run_stage
from losses import independence_weight, robust_loss, tolerance_squared
from trunk import learning_rate
from validate import figures


def train_member(member, cached, judged, validation, args, seed):
    """Trains one correction in place; prints a line of figures now and then."""
    seen, target = cached['seen'], cached['target']
    tolerance, weight = tolerance_squared(cached, target), independence_weight(cached['family'])
    gen = torch.Generator().manual_seed(seed)
    optimiser = torch.optim.AdamW(member.parameters(), args.rate, weight_decay=1e-3)
    start, running = time.time(), 1.0
    for step in range(args.steps):
        for group in optimiser.param_groups:
            group['lr'] = learning_rate(step, args.steps, args.rate)
        index = torch.randint(0, len(target), (args.batch,), generator=gen).to(target.device)
        batch = seen[index]
        loss = robust_loss(batch[:, -1] + member(batch)[:, 0], target[index], tolerance[index], weight[index])
        optimiser.zero_grad()
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(member.parameters(), 2.0)
        if not torch.isfinite(norm):
            raise SystemExit(f'step {step}: the gradient is not finite')
        optimiser.step()
        running = 0.99 * running + 0.01 * loss.item()
        if (step + 1) % args.every == 0:
            print(json.dumps({'seed': seed, 'step': step + 1, 'seconds': round(time.time() - start),
                              'scalar': round(running, 4), **judge(member, judged, validation)}), flush=True)


@torch.no_grad()
def judge(head, judged, validation):
    """Validation figures with this correction."""
    rows = {'dv': judged[:, -1], 'estimate': judged[:, -1] + head(judged)[:, 0]}
    return figures({name: values.cpu() for name, values in rows.items()}, validation)


def arguments():
    """The command line."""
    parser = cached_parser(__doc__, '-head', steps=24000, batch=512, rate=2e-3, width=320, every=2000)
    parser.add_argument('--members', type=int, default=1, help='corrections that are averaged; two gained nothing')
    return parser.parse_args()


def main():
    """Trains the corrections and writes them into a copy of the run's checkpoint."""
    args = arguments()

    def train(net, cached, judged, validation):
        for index, member in enumerate(net.head.members):
            train_member(member, cached, judged, validation, args, args.seed + index)
        print(json.dumps({'members': args.members, **judge(net.head, judged, validation)}))

    run_stage(args, 'head', {'head': args.width, 'members': args.members}, train)


if __name__ == '__main__':
    main()
