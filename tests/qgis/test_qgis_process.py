"""Headless: `qgis_process` in a scratch profile with the plugin linked and enabled, killed and run again."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from conftest import REPOSITORY
from test_geolocate_folder import everything, rows, sent
from test_processing import IDS, backends_of

# Debian's `qgis_process` is a wrapper that adds an unknown flag.
PROGRAM = next(filter(None, map(shutil.which, ("qgis_process.bin", "qgis_process"))), None)
LIMIT_S = 300

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="qgis_process is not installed")


@pytest.fixture(scope="module")
def profile(tmp_path_factory):
    """The environment of a new user who has enabled the plugin."""
    home = tmp_path_factory.mktemp("home é")
    plugins = home / ".local" / "share" / "QGIS" / "QGIS3" / "profiles" / "default" / "python" / "plugins"
    plugins.mkdir(parents=True)
    (plugins / "photo_geolocator").symlink_to(REPOSITORY, target_is_directory=True)
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    changed = {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "QT_QPA_PLATFORM": "offscreen"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "QGIS_", "XDG_"))}
    # The test's own paths must not help to find the plugin.
    kept.pop("PYTHONPATH", None)
    environment = {**kept, **changed, "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([PROGRAM, "plugins", "enable", "photo_geolocator"], env=environment, timeout=LIMIT_S, check=True)
    return environment


@pytest.fixture
def environment(profile, contract_backend, tmp_path):
    """The profile with a backend that answers the contract; it changes with `contract_backend`."""

    def now():
        names = ("CONTRACT_SERVER", "PHOTO_GEOLOCATOR_BACKEND_PYTHON")
        return {**profile, **{name: os.environ[name] for name in names}}

    return now


def command(name, **parameters):
    return [PROGRAM, "run", f"photo_geolocator:{name}", *(f"--{key}={value}" for key, value in parameters.items())]


def run(environment, name, **parameters):
    return subprocess.run(
        command(name, **parameters), env=environment(), capture_output=True, text=True, timeout=LIMIT_S
    )


def test_the_algorithms_are_listed(environment):
    listed = subprocess.run(
        [PROGRAM, "list"], env=environment(), capture_output=True, text=True, timeout=LIMIT_S
    ).stdout
    assert {word for word in listed.split() if word.startswith("photo_geolocator:")} == {
        f"photo_geolocator:{name}" for name in IDS
    }


def test_a_photo_headless(environment, photo, tmp_path):
    done = run(environment, "geolocatephoto", PHOTO=photo, HEATMAP=tmp_path / "heatmap.tif", AREA_BUDGETS="5000 90000")
    assert done.returncode == 0, done.stderr
    assert "PLACE:\tParis, France" in done.stdout
    assert (tmp_path / "heatmap.tif").is_file()
    assert not backends_of(tmp_path)


def test_a_failure_is_one_sentence_and_an_exit_code(environment, photo, tmp_path):
    done = run(environment, "geolocatephoto", PHOTO=tmp_path / "nowhere.jpg", HEATMAP=tmp_path / "heatmap.tif")
    assert done.returncode != 0
    assert "nowhere.jpg does not exist; choose another photo." in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_killed_run_goes_on_to_the_same_result(environment, contract_backend, photo, tmp_path):
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02} é.jpg").write_bytes(photo.read_bytes() + bytes([number]))
    (folder / "05 broken.jpg").write_bytes(b"")
    output, log = tmp_path / "photos.gpkg", tmp_path / "log"
    contract_backend(own_results=True, log=str(log))
    # Killed twice: while the first photos are on their way, and in the middle.
    for enough in (1, 6):
        process = subprocess.Popen(
            command("geolocatefolder", FOLDER=folder, OUTPUT=output),
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + LIMIT_S
        while len(sent(log)) < enough and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
        while backends_of(tmp_path) and time.monotonic() < deadline:
            time.sleep(0.05)  # the backend sees its parent go
        assert not backends_of(tmp_path)
    done_before = len([row for row in rows(output, "photos") if row["state"] == "done"])
    assert done_before < 12
    sent_before = len(sent(log))
    done = run(environment, "geolocatefolder", FOLDER=folder, OUTPUT=output)
    assert done.returncode == 0, done.stderr
    assert "PHOTOS_DONE:\t12" in done.stdout
    assert "PHOTOS_FAILED:\t1" in done.stdout
    assert len(sent(log)) - sent_before <= 13 - done_before, "what was done is not done again"
    undisturbed = tmp_path / "undisturbed.gpkg"
    assert run(environment, "geolocatefolder", FOLDER=folder, OUTPUT=undisturbed).returncode == 0
    assert everything(output) == everything(undisturbed)
    assert not list(Path(tmp_path).glob("*.part*"))
