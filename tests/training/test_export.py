"""ONNX export against torch, and the manifest that seals a bundle."""

import hashlib
import json

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from torch import nn

from training.export import export_network, write_manifest
from training.models.embedder import INT8_TRUNK, Embedder, RawFeatures, Trunk


class Tiny(nn.Module):
    def __init__(self, breaks=False):
        super().__init__()
        torch.manual_seed(0)
        self.conv = nn.Conv2d(3, 256, 3, padding=1)
        self.breaks = breaks

    def forward(self, x):
        y = self.conv(x).relu().mean((2, 3))
        # Traced export keeps the branch of the example photo: right for that shape alone.
        return y * -1 if self.breaks and x.shape[2] > x.shape[3] else y


@pytest.mark.parametrize("half", [False, True])
def test_a_network_survives_export(tmp_path, half):
    path = tmp_path / "tiny.onnx"
    assert export_network(Tiny().eval(), path, half=half) < 1e-6
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    photo = np.random.default_rng(0).uniform(-1, 1, (1, 3, 64, 96)).astype(np.float32)
    with torch.no_grad():
        expected = Tiny()(torch.from_numpy(photo)).numpy()
    assert session.run(None, {"photo": photo})[0] == pytest.approx(expected, abs=2e-3 if half else 1e-5)


def test_half_precision_halves_the_file(tmp_path):
    sizes = []
    for half in (False, True):
        export_network(Tiny().eval(), tmp_path / "tiny.onnx", half=half)
        sizes.append((tmp_path / "tiny.onnx").stat().st_size)
    assert sizes[1] < 0.6 * sizes[0]


def test_a_network_that_differs_is_not_exported(tmp_path):
    with pytest.raises(RuntimeError, match="differs from its torch original"):
        export_network(Tiny(breaks=True).eval(), tmp_path / "tiny.onnx", half=False)


def test_the_embedder_survives_export_on_random_weights(tmp_path):
    from training.embedding import Projection

    torch.manual_seed(1)
    random = np.random.default_rng(1)
    projection = Projection(
        *(random.normal(size=s).astype(np.float32) for s in (2208, 2208, (1280, 16), (928, 8), (2, 24)))
    )
    trunk = Trunk()
    embedder = Embedder(trunk, projection).eval()
    assert export_network(embedder, tmp_path / "trunk.onnx", half=True) < 1e-4
    # A mirrored photo has the same embedding, and the torch form is Projection's.
    photo = torch.rand(1, 3, 64, 96) * 2 - 1
    with torch.no_grad():
        embedding, raw = embedder(photo), embedder.features(photo)
        assert embedding.numpy() == pytest.approx(embedder(photo.flip(3)).numpy(), abs=1e-3)
    assert embedding.numpy() == pytest.approx(projection.apply(raw.numpy()), rel=1e-3, abs=1e-3)


@torch.no_grad()
def test_layers_in_int8_are_a_quarter_of_the_size_and_near_the_original(tmp_path):
    torch.manual_seed(2)
    trunk = Trunk.trained()
    features = RawFeatures(trunk).eval()
    for name, layers in (("half", ()), ("int8", INT8_TRUNK)):
        export_network(features, tmp_path / f"{name}.onnx", half=True, int8=layers)
    saved = (tmp_path / "half.onnx").stat().st_size - (tmp_path / "int8.onnx").stat().st_size
    weights = sum(trunk.net.get_submodule(layer.replace("/", ".")).weight.numel() for layer in INT8_TRUNK)
    assert saved == pytest.approx(weights, rel=0.05)  # a byte a value less, but for the scales
    stored = onnx.load(tmp_path / "int8.onnx").graph.initializer
    assert sum(w.data_type == onnx.TensorProto.INT8 for w in stored) == len(INT8_TRUNK)
    photo = torch.nn.functional.interpolate(torch.rand(1, 3, 8, 10) * 2 - 1, (64, 96), mode="bilinear")
    session = onnxruntime.InferenceSession(str(tmp_path / "int8.onnx"), providers=["CPUExecutionProvider"])
    found, expected = session.run(None, {"photo": photo.numpy()})[0], features(photo).numpy()
    assert found == pytest.approx(expected, abs=0.05 * float(np.abs(expected).max()))
    assert not np.array_equal(found, expected)


def test_a_layer_that_is_not_there_is_named(tmp_path):
    with pytest.raises(KeyError, match="conv_tail"):
        export_network(Tiny().eval(), tmp_path / "tiny.onnx", half=True, int8=("conv_tail",))


def test_the_manifest_seals_every_file(tmp_path):
    (tmp_path / "a.bin").write_bytes(b"a")
    (tmp_path / "b.bin").write_bytes(b"b")
    path = write_manifest(tmp_path, {"name": "tiny"})
    manifest = json.loads(path.read_text())
    assert manifest["files"] == {n: hashlib.sha256(n[0].encode()).hexdigest() for n in ("a.bin", "b.bin")}
    assert manifest["format"] == "photo-geolocator-bundle"
    # Written again it does not list itself, and nothing else is left behind.
    assert json.loads(write_manifest(tmp_path, {"name": "tiny"}).read_text()) == manifest
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.bin", "b.bin", "manifest.json"]


def test_a_manifest_that_fails_leaves_the_old_one(tmp_path):
    write_manifest(tmp_path, {"name": "old"})
    with pytest.raises(TypeError):
        write_manifest(tmp_path, {"name": object()})
    assert json.loads((tmp_path / "manifest.json").read_text())["name"] == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["manifest.json"]
