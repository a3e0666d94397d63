"""The results of earlier photos, kept in QGIS's profile until there are too many, or the person wants them gone.

One folder an entry, with the three files of a result, `entry.json` and a thumbnail. There is no index: the folders are
the truth, so that two QGIS windows may write at once and a damaged entry harms no other. An entry is made beside its
place and moved there when it is whole, and moved away before it is deleted.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import shutil
import sqlite3
import tempfile
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from qgis.PyQt.QtCore import QObject, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QImage, QPainter

from . import settings
from .errors import FileError, PluginError
from .geolocation import HEATMAP, RESULT, SEARCH_AREAS, Geolocated
from .gui.thumbnail import read_thumbnail
from .result import Result, decode
from .scratch import PREFIX, temporary_parent
from .translation import tr
from .work import Work

FOLDER = "history"
ENTRY = "entry.json"
THUMBNAIL = "thumbnail.jpg"
THUMBNAIL_SIZE = QSize(192, 192)
QUALITY = 80
PART, GONE = ".part-", ".gone-"
FULL = (errno.ENOSPC, errno.EDQUOT)  # the disk, or the person's share of it
ID_TIME = "%Y%m%dT%H%M%S%f"
LEFTOVER_SECONDS = 86_400  # what another window has been writing for so long, it was killed at


@dataclass(frozen=True)
class Entry:
    """One kept result; `photo` is the photo's path, for the person alone, `made` the time in UTC, as ISO 8601.

    `fused` are the paths of the photos of one place that it is of; `photo` is then a name for all.
    """

    id: str
    folder: Path
    photo: Path
    made: str
    place: str
    lat: float
    lon: float
    confidence: float | None
    unsure: bool | None
    fused: tuple = ()

    @property
    def thumbnail(self) -> Path:
        """A small picture of the photo, without its EXIF."""
        return self.folder / THUMBNAIL


@dataclass(frozen=True)
class Content:
    """All entries, newest first, how many more are damaged, and the bytes of all."""

    entries: tuple
    damaged: int
    size: int


class History(QObject):
    """The entries in the data folder of the settings; every look at the disk happens outside the main thread.

    `changed()` tells that entries came or went. What can't be done is told by `failed(FileError)`.
    """

    changed = pyqtSignal()
    failed = pyqtSignal(object)

    @property
    def folder(self) -> Path:
        """Where the entries are."""
        return settings.data_folder() / FOLDER

    @property
    def limit(self) -> int:
        """How many bytes the entries may take; the oldest go first."""
        return settings.cache_mb() * 1_000_000

    def keep(self, geolocated: Geolocated) -> Work | None:
        """Keep a result, unless the person wants no history; the work gives the new entry's id."""
        if not settings.keep_history():
            return None
        return self._change(write_entry, self.folder, geolocated, self.limit)

    def entries(self) -> Work:
        """Look what there is; the work gives a `Content`."""
        return self._begin(read_entries, self.folder)

    def restore(self, entry_id: str) -> Work:
        """Copy an entry into a temporary folder; the work gives a `Geolocated`."""
        return self._begin(restore_entry, self.folder, entry_id, temporary_parent())

    def forget(self, ids: list) -> Work:
        """Delete entries; those that are gone already are no error."""
        return self._change(remove_entries, self.folder, list(ids))

    def clear(self) -> Work:
        """Delete all entries, damaged ones too."""
        return self._change(clear_entries, self.folder)

    def _change(self, function, *arguments) -> Work:
        work = self._begin(function, *arguments)
        for ended in (work.done, work.failed):
            ended.connect(self._on_changed)  # no lambda: the work may outlive the history
        return work

    def _on_changed(self, _outcome: object) -> None:
        self.changed.emit()

    def _begin(self, function, *arguments) -> Work:
        work = Work(function, *arguments)
        work.failed.connect(self.failed)
        return work.begin()


