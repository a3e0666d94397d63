"""Networks made ready for ONNX: what is constant is computed once, and BiT's padding survives ONNX Runtime."""

from __future__ import annotations

import copy

import training._torchvision  # noqa: F401  (before timm)

from timm.layers import StdConv2d  # isort: skip
import torch
from torch import nn

# In fp32 as good as 0, but not 0: ONNX Runtime's optimiser `Pad_Fusion` moves a padding with 0 into the max-pool that
# follows, which then pads with -inf. Seen with 1.18 and 1.31; the answer is off by 3.7e-3.
_ALMOST_ZERO = 1e-30


def folded(network: nn.Module) -> nn.Module:
    """The same function, faster and safe to export; the network itself where there is nothing to fold.

    Weight standardisation (Qiao et al. 2019) of BiT's convolutions is applied to their weights for good; paddings with
    0 are written as 1e-30.
    """
    if not any(type(m) is StdConv2d or isinstance(m, nn.ConstantPad2d) for m in network.modules()):
        return network
    network = copy.deepcopy(network)
    for module in list(network.modules()):
        for name, child in module.named_children():
            if type(child) is StdConv2d:
                setattr(module, name, _standardised(child))
            elif isinstance(child, nn.ConstantPad2d) and child.value == 0:
                child.value = _ALMOST_ZERO
    return network.eval()


@torch.no_grad()
def _standardised(conv: StdConv2d) -> nn.Conv2d:
    plain = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.dilation,
        conv.groups,
        bias=conv.bias is not None,
    )
    weight = conv.weight.reshape(conv.out_channels, -1)
    variance, mean = torch.var_mean(weight, dim=1, correction=0, keepdim=True)
    plain.weight.copy_(((weight - mean) / (variance + conv.eps).sqrt()).reshape_as(conv.weight))
    if conv.bias is not None:
        plain.bias.copy_(conv.bias)
    return plain
