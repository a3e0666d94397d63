"""Tables put into a GeoPackage whole or not at all: by SQL alone, in one transaction.

A full disk, a crash or a kill leaves the file as it was, also while QGIS shows its other tables; SQLite sees to that.
QGIS's own writers open and close the file for every table, and hold up Python's threads meanwhile. The layout is that
of OGC 12-128r17 (GeoPackage 1.2 and later).
"""

# ruff: noqa: S608 -- names of tables can't be parameters of SQL; ours are letters, digits and underscores alone.
# The same for Bandit, line by line: nosec B608.

from __future__ import annotations

import re
import sqlite3
import struct
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ..errors import FileError
from ..translation import tr

PROVENANCE = "photo_geolocator_provenance"
STYLE_NAME = "Photo Geolocator"
LOCK_SECONDS = 10.0
LONGEST_PREFIX = 40
# Tables that every GeoPackage with features has; what a target lacks is made as the source has it.
_SYSTEM = ("gpkg_spatial_ref_sys", "gpkg_contents", "gpkg_geometry_columns", "gpkg_ogr_contents", "gpkg_extensions")
_NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
_METADATA = """
CREATE TABLE IF NOT EXISTS gpkg_metadata (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS gpkg_metadata_reference (
  reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id))
"""
# As QGIS makes it.
_STYLES = """
CREATE TABLE IF NOT EXISTS layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')))
"""
_PROVENANCE = f"""
CREATE TABLE IF NOT EXISTS {PROVENANCE} (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, photo TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL)
"""


@dataclass(frozen=True)
class Row:
    """A feature: its attributes in the table's order, without the id, and its shape as well-known binary."""

    attributes: list
    shape: bytes
    bounds: tuple  # west, south, east, north


@dataclass(frozen=True)
class Table:
    """A table to add under `name`, shaped like the source's table `like`.

    It takes over that one's features, or has `rows` instead. `style` is QML and `metadata` QMD, as texts.
    """

    name: str
    like: str
    title: str
    style: str
    metadata: str
    rows: Iterable[Row] | None = None


def free_prefix(package: Path, wanted: str, taken: Callable[[str], bool]) -> str:
    """Return `wanted`, made fit for names of tables and files, with a number where any table `<prefix>_…` of
    `package` (which need not exist), or `taken(prefix)`, would clash.

    Raises `FileError` when the file is no GeoPackage.
    """
    prefix = re.sub(r"\W+", "_", wanted)[:LONGEST_PREFIX].strip("_") or "photo"
    if re.match(r"\d|sqlite_|gpkg_|rtree_", prefix, re.IGNORECASE):
        prefix = f"photo_{prefix}"
    with _failures(package):
        names = _table_names(package) if package.exists() else set()
    number, free = 1, prefix
    while taken(free) or any(name.startswith(f"{free}_".casefold()) for name in names):
        number += 1
        free = f"{prefix}_{number}"
    return free


def add_tables(
    source: Path, target: Path, tables: list, provenance: list, photo: str, before_commit: Callable[[], None]
) -> None:
    """Add `tables`, shaped like those of the GeoPackage `source`, to the GeoPackage `target`; made when missing.

    `provenance` are pairs of key and text, stored for `photo`; `before_commit` is called when all is written and
    nothing yet to be seen: what it raises undoes everything. Raises `FileError`; then `target` is as it was.
    """
    with _failures(target), closing(_open(target)) as database:
        with _failures(source):
            database.execute("ATTACH ? AS source", (str(source),))
            database.execute("SELECT count(*) FROM source.gpkg_contents")
        fresh = not database.execute("SELECT count(*) FROM main.sqlite_master").fetchone()[0]
        if fresh:
            for pragma in ("application_id", "user_version"):
                value = database.execute(f"PRAGMA source.{pragma}").fetchone()[0]
                database.execute(f"PRAGMA main.{pragma} = {int(value)}")
        database.execute("BEGIN IMMEDIATE")
        try:
            _prepare(database)
            for table in tables:
                _add(database, table)
            _tell(database, provenance, photo)
            before_commit()
            database.execute("COMMIT")
        except BaseException:
            if database.in_transaction:  # a full disk has rolled back by itself
                database.execute("ROLLBACK")
            raise


