"""Tables of photos and positions: true places and point predictions, from CSV or Parquet, every row checked."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

PARQUET = (".parquet", ".pq")
# Positions are taken for swapped when most lie in the open sea and hardly any would if they were exchanged.
_ENOUGH_TO_JUDGE = 10
_MOST, _HARDLY_ANY = 0.5, 0.1


class TableError(ValueError):
    """A table can't be used: one sentence that names the file, the row and what to do."""


def place(path: Path, row: int) -> str:
    """How a row of a table is named to a person; `row` counts from 1, a CSV's header included."""
    return f"row {row} ({'the header is row 1' if path.suffix.lower() == '.csv' else 'the first photo is row 1'})"


@dataclass(frozen=True)
class Positions:
    """Photos with positions, one row of the table each.

    path: the table; id: (n,) texts, all different; row: (n,) row of each in the table, see `place`; latitude,
    longitude: (n,) degrees. group: (n,) who published each photo, or None. spread: (n,) km, the standard deviation
    along each axis of what a point prediction claims, or None. photo: (n,) file of each photo as the table names it.
    without_position: rows that name a photo and no position, left out.
    """

    path: Path
    id: list[str]
    row: list[int]
    latitude: np.ndarray
    longitude: np.ndarray
    group: list[str] | None
    spread: np.ndarray | None
    photo: list[str]
    without_position: int

    def __len__(self) -> int:
        return len(self.id)

    def place(self, k: int) -> str:
        """Where photo k stands in the table."""
        return place(self.path, self.row[k])


def read_positions(path: Path, *, skip_without_position: bool = False) -> Positions:
    """Read a table with the columns id, lat and lon (degrees), and group (or source) and spread where it has them.

    A table of photos may have `path` in place of, or beside, `id`. CSV is UTF-8 with commas. Raises TableError for
    the first row that is wrong. skip_without_position: leave out rows whose lat and lon are both empty, and count
    them.
    """
    names, records = _parquet(path) if path.suffix.lower() in PARQUET else _csv(path)
    key = "id" if "id" in names else "path"
    missing = [n for n in ("id", "lat", "lon") if n not in names and (n != "id" or key not in names)]
    if missing:
        hint = ", separated by commas" if len(names) == 1 and ";" in names[0] else ""
        raise TableError(
            f"'{path.name}' lacks the column{'s'[: len(missing) > 1]} {', '.join(missing)}: it must have the columns"
            f" id, lat and lon{hint}."
        )
    group = next((n for n in ("group", "source") if n in names), None)
    first: dict[str, int] = {}
    columns: dict[str, list] = {n: [] for n in ("row", "lat", "lon", "group", "spread", "photo")}
    skipped = 0
    for row, record in records:
        if skip_without_position and not record["lat"] and not record["lon"]:
            skipped += 1
            continue
        identity = record[key]
        if not identity:
            raise TableError(f"'{path.name}' has no id in {place(path, row)}: give every photo one.")
        if identity in first:
            raise TableError(
                f"'{path.name}' lists '{identity}' twice, in row {first[identity]} and {place(path, row)}: keep one."
            )
        first[identity] = row
        lat, lon = (_number(path, row, record[n], n) for n in ("lat", "lon"))
        _check_range(path, row, lat, lon)
        columns["row"].append(row)
        columns["lat"].append(lat)
        columns["lon"].append(lon)
        columns["photo"].append(record.get("path") or identity)
        if group:
            columns["group"].append(record[group])
        if "spread" in names:
            spread = _number(path, row, record["spread"], "spread")
            if not 0 <= spread < math.inf:
                raise TableError(
                    f"'{path.name}' has the spread {spread:g} in {place(path, row)}: give kilometres, 0 or more."
                )
            columns["spread"].append(spread)
    if not first:
        raise TableError(f"'{path.name}' has no photo: give at least one row with a position.")
    return Positions(
        path,
        list(first),
        columns["row"],
        np.array(columns["lat"]),
        np.array(columns["lon"]),
        columns["group"] if group else None,
        np.array(columns["spread"]) if "spread" in names else None,
        columns["photo"],
        skipped,
    )


