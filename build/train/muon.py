"""AdamW, with the steps of matrices and kernels made orthogonal: all directions of a weight learn at one pace.

Source: Jordan et al., "Muon" (2024); the scale that lets one rate serve both is that of Liu et al., "Muon is scalable
for LLM training" (2025). PyTorch has it from 2.9 on, for matrices only; this runs on 1.13 and takes kernels too.
"""
import torch

# Coefficients of the quintic iteration: five turns bring singular values from 1e-3 up to between .7 and 1.2.
QUINTIC = (3.4445, -4.7750, 2.0315)
TURNS = 5
LARGE = 128
# Root mean square of a step of AdamW, which the orthogonal one is brought to.
LIKE_ADAM = 0.2


def orthogonal(step):
    """Nearest thing to an orthogonal matrix with the singular vectors of `step` (rows, columns)."""
    a, b, c = QUINTIC
    tall = step.shape[0] > step.shape[1]
    x = step.t() if tall else step
    x = x / (x.norm() + 1e-7)
    # Of large matrices the products are what costs, and half the bits are enough.
    x = x.bfloat16() if min(x.shape) > LARGE else x
    for _ in range(TURNS):
        gram = x @ x.t()
        x = a * x + (b * gram + c * gram @ gram) @ x
    return (x.t() if tall else x).float()


class Muon(torch.optim.AdamW):
    """AdamW for vectors; of what has two axes or more, all but the first are taken as one and the step is made orthogonal."""

    def __init__(self, parameters, rate, weight_decay, momentum=0.95):
        parameters = list(parameters)
        vectors, matrices = ([p for p in parameters if (p.dim() > 1) == wide] for wide in (False, True))
        super().__init__([{'params': vectors}, {'params': matrices}], rate, weight_decay=weight_decay)
        self.momentum = momentum

    @torch.no_grad()
    def step(self):
        """One step of all parameters."""
        group = self.param_groups[1]
        gradients = [p.grad for p in group['params']]
        # AdamW passes over what has no gradient.
        for p in group['params']:
            p.grad = None
        super().step()
        for p, gradient in zip(group['params'], gradients):
            if gradient is None:
                continue
            state = self.state[p]
            velocity = state.setdefault('velocity', torch.zeros_like(p))
            # Of all that it loads AdamW wants to know this.
            state.setdefault('step', torch.zeros(()))
            velocity.lerp_(gradient, 1 - self.momentum)
            step = orthogonal(gradient.lerp(velocity, self.momentum).flatten(1))
            p.mul_(1 - group['lr'] * group['weight_decay'])
            p.add_(step.view_as(p), alpha=-group['lr'] * LIKE_ADAM * max(step.shape) ** 0.5)
            p.grad = gradient
