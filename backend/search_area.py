"""Search areas: the densest pixels of a fused map that fit an area budget or hold a wanted probability.

Zones are taken densest first. Zones of equal density compete for what is left of a budget: their pixels nearest
to the zone's centre (the mean position of the photos of its likeliest cell) go first, so an area is as large as
the budget allows, to within a pixel, and never larger.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_matrix

from . import polygons
from .ensemble import TIE, Fused
from .errors import RequestError
from .grid import SPHERE_AREA_KM2, WIDTH, cap_area_km2, pixel_centre, row_areas_km2, unit_vectors
from .nearest import nearest_pixels
from .places import Places
from .zones import PIXELS, ZoneTable

PRESET_RADII_KM = (25, 200, 750, 2500)
SMALLEST_BUDGET_KM2 = 14.0  # a pixel at the equator

# Maps zones (n,) to their centres: latitudes and longitudes (n,) in degrees.
Centres = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True)
class Target:
    """What a search area must satisfy: an area budget in km2, or a recall in (0, 1).

    A recall comes with what reaches it: the probability that the area must hold (`mass`), or the budget that the
    Recall vs Area curve gives; see `calibration.Calibration.recall_target`.
    """

    label: str
    budget_km2: float | None = None
    recall: float | None = None
    mass: float | None = None

    @property
    def kind(self) -> str:
        """Which of the two it is: "area" or "recall"."""
        return "area" if self.recall is None else "recall"


def presets() -> list[Target]:
    """The areas of spherical caps of 25, 200, 750 and 2500 km (seed 000, section 5.2)."""
    return [Target(f"{r} km cap", float(cap_area_km2(r))) for r in PRESET_RADII_KM]


def area_target(km2: float) -> Target:
    """A target for an area budget; RequestError when it is under a pixel or over the Earth."""
    if not SMALLEST_BUDGET_KM2 <= km2 <= SPHERE_AREA_KM2:
        raise RequestError(
            f"The area budget {km2:g} km2 is out of range: give a number from {SMALLEST_BUDGET_KM2:g}, a pixel of the"
            " map, to 5.1e8, the whole Earth."
        )
    for preset in presets():
        if abs(preset.budget_km2 - km2) <= 1e-3 * km2:
            return Target(preset.label, km2)
    return Target(f"{km2:,.0f} km²", km2)


@dataclass(frozen=True)
class Pieces:
    """Runs of pixels that each lie in one row, one zone and one admin unit; arrays of (pieces,), in flat order.

    starts, ends: flat pixels [start, end); zone; unit: 0 is the open sea.
    """

    starts: np.ndarray
    ends: np.ndarray
    zone: np.ndarray
    unit: np.ndarray

    @classmethod
    def of(cls, table: ZoneTable, places: Places) -> Pieces:
        """The whole grid: a table's runs, cut at the units' borders once, so that no search area must overlay them."""
        starts, run, unit = places.cut(table.starts)
        return cls(starts, np.append(starts[1:], np.int32(PIXELS)), table.zone[run], unit)

    def within(self, zones: np.ndarray) -> Pieces:
        """Those of some zones; zones: (z,) bool."""
        index = np.flatnonzero(zones[self.zone])
        return Pieces(self.starts[index], self.ends[index], self.zone[index], self.unit[index])

    def merged(self, other: Pieces) -> Pieces:
        """These and others, of other pixels, in order."""
        at = np.searchsorted(self.starts, other.starts)
        return Pieces(
            np.insert(self.starts, at, other.starts),
            np.insert(self.ends, at, other.ends),
            np.insert(self.zone, at, other.zone),
            np.insert(self.unit, at, other.unit),
        )


def select(fused: Fused, target: Target, pieces: Pieces, centres: Centres) -> Pieces:
    """The search area for a target, cut from the pieces of the grid; empty when the budget is under one pixel."""
    by_mass = target.mass is not None
    measure, limit = (fused.mass, target.mass) if by_mass else (fused.table.area, target.budget_km2)
    order = fused.order
    total = np.cumsum(measure[order])
    # Zones of equal density enter together: `whole` ends where a group of ties would pass the limit.
    whole = int(np.searchsorted(total, limit * (1 + 1e-12), side="right"))
    density = fused.density[order]
    group = slice(whole, whole)
    if whole < len(order):
        first = int(np.searchsorted(-density, -density[whole] * (1 + TIE), side="left"))
        last = int(np.searchsorted(-density, -density[whole] * (1 - TIE), side="right"))
        whole, group = first, slice(first, last)
    selected = pieces.within(_mask(fused, order[:whole]))
    left = limit - (total[whole - 1] if whole else 0.0)
    if group.stop > group.start and left > 0:
        per_km2 = density[group.start] if by_mass else 1.0
        towards = np.zeros((len(measure), 3))
        towards[order[group]] = unit_vectors(*centres(order[group]))
        tied = pieces.within(_mask(fused, order[group]))
        starts, ends, piece = nearest_pixels(
            tied.starts, tied.ends, towards[tied.zone], left / per_km2, at_least=target.kind == "recall"
        )
        selected = selected.merged(Pieces(starts, ends, tied.zone[piece], tied.unit[piece]))
    return selected


def _mask(fused: Fused, zones: np.ndarray) -> np.ndarray:
    mask = np.zeros(len(fused.density), bool)
    mask[zones] = True
    return mask


@dataclass(frozen=True)
class Regions:
    """The connected regions of one search area, likeliest first; arrays of (regions,) unless said.

    area_km2, probability; density (mean, per km2); lat, lon of the middle of the densest run; geometry:
    shapely MultiPolygons in (lon, lat) degrees, split at the antimeridian; unit: id of the likeliest admin unit.
    """

    area_km2: np.ndarray
    probability: np.ndarray
    lat: np.ndarray
    lon: np.ndarray
    geometry: np.ndarray
    unit: np.ndarray

    @property
    def density(self) -> np.ndarray:
        """Mean probability per km2 of each region."""
        return self.probability / self.area_km2


def regions(fused: Fused, selected: Pieces) -> Regions:
    """Split a selection into connected regions and measure, outline, name and rank them."""
    # A million pieces make some ten thousand joined runs: sums and maxima are taken by run before by region.
    starts, ends, first = polygons.join_runs(selected.starts, selected.ends)
    part, region = polygons.label(starts, ends)
    geometry = polygons.outline(starts, ends, part, region)
    count = len(geometry)
    length = selected.ends - selected.starts
    area = length * row_areas_km2()[selected.starts // WIDTH]
    density = fused.density[selected.zone]
    mass = area * density
    area_km2 = np.bincount(region, weights=np.add.reduceat(area, first), minlength=count)
    probability = np.bincount(region, weights=np.add.reduceat(mass, first), minlength=count)
    best = densest(region, first, density, length, count)
    middle = (selected.starts[best] + selected.ends[best] - 1) // 2
    lat, lon = pixel_centre(middle // WIDTH, middle % WIDTH)
    unit = dominant_units(region, first, selected.unit, mass, count)
    rank = np.argsort(-probability, kind="stable")
    return Regions(*(values[rank] for values in (area_km2, probability, lat, lon, geometry, unit)))


def densest(region, first, density, length, count) -> np.ndarray:
    """The densest piece (count,) of each region, of several the longest, of several such the first.

    region, first (runs,): the region and the first piece of each joined run; density, length (pieces,).
    """
    highest = np.zeros(count)
    np.maximum.at(highest, region, np.maximum.reduceat(density, first))
    of_piece = np.repeat(region, np.diff(first, append=len(density)))
    piece = np.flatnonzero(density == highest[of_piece])
    longest = np.zeros(count, length.dtype)
    np.maximum.at(longest, of_piece[piece], length[piece])
    piece = piece[length[piece] == longest[of_piece[piece]]]
    found = np.empty(count, np.int64)
    found[of_piece[piece[::-1]]] = piece[::-1]  # later writes win
    return found


def dominant_units(region, first, unit, mass, count) -> np.ndarray:
    """The admin unit (count,) that holds most of each region's mass: the open sea only where there is no other.

    The lowest id wins a tie. region, first (runs,): the region and the first piece of each joined run; unit, mass
    (pieces,).
    """
    # Neighbours of one run and unit are summed first; what is left is a small sparse table of regions and units.
    new = np.ones(len(unit), bool)
    new[1:] = unit[1:] != unit[:-1]
    new[first] = True
    group = np.flatnonzero(new)
    share, unit = np.add.reduceat(mass, group), unit[group]
    region = np.repeat(region, np.diff(np.searchsorted(group, first), append=len(group)))
    land = unit > 0
    size = int(unit.max(initial=0)) + 1
    table = coo_matrix((share[land], (region[land], unit[land])), shape=(count, size)).tocsr().tocoo()
    order = np.lexsort((-table.col, table.data))  # later writes win: the heaviest, then the lowest id
    dominant = np.zeros(count, np.int64)
    dominant[table.row[order]] = table.col[order]
    return dominant
