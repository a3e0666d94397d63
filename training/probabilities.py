"""Class probabilities of an ensemble's members, streamed from CSV, Parquet or NPZ tables, every row checked.

A table of 30,000 photos and 12,893 cells is gigabytes, so tables are read in blocks of rows and never held whole. The
first wide table sets the order of the photos; tables of few classes are held and looked up by id; another wide table
must list the photos in the same order.
"""

from __future__ import annotations

import csv
import re
import zipfile
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from training.tables import PARQUET, Positions, TableError, csv_rows, open_parquet, place, texts

HELD = 64  # a table of at most this many classes is held in memory
_BLOCK_BYTES = 16 * 2**20
_LONGEST_LINE = 256 * 2**20
_LARGEST_ROW_GROUP = 512 * 2**20
_SUM_TOLERANCE = 1e-3
_QUOTED = re.compile(rb'"((?:[^"]|"")*)"(,|$)')

# Ids, the row of each in the table (see `tables.place`) and the probabilities (b, classes) of some photos.
Block = tuple[list[str], list[int], np.ndarray]


@dataclass(frozen=True)
class ProbabilityTable:
    """Probabilities in a file, read again at each call of `read`.

    labels: the class of each column (class numbers of a partition, pixel values of a map), or None when the file
    names none. classes: how many columns.
    """

    path: Path
    labels: list[int] | None
    classes: int
    read: Callable[[], Iterator[Block]]

    def blocks(self, order: np.ndarray | None = None) -> Iterator[Block]:
        """The photos in blocks, float64 and summing to 1, columns taken in an order; TableError for a bad row.

        Sums may be off by 1e-3, as rounded figures are, and are then mended.
        """
        first: dict[str, int] = {}
        for ids, rows, values in self.read():
            for identity, row in zip(ids, rows, strict=True):
                if not identity:
                    raise TableError(f"'{self.path.name}' has no id in {place(self.path, row)}: give every photo one.")
                if first.setdefault(identity, row) != row:
                    raise TableError(
                        f"'{self.path.name}' lists '{identity}' twice, in row {first[identity]} and"
                        f" {place(self.path, row)}: keep one."
                    )
            values = values.astype(np.float64, copy=False)
            total = values.sum(axis=1)
            if not (np.abs(total - 1.0) <= _SUM_TOLERANCE).all() or values.min() < 0:
                self._refuse(ids, rows, values, total)
            values = values if order is None else values[:, order]
            yield ids, rows, values / total[:, None]
        if not first:
            raise TableError(f"'{self.path.name}' has no photo: give a row of probabilities a photo.")

    def _refuse(self, ids: list[str], rows: list[int], values: np.ndarray, total: np.ndarray) -> None:
        bad = ~np.isfinite(values) | (values < 0)
        k = int(np.argmax(bad.any(axis=1) | ~(np.abs(total - 1.0) <= _SUM_TOLERANCE)))
        where = f"'{self.path.name}' has in {place(self.path, rows[k])}, photo '{ids[k]}',"
        if bad[k].any():
            column = int(np.argmax(bad[k]))
            value = values[k, column]
            kind = "which is not finite" if not np.isfinite(value) else "which is negative"
            label = self.labels[column] if self.labels else column
            raise TableError(f"{where} the probability {value:g} for class {label}, {kind}: give numbers from 0 to 1.")
        raise TableError(f"{where} probabilities that sum to {total[k]:.6g}, not to 1: normalise them.")


def open_table(path: Path) -> ProbabilityTable:
    """Open a table of probabilities by its extension: .csv, .parquet or .npz; TableError when it is none.

    CSV and Parquet: the column `id`, then one column a class, headed by its number; Parquet may hold them in one list
    column `probabilities`. NPZ: arrays `id` (n,), `probabilities` (n, classes) and perhaps `values` (classes,), the
    classes' pixel values.
    """
    if not path.is_file():
        raise TableError(f"There is no table '{path.name}': name a CSV, Parquet or NPZ file of probabilities.")
    suffix = path.suffix.lower()
    if suffix in PARQUET:
        return _open_parquet(path)
    if suffix == ".npz":
        return _open_npz(path)
    if suffix == ".csv":
        return _open_csv(path)
    raise TableError(f"'{path.name}' is no table that can be read here: save it as .csv, .parquet or .npz.")


