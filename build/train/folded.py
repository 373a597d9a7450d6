"""The fast network as it is exported: the same function, in fewer and larger steps.

onnxruntime spends as long on small steps as on the products, so what follows from the weights alone is worked out
here, once, in double precision. The golden file is of the network as trained: it tells whether both agree.
"""
import copy

import torch
from torch import nn

from coarse import TABLE
from fast import LEAST_RATIO, smoothing


def columns(weight):
    """A linear layer's (out, in) weight as the right factor of a product, float32."""
    return weight.t().float().contiguous()


class Folded(nn.Module):
    """A FastInfoNet of one attention layer with one head; forward returns the same dict of table, dv, estimate."""

    def __init__(self, net):
        super().__init__()
        coarse, config = copy.deepcopy(net.coarse).double(), net.config
        layer, = coarse.layers
        self.count, self.width = config['cosines'], config['width']
        self.histogram, self.statistics, self.head = net.histogram, net.statistics, net.head
        give = self.register_buffer
        give('mean', net.mean)
        give('scale', net.scale)
        give('cosines', coarse.cosines.float())
        give('context', columns(coarse.context.weight))
        give('frequency', torch.cat([coarse.frequency, coarse.frequency]).float() + (coarse.context.bias + coarse.embed.bias).float())
        plain, noisy = coarse.embed.weight.split(self.count, 1)
        give('plain', columns(plain))
        give('noisy', columns(noisy))
        # Scores q k: of the four terms the two without the key's token are the same for all keys, and softmax drops them.
        q, k, v = layer.qkv.weight.split(self.width)
        q_bias, _, v_bias = layer.qkv.bias.split(self.width)
        give('query', columns(k.t() @ q / self.width ** 0.5))
        give('query_bias', (q_bias @ k / self.width ** 0.5).float())
        give('kinds', (layer.same[0] * layer.kinds).float())
        # The layer after attention is linear too, and attention's weights sum to 1.
        give('value', columns(layer.out.weight @ v))
        give('value_bias', (layer.out.weight @ v_bias + layer.out.bias).float())
        for name, part in (('up', layer.up), ('down', layer.down)):
            give(name, columns(part.weight))
            give(name + '_bias', part.bias.float())
        left, right = coarse.left, coarse.right
        give('rows', columns(torch.cat([left.weight, right.weight]) * 0.1))
        give('rows_bias', (torch.cat([left.bias, right.bias]) * 0.1).float())
        give('columns', columns(torch.cat([right.weight, left.weight])))
        give('columns_bias', torch.cat([right.bias, left.bias]).float())
        give('kept', columns(coarse.kept.weight))
        give('kept_bias', (coarse.kept.bias + 1).float())
        # Smoothing weighs each product of cosines by a product: it goes into the cosines. So does the half of ratio.
        smooth = smoothing(self.count, config['sigma'] / TABLE if config['smoothing'] == 'gaussian' else 0.0)[0]
        give('left', (coarse.cosines * smooth * 0.5).float())
        give('right', (coarse.cosines * smooth).t().float().contiguous())
        # The slowest cosines' moments among all: (1, 1), (1, 2), (2, 1), (2, 2); the mixed ones are added.
        give('slowest', torch.tensor([self.count + 1, self.count + 2, 2 * self.count + 1, 2 * self.count + 2]))
        give('mixed', torch.tensor([[1., 0, 0], [0, 1, 0], [0, 1, 0], [0, 0, 1]]))

    def standardised(self, moments, statistics):
        """As in FastInfoNet.trunk, with the strengths."""
        z = ((statistics - self.mean) * self.scale).clamp(-8, 8)
        squared = (moments.reshape(-1, self.count ** 2).index_select(1, self.slowest).abs() @ self.mixed).square()
        return torch.cat([z, -torch.log((1.002 - squared).clamp_min(1e-3))], 1)

    def tokens(self, moments, z, statistics):
        """(B 2K, width): what attention makes of the moments' rows and columns."""
        tokens, width = 2 * self.count, self.width
        both = torch.cat([moments, moments.transpose(1, 2)], 1)
        noisy = both * torch.exp(0.5 * statistics[:, :1])[:, :, None]
        noisy = noisy / (1 + noisy.abs() * 0.2)
        start = ((z @ self.context)[:, None] + self.frequency).reshape(-1, width)
        x = torch.addmm(start, both.reshape(-1, self.count), self.plain)
        x = torch.addmm(x, noisy.reshape(-1, self.count), self.noisy)
        query = torch.addmm(self.query_bias, x, self.query).reshape(-1, tokens, width)
        value = torch.addmm(self.value_bias, x, self.value).reshape(-1, tokens, width)
        x = x.reshape(-1, tokens, width)
        x = (x + (query @ x.transpose(1, 2) + self.kinds).softmax(-1) @ value).reshape(-1, width)
        up = torch.relu(torch.addmm(self.up_bias, x, self.up))
        return x + torch.addmm(self.down_bias, up, self.down)

    def forward(self, histogram, statistics):
        """As FastInfoNet."""
        tokens, count, width = 2 * self.count, self.count, self.width
        moments = self.cosines.t() @ histogram @ self.cosines
        z = self.standardised(moments, statistics)
        flat = self.tokens(moments, z, statistics)
        x = flat.reshape(-1, tokens, width)
        rows = torch.addmm(self.rows_bias, x[:, :count].reshape(-1, width), self.rows).reshape(-1, count, width)
        cols = torch.addmm(self.columns_bias, x[:, count:].reshape(-1, width), self.columns).reshape(-1, count, width)
        kept = torch.sigmoid(torch.addmm(self.kept_bias, flat, self.kept)).reshape(-1, tokens, 1)
        s = rows @ cols.transpose(1, 2) + moments * (kept[:, :count] @ kept[:, count:].transpose(1, 2))
        half = self.left @ s @ self.right
        ratio = half + torch.sqrt(half * half + (0.5 * LEAST_RATIO) ** 2) + 0.1 * LEAST_RATIO
        table = torch.log(ratio)
        product = histogram.sum(2, keepdim=True) * (ratio @ histogram.sum(1)[:, :, None])
        dv = (histogram * table).sum((1, 2)) - torch.log(product.sum((1, 2)))
        seen = torch.cat([z, x.mean(1), dv[:, None]], 1)
        return {'table': table, 'dv': dv, 'estimate': dv + self.head(seen)[:, 0]}
