"""What a difference lets one say: words chosen by its interval, so that other figures say other things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["gain", "loss", "unclear"]


@dataclass(frozen=True)
class Difference:
    """A difference of two shares with its 95 % interval, all as shares (0.01 is one point)."""

    value: float
    low: float
    high: float

    @property
    def verdict(self) -> Verdict:
        """A gain or a loss when the whole interval is on one side of zero."""
        if self.low > 0:
            return "gain"
        return "loss" if self.high < 0 else "unclear"

    def __str__(self) -> str:
        return f"{signed(100 * self.value)} ({signed(100 * self.low)} to {signed(100 * self.high)})"


def signed(points: float) -> str:
    """A number of points with one digit and its sign, 0.0 without."""
    rounded = round(points, 1)
    return f"{rounded:+.1f}".replace("-", "\N{MINUS SIGN}") if rounded else "0.0"


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence: "a, b and c"; "none" when there are none."""
    if not words:
        return "none"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def sentence(subject: str, difference: Difference, over: str) -> str:
    """One sentence on what a subject changes, e.g. "+LS gains 3.1 points (...) over the base"."""
    spread = f"95 % interval {signed(100 * difference.low)} to {signed(100 * difference.high)}"
    if difference.verdict == "unclear":
        return (
            f"{subject} can't be told from {over} on these photos ({signed(100 * difference.value)} points, {spread})."
        )
    word = "gains {} over" if difference.verdict == "gain" else "loses {} against"
    return f"{subject} {word.format(f'{abs(100 * difference.value):.1f} points')} {over} ({spread})."
