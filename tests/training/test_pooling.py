import numpy as np
import pytest

from backend.ensemble import Member, fuse
from backend.grid import HEIGHT, WIDTH
from backend.zones import build_zones, map_layer
from training.folds import group_folds
from training.pooling import Condensed, places

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
    assert Condensed.of_zones(table, enumerate(rows), lat, lon).fit() == pytest.approx(powers, abs=0.12)


def test_the_answer_is_the_best_on_the_zones_themselves(table):
    rows, lat, lon = photos_of(table, (0.8, 0.5), 120)
    condensed = Condensed.of_zones(table, enumerate(rows), lat, lon)
    found = condensed.fit()
    best = mean_log_density(table, rows, lat, lon, found)
    assert best > mean_log_density(table, rows, lat, lon, (1.0, 1.0))
    for step in ((0.03, 0), (-0.03, 0), (0, 0.03), (0, -0.03)):
        assert mean_log_density(table, rows, lat, lon, found + np.array(step)) <= best + 1e-9
    assert np.mean([v for _, v in condensed.log_densities(found)]) == pytest.approx(best, abs=0.01)


def test_photos_that_a_member_rules_out_are_left_out(table):
    rows, lat, lon = photos_of(table, (1.0, 1.0), 60)
    class_at = table.set_ids[0][table.zone_at(lat, lon)] - 1
    gone = [[p.copy() for p in row] for row in rows]
    for k in range(10):
        gone[k][0][class_at[k]] = 0.0
    found = Condensed.of_zones(table, enumerate(gone), lat, lon)
    assert sorted(found.points) == sorted(found.truths) == list(range(10, 60))
    kept = Condensed.of_zones(table, enumerate(rows), lat, lon).where(lambda k: k >= 10)
    assert found.fit() == pytest.approx(kept.fit(), abs=1e-6)
    with pytest.raises(ValueError, match="can be fitted"):
        Condensed({}, {}).fit()


def test_weights_decide(table):
    rows, lat, lon = photos_of(table, (1.0, 1.0), 80)
    half = np.repeat([1.0, 0.0], 40)
    condensed = Condensed.of_zones(table, enumerate(rows), lat, lon)
    weighted = condensed.fit(half)
    alone = condensed.where(lambda k: k < 40).fit()
    assert weighted == pytest.approx(alone, abs=1e-4)


def test_folds_keep_places_whole():
    rng = np.random.default_rng(0)
    lat, lon = np.degrees(np.arcsin(rng.uniform(-1, 1, 500))), rng.uniform(-180, 180, 500)
    lat, lon = np.repeat(lat, 3), np.repeat(lon, 3)
    fold = group_folds(places(lat, lon), 4)
    assert (fold.reshape(-1, 3) == fold[::3, None]).all()
    assert np.bincount(fold).min() > 0.9 * 1500 / 4
    assert places(np.array([48.8566, 48.8606]), np.array([2.3522, 2.3376])).tolist().count(places(48.86, 2.34)) == 2


def test_a_map_that_is_twice_too_sure_gets_a_power_of_a_half():
    # Four classes of equal area, a quarter of the world each; the predictor squares the true probabilities.
    classes = np.repeat(np.arange(1, 5, dtype=np.uint8), WIDTH // 4)[None].repeat(HEIGHT, axis=0)
    table = build_zones([map_layer(classes, 4)])
    random = np.random.default_rng(0)
    truth = random.dirichlet(np.ones(4), 4000)
    drawn = (random.random((4000, 1)) > np.cumsum(truth, axis=1)).sum(axis=1).clip(max=3)
    sure = truth**2 / (truth**2).sum(axis=1, keepdims=True)
    rows = ((k, [p]) for k, p in enumerate(sure))
    found = Condensed.of_zones(table, rows, np.zeros(4000), -135.0 + 90.0 * drawn).fit()
    assert found == pytest.approx([0.5], rel=0.1)
    # Areas are equal, so the temperature of the class probabilities is the inverse; photos without a class are out.
    classes_of = np.where(np.arange(4000) < 3800, drawn, -1)
    by_class = Condensed.of_classes(enumerate(sure), classes_of)
    assert len(by_class.points) == 3800
    assert by_class.fit() == pytest.approx(found, rel=0.03)
