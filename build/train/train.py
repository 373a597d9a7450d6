"""The one command: samples, features, both stages of training, export.

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
from validate import write_validation

HERE = os.path.dirname(os.path.abspath(__file__))


def stage(script, *arguments):
    """Runs one of the scripts beside this one; its failure ends the training."""
    subprocess.run([sys.executable, os.path.join(HERE, script), *map(str, arguments)], check=True)


def main():
    """See the module's description."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--run', required=True, help='folder of the run; made if need be')
    parser.add_argument('--name', default='infonet', help='of the files in assets/models')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--shards', type=int, default=150, help='4,096 samples each')
    parser.add_argument('--steps', type=int, default=11000, help='of the whole network')
    parser.add_argument('--head-steps', type=int, default=24000, help='of the correction alone')
    parser.add_argument('--threads', type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    data, features = os.path.join(args.run, 'data'), os.path.join(args.run, 'features')
    validation = os.path.join(args.run, 'validation.pt')
    trunk = os.path.join(args.run, 'trunk')
    write_shards(data, args.seed, args.shards)
    featurize_shards(data, features)
    write_validation(validation)
    stage('trunk.py', '--features', features, '--run', trunk, '--validation', validation, '--steps', args.steps,
          '--seed', args.seed, '--threads', args.threads)
    stage('head.py', '--features', features, '--run', trunk, '--validation', validation, '--steps', args.head_steps,
          '--seed', args.seed, '--threads', args.threads)
    stage('export.py', '--run', trunk + '-head', '--name', args.name)


if __name__ == '__main__':
    main()
