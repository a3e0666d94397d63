"""The MobileNetV2 trunk and the embedding taken from it: the one network of the starter bundle.

Weights: `tf2_mobilenet_v2_1.0_224_ptq.tflite` of google-coral/test_data (Apache-2.0), dequantised, which wants
TensorFlow's SAME padding and RGB / 127.5 - 1 (see ../../shared/data/backbones/README.md). The network sees the
whole photo and its mirror image, never a crop: of the views tried (centre crop, five crops, whole photo squashed,
whole photo in its own shape, each with and without mirror image) this recognised most places on left-out sources.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import training._torchvision  # noqa: F401  (before timm)

import timm  # isort: skip
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

if TYPE_CHECKING:
    from training.embedding import Projection

STYLE_BLOCKS = (2, 3, 4, 5)
POOLED = 1280
STYLE = 704  # mean and standard deviation of the 32 + 64 + 96 + 160 channels of the style blocks


class Trunk(nn.Module):
    """MobileNetV2 to raw features: pooled 1280-d, then mean and std of blocks 2 to 5 (704-d).

    Input (n, 3, H, W), H and W multiples of 32, values in [-1, 1]; output (n, 1984).
    """

    def __init__(self, weights: Path | None = None):
        super().__init__()
        self.net = timm.create_model("mobilenetv2_100", pad_type="same")
        if weights is not None:
            self.net.load_state_dict(load_file(weights))
        self.eval()

    def forward(self, x: Tensor) -> Tensor:
        """Raw features; batch norm always uses its running statistics."""
        x = self.net.bn1(self.net.conv_stem(x))
        style = []
        for number, block in enumerate(self.net.blocks):
            x = block(x)
            if number in STYLE_BLOCKS:
                mean = x.mean((2, 3), keepdim=True)
                style += [mean.flatten(1), ((x - mean) ** 2).mean((2, 3)).sqrt()]
        x = self.net.bn2(self.net.conv_head(x))
        return torch.cat([x.mean((2, 3)), *style], dim=1)


class RawFeatures(nn.Module):
    """Trunk features averaged over the photo and its mirror image: (1, 3, H, W) -> (1, 1984)."""

    def __init__(self, trunk: Trunk):
        super().__init__()
        self.trunk = trunk

    def forward(self, x: Tensor) -> Tensor:
        """Average of the two views."""
        return self.trunk(torch.cat([x, x.flip(3)])).mean(0, keepdim=True)


class Embedder(nn.Module):
    """A photo's embedding: square root of the pooled part, style part standardised, one matrix each.

    Input (1, 3, H, W) as in `Trunk`; output (1, 384). The arrays are those of `training.embedding.Projection`, of
    which this is the torch form.
    """

    def __init__(self, trunk: Trunk, projection: Projection):
        super().__init__()
        self.features = RawFeatures(trunk)
        for name in ("shift", "scale", "pooled", "style"):
            self.register_buffer(name, torch.from_numpy(getattr(projection, name)))

    def forward(self, x: Tensor) -> Tensor:
        """The embedding of one photo."""
        raw = self.features(x)
        rooted = torch.cat([raw[:, :POOLED].clamp(min=0).sqrt(), raw[:, POOLED:]], dim=1)
        centred = (rooted - self.shift) * self.scale
        return torch.cat([centred[:, :POOLED] @ self.pooled, centred[:, POOLED:] @ self.style], dim=1)
