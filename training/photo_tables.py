"""Tables of photos to learn from: CSV or Parquet, with the column names that MP-16 and the benchmarks use.

Published layouts (GeoEstimation's releases, MP16-Pro): mp16_places365.csv, im2gps3k_places365.csv, yfcc4k_places365.csv
and yfcc25600_places365.csv have IMG_ID (the photo's file, such as 45/77/3228511372.jpg), AUTHOR, LAT, LON and scene
labels; img_id, latitude, longitude name the same in GeoEstimation's own lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from training.datasets import PRECISION_WEIGHT
from training.tables import PARQUET, TableError, csv_rows, open_parquet, place

# What each column may be called, upper and lower case alike; the first found counts.
ALIASES = {
    "id": ("id", "img_id", "image_id", "photo_id", "photoid", "key", "__key__"),
    "path": ("path", "file", "filename", "file_name", "image_path", "img_path"),
    "lat": ("lat", "latitude"),
    "lon": ("lon", "lng", "long", "longitude"),
    "group": ("group", "source", "author", "author_id", "userid", "user_id", "uid", "owner", "uploader"),
    "weight": ("weight",),
    "precision": ("precision",),
    "split": ("split",),
}
TABLES = (".csv", *PARQUET)
SPLIT_NAMES = {
    "train": ("train", "training"),
    "validation": ("validation", "val", "valid", "dev"),
    "test": ("test", "testing"),
}
LARGEST_WEIGHT = 1e6  # of a photo: far larger ones are infinite as float32, and no loss is a number any more
_BLOCK_BYTES = 32 * 2**20
_NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"
_NO_NUMBER = ("", "nan", "null", "none", "na")


def named(names: list[str]) -> dict[str, str]:
    """The table's own name of each column it has, by the names of `ALIASES`."""
    own = {name.strip().lower(): name for name in reversed(names)}
    return {
        column: own[next(a for a in aliases if a in own)]
        for column, aliases in ALIASES.items()
        if any(a in own for a in aliases)
    }


def read_photos(path: Path) -> pa.Table:
    """Read a table: id, path, row, lat, lon (null where empty), group, weight, split ("" where the table has none).

    weight is that of the column, or of the column `precision` (see `datasets.PRECISION_WEIGHT`), or 1. Read in blocks,
    so memory holds these columns alone. Raises TableError for a missing column, a value that is no number, a position
    out of range, an unknown precision or split, and names its row.
    """
    columns, blocks = _open(path, ("id", "lat", "lon"), tuple(ALIASES))
    return pa.concat_tables([_columns(path, block, columns, row) for row, block in blocks])


