"""Population buckets of places: what an evaluation is rebalanced by (seed 000, section 5.3)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from rasterio.errors import RasterioError

from backend.attribute_map import read_classes
from backend.bundle import STARTER
from backend.grid import pixel_of
from backend.zones import ZoneTable

SHIPPED = STARTER / "population.tif"


@dataclass(frozen=True)
class PopulationMap:
    """A class map as population buckets, least dense first.

    path: the map; values: its classes' pixel values, ascending; classes: (5400, 10800) uint8, 0 = no bucket.
    """

    path: Path
    values: list[int]
    classes: np.ndarray

    @classmethod
    def read(cls, path: Path = SHIPPED) -> PopulationMap:
        """Read a map whose pixel values, 0 and nodata apart, are the buckets; ValueError or BundleError if it can't."""
        found: set[int] = set()
        try:
            with rasterio.open(path) as source:
                empty = {0, source.nodata}
                for _, window in source.block_windows(1):
                    found.update(np.unique(source.read(1, window=window)).tolist())
                    if len(found) > 256:
                        raise ValueError(f"'{path.name}' has more than 254 values: name a map of population buckets.")
        except RasterioError as error:
            raise ValueError(f"The map '{path.name}' can't be read: {error}.") from error
        values = sorted(v for v in found if v not in empty)
        return cls(path, values, read_classes(path, values))

    def at(self, lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
        """The bucket (n,) of positions in degrees, from 1, 0 where there is none."""
        return self.classes[pixel_of(lat, lon)].astype(np.int64)

    def at_sea(self, lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
        """Whether positions (n,) in degrees have no bucket."""
        return self.at(lat, lon) == 0


def bucket_in(table: ZoneTable, layer: int, lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    """The class (n,) of a map among a table's layers that holds each position in degrees, from 1, 0 = none."""
    sets = table.sets[layer][table.set_ids[layer][table.zone_at(lat, lon)]]
    held = np.diff(sets.indptr) > 0
    return np.where(held, np.append(sets.indices, 0)[sets.indptr[:-1]] + 1, 0)
