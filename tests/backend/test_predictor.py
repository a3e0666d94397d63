"""The predictors on a network of two operators and heads small enough to check by hand."""

import json
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from backend.arrays import load_arrays, quantise
from backend.bundle import STARTER, Bundle, load_bundle
from backend.errors import BundleError, Cancelled, PredictorError
from backend.grid import haversine_km, unit_vectors
from backend.heads import Softmax, smoothed_targets, softmax
from backend.mixture import Gallery, LocationMatch, Metrics, Mixture
from backend.predictor import Predictors
from backend.preprocessing import prepare

PREPROCESSING = {
    "resize_short_side": 64,
    "multiple_of": 32,
    "longest_side": 128,
    "interpolation": "bilinear",
    "mean": [0.5, 0.5, 0.5],
    "std": [0.5, 0.5, 0.5],
}
CELLS = [("89c25", 40.7, -74.0), ("47e67", 48.86, 2.35), ("6b12b", -33.87, 151.2)]


# An ONNX file is a protobuf; a network of two nodes is written here by hand, so no `onnx` package is needed.
def _field(number, value):
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _varint(value):
    out = b""
    while value > 0x7F:
        out += struct.pack("B", value & 0x7F | 0x80)
        value >>= 7
    return out + struct.pack("B", value)


def _tensor(name, shape):
    dims = b"".join(_field(1, _field(1, s) if isinstance(s, int) else _field(2, s)) for s in shape)
    return _field(1, name) + _field(2, _field(1, _field(1, 1) + _field(2, dims)))


def mean_colour_network(operator="GlobalAveragePool"):
    """(1, 3, H, W) -> (1, 3): the mean of each channel."""
    pool = _field(1, "photo") + _field(2, "pooled") + _field(4, operator)
    flatten = _field(1, "pooled") + _field(2, "embedding") + _field(4, "Flatten")
    graph = _field(1, pool) + _field(1, flatten) + _field(2, "g")
    graph += _field(11, _tensor("photo", (1, 3, "h", "w"))) + _field(12, _tensor("embedding", (1, 3)))
    return _field(1, 8) + _field(7, graph) + _field(8, _field(1, "") + _field(2, 17))


def geolocation_arrays():
    """Three training photos, red in New York, green in Paris, blue in Sydney; location space = the three cells."""
    eye = np.eye(3, dtype=np.float32)
    arrays = {
        "metrics": np.ones((2, 3), np.float32),
        "bias": np.zeros(3, np.float32),
        "offset": np.zeros(3, np.float32),
        "positions": np.array([cell[1:] for cell in CELLS], np.float32),
    }
    for name in ("weight", "gallery", "coefficients", "cells"):
        arrays[f"{name}_q"], arrays[f"{name}_s"] = quantise(eye * 2)
    return arrays


@pytest.fixture
def bundle(tmp_path):
    (tmp_path / "trunk.onnx").write_bytes(mean_colour_network())
    np.savez(tmp_path / "geolocation.npz", **geolocation_arrays())
    np.savez(tmp_path / "light.npz", weight=np.array([[1.0, 1, 1], [-1, -1, -1]]), bias=np.zeros(2))
    rows = [f"{k},{token},10,{lat},{lon}" for k, (token, lat, lon) in enumerate(CELLS)]
    header = "class_label,hex_id,imgs_per_cell,latitude_mean,longitude_mean"
    (tmp_path / "cells.csv").write_text("\n".join([header, *rows]) + "\n")
    head = {
        "type": "mixture",
        "softmax": {"temperature": 1.0, "share": 0.5},
        "location_match": {"beta": 2.0, "scale": 10.0},
        "gallery": {"metric": 1, "neighbours": 50, "beta": 30.0, "tau_km": 100.0},
        "gate": {"low": 0.1, "high": 0.9, "middle": 0.5, "width": 0.1},
        "floor": 0.03,
    }
    manifest = {
        "name": "tiny",
        "networks": [{"name": "trunk", "file": "trunk.onnx", "preprocessing": PREPROCESSING}],
        "partitions": [{"name": "cells", "file": "cells.csv"}],
        "maps": [{"name": "light", "file": "light.tif", "classes": [{"value": 1}, {"value": 2}]}],
        "predictors": [
            {
                "name": "geolocation",
                "kind": "geolocation",
                "partition": "cells",
                "network": "trunk",
                "arrays": "geolocation.npz",
                "head": head,
            },
            {
                "name": "light",
                "kind": "attribute",
                "map": "light",
                "network": "trunk",
                "arrays": "light.npz",
                "head": {"type": "softmax", "temperature": 2.0},
            },
        ],
        "files": dict.fromkeys(path.name for path in tmp_path.iterdir()),
    }
    return Bundle(tmp_path, manifest, "")


