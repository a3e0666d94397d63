"""What the study without pictures judges: its design, its cases, and how their recalls compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from training.bootstrap import Bootstrap, interval
from training.statistics import THRESHOLDS, shares
from training.verdicts import Difference

PLAIN, FITTED = "plain", "fitted"
RULES = (PLAIN, FITTED)
CHANCE, KNOWN = 0.0, 1.0  # accuracies: only class frequencies are known; the class itself is


@dataclass(frozen=True)
class Design:
    """What is varied.

    photos: that are judged, fitted_on: others that powers are fitted on; medians_km: of the geolocation's error;
    accuracies: balanced, of the attributes, at the maps' own resolution; degrees: pixel sizes that maps are coarsened
    to, judged at coarse_accuracies; dependences: shares of photos in which errors go together, at dependent_accuracies,
    which the attributes are combined at too.
    """

    photos: int = 2000
    fitted_on: int = 200
    medians_km: tuple[float, ...] = (25.0, 200.0, 750.0, 2500.0)
    accuracies: tuple[float, ...] = (CHANCE, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, KNOWN)
    degrees: tuple[float, ...] = (0.2, 0.5, 1.0, 2.0)
    coarse_accuracies: tuple[float, ...] = (0.6, 0.8, KNOWN)
    dependences: tuple[float, ...] = (0.5, 1.0)
    dependent_accuracies: tuple[float, ...] = (0.6, 0.8)


@dataclass(frozen=True)
class Case:
    """One thing that is judged: attributes (names, none for the geolocation alone) of an accuracy, at a map's pixel
    size (0: the maps' own), beside a geolocation of a median error, errors dependent in a share of photos, combined by
    a rule."""

    attributes: tuple[str, ...]
    median_km: float
    accuracy: float = CHANCE
    degrees: float = 0.0
    dependence: float = 0.0
    rule: str = PLAIN


@dataclass
class Study:
    """Areas searched until the truth is found (km2), one array (n,) a case, and every difference between cases."""

    places: np.ndarray
    seed: int
    areas: dict[Case, np.ndarray] = field(default_factory=dict)

    def resample(self) -> None:
        """Draw the bootstrap once for all cases, by whole places; call it when all areas are there."""
        columns, limits = np.stack(list(self.areas.values()), axis=1), np.array(THRESHOLDS["cap"][1:])
        self._number = {case: k for k, case in enumerate(self.areas)}
        self._recall = shares(columns, limits)
        self._resampled = Bootstrap(len(columns), self.seed, groups=self.places).shares(columns, limits)

    def recall(self, case: Case) -> np.ndarray:
        """Recall (4,) at the areas of the caps from 25 km on."""
        return self._recall[self._number[case]]

    def difference(self, case: Case, other: Case) -> list[Difference]:
        """Recall of a case above another's at each cap, paired photo by photo."""
        a, b = self._number[case], self._number[other]
        value, (low, high) = self._recall[a] - self._recall[b], interval(self._resampled[:, a] - self._resampled[:, b])
        return [Difference(*map(float, one)) for one in zip(value, low, high, strict=True)]

    def gain(self, case: Case) -> list[Difference]:
        """The difference from the geolocation alone."""
        return self.difference(case, Case((), case.median_km))


def cases_of(design: Design, attributes: tuple[str, ...], median: float, degrees: float) -> Iterator[Case]:
    """The cases of some attributes beside one geolocation, on a map of one pixel size (0: its own)."""
    accuracies = design.coarse_accuracies if degrees else design.accuracies
    for rule in RULES:
        for accuracy in accuracies:
            yield Case(attributes, median, accuracy, degrees, 0.0, rule)
        if not degrees:
            for accuracy in design.dependent_accuracies:
                for dependence in design.dependences:
                    yield Case(attributes, median, accuracy, 0.0, dependence, rule)


def combinations_of(names: Sequence[str]) -> list[tuple[str, ...]]:
    """Attributes that are judged together: the paper's two, and those with one further attribute each."""
    paper = tuple(names[:2])
    return [paper, *((*paper, other) for other in names[2:])]
