"""`python -m training export`: systems from runs to bundles that the backend runs."""

import json

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from backend.bundle import STARTER, load_bundle
from backend.geolocator import Geolocator
from backend.predictor import Predictors
from training import parity
from training.__main__ import main
from training.models.attributes import AttributePredictor
from training.models.geoestimation import GeoEstimation, ancestors
from training.partitions import build_several
from training.runs import FORMAT, FORMAT_VERSION

TRUNK = "test_resnet"  # timm's smallest


def write_run(folder, network, settings):
    """A run as `train` leaves it, with random weights."""
    folder.mkdir(parents=True)
    trunk = {"name": TRUNK, "weights": None, "same_padding": False}
    document = {"format": FORMAT, "format_version": FORMAT_VERSION, "trunk": trunk, **settings}
    (folder / "run.json").write_text(json.dumps(document))
    save_file(network.state_dict(), folder / "model.safetensors")
    return folder


@pytest.fixture(scope="module")
def attributes_run(tmp_path_factory):
    torch.manual_seed(0)
    network = AttributePredictor(7, TRUNK)
    torch.nn.init.normal_(network.head.weight, std=0.1)
    entry = load_bundle(STARTER).entry("maps", "land_cover")
    preprocessing = AttributePredictor.preprocessing(TRUNK)
    settings = {"system": "attributes", "map": "land_cover", "map_entry": entry, "classes": [7]}
    run = write_run(tmp_path_factory.mktemp("runs") / "lc", network, {**settings, "preprocessing": preprocessing})
    (run / "maps").mkdir()
    (run / "maps" / entry["file"]).write_bytes((STARTER / entry["file"]).read_bytes())
    return run


@pytest.fixture(scope="module")
def geoestimation_run(tmp_path_factory):
    torch.manual_seed(1)
    random = np.random.default_rng(0)
    places = random.uniform(-60, 70, 3000), random.uniform(-180, 180, 3000)
    partitions = dict(zip(("coarse", "middle", "fine"), build_several(*places, 2, [200, 60, 20]), strict=True))
    sizes = [len(p) for p in partitions.values()]
    settings = {"system": "geoestimation", "classes": sizes, "preprocessing": GeoEstimation.preprocessing(TRUNK)}
    run = write_run(tmp_path_factory.mktemp("runs") / "geo", GeoEstimation(tuple(sizes), TRUNK), settings)
    (run / "partitions").mkdir()
    from backend.partition import write_partition

    for level, partition in partitions.items():
        write_partition(partition, run / "partitions" / f"{level}.csv")
    return run


