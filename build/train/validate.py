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


def report(net, data):
    """RMSE (mean of levels 0..0.9) of dv, estimate and oracle against the truth, and the estimate's mean error by level."""
    dv, estimate = run(net, data)
    level = (data['truth'] * 10).round()
    rows = {'dv': dv, 'estimate': estimate, 'oracle': data['oracle']}

    def rmse(values):
        errors = [(values - data['truth'])[level == k].pow(2).mean().sqrt() for k in range(10) if (level == k).any()]
        return round(float(sum(errors) / len(errors)), 5)

    mean = [round(float((estimate - data['truth'])[level == k].mean()), 4) for k in range(10)]
    return {**{'rmse_' + name: rmse(values) for name, values in rows.items()}, 'mean_error': mean}
