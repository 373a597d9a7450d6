"""Third stage of the accurate network: its second look (second_look.py) is trained on all that comes before it, cached.

    python3 build/train/refine.py --features RUNS/features --run RUNS/NAME --validation RUNS/validation.pt
"""
import json
import time

import torch

from cached import cached_parser, run_stage
from losses import FAR_AS_JUDGED, independence_weight, level_weight, robust_loss, tolerance_squared
from trunk import Draws, learning_rate
from validate import figures


def scalar_loss(net, cached, index):
    """The loss of the items there, weighed as they are judged; cached as cached_shards gives them."""
    batch = {key: cached[key][index] for key in ('seen', 'statistics', 'target', 'spread', 'worth', 'family')}
    tolerance = tolerance_squared(batch, batch['target'])
    weight = independence_weight(batch['family']) * level_weight(batch, tolerance)
    estimate = estimates(net, batch['seen'], batch['statistics'])
    return robust_loss(estimate, batch['target'], tolerance, weight, FAR_AS_JUDGED)


def train_look(net, cached, args, report=dict):
    """Trains the second look in place; prints a line of figures, report() among them, now and then."""
    gen = torch.Generator().manual_seed(args.seed)
    draws = Draws(cached['family'].cpu(), cached['truth'].cpu(), json.loads(args.emphasis))
    net.requires_grad_(False)
    net.look.requires_grad_(True)
    optimiser = torch.optim.AdamW(net.look.parameters(), args.rate, weight_decay=1e-3)
    start, running = time.time(), 1.0
    for step in range(args.steps):
        for group in optimiser.param_groups:
            group['lr'] = learning_rate(step, args.steps, args.rate)
        loss = scalar_loss(net, cached, draws.draw(gen, args.batch).to(cached['seen'].device))
        optimiser.zero_grad()
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(net.look.parameters(), 2.0)
        if not torch.isfinite(norm):
            raise SystemExit(f'step {step}: the gradient is not finite')
        optimiser.step()
        running = 0.99 * running + 0.01 * loss.item()
        if (step + 1) % args.every == 0:
            print(json.dumps({'step': step + 1, 'seconds': round(time.time() - start), 'scalar': round(running, 4),
                              **report()}), flush=True)


def estimates(net, seen, statistics):
    """Of what the correction sees, whose last is the table's value."""
    return net.corrected(seen[:, -1], seen, statistics)


@torch.no_grad()
def judge(net, seen, validation):
    """Validation figures."""
    rows = {'dv': seen[:, -1], 'estimate': estimates(net, seen, validation['statistics'].to(seen.device))}
    return figures({name: values.cpu() for name, values in rows.items()}, validation)


def arguments():
    """The command line."""
    parser = cached_parser(__doc__, '-look', steps=15000, batch=1024, rate=1e-3, width=256, every=1500)
    parser.add_argument('--emphasis', default='{}', help='JSON: how much more often than its share a family is drawn')
    return parser.parse_args()


def main():
    """Trains the second look and writes it into a copy of the run's checkpoint."""
    args = arguments()

    def train(net, cached, judged, validation):
        train_look(net, cached, args, lambda: judge(net, judged, validation))

    run_stage(args, 'look', {'look': args.width}, train)


if __name__ == '__main__':
    main()
