"""Adaptive S2 partitions: small cells where many photos were taken, large ones elsewhere.

The rule is GeoEstimation's (Müller-Budack et al. 2018, as published with its partition files): start at level 2,
drop cells with at most `tau_min` photos, split cells with more than `tau_max` level by level down to level 30,
dropping again. What remains is disjoint. A cell's position is the mean position of its photos, not the centre of
its square.

Partitions of the same photos and `tau_min` nest: a cell of the one with the smaller `tau_max` lies in exactly one cell
of the other, for it was split from the first of its ancestors with few enough photos for that one.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np

from backend.grid import unit_vectors
from backend.partition import Partition, write_partition
from backend.s2 import MAX_LEVEL, cell_ids, parents, ranges
from training.photo_tables import read_coordinates
from training.prepared import Prepared

START_LEVEL = 2
LEVEL_NAMES = ("coarse", "middle", "fine")
_CHUNK = 2**18


def split(leaves: np.ndarray, tau_min: int, tau_max: int) -> np.ndarray:
    """Apply the published rule to photos given as leaf cells (m,) uint64; cells (n,) uint64, ascending.

    Cells of level 30 are kept however many photos they hold. Raises ValueError for impossible thresholds.
    """
    if not 0 <= tau_min < tau_max:
        raise ValueError(f"Thresholds must satisfy 0 <= tau_min < tau_max, not {tau_min} and {tau_max}.")
    kept = []
    active = np.sort(leaves)
    for level in range(START_LEVEL, MAX_LEVEL + 1):
        # Ancestors of ascending leaves ascend too, so equal ones are neighbours.
        cells = parents(active, level)
        starts = np.flatnonzero(np.append(True, cells[1:] != cells[:-1])[: len(cells)])
        counts = np.diff(np.append(starts, len(cells)))
        crowded = (counts > tau_max) & (level < MAX_LEVEL)
        kept.append(cells[starts[(counts > tau_min) & ~crowded]])
        active = active[np.repeat(crowded, counts)]
        if not len(active):
            break
    return np.sort(np.concatenate(kept))


def build(latitude: np.ndarray, longitude: np.ndarray, tau_min: int, tau_max: int) -> Partition:
    """The partition of photos at (m,) degrees under the published rule; ValueError when no cell remains."""
    return build_several(latitude, longitude, tau_min, [tau_max])[0]


def build_several(latitude: np.ndarray, longitude: np.ndarray, tau_min: int, tau_max: list[int]) -> list[Partition]:
    """A partition for each `tau_max`, of the same photos at (m,) degrees; ValueError when one has no cell."""
    steps = [slice(k, k + _CHUNK) for k in range(0, len(latitude), _CHUNK)]  # the geometry takes 30 times its input
    leaves = np.concatenate([cell_ids(latitude[s], longitude[s]) for s in steps] or [np.zeros(0, np.uint64)])
    order = np.argsort(leaves)
    leaves = leaves[order]
    # The mean is taken of unit vectors: averaged longitudes would be wrong across the antimeridian.
    vectors = np.concatenate(
        [*(unit_vectors(latitude[order[s]], longitude[order[s]]) for s in steps), np.zeros((1, 3))]
    )
    return [_partition(leaves, vectors, tau_min, most) for most in tau_max]


def _partition(leaves: np.ndarray, vectors: np.ndarray, tau_min: int, tau_max: int) -> Partition:
    """leaves: (m,) ascending; vectors: (m + 1, 3), those of the photos and zeros after them."""
    cells = split(leaves, tau_min, tau_max)
    if not len(cells):
        raise ValueError(f"No cell has more than tau_min = {tau_min} of the {len(leaves)} photos.")
    first, last = ranges(cells)
    start, stop = np.searchsorted(leaves, first), np.searchsorted(leaves, last, side="right")
    # Sums from start to stop, and from there to the next start, which are left out.
    x, y, z = np.add.reduceat(vectors, np.stack([start, stop], axis=1).ravel(), axis=0)[::2].T
    return Partition(cells, stop - start, np.degrees(np.arctan2(z, np.hypot(x, y))), np.degrees(np.arctan2(y, x)))


def make(coordinates: Path, tau_min: int, tau_max: list[int], out: Path) -> dict[str, Partition]:
    """Write partitions of a table's photos, or of the training photos of a prepared dataset; by file name.

    One `tau_max` makes the CSV `out`; several make a folder with a CSV each: coarse, middle and fine for three, as
    GeoEstimation's model has them, else cells_<tau_min>_<tau_max>.csv. Raises ValueError in one sentence.
    """
    most = sorted(tau_max, reverse=True)
    if len(set(most)) < len(most):
        raise ValueError("--tau-max names a number twice: give each partition its own.")
    if len(most) == 1:
        names = [out.name]
    elif out.suffix.lower() == ".csv":
        raise ValueError(f"Several partitions need a folder: name one in place of '{out.name}'.")
    else:
        names = [f"{n}.csv" for n in LEVEL_NAMES] if len(most) == 3 else [f"cells_{tau_min}_{m}.csv" for m in most]
    partitions = build_several(*_positions(coordinates), tau_min, most)
    folder = out.parent if len(most) == 1 else out
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".partitions-") as scratch:
        for name, partition in zip(names, partitions, strict=True):
            write_partition(partition, Path(scratch) / name)
        for name in names:
            (Path(scratch) / name).replace(folder / name)
    return dict(zip(names, partitions, strict=True))


def _positions(coordinates: Path) -> tuple[np.ndarray, np.ndarray]:
    if coordinates.is_dir():
        photos = Prepared.read(coordinates).where("train")
        return photos.lat, photos.lon
    return read_coordinates(coordinates)
