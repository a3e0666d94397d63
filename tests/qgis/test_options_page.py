import os
import sys
from collections import Counter

import pytest
from conftest import mnemonics
from photo_geolocator.plugin import settings
from photo_geolocator.plugin.environment import CPU, Environment, environment_folder, interpreter_of
from photo_geolocator.plugin.gui import options_page
from photo_geolocator.plugin.gui.options_page import OptionsFactory, OptionsPage
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLineEdit, QMessageBox


@pytest.fixture
def page(qgis_app, tmp_path, monkeypatch):
    monkeypatch.delenv(settings.BACKEND_PYTHON_VARIABLE, raising=False)
    settings.set_data_folder(str(tmp_path / "data"))
    one = OptionsPage()
    yield one
    one.deleteLater()
    QgsSettings().remove(settings.PREFIX)


def environment(version, requirements):
    folder = environment_folder(settings.data_folder())
    interpreter_of(folder).parent.mkdir(parents=True, exist_ok=True)
    interpreter_of(folder).touch()
    Environment(folder, version, requirements, "cpu", "3.12.1").write()
    return folder


def test_the_state_and_what_can_be_done(page):
    assert (page.state.text(), page.set_up.text()) == ("It is not set up.", "&Set up …")
    folder = environment("0.1.0", CPU.sha256)
    page.show_state()
    assert page.state.text().startswith("Ready: Python 3.12.1, CPU")
    assert page.set_up.text() == "&Repair …"
    environment("0.1.0", "another")
    page.show_state()
    assert page.state.text().startswith("It is out of date")
    assert page.set_up.text() == "&Update …"
    interpreter_of(folder).unlink()
    page.show_state()
    assert page.state.text().startswith("It is damaged")
    page.show_state("It is being set up …")
    assert not page.set_up.isEnabled() and not page.remove.isEnabled()


@pytest.mark.parametrize("state", ["missing", "outdated", "damaged"])
def test_each_key_leads_to_one_thing(page, state):
    if state != "missing":
        folder = environment("0.1.0", "another")
        if state == "damaged":
            interpreter_of(folder).unlink()
    page.show_state()
    keys = mnemonics(page)
    assert all(count == 1 for count in Counter(key for key, _ in keys).values()), keys
    led_to = [widget for _, widget in keys]
    for widget in (
        page.provider,
        page.interpreter.lineEdit(),
        page.folder.lineEdit(),
        page.bundle.lineEdit(),
        page.url,
        page.token,
        page.insecure,
        page.cache,
        page.history,
        page.set_up,
        page.remove,
        page.bundles,
        page.delete_history,
        page.diagnostics,
    ):
        assert widget in led_to and widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def test_everything_is_kept(page, qtbot, tmp_path):
    page.provider.setCurrentIndex(2)
    page.interpreter.setFilePath(sys.executable)
    page.folder.setFilePath(str(tmp_path / "elsewhere"))
    page.bundle.setFilePath("geoclip")
    page.url.setText(" https://maps.example.org:8443/ ")
    page.token.setText("secret")
    page.cache.setValue(1024)
    page.history.setChecked(False)
    with qtbot.waitSignal(page.backend_changed, timeout=1000):
        page.apply()
    assert settings.provider() == "cuda"
    assert str(settings.backend_python()) == sys.executable
    assert settings.data_folder() == tmp_path / "elsewhere"
    assert settings.bundle() == "geoclip"
    assert settings.remote_url() == "https://maps.example.org:8443"
    assert settings.remote_token() == "secret"
    assert settings.cache_mb() == 1024
    assert not settings.keep_history()
    other = OptionsPage()
    assert other.provider.currentIndex() == 2
    assert other.token.text() == "secret" and not other.history.isChecked()
    with qtbot.assertNotEmitted(other.backend_changed):
        other.apply()  # nothing changed: the backend goes on


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("interpreter", "/", "This is a folder"),
        ("interpreter", "/nowhere/python", "There is no such file."),
        ("interpreter", "python3", "Give the whole path"),
        ("interpreter", "/" + "x" * 5000, "There is no such file."),
        ("folder", "rel dir", "Give the whole path"),
        ("folder", sys.executable, "is a file: choose a folder."),
        ("folder", f"{sys.executable}/data", "is a file: choose a folder."),
        ("folder", "/" + "x" * 5000, "choose another one"),
        ("url", "127.0.0.1:8443", "This is no address of a backend"),
    ],
)
def test_what_can_not_be_is_said_and_not_kept(page, tmp_path, monkeypatch, field, value, words):
    monkeypatch.chdir(tmp_path)
    widget = getattr(page, field)
    (widget.setText if field == "url" else widget.setFilePath)(value)
    said = {"interpreter": "interpreter_problem", "folder": "folder_problem", "url": "remote_note"}[field]
    line = getattr(page, said)
    assert words in line.text() and line.isVisibleTo(page)
    page.cache.setValue(77)
    assert not page.isValid()
    page.apply()
    assert settings.own_backend_python() == "" and settings.remote_url() == ""
    assert settings.data_folder() == tmp_path / "data"
    assert settings.cache_mb() == 77, "the rest is kept"
    assert page.isValid() and list(tmp_path.iterdir()) == []


