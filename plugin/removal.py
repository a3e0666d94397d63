"""Deletion of folders outside QGIS's main thread: an environment has thousands of files."""

from __future__ import annotations

import os
import time
from pathlib import Path

from qgis.core import QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from .translation import tr

TRIES = 5
PAUSE_S = 0.5


class RemovalTask(QgsTask):
    """Deletes files and folders; emits `removed(list)` with the paths that resisted.

    What can't be deleted at once is tried again: a program that was just told to end may still be writing there.
    """

    removed = pyqtSignal(object)

    def __init__(self, paths: list):
        super().__init__(tr("Photo Geolocator: removing files"), QgsTask.Flag.CanCancel)
        self._paths = [Path(path) for path in paths]

    def run(self) -> bool:
        """Delete, in a thread of QGIS's."""
        for attempt in range(TRIES):
            if attempt:
                time.sleep(PAUSE_S)
            for path in self._paths:
                self._delete(path)
            if self.isCanceled() or not self._resisting():
                break
        return True

    def finished(self, _result: bool) -> None:
        """Tell it, in the main thread."""
        self.removed.emit(self._resisting())

    def _resisting(self) -> list:
        return [path for path in self._paths if os.path.lexists(path)]

    def _delete(self, path: Path) -> None:
        if path.is_symlink() or not path.is_dir():
            _without_error(path.unlink)
            return
        for folder, folders, files in os.walk(path, topdown=False):
            if self.isCanceled():
                return
            for name in files:
                _without_error(Path(folder, name).unlink)
            for name in folders:
                inner = Path(folder, name)
                _without_error(inner.unlink if inner.is_symlink() else inner.rmdir)
        _without_error(path.rmdir)


def _without_error(delete) -> None:
    """Delete if possible: what stays is reported once, at the end."""
    try:
        delete()
    except OSError:
        return
