"""Search areas of somebody's raster: the densest of its own pixels that fit an area budget or hold a probability.

Positive floats sort as their bits do. A table of area and probability for each value of a density's upper 16 bits, made
once, and one for the lower 16 bits of those that share the upper ones, made when it is needed, lead to the density at
which a search area ends without the pixels ever being sorted.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from . import polygons
from .errors import RequestError
from .georeference import Georeference
from .grid import SPHERE_AREA_KM2, haversine_km, pixel_of, unit_vectors
from .places import Places
from .search_area import Regions, Target, densest, dominant_units, presets

_STRIP_PIXELS = 2**20
_BINS = 2**16
_MOST_RUNS = 1_000_000
_NAMED_PIECES = 500_000
_PLATEAU_SAMPLE = 100_000
_SLACK = 1e-12


@dataclass(frozen=True)
class Tally:
    """Area in km2, probability and number of pixels (65536,) for every value of 16 bits of the densities."""

    area: np.ndarray
    probability: np.ndarray
    count: np.ndarray


@dataclass(frozen=True)
class Selection:
    """The pixels of a search area: those whose density has more than `key` as its bits, and some of those of `key`.

    Of those, what is `nearest` belongs: squared chords to the densest pixel in bins before `last_bin`, `scale` bins a
    unit, and the flat pixels `rim` (n,), ascending, of the bin itself. count: all of them, about.
    """

    key: int
    count: int
    scale: float = 0.0
    last_bin: int = 0
    rim: np.ndarray | None = None


@dataclass(frozen=True)
class Standing:
    """How a place ranks: its density per km2, and area in km2 and probability of all pixels at least as dense."""

    density: float
    area_km2: float
    probability: float
    distance_km: float


class DensityRaster:
    """Densities (height, width) float32 on Earth, in any unit, where they are above 0 at least somewhere.

    densest: latitude and longitude of the densest pixel; of several, the one nearest to their middle.
    total: density times km2, summed. area_km2: that of the pixels with a density.
    """

    def __init__(self, density: np.ndarray, where: Georeference):
        self.where = where
        self._density = density
        # Subnormal numbers share their upper bits with 0, and nothing is lost without them.
        density[density.view(np.uint32) < _BINS] = 0.0
        self._keys = density.view(np.uint32)
        rows = max(1, _STRIP_PIXELS // where.width)
        self._strips = [(top, min(top + rows, where.height)) for top in range(0, where.height, rows)]
        self._top_keys = [int(self._keys[top:bottom].max()) for top, bottom in self._strips]
        area, mass, count = (np.zeros(_BINS) for _ in range(3))
        for top, bottom in self._strips_above(0):
            strip_area = where.areas_km2(top, bottom).ravel()
            upper = (self._keys[top:bottom] >> 16).ravel()
            area += np.bincount(upper, strip_area, _BINS)
            mass += np.bincount(upper, strip_area * self._density[top:bottom].ravel(), _BINS)
            count += np.bincount(upper, minlength=_BINS)
        area[0] = mass[0] = count[0] = 0.0
        self.total = float(mass.sum())
        if not 0.0 < self.total < math.inf:
            raise RequestError(
                "The raster holds no value above 0 on Earth: choose a raster of densities, and the right band.",
                code="raster_empty",
            )
        self.area_km2 = float(area.sum())
        self._upper = Tally(area, mass / self.total, count)
        # Every slider step needs but one of these.
        self._lower = lru_cache(maxsize=8)(self._tally_lower)
        flat = self._middle_of_the_densest()
        row, column = divmod(flat, where.width)
        self._smallest_budget_km2 = float(where.areas_km2(row, row + 1)[0, column])
        self.densest = tuple(float(v[0]) for v in where.centres(np.array([flat])))
        self._towards = unit_vectors(*self.densest)

    def target(self, *, area_km2: float | None = None, recall: float | None = None) -> Target:
        """The target of an area budget, or of a recall: a share of the raster's own probability.

        Raises RequestError when not exactly one is given, or when it is out of range.
        """
        if (area_km2 is None) == (recall is None):
            raise RequestError("Give either area_km2 or recall.")
        if recall is not None:
            if not 0.0 < recall < 1.0:
                raise RequestError(
                    f"The recall {recall:g} is out of range: give a number between 0 and 1, such as 0.8."
                )
            return Target(f"{100 * recall:g}% of the probability", recall=recall, mass=recall)
        smallest = self._smallest_budget_km2
        if not smallest * (1 - 1e-9) <= area_km2 <= SPHERE_AREA_KM2:
            raise RequestError(
                f"The area budget {area_km2:g} km2 is out of range: give a number from {smallest:.3g}, the raster's"
                " densest pixel, to 5.1e8, the whole Earth."
            )
        for preset in presets():
            if abs(preset.budget_km2 - area_km2) <= 1e-3 * area_km2:
                return Target(preset.label, area_km2)
        return Target(f"{area_km2:,.0f} km²" if area_km2 >= 10 else f"{area_km2:.3g} km²", area_km2)

    def select(self, target: Target) -> Selection:
        """The densest pixels for a target: within a budget to a pixel, or holding at least a probability."""
        by_mass = target.mass is not None
        limit = target.mass if by_mass else target.budget_km2
        upper = self._upper.probability if by_mass else self._upper.area
        above, bin_ = _reached(upper, limit)
        count = self._upper.count[bin_ + 1 :].sum()
        if bin_ == 0:
            return Selection(_BINS - 1, int(count))
        tally = self._lower(bin_)
        above, low = _reached(tally.probability if by_mass else tally.area, limit, above)
        count += tally.count[low:].sum()
        key = bin_ * _BINS + low
        if not tally.count[low]:
            # Summed in another order, the bin holds no more than what was left after all.
            return Selection(key - 1, int(count))
        # The tied pixels compete for what is left, as an area: they are all of one density.
        left = (limit - above) * (tally.area[low] / tally.probability[low] if by_mass else 1.0)
        return self._nearest(key, int(count), left, at_least=by_mass)

    def regions(self, selection: Selection, places: Places) -> Regions:
        """Split a selection into connected regions and measure, outline, name and rank them.

        Raises RequestError when it falls into more than a million runs of pixels.
        """
        lattice = self.where.lattice
        starts, ends, area, mass, top = self._pieces(selection)
        unit = places.unit_ids(*pixel_of(*self.where.centres((starts + ends - 1) // 2)))
        starts, ends, first = polygons.join_runs(starts, ends, lattice)
        part, region = polygons.label(starts, ends, lattice)
        geometry = self.where.outlines(starts, ends, part, region)
        count = len(geometry)
        if not count:
            nothing = np.empty(0)
            return Regions(nothing, nothing, nothing, nothing, geometry, np.empty(0, np.int64))
        area_km2 = np.bincount(region, np.add.reduceat(area, first), count)
        probability = np.bincount(region, np.add.reduceat(mass, first), count)
        run_top = np.maximum.reduceat(top, first)
        best = densest(region, np.arange(len(starts)), run_top, ends - starts, count)
        lat, lon = self.where.centres(self._peaks(starts[best], ends[best], run_top[best]))
        named = dominant_units(region, first, unit, mass, count)
        rank = np.argsort(-probability, kind="stable")
        return Regions(*(values[rank] for values in (area_km2, probability, lat, lon, geometry, named)))

    def standing(self, lat: float, lon: float) -> Standing:
        """How a place ranks (Algorithm 3, ties pessimistic): where the density is 0 it takes the whole Earth."""
        pixel = self.where.pixel_of(lat, lon)
        distance = float(haversine_km(lat, lon, *self.densest))
        key = int(self._keys[pixel]) if pixel else 0
        if not key:
            return Standing(0.0, SPHERE_AREA_KM2, 1.0, distance)
        bin_, low = divmod(key, _BINS)
        tally = self._lower(bin_)
        area, probability = (
            float(upper[bin_ + 1 :].sum() + lower[low:].sum())
            for upper, lower in ((self._upper.area, tally.area), (self._upper.probability, tally.probability))
        )
        return Standing(float(self._density[pixel]) / self.total, area, min(probability, 1.0), distance)

    def _strips_above(self, key: int) -> Iterator[tuple[int, int]]:
        """First row and end of the strips with a density of more than `key`."""
        return (strip for strip, top in zip(self._strips, self._top_keys, strict=True) if top > key)

    def _tally_lower(self, bin_: int) -> Tally:
        area, mass, count = (np.zeros(_BINS) for _ in range(3))
        for top, bottom in self._strips_above(bin_ * _BINS - 1):
            keys = self._keys[top:bottom].ravel()
            inside = np.flatnonzero(keys >> 16 == bin_)
            if not len(inside):
                continue
            strip_area = self.where.areas_km2(top, bottom).ravel()[inside]
            lower = keys[inside] & (_BINS - 1)
            area += np.bincount(lower, strip_area, _BINS)
            mass += np.bincount(lower, strip_area * self._density[top:bottom].ravel()[inside], _BINS)
            count += np.bincount(lower, minlength=_BINS)
        return Tally(area, mass / self.total, count)

    def _nearest(self, key: int, count: int, left_km2: float, *, at_least: bool) -> Selection:
        """The selection whose tied pixels, of an area in total, are those nearest to the densest pixel."""
        farthest = max((chords.max() for _, chords, _ in self._tied(key)), default=0.0)
        scale = (_BINS - 1) / farthest if farthest > 0 else 0.0
        area = np.zeros(_BINS)
        for _, chords, areas in self._tied(key):
            area += np.bincount((chords * scale).astype(np.int64), areas, _BINS)
        total = np.cumsum(area)
        last = min(int(np.searchsorted(total, left_km2, side="right")), int(farthest * scale))
        left_km2 -= total[last - 1] if last else 0.0
        rim = [
            (flat[near], chords[near], areas[near])
            for flat, chords, areas in self._tied(key)
            if (near := (chords * scale).astype(np.int64) == last).any()
        ]
        flat, chords, areas = (np.concatenate(column) for column in zip(*rim, strict=True))
        order = np.argsort(chords, kind="stable")
        taken = int(np.searchsorted(np.cumsum(areas[order]), left_km2 * (1 + _SLACK), side="right"))
        return Selection(key, count, scale, last, np.sort(flat[order[: taken + at_least]]))

    def _tied(self, key: int) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """Flat pixels, squared chords to the densest pixel and areas of the pixels of one density, strip by strip."""
        for top, bottom in self._strips_above(key - 1):
            tied = np.flatnonzero(self._keys[top:bottom] == key)
            if len(tied):
                chords = self.where.chords(top, bottom, self._towards).ravel()[tied]
                area = self.where.areas_km2(top, bottom).ravel()[tied]
                yield tied + top * self.where.width, np.maximum(chords, 0.0), area

    def _masks(self, selection: Selection) -> Iterator[tuple[int, np.ndarray]]:
        """First row and the selected pixels (rows, width) bool of every strip that has any."""
        width = self.where.width
        for top, bottom in self._strips_above(selection.key - 1 if selection.rim is not None else selection.key):
            keys = self._keys[top:bottom]
            mask = keys > selection.key
            if selection.rim is not None:
                tied = np.flatnonzero(keys == selection.key)
                if len(tied) and selection.last_bin:
                    chords = np.maximum(self.where.chords(top, bottom, self._towards).ravel()[tied], 0.0)
                    near = (chords * selection.scale).astype(np.int64) < selection.last_bin
                    mask.reshape(-1)[tied[near]] = True
                first, last = np.searchsorted(selection.rim, [top * width, bottom * width])
                mask.reshape(-1)[selection.rim[first:last] - top * width] = True
            yield top, mask

    def _pieces(self, selection: Selection) -> tuple[np.ndarray, ...]:
        """The selected pixels as runs, cut into pieces whose middles can stand for them when places are named.

        The densest pixels are a piece each. Returns flat starts and ends (n,) int64, areas in km2, probabilities and
        highest densities (n,) of the pieces.
        """
        width, runs = self.where.width, 0
        longest = 1 + selection.count // _NAMED_PIECES
        densest_first = np.cumsum(self._upper.count[::-1])
        dense_key = _BINS * (_BINS - int(np.searchsorted(densest_first, _NAMED_PIECES, side="right")))
        found = [(np.empty(0, np.int64),) * 2 + (np.empty(0),) * 3]
        for top, mask in self._masks(selection):
            inside = np.flatnonzero(mask)
            if not len(inside):
                continue
            starts, ends = _runs(mask)
            runs += len(starts)
            if runs > _MOST_RUNS:
                raise RequestError(
                    f"This search area falls into more than {_MOST_RUNS:,} pieces: smooth the raster, or ask for a"
                    " smaller area.",
                    code="raster_too_rough",
                )
            rows = slice(top, top + len(mask))
            dense = self._keys[rows].ravel()[inside] >= dense_key
            new = dense.copy()
            new[1:] |= dense[:-1]
            new[np.cumsum(ends - starts) - (ends - starts)] = True
            new[::longest] = True
            first = np.flatnonzero(new)
            begin = inside[first] + top * width
            area = self.where.areas_km2(rows.start, rows.stop).ravel()[inside]
            density = self._density[rows].ravel()[inside]
            found.append(
                (
                    begin,
                    begin + np.diff(first, append=len(inside)),
                    np.add.reduceat(area, first),
                    np.add.reduceat(area * density, first) / self.total,
                    np.maximum.reduceat(density, first).astype(np.float64),
                )
            )
        return tuple(np.concatenate(column) for column in zip(*found, strict=True))

    def _peaks(self, starts: np.ndarray, ends: np.ndarray, highest: np.ndarray) -> np.ndarray:
        """The flat pixel (n,) in the middle of the longest stretch of each run's highest density."""
        length = ends - starts
        run = np.repeat(np.arange(len(starts)), length)
        flat = starts[run] + np.arange(len(run)) - (np.cumsum(length) - length)[run]
        at = np.flatnonzero(self._density.reshape(-1)[flat] == highest[run])
        new = np.append(True, (np.diff(flat[at]) != 1) | (np.diff(run[at]) != 0))
        first = np.flatnonzero(new)
        size = np.diff(first, append=len(at))
        order = np.lexsort((-first, size, run[at[first]]))  # later writes win: the longest, then the first
        middle = np.empty(len(starts), np.int64)
        middle[run[at[first[order]]]] = flat[at[first[order]]] + (size[order] - 1) // 2
        return middle

    def _middle_of_the_densest(self) -> int:
        """The flat pixel, of the densest ones, that is nearest to their middle."""
        key = max(self._top_keys)
        flat = np.concatenate(
            [
                np.flatnonzero(self._keys[top:bottom] == key) + top * self.where.width
                for top, bottom in self._strips_above(key - 1)
            ]
        )
        flat = flat[:: 1 + len(flat) // _PLATEAU_SAMPLE]
        vectors = unit_vectors(*self.where.centres(flat))
        return int(flat[np.argmax(vectors @ vectors.mean(axis=0))])


def _reached(measure: np.ndarray, limit: float, above: float = 0.0) -> tuple[float, int]:
    """The first bin, from the last one down, that passes a limit, or 0; and the sum of `above` and the bins over it."""
    total = above + np.cumsum(measure[::-1])
    passed = int(np.searchsorted(total, limit * (1 + _SLACK), side="right"))
    bin_ = max(len(measure) - 1 - passed, 0)
    return (float(total[len(measure) - 2 - bin_]) if bin_ < len(measure) - 1 else above), bin_


def _runs(mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Flat starts and ends (n,) of the runs of each row of a mask (rows, width)."""
    rows, width = mask.shape
    framed = np.zeros((rows, width + 1), bool)
    framed[:, 1:] = mask
    flat = np.append(framed.ravel(), False)
    change = np.flatnonzero(flat[1:] != flat[:-1])
    row, column = np.divmod(change, width + 1)
    flat = row * width + column
    return flat[::2], flat[1::2]
