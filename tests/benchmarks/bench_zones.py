"""Zones against the naive full grid, side by side in one run: `make bench`.

Recall vs Area of one photo with a partition and two maps: Algorithms 1 to 3 on zones, and on all 58 million pixels
with the classes of every pixel looked up in full rasters. Both see the same probabilities and must find the same area.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from pathlib import Path

import numpy as np

from backend.attribute_map import read_classes
from backend.bundle import STARTER
from backend.grid import WIDTH, pixel_of, row_areas_km2
from backend.partition import read_partition
from backend.zones import ZoneTable, build_zones, map_layer, partition_layer
from training.ensembles import Ensemble, measure

PUBLISHED = Path(__file__).parents[3] / "shared" / "data" / "partitions" / "cells_50_1000.csv"
PHOTOS = 200
NAIVE_PHOTOS = 3
EVERY_MEMBER = [Ensemble("base+LS+LC", (1.0, 1.0, 1.0))]


def naive_area(
    grids: list[np.ndarray], table: ZoneTable, row: list[np.ndarray], lat: float, lon: float, pixel_area: np.ndarray
) -> float:
    """Algorithms 1 to 3 on the full grid, ties counted as printed (>=)."""
    score = np.ones(len(grids[0]))
    for layer, (grid, p) in enumerate(zip(grids, row, strict=True)):
        score *= (table.sets[layer] @ (p / table.class_area[layer]))[grid]
    r, c = pixel_of(lat, lon)
    # One product may be rounded in two ways: hence the width of a tie.
    return float((pixel_area * (score >= score[r * WIDTH + c] * (1 - 1e-12))).sum())


def main() -> None:
    """Print the times, their ratio and the largest difference of the areas."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--partition", type=Path, help="default: the published fine partition, else the starter's")
    path = parser.parse_args().partition or (PUBLISHED if PUBLISHED.is_file() else STARTER / "cells.csv")
    partition = read_partition(path)
    begin = time.perf_counter()
    layers = [partition_layer(partition)]
    for entry in json.loads((STARTER / "manifest.json").read_text(encoding="utf-8"))["maps"]:
        values = [c["value"] for c in entry["classes"]]
        layers.append(map_layer(read_classes(STARTER / entry["file"], values), len(values)))
    table = build_zones(layers)
    built = time.perf_counter() - begin

    random = np.random.default_rng(0)
    rows = [[random.dirichlet(np.full(len(area), 0.3)) for area in table.class_area] for _ in range(PHOTOS)]
    at = random.integers(0, len(partition), PHOTOS)
    lat, lon = partition.lat[at], partition.lon[at]
    measure(table, enumerate(rows[:20]), lat, lon, EVERY_MEMBER, masses=False)
    begin = time.perf_counter()
    areas = measure(table, enumerate(rows), lat, lon, EVERY_MEMBER, masses=False).area_km2[:, 0]
    fast = (time.perf_counter() - begin) / PHOTOS

    grids = [
        np.repeat(layer.ids, np.diff(layer.starts, append=np.int32(len(row_areas_km2()) * WIDTH))) for layer in layers
    ]
    pixel_area = np.repeat(row_areas_km2(), WIDTH)
    naive_area(grids, table, rows[0], lat[0], lon[0], pixel_area)
    times, worst = [], 0.0
    for k in range(NAIVE_PHOTOS):
        begin = time.perf_counter()
        expected = naive_area(grids, table, rows[k], lat[k], lon[k], pixel_area)
        times.append(time.perf_counter() - begin)
        worst = max(worst, abs(areas[k] / expected - 1.0))
    slow = statistics.median(times)
    print(f"{len(partition):,} cells, 2 maps: {len(table.area):,} zones, built in {built:.1f} s (limit 30)")
    print(
        f"RvA of one photo: zones {1e3 * fast:.2f} ms, full grid {1e3 * slow:,.0f} ms: {slow / fast:,.0f} times (1,000)"
    )
    print(f"largest relative difference of the area: {worst:.1e}")


if __name__ == "__main__":
    main()
