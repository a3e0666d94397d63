"""Splits that don't leak: no group and no place on both sides, whatever the photos."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.grid import haversine_km
from training.splits import TEST, TRAIN, VALIDATION, Conflicts, draw, follow, hashes

NONE = ()


def world(seed, count=600, groups=40, towns=30, travel=0.3):
    """Photos of groups that live in a town and sometimes travel."""
    random = np.random.default_rng(seed)
    lat, lon = random.uniform(-60, 70, towns), random.uniform(-180, 180, towns)
    group = random.integers(0, groups, count)
    town = np.where(random.random(count) < travel, random.integers(0, towns, count), group % towns)
    return (
        lat[town] + random.normal(0, 0.2, count),
        (lon[town] + random.normal(0, 0.2, count) + 180) % 360 - 180,
        group,
    )


def conflicts(lat, lon, group, seed=0, apart_km=25.0, fingerprints=NONE):
    names = [f"group {k}" for k in range(group.max() + 1)]
    return Conflicts(
        lat, lon, group, hashes(names, seed)[group], apart_km=apart_km, seed=seed, fingerprints=fingerprints
    )


def check_apart(splits, lat, lon, group, apart_km):
    for a, b in ((TRAIN, VALIDATION), (TRAIN, TEST), (VALIDATION, TEST)):
        one, two = np.flatnonzero(splits.side == a), np.flatnonzero(splits.side == b)
        assert not set(group[one]) & set(group[two])
        if apart_km and len(one) and len(two):
            assert haversine_km(lat[one, None], lon[one, None], lat[two], lon[two]).min() > apart_km
    assert ((splits.side < 0) == (splits.reason != "")).all()


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 99),
    travel=st.floats(0, 1),
    groups=st.integers(2, 80),
    apart_km=st.sampled_from([0, 1, 25, 200]),
)
def test_nothing_leaks(seed, travel, groups, apart_km):
    lat, lon, group = world(seed, 300, groups, travel=travel)
    try:
        splits = draw(conflicts(lat, lon, group, seed, apart_km), 0.1, 0.1, np.zeros(300, bool))
    except ValueError as error:
        assert "too few groups and places" in str(error)
        return
    check_apart(splits, lat, lon, group, apart_km)
    given_side = np.random.default_rng(seed).integers(0, 3, 300)
    followed = follow(given_side, conflicts(lat, lon, group, seed, apart_km))
    check_apart(followed, lat, lon, group, apart_km)
    assert np.array_equal(followed.side[given_side == TEST], given_side[given_side == TEST])


def test_groups_at_home_cost_little():
    lat, lon, group = world(5, 4000, 200, 100, travel=0.02)
    splits = draw(conflicts(lat, lon, group), 0.1, 0.0, np.zeros(4000, bool))
    kept = splits.side >= 0
    assert (splits.side[kept] == VALIDATION).mean() == pytest.approx(0.1, abs=0.03)
    assert kept.mean() > 0.9


def test_without_a_distance_whole_groups_are_drawn_and_nothing_is_dropped():
    lat, lon, group = world(1)
    splits = draw(conflicts(lat, lon, group, apart_km=0), 0.2, 0.0, np.zeros(600, bool))
    assert (splits.side >= 0).all()
    assert (splits.side == VALIDATION).mean() == pytest.approx(0.2, abs=0.05)


def test_photos_of_unknown_group_are_parted_by_place_alone():
    lat, lon, _ = world(2)
    alone = conflicts(lat, lon, np.arange(600))
    splits = draw(alone, 0.1, 0.0, np.zeros(600, bool))
    assert splits.drawn == {"validation": "places, groups following"}
    assert {"", "within 25 km of a photo of validation"} >= set(splits.reason)


def test_named_groups_are_the_whole_test():
    lat, lon, group = world(3)
    named = np.isin(group, [4, 7])
    splits = draw(conflicts(lat, lon, group), 0.1, 0.0, named)
    assert np.array_equal(splits.side == TEST, named)
    check_apart(splits, lat, lon, group, 25.0)


def test_a_seed_decides_and_another_decides_otherwise():
    lat, lon, group = world(4)
    sides = [draw(conflicts(lat, lon, group, seed), 0.2, 0.0, np.zeros(600, bool)).side for seed in (0, 0, 1)]
    assert np.array_equal(sides[0], sides[1])
    assert not np.array_equal(sides[0], sides[2])


def test_the_pole_and_the_antimeridian_are_near():
    lat, lon = np.array([89.95, 89.95, 0.0, 0.0, 40.0]), np.array([0.0, 180.0, 179.95, -179.95, 10.0])
    side = np.array([TRAIN, VALIDATION, TRAIN, VALIDATION, TRAIN])
    splits = follow(side, conflicts(lat, lon, np.arange(5)))
    assert splits.side.tolist() == [-1, VALIDATION, -1, VALIDATION, TRAIN]


def test_near_duplicates_leave_the_training():
    lat, lon = np.array([0.0, 10.0, 20.0, 30.0]), np.zeros(4)
    files, pictures = np.array([7, 8, 7, 0], np.uint64), np.array([0, 5, 6, 0], np.uint64)
    side = np.array([TRAIN, TRAIN, VALIDATION, TRAIN])
    splits = follow(side, conflicts(lat, lon, np.arange(4), fingerprints=(files, pictures)))
    assert splits.side.tolist() == [-1, TRAIN, VALIDATION, TRAIN]
    assert splits.reason[0] == "near-duplicate of a photo of validation"


def test_one_group_can_t_be_divided():
    lat, lon, _ = world(6)
    with pytest.raises(ValueError, match="No photo is left for the validation split"):
        draw(conflicts(lat, lon, np.zeros(600, int)), 0.1, 0.0, np.zeros(600, bool))
    with pytest.raises(ValueError, match="--apart-km must be from 0 to 500"):
        conflicts(lat, lon, np.zeros(600, int), apart_km=600)


def test_hashes_are_the_same_everywhere():
    # Written down once: a dataset prepared again, on any machine, keeps the same urban photos.
    assert hashes(["a", "b"], 0).tolist() == hashes(["x", "a", "b"], 0).tolist()[1:]
    assert hashes(["a"], 0) != hashes(["a"], 1)
    drawn = hashes([str(k) for k in range(20_000)], 0) / 2.0**64
    assert np.histogram(drawn, 10, (0, 1))[0] == pytest.approx(np.full(10, 2000), abs=200)
