"""Second stage of the fast network: with the trunk fixed, a fresh correction is trained on what the trunk sees, cached.

A step costs a hundredth of a step of the whole network, so the correction gets
many more of them. The cache holds every item once, unreflected: the statistics,
which carry most of the information, do not change under reflections.

    python3 build/train/head.py --features RUNS/features --run RUNS/NAME --validation RUNS/validation.pt
"""
import json
import os
import time

import torch

from cached import cache_of, cached_parser, cached_shards
from losses import independence_weight, robust_loss, tolerance_squared
from networks import NETWORKS
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
    parser.add_argument('--shards', type=int)
    return parser.parse_args()


def main():
    """Trains the corrections and writes them into a copy of the run's checkpoint."""
    args = arguments()
    torch.set_num_threads(args.threads)
    target = args.out or args.run.rstrip('/') + '-head'
    result = os.path.join(target, 'checkpoint.pt')
    if os.path.exists(result):
        return print(f'{result} is there already')
    state = torch.load(os.path.join(args.run, 'checkpoint.pt'), map_location='cpu')
    config = {**state['config'], 'head': args.width, 'members': args.members}
    torch.manual_seed(args.seed)
    net = NETWORKS[state['network']](**config)
    # This stage starts its own corrections.
    net.load_state_dict({k: v for k, v in state['net'].items() if not k.startswith('head.')}, strict=False)
    net.to(args.device).eval()
    cached = cached_shards(net, args.features, os.path.join(args.run, 'cache'), args.shards)
    validation = torch.load(args.validation)
    judged = cache_of(net, validation).to(args.device)
    for index, member in enumerate(net.head.members):
        train_member(member, cached, judged, validation, args, args.seed + index)
    print(json.dumps({'members': config['members'], **judge(net.head, judged, validation)}))
    os.makedirs(target, exist_ok=True)
    torch.save({'network': state['network'], 'net': net.state_dict(), 'config': config, 'step': state['step'], 'headSteps': args.steps},
               result)


if __name__ == '__main__':
    main()
