"""A prepared dataset: photos with positions, labels and splits, as `python -m training prepare` leaves them."""

from __future__ import annotations

import json
import os
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from PIL import Image

from backend.bundle import sha256_of
from backend.errors import PhotoError
from backend.photo import MAX_BYTES, decode_photo

FORMAT = "photo-geolocator-dataset"
FORMAT_VERSION = 1
PHOTOS, DATASET, MAPS = "photos.parquet", "dataset.json", "maps"

Split = Literal["train", "validation", "test"]
SPLITS: tuple[Split, ...] = ("train", "validation", "test")

# The columns of photos.parquet before those of the attribute maps, one int16 each.
COLUMNS = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("path", pa.string(), nullable=False),
        pa.field("member", pa.string()),
        pa.field("offset", pa.int64()),
        pa.field("size", pa.int64()),
        pa.field("lat", pa.float64(), nullable=False),
        pa.field("lon", pa.float64(), nullable=False),
        pa.field("group", pa.string(), nullable=False),
        pa.field("weight", pa.float32(), nullable=False),
        pa.field("split", pa.string(), nullable=False),
    ]
)
_TEXTS = ("id", "path", "member", "group")
_OPEN_SHARDS = 32


class DatasetError(ValueError):
    """A prepared dataset can't be used: one sentence that names the file and what to do."""


class UnreadablePhoto(PhotoError):
    """A photo of the dataset is missing or damaged: one sentence that names it."""


class Texts(Sequence[str]):
    """A column of texts, `""` where there is none. Kept as Arrow: millions of Python texts fill the memory."""

    def __init__(self, column: pa.Array):
        self._column = column

    def __len__(self) -> int:
        return len(self._column)

    def __getitem__(self, k):
        if isinstance(k, slice):
            return Texts(self._column[k])
        return self._column[int(k)].as_py() or ""

    def __iter__(self) -> Iterator[str]:
        for start in range(0, len(self), 65536):
            yield from (text or "" for text in self._column[start : start + 65536].to_pylist())

    def take(self, index: np.ndarray) -> Texts:
        """The texts at row numbers."""
        return Texts(self._column.take(pa.array(index)))

    def codes(self) -> np.ndarray:
        """A number (n,) for each text, the same for the same text, from 0."""
        column = self._column
        coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode("encode")
        return coded.indices.to_numpy(zero_copy_only=False).astype(np.int64)


@dataclass(frozen=True)
class Prepared:
    """Photos of a prepared dataset; every column is (n,) in one order.

    folder: the dataset; root: what `path` is relative to. id; path: photo file, or tar shard where `size` is not
    negative; member: its name in the shard; offset, size: its bytes in the shard, int64, -1 for a plain file. lat,
    lon: degrees, float64. group: who published each photo, "" where unknown. weight: trust in its position, float32.
    split: index into SPLITS, int8. labels: by map, the class of each photo, int16, -1 unknown. maps: entries for a
    bundle's manifest, whose files lie in `folder/maps`; `labels` number their `classes`. facts: dataset.json.
    """

    folder: Path
    root: Path
    id: Texts
    path: Texts
    member: Texts
    offset: np.ndarray
    size: np.ndarray
    lat: np.ndarray
    lon: np.ndarray
    group: Texts
    weight: np.ndarray
    split: np.ndarray
    labels: dict[str, np.ndarray] = field(repr=False)
    maps: list[dict[str, Any]] = field(repr=False)
    facts: dict[str, Any] = field(repr=False)

    @classmethod
    def read(cls, folder: Path) -> Prepared:
        """Read a folder that `python -m training prepare` wrote; DatasetError when it is none."""
        facts = _read_facts(folder / DATASET)
        try:
            table = pq.read_table(folder / PHOTOS, read_dictionary=["path", "group", "split"])
        except (pa.ArrowException, OSError) as error:
            raise DatasetError(
                f"'{folder.name}' has no readable {PHOTOS}: {' '.join(str(error).split())}; prepare it again."
            ) from error
        missing = [n for n in (*COLUMNS.names, *(m["name"] for m in facts["maps"])) if n not in table.column_names]
        if missing:
            raise DatasetError(f"'{folder.name}/{PHOTOS}' lacks the column {missing[0]}: prepare it again.")
        columns: dict[str, Any] = {}
        for name in COLUMNS.names:
            column = table[name].combine_chunks()
            if name in _TEXTS:
                columns[name] = Texts(column)
            elif name == "split":
                order = [SPLITS.index(text) for text in column.dictionary.to_pylist()]
                columns[name] = np.array(order, np.int8)[column.indices.to_numpy(zero_copy_only=False)]
            else:
                columns[name] = column.fill_null(-1).to_numpy()
        return cls(
            folder=folder,
            root=Path(os.path.normpath(folder / facts["root"])),
            **columns,
            labels={m["name"]: table[m["name"]].to_numpy().astype(np.int16) for m in facts["maps"]},
            maps=facts["maps"],
            facts=facts,
        )

    def __len__(self) -> int:
        return len(self.lat)

    def where(self, split: Split) -> Prepared:
        """The photos of one split, in the same order."""
        return self.rows(np.flatnonzero(self.split == SPLITS.index(split)))

    def rows(self, index: np.ndarray) -> Prepared:
        """The photos at row numbers (m,)."""
        columns = {}
        for name in (f.name for f in fields(self)):
            column = getattr(self, name)
            if isinstance(column, Texts):
                columns[name] = column.take(index)
            elif isinstance(column, np.ndarray):
                columns[name] = column[index]
        labels = {name: label[index] for name, label in self.labels.items()}
        return replace(self, **columns, labels=labels)

    @property
    def sha256(self) -> str:
        """SHA-256 of photos.parquet: what a run was trained on."""
        return sha256_of(self.folder / PHOTOS)


