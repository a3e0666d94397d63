"""Zone tables kept on disk under a hash of all that they are made from, so that only the first start makes them.

The folder is the user's cache, or the one named by the environment variable PHOTO_GEOLOCATOR_CACHE; the variable
PHOTO_GEOLOCATOR_CACHE_MB says how many megabytes it may hold. It may vanish, be
damaged, full or forbidden at any time: then a table is made again, and nothing else changes.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import logging
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from platformdirs import user_cache_path
from scipy.sparse import csr_matrix

from .attribute_map import Buckets, Codes, read_classes
from .bundle import sha256_of
from .errors import BundleError
from .grid import HEIGHT, WIDTH
from .partition import Partition
from .zones import Layer, ZoneTable, build_zones, map_layer, partition_layer

FOLDER_VARIABLE = "PHOTO_GEOLOCATOR_CACHE"
SIZE_VARIABLE = "PHOTO_GEOLOCATOR_CACHE_MB"
MOST_TABLES = 32
MOST_BYTES = 512 * 2**20

_ABANDONED_S = 3600.0
_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Source:
    """What one layer of a table is made from.

    sha256: of the content, in hexadecimal; reading: how the content becomes classes, different wherever the layer
    would be; layer: makes the layer when no table is kept.
    """

    sha256: str
    reading: str
    layer: Callable[[], Layer]


def partition_source(partition: Partition, *, overlap: bool = False) -> Source:
    """The layer of a partition, known by its cells alone; overlap: see `zones.partition_layer`."""
    cells = hashlib.sha256(partition.cells.astype("<u8").tobytes()).hexdigest()
    return Source(cells, f"cells, overlap {overlap}", lambda: partition_layer(partition, overlap=overlap))


def map_source(path: Path, classes: list[int] | Codes | Buckets, *, sha256: str | None = None) -> Source:
    """The layer of an attribute map, a GeoTIFF read as by `attribute_map.read_classes`.

    sha256: the file's, where it is known already; it is taken here otherwise. OSError when the file can't be read.
    """

    def layer() -> Layer:
        grid = read_classes(path, classes, driver="GTiff")
        if not grid.any():
            raise BundleError(f"The map '{path.name}' holds no value of its classes: install the bundle again.")
        return map_layer(grid, len(classes))

    return Source(sha256 or sha256_of(path), f"map, {classes!r}", layer)


def load_or_build(sources: list[Source]) -> ZoneTable:
    """The zones of the sources' layers, in their order: kept from an earlier call, or made now and kept.

    Raises what making a layer raises, and nothing for a cache that does not work. Safe for several processes at once.
    """
    key = _key(sources)
    folder = Path(os.environ.get(FOLDER_VARIABLE) or user_cache_path("photo-geolocator", appauthor=False))
    path = folder / f"zones-{key}.npz"
    table = _load(path, key)
    if table is None:
        table = build_zones([source.layer() for source in sources])
        _store(path, key, table)
        with contextlib.suppress(OSError):  # another process may be removing the same files
            _prune(folder)
    return table


def _key(sources: list[Source]) -> str:
    parts = [_code(), HEIGHT, WIDTH, [[source.sha256, source.reading] for source in sources]]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@cache
def _code() -> str:
    """Hash of the backend's own source: no table outlives the code that made it, and no version is forgotten."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _load(path: Path, key: str) -> ZoneTable | None:
    """The table of a file; None when there is none, or it is damaged or somebody else's."""
    try:
        # The zip's checksums find damage; the key inside tells our tables from other archives.
        with np.load(path, allow_pickle=False) as file:
            if str(file["key"]) != key:
                return None
            table = _unpack(file)
    # A damaged archive raises nearly anything: OSError, BadZipFile, KeyError, NotImplementedError, MemoryError ...
    except Exception:
        return None
    with contextlib.suppress(OSError):
        os.utime(path)  # the oldest use goes first: see _prune
    return table


def _store(path: Path, key: str, table: ZoneTable) -> None:
    """Write a table, whole or not at all; a folder that can't be written to costs a line in the log."""
    archive = io.BytesIO()
    np.savez(archive, key=np.array(key), **_pack(table))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix="zones-", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(archive.getbuffer())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        _logger.warning("The zones can't be kept for the next start: %s.", error.strerror or type(error).__name__)


def _pack(table: ZoneTable) -> dict[str, np.ndarray]:
    arrays = {"starts": table.starts, "zone": table.zone, "area": table.area, "layers": np.array(len(table.sets))}
    for k, sets in enumerate(table.sets):
        arrays[f"set_ids_{k}"], arrays[f"class_area_{k}"] = table.set_ids[k], table.class_area[k]
        arrays[f"data_{k}"], arrays[f"indices_{k}"], arrays[f"indptr_{k}"] = sets.data, sets.indices, sets.indptr
        arrays[f"shape_{k}"] = np.array(sets.shape)
    return arrays


def _unpack(arrays) -> ZoneTable:
    layers = range(int(arrays["layers"]))
    sets = [
        csr_matrix(
            (arrays[f"data_{k}"], arrays[f"indices_{k}"], arrays[f"indptr_{k}"]), shape=tuple(arrays[f"shape_{k}"])
        )
        for k in layers
    ]
    return ZoneTable(
        arrays["starts"],
        arrays["zone"],
        arrays["area"],
        [arrays[f"set_ids_{k}"] for k in layers],
        sets,
        [arrays[f"class_area_{k}"] for k in layers],
    )


def _prune(folder: Path) -> None:
    """Remove what was not used for longest, beyond MOST_TABLES or the most bytes, and what a killed process left."""
    for path in folder.glob("zones-*.tmp"):
        if path.stat().st_mtime < time.time() - _ABANDONED_S:
            path.unlink(missing_ok=True)
    found = [(path.stat(), path) for path in folder.glob("zones-*.npz")]
    total = 0
    for number, (status, path) in enumerate(sorted(found, key=lambda entry: entry[0].st_mtime_ns, reverse=True)):
        total += status.st_size
        if number >= MOST_TABLES or (number and total > _most_bytes()):
            path.unlink(missing_ok=True)


def _most_bytes() -> int:
    """How large the cache may grow; the table used last stays whatever its size."""
    wanted = os.environ.get(SIZE_VARIABLE, "")
    return int(wanted) * 2**20 if wanted.isdecimal() else MOST_BYTES
