"""The backend as a person or the plugin starts it: a real process with the starter bundle."""

import dataclasses
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import numpy as np
import psutil
import pyogrio
import pytest
import rasterio
import shapely
from PIL import Image

from backend import geolocator
from backend.__main__ import main

ROOT = Path(__file__).parents[2]
TOKEN = "0123456789abcdef"


def backend(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "backend", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False, **options,
    )  # fmt: skip


@pytest.fixture(scope="module")
def photo(tmp_path_factory):
    path = tmp_path_factory.mktemp("photos") / "Straße in 東京.jpg"
    y, x = np.mgrid[0:300, 0:400]
    pixels = np.stack([x % 256, y % 256, (x + y) % 256], axis=2).astype(np.uint8)
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (35.0, 41.0, 22.0), 3: "E", 4: (139.0, 41.0, 30.0)})
    Image.fromarray(pixels).save(path, exif=exif)
    return path


def test_geolocate_writes_the_three_files(photo, tmp_path):
    done = backend("geolocate", photo, "--out", tmp_path / "out", "--area-km2", 50000, "--recall", 0.3, "--json")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result == json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "heatmap.tif",
        "result.json",
        "search_areas.gpkg",
    ]
    assert [a["target"] for a in result["search_areas"]] == ["area", "recall"]
    assert result["photo"]["exif_position"] == pytest.approx({"lat": 35.68944, "lon": 139.69167}, abs=1e-4)
    with rasterio.open(tmp_path / "out" / "heatmap.tif") as file:
        assert file.shape == (5400, 10800)
    package = tmp_path / "out" / "search_areas.gpkg"
    assert package.read_bytes()[60:64] == (10200).to_bytes(4, "big")  # SQLite's user_version: GeoPackage 1.2
    for layer, point in (("best_point", result["best_point"]), ("exif_position", result["photo"]["exif_position"])):
        meta, _, (wkb,), columns = pyogrio.raw.read(package, layer=layer)
        (x, y), values = shapely.get_coordinates(shapely.from_wkb(wkb))[0], [column[0] for column in columns]
        assert dict(zip(meta["fields"], values, strict=True)) == {"place": None, **point}
        assert (meta["crs"], x, y) == ("EPSG:4326", point["lon"], point["lat"])


def test_exif_gps_never_reaches_the_prediction(photo, tmp_path):
    bare = tmp_path / "bare.png"
    Image.open(photo).save(bare)
    answers = []
    for name, path in (("a", photo), ("b", bare)):
        assert backend("geolocate", path, "--out", tmp_path / name).returncode == 0
        with rasterio.open(tmp_path / name / "heatmap.tif") as file:
            answers.append(file.read(1))
    assert (answers[0] == answers[1]).all()
    tables = pyogrio.list_layers(tmp_path / "b" / "search_areas.gpkg")[:, 0]
    assert sorted(tables) == ["best_point", "search_areas"]


def test_several_photos_one_bad(photo, tmp_path):
    bad = tmp_path / "bad.jpg"
    # Pillow warns of what is missing, and libtiff prints its own words.
    Image.effect_noise((64, 64), 50).save(bad, "TIFF", compression="tiff_lzw")
    bad.write_bytes(bad.read_bytes()[:1000] + b"\x00" * 3000)
    other = shutil.copy(photo, tmp_path / photo.name)
    done = backend("geolocate", photo, bad, other, tmp_path, tmp_path / "none.jpg", "--out", tmp_path / "out", "--json")
    assert done.returncode == 1
    answers = json.loads(done.stdout)
    assert ["error" in a for a in answers] == [False, True, False, True, True]
    assert [line.startswith("error: ") for line in done.stderr.splitlines()] == [True] * 3
    assert "bad.jpg" in done.stderr and "none.jpg" in done.stderr
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [photo.stem, f"{photo.stem}-2"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--area-km2", "3"), "area budget"),
        (("--recall", "2"), "recall 2 is out of range"),
        (("--bundle", "/nowhere/at/all"), "no bundle folder 'all'"),
    ],
)
def test_one_clear_sentence_and_nothing_written(photo, tmp_path, arguments, message):
    done = backend("geolocate", photo, "--out", tmp_path / "out", *arguments)
    assert done.returncode == 1
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_folder_that_can_not_be_made(photo, tmp_path):
    (tmp_path / "file").write_text("in the way")
    done = backend("geolocate", photo, "--out", tmp_path / "file")
    assert done.returncode == 1
    assert "choose another one" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_info_says_what_runs():
    done = backend("info", "--json")
    assert done.returncode == 0, done.stderr
    info = json.loads(done.stdout)
    assert info["name"] == "starter"
    assert info["provider"].endswith("ExecutionProvider")
    assert info["provider"] in backend("info").stdout


