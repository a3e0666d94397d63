"""Labels of photos: the class of an attribute map at each photo's position, at the map's own resolution.

The pixel that holds the position decides, as in the paper (seed 000, section 5.1).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from backend.attribute_map import Buckets, Codes
from backend.bundle import sha256_of
from backend.errors import BundleError
from backend.world_raster import WorldRaster, open_world
from training import downloads
from training.prepared import COLUMNS


@dataclass(frozen=True)
class LabelMap:
    """A map to label photos by. entry: its part of a manifest; raster, rule: its classes at native resolution."""

    entry: dict[str, Any]
    raster: Path
    rule: Codes | Buckets

    @property
    def name(self) -> str:
        """Its name, such as "land_cover"."""
        return self.entry["name"]


def from_downloads(
    population: Path | None, land_cover: Path | None, unit: str, folder: Path
) -> tuple[list[LabelMap], list[dict[str, Any]]]:
    """Maps of LandScan and ESA-CCI, and the facts of their files; writes a bundle's maps into the new folder.

    Every pixel of both is read, so a raster that is none of the two is refused: see `downloads.make`.
    """
    found = downloads.make(folder, population, land_cover, unit)
    maps = []
    for entry in found["maps"]:
        if entry["name"] == "population":
            facts = found["sources"]["population"]
            maps.append(LabelMap(entry, population, Buckets(tuple(facts["edges"]), unit == "density")))
        else:
            maps.append(LabelMap(entry, land_cover, downloads.ESA_CCI))
    facts = [{k: source[k] for k in ("file", "bytes", "sha256")} for source in found["sources"].values()]
    return maps, facts


def from_class_maps(source: Path, folder: Path) -> tuple[list[LabelMap], list[dict[str, Any]]]:
    """Maps of a bundle, or of what `python -m training maps` wrote, and their files' facts; copies them into `folder`.

    Raises BundleError when the source lists no maps, or one that is no class map.
    """
    listing = next((p for p in (source / "manifest.json", source / "maps.json") if p.is_file()), None)
    if listing is None:
        raise BundleError(f"'{source.name}' has no manifest.json or maps.json: name a bundle, or a folder of maps.")
    try:
        entries = json.loads(listing.read_text(encoding="utf-8"))["maps"]
        chosen = [(e, source / e["file"], Codes(tuple((int(c["value"]),) for c in e["classes"]))) for e in entries]
        names = [str(e["name"]) for e in entries]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BundleError(f"'{source.name}/{listing.name}' has no valid list of maps: install it again.") from error
    unique = len({*names, *COLUMNS.names}) == len(names) + len(COLUMNS.names)
    if not entries or not unique or not all(e["classes"] for e in entries):
        raise BundleError(
            f"'{source.name}/{listing.name}' must list attribute maps with classes, each of its own name."
        )
    if any(Path(e["file"]).name != e["file"] for e in entries):
        raise BundleError(f"'{source.name}/{listing.name}' lists a map outside its folder: install it again.")
    folder.mkdir()
    maps = []
    for entry, path, rule in chosen:
        if not path.is_file():
            raise BundleError(f"'{source.name}' lacks its map '{path.name}': install it again.")
        shutil.copyfile(path, folder / path.name)
        maps.append(LabelMap(entry, path, rule))
    (folder / "maps.json").write_text(json.dumps({"maps": entries}, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return maps, [{"file": p.name, "bytes": p.stat().st_size, "sha256": sha256_of(p)} for _, p, _ in chosen]


def labels(chosen: LabelMap, lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    """Class (n,) int16 of positions in degrees, from 0 in the order of the map's classes, -1 where there is none.

    Blocks of the raster are read one by one, each once and only where photos are. Raises BundleError when the raster
    can't be read, or does not fit the rule.
    """
    found = np.full(len(lat), -1, np.int16)
    with open_world(chosen.raster) as raster:
        if reason := chosen.rule.refusal(raster.dtype):
            raise BundleError(f"The map '{raster.name}' {reason}.")
        for photos, values, areas in _sampled(raster, f"labels of {chosen.name}", lat, lon):
            classes = chosen.rule.classify(values[:, None], raster.source.nodata, areas)[:, 0]
            found[photos] = classes.astype(np.int16) - 1
    return found


def quantities(chosen: LabelMap, lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    """What buckets are cut from, (n,) float64, at positions in degrees; NaN where there is none.

    People in the pixel, or per km2 where the rule says so. Raises as `labels`.
    """
    found = np.full(len(lat), np.nan)
    with open_world(chosen.raster) as raster:
        for photos, values, areas in _sampled(raster, f"values of {chosen.name}", lat, lon):
            found[photos] = chosen.rule.quantities(values[:, None], raster.source.nodata, areas)[:, 0]
    return found


def _sampled(
    raster: WorldRaster, what: str, lat: np.ndarray, lon: np.ndarray
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Row numbers of positions, raw values and km2 of their pixels, block by block."""
    row, column = _pixels(raster, lat, lon)
    inside = np.flatnonzero((row >= 0) & (row < raster.source.height))
    height, width = raster.source.block_shapes[0]
    blocks = -(-raster.width // width)
    block = row[inside] // height * blocks + column[inside] // width
    order = np.argsort(block, kind="stable")
    numbers, starts = np.unique(block[order], return_index=True)
    areas = raster.row_areas_km2(raster.first_row, raster.first_row + raster.source.height)
    members = np.split(inside[order], starts[1:])
    for number, photos in zip(tqdm(numbers, what, disable=None), members, strict=False):
        top, left = number // blocks * height, number % blocks * width
        values = _block(raster, top, left, height, width)[row[photos] - top, column[photos] - left]
        yield photos, values, areas[row[photos]]


def _pixels(raster: WorldRaster, lat: np.ndarray, lon: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Row in the file and column of the pixels that hold positions; an edge belongs south or east of it."""
    row = np.clip(np.floor((90.0 - lat) / 180.0 * raster.height).astype(np.int64), 0, raster.height - 1)
    column = np.floor((lon + 180.0) / 360.0 * raster.width).astype(np.int64) % raster.width
    return row - raster.first_row, column


def _block(raster: WorldRaster, top: int, left: int, height: int, width: int) -> np.ndarray:
    window = ((top, min(top + height, raster.source.height)), (left, min(left + width, raster.width)))
    return raster.source.read(1, window=window)
