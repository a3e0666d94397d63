"""The command line as a whole: what is left of a command that is stopped."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from training.__main__ import main

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_command_that_is_stopped_says_so_in_a_word(name, tmp_path):
    """It waits for a photo that never comes: opening the pipe's other end shows that it has begun."""
    photos = tmp_path / "photos"
    photos.mkdir()
    os.mkfifo(photos / "endless.jpg")
    words = ["prepare", "--photos", photos, "--maps", "resources/bundles/starter", "--out", tmp_path / "prepared"]
    process = subprocess.Popen(
        [sys.executable, "-m", "training", *map(str, words)], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    try:
        pipe = os.open(photos / "endless.jpg", os.O_WRONLY)
        process.send_signal(getattr(signal, name))
        _, said = process.communicate(timeout=60)
        os.close(pipe)
    finally:
        process.kill()
    assert process.returncode == 130
    assert said.strip().splitlines()[-1] == "Stopped." and "Traceback" not in said
    assert [p.name for p in tmp_path.iterdir()] == ["photos"]


def test_what_the_system_refuses_is_one_sentence(tmp_path, monkeypatch, capsys):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "maps/population.tif")

    monkeypatch.setattr("training.partitions.make", full)
    assert main(["partition", "--coordinates", "a.csv", "--out", str(tmp_path / "out.csv")]) == 1
    assert capsys.readouterr().err.startswith("error: No space left on device ('maps/population.tif'): name another")


def test_a_stopped_preparation_leaves_no_folder(tmp_path, monkeypatch, capsys):
    def stop(*_):
        raise KeyboardInterrupt

    (tmp_path / "a.jpg").write_bytes(b"")
    (tmp_path / "photos.csv").write_text("id,lat,lon\na,30,31\n")
    monkeypatch.setattr("training.prepare.labels", stop)
    words = ["--photos", tmp_path / "photos.csv", "--maps", ROOT / "resources" / "bundles" / "starter"]
    assert main(["prepare", *map(str, words), "--out", str(tmp_path / "prepared")]) == 130
    assert capsys.readouterr().err.endswith("Stopped.\n")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.jpg", "photos.csv"]
