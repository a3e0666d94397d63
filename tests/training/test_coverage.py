"""Measured against nominal recall."""

import numpy as np
import pytest

from training.coverage import FOLDS, NOMINAL, folds, measured, targets, wilson


def test_folds_are_even_seeded_and_keep_groups():
    fold = folds(105, None, 0)
    assert np.bincount(fold, minlength=FOLDS).tolist() == sorted(np.bincount(fold).tolist(), reverse=True)
    assert np.bincount(fold).max() - np.bincount(fold).min() <= 1
    np.testing.assert_array_equal(fold, folds(105, None, 0))
    assert (fold != folds(105, None, 1)).any()
    groups = [f"publisher {k % 23}" for k in range(105)]
    held = folds(105, groups, 0)
    assert all(len(set(held[[g == name for g in groups]])) == 1 for name in set(groups))
    assert len(set(held)) == FOLDS


def test_targets_come_from_the_other_folds_by_the_finite_sample_rank():
    scores = np.arange(20.0)
    fold = np.repeat([0, 1], 10)
    allowed = targets(scores, fold, np.inf)
    half = NOMINAL.index(0.5)
    # ceil(11 * 0.5) = 6: the sixth of the other ten.
    assert allowed[0, half] == 15.0
    assert allowed[10, half] == 5.0
    # ceil(11 * 0.95) = 11 of ten: no promise.
    assert np.isnan(allowed[:, NOMINAL.index(0.95)]).all()
    # Nor where the score is out of reach.
    assert np.isnan(targets(scores, fold, 15.0)[0, half])


def test_coverage_of_exchangeable_photos_is_nominal():
    scores = np.random.default_rng(0).random(5000)
    found = measured(scores, targets(scores, folds(5000, None, 0), 1.0), None)
    for entry in found:
        assert entry["measured"] == pytest.approx(entry["nominal"], abs=0.01)
        assert entry["low"] < entry["measured"] < entry["high"]
        assert entry["photos"] == 5000


def test_photos_without_a_promise_are_left_out():
    allowed = np.full((4, len(NOMINAL)), np.nan)
    allowed[1:, 0] = [0.2, 0.6, 0.6]
    found = measured(np.array([0.1, 0.5, 0.5, 0.5]), allowed, np.tile([[0.0], [10.0], [20.0], [60.0]], len(NOMINAL)))
    assert found[0]["measured"] == pytest.approx(2 / 3)
    assert (found[0]["photos"], found[0]["median_area_km2"], found[0]["mean_area_km2"]) == (3, 20.0, 30.0)
    assert found[1]["measured"] is None


def test_wilson_by_hand():
    # Wilson's interval of 8 in 10, as in any table.
    assert wilson(0.8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(0.0, 10)[0] == 0.0
    assert wilson(1.0, 10)[1] == pytest.approx(1.0)
