"""Folders of processes, with the process's number in the name; those of killed ones are swept by the next process."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import psutil


def own_folder(base: Path, prefix: str) -> Path:
    """A new folder `<prefix><process>-<anything>` in `base`, once what is left there of killed ones is deleted.

    Raises OSError when it can't be made.
    """
    for old in base.glob(f"{prefix}*-*"):
        process = old.name[len(prefix) :].split("-")[0]
        if process.isdigit() and not _is_ours(int(process)):
            shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{prefix}{os.getpid()}-", dir=base))


def _is_ours(process: int) -> bool:
    """Whether a process may be a backend; any other has a killed one's number."""
    if process == os.getpid():
        return True
    try:
        return any("backend" in word for word in psutil.Process(process).cmdline())
    except psutil.NoSuchProcess:
        return False
    except psutil.Error:
        return True