def _labels(path: Path, names: list[str]) -> list[int]:
    if names[0] != "id":
        raise TableError(f"'{path.name}' must have the columns id, then one a class; its first is '{names[0][:40]}'.")
    if len(names) < 2:
        raise TableError(f"'{path.name}' has no column of probabilities: give one a class after id.")
    for name in names[1:]:
        if not (name.isascii() and name.isdecimal()):
            raise TableError(f"'{path.name}' has the column '{name[:40]}': head each column with the class's number.")
    return [int(name) for name in names[1:]]


# --- CSV -------------------------------------------------------------------------------------------------------------


def _open_csv(path: Path) -> ProbabilityTable:
    names, _ = csv_rows(path)
    labels = _labels(path, names)
    return ProbabilityTable(path, labels, len(labels), lambda: _read_csv(path, labels))


def _read_csv(path: Path, labels: list[int]) -> Iterator[Block]:
    """Blocks of whole lines, two parsed at a time. An id holds no line break, so lines are rows."""
    waiting: deque[Future[Block]] = deque()
    with ThreadPoolExecutor(2) as threads:
        for numbered in _lines(path):
            waiting.append(threads.submit(_parse, path, labels, *zip(*numbered, strict=True)))
            if len(waiting) == 2:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _lines(path: Path) -> Iterator[list[tuple[int, bytes]]]:
    """The lines after the header that are not blank, with their rows, a block at a time."""
    row, rest = 1, b""
    with path.open("rb") as file:
        if file.readline().count(b'"') % 2:
            raise TableError(f"'{path.name}' has a line break inside its header: take it out.")
        while True:
            block = file.read(_BLOCK_BYTES)
            text = rest + block
            cut = text.rfind(b"\n") + 1 if block else len(text)
            text, rest = text[:cut], text[cut:]
            if len(rest) > _LONGEST_LINE:
                raise TableError(f"'{path.name}' has no line break after {place(path, row)}: is it a CSV?")
            lines = text.split(b"\n")
            if not lines[-1]:
                lines.pop()
            numbered = [(row + k, line) for k, line in enumerate(lines, start=1) if line.strip()]
            row += len(lines)
            if numbered:
                yield numbered
            if not block:
                return


def _parse(path: Path, labels: list[int], rows: Sequence[int], lines: Sequence[bytes]) -> Block:
    ids, numbers = [], []
    for row, line in zip(rows, lines, strict=True):
        identity, numeric = _split(path, row, line.rstrip(b"\r"))
        found = numeric.count(b",") + 1 if numeric is not None else 0
        if found != len(labels):
            raise TableError(
                f"'{path.name}' has {found} probabilities in {place(path, row)}, photo '{identity}', not"
                f" {len(labels)} as in its header."
            )
        ids.append(identity)
        numbers.append(numeric)
    try:
        return ids, list(rows), _floats(b",".join(numbers)).reshape(len(rows), len(labels))
    except pa.ArrowInvalid:
        raise _no_number(path, labels, rows, ids, numbers) from None


def _floats(text: bytes) -> np.ndarray:
    """The numbers of a text between its commas, float64; ArrowInvalid when one is none.

    Arrow's cast of an array of strings takes half the time of its CSV reader, and a block at a time less memory.
    """
    if b" " in text:
        text = b",".join(value.strip() for value in text.split(b","))
    commas = np.flatnonzero(np.frombuffer(text, np.uint8) == ord(","))
    offsets = np.concatenate([[0], commas - np.arange(len(commas)), [len(text) - len(commas)]]).astype(np.int32)
    values = text.replace(b",", b"")
    strings = pa.StringArray.from_buffers(len(offsets) - 1, pa.py_buffer(offsets), pa.py_buffer(values))
    return strings.cast(pa.float64()).to_numpy()


