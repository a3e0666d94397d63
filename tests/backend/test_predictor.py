"""The predictors on a networks of a few operators and heads small enough to check by hand."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from backend.arrays import quantise
from backend.bundle import STARTER, Bundle, load_bundle
from backend.errors import BundleError, Cancelled
from backend.grid import haversine_km
from backend.heads import softmax
from backend.network import Network
from backend.predictor import Predictors
from tests.backend.onnx_by_hand import mean_colour, network

PREPROCESSING = {
    "resize_short_side": 64,
    "multiple_of": 32,
    "longest_side": 128,
    "interpolation": "bilinear",
    "mean": [0.5, 0.5, 0.5],
    "std": [0.5, 0.5, 0.5],
}
CELLS = [("89c25", 40.7, -74.0), ("47e67", 48.86, 2.35), ("6b12b", -33.87, 151.2)]


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
    (tmp_path / "trunk.onnx").write_bytes(mean_colour())
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


@pytest.fixture
def paper(bundle):
    """The same, with the paper's shape: a hierarchical geolocation network beside one for the attribute."""
    levels = ("coarse", "middle", "fine")
    hierarchy = network(
        ("GlobalAveragePool", "photo", "pooled"),
        *(("Flatten", "pooled", level) for level in levels),
        outputs=dict.fromkeys(levels, 3),
    )
    crops = {k: v for k, v in PREPROCESSING.items() if k not in ("multiple_of", "longest_side")}
    crops |= {"crop": 32, "crops": "five"}
    manifest = bundle.manifest
    (bundle.path / "geo.onnx").write_bytes(hierarchy)
    np.savez(bundle.path / "geolocation.npz", coarse_of_fine=np.array([0, 0, 2]), middle_of_fine=np.array([0, 1, 2]))
    manifest["files"] |= dict.fromkeys(["geo.onnx"])
    manifest["networks"].append({"name": "geo", "file": "geo.onnx", "preprocessing": crops})
    manifest["predictors"][0] |= {"network": "geo", "head": {"type": "hierarchy"}}
    manifest["predictors"].append({**manifest["predictors"][1], "name": "dark"})
    return bundle


def test_each_predictor_reads_its_own_network(paper):
    found = Predictors(paper, threads=1).predict(Image.new("RGB", (200, 100), (255, 0, 0)))
    # Red is (1, -1, -1) to every output and view: softmax (a, b, b); fine 0 and 1 share coarse 0.
    a, b = softmax(np.array([1.0, -1, -1]))[:2]
    product = np.array([a * a * a, b * b * a, b * b * b])
    assert found.probabilities["geolocation"] == pytest.approx(product / product.sum(), rel=1e-6)
    expected = 1 / (1 + np.exp(1.0))
    assert found.probabilities["light"] == pytest.approx([expected, 1 - expected], abs=1e-6)
    assert found.evidence == {}


def test_a_network_runs_once_however_many_predictors_read_it(paper, monkeypatch):
    ran = []
    real = Network.run
    monkeypatch.setattr(Network, "run", lambda self, image: ran.append(self.name) or real(self, image))
    found = Predictors(paper, threads=1).predict(Image.new("RGB", (64, 64)))
    assert ran == ["trunk", "geo"]
    assert list(found.timings_ms) == ["trunk", "geo", "geolocation", "light", "dark"]


def test_cancelling_stops_before_every_network_and_head(paper):
    predictors = Predictors(paper, threads=1)
    for step in range(1, 6):
        calls = []

        def check(calls=calls, step=step):
            calls.append(1)
            if len(calls) == step:
                raise Cancelled("cancelled")

        with pytest.raises(Cancelled):
            predictors.predict(Image.new("RGB", (64, 64)), check)
    calls = []
    predictors.predict(Image.new("RGB", (64, 64)), lambda: calls.append(1))
    assert len(calls) == 5


def test_a_bundle_of_attributes_alone_has_a_prior_for_geolocation(bundle):
    bundle.manifest["predictors"][0] = {
        "name": "geolocation",
        "kind": "geolocation",
        "partition": "cells",
        "head": {"type": "prior"},
    }
    predictors = Predictors(bundle, threads=1)
    for colour in ("red", "blue"):
        found = predictors.predict(Image.new("RGB", (64, 64), colour))
        assert found.probabilities["geolocation"] == pytest.approx([1 / 3] * 3)


def test_networks_on_several_providers(paper, monkeypatch):
    predictors = Predictors(paper, threads=1)
    assert (predictors.provider, predictors.provider_note) == ("CPUExecutionProvider", None)
    trunk, geo = predictors.networks
    monkeypatch.setattr(trunk, "provider", "CUDAExecutionProvider")
    monkeypatch.setattr(geo, "note", "Out of memory")
    assert (predictors.provider, predictors.provider_note) == ("CPUExecutionProvider", "Out of memory")
    monkeypatch.setattr(geo, "provider", "CUDAExecutionProvider")
    assert predictors.provider == "CUDAExecutionProvider"


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
