"""The heads, with numbers worked out by hand."""

import numpy as np
import pytest

from backend.grid import unit_vectors
from backend.heads import Cosine, Hierarchy, Logits, Softmax, prior, smoothed_targets, softmax

LN2, LN3 = np.log(2), np.log(3)


def test_softmax_of_logarithms_is_their_shares():
    assert softmax(np.array([[0, LN2, LN3], [1000, 1000, -1000]])) == pytest.approx(
        np.array([[1 / 6, 2 / 6, 3 / 6], [1 / 2, 1 / 2, 0]])
    )


def test_a_linear_layer_with_a_temperature():
    layer = Softmax(np.array([[2 * LN3, 0.0], [0.0, 0.0]]), np.array([0.0, 2 * LN2]), temperature=2.0)
    assert layer.probabilities(np.array([[1.0, 9.0]])) == pytest.approx(np.array([[3 / 5, 2 / 5]]))


def test_logits_are_averaged_after_the_softmax_of_each_view():
    views = np.array([[0, LN3], [LN3, 0]], np.float32)
    assert Logits().probabilities(views[:1]) == pytest.approx([1 / 4, 3 / 4])
    assert Logits().probabilities(views) == pytest.approx([1 / 2, 1 / 2])
    # Not the softmax of the mean: views of (1/4, 3/4) and (1/2, 1/2) give 3/8.
    assert Logits().probabilities(np.array([[0, LN3], [0, 0]])) == pytest.approx([3 / 8, 5 / 8])
    # A temperature of 2 takes the square root of the odds.
    assert Logits(2.0).probabilities(np.array([[0, 2 * LN3]])) == pytest.approx([1 / 4, 3 / 4])


def test_cosine_against_cells():
    cells = np.array([[1, 0], [0, 1], [-1, 0]], np.float32)
    # Length does not matter; cosines 1, 0, -1 at a scale of ln 2: odds 2, 1, 1/2.
    found = Cosine(cells, scale=LN2).probabilities(np.array([[7.0, 0.0]], np.float32))
    assert found == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert found.dtype == np.float64
    flat = Cosine(cells, scale=2 * LN2, temperature=2.0).probabilities(np.array([[7.0, 0.0]], np.float32))
    assert flat == pytest.approx(found)


def test_cosine_averages_views_of_length_1_and_scales_the_mean():
    # (9, 0) and (0, 1) weigh the same: the mean points to 45 degrees, with cosine 1 / sqrt 2 to both cells.
    found = Cosine(np.eye(3, 2, dtype=np.float32), scale=np.sqrt(2) * LN2).probabilities(np.array([[9.0, 0], [0, 1]]))
    assert found == pytest.approx([2 / 5, 2 / 5, 1 / 5], rel=1e-6)


def test_hierarchy_is_the_product_over_ancestors_of_the_maximum_over_views():
    # Fine 0 and 1 lie in middle 0, fine 2 in middle 1; all but fine 2 in coarse 0.
    head = Hierarchy(coarse_of_fine=np.array([0, 0, 1]), middle_of_fine=np.array([0, 0, 1]))
    coarse = np.array([[0, LN3], [0, 0]])  # views (1/4, 3/4), (1/2, 1/2): maximum (1/2, 3/4)
    middle = np.array([[LN3, 0], [0, 0]])  # (3/4, 1/4), (1/2, 1/2): (3/4, 1/2)
    fine = np.array([[0, LN2, LN3], [0, 0, 0]])  # (1/6, 1/3, 1/2), thirds: (1/3, 1/3, 1/2)
    product = np.array([1 / 3 * 3 / 4 * 1 / 2, 1 / 3 * 3 / 4 * 1 / 2, 1 / 2 * 1 / 2 * 3 / 4])
    assert head.probabilities(coarse, middle, fine) == pytest.approx(product / product.sum())
    assert product / product.sum() == pytest.approx([2 / 7, 2 / 7, 3 / 7])


def test_hierarchy_with_a_temperature():
    head = Hierarchy(np.zeros(2, int), np.zeros(2, int), temperature=2.0)
    # The one coarse and the one middle class are certain; the fine odds 9 become 3.
    assert head.probabilities(np.ones((1, 1)), np.ones((1, 1)), np.array([[2 * LN3, 0]])) == pytest.approx(
        [3 / 4, 1 / 4]
    )


def test_prior_is_the_share_of_photos():
    assert prior(np.array([10, 30, 0])) == pytest.approx([1 / 4, 3 / 4, 0])


def test_haversine_smoothing_is_pigeons():
    cells = unit_vectors(np.array([0.0, 0.0]), np.array([0.0, 1.0]))
    found = smoothed_targets(unit_vectors(np.array([0.0]), np.array([0.0])), cells, 75.0)
    ratio = np.exp(-111.19493 / 75.0)
    assert found == pytest.approx(np.array([[1, ratio]]) / (1 + ratio), rel=1e-4)
