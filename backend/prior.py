"""Priors: an analyst's own raster of where photos are likely, averaged onto the grid as a density.

The file may come from anywhere and be of any size and CRS. GDAL's GeoTIFF driver alone opens it, and what it would
decode to is weighed before it is decoded. It is read once, block by block. In longitudes and latitudes an average over
the grid's pixels is a sum by rows and by columns, exact for any pixel size; in other projections, blocks of pixels that
together are no larger than a grid pixel are averaged where they lie, and what is left, a few times the grid at most, is
warped.

So that zones stay a table, the densities are rounded to at most 254 levels, equally far apart in logarithms; each level
stands for the mean of what it holds. A prior that would still fall into too many runs is rounded more, or averaged over
blocks of the grid. Its note says what that cost.
"""

from __future__ import annotations

import math
import secrets
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyproj
import rasterio
from rasterio import Affine
from rasterio._err import CPLE_BaseError
from rasterio.crs import CRS
from rasterio.enums import MaskFlags, Resampling
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.io import DatasetReader
from rasterio.transform import from_origin
from rasterio.warp import reproject
from rasterio.windows import Window
from scipy.sparse import csc_matrix, csr_matrix

from .errors import OutputError, RequestError
from .grid import HEIGHT, PIXELS_PER_DEGREE, WIDTH, row_areas_km2
from .s2_raster import integers_between
from .zones import PIXELS, Layer

MAX_BYTES = 1_000_000_000
_MOST_PIXELS = 2**31
_MOST_SIDE = 500_000
_BLOCK_BYTES = 2**28
_STRIP_PIXELS = 100_000_000
_READ_PIXELS = 2**22
# Of a raster whose pixels are at least half as large as the grid's: several times the Earth.
_MOST_REDUCED = 300_000_000
_GDAL = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",  # no overviews, masks, world files or .aux.xml beside it
    "GDAL_PAM_ENABLED": "NO",
    "GDAL_CACHEMAX": 64,
    "GDAL_NUM_THREADS": "2",
}
_GRID = from_origin(-180.0, 90.0, 1 / PIXELS_PER_DEGREE, 1 / PIXELS_PER_DEGREE)
_WGS84 = CRS.from_epsg(4326)
_LEVELS = (254, 64)
_LARGEST_BLOCK = 8  # the grid's sides are multiples of it
_MOST_RUNS = 12_000_000
_FURTHEST, _FURTHEST_DEGREES = 1e9, 1080.0  # coordinates
_MESH = 33
_SMALLEST = -40.0  # natural logarithm, of the highest density: below, all is one level
_STRIP_ROWS = 600


@dataclass(frozen=True)
class Prior:
    """A density of photos that an analyst knows of.

    covered_km2: where it is above 0; note: a sentence on how it was rounded; layer: class k - 1 holds where the density
    is that of level k; log_density (levels + 1,) float64: the logarithm of each level's probability per km2, normalised
    over the Earth; -inf for level 0, where there is none.
    """

    name: str
    covered_km2: float
    note: str
    layer: Layer = field(repr=False)
    log_density: np.ndarray = field(repr=False)
    id: str = field(default_factory=lambda: secrets.token_hex(16))


def read_prior(path: Path, name: str) -> Prior:
    """Read a single-band GeoTIFF; nodata, what is not finite and what is not above 0 count 0.

    Needs room beside the file for at most 1.2 GB, which it frees. Raises RequestError with code `prior_invalid` or
    `prior_too_large`, naming the prior, when it can't be read or used; OutputError when the disk is full.
    """
    try:
        with rasterio.Env(**_GDAL):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", NotGeoreferencedWarning)
                source = rasterio.open(path, driver="GTiff", num_threads=2)
            with source:
                _check(source, name)
                values = _averaged(source) if _in_degrees(source) else _warped(source, path, name)
    except pyproj.exceptions.ProjError as error:
        raise _invalid(name, "has a coordinate system that can't be brought to degrees: reproject it") from error
    except (RasterioError, CPLE_BaseError, OSError) as error:
        if isinstance(error, OSError) and error.errno:
            raise OutputError(f"The prior '{name}' can't be stored: check the disk's free space.") from error
        # rasterio says "Read failed. See previous exception for details."; GDAL's own words are that exception.
        reason = str(error.__cause__ or error).replace(str(path), name).rstrip(".")
        raise _invalid(name, f"can't be read as a GeoTIFF ({reason}): save it again") from error
    except MemoryError as error:
        raise _too_large(name, "needs more memory than there is: resample it") from error
    if not np.isfinite(values).all():
        raise _invalid(name, "holds values beyond 1e38: divide them first")
    return from_grid(values, name)


