"""Area budgets and recalls as a person types them: `5000 100000`, `0.5; 0.9`."""

from __future__ import annotations

import math

from qgis.core import QgsProcessingParameterString

from ..errors import PluginError
from ..translation import tr

AREA_BUDGETS, RECALLS = "AREA_BUDGETS", "RECALLS"
SMALLEST_BUDGET_KM2, LARGEST_BUDGET_KM2 = 14.0, 510_064_471.0  # a pixel of a photo's map, and the whole Earth
MOST_TARGETS = 32  # the backend's limit


class TargetError(PluginError):
    """A text holds something that is no area budget or no recall."""

    code = "target"


def area_budgets(text: str, smallest: float = SMALLEST_BUDGET_KM2) -> tuple:
    """Return the area budgets in `text`, km2, ascending, each once; raise `TargetError` for anything else."""
    return _numbers(text, lambda word: _area_budget(word, smallest))


def recalls(text: str) -> tuple:
    """Return the recalls in `text`, 0..1, ascending, each once; raise `TargetError` for anything else."""
    return _numbers(text, _recall)


def targets(budgets: str, wanted: str, smallest: float = SMALLEST_BUDGET_KM2) -> tuple:
    """Return the area budgets, `smallest` km2 or more, and the recalls of two texts.

    Raises `TargetError` where one is wrong or there are too many.
    """
    areas, shares = area_budgets(budgets, smallest), recalls(wanted)
    if len(areas) + len(shares) > MOST_TARGETS:
        raise TargetError(
            tr("There are {count} area budgets and recalls: give at most {most}.").format(
                count=len(areas) + len(shares), most=MOST_TARGETS
            )
        )
    return areas, shares


def target_parameters() -> list:
    """Return the two parameters, both optional: without them the backend uses its presets."""
    return [
        QgsProcessingParameterString(AREA_BUDGETS, tr("Area budgets (km²)"), optional=True),
        QgsProcessingParameterString(RECALLS, tr("Recalls (between 0 and 1)"), optional=True),
    ]


def target_help() -> list:
    """Return the help entries of `target_parameters`."""
    return [
        (
            tr("Area budgets"),
            tr(
                "areas in km² to search, separated by spaces or semicolons, such as “5000 100000”. Without any, and "
                "without a recall, the areas of circles of 25, 200, 750 and 2500 km are used."
            ),
        ),
        (
            tr("Recalls"),
            tr(
                "wanted chances that the area holds the true place, such as “0.5 0.8”. A bundle that was not "
                "calibrated promises none."
            ),
        ),
    ]


def _numbers(text: str, read) -> tuple:
    return tuple(sorted({read(word) for word in (text or "").replace(";", " ").split()}))


def _area_budget(word: str, smallest: float) -> float:
    budget = _number(word)
    if not smallest <= budget <= LARGEST_BUDGET_KM2:
        raise TargetError(
            tr(
                "“{text}” is no area budget: give square kilometres from {smallest:g} to 510 million, the whole Earth, "
                "with a point for decimals and a space between budgets."
            ).format(text=word, smallest=smallest)
        )
    return budget


def _recall(word: str) -> float:
    recall = _number(word)
    if not 0 < recall < 1:
        raise TargetError(
            tr(
                "“{text}” is no recall: give numbers above 0 and below 1, with a point for decimals and a space "
                "between recalls."
            ).format(text=word)
        )
    return recall


def _number(word: str) -> float:
    """Return the number `word`, or NaN: what is no number fails every comparison."""
    # “5,000” could mean five thousand, five, or two numbers; Python refuses commas, and takes 5_000 and inf.
    if not word.replace("_", ",").isascii() or "_" in word:
        return math.nan
    try:
        return float(word)
    except ValueError:
        return math.nan
