"""Files written in a thread of their own, in the order in which that was asked for.

To make a file, write it, rename it or delete it can take tenths of a second each while the disk is busy, as it is with
what a folder of photos brings; QGIS's window must not wait for that.
"""

from __future__ import annotations

import shutil
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from .errors import FileError
from .translation import tr
from .work import Work


class OrderedWork(Work):
    """A `Work` that begins when those before it have ended."""

    threads = ThreadPoolExecutor(1, thread_name_prefix="photo_geolocator_writing")


class WrittenFile:
    """A file that is written a block at a time, as `<name>.part`, and gets its name when it is kept."""

    def __init__(self, path: Path):
        self._path = path
        self._part = path.with_name(path.name + ".part")
        self._file: BinaryIO | None = None
        self._fault: OSError | None = None
        self._kept = self._dropped = False

    def write(self, block: bytes) -> None:
        """Write a block; what goes wrong is told when the file is to be kept."""
        OrderedWork.threads.submit(self._write, block)

    def keep(self) -> Work:
        """Give the file its name; the work, which has begun, gives its path."""
        return OrderedWork(self._keep).begin()

    def drop(self) -> None:
        """Delete the file, whether it has its name already or not; one that was there before stays."""
        self._dropped = True
        OrderedWork.threads.submit(self._drop)

    def _write(self, block: bytes) -> None:
        if self._dropped or self._fault is not None:
            return
        try:
            if self._file is None:
                self._file = self._part.open("wb")
            self._file.write(block)
        except OSError as error:
            self._fault = error

    def _keep(self) -> Path:
        if self._dropped:
            return self._path  # nobody hears of it
        try:
            if self._fault is not None:
                raise self._fault
            self._file.close()
            self._part.replace(self._path)
            self._kept = True
        except OSError as error:
            raise FileError(
                tr("{name} can't be written ({reason}); free some disk space or choose another folder.").format(
                    name=self._path.name, reason=error.strerror or error
                )
            ) from error
        return self._path

    def _drop(self) -> None:
        if self._file is not None:
            with suppress(OSError):  # what could not be written before can't be written now
                self._file.close()
            with suppress(OSError):
                (self._path if self._kept else self._part).unlink(missing_ok=True)


def after_all() -> Work:
    """Return a work, which has begun, that ends when everything has been done that was asked for so far."""
    return OrderedWork(lambda: None).begin()


def make_folder(folder: Path) -> Work:
    """Make a folder that only this user may read; the work, which has begun, gives it."""
    return OrderedWork(_make_folder, folder).begin()


def remove_folder(folder: Path) -> Future:
    """Delete a folder and what is in it; what can't be deleted stays."""
    return OrderedWork.threads.submit(shutil.rmtree, folder, ignore_errors=True)


def _make_folder(folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise no_folder(error) from error
    return folder


def no_folder(error: OSError) -> FileError:
    """Return what to tell when there is no folder for results."""
    return FileError(
        tr("The folder for the results can't be made ({reason}); choose another folder.").format(reason=error.strerror)
    )
