"""Calibration, where the right answer is known in advance."""

import numpy as np
import pytest

from backend.calibration import Calibration
from backend.confidence import Confidence
from training.calibrate import (
    balanced_accuracy,
    confidences,
    conformal_scores,
    coverage,
    curve_areas,
    figures,
    fit_confidence,
    temperature,
)
from training.validate import Judged


def judged_with(mass, error=None, area=None, at_truth=None, similarity=None):
    n = len(mass)
    zeros = np.zeros(n)
    values = [zeros if v is None else np.asarray(v, float) for v in (error, mass, similarity, area, at_truth)]
    return Judged(np.arange(n), values[0], values[1], values[2], values[3], values[4], np.zeros((n, 4)))


def test_temperature_undoes_overconfidence():
    random = np.random.default_rng(0)
    logits = random.normal(size=(4000, 3))
    p = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    classes = (p.cumsum(1) < random.random((4000, 1))).sum(1)
    assert temperature(3.0 * logits, classes, np.ones(4000)) == pytest.approx(3.0, rel=0.1)
    classes[:1000] = -1
    assert temperature(3.0 * logits, classes, np.ones(4000)) == pytest.approx(3.0, rel=0.15)


def test_confidence_learns_how_far_a_mass_can_be_trusted():
    random = np.random.default_rng(1)
    mass = random.uniform(0.02, 0.98, 6000)
    hit = random.random(6000) < mass
    judged = judged_with(mass, error=np.where(hit, 100.0, 5000.0), similarity=random.uniform(0.3, 0.7, 6000))
    fitted = fit_confidence(judged, np.ones(6000))
    found = confidences(judged, fitted)
    # The masses are honest, so the confidence repeats them.
    assert found == pytest.approx(mass, abs=0.06)
    # And the backend computes the same from the manifest.
    confidence = Confidence.from_manifest({"calibration": {"confidence": fitted}})
    lat, lon, p = np.array([0.0, 60.0]), np.array([0.0, 90.0]), np.array([mass[0], 1 - mass[0]])
    same = confidence.of(lat, lon, p, (0.0, 0.0), {"similarity": float(judged.similarity[0])})
    assert same == pytest.approx(found[0], abs=1e-9)


def test_recall_promised_is_recall_kept():
    random = np.random.default_rng(2)
    scores = random.beta(2, 1, 3000)
    stored = conformal_scores(scores)
    assert len(stored) == 1001
    assert stored == sorted(stored)
    calibration = Calibration.from_manifest({"calibration": {"mass_at_truth": stored}})
    fresh = random.beta(2, 1, 100_000)
    for wanted in (0.1, 0.5, 0.8, 0.95):
        assert (fresh <= calibration.recall_target(wanted).mass).mean() == pytest.approx(wanted, abs=0.03)
    # Few photos are kept as they are, and thinning never promises more than all of them would.
    assert conformal_scores(np.array([0.5, 0.25])) == [0.25, 0.5]
    whole = Calibration(np.sort(scores))
    assert calibration.recall_target(0.9).mass >= whole.recall_target(0.9).mass - 2e-3


def test_photos_that_the_map_rules_out_lower_the_highest_recall():
    stored = conformal_scores(np.array([0.2, 0.4, 0.6, 1.0]))
    calibration = Calibration.from_manifest({"calibration": {"mass_at_truth": stored}})
    assert calibration.highest_recall() == pytest.approx(3 / 5)


def test_figures_of_four_photos_by_hand():
    judged = judged_with(
        mass=[0.9, 0.5, 0.4, 0.1],
        error=[10.0, 100.0, 1000.0, 9000.0],
        area=[1000.0, 1e5, 1e6, 5.1e8],
        at_truth=[0.1, 0.5, 0.8, 1.0],
    )
    regions = np.array(["a", "a", "a", "b"])
    found = figures(judged, np.array([0.9, 0.5, 0.4, 0.1]), regions, (25, 200, 750, 2500))
    assert found["shares"] == [25.0, 50.0, 50.0, 75.0]
    assert found["region_balanced"] == [16.7, 33.3, 33.3, 50.0]  # a: 1/3, 2/3, 2/3, 1; b: 0
    assert found["most_confident_tenth"] == [100.0, 100.0, 100.0, 100.0]
    assert found["median_km"] == 550
    assert found["rva"] == [25.0, 50.0, 75.0, 75.0]
    assert found["uncovered"] == 25.0


def test_balanced_accuracy_is_the_mean_over_classes():
    found = balanced_accuracy(np.array([0, 0, 0, 1, 1]), np.array([0, 0, 0, 1, -1]))
    assert found == {"balanced_accuracy": 100.0, "chance": 50.0, "photos": 4, "classes": 2}
    assert balanced_accuracy(np.zeros(10, int), np.array([0] * 9 + [1]))["balanced_accuracy"] == 50.0


def test_the_coverage_of_wanted_recalls_by_hand():
    calibration = Calibration(np.arange(1, 10) / 10, np.arange(1.0, 10.0) * 100)
    judged = judged_with(np.zeros(4), area=[100.0, 500.0, 850.0, 5e8], at_truth=[0.45, 0.5, 0.75, 1.0])
    found = coverage(calibration, judged)
    assert found["0.5"] == {"photo": 50.0, "curve": 50.0}
    assert found["0.8"] == {"photo": 75.0, "curve": 50.0}
    assert found["0.9"] == {"photo": 75.0, "curve": 75.0}
    few = Calibration(np.array([0.2, 0.4]))
    assert coverage(few, judged)["0.9"] == {"photo": None, "curve": None}


def test_the_curve_promises_no_more_than_all_areas_would():
    areas = np.random.default_rng(3).lognormal(10, 3, 4000)
    stored = Calibration.from_manifest({"calibration": {"mass_at_truth": [0.5], "area_at_truth": curve_areas(areas)}})
    assert len(stored.area_at_truth) == 1001
    for budget in (1e3, 1e5, 1e6):
        assert stored.expected_recall(budget) == pytest.approx((areas <= budget).mean(), abs=2e-3)
