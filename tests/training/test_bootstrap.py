"""Bootstrap intervals: the same as drawing again by hand, and as wide as theory says."""

import numpy as np
import pytest

from training import bootstrap
from training.bootstrap import Bootstrap, interval


@pytest.fixture
def by_hand(monkeypatch):
    """Values and the rows of every resample, drawn in several chunks."""
    monkeypatch.setattr(bootstrap, "_DRAWN_AT_ONCE", 70)
    random = np.random.default_rng(5)
    drawn = np.concatenate([random.integers(10, size=(b, 10), dtype=np.int32) for b in (7, 7, 6)])
    return np.random.default_rng(0).lognormal(size=(10, 3)), drawn, Bootstrap(10, 5, resamples=20)


def test_figures_are_those_of_the_resamples(by_hand):
    values, drawn, resampled = by_hand
    limits = np.array([2.0, 0.5, values[4, 1]])  # in any order; a value on a limit is within it
    expected = (values[drawn][:, :, :, None] <= limits).mean(axis=1)
    np.testing.assert_allclose(resampled.shares(values, limits), expected, atol=1e-6)
    np.testing.assert_allclose(resampled.means(values), values[drawn].mean(axis=1))
    np.testing.assert_allclose(resampled.medians(values), np.median(values[drawn], axis=1))


def test_medians_of_an_odd_number():
    values = np.random.default_rng(0).normal(size=(5, 1))
    found = Bootstrap(5, 0, resamples=4).medians(values)
    drawn = np.random.default_rng(0).integers(5, size=(4, 5), dtype=np.int32)
    np.testing.assert_allclose(found, np.median(values[drawn], axis=1))


def test_the_interval_of_a_mean_is_that_of_theory():
    values = np.random.default_rng(1).normal(3.0, 2.0, (4000, 1))
    low, high = interval(Bootstrap(4000, 0).means(values))
    assert high[0] - low[0] == pytest.approx(2 * 1.96 * values.std() / 4000**0.5, rel=0.06)
    assert low[0] < values.mean() < high[0]


def test_differences_are_paired():
    values = np.random.default_rng(2).normal(size=(500, 1))
    both = Bootstrap(500, 0).means(np.column_stack([values, values + 1.0]))
    np.testing.assert_allclose(both[:, 1] - both[:, 0], 1.0)


def test_groups_are_drawn_whole():
    values = np.random.default_rng(3).lognormal(size=(9, 2))
    groups = np.array(["b", "a", "b", "c", "c", "c", "a", "b", "b"])
    resampled = Bootstrap(9, 4, resamples=30, groups=groups)
    drawn = np.random.default_rng(4).integers(3, size=(30, 3), dtype=np.int32)
    rows = [np.concatenate([np.flatnonzero(groups == "abc"[g]) for g in one]) for one in drawn]
    np.testing.assert_allclose(resampled.means(values), [values[r].mean(axis=0) for r in rows])
    np.testing.assert_allclose(resampled.medians(values), [np.median(values[r], axis=0) for r in rows])
    expected = [(values[r][:, :, None] <= [0.8, 1.5]).mean(axis=0) for r in rows]
    np.testing.assert_allclose(resampled.shares(values, np.array([0.8, 1.5])), expected, atol=1e-6)


def test_copies_of_a_photo_make_no_interval_narrower():
    one = np.random.default_rng(5).normal(size=(50, 1))
    alone = interval(Bootstrap(50, 0).means(one))
    copies, source = np.repeat(one, 20, axis=0), np.repeat(np.arange(50), 20)
    np.testing.assert_allclose(interval(Bootstrap(1000, 0, groups=source).means(copies)), alone)
    by_photo = interval(Bootstrap(1000, 0).means(copies))
    assert by_photo[1] - by_photo[0] < 0.3 * (alone[1] - alone[0])
