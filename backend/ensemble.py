"""The ensemble of seed 000: each predictor's probabilities laid on the grid and multiplied, zone by zone.

Algorithm 1 gives a pixel the sum over the classes that hold there of p_j / A_j, where A_j is the raster area of
class j: the text's normalisation ("divided by the corresponding mask area"), so a class keeps its probability.
Algorithm 2 (equation 2) is the product over predictors. The result is normalised to a density: probability per
km2 that sums to 1 over the Earth.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .errors import PredictorError
from .zones import ZoneTable

# Densities that differ by less, relatively, are ties: one product rounded in two ways.
TIE = 1e-12


@dataclass(frozen=True)
class Member:
    """One predictor in the ensemble: how its values enter the product.

    exponent: power of its factor; 1 is the paper, other values are log-linear pooling.
    epsilon: density per km2, before the power, of pixels where none of its classes holds (seed 000 declares
    epsilon_p and never uses it); 0 rules them out.
    """

    name: str
    exponent: float = 1.0
    epsilon: float = 0.0


def rasterised(table: ZoneTable, layer: int, probabilities: np.ndarray, epsilon: float = 0.0) -> np.ndarray:
    """Algorithm 1: the value (z,) float64, probability per km2, of one layer's predictor on every zone.

    probabilities: (classes,) float64, summing to 1. A class that meets no pixel has area 0 and no effect.
    """
    return _set_values(table, layer, probabilities, epsilon).take(table.set_ids[layer])


def log_rasterised(
    table: ZoneTable, layer: int, probabilities: np.ndarray, epsilon: float = 0.0, out: np.ndarray | None = None
) -> np.ndarray:
    """The logarithm (z,) float64 of `rasterised`, -inf where the value is 0; written to `out` if one is given."""
    # A layer has fewer sets of classes than the table has zones: take the logarithms before the sets are spread.
    values = log_set_values(table, layer, probabilities, epsilon)
    # Every id is valid; "clip" only spares numpy the buffer that it would need to undo a failure.
    return np.take(values, table.set_ids[layer], out=out, mode="clip")


def log_set_values(table: ZoneTable, layer: int, probabilities: np.ndarray, epsilon: float = 0.0) -> np.ndarray:
    """The logarithm (s,) of the value of each of a layer's sets of classes: `log_rasterised` before it is spread."""
    with np.errstate(divide="ignore"):
        return np.log(_set_values(table, layer, probabilities, epsilon))


def _set_values(table: ZoneTable, layer: int, probabilities: np.ndarray, epsilon: float) -> np.ndarray:
    area = table.class_area[layer]
    values = table.sets[layer] @ np.divide(probabilities, area, out=np.zeros(len(area)), where=area > 0)
    if epsilon:
        values[np.diff(table.sets[layer].indptr) == 0] = epsilon
    return values


@dataclass(frozen=True)
class Fused:
    """A probability map, constant on zones.

    density: (z,) float64, probability per km2; density @ table.area is 1.
    """

    table: ZoneTable
    density: np.ndarray

    @cached_property
    def mass(self) -> np.ndarray:
        """Probability (z,) of each zone."""
        return self.density * self.table.area

    @cached_property
    def order(self) -> np.ndarray:
        """Zones with a density above 0, densest first; equal densities in the order of the table."""
        order = np.argsort(-self.density, kind="stable")
        return order[: np.count_nonzero(self.density)]


def fuse(table: ZoneTable, members: list[Member], probabilities: list[np.ndarray], temperature: float = 1.0) -> Fused:
    """Algorithm 2: multiply the members' values on every zone and normalise.

    members[k] and probabilities[k] (classes,) belong to layer k of the table. temperature: the product is raised to
    its inverse. It leaves every ranking, search area and Recall vs Area as they are, and mends how sure the map
    claims to be: members that depend on one another make a product that is too sure. Raises PredictorError when the
    members rule out every place.
    """
    log_score = log_product(table, members, probabilities) / temperature
    top = log_score.max()
    if not np.isfinite(top):
        raise PredictorError("The predictors contradict one another everywhere: no place is left on the map.")
    score = np.exp(log_score - top)
    # Not `@`: a BLAS of many threads takes longer to start them than this sum takes.
    return Fused(table, score / np.einsum("z,z->", score, table.area))


def log_product(table: ZoneTable, members: list[Member], probabilities: list[np.ndarray]) -> np.ndarray:
    """Equation 2 before it is normalised: the logarithm (z,) of the product on every zone, -inf where it is 0."""
    # Sums of logarithms: a product of many small factors would underflow.
    log_score = np.zeros(len(table.area))
    for layer, (member, p) in enumerate(zip(members, probabilities, strict=True)):
        if member.exponent:
            log_score += member.exponent * log_rasterised(table, layer, p, member.epsilon)
    return log_score