class _failures:
    """Turns what SQLite and the system say of `path` into one `FileError`."""

    def __init__(self, path: Path):
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind, error, traceback) -> None:
        if isinstance(error, sqlite3.Error) and "locked" in str(error):
            raise FileError(
                tr("{name} is being written by another program; close it there or choose another name.").format(
                    name=self._path.name
                )
            ) from error
        if isinstance(error, sqlite3.DatabaseError) and "not a database" in str(error):
            raise not_a_geopackage(self._path) from error
        if isinstance(error, (sqlite3.Error, OSError)):
            raise unwritable(self._path, getattr(error, "strerror", None) or error) from error


def not_a_geopackage(path: Path) -> FileError:
    """Return the error for a file that is something else."""
    return FileError(tr("{name} is not a GeoPackage; choose another name.").format(name=path.name))


def unwritable(path: Path, reason: object) -> FileError:
    """Return the error for a file that can't be written."""
    return FileError(
        tr("{name} can't be written ({reason}); free some disk space or choose another folder.").format(
            name=path.name, reason=reason
        )
    )


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=LOCK_SECONDS, isolation_level=None)


def _table_names(package: Path) -> set:
    with closing(_open(package)) as database:
        names = {name.casefold() for (name,) in database.execute("SELECT name FROM sqlite_master")}
    if "gpkg_contents" not in names and package.stat().st_size:
        raise not_a_geopackage(package)
    return names


def _prepare(database: sqlite3.Connection) -> None:
    """Give the target the system tables that it lacks."""
    there = {name for (name,) in database.execute("SELECT name FROM main.sqlite_master")}
    for name in _SYSTEM:
        for (sql,) in database.execute(
            "SELECT sql FROM source.sqlite_master WHERE name = ? AND type = 'table'", (name,)
        ).fetchall():
            if name not in there:
                database.execute(sql)
    columns = "srs_name, srs_id, organization, organization_coordsys_id, definition, description"
    database.execute(
        f"INSERT OR IGNORE INTO main.gpkg_spatial_ref_sys ({columns}) "  # nosec B608
        f"SELECT {columns} FROM source.gpkg_spatial_ref_sys"
    )
    _make_register(database, "layer_styles", _STYLES)
    _make_register(database, PROVENANCE, _PROVENANCE)
    if "gpkg_metadata" not in there:
        for statement in _METADATA.split(";\n"):
            database.execute(statement)
        database.executemany(
            "INSERT INTO main.gpkg_extensions VALUES (?, NULL, 'gpkg_metadata', "
            "'http://www.geopackage.org/spec121/#extension_metadata', 'read-write')",
            [("gpkg_metadata",), ("gpkg_metadata_reference",)],
        )


def _make_register(database: sqlite3.Connection, name: str, sql: str) -> None:
    """Make the table `name` without shapes, listed among the contents, unless it is there."""
    database.execute(sql)
    database.execute(
        "INSERT OR IGNORE INTO main.gpkg_contents (table_name, data_type, identifier, last_change) "
        f"VALUES (?, 'attributes', ?, {_NOW})",
        (name, name),
    )


