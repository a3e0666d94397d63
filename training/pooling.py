"""Log-linear pooling: powers of the members, fitted on photos with known positions, in place of the plain product.

The members of an ensemble depend on one another: the cells know already that photos are taken in towns, and the
population buckets say so again. Seed 000 multiplies them all the same (powers 1). Here density is proportional to the
product of P_k ** w_k with the powers w that make the mean log-density at the true places largest (Genest and Zidek
1986, logarithmic opinion pools). That function of w is concave, so there is one best answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from backend import s2
from backend.ensemble import log_rasterised
from backend.zones import ZoneTable

# A photo's zones are merged where every member's log-density agrees to a fifth: some thousand points stand for 70,000
# zones. Within a point each member keeps its mean, so only squares of the rest are lost.
_STEP = 0.2
# Zones this far (in powers of e) below a member's highest are one level.
_DEPTH = 40.0
_BOUNDS = (0.0, 3.0)
_THREADS = 2
_LEAST_FIRST = 0.05  # the first member, the geolocation predictor, is never left out
PLACE_LEVEL = 5  # cells of some 290 km: photos of one are one place to cross-fitting


@dataclass(frozen=True)
class Condensed:
    """All that powers depend on, of each photo k.

    points[k]: (p, members + 1), the members' log-densities and the log of the area where they hold; truths[k]:
    (members,) log-densities at the true place.
    """

    points: dict[int, np.ndarray]
    truths: dict[int, np.ndarray]

    @classmethod
    def of_zones(
        cls,
        table: ZoneTable,
        rows: Iterable[tuple[int, list[np.ndarray]]],
        latitude: np.ndarray,
        longitude: np.ndarray,
        epsilons: Sequence[float] | None = None,
    ) -> Condensed:
        """For the powers of an ensemble.

        rows: the number k of a photo and one probability vector (classes,) a member, in the order of the table's
        layers; latitude, longitude: (n,) degrees by k. Photos whose truth some member rules out say nothing about
        powers and are left out.
        """
        zones = table.zone_at(latitude, longitude)
        epsilons = epsilons or [0.0] * len(table.sets)
        points, truths = {}, {}

        def one(row: tuple[int, list[np.ndarray]]) -> None:
            k, probabilities = row
            logs = np.stack([log_rasterised(table, m, p, epsilons[m]) for m, p in enumerate(probabilities)])
            if np.isfinite(logs[:, zones[k]]).all():
                truths[k] = logs[:, zones[k]]
                points[k] = _merged(logs, table.area)

        with ThreadPoolExecutor(_THREADS) as threads:
            list(threads.map(one, rows))
        return cls(points, truths)

    @classmethod
    def of_classes(cls, rows: Iterable[tuple[int, np.ndarray]], truth: np.ndarray) -> Condensed:
        """For the temperature of one member, 1 / power: its probabilities (classes,) by k in place of densities.

        truth: (n,) the true class of each photo, -1 = none; photos without one, or whose class has probability 0, are
        left out.
        """
        points, truths = {}, {}
        for k, p in rows:
            if truth[k] >= 0 and p[truth[k]] > 0:
                with np.errstate(divide="ignore"):
                    logs = np.log(p)[None]
                truths[k] = logs[:, truth[k]]
                points[k] = _merged(logs, np.ones(len(p)))
        return cls(points, truths)

    def where(self, keep: Callable[[int], bool]) -> Condensed:
        """The photos that `keep` says True of."""
        return Condensed(*({k: v for k, v in part.items() if keep(k)} for part in (self.points, self.truths)))

    def fit(self, weights: np.ndarray | None = None) -> np.ndarray:
        """The powers (members,), 0 to 3, that make the mean log-density at the truths, weighted (n,) by k, largest.

        Raises ValueError when there is no photo.
        """
        if not self.points:
            raise ValueError("No powers can be fitted: no photo's true place is possible to all members.")
        photos = sorted(self.points)
        everything = np.concatenate([self.points[k] for k in photos])
        logs, log_area = everything[:, :-1], everything[:, -1]
        starts = np.cumsum([0] + [len(self.points[k]) for k in photos[:-1]])
        owner = np.repeat(np.arange(len(photos)), [len(self.points[k]) for k in photos])
        truth = np.stack([self.truths[k] for k in photos])
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

        bounds = [(_LEAST_FIRST, _BOUNDS[1]), *([_BOUNDS] * (logs.shape[1] - 1))]
        return minimize(loss, np.ones(logs.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds).x

    def log_densities(self, powers: np.ndarray) -> Iterator[tuple[int, float]]:
        """The log-density at the truth of each photo k, by the pool with these powers."""
        for k, points in self.points.items():
            score = points[:, :-1] @ powers + points[:, -1]
            top = score.max()
            yield k, float(self.truths[k] @ powers - top - np.log(np.exp(score - top).sum()))


def _merged(logs: np.ndarray, area: np.ndarray) -> np.ndarray:
    possible = np.isfinite(logs).all(axis=0)
    logs, area = logs[:, possible], area[possible]
    key = np.zeros(logs.shape[1], np.int64)
    for values in logs:
        depth = np.minimum(values.max() - values, _DEPTH)
        level = np.round(depth / _STEP).astype(np.int64)
        key = _numbered(key * (int(level.max()) + 1) + level)
    total = np.bincount(key, weights=area)
    means = [np.bincount(key, weights=area * values) / total for values in logs]
    return np.stack([*means, np.log(total)], axis=1)


def _numbered(key: np.ndarray) -> np.ndarray:
    """Number the distinct keys, small integers, 0, 1, ... in ascending order."""
    used = np.bincount(key) > 0
    return (np.cumsum(used) - 1)[key]


def places(latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """The place (n,) uint64 of each position in degrees: photos of one place share a fold, so that none is fitted on
    its neighbours."""
    return s2.cell_ids(latitude, longitude, PLACE_LEVEL)
