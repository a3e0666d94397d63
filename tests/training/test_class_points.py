import numpy as np
import pytest

from backend.grid import HEIGHT, WIDTH
from backend.zones import build_zones, map_layer
from training.class_points import ClassPoints
from training.pooling import Condensed

CLASSES = (60, 4, 31)
EPSILONS = [1e-11, 0.0]


@pytest.fixture(scope="module")
def table():
    rng = np.random.default_rng(1)
    maps = [
        np.kron(rng.integers(low, k + 1, (HEIGHT // 90, WIDTH // 90)), np.ones((90, 90), int))
        for low, k in zip((1, 0, 0), CLASSES, strict=True)
    ]
    return build_zones([map_layer(m.astype(np.uint8), k) for m, k in zip(maps, CLASSES, strict=True)])


@pytest.fixture(scope="module")
def photos():
    rng = np.random.default_rng(2)
    said = [rng.dirichlet(np.full(k, 0.5), 60) + 1e-6 for k in CLASSES]
    return said, np.degrees(np.arcsin(rng.uniform(-1, 1, 60))), rng.uniform(-180, 180, 60)


def test_powers_are_those_of_the_zones(table, photos):
    said, lat, lon = photos
    rows = ((k, [p[k] for p in said]) for k in range(60))
    direct = Condensed.of_zones(table, rows, lat, lon, [0.0, *EPSILONS])
    points = ClassPoints.of_zones(table, enumerate(said[0]), lat, lon, EPSILONS)
    found = points.with_predictors(said[1:])
    assert sorted(found.points) == sorted(direct.points)
    assert 0 < len(found.points) < 60  # where the second map has no class and no epsilon, the truth is ruled out
    for k in found.points:
        assert found.truths[k] == pytest.approx(direct.truths[k], abs=1e-9)
    assert found.fit() == pytest.approx(direct.fit(), abs=0.01)


def test_other_predictors_need_no_other_points(table, photos):
    said, lat, lon = photos
    points = ClassPoints.of_zones(table, enumerate(said[0]), lat, lon, EPSILONS)
    others = [np.roll(p, 1, axis=0) for p in said[1:]]
    rows = ((k, [said[0][k], others[0][k], others[1][k]]) for k in range(60))
    direct = Condensed.of_zones(table, rows, lat, lon, [0.0, *EPSILONS])
    assert points.with_predictors(others).fit() == pytest.approx(direct.fit(), abs=0.01)
    powers = np.array([0.8, 0.5, 0.3])
    expected = dict(direct.log_densities(powers))
    for k, value in points.with_predictors(others).log_densities(powers):
        assert value == pytest.approx(expected[k], abs=0.02)
