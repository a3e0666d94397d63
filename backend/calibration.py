"""From a wanted recall to the probability that a search area must hold, by split conformal prediction.

On photos of left-out sources the bundle's makers measured how much probability had to be searched, densest first, to
find the truth (`rva.mass_at`). A highest-density region of the conformal quantile of these holds the truth of a new
photo, drawn like them, at least as often as wanted (Vovk et al. 2005; Angelopoulos and Bates 2021, section 1).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .errors import BundleError, RequestError
from .search_area import Target


@dataclass(frozen=True)
class Calibration:
    """mass_at_truth: (n,) sorted; 1 or more where the truth lay outside everything the ensemble covers.

    temperature: that of the fused map, see `ensemble.fuse`.
    """

    mass_at_truth: np.ndarray
    temperature: float = 1.0

    @classmethod
    def from_manifest(cls, manifest: dict) -> Calibration:
        """Read `calibration.mass_at_truth` and `temperature`; BundleError when they are no valid numbers."""
        try:
            scores = np.sort(np.asarray(manifest["calibration"]["mass_at_truth"], dtype=np.float64))
        except (KeyError, TypeError, ValueError) as error:
            raise BundleError("The bundle's calibration has no valid 'mass_at_truth': install it again.") from error
        if scores.ndim != 1 or not len(scores) or not np.isfinite(scores).all() or scores[0] < 0:
            raise BundleError("The bundle's calibration has no valid 'mass_at_truth': install it again.")
        temperature = manifest["calibration"].get("temperature", 1.0)
        if not isinstance(temperature, int | float) or not 0 < temperature < math.inf:
            raise BundleError("The bundle's calibration has no valid 'temperature': install it again.")
        return cls(scores, float(temperature))

    @property
    def highest_recall(self) -> float:
        """The highest recall that can be promised."""
        n = len(self.mass_at_truth)
        return int(np.searchsorted(self.mass_at_truth, 1.0, side="left")) / (n + 1)

    def recall_target(self, recall: float) -> Target:
        """The target of a wanted recall; RequestError when it is out of range or can't be promised."""
        if not 0.0 < recall < 1.0:
            raise RequestError(f"The recall {recall:g} is out of range: give a number between 0 and 1, such as 0.8.")
        n = len(self.mass_at_truth)
        k = math.ceil((n + 1) * recall - 1e-9)
        if k > n or self.mass_at_truth[k - 1] >= 1.0:
            raise RequestError(
                f"A recall of {recall:g} can't be promised by this bundle: {self.highest_recall:.2f} is the highest"
                " that its validation photos support.",
                code="recall_unreachable",
            )
        return Target(f"{recall:.0%} recall", recall=recall, mass=float(self.mass_at_truth[k - 1]))
