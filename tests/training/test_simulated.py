"""SIMULATED predictors: as good as dialled, calibrated, independent unless they are made to depend."""

import numpy as np
import pytest

from backend.grid import haversine_km
from backend.s2 import areas_km2
from training.partitions import build
from training.pooling import Condensed
from training.simulated import FLOOR, attribute, dependent, geolocation, noise, strength


@pytest.fixture(scope="module")
def world():
    """Photos, the partition of other photos of the same places, and its areas."""
    random = np.random.default_rng(0)
    centres = np.degrees(np.arcsin(random.uniform(-0.9, 0.9, 300))), random.uniform(-180, 180, 300)
    town = random.zipf(1.5, 8500) % 300
    lat = np.clip(centres[0][town] + random.normal(0, 0.5, 8500), -89, 89)
    lon = (centres[1][town] + random.normal(0, 0.5, 8500) + 180) % 360 - 180
    partition = build(lat[:8000], lon[:8000], 0, 50)
    return lat[8000:], lon[8000:], partition, areas_km2(partition.cells)


@pytest.mark.parametrize("median", [200.0, 2500.0])
def test_the_geolocation_has_the_error_asked_for_and_is_calibrated(world, median):
    lat, lon, partition, area = world
    found = geolocation(lat, lon, partition, area, median, 3)
    assert found.median_km == pytest.approx(median, rel=0.1)
    assert found.probabilities.sum(axis=1) == pytest.approx(np.ones(len(lat)), abs=1e-4)
    best = found.probabilities.argmax(axis=1)
    error = haversine_km(partition.lat[best], partition.lon[best], lat, lon)
    assert np.median(error) == pytest.approx(found.median_km)
    truth = partition.class_at(lat, lon)
    rows = enumerate(found.probabilities.astype(float))
    power = Condensed.of_classes(rows, truth).fit()[0]
    assert power == pytest.approx(1.0, abs=0.2)
    again = geolocation(lat, lon, partition, area, median, 3)
    assert (again.probabilities == found.probabilities).all()
    other = geolocation(lat, lon, partition, area, median, 4)
    assert (other.latitude != found.latitude).any()


def test_an_error_that_cells_do_not_allow_is_refused(world):
    lat, lon, partition, area = world
    with pytest.raises(ValueError, match="No simulated predictor has a median error of 1 km"):
        geolocation(lat, lon, partition, area, 1.0, 3)


@pytest.mark.parametrize("classes", [4, 31])
@pytest.mark.parametrize("accuracy", [0.4, 0.7, 0.9])
def test_an_attribute_is_as_accurate_as_dialled_on_every_class_and_calibrated(classes, accuracy):
    random = np.random.default_rng(1)
    frequency = random.dirichlet(np.full(classes, 2.0))
    truth = random.choice(classes, 20_000, p=frequency)
    p = attribute(truth, noise(truth, classes, 2), strength(accuracy, classes), frequency)
    assert p.sum(axis=1) == pytest.approx(np.ones(len(truth)))
    hit = (p / frequency).argmax(axis=1) == truth
    # FLOOR pulls to the frequencies, which changes no order once they are divided out.
    assert hit.mean() == pytest.approx(accuracy, abs=0.015)
    for k in np.argsort(frequency)[-3:]:
        assert hit[truth == k].mean() == pytest.approx(accuracy, abs=0.04)
    sure = p.max(axis=1)
    for low, high in ((0.3, 0.5), (0.5, 0.7), (0.9, 1.0)):
        some = (sure >= low) & (sure < high)
        if some.sum() > 1000:
            assert (p.argmax(axis=1) == truth)[some].mean() == pytest.approx(sure[some].mean(), abs=0.04)


def test_chance_and_oracle():
    truth, frequency = np.array([0, 1, 2, -1]), np.array([0.5, 0.3, 0.2])
    evidence = noise(truth, 3, 0)
    assert strength(1 / 3, 3) == strength(0.0, 3) == 0.0
    assert attribute(truth, evidence, 0.0, frequency) == pytest.approx(np.tile(frequency, (4, 1)))
    known = attribute(truth, evidence, strength(1.0, 3), frequency)
    assert known[:3] == pytest.approx((1 - FLOOR) * np.eye(3) + FLOOR * frequency)
    assert known[3] == pytest.approx(frequency)


def test_dependent_errors_keep_the_accuracy_and_go_with_the_base():
    random = np.random.default_rng(5)
    truth, misled_to = random.integers(0, 5, (2, 20_000))
    error = random.lognormal(5, 2, len(truth))
    own = noise(truth, 5, 6)
    power = strength(0.6, 5)

    def hits(evidence):
        said = evidence.copy()
        said[np.arange(len(truth)), truth] += power
        return said.argmax(axis=1)

    far = error > np.median(error)
    apart = hits(own)
    assert (apart == truth)[far].mean() == pytest.approx((apart == truth)[~far].mean(), abs=0.02)
    wrong = (apart != truth) & (misled_to != truth)
    assert (apart == misled_to)[wrong].mean() == pytest.approx(0.25, abs=0.02)
    assert (dependent(own, truth, misled_to, error, 0.0, 7) == own).all()

    together = hits(dependent(own, truth, misled_to, error, 1.0, 7))
    assert (together == truth).mean() == (apart == truth).mean()
    assert (together == truth)[~far].mean() > (together == truth)[far].mean() + 0.5
    wrong = (together != truth) & (misled_to != truth)
    assert (together == misled_to)[wrong].all()

    half = hits(dependent(own, truth, misled_to, error, 0.5, 7))
    assert (half == truth).mean() == (apart == truth).mean()
    wrong = (half != truth) & (misled_to != truth)
    assert 0.5 < (half == misled_to)[wrong].mean() < 0.8


def test_photos_without_a_class_stay_as_they_are():
    truth = np.array([-1, 2, -1, 0])
    own = noise(truth, 3, 1)
    found = dependent(own, truth, np.array([1, -1, 0, 0]), np.arange(4.0), 1.0, 1)
    assert (found[[0, 2]] == own[[0, 2]]).all()
    assert sorted(found[[1, 3]].ravel()) == pytest.approx(sorted(own[[1, 3]].ravel()))
