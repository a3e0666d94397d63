"""A real QGIS without a window; the plugin is imported as `photo_geolocator`, as QGIS itself does.

pytest-qgis starts QGIS before this file is read: `QT_QPA_PLATFORM=offscreen` belongs to the command that runs
pytest.
"""

import atexit
import gc
import json
import os
import secrets
import shutil
import sys
import tempfile
import time
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import QObject, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QColor, QImage, QKeySequence
from qgis.PyQt.QtWidgets import QAbstractButton, QLabel, QWidget

REPOSITORY = Path(__file__).resolve().parents[2]
_scratch = Path(tempfile.mkdtemp(prefix="photo_geolocator_tests_"))
atexit.register(shutil.rmtree, _scratch, ignore_errors=True)
(_scratch / "photo_geolocator").symlink_to(REPOSITORY, target_is_directory=True)
sys.path[:0] = [str(_scratch), str(Path(__file__).parent)]
os.environ.pop("PHOTO_GEOLOCATOR_BACKEND_PYTHON", None)

WAIT_MS = 20_000


@pytest.fixture(autouse=True, scope="session")
def nothing_outlives_qgis(qgis_app):
    """Layers that tests left in cycles go before QGIS ends: after it there is no GDAL to close them with."""
    yield
    gc.collect()


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """The folder of a made-up result."""
    from sample import write_sample

    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder)
    return folder


@pytest.fixture
def server(sample):
    """A contract server, to be told how to misbehave."""
    from contract_server import ContractServer

    with ContractServer(sample, secrets.token_urlsafe(32)) as running:
        yield running


@pytest.fixture
def photo(tmp_path):
    """A photo with a name that is not ASCII."""
    path = tmp_path / "Foto é 1.JPG"
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("#6090c0"))
    assert image.save(str(path), "JPG")
    return path


class ReadyBackend(QObject):
    """Stands in for `BackendProcess`: ready at once, at the address of a contract server."""

    ready = pyqtSignal(str, str)
    failed = pyqtSignal(object)
    died = pyqtSignal(object)

    def __init__(self, server):
        super().__init__()
        self.server = server
        self.is_ready = False
        self.starts = self.stops = 0
        self.failure = None
        self.holds = False

    def ensure(self):
        if not self.holds:
            QTimer.singleShot(0, self._answer)

    def _answer(self):
        if self.failure is not None:
            self.failed.emit(self.failure)
            return
        if not self.is_ready:
            self.starts += 1
            self.is_ready = True
        self.ready.emit(self.server.url, self.server.token)

    def die(self, error):
        self.is_ready = False
        self.died.emit(error)

    def stop(self):
        self.stops += 1
        self.is_ready = False

    def retire(self):
        self.stop()


@pytest.fixture
def backend(server):
    return ReadyBackend(server)


@pytest.fixture
def geolocator(qgis_app, backend):
    from photo_geolocator.plugin.geolocation import Geolocator

    one = Geolocator(backend)
    yield one
    one.shut_down()


@pytest.fixture
def queue(qgis_app, backend):
    from photo_geolocator.plugin.photo_queue import PhotoQueue

    one = PhotoQueue(backend)
    yield one
    one.shut_down()


@pytest.fixture
def language(qgis_app):
    """Set QGIS's language as its options do; returns a function."""
    from qgis.core import QgsApplication, QgsSettings

    settings = QgsSettings()
    before = {key: settings.value(key) for key in ("locale/overrideFlag", "locale/userLocale")}

    def choose(name):
        settings.setValue("locale/overrideFlag", True)
        settings.setValue("locale/userLocale", name)
        assert QgsApplication.locale() == name

    yield choose
    for key, value in before.items():
        settings.setValue(key, value) if value is not None else settings.remove(key)


@pytest.fixture
def data_folder(tmp_path, monkeypatch):
    """Keep what a test keeps out of the profile."""
    from photo_geolocator.plugin import settings

    folder = tmp_path / "data"
    monkeypatch.setattr(settings, "data_folder", lambda: folder)
    return folder


@pytest.fixture
def geolocated(sample, tmp_path):
    """A result on disk, as `Geolocator` hands it over."""
    import json

    from photo_geolocator.plugin.geolocation import Geolocated
    from photo_geolocator.plugin.result import Result

    folder = tmp_path / "result"
    shutil.copytree(sample, folder)
    result = Result.from_json(json.loads((folder / "result.json").read_text(encoding="utf-8")))
    return Geolocated(tmp_path / "photo.jpg", folder, result)


@pytest.fixture
def contract_backend(tmp_path, sample, monkeypatch):
    """Let the plugin's real process run a contract server; returns a function that sets its attributes."""
    from photo_geolocator.plugin import settings

    script = tmp_path / "python"
    server = Path(__file__).with_name("contract_server.py")
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{server}" "{sample}"\n')
    script.chmod(0o755)
    monkeypatch.setenv(settings.BACKEND_PYTHON_VARIABLE, str(script))

    def configure(**attributes):
        monkeypatch.setenv("CONTRACT_SERVER", json.dumps(attributes))

    configure(own_results=True)
    return configure


@pytest.fixture
def algorithms(qgis_processing, qgis_new_project):
    """The plugin's algorithms in Processing, as `initProcessing` adds them; returns `processing.run`."""
    import processing
    from photo_geolocator.plugin.processing.provider import PhotoGeolocatorProvider
    from qgis.core import QgsApplication

    provider = PhotoGeolocatorProvider()
    registry = QgsApplication.processingRegistry()
    registry.addProvider(provider)
    yield processing.run
    registry.removeProvider(provider)


def mnemonics(widget):
    """Return the keys that Alt makes of labels and buttons shown in `widget`, each with the widget it leads to."""
    keys = []
    for one in widget.findChildren(QWidget):
        if isinstance(one, (QLabel, QAbstractButton)) and one.isVisibleTo(widget):
            led_to = one.buddy() if isinstance(one, QLabel) else one
            key = QKeySequence.mnemonic(one.text()).toString()
            if key and led_to is not None:
                keys.append((key, led_to))
    return keys


class Watchdog:
    """Measures how long the event loop lets a timer of 10 ms wait, in ms beyond those.

    Other programs make it wait too: `work` is what this thread itself computed between two ticks, in ms.
    """

    def __init__(self):
        self.gaps, self.work = [], []
        self._last = self._worked = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(10)
        self._timer.timeout.connect(self._note)

    def __enter__(self):
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer.start()
        return self

    def __exit__(self, *_):
        self._timer.stop()

    def _note(self):
        now, worked = time.perf_counter(), time.thread_time()
        self.gaps.append(1000 * (now - self._last) - 10)
        self.work.append(1000 * (worked - self._worked))
        self._last, self._worked = now, worked

    def __str__(self):
        longest, most = (sorted(map(round, values), reverse=True)[:5] for values in (self.gaps, self.work))
        return f"longest waits of the event loop {longest} ms, most work between two ticks {most} ms"


@pytest.fixture
def watchdog(qgis_app):
    return Watchdog
