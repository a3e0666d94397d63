"""Saving a result: a GeoPackage, and beside it the heatmap as a Cloud Optimised GeoTIFF and the members' own maps.

A GeoPackage that exists gets further tables, one set for each photo; nothing in it is replaced. All is written in a
background thread, whole or not at all. Then the project's layers read from there.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsDataProvider,
    QgsFeatureSource,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
    QgsTask,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtXml import QDomDocument

from ..errors import FileError, PluginError
from ..geolocation import RESULT, Geolocated
from ..labels import search_area
from ..scratch import folder_beside
from ..translation import tr
from ..whole_files import put_in_place
from .geopackage import Row, Table, add_tables, free_prefix, unwritable
from .group import CHOSEN_AREA, HEATMAP, SEARCH_AREAS, layers_of, load_layer, result_key, roles_of
from .member_map import ROLE as MEMBER
from .provenance import provenance
from .styles import NO_WAIT

SUFFIX = ".gpkg"
# One that nobody holds on to would be collected while it works.
_running: set = set()


@dataclass(frozen=True)
class Saved:
    """Where a result was saved: its GeoPackage, the tables in it by role, and the files beside it by role."""

    package: Path
    tables: dict
    files: dict

    @property
    def heatmap(self) -> Path:
        """The heatmap's file."""
        return self.files[HEATMAP]


@dataclass(frozen=True)
class _Looks:
    """A layer's style and metadata, as the texts of a QML and a QMD file; `file` is what is copied, if not a table."""

    title: str
    style: str
    metadata: str
    file: Path | None = None


class Save(QObject):
    """One result on its way into a GeoPackage; made by `save_result`, which tells the rest.

    Emits one of `saved(Saved)` and `failed(PluginError)`, or `cancelled()`.
    """

    saved = pyqtSignal(object)
    failed = pyqtSignal(object)
    cancelled = pyqtSignal()

    def __init__(
        self, project: QgsProject, geolocated: Geolocated, package: Path, chosen: QgsVectorLayer | None = None
    ):
        super().__init__()
        self._project = project
        self._key = result_key(geolocated)
        self._chosen_id = chosen.id() if chosen is not None else ""
        self._to_move: list = []
        self._result: Saved | None = None
        rows = _rows(QgsVectorLayerFeatureSource(chosen)) if chosen is not None else None
        self._task = _SaveTask(geolocated, package, _all_looks(project, geolocated, chosen), rows)
        self._task.ended.connect(self._on_ended)

    def start(self) -> None:
        """Write in the background."""
        _running.add(self)
        QgsApplication.taskManager().addTask(self._task)

    def cancel(self) -> None:
        """Stop, unless everything is written already; `cancelled` follows."""
        if self._task is not None:
            self._task.cancel()

    def _on_ended(self, outcome: object) -> None:
        self._task = None  # QGIS deletes it
        if isinstance(outcome, Saved):
            self._result = outcome
            layers = layers_of(self._project, self._key)
            written = {*outcome.files, *outcome.tables} - {CHOSEN_AREA}
            self._to_move = [(layer.id(), role) for role, layer in layers.items() if role in written]
            self._to_move.append((self._chosen_id, CHOSEN_AREA))
            self._move_next()
            return
        _running.discard(self)
        if outcome is None:
            self.cancelled.emit()
        else:
            self.failed.emit(outcome)

    def _move_next(self) -> None:
        """Let one layer read from the saved file; each in a turn of the event loop of its own.

        The chosen area comes last, and `saved` in the same turn: a slider must not reach what is saved.
        """
        layer_id, role = self._to_move.pop(0)
        layer = self._project.mapLayer(layer_id)  # a person may have removed it meanwhile
        if layer is not None:
            _move(layer, role, self._result)
        if self._to_move:
            QTimer.singleShot(0, self._move_next)
        else:
            _running.discard(self)
            self.saved.emit(self._result)


class _SaveTask(QgsTask):
    """Writes one result; emits `ended` with a `Saved`, a `PluginError`, or None when it was cancelled."""

    ended = pyqtSignal(object)

    def __init__(self, geolocated: Geolocated, package: Path, looks: dict, rows: Iterator[Row] | None):
        super().__init__(tr("Save {name}").format(name=geolocated.photo.name), QgsTask.Flag.CanCancel)
        self._geolocated = geolocated
        self._package = package
        self._looks = looks
        self._rows = rows
        self._provenance = provenance(geolocated.result)
        self._outcome: Saved | PluginError | None = None

    def run(self) -> bool:
        """Write everything; runs in a worker thread."""
        try:
            self._outcome = self._write()
        except _Cancelled:
            return False
        except PluginError as error:
            self._outcome = error
        except OSError as error:
            self._outcome = unwritable(self._package, error.strerror or error)
        return isinstance(self._outcome, Saved)

    def finished(self, result: bool) -> None:
        """Tell how it ended; runs in the main thread."""
        self.ended.emit(self._outcome)

    def _write(self) -> Saved:
        copied = {role: looks for role, looks in self._looks.items() if looks.file is not None}
        if not all(path.exists() for path in (self._geolocated.search_areas, *(one.file for one in copied.values()))):
            raise FileError(
                tr("The result of {name} is gone from the temporary folder; geolocate the photo again.").format(
                    name=self._geolocated.photo.name
                )
            )
        folder, fresh = self._package.parent, not self._package.exists()
        prefix = free_prefix(
            self._package,
            self._geolocated.photo.stem,
            lambda free: any(path.exists() for file in _files(folder, free, copied).values() for path in _all(file)),
        )
        tables = {role: f"{prefix}_{role}" for role in self._looks if role not in copied}
        with folder_beside(folder) as scratch:
            for role, file in _files(scratch, prefix, copied).items():
                _write_file(file, copied[role])
            text = (self._geolocated.folder / RESULT).read_text(encoding="utf-8")
            parts = sorted(scratch.iterdir())
            package = scratch / self._package.name if fresh else self._package
            placed: list = []
            try:
                add_tables(
                    self._geolocated.search_areas,
                    package,
                    [self._table(role, name) for role, name in tables.items()],
                    [*self._provenance, ("result.json", text)],
                    prefix,
                    lambda: self._place(parts, placed),
                )
                if fresh:
                    if self._package.exists():
                        raise FileError(
                            tr("{name} was made by another program meanwhile; save again.").format(
                                name=self._package.name
                            )
                        )
                    put_in_place(package, self._package)
            except BaseException:
                for path in placed:
                    path.unlink(missing_ok=True)
                raise
        return Saved(self._package, tables, _files(folder, prefix, copied))

    def _place(self, paths: list, placed: list) -> None:
        """Move the files out of their scratch folder, just before the tables can be seen."""
        if self.isCanceled():
            raise _Cancelled
        for path in paths:
            there = path.parent.parent / path.name
            put_in_place(path, there)
            placed.append(there)

    def _table(self, role: str, name: str) -> Table:
        looks = self._looks[role]
        like = SEARCH_AREAS if role == CHOSEN_AREA else role
        rows = self._rows if role == CHOSEN_AREA else None
        return Table(name, like, looks.title, looks.style, looks.metadata, rows)


