"""Folders for what is in the making; what a killed QGIS left in them goes when the next one needs such a folder.

A lock tells a folder that is in use from one that was left. The system lets go of it with its process, however that
ends.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from qgis.core import QgsProcessingUtils
from qgis.PyQt.QtCore import QLockFile

PREFIX = "photo_geolocator_"
LOCK = "photo_geolocator.lock"
HIDDEN_PREFIX = ".photo-geolocator-"
LOCK_SUFFIX = ".lock"
_held: dict = {}  # QGIS's temporary folder: its lock, held until QGIS ends
_one_at_a_time = threading.Lock()


def temporary_folder() -> Path:
    """Return a new folder in QGIS's temporary one; raise OSError when it can't be made."""
    return Path(tempfile.mkdtemp(prefix=PREFIX, dir=temporary_parent()))


def temporary_name() -> Path:
    """Return where in QGIS's temporary folder a new one can be made."""
    return temporary_parent() / f"{PREFIX}{secrets.token_hex(8)}"


def temporary_parent() -> Path:
    """Return QGIS's temporary folder, which QGIS removes when it closes; ours in it begin with `PREFIX`."""
    parent = Path(QgsProcessingUtils.tempFolder())
    with _one_at_a_time:
        if parent not in _held:
            _held[parent] = take_lock(parent / LOCK)
            # What was left can be gigabytes: neither QGIS's window nor who needs a folder waits for it.
            threading.Thread(target=_sweep_others, args=(parent,), name="photo_geolocator_sweep").start()
    return parent


@contextmanager
def folder_beside(parent: Path) -> Iterator[Path]:
    """Give a hidden folder in `parent` while a `with` block lasts: what is made there needs only to be renamed.

    Raises OSError when it can't be made.
    """
    sweep(parent)
    folder = parent / f"{HIDDEN_PREFIX}{secrets.token_hex(4)}"
    lock = take_lock(folder.with_name(folder.name + LOCK_SUFFIX))
    try:
        folder.mkdir(mode=0o700)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            lock.unlock()


def sweep(parent: Path) -> None:
    """Delete what killed processes left of `folder_beside` in `parent`."""
    for left in parent.glob(f"{HIDDEN_PREFIX}*{LOCK_SUFFIX}"):
        lock = take_lock(left)
        if lock is not None:
            shutil.rmtree(left.with_suffix(""), ignore_errors=True)
            lock.unlock()


def take_lock(path: Path) -> QLockFile | None:
    """Return the lock, held until it is unlocked or this process ends; None while another process has it."""
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)  # by its process alone, whatever the clock says
    # A lock file left behind is judged stale by its process's number and name, which another QGIS may have got by now,
    # and never when it was cut short. The system's lock on it has gone with its process: only then it goes.
    if lock.tryLock(0) or (lock.removeStaleLockFile() and lock.tryLock(0)):
        return lock
    return None


def _sweep_others(own: Path) -> None:
    """Delete our folders in the temporary folders of QGISs that were killed, and those themselves when empty."""
    for left in own.parent.glob(f"*/{LOCK}"):
        folder = left.parent
        lock = take_lock(left) if folder != own else None
        if lock is not None:
            for one in folder.glob(f"{PREFIX}*"):
                shutil.rmtree(one, ignore_errors=True)
            lock.unlock()
            with suppress(OSError):
                folder.rmdir()
