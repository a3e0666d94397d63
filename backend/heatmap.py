"""The heatmap file: probability per km2 on the whole grid, as a tiled Float32 GeoTIFF with overviews."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import rasterio
from rasterio.enums import Resampling
from rasterio.errors import RasterioError
from rasterio.transform import from_origin

from .ensemble import Fused
from .errors import OutputError
from .grid import CRS, HEIGHT, PIXELS_PER_DEGREE, WIDTH

_PROFILE = {
    "driver": "GTiff",
    "width": WIDTH,
    "height": HEIGHT,
    "count": 1,
    "dtype": "float32",
    "crs": CRS,
    "transform": from_origin(-180.0, 90.0, 1 / PIXELS_PER_DEGREE, 1 / PIXELS_PER_DEGREE),
    "tiled": True,
    "blockxsize": 512,
    "blockysize": 512,
    # Zones are large patches of one value: ZSTD at its fastest packs them 40 times, in a third of deflate's time.
    "compress": "ZSTD",
    "zstd_level": 1,
    "num_threads": 2,
    # Tiles without any probability are left out of the file; they read as 0.
    "sparse_ok": True,
}
_OVERVIEWS = {
    "COMPRESS_OVERVIEW": "ZSTD",
    "ZSTD_LEVEL_OVERVIEW": "1",
    "SPARSE_OK_OVERVIEW": "YES",
    "GDAL_TIFF_OVR_BLOCKSIZE": "512",
    "GDAL_NUM_THREADS": "2",
}
_FACTORS = (2, 4, 8)


def raster(fused: Fused) -> np.ndarray:
    """The density of every pixel, (5400, 10800) float32, probability per km2, north up."""
    table = fused.table
    return np.repeat(fused.density.astype(np.float32)[table.zone], table.lengths()).reshape(HEIGHT, WIDTH)


def write_heatmap(fused: Fused, path: Path) -> None:
    """Write the density as a GeoTIFF; overviews hold means, so a small bright cell stays visible from afar.

    Raises OutputError when the file can't be written.
    """
    levels = [raster(fused)]
    for _ in _FACTORS:
        levels.append(_halved(levels[-1]))
    try:
        with rasterio.Env(**_OVERVIEWS):
            with rasterio.open(path, "w", **_PROFILE) as file:
                file.set_band_description(1, "Probability density per km2")
                file.update_tags(1, units="1/km2")
            # GDAL would compute overviews from the stored tiles again; making them empty and filling them is faster.
            with rasterio.open(path, "r+") as file:
                file.build_overviews(list(_FACTORS), Resampling.nearest)
            with rasterio.open(path, "r+") as file:
                file.write(levels[0], 1)
            for k, level in enumerate(levels[1:]):
                with rasterio.open(path, "r+", overview_level=k) as file:
                    file.write(level, 1)
    except (RasterioError, OSError) as error:
        raise OutputError(f"The heatmap '{path.name}' can't be written ({error}): check the disk's free space.") from error


def _halved(level: np.ndarray) -> np.ndarray:
    """Means of 2 x 2 pixels; the last odd row is averaged alone."""
    if level.shape[0] % 2:
        level = np.concatenate([level, level[-1:]])
    rows = level[0::2] + level[1::2]
    return (rows[:, 0::2] + rows[:, 1::2]) * np.float32(0.25)
