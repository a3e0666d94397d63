"""The dialog drives a real installer; environments come from tiny wheels."""

from pathlib import Path

import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin import environment, gpu, installer, settings
from photo_geolocator.plugin.environment import CPU, CUDA, Plan, State, state_of
from photo_geolocator.plugin.errors import SetUpError
from photo_geolocator.plugin.gui import setup_dialog
from photo_geolocator.plugin.gui.setup_dialog import SetUpDialog
from photo_geolocator.plugin.installer import Installer
from qgis.core import QgsSettings
from wheelhouse import make_plugin, make_quick_python, make_wheel

LONG_MS = 6 * WAIT_MS


@pytest.fixture(scope="session")
def python(tmp_path_factory):
    return make_quick_python(tmp_path_factory.mktemp("python"))


@pytest.fixture
def dialog(python, qgis_app, tmp_path, monkeypatch, qtbot):
    root = make_plugin(tmp_path / "root")
    for module in (environment, installer):
        monkeypatch.setattr(module, "PLUGIN_ROOT", root)
    make_wheel(tmp_path / "wheels")
    monkeypatch.setattr(setup_dialog, "CPU", Plan("cpu", "requirements.txt", 1, 1))
    monkeypatch.setattr(environment, "PLANS", {"cpu": setup_dialog.CPU})
    settings.set_data_folder(str(tmp_path / "data"))
    settings.set_wheel_folder(str(tmp_path / "wheels"))
    settings.set_base_python(str(python))
    one = SetUpDialog(Installer())
    one.show()
    yield one
    one._installer.abandon()
    one.close()
    one.deleteLater()
    QgsSettings().remove(settings.PREFIX)


def ready(dialog, qtbot):
    qtbot.waitUntil(dialog.start.isEnabled, timeout=WAIT_MS)


def test_the_consent_says_what_where_from_how_large_and_where_to(dialog, qtbot, tmp_path):
    assert not settings.consent()
    assert not dialog.isModal()
    assert "tiny_geo" in dialog.what.text()
    assert dialog.offline.isChecked() and dialog.wheels.filePath() == str(tmp_path / "wheels")
    assert dialog.size.text() == "about 1 MB on the disk"
    dialog.online.setChecked(True)
    assert dialog.size.text() == "about 1 MB to download, about 1 MB on the disk"
    assert dialog.folder.filePath() == str(tmp_path / "data")
    assert not dialog.start.isEnabled()  # until a Python was found
    ready(dialog, qtbot)
    assert dialog.python.text().startswith("Python 3.")
    assert not (tmp_path / "data").exists()  # nothing happens without the consent
    assert dialog.consent.isVisible() and not dialog.stop.isVisible()


def test_agreed_and_set_up(dialog, qtbot, tmp_path):
    ready(dialog, qtbot)
    with qtbot.waitSignal(dialog.ended, timeout=LONG_MS):
        dialog.start.click()
        assert settings.consent()
        assert dialog.stop.isVisible() and dialog.progress.isVisible() and not dialog.start.isVisible()
        qtbot.waitUntil(lambda: dialog.progress.value() > 0, timeout=LONG_MS)
        assert dialog.stage.text()
        dialog.close()  # the set-up goes on
        assert dialog._installer.is_busy
    assert state_of(tmp_path / "data") is State.READY
    assert dialog.headline.text() == "The backend is set up"
    assert str(tmp_path / "data") in dialog.hint.text()


def test_cancel_and_back(dialog, qtbot, tmp_path):
    ready(dialog, qtbot)
    dialog.start.click()
    qtbot.waitUntil(lambda: "Making" in dialog.stage.text(), timeout=WAIT_MS)
    dialog.stop.click()
    assert not dialog.stop.isEnabled()
    qtbot.waitUntil(lambda: dialog.headline.text() == "The set-up was cancelled", timeout=WAIT_MS)
    assert list((tmp_path / "data").iterdir()) == []
    dialog.again.click()
    assert dialog.consent.isVisible() and dialog.start.isVisible()


