"""Evaluation of photos with true positions, through the shipped bundle where it is there."""

import json

import numpy as np
import pytest
from PIL import Image

from backend.bundle import STARTER
from training.__main__ import main
from training.evaluate import read_truths


@pytest.fixture
def photos(tmp_path):
    (tmp_path / "images").mkdir()
    random = np.random.default_rng(0)
    for name in ("one", "two"):
        noise = random.integers(0, 256, (80, 120, 3), dtype=np.uint8)
        Image.fromarray(noise).save(tmp_path / "images" / f"{name}.jpg")
    table = tmp_path / "photos.csv"
    table.write_text("id,lat,lon,note\none,48.85,2.35,\ntwo,-33.9,151.2,\nthree,,,no position\n")
    return table


def test_truths_are_read_with_their_photos(photos):
    truths = read_truths(photos)
    assert [(p.name, lat, lon) for p, lat, lon in truths] == [("one.jpg", 48.85, 2.35), ("two.jpg", -33.9, 151.2)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name,lat,lon\none,1,2\n", "must have the columns"),
        ("id,lat,lon\none,north,2\n", "no valid position in row 2"),
        ("id,lat,lon\none,99,2\n", "out of range in row 2"),
        ("id,lat,lon\nfour,1,2\n", "no such photo"),
    ],
)
def test_bad_tables_are_one_sentence(photos, capsys, text, words):
    photos.write_text(text)
    assert main(["evaluate", "--photos", str(photos)]) == 1 or words == ""
    assert words in capsys.readouterr().err


def test_the_report_of_a_bundle(photos, capsys, tmp_path):
    if not (STARTER / "manifest.json").is_file():
        pytest.skip("the starter bundle is not built")
    # A photo that can't be read is named and counted, and does not stop the others.
    (photos.parent / "images" / "three.jpg").write_bytes(b"no photo")
    photos.write_text(photos.read_text().replace("three,,", "three,10,10"))
    assert main(["evaluate", "--photos", str(photos), "--out", str(tmp_path / "report.json")]) == 0
    captured = capsys.readouterr()
    report = json.loads((tmp_path / "report.json").read_text())
    assert json.loads(captured.out) == report
    assert report["photos"] == 2
    assert report["unreadable"] == 1
    assert "three.jpg" in captured.err
    assert len(report["shares"]) == len(report["rva"]) == 4
    assert report["shares"] == sorted(report["shares"])
    assert report["rva"] == sorted(report["rva"])