def _split(path: Path, row: int, line: bytes) -> tuple[str, bytes | None]:
    """Id and the text of the numbers of one line; quotes are undone."""
    try:
        # Ids with a comma or a quote stand in quotes, in which quotes are doubled; some programs quote every text.
        quoted = _QUOTED.match(line)
        identity, comma, numeric = (
            (quoted[1].replace(b'""', b'"'), quoted[2], line[quoted.end() :]) if quoted else line.partition(b",")
        )
        if b'"' not in (numeric if quoted else line):
            return identity.decode().strip(), numeric if comma else None
        first, *fields = next(csv.reader([line.decode()], strict=True))
        return first.strip(), ",".join(fields).encode() if fields else None
    except UnicodeDecodeError:
        raise TableError(f"'{path.name}' is no UTF-8 text in {place(path, row)}: save it in UTF-8.") from None
    except csv.Error as error:
        raise TableError(f"'{path.name}' is no valid CSV in {place(path, row)}: {error}.") from None


def _no_number(path: Path, labels: list[int], rows: Sequence[int], ids: list[str], numbers: list[bytes]) -> TableError:
    for row, identity, numeric in zip(rows, ids, numbers, strict=True):
        for label, text in zip(labels, numeric.split(b","), strict=True):
            try:
                float(text)
            except ValueError:
                said = f"'{text.decode(errors='replace')[:40]}'" if text.strip() else "nothing"
                return TableError(
                    f"'{path.name}' has {said} in {place(path, row)}, photo '{identity}', for class {label}: give a"
                    " number."
                )
    return TableError(f"'{path.name}' has a value that is no number between row {rows[0]} and {place(path, rows[-1])}.")


# --- Parquet ---------------------------------------------------------------------------------------------------------


def _open_parquet(path: Path) -> ProbabilityTable:
    file = open_parquet(path)
    names = file.schema_arrow.names
    if "id" in names and "probabilities" in names:
        first = next(file.iter_batches(1, columns=["probabilities"]), None)
        values = first.column(0) if first is not None else None
        if values is not None and not hasattr(values, "values"):
            raise TableError(f"'{path.name}' must hold lists of numbers in its column probabilities.")
        if values is not None:
            _check_numbers(path, values.type.value_type)
        classes = len(values[0]) if values is not None and values[0].is_valid else 0
        return ProbabilityTable(path, None, classes, lambda: _read_lists(path, classes))
    labels = _labels(path, names or [""])
    for kind in set(file.schema_arrow.types[1:]):
        _check_numbers(path, kind)
    largest = max((file.metadata.row_group(g).num_rows for g in range(file.num_row_groups)), default=0)
    if largest * len(labels) * 8 > _LARGEST_ROW_GROUP:
        fit = _LARGEST_ROW_GROUP // (8 * len(labels))
        raise TableError(
            f"'{path.name}' has row groups of {largest:,} photos, too many to read a few at a time: write it with at"
            f" most {fit:,} (row_group_size={fit})."
        )
    return ProbabilityTable(path, labels, len(labels), lambda: _read_columns(path))


def _read_columns(path: Path) -> Iterator[Block]:
    row = 1
    file = open_parquet(path)
    for group in range(file.num_row_groups):
        for batch in _guarded(path, lambda group=group: file.read_row_group(group).to_batches(512)):
            ids = texts(batch.column(0), path)
            values = batch.select(range(1, batch.num_columns)).to_tensor(null_to_nan=True).to_numpy()
            yield ids, list(range(row, row + len(ids))), values
            row += len(ids)


