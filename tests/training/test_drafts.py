"""A bundle is there whole or not at all."""

import json

import numpy as np
import pytest

from backend.bundle import load_bundle
from backend.errors import BundleError
from training.drafts import BundleExists, Draft, whole_bundle
from training.export import write_manifest
from training.partitions import build
from training.systems import ensemble


def write(folder, title):
    draft = Draft(folder, title, "CC0")
    draft.add_partition("cells", build(np.array([10.0, 10.1, 50.0]), np.array([20.0, 20.1, 8.0]), 0, 1))
    draft.predictors.append(
        {"name": "geolocation", "kind": "geolocation", "label": "P", "partition": "cells", "head": {"type": "prior"}}
    )
    (folder / "card.md").write_text(f"# {title}\n")
    write_manifest(folder, draft.content())


def test_a_bundle_is_replaced_by_a_whole_one(tmp_path):
    for title in ("one", "two"):
        with whole_bundle(tmp_path / "mine") as folder:
            write(folder, title)
            (folder / f"{title}.txt").write_text(title)
            write_manifest(folder, json.loads((folder / "manifest.json").read_text()))
    assert load_bundle(tmp_path / "mine").manifest["title"] == "two"
    assert load_bundle(tmp_path / "mine").name == "mine"
    assert [p.name for p in tmp_path.iterdir()] == ["mine"]
    assert not (tmp_path / "mine" / "one.txt").exists()


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_failure_leaves_the_old_bundle_and_no_trace(tmp_path, error):
    with whole_bundle(tmp_path / "mine") as folder:
        write(folder, "old")
    with pytest.raises(error), whole_bundle(tmp_path / "mine") as folder:
        write(folder, "new")
        raise error
    assert load_bundle(tmp_path / "mine").manifest["title"] == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["mine"]


def test_a_bundle_that_does_not_verify_is_not_kept(tmp_path):
    with pytest.raises(BundleError, match="altered"), whole_bundle(tmp_path / "mine") as folder:
        write(folder, "new")
        (folder / "card.md").write_text("another")
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_bundle_is_never_replaced(tmp_path):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("years of work")
    with pytest.raises(BundleExists, match="'thesis' exists and is no bundle"), whole_bundle(tmp_path / "thesis"):
        raise AssertionError("the block must not begin")
    assert (tmp_path / "thesis" / "chapter.txt").read_text() == "years of work"


def test_an_ensemble_needs_attributes(tmp_path):
    with whole_bundle(tmp_path / "prior") as folder:
        write(folder, "prior")
    (tmp_path / "new").mkdir()
    with pytest.raises(ValueError, match="'prior' has no attribute predictor"):
        ensemble.draft(tmp_path / "new", [tmp_path / "prior", tmp_path / "prior"])
    with pytest.raises(ValueError, match="two bundles or more"):
        ensemble.draft(tmp_path / "new", [tmp_path / "prior"])
