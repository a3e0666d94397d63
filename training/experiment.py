"""The experiment of seed 000 at our size: `python -m training experiment`.

Do attribute predictors improve the Recall vs Area of a geolocation predictor on photos of sources that it never saw?
Three sets of photos are judged. *Test*: the sources that no choice has seen. *Test, new places*: the same photos by
heads fitted without any photo within 25 km of one of them. *Cross-fitted*: all other sources; for each fold of them
the heads are fitted on the other folds, and what combines the members (temperatures and powers) is fitted on photos of
the other folds as judged by heads that saw neither that photo's fold nor the fold in question.
"""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import torch

from backend.confidence import best_point
from backend.grid import haversine_km
from backend.heads import softmax
from training.bootstrap import RESAMPLES, Bootstrap, interval
from training.calibrate import balanced_accuracy
from training.datasets import sample_weights, source_folds, test_sources
from training.documents import check_folder
from training.ensembles import Ensemble, Measured, measure, paper_ensembles
from training.experiment_report import FILES, write
from training.heads_fit import Recipe
from training.models.embedder import Trunk
from training.pooling import Condensed
from training.starter import EPSILONS, material_of, member_temperatures, probabilities_of
from training.statistics import THRESHOLDS, Outcome, balanced_rows, figures, shares
from training.validate import PLACE_KM, RADII_KM, Material, Outputs, crossfit, fit, outputs

FOLDS = 4
NAMES = {"population": "LS", "land_cover": "LC"}
URBAN_PRIOR = "+LS urban prior"
NOT_CALIBRATED = "+LS+LC not calibrated"
# Pairs of methods whose difference answers a question of the paper's text or of ours.
PAIRS = (
    ("+LS", URBAN_PRIOR),
    ("+LS+LC", "+LS"),
    ("+LS+LC", "+LC"),
    ("+LS fitted", "+LS"),
    ("+LC fitted", "+LC"),
    ("+LS+LC fitted", "+LS+LC"),
    ("+LS+LC", NOT_CALIBRATED),
)


@dataclass(frozen=True)
class Combination:
    """How members are combined, fitted on photos of other sources than those judged.

    temperatures: of each predictor; powers: name of an ensemble -> power of each member (see `training.pooling`).
    """

    temperatures: dict[str, float]
    powers: dict[str, tuple[float, ...]]

    @classmethod
    def fit(cls, material: Material, found: Outputs, mixture) -> Combination:
        """Fit temperatures and the powers of "+LS", "+LC" and "+LS+LC" on the heads' outputs of some photos."""
        photos = material.photos.rows(found.rows)
        weights = sample_weights(photos)
        temperatures = member_temperatures(material, found, mixture, weights)
        rows = _rows(probabilities_of(material, found, temperatures, mixture))
        condensed = Condensed.of_zones(material.table, rows, photos.latitude, photos.longitude, _epsilons(material))
        powers = {}
        for ensemble in paper_ensembles(*_members(material)):
            used = np.flatnonzero(ensemble.exponents)
            if len(used) > 1:
                part = Condensed(
                    {k: p[:, [*used, -1]] for k, p in condensed.points.items()},
                    {k: t[used] for k, t in condensed.truths.items()},
                )
                whole = np.zeros(len(ensemble.exponents))
                whole[used] = part.fit(weights)
                powers[f"{ensemble.name} fitted"] = tuple(whole.tolist())
        return cls(temperatures, powers)

    def described(self) -> dict[str, Any]:
        """For the report: powers relative to the geolocation predictor's, as a bundle has them."""
        return {
            "temperatures": self.temperatures,
            "powers": {name: [round(p / powers[0], 4) for p in powers] for name, powers in self.powers.items()},
        }


@dataclass(frozen=True)
class Judged:
    """What was found on one set of photos: their row numbers, the outcome of every ensemble, the attributes' accuracy
    and how the members were combined, once a fold."""

    title: str
    rows: np.ndarray
    outcome: Outcome
    accuracy: dict[str, dict[str, float]]
    combined: list[dict[str, Any]]


def experiment(data: Path, out: Path, cache: Path | None = None, seed: int = 0) -> dict[str, Any]:
    """Fit, judge and write the report into the folder `out`; returns its figures.

    data: the folder of photos, rasters and backbones; cache: folder that keeps the photos' features. The same inputs
    and seed give the same figures.
    """
    check_folder(out, FILES)
    torch.manual_seed(seed)
    material = material_of(data, Trunk.trained(), cache)
    found, curves = summarise(material, judge_all(material, Recipe()), seed)
    write(found, curves, out)
    return found


