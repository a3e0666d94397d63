"""Recall vs Area (seed 000, section 3.1): which share of photos is found when an area is searched, densest first."""

from __future__ import annotations

import math
import random
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from ..gui.formats import EARTH_RADIUS_KM

CAP_RADII_KM = (25, 200, 750, 2500)  # the paper's thresholds
SPHERE_AREA_KM2 = 4 * math.pi * EARTH_RADIUS_KM**2
RESAMPLES = 1000
CONFIDENCE = 0.95
SEED = 2407  # any: the same input must give the same interval


def cap_area_km2(radius_km: float) -> float:
    """Return the area of a spherical cap in km2."""
    return 2 * math.pi * EARTH_RADIUS_KM**2 * (1 - math.cos(radius_km / EARTH_RADIUS_KM))


@dataclass(frozen=True)
class Estimate:
    """A figure with its bootstrap interval, 95 %."""

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

    Photos are drawn anew, with replacement, `RESAMPLES` times; the interval holds the middle 95 % of what they give
    (percentile bootstrap, Efron 1979). `keep_on` is called between draws and may raise.
    """
    budgets = sorted(set(budgets_km2))
    count = len(areas_km2)
    # A photo matters by the first budget that finds it, and by its logarithm.
    photos = [(bisect_left(budgets, area), math.log10(area)) for area in areas_km2]
    draw = random.Random(SEED)  # noqa: S311  # nosec B311  # statistics, no secret
    recalls, logs = [], []
    for _ in range(RESAMPLES):
        keep_on()
        drawn = draw.choices(photos, k=count)
        recalls.append(_recalls(drawn, len(budgets)))
        logs.append(math.fsum(log for _, log in drawn) / count)
    return Curve(
        {
            budget: Estimate(value, *_middle([resample[place] for resample in recalls]))
            for place, (budget, value) in enumerate(zip(budgets, _recalls(photos, len(budgets))))  # noqa: B905 - 3.9
        },
        Estimate(math.fsum(log for _, log in photos) / count, *_middle(logs)),
        count,
    )


def _recalls(photos: list, budgets: int) -> list:
    found_at = Counter(first for first, _ in photos)
    found, recalls = 0, []
    for place in range(budgets):
        found += found_at[place]
        recalls.append(found / len(photos))
    return recalls


def _middle(values: list) -> tuple:
    """Return the bounds of the middle 95 % of values, interpolated between the two nearest."""
    values = sorted(values)
    return tuple(_quantile(values, share) for share in ((1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2))


def _quantile(values: list, share: float) -> float:
    place = share * (len(values) - 1)
    below = math.floor(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])
