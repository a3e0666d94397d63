"""The best point of a map, and how likely the truth is near it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from .errors import BundleError
from .grid import EARTH_RADIUS_KM, unit_vectors

# The radii of the accuracy figures (km) and what a hit within each is worth: of eight sets of weights, from one radius
# alone to all alike, the one with the best balance over the four radii on cross-fitted photos of left-out sources.
UTILITY = ((25.0, 1.0), (200.0, 1.0), (750.0, 1.0), (2500.0, 0.3))
_CANDIDATES = 512


def best_point(latitude: np.ndarray, longitude: np.ndarray, probability: np.ndarray) -> tuple[float, float]:
    """The position in degrees (latitude, longitude) of `best_cell`."""
    best = best_cell(latitude, longitude, probability)
    return float(latitude[best]), float(longitude[best])


def best_cell(latitude: np.ndarray, longitude: np.ndarray, probability: np.ndarray) -> int:
    """The cell whose position has the highest expected utility: sum over radii r of w_r P(truth within r).

    latitude, longitude (c,) degrees, the cells' positions; probability (c,) >= 0. The likeliest single cell would
    be a poor guess where many small cells lie together; this weighs neighbourhoods of several sizes. Candidates are
    the 512 likeliest cells.
    """
    candidates = np.argsort(-probability, kind="stable")[:_CANDIDATES]
    cells = unit_vectors(latitude, longitude).astype(np.float32)
    cosine = cells[candidates] @ cells.T
    p = (probability / probability.sum()).astype(np.float32)
    utility = sum(w * ((cosine >= math.cos(r / EARTH_RADIUS_KM)) @ p) for r, w in UTILITY)
    return int(candidates[int(np.argmax(utility))])


def mass_within(latitude, longitude, probability, point: tuple[float, float], radius_km: float) -> float:
    """Share of the cells' probability whose positions lie within a great-circle radius of a point (degrees)."""
    cosine = unit_vectors(latitude, longitude) @ unit_vectors(*point)
    return float(probability[cosine >= math.cos(radius_km / EARTH_RADIUS_KM)].sum() / probability.sum())


def log_odds(share: float) -> float:
    """Logarithm of share / (1 - share), kept finite."""
    share = min(max(share, 1e-4), 1 - 1e-4)
    return math.log(share / (1 - share))


@dataclass(frozen=True)
class Confidence:
    """Calibrated probability that the truth lies within `radius_km` of the best point.

    A logistic regression, fitted on photos of left-out sources, on the log-odds of the mass within that radius and
    on the best similarity with a training photo. Below `unsure_below` the answer is to be called unsure.
    """

    radius_km: float
    unsure_below: float
    intercept: float
    mass: float
    similarity: float

    @classmethod
    def from_manifest(cls, manifest: dict[str, Any]) -> Confidence | None:
        """Read `calibration.confidence`, None where the bundle was not calibrated; BundleError when incomplete."""
        if not manifest["calibration"]:
            return None
        try:
            stored = manifest["calibration"]["confidence"]
            values = {
                name: float(stored[name]) for name in ("radius_km", "unsure_below", "intercept", "mass", "similarity")
            }
        except (KeyError, TypeError, ValueError) as error:
            raise BundleError("The bundle's calibration has no valid 'confidence': install it again.") from error
        if not all(math.isfinite(v) for v in values.values()) or values["radius_km"] <= 0:
            raise BundleError("The bundle's calibration has no valid 'confidence': install it again.")
        return cls(**values)

    def of(
        self,
        latitude: np.ndarray,
        longitude: np.ndarray,
        probability: np.ndarray,
        point: tuple[float, float],
        evidence: dict[str, float],
    ) -> float:
        """The confidence in `point`, from the cells' (c,) probabilities and the predictors' evidence."""
        share = mass_within(latitude, longitude, probability, point, self.radius_km)
        z = self.intercept + self.mass * log_odds(share) + self.similarity * evidence.get("similarity", 0.0)
        return 0.5 * (1.0 + math.tanh(0.5 * z))  # the logistic function, without overflow
