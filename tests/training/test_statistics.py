"""Figures of an evaluation on hand-made photos."""

from itertools import chain

import numpy as np
import pytest

from backend.grid import SPHERE_AREA_KM2
from training.statistics import THRESHOLDS, Outcome, balanced_rows, curve_areas, figures, recall_is_accuracy


def test_thresholds_are_the_references():
    assert THRESHOLDS["cap"] == pytest.approx([3.14159, 1963.49, 125653, 1.76511e6, 1.93843e7], rel=1e-5)
    assert THRESHOLDS["paper"] == [3.1, 2.0e3, 1.3e5, 1.8e6, 2.0e7]


def test_curve_areas_go_from_a_square_kilometre_to_the_earth():
    areas = curve_areas()
    assert (areas[0], areas[-1]) == (1.0, SPHERE_AREA_KM2)
    assert (np.diff(areas) > 0).all()
    assert np.isin([*chain(*THRESHOLDS.values())], areas).all()
    assert ((areas >= 10) & (areas < 100)).sum() == 20


def test_balanced_rows_draw_alike_from_every_bucket():
    bucket = np.array([0] * 5 + [1] * 30 + [3] * 7 + [4] * 12)
    rows = balanced_rows(bucket, 0)
    assert np.bincount(bucket[rows]).tolist() == [0, 7, 0, 7, 7]
    assert len(set(rows.tolist())) == 21
    np.testing.assert_array_equal(rows, balanced_rows(bucket, 0))
    assert rows.tolist() != balanced_rows(bucket, 1).tolist()
    assert not len(balanced_rows(np.zeros(4, int), 0))


@pytest.fixture
def outcome():
    # Four photos, two ensembles; the last photo is ruled out by the second.
    area = np.array([[100.0, 50.0], [3000.0, 1500.0], [2e5, 1e5], [3e7, SPHERE_AREA_KM2]])
    optimistic = np.where(area < SPHERE_AREA_KM2, area * 0.4, area)
    mass = np.array([[0.2, 0.2], [0.5, 0.5], [0.7, 0.7], [0.9, np.inf]])
    return Outcome(["base", "+LS"], area, optimistic, mass, np.isinf(mass), np.array([0.5, 30.0, 800.0, 3000.0]))


def test_figures_by_hand(outcome):
    found = figures(outcome, np.arange(4), 0)
    base, better = found["ensembles"]["base"], found["ensembles"]["+LS"]
    assert base["recall"]["pessimistic"]["cap"]["recall"] == [0, 0.25, 0.5, 0.75, 0.75]
    assert better["recall"]["pessimistic"]["cap"]["recall"] == [0, 0.5, 0.75, 0.75, 0.75]
    assert base["recall"]["optimistic"]["cap"]["recall"] == [0, 0.5, 0.75, 0.75, 1.0]
    assert base["recall"]["expected"]["cap"]["recall"] == [0, 0.25, 0.5, 0.75, 0.75]
    assert better["improvement"]["cap"]["difference"] == [0, 0.25, 0.25, 0, 0]
    assert base["improvement"]["cap"]["difference"] == [0] * 5
    assert (base["uncovered"]["value"], better["uncovered"]["value"]) == (0, 0.25)
    assert base["median_area_km2"]["value"] == 101500
    circle = found["great_circle"]
    assert circle["accuracy"] == [0.25, 0.25, 0.5, 0.5, 0.75]
    assert circle["median_km"]["value"] == 415
    assert circle["geoguessr_score"]["value"] == pytest.approx(
        5000 * np.mean(np.exp(-np.array([0.5, 30, 800, 3000]) / 1492.7))
    )
    curve = found["curve"]["ensembles"]["+LS"]
    assert curve["recall"][-1] == 1.0  # the whole Earth holds every photo
    assert (np.diff(curve["recall"]) >= 0).all()
    for low, value, high in zip(curve["low"], curve["recall"], curve["high"], strict=True):
        assert low <= value <= high


def test_figures_of_some_photos_alone(outcome):
    found = figures(outcome, np.array([0, 3]), 0)
    assert found["photos"] == 2
    assert found["ensembles"]["base"]["recall"]["pessimistic"]["cap"]["recall"] == [0, 0.5, 0.5, 0.5, 0.5]


def test_recall_beside_accuracy():
    # The second photo lies 1 km inside the radius and its cap counts a pixel too many.
    error, area = np.array([10.0, 24.0, 500.0]), np.array([300.0, 1970.0, 8e5])
    found = recall_is_accuracy(["a", "b", "c"], (np.zeros(3), np.zeros(3)), area, error)
    at = found["radii"][1]
    assert (at["recall_at_cap"], at["accuracy"]) == (pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert [p["id"] for p in at["photos_that_differ"]] == ["b"]
    assert at["all_within_a_pixel"]
    assert found["radii"][0]["below_a_pixel"]
    assert found["largest_difference_from_25_km"] == pytest.approx(1 / 3, abs=1e-6)
    far = recall_is_accuracy(["a"], (np.zeros(1), np.zeros(1)), np.array([3000.0]), np.array([10.0]))
    assert not far["radii"][1]["all_within_a_pixel"]
