"""The heads of a bundle: read, wired to a network's outputs, and refused with numbers where they do not fit."""

from types import SimpleNamespace

import numpy as np
import pytest

from backend.arrays import quantise
from backend.bundle import Bundle
from backend.bundle_heads import load_head
from backend.errors import BundleError

CELLS = "\n".join(
    [
        "class_label,hex_id,imgs_per_cell,latitude_mean,longitude_mean",
        "0,89c25,10,40.7,-74.0",
        "1,47e67,30,48.86,2.35",
        "2,6b12b,0,-33.87,151.2",
    ]
)
GEOLOCATION = {"name": "geo", "kind": "geolocation", "partition": "cells"}
ATTRIBUTE = {"name": "light", "kind": "attribute", "map": "light"}
PARENTS = {"coarse_of_fine": np.array([0, 0, 1]), "middle_of_fine": np.array([0, 1, 3])}


@pytest.fixture
def load(tmp_path):
    """Load a head of a predictor on arrays and a network with these outputs (name -> width)."""

    def load(predictor, head, arrays=None, outputs=None):
        (tmp_path / "cells.csv").write_text(CELLS + "\n")
        predictor = {**predictor, "head": head}
        if arrays is not None:
            np.savez(tmp_path / "geo.npz", **arrays)
            predictor["arrays"] = "geo.npz"
        manifest = {
            "name": "tiny",
            "partitions": [{"name": "cells", "file": "cells.csv"}],
            "maps": [{"name": "light", "file": "light.tif", "classes": [{"value": 1}, {"value": 2}]}],
            "files": dict.fromkeys(["cells.csv", "light.tif", "geo.npz"]),
        }
        network = outputs and SimpleNamespace(file="trunk.onnx", outputs=outputs)
        return load_head(Bundle(tmp_path, manifest, ""), predictor, network)

    return load


def test_logits(load):
    head = load(ATTRIBUTE, {"type": "logits", "temperature": 2.0}, outputs={"logits": 2})
    p, evidence = head({"logits": np.array([[0, 2 * np.log(3)]])})
    assert p == pytest.approx([1 / 4, 3 / 4])
    assert evidence == {}


def test_cosine_with_quantised_cells_of_any_length(load):
    q, s = quantise(np.array([[5.0, 0], [0, 2], [-3, 0]]))
    head = load(
        GEOLOCATION, {"type": "cosine", "scale": np.log(2)}, {"cells_q": q, "cells_s": s}, outputs={"embedding": 2}
    )
    assert head({"embedding": np.array([[7.0, 0.0]], np.float32)})[0] == pytest.approx([4 / 7, 2 / 7, 1 / 7], rel=1e-6)


def test_hierarchy(load):
    head = load(GEOLOCATION, {"type": "hierarchy"}, PARENTS, outputs={"coarse": 2, "middle": 4, "fine": 3})
    flat = {"coarse": np.zeros((5, 2)), "middle": np.zeros((5, 4)), "fine": np.tile(np.log([1, 2, 3]), (5, 1))}
    assert head(flat)[0] == pytest.approx([1 / 6, 2 / 6, 3 / 6])
    flat["coarse"] += [0, np.log(3)]  # the third fine class is three times as likely
    assert head(flat)[0] == pytest.approx([1 / 12, 2 / 12, 9 / 12])


def test_kernel_reads_its_anchors_from_another_file(load, tmp_path):
    np.savez(tmp_path / "light.tif", gallery=np.eye(2), metrics=np.ones((1, 2)))
    (tmp_path / "light.tif.npz").rename(tmp_path / "light.tif")
    settings = {"type": "kernel", "anchors": "light.tif", "beta": 4.0, "floor": 0.01}
    arrays = {"coefficients": np.array([[0.3, -0.3], [0.0, 0.0]]), "offset": np.array([0.5, 0.5])}
    head = load(ATTRIBUTE, settings, arrays, outputs={"embedding": 2})
    assert head({"embedding": np.array([[3.0, 0.0]], np.float32)})[0] == pytest.approx([0.8, 0.2], abs=1e-6)
    with pytest.raises(BundleError, match="has no 'gallery' of 3 numbers a row, which its predictor 'light'"):
        load(ATTRIBUTE, settings, arrays, outputs={"embedding": 3})
    with pytest.raises(BundleError, match="'coefficients' in the shape 1 x 2; 2 x 2"):
        load(ATTRIBUTE, settings, {**arrays, "coefficients": np.ones((1, 2))}, outputs={"embedding": 2})
    with pytest.raises(BundleError, match="does not list the file"):
        load(ATTRIBUTE, {**settings, "anchors": "other.npz"}, arrays, outputs={"embedding": 2})
    with pytest.raises(BundleError, match="has the floor 0"):
        load(ATTRIBUTE, {**settings, "floor": 0}, arrays, outputs={"embedding": 2})