def test_a_data_folder_that_can_not_be_written_to(page, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: path != tmp_path)
    page.folder.setFilePath(str(tmp_path / "new" / "data"))
    assert page.folder_problem.text().startswith("Nothing can be written there") and not page.isValid()


def test_what_was_wrong_before_stands_in_nobodys_way(page):
    """QGIS refuses to close its options while a page is not valid."""
    settings.set_backend_python("/gone/python")
    page.load()
    assert page.interpreter_problem.text() == "There is no such file."
    assert page.isValid()
    page.interpreter.setFilePath("")
    assert page.interpreter_problem.isHidden() and page.isValid()


def test_cancel_keeps_nothing(page):
    page.url.setText("https://maps.example.org")
    page.history.setChecked(False)
    assert settings.remote_url() == "" and settings.keep_history()


def test_what_was_set_meanwhile_is_not_set_back(page, tmp_path):
    """The dialogs behind the buttons choose too, while the page shows what was."""
    settings.set_provider("cuda")
    settings.set_bundle("geoclip")
    page.load()
    settings.set_data_folder(str(tmp_path / "chosen in the set-up"))
    settings.set_provider("auto")
    settings.set_bundle("")  # removed
    page.history.setChecked(False)
    page.apply()
    assert settings.data_folder() == tmp_path / "chosen in the set-up"
    assert settings.provider() == "auto"
    assert settings.bundle() == ""
    assert not settings.keep_history()


def test_the_default_data_folder_is_not_written_down(qgis_app):
    page = OptionsPage()
    page.apply()
    assert QgsSettings().value(settings.PREFIX + "data_folder", "") == ""


def test_the_token_is_masked(page):
    assert page.token.echoMode() == QLineEdit.EchoMode.Password


def test_http_by_explicit_choice(page):
    assert page.remote_note.text() == "Photos stay on this computer."
    assert not page.token.isEnabled() and not page.insecure.isEnabled()
    page.url.setText("https://maps.example.org")
    assert "encrypted" in page.remote_note.text() and not page.insecure.isEnabled()
    page.url.setText("http://maps.example.org")
    assert "will be refused" in page.remote_note.text() and page.insecure.isEnabled()
    page.insecure.setChecked(True)
    assert "can see them" in page.remote_note.text()
    page.apply()
    assert settings.remote_insecure()


@pytest.mark.parametrize("url", ["127.0.0.1:8443", "ftp://x.example", "https://", "https://me:pw@there.example", "x"])
def test_nothing_is_promised_of_an_address_that_is_none(page, url):
    page.url.setText(url)
    assert page.remote_note.text() == "This is no address of a backend: write https://host:port."
    assert not page.insecure.isEnabled()


def test_http_to_this_machine_needs_no_tick(page):
    page.url.setText("http://127.0.0.1:8080")
    assert "your own computer" in page.remote_note.text() and not page.insecure.isEnabled()


@pytest.mark.parametrize("bundles", [True, False])
def test_remove_everything_asks_first(page, qtbot, monkeypatch, bundles):
    def agree(box):
        box.checkBox().setChecked(bundles)
        return QMessageBox.StandardButton.Yes

    monkeypatch.setattr(options_page.QMessageBox, "exec", agree)
    with qtbot.waitSignal(page.removal_wanted, timeout=1000) as wanted:
        page.remove.click()
    assert wanted.args[0].bundles == bundles and wanted.args[0].cache and wanted.args[0].history
    monkeypatch.setattr(options_page.QMessageBox, "exec", lambda box: QMessageBox.StandardButton.Cancel)
    with qtbot.assertNotEmitted(page.removal_wanted):
        page.remove.click()


def test_buttons_tell_what_is_wanted(page, qtbot, monkeypatch):
    for button, wanted in (
        (page.set_up, page.set_up_wanted),
        (page.bundles, page.bundles_wanted),
        (page.diagnostics, page.diagnostics_wanted),
    ):
        with qtbot.waitSignal(wanted, timeout=1000):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    monkeypatch.setattr(options_page.QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    with qtbot.waitSignal(page.history_removal_wanted, timeout=1000):
        page.delete_history.click()


def test_the_factory_makes_the_page(qgis_app):
    made = []
    factory = OptionsFactory(made.append)
    page = factory.createWidget(None)
    assert made == [page]
    assert not factory.icon().isNull() and factory.title() == "Photo Geolocator"
