"""Adaptive S2 partitions: small cells where many photos were taken, large ones elsewhere.

The rule is GeoEstimation's (Müller-Budack et al. 2018, as published with its partition files): start at level 2,
drop cells with at most `tau_min` photos, split cells with more than `tau_max` level by level down to level 30,
dropping again. What remains is disjoint. A cell's position is the mean position of its photos, not the centre of
its square.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from backend.grid import unit_vectors
from backend.partition import Partition
from backend.s2 import MAX_LEVEL, cell_ids, parents

START_LEVEL = 2


def split(leaves: np.ndarray, tau_min: int, tau_max: int) -> np.ndarray:
    """Apply the published rule to photos given as leaf cells (m,) uint64; cells (n,) uint64, ascending.

    Cells of level 30 are kept however many photos they hold. Raises ValueError for impossible thresholds.
    """
    if not 0 <= tau_min < tau_max:
        raise ValueError(f"Thresholds must satisfy 0 <= tau_min < tau_max, not {tau_min} and {tau_max}.")
    kept = []
    active = leaves
    for level in range(START_LEVEL, MAX_LEVEL + 1):
        cells, inverse, counts = np.unique(parents(active, level), return_inverse=True, return_counts=True)
        crowded = (counts > tau_max) & (level < MAX_LEVEL)
        kept.append(cells[(counts > tau_min) & ~crowded])
        active = active[crowded[inverse]]
        if not len(active):
            break
    return np.sort(np.concatenate(kept))


def build(latitude: np.ndarray, longitude: np.ndarray, tau_min: int, tau_max: int) -> Partition:
    """The partition of photos at (m,) degrees under the published rule; ValueError when no cell remains."""
    cells = split(cell_ids(latitude, longitude), tau_min, tau_max)
    if not len(cells):
        raise ValueError(f"No cell has more than tau_min = {tau_min} of the {len(latitude)} photos.")
    unplaced = Partition(cells, *(np.zeros(len(cells)) for _ in range(3)))
    row = unplaced.class_at(latitude, longitude)
    inside = row >= 0
    # The mean is taken of unit vectors: averaged longitudes would be wrong across the antimeridian.
    vectors = unit_vectors(latitude[inside], longitude[inside])
    x, y, z = (np.bincount(row[inside], component, len(cells)) for component in vectors.T)
    return Partition(
        cells,
        np.bincount(row[inside], minlength=len(cells)),
        np.degrees(np.arctan2(z, np.hypot(x, y))),
        np.degrees(np.arctan2(y, x)),
    )


def read_coordinates(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Latitudes and longitudes in degrees from a CSV with columns named lat/lon or latitude/longitude, any case.

    ValueError in one sentence when columns are missing or values are out of range.
    """
    table = pd.read_csv(path)
    columns = {name.lower().strip(): name for name in table.columns}
    pair = [
        next((columns[n] for n in names if n in columns), None)
        for names in (("lat", "latitude"), ("lon", "longitude", "lng"))
    ]
    if None in pair:
        raise ValueError(f"'{path.name}' has no columns 'lat' and 'lon'.")
    latitude, longitude = (pd.to_numeric(table[c], errors="coerce").to_numpy(float) for c in pair)
    good = (np.abs(latitude) <= 90) & (np.abs(longitude) <= 180)  # False for NaN too
    if not good.all():
        raise ValueError(f"'{path.name}' has no valid position in row {int(np.argmin(good)) + 2}.")
    return latitude, longitude
