"""The ensembles that seed 000 compares (Table 1, figures 4 and 5), measured photo by photo on one table of zones."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

import numpy as np
from threadpoolctl import threadpool_limits

from backend.ensemble import TIE, log_rasterised
from backend.grid import SPHERE_AREA_KM2
from backend.zones import ZoneTable

URBAN = "LS"  # the member whose two densest buckets make the urban prior
_THREADS = 2
_AT_ONCE = 16


@dataclass(frozen=True)
class Ensemble:
    """One way to combine the members.

    exponents: a power for each member; 0 leaves it out. allowed: for the member (by its number) of a constant prior,
    the classes that it lets pass in place of a prediction.
    """

    name: str
    exponents: tuple[float, ...]
    allowed: tuple[int, tuple[int, ...]] | None = None


@dataclass(frozen=True)
class Measured:
    """Algorithm 3 for every photo (n) and ensemble (e).

    area_km2: (n, e) searched until the truth is found, densest first, counting all that is as dense (>=, as printed);
    optimistic_km2: (n, e) the same without what is as dense; both the whole Earth where the truth is ruled out.
    mass_at_truth: (n, e) probability of all that is at least as dense as the truth; infinite where it is ruled out.
    """

    names: list[str]
    area_km2: np.ndarray
    optimistic_km2: np.ndarray
    mass_at_truth: np.ndarray

    def and_also(self, other: Measured) -> Measured:
        """The same photos with the ensembles of both."""
        return Measured(
            self.names + other.names,
            *(
                np.concatenate([getattr(self, name), getattr(other, name)], axis=1)
                for name in ("area_km2", "optimistic_km2", "mass_at_truth")
            ),
        )


def paper_ensembles(names: Sequence[str], classes: Sequence[int]) -> list[Ensemble]:
    """Base, + each attribute (with the urban prior after "+LS"), + all: Table 1 for members base, LS and LC.

    names: of the members, the geolocation predictor first; classes: how many each has.
    """
    count = len(names)

    def with_members(label: str, used: Iterable[int]) -> Ensemble:
        chosen = {0, *used}
        return Ensemble(label, tuple(float(k in chosen) for k in range(count)))

    found = [with_members("base", ())]
    for k in range(1, count):
        found.append(with_members(f"+{names[k]}", (k,)))
        if names[k] == URBAN:
            densest = (k, (classes[k] - 2, classes[k] - 1))
            found.append(Ensemble(f"+{names[k]} urban prior", found[0].exponents, densest))
    if count > 2:
        found.append(with_members("".join(f"+{name}" for name in names[1:]), range(1, count)))
    return found


def measure(
    table: ZoneTable,
    rows: Iterable[tuple[int, list[np.ndarray]]],
    latitude: np.ndarray,
    longitude: np.ndarray,
    ensembles: Sequence[Ensemble] | Sequence[Sequence[Ensemble]],
    epsilons: Sequence[float] | None = None,
    *,
    masses: bool = True,
) -> Measured:
    """Algorithms 1 to 3 for many photos.

    rows: the number k of a photo and one probability vector (classes,) a member, in the order of the table's layers;
    every photo once, in any order, read as they are needed. latitude, longitude: (n,) degrees, the truths.
    ensembles: the same for all photos, or for each photo (by k) its own list under the same names, as cross-fitting
    needs. epsilons: density of each member where it has no class (0). masses: whether to find the probabilities at the
    truths too, which takes half as long again; else they are NaN.
    """
    shared = isinstance(ensembles[0], Ensemble)
    names = [e.name for e in (ensembles if shared else ensembles[0])]
    zones = table.zone_at(latitude, longitude)
    found = np.full((3, len(zones), len(names)), np.nan)
    search = _Search(table, epsilons or [0.0] * len(table.sets), masses)

    def some(batch: list[tuple[int, list[np.ndarray]]]) -> None:
        for k, probabilities in batch:
            found[:, k] = search.until(zones[k], probabilities, ensembles if shared else ensembles[k])

    rows = iter(rows)
    # A BLAS with threads of its own takes twenty times longer to start them than these sums take.
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(_THREADS) as threads:
        # A few photos at a time are in memory, and the next are read while these are measured.
        running: deque[Future[None]] = deque()
        while batch := list(islice(rows, _AT_ONCE)):
            running.append(threads.submit(some, batch))
            if len(running) > _THREADS:
                running.popleft().result()
        for rest in running:
            rest.result()
    return Measured(names, *found)


class _Search:
    """Algorithm 3 on one table. Each thread has its own arrays over the zones: making new ones costs more than the
    arithmetic on them."""

    def __init__(self, table: ZoneTable, epsilons: Sequence[float], masses: bool):
        self._table = table
        self._epsilons = epsilons
        self._masses = masses
        self._priors: dict[tuple[int, tuple[int, ...]], np.ndarray] = {}
        self._arrays = threading.local()

    def until(self, zone: int, probabilities: list[np.ndarray], ensembles: Sequence[Ensemble]) -> np.ndarray:
        """(3, e): area with ties, area without them, probability with them, down to the density of a zone."""
        logs, score = self._scratch()
        for member in {m for e in ensembles for m, exponent in enumerate(e.exponents) if exponent}:
            log_rasterised(self._table, member, probabilities[member], self._epsilons[member], out=logs[member])
        found = np.empty((3, len(ensembles)))
        for e, ensemble in enumerate(ensembles):
            first, *others = (m for m, exponent in enumerate(ensemble.exponents) if exponent)
            term = self._term(logs, first, ensemble.exponents[first])
            if not others:
                np.copyto(score, term)
            for member in others:
                # The first two are added straight into the score, which saves copying one there.
                np.add(term, self._term(logs, member, ensemble.exponents[member]), out=score)
                term = score
            if ensemble.allowed:
                score += self._prior(*ensemble.allowed)
            found[:, e] = self._at(zone, score)
        return found

    def _term(self, logs: np.ndarray, member: int, exponent: float) -> np.ndarray:
        return logs[member] if exponent == 1.0 else logs[member] * exponent

    def _at(self, zone: int, score: np.ndarray) -> tuple[float, float, float]:
        level = score[zone]
        if level == -np.inf:
            return SPHERE_AREA_KM2, SPHERE_AREA_KM2, np.inf
        area, weights = self._table.area, self._arrays.power
        reached = score >= level - TIE
        ties = np.flatnonzero(reached & (score <= level + TIE))
        weights[:] = reached
        weights[ties] = 0.0
        denser = float(area @ weights)
        tied = float(area[ties].sum())
        if not self._masses:
            return denser + tied, denser, np.nan
        weights[ties] = 1.0
        score -= score.max()
        mass = np.exp(score, out=score)
        mass *= area
        return denser + tied, denser, min(1.0, float(mass @ weights) / float(mass.sum()))

    def _scratch(self) -> tuple[np.ndarray, np.ndarray]:
        if not hasattr(self._arrays, "logs"):
            zones = len(self._table.area)
            self._arrays.logs = np.empty((len(self._table.sets), zones))
            self._arrays.score, self._arrays.power = np.empty(zones), np.empty(zones)
        return self._arrays.logs, self._arrays.score

    def _prior(self, member: int, classes: tuple[int, ...]) -> np.ndarray:
        """0 on the zones (z,) where one of the classes holds, -inf elsewhere."""
        if (member, classes) not in self._priors:
            passes = np.asarray(self._table.sets[member][:, list(classes)].sum(axis=1)).ravel() > 0
            self._priors[member, classes] = np.where(passes, 0.0, -np.inf)[self._table.set_ids[member]]
        return self._priors[member, classes]
