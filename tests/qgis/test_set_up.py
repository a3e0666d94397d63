"""Set-up in QGIS: who is asked when, who stops the backend, what the page shows meanwhile."""

import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin import settings
from photo_geolocator.plugin.backend_process import BackendProcess
from photo_geolocator.plugin.environment import CPU, Environment
from photo_geolocator.plugin.errors import BackendMissing, BackendStartError
from photo_geolocator.plugin.gui.set_up import SetUp
from photo_geolocator.plugin.installer import Order, SetUpDone
from photo_geolocator.plugin.interpreter import Interpreter
from photo_geolocator.plugin.result import BundleInfo
from photo_geolocator.plugin.uninstaller import Choice
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QProcess
from qgis.PyQt.QtWidgets import QApplication


@pytest.fixture
def registered(monkeypatch, qgis_iface):
    """The factories that are registered with QGIS; the bar's messages are taken too."""
    factories = []
    monkeypatch.setattr(qgis_iface, "registerOptionsWidgetFactory", factories.append, raising=False)
    monkeypatch.setattr(qgis_iface, "unregisterOptionsWidgetFactory", factories.remove, raising=False)
    return factories


@pytest.fixture
def set_up(qgis_iface, registered, tmp_path, monkeypatch):
    monkeypatch.setenv("PHOTO_GEOLOCATOR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PHOTO_GEOLOCATOR_DATA", str(tmp_path / "shared"))
    monkeypatch.setenv(settings.BACKEND_PYTHON_VARIABLE, str(tmp_path / "none" / "python"))
    settings.set_data_folder(str(tmp_path / "data"))
    backend = BackendProcess()
    one = SetUp(qgis_iface, backend)
    one.register()
    yield one
    one.unregister()
    backend.stop()
    QgsSettings().remove(settings.PREFIX)


def test_both_ends_may_be_called_again(set_up, registered):
    set_up.register()
    assert len(registered) == 1
    set_up.unregister()
    set_up.unregister()
    assert registered == []
    set_up.register()
    assert len(registered) == 1


def test_a_missing_backend_asks_once(set_up, qtbot):
    backend = set_up._backend
    with qtbot.waitSignal(backend.failed, timeout=WAIT_MS) as failure:
        backend.ensure()
    assert isinstance(failure.args[0], BackendMissing)
    assert set_up._dialog.isVisible() and set_up._dialog.consent.isVisible()
    set_up._dialog.leave.click()  # not now
    with qtbot.waitSignal(backend.failed, timeout=WAIT_MS):
        backend.ensure()
    assert not set_up._dialog.isVisible()
    set_up.show_set_up()
    assert set_up._dialog.isVisible()


def test_other_failures_do_not_ask(set_up):
    set_up._backend.failed.emit(BackendStartError("trunk.onnx is altered."))
    assert set_up._dialog is None


def test_the_page_reaches_everything(set_up, registered, monkeypatch, qtbot):
    page = registered[0].createWidget(None)
    page.set_up_wanted.emit()
    assert set_up._dialog.isVisible()
    page.bundles_wanted.emit()
    assert set_up._bundles.isVisible()
    qtbot.waitUntil(lambda: "set it up first" in set_up._bundles.message.text(), timeout=WAIT_MS)
    settings.set_bundle("geoclip")
    set_up._bundles.switched.emit()
    assert page.bundle.filePath() == "geoclip"
    retired = []
    monkeypatch.setattr(set_up._backend, "retire", lambda: retired.append(True), raising=False)
    set_up._on_switched()
    assert retired == [True]


def test_diagnostics_go_to_the_clipboard(set_up):
    set_up.remember(BundleInfo("starter", "1.2.0", "Starter", "CPUExecutionProvider"))
    set_up._backend.failed.emit(BackendStartError("/home/me/x.onnx is altered; install it again."))
    set_up.copy_diagnostics()
    text = QApplication.clipboard().text()
    assert "bundle starter 1.2.0 on CPUExecutionProvider" in text
    assert "Last problem: <path> is altered" in text


def test_diagnostics_hold_the_last_words_of_a_set_up_that_failed(set_up, qtbot, tmp_path):
    python = tmp_path / "python3"
    python.write_text("#!/bin/sh\necho 'ERROR: ~/case 7/x y.whl is odd, http://me:pw@10.0.0.1/' >&2; exit 1\n")
    python.chmod(0o755)
    with qtbot.waitSignal(set_up.installer.failed, timeout=WAIT_MS):
        set_up.installer.install(Order(CPU, Interpreter(python, (3, 12, 0)), settings.data_folder(), tmp_path))
    set_up.copy_diagnostics()
    assert "\n  ERROR: <path> is odd, <address>\n" in QApplication.clipboard().text()


def test_a_set_up_ends_the_problem_that_led_to_it(set_up):
    set_up._backend.failed.emit(BackendMissing("The backend is not set up yet."))
    set_up.installer.cancelled.emit()
    set_up.copy_diagnostics()
    assert "Last problem: The backend is not set up yet." in QApplication.clipboard().text()
    set_up.installer.finished.emit(SetUpDone(Environment(settings.data_folder(), "0.1.0", "", "cpu", "3.12.1")))
    set_up.copy_diagnostics()
    assert "Last problem" not in QApplication.clipboard().text()


def test_removal_stops_the_backend_and_tells(set_up, registered, qtbot, tmp_path):
    page = registered[0].createWidget(None)
    history = settings.history_folder()
    history.mkdir(parents=True)
    (history / "1.json").touch()
    settings.set_bundle("geoclip")
    with qtbot.waitSignal(set_up.history_deleted, timeout=WAIT_MS):
        page.removal_wanted.emit(Choice(bundles=True))
        assert page.state.text() == "It is being removed …" and not page.set_up.isEnabled()
    assert not history.exists()
    assert settings.bundle() == ""
    assert page.state.text() == "It is not set up." and page.set_up.isEnabled()
    assert set_up._backend.findChildren(QProcess) == []


def test_the_history_alone(set_up, qtbot):
    history = settings.history_folder()
    history.mkdir(parents=True)
    (history / "1.json").touch()
    with qtbot.waitSignal(set_up.history_deleted, timeout=WAIT_MS):
        set_up.delete_history()
    assert not history.exists()


def test_what_a_killed_set_up_left_is_swept_at_the_next_start(set_up, qtbot):
    set_up.unregister()
    left = settings.data_folder() / ".building-1" / "lib"
    left.mkdir(parents=True)
    set_up.register()
    qtbot.waitUntil(lambda: not left.exists(), timeout=WAIT_MS)


def test_unregister_in_mid_set_up(set_up, qtbot):
    set_up.show_set_up()
    qtbot.waitUntil(set_up._dialog.start.isEnabled, timeout=WAIT_MS)
    set_up._dialog.start.click()
    assert set_up.installer.is_busy
    set_up.unregister()
    assert not set_up.installer.is_busy