def _read_lists(path: Path, classes: int) -> Iterator[Block]:
    row = 1
    file = open_parquet(path)
    size = max(1, _BLOCK_BYTES // (8 * max(classes, 1)))
    for batch in _guarded(path, lambda: file.iter_batches(size, columns=["id", "probabilities"])):
        ids, lists = texts(batch["id"], path), batch["probabilities"]
        for k, value in enumerate(lists):
            found = len(value) if value.is_valid else 0
            if found != classes or not classes:
                raise TableError(
                    f"'{path.name}' has {found} probabilities in {place(path, row + k)}, photo '{ids[k]}', not"
                    f" {classes or 'one a class'}."
                )
        # An empty number is NaN, and refused as such.
        values = lists.flatten().cast(pa.float64()).to_numpy(zero_copy_only=False).reshape(len(ids), classes)
        yield ids, list(range(row, row + len(ids))), values
        row += len(ids)


def _guarded(path: Path, batches: Callable[[], Iterable[pa.RecordBatch]]) -> Iterator[pa.RecordBatch]:
    try:
        yield from batches()
    except (pa.ArrowException, OSError) as error:
        raise TableError(f"'{path.name}' is damaged: {' '.join(str(error).split())}.") from error


def _check_numbers(path: Path, kind: pa.DataType) -> None:
    if not (pa.types.is_floating(kind) or pa.types.is_integer(kind)):
        raise TableError(f"'{path.name}' has probabilities of the type {kind}: make them numbers.")


# --- NPZ -------------------------------------------------------------------------------------------------------------


def _open_npz(path: Path) -> ProbabilityTable:
    ids, values, shape = _npz(path, lambda archive: _npz_head(path, archive))
    if len(shape) != 2 or not shape[1] or len(ids) != shape[0]:
        raise TableError(
            f"'{path.name}' must hold probabilities of the shape (photos, classes) and as many ids; it has {shape} and"
            f" {len(ids)}."
        )
    if values is not None and len(values) != shape[1]:
        raise TableError(f"'{path.name}' has {len(values)} values for {shape[1]} classes.")
    return ProbabilityTable(path, values, shape[1], lambda: _read_npz(path, ids, shape))


def _npz(path: Path, use: Callable):
    """What `use` makes of an open archive; TableError when that is damaged or no NPZ."""
    try:
        with zipfile.ZipFile(path) as archive:
            return use(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError) as error:
        if isinstance(error, TableError):
            raise
        raise TableError(f"'{path.name}' can't be read as NPZ with id and probabilities: {error}.") from error


def _npz_head(path: Path, archive: zipfile.ZipFile) -> tuple[list[str], list[int] | None, tuple[int, ...]]:
    def small(name: str) -> np.ndarray:
        with archive.open(f"{name}.npy") as file:
            return np.lib.format.read_array(file, allow_pickle=False)

    ids = small("id")
    if ids.ndim != 1 or ids.dtype.kind not in "USiu":
        raise TableError(f"'{path.name}' has ids of the type {ids.dtype}: save a list of texts.")
    ids = [i.decode() if isinstance(i, bytes) else str(i) for i in ids.tolist()]
    values = None
    if "values.npy" in archive.namelist():
        values = small("values")
        if values.ndim != 1 or values.dtype.kind not in "iu":
            raise TableError(f"'{path.name}' has values of the type {values.dtype}: save whole numbers.")
        values = values.tolist()
    with archive.open("probabilities.npy") as file:
        shape, _ = _npy_header(path, file)
    return ids, values, shape


def _npy_header(path: Path, file) -> tuple[tuple[int, ...], np.dtype]:
    version = np.lib.format.read_magic(file)
    read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
    shape, by_column, dtype = read(file)
    if dtype.kind not in "fiu":
        raise TableError(f"'{path.name}' has probabilities of the type {dtype}: save numbers.")
    if by_column and len(shape) == 2 and min(shape) > 1:
        raise TableError(f"'{path.name}' stores its probabilities by column: save np.ascontiguousarray of them.")
    return shape, dtype


def _read_npz(path: Path, ids: list[str], shape: tuple[int, ...]) -> Iterator[Block]:
    """Row blocks straight from the zip, which unpacks as it is read."""
    with ExitStack() as stack:
        archive = _npz(path, lambda _: stack.enter_context(zipfile.ZipFile(path)))
        file = stack.enter_context(archive.open("probabilities.npy"))
        _, dtype = _npy_header(path, file)
        at_once = max(1, _BLOCK_BYTES // (dtype.itemsize * shape[1]))
        for begin in range(0, shape[0], at_once):
            end = min(begin + at_once, shape[0])
            size = (end - begin) * shape[1] * dtype.itemsize
            # One byte more than the last row lets zipfile see the end and compare its checksum.
            data = _npz(path, lambda _, size=size, last=end == shape[0]: file.read(size + last))
            if len(data) != size:
                raise TableError(f"'{path.name}' is cut off in {place(path, begin + 1 + len(data) // (size or 1))}.")
            values = np.frombuffer(data, dtype).reshape(end - begin, shape[1])
            yield ids[begin:end], list(range(begin + 1, end + 1)), values


# --- Members side by side --------------------------------------------------------------------------------------------


class Rows:
    """The probabilities of every member for each photo of a truth, read anew at each iteration.

    Iterating gives (number of the photo in the truth, one vector (classes,) a member). `ignored`: how many photos of
    the first table the truth doesn't name. orders[k]: how the columns of table k become the layer's classes.
    """

    def __init__(self, truth: Positions, tables: list[ProbabilityTable], orders: list[np.ndarray | None]):
        self._truth = truth
        self._tables = tables
        self._orders = orders
        self._number = {identity: k for k, identity in enumerate(truth.id)}
        wide = [t for t, table in enumerate(tables) if table.classes > HELD] or [0]
        self._streamed = wide
        self._held = {t: self._hold(t) for t in range(len(tables)) if t not in wide}
        self.ignored = 0

    def __iter__(self) -> Iterator[tuple[int, list[np.ndarray]]]:
        streams = [self._stream(t) for t in self._streamed]
        lead = self._tables[self._streamed[0]].path
        for row, k, vector in streams[0]:
            vectors = {self._streamed[0]: vector}
            for t, stream in zip(self._streamed[1:], streams[1:], strict=True):
                other_row, other, vectors[t] = next(stream, (0, None, None))
                path = self._tables[t].path
                if other is None:
                    raise self._missing(path, k)
                if other != k:
                    raise TableError(
                        f"'{path.name}' lists its photos in another order than '{lead.name}': '{self._truth.id[other]}'"
                        f" stands in {place(path, other_row)}, '{self._truth.id[k]}' in {place(lead, row)}; sort both"
                        " alike."
                    )
            vectors |= {t: held[k] for t, held in self._held.items()}
            yield k, [vectors[t] for t in range(len(self._tables))]

    def _stream(self, t: int) -> Iterator[tuple[int, int, np.ndarray]]:
        """Row of the table, number in the truth and vector of each photo that the truth names."""
        missing = np.ones(len(self._truth), bool)
        ignored = 0
        for ids, rows, values in self._tables[t].blocks(self._orders[t]):
            for identity, row, vector in zip(ids, rows, values, strict=True):
                k = self._number.get(identity)
                if k is None:
                    ignored += 1
                    continue
                missing[k] = False
                yield row, k, vector
        if t == self._streamed[0]:
            self.ignored = ignored
        if missing.any():
            raise self._missing(self._tables[t].path, int(np.argmax(missing)))

    def _hold(self, t: int) -> np.ndarray:
        held = np.full((len(self._truth), self._tables[t].classes), np.nan)
        for ids, _, values in self._tables[t].blocks(self._orders[t]):
            for identity, vector in zip(ids, values, strict=True):
                k = self._number.get(identity)
                if k is not None:
                    held[k] = vector
        missing = np.isnan(held).any(axis=1)
        if missing.any():
            raise self._missing(self._tables[t].path, int(np.argmax(missing)))
        return held

    def _missing(self, path: Path, k: int) -> TableError:
        return TableError(
            f"'{self._truth.path.name}' names '{self._truth.id[k]}' in {self._truth.place(k)}, but '{path.name}' has no"
            " prediction for it."
        )
