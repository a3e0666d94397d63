"""Candidates are real programs: scripts that answer like a Python of that kind, and the system's own."""

import json
import sys
from pathlib import Path

import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin import interpreter
from photo_geolocator.plugin.interpreter import InterpreterSearch, candidates


@pytest.fixture
def python(tmp_path):
    """Make a program that answers what a Python of a kind would."""

    def python(name, version=(3, 12, 1), bits=64, venv=True, script=None):
        path = tmp_path / name
        answer = json.dumps({"version": version, "bits": bits, "venv": venv})
        path.write_text(script or f"#!/bin/sh\necho '{answer}'\n")
        path.chmod(0o755)
        return path

    return python


def outcome(qtbot, paths):
    search = InterpreterSearch(paths)
    seen = []
    search.found.connect(seen.append)
    search.failed.connect(lambda error: seen.append(str(error)))
    search.start()
    assert not seen
    qtbot.waitUntil(lambda: bool(seen), timeout=WAIT_MS)
    qtbot.wait(20)
    assert len(seen) == 1
    return seen[0]


def test_the_systems_python_is_found(qgis_app, qtbot):
    found = outcome(qtbot, candidates())
    assert found.version >= (3, 10)
    assert found.path.is_file()
    assert found.path != Path(sys.executable) or sys.platform == "linux"
    assert str(found.path) in found.label


def test_the_first_that_is_fit_is_taken(qgis_app, qtbot, python, tmp_path):
    found = outcome(
        qtbot,
        [
            tmp_path / "missing",
            tmp_path,
            python("old", (3, 9, 18)),
            python("crash", script="#!/bin/sh\nexit 9\n"),
            python("garbage", script="#!/bin/sh\necho '[1'\n"),
            python("none", script="no program"),
            python("small", bits=32),
            python("bare", venv=False),
            python("fit é", (3, 11, 4)),
            python("later"),
        ],
    )
    assert (found.path.name, found.version) == ("fit é", (3, 11, 4))


@pytest.mark.parametrize("debian", [True, False])
def test_a_python_without_venv_names_the_package(qgis_app, qtbot, python, tmp_path, monkeypatch, debian):
    (tmp_path / "debian_version").touch()
    monkeypatch.setattr(interpreter, "DEBIAN", tmp_path / ("debian_version" if debian else "none"))
    text = outcome(qtbot, [python("old", (3, 9, 18)), python("bare", (3, 11, 2), venv=False)])
    assert ("sudo apt install python3-venv" in text) == debian
    assert "Python 3.11" in text


def test_none_at_all(qgis_app, qtbot, python):
    text = outcome(qtbot, [python("old", (3, 9, 18)), python("older", (2, 7, 18))])
    assert text.startswith("No Python 3.10 or newer was found")
    assert outcome(qtbot, []) == text


def test_only_a_32_bit_one(qgis_app, qtbot, python):
    assert "32-bit" in outcome(qtbot, [python("small", bits=32)])


def test_the_persons_choice_that_is_no_python(qgis_app, qtbot, python):
    assert "does not run as a Python" in outcome(qtbot, [python("tool", script="#!/bin/sh\necho hello\n")])


def test_a_candidate_that_hangs_is_left(qgis_app, qtbot, python, monkeypatch):
    monkeypatch.setattr(interpreter, "PROBE_LIMIT_MS", 300)
    hanging = python("hanging", script="#!/bin/sh\nexec sleep 600\n")
    assert outcome(qtbot, [hanging, python("fit")]).path.name == "fit"


def test_stop_ends_it_without_a_signal(qgis_app, qtbot, python):
    search = InterpreterSearch([python("hanging", script="#!/bin/sh\nexec sleep 600\n")])
    search.start()
    qtbot.wait(100)
    with qtbot.assertNotEmitted(search.failed, wait=200), qtbot.assertNotEmitted(search.found):
        search.stop()


def test_qgis_itself_is_no_candidate_on_other_systems(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/Applications/QGIS.app/Contents/MacOS/QGIS")
    monkeypatch.setattr(sys, "base_prefix", "/Applications/QGIS.app/Contents/MacOS")
    monkeypatch.setenv("LOCALAPPDATA", r"C:\Users\me\AppData\Local")
    monkeypatch.setattr(interpreter.shutil, "which", lambda name: rf"C:\Users\me\WindowsApps\{name}.exe")
    for platform in ("darwin", "win32"):
        found = candidates(platform)
        assert found
        assert not any(path.name == "QGIS" or "WindowsApps" in str(path) for path in found)
        assert len(set(found)) == len(found)
    assert Path("/usr/bin/python3") not in candidates("darwin")
