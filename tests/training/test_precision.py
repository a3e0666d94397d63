"""fp16 and int8: what they change is measured, and what changes too much is dropped."""

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from torch import nn

from training import parity, precision
from training.export import export_crops


@pytest.fixture
def checked(small_draft):
    photos = [parity.picture((160, 120), seed) for seed in range(8)]
    parity.check(small_draft, photos)
    return small_draft, photos


def test_both_precisions_are_measured(checked):
    draft, photos = checked
    half, small = precision.add_variants(draft, photos)
    assert (half.provider, half.precision, small.provider, small.precision) == ("gpu", "fp16", "cpu", "int8")
    assert 0 < half.total_variation <= half.worst < 0.01
    assert half.total_variation < small.total_variation
    assert half.photos == 4
    assert half.ms is None
    assert small.ms > 0
    table = precision.table([half, small])
    assert "| colours | GPU | fp16 |" in table
    assert len(draft.networks[0]["precision"]) == 2


def test_only_what_holds_its_accuracy_is_kept(checked, monkeypatch):
    draft, photos = checked
    monkeypatch.setattr(precision, "MEAN_LIMIT", 0.0)
    assert not any(v.kept for v in precision.add_variants(draft, photos))
    assert "variants" not in draft.networks[0]
    assert not list(draft.folder.glob("*-fp16.onnx")) + list(draft.folder.glob("*-int8.onnx"))
    del draft.networks[0]["precision"]
    monkeypatch.setattr(precision, "MEAN_LIMIT", 1.0)
    monkeypatch.setattr(precision, "WORST_LIMIT", 1.0)
    assert precision.add_variants(draft, photos)[0].kept
    assert draft.networks[0]["variants"]["gpu"] == {"file": "colours-fp16.onnx", "precision": "fp16"}
    assert (draft.folder / "colours-fp16.onnx").is_file()


def test_networks_joined_from_other_bundles_stay_as_they_are(small_draft):
    assert precision.add_variants(small_draft, [parity.picture((64, 64), 0)] * 2) == []


def test_half_precision_keeps_norms_and_softmax_in_fp32(tmp_path):
    network = nn.Sequential(nn.Conv2d(3, 8, 3), nn.GroupNorm(2, 8), nn.ReLU(), nn.Softmax(1), nn.Flatten()).eval()
    export_crops(network, tmp_path / "a.onnx", ("logits",), 16)
    precision.half(tmp_path / "a.onnx", tmp_path / "b.onnx")
    model = onnx.shape_inference.infer_shapes(onnx.load(tmp_path / "b.onnx"))
    types = {v.name: v.type.tensor_type.elem_type for v in [*model.graph.value_info, *model.graph.output]}
    kinds = {n.op_type: types[n.output[0]] for n in model.graph.node if n.output[0] in types}
    assert kinds["Conv"] == onnx.TensorProto.FLOAT16
    assert kinds["InstanceNormalization"] == kinds["Softmax"] == onnx.TensorProto.FLOAT
    assert [v.type.tensor_type.elem_type for v in [*model.graph.input, *model.graph.output]] == [1, 1]


def test_a_tensor_that_two_fp32_nodes_read_is_cast_once(tmp_path):
    class Twice(nn.Module):
        def forward(self, photos):
            values = photos.flatten(1) * 2
            return (
                values.softmax(1)
                + (values.view(-1, 3, 16, 16).mean((2, 3), keepdim=True) * 0).flatten(1).sum()
                + (values.softmax(0))
            )

    export_crops(Twice().eval(), tmp_path / "a.onnx", ("logits",), 16)
    precision.half(tmp_path / "a.onnx", tmp_path / "b.onnx")
    names = [name for node in onnx.load(tmp_path / "b.onnx").graph.node for name in node.output]
    assert len(names) == len(set(names))
    onnxruntime.InferenceSession(str(tmp_path / "b.onnx"), providers=["CPUExecutionProvider"])


def test_transformers_get_matrices_in_int8(tmp_path):
    torch.manual_seed(0)
    network = nn.Sequential(nn.Flatten(), nn.Linear(3 * 16 * 16, 64), nn.GELU(), nn.Linear(64, 8)).eval()
    export_crops(network, tmp_path / "a.onnx", ("logits",), 16)
    precision.eight_bits(tmp_path / "a.onnx", tmp_path / "b.onnx", iter(()))  # needs no photos
    kinds = {node.op_type for node in onnx.load(tmp_path / "b.onnx").graph.node}
    assert "MatMulInteger" in kinds or "DynamicQuantizeLinear" in kinds
    photo = np.random.default_rng(0).normal(size=(2, 3, 16, 16)).astype(np.float32)
    a, b = (
        onnxruntime.InferenceSession(str(tmp_path / name), providers=["CPUExecutionProvider"]).run(
            None, {"photo": photo}
        )[0]
        for name in ("a.onnx", "b.onnx")
    )
    assert 0 < np.abs(a - b).max() < 0.05
