"""Photos on their way into a dataset: what is known of each, and why others were left behind."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from training.prepared import Texts

# What every source of photos gives; `row` is where a person finds the photo in the source, counted from 1.
SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("row", pa.int64()),
        ("path", pa.string()),
        ("member", pa.string()),
        ("offset", pa.int64()),
        ("size", pa.int64()),
        ("lat", pa.float64()),
        ("lon", pa.float64()),
        ("group", pa.string()),
        ("weight", pa.float32()),
        ("split", pa.string()),
    ]
)
_DROPPED = pa.schema([("id", pa.string()), ("row", pa.int64()), ("reason", pa.string())])


class Candidates:
    """Photos that may enter a dataset, Arrow columns as in `SCHEMA`; `drop` takes some out and remembers why.

    root: folder that paths are relative to. inputs: facts of the files they came from. split "" where the source says
    none; offset and size null for plain files.
    """

    def __init__(self, root: Path, table: pa.Table, inputs: list[dict]):
        self.root = root
        self.inputs = inputs
        self._table = table.cast(SCHEMA).combine_chunks()
        self._dropped: list[pa.Table] = []

    def __len__(self) -> int:
        return len(self._table)

    def column(self, name: str) -> pa.Array:
        """A column as one Arrow array."""
        return self._table[name].chunk(0) if len(self) else pa.array([], SCHEMA.field(name).type)

    def array(self, name: str) -> np.ndarray:
        """A column of numbers as numpy, NaN or -1 where there is none."""
        column = self.column(name)
        missing = np.nan if pa.types.is_floating(column.type) else -1
        return column.fill_null(pa.scalar(missing, column.type)).to_numpy()

    def drop(self, which: np.ndarray, reason: str | np.ndarray) -> None:
        """Take out the photos of a mask (n,), for one reason or a reason (n,) each."""
        if not which.any():
            return
        gone = self._table.select(["id", "row"]).filter(pa.array(which))
        reasons = np.full(len(gone), reason, object) if isinstance(reason, str) else reason[which]
        self.note(gone["id"], gone["row"], reasons)
        self._table = self._table.filter(pa.array(~which)).combine_chunks()

    def note(self, ids, rows, reasons) -> None:
        """Remember photos that never came in."""
        self._dropped.append(pa.table([ids, rows, pa.array(reasons, pa.string())], names=_DROPPED.names).cast(_DROPPED))

    def dropped(self) -> pa.Table:
        """Everything left behind: id, row, reason."""
        return pa.concat_tables([_DROPPED.empty_table(), *self._dropped])

    def drop_repeated(self) -> None:
        """Keep the first photo of each id."""
        if len(self):
            codes = self.column("id").dictionary_encode().indices.to_numpy()
            first = np.zeros(len(codes), bool)
            first[np.unique(codes, return_index=True)[1]] = True
            self.drop(~first, "its id was listed before")

    def drop_unplaced(self) -> None:
        """Drop photos without a position, and those at exactly 0, 0, which cameras write without a satellite fix."""
        lat, lon = self.array("lat"), self.array("lon")
        unknown = np.isnan(lat) | np.isnan(lon)
        fix = (lat == 0) & (lon == 0)
        self.drop(unknown | fix, np.where(unknown, "no position", "position 0, 0: no satellite fix").astype(object))

    # What `prepared.PhotoFiles` opens photos by.
    @property
    def id(self) -> Texts:
        """Ids."""
        return Texts(self.column("id"))

    @property
    def path(self) -> Texts:
        """Paths."""
        return Texts(self.column("path"))

    @property
    def offset(self) -> np.ndarray:
        """Offsets in shards, -1 for plain files."""
        return self.array("offset")

    @property
    def size(self) -> np.ndarray:
        """Sizes in shards, -1 for plain files."""
        return self.array("size")


def codes(column: pa.Array) -> np.ndarray:
    """A number (n,) for each text; texts that are empty or missing get one of their own each."""
    encoded = pc.fill_null(column, "").dictionary_encode()
    code = encoded.indices.to_numpy().astype(np.int64)
    empty = pc.equal(pc.fill_null(column, ""), "").to_numpy(zero_copy_only=False)
    code[empty] = len(encoded.dictionary) + np.arange(int(empty.sum()))
    return code