def test_a_red_photo_is_placed_where_the_red_photo_was_taken(bundle):
    predictors = Predictors(bundle, threads=1)
    assert predictors.provider == "CPUExecutionProvider"
    found = predictors.predict(Image.new("RGB", (200, 100), (255, 0, 0)))
    p = found.probabilities["geolocation"]
    assert p.dtype == np.float64
    assert p.sum() == pytest.approx(1)
    assert p.argmax() == 0
    # The embedding is (1, -1, -1): cosine 1 / sqrt 3 with the red photo, as the gallery reports.
    assert found.evidence["similarity"] == pytest.approx(1 / np.sqrt(3), abs=1e-6)
    # The attribute's logits are -1 and 1, over a temperature of 2.
    expected = 1 / (1 + np.exp(1.0))
    assert found.probabilities["light"] == pytest.approx([expected, 1 - expected], abs=1e-6)
    assert set(found.timings_ms) == {"trunk", "geolocation", "light"}


def test_the_mixture_is_the_one_that_its_docstring_states(bundle):
    found = Predictors(bundle, threads=1).predict(Image.new("RGB", (64, 64), (255, 0, 0)))
    x, eye = np.array([1.0, -1, -1]), np.eye(3)
    unit = x / np.sqrt(3)
    cosine = unit @ eye
    soft = softmax(x @ (2 * eye))
    location = np.exp(2.0 * (cosine - 1)) @ (2 * eye)
    match = softmax(10.0 * location / np.linalg.norm(location))
    km = haversine_km(
        *(np.array([c[i] for c in CELLS])[:, None] for i in (1, 2)), *(np.array([c[i] for c in CELLS]) for i in (1, 2))
    )
    smooth = np.exp(-km / 100.0)
    near = softmax(30.0 * cosine) @ (smooth / smooth.sum(1, keepdims=True))
    gate = 0.1 + 0.8 / (1 + np.exp(-(cosine.max() - 0.5) / 0.1))
    expected = 0.97 * (gate * near + (1 - gate) * (0.5 * soft + 0.5 * match)) + 0.03 / 3
    assert found.probabilities["geolocation"] == pytest.approx(expected, rel=1e-4)


def test_a_gpu_that_fails_is_replaced_by_the_cpu_and_said_so(bundle, monkeypatch):
    import onnxruntime

    monkeypatch.setattr(
        onnxruntime, "get_available_providers", lambda: ["CUDAExecutionProvider", "CPUExecutionProvider"]
    )
    real = onnxruntime.InferenceSession

    def session(path, options, providers):
        if "CUDAExecutionProvider" in providers:
            raise RuntimeError("CUDA failure 35: driver too old\nsecond line")
        return real(path, options, providers=providers)

    monkeypatch.setattr(onnxruntime, "InferenceSession", session)
    predictors = Predictors(bundle, threads=1)
    assert predictors.provider == "CPUExecutionProvider"
    assert predictors.provider_note == "The GPU could not be used: CUDA failure 35: driver too old"


def test_cancelling_stops_between_steps(bundle):
    calls = []

    def check():
        calls.append(1)
        if len(calls) == 2:
            raise Cancelled("cancelled")

    with pytest.raises(Cancelled):
        Predictors(bundle, threads=1).predict(Image.new("RGB", (64, 64)), check)
    assert len(calls) == 2


def test_a_damaged_network_is_a_predictor_error_in_one_sentence(bundle):
    (bundle.path / "trunk.onnx").write_bytes(b"no network")
    with pytest.raises(PredictorError, match=r"could not load the network 'trunk.onnx'.*install the bundle again"):
        Predictors(bundle)


def test_an_unknown_operator_is_a_predictor_error(bundle):
    (bundle.path / "trunk.onnx").write_bytes(mean_colour_network("NoSuchOperator"))
    with pytest.raises(PredictorError, match=r"trunk\.onnx"):
        Predictors(bundle)


@pytest.mark.parametrize("key", ["gate", "gallery", "location_match", "softmax"])
def test_an_incomplete_description_is_a_bundle_error(bundle, key):
    del bundle.manifest["predictors"][0]["head"][key]
    with pytest.raises(BundleError, match="incompletely"):
        Predictors(bundle)


def test_an_unknown_head_is_a_bundle_error(bundle):
    bundle.manifest["predictors"][1]["head"]["type"] = "oracle"
    with pytest.raises(BundleError, match="unknown type 'oracle'"):
        Predictors(bundle)


