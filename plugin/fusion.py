"""Several photos known to be from one place, made into one map: the product of theirs."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QObject, pyqtSignal

from .client import Call
from .errors import FileError, PluginError
from .geolocation import Geolocated
from .map_files import MapFiles
from .map_info import MapInfo
from .photo_queue import PhotoQueue
from .translation import tr

NAMED = 2  # photos; further ones are counted


class Fusion(QObject):
    """Fuses photos of a `PhotoQueue`, one set at a time: a new one replaces that under way.

    Emits one of `done(tuple of QueuedPhoto, Geolocated, MapInfo)` and `failed(PluginError)`.
    """

    done = pyqtSignal(object, object, object)
    failed = pyqtSignal(object)

    def __init__(self, queue: PhotoQueue, parent: QObject | None = None):
        super().__init__(parent)
        self._queue = queue
        self._photos: tuple = ()
        self._info: MapInfo | None = None
        self._call: Call | None = None
        self._files = MapFiles(self)
        self._files.done.connect(self._on_files)
        self._files.failed.connect(self.failed)

    def fuse(self, photos: list) -> None:
        """Make one map of done photos."""
        self.stop()
        self._photos = tuple(photos)
        lost = next((photo for photo in photos if not self._queue.jobs(photo)), None)
        if lost is not None:
            text = tr("The backend no longer holds {name}; geolocate it again, then fuse.")
            self.failed.emit(FileError(text.format(name=lost.path.name)))
            return
        jobs = tuple(photo.job_id for photo in photos)
        self._call = self._queue.client.create_map(jobs, members=None, restriction=None, priors=[])
        self._call.done.connect(self._on_map)
        self._call.failed.connect(self._on_failed)

    def stop(self) -> None:
        """Leave it; nothing follows."""
        if self._call is not None:
            self._call.abort()
            self._call = None
        self._files.stop()

    def _on_map(self, info: MapInfo) -> None:
        self._call = None
        self._info = info
        paths = tuple(photo.path for photo in self._photos)
        self._files.fetch(self._queue.client, info.id, self._free_path(paths), paths)

    def _on_failed(self, error: PluginError) -> None:
        self._call = None
        self.failed.emit(error)

    def _on_files(self, geolocated: Geolocated) -> None:
        self.done.emit(self._photos, geolocated, self._info)

    def _free_path(self, paths: tuple) -> Path:
        """Return a name for all that no other entry of the queue has."""
        name = " + ".join(path.stem for path in paths[:NAMED])
        if len(paths) > NAMED:
            name = tr("{names} + {count} more").format(names=name, count=len(paths) - NAMED)
        number, free = 1, paths[0].with_name(name)
        while True:
            there = self._queue.find(free)
            if there is None or there.fused == self._photos:
                return free
            number += 1
            free = paths[0].with_name(f"{name} ({number})")