def test_prior_needs_no_network(load):
    assert load(GEOLOCATION, {"type": "prior"})({})[0] == pytest.approx([1 / 4, 3 / 4, 0])


def test_a_linear_layer_reads_the_mean_of_the_views(load):
    arrays = {"weight": np.array([[0.0, 0.0], [1.0, 0.0]]), "bias": np.zeros(2)}
    head = load(ATTRIBUTE, {"type": "softmax", "temperature": 1.0}, arrays, outputs={"embedding": 2})
    views = np.array([[0.0, 5.0], [2 * np.log(3), 1.0]], np.float32)
    assert head({"embedding": views})[0] == pytest.approx([1 / 4, 3 / 4])


COSINE = {"type": "cosine", "scale": 39.687}
HIERARCHY = {"type": "hierarchy"}
LEVELS = {"coarse": 2, "middle": 4, "fine": 3}


@pytest.mark.parametrize(
    ("predictor", "head", "arrays", "outputs", "message"),
    [
        (ATTRIBUTE, {"type": "oracle"}, None, None, "unknown type 'oracle'"),
        (ATTRIBUTE, {"type": "logits"}, None, None, "'light' names none of its networks"),
        (ATTRIBUTE, {"type": "logits"}, None, {"embedding": 2}, r"'trunk\.onnx' has no output 'logits'.*'light'"),
        (ATTRIBUTE, {"type": "logits"}, None, {"logits": 3}, r"gives 3 numbers as 'logits', but 'light\.tif' has 2"),
        (ATTRIBUTE, {"type": "logits", "temperature": 0}, None, {"logits": 2}, "temperature 0: it must be above 0"),
        (ATTRIBUTE, {"type": "logits", "temperature": "1"}, None, {"logits": 2}, "temperature '1'"),
        (ATTRIBUTE, {"type": "prior"}, None, None, "only a geolocation predictor"),
        (ATTRIBUTE, {"type": "mixture"}, {}, {"embedding": 2}, "only a geolocation predictor"),
        (GEOLOCATION, COSINE, {"cells": np.ones((2, 5))}, {"embedding": 5}, "'cells' in the shape 2 x 5; 3 x 5"),
        (GEOLOCATION, COSINE, {"cells": np.ones((3, 4))}, {"embedding": 5}, "'cells' in the shape 3 x 4; 3 x 5"),
        (GEOLOCATION, COSINE, {"cells": np.ones(15)}, {"embedding": 5}, "'cells' in the shape 15; 3 x 5"),
        (GEOLOCATION, COSINE, {"other": np.ones((3, 5))}, {"embedding": 5}, r"'geo\.npz' lacks the array 'cells'"),
        (GEOLOCATION, COSINE, {"cells": np.full((3, 5), np.nan)}, {"embedding": 5}, "'cells' with .* not finite"),
        (GEOLOCATION, HIERARCHY, PARENTS, {**LEVELS, "fine": 4}, r"gives 4 numbers as 'fine', but 'cells\.csv' has 3"),
        (GEOLOCATION, HIERARCHY, PARENTS, {**LEVELS, "middle": 3}, "'middle_of_fine' with .* from 0 to 2"),
        (GEOLOCATION, HIERARCHY, {**PARENTS, "coarse_of_fine": np.array([0, -1, 1])}, LEVELS, "'coarse_of_fine' with"),
        (GEOLOCATION, HIERARCHY, {**PARENTS, "coarse_of_fine": np.array([0.0, 1, 1])}, LEVELS, "not whole numbers"),
        (GEOLOCATION, HIERARCHY, {**PARENTS, "coarse_of_fine": np.array([0, 1])}, LEVELS, "in the shape 2; 3 would"),
    ],
)
def test_what_does_not_fit_is_named_with_its_numbers(load, predictor, head, arrays, outputs, message):
    with pytest.raises(BundleError, match=message):
        load(predictor, head, arrays, outputs)


def test_a_partition_without_photos_gives_no_prior(load, monkeypatch):
    monkeypatch.setattr(f"{__name__}.CELLS", CELLS.replace(",10,", ",0,").replace(",30,", ",0,"))
    with pytest.raises(BundleError, match=r"'cells\.csv' counts no photos"):
        load(GEOLOCATION, {"type": "prior"})
