"""Checkpoint -> assets/models/NETWORK.onnx, its card NETWORK.json, and the golden file of the parity test.

    python3 build/train/export.py --run RUNS/NAME

onnxruntime has no Python package in Debian, so the comparison of PyTorch with
onnxruntime (to 1e-4) is test/unit/core/estimators/infonet.test.ts, on the golden
file that this writes: ranks, features and PyTorch's outputs of a few pairs.
"""
import argparse
import hashlib
import inspect
import json
import os
import warnings

import torch

from dataset import draw_chunk
from folded import Folded
from networks import load
from trunk import steps_of
from views import answer

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
OPSET = 16
OUTPUTS = ['estimate', 'dv', 'table']
# Networks that are exported in fewer steps than they are trained in.
FOLDED = {'infonet-fast': Folded}


class Exported(torch.nn.Module):
    """The network with its outputs in a fixed order."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, histogram, statistics):
        out = self.net(histogram, statistics)
        return tuple(out[name] for name in OUTPUTS)


def export(net, path):
    """Writes the ONNX file; returns its SHA-256."""
    net.eval()
    example = torch.rand(3, net.histogram, net.histogram)
    example = example / example.sum((1, 2), keepdim=True)
    statistics = torch.rand(3, net.statistics)
    axes = {name: {0: 'batch'} for name in ['histogram', 'statistics', *OUTPUTS]}
    # PyTorch 2 has two ways; this is the one that 1.13 has too. It needs the package onnx there.
    way = {'dynamo': False} if 'dynamo' in inspect.signature(torch.onnx.export).parameters else {}
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        torch.onnx.export(Exported(net), (example, statistics), path + '.part', opset_version=OPSET,
                          input_names=['histogram', 'statistics'], output_names=OUTPUTS, dynamic_axes=axes, **way)
    os.replace(path + '.part', path)
    with open(path, 'rb') as file:
        return hashlib.sha256(file.read()).hexdigest()


# Family, T, seed: what the golden file covers, ties and short samples among them.
GOLDEN = [('paper', 2000, 1), ('ridges', 501, 2), ('zigzag', 64, 3), ('independent', 300, 4), ('curves', 1181, 5),
          ('student', 17, 6)]


def golden(net, path):
    """A few pairs: doubled midranks, features, and what PyTorch makes of them, seen in all their views."""
    net.eval()
    cases = []
    for family, t, seed in GOLDEN:
        gen = torch.Generator().manual_seed(seed)
        ranks = draw_chunk(gen, length=t, family=family, plain=True)['ranks'][0][:, :1].transpose(0, 1).long()
        if seed == 4:  # Midranks of a heavily rounded variable.
            from ranks import doubled_midranks
            ranks = ranks.clone()
            ranks[:, 0] = doubled_midranks((ranks[:, 0] // 40).float(), True)
        histogram, statistics = net.features(ranks)
        out = answer(net, ranks)
        cases.append({
            'family': family, 'x': ranks[0, 0].tolist(), 'y': ranks[0, 1].tolist(),
            'statistics': [float(f'{v:.7g}') for v in statistics[0]],
            'histogramRows': histogram[0].sum(1).tolist(),
            'histogramSquares': int((histogram[0].long() ** 2).sum()),
            'estimate': float(out['estimate']), 'dv': float(out['dv']),
            'tableDiagonal': [float(f'{v:.6g}') for v in out['table'][0].diagonal()],
        })
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf8') as file:
        json.dump(cases, file, separators=(',', ':'))
        file.write('\n')


def main():
    """Exports the last checkpoint of a run."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--run', required=True)
    args = parser.parse_args()
    state = torch.load(os.path.join(args.run, 'checkpoint.pt'), map_location='cpu')
    net, name = load(state), state['network']
    models = os.path.join(ROOT, 'assets', 'models')
    os.makedirs(models, exist_ok=True)
    sha256 = export(FOLDED[name](net) if name in FOLDED else net, os.path.join(models, f'{name}.onnx'))
    golden(net, os.path.join(ROOT, 'test', 'golden', 'infonet', f'{name}.json'))
    card = {
        'name': name, 'sha256': sha256, 'opset': OPSET,
        'parameters': sum(p.numel() for p in net.parameters()),
        'config': {k: list(v) if isinstance(v, tuple) else v for k, v in net.config.items()},
        'steps': steps_of(state), 'correction_steps': state.get('headSteps', 0), 'look_steps': state.get('lookSteps', 0),
    }
    path = os.path.join(models, f'{name}.json')
    with open(path, 'w', encoding='utf8') as file:
        json.dump(card, file, indent=2)
        file.write('\n')
    print(json.dumps(card))


if __name__ == '__main__':
    main()
