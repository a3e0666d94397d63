"""The GeoPackage of *Geolocate folder of photos*: a transaction a photo, so that a run can stop at any moment.

QGIS makes the empty file; rows go in through the standard library's sqlite3, because a photo's row and its regions
must enter together, and because the backend's geometries are copied as they are. The file is GeoPackage's:
SQLite keeps it whole through a kill and a power cut.
"""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    QgsCoordinateTransformContext,
    QgsLayerMetadata,
    QgsProviderRegistry,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtXml import QDomDocument

from ..compat import save_style_in_database
from ..errors import FileError, PluginError
from ..layers.points import BEST_SYMBOL, style_point
from ..layers.search_areas import style_search_areas
from ..result import Position
from ..scratch import folder_beside, sweep
from ..translation import tr
from ..whole_files import put_in_place
from .algorithm import caution, fields, wgs84

PHOTOS, REGIONS, RUN = "photos", "regions", "run"
DONE, FAILED = "done", "failed"
LOCK_WAIT_S = 5.0  # another program may be writing, QGIS with an edit session for example
PHOTO_FIELDS = {
    "path": "string",
    "state": "string(10)",
    "error": "string",
    "place": "string",
    "lat": "double",
    "lon": "double",
    "confidence": "double",
    "radius_km": "double",
    "unsure": "boolean",
    "taken_at": "datetime",
    "exif_lat": "double",
    "exif_lon": "double",
    "truth_distance_km": "double",
    "truth_area_km2": "double",
    "truth_probability": "double",
    "provider": "string(80)",
    "bundle": "string(80)",
    "bundle_version": "string(40)",
    "sha256": "string(64)",
    "heatmap": "string",
}
REGION_FIELDS = {
    "area_label": "string",
    "target": "string(10)",
    "budget_km2": "double",
    "recall": "double",
    "rank": "integer",
    "place": "string",
    "country": "string",
    "area_km2": "double",
    "probability": "double",
    "density": "double",
}
LINK = {"photo_id": "integer", "photo": "string"}
# What SQLite says of a file that may well be a GeoPackage.
_NOT_WRITTEN = ("unable to open", "readonly", "locked", "disk")
_EXTENT = """
    UPDATE gpkg_contents
    SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), (min_x, min_y, max_x, max_y) =
        (SELECT min(minx), min(miny), max(maxx), max(maxy) FROM rtree_{table}_geom)
    WHERE table_name = '{table}'
"""


class SettingsDiffer(PluginError):
    """The output was begun with other settings."""

    code = "settings_differ"


@dataclass(frozen=True)
class Settings:
    """What makes the rows of one GeoPackage belong together; each value is plain text, lists or numbers.

    `folder_key` stands for the folder's place on disk without telling it.
    """

    folder: str
    folder_key: str
    recursive: bool
    area_budgets_km2: tuple
    recalls: tuple
    most_regions: int
    bundle: str
    bundle_version: str
    bundle_sha256: str
    backend_version: str

    def as_texts(self) -> dict:
        """Return each setting as JSON."""
        return {name: json.dumps(value, ensure_ascii=False) for name, value in vars(self).items()}

    @staticmethod
    def title(name: str) -> str:
        """Return what a person calls a setting."""
        titles = {
            "folder": tr("the folder"),
            "folder_key": tr("the folder"),
            "recursive": tr("whether subfolders are read"),
            "area_budgets_km2": tr("the area budgets"),
            "recalls": tr("the recalls"),
            "most_regions": tr("the regions for each search area"),
            "bundle": tr("the bundle"),
            "bundle_version": tr("the bundle's version"),
            "bundle_sha256": tr("the bundle's content"),
            "backend_version": tr("the backend's version"),
        }
        return titles[name]


@dataclass(frozen=True)
class Known:
    """What the GeoPackage holds of a photo already."""

    state: str
    sha256: str | None
    heatmap: str | None