def test_a_failure_comes_with_what_to_do_and_diagnostics(dialog, qtbot, tmp_path):
    ready(dialog, qtbot)
    dialog.wheels.setFilePath(str(tmp_path / "none"))
    dialog.start.click()
    dialog.close()
    qtbot.waitUntil(lambda: bool(dialog.message.text()), timeout=WAIT_MS)
    assert dialog.isVisible()  # a failure is not told to a closed window
    assert "folder of wheels" in dialog.message.text() and "choose another" in dialog.message.text()
    with qtbot.waitSignal(dialog.diagnostics_wanted, timeout=WAIT_MS):
        dialog.diagnostics.click()
    dialog.again.click()
    assert dialog.wheels.filePath() == str(tmp_path / "none")


def test_offline_without_a_folder(dialog, qtbot):
    ready(dialog, qtbot)
    dialog.wheels.setFilePath("")
    dialog.start.click()
    assert "Choose the folder of wheels" in dialog.message.text()
    assert not settings.consent() and not dialog._installer.is_busy


def test_another_folder_is_remembered(dialog, qtbot, tmp_path):
    ready(dialog, qtbot)
    dialog.folder.setFilePath(str(tmp_path / "elsewhere"))
    dialog.start.click()
    assert settings.data_folder() == tmp_path / "elsewhere"


def test_no_python_leaves_the_choice(dialog, qtbot, tmp_path, monkeypatch):
    ready(dialog, qtbot)
    (tmp_path / "tool").write_text("#!/bin/sh\necho hello\n")
    (tmp_path / "tool").chmod(0o755)
    monkeypatch.setattr(setup_dialog.QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "tool"), ""))
    dialog.choose_python.click()
    qtbot.waitUntil(lambda: "does not run as a Python" in dialog.python.text(), timeout=WAIT_MS)
    assert not dialog.start.isEnabled()
    monkeypatch.setattr(setup_dialog.QFileDialog, "getOpenFileName", lambda *_: ("/usr/bin/python3", ""))
    dialog.choose_python.click()
    ready(dialog, qtbot)
    assert settings.base_python() == "/usr/bin/python3"


@pytest.mark.parametrize(("driver", "provider", "cuda"), [(True, "auto", True), (False, "auto", False),
                                                         (True, "cpu", False), (False, "cuda", True)])  # fmt: skip
def test_cuda_is_proposed_by_looking_and_can_be_changed(dialog, monkeypatch, driver, provider, cuda):
    monkeypatch.setattr(setup_dialog, "has_nvidia_driver", lambda: driver)
    settings.set_provider(provider)
    dialog.show_consent()
    assert dialog.cuda.isChecked() == cuda
    assert dialog.plan() is (CUDA if cuda else setup_dialog.CPU)
    (dialog.cpu if cuda else dialog.cuda).setChecked(True)
    assert dialog.plan() is (setup_dialog.CPU if cuda else CUDA)


def test_a_cpu_environment_does_not_insist_on_cuda(dialog, qtbot):
    settings.set_provider("cuda")
    ready(dialog, qtbot)
    dialog.cpu.setChecked(True)
    dialog.start.click()
    assert settings.provider() == "auto"


def test_the_driver_is_looked_up_by_its_files(monkeypatch, tmp_path):
    monkeypatch.setattr(gpu, "LINUX_DRIVER", tmp_path / "version")
    monkeypatch.setattr(gpu, "LINUX_LIBRARIES", ())
    assert not gpu.has_nvidia_driver("linux")
    (tmp_path / "version").touch()
    assert gpu.has_nvidia_driver("linux")
    assert not gpu.has_nvidia_driver("darwin")
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path))
    assert not gpu.has_nvidia_driver("win32")
    (tmp_path / "System32").mkdir()
    (tmp_path / "System32" / "nvcuda.dll").touch()
    assert gpu.has_nvidia_driver("win32")


def test_texts_fit_into_the_dialog(dialog, qtbot):
    """A wrapped text asks for no room by itself: the dialog has to make it."""
    ready(dialog, qtbot)
    dialog._on_no_python(SetUpError("A long sentence on what is missing and what can be done about it. " * 6))
    qtbot.wait(50)
    for label in (dialog.what, dialog.size, dialog.python):
        assert label.height() >= label.heightForWidth(label.width())
    for widget in (dialog.online, dialog.offline, dialog.wheels, dialog.cpu, dialog.cuda):
        assert widget.height() >= widget.minimumSizeHint().height()


def test_the_shipped_plan_is_what_is_proposed():
    assert setup_dialog.CPU is CPU
    assert Path(CPU.requirements).is_file() and Path(CUDA.requirements).is_file()
