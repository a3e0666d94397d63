"""A GeoTIFF of somebody's densities, or of probabilities a pixel, read whole as a `DensityRaster`.

The file may come from anywhere: GDAL's GeoTIFF driver alone opens it, nothing beside it is looked at, and what it would
decode to is weighed before it is decoded.
"""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import pyproj
import rasterio
from rasterio import Affine
from rasterio.enums import Interleaving, MaskFlags
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.io import DatasetReader
from rasterio.windows import Window

from .density_raster import DensityRaster
from .errors import RequestError
from .georeference import georeference

MOST_PIXELS = 200_000_000
_MOST_BANDS = 1_000
_BLOCK_BYTES = 2**28
_STRIP_PIXELS = 2**22
_GDAL = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",  # no overviews, masks, world files or .aux.xml beside it
    "GDAL_PAM_ENABLED": "NO",
    "GDAL_CACHEMAX": 64,
}

# What the raster's numbers are: probability per area in any unit, or probability per pixel.
Values = Literal["density", "mass"]


@dataclass(frozen=True)
class RasterFile:
    """A raster that was read: its size and CRS, such as "EPSG:3857", and what its numbers say."""

    width: int
    height: int
    crs: str
    raster: DensityRaster


def read_density(path: Path, name: str, *, band: int = 1, values: Values = "density") -> RasterFile:
    """Read one band; negative values, nodata and what is not finite count 0.

    Takes 4 bytes a pixel. Raises RequestError, naming the raster, when it can't be read or used.
    """
    where = f"The raster '{name}'"
    try:
        with rasterio.Env(**_GDAL):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", NotGeoreferencedWarning)
                source = rasterio.open(path, driver="GTiff")
            with source:
                crs = _check(source, band)
                return _read(source, crs, band, values)
    except RequestError as error:
        raise RequestError(str(error).replace("The raster", where, 1), code=error.code) from error
    except (RasterioError, OSError) as error:
        # rasterio says "Read failed. See previous exception for details."; GDAL's own words are that exception.
        reason = str(error.__cause__ or error).replace(str(path), name).rstrip(".")
        raise RequestError(f"{where} can't be read as a GeoTIFF: {reason}.", code="raster_unreadable") from error
    except MemoryError as error:
        raise RequestError(f"{where} needs more memory than there is: resample it.", code="raster_too_large") from error


def _check(source: DatasetReader, band: int) -> pyproj.CRS:
    """Weigh what the file would decode to, and understand its CRS; RequestError when it is refused."""
    pixels, bands = source.width * source.height, source.count
    if pixels > MOST_PIXELS:
        raise RequestError(
            f"The raster has {source.width} x {source.height} pixels; at most {MOST_PIXELS // 10**6} million can be"
            " searched: resample it, or cut it to the part of interest.",
            code="raster_too_large",
        )
    if not 1 <= band <= bands:
        raise RequestError(f"The raster has no band {band}: give a number from 1 to {bands}.")
    if source.dtypes[band - 1].startswith("complex"):
        raise RequestError(f"The raster must hold real numbers; its band {band} holds {source.dtypes[band - 1]}.")
    together = bands if source.interleaving == Interleaving.pixel else 1
    rows, columns = source.block_shapes[band - 1]
    item = np.dtype(source.dtypes[band - 1]).itemsize
    if bands > _MOST_BANDS or rows * columns * item * together > _BLOCK_BYTES or pixels * together > 4 * MOST_PIXELS:
        raise RequestError(
            f"The raster is stored in a way that takes too much memory to read ({bands} bands, blocks of {rows} x"
            f" {columns} pixels): rewrite it with 'gdal_translate -b {band} -co TILED=YES'.",
            code="raster_too_large",
        )
    t = source.transform
    if source.crs is None or t == Affine.identity():
        raise RequestError("The raster has no position on Earth: assign its CRS and extent first.")
    if not all(map(math.isfinite, t)) or t.a * t.e - t.b * t.d == 0:
        raise RequestError("The raster has an extent that is not valid: its pixels have no size.")
    try:
        crs = pyproj.CRS.from_wkt(source.crs.to_wkt())
        pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    except (pyproj.exceptions.ProjError, RasterioError) as error:
        raise RequestError(
            "The raster has a coordinate system that can't be brought to longitudes and latitudes: reproject it."
        ) from error
    return crs


def _read(source: DatasetReader, crs: pyproj.CRS, band: int, values: Values) -> RasterFile:
    flips, transform = _upright(source)
    where = georeference(source.height, source.width, transform, crs)
    kept = np.zeros((source.height, source.width), np.float32)
    target = kept[flips]
    # Likelihoods in double precision may all be too small, or too large, for single precision, which they are kept in.
    wide = source.dtypes[band - 1] == "float64"
    scale = _power_of_two(max(strip.max() for _, strip in _strips(source, band))) if wide else 1.0
    for top, strip in _strips(source, band):
        if values == "mass":
            rows = slice(top, top + len(strip))
            if flips[0].step == -1:
                area = where.areas_km2(source.height - rows.stop, source.height - rows.start)[::-1]
            else:
                area = where.areas_km2(rows.start, rows.stop)
            area = area[:, flips[1]]
            strip = np.divide(strip, area, out=np.zeros_like(strip), where=area > 0)
        target[top : top + len(strip)] = strip * scale
    authority = crs.to_authority()
    return RasterFile(
        source.width, source.height, ":".join(authority) if authority else crs.name, DensityRaster(kept, where)
    )


def _upright(source: DatasetReader) -> tuple[tuple[slice, slice], Affine]:
    """How rows and columns are turned round so that the raster is not mirrored, and the transform that it then has."""
    t, columns, rows = source.transform, slice(None), slice(None)
    if t.a < 0:
        columns = slice(None, None, -1)
        t = Affine(-t.a, t.b, t.c + t.a * source.width, -t.d, t.e, t.f + t.d * source.width)
    if t.a * t.e - t.b * t.d > 0:
        rows = slice(None, None, -1)
        t = Affine(t.a, -t.b, t.c + t.b * source.height, t.d, -t.e, t.f + t.e * source.height)
    return (rows, columns), t


def _strips(source: DatasetReader, band: int):
    """First row and values (rows, width) float64, 0 for what is none, in blocks as the file stores them."""
    block = source.block_shapes[band - 1][0]
    rows = block * max(1, _STRIP_PIXELS // (block * source.width))
    nodata = source.nodatavals[band - 1]
    if nodata is not None and source.dtypes[band - 1] == "float32":
        nodata = float(np.float32(nodata))
    scale, offset = source.scales[band - 1], source.offsets[band - 1]
    masked = MaskFlags.per_dataset in source.mask_flag_enums[band - 1]
    for top in range(0, source.height, rows):
        window = Window(0, top, source.width, min(rows, source.height - top))
        raw = source.read(band, window=window)
        value = raw.astype(np.float64)
        none = np.zeros(raw.shape, bool) if nodata is None else value == nodata
        if masked:
            none |= source.read_masks(band, window=window) == 0
        if (scale, offset) != (1.0, 0.0):
            value = value * scale + offset
        none |= ~(np.isfinite(value) & (value > 0))
        value[none] = 0.0
        yield top, value


def _power_of_two(highest: float) -> float:
    """What brings the highest value to 0.5 to 1 without changing any other digit."""
    return math.ldexp(1.0, -math.frexp(highest)[1]) if highest > 0 else 1.0