def _add(database: sqlite3.Connection, table: Table) -> None:
    """Add one table: its features, their index, its triggers, and what is said of it elsewhere."""
    like, name = table.like, table.name
    (geometry,) = database.execute(
        "SELECT column_name FROM source.gpkg_geometry_columns WHERE table_name = ?", (like,)
    ).fetchone()
    database.execute(_sql(database, "table", like, like)[0].replace(like, name))
    index, old_index = f"rtree_{name}_{geometry}", f"rtree_{like}_{geometry}"
    database.execute(f'CREATE VIRTUAL TABLE main."{index}" USING rtree(id, minx, maxx, miny, maxy)')
    if table.rows is None:
        database.execute(f'INSERT INTO main."{name}" SELECT * FROM source."{like}"')  # nosec B608
        database.execute(f'INSERT INTO main."{index}" SELECT * FROM source."{old_index}"')  # nosec B608
    else:
        _insert(database, table, geometry, index)
    # Afterwards: they would call functions that GDAL alone has.
    for sql in _sql(database, "trigger", None, like):
        database.execute(sql.replace(like, name))
    (count,) = database.execute(f'SELECT count(*) FROM main."{name}"').fetchone()  # nosec B608
    bounds = database.execute(
        f'SELECT min(minx), min(miny), max(maxx), max(maxy) FROM main."{index}"'  # nosec B608
    ).fetchone()
    database.execute(
        "INSERT INTO main.gpkg_contents "
        "(table_name, data_type, identifier, description, last_change, min_x, min_y, max_x, max_y, srs_id) "
        f"SELECT ?, data_type, ?, ?, {_NOW}, ?, ?, ?, ?, srs_id "  # nosec B608
        "FROM source.gpkg_contents WHERE table_name = ?",
        (name, name, table.title, *bounds, like),
    )
    database.execute(
        "INSERT INTO main.gpkg_geometry_columns SELECT ?, column_name, geometry_type_name, srs_id, z, m "
        "FROM source.gpkg_geometry_columns WHERE table_name = ?",
        (name, like),
    )
    database.execute(
        "INSERT INTO main.gpkg_extensions SELECT ?, column_name, extension_name, definition, scope "
        "FROM source.gpkg_extensions WHERE table_name = ?",
        (name, like),
    )
    database.execute("INSERT INTO main.gpkg_ogr_contents VALUES (?, ?)", (name, count))
    _store_style(database, name, table.title, table.style, geometry)
    number = database.execute(
        "INSERT INTO main.gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) "
        "VALUES ('dataset', 'http://mrcc.com/qgis.dtd', 'text/xml', ?)",
        (table.metadata,),
    ).lastrowid
    database.execute(
        "INSERT INTO main.gpkg_metadata_reference (reference_scope, table_name, md_file_id) VALUES ('table', ?, ?)",
        (name, number),
    )


def _sql(database: sqlite3.Connection, kind: str, name: str | None, table: str) -> list:
    """Return the definitions of the source's tables or triggers that belong to `table`."""
    rows = database.execute(
        "SELECT name, sql FROM source.sqlite_master WHERE type = ? AND tbl_name = ? ORDER BY rowid", (kind, table)
    )
    return [sql for found, sql in rows.fetchall() if name in (None, found)]


def _insert(database: sqlite3.Connection, table: Table, geometry: str, index: str) -> None:
    columns = [name for _, name, *_ in database.execute(f'PRAGMA main.table_info("{table.name}")')]
    names = ", ".join(f'"{column}"' for column in columns[1:])
    marks = ", ".join("?" * (len(columns) - 1))
    place = columns.index(geometry) - 1
    (srs_id,) = database.execute(
        "SELECT srs_id FROM source.gpkg_geometry_columns WHERE table_name = ?", (table.like,)
    ).fetchone()
    for row in table.rows:
        values = list(row.attributes)
        values.insert(place, _blob(row, srs_id))
        number = database.execute(
            f'INSERT INTO main."{table.name}" ({names}) VALUES ({marks})',  # nosec B608
            values,
        ).lastrowid
        west, south, east, north = row.bounds
        database.execute(
            f'INSERT INTO main."{index}" VALUES (?, ?, ?, ?, ?)',  # nosec B608
            (number, west, east, south, north),
        )


def _blob(row: Row, srs_id: int) -> bytes:
    """Return a shape as a GeoPackage stores it: little-endian, with its bounds ahead."""
    west, south, east, north = row.bounds
    return struct.pack("<2sBBi4d", b"GP", 0, 0b00000011, srs_id, west, east, south, north) + row.shape


def _store_style(database: sqlite3.Connection, table: str, title: str, style: str, geometry: str) -> None:
    database.execute(
        "INSERT INTO main.layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, "
        "styleQML, styleSLD, useAsDefault, description, owner) VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '')",
        (table, geometry, STYLE_NAME, style, title),
    )


def _tell(database: sqlite3.Connection, provenance: list, photo: str) -> None:
    database.executemany(
        f"INSERT INTO main.{PROVENANCE} (photo, key, value) VALUES (?, ?, ?)",  # nosec B608
        [(photo, key, value) for key, value in provenance],
    )
