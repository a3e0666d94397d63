"""A bundle calibrated on photos: six colours, six places, and labels that are right seven times in ten."""

import csv
import json

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn

from backend.bundle import load_bundle
from backend.geolocator import Geolocator
from backend.partition import read_partition
from training.__main__ import main
from training.drafts import Draft, whole_bundle
from training.exporter import finish
from training.partitions import build
from training.tables import TableError

COLOURS = [(220, 40, 40), (40, 200, 40), (40, 60, 220), (210, 210, 40), (200, 40, 200), (40, 200, 200)]
# Cairo, Berlin, Lagos, Denver, Sydney, Delhi.
PLACES = np.array([(30.05, 31.25), (52.52, 13.4), (6.5, 3.4), (39.74, -104.98), (-33.87, 151.0), (28.6, 77.2)])
RIGHT = 0.7
PREPROCESSING = {
    "resize_short_side": 32, "crop": 32, "crops": "five", "interpolation": "bilinear",
    "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5],
}  # fmt: skip


class Nearest(nn.Module):
    """Logits: 8 for the nearest of six colours to a photo's mean, 0 for the others: far too sure."""

    outputs = ("logits",)

    def __init__(self):
        super().__init__()
        self.register_buffer("colours", torch.tensor(COLOURS) / 127.5 - 1)

    def forward(self, photos):
        distance = ((photos.mean((2, 3))[:, None] - self.colours) ** 2).sum(2)
        return 8 * (-50 * distance).softmax(1)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    from training.export import export_crops

    out = tmp_path_factory.mktemp("bundles") / "colours"
    with whole_bundle(out) as folder:
        draft = Draft(folder, "Colours", "CC0")
        partition = build(*PLACES.T, 0, 1)
        draft.add_partition("cells", partition)
        network = Nearest()
        network.colours = network.colours[np.argsort(partition.class_at(*PLACES.T))]
        export_crops(network, folder / "colours.onnx", network.outputs, 32)
        draft.networks.append({"name": "colours", "file": "colours.onnx", "preprocessing": PREPROCESSING})
        draft.predictors.append(
            {
                "name": "geolocation", "kind": "geolocation", "label": "Colours", "partition": "cells",
                "network": "colours", "head": {"type": "logits", "temperature": 1.0},
            }
        )  # fmt: skip
        finish(draft, [Image.new("RGB", (40, 40))], None)
    return out


@pytest.fixture(scope="module")
def photos(tmp_path_factory):
    """180 photos and their table; one can't be read."""
    folder = tmp_path_factory.mktemp("photos")
    random = np.random.default_rng(0)
    with (folder / "photos.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "lat", "lon", "group"])
        for k in range(180):
            colour = k % 6
            place = colour if random.random() < RIGHT else random.choice(np.delete(np.arange(6), colour))
            pixels = np.clip(random.normal(COLOURS[colour], 12, (36, 48, 3)), 0, 255).astype(np.uint8)
            Image.fromarray(pixels).save(folder / f"{k}.png")
            table.writerow([k, *(PLACES[place] + random.normal(0, 0.001, 2)).round(5), f"group-{k // 6}"])
    (folder / "17.png").write_bytes(b"no picture")
    return folder / "photos.csv"


@pytest.fixture(scope="module")
def calibrated(bundle, photos, tmp_path_factory):
    out = tmp_path_factory.mktemp("calibrated") / "sure"
    assert main(["calibrate", "--bundle", str(bundle), "--photos", str(photos), "--out", str(out)]) == 0
    return load_bundle(out)


def test_a_photo_is_now_as_sure_as_it_is_right(bundle, calibrated, photos):
    before, after = (Geolocator(b).predictors for b in (load_bundle(bundle), calibrated))
    with Image.open(photos.parent / "0.png") as photo:
        first, second = (p.predict(photo.convert("RGB")).probabilities["geolocation"].max() for p in (before, after))
    assert first > 0.95
    assert second == pytest.approx(RIGHT, abs=0.1)
    assert calibrated.predictors[0]["head"]["temperature"] > 1.5


def test_promises_are_kept_on_photos_that_did_not_make_them(calibrated):
    calibration = calibrated.manifest["calibration"]
    assert calibration["photos"] == 179
    assert len(calibration["mass_at_truth"]) == len(calibration["area_at_truth"]) == 179
    geolocator = Geolocator(calibrated)
    assert geolocator.calibration.highest_recall() > 0.6
    assert geolocator.confidence is not None


def test_the_card_says_what_was_done_once(bundle, calibrated, photos, tmp_path):
    assert "## Not calibrated" in load_bundle(bundle).card()
    card = calibrated.card()
    assert "## Not calibrated" not in card
    assert "On 179 photos of `photos.csv`" in card
    assert "30 groups" in card
    assert "1 more could not be read" in card
    again = tmp_path / "sure"
    assert main(["calibrate", "--bundle", str(calibrated.path), "--photos", str(photos), "--out", str(again)]) == 0
    assert load_bundle(again).card().count("## Calibrated") == 1
    # Calibrated already: next to nothing is left to change.
    first, second = (b.predictors[0]["head"]["temperature"] for b in (calibrated, load_bundle(again)))
    assert second == pytest.approx(first, rel=0.1)


def test_a_bundle_can_be_calibrated_in_place(bundle, photos, tmp_path):
    import shutil

    folder = tmp_path / "mine"
    shutil.copytree(bundle, folder)
    assert main(["calibrate", "--bundle", str(folder), "--photos", str(photos), "--out", str(folder)]) == 0
    assert load_bundle(folder).manifest["calibration"]["photos"] == 179
    assert [p.name for p in tmp_path.iterdir()] == ["mine"]
    assert (read_partition(folder / "cells.csv").cells == read_partition(bundle / "cells.csv").cells).all()


def test_too_few_photos_are_refused(bundle, photos, tmp_path, capsys):
    rows = photos.read_text().splitlines()[:50]
    few = photos.with_name("few.csv")
    few.write_text("\n".join(rows))
    assert main(["calibrate", "--bundle", str(bundle), "--photos", str(few), "--out", str(tmp_path / "out")]) == 1
    assert "a calibration needs 100 or more" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_bundle_that_rules_the_truth_out_is_refused(bundle, photos, tmp_path):
    from training.recalibrate import recalibrate

    far = photos.with_name("far.csv")
    rows = [f"{k},-75.0,{(7 * k) % 180}.5,g{k}" for k in range(180)]
    far.write_text("\n".join(["id,lat,lon,group", *rows]))
    with pytest.raises(TableError, match="rules out the true place of all but 0 photos"):
        recalibrate(bundle, far, tmp_path / "out")
    assert json.loads((bundle / "manifest.json").read_text())["calibration"] == {}
