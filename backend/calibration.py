"""What search areas are worth, measured on photos of left-out sources: expected recall, and areas that reach a recall.

Two ways lead from a wanted recall to an area. By photo: the bundle's makers measured how much probability had to be
searched, densest first, to find the truth (`rva.mass_at`); a highest-density region of the conformal quantile of these
holds the truth of a new photo, drawn like them, at least as often as wanted (split conformal prediction: Vovk et al.
2005; Angelopoulos and Bates 2021, section 1). Sure photos get small areas, unsure ones large. By curve: one area for
every photo, read off the Recall vs Area curve (seed 000, section 3.2), with the same finite-sample rank.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal, get_args

import numpy as np

from .errors import BundleError, RequestError
from .grid import SPHERE_AREA_KM2
from .search_area import Target

RecallBy = Literal["photo", "curve"]


@dataclass(frozen=True)
class Calibration:
    """mass_at_truth: (n,) sorted; 1 or more where the truth lay outside everything the ensemble covers. Empty where the
    bundle was not calibrated: then no recall is promised or expected, and the map is as the predictors give it.

    area_at_truth: (m,) km2, sorted: the Recall vs Area curve of the validation photos; the whole Earth where the truth
    was ruled out. Empty where the bundle has none.
    temperature: that of the fused map, see `ensemble.fuse`. photos: how many are behind the scores, which may be a
    thinned selection.
    """

    mass_at_truth: np.ndarray
    area_at_truth: np.ndarray = field(default_factory=lambda: np.empty(0))
    temperature: float = 1.0
    photos: int = 0

    @classmethod
    def from_manifest(cls, manifest: dict) -> Calibration:
        """Read `calibration` of a manifest, {} for none; BundleError when it holds no valid numbers."""
        calibration = manifest["calibration"]
        if not calibration:
            return cls(np.empty(0))
        masses = _sorted_numbers(calibration, "mass_at_truth")
        areas = _sorted_numbers(calibration, "area_at_truth") if "area_at_truth" in calibration else np.empty(0)
        temperature = calibration.get("temperature", 1.0)
        if not isinstance(temperature, int | float) or not 0 < temperature < math.inf:
            raise BundleError("The bundle's calibration has no valid 'temperature': install it again.")
        photos = calibration.get("photos", len(masses))
        if not isinstance(photos, int) or photos < len(masses):
            raise BundleError("The bundle's calibration has no valid 'photos': install it again.")
        return cls(masses, areas, float(temperature), photos)

    def highest_recall(self, by: RecallBy = "photo") -> float | None:
        """The highest recall that can be promised; None where the bundle was not calibrated, or has no curve."""
        scores, unreachable = self._scores(by)
        if not len(scores):
            return None
        return int(np.searchsorted(scores, unreachable, side="left")) / (len(scores) + 1)

    def expected_recall(self, area_km2: float) -> float | None:
        """How often the densest area of this size held the truth (equation 1); None where the bundle has no curve."""
        if not len(self.area_at_truth):
            return None
        return int(np.searchsorted(self.area_at_truth, area_km2, side="right")) / len(self.area_at_truth)

    def recall_target(self, recall: float, by: RecallBy = "photo") -> Target:
        """The target of a wanted recall; RequestError when it is out of range or can't be promised."""
        if not 0.0 < recall < 1.0:
            raise RequestError(f"The recall {recall:g} is out of range: give a number between 0 and 1, such as 0.8.")
        if by not in get_args(RecallBy):
            raise RequestError(f"A recall is reached by 'photo' or by 'curve', not by '{by}'.")
        if not len(self.mass_at_truth):
            raise RequestError(
                "This bundle was not calibrated, so it promises no recall: ask for an area in km2.",
                code="recall_unreachable",
            )
        scores, unreachable = self._scores(by)
        if not len(scores):
            raise RequestError(
                "This bundle has no Recall vs Area curve: ask for the recall by photo.", code="recall_unreachable"
            )
        k = math.ceil((len(scores) + 1) * recall - 1e-9)
        if k > len(scores) or scores[k - 1] >= unreachable:
            highest = math.floor(100 * self.highest_recall(by)) / 100
            raise RequestError(
                f"A recall of {recall:g} can't be promised by this bundle: {highest:.2f} is the highest that its"
                " validation photos support.",
                code="recall_unreachable",
            )
        score = float(scores[k - 1])
        if by == "curve":
            return Target(f"{100 * recall:g}% recall by curve", recall=recall, budget_km2=score)
        return Target(f"{100 * recall:g}% recall", recall=recall, mass=score)

    def _scores(self, by: RecallBy) -> tuple[np.ndarray, float]:
        """The sorted scores, and the score from which the truth was ruled out."""
        return (self.mass_at_truth, 1.0) if by == "photo" else (self.area_at_truth, SPHERE_AREA_KM2 * (1 - 1e-9))


def _sorted_numbers(calibration: dict, name: str) -> np.ndarray:
    try:
        scores = np.sort(np.asarray(calibration[name], dtype=np.float64))
    except (KeyError, TypeError, ValueError) as error:
        raise BundleError(f"The bundle's calibration has no valid '{name}': install it again.") from error
    if scores.ndim != 1 or not len(scores) or not np.isfinite(scores).all() or scores[0] < 0:
        raise BundleError(f"The bundle's calibration has no valid '{name}': install it again.")
    return scores
