"""What a slider's positions mean: area budgets on a logarithmic scale, recalls in percent."""

from __future__ import annotations

import math
from dataclasses import dataclass

LEAST_KM2, MOST_KM2 = 1e2, 1e8
# 2.3 % a position; with more of them neighbours would be equal once rounded to three digits.
PER_DECADE = 100
SNAP_POSITIONS = 5  # a few pixels in a panel of usual width
LEAST_PERCENT = 5


@dataclass(frozen=True)
class BudgetScale:
    """Area budgets in km2, 100 positions to a factor of ten."""

    step = 2
    snap = SNAP_POSITIONS

    @property
    def last(self) -> int:
        """The highest position; the lowest is 0."""
        return self.position(MOST_KM2)

    def position(self, km2: float) -> int:
        """Return the position nearest to an area budget; one off the scale has the nearer end's."""
        return round(PER_DECADE * math.log10(min(max(km2, LEAST_KM2), MOST_KM2) / LEAST_KM2))

    def value(self, position: int) -> float:
        """Return the area budget at a position, a number of three digits."""
        return float(f"{LEAST_KM2 * 10 ** (position / PER_DECADE):.3g}")


@dataclass(frozen=True)
class RecallScale:
    """Recalls 0..1, one position to a percent, up to the highest that the bundle can promise."""

    highest: float
    step = 1
    snap = 0

    @property
    def last(self) -> int:
        """The highest position; the lowest is 0."""
        return max(0, math.floor(100 * self.highest + 1e-9) - LEAST_PERCENT)

    def position(self, recall: float) -> int:
        """Return the position nearest to a recall; one off the scale has the nearer end's."""
        return min(max(round(100 * recall) - LEAST_PERCENT, 0), self.last)

    def value(self, position: int) -> float:
        """Return the recall at a position."""
        return (position + LEAST_PERCENT) / 100


@dataclass(frozen=True)
class Mark:
    """A value worth a mark on the scale, with the few letters beside it and the words that explain them."""

    value: float
    text: str
    words: str
