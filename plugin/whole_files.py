"""Output files that are whole or not there, after a kill and after a power cut as well."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from .errors import FileError
from .translation import tr


def copy_whole(source: Path, destination: Path) -> None:
    """Copy a file to `destination`; raise `FileError` when it can't be written."""
    _make(destination, lambda part: shutil.copyfile(source, part))


def write_whole(destination: Path, content: bytes) -> None:
    """Write a file; raise `FileError` when it can't be written."""
    _make(destination, lambda part: part.write_bytes(content))


def put_in_place(part: Path, destination: Path) -> None:
    """Rename a finished file; its content is on the disk before its name is, and that before this returns.

    Raises OSError.
    """
    keep(part)
    part.replace(destination)
    keep_names(destination.parent)


def keep(path: Path) -> None:
    """Return when the content of a file is on the disk; raise OSError."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def keep_names(folder: Path) -> None:
    """Return when the names in a folder are on the disk, where the system can tell."""
    with suppress(OSError):  # Windows opens no folder, and writes names down by itself
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _make(destination: Path, write: Callable[[Path], object]) -> None:
    """Let `write` make the file beside its place, and move it there when it is whole."""
    part = destination.with_name(destination.name + ".part")
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        try:
            write(part)
            put_in_place(part, destination)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise FileError(
            tr("{name} can't be written ({reason}); choose another place.").format(
                name=destination.name, reason=error.strerror or error
            )
        ) from error
