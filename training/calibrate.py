"""Calibration on photos of left-out sources: temperatures, confidence, recall."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.optimize import minimize, minimize_scalar

from backend.calibration import Calibration
from backend.confidence import log_odds
from backend.errors import RequestError
from backend.grid import cap_area_km2
from backend.heads import softmax
from backend.rva import recall
from training.validate import Judged

CONFIDENCE_KM = 750.0
# Below this chance of being within 750 km the answer is called unsure: more often wrong than right.
UNSURE_BELOW = 0.5
RECALLS = (0.5, 0.6, 0.7, 0.8, 0.9)
_QUANTILES = 1001


def temperature(logits: np.ndarray, classes: np.ndarray, weights: np.ndarray) -> float:
    """The temperature that makes the weighted log-likelihood of classes (m,) largest; -1 = unknown, left out."""
    known = classes >= 0
    logits, classes, weights = logits[known], classes[known], weights[known]

    def loss(log_t: float) -> float:
        p = softmax(logits / np.exp(log_t))[np.arange(len(classes)), classes]
        return -float(np.average(np.log(p + 1e-12), weights=weights))

    return float(np.exp(minimize_scalar(loss, bounds=(-2.0, 3.0), method="bounded").x))


def confidence_features(judged: Judged) -> np.ndarray:
    """Log-odds of the mass near the best point and the best similarity: (m, 2)."""
    return np.stack([[log_odds(m) for m in judged.mass], judged.similarity], axis=1)


def fit_confidence(judged: Judged, weights: np.ndarray) -> dict[str, float]:
    """Logistic regression of "within 750 km" on `confidence_features`; what the manifest holds."""
    x = np.column_stack([np.ones(len(judged.rows)), confidence_features(judged)])
    hit = judged.error_km <= CONFIDENCE_KM
    share = weights / weights.sum()

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ beta
        value = share @ (np.logaddexp(0.0, z) - hit * z) + 1e-4 * (beta[1:] @ beta[1:])
        gradient = x.T @ (share * (1.0 / (1.0 + np.exp(-z)) - hit))
        gradient[1:] += 2e-4 * beta[1:]
        return value, gradient

    intercept, mass, similarity = minimize(loss, np.zeros(3), jac=True, method="BFGS").x
    return {
        "radius_km": CONFIDENCE_KM,
        "unsure_below": UNSURE_BELOW,
        "intercept": round(float(intercept), 4),
        "mass": round(float(mass), 4),
        "similarity": round(float(similarity), 4),
    }


def confidences(judged: Judged, fitted: dict[str, float]) -> np.ndarray:
    """Confidence (m,) of judged photos, as `backend.confidence.Confidence` computes it."""
    z = fitted["intercept"] + confidence_features(judged) @ [fitted["mass"], fitted["similarity"]]
    return 1.0 / (1.0 + np.exp(-z))


def conformal_scores(mass_at_truth: np.ndarray) -> list[float]:
    """Sorted scores for `calibration.mass_at_truth`, thinned, each rounded up."""
    return [min(1.0, float(np.ceil(s * 1e5) / 1e5)) for s in _thinned(mass_at_truth)]


def curve_areas(area_at_truth: np.ndarray) -> list[float]:
    """Sorted km2 for `calibration.area_at_truth`, thinned, each rounded up."""
    return [float(np.ceil(a * 10.0) / 10.0) for a in _thinned(area_at_truth)]


def _thinned(scores: np.ndarray) -> np.ndarray:
    """At most 1001 order statistics. With k of n scores kept, taking the (k + 1) q-th asks for at least the rank that
    all n would give, to within one part in a thousand."""
    scores = np.sort(scores)
    if len(scores) > _QUANTILES:
        ranks = np.ceil(np.arange(1, _QUANTILES + 1) / (_QUANTILES + 1) * (len(scores) + 1)).astype(int)
        scores = scores[np.minimum(ranks, len(scores)) - 1]
    return scores


def coverage(calibration: Calibration, judged: Judged) -> dict[str, dict[str, float | None]]:
    """How often the areas for wanted recalls held the truth of judged photos, in percent, by photo and by curve.

    The key is the wanted recall; None where the calibration can't promise it.
    """

    def measured(wanted: float, by: str) -> float | None:
        try:
            target = calibration.recall_target(wanted, by)
        except RequestError:
            return None
        reached = judged.mass_at_truth <= target.mass if by == "photo" else judged.area_km2 <= target.budget_km2
        return round(100.0 * float(reached.mean()), 1)

    return {f"{wanted:g}": {by: measured(wanted, by) for by in ("photo", "curve")} for wanted in RECALLS}


def figures(judged: Judged, confidence: np.ndarray, regions: np.ndarray, radii: tuple[int, ...]) -> dict[str, Any]:
    """Accuracy of judged photos in percent: shares within radii, region-balanced, most confident tenth, RvA."""

    def shares(rows: np.ndarray) -> np.ndarray:
        return 100.0 * (judged.error_km[rows, None] <= np.array(radii)).mean(axis=0)

    def rounded(values: np.ndarray) -> list[float]:
        return [round(float(v), 1) for v in values]

    def rva(rows: np.ndarray) -> list[float]:
        return rounded(100.0 * recall(judged.area_km2[rows], cap_area_km2(np.array(radii))))

    everything = np.arange(len(judged.rows))
    tenth = np.argsort(-confidence, kind="stable")[: max(1, len(confidence) // 10)]
    by_region = np.array([shares(np.flatnonzero(regions == name)) for name in np.unique(regions)])
    return {
        "photos": len(everything),
        "shares": rounded(shares(everything)),
        "median_km": round(float(np.median(judged.error_km))),
        "region_balanced": rounded(by_region.mean(axis=0)),
        "most_confident_tenth": rounded(shares(tenth)),
        "most_confident_tenth_median_km": round(float(np.median(judged.error_km[tenth]))),
        "rva": rva(everything),
        "most_confident_tenth_rva": rva(tenth),
        "claimed": rounded(100.0 * judged.claimed.mean(axis=0)),
        "uncovered": round(100.0 * float((judged.mass_at_truth >= 1.0).mean()), 2),
    }


def balanced_accuracy(predicted: np.ndarray, classes: np.ndarray) -> dict[str, float]:
    """Mean over the classes that occur of the share found, and the chance level 1 / classes, in percent."""
    present = np.unique(classes[classes >= 0])
    found = [(predicted[classes == k] == k).mean() for k in present]
    return {
        "balanced_accuracy": round(100.0 * float(np.mean(found)), 1),
        "chance": round(100.0 / len(present), 1),
        "photos": int((classes >= 0).sum()),
        "classes": len(present),
    }
