"""Attribute maps of a bundle: population buckets and merged land cover.

The starter's come from GPW and MODIS, stand-ins for LandScan and ESA-CCI Land Cover, which `training.downloads` reads.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from rasterio.io import MemoryFile
from rasterio.transform import from_origin

from backend.attribute_map import Buckets, Codes
from backend.errors import OutputError

POPULATION_RASTER = "gpw_v4_population_density_2020_30min.asc"
LAND_COVER_RASTER = "mcd12c1_igbp_land_cover_2011_6min.tif"

POPULATION_CLASSES = (
    ("lowest", "Lowest population density"),
    ("low", "Low population density"),
    ("high", "High population density"),
    ("highest", "Highest population density"),
)
# The seed's seven classes (systems.md section 0, ESA-CCI 22 -> 7), and the IGBP classes 0..16 of each.
LAND_COVER_CLASSES = (
    ("cropland", "Cropland"),
    ("broad_leaved", "Broad-leaved trees"),
    ("other_trees", "Other trees"),
    ("short_vegetation", "Shrubs, grass and sparse plants"),
    ("flooded", "Flooded vegetation"),
    ("urban", "Urban areas"),
    ("bare_water_snow", "Bare ground, water and snow"),
)
IGBP = Codes(((12, 14), (2, 4), (1, 3, 5, 8), (6, 7, 9, 10), (11,), (13,), (0, 15, 16)))


def bucket_edges(largest: float) -> tuple[float, ...]:
    """The edges between the four buckets, max^(k/4): equal steps of log10 up to the largest value (seed 000, 5.1)."""
    return tuple(float(edge) for edge in largest ** (np.arange(1, 4) / 4))


def population_buckets(density: np.ndarray, valid: np.ndarray) -> tuple[np.ndarray, tuple[float, ...]]:
    """Buckets (h, w) uint8 of a population raster and the three edges between them.

    density: people per km2; valid: where there is land. Edges are max^(k/4), k = 1..3 (equal steps of log10);
    land with nobody falls in the lowest bucket, 1. A sea pixel beside land (8 neighbours, around the antimeridian)
    takes the bucket of a land neighbour, side neighbours first and the denser one of several: at half a degree
    whole coastal towns lie in pixels that the source calls sea. The rest of the sea is 0, no bucket.
    """
    edges = bucket_edges(float(density[valid].max()))
    # The areas of rows are for counts; these are densities.
    buckets = Buckets(edges).classify(np.where(valid, density, np.nan), None, np.ones(len(density)))
    around = np.pad(buckets, ((1, 1), (0, 0)))
    around = np.concatenate([around[:, -1:], around, around[:, :1]], axis=1)
    height, width = buckets.shape
    shifted = {
        (dy, dx): around[1 + dy : 1 + dy + height, 1 + dx : 1 + dx + width] for dy in (-1, 0, 1) for dx in (-1, 0, 1)
    }
    side = np.max([shifted[s] for s in ((0, 1), (0, -1), (1, 0), (-1, 0))], axis=0)
    corner = np.max([shifted[s] for s in ((1, 1), (1, -1), (-1, 1), (-1, -1))], axis=0)
    filled = np.where(side > 0, side, corner)
    return np.where(buckets > 0, buckets, filled).astype(np.uint8), edges


def write_maps(rasters: Path, folder: Path) -> list[dict[str, Any]]:
    """Write population.tif and land_cover.tif at their sources' resolution; return their manifest entries.

    They travel with the plugin, so they are compressed as far as they can be.
    """
    with rasterio.open(rasters / POPULATION_RASTER) as source:
        density = source.read(1)
        valid = density != source.nodata
    buckets, edges = population_buckets(np.where(valid, density, 0.0), valid)
    write_classes(folder / "population.tif", buckets, zlevel=9)
    with rasterio.open(rasters / LAND_COVER_RASTER) as source:
        land_cover = IGBP.classify(source.read(1), None, np.ones(source.height))
    write_classes(folder / "land_cover.tif", land_cover, zlevel=9)
    return [
        population_entry(
            edges,
            "per km²",
            "CIESIN Gridded Population of the World v4.11, density 2020, 0.5 degree: a stand-in for LandScan",
            "CC-BY-4.0",
        ),
        land_cover_entry(
            "NASA MODIS MCD12C1 2011 (IGBP), 0.1 degree: a stand-in for ESA-CCI Land Cover",
            "open, no restriction (NASA LP DAAC)",
        ),
    ]


def population_entry(edges: tuple[float, ...], unit: str, source: str, license: str) -> dict[str, Any]:
    """Manifest entry of population.tif, its buckets named with their ranges to two digits."""
    bounds = ["0", *(f"{float(f'{e:.2g}'):,.0f}" for e in edges)]
    ranges = [f"{a} to {b}" for a, b in pairwise(bounds)] + [f"{bounds[-1]} and more"]
    labels = [
        (name, f"{label} ({span} {unit})") for (name, label), span in zip(POPULATION_CLASSES, ranges, strict=True)
    ]
    return _entry("population", "Population density", labels, source, license)


def land_cover_entry(source: str, license: str) -> dict[str, Any]:
    """Manifest entry of land_cover.tif."""
    return _entry("land_cover", "Land cover", LAND_COVER_CLASSES, source, license)


def _entry(name: str, label: str, classes, source: str, license: str) -> dict[str, Any]:
    return {
        "name": name,
        "file": f"{name}.tif",
        "label": label,
        "classes": [{"value": k, "name": n, "label": text} for k, (n, text) in enumerate(classes, start=1)],
        "source": source,
        "license": license,
    }


def write_classes(path: Path, classes: np.ndarray, *, zlevel: int = 6) -> None:
    """Write the classes of the whole world, (h, w) uint8, as a GeoTIFF; 0 is no class. zlevel: of DEFLATE, 1 to 9.

    Raises OutputError when it can't be written.
    """
    height, width = classes.shape
    profile = {
        "driver": "GTiff",
        "height": height,
        "width": width,
        "count": 1,
        "dtype": "uint8",
        "crs": "EPSG:4326",
        "transform": from_origin(-180.0, 90.0, 360.0 / width, 180.0 / height),
        "compress": "deflate",
        "zlevel": zlevel,
    }
    # In memory first: rasterio says nothing of a disk that is full when it closes a file.
    with MemoryFile() as memory:
        with memory.open(**profile) as target:
            target.write(classes, 1)
        try:
            path.write_bytes(memory.getbuffer())
        except OSError as error:
            raise OutputError(
                f"The map '{path.name}' can't be written ({error.strerror}): make room or name another folder."
            ) from error
