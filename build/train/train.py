"""The one command: samples, features, all stages of training, export, for each network.

    python3 build/train/train.py --run build/train/runs/infonet

Every step leaves what it made in the run's folder and is skipped when it is
there, so the same command goes on after an interruption.
"""
import argparse
import os
import subprocess
import sys
import time

import torch

from dataset import write_shards
from featurize import featurize_shards
from networks import NETWORKS
from validate import write_validation

HERE = os.path.dirname(os.path.abspath(__file__))
# Every step takes and leaves hundreds of megabytes. Where memory is kept, and on huge pages, a step takes two thirds of the
# time; a C library that does not know these settings passes over them.
MEMORY = ':'.join(f'glibc.malloc.{name}' for name in (
    'hugetlb=1', f'mmap_threshold={1 << 32}', f'trim_threshold={1 << 33}', f'top_pad={1 << 27}'))


def stage(script, *arguments):
    """Runs one of the scripts beside this one and says how long it took; its failure ends the training."""
    start = time.time()
    subprocess.run([sys.executable, os.path.join(HERE, script), *map(str, arguments)], check=True,
                   env={**os.environ, 'GLIBC_TUNABLES': MEMORY})
    print(f'{script}: {(time.time() - start) / 60:.1f} minutes', flush=True)


# What the weights of each network are trained with: the first stage on the shards of all families; then, of the accurate
# network, everything once more at a lower rate, on shards of strokes too, then its second look, on bands too; of the fast
# one, the correction alone.
RECIPES = {
    'infonet': {'trunk': {'steps': 20000, 'batch': 192, 'rate': 2e-3, 'muon': True, 'bfloat16': True, 'every': 1000,
                          'emphasis': '{"paper": 1.4, "rescaled": 1.4, "ridges": 1.4, "zigzag": 1.3, "motion": 0.5}'},
                'tune': {'steps': 7500, 'batch': 192, 'rate': 1e-3, 'muon': True, 'bfloat16': True, 'every': 750, 'as-judged': True,
                         'emphasis': '{"paper": 1.6, "rescaled": 1.4, "ridges": 1.8, "strokes": 1.5, "zigzag": 1.6}'},
                'refine': {'steps': 15000, 'emphasis': '{"paper": 1.6, "rescaled": 1.4, "ridges": 1.8, "strokes": 1.5, "zigzag": 1.6, '
                                                       '"bands": 4, "narrow": 2}'}},
    'infonet-fast': {'trunk': {'steps': 8000, 'batch': 512, 'rate': 4e-3, 'emphasis': '{"motion": 3}'},
                     'head': {'steps': 24000, 'width': 128}},
}

# Shards of strokes for the second stage: a fourteenth of all; of bands for the third.
STROKES = 24
BANDS = 32


def options(values):
    """{'steps': 10, 'bfloat16': True} -> --steps 10 --bfloat16."""
    return [part for name, value in values.items() for part in ((f'--{name}',) if value is True else (f'--{name}', value))]


def more(args, network, family, shards, seed, features):
    """Shards of one family, and their features beside the others."""
    folder = os.path.join(args.run, family)
    write_shards(folder, seed, shards, args.threads, family=family)
    featurize_shards(folder, features, NETWORKS[network].features, args.threads)


def train(network, args):
    """Features of the shards, the whole network, the correction where it has a recipe, and the files that ship."""
    folder = os.path.join(args.run, network)
    features, validation, run = (os.path.join(folder, name) for name in ('features', 'validation.pt', 'trunk'))
    os.makedirs(folder, exist_ok=True)
    recipe = RECIPES[network]
    data = os.path.join(args.run, 'data')
    write_shards(data, args.seed, args.shards, args.threads)
    featurize_shards(data, features, NETWORKS[network].features, args.threads)
    write_validation(validation, NETWORKS[network].features)
    common = ['--features', features, '--validation', validation, '--threads', args.threads]
    stage('trunk.py', '--network', network, *common, '--run', run, '--seed', args.seed, '--shards', args.shards,
          *options(recipe['trunk']))
    if 'head' in recipe:
        stage('head.py', *common, '--run', run, '--seed', args.seed, *options(recipe['head']))
        run += '-head'
    if 'tune' in recipe:
        # Of the second seed: their chunks are none of the first shards', and the order of the others is another.
        more(args, network, 'strokes', STROKES, args.seed + 1, features)
        first, run = run, os.path.join(folder, 'tune')
        stage('trunk.py', '--network', network, *common, '--run', run, '--seed', args.seed + 1,
              '--init', os.path.join(first, 'checkpoint.pt'), *options(recipe['tune']))
    if 'refine' in recipe:
        more(args, network, 'bands', BANDS, args.seed + 2, features)
        stage('refine.py', *common, '--run', run, '--seed', args.seed, *options(recipe['refine']))
        run += '-look'
    if network == 'infonet':
        stage('settling.py', '--run', run, '--threads', args.threads)
    stage('export.py', '--run', run)


def main():
    """See the module's description."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--run', required=True, help='folder of the run; made if need be')
    parser.add_argument('--network', choices=list(NETWORKS), action='append', help='which; default: all')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--shards', type=int, default=300, help='4,096 samples each')
    parser.add_argument('--threads', type=int, default=os.cpu_count(), help='and processes, where samples are drawn')
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    for network in args.network or NETWORKS:
        train(network, args)


if __name__ == '__main__':
    main()
