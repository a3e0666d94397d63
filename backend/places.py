"""Names of places: which first-level administrative unit a point or a search area lies in.

The raster that `python -m training places` makes holds one unit id a pixel. It is read once, when a name is
first asked for, into its quarter of a million runs of equal ids: 3 MB in place of 116. The runs of another map are
cut at their borders once and know their unit from then on.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import rasterio
from rasterio.errors import RasterioError
from rasterio.windows import Window

from .errors import GeolocatorError

RESOURCE = Path(__file__).parent.parent / "resources" / "places"
STRIP_ROWS = 512  # one row of the file's blocks: read whole, it is decompressed once


@dataclass(frozen=True)
class Place:
    """A first-level administrative unit; the country alone where it has none, nothing on the open sea.

    `country_code` is ISO 3166-1 alpha-2, empty where there is none.
    """

    name: str
    country: str
    country_code: str = ""

    @property
    def label(self) -> str:
        """The name to show, such as "Bayern, Germany", "Greenland" or "At sea"."""
        return ", ".join(part for part in (self.name, self.country) if part) or "At sea"


SEA = Place("", "")
_NEARLY_ALL = 0.9


class Places:
    """Unit ids on a north-up, whole-world grid, and the units' names.

    Rows count from the North Pole, columns from the antimeridian eastwards; unit 0 is the open sea.
    """

    def __init__(self, raster: Path, units: list[Place]):
        self._raster = raster
        self._units = [SEA, *units]

    @classmethod
    def load(cls, folder: Path = RESOURCE) -> Places:
        """Read the names; the raster waits for its first use.

        Raises GeolocatorError with code `places_missing` when a file is missing or altered.
        """
        raster, table = folder / "places.tif", folder / "places.csv"
        if not raster.is_file():
            raise _damaged(raster)
        try:
            with table.open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            units = [Place(row["name"], row["country"], row["country_code"]) for row in rows]
            in_order = [int(row["id"]) for row in rows] == list(range(1, len(rows) + 1))
        except (OSError, ValueError, KeyError, TypeError, csv.Error) as error:
            raise _damaged(table) from error
        if not units or not in_order or not all(unit.country for unit in units):
            raise _damaged(table)
        return cls(raster, units)

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width of the grid in pixels."""
        return self._runs[2]

    def place(self, unit_id: int) -> Place:
        """The unit's names; `SEA` for 0."""
        return self._units[unit_id]

    def unit_ids(self, rows: np.ndarray, cols: np.ndarray) -> np.ndarray:
        """Unit ids (N,) uint16 of the pixels at rows (N,) and columns (N,), both within the grid."""
        starts, ids, (_, width) = self._runs
        flat = np.asarray(rows, dtype=np.int64) * width + np.asarray(cols, dtype=np.int64)
        return ids[np.searchsorted(starts, flat, side="right") - 1]

    def name_at(self, lat: float, lon: float) -> Place:
        """The place at a point in degrees; longitudes wrap, the poles belong to the outermost rows."""
        height, width = self.shape
        row = min(max(int((90.0 - lat) / 180.0 * height), 0), height - 1)
        col = int((lon + 180.0) % 360.0 / 360.0 * width) % width  # a tiny negative modulo rounds up to 360
        return self.place(int(self.unit_ids(np.array([row]), np.array([col]))[0]))

    @cached_property
    def countries(self) -> dict[str, str]:
        """Name of every country that holds a pixel, by its ISO 3166-1 alpha-2 code, sorted by name.

        A code that several countries of the table share is named after the one that holds nearly all of its pixels,
        or after all of them, largest first.
        """
        starts, ids, (height, width) = self._runs
        pixels = np.bincount(ids, weights=np.diff(starts, append=height * width), minlength=len(self._units))
        sizes: dict[str, dict[str, float]] = {}
        for unit, size in zip(self._units, pixels.tolist(), strict=True):
            if unit.country_code and size:
                of_code = sizes.setdefault(unit.country_code, {})
                of_code[unit.country] = of_code.get(unit.country, 0) + size
        names = {}
        for code, of_code in sizes.items():
            largest = sorted(of_code, key=of_code.get, reverse=True)
            alone = of_code[largest[0]] >= _NEARLY_ALL * sum(of_code.values())
            names[code] = largest[0] if alone else ", ".join(largest)
        return dict(sorted(names.items(), key=lambda item: item[1]))

    def of_countries(self, codes: set[str]) -> tuple[np.ndarray, np.ndarray]:
        """The flat pixels [start, end) (n,) int64 of some countries' units and their coasts, in order, joined."""
        starts, ids, (height, width) = self._runs
        mine = np.array([unit.country_code in codes for unit in self._units])[ids]
        edges = np.flatnonzero(np.diff(mine, prepend=False, append=False))
        bounds = np.append(starts, height * width)[edges]
        return bounds[::2], bounds[1::2]

    def cut(self, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Cut runs of pixels where the unit changes.

        starts (r,): the flat pixels (row * width + column) at which runs that cover the grid begin, sorted, from 0.
        Returns, for each piece, its start (p,) int32, the run it is of (p,) int64 and its unit (p,) uint16.
        """
        unit_starts, unit_ids, _ = self._runs
        at = np.searchsorted(starts, unit_starts)
        inside = np.append(starts, -1)[at] != unit_starts
        begins = np.insert(starts, at[inside], unit_starts[inside])
        run = np.repeat(np.arange(len(starts)), 1 + np.bincount(at[inside] - 1, minlength=len(starts)))
        unit = np.repeat(unit_ids, np.diff(np.searchsorted(begins, unit_starts), append=len(begins)))
        return begins.astype(np.int32), run, unit

    @cached_property
    def _runs(self) -> tuple[np.ndarray, np.ndarray, tuple[int, int]]:
        """Starts (N,) int64 of the runs of equal ids in row-major order, their ids (N,), the grid's shape."""
        starts, ids, previous = [], [], None
        try:
            with rasterio.open(self._raster) as source:
                height, width = source.shape
                if source.count != 1 or source.dtypes[0] != "uint16":
                    raise _damaged(self._raster)
                for top in range(0, height, STRIP_ROWS):
                    window = Window(0, top, width, min(STRIP_ROWS, height - top))
                    strip = source.read(1, window=window).ravel()
                    changes = np.flatnonzero(strip[1:] != strip[:-1]) + 1
                    if strip[0] != previous:
                        changes = np.concatenate([[0], changes])
                    starts.append(changes.astype(np.int64) + top * width)
                    ids.append(strip[changes])
                    previous = strip[-1]
        except (RasterioError, OSError) as error:
            raise _damaged(self._raster) from error
        unit_ids = np.concatenate(ids)
        if unit_ids.max() >= len(self._units):
            raise _damaged(self._raster)
        return np.concatenate(starts), unit_ids, (height, width)


def _damaged(path: Path) -> GeolocatorError:
    return GeolocatorError(
        f"The file of place names {path.name} is missing or damaged: install the plugin again.",
        code="places_missing",
    )