def write_entry(root: Path, geolocated: Geolocated, limit: int) -> str:
    """Add a result to the history in `root` and return its id; then delete the oldest until `limit` bytes hold all.

    The newest stays, however large. Raises `FileError` when the entry can't be written; then nothing is left of it.
    """
    now = datetime.now(timezone.utc)
    entry_id = f"{_next_moment(root, now):{ID_TIME}}-{secrets.token_hex(3)}"
    result = geolocated.result
    entry = {
        "photo": str(geolocated.photo),
        "made": now.isoformat(timespec="seconds"),
        "place": result.best_point.place,
        "lat": result.best_point.lat,
        "lon": result.best_point.lon,
        "confidence": result.confidence,
        "unsure": result.unsure,
        "fused": [str(path) for path in geolocated.fused],
    }
    part = root / (PART + entry_id)
    try:
        try:
            part.mkdir(mode=0o700, parents=True)
            copy_result(geolocated.folder, part)
            _write_thumbnail(geolocated.pictured, part / THUMBNAIL)
            (part / ENTRY).write_text(json.dumps(entry), encoding="utf-8")
            # Without waiting for the disk, which would hold QGIS up too: a power cut may cost the last entries.
            part.rename(root / entry_id)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except (OSError, sqlite3.Error) as error:
        full = isinstance(error, sqlite3.Error) or error.errno in FULL
        sentence = (
            tr(
                "The result of {name} can't be kept in the history ({reason}); free some disk space, or switch the "
                "history off."
            )
            if full
            else tr(
                "The result of {name} can't be kept in the history ({reason}); check the data folder in the options, "
                "or switch the history off."
            )
        )
        reason = getattr(error, "strerror", None) or error
        raise FileError(sentence.format(name=geolocated.photo.name, reason=reason)) from error
    trim(root, limit)
    return entry_id


def read_entries(root: Path) -> Content:
    """Return what is in the history in `root`; damaged entries are counted and left alone."""
    entries, damaged, size = [], 0, 0
    for folder in _folders(root):
        size += _size(folder)
        try:
            entries.append(_read_entry(folder))
        except (OSError, ValueError, KeyError, TypeError):
            damaged += folder.is_dir()  # unless another window has just deleted it
    entries.sort(key=lambda entry: entry.id, reverse=True)
    return Content(tuple(entries), damaged, size)


def restore_entry(root: Path, entry_id: str, parent: Path) -> Geolocated:
    """Copy an entry's result into a new folder in `parent`: layers write beside what they show, history stays.

    Raises `FileError` when the entry is gone or damaged; then nothing is left of the copy.
    """
    into = None
    try:
        entry = _read_entry(root / entry_id)
        into = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        copy_result(entry.folder, into)
        result = read_result(into)
    except (OSError, ValueError, KeyError, TypeError, sqlite3.Error, PluginError) as error:
        if into is not None:
            shutil.rmtree(into, ignore_errors=True)
        raise FileError(tr("This result is no longer whole in the history; geolocate the photo again.")) from error
    return Geolocated(entry.photo, into, result, entry.fused)


def remove_entries(root: Path, ids: list) -> None:
    """Delete entries; raise `FileError` when one that is there can't be."""
    for entry_id in ids:
        _remove(root / entry_id)


def clear_entries(root: Path) -> None:
    """Delete every entry, damaged ones and leftovers too; raise `FileError` when one can't be."""
    for folder in _folders(root):
        _remove(folder)
    _remove_leftovers(root, older_than=0.0)


def trim(root: Path, limit: int) -> None:
    """Delete the oldest entries until the rest takes no more than `limit` bytes; the newest stays."""
    folders = sorted(_folders(root), reverse=True)
    total = 0
    for number, folder in enumerate(folders):
        total += _size(folder)
        if number and total > limit:
            with suppress(FileError):  # the next one tries again
                _remove(folder)
    _remove_leftovers(root, older_than=LEFTOVER_SECONDS)