def read_coordinates(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Latitudes and longitudes (n,) of a table's photos in degrees, those of rows without a position left out.

    No other column is needed. Raises TableError as `read_photos` does.
    """
    columns, blocks = _open(path, ("lat", "lon"), ("lat", "lon"))
    parts = []
    for row, block in blocks:
        numbers = _numbers_of(path, block, columns, row)
        check_positions(numbers["lat"], numbers["lon"], _where(path, row))
        parts.append(np.stack([numbers[c].fill_null(np.nan).to_numpy(zero_copy_only=False) for c in ("lat", "lon")]))
    lat, lon = np.concatenate(parts, axis=1)
    known = ~(np.isnan(lat) | np.isnan(lon))
    return lat[known], lon[known]


def check_positions(lat: pa.Array, lon: pa.Array, where) -> None:
    """TableError for the first position out of range; where: names position k, such as "'a.csv' has in row 3"."""
    lat, lon = (pc.fill_null(a, 0.0).to_numpy(zero_copy_only=False) for a in (lat, lon))
    bad = ~((np.abs(lat) <= 90) & (np.abs(lon) <= 180))
    if bad.any():
        k = int(np.argmax(bad))
        said = f"{where(k)} the position {lat[k]:g}, {lon[k]:g}"
        if 90 < abs(lat[k]) <= 180 and abs(lon[k]) <= 90:
            raise TableError(f"{said}: latitude and longitude look swapped; exchange their headers.")
        raise TableError(f"{said}, which is out of range: latitudes go to 90 and longitudes to 180 degrees.")


def _columns(path: Path, block: pa.Table, columns: dict[str, str], row: int) -> pa.Table:
    """One block of the table in our columns; `row` is that of its first photo."""

    def text(column: str) -> pa.ChunkedArray:
        return _text(path, block, columns[column])

    where = _where(path, row)
    number = _numbers_of(path, block, columns, row)
    check_positions(number["lat"], number["lon"], where)
    identity = text("id") if "id" in columns else text("path")
    empty = pc.equal(identity, "").to_numpy()
    if empty.any():
        raise TableError(f"{where(int(np.argmax(empty)))} no id: give every photo one.")
    weight = pa.array(np.ones(len(block), np.float32))
    if "weight" in columns:
        weight = pc.fill_null(number["weight"], 1.0)
        wrong = pc.or_(pc.less(weight, 0.0), pc.greater(weight, LARGEST_WEIGHT)).to_numpy(zero_copy_only=False)
        if wrong.any():
            k = int(np.argmax(wrong))
            raise TableError(f"{where(k)} the weight {weight[k].as_py():g}: give 0 to {LARGEST_WEIGHT:g}.")
    elif "precision" in columns:
        weight = _looked_up(text("precision"), PRECISION_WEIGHT, "precision", where)
    nothing = pa.array(np.full(len(block), "", object), pa.string())
    split = nothing
    if "split" in columns:
        accepted = {"": "", **{name: split for split, names in SPLIT_NAMES.items() for name in names}}
        split = _looked_up(pc.utf8_lower(text("split")), accepted, "split", where)
    return pa.table(
        {
            "id": identity,
            "path": text("path") if "path" in columns else identity,
            "row": np.arange(row, row + len(block)),
            "lat": number["lat"],
            "lon": number["lon"],
            "group": text("group") if "group" in columns else nothing,
            "weight": pc.cast(weight, pa.float32()),
            "split": split,
        }
    )


def _open(path: Path, needed: tuple[str, ...], wanted: tuple[str, ...]):
    """The table's own names of the wanted columns it has, and its blocks, each with the row of its first photo."""
    if not path.is_file():
        raise TableError(f"There is no table '{path.name}': name a CSV or Parquet file of photos.")
    names, read = _parquet(path) if path.suffix.lower() in PARQUET else _csv(path)
    columns = {c: own for c, own in named(names).items() if c in wanted}
    missing = [c for c in needed if c not in columns and (c != "id" or "path" not in columns)]
    if missing:
        hint = ", separated by commas" if len(names) == 1 and ";" in names[0] else ""
        called = " or ".join(ALIASES[missing[0]][:3])
        must = ", ".join("id or path" if c == "id" else c for c in needed)
        raise TableError(f"'{path.name}' lacks the column {missing[0]} ({called}): it must have {must}{hint}.")

    def blocks() -> Iterator[tuple[int, pa.Table]]:
        row = first = 1 if path.suffix.lower() in PARQUET else 2
        for block in read(list(columns.values())):
            if len(block):
                yield row, block
                row += len(block)
        if row == first:
            raise TableError(f"'{path.name}' has no photo: give at least one row.")

    return columns, blocks()


def _where(path: Path, row: int):
    return lambda k: f"'{path.name}' has in {place(path, row + k)}"


def _text(path: Path, block: pa.Table, name: str) -> pa.ChunkedArray:
    column = block[name]
    try:
        return pc.utf8_trim_whitespace(pc.fill_null(pc.cast(column, pa.string()), ""))
    except pa.ArrowException:
        raise TableError(
            f"'{path.name}' has values of the type {column.type} in the column '{name}': make them numbers or texts in"
            " UTF-8."
        ) from None


def _numbers_of(path: Path, block: pa.Table, columns: dict[str, str], row: int) -> dict[str, pa.Array]:
    """The columns of numbers that the table has, float64, null where empty."""
    wanted = [c for c in ("lat", "lon", "weight") if c in columns]
    return {c: _numbers(_text(path, block, columns[c]), c, _where(path, row)).combine_chunks() for c in wanted}


def _numbers(values: pa.ChunkedArray, column: str, where) -> pa.ChunkedArray:
    """Texts as float64, null where empty; TableError for what is no number."""
    nothing = pc.is_in(pc.utf8_lower(values), pa.array(_NO_NUMBER))
    bad = pc.invert(pc.or_(nothing, pc.match_substring_regex(values, _NUMBER))).to_numpy()
    if bad.any():
        k = int(np.argmax(bad))
        raise TableError(f"{where(k)} '{values[k].as_py()[:40]}' as {column}: give a number.")
    return pc.cast(pc.if_else(nothing, pa.scalar(None, pa.string()), values), pa.float64())


def _looked_up(values: pa.ChunkedArray, meaning: dict, column: str, where) -> pa.Array:
    """What each text means; TableError for one that means nothing."""
    index = pc.index_in(values, pa.array(list(meaning)))
    unknown = pc.is_null(index).to_numpy()
    if unknown.any():
        k = int(np.argmax(unknown))
        known = ", ".join(name for name in meaning if name)
        raise TableError(f"{where(k)} the {column} '{values[k].as_py()[:40]}': use one of {known}.")
    return pa.array(list(meaning.values())).take(index.combine_chunks())


def _csv(path: Path):
    names = csv_rows(path)[0]

    def blocks(wanted: list[str]) -> Iterator[pa.Table]:
        # Everything is read as text: a number that is none is then refused by us, with its row.
        convert = pacsv.ConvertOptions(
            include_columns=wanted, column_types=dict.fromkeys(wanted, pa.string()), strings_can_be_null=False
        )
        read = pacsv.ReadOptions(block_size=_BLOCK_BYTES, column_names=names, skip_rows=1)
        parse = pacsv.ParseOptions(newlines_in_values=True)
        for _ in csv_rows(path)[1]:  # names a row that is wrong; Arrow names none, and takes an open quote for a value
            pass
        try:
            with pacsv.open_csv(path, read_options=read, parse_options=parse, convert_options=convert) as reader:
                for batch in reader:
                    yield pa.Table.from_batches([batch])
        except pa.ArrowException as error:
            raise TableError(f"'{path.name}' is no valid CSV: {' '.join(str(error).split())}.") from error

    return names, blocks


def _parquet(path: Path):
    file = open_parquet(path)

    def blocks(wanted: list[str]) -> Iterator[pa.Table]:
        try:
            for batch in file.iter_batches(batch_size=2**19, columns=wanted):
                yield pa.Table.from_batches([batch])
        except (pa.ArrowException, OSError) as error:
            raise TableError(f"'{path.name}' can't be read: {' '.join(str(error).split())}.") from error

    return file.schema_arrow.names, blocks
