"""The set-up as a person meets it: the real packages from the package index, then a photo through the backend.

Takes minutes and some 900 MB of disk, so `make test` leaves it out. Run it in a real QGIS:
`QT_QPA_PLATFORM=offscreen .venv/qgis/bin/python -m pytest -s tests/long/test_set_up.py`.
"""

import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("qgis.core", reason="needs the environment of the QGIS tests")
sys.path.insert(0, str(Path(__file__).parents[1] / "qgis"))
from conftest import *  # noqa: F403 the fixtures of the QGIS tests

LONG_MS = 30 * 60 * 1000


def size_mb(folder):
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


@pytest.mark.parametrize("kind", ["cpu"])
def test_the_real_packages_and_a_photo(qgis_app, qtbot, photo, tmp_path, monkeypatch, kind):
    from photo_geolocator.plugin import settings
    from photo_geolocator.plugin.backend_process import BackendProcess
    from photo_geolocator.plugin.client import Submission
    from photo_geolocator.plugin.environment import PLANS, State, find_environment, state_of
    from photo_geolocator.plugin.geolocation import Geolocator
    from photo_geolocator.plugin.installer import Installer, Order
    from photo_geolocator.plugin.interpreter import InterpreterSearch, candidates

    monkeypatch.setenv("PHOTO_GEOLOCATOR_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv(settings.BACKEND_PYTHON_VARIABLE, raising=False)
    monkeypatch.setattr(settings, "data_folder", lambda: tmp_path / "data")  # whatever else uses QGIS's settings now
    search, installer, shown = InterpreterSearch(candidates()), Installer(), []
    with qtbot.waitSignal(search.found, timeout=60_000) as found:
        search.start()
    print(f"\nmade with {found.args[0].label}")
    installer.progressed.connect(lambda text, share: shown.append((text, share)))
    installer.failed.connect(lambda error: print(f"failed: {error}"))
    begin = time.perf_counter()
    with qtbot.waitSignal(installer.finished, timeout=LONG_MS) as done:
        installer.install(Order(PLANS[kind], found.args[0], settings.data_folder()))
    made = done.args[0].environment
    print(f"set up in {time.perf_counter() - begin:.0f} s, {size_mb(made.folder):.0f} MB, note: {done.args[0].note!r}")
    for text, share in shown:
        print(f"  {share:5.1%} {text}")
    assert state_of(settings.data_folder()) is State.READY
    assert find_environment(settings.data_folder()) == made
    assert [path.name for path in settings.data_folder().iterdir()] == [made.folder.name]
    assert size_mb(made.folder) < PLANS[kind].disk_mb
    backend = BackendProcess()
    geolocator = Geolocator(backend)
    try:
        with qtbot.waitSignal(geolocator.finished, timeout=120_000) as finished:
            geolocator.geolocate(Submission(photo))
        result = finished.args[0].result
        print(f"{result.best_point.place} on {result.provider}")
        assert settings.backend_python() == made.interpreter
        assert finished.args[0].heatmap.is_file()
    finally:
        geolocator.shut_down()
