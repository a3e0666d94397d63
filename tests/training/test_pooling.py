import numpy as np
import pytest

from backend.ensemble import Member, fuse
from backend.grid import HEIGHT, WIDTH
from backend.zones import build_zones, map_layer
from training.datasets import group_folds
from training.pooling import condense, fit, fit_exponents, places

CLASSES = (60, 4)


@pytest.fixture(scope="module")
def table():
    rng = np.random.default_rng(1)
    maps = [np.kron(rng.integers(1, k + 1, (HEIGHT // 90, WIDTH // 90)), np.ones((90, 90), int)) for k in CLASSES]
    return build_zones([map_layer(m.astype(np.uint8), k) for m, k in zip(maps, CLASSES, strict=True)])


def photos_of(table, powers, count, seed=3):
    """Photos whose true places are drawn from the pool with the given powers."""
    rng = np.random.default_rng(seed)
    members = [Member(str(k), power) for k, power in enumerate(powers)]
    rows = [[rng.dirichlet(np.full(k, 0.4)) + 1e-6 for k in CLASSES] for _ in range(count)]
    rows = [[p / p.sum() for p in row] for row in rows]
    pixel_of_zone = np.zeros(len(table.area), np.int64)
    pixel_of_zone[table.zone] = table.starts
    zones = [rng.choice(len(table.area), p=fuse(table, members, row).mass) for row in rows]
    pixel = pixel_of_zone[zones]
    return rows, 90 - (pixel // WIDTH + 0.5) / 30, (pixel % WIDTH + 0.5) / 30 - 180


def mean_log_density(table, rows, lat, lon, powers):
    members = [Member(str(k), power) for k, power in enumerate(powers)]
    zones = table.zone_at(lat, lon)
    return np.mean([np.log(fuse(table, members, row).density[z]) for row, z in zip(rows, zones, strict=True)])


@pytest.mark.parametrize("powers", [(1.0, 1.0), (0.7, 0.3), (1.2, 0.0)])
def test_the_powers_that_made_the_truths_are_found(table, powers):
    rows, lat, lon = photos_of(table, powers, 1500)
    assert fit_exponents(table, enumerate(rows), lat, lon) == pytest.approx(powers, abs=0.12)


def test_the_answer_is_the_best_on_the_zones_themselves(table):
    rows, lat, lon = photos_of(table, (0.8, 0.5), 120)
    found = fit_exponents(table, enumerate(rows), lat, lon)
    best = mean_log_density(table, rows, lat, lon, found)
    assert best > mean_log_density(table, rows, lat, lon, (1.0, 1.0))
    for step in ((0.03, 0), (-0.03, 0), (0, 0.03), (0, -0.03)):
        assert mean_log_density(table, rows, lat, lon, found + np.array(step)) <= best + 1e-9


def test_photos_that_a_member_rules_out_are_left_out(table):
    rows, lat, lon = photos_of(table, (1.0, 1.0), 60)
    class_at = table.set_ids[0][table.zone_at(lat, lon)] - 1
    gone = [[p.copy() for p in row] for row in rows]
    for k in range(10):
        gone[k][0][class_at[k]] = 0.0
    points, truths = condense(table, enumerate(gone), lat, lon)
    assert sorted(points) == sorted(truths) == list(range(10, 60))
    kept = fit(*condense(table, list(enumerate(rows))[10:], lat, lon))
    assert fit(points, truths) == pytest.approx(kept, abs=1e-6)
    with pytest.raises(ValueError, match="can't be fitted"):
        fit({}, {})


def test_weights_decide(table):
    rows, lat, lon = photos_of(table, (1.0, 1.0), 80)
    half = np.repeat([1.0, 0.0], 40)
    weighted = fit_exponents(table, enumerate(rows), lat, lon, weights=half)
    alone = fit_exponents(table, enumerate(rows[:40]), lat[:40], lon[:40])
    assert weighted == pytest.approx(alone, abs=1e-4)


def test_folds_keep_places_whole():
    rng = np.random.default_rng(0)
    lat, lon = np.degrees(np.arcsin(rng.uniform(-1, 1, 500))), rng.uniform(-180, 180, 500)
    lat, lon = np.repeat(lat, 3), np.repeat(lon, 3)
    fold = group_folds(places(lat, lon), 4)
    assert (fold.reshape(-1, 3) == fold[::3, None]).all()
    assert np.bincount(fold).min() > 0.9 * 1500 / 4
    assert places(np.array([48.8566, 48.8606]), np.array([2.3522, 2.3376])).tolist().count(places(48.86, 2.34)) == 2
