"""Recall vs Area (seed 000, section 3.1 and Algorithm 3)."""

from __future__ import annotations

from typing import Literal

import numpy as np

from .ensemble import TIE, Fused
from .grid import SPHERE_AREA_KM2

Ties = Literal["pessimistic", "optimistic", "expected"]


def area_at(fused: Fused, lat: float, lon: float, ties: Ties = "pessimistic") -> float:
    """Algorithm 3: the area in km2 that must be searched, densest first, until the true place is found.

    Ties: "pessimistic" counts every pixel at least as dense as the truth's (>=, as printed), "optimistic" the
    denser ones and the truth's own pixel's zone not at all, "expected" the mean of the two. A truth where the
    density is 0 needs the whole Earth.
    """
    density = fused.density[fused.table.zone_at(lat, lon)]
    if density <= 0:
        return SPHERE_AREA_KM2
    area = fused.table.area
    above = float(area[fused.density > density * (1 + TIE)].sum())
    level = float(area[np.abs(fused.density - density) <= density * TIE].sum())
    return above + {"pessimistic": level, "optimistic": 0.0, "expected": 0.5 * level}[ties]


def mass_at(fused: Fused, lat: float, lon: float) -> float:
    """The probability of all pixels at least as dense as the truth's; infinite where the density is 0.

    The nonconformity score of a highest-density region: the region of mass q holds the truth when this is <= q.
    """
    density = fused.density[fused.table.zone_at(lat, lon)]
    if density <= 0:
        return float("inf")
    return float(fused.mass[fused.density >= density * (1 - TIE)].sum())


def recall(areas, budgets) -> np.ndarray:
    """Equation 1: the share of photos whose area (n,) is within each budget (k,), both in km2."""
    return (np.asarray(areas)[:, None] <= np.asarray(budgets)[None, :]).mean(axis=0)
