"""Networks made ready for ONNX: what is constant is computed once, and nothing is left that ONNX Runtime trips over."""

from __future__ import annotations

import copy

import training._torchvision  # noqa: F401  (before timm)

from timm.layers import StdConv2d  # isort: skip
import torch
from torch import Tensor, nn

# In fp32 as good as 0, but not 0: ONNX Runtime's optimiser `Pad_Fusion` moves a padding with 0 into the max-pool that
# follows, which then pads with -inf. Seen with 1.18 and 1.31; the answer is off by 3.7e-3.
_ALMOST_ZERO = 1e-30


def folded(network: nn.Module) -> nn.Module:
    """The same function, faster and safe to export; parameters that stay as they are are shared with the network.

    Weight standardisation (Qiao et al. 2019) of BiT's convolutions is applied to their weights for good, paddings with
    0 are written as 1e-30, and torch's attention as the four steps that it is.
    """
    network = copy.deepcopy(network, {id(p): p for p in network.parameters()})
    for module in list(network.modules()):
        for name, child in module.named_children():
            if type(child) is StdConv2d:
                setattr(module, name, _standardised(child))
            elif isinstance(child, nn.MultiheadAttention):
                setattr(module, name, SelfAttention(child))
            elif isinstance(child, nn.ConstantPad2d) and child.value == 0:
                child.value = _ALMOST_ZERO
    return network.eval()


class SelfAttention(nn.Module):
    """What `nn.MultiheadAttention` does to one batch of tokens (n, t, d), written out.

    Traced, torch's own computes shapes on the way: in fp16 ONNX Runtime 1.31 crashes on them (`NchwcTransformer`), and
    they cost time. Raises ValueError for an attention that is more than plain self-attention, batch first.
    """

    def __init__(self, attention: nn.MultiheadAttention):
        super().__init__()
        plain = attention.batch_first and attention._qkv_same_embed_dim and attention.bias_k is None
        if not plain or attention.add_zero_attn:
            raise ValueError("This network has an attention that can't be exported: only plain self-attention can.")
        self.heads, self.dim = attention.num_heads, attention.head_dim
        self.weight, self.bias, self.out_proj = attention.in_proj_weight, attention.in_proj_bias, attention.out_proj

    def forward(self, tokens: Tensor, *same: Tensor, need_weights: bool = False, attn_mask: Tensor | None = None):
        """As `nn.MultiheadAttention` of the tokens with themselves, without weights or a mask: (n, t, d), None."""
        count = int(tokens.shape[1])  # a constant of the graph
        qkv = nn.functional.linear(tokens, self.weight, self.bias)
        q, k, v = qkv.reshape(-1, count, 3, self.heads, self.dim).permute(2, 0, 3, 1, 4).unbind(0)
        weights = (q * self.dim**-0.5 @ k.transpose(-2, -1)).softmax(dim=-1)
        return self.out_proj((weights @ v).transpose(1, 2).reshape(-1, count, self.heads * self.dim)), None


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
