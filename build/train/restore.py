"""The shipped ONNX file -> a checkpoint of the accurate network, so that its last stages and measurements need no training before them.

    python3 build/train/restore.py --run RUNS/shipped

The export folds some parameters into others; what it leaves of each is enough to find it again. The fast network is exported in
fewer steps than it is trained in (folded.py): its parameters are not in its file. What is found is held against the golden file of
the export. Needs the package onnx (Debian: `python3-onnx`).
"""
import argparse
import json
import os

import torch

from export import ROOT
from networks import NETWORKS, load
from views import answer

NAME = 'infonet'
CARD = os.path.join(ROOT, 'assets', 'models', f'{NAME}.json')
GOLDEN = os.path.join(ROOT, 'test', 'golden', 'infonet', f'{NAME}.json')
# nats: float32 sums in another order.
TOLERANCE = 1e-5
# Whose kernels are made equal to their transposes before they are exported, in the order of the graph.
SYMMETRIC = ('stem', 'conv32', 'down16', 'conv16', 'down8', 'conv8', 'refine16', 'refine32')


def constants(path):
    """The file's constants by name, in its order."""
    try:  # The training does without it.
        import onnx
        from onnx.numpy_helper import to_array
    except ImportError:
        raise SystemExit('The package onnx is not here, which reads the file (Debian: python3-onnx).') from None
    return {one.name: torch.from_numpy(to_array(one).copy()) for one in onnx.load(path).graph.initializer}


def values_at(at, first, slopes):
    """Values (n,) at those places (n,), from the first one and the slopes (n - 1,) to the next."""
    return torch.cat([first[None], first + torch.cumsum(slopes * (at[1:] - at[:-1]), 0)])


def weights(path, net):
    """The state dict of the network whose export is the file; net: a new one of its configuration, for what is no parameter."""
    named = constants(path)
    state = {**net.state_dict(), **{name[len('net.'):]: value for name, value in named.items() if name.startswith('net.')}}
    # Nameless, by the operation that takes them; those of one kind are numbered as they come in the graph.
    kernels = [value for name, value in named.items() if name.startswith('onnx::Conv_')]
    added = [value for name, value in named.items() if name.startswith('onnx::Add_')]
    slopes = [value for name, value in named.items() if name.startswith('onnx::MatMul_') and value.dim() == 1]
    for place, kernel in zip(SYMMETRIC, kernels, strict=True):
        state[f'pyramid.{place}.raw.weight'] = kernel
    frequency, *same, first_offset, first_mean = added
    state['coarse.frequency'] = frequency[:len(frequency) // 2]
    for layer, by_kind in enumerate(same):
        # The first token is of its own kind.
        state[f'coarse.layers.{layer}.same'] = by_kind[:, :1, :1]
    at = state['settling.at']
    state['settling.offsets'] = values_at(at, first_offset, slopes[0])
    state['settling.means'] = values_at(at, first_mean, slopes[1])
    return state


def restored():
    """The checkpoint of the shipped network, as the stages of training read it."""
    with open(CARD, encoding='utf8') as file:
        card = json.load(file)
    config = {key: tuple(value) if isinstance(value, list) else value for key, value in card['config'].items()}
    net = NETWORKS[NAME](**config)
    net.load_state_dict(weights(CARD.replace('.json', '.onnx'), net))
    return {'network': NAME, 'net': net.state_dict(), 'config': config, 'step': card['steps'], 'lookSteps': card['look_steps']}


@torch.no_grad()
def farthest(net):
    """nats: how far the estimates are from those of the golden file, at most."""
    with open(GOLDEN, encoding='utf8') as file:
        cases = json.load(file)
    estimates = [answer(net, torch.tensor([[case['x'], case['y']]]))['estimate'].item() for case in cases]
    return max(abs(estimate - case['estimate']) for estimate, case in zip(estimates, cases))


def main():
    """Writes the checkpoint into the folder of a run."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--run', required=True)
    args = parser.parse_args()
    path = os.path.join(args.run, 'checkpoint.pt')
    if os.path.exists(path):
        raise SystemExit(f'{path} is there already, perhaps of a training: give another folder.')
    state = restored()
    apart = farthest(load(state).eval())
    if apart > TOLERANCE:
        raise SystemExit(f'The estimates are {apart:.1e} nats from the golden file: another export? Nothing was written.')
    os.makedirs(args.run, exist_ok=True)
    torch.save(state, path)
    print(f'{path}: {apart:.1e} nats from the golden file')


if __name__ == '__main__':
    main()
