"""Attribute maps: world rasters whose values become classes (population buckets, land cover) on the common grid.

Every value becomes a class at the raster's own resolution first. A raster finer than the grid is then reduced by
categorical mode, so that the masks of its classes stay disjoint; a coarser one is repeated (seed 000, section 5.2;
systems.md, section 0).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

import numpy as np

from .errors import BundleError
from .grid import HEIGHT, WIDTH
from .world_raster import WorldRaster, open_world

Resampling = Literal["mode", "nearest"]

_MOST_CLASSES = 254
_UNKNOWN = 255


@dataclass(frozen=True)
class Codes:
    """Class k is a group of whole numbers. Others carry no class; where `blank` is given, only those may.

    A value of a group keeps its class even where the file calls it nodata.
    """

    groups: tuple[tuple[int, ...], ...]
    blank: tuple[int, ...] | None = None

    def __len__(self) -> int:
        return len(self.groups)

    def refusal(self, dtype: np.dtype) -> str | None:
        """Why a raster of this type can't be read with these groups, as the end of a sentence."""
        values = [value for group in self.groups for value in group]
        if len(set(values)) < len(values) or not all(0 <= value <= 65535 for value in values):
            return "needs classes of different values from 0 to 65535"
        if dtype not in (np.uint8, np.uint16):
            return f"must hold classes as unsigned 8- or 16-bit numbers; it holds {dtype}"
        return None

    def classify(self, raw: np.ndarray, nodata: float | None, row_areas: np.ndarray) -> np.ndarray:
        """Raw values (h, w) to classes, uint8: 0 for none, k + 1 for groups[k], 255 for a value that is refused."""
        lookup = np.full(65536, 0 if self.blank is None else _UNKNOWN, np.uint8)
        lookup[list(self.blank or ())] = 0
        if nodata is not None and 0 <= nodata <= 65535:
            lookup[int(nodata)] = 0
        for number, group in enumerate(self.groups, start=1):
            lookup[list(group)] = number
        return lookup[raw]


@dataclass(frozen=True)
class Buckets:
    """Classes 1 to len(edges) + 1 of a quantity, apart at ascending edges; an edge belongs to the bucket above.

    A negative value, NaN, infinity and nodata carry no class. With `per_km2` a value counts its whole pixel and is
    divided by the pixel's area first.
    """

    edges: tuple[float, ...]
    per_km2: bool = False

    def __len__(self) -> int:
        return len(self.edges) + 1

    def refusal(self, dtype: np.dtype) -> str | None:
        """Why a raster of this type can't be read with these edges, as the end of a sentence."""
        bounds = (0.0, *self.edges, math.inf)
        if not all(a < b for a, b in pairwise(bounds)):
            return "needs bucket edges that are positive and ascend"
        if dtype.kind not in "iuf":
            return f"must hold real numbers; it holds {dtype}"
        return None

    def classify(self, raw: np.ndarray, nodata: float | None, row_areas: np.ndarray) -> np.ndarray:
        """Raw values (h, w) to buckets, uint8: 0 for none, k + 1 from edges[k - 1] to edges[k].

        row_areas: km2 of a pixel of each row, (h,).
        """
        if raw.dtype.kind in "iu" and not self.per_km2:
            # Whole numbers reach an edge when they reach the next whole number, and compare several times faster.
            values, edges = raw, [math.ceil(edge) for edge in self.edges]
        else:
            # In the raster's own type an edge would be rounded.
            values, edges = raw.astype(np.float64), self.edges
        if self.per_km2:
            values /= row_areas[:, None]
        classes = np.ones(raw.shape, np.uint8)
        for edge in edges:
            classes += values >= edge
        classes[~_is_quantity(raw, nodata)] = 0
        return classes

    def quantities(self, raw: np.ndarray, nodata: float | None, row_areas: np.ndarray) -> np.ndarray:
        """What the edges cut, (h, w) float64: raw values, per km2 where the rule says so; NaN for none."""
        values = raw / row_areas[:, None] if self.per_km2 else raw.astype(np.float64)
        return np.where(_is_quantity(raw, nodata), values, np.nan)


def _is_quantity(raw: np.ndarray, nodata: float | None) -> np.ndarray:
    """Where a value is a quantity at all: finite, not negative, not nodata."""
    quantity = raw >= 0
    if raw.dtype.kind == "f":
        quantity &= np.isfinite(raw)
    if nodata is not None and nodata >= 0:
        quantity &= raw != nodata
    return quantity


def read_classes(
    path: Path, classes: list[int] | Codes | Buckets, *, resampling: Resampling = "mode", driver: str | None = None
) -> np.ndarray:
    """Read a map onto the grid: (5400, 10800) uint8, 0 where no class holds, k + 1 for class k.

    classes: how raw values become classes; a list gives one value for each. resampling: see `to_grid`; driver: see
    `open_world`.

    Raises BundleError when the file is no single-band WGS-84 raster of the whole world (see `open_world`), holds a
    value that the codes refuse, or is damaged.
    """
    rule = Codes(tuple((value,) for value in classes)) if isinstance(classes, list) else classes
    with open_world(path, driver=driver) as raster:
        return to_grid(class_strips(raster, rule), (raster.height, raster.width), len(rule), resampling)


