"""Zones: all pixels with the same classes in every layer, as in zonal statistics.

Every member of an ensemble gives one value to all pixels of a class, so the ensemble's score is constant on each
zone. The table is made once for a set of layers; then a photo costs one score a zone, and Algorithms 1 to 3 of
seed 000 come out exactly without visiting 58 million pixels. Pixels are kept as runs along rows (`starts`,
`zone`), some megabytes in place of a full raster.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from . import s2_raster
from .grid import HEIGHT, WIDTH, pixel_of, row_areas_km2
from .partition import Partition

PIXELS = HEIGHT * WIDTH
_DENSE_KEYS = 50_000_000


@dataclass(frozen=True)
class Layer:
    """The classes of one partition or attribute map at every pixel, as runs.

    starts (r,) int32: first flat pixel (row * WIDTH + column) of each run, sorted, starting at 0;
    ids (r,) int32: the run's set of classes, a row of `sets`;
    sets (s, c) sparse: the share, in (0, 1], of a pixel that counts as each class's; set 0 is empty. In a map a set
    has one class at most, with share 1; in a partition a pixel may meet several cells.
    """

    starts: np.ndarray
    ids: np.ndarray
    sets: csr_matrix


@dataclass(frozen=True)
class ZoneTable:
    """Zones of a list of layers.

    starts, zone (r,) int32: runs of pixels and their zone; area (z,) float64 km2 a zone;
    set_ids[k] (z,) intp: the zone's row of sets[k]; class_area[k] (c_k,) float64: raster area km2 of each class.
    """

    starts: np.ndarray
    zone: np.ndarray
    area: np.ndarray
    set_ids: list[np.ndarray]
    sets: list[csr_matrix]
    class_area: list[np.ndarray]

    def zone_at(self, lat, lon) -> np.ndarray:
        """The zone (int64) of the pixel that holds each position in degrees."""
        row, col = pixel_of(lat, lon)
        return self.zone[np.searchsorted(self.starts, row * WIDTH + col, side="right") - 1]

    def lengths(self) -> np.ndarray:
        """Pixels (r,) int32 of each run."""
        return np.diff(self.starts, append=np.int32(PIXELS)).astype(np.int32)


def partition_layer(partition: Partition, *, overlap: bool = False) -> Layer:
    """The layer of a partition: each pixel's set is every cell that meets it.

    A cell counts a pixel whole (seed 000), or with overlap by the fraction of the pixel's area that it covers. The
    raster area of a cell is then that of the cell itself, and a pixel on a border of cells is a set of its own.
    """
    runs = s2_raster.rasterise(partition.cells, overlap=overlap)
    begin = runs.row.astype(np.int64) * WIDTH + runs.start
    finish = runs.row.astype(np.int64) * WIDTH + runs.end
    # The set at a pixel is the sum of random 64-bit signatures of the cells open there: a run opens its cell's
    # signature at `begin` and closes it at `finish`. Equal sums are equal sets (collisions: below 1e-7). A run of
    # part of a pixel has a signature of its own.
    member = runs.cell.astype(np.int64)
    parts = np.flatnonzero(runs.share < 1.0)
    member[parts] = len(partition) + np.arange(len(parts))
    random = np.random.default_rng(0)
    signature = random.integers(1, 2**64 - 1, len(partition) + len(parts), dtype=np.uint64)[member]
    position = np.concatenate([begin, finish])
    change = np.concatenate([signature, ~signature + np.uint64(1)])
    order = np.argsort(position, kind="stable")
    position, total = position[order], np.cumsum(change[order], dtype=np.uint64)
    last = np.flatnonzero(np.append(position[1:] != position[:-1], True)) if len(position) else order
    starts, total = position[last], total[last]
    keep = starts < PIXELS
    starts, total = starts[keep], total[keep]
    if not len(starts) or starts[0] != 0:
        starts, total = np.append(0, starts), np.append(np.uint64(0), total)
    # The empty set sums to 0, so it is the first of the sorted signatures: set 0.
    distinct, first, ids = np.unique(np.append(np.uint64(0), total), return_index=True, return_inverse=True)
    example = starts[np.maximum(first - 1, 0)]
    sets = _sets(runs, begin, finish, example, distinct, len(partition))
    return Layer(starts.astype(np.int32), ids[1:].astype(np.int32), sets)


def _sets(runs, begin, finish, example, distinct, classes) -> csr_matrix:
    """The cells' shares of one example pixel of each distinct set: (sets, classes) sparse."""
    order = np.argsort(example, kind="stable")
    low = np.searchsorted(example[order], begin, side="left")
    high = np.searchsorted(example[order], finish, side="left")
    count = high - low
    run = np.repeat(np.arange(len(begin)), count)
    offset = np.arange(len(run)) - np.repeat(np.cumsum(count) - count, count)
    rows = order[low[run] + offset]
    keep = distinct[rows] != 0  # the empty set has no example pixel of its own
    rows, run = rows[keep], run[keep]
    return csr_matrix((runs.share[run], (rows, runs.cell[run])), shape=(len(distinct), classes))


