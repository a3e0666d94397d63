"""A partition of the photographed Earth into S2 cells, each one class of a geolocation predictor.

The file is the CSV that GeoEstimation publishes: `class_label, hex_id, imgs_per_cell, latitude_mean,
longitude_mean`. A cell's "centre" is the mean position of its photos, not its geometric centre.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from . import s2
from .errors import BundleError

_LARGEST = 100_000_000  # bytes: more than a million cells
_MOST_PHOTOS = 10**12  # of a cell

COLUMNS = ("class_label", "hex_id", "imgs_per_cell", "latitude_mean", "longitude_mean")


@dataclass(frozen=True)
class Partition:
    """Disjoint S2 cells; row i of every array is class i.

    cells (n,) uint64 ids; photos (n,) int64 training photos a cell; lat, lon (n,) float64 mean positions.
    """

    cells: np.ndarray
    photos: np.ndarray
    lat: np.ndarray
    lon: np.ndarray

    def __len__(self) -> int:
        return len(self.cells)

    def class_at(self, lat, lon) -> np.ndarray:
        """The class (int64) whose cell holds each position in degrees, -1 where there is none."""
        order = np.argsort(self.cells)
        first, last = s2.ranges(self.cells[order])
        leaf = s2.cell_ids(lat, lon)
        slot = np.searchsorted(first, leaf, side="right") - 1
        inside = (slot >= 0) & (leaf <= last[np.maximum(slot, 0)])
        return np.where(inside, order[np.maximum(slot, 0)], -1)


def read_partition(path: Path) -> Partition:
    """Read a partition CSV; BundleError names the first row that is wrong."""
    try:
        if path.stat().st_size > _LARGEST:
            raise BundleError(f"The partition '{path.name}' has more than {_LARGEST // 10**6} MB: it is refused.")
        with Path(path).open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BundleError(f"The partition '{path.name}' can't be read as UTF-8 text: install it again.") from error
    missing = [c for c in COLUMNS if rows and c not in rows[0]]
    if not rows or missing:
        raise BundleError(f"The partition '{path.name}' has no {', '.join(missing) or 'rows'}.")
    values = np.empty((len(rows), 3))
    for number, row in enumerate(rows):
        try:
            label = int(row["class_label"])
            values[number] = [float(row[c]) for c in COLUMNS[2:]]
        except (TypeError, ValueError):
            raise BundleError(f"The partition '{path.name}' has a bad number in row {number + 1}.") from None
        photos, lat, lon = values[number]
        if label != number or not 0 <= photos <= _MOST_PHOTOS or not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise BundleError(
                f"The partition '{path.name}' has an out-of-order label or a value out of range in row {number + 1}."
            )
    try:
        cells = s2.from_tokens([row["hex_id"] or "" for row in rows])
    except ValueError as error:
        raise BundleError(f"The partition '{path.name}': {error}.") from error
    check_disjoint(cells, path.name)
    return Partition(cells, values[:, 0].astype(np.int64), values[:, 1], values[:, 2])


def write_partition(partition: Partition, path: Path) -> None:
    """Write a partition as CSV in the published layout."""
    with Path(path).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for label, (token, photos, lat, lon) in enumerate(
            zip(s2.tokens(partition.cells), partition.photos, partition.lat, partition.lon, strict=True)
        ):
            writer.writerow([label, token, int(photos), f"{lat:.6f}", f"{lon:.6f}"])


def check_disjoint(cells: np.ndarray, name: str) -> None:
    """BundleError when two cells of a partition overlap, naming both rows and tokens."""
    order = np.argsort(s2.ranges(cells)[0], kind="stable")
    first, last = s2.ranges(cells[order])
    # A coarse cell can swallow several that follow it, so compare with the furthest end so far.
    reach = np.maximum.accumulate(last)
    clash = np.flatnonzero(first[1:] <= reach[:-1])
    if len(clash):
        b = clash[0] + 1
        a = int(np.argmax(last[:b] >= first[b]))
        rows = sorted(int(order[k]) for k in (a, b))
        one, two = s2.tokens(cells[rows])
        raise BundleError(
            f"The partition '{name}' overlaps itself: row {rows[0] + 1} ({one}) and row {rows[1] + 1} ({two})."
        )
