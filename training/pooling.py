"""Log-linear pooling: powers of the members, fitted on photos with known positions, in place of the plain product.

The members of an ensemble depend on one another: the cells know already that photos are taken in towns, and the
population buckets say so again. Seed 000 multiplies them all the same (powers 1). Here density is proportional to the
product of P_k ** w_k with the powers w that make the mean log-density at the true places largest (Genest and Zidek
1986, logarithmic opinion pools). That function of w is concave, so there is one best answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from scipy.optimize import minimize

from backend import s2
from backend.ensemble import log_rasterised
from backend.zones import ZoneTable

# A photo's zones are merged where every member's log-density agrees to a tenth: some thousand points stand for 70,000
# zones. Within a point each member keeps its mean, so only squares of the rest are lost.
_STEP = 0.1
# Zones this far (in powers of e) below a member's highest are one level.
_DEPTH = 40.0
_BOUNDS = (0.0, 3.0)
_LEAST_GEOLOCATION = 0.05
PLACE_LEVEL = 5  # cells of some 290 km: photos of one are one place to cross-fitting


def fit_exponents(
    table: ZoneTable,
    rows: Iterable[tuple[int, list[np.ndarray]]],
    latitude: np.ndarray,
    longitude: np.ndarray,
    weights: np.ndarray | None = None,
    epsilons: Sequence[float] | None = None,
) -> np.ndarray:
    """The powers (members,) that make the weighted mean log-density at the truths largest, between 0 and 3.

    rows: the number k of a photo and one probability vector (classes,) a member, in the order of the table's layers;
    latitude, longitude, weights: (n,) by k. Photos whose truth some member rules out say nothing about powers and are
    left out; ValueError when none is left.
    """
    return fit(*condense(table, rows, latitude, longitude, epsilons), weights)


def condense(
    table: ZoneTable,
    rows: Iterable[tuple[int, list[np.ndarray]]],
    latitude: np.ndarray,
    longitude: np.ndarray,
    epsilons: Sequence[float] | None = None,
) -> tuple[dict[int, np.ndarray], dict[int, np.ndarray]]:
    """What `fit` needs of each photo k: points (p, members + 1), log-densities and a log-area; the truth (members,)."""
    zones = table.zone_at(latitude, longitude)
    epsilons = epsilons or [0.0] * len(table.sets)
    points, truths = {}, {}
    for k, probabilities in rows:
        logs = np.stack([log_rasterised(table, m, p, epsilons[m]) for m, p in enumerate(probabilities)])
        if not np.isfinite(logs[:, zones[k]]).all():
            continue
        truths[k] = logs[:, zones[k]]
        points[k] = _merged(logs, table.area)
    return points, truths


def _merged(logs: np.ndarray, area: np.ndarray) -> np.ndarray:
    possible = np.isfinite(logs).all(axis=0)
    logs, area = logs[:, possible], area[possible]
    key = np.zeros(logs.shape[1], np.int64)
    for values in logs:
        depth = np.minimum(values.max() - values, _DEPTH)
        level = np.round(depth / _STEP).astype(np.int64)
        key = key * (int(level.max()) + 1) + level
    _, key = np.unique(key, return_inverse=True)
    total = np.bincount(key, weights=area)
    means = [np.bincount(key, weights=area * values) / total for values in logs]
    return np.stack([*means, np.log(total)], axis=1)


def fit(points: dict[int, np.ndarray], truths: dict[int, np.ndarray], weights: np.ndarray | None = None) -> np.ndarray:
    """The powers (members,) from condensed photos; see `fit_exponents`."""
    if not points:
        raise ValueError("The powers of the members can't be fitted: no photo's true place is possible to all of them.")
    photos = sorted(points)
    everything = np.concatenate([points[k] for k in photos])
    logs, log_area = everything[:, :-1], everything[:, -1]
    starts = np.cumsum([0] + [len(points[k]) for k in photos[:-1]])
    owner = np.repeat(np.arange(len(photos)), [len(points[k]) for k in photos])
    truth = np.stack([truths[k] for k in photos])
    share = np.ones(len(photos)) if weights is None else np.asarray(weights, np.float64)[photos]
    share = share / share.sum()

    def loss(powers: np.ndarray) -> tuple[float, np.ndarray]:
        score = logs @ powers + log_area
        top = np.maximum.reduceat(score, starts)
        mass = np.exp(score - top[owner])
        total = np.add.reduceat(mass, starts)
        mass *= (share / total)[owner]
        value = share @ (truth @ powers - top - np.log(total))
        return -float(value), mass @ logs - share @ truth

    bounds = [(_LEAST_GEOLOCATION, _BOUNDS[1]), *([_BOUNDS] * (logs.shape[1] - 1))]
    return minimize(loss, np.ones(logs.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds).x


def places(latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """The place (n,) uint64 of each position in degrees: photos of one place share a fold, so that none is fitted on
    its neighbours."""
    return s2.cell_ids(latitude, longitude, PLACE_LEVEL)
