"""Attribute maps: world rasters whose values are classes (population buckets, land cover), on the common grid.

A map finer than the grid is reduced by categorical mode, so that the masks of its classes stay disjoint; a
coarser one is repeated (seed 000, section 5.2). It is read in bands of rows, so memory does not grow with its
size.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import rasterio
from rasterio.enums import Resampling
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.windows import Window

from .errors import BundleError
from .grid import HEIGHT, WIDTH

_BAND_ROWS = 180
_WORLD = (-180.0, -90.0, 180.0, 90.0)


def read_classes(path: Path, values: list[int]) -> np.ndarray:
    """Read a map onto the grid: (5400, 10800) uint8, 0 where no class holds, k + 1 for values[k].

    Raises BundleError when the file is no single-band WGS-84 raster of the whole world, or is damaged.
    """
    if len(values) > 254:
        raise BundleError(f"The map '{path.name}' has {len(values)} classes; at most 254 are supported.")
    lookup = np.zeros(65536, np.uint8)
    lookup[values] = np.arange(1, len(values) + 1)
    classes = np.empty((HEIGHT, WIDTH), np.uint8)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            source = rasterio.open(path)
        with source:
            _check(source, path.name)
            finer = source.width > WIDTH or source.height > HEIGHT
            resampling = Resampling.mode if finer else Resampling.nearest
            for top in range(0, HEIGHT, _BAND_ROWS):
                window = Window(0, top * source.height / HEIGHT, source.width, _BAND_ROWS * source.height / HEIGHT)
                band = source.read(1, window=window, out_shape=(_BAND_ROWS, WIDTH), resampling=resampling)
                classes[top : top + _BAND_ROWS] = lookup[band]
    except (RasterioError, OSError) as error:
        raise BundleError(f"The map '{path.name}' can't be read: {error}.") from error
    return classes


def _check(source, name: str) -> None:
    if source.count != 1 or source.dtypes[0] not in ("uint8", "uint16"):
        raise BundleError(f"The map '{name}' must have one band of unsigned 8- or 16-bit classes.")
    if source.crs is None or source.crs.to_epsg() != 4326:
        raise BundleError(f"The map '{name}' must be in EPSG:4326.")
    tolerance = 0.5 * 360.0 / max(source.width, 1)
    if max(abs(a - b) for a, b in zip(source.bounds, _WORLD, strict=True)) > tolerance:
        raise BundleError(f"The map '{name}' must cover the whole world, north up; it covers {tuple(source.bounds)}.")
