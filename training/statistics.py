"""The figures of one evaluation: Recall vs Area, great-circle accuracy and their intervals, on all photos or balanced.

Everything here starts from plain arrays, one row a photo, whether they come from point predictions, from tables of
probabilities or from a bundle.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from backend.grid import SPHERE_AREA_KM2, cap_area_km2
from training.bootstrap import Bootstrap, interval
from training.coverage import folds, measured, targets
from training.points import pixel_diagonal_km

RADII_KM = (1, 25, 200, 750, 2500)
# Areas of spherical caps of these radii, and those that the paper prints in Table 1 (flat discs).
THRESHOLDS = {"cap": [float(a) for a in cap_area_km2(np.array(RADII_KM))], "paper": [3.1, 2.0e3, 1.3e5, 1.8e6, 2.0e7]}
_PER_DECADE = 20
_SCORE_KM = 1492.7  # GeoGuessr: 5000 exp(-d / 1492.7)
RULES = ("pessimistic", "optimistic", "expected")


@dataclass(frozen=True)
class Outcome:
    """What was found for each photo (n), by every ensemble (e).

    names: of the ensembles, the baseline first; area_km2, optimistic_km2: (n, e) searched until the truth is found,
    with and without what is as dense as the truth (Algorithm 3); mass_at_truth: (n, e) probability claimed for the
    former, infinite where the truth is ruled out, or None; uncovered: (n, e) whether it is ruled out; error_km: (n,)
    great-circle distance of the best point; area_of: gives the areas (n, m) in km2 of every photo's regions of claimed
    probabilities (n, m), where that is known.
    """

    names: list[str]
    area_km2: np.ndarray
    optimistic_km2: np.ndarray
    mass_at_truth: np.ndarray | None
    uncovered: np.ndarray
    error_km: np.ndarray
    area_of: Callable[[np.ndarray], np.ndarray] | None = None


def curve_areas() -> np.ndarray:
    """Areas in km2 of the curve's points: 20 a decade from 1 km2 to the Earth, and all thresholds."""
    decades = np.log10(SPHERE_AREA_KM2)
    even = 10.0 ** np.append(np.arange(0.0, decades, 1.0 / _PER_DECADE), decades)
    even[-1] = SPHERE_AREA_KM2
    return np.unique(np.concatenate([even, *THRESHOLDS.values()]))


def balanced_rows(bucket: np.ndarray, seed: int) -> np.ndarray:
    """Rows of as many photos from every population bucket as the smallest that has any holds, drawn by a seed.

    bucket: (n,) from 1, 0 = none, left out (seed 000, section 5.3).
    """
    present, counts = np.unique(bucket[bucket > 0], return_counts=True)
    random = np.random.default_rng(seed)
    if not len(present):
        return np.empty(0, int)
    drawn = [random.choice(np.flatnonzero(bucket == b), counts.min(), replace=False) for b in present]
    return np.sort(np.concatenate(drawn))


def figures(outcome: Outcome, rows: np.ndarray, seed: int, groups: np.ndarray | None = None) -> dict[str, Any]:
    """Every figure of the photos at `rows`; see docs/evaluate.md for the keys.

    groups: (n,) sources or places that the bootstrap draws whole.
    """
    bootstrap = Bootstrap(len(rows), seed, groups=None if groups is None else groups[rows])
    count = len(outcome.names)
    worst, best, error = outcome.area_km2[rows], outcome.optimistic_km2[rows], outcome.error_km[rows]
    areas = curve_areas()
    columns = np.concatenate([worst, best, 0.5 * (worst + best)], axis=1)
    recall = shares(columns, areas).reshape(3, count, -1)
    resampled = bootstrap.shares(columns, areas).reshape(-1, 3, count, len(areas))
    low, high = interval(resampled)
    gain = recall[0] - recall[0, :1]
    gain_low, gain_high = interval(resampled[:, 0] - resampled[:, 0, :1])
    del resampled

    ruled_out = outcome.uncovered[rows].astype(np.float64)
    score = 5000.0 * np.exp(-error / _SCORE_KM)
    means = np.column_stack([worst, ruled_out, error, score])
    mean_interval = interval(bootstrap.means(means))
    medians = np.column_stack([worst, error])
    median_interval = interval(bootstrap.medians(medians))

    def mean_of(k: int) -> dict[str, float]:
        return _value(means[:, k].mean(), *mean_interval[:, k])

    def median_of(k: int) -> dict[str, float]:
        return _value(np.median(medians[:, k]), *median_interval[:, k])

    at = {name: np.searchsorted(areas, limits) for name, limits in THRESHOLDS.items()}
    ensembles = {}
    for e, name in enumerate(outcome.names):
        ensembles[name] = {
            "recall": {
                rule: {t: _series("recall", recall[r, e, i], low[r, e, i], high[r, e, i]) for t, i in at.items()}
                for r, rule in enumerate(RULES)
            },
            "improvement": {
                t: _series("difference", gain[e, i], gain_low[e, i], gain_high[e, i]) for t, i in at.items()
            },
            "uncovered": mean_of(count + e),
            "median_area_km2": median_of(e),
            "mean_area_km2": mean_of(e),
        }
    accuracy = shares(error[:, None], np.array(RADII_KM))[0]
    accuracy_interval = interval(bootstrap.shares(error[:, None], np.array(RADII_KM)))[:, 0]
    return {
        "photos": len(rows),
        "ensembles": ensembles,
        "great_circle": {
            "radii_km": list(RADII_KM),
            **_series("accuracy", accuracy, *accuracy_interval),
            "median_km": median_of(count),
            "mean_km": mean_of(2 * count),
            "geoguessr_score": mean_of(2 * count + 1),
        },
        "curve": {
            "area_km2": areas.tolist(),
            "ensembles": {
                name: _series("recall", recall[0, e], low[0, e], high[0, e])
                | _series("improvement", gain[e], gain_low[e], gain_high[e], "improvement_")
                for e, name in enumerate(outcome.names)
            },
        },
    }


