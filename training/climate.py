"""Köppen-Geiger climate as class maps (Kottek et al. 2006, Rubel and Kottek 2010), from a table at half a degree."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from backend.grid import HEIGHT, WIDTH

_ROWS, _COLUMNS = 360, 720
GROUPS = "ABCDE"  # equatorial, arid, warm temperate, snow, polar


def read_zones(path: Path) -> tuple[np.ndarray, list[str]]:
    """Zones at every place and their codes: (360, 720) uint8, 0 = sea, k + 1 = code k.

    path: a table of latitude, longitude (cell centres in degrees) and code, without a header. A cell of sea beside
    land takes the zone of a land neighbour, sides before corners, as coastal towns lie in many of them. ValueError
    when a row is no place with a code.
    """
    table = pd.read_csv(path, sep=r"\s+", header=None, names=["lat", "lon", "code"], dtype={"code": str})
    lat, lon = (pd.to_numeric(table[name], errors="coerce").to_numpy(float) for name in ("lat", "lon"))
    good = (np.abs(lat) < 90) & (np.abs(lon) < 180) & table["code"].str[:1].isin(list(GROUPS)).to_numpy()
    if not good.all():
        raise ValueError(
            f"'{path.name}' has no latitude, longitude and climate code in row {int(np.argmin(good)) + 1}."
        )
    codes, number = np.unique(table["code"].to_numpy(str), return_inverse=True)
    zones = np.zeros((_ROWS, _COLUMNS), np.uint8)
    zones[((90.0 - lat) * 2).astype(int), ((lon + 180.0) * 2).astype(int)] = number + 1
    return _with_coast(zones), codes.tolist()


def _with_coast(zones: np.ndarray) -> np.ndarray:
    around = np.pad(zones, ((1, 1), (0, 0)))
    around = np.concatenate([around[:, -1:], around, around[:, :1]], axis=1)
    filled = zones.copy()
    for dy, dx in ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1)):
        neighbour = around[1 + dy : 1 + dy + _ROWS, 1 + dx : 1 + dx + _COLUMNS]
        filled = np.where(filled == 0, neighbour, filled)
    return filled


def groups_of(zones: np.ndarray, codes: list[str]) -> np.ndarray:
    """The five main groups of zones: (h, w) uint8, 0 = sea, 1 to 5 = A to E."""
    return np.array([0, *(GROUPS.index(code[0]) + 1 for code in codes)], np.uint8)[zones]


def on_grid(classes: np.ndarray) -> np.ndarray:
    """A coarser map of the world (h, w) repeated onto the common grid, (5400, 10800)."""
    height, width = classes.shape
    return np.repeat(np.repeat(classes, HEIGHT // height, axis=0), WIDTH // width, axis=1)
