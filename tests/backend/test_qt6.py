"""The look-up in PyQt6: what Qt 6 dropped is found, and the plugin names none of it."""

import importlib.util
from pathlib import Path

import pytest

pytest.importorskip("PyQt6", reason="make's test environment has the lint group")
REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def qt6():
    spec = importlib.util.spec_from_file_location("qt6", REPOSITORY / ".ci" / "qt6.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_plugin_names_nothing_that_qt_6_lacks(qt6, capsys):
    assert qt6.main() == 0
    assert "Qt 6 has every name" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("from qgis.PyQt.QtCore import Qt\nQt.AlignLeft", "PyQt6 has no Qt.AlignLeft"),
        ("from qgis.PyQt.QtCore import Qt\nQt.AlignmentFlag.AlignNowhere", "no Qt.AlignmentFlag.AlignNowhere"),
        ("from qgis.PyQt.QtCore import QRegExp", "PyQt6 has no QtCore.QRegExp"),
        ("from qgis.PyQt.QtWidgets import QAction", "PyQt6 has no QtWidgets.QAction"),
        ("from qgis.PyQt.QtWidgets import QDesktopWidget as Screen\nScreen()", "no QtWidgets.QDesktopWidget"),
        ("from qgis.PyQt.QtGui import QPalette\nQPalette.Background", "no QPalette.Background"),
    ],
)
def test_what_qt_6_dropped_is_found(qt6, tmp_path, source, what):
    folder = tmp_path / "plugin"
    folder.mkdir()
    (folder / "a.py").write_text(source, encoding="utf-8")
    found = list(qt6.findings(folder))
    assert any(what in one and one.startswith("plugin/a.py:") for one in found)


def test_what_qt_6_has_is_let_through(qt6, tmp_path):
    folder = tmp_path / "plugin"
    folder.mkdir()
    lines = [
        "from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal, qVersion",
        "from qgis.PyQt.QtGui import QAction",
        "from qgis.PyQt.QtWidgets import QDialog, QSlider",
        "Qt.AlignmentFlag.AlignLeft, QSlider.TickPosition.TicksBelow",
        "QDialog.setWindowTitle, QSlider.sizeHint  # of a parent class",
        "QObject().anything",
    ]
    (folder / "a.py").write_text("\n".join(lines), encoding="utf-8")
    (folder / "compat.py").write_text("from qgis.PyQt.QtWidgets import QAction", encoding="utf-8")
    assert not list(qt6.findings(folder))


def test_without_pyqt6_one_sentence_says_so(qt6, monkeypatch, capsys):
    qt6.contents.cache_clear()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert qt6.main() == 1
    assert capsys.readouterr().err.strip() == "error: PyQt6 is missing; `make lint` installs it."
