"""Validation figures on mixtures that training never sees: error by level of mutual information."""
import torch


@torch.no_grad()
def run(net, data, size=256):
    """dv and estimate of every item."""
    training = net.training
    net.eval()
    outputs = []
    for i in range(0, len(data['t']), size):
        histogram = data['histogram'][i:i + size].float() / data['t'][i:i + size][:, None, None]
        out = net(histogram, data['statistics'][i:i + size])
        outputs.append(torch.stack([out['dv'], out['estimate']]))
    net.train(training)
    return torch.cat(outputs, 1)


def figures(rows, data):
    """RMSE (mean of levels 0..0.9) against the truth of each row and of the oracle, and the estimate's mean error by level."""
    level = (data['truth'] * 10).round()

    def rmse(values):
        errors = [(values - data['truth'])[level == k].pow(2).mean().sqrt() for k in range(10) if (level == k).any()]
        return round(float(sum(errors) / len(errors)), 5)

    bias = rows['estimate'] - data['truth']
    mean = [round(float(bias[level == k].mean()), 4) for k in range(10) if (level == k).any()]
    named = {**rows, 'oracle': data['oracle']}
    return {**{'rmse_' + name: rmse(values) for name, values in named.items()}, 'mean_error': mean}


def report(net, data):
    """The network's figures on validation data."""
    dv, estimate = run(net, data)
    return figures({'dv': dv, 'estimate': estimate}, data)
