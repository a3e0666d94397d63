"""Folders for what is in the making: in use they stay, left by a killed QGIS they go."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY, WAIT_MS
from photo_geolocator.plugin import scratch
from photo_geolocator.plugin.whole_files import copy_whole, put_in_place
from qgis.core import QgsProcessingUtils

OTHER = """
import sys, time
from pathlib import Path
sys.path.insert(0, {path!r})
from photo_geolocator.plugin import scratch
lock = scratch.take_lock(Path({lock!r}))
print("held" if lock else "not held", flush=True)
time.sleep(600)
"""


@pytest.fixture
def holder(tmp_path):
    """Let another process hold a lock; returns a function that gives the process."""
    (tmp_path / "path").mkdir()
    (tmp_path / "path" / "photo_geolocator").symlink_to(REPOSITORY, target_is_directory=True)
    running = []

    def hold(lock):
        code = OTHER.format(path=str(tmp_path / "path"), lock=str(lock))
        process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stdout.readline() == "held\n"
        return process

    yield hold
    for process in running:
        process.kill()
        process.communicate()


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.wait()


def test_a_folder_beside_goes_with_its_lock(tmp_path):
    with scratch.folder_beside(tmp_path) as folder:
        assert folder.parent == tmp_path and folder.name.startswith(".")
        (folder / "file").touch()
        with scratch.folder_beside(tmp_path) as other:
            assert other != folder
        assert (folder / "file").exists(), "it is in use"
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_beside_goes_with_the_next(tmp_path, holder):
    parent = tmp_path / "results"
    left = parent / ".photo-geolocator-left"
    left.mkdir(parents=True)
    (left / "photos.gpkg").touch()
    process = holder(parent / ".photo-geolocator-left.lock")
    with scratch.folder_beside(parent):
        assert (left / "photos.gpkg").exists(), "its process lives"
    kill(process)
    with scratch.folder_beside(parent) as folder:
        assert {path for path in parent.iterdir() if path.is_dir()} == {folder}
    assert list(parent.iterdir()) == []


@pytest.mark.parametrize("content", ["", "1\nqgis\nhost\n"])
def test_a_lock_that_a_power_cut_left_stops_nobody(tmp_path, content):
    """Cut short, or with the number of a process that lives."""
    (tmp_path / ".photo-geolocator-left.lock").write_text(content)
    (tmp_path / ".photo-geolocator-left").mkdir()
    with scratch.folder_beside(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_temporary_folders_of_a_killed_qgis_go(qgis_app, qtbot, tmp_path, monkeypatch, holder):
    own, killed, living = (tmp_path / f"processing_{name}" for name in ("own", "killed", "living"))
    monkeypatch.setattr(QgsProcessingUtils, "tempFolder", lambda: str(own))
    processes = {}
    for folder in (own, killed, living):
        folder.mkdir()
        if folder != own:
            (folder / "photo_geolocator_abc").mkdir()
            (folder / "photo_geolocator_abc" / "heatmap.tif").touch()
            processes[folder] = holder(folder / scratch.LOCK)
    (killed / "somebody_elses.gpkg").touch()
    kill(processes[killed])
    made = scratch.temporary_folder()
    assert made.parent == own
    qtbot.waitUntil(lambda: [path.name for path in killed.iterdir()] == ["somebody_elses.gpkg"], timeout=WAIT_MS)
    assert (living / "photo_geolocator_abc" / "heatmap.tif").exists()
    scratch._held.pop(own).unlock()


def test_a_file_is_on_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    done = []
    fsync, replace = os.fsync, Path.replace

    def kept(file):
        done.append(Path(f"/proc/self/fd/{file}").readlink().name)
        fsync(file)

    def named(path, to):
        done.append(f"-> {to.name}")
        return replace(path, to)

    monkeypatch.setattr(os, "fsync", kept)
    monkeypatch.setattr(Path, "replace", named)
    part = tmp_path / "part"
    part.touch()
    put_in_place(part, tmp_path / "whole")
    copy_whole(tmp_path / "whole", tmp_path / "copy")
    assert done == ["part", "-> whole", tmp_path.name, "copy.part", "-> copy", tmp_path.name]