def copy_result(source: Path, target: Path) -> None:
    """Copy the three files of a result; raise OSError or sqlite3.Error when that can't be done."""
    shutil.copyfile(source / HEATMAP, target / HEATMAP)
    # A GeoPackage may be in use by a layer: part of it may still be in its write-ahead log.
    if not (source / SEARCH_AREAS).is_file():
        raise FileNotFoundError(2, "No such file", SEARCH_AREAS)
    with closing(sqlite3.connect(source / SEARCH_AREAS)) as old, closing(sqlite3.connect(target / SEARCH_AREAS)) as new:
        old.backup(new)
    shutil.copyfile(source / RESULT, target / RESULT)


def read_result(folder: Path) -> Result:
    """Return the result in `folder`; raise OSError when it can't be read and `ProtocolError` when it is damaged."""
    return Result.from_json(decode((folder / RESULT).read_bytes()))


def _read_entry(folder: Path) -> Entry:
    value = json.loads((folder / ENTRY).read_text(encoding="utf-8"))
    entry = Entry(
        id=folder.name,
        folder=folder,
        photo=Path(value["photo"]),
        made=value["made"],
        place=value["place"],
        lat=float(value["lat"]),
        lon=float(value["lon"]),
        confidence=None if value["confidence"] is None else float(value["confidence"]),
        unsure=value["unsure"],
        fused=tuple(map(Path, value.get("fused", ()))),
    )
    datetime.fromisoformat(entry.made)
    if not isinstance(entry.place, str):
        raise TypeError(entry.place)
    for name in (HEATMAP, SEARCH_AREAS, RESULT):
        (folder / name).stat()
    return entry


def _next_moment(root: Path, now: datetime) -> datetime:
    """Return a time after that of every entry, now if it can be: ids tell the order, and clocks are set back."""
    moments = [now]
    folders: list = []
    with suppress(FileError):  # what is wrong with it is told when the entry can't be written
        folders = _folders(root)
    for folder in folders:
        with suppress(ValueError):
            last = datetime.strptime(folder.name.partition("-")[0], ID_TIME).replace(tzinfo=timezone.utc)
            moments.append(last + timedelta(microseconds=1))
    return max(moments)


def _write_thumbnail(photo: Path, path: Path) -> None:
    """Write a small picture; where the photo can't be decoded there is none."""
    image = read_thumbnail(photo, THUMBNAIL_SIZE)
    if image.isNull():
        return
    # Painted anew: Qt would carry comments and colour profiles of the photo over.
    plain = QImage(image.size(), QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.white)
    painter = QPainter(plain)
    painter.drawImage(0, 0, image)
    painter.end()
    if not plain.save(str(path), "JPG", QUALITY):
        raise OSError(5, "thumbnail can't be written", str(path))


def _folders(root: Path) -> list:
    """Return the folders of entries, whole or damaged; none when there is no history yet."""
    try:
        with os.scandir(root) as found:
            return [Path(one.path) for one in found if one.name[0] != "." and one.is_dir(follow_symlinks=False)]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise FileError(
            tr("The history can't be read ({reason}); check the data folder in the options.").format(
                reason=error.strerror
            )
        ) from error


def _size(folder: Path) -> int:
    total = 0
    with suppress(OSError), os.scandir(folder) as found:
        for one in found:
            total += one.stat(follow_symlinks=False).st_size
    return total


def _remove(folder: Path) -> None:
    gone = folder.with_name(f"{GONE}{folder.name}-{secrets.token_hex(3)}")
    try:
        folder.rename(gone)
    except FileNotFoundError:
        return
    except OSError as error:
        raise FileError(
            tr("A result can't be deleted from the history ({reason}); close what uses it.").format(
                reason=error.strerror
            )
        ) from error
    shutil.rmtree(gone, ignore_errors=True)


def _remove_leftovers(root: Path, *, older_than: float) -> None:
    """Delete what a killed window left half-written or half-deleted more than `older_than` seconds ago."""
    with suppress(OSError), os.scandir(root) as found:
        for one in found:
            is_leftover = one.name.startswith((PART, GONE))
            if is_leftover and time.time() - one.stat(follow_symlinks=False).st_mtime >= older_than:
                shutil.rmtree(one.path, ignore_errors=True)
