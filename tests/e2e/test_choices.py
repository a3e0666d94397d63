"""An analyst's choices in the real desktop, with the real backend: members, a country, a prior, photos of one place."""

import importlib.util
import json
import os
import subprocess
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.PyQt.QtGui import QImage

gdal.UseExceptions()
RUN = Path(__file__).resolve().parents[2] / "plugin" / "demo" / "run.py"


def required(variable):
    value = os.environ.get(variable, "")
    if not Path(value).is_file():
        pytest.fail(f"{variable} names no file; `make test-e2e` sets it.")
    return Path(value)


def write_prior(path):
    """A density in Mercator's projection around Mombasa, in the integers of some counts."""
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(3857)
    raster = gdal.GetDriverByName("GTiff").Create(str(path), 40, 40, 1, gdal.GDT_Int16)
    raster.SetGeoTransform((4_000_000, 25_000, 0, 200_000, 0, -25_000))
    raster.SetProjection(reference.ExportToWkt())
    raster.GetRasterBand(1).WriteArray((100 - np.hypot(*np.mgrid[-20:20, -20:20]) * 3).astype(np.int16))


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    required("PHOTO_GEOLOCATOR_BACKEND_PYTHON")
    out = tmp_path_factory.mktemp("choices")
    photo = QImage(str(required("PHOTO_GEOLOCATOR_SAMPLE_PHOTO")))
    assert photo.save(str(out / "temple.jpg"), "JPG")
    assert photo.mirrored(True, False).save(str(out / "temple from behind.jpg"), "JPG")
    write_prior(out / "prior.tif")
    spec = importlib.util.spec_from_file_location("run", RUN)
    run = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(run)
    photos = [str(out / name) for name in ("temple.jpg", "temple from behind.jpg")]
    order = {"photos": photos, "prior": str(out / "prior.tif"), "country": "kenya", "out": str(out)}
    command = run.qgis_command(has_display=False)
    environment = run.qgis_environment(command[-1], out)
    environment["PHOTO_GEOLOCATOR_CHOICES"] = json.dumps(order)
    command += ["--nologo", "--noversioncheck", "--profiles-path", str(run.make_profile(out / "scratch"))]
    command += ["--code", str(Path(__file__).with_name("choices.py"))]
    process = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=500)
    assert (out / "choices.json").is_file(), process.stderr[-2000:]
    found = json.loads((out / "choices.json").read_text(encoding="utf-8"))
    assert not found["error"], found["error"]
    return found


@pytest.fixture(scope="module")
def notes(outcome):
    return outcome["notes"]


def test_members_off_change_the_map_in_place_and_reset_restores_it(notes):
    original, reset = notes["original"], notes["reset"]
    off = [note for name, note in notes.items() if name.startswith("without ")]
    assert len(off) == 2
    for note in off:
        assert len(note["heatmaps"]) == 1 and note["heatmaps"] != original["heatmaps"]
        assert note["groups"] == original["groups"]
        assert "no recall is promised" in note["note"] and "validation photos" not in note["summary"]
        assert set(note["expected"]) == {None}
    assert sorted(off[-1]["exponents"].values())[:2] == [0, 0]
    assert off[0]["summary"] != off[1]["summary"]
    assert reset["heatmaps"] == original["heatmaps"] and reset["place"] == original["place"]
    assert reset["expected"] == original["expected"]


def test_the_last_member_can_not_be_switched_off(notes):
    assert "switch on a member" in notes["refused"]


def test_a_country_keeps_the_search_inside(notes):
    note = notes["country"]
    assert "Searched only in Kenya" in note["knowledge"] and "of the probability is left" in note["knowledge"]
    assert note["place"].split("\n")[0].endswith("Kenya")
    assert note["regions"] and all(place.endswith("Kenya") for place in note["regions"])
    assert note["listed"] and all(place.endswith("Kenya") for place in note["listed"])


def test_a_prior_draws_the_map_and_its_weight_more_so(notes):
    assert notes["prior"]["summary"] != notes["country"]["summary"]
    assert notes["heavy prior"]["listed"] != notes["prior"]["listed"]  # summaries are rounded, and may agree
    assert notes["all back"]["heatmaps"] == notes["original"]["heatmaps"]


def test_two_photos_become_one_map(notes):
    note = notes["fused"]
    assert sorted(note["photos"]) == ["temple from behind.jpg", "temple.jpg"]
    assert " + " in note["groups"][0]
    assert set(note["expected"]) == {None}
    assert notes["fused without a member"]["summary"] != note["summary"]


def test_figures(outcome, capsys):
    """No assertion on time: it prints how long the search area took to follow, and the longest waits."""
    with capsys.disabled():
        answers = ", ".join(f"{ms:.0f}" for ms in outcome["answers"])
        print(f"\nchoices: search area after {answers} ms")
        slid = ", ".join(f"{layer:.0f} ({canvas:.0f})" for layer, canvas in outcome["slid"])
        print(f"slider to its search area (and to the canvas drawn with it): {slid} ms")
        for name in ("waits", "work"):
            print(f"longest {name} in ms, after:", ", ".join(f"{ms:.0f} ({step})" for ms, step in outcome[name]))
    assert outcome["answers"]
    assert len(outcome["slid"]) == 10