class FolderPackage:
    """An open GeoPackage with the tables `photos`, `regions` and `run`; close it with `finish` or `close`."""

    def __init__(self, path: Path, settings: Settings):
        """Make the file, or go on with it.

        Raises `FileError` when it can't be written or is something else's, and `SettingsDiffer`, which names the
        settings, when it was begun with others.
        """
        self.path = path
        sweep(path.parent)  # a run that was killed just when it had made the file
        if not path.exists():
            _create(path, settings)
        try:
            self._database = _connect(path)
            self._check(settings)
            with self._database:
                # While rows come, their extent is not known; readers then look it up in the index.
                self._database.execute(
                    "UPDATE gpkg_contents SET min_x = NULL, min_y = NULL, max_x = NULL, max_y = NULL"
                )
        except sqlite3.Error as error:
            denied = any(word in str(error) for word in _NOT_WRITTEN)
            raise (_unwritable if denied else _unusable)(path, error) from error
        except PluginError:
            self.close()
            raise

    def known(self) -> dict:
        """Return a `Known` for each photo that the file has, by name."""
        rows = self._read("SELECT path, state, sha256, heatmap FROM photos")
        return {name: Known(*rest) for name, *rest in rows}

    def write(self, photo: dict, position: Position | None, regions: Iterable) -> None:
        """Put a photo and its regions in, in one transaction, in place of what is there of a photo of that path.

        `photo` has values for `PHOTO_FIELDS`; `regions` are rows of a geometry in GeoPackage's binary form and
        values for `REGION_FIELDS`.
        """
        values = [_point(position), *(photo.get(name) for name in PHOTO_FIELDS)]
        path = photo["path"]
        try:
            with self._database as database:
                database.execute("BEGIN IMMEDIATE")
                row = database.execute("SELECT fid FROM photos WHERE path = ?", (path,)).fetchone()
                fid = row[0] if row else None
                if fid is not None:
                    database.execute("DELETE FROM regions WHERE photo_id = ?", (fid,))
                    database.execute("DELETE FROM photos WHERE fid = ?", (fid,))
                cursor = database.execute(_insert(PHOTOS, "fid", "geom", *PHOTO_FIELDS), [fid, *values])
                fid = cursor.lastrowid if fid is None else fid
                database.executemany(
                    _insert(REGIONS, "geom", *REGION_FIELDS, *LINK), ((*region, fid, path) for region in regions)
                )
        except sqlite3.Error as error:
            raise _unwritable(self.path, error) from error

    def counts(self) -> dict:
        """Return the number of photos by state."""
        return dict(self._read("SELECT state, count(*) FROM photos GROUP BY state"))

    def finish(self) -> None:
        """Write the extent of both layers and the outlines' colours; a file without is whole too."""
        labels = self._read(
            "SELECT area_label FROM regions GROUP BY area_label ORDER BY min(target), min(budget_km2), min(recall)"
        )
        style = _regions_style(self.path, [label for (label,) in labels])
        try:
            with self._database as database:
                database.execute(_EXTENT.format(table=PHOTOS))
                database.execute(_EXTENT.format(table=REGIONS))
                database.execute("UPDATE layer_styles SET styleQML = ? WHERE f_table_name = 'regions'", (style,))
            # QGIS has switched to a log beside the file, with which it can't be opened where nothing can be written.
            with suppress(sqlite3.OperationalError):  # somebody looks at it: QGIS switches back when it closes it
                self._database.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error as error:
            raise _unwritable(self.path, error) from error

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _check(self, settings: Settings) -> None:
        tables = {name for (name,) in self._read("SELECT table_name FROM gpkg_contents")}
        if not {PHOTOS, REGIONS, RUN} <= tables:
            raise FileError(
                tr("{name} exists and was not made by this algorithm; choose another file.").format(name=self.path.name)
            )
        begun = dict(self._read("SELECT name, value FROM run"))
        differing = [name for name, value in settings.as_texts().items() if begun.get(name) != value]
        if differing:
            titles = dict.fromkeys(Settings.title(name) for name in differing)
            raise SettingsDiffer(
                tr(
                    "{name} was begun with other settings: {settings}; use the same ones to go on, or another file to "
                    "begin anew."
                ).format(name=self.path.name, settings=", ".join(titles))
            )

    def _read(self, query: str) -> list:
        return self._database.execute(query).fetchall()


def regions_of(search_areas: Path, most: int) -> list:
    """Return the `most` likeliest regions (0: all) of each search area in the backend's GeoPackage.

    They are rows as `FolderPackage.write` takes them, in the file's order. Raises `FileError` when it can't be read.
    """
    columns = ", ".join(("geom", *REGION_FIELDS))  # constants, so the SQL below holds nobody's text
    database = sqlite3.connect(search_areas)
    try:
        return database.execute(
            f"SELECT {columns} FROM search_areas WHERE ? = 0 OR rank <= ? ORDER BY fid",  # noqa: S608  # nosec B608
            (most, most),
        ).fetchall()
    except sqlite3.Error as error:
        raise FileError(
            tr("The backend's search areas can't be read ({reason}); update the plugin and its backend.").format(
                reason=error
            )
        ) from error
    finally:
        database.close()