def judge_all(material: Material, recipe: Recipe) -> dict[str, Judged]:
    """The three sets of photos; see the module's first lines for what each was kept from."""
    photos = material.photos
    is_test = np.isin(photos.source, test_sources(photos))
    dev, test = np.flatnonzero(~is_test), np.flatnonzero(is_test)
    fold = source_folds(photos.rows(dev), FOLDS)
    folds = [dev[fold == k] for k in range(FOLDS)]
    one_out = [_left_out(material, recipe, dev, [held]) for held in folds]
    two_out = {
        pair: _left_out(material, recipe, dev, [folds[k] for k in pair]) for pair in combinations(range(FOLDS), 2)
    }
    whole = fit(material, dev, recipe)

    parts = []
    for k in range(FOLDS):
        others = [_only(two_out[tuple(sorted((j, k)))], folds[j]) for j in range(FOLDS) if j != k]
        parts.append((one_out[k], Combination.fit(material, Outputs.joined(others), whole.mixture)))
    of_all = Combination.fit(material, Outputs.joined(one_out), whole.mixture)
    on_test = outputs(whole, material, test)
    elsewhere = crossfit(material, [test], np.arange(len(photos)), recipe, places=True)
    return {
        "test": _judge(material, "Test sources", [(on_test, of_all)], whole.mixture, dev),
        "new_places": _judge(
            material, f"Test sources, new places ({PLACE_KM:g} km)", [(elsewhere, of_all)], whole.mixture, dev
        ),
        "cross_fitted": _judge(material, "All other sources, cross-fitted", parts, whole.mixture, dev),
    }


def _left_out(material: Material, recipe: Recipe, pool: np.ndarray, held: list[np.ndarray]) -> Outputs:
    """Outputs on held photos of heads fitted on the rest of the pool."""
    rows = np.concatenate(held)
    rest = np.setdiff1d(pool, rows)
    print(f"experiment: heads fitted on {len(rest)} photos, {len(rows)} others judged", flush=True)
    return outputs(fit(material, rest, recipe), material, rows)


def _only(found: Outputs, rows: np.ndarray) -> Outputs:
    keep = np.isin(found.rows, rows)
    return Outputs(
        *(getattr(found, name)[keep] for name in ("rows", "soft", "match", "near", "similarity")),
        {name: logits[keep] for name, logits in found.attributes.items()},
    )


def _members(material: Material) -> tuple[list[str], list[int]]:
    """Names of the members in the report, and how many classes each has."""
    names = ["base", *(NAMES[name] for name in material.classes)]
    return names, [len(material.partition), *material.class_counts.values()]


def _epsilons(material: Material) -> list[float]:
    return [0.0, *(EPSILONS[name] for name in material.classes)]


def _rows(probabilities: list[np.ndarray]):
    return ((k, [np.asarray(p[k], np.float64) for p in probabilities]) for k in range(len(probabilities[0])))


def _judge(
    material: Material, title: str, parts: list[tuple[Outputs, Combination]], mixture, known: np.ndarray
) -> Judged:
    """Judge outputs, each part by its own combination; known: photos that class frequencies are counted on."""
    measured: list[Measured] = []
    for found, combination in parts:
        photos = material.photos.rows(found.rows)
        true = photos.latitude, photos.longitude
        plain = paper_ensembles(*_members(material))
        fitted = [Ensemble(name, powers) for name, powers in combination.powers.items()]
        scaled = probabilities_of(material, found, combination.temperatures, mixture)
        raw = probabilities_of(material, found, dict.fromkeys(combination.temperatures, 1.0), mixture)
        both = measure(material.table, _rows(scaled), *true, [*plain, *fitted], _epsilons(material))
        as_trained = [Ensemble(NOT_CALIBRATED, plain[-1].exponents)]
        measured.append(both.and_also(measure(material.table, _rows(raw), *true, as_trained, _epsilons(material))))
    joined = Outputs.joined([found for found, _ in parts])
    area, optimistic, mass = (
        np.concatenate([getattr(m, name) for m in measured]) for name in ("area_km2", "optimistic_km2", "mass_at_truth")
    )
    outcome = Outcome(measured[0].names, area, optimistic, mass, np.isinf(mass), _errors(material, joined, mixture))
    combined = [combination.described() for _, combination in parts]
    return Judged(title, joined.rows, outcome, _accuracy(material, joined, known), combined)


def _errors(material: Material, found: Outputs, mixture) -> np.ndarray:
    cells = mixture.combine(found.soft, found.match, found.near, found.similarity)
    points = np.array([best_point(material.partition.lat, material.partition.lon, p) for p in cells])
    photos = material.photos.rows(found.rows)
    return haversine_km(*points.T, photos.latitude, photos.longitude)


def _accuracy(material: Material, found: Outputs, known: np.ndarray) -> dict[str, dict[str, float]]:
    """How often each attribute's class is found: over classes that weigh the same, class frequencies divided out as
    the card does, and over photos, as the predictor says, beside the share of the commonest class."""
    weights = sample_weights(material.photos.rows(known))
    result = {}
    for name, classes in material.classes.items():
        labelled = classes[known] >= 0
        prior = np.bincount(classes[known][labelled], weights[labelled], material.class_counts[name])
        truth, p = classes[found.rows], softmax(found.attributes[name])
        has = truth >= 0
        result[name] = {
            **balanced_accuracy((p / np.maximum(prior / prior.sum(), 1e-3)).argmax(axis=1), truth),
            "accuracy": round(100.0 * float((p.argmax(axis=1) == truth)[has].mean()), 1),
            "commonest_class": round(100.0 * float(np.bincount(truth[has]).max() / has.sum()), 1),
        }
    return result


