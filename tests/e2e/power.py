"""A disk whose power can be cut: ext4 in a file. What was not written down by then is lost, as in a real cut.

The kernel's own test call for that (EXT4_IOC_SHUTDOWN, without flushing the log) stops the file system between two
instants; mounting it again recovers what it can, as after a reboot.
"""

import fcntl
import os
import shutil
import struct
import subprocess
import time
from pathlib import Path

SHUTDOWN, NO_LOG_FLUSH = 0x8004587D, 2
SIZE_MB = 256
UNMOUNT_S = 60


class Disk:
    """Mounted at `folder` while in a `with` block; for root alone. OSError where the system has no such thing."""

    def __init__(self, root: Path):
        self.folder, self._image = root / "mounted", root / "image"

    def __enter__(self):
        self.folder.mkdir()
        self._image.touch()
        os.truncate(self._image, SIZE_MB * 2**20)
        _run("mkfs.ext4", "-q", "-F", str(self._image))
        self._mount()
        return self

    def __exit__(self, *_):
        self._unmount()
        self._image.unlink()

    def cut_power(self):
        """Everything stops being written at this instant; reading fails from now on as well."""
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(folder, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        finally:
            os.close(folder)

    def flush(self):
        """Have what is written so far written down."""
        _run("sync", "-f", str(self.folder))

    def start_again(self):
        """As after a reboot; every process that used the disk must have ended."""
        self._unmount()
        self._mount()

    def _mount(self):
        _run("mount", "-o", "loop", str(self._image), str(self.folder))
        shutil.rmtree(self.folder / "lost+found", ignore_errors=True)

    def _unmount(self):
        deadline = time.monotonic() + UNMOUNT_S
        while subprocess.run(["umount", str(self.folder)], capture_output=True).returncode:
            if time.monotonic() > deadline:
                raise OSError("the disk can't be unmounted")
            time.sleep(0.1)


def _run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise OSError(f"{command[0]}: {done.stderr.strip()}")
