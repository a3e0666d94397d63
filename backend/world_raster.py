"""A raster of the whole world in WGS-84, read block by block, so that memory does not grow with its size.

LandScan Global has 21600 x 43200 pixels and ESA-CCI Land Cover 64800 x 129600. Rows are numbered on the lattice from
pole to pole; a file may leave out rows at the poles, as older LandScan editions do (20880 of 21600).
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from rasterio.errors import CRSError, NotGeoreferencedWarning, RasterioError
from rasterio.io import DatasetReader
from rasterio.windows import Window

from .errors import BundleError
from .grid import row_areas_km2

# GDAL would keep 5 % of the machine's memory in decoded blocks, and each block is used once.
_CACHE_MB = 64
_READ_PIXELS = 2**22
_STRIP_PIXELS = 2**28
_BLOCK_BYTES = 2**28
# Products print their pixel size with few digits, which moves the far edge by a part of a pixel.
_TOLERANCE = 0.25
# No overviews, masks, world files or .aux.xml beside the file.
_ALONE = {"GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR", "GDAL_PAM_ENABLED": "NO"}
# What ESA-CCI Land Cover's NetCDF files call the classes, among several variables.
_LAND_COVER = "lccs_class"


@dataclass(frozen=True)
class WorldRaster:
    """An open raster of one band. `height` rows would reach from pole to pole; the file begins at `first_row`."""

    source: DatasetReader
    name: str
    height: int
    first_row: int

    @property
    def width(self) -> int:
        """Columns, from -180 to 180."""
        return self.source.width

    @property
    def dtype(self) -> np.dtype:
        """Type of the raw values."""
        return np.dtype(self.source.dtypes[0])

    def strips(self) -> Iterator[tuple[int, int]]:
        """First row and end of strips of whole rows, in blocks as the file stores them, from north to south."""
        block = self.source.block_shapes[0][0]
        if block * self.width > _STRIP_PIXELS:
            rows = max(1, _STRIP_PIXELS // self.width)
        else:
            rows = block * max(1, _READ_PIXELS // self.width // block)
        end = self.first_row + self.source.height
        for start in range(self.first_row, end, rows):
            yield start, min(start + rows, end)

    def windows(self, start: int, stop: int) -> Iterator[tuple[slice, np.ndarray]]:
        """Columns and raw values (stop - start, columns) of one strip, block by block from west to east."""
        block = self.source.block_shapes[0][1]
        columns = block * max(1, _READ_PIXELS // (stop - start) // block)
        for left in range(0, self.width, columns):
            right = min(left + columns, self.width)
            window = Window(left, start - self.first_row, right - left, stop - start)
            yield slice(left, right), self.source.read(1, window=window)

    def value(self, row: int, column: int) -> float:
        """Raw value of one pixel."""
        return self.source.read(1, window=Window(column, row - self.first_row, 1, 1))[0, 0].item()

    def row_areas_km2(self, start: int, stop: int) -> np.ndarray:
        """Area in km2 of one pixel of each row, (stop - start,) float64."""
        return row_areas_km2(self.height, self.width)[start:stop]


@contextmanager
def open_world(path: Path, *, driver: str | None = None) -> Iterator[WorldRaster]:
    """Open a raster for reading.

    driver: the one of GDAL's that may open it; then nothing beside the file is looked at. Any without it: a person's
    own download may be a NetCDF, a stranger's file may be one that points to other files.

    Raises BundleError, also while it is read, when the file is damaged or is no single-band WGS-84 raster, north up,
    of all longitudes and at least half of the latitudes, whose rows count in whole pixels from the north pole.
    """
    try:
        with rasterio.Env(GDAL_CACHEMAX=_CACHE_MB, **(_ALONE if driver else {})):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", NotGeoreferencedWarning)
                source = rasterio.open(path, driver=driver) if driver else _open(path)
            with source:
                _check(source, path.name)
                yield WorldRaster(source, path.name, *_place(source, path.name))
    except (RasterioError, CRSError, OSError) as error:
        if driver:
            raise BundleError(f"The map '{path.name}' is no whole {driver} file: install the bundle again.") from error
        # rasterio says "Read failed. See previous exception for details."; GDAL's own words are that exception.
        reason = str(error.__cause__ or error).replace(str(path), path.name).rstrip(".")
        raise BundleError(f"The map '{path.name}' can't be read: {reason}.") from error


def _open(path: Path) -> DatasetReader:
    """The file, or of a NetCDF with several variables its land cover."""
    source = rasterio.open(path)
    classes = [name for name in source.subdatasets if name.rpartition(":")[2].startswith(_LAND_COVER)]
    if source.count or not classes:
        return source
    source.close()
    return rasterio.open(classes[0])


def _check(source: DatasetReader, name: str) -> None:
    if source.count != 1:
        raise BundleError(f"The map '{name}' must have one band; it has {source.count}.")
    if source.dtypes[0].startswith("complex"):
        raise BundleError(f"The map '{name}' must hold real numbers; it holds {source.dtypes[0]}.")
    if source.crs is None or source.crs.to_epsg() != 4326:
        raise BundleError(f"The map '{name}' must be in EPSG:4326.")
    rows, columns = source.block_shapes[0]
    if rows * columns * np.dtype(source.dtypes[0]).itemsize > _BLOCK_BYTES:
        raise BundleError(
            f"The map '{name}' is stored in blocks of {rows} x {columns} pixels, too large to read piece by piece; "
            "rewrite it with 'gdal_translate -co TILED=YES -co BIGTIFF=YES'."
        )


def _place(source: DatasetReader, name: str) -> tuple[int, int]:
    """Rows from pole to pole at the file's pixel size, and the row of them at which it begins."""
    transform = source.transform
    if transform.b or transform.d or not (transform.a > 0 > transform.e) or not all(map(math.isfinite, transform)):
        raise BundleError(f"The map '{name}' must be north up, neither turned nor mirrored.")
    west, south, east, north = source.bounds
    if max(abs(west + 180.0), abs(east - 180.0)) > _TOLERANCE * 360.0 / source.width:
        raise BundleError(
            f"The map '{name}' must cover the whole world, longitudes -180 to 180; it covers {west:g} to {east:g}."
        )
    height = round(180.0 / ((north - south) / source.height))
    above, end = (90.0 - north) / 180.0 * height, (90.0 - south) / 180.0 * height
    first = round(above)
    if 2 * source.height < height or first < 0 or first + source.height > height:
        raise BundleError(
            f"The map '{name}' must cover the whole world, or at least half of the latitudes from -90 to 90; "
            f"it covers {south:g} to {north:g}."
        )
    if max(abs(above - first), abs(end - first - source.height)) > _TOLERANCE:
        raise BundleError(
            f"The map '{name}' must begin a whole number of its pixels south of the north pole; "
            f"it begins at {north:g}, {above:.2f} pixels south of it."
        )
    return height, first
