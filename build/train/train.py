"""The one command: samples, features, both stages of training, export, for each network.

    python3 build/train/train.py --run build/train/runs/infonet

Every step leaves what it made in the run's folder and is skipped when it is
there, so the same command goes on after an interruption.
"""
import argparse
import os
import subprocess
import sys

import torch

from dataset import write_shards
from featurize import featurize_shards
from networks import NETWORKS
from validate import write_validation

HERE = os.path.dirname(os.path.abspath(__file__))


def stage(script, *arguments):
    """Runs one of the scripts beside this one; its failure ends the training."""
    subprocess.run([sys.executable, os.path.join(HERE, script), *map(str, arguments)], check=True)


# What the shipped weights of each network were trained with, or would be now: see their cards. A correction that has
# seen smooth trajectories takes relations of 5 nats for such: that of the accurate network, which measures, has not.
RECIPES = {
    'infonet': {'trunk': {'steps': 50000, 'batch': 192, 'rate': 2e-3, 'bfloat16': True,
                          'emphasis': '{"paper": 1.5, "rescaled": 1.5, "motion": 0.25}'},
                'head': {'steps': 5500, 'batch': 768, 'rate': 2.5e-3, 'warm': True, 'without': 'motion',
                         'weights': '{"paper": 1.5, "rescaled": 1.5, "zigzag": 3, "ridges": 3}'}},
    'infonet-fast': {'trunk': {'steps': 8000, 'batch': 512, 'rate': 4e-3}, 'head': {'steps': 24000, 'width': 128}},
}


def options(values):
    """{'steps': 10, 'bfloat16': True} -> --steps 10 --bfloat16."""
    return [part for name, value in values.items() for part in ((f'--{name}',) if value is True else (f'--{name}', value))]


def train(network, args):
    """Features of the shards, the whole network, the correction, and the files that ship."""
    folder = os.path.join(args.run, network)
    features, validation, trunk = (os.path.join(folder, name) for name in ('features', 'validation.pt', 'trunk'))
    os.makedirs(folder, exist_ok=True)
    featurize_shards(os.path.join(args.run, 'data'), features, NETWORKS[network].features)
    write_validation(validation, NETWORKS[network].features)
    common = ['--features', features, '--run', trunk, '--validation', validation, '--seed', args.seed,
              '--threads', args.threads]
    stage('trunk.py', '--network', network, *common, *options(RECIPES[network]['trunk']))
    stage('head.py', *common, *options(RECIPES[network]['head']))
    if network == 'infonet':
        stage('settling.py', '--run', trunk + '-head', '--threads', args.threads)
    stage('export.py', '--run', trunk + '-head')


def main():
    """See the module's description."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--run', required=True, help='folder of the run; made if need be')
    parser.add_argument('--network', choices=list(NETWORKS), action='append', help='which; default: all')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--shards', type=int, default=150, help='4,096 samples each')
    parser.add_argument('--threads', type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    write_shards(os.path.join(args.run, 'data'), args.seed, args.shards)
    for network in args.network or NETWORKS:
        train(network, args)


if __name__ == '__main__':
    main()
