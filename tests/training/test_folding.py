"""Folding before export: the same function, and BiT's padding under ONNX Runtime's default optimisations."""

import numpy as np
import onnxruntime
import pytest
import torch
from torch import nn

from training.export import export_crops
from training.folding import folded

from timm.layers import StdConv2d  # isort: skip  (after training.folding)
from timm.models.resnetv2 import ResNetV2  # isort: skip


@pytest.fixture(scope="module")
def small_bit():
    """Big Transfer's architecture, a fraction of its size."""
    torch.manual_seed(0)
    return ResNetV2(
        layers=(1, 1, 1, 1), channels=(128, 128, 128, 128), num_classes=5, stem_type="fixed", conv_layer=StdConv2d
    ).eval()


def test_folding_changes_nothing(small_bit):
    photos = torch.randn(2, 3, 96, 96)
    with torch.no_grad():
        assert torch.allclose(folded(small_bit)(photos), small_bit(photos), atol=1e-5)


def test_folding_leaves_the_original_alone(small_bit):
    copy = folded(small_bit)
    assert not any(isinstance(m, StdConv2d) for m in copy.modules())
    assert isinstance(small_bit.stem.conv, StdConv2d)
    assert small_bit.stem.pad.value == 0


def test_standardised_weights_by_hand():
    conv = StdConv2d(1, 1, 2, bias=True)
    with torch.no_grad():
        conv.weight.copy_(torch.tensor([[[[1.0, 3.0], [1.0, 3.0]]]]))
    # Mean 2, variance 1.
    assert folded(nn.Sequential(conv))[0].weight.flatten().tolist() == pytest.approx([-1, 1, -1, 1], abs=1e-4)


def test_weights_that_stay_as_they_are_are_not_copied():
    network = nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU())
    assert folded(network)[0].weight is network[0].weight


class Attends(nn.Module):
    def __init__(self, **options):
        super().__init__()
        self.attention = nn.MultiheadAttention(16, 4, **options)

    def forward(self, photos):
        tokens = photos.flatten(2).transpose(1, 2).repeat(1, 1, 6)[..., :16]
        return self.attention(tokens, tokens, tokens, need_weights=False)[0].mean(1)


def test_attention_written_out_is_torchs_own(tmp_path):
    torch.manual_seed(0)
    network = Attends(batch_first=True).eval()
    nn.init.normal_(network.attention.in_proj_bias)
    photos = torch.randn(3, 3, 4, 4)
    with torch.no_grad():
        assert torch.allclose(folded(network)(photos), network(photos), atol=1e-6)


def test_another_attention_is_refused():
    with pytest.raises(ValueError, match="only plain self-attention"):
        folded(Attends(batch_first=False))


def test_bit_survives_onnx_runtimes_default_optimisations(small_bit, tmp_path):
    class Both(nn.Module):
        """A stem whose values are all negative beside the whole: -inf in place of 0 would show."""

        def __init__(self):
            super().__init__()
            self.bit = small_bit

        def forward(self, photos):
            return self.bit(photos), self.bit.stem.pool(self.bit.stem.pad(-photos.abs())).amin((2, 3))

    network = Both().eval()
    export_crops(network, tmp_path / "bit.onnx", ("logits", "edge"), 96)
    photos = torch.randn(3, 3, 96, 96)
    with torch.no_grad():
        expected = [values.numpy() for values in network(photos)]
    session = onnxruntime.InferenceSession(str(tmp_path / "bit.onnx"), providers=["CPUExecutionProvider"])
    found = session.run(["logits", "edge"], {"photo": photos.numpy()})
    for a, b in zip(found, expected, strict=True):
        assert np.abs(a - b).max() < 1e-5


def test_exported_networks_have_the_format_of_a_bundle(small_bit, tmp_path):
    import onnx

    export_crops(small_bit, tmp_path / "bit.onnx", ("logits",), 96)
    model = onnx.load(tmp_path / "bit.onnx")
    assert model.ir_version <= 9
    assert {o.version for o in model.opset_import if o.domain in ("", "ai.onnx")} == {17}
    assert [value.name for value in model.graph.input] == ["photo"]
    session = onnxruntime.InferenceSession(str(tmp_path / "bit.onnx"), providers=["CPUExecutionProvider"])
    for views in (1, 5):
        assert session.run(None, {"photo": np.zeros((views, 3, 96, 96), np.float32)})[0].shape == (views, 5)
