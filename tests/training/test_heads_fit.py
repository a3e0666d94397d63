"""The fits, on problems whose answer is known."""

import numpy as np
import pytest

from backend.arrays import restore
from backend.grid import unit_vectors
from backend.heads import softmax
from backend.kernel import Metrics
from training.datasets import Photos
from training.embedding import Projection
from training.heads_fit import (
    Recipe,
    fit_attribute,
    fit_geolocation,
    fit_kernel,
    fit_softmax,
    kernel_classes_of,
    mixture_of,
)
from training.partitions import build


def test_softmax_finds_the_frequencies_when_features_say_nothing():
    targets = np.eye(3)[[0, 0, 0, 1, 1, 2]]
    weight, bias = fit_softmax(np.zeros((6, 4)), targets, np.array([1, 1, 1, 1, 1, 4.0]), 1e-3, 50)
    assert np.allclose(weight, 0)
    assert softmax(bias) == pytest.approx(np.array([3, 2, 4]) / 9, abs=1e-4)


def test_softmax_meets_its_stationarity_condition():
    random = np.random.default_rng(0)
    x, targets = random.normal(size=(40, 3)), random.dirichlet(np.ones(4), 40)
    weight, bias = fit_softmax(x, targets, np.ones(40), 0.01, 500)
    residual = softmax(x @ weight + bias) - targets
    # The gradient of mean cross-entropy + l2 / 2 |W|^2 vanishes.
    assert x.T @ residual / 40 + 0.01 * weight == pytest.approx(np.zeros((3, 4)), abs=1e-4)
    assert residual.mean(axis=0) == pytest.approx(np.zeros(4), abs=1e-4)


def test_kernel_regression_solves_weighted_kernel_ridge():
    random = np.random.default_rng(1)
    metrics = Metrics(np.ones((2, 5)))
    x, y, w = random.normal(size=(12, 5)), random.normal(size=(12, 3)), random.uniform(0.5, 2, 12)
    coefficients, offset = fit_kernel(metrics, x, y, w, 2.0, 1e-6)
    anchors = metrics.prepare(x)
    fitted = metrics.kernel(anchors, anchors, 2.0) @ coefficients + offset
    assert fitted == pytest.approx(y, abs=1e-3)  # almost no ridge: it goes through every point
    assert offset == pytest.approx(np.average(y, axis=0, weights=w), abs=1e-6)
    shrunk, _ = fit_kernel(metrics, x, y, w, 2.0, 1e6)
    assert np.abs(shrunk).max() < 1e-3


def test_projection_gives_embeddings_of_unit_mean_square_per_part():
    random = np.random.default_rng(2)
    raw = np.abs(random.normal(size=(700, 2208))).astype(np.float32)
    projection = Projection.fit(raw)
    x = projection.apply(raw)
    assert x.shape == (700, 384)
    for part in (x[:, :256], x[:, 256:]):
        assert (part**2).sum(axis=1).mean() == pytest.approx(1, rel=1e-3)
        assert part.mean(axis=0) == pytest.approx(np.zeros(part.shape[1]), abs=1e-3)
    assert np.array_equal(projection.pooled, Projection.fit(raw).pooled)


@pytest.fixture(scope="module")
def towns():
    """Photos of six towns, each with a look of its own."""
    random = np.random.default_rng(3)
    places = np.array([(48.9, 2.3), (-33.9, 151.2), (40.7, -74.0), (35.7, 139.7), (-22.9, -43.2), (30.0, 31.2)])
    town = np.repeat(np.arange(6), 60)
    looks = random.normal(size=(6, 2208))
    raw = np.abs(3 + looks[town] + 0.5 * random.normal(size=(360, 2208))).astype(np.float32)
    latitude, longitude = (places[town] + 0.01 * random.normal(size=(360, 2))).T
    photos = Photos(
        np.arange(360).astype(str), latitude, longitude, np.array(["point"] * 360), (np.arange(360) % 7).astype(str)
    )
    locations = np.tile(unit_vectors(latitude, longitude), (1, 4)).astype(np.float32)
    return town, raw, photos, locations


def test_towns_are_recognised_by_every_head(towns):
    town, raw, photos, locations = towns
    partition = build(photos.latitude, photos.longitude, 0, 100)
    cell_locations = np.tile(unit_vectors(partition.lat, partition.lon), (1, 4)).astype(np.float32)
    projection = Projection.fit(raw)
    x = projection.apply(raw)
    known = np.arange(360) % 6 != 0
    recipe = Recipe(location_dimensions=3)
    arrays = fit_geolocation(
        projection, x[known], photos.rows(known), locations[known], partition, cell_locations, recipe
    )
    mixture = mixture_of(arrays, partition, recipe)
    truth = partition.class_at(photos.latitude, photos.longitude)[~known]
    rest = x[~known]
    near, best = mixture.gallery.probabilities(rest)
    for p in (near, mixture.softmax.probabilities(rest), mixture.match.probabilities(rest)):
        assert (p.argmax(axis=1) == truth).mean() > 0.95
    p, _ = mixture.probabilities(rest)
    assert p.sum(axis=1) == pytest.approx(np.ones(len(rest)))
    assert (best <= 1 + 1e-5).all()
    # What is shipped is small: int8 with a scale a row, and restores to the fitted values.
    assert {arrays[f"{n}_q"].dtype for n in ("weight", "gallery", "coefficients", "cells")} == {np.dtype(np.int8)}
    assert restore(arrays)["gallery"] == pytest.approx(x[known], abs=float(np.abs(x).max()) / 200)
    # The same seeds, the same bundle.
    again = fit_geolocation(
        projection, x[known], photos.rows(known), locations[known], partition, cell_locations, recipe
    )
    assert all(np.array_equal(arrays[k], again[k]) for k in arrays)
    # Attributes: unknown classes are left out, known ones learnt.
    classes = np.where(town < 3, 0, 1)
    classes[5] = -1
    fitted = fit_attribute(Metrics(projection.metrics), x[known], classes[known], 3, photos.rows(known), recipe)
    assert fitted["coefficients"].shape == (known.sum(), 3)
    assert not fitted["coefficients"][classes[known] < 0].any()
    p = kernel_classes_of(fitted, arrays, recipe).probabilities(rest)
    assert (p.argmax(axis=1) == np.where(town < 3, 0, 1)[~known]).mean() > 0.95
    # A class that no photo has keeps a trace.
    assert p.min() > 0 and p[:, 2].max() < 0.05
