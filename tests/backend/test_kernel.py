"""Kernel regression and the attributes read off it, worked out by hand."""

import math

import numpy as np
import pytest

from backend.arrays import restore
from backend.kernel import KernelClasses, KernelRegression, Metrics, load_kernel_classes


@pytest.fixture
def regression():
    # Two photos at a right angle; one metric.
    metrics = Metrics(np.ones((1, 2), np.float32))
    anchors = metrics.prepare(np.array([[2.0, 0.0], [0.0, 3.0]], np.float32))
    return KernelRegression(metrics, anchors, np.array([[0.5, -0.5], [-0.2, 0.2]]), np.array([0.4, 0.6]), 2.0)


def test_values_by_hand(regression):
    # The query is the first photo, longer: cosine 1 with it and 0 with the second.
    other = math.exp(-2.0)
    expected = [0.4 + 0.5 - 0.2 * other, 0.6 - 0.5 + 0.2 * other]
    assert regression.values(np.array([[7.0, 0.0]]))[0] == pytest.approx(expected, abs=1e-6)


def test_classes_are_floored_and_flattened(regression):
    x = np.array([[7.0, 0.0]])
    a, b = regression.values(x)[0]
    assert KernelClasses(regression, 0.01).probabilities(x)[0] == pytest.approx([a / (a + b), b / (a + b)])
    floored = KernelClasses(regression, 0.5).probabilities(x)[0]
    assert floored == pytest.approx([a / (a + 0.5), 0.5 / (a + 0.5)])
    root = np.sqrt([a, b])
    assert KernelClasses(regression, 0.01, 2.0).probabilities(x)[0] == pytest.approx(root / root.sum())


def test_two_metrics_are_averaged():
    metrics = Metrics(np.array([[1.0, 1.0], [1.0, 0.0]]))
    photos = metrics.prepare(np.array([[1.0, 1.0]], np.float32))
    query = metrics.prepare(np.array([[1.0, 0.0]], np.float32))
    expected = (math.exp(3 * (math.sqrt(0.5) - 1)) + 1) / 2
    assert metrics.kernel(query, photos, 3.0)[0, 0] == pytest.approx(expected)


def test_head_of_stored_arrays():
    anchors = restore(
        {"gallery_q": np.array([[127, 0], [0, 127]], np.int8), "gallery_s": np.full((2, 1), 0.5, np.float32),
         "metrics": np.ones((1, 2), np.float32)}
    )  # fmt: skip
    arrays = {"coefficients": np.array([[0.3, -0.3], [0.0, 0.0]]), "offset": np.array([0.5, 0.5])}
    head = load_kernel_classes(arrays, anchors, {"beta": 4.0, "floor": 0.01}, 1.0)
    assert head.probabilities(np.array([[1.0, 0.0]]))[0] == pytest.approx([0.8, 0.2], abs=1e-6)
