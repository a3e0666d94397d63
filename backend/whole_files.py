"""Files that are whole or not there, after a kill and after a power cut as well."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def keep(path: Path) -> None:
    """Return when the content of a file is on the disk; raises OSError."""
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
