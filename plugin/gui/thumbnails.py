"""Thumbnails for lists: decoded when a row is drawn, a few at a time, and only the last ones kept."""

from __future__ import annotations

from collections import OrderedDict, deque
from pathlib import Path

from qgis.PyQt.QtCore import QObject, QSize, pyqtSignal
from qgis.PyQt.QtGui import QImage, QPixmap

from .thumbnail import ThumbnailTask

AT_ONCE = 2
MOST_KEPT = 200
MOST_WANTED = 40  # about two windows full: rows scrolled past are not decoded


class Thumbnails(QObject):
    """Emits `changed(Path)` when a thumbnail that was asked for is there."""

    changed = pyqtSignal(object)

    def __init__(self, size: QSize, parent: QObject | None = None):
        super().__init__(parent)
        self._size = size
        self._kept: OrderedDict = OrderedDict()
        self._wanted: deque = deque(maxlen=MOST_WANTED)
        self._tasks: dict = {}

    def get(self, path: Path) -> QPixmap | None:
        """Return the thumbnail of the picture at `path`, null where it can't be decoded; None while it is not known."""
        if path in self._kept:
            self._kept.move_to_end(path)
            return self._kept[path]
        if path not in self._tasks:
            if path in self._wanted:
                self._wanted.remove(path)
            self._wanted.append(path)
            self._start()
        return None

    def _start(self) -> None:
        while self._wanted and len(self._tasks) < AT_ONCE:
            path = self._wanted.pop()  # what was drawn last is on the screen
            task = ThumbnailTask(path, self._size)
            task.decoded.connect(self._show)
            self._tasks[path] = task
            task.begin()

    def _show(self, path: Path, image: QImage) -> None:
        del self._tasks[path]
        self._kept[path] = QPixmap.fromImage(image)
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        self.changed.emit(path)
        self._start()