def map_layer(classes: np.ndarray, count: int) -> Layer:
    """The layer of an attribute map: (5400, 10800) uint8, 0 = no class, k + 1 = class k of `count`."""
    flat = classes.ravel()
    starts = np.append(0, np.flatnonzero(flat[1:] != flat[:-1]) + 1).astype(np.int32)
    sets = csr_matrix((np.ones(count), (np.arange(1, count + 1), np.arange(count))), shape=(count + 1, count))
    return Layer(starts, flat[starts].astype(np.int32), sets)


def build_zones(layers: list[Layer]) -> ZoneTable:
    """Overlay layers into one table of zones, in the order of the list."""
    begins = np.zeros(PIXELS, bool)
    begins[::WIDTH] = True  # a run never crosses a row's end
    for layer in layers:
        begins[layer.starts] = True
    starts = np.flatnonzero(begins)
    key = np.zeros(len(starts), np.int64)
    for layer in layers:
        ids = np.repeat(layer.ids, np.diff(np.searchsorted(starts, layer.starts), append=len(starts)))
        key = _renumber(key * layer.sets.shape[0] + ids)
    keep = (np.append(-1, key[:-1]) != key) | (starts % WIDTH == 0)
    starts, zone = starts[keep].astype(np.int32), key[keep].astype(np.int32)

    lengths = np.diff(starts, append=np.int32(PIXELS))
    count = int(zone.max()) + 1
    area = np.bincount(zone, weights=lengths * row_areas_km2()[starts // WIDTH], minlength=count)
    example = np.zeros(count, np.int64)
    example[zone] = starts
    set_ids = [layer.ids[np.searchsorted(layer.starts, example, side="right") - 1].astype(np.intp) for layer in layers]
    class_area = [
        layer.sets.T @ np.bincount(ids, weights=area, minlength=layer.sets.shape[0])
        for layer, ids in zip(layers, set_ids, strict=True)
    ]
    return ZoneTable(starts, zone, area, set_ids, [layer.sets for layer in layers], class_area)


def refine(table: ZoneTable, layer: Layer) -> ZoneTable:
    """The zones of a table, divided by one more layer, which becomes the last.

    The layers that were there keep their numbers, sets and areas: what a photo's predictors said fits both tables.
    """
    begins = np.zeros(PIXELS, bool)
    begins[layer.starts] = True
    begins[table.starts] = True
    starts = np.flatnonzero(begins).astype(np.int32)
    of_table = np.repeat(table.zone, np.diff(np.searchsorted(starts, table.starts), append=len(starts)))
    of_layer = np.repeat(layer.ids, np.diff(np.searchsorted(starts, layer.starts), append=len(starts)))
    count = layer.sets.shape[0]
    distinct, zone = _distinct(of_table * np.int64(count) + of_layer)
    old, added = np.divmod(distinct, count)
    lengths = np.diff(starts, append=np.int32(PIXELS))
    area = np.bincount(zone, weights=lengths * row_areas_km2()[starts // WIDTH], minlength=len(distinct))
    return ZoneTable(
        starts,
        zone.astype(np.int32),
        area,
        [*(ids[old] for ids in table.set_ids), added.astype(np.intp)],
        [*table.sets, layer.sets],
        [*table.class_area, layer.sets.T @ np.bincount(added, weights=area, minlength=count)],
    )


def _renumber(key: np.ndarray) -> np.ndarray:
    """Number the distinct keys 0, 1, ... in ascending order."""
    return _distinct(key)[1]


def _distinct(key: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The distinct keys, ascending, and the place of each key among them."""
    size = int(key.max()) + 1
    if size > _DENSE_KEYS:
        return np.unique(key, return_inverse=True)
    used = np.zeros(size, bool)
    used[key] = True
    return np.flatnonzero(used), (np.cumsum(used) - 1)[key]