@pytest.fixture
def installed(raw_bundle, tmp_path, monkeypatch):
    """The bundle raw, installed for the processes of this test."""
    folder = shutil.copytree(raw_bundle, tmp_path / "data" / "bundles" / "raw")
    monkeypatch.setenv("PHOTO_GEOLOCATOR_DATA", str(tmp_path / "data"))
    return folder


def test_an_installed_bundle_that_was_not_calibrated_by_name(photo, installed, tmp_path):
    done = backend("geolocate", photo, "--bundle", "raw", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    first, note = done.stdout.splitlines()[:2]
    assert first.endswith(")") and "sure" not in first
    assert note == "  This bundle was not calibrated."
    assert "validation photos" not in done.stdout
    result = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    assert (result["bundle"]["name"], result["confidence"], result["unsure"]) == ("raw", None, None)
    assert result["bundle"]["calibration"] == {}
    done = backend("geolocate", photo, "--bundle", "raw", "--out", tmp_path / "none", "--recall", "0.5")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "was not calibrated" in done.stderr
    assert not (tmp_path / "none").exists()


def test_info_verifies_and_says_which_files_run(installed):
    done = backend("info", "--bundle", "raw")
    assert done.returncode == 0, done.stderr
    assert "  colours: colours.onnx (fp32) on CPUExecutionProvider" in done.stdout.splitlines()
    assert "This bundle was not calibrated." in done.stdout.splitlines()
    manifest = json.loads((installed / "manifest.json").read_text())
    manifest["maps"][0]["classes"].append({"value": 9, "name": "more"})
    (installed / "manifest.json").write_text(json.dumps(manifest))
    done = backend("info", "--bundle", installed)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "'colours.onnx' gives 4 numbers as 'logits', but 'population.tif' has 5 classes" in done.stderr


def test_the_backend_needs_neither_torch_nor_qgis():
    code = (
        "import sys, backend.__main__, backend.serve, backend.geolocator\n"
        "print([m for m in ('torch', 'qgis', 'training') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class Served:
    """A running `serve` process."""

    def __init__(self, *arguments, keep_stdin=True):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "backend", "serve", *arguments],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.process.stdin.write(TOKEN + "\n")
        self.process.stdin.flush()
        if not keep_stdin:
            self.process.stdin.close()
        self.ready = json.loads(self.process.stdout.readline())

    def get(self, path):
        request = urllib.request.Request(self.ready["url"] + path, headers={"Authorization": f"Bearer {TOKEN}"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)


@pytest.mark.parametrize("keep_stdin", [True, False])
def test_serve_says_when_it_is_ready_and_ends_in_good_order(keep_stdin):
    served = Served(keep_stdin=keep_stdin)
    try:
        assert served.ready["event"] == "ready"
        assert served.ready["url"].startswith("http://127.0.0.1:")
        assert served.get("/v1/health")["status"] == "ready"
        connections = psutil.Process(served.process.pid).net_connections(kind="inet")
        assert {c.laddr.ip for c in connections} == {"127.0.0.1"}
    finally:
        served.process.terminate()
    assert served.process.wait(30) == 0


def test_serve_ends_with_its_parent(tmp_path):
    script = (
        "import subprocess, sys, os\n"
        "p = subprocess.Popen([sys.executable, '-m', 'backend', 'serve'], stdin=subprocess.PIPE,"
        " stdout=subprocess.PIPE, text=True)\n"
        f"p.stdin.write('{TOKEN}\\n'); p.stdin.flush(); p.stdout.readline(); print(p.pid, flush=True); os._exit(0)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    child = int(done.stdout)
    deadline = time.monotonic() + 30
    while psutil.pid_exists(child) and psutil.Process(child).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline, "the backend outlived its parent"
        time.sleep(0.1)


def test_serve_ends_with_a_parent_that_was_gone_before_it_looked(tmp_path):
    """QGIS is killed while the backend's Python is still starting: who started it can't be seen any more then."""
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    done = backend("serve", "--parent", str(gone.pid), input=TOKEN + "\n")
    assert (done.returncode, '"code": "parent_gone"' in done.stdout) == (1, True), done.stderr


def test_serve_ends_with_the_process_that_was_named():
    with subprocess.Popen(["sleep", "600"]) as named:
        served = Served("--parent", str(named.pid))
        try:
            assert served.get("/v1/health")["status"] == "ready"
            named.kill()
            named.wait()
            assert served.process.wait(30) == 0
        finally:
            named.kill()
            served.process.kill()
            served.process.wait(30)


def test_serve_leaves_no_folder_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    stale = tmp_path / "photo-geolocator-999999999-left"
    stale.mkdir()
    served = Served()
    assert not stale.exists()
    assert len(list(tmp_path.iterdir())) == 1
    served.process.terminate()
    served.process.wait(30)
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken():
    served = Served()
    try:
        port = served.ready["url"].rsplit(":", 1)[1]
        done = backend("serve", "--port", port, input=TOKEN + "\n")
        assert done.returncode == 1
        assert json.loads(done.stdout)["code"] == "port_unavailable"
        assert f"port {port} can't be used" in done.stderr
    finally:
        served.process.terminate()
        served.process.wait(30)


@pytest.mark.parametrize("given", ["", "short\n", "has a space in the middle\n"])
def test_a_missing_token(given):
    done = backend("serve", input=given)
    assert done.returncode == 1
    assert json.loads(done.stdout)["code"] == "token_missing"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission(photo, tmp_path):
    (tmp_path / "closed").mkdir(mode=0o500)
    done = backend("geolocate", photo, "--out", tmp_path / "closed" / "out")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_onnx_runtime_keeps_no_telemetry(tmp_path):
    # Its telemetry begins at import with a session file in the temporary folder.
    code = "import backend.predictor"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, env={**os.environ, "TMPDIR": str(tmp_path)})
    assert list(tmp_path.iterdir()) == []


def test_a_python_without_the_dependencies():
    # -S leaves out site-packages, as an environment that was never filled does.
    done = subprocess.run(
        [sys.executable, "-S", "-m", "backend", "info"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "lacks the module" in done.stderr and "empty Python in the plugin's options" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_server_without_the_dependencies_tells_the_plugin():
    done = subprocess.run(
        [sys.executable, "-S", "-m", "backend", "serve"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        input="",
    )
    event = json.loads(done.stdout)
    assert (done.returncode, event["event"], event["code"]) == (1, "failed", "module_missing")
    assert "choose “Set up”" in event["detail"]


def test_recall_by_curve_and_what_areas_are_worth(photo, tmp_path, tiny_geolocator, monkeypatch, capsys):
    monkeypatch.setattr(geolocator, "Geolocator", lambda _bundle: tiny_geolocator)
    asked = ["geolocate", str(photo), "--out", str(tmp_path), "--area-km2", "20000", "--recall", "0.5"]
    assert main([*asked, "--recall-by", "curve"]) == 0
    lines = capsys.readouterr().out.splitlines()
    # The tiny bundle's curve: 7 of its 15 photos within 20,000 km2, 8 within 10 ** 4.5.
    assert lines[2].endswith("; areas of this size held the truth of 47% of the validation photos")
    assert lines[3].startswith("  50% recall by curve: ") and "truth of 53% of" in lines[3]
    areas = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))["search_areas"]
    assert [a["expected_recall"] for a in areas] == pytest.approx([7 / 15, 8 / 15], abs=1e-4)
    assert main([*asked, "--recall-by", "photo"]) == 0
    assert "  50% recall: " in capsys.readouterr().out


def test_what_is_not_known_is_not_printed(photo, tmp_path, tiny_geolocator, monkeypatch, capsys):
    no_curve = dataclasses.replace(tiny_geolocator.calibration, area_at_truth=np.empty(0))
    monkeypatch.setattr(tiny_geolocator, "calibration", no_curve)
    monkeypatch.setattr(geolocator, "Geolocator", lambda _bundle: tiny_geolocator)
    assert main(["geolocate", str(photo), "--out", str(tmp_path)]) == 0
    assert "validation photos" not in capsys.readouterr().out
    asked = ["geolocate", str(photo), "--out", str(tmp_path / "none"), "--recall", "0.5", "--recall-by", "curve"]
    assert main(asked) == 1
    assert "no Recall vs Area curve" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()
