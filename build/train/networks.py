"""The networks that can be trained, by name; each with its features."""
from fast import FastInfoNet
from model import InfoNet

NETWORKS = {'infonet': InfoNet, 'infonet-fast': FastInfoNet}


def load(state):
    """The network of a checkpoint, with its weights."""
    net = NETWORKS[state['network']](**state['config'])
    net.load_state_dict(state['net'])
    return net