def shares(values: np.ndarray, limits: np.ndarray) -> np.ndarray:
    """Equation 1: the share (m, l) of photos whose value (n, m) is within each limit (l,)."""
    ranked = np.sort(values, axis=0)
    return np.stack([np.searchsorted(column, limits, side="right") for column in ranked.T]) / len(values)


def calibration(outcome: Outcome, groups: list[str] | None, seed: int) -> dict[str, Any]:
    """Nominal against measured recall of every ensemble's regions by photo and by curve, see `coverage`."""
    fold = folds(len(outcome.error_km), groups, seed)
    found = {}
    for e, name in enumerate(outcome.names):
        area = outcome.area_km2[:, e]
        limits = targets(area, fold, SPHERE_AREA_KM2 * (1 - 1e-9))
        entry = {"curve": measured(area, limits, limits)}
        if outcome.mass_at_truth is not None:
            mass = outcome.mass_at_truth[:, e]
            limits = targets(mass, fold, 1.0)
            entry["photo"] = measured(mass, limits, outcome.area_of(limits) if outcome.area_of else None)
        found[name] = entry
    return {"split_by": "photo" if groups is None else "group", "folds": int(fold.max()) + 1, "ensembles": found}


def recall_is_accuracy(
    ids: list[str], truth: tuple[np.ndarray, np.ndarray], area_km2: np.ndarray, error_km: np.ndarray
) -> dict[str, Any]:
    """For point predictions: recall at the cap of r beside accuracy at r, and every photo on which they differ.

    A photo differs only when its error is within a pixel's diagonal of r: the grid knows places no better.
    """
    diagonal = pixel_diagonal_km(*truth)
    entries, largest = [], 0.0
    for radius, cap in zip(RADII_KM, THRESHOLDS["cap"], strict=True):
        by_area, by_distance = area_km2 <= cap, error_km <= radius
        differ = np.flatnonzero(by_area != by_distance)
        difference = float(by_area.mean() - by_distance.mean())
        within = np.abs(error_km[differ] - radius) <= diagonal[differ]
        entries.append(
            {
                "radius_km": radius,
                "recall_at_cap": float(by_area.mean()),
                "accuracy": float(by_distance.mean()),
                "difference": round(difference, 6),
                "photos_that_differ": [
                    {
                        "id": ids[k],
                        "error_km": round(float(error_km[k]), 4),
                        "from_radius_km": round(float(error_km[k] - radius), 4),
                        "pixel_diagonal_km": round(float(diagonal[k]), 4),
                    }
                    for k in differ
                ],
                "all_within_a_pixel": bool(within.all()),
                "below_a_pixel": radius < RADII_KM[1],
            }
        )
        if radius >= RADII_KM[1]:
            largest = max(largest, abs(difference))
    return {"radii": entries, "largest_difference_from_25_km": round(largest, 6)}


def _series(name: str, values, low, high, prefix: str = "") -> dict[str, list[float]]:
    return {
        key: np.round(column, 6).tolist()
        for key, column in ((name, values), (f"{prefix}low", low), (f"{prefix}high", high))
    }


def _value(value, low, high) -> dict[str, float]:
    return {k: float(f"{v:.8g}") for k, v in (("value", value), ("low", low), ("high", high))}
