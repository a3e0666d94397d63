"""Looks for photos in files and folders that a person chose, outside QGIS's main thread."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from qgis.PyQt.QtCore import pyqtSignal

from .client import check_photo
from .errors import PhotoFileError
from .processing.photo_folder import SUFFIXES
from .translation import tr
from .work import Work

BATCH = 100  # photos told of at a time: so few are listed in a few milliseconds


def looks_like_photo(path: Path) -> bool:
    """Return whether the name of `path` ends like a photo's."""
    return path.suffix.lower() in SUFFIXES


class PhotoSearch(Work):
    """Emits `found(list of Path)` as photos are found among `paths`, then `ended(list of sentences)`.

    Files count whatever their names end with, for somebody chose them; folders are searched with all their
    subfolders for files that look like photos, by name. Hidden files and folders are left out. Links to photos are
    followed, links to folders are not: they could lead in circles. The sentences tell what can't be read and which
    folders hold no photo. `cancelled()` is all that follows a cancel.
    """

    found = pyqtSignal(list)
    ended = pyqtSignal(list)

    def __init__(self, paths: list):
        super().__init__(self._look)
        self._paths = list(paths)
        self._sentences: list = []

    def deliver(self, value: list) -> None:
        """Tell that it ended."""
        self.ended.emit(value)

    def _look(self) -> list:
        """Search, telling of photos on the way, and return the sentences."""
        batch: list = []
        for photo in self._search():
            if self.is_cancelled:
                return []
            batch.append(photo)
            if len(batch) == BATCH:
                self.found.emit(batch)
                batch = []
        if batch:
            self.found.emit(batch)
        return self._sentences

    def _search(self) -> Iterator[Path]:
        for path in self._paths:
            if path.is_dir():
                yield from self._folder(path)
                continue
            try:
                check_photo(path)
            except PhotoFileError as error:
                self._sentences.append(str(error))
            else:
                yield path

    def _folder(self, folder: Path) -> Iterator[Path]:
        before = len(self._sentences)
        empty = True
        for parent, folders, files in os.walk(folder, onerror=self._on_unreadable):
            if self.is_cancelled:
                return
            folders[:] = sorted(name for name in folders if name[0] != ".")
            for name in sorted(files):
                photo = Path(parent, name)
                if name[0] != "." and looks_like_photo(photo):
                    empty = False
                    yield photo
        if empty and len(self._sentences) == before:
            self._sentences.append(tr("The folder {name} holds no photos.").format(name=folder.name))

    def _on_unreadable(self, error: OSError) -> None:
        self._sentences.append(
            tr("The folder {name} can't be read ({reason}); it was left out.").format(
                name=Path(error.filename).name, reason=error.strerror
            )
        )