class _Cancelled(Exception):
    """The person does not want it any more."""


def _files(folder: Path, prefix: str, copied: dict) -> dict:
    """Return the files beside the GeoPackage, by role; members' names are the bundle's, and may hold anything."""
    names = {role: re.sub(r"\W", "_", role) + looks.file.suffix for role, looks in copied.items()}
    return {role: folder / f"{prefix}_{name}" for role, name in names.items()}


def _all(file: Path) -> tuple:
    """Return a layer's file with those of its style and metadata."""
    return file, file.with_suffix(".qml"), file.with_suffix(".qmd")


def _write_file(file: Path, looks: _Looks) -> None:
    _, style, metadata = _all(file)
    shutil.copyfile(looks.file, file)
    style.write_text(looks.style, encoding="utf-8")
    metadata.write_text(looks.metadata, encoding="utf-8")


def save_result(
    project: QgsProject, geolocated: Geolocated, package: Path, chosen: QgsVectorLayer | None = None
) -> Save:
    """Save a result in the GeoPackage `package`, in the background; the returned `Save` tells the outcome.

    A file of that name that exists must be a GeoPackage: it gets further tables, named after the photo. The heatmap
    and those members' maps that are in the project are put beside it, with their styles (QML) and metadata (QMD).
    `chosen` is the layer of the search area that the person chose, if any. Styles are the layers' own; layers that the
    person has removed are saved and stay removed. On any failure the files are as before. Raises `LayerError` when a
    file of the result can't be read.
    """
    save = Save(project, geolocated, package, chosen)
    save.start()
    return save


def with_suffix(path: Path) -> Path:
    """Return `path` with a GeoPackage's suffix, as a person may leave it out."""
    return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)


def _move(layer: QgsMapLayer, role: str, saved: Saved) -> None:
    if role in saved.files:
        source = layer.source().replace(_file(layer), str(saved.files[role])).replace(NO_WAIT, "")
        provider = layer.providerType()
    else:
        source, provider = f"{saved.package}|layername={saved.tables[role]}", "ogr"
    name = _chosen_title(layer) if role == CHOSEN_AREA else layer.name()
    layer.setDataSource(source, name, provider, QgsDataProvider.ProviderOptions())
    if role == CHOSEN_AREA:
        layer.setReadOnly(False)


def _all_looks(project: QgsProject, geolocated: Geolocated, chosen: QgsVectorLayer | None) -> dict:
    """Return the looks of everything that is saved, by role; of what the person removed, as it would be added."""
    there = layers_of(project, result_key(geolocated))
    looks = {
        role: _looks_of(there[role] if role in there else load_layer(geolocated, role)) for role in roles_of(geolocated)
    }
    looks[HEATMAP] = replace(looks[HEATMAP], file=geolocated.heatmap)
    for role, layer in there.items():
        if role.startswith(MEMBER):
            looks[role] = replace(_looks_of(layer), file=Path(_file(layer)))
    if chosen is not None:
        looks[CHOSEN_AREA] = _looks_of(chosen, _chosen_title(chosen))
    return looks


def _looks_of(layer: QgsVectorLayer | QgsRasterLayer, title: str = "") -> _Looks:
    style, metadata = QDomDocument(), QDomDocument()
    layer.exportNamedStyle(style)
    layer.exportNamedMetadata(metadata, "")
    return _Looks(title or layer.name(), style.toString(), metadata.toString())


def _file(layer: QgsMapLayer) -> str:
    """Return the file that a layer reads, without the table in it."""
    return layer.source().partition("|")[0]


def _chosen_title(layer: QgsVectorLayer) -> str:
    """Return the name of a chosen area once it does not follow the slider any more."""
    first = next(layer.getFeatures(), None)
    return tr("Search area: {label}").format(label=search_area(first["area_label"])) if first else layer.name()


def _rows(source: QgsFeatureSource) -> Iterator[Row]:
    for feature in source.getFeatures():
        box = feature.geometry().boundingBox()
        bounds = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
        yield Row([_plain(value) for value in feature.attributes()], bytes(feature.geometry().asWkb()), bounds)


def _plain(value):
    """Return an attribute as SQLite takes it: QGIS has a null of its own."""
    return value if isinstance(value, (str, int, float)) else None