class PhotoFiles:
    """Opens the photos of a dataset, plain files and byte ranges of tar shards alike.

    May be copied to worker processes; each opens shards for itself and keeps the last 32 of them open.
    """

    def __init__(self, prepared: Prepared):
        self.root = prepared.root
        self._columns = prepared.id, prepared.path, prepared.offset, prepared.size
        self._shards: OrderedDict[str, int] = OrderedDict()

    def __len__(self) -> int:
        return len(self._columns[0])

    def open(self, k: int) -> Image.Image:
        """Photo k upright in RGB, decoded as the backend does, with a short side of at most 1024 pixels.

        Raises UnreadablePhoto when it is missing, damaged or refused.
        """
        try:
            return decode_photo(self.read(k), self._columns[0][k]).image
        except PhotoError as error:
            if isinstance(error, UnreadablePhoto):
                raise
            raise UnreadablePhoto(str(error), code=error.code) from error

    def read(self, k: int) -> bytes:
        """The bytes of photo k's file; UnreadablePhoto when they can't be read."""
        identity, path, offset, size = (column[k] for column in self._columns)
        try:
            if size < 0:
                with (self.root / path).open("rb") as file:
                    return file.read(MAX_BYTES + 1)
            data = os.pread(self._shard(path), int(size), int(offset))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise UnreadablePhoto(f"'{identity}' can't be read from '{path}': {reason}.") from error
        if len(data) < size:
            raise UnreadablePhoto(f"'{identity}' lies beyond the end of '{path}': copy that shard again.")
        return data

    def _shard(self, path: str) -> int:
        if path not in self._shards:
            if len(self._shards) == _OPEN_SHARDS:
                os.close(self._shards.popitem(last=False)[1])
            self._shards[path] = os.open(self.root / path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._shards.move_to_end(path)
        return self._shards[path]

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_shards": OrderedDict()}

    def __del__(self):
        for handle in getattr(self, "_shards", {}).values():
            os.close(handle)


def _read_facts(path: Path) -> dict[str, Any]:
    where = f"'{path.parent.name}' is no prepared dataset"
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DatasetError(f"{where}: {path.name} can't be read ({error.strerror}); run prepare first.") from error
    except ValueError as error:
        raise DatasetError(f"{where}: {path.name} is no JSON; prepare it again.") from error
    if not isinstance(facts, dict) or facts.get("format") != FORMAT:
        raise DatasetError(f"{where}: {path.name} lacks the format '{FORMAT}'; run prepare first.")
    if facts.get("format_version") != FORMAT_VERSION:
        raise DatasetError(f"{where} of this version, {FORMAT_VERSION}: prepare it again.")
    if not isinstance(facts.get("root"), str) or not isinstance(facts.get("maps"), list):
        raise DatasetError(f"{where}: {path.name} lacks its 'root' or 'maps'; prepare it again.")
    return facts
