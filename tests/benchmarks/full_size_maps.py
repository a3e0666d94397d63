"""Full-size LandScan and ESA-CCI rasters through `python -m training maps`: `make bench-maps`.

Writes rasters of both products' real layouts into a temporary folder, one at a time, makes attribute maps from each in
a process of its own, and prints that process's time and peak memory. A sample of grid pixels is worked out again,
pixel by pixel, from the formula that the rasters were written by. Fails when a class differs or the peak passes 2 GB.
`--small` does the same with two small rasters.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import rasterio
from rasterio.transform import from_origin
from rasterio.windows import Window

ROOT = Path(__file__).parents[2]
LIMIT_MB = 2048
SAMPLE = 20_000
GRID = (5400, 10800)

LAND_COVER_CODES = [
    0, 10, 11, 12, 20, 30, 40, 50, 60, 61, 62, 70, 71, 72, 80, 81, 82, 90, 100, 110, 120, 121, 122, 130, 140, 150, 151,
    152, 153, 160, 170, 180, 190, 200, 201, 202, 210, 220,
]  # fmt: skip
NODATA = -2147483647
PEAK = 180_000
PEAK_AT = (6000, 12345)

# On Linux the peak of a new process starts at that of the one that started it, so the figure can only be too large.
CHILD = """
import resource, sys
from training.__main__ import main
code = main(sys.argv[1:])
usage = resource.getrusage(resource.RUSAGE_SELF)
unit = 1 if sys.platform == "darwin" else 1024
print("usage", usage.ru_maxrss * unit // 2**20, round(usage.ru_utime + usage.ru_stime, 1))
sys.exit(code)
"""


@dataclass(frozen=True)
class Layout:
    """A product's file: `height` rows from pole to pole, of which the file leaves out `cut` at the north pole."""

    product: str
    height: int
    width: int
    block: tuple[int, int] | None  # None is one strip a row
    compress: str
    cut: int = 0

    def __str__(self) -> str:
        blocks = "strips of one row" if self.block is None else f"tiles of {self.block[0]}"
        return f"{self.product} {self.height - self.cut} x {self.width}, {blocks}, {self.compress}"


LAYOUTS = (
    Layout("LandScan", 21600, 43200, None, "lzw"),
    Layout("LandScan", 21600, 43200, (512, 512), "deflate", cut=720),
    Layout("ESA-CCI", 64800, 129600, None, "deflate"),
    Layout("ESA-CCI", 64800, 129600, (256, 256), "lzw"),
    Layout("ESA-CCI", 64800, 129600, (2048, 2048), "deflate"),
)


def small(layout: Layout) -> Layout:
    """The same layout with one and a half times the grid's rows and columns."""
    return replace(layout, height=8100, width=16200, cut=layout.cut * 8100 // layout.height)


def mix(a, b) -> np.ndarray:
    """A number below 2^32 that looks random, of two whole numbers."""
    with np.errstate(over="ignore"):
        x = np.asarray(a, np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.asarray(b, np.uint64)
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x >> np.uint64(32)


def palette(product: str) -> np.ndarray:
    """The values that a raster is written with, 1,000 of them."""
    k = np.arange(1000)
    if product == "ESA-CCI":
        return np.array(LAND_COVER_CODES, np.uint8)[k % len(LAND_COVER_CODES)]
    # A third of sea, some land with nobody, and counts from 1 to 100,000.
    return np.where(k < 333, NODATA, np.where(k < 400, 0, 10 ** (5.0 * (k - 400) / 600))).astype(np.int32)


def values(layout: Layout, row, column) -> np.ndarray:
    """The formula: patches of 37 x 53 pixels, and one pixel in 101 of each row a speck of another value."""
    is_speck = (np.asarray(column) + 29 * np.asarray(row)) % 101 == 0
    patch = mix(np.asarray(row) // 37, np.asarray(column) // 53)
    speck = mix(np.asarray(row) + 10**6, np.asarray(column) // 101)
    found = palette(layout.product)[np.where(is_speck, speck, patch) % 1000]
    if layout.product == "LandScan":
        found = np.where((np.asarray(row) == PEAK_AT[0]) & (np.asarray(column) == PEAK_AT[1]), PEAK, found)
    return found


def write(layout: Layout, path: Path) -> None:
    """Write a raster, some rows of blocks at a time, by the formula."""
    choice = palette(layout.product)
    columns = np.arange(layout.width)
    tiles = {"tiled": True, "blockysize": layout.block[0], "blockxsize": layout.block[1]} if layout.block else {}
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        height=layout.height - layout.cut,
        width=layout.width,
        count=1,
        dtype=choice.dtype,
        nodata=NODATA if layout.product == "LandScan" else 0,
        crs="EPSG:4326",
        transform=from_origin(-180, 90 - 180 * layout.cut / layout.height, 360 / layout.width, 180 / layout.height),
        compress=layout.compress,
        bigtiff="yes" if layout.product == "ESA-CCI" else "if_safer",
        num_threads="all_cpus",
        **({"blockysize": 1} | tiles),
    ) as target:
        step = layout.block[0] if layout.block else 256
        for top in range(layout.cut, layout.height, step):
            rows = np.arange(top, min(top + step, layout.height))
            band = np.empty((len(rows), layout.width), choice.dtype)
            for row, line in zip(rows, band, strict=True):
                if row == top or row % 37 == 0:
                    patches = np.repeat(choice[mix(row // 37, np.arange(layout.width // 53 + 1)) % 1000], 53)
                line[:] = patches[: layout.width]
                specks = columns[-29 * row % 101 :: 101]
                line[specks] = choice[mix(row + 10**6, specks // 101) % 1000]
                if layout.product == "LandScan" and row == PEAK_AT[0]:
                    line[PEAK_AT[1]] = PEAK
            target.write(band, 1, window=Window(0, top - layout.cut, layout.width, len(rows)))


def class_of(layout: Layout, value: int) -> int:
    """Class of one value, 0 for none, from systems.md's table."""
    if layout.product == "ESA-CCI":
        last = [49, 69, 109, 159, 189, 199, 229]
        return 0 if value == 0 else 1 + next(k for k, end in enumerate(last) if value <= end)
    return 0 if value < 0 else 1 + sum(value >= PEAK ** (k / 4) for k in (1, 2, 3))


def members(part: int, pixels: int, parts: int) -> list[int]:
    """The raster's rows (columns) whose centres lie in the grid's row (column) `part`."""
    near = range(max(part * parts // pixels - 1, 0), min((part + 1) * parts // pixels + 2, parts))
    return [k for k in near if part * 2 * parts <= (2 * k + 1) * pixels < (part + 1) * 2 * parts]


def expected(layout: Layout, row: int, column: int) -> int:
    """Class of one grid pixel, by counting: a class before none in a tie, and the first class before others."""
    rows = [r for r in members(row, GRID[0], layout.height) if r >= layout.cut]
    columns = members(column, GRID[1], layout.width)
    found = values(layout, np.array(rows, int)[:, None], np.array(columns)[None, :])
    counts = Counter(class_of(layout, value) for value in found.ravel().tolist())
    return min(counts, key=lambda k: (-counts[k], k == 0, k), default=0)


def check(layout: Layout, classes: np.ndarray) -> int:
    """How many of the sampled grid pixels have another class than expected."""
    rng = np.random.default_rng(0)
    sample = [(int(r), int(c)) for r, c in zip(*(rng.integers(0, n, SAMPLE) for n in GRID), strict=True)]
    sample += [(r, c) for r in (0, 179, 180, GRID[0] - 1) for c in (0, GRID[1] - 1)]
    return sum(int(classes[r, c]) != expected(layout, r, c) for r, c in sample)


def run(layout: Layout, folder: Path) -> bool:
    """Write, read and check one raster; whether all was well."""
    raster, out = folder / "raster.tif", folder / "maps"
    begin = time.perf_counter()
    write(layout, raster)
    written = time.perf_counter()
    name = "population" if layout.product == "LandScan" else "land_cover"
    option = "--" + name.replace("_", "-")
    child = subprocess.run(
        [sys.executable, "-c", CHILD, "maps", option, raster, "--out", out],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    read = time.perf_counter()
    if child.returncode:
        print(f"{layout}: {child.stderr}")
        return False
    peak, busy = re.search(r"^usage (\d+) (\S+)$", child.stdout, re.MULTILINE).groups()
    with rasterio.open(out / f"{name}.tif") as source:
        wrong = check(layout, source.read(1))
    print(
        f"{layout!s:<58}{raster.stat().st_size / 1e6:6.0f} MB on disk, written in {written - begin:4.0f} s,"
        f" read in {read - written:5.1f} s ({busy} s of one core), peak {peak} MB,"
        f" {wrong} of {SAMPLE} sampled classes differ",
        flush=True,
    )
    return wrong == 0 and int(peak) <= LIMIT_MB


def main() -> int:
    """Run every layout; 0 when all was well."""
    layouts = [small(layout) for layout in (LAYOUTS[1], LAYOUTS[-1])] if "--small" in sys.argv[1:] else LAYOUTS
    results = []
    for layout in layouts:
        with tempfile.TemporaryDirectory(prefix="full-size-maps-") as folder:
            results.append(run(layout, Path(folder)))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