def from_grid(values: np.ndarray, name: str) -> Prior:
    """The prior of values (5400, 10800) float32, 0 or more, in any unit of density; rounded as the module says."""
    total, covered = _measure(values)
    if not total:
        lack = "holds no value above 0 on the Earth, or none above 1e-38"
        raise _invalid(name, f"{lack}: choose a raster that says where photos are likely")
    # Whole blocks of the rows that hold something: most priors are of one region.
    some = np.flatnonzero(values.any(axis=1))
    top, bottom = some[0] // _LARGEST_BLOCK * _LARGEST_BLOCK, -(-(some[-1] + 1) // _LARGEST_BLOCK) * _LARGEST_BLOCK
    values, row_areas = values[top : min(bottom, HEIGHT)], row_areas_km2()[top : min(bottom, HEIGHT)]
    coarse, block = values, 1
    while (found := _rounded(coarse, _MOST_RUNS // block, last=block == _LARGEST_BLOCK)) is None:
        coarse, block = _halved(coarse), 2 * block
    levels, step = found
    if block > 1:
        levels = levels.repeat(block, axis=0).repeat(block, axis=1)
    density, moved = _level_densities(values, levels, row_areas, total)
    count = len(density) - 1
    sets = csr_matrix((np.ones(count), (np.arange(1, count + 1), np.arange(count))), shape=(count + 1, count))
    with np.errstate(divide="ignore"):
        log_density = np.log(density)
    layer = Layer(*_layer_runs(levels, top), sets)
    return Prior(name, covered, _note(block, count, step, moved), layer, log_density)


def _layer_runs(levels: np.ndarray, top: int) -> tuple[np.ndarray, np.ndarray]:
    """Starts and levels (r,) int32 of runs that cover the grid, from levels (rows, 10800) of its rows from `top`."""
    flat = levels.ravel()
    starts = np.append(0, np.flatnonzero(flat[1:] != flat[:-1]) + 1)
    ids = flat[starts].astype(np.int32)
    starts = starts + top * WIDTH
    if starts[0] and ids[0]:
        starts, ids = np.append(0, starts), np.append(0, ids)
    starts[0] = 0
    end = (top + len(levels)) * WIDTH
    if end < PIXELS and ids[-1]:
        starts, ids = np.append(starts, end), np.append(ids, 0)
    return starts.astype(np.int32), ids.astype(np.int32)


def _invalid(name: str, what: str) -> RequestError:
    return RequestError(f"The prior '{name}' {what}.", code="prior_invalid")


def _too_large(name: str, what: str) -> RequestError:
    return RequestError(f"The prior '{name}' {what}.", code="prior_too_large")


def _check(source: DatasetReader, name: str) -> None:
    """Weigh what the file would decode to."""
    if source.count != 1:
        raise _invalid(name, f"must have one band; it has {source.count}: save the band that counts")
    dtype, (rows, columns) = source.dtypes[0], source.block_shapes[0]
    if dtype.startswith("complex"):
        raise _invalid(name, f"must hold real numbers; it holds {dtype}")
    if source.width * source.height > _MOST_PIXELS or max(source.width, source.height) > _MOST_SIDE:
        raise _too_large(
            name,
            f"has {source.width} x {source.height} pixels, more than {_MOST_PIXELS // 10**9} billion or"
            f" {_MOST_SIDE:,} a side: resample it",
        )
    if rows * columns * np.dtype(dtype).itemsize > _BLOCK_BYTES or rows * source.width > _STRIP_PIXELS:
        raise _too_large(
            name, f"is stored in blocks of {rows} x {columns} pixels: rewrite it with 'gdal_translate -co TILED=YES'"
        )
    t = source.transform
    if source.crs is None or t == Affine.identity():
        raise _invalid(name, "has no position on the Earth: assign its CRS and extent first")
    if not all(map(math.isfinite, t)) or t.determinant == 0:
        raise _invalid(name, "has an extent that is not valid: its pixels have no size")
    corners = np.array([t * (x, y) for x in (0, source.width) for y in (0, source.height)])
    # PROJ takes turns off one by one: it would never end.
    if np.abs(corners).max() > (_FURTHEST_DEGREES if source.crs.is_geographic else _FURTHEST):
        raise _invalid(name, "has an extent far outside of the Earth: check its CRS")


def _in_degrees(source: DatasetReader) -> bool:
    """Whether rows run along parallels and columns along meridians, to a tenth of a grid pixel, from north to south."""
    t = source.transform
    if not source.crs.is_geographic or t.b or t.d or not t.a > 0 > t.e:
        return False
    x, y = (
        t.c + np.array([0.02, 0.5, 0.98]) * source.width * t.a,
        t.f + np.array([0.02, 0.5, 0.98]) * source.height * t.e,
    )
    lon, lat = _to_degrees(source, x, y)
    shift = np.abs(np.append((lon - x + 180.0) % 360.0 - 180.0, lat - y))
    return bool((shift < 0.1 / PIXELS_PER_DEGREE).all())


def _to_degrees(source: DatasetReader, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Longitudes and latitudes of places in a raster's CRS; infinite where there is no such place on Earth."""
    crs = pyproj.CRS.from_wkt(source.crs.to_wkt())
    return pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True).transform(x, y)


def _averaged(source: DatasetReader) -> np.ndarray:
    """Averages (5400, 10800) float32 of a raster in degrees; what a pixel lacks beyond the raster's edge counts 0."""
    t = source.transform
    rows = _shares((90.0 - t.f) * PIXELS_PER_DEGREE, -t.e * PIXELS_PER_DEGREE, source.height)
    columns = _shares((t.c + 180.0) * PIXELS_PER_DEGREE, t.a * PIXELS_PER_DEGREE, source.width, turn=WIDTH)
    grid = np.zeros((HEIGHT, WIDTH), np.float32)
    for top, bottom in _strips(source):
        by_row = rows[:, top:bottom].tocsr()
        into = np.flatnonzero(np.diff(by_row.indptr))
        if not len(into):
            continue
        by_row = by_row[into]
        for left, values in _windows(source, top, bottom):
            by_column = columns[:, left : left + values.shape[1]].tocsr()
            onto = np.flatnonzero(np.diff(by_column.indptr))
            part = by_column[onto] @ np.ascontiguousarray((by_row @ values).T)
            grid[np.ix_(into, onto)] += part.T
    return grid


def _shares(first: float, size: float, count: int, *, turn: int | None = None) -> csc_matrix:
    """The share of each of the grid's rows (columns with `turn`, which go round) that each of a raster's covers.

    first, size: where the raster begins and its pixels' size, in pixels of the grid; (HEIGHT or WIDTH, count) float32.
    """
    edges = first + size * np.arange(count + 1)
    index, line = integers_between(edges[:-1], edges[1:])
    # Each pixel is cut at the grid's lines; every piece lies in one pixel of the grid.
    cuts = np.concatenate([edges[:-1], edges[1:], line])
    owner = np.concatenate([np.arange(count), np.arange(count), index])
    order = np.lexsort((cuts, owner))
    cuts, owner = cuts[order], owner[order]
    piece = np.flatnonzero((owner[1:] == owner[:-1]) & (cuts[1:] > cuts[:-1]))
    length = cuts[piece + 1] - cuts[piece]
    at = np.floor(0.5 * (cuts[piece] + cuts[piece + 1])).astype(np.int64)
    owner, pixels = owner[piece], turn or HEIGHT
    inside = np.ones(len(at), bool) if turn else (at >= 0) & (at < HEIGHT)
    return csc_matrix((length[inside].astype(np.float32), (at[inside] % pixels, owner[inside])), shape=(pixels, count))


def _warped(source: DatasetReader, path: Path, name: str) -> np.ndarray:
    """Averages (5400, 10800) float32 of a raster in any projection."""
    steps, rows = _steps_and_rows(source, name)
    reduced = path.with_name(path.name + ".reduced")
    try:
        shape = _reduce(source, steps, reduced, name)
        grid = np.zeros((HEIGHT, WIDTH), np.float32)
        reproject(
            np.memmap(reduced, np.float32, "c", shape=shape),
            grid[rows],
            src_transform=source.transform * Affine.scale(*steps),
            src_crs=source.crs,
            dst_transform=_GRID * Affine.translation(0, rows.start),
            dst_crs=_WGS84,
            resampling=Resampling.average,
            num_threads=2,
        )
    finally:
        reduced.unlink(missing_ok=True)
    return grid


def _steps_and_rows(source: DatasetReader, name: str) -> tuple[tuple[int, int], slice]:
    """How many columns and rows of a raster are no larger than a pixel of the grid; the grid's rows that it can meet.

    In degrees of longitude or latitude, whichever is more, and at the median of a mesh of places: towards a pole the
    grid's pixels become ever narrower.
    """
    y, x = (np.linspace(0.0, 1.0, _MESH) * side for side in (source.height, source.width))
    x, y = (axis.ravel() for axis in np.meshgrid(x, y))
    corners = [source.transform * (x + i, y + j) for i, j in ((0, 0), (1, 0), (0, 1))]
    east, north = (np.concatenate(axis) for axis in zip(*corners, strict=True))
    lon, lat = (values.reshape(3, -1) for values in _to_degrees(source, east, north))
    with np.errstate(invalid="ignore"):
        degrees = np.maximum(np.abs((lon[1:] - lon[0] + 180.0) % 360.0 - 180.0), np.abs(lat[1:] - lat[0]))
    known = np.isfinite(degrees).all(axis=0)
    if not known.any():
        raise _invalid(name, "lies outside of what its coordinate system can show: check its CRS")
    of_column, of_row = np.median(degrees[:, known], axis=1)
    longest = max(source.width, source.height)
    across, down = (
        int(np.clip(1 / PIXELS_PER_DEGREE / max(size, 1e-12) * (1 + 1e-6), 1, longest)) for size in (of_column, of_row)
    )
    # Between two places of the mesh no latitude is further from both than they are from each other.
    mesh = np.where(known, lat[0], np.nan).reshape(_MESH, _MESH)
    apart = [np.nanmax(np.abs(np.diff(mesh, axis=axis)), initial=1.0) for axis in (0, 1)]
    north, south = np.nanmax(mesh) + max(apart), np.nanmin(mesh) - max(apart)
    top, bottom = (int(np.clip((90.0 - lat) * PIXELS_PER_DEGREE, 0, HEIGHT)) for lat in (north, south))
    return (across, down), slice(top, bottom)


def _reduce(source: DatasetReader, steps: tuple[int, int], path: Path, name: str) -> tuple[int, int]:
    """Write the means of blocks of pixels to a file of float32, row by row; returns its rows and columns.

    What a block lacks beyond the raster's edge counts 0.
    """
    across, down = steps
    shape = -(-source.height // down), -(-source.width // across)
    if shape[0] * shape[1] > _MOST_REDUCED:
        raise _too_large(name, f"has {source.width} x {source.height} pixels, several times the Earth: resample it")
    with path.open("wb") as file:
        waiting, first = np.zeros((0, shape[1]), np.float32), 0  # sums of a row that the next strip adds to, its number
        for top, bottom in _strips(source):
            sums = np.zeros(((bottom - 1) // down + 1 - first, shape[1]), np.float32)
            sums[: len(waiting)] = waiting
            for left, values in _windows(source, top, bottom):
                part = _sums(_sums(values, top, down).T, left, across).T
                sums[top // down - first :, left // across : left // across + part.shape[1]] += part
            done = len(sums) if bottom == source.height or bottom % down == 0 else len(sums) - 1
            file.write((sums[:done] / np.float32(across * down)).tobytes())
            waiting, first = sums[done:], first + done
    return shape


def _sums(values: np.ndarray, first: int, step: int) -> np.ndarray:
    """Sums of rows, in groups of `step` counted from a row that lies `first` rows before these."""
    if step == 1:
        return values
    groups = np.arange(first, first + len(values)) // step
    return np.add.reduceat(values, np.flatnonzero(np.diff(groups, prepend=-1)), axis=0)


def _strips(source: DatasetReader) -> Iterator[tuple[int, int]]:
    """First row and end of strips of whole rows, in blocks as the file stores them."""
    block = source.block_shapes[0][0]
    rows = block * max(1, _READ_PIXELS // (source.width * block))
    for top in range(0, source.height, rows):
        yield top, min(top + rows, source.height)


def _windows(source: DatasetReader, top: int, bottom: int) -> Iterator[tuple[int, np.ndarray]]:
    """First column and values (rows, columns) float32, 0 for what is none, of the blocks of one strip."""
    block = source.block_shapes[0][1]
    columns = block * max(1, _READ_PIXELS // ((bottom - top) * block))
    masked = MaskFlags.per_dataset in source.mask_flag_enums[0]
    scale, offset, nodata = source.scales[0], source.offsets[0], source.nodata
    if nodata is not None and source.dtypes[0] == "float32":
        nodata = float(np.float32(nodata))
    for left in range(0, source.width, columns):
        window = Window(left, top, min(columns, source.width - left), bottom - top)
        raw = source.read(1, window=window)
        with np.errstate(over="ignore"):
            values = (raw if (scale, offset) == (1.0, 0.0) else raw * scale + offset).astype(np.float32)
        np.fmax(values, 0.0, out=values)  # NaN too
        # Most of the time goes by here: what is rare is looked for only where it can be.
        if values.max() == np.inf:
            values[np.isinf(raw)] = 0.0
        if nodata is not None and not (nodata < 0 and offset == 0.0):
            values[raw == nodata] = 0.0
        if masked:
            values[source.read_masks(1, window=window) == 0] = 0.0
        yield left, values


def _measure(values: np.ndarray) -> tuple[float, float]:
    """The integral of values over the Earth, and the area in km2 where they are above 0."""
    rows = row_areas_km2()
    return float(values.sum(axis=1, dtype=np.float64) @ rows), float(np.count_nonzero(values, axis=1) @ rows)


def _halved(values: np.ndarray) -> np.ndarray:
    """Means (h / 2, w / 2) float32 of 2 x 2 pixels each."""
    rows = values[::2] + values[1::2]
    return 0.25 * (rows[:, ::2] + rows[:, 1::2])


def _rounded(values: np.ndarray, most_runs: int, *, last: bool) -> tuple[np.ndarray, float] | None:
    """The levels of values by the finest rounding with few enough runs along rows.

    None where even the coarsest has more, unless it is the last resort.
    """
    for most_levels in _LEVELS:
        levels, step = _levels(values, most_levels)
        if np.count_nonzero(levels[:, 1:] != levels[:, :-1]) + len(levels) <= most_runs:
            return levels, step
    return (levels, step) if last else None


def _levels(values: np.ndarray, most: int) -> tuple[np.ndarray, float]:
    """The level (h, w) uint8 of each value, 0 for none and at most `most`; the ratio of two neighbouring levels."""
    highest = math.log(values.max())
    lowest = max(math.log(values.min(where=values > 0, initial=np.inf)), highest + _SMALLEST)
    step = (highest - lowest) / most
    levels = np.zeros(values.shape, np.uint8)
    for top in range(0, len(values), _STRIP_ROWS):
        strip = values[top : top + _STRIP_ROWS]
        some = strip > 0
        place = (np.log(strip[some]) - lowest) / (step or 1.0)
        levels[top : top + _STRIP_ROWS][some] = 1 + np.clip(place, 0, most - 1).astype(np.uint8)
    return levels, math.exp(step)


def _level_densities(
    values: np.ndarray, levels: np.ndarray, row_areas: np.ndarray, total: float
) -> tuple[np.ndarray, float]:
    """Probability per km2 (levels + 1,) of each level, and the share of the probability that rounding moves."""
    count = int(levels.max()) + 1

    def integrals(of: Callable[[slice], np.ndarray]) -> np.ndarray:
        # By strip and level: bincount takes float64, and the whole grid is half a gigabyte in it.
        found = np.zeros(count)
        for top in range(0, len(values), _STRIP_ROWS):
            strip = slice(top, top + _STRIP_ROWS)
            weights = of(strip) * row_areas[strip, None]
            found += np.bincount(levels[strip].ravel(), weights=weights.ravel(), minlength=count)
        return found

    mass, area = integrals(lambda strip: values[strip]), integrals(lambda strip: np.ones(values[strip].shape))
    mean = np.divide(mass, area, out=np.zeros(count), where=area > 0)
    mean[0] = 0.0
    moved = integrals(lambda strip: np.abs(mean[levels[strip]] - values[strip])).sum()
    return mean / (mean @ area), 0.5 * float(moved) / total


def _note(block: int, levels: int, step: float, moved: float) -> str:
    size = "pixels" if block == 1 else f"blocks of {block} x {block} pixels"
    return (
        f"Averaged onto {size} of 1/30 degree and rounded to {levels} levels of {step - 1:.1%} each, which moves"
        f" {moved:.2%} of its probability."
    )