@pytest.fixture(scope="module")
def exported(attributes_run, geoestimation_run, tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    fine = str(geoestimation_run / "partitions" / "fine.csv")
    arguments = ["--system", "attributes", "--run", str(attributes_run), "--partition", fine, "--out", str(out / "lc")]
    assert main(["export", *arguments]) == 0
    arguments = ["--system", "geoestimation", "--run", str(geoestimation_run), "--out", str(out / "geo")]
    assert main(["export", *arguments]) == 0
    bundles = [str(out / "geo"), str(STARTER), str(out / "lc")]
    assert main(["export", "--system", "ensemble", "--bundles", *bundles, "--out", str(out / "all")]) == 0
    return out


def plain(folder):
    """The predictors of a bundle with its fp32 networks."""
    from dataclasses import replace

    bundle = load_bundle(folder)
    networks = [{k: v for k, v in entry.items() if k != "variants"} for entry in bundle.manifest["networks"]]
    return Predictors(replace(bundle, manifest={**bundle.manifest, "networks": networks}))


def test_attributes_over_a_prior(exported, attributes_run):
    bundle = load_bundle(exported / "lc")
    assert [p["head"]["type"] for p in bundle.predictors] == ["prior", "logits"]
    found = plain(exported / "lc").predict(parity.picture((300, 200), 1)).probabilities
    counts = np.genfromtxt(exported / "lc" / "cells.csv", delimiter=",", skip_header=1, usecols=2)
    assert found["geolocation"] == pytest.approx(counts / counts.sum())
    assert Geolocator(bundle).table.sets[1].shape[1] == 7


def test_geoestimation_keeps_its_hierarchy(exported, geoestimation_run):
    from backend.partition import read_partition

    arrays = np.load(exported / "geo" / "geolocation.npz")
    levels = {name: read_partition(exported / "geo" / f"{name}.csv") for name in ("coarse", "middle", "fine")}
    for level in ("coarse", "middle"):
        assert (arrays[f"{level}_of_fine"] == ancestors(levels["fine"], levels[level])).all()
    manifest = load_bundle(exported / "geo").manifest
    assert manifest["networks"][0]["preprocessing"]["crops"] == "five"
    assert manifest["networks"][0]["parity"]["largest_difference"] <= 1e-4
    p = plain(exported / "geo").predict(parity.picture((640, 300), 2)).probabilities["geolocation"]
    assert p.shape == (len(levels["fine"]),)


def test_the_card_says_what_was_measured_and_what_was_not(exported):
    card = load_bundle(exported / "geo").card()
    assert "test_resnet with three heads" in card
    manifest = load_bundle(exported / "geo").manifest
    assert f"PyTorch original, on {manifest['networks'][0]['parity']['photos']} generated pictures of odd sizes" in card
    assert "Smaller numbers, on half of 8 generated pictures" in card
    assert {v["photos"] for v in manifest["networks"][0]["precision"]} == {4}
    assert "| geoestimation | GPU | fp16 |" in card
    assert "This bundle was not calibrated" in card


def test_an_ensemble_answers_as_its_parts_and_keeps_names_unique(exported):
    bundle = load_bundle(exported / "all")
    assert [p["name"] for p in bundle.predictors] == ["geolocation", "population", "land_cover", "land_cover-2"]
    assert [n["name"] for n in bundle.manifest["networks"]] == ["geoestimation", "trunk", "land_cover"]
    assert [m["name"] for m in bundle.manifest["maps"]] == ["population", "land_cover", "land_cover-2"]
    # The same raster is stored once.
    assert [m["file"] for m in bundle.manifest["maps"]] == ["population.tif", "land_cover.tif", "land_cover.tif"]
    assert bundle.manifest["calibration"] == {}
    photo = parity.picture((311, 200), 3)
    together = plain(exported / "all").predict(photo).probabilities
    geo, lc = (plain(exported / name).predict(photo).probabilities for name in ("geo", "lc"))
    starter = Predictors(load_bundle(STARTER)).predict(photo).probabilities
    for found, expected in (
        (together["geolocation"], geo["geolocation"]),
        (together["land_cover"], starter["land_cover"]),
        (together["land_cover-2"], lc["land_cover"]),
    ):
        assert found == pytest.approx(expected, abs=1e-12)
    assert "card-starter.md" in bundle.card()
    assert Geolocator(bundle).table is not None


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--system", "geoestimation"], "name the run that trained it"),
        (["--system", "geoclip", "--run", "a", "b"], "name one run, not 2"),
        (["--system", "ensemble", "--run", "a"], "name no run"),
        (["--system", "geoclip", "--bundles", "a"], "--bundles is for --system ensemble alone"),
        (["--system", "geoestimation", "--run", "a", "--partition", "c.csv"], "--partition is for geoclip"),
        (["--system", "geoestimation", "--run", "nowhere"], "'nowhere' is no run"),
        (["--system", "ensemble", "--bundles", "nowhere"], "two bundles or more"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path, capsys, arguments, sentence):
    assert main(["export", *arguments, "--out", str(tmp_path / "out")]) == 1
    assert sentence in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_network_that_differs_leaves_nothing(attributes_run, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(parity, "LIMIT", -1.0)
    assert main(["export", "--system", "attributes", "--run", str(attributes_run), "--out", str(tmp_path / "o")]) == 1
    assert "differs from torch" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_two_runs_of_one_map_are_refused(attributes_run, tmp_path, capsys):
    runs = [str(attributes_run)] * 2
    assert main(["export", "--system", "attributes", "--run", *runs, "--out", str(tmp_path / "o")]) == 1
    assert "Two of the runs predict the map 'land_cover'" in capsys.readouterr().err