def largest(raster: WorldRaster, *, per_km2: bool = False) -> float:
    """Largest value that `Buckets` would give a class, or largest density if per_km2; 0 where there is none.

    Raises BundleError when negative values differ: one may stand for the sea, but no quantity has several.
    """
    found, below = 0.0, set()
    for start, stop in raster.strips():
        row_areas = raster.row_areas_km2(start, stop)
        for _, raw in raster.windows(start, stop):
            negative = raw < 0
            if negative.any():
                lowest = np.iinfo(raw.dtype).min if raw.dtype.kind == "i" else -np.inf
                below |= {raw.min(where=negative, initial=0).item(), raw.max(where=negative, initial=lowest).item()}
                if len(below) > 1:
                    raise BundleError(
                        f"The map '{raster.name}' holds negative values such as {min(below):g} and {max(below):g}, so"
                        " it is no count of people: name LandScan's."
                    )
            quantity = np.where(_is_quantity(raw, raster.source.nodata), raw, 0)
            if per_km2:
                quantity = quantity.max(axis=1) / row_areas
            found = max(found, float(quantity.max()))
    return found


def class_strips(raster: WorldRaster, rule: Codes | Buckets) -> Iterator[tuple[int, np.ndarray]]:
    """Row and classes (rows, width) uint8 of strips of a raster, from north to south; each lasts until the next.

    Raises BundleError when the rule does not fit the raster, or refuses a value of it.
    """
    if len(rule) > _MOST_CLASSES:
        raise BundleError(f"The map '{raster.name}' has {len(rule)} classes; at most {_MOST_CLASSES} are supported.")
    if reason := rule.refusal(raster.dtype):
        raise BundleError(f"The map '{raster.name}' {reason}.")
    buffer = None
    for start, stop in raster.strips():
        if buffer is None:
            buffer = np.empty((stop - start, raster.width), np.uint8)
        row_areas = raster.row_areas_km2(start, stop)
        strip = buffer[: stop - start]
        for columns, raw in raster.windows(start, stop):
            strip[:, columns] = rule.classify(raw, raster.source.nodata, row_areas)
        if strip.max() == _UNKNOWN:
            row, column = divmod(int((strip == _UNKNOWN).argmax()), raster.width)
            raise BundleError(
                f"The map '{raster.name}' holds the value {raster.value(start + row, column)}, which has no class, "
                f"first in row {start - raster.first_row + row}, column {column} (counted from 0)."
            )
        yield start, strip


def to_grid(
    strips: Iterable[tuple[int, np.ndarray]], shape: tuple[int, int], count: int, resampling: Resampling = "mode"
) -> np.ndarray:
    """Classes of a raster on the grid, (5400, 10800) uint8.

    strips: as from `class_strips`, classes up to `count`; shape: rows from pole to pole and columns of the raster.
    A row that no strip brings has no class.

    mode: a grid pixel takes the class that most of the raster's pixels with their centres in it have. No class
    counts as a class of its own; in a tie a class wins over none, and the first class over others. In a dimension
    where the raster is coarser it takes the one under its centre. nearest: always the one under its centre. A centre
    on an edge lies south or east of it, as in `grid.pixel_of`.
    """
    top, bottom = _members(shape[0], HEIGHT, resampling)
    left, right = _members(shape[1], WIDTH, resampling)
    # Place of "no class" in the votes for each member column; the classes follow it.
    ballot = np.repeat(np.arange(WIDTH), right - left) * (count + 1)
    columns = slice(None) if len(ballot) == shape[1] else left
    classes = np.zeros((HEIGHT, WIDTH), np.uint8)
    votes = np.zeros(WIDTH * (count + 1), np.int64)
    for start, strip in strips:
        stop = start + len(strip)
        for row in range(np.searchsorted(bottom, start, "right"), np.searchsorted(top, stop, "left")):
            members = strip[max(top[row] - start, 0) : bottom[row] - start, columns]
            if bottom[row] - top[row] == 1 and len(ballot) == WIDTH:
                classes[row] = members[0]
                continue
            cast = np.bincount(np.add(members, ballot, dtype=np.intp).ravel(), minlength=len(votes))
            # The strip before has brought the northern members of this row.
            votes = votes + cast if top[row] < start else cast
            # With "no class" last, the first of the largest is the winner of a tie.
            winner = np.roll(votes.reshape(WIDTH, count + 1), -1, axis=1).argmax(axis=1)
            classes[row] = (winner + 1) % (count + 1)
    return classes


def _members(parts: int, pixels: int, resampling: Resampling) -> tuple[np.ndarray, np.ndarray]:
    """First and end of the raster's rows (or columns) that decide each of the grid's."""
    if resampling == "mode" and parts > pixels:
        bounds = np.searchsorted(_under_centre(parts, pixels), np.arange(pixels + 1))
        return bounds[:-1], bounds[1:]
    index = _under_centre(pixels, parts)
    return index, index + 1


def _under_centre(count: int, others: int) -> np.ndarray:
    """Which of `others` equal parts of a length holds the centre of each of `count` equal parts."""
    return (2 * np.arange(count) + 1) * others // (2 * count)
