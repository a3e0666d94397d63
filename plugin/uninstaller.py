"""Takes everything back that the plugin keeps outside its own folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, pyqtSignal

from . import settings
from .environment import OLD, PREFIX, leftovers
from .errors import SetUpError
from .folders import bundles_data_folder, cache_folder
from .installer import DOWNLOADS, Lock
from .removal import RemovalTask
from .translation import tr


@dataclass(frozen=True)
class Choice:
    """What to remove besides the environment."""

    cache: bool = True
    history: bool = True
    bundles: bool = False


class Uninstaller(QObject):
    """Removes the environment and what the person chose; QGIS works on meanwhile.

    After `remove`, `replacing()` comes before anything is touched: whoever runs from the environment must let go of
    it. Then one of `removed()` and `failed(SetUpError)` follows.
    """

    replacing = pyqtSignal()
    removed = pyqtSignal()
    failed = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._task: RemovalTask | None = None
        self._lock: Lock | None = None

    @property
    def is_busy(self) -> bool:
        """True from `remove` until its last signal."""
        return self._lock is not None

    def remove(self, choice: Choice) -> None:
        """Begin; raises `SetUpError` while another window is setting up."""
        if self.is_busy:
            return
        data_folder = settings.data_folder()
        lock = Lock(data_folder)
        lock.take()
        self._lock = lock
        self.replacing.emit()
        paths = [data_folder / DOWNLOADS, *_put_aside(data_folder)]
        if choice.cache:
            paths.append(cache_folder())
        if choice.history:
            paths.append(settings.history_folder())
        if choice.bundles:
            paths.append(bundles_data_folder() / "bundles")
        self._task = RemovalTask([path for path in paths if os.path.lexists(path)])
        self._task.removed.connect(self._on_removed)
        QgsApplication.taskManager().addTask(self._task)

    def sweep(self) -> None:
        """Delete what a killed set-up left, unless another window is at work; no signal follows."""
        data_folder = settings.data_folder()
        left = leftovers(data_folder)
        if not left or self.is_busy:
            return
        lock = Lock(data_folder)
        try:
            lock.take()
        except SetUpError:
            return  # what lies there is being made
        self._lock = lock
        self._task = RemovalTask(left)
        self._task.removed.connect(lambda _resisting: self._let_go())
        QgsApplication.taskManager().addTask(self._task)

    def abandon(self) -> None:
        """Forget what is under way: QGIS is unloading the plugin; the next start sweeps."""
        if self._task is not None:
            self._task.removed.disconnect()
            self._task.cancel()
        self._let_go()

    def _on_removed(self, resisting: list) -> None:
        self._let_go()
        if resisting:
            self.failed.emit(
                SetUpError(
                    tr("{folder} could not be removed: close other programs that use it and try again.").format(
                        folder=resisting[0]
                    )
                )
            )
        else:
            settings.set_consent(False)
            self.removed.emit()

    def _let_go(self) -> None:
        if self._lock is not None:
            self._lock.release()
        self._lock = self._task = None


def _put_aside(data_folder: Path) -> list:
    """Rename the environments, so that none is half there while it is deleted; return all that is to go."""
    for number, folder in enumerate(sorted(data_folder.glob(f"{PREFIX}*"))):
        try:
            folder.rename(data_folder / f"{OLD}{os.getpid()}-{number}")
        except OSError:  # Windows keeps the files of a program that still ends: it is deleted where it is
            continue
    return [*leftovers(data_folder), *data_folder.glob(f"{PREFIX}*")]
