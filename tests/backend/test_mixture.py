"""The starter bundle's geolocation head on made-up embeddings; test_predictor.py works one out by hand."""

import numpy as np
import pytest

from backend.grid import unit_vectors
from backend.heads import Softmax
from backend.kernel import KernelRegression, Metrics
from backend.mixture import Gallery, LocationMatch, Mixture


def test_gallery_and_match_give_distributions_for_any_photo():
    rng = np.random.default_rng(1)
    metrics = Metrics(np.stack([np.ones(8), rng.uniform(0.5, 1, 8)]))
    gallery = rng.normal(size=(30, 8)).astype(np.float32)
    anchors = metrics.prepare(gallery)
    cells = unit_vectors(rng.uniform(-60, 60, 12), rng.uniform(-180, 180, 12))
    places = unit_vectors(rng.uniform(-60, 60, 30), rng.uniform(-180, 180, 30))
    mixture = Mixture(
        Softmax(rng.normal(size=(8, 12)), np.zeros(12)),
        LocationMatch(
            KernelRegression(metrics, anchors, rng.normal(size=(30, 5)), np.zeros(5), 2.0),
            rng.normal(size=(12, 5)),
            9.0,
        ),
        Gallery(metrics, 1, anchors[1], places, cells, 50, 30.0, 100.0),
        0.1, 0.9, 0.5, 0.1, 0.3, 0.02,
    )  # fmt: skip
    x = rng.normal(size=(6, 8)).astype(np.float32)
    p, _ = mixture.probabilities(x)
    assert p.sum(axis=1) == pytest.approx(np.ones(6))
    assert p.min() >= 0.02 / 12 * 0.999
    # A photo of the gallery itself is found with similarity 1.
    assert mixture.probabilities(gallery[:1])[1] == pytest.approx([1.0], abs=1e-5)
