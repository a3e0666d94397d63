"""The starter bundle as shipped: its card repeats its figures, and its figures keep what the issue asks."""

import json

import numpy as np
import pytest

from backend.bundle import STARTER, load_bundle
from backend.partition import read_partition
from training import card
from training.embedding import look_alikes


@pytest.fixture(scope="module")
def bundle():
    if not (STARTER / "manifest.json").is_file():
        pytest.skip("the starter bundle is not built: run `make starter`")
    return load_bundle()


@pytest.fixture(scope="module")
def figures(bundle):
    return json.loads(bundle.file("figures.json").read_text(encoding="utf-8"))


def test_the_card_is_made_of_the_figures(bundle, figures):
    assert bundle.card() == card.render(figures)
    for share in figures["sources_left_out"]["shares"]:
        assert f"{share} %" in bundle.card()


def test_the_card_says_what_it_must(bundle):
    text = bundle.card()
    for words in ("knows famous places", "unsure elsewhere", "Apache-2.0", "CC BY 4.0", "MIT", "stand-in for LandScan"):
        assert words in text
    assert "nan" not in text.lower().replace("finance", "")


def test_the_shipped_recipe_reaches_its_targets_on_left_out_sources(figures):
    left_out = figures["sources_left_out"]
    assert left_out["photos"] > 300
    within = dict(zip(figures["radii_km"], left_out["shares"], strict=True))
    assert within[25] >= 5
    assert within[750] >= 14
    assert within[2500] >= 28
    tenth = dict(zip(figures["radii_km"], left_out["most_confident_tenth"], strict=True))
    assert tenth[750] >= 45


def test_figures_get_no_better_as_more_is_left_out(figures):
    rows = [
        figures["sources_left_out"],
        figures["without_look_alikes"]["0.75"],
        figures["without_look_alikes"]["0.6"],
    ]
    photos = [row["photos"] for row in rows]
    assert photos == sorted(photos, reverse=True)
    assert rows[0]["shares"][0] >= rows[1]["shares"][0] >= rows[2]["shares"][0]
    assert figures["sources_and_places_left_out"]["shares"][0] <= rows[0]["shares"][0]


def test_the_bundle_holds_what_its_figures_say(bundle, figures):
    assert len(read_partition(bundle.file("cells.csv"))) == figures["partition"]["cells"]
    with np.load(bundle.file("geolocation.npz")) as arrays:
        assert len(arrays["positions"]) == len(arrays["gallery_q"]) == figures["photos_total"]
        assert len(arrays["cells_q"]) == len(arrays["bias"]) == figures["partition"]["cells"]
    for predictor in bundle.predictors:
        if predictor["kind"] == "attribute":
            assert predictor["exponent"] == figures["exponents"][predictor["name"]]
    scores = bundle.manifest["calibration"]["mass_at_truth"]
    assert scores == sorted(scores)
    assert 0 <= scores[0] <= scores[-1] <= 1


def test_look_alikes_are_sought_in_other_sources_only():
    random = np.random.default_rng(0)
    raw = random.uniform(0, 1, (6, 2208))
    raw[1] = raw[0]
    raw[3] = raw[2]
    found = look_alikes(raw.astype(np.float32), np.array(["a", "b", "a", "a", "b", "c"]))
    assert found[:2] == pytest.approx([1, 1], abs=1e-5)
    assert found[2] < 0.9  # its copy is of its own source
