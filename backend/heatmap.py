"""The heatmap file: probability per km2 on the whole grid, as a Float32 Cloud Optimised GeoTIFF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import rasterio
from rasterio.enums import Resampling
from rasterio.errors import RasterioError
from rasterio.io import MemoryFile
from rasterio.transform import from_origin
from rasterio.windows import Window

from .cloud_optimised import cloud_optimised, tile_sizes
from .ensemble import Fused
from .errors import OutOfMemory, OutputError, is_out_of_memory
from .grid import CRS, HEIGHT, PIXELS_PER_DEGREE, WIDTH
from .zones import ZoneTable

# Without threads of GDAL's own: it waits for ever for one that can't be started, and hides what fails in them.
PROFILE = {
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
    "sparse_ok": True,
}
OVERVIEWS = {
    "COMPRESS_OVERVIEW": "ZSTD",
    "ZSTD_LEVEL_OVERVIEW": "1",
    "SPARSE_OK_OVERVIEW": "YES",
    "GDAL_TIFF_OVR_BLOCKSIZE": "512",
}
FACTORS = (2, 4, 8)
_BLOCK = 512
_LEAST = 1e-30  # an overview may round less to nothing


def write_heatmap(fused: Fused, path: Path, provenance: dict[str, str]) -> None:
    """Write the density of every pixel as a Cloud Optimised GeoTIFF, north up; provenance: GDAL metadata of the file.

    Blocks without any probability take no room. Overviews hold means, so a small bright cell stays visible from afar.
    Statistics stand in the file, where GDAL looks for them: QGIS reads all pixels of a file without, in its window.
    Raises OutputError when the file can't be written, and OutOfMemory.
    """
    density = fused.density.astype(np.float32)
    try:
        # In memory first: rasterio says nothing of a disk that is full when it closes a file.
        with MemoryFile() as memory:
            # All in one go: a file that is opened again forgets the level, and ZSTD's default takes twice as long.
            with rasterio.Env(**OVERVIEWS), memory.open(**PROFILE) as file:
                file.set_band_description(1, "Probability density per km2")
                file.update_tags(1, units="1/km2", **_statistics(fused.table, density))
                file.update_tags(**provenance)
                filled = write_strips(file, strips(fused.table, density))
                file.build_overviews(FACTORS, Resampling.average)
            check_tiles(memory.getbuffer(), filled, FACTORS)
            path.write_bytes(cloud_optimised(memory.getbuffer()))
    except (RasterioError, OSError) as error:
        if is_out_of_memory(error):
            raise OutOfMemory("the map") from error
        raise OutputError(
            f"The heatmap '{path.name}' can't be written ({error}): check the disk's free space."
        ) from error


def _statistics(table: ZoneTable, values: np.ndarray) -> dict[str, str]:
    """What `gdalinfo -stats` would write of the pixels, given one value (z,) for each zone."""
    pixels = np.bincount(table.zone, table.lengths(), len(values))
    values = values.astype(float)
    mean = np.average(values, weights=pixels)
    deviation = np.sqrt(np.average((values - mean) ** 2, weights=pixels))
    figures = {"MINIMUM": values.min(), "MAXIMUM": values.max(), "MEAN": mean, "STDDEV": deviation}
    return {f"STATISTICS_{name}": f"{figure:.17g}" for name, figure in figures.items()}


def write_strips(file: rasterio.io.DatasetWriter, rows: Iterator[tuple[int, np.ndarray]]) -> np.ndarray:
    """Write what `strips` yields; returns which tiles hold something, (rows of tiles, columns of tiles) bool."""
    filled = []
    for top, strip in rows:
        file.write(strip, 1, window=Window(0, top, WIDTH, len(strip)))
        filled.append(np.maximum.reduceat(strip.max(axis=0), np.arange(0, WIDTH, _BLOCK)) > _LEAST)
    return np.array(filled)


def check_tiles(tiff: memoryview, filled: np.ndarray, factors: Sequence[int] = ()) -> None:
    """Raise OutOfMemory when tiles that hold something are not in a TIFF: GDAL keeps to itself that it lacked memory.

    filled: as from `write_strips`; factors: those of the overviews that must hold the same.
    """
    sizes = tile_sizes(tiff)
    if len(sizes) <= len(factors):
        raise OutOfMemory("the map")
    for factor, found in zip((1, *factors), sizes, strict=False):
        rows, columns = (-(-n // factor) for n in filled.shape)
        wanted = np.zeros((rows * factor, columns * factor), bool)
        wanted[: filled.shape[0], : filled.shape[1]] = filled
        wanted = wanted.reshape(rows, factor, columns, factor).any(axis=(1, 3)).ravel()
        if len(found) != len(wanted) or not np.array(found)[wanted].all():
            raise OutOfMemory("the map")


def strips(table: ZoneTable, values: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """One row of blocks of the grid at a time: its first row and (rows, 10800) values, given one (z,) for each zone."""
    of_runs, lengths = values[table.zone], table.lengths()
    for top in range(0, HEIGHT, _BLOCK):
        rows = min(_BLOCK, HEIGHT - top)
        first, last = np.searchsorted(table.starts, [top * WIDTH, (top + rows) * WIDTH])
        yield top, np.repeat(of_runs[first:last], lengths[first:last]).reshape(rows, WIDTH)