def check_not_swapped(positions: Positions, at_sea: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> None:
    """TableError when latitudes and longitudes of a whole table look exchanged.

    at_sea: says of latitudes and longitudes (n,) in degrees which lie in the open sea.
    """
    lat, lon = positions.latitude, positions.longitude
    if len(lat) < _ENOUGH_TO_JUDGE or np.abs(lon).max() > 90:
        return
    wet = at_sea(lat, lon)
    if wet.mean() > _MOST and at_sea(lon, lat).mean() < _HARDLY_ANY:
        raise TableError(
            f"'{positions.path.name}' has latitude and longitude swapped, it seems: {wet.mean():.0%} of its positions"
            f" lie in the open sea, such as {positions.place(int(np.argmax(wet)))}, and hardly any would if they were"
            " exchanged: check the columns lat and lon."
        )


def _check_range(path: Path, row: int, lat: float, lon: float) -> None:
    where = f"'{path.name}' has the position {lat:g}, {lon:g} in {place(path, row)}"
    if 90 < abs(lat) <= 180 and abs(lon) <= 90:
        raise TableError(f"{where}: latitude and longitude look swapped.")
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise TableError(f"{where}, which is out of range: latitudes go to 90 and longitudes to 180 degrees.")


def _number(path: Path, row: int, text: str, column: str) -> float:
    try:
        if "_" in text:  # Python would read 1_000
            raise ValueError
        return float(text)
    except ValueError:
        said = f"'{text}'" if text else "nothing"
        raise TableError(f"'{path.name}' has {said} in {place(path, row)} as {column}: give a number.") from None


def _csv(path: Path) -> tuple[list[str], Iterator[tuple[int, dict[str, str]]]]:
    names, rows = csv_rows(path)

    def records() -> Iterator[tuple[int, dict[str, str]]]:
        for number, fields in rows:
            yield number, {name: field.strip() for name, field in zip(names, fields, strict=True)}

    return names, records()


def csv_rows(path: Path) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """Header of a CSV, and its rows that are not blank, numbered from 2.

    Raises TableError when it is no UTF-8 text, a quote is left open, or a row has another number of values.
    """

    def rows() -> Iterator[tuple[int, list[str]]]:
        number = width = 0
        try:
            with path.open(newline="", encoding="utf-8-sig") as file:
                for number, fields in enumerate(csv.reader(file, strict=True), start=1):
                    if not fields:
                        continue
                    width = width or len(fields)
                    if len(fields) != width:
                        raise TableError(
                            f"'{path.name}' has {len(fields)} values in {place(path, number)}, not {width} as in its"
                            " header: values with a comma need quotes."
                        )
                    yield number, fields
        except UnicodeDecodeError:
            raise TableError(f"'{path.name}' is no UTF-8 text: save it as CSV in UTF-8, or as Parquet.") from None
        except csv.Error as error:
            raise TableError(f"'{path.name}' is no valid CSV in {place(path, number + 1)}: {error}.") from None
        except OSError as error:
            raise TableError(f"'{path.name}' can't be read: {error.strerror}.") from error

    found = rows()
    names = [name.strip() for name in next(found, (1, []))[1]]
    if not names:
        raise TableError(f"'{path.name}' is empty: it must have a header and a row a photo.")
    twice = next((n for n in names if names.count(n) > 1), None) if len(names) < 1000 else None
    if twice is not None:
        raise TableError(f"'{path.name}' has the column '{twice}' twice: keep one.")
    return names, found


def open_parquet(path: Path) -> pq.ParquetFile:
    """A Parquet file, its columns not read ahead; TableError when it is none."""
    try:
        return pq.ParquetFile(path, pre_buffer=False)
    except (pa.ArrowException, OSError) as error:
        raise TableError(f"'{path.name}' can't be read as Parquet: {' '.join(str(error).split())}.") from error


def texts(column: pa.Array | pa.ChunkedArray, path: Path) -> list[str]:
    """A column of ids as texts, "" where there is none; TableError unless it holds texts or whole numbers."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_integer(kind)):
        raise TableError(f"'{path.name}' has ids of the type {kind}: make them texts.")
    return ["" if value is None else str(value) for value in column.to_pylist()]


def _parquet(path: Path) -> tuple[list[str], Iterator[tuple[int, dict[str, str]]]]:
    file = open_parquet(path)
    names = file.schema_arrow.names

    def records() -> Iterator[tuple[int, dict[str, str]]]:
        wanted = [n for n in ("id", "path", "lat", "lon", "group", "source", "spread") if n in names]
        table = file.read(columns=wanted)
        columns = [
            texts(table[n], path)
            if n in ("id", "path")
            else ["" if v is None else str(v) for v in table[n].to_pylist()]
            for n in wanted
        ]
        for number, values in enumerate(zip(*columns, strict=True), start=1):
            yield number, dict(zip(wanted, values, strict=True))

    return names, records()
