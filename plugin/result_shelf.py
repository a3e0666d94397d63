"""Where the results of done photos are: in their folders, in the history, or still in the backend.

A result takes megabytes, and there may be thousands: so only the last ones stay in temporary folders, apart from those
that layers on the map read from. Older ones come back when somebody wants to see them.
"""

from __future__ import annotations

import shutil
from collections import OrderedDict, deque
from collections.abc import Callable
from pathlib import Path

from qgis.core import QgsProcessingUtils
from qgis.PyQt.QtCore import QObject, pyqtSignal

from .errors import FileError, PluginError
from .geolocation import RESULT, Geolocated, Geolocator
from .history import History, read_result
from .photo_queue import PhotoQueue, QueuedPhoto
from .translation import tr
from .work import Work

MOST_FOLDERS = 50


class ResultShelf(QObject):
    """Emits `ready(QueuedPhoto, Geolocated)` or `gone(QueuedPhoto, PluginError)` after each `want`.

    `fetcher` asks the backend, `folders_in_use` returns the folders that must stay, whatever their age.
    """

    ready = pyqtSignal(object, object)
    gone = pyqtSignal(object, object)

    def __init__(
        self,
        queue: PhotoQueue,
        history: History,
        fetcher: Geolocator,
        folders_in_use: Callable[[], set],
        parent: QObject | None = None,
    ):
        super().__init__(parent)
        self._history = history
        self._fetcher = fetcher
        self._folders_in_use = folders_in_use
        self._folders: OrderedDict = OrderedDict()  # temporary folder: the photo it is of, last used last
        self._wanted: set = set()
        self._works: set = set()  # under way
        self._to_fetch: deque = deque()  # the first one is being fetched
        queue.removed.connect(self._on_removed)
        fetcher.finished.connect(self._on_fetched)
        fetcher.failed.connect(self._on_not_fetched)

    def keep(self, photo: QueuedPhoto, geolocated: Geolocated) -> None:
        """Put a new result on the shelf, and into the history."""
        self.put(photo, geolocated)
        work = self._history.keep(geolocated)
        if work is not None:
            work.done.connect(lambda entry_id: self._on_kept(photo, geolocated, entry_id))

    def put(self, photo: QueuedPhoto, geolocated: Geolocated) -> None:
        """Put a result on the shelf that the history has already."""
        photo.folder = geolocated.folder
        if photo.folder.parent == Path(QgsProcessingUtils.tempFolder()):
            self._folders[photo.folder] = photo
            self._folders.move_to_end(photo.folder)
        self._tidy()

    def want(self, photo: QueuedPhoto) -> None:
        """Ask for the result of a done photo."""
        if photo not in self._wanted:
            self._wanted.add(photo)
            self._look_for(photo)

    def stop(self) -> None:
        """Drop every wish; nothing follows."""
        for work in self._works:
            work.cancel()
        self._works.clear()
        self._to_fetch.clear()

    def _look_for(self, photo: QueuedPhoto) -> None:
        if photo.folder is not None:
            fused = tuple(one.path for one in photo.fused)
            self._follow(Work(_read, photo.path, photo.folder, fused).begin(), photo, "folder", None)
        elif photo.entry:
            self._follow(self._history.restore(photo.entry), photo, "entry", "")
        elif photo.job_id:
            self._to_fetch.append(photo)
            self._fetch()
        else:
            self._wanted.discard(photo)
            text = tr("The result of {name} is no longer kept; geolocate the photo again.")
            self.gone.emit(photo, FileError(text.format(name=photo.path.name)))

    def _follow(self, work: Work, photo: QueuedPhoto, place: str, nothing: str | None) -> None:
        self._works.add(work)
        for ended in (work.done, work.failed):
            ended.connect(lambda _: self._works.discard(work))
        work.done.connect(lambda geolocated: self._on_found(photo, geolocated))
        work.failed.connect(lambda _: self._look_elsewhere(photo, place, nothing))

    def _look_elsewhere(self, photo: QueuedPhoto, lost: str, nothing: str | None) -> None:
        setattr(photo, lost, nothing)
        self._look_for(photo)

    def _on_found(self, photo: QueuedPhoto, geolocated: Geolocated) -> None:
        self._wanted.discard(photo)
        self.put(photo, geolocated)
        self.ready.emit(photo, geolocated)

    def _on_kept(self, photo: QueuedPhoto, geolocated: Geolocated, entry_id: str) -> None:
        if photo.folder == geolocated.folder:  # otherwise it was geolocated again in the meantime
            photo.entry = entry_id

    def _fetch(self) -> None:
        if not self._to_fetch or self._fetcher.is_busy:
            return
        photo = self._to_fetch[0]
        try:
            self._fetcher.fetch(photo.path, photo.job_id)
        except PluginError as error:
            self._on_not_fetched(error)

    def _on_fetched(self, geolocated: Geolocated) -> None:
        self._fetcher.take_job()  # it is the queue's still
        self._on_found(self._to_fetch.popleft(), geolocated)
        self._fetch()

    def _on_not_fetched(self, _: PluginError) -> None:
        self._look_elsewhere(self._to_fetch.popleft(), "job_id", "")
        self._fetch()

    def _on_removed(self, photos: list) -> None:
        gone = set(photos)
        for folder, photo in self._folders.items():
            if photo in gone:
                self._folders[folder] = None
        for folder in [folder for folder, photo in self._folders.items() if photo is None]:
            self._folders.move_to_end(folder, last=False)
        self._tidy()

    def _tidy(self) -> None:
        """Delete the oldest folders, and those of photos that are gone, unless layers read from them."""
        if len(self._folders) <= MOST_FOLDERS and None not in self._folders.values():
            return
        used = self._folders_in_use()
        spare = len(self._folders) - MOST_FOLDERS
        old = []
        for folder, photo in list(self._folders.items()):
            if folder in used or (photo is not None and (spare <= len(old) or photo in self._wanted)):
                continue
            old.append(folder)
            del self._folders[folder]
            if photo is not None and photo.folder == folder:
                photo.folder = None
        if old:
            Work(_delete, old).begin()


def _read(photo: Path, folder: Path, fused: tuple) -> Geolocated:
    try:
        return Geolocated(photo, folder, read_result(folder), fused)
    except OSError as error:
        raise FileError(
            tr("{name} can't be read ({reason}); geolocate the photo again.").format(name=RESULT, reason=error.strerror)
        ) from error


def _delete(folders: list) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
