import json
import shutil

import pytest

from backend.bundle import STARTER, load_bundle
from backend.errors import BundleError


@pytest.fixture
def copy(tiny_bundle, tmp_path):
    return shutil.copytree(tiny_bundle, tmp_path / "copy")


CELLS = {"name": "x", "kind": "geolocation", "label": "X", "partition": "cells", "head": {"type": "prior"}}


def network(variants):
    return {"name": "x", "file": "card.md", "preprocessing": {}, "variants": variants}


def rewrite(folder, **changes):
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest.update(changes)
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_the_starter_bundle_is_whole_and_small():
    bundle = load_bundle()
    assert bundle.name == "starter"
    assert "coarse" in bundle.card().lower()
    assert sum(p.stat().st_size for p in STARTER.iterdir()) < 15e6
    assert {p.name for p in STARTER.iterdir()} == {*bundle.manifest["files"], "manifest.json"}


def test_an_altered_file_is_named(copy):
    (copy / "cells.csv").write_bytes((copy / "cells.csv").read_bytes() + b"\n")
    with pytest.raises(BundleError, match=r"altered: 'cells\.csv' has SHA-256 [0-9a-f]{12}…") as caught:
        load_bundle(copy)
    assert caught.value.code == "bundle_altered"


def test_a_missing_file_a_link_and_a_folder(copy):
    (copy / "card.md").rename(copy / "elsewhere.md")
    with pytest.raises(BundleError, match=r"lacks its file 'card\.md'"):
        load_bundle(copy)
    (copy / "card.md").symlink_to(copy / "elsewhere.md")
    with pytest.raises(BundleError, match=r"lacks its file 'card\.md'"):
        load_bundle(copy)
    with pytest.raises(BundleError, match="no bundle folder"):
        load_bundle(copy / "none")
    with pytest.raises(BundleError, match=r"no readable manifest\.json"):
        load_bundle(copy.parent)


@pytest.mark.parametrize("text", ["", "[]", "{", "null", '{"format": "zip"}', "[" * 100_000])
def test_what_is_no_manifest(copy, text):
    (copy / "manifest.json").write_text(text)
    with pytest.raises(BundleError, match="manifest"):
        load_bundle(copy)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"format_version": 2}, "format version 2"),
        ({"files": {"../cells.csv": "0" * 64}}, "unsafe name"),
        ({"files": {"cells.csv": "short"}}, r"no SHA-256 as 'files\.cells\.csv'"),
        ({"files": []}, "no valid 'files'"),
        ({"card": "other.md"}, "does not list"),
        ({"predictors": []}, "no valid 'predictors' .* at least 1 item"),
        ({"predictors": [{**CELLS, "kind": "attribute", "map": "population"}]}, "geolocation predictor first"),
        ({"predictors": [{**CELLS, "partition": "none"}]}, "no 'none' among"),
        ({"predictors": [{k: v for k, v in CELLS.items() if k != "partition"}]}, "predictor 'x' without a partition"),
        ({"predictors": [{**CELLS, "kind": "magic"}]}, r"'predictors\.0\.kind' .* 'geolocation' or 'attribute'"),
        ({"predictors": [{**CELLS, "exponnt": 2}]}, r"unknown 'predictors\.0\.exponnt'"),
        ({"predictors": [{**CELLS, "head": {"type": "oracle"}}]}, "head of the unknown type 'oracle'"),
        ({"predictors": [{**CELLS, "head": {"type": "cosine", "scale": -1}}]}, r"scale' .* greater than or equal to"),
        ({"predictors": [CELLS, CELLS]}, "'x' twice among its predictors"),
        ({"maps": [{"name": "x"}]}, r"lacks 'maps\.0\.file'"),
        ({"partitions": ["cells"]}, r"no valid 'partitions\.0' .* must be an object"),
        ({"networks": [network({"tpu": {"file": "card.md", "precision": "int8"}})]}, r"unknown 'networks.*\.tpu'"),
        ({"networks": [network({"cpu": {"file": "card.md"}})]}, r"lacks 'networks\.0\.variants\.cpu\.precision'"),
        ({"networks": [network(["cpu"])]}, r"'networks\.0\.variants' .* must be an object"),
        ({"networks": [network({"cpu": {"file": "x.onnx", "precision": "int8"}})]}, r"does not list .* 'x\.onnx'"),
        ({"networks": [{"name": "x", "file": ["card.md"], "preprocessing": {}}]}, r"'networks\.0\.file' .* string"),
        ({"predictors": [{**CELLS, "network": "none"}]}, "no 'none' among its networks"),
        ({"predictors": [{**CELLS, "arrays": "none.npz"}]}, r"does not list the file 'none\.npz'"),
    ],
)
def test_a_bad_manifest_is_refused_in_one_sentence(copy, changes, message):
    rewrite(copy, **changes)
    with pytest.raises(BundleError, match=message) as caught:
        load_bundle(copy)
    assert str(copy) not in str(caught.value)