def _create(path: Path, settings: Settings) -> None:
    """Make the empty GeoPackage beside its place and move it there: a half-made one is never found."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with folder_beside(path.parent) as scratch:
            part = scratch / path.name
            for table, kinds, shape in (
                (PHOTOS, PHOTO_FIELDS, QgsWkbTypes.Type.Point),
                (REGIONS, {**REGION_FIELDS, **LINK}, QgsWkbTypes.Type.MultiPolygon),
                (RUN, {"name": "string", "value": "string"}, QgsWkbTypes.Type.NoGeometry),
            ):
                _create_table(part, table, kinds, shape)
            _store_looks(part, settings)
            with closing(_connect(part)) as database, database:
                database.execute("CREATE UNIQUE INDEX photos_path ON photos (path)")
                database.execute("CREATE INDEX regions_photo_id ON regions (photo_id)")
                database.executemany(_insert(RUN, "name", "value"), settings.as_texts().items())
            put_in_place(part, path)
    except OSError as error:
        raise _unwritable(path, error.strerror) from error
    except sqlite3.Error as error:
        raise _unwritable(path, error) from error


def _create_table(path: Path, table: str, kinds: dict, shape: QgsWkbTypes.Type) -> None:
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = table
    options.layerOptions = ["FID=fid", "GEOMETRY_NAME=geom"]
    action = QgsVectorFileWriter.ActionOnExistingFile
    options.actionOnExistingFile = action.CreateOrOverwriteLayer if path.exists() else action.CreateOrOverwriteFile
    writer = QgsVectorFileWriter.create(
        str(path), fields(**kinds), shape, wgs84(), QgsCoordinateTransformContext(), options
    )
    failed, message = writer.hasError() != QgsVectorFileWriter.WriterError.NoError, writer.errorMessage()
    del writer  # closes the file
    if failed:
        raise _unwritable(path, message)


def _store_looks(path: Path, settings: Settings) -> None:
    """Style both layers of a new file, and tell where they come from: whoever opens it finds both.

    Only in a new file QGIS stores a style without asking in a dialog first.
    """
    points, areas = _layer(path, PHOTOS), _layer(path, REGIONS)
    style_point(points, BEST_SYMBOL)
    points.setDisplayExpression('"path"')
    style_search_areas(areas, [], "")
    for layer, text in ((points, tr("Best point of each photo")), (areas, tr("Search areas by area budget"))):
        error = save_style_in_database(layer, "Photo Geolocator", text)
        if error:
            raise _unwritable(path, error)
        good, error = QgsProviderRegistry.instance().saveLayerMetadata(
            "ogr", layer.source(), _metadata(layer, text, settings)
        )
        if not good:
            raise _unwritable(path, error)


def _metadata(layer: QgsVectorLayer, title: str, settings: Settings) -> QgsLayerMetadata:
    """Return where a layer of many photos comes from; each photo's SHA-256 is in its row."""
    metadata = QgsLayerMetadata()
    metadata.setType("dataset")
    metadata.setTitle(f"{title} – {settings.folder}")
    metadata.setAbstract(caution())
    metadata.setCrs(layer.crs())
    metadata.setKeywords({"photo_geolocator": ["photo geolocation", "probability", settings.bundle]})
    metadata.setHistory(
        [
            f"Bundle {settings.bundle} {settings.bundle_version}, manifest SHA-256 {settings.bundle_sha256}",
            f"Backend {settings.backend_version}",
        ]
    )
    return metadata


def _regions_style(path: Path, labels: list) -> str:
    """Return the regions' style as QML; `labels` are those of their search areas, narrowest first."""
    layer, document = _layer(path, REGIONS), QDomDocument()
    style_search_areas(layer, labels, "")
    layer.exportNamedStyle(document)
    return document.toString()


def _layer(path: Path, table: str) -> QgsVectorLayer:
    return QgsVectorLayer(f"{path}|layername={table}", table, "ogr")


def _connect(path: Path) -> sqlite3.Connection:
    """Open a GeoPackage for writing: its spatial index calls functions that GeoPackage asks every writer to have."""
    database = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=LOCK_WAIT_S, isolation_level=None
    )
    database.execute("PRAGMA trusted_schema = ON")  # triggers may call the functions below
    database.create_function("ST_IsEmpty", 1, lambda blob: blob[3] >> 4 & 1, deterministic=True)
    for place, name in enumerate(("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")):
        database.create_function(name, 1, lambda blob, place=place: _bounds(blob)[place], deterministic=True)
    return database


def _bounds(blob: bytes) -> tuple:
    """Return west, east, south, north of a geometry in GeoPackage's binary form: a point has no envelope."""
    order = "<" if blob[3] & 1 else ">"
    if blob[3] >> 1 & 7:
        return struct.unpack_from(order + "4d", blob, 8)
    x, y = struct.unpack_from("<2d" if blob[8] else ">2d", blob, 13)
    return x, x, y, y


def _point(position: Position | None) -> bytes | None:
    """Return a point in GeoPackage's binary form: header without envelope, EPSG:4326, little-endian WKB."""
    if position is None:
        return None
    return struct.pack("<2sBBi BIdd", b"GP", 0, 1, 4326, 1, 1, position.lon, position.lat)


def _insert(table: str, *columns: str) -> str:
    places = ", ".join("?" * len(columns))  # the names are this module's own
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608  # nosec B608


def _unwritable(path: Path, reason: object) -> FileError:
    return FileError(
        tr("{name} can't be written ({reason}); free some disk space or choose another file.").format(
            name=path.name, reason=reason
        )
    )


def _unusable(path: Path, reason: object) -> FileError:
    return FileError(
        tr("{name} exists and can't be used as a GeoPackage ({reason}); choose another file.").format(
            name=path.name, reason=reason
        )
    )
