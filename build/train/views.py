"""What users are told of a sample: the mean of what the network says of several views of it; the mirror of core/infonet/views.ts."""
import torch

from coarse import on_table
from features import UNBENT
from model import donsker_varadhan

# The longest samples that are seen bent far, see views.ts.
FAR_UP_TO = 250
# Histograms' axes that are turned round.
ITSELF, ALONG_X, ALONG_Y, BOTH = (), (1,), (2,), (1, 2)


def bent_by(*bends):
    """Each bend and its opposite, beside the pair itself and both axes turned round."""
    return ((UNBENT, (ITSELF, BOTH)), *(((sign * quarters, sign * middle), (ALONG_X, ALONG_Y))
                                        for quarters, middle in bends for sign in (1, -1)))


# How far the quarters and the middle of an axis move, see `places`.
BENT = bent_by((1 / 64, 0))
BENT_FAR = bent_by((1 / 16, 0), (0, 1 / 16))


def views_of(net, t, thorough):
    """How the network is shown samples of length t: pairs of how far the axes are bent and what is turned round then, the unbent first.

    thorough: long ones in several views too, as infonet:weights=thorough is.
    """
    if t > net.views_up_to and not thorough:
        return ((UNBENT, (ITSELF,)),)
    return BENT_FAR if t <= FAR_UP_TO else BENT


def shown(net, ranks, thorough=False):
    """(B, 2, T) doubled midranks -> for each view: bend, axes turned round, histogram of the bent axes (B, H, H), what the network says."""
    t = ranks.shape[2]
    for bend, turns in views_of(net, t, thorough):
        counts, statistics = net.features(ranks, bend)
        histogram = counts.float() / t
        for axes in turns:
            yield bend, axes, histogram, net(histogram.flip(axes), statistics)


@torch.no_grad()
def answer(net, ranks, thorough=False):
    """(B, 2, T) doubled midranks -> dict of the mean table of the views on the sample's own cells, its dv, and the mean estimate."""
    views = list(shown(net, ranks, thorough))
    own = [(histogram, out['table'].flip(axes)) for bend, axes, histogram, out in views if bend == UNBENT]
    table = sum(turned for _, turned in own) / len(own)
    return {'table': table, 'dv': donsker_varadhan(on_table(own[0][0]), table),
            'estimate': sum(out['estimate'] for *_, out in views) / len(views)}
