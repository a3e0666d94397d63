"""LandScan Global and ESA-CCI Land Cover, as downloaded, made into a bundle's attribute maps on the common grid."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from backend.attribute_map import Buckets, Codes, class_strips, largest, to_grid
from backend.bundle import sha256_of
from backend.errors import BundleError, OutputError
from backend.grid import row_areas_km2
from backend.world_raster import WorldRaster, open_world
from training.maps import bucket_edges, land_cover_entry, population_entry, write_classes

# ESA-CCI's legend (Product User Guide 2.0): 22 classes and 15 regional ones, each in the group of its parent, merged
# as in seed 000, section 5.2, with the choices of systems.md, section 0. 0 is "no data".
ESA_CCI = Codes(
    (
        (10, 11, 12, 20, 30, 40),
        (50, 60, 61, 62),
        (70, 71, 72, 80, 81, 82, 90, 100),
        (110, 120, 121, 122, 130, 140, 150, 151, 152, 153),
        (160, 170, 180),
        (190,),
        (200, 201, 202, 210, 220),
    ),
    blank=(0,),
)
# Shares of land area that the paper found in its four buckets, percent (seed 000, section 5.1).
PAPER_SHARES = (93.9, 4.93, 1.10, 0.029)
_MOST_PEOPLE = 1e9  # in a pixel of any size, or on a km2
UNITS = {"count": "people per pixel", "density": "people per km²"}


def make(out: Path, population: Path | None, land_cover: Path | None, unit: str = "count") -> dict[str, Any]:
    """Write a new folder with population.tif, land_cover.tif or both, and maps.json; return what maps.json holds.

    population: LandScan Global, people in each pixel; unit "density" divides them by the pixel's area first.
    land_cover: ESA-CCI Land Cover. The buckets' edges come from the raster itself. maps.json has the entries for a
    manifest's "maps" and, for each map, its source file, edges and the shares of area of its classes in percent.

    Raises OutputError when the folder holds something already, BundleError when a raster can't be used. The folder
    appears when it is whole.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise OutputError(f"'{out}' exists already: name a new or empty folder for the maps.")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".maps-") as scratch:
        folder = Path(scratch) / "maps"
        folder.mkdir()
        made = {}
        if population is not None:
            made["population"] = _population(population, folder, unit)
        if land_cover is not None:
            made["land_cover"] = _land_cover(land_cover, folder)
        found = {
            "maps": [entry for entry, _ in made.values()],
            "sources": {name: facts for name, (_, facts) in made.items()},
        }
        (folder / "maps.json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        if out.exists():
            out.rmdir()
        folder.rename(out)
    return found


def table(found: dict[str, Any]) -> str:
    """Shares of the classified area, at the source's resolution and on the grid, as text; the paper's beside them."""
    lines = []
    for entry in found["maps"]:
        name = entry["name"]
        facts = found["sources"][name]
        paper = PAPER_SHARES if name == "population" else None
        lines.append(f"{entry['label']} from {facts['file']}, {facts['rows']} x {facts['columns']} pixels")
        lines.append(f"{'percent of the classified area':<60}{'source':>9}{'grid':>9}{'paper' if paper else '':>9}")
        for k, found_class in enumerate(entry["classes"]):
            shares = [facts["shares"]["source"][k], facts["shares"]["grid"][k], *([paper[k]] if paper else [])]
            lines.append(f"  {found_class['label']:<58}" + "".join(f"{share:9.3f}" for share in shares))
    return "\n".join(lines)


def _population(path: Path, folder: Path, unit: str) -> tuple[dict[str, Any], dict[str, Any]]:
    per_km2 = unit == "density"
    with open_world(path) as raster:
        if raster.dtype.itemsize == 1:
            raise BundleError(f"The map '{path.name}' holds 8-bit numbers, too small for people: name LandScan's.")
        most = largest(raster, per_km2=per_km2)
        if most <= 1.0:
            raise BundleError(f"The map '{path.name}' has no value above 1, so no population buckets: name LandScan's.")
        if most > _MOST_PEOPLE:
            raise BundleError(
                f"The map '{path.name}' holds {most:g} {UNITS[unit]}, more than can be: declare its nodata value with"
                " 'gdal_edit -a_nodata', or name LandScan's."
            )
        rule = Buckets(bucket_edges(most), per_km2)
        facts = _write(raster, rule, folder / "population.tif")
    source = f"LandScan Global (Oak Ridge National Laboratory), {path.name}"
    entry = population_entry(rule.edges, UNITS[unit], source, "as LandScan's terms say")
    return entry, {**_file(path), **facts, "unit": UNITS[unit], "largest": most, "edges": list(rule.edges)}


def _land_cover(path: Path, folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    with open_world(path) as raster:
        facts = _write(raster, ESA_CCI, folder / "land_cover.tif")
    entry = land_cover_entry(f"ESA-CCI Land Cover, {path.name}", "as ESA-CCI Land Cover's terms say")
    return entry, {**_file(path), **facts, "codes": [list(group) for group in ESA_CCI.groups]}


def _file(path: Path) -> dict[str, Any]:
    return {"file": path.name, "bytes": path.stat().st_size, "sha256": sha256_of(path)}


def _write(raster: WorldRaster, rule: Buckets | Codes, target: Path) -> dict[str, Any]:
    """Classify a raster into a file on the grid; returns its size and the shares of its classes."""
    km2 = np.zeros(len(rule) + 1)
    strips = _weighed(class_strips(raster, rule), raster, km2)
    classes = to_grid(strips, (raster.height, raster.width), len(rule))
    if not classes.any():
        raise BundleError(f"The map '{raster.name}' has no class anywhere: it holds nodata alone.")
    write_classes(target, classes)
    on_grid = np.zeros(len(rule) + 1)
    for row, area in zip(classes, row_areas_km2(), strict=True):
        on_grid += area * np.bincount(row, minlength=len(on_grid))
    return {
        "rows": raster.source.height,
        "columns": raster.width,
        "shares": {"source": _shares(km2), "grid": _shares(on_grid)},
    }


def _weighed(strips, raster: WorldRaster, km2: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """The same strips, adding the area of each class to `km2`, (classes + 1,), on their way."""
    for start, strip in strips:
        for row, area in zip(strip, raster.row_areas_km2(start, start + len(strip)), strict=True):
            km2 += area * np.bincount(row, minlength=len(km2))
        yield start, strip


def _shares(km2: np.ndarray) -> list[float]:
    """Percent of the classified area, class by class, to five digits."""
    return [float(f"{share:.5g}") for share in 100.0 * km2[1:] / km2[1:].sum()]
