"""The starter's attribute maps: GPW and MODIS reclassified, as stand-ins for LandScan and ESA-CCI Land Cover."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from rasterio.transform import from_origin

POPULATION_RASTER = "gpw_v4_population_density_2020_30min.asc"
LAND_COVER_RASTER = "mcd12c1_igbp_land_cover_2011_6min.tif"

POPULATION_CLASSES = (
    ("lowest", "Lowest population density"),
    ("low", "Low population density"),
    ("high", "High population density"),
    ("highest", "Highest population density"),
)
# Class of the seed's seven (systems.md section 0, ESA-CCI 22 -> 7) for each IGBP class 0..16.
LAND_COVER_CLASSES = (
    ("cropland", "Cropland", (12, 14)),
    ("broad_leaved", "Broad-leaved trees", (2, 4)),
    ("other_trees", "Other trees", (1, 3, 5, 8)),
    ("short_vegetation", "Shrubs, grass and sparse plants", (6, 7, 9, 10)),
    ("flooded", "Flooded vegetation", (11,)),
    ("urban", "Urban areas", (13,)),
    ("bare_water_snow", "Bare ground, water and snow", (0, 15, 16)),
)


def population_buckets(density: np.ndarray, valid: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Buckets (h, w) uint8 of a population raster and the three edges between them.

    density: people per km2; valid: where there is land. Edges are max^(k/4), k = 1..3 (equal steps of log10);
    land with nobody falls in the lowest bucket, 1. A sea pixel beside land (8 neighbours, around the antimeridian)
    takes the bucket of a land neighbour, side neighbours first and the denser one of several: at half a degree
    whole coastal towns lie in pixels that the source calls sea. The rest of the sea is 0, no bucket.
    """
    edges = float(density[valid].max()) ** (np.arange(1, 4) / 4)
    buckets = np.where(valid, 1 + np.digitize(density, edges), 0).astype(np.uint8)
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


def land_cover_classes(igbp: np.ndarray) -> np.ndarray:
    """IGBP classes 0..16 (h, w) to the seven merged classes 1..7, uint8."""
    lookup = np.zeros(256, np.uint8)
    for number, (_, _, members) in enumerate(LAND_COVER_CLASSES, start=1):
        lookup[list(members)] = number
    return lookup[igbp]


def write_maps(rasters: Path, folder: Path) -> list[dict[str, Any]]:
    """Write population.tif and land_cover.tif at their sources' resolution; return their manifest entries."""
    with rasterio.open(rasters / POPULATION_RASTER) as source:
        density = source.read(1)
        valid = density != source.nodata
    buckets, edges = population_buckets(np.where(valid, density, 0.0), valid)
    _write(folder / "population.tif", buckets)
    with rasterio.open(rasters / LAND_COVER_RASTER) as source:
        _write(folder / "land_cover.tif", land_cover_classes(source.read(1)))
    bounds = ["0", *(f"{float(f'{e:.2g}'):,.0f}" for e in edges)]
    ranges = [f"{a} to {b}" for a, b in pairwise(bounds)] + [f"{bounds[-1]} and more"]
    return [
        {
            "name": "population",
            "file": "population.tif",
            "label": "Population density",
            "classes": [
                {"value": k, "name": name, "label": f"{label} ({span} per km²)"}
                for k, ((name, label), span) in enumerate(zip(POPULATION_CLASSES, ranges, strict=True), start=1)
            ],
            "source": "CIESIN Gridded Population of the World v4.11, density 2020, 0.5 degree: a stand-in for LandScan",
            "license": "CC-BY-4.0",
        },
        {
            "name": "land_cover",
            "file": "land_cover.tif",
            "label": "Land cover",
            "classes": [
                {"value": k, "name": name, "label": label}
                for k, (name, label, _) in enumerate(LAND_COVER_CLASSES, start=1)
            ],
            "source": "NASA MODIS MCD12C1 2011 (IGBP), 0.1 degree: a stand-in for ESA-CCI Land Cover",
            "license": "open, no restriction (NASA LP DAAC)",
        },
    ]


def _write(path: Path, classes: np.ndarray) -> None:
    height, width = classes.shape
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        height=height,
        width=width,
        count=1,
        dtype="uint8",
        crs="EPSG:4326",
        transform=from_origin(-180.0, 90.0, 360.0 / width, 180.0 / height),
        compress="deflate",
        zlevel=9,
    ) as target:
        target.write(classes, 1)
