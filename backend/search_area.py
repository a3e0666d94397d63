"""Search areas: the densest pixels of a fused map that fit an area budget or hold a wanted probability.

Zones are taken densest first. Zones of equal density compete for what is left of a budget: their pixels nearest
to the zone's centre (the mean position of the photos of its likeliest cell) go first, so an area is as large as
the budget allows, to within a pixel, and never larger.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from . import polygons
from .ensemble import TIE, Fused
from .errors import RequestError
from .grid import SPHERE_AREA_KM2, WIDTH, cap_area_km2, pixel_centre, row_areas_km2, unit_vectors
from .zones import PIXELS

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
class Selection:
    """The pixels of one search area as flat runs [start, end) with their zone, sorted; all (n,) int64."""

    starts: np.ndarray
    ends: np.ndarray
    zone: np.ndarray


def select(fused: Fused, target: Target, centres: Centres) -> Selection:
    """The pixels of the search area for a target; possibly none when the budget is under one pixel."""
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
    chosen = np.zeros(len(measure), bool)
    chosen[order[:whole]] = True
    runs = _runs_of(fused, chosen)
    left = limit - (total[whole - 1] if whole else 0.0)
    if group.stop > group.start and left > 0:
        per_km2 = density[group.start] if by_mass else 1.0
        fill = _nearest_pixels(fused, order[group], left / per_km2, centres, at_least=target.kind == "recall")
        runs = [np.concatenate(pair) for pair in zip(runs, fill, strict=True)]
        by_start = np.argsort(runs[0], kind="stable")
        runs = [column[by_start] for column in runs]
    return Selection(*runs)


def _runs_of(fused: Fused, chosen: np.ndarray) -> list[np.ndarray]:
    table = fused.table
    run = np.flatnonzero(chosen[table.zone])
    starts = table.starts[run].astype(np.int64)
    ends = np.where(run + 1 < len(table.starts), table.starts[np.minimum(run + 1, len(table.starts) - 1)], PIXELS)
    return [starts, ends.astype(np.int64), table.zone[run].astype(np.int64)]


def _nearest_pixels(fused, zones, area_km2, centres, at_least) -> list[np.ndarray]:
    """Single-pixel runs of some zones, nearest to their zone's centre first, of an area in total.

    at_least: whether the pixel that passes the area still belongs (a recall) or not (a budget).
    """
    chosen = np.zeros(len(fused.density), bool)
    chosen[zones] = True
    starts, ends, zone = _runs_of(fused, chosen)
    length = ends - starts
    run = np.repeat(np.arange(len(starts)), length)
    pixel = starts[run] + np.arange(len(run)) - np.repeat(np.cumsum(length) - length, length)
    zone = zone[run]
    towards = np.zeros((len(fused.density), 3))
    towards[zones] = unit_vectors(*centres(zones))
    nearness = (unit_vectors(*pixel_centre(pixel // WIDTH, pixel % WIDTH)) * towards[zone]).sum(axis=1)
    order = np.argsort(-nearness, kind="stable")
    total = np.cumsum(row_areas_km2()[pixel[order] // WIDTH])
    count = int(np.searchsorted(total, area_km2 * (1 + 1e-12), side="right"))
    taken = order[: min(count + at_least, len(order))]
    return [pixel[taken], pixel[taken] + 1, zone[taken]]


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


# Maps runs (rows, column starts, column ends, weight, region) and a count to each region's admin unit id.
DominantUnits = Callable[..., np.ndarray]


def regions(fused: Fused, selection: Selection, dominant_units: DominantUnits) -> Regions:
    """Split a selection into connected regions and measure, outline and rank them."""
    joined_starts, joined_ends, joined = polygons.join_runs(selection.starts, selection.ends)
    part, region = polygons.label(joined_starts, joined_ends)
    geometry = polygons.outline(joined_starts, joined_ends, part, region)
    of_run = region[joined]
    count = len(geometry)
    row = selection.starts // WIDTH
    area = (selection.ends - selection.starts) * row_areas_km2()[row]
    density = fused.density[selection.zone]
    area_km2 = np.bincount(of_run, weights=area, minlength=count)
    probability = np.bincount(of_run, weights=area * density, minlength=count)
    # The first run of each region when sorted by density, then by length, both descending.
    order = np.lexsort((selection.starts - selection.ends, -density, of_run))
    _, first = np.unique(of_run[order], return_index=True)
    densest = order[first]
    middle = (selection.starts[densest] + selection.ends[densest] - 1) // 2
    lat, lon = pixel_centre(middle // WIDTH, middle % WIDTH)
    column = selection.starts % WIDTH
    unit = dominant_units(
        row, column, column + selection.ends - selection.starts, density * row_areas_km2()[row], of_run, count
    )
    rank = np.argsort(-probability, kind="stable")
    return Regions(*(values[rank] for values in (area_km2, probability, lat, lon, geometry, unit)))
