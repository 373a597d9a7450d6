"""What the accurate network and the thorough one err by on long samples of mixtures, beside the oracle: bias or scatter, and what knowing more would bring.

    python3 build/train/limits.py --run RUNS/NAME      a run, or what restore.py makes of the weights that ship

For each number of components: mixtures by the paper's protocol, several samples of each. Of what the estimate differs by from
the oracle's own on the same sample, what all samples of a mixture have in common is bias, the rest scatter. Beside it the
likelihood's maximum: EM from the true mixture on, by one who knows the family, the number of components and where to start, which
no estimator does. Order: the share of pairs of mixtures of which the one with more information gets the higher estimate.
"""
import argparse
import os

import torch

from families import paper
from mixture import Mixture
from networks import load
from ranks import doubled_midranks
from views import answer

SEED = 20261130
BATCH = 32
SAMPLES = 4
# More draws of a mixture, from which its information is known to some .002 nats.
TRUTH_DRAWS = 40000
EM_STEPS = 60
# Added to variances by every step: components may not shrink to a sample.
LEAST_VARIANCE = 1e-4


def likeliest(mixture, x, y):
    """The mixtures that EM (Dempster, Laird and Rubin, 1977) makes of samples (B, T) in EM_STEPS steps, from these on."""
    for _ in range(EM_STEPS):
        xx, xy, yy = (v[:, None] for v in mixture.cov.unbind(-1))
        dx, dy = (v[..., None] - mixture.means[:, None, :, axis] for axis, v in enumerate((x, y)))
        det = xx * yy - xy * xy
        log = torch.log(mixture.weights)[:, None] - torch.log(det) / 2
        share = torch.softmax(log - (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / (2 * det), 2)
        mass = share.sum(1).clamp_min(1e-6)
        means = torch.stack([(share * v[..., None]).sum(1) / mass for v in (x, y)], -1)
        dx, dy = (v[..., None] - means[:, None, :, axis] for axis, v in enumerate((x, y)))
        squares = [(share * product).sum(1) / mass for product in (dx * dx, dx * dy, dy * dy)]
        cov = torch.stack([squares[0] + LEAST_VARIANCE, squares[1], squares[2] + LEAST_VARIANCE], -1)
        mixture = Mixture(mass / mass.sum(1, keepdim=True), means, cov)
    return mixture


@torch.no_grad()
def judged(net, mixture, length, gen):
    """Truth (B,), and estimates (SAMPLES, B) by name, of samples of the mixtures; nats."""
    exact = Mixture(mixture.weights.double(), mixture.means.double(), mixture.cov.double())
    rows = {'oracle': [], 'infonet': [], 'thorough': [], 'likeliest': []}
    for _ in range(SAMPLES):
        x, y = (v.double() for v in mixture.sample(length, gen))
        ranks = torch.stack([doubled_midranks(x, False), doubled_midranks(y, False)], 1).long()
        rows['oracle'].append(exact.pmi(x, y).mean(1))
        rows['infonet'].append(answer(net, ranks)['estimate'].double())
        rows['thorough'].append(answer(net, ranks, thorough=True)['estimate'].double())
        rows['likeliest'].append(likeliest(exact, x, y).pmi(x, y).mean(1))
    truth = mixture.pmi(*mixture.sample(TRUTH_DRAWS, gen)).double().mean(1)
    return truth, {name: torch.stack(values) for name, values in rows.items()}


def rmse(estimates, truth):
    """Root mean square error (nats) of estimates (SAMPLES, B) over all samples."""
    return (estimates - truth).square().mean().sqrt().item()


def scattered(apart):
    """Share, 0 to 1, of the mean square that is not what the samples (SAMPLES, B) of a mixture have in common, its bias."""
    scatter = apart.var(0).mean().item()
    bias = max(0, apart.mean(0).square().mean().item() - scatter / len(apart))
    return scatter / (bias + scatter)


def order(estimates, truth):
    """Share, 0 to 1, of pairs of mixtures in the right order by the estimates (SAMPLES, B), each sample for itself."""
    more = truth[:, None] > truth
    higher = estimates[:, :, None] > estimates[:, None]
    return higher[:, more].double().mean().item()


def main():
    """Prints a Markdown table, a row for each number of components."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--run', required=True)
    parser.add_argument('--length', type=int, default=2000)
    parser.add_argument('--mixtures', type=int, default=320, help='of each number of components')
    parser.add_argument('--threads', type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    net = load(torch.load(os.path.join(args.run, 'checkpoint.pt'), map_location='cpu')).eval()
    gen = torch.Generator().manual_seed(SEED)
    print('| components | oracle | infonet | scatter of it | thorough | scatter of it | likeliest mixture | its bias '
          '| order: oracle | infonet | thorough | likeliest mixture |')
    print('|' + '---|' * 12)
    for components in range(1, 11):
        parts = [judged(net, paper(BATCH, gen, components), args.length, gen) for _ in range(-(-args.mixtures // BATCH))]
        truth = torch.cat([one for one, _ in parts])
        of = {name: torch.cat([rows[name] for _, rows in parts], 1) for name in parts[0][1]}
        oracle = rmse(of['oracle'], truth)
        networks = ''.join(f"| {rmse(of[name], truth) / oracle:.3f} | {100 * scattered(of[name] - of['oracle']):.0f} % "
                           for name in ('infonet', 'thorough'))
        orders = ' | '.join(f'{100 * order(estimates, truth):.2f} %' for estimates in of.values())
        print(f"| {components} | {oracle:.4f} {networks}"
              f"| {rmse(of['likeliest'], truth) / oracle:.3f} | {(of['likeliest'] - of['oracle']).mean():+.4f} | {orders} |", flush=True)


if __name__ == '__main__':
    main()
