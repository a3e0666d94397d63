"""The heatmap file: probability per km2 on the whole grid, as a tiled Float32 GeoTIFF with overviews."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import rasterio
from rasterio.enums import Resampling
from rasterio.errors import RasterioError
from rasterio.transform import from_origin
from rasterio.windows import Window

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
_BLOCK = 512


def write_heatmap(fused: Fused, path: Path) -> None:
    """Write the density of every pixel as a GeoTIFF, north up.

    Overviews hold means, so a small bright cell stays visible from afar. Raises OutputError when the file can't be
    written.
    """
    try:
        with rasterio.Env(**_OVERVIEWS):
            with rasterio.open(path, "w", **_PROFILE) as file:
                file.set_band_description(1, "Probability density per km2")
                file.update_tags(1, units="1/km2")
            # GDAL would compute overviews from the stored tiles again; making them empty and filling them is faster.
            with rasterio.open(path, "r+") as file:
                file.build_overviews(list(_FACTORS), Resampling.nearest)
            half = np.empty((HEIGHT // 2, WIDTH // 2), np.float32)
            with rasterio.open(path, "r+") as file:
                for top, strip in _strips(fused):
                    half[top // 2 : (top + len(strip)) // 2] = _halved(strip)
                    _write_blocks(file, strip, top)
            for level in range(len(_FACTORS)):
                with rasterio.open(path, "r+", overview_level=level) as file:
                    _write_blocks(file, half, 0)
                half = _halved(half)
    except (RasterioError, OSError) as error:
        raise OutputError(
            f"The heatmap '{path.name}' can't be written ({error}): check the disk's free space."
        ) from error


def _strips(fused: Fused) -> Iterator[tuple[int, np.ndarray]]:
    """Density of one row of blocks at a time: its first row and (rows, 10800) float32, probability per km2."""
    table = fused.table
    values, lengths = fused.density.astype(np.float32)[table.zone], table.lengths()
    for top in range(0, HEIGHT, _BLOCK):
        rows = min(_BLOCK, HEIGHT - top)
        first, last = np.searchsorted(table.starts, [top * WIDTH, (top + rows) * WIDTH])
        yield top, np.repeat(values[first:last], lengths[first:last]).reshape(rows, WIDTH)


def _write_blocks(file, pixels: np.ndarray, top: int) -> None:
    """Write the blocks that hold any probability; the others are left out of the file and read as 0."""
    for row in range(0, len(pixels), _BLOCK):
        for col in range(0, pixels.shape[1], _BLOCK):
            block = pixels[row : row + _BLOCK, col : col + _BLOCK]
            if block.any():
                file.write(block, 1, window=Window(col, top + row, block.shape[1], block.shape[0]))


def _halved(level: np.ndarray) -> np.ndarray:
    """Means of 2 x 2 pixels; an odd last row stands for itself."""
    if level.shape[0] % 2:
        level = np.concatenate([level, level[-1:]])
    rows = level[0::2] + level[1::2]
    return (rows[:, 0::2] + rows[:, 1::2]) * np.float32(0.25)
