"""The command line as a whole: what is left of a command that is stopped."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from training.__main__ import main

ROOT = Path(__file__).parents[2]


# The command's own work is to say that it has begun, and to wait.
WAITING = """
import runpy, signal, sys, time
from pathlib import Path
import training.partitions

def make(coordinates, *_):
    Path(coordinates).touch()
    time.sleep(60)

training.partitions.make = make
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job, and its children, ignore it
runpy.run_module("training", run_name="__main__")
"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_command_that_is_stopped_says_so_in_a_word(name, tmp_path):
    begun = tmp_path / "begun"
    words = ["partition", "--coordinates", str(begun), "--out", str(tmp_path / "out")]
    process = subprocess.Popen([sys.executable, "-c", WAITING, *words], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    try:
        deadline = time.monotonic() + 60
        while not begun.exists():
            assert process.poll() is None and time.monotonic() < deadline
            time.sleep(0.05)
        process.send_signal(getattr(signal, name))
        _, said = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 130
    assert said.strip().splitlines()[-1] == "Stopped."
    assert "Traceback" not in said


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
