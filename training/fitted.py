"""What an evaluation fits and the paper does not: a pool's powers and each member's temperature, never judged on the
photos that they were fitted on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from backend.zones import ZoneTable
from training.ensembles import Ensemble
from training.folds import group_folds
from training.pooling import Condensed, places

FOLDS = 5
# Photos that powers are fitted on: two or three numbers don't need more, and memory stays flat.
SAMPLE = 400
_FEWEST = 40


@dataclass(frozen=True)
class Sample:
    """Photos to fit on: their positions (n,) in degrees and, of at most 400 of them by k, every member's probabilities.

    classes[m]: (n,) the class of member m that holds at the true place, -1 = none; groups: (n,) what must not be
    divided between fitting and judging.
    """

    latitude: np.ndarray
    longitude: np.ndarray
    groups: np.ndarray
    classes: list[np.ndarray]
    rows: dict[int, list[np.ndarray]]


def sampled(count: int, seed: int) -> set[int]:
    """The photos of `count` whose probabilities a sample keeps."""
    return set(np.random.default_rng(seed).permutation(count)[:SAMPLE].tolist())


def groups_of(latitude: np.ndarray, longitude: np.ndarray, given: Sequence[str] | None) -> np.ndarray:
    """Photos (n,) of one group stay together: the source where the table names it, else the place."""
    return places(latitude, longitude) if given is None else np.asarray(given)


def keep(rows: Iterable[tuple[int, list[np.ndarray]]], wanted: set[int]) -> dict[int, list[np.ndarray]]:
    """The wanted rows, in memory."""
    return {k: [np.array(p) for p in probabilities] for k, probabilities in rows if k in wanted}


@dataclass(frozen=True)
class Fitted:
    """Powers of the members for each of some photos: fold (n,) of each, powers (folds, members).

    name: of the ensemble; description: for the report.
    """

    name: str
    fold: np.ndarray
    powers: np.ndarray
    description: dict[str, Any]

    def ensembles(self) -> list[list[Ensemble]]:
        """The ensemble of every photo, as `training.ensembles.measure` takes them."""
        return [[Ensemble(self.name, tuple(self.powers[f].tolist()))] for f in self.fold]


def cross_fit(table: ZoneTable, names: list[str], sample: Sample, name: str) -> Fitted | None:
    """Powers for each photo of a sample, from the sample's photos in other groups; None for too few photos."""
    condensed = Condensed.of_zones(table, sample.rows.items(), sample.latitude, sample.longitude)
    fold = group_folds(sample.groups, FOLDS)
    parts = [condensed.where(lambda k, f=f: fold[k] != f) for f in range(FOLDS)]
    if min(len(part.points) for part in parts) < _FEWEST:
        return None
    with ThreadPoolExecutor(2) as threads:
        powers = np.stack(list(threads.map(Condensed.fit, parts)))
    described = _describe(names, condensed.fit(), len(condensed.points), len(sample.rows) - len(condensed.points))
    described["fitted_on"] = f"the photos themselves, cross-fitted in {FOLDS} folds"
    described["powers_by_fold"] = [_rounded(names, p) for p in powers]
    described["temperatures"] = _temperatures(names, sample, fold)
    return Fitted(name, fold, powers, described)


def fit_elsewhere(table: ZoneTable, names: list[str], sample: Sample, name: str, count: int) -> Fitted | None:
    """The same powers for all `count` photos, from a sample of others; None for too few photos."""
    condensed = Condensed.of_zones(table, sample.rows.items(), sample.latitude, sample.longitude)
    if len(condensed.points) < _FEWEST:
        return None
    powers = condensed.fit()
    described = _describe(names, powers, len(condensed.points), len(sample.rows) - len(condensed.points))
    described["fitted_on"] = "validation photos"
    described["temperatures"] = _temperatures(names, sample, group_folds(sample.groups, FOLDS))
    return Fitted(name, np.zeros(count, np.int64), powers[None], described)


def _describe(names: list[str], powers: np.ndarray, used: int, ruled_out: int) -> dict[str, Any]:
    return {
        # The map's temperature is the inverse of the first power; the others count relative to it.
        "powers": _rounded(names, powers),
        "exponents": _rounded(names, powers / powers[0]),
        "temperature": round(float(1.0 / powers[0]), 4),
        "photos": used,
        "photos_ruled_out": ruled_out,
    }


def _rounded(names: list[str], powers: np.ndarray) -> dict[str, float]:
    return {name: round(float(p), 4) for name, p in zip(names, powers, strict=True)}


def _temperatures(names: list[str], sample: Sample, fold: np.ndarray) -> dict[str, dict[str, float | int] | None]:
    """Temperature scaling of each member (Guo et al. 2017): what makes the true class likeliest, and what it gains.

    log_loss: mean -log p of the true class; log_loss_scaled: the same with the temperature of the other folds.
    """
    found: dict[str, dict[str, float | int] | None] = {}
    for m, name in enumerate(names):
        condensed = Condensed.of_classes(((k, row[m]) for k, row in sample.rows.items()), sample.classes[m])
        folds = sorted({int(fold[k]) for k in condensed.points})
        if len(condensed.points) < _FEWEST or len(folds) < 2:
            found[name] = None
            continue
        scaled = []
        for f in folds:
            power = condensed.where(lambda k, f=f: fold[k] != f).fit()
            scaled += [v for _, v in condensed.where(lambda k, f=f: fold[k] == f).log_densities(power)]
        plain = [float(v[0]) for v in condensed.truths.values()]
        found[name] = {
            "temperature": round(float(1.0 / condensed.fit()[0]), 4),
            "log_loss": -float(np.mean(plain)),
            "log_loss_scaled": -float(np.mean(scaled)),
            "photos": len(plain),
        }
    return found