def summarise(material: Material, judged: dict[str, Judged], seed: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The report's figures, and the curves apart (set -> unbalanced or rebalanced -> as `statistics.figures`)."""
    photos = material.photos
    sets, curves = {}, {}
    for key, one in judged.items():
        source = photos.source[one.rows]
        bucket = material.classes["population"][one.rows] + 1
        balanced = balanced_rows(bucket, seed)
        sets[key], curves[key] = (
            {
                "title": one.title,
                "photos": len(one.rows),
                "sources": len(np.unique(source)),
                "buckets": np.bincount(bucket, minlength=material.class_counts["population"] + 1)[1:].tolist(),
                "median_error_km": round(float(np.median(one.outcome.error_km))),
                "attributes": one.accuracy,
                "combined": one.combined,
                "buckets_gain": _by_bucket(one.outcome, bucket, source, seed),
            },
            {},
        )
        for name, rows in (("unbalanced", np.arange(len(one.rows))), ("rebalanced", balanced)):
            by_source = figures(one.outcome, rows, seed, source)
            sets[key][name] = {
                "photos": len(rows),
                "sources": len(np.unique(source[rows])),
                "ensembles": _compact(by_source, figures(one.outcome, rows, seed)),
                "differences": {
                    f"{name} over {over}": _differences(one.outcome, rows, source, seed, name, over)
                    for name, over in PAIRS
                },
            }
            curves[key][name] = by_source
    found = {
        "seed": seed,
        "resamples": RESAMPLES,
        "folds": FOLDS,
        "radii_km": list(RADII_KM),
        "thresholds": {name: areas[1:] for name, areas in THRESHOLDS.items()},
        "photos": len(photos),
        "sources": len(np.unique(photos.source)),
        "test_sources": test_sources(photos),
        "cells": len(material.partition),
        "zones": len(material.table.area),
        "classes": material.class_counts,
        "sets": sets,
        "versions": {
            "python": platform.python_version(),
            **{name: version(name) for name in ("numpy", "scipy", "torch", "rasterio", "onnxruntime", "geoclip")},
        },
    }
    return found, curves


def _compact(by_source: dict[str, Any], by_photo: dict[str, Any]) -> dict[str, Any]:
    """Recall and improvement at the thresholds from 25 km on, each with both intervals."""

    def both(pick: Callable[[dict[str, Any]], dict[str, list[float]]], key: str, name: str) -> dict[str, Any]:
        a, b = pick(by_source["ensembles"][name]), pick(by_photo["ensembles"][name])
        return {
            "value": a[key][1:],
            "by_source": [a["low"][1:], a["high"][1:]],
            "by_photo": [b["low"][1:], b["high"][1:]],
        }

    return {
        name: {
            "recall": {t: both(lambda e, t=t: e["recall"]["pessimistic"][t], "recall", name) for t in THRESHOLDS},
            "improvement": {t: both(lambda e, t=t: e["improvement"][t], "difference", name) for t in THRESHOLDS},
            "uncovered": entry["uncovered"]["value"],
            "median_area_km2": entry["median_area_km2"]["value"],
        }
        for name, entry in by_source["ensembles"].items()
    }


def _differences(
    outcome: Outcome, rows: np.ndarray, groups: np.ndarray, seed: int, name: str, over: str
) -> list[list[float]]:
    """Recall of one ensemble above another's at the caps' areas: value, low and high (by source) for each radius."""
    areas = outcome.area_km2[rows][:, [outcome.names.index(name), outcome.names.index(over)]]
    limits = np.array(THRESHOLDS["cap"][1:])
    one, other = shares(areas, limits)
    resampled = Bootstrap(len(rows), seed, groups=groups[rows]).shares(areas, limits)
    low, high = interval(resampled[:, 0] - resampled[:, 1])
    return np.round(np.stack([one - other, low, high], axis=1), 6).tolist()


def _by_bucket(outcome: Outcome, bucket: np.ndarray, groups: np.ndarray, seed: int) -> list[dict[str, Any]]:
    """For each population bucket, least dense first: recall of the base and what each full ensemble adds to it."""
    found = []
    for b in range(1, int(bucket.max()) + 1):
        rows = np.flatnonzero(bucket == b)
        if len(rows):
            base = shares(outcome.area_km2[rows][:, :1], np.array(THRESHOLDS["cap"][1:]))[0]
            gains = {
                name: _differences(outcome, rows, groups, seed, name, "base") for name in ("+LS+LC", "+LS+LC fitted")
            }
            found.append({"bucket": b, "photos": len(rows), "base": np.round(base, 6).tolist(), "gains": gains})
    return found
