"""Disks that are full, and folders that can't be written to, for real: root's tests mount them."""

import os
import shutil
import subprocess
from contextlib import contextmanager

import pytest


class SmallDisk:
    """A disk of its own at `folder`; `fill` leaves so many bytes free, `free` gives the room back."""

    def __init__(self, folder):
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self, left=0):
        room = shutil.disk_usage(self.folder).free - left
        with self._filler.open("wb") as file:
            while room > 0:
                room -= file.write(bytes(min(room, 2**20)))

    def free(self):
        self._filler.unlink()


@contextmanager
def small_disk(folder, megabytes):
    """Mount a disk in memory; skips the test where that is not permitted."""
    folder.mkdir(parents=True, exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder))
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def read_only(folder):
    """Nothing in `folder` can be written while this lasts, not even by root."""
    if os.geteuid():
        folder.chmod(0o555)
        try:
            yield folder
        finally:
            folder.chmod(0o755)
    else:
        _mount("--bind", str(folder), str(folder))
        try:
            _mount("-o", "remount,bind,ro", str(folder))
            yield folder
        finally:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def _mount(*arguments):
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"a disk can't be mounted here: {done.stderr.strip()}")
