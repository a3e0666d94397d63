"""Recall vs Area (seed 000, section 3.1): which share of photos is found when an area is searched, densest first."""

from __future__ import annotations

import math
import random
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from ..gui.formats import EARTH_RADIUS_KM

CAP_RADII_KM = (25, 200, 750, 2500)  # the paper's thresholds
SPHERE_AREA_KM2 = 4 * math.pi * EARTH_RADIUS_KM**2
RESAMPLES = 1000
CONFIDENCE = 0.95
NORMAL_95 = 1.959964  # the middle 95 % of the normal distribution lie within so many standard deviations
SEED = 2407  # any: the same input must give the same interval


def cap_area_km2(radius_km: float) -> float:
    """Return the area of a spherical cap in km2."""
    return 2 * math.pi * EARTH_RADIUS_KM**2 * (1 - math.cos(radius_km / EARTH_RADIUS_KM))


@dataclass(frozen=True)
class Estimate:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Curve:
    """Recalls by area budget (km2), ascending, and the mean of log10 of the areas, over `photos` photos."""

    recalls: dict
    mean_log10_area: Estimate
    photos: int


def measure(areas_km2: list, budgets_km2: list, keep_on: Callable[[], None]) -> Curve:
    """Return the curve of the areas (one a photo, above 0, at least one) at each budget, equation 1.

    A recall is a share of photos, and has the score interval of one (Wilson 1927), which stays honest for few photos
    and for shares of 0 and 1. For the mean, photos are drawn anew, with replacement, `RESAMPLES` times; its interval
    holds the middle 95 % of what they give (percentile bootstrap, Efron 1979). `keep_on` is called between draws and
    may raise.
    """
    budgets = sorted(set(budgets_km2))
    count = len(areas_km2)
    areas = sorted(areas_km2)
    logs = [math.log10(area) for area in areas]
    draw = random.Random(SEED)  # noqa: S311  # nosec B311  # statistics, no secret
    means = []
    for _ in range(RESAMPLES):
        keep_on()
        means.append(math.fsum(draw.choices(logs, k=count)) / count)
    return Curve(
        {budget: _share(bisect_right(areas, budget), count) for budget in budgets},
        Estimate(math.fsum(logs) / count, *_middle(means)),
        count,
    )


def _share(found: int, count: int) -> Estimate:
    """Return a share with its score interval (Wilson 1927, equation 2)."""
    share, square = found / count, NORMAL_95**2
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = NORMAL_95 / (1 + square / count) * math.sqrt(share * (1 - share) / count + square / (4 * count**2))
    # At the ends the bound is the share itself, but for the last digit.
    return Estimate(share, min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half)))


def _middle(values: list) -> tuple:
    """Return the bounds of the middle 95 % of values, interpolated between the two nearest."""
    values = sorted(values)
    return tuple(_quantile(values, share) for share in ((1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2))


def _quantile(values: list, share: float) -> float:
    place = share * (len(values) - 1)
    below = math.floor(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])
