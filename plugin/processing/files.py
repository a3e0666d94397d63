"""Output files that are whole or not there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from ..errors import FileError
from ..translation import tr


def copy_whole(source: Path, destination: Path) -> None:
    """Copy a file to `destination`; raise `FileError` when it can't be written."""
    _make(destination, lambda part: shutil.copyfile(source, part))


def write_whole(destination: Path, content: bytes) -> None:
    """Write a file; raise `FileError` when it can't be written."""
    _make(destination, lambda part: part.write_bytes(content))


def _make(destination: Path, write: Callable[[Path], object]) -> None:
    """Let `write` make the file beside its place, and move it there when it is whole."""
    part = destination.with_name(destination.name + ".part")
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        try:
            write(part)
            part.replace(destination)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise FileError(
            tr("{name} can't be written ({reason}); choose another place.").format(
                name=destination.name, reason=error.strerror or error
            )
        ) from error