def test_damaged_arrays_are_a_bundle_error(bundle):
    (bundle.path / "light.npz").write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(BundleError, match=r"'light\.npz' can't be read"):
        Predictors(bundle)


def test_pickled_objects_are_refused(tmp_path):
    np.savez(tmp_path / "evil.npz", weight=np.array([{"a": 1}], dtype=object))
    with pytest.raises(BundleError, match=r"'evil\.npz'"):
        load_arrays(tmp_path / "evil.npz")


@pytest.mark.parametrize(
    ("size", "shape"), [((4000, 3000), (64, 96)), ((100, 100), (64, 64)), ((20, 300), (128, 64)), ((90, 60), (64, 96))]
)
def test_the_whole_photo_is_seen_in_multiples_of_32(size, shape):
    prepared = prepare(Image.new("RGB", size, (255, 128, 0)), PREPROCESSING)
    assert prepared.shape == (1, 3, *shape)
    assert prepared.dtype == np.float32
    assert prepared[0, :, 0, 0] == pytest.approx([1.0, 128 / 127.5 - 1, -1.0], abs=1e-6)


def test_resizing_antialiases():
    stripes = np.zeros((640, 640, 3), np.uint8)
    stripes[:, ::2] = 255
    assert np.abs(prepare(Image.fromarray(stripes), PREPROCESSING)).max() < 0.05


def test_haversine_smoothing_is_pigeons():
    cells = unit_vectors(np.array([0.0, 0.0]), np.array([0.0, 1.0]))
    found = smoothed_targets(unit_vectors(np.array([0.0]), np.array([0.0])), cells, 75.0)
    ratio = np.exp(-111.19493 / 75.0)
    assert found == pytest.approx(np.array([[1, ratio]]) / (1 + ratio), rel=1e-4)


def test_quantising_stays_within_half_a_step():
    values = np.random.default_rng(0).normal(size=(20, 30)).astype(np.float32)
    q, scale = quantise(values)
    assert q.dtype == np.int8
    assert (np.abs(q * scale - values) <= scale / 2 + 1e-6).all()


def test_gallery_and_match_give_distributions_for_any_photo():
    rng = np.random.default_rng(1)
    metrics = Metrics(np.stack([np.ones(8), rng.uniform(0.5, 1, 8)]))
    gallery = rng.normal(size=(30, 8)).astype(np.float32)
    anchors = metrics.prepare(gallery)
    cells = unit_vectors(rng.uniform(-60, 60, 12), rng.uniform(-180, 180, 12))
    places = unit_vectors(rng.uniform(-60, 60, 30), rng.uniform(-180, 180, 30))
    mixture = Mixture(
        Softmax(rng.normal(size=(8, 12)), np.zeros(12)),
        LocationMatch(metrics, anchors, rng.normal(size=(30, 5)), np.zeros(5), rng.normal(size=(12, 5)), 2.0, 9.0),
        Gallery(metrics, 1, anchors[1], places, cells, 50, 30.0, 100.0),
        0.1, 0.9, 0.5, 0.1, 0.3, 0.02,
    )  # fmt: skip
    x = rng.normal(size=(6, 8)).astype(np.float32)
    p, _ = mixture.probabilities(x)
    assert p.sum(axis=1) == pytest.approx(np.ones(6))
    assert p.min() >= 0.02 / 12 * 0.999
    # A photo of the gallery itself is found with similarity 1.
    assert mixture.probabilities(gallery[:1])[1] == pytest.approx([1.0], abs=1e-5)


@pytest.fixture(scope="module")
def starter():
    if not (STARTER / "manifest.json").is_file():
        pytest.skip("the starter bundle is not built")
    return load_bundle()


def test_the_starter_bundle_is_small_and_whole(starter):
    assert sum(f.stat().st_size for f in Path(starter.path).iterdir()) < 15e6
    assert set(starter.manifest["files"]) == {f.name for f in starter.path.iterdir()} - {"manifest.json"}
    assert not {f.suffix for f in starter.path.iterdir()} & {".jpg", ".jpeg", ".webp"}
    json.dumps(starter.manifest, allow_nan=False)


def test_the_starter_bundle_predicts(starter):
    predictors = Predictors(starter, threads=2)
    noise = np.random.default_rng(0).integers(0, 256, (300, 400, 3), dtype=np.uint8)
    found = predictors.predict(Image.fromarray(noise))
    sizes = {"population": 4, "land_cover": 7}
    for name, p in found.probabilities.items():
        assert p.sum() == pytest.approx(1)
        assert (p > 0).all()
        assert len(p) == sizes.get(name, len(p))
    again = predictors.predict(Image.fromarray(noise))
    assert np.array_equal(found.probabilities["geolocation"], again.probabilities["geolocation"])
