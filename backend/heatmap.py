"""The heatmap file: probability per km2 on the whole grid, as a Float32 Cloud Optimised GeoTIFF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import rasterio
from rasterio.enums import Resampling
from rasterio.errors import RasterioError
from rasterio.io import MemoryFile
from rasterio.transform import from_origin
from rasterio.windows import Window

from .cloud_optimised import cloud_optimised
from .ensemble import Fused
from .errors import OutputError
from .grid import CRS, HEIGHT, PIXELS_PER_DEGREE, WIDTH
from .zones import ZoneTable

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
    "num_threads": 2,
    "sparse_ok": True,
}
OVERVIEWS = {
    "COMPRESS_OVERVIEW": "ZSTD",
    "ZSTD_LEVEL_OVERVIEW": "1",
    "SPARSE_OK_OVERVIEW": "YES",
    "GDAL_TIFF_OVR_BLOCKSIZE": "512",
    "GDAL_NUM_THREADS": "2",
}
FACTORS = (2, 4, 8)
_BLOCK = 512


def write_heatmap(fused: Fused, path: Path, provenance: dict[str, str]) -> None:
    """Write the density of every pixel as a Cloud Optimised GeoTIFF, north up; provenance: GDAL metadata of the file.

    Blocks without any probability take no room. Overviews hold means, so a small bright cell stays visible from afar.
    Raises OutputError when the file can't be written.
    """
    try:
        # In memory first: rasterio says nothing of a disk that is full when it closes a file.
        with MemoryFile() as memory:
            # All in one go: a file that is opened again forgets the level, and ZSTD's default takes twice as long.
            with rasterio.Env(**OVERVIEWS), memory.open(**PROFILE) as file:
                file.set_band_description(1, "Probability density per km2")
                file.update_tags(1, units="1/km2")
                file.update_tags(**provenance)
                for top, strip in strips(fused.table, fused.density.astype(np.float32)):
                    file.write(strip, 1, window=Window(0, top, WIDTH, len(strip)))
                file.build_overviews(FACTORS, Resampling.average)
            path.write_bytes(cloud_optimised(memory.getbuffer()))
    except (RasterioError, OSError) as error:
        raise OutputError(
            f"The heatmap '{path.name}' can't be written ({error}): check the disk's free space."
        ) from error


def strips(table: ZoneTable, values: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """One row of blocks of the grid at a time: its first row and (rows, 10800) values, given one (z,) for each zone."""
    of_runs, lengths = values[table.zone], table.lengths()
    for top in range(0, HEIGHT, _BLOCK):
        rows = min(_BLOCK, HEIGHT - top)
        first, last = np.searchsorted(table.starts, [top * WIDTH, (top + rows) * WIDTH])
        yield top, np.repeat(of_runs[first:last], lengths[first:last]).reshape(rows, WIDTH)
