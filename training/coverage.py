"""Measured against nominal recall: do areas that promise a recall keep the promise on photos they were not set by?

Targets are set by all folds of the photos but one and tried on that one, in turn, so each photo is tried once. Split
conformal prediction (Vovk et al. 2005) gives by photo the probability that must be searched, densest first; by curve
it gives one area for all, read off the Recall vs Area curve (seed 000, section 3.2).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from training.folds import group_folds

NOMINAL = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
FOLDS = 10
_Z = 1.959964  # 97.5 % of the normal distribution


def folds(n: int, groups: Sequence[str] | None, seed: int) -> np.ndarray:
    """Fold (n,) of each photo, about as many in each; photos of one group stay together."""
    if groups is None:
        return np.random.default_rng(seed).permutation(n) % FOLDS
    return group_folds(np.asarray(groups), FOLDS, seed)


def targets(scores: np.ndarray, fold: np.ndarray, unreachable: float) -> np.ndarray:
    """The score (n, nominal) that each photo is allowed, from the other folds; NaN where they can't promise it.

    scores: (n,) probability or area searched until the truth is found; unreachable: such a score or more finds it
    nowhere. The finite-sample rank is ceil((m + 1) q) of m scores.
    """
    allowed = np.full((len(scores), len(NOMINAL)), np.nan)
    for held in np.unique(fold):
        rest = np.sort(scores[fold != held])
        for j, q in enumerate(NOMINAL):
            rank = math.ceil((len(rest) + 1) * q - 1e-9)
            if rank <= len(rest) and rest[rank - 1] < unreachable:
                allowed[fold == held, j] = rest[rank - 1]
    return allowed


def measured(scores: np.ndarray, allowed: np.ndarray, area_km2: np.ndarray | None) -> list[dict[str, Any]]:
    """Nominal and measured coverage with its 95 % interval, one entry a nominal recall.

    scores: (n,); allowed: (n, nominal), see `targets`; area_km2: (n, nominal) area of every photo's region, where it
    is known. Photos without a promise are left out; `measured` is None where there is none.
    """
    found = []
    for j, q in enumerate(NOMINAL):
        judged = np.isfinite(allowed[:, j])
        entry: dict[str, Any] = {"nominal": q, "photos": int(judged.sum()), "measured": None, "low": None, "high": None}
        if judged.any():
            share = float((scores[judged] <= allowed[judged, j]).mean())
            entry["measured"] = share
            entry["low"], entry["high"] = wilson(share, int(judged.sum()))
            if area_km2 is not None:
                areas = area_km2[judged, j]
                entry["median_area_km2"], entry["mean_area_km2"] = float(np.median(areas)), float(areas.mean())
        found.append(entry)
    return found


def wilson(share: float, n: int) -> tuple[float, float]:
    """The 95 % interval of a share of n photos (Wilson 1927)."""
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    return max(0.0, middle - half), min(1.0, middle + half)
