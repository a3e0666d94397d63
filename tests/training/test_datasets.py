"""Photos, regions, weights and splits."""

import numpy as np
import pytest

from training.datasets import Photos, load_photos, near, regions, sample_weights, source_folds, test_sources


def made_up(sources, latitude=None, longitude=None, precision=None):
    n = len(sources)
    return Photos(
        np.array([f"photo-{k}" for k in range(n)]),
        np.zeros(n) if latitude is None else np.array(latitude, float),
        np.zeros(n) if longitude is None else np.array(longitude, float),
        np.array(["point"] * n if precision is None else precision),
        np.array(sources),
    )


@pytest.mark.parametrize(
    ("place", "region"),
    [
        ((48.86, 2.35), "Europe"),
        ((64.1, -21.9), "Europe"),
        ((31.2, 29.9), "North Africa"),
        ((-33.9, 18.4), "Africa"),
        ((25.2, 55.3), "Middle East and Central Asia"),
        ((28.6, 77.2), "South Asia"),
        ((35.7, 139.7), "East Asia"),
        ((-8.7, 115.2), "South-East Asia"),
        ((-33.9, 151.2), "Oceania"),
        ((40.7, -74.0), "North America"),
        ((19.4, -99.1), "Central America"),
        ((-22.9, -43.2), "South America"),
        ((62.0, 129.7), "North Asia"),
    ],
)
def test_regions_of_well_known_places(place, region):
    assert regions(*(np.array([v]) for v in place)).tolist() == [region]


def test_weights_temper_large_sources_and_vague_labels():
    photos = made_up(["big"] * 4 + ["small"], precision=["point", "point", "point", "region", "point"])
    weights = sample_weights(photos)
    assert weights.mean() == pytest.approx(1)
    # One region: only source and precision differ. 4^-0.5 against 1, and half of it for "region".
    assert weights / weights[4] == pytest.approx([0.5, 0.5, 0.5, 0.25, 1.0])


def test_folds_keep_sources_whole_and_level():
    sources = np.repeat([f"s{k}" for k in range(20)], np.arange(1, 21))
    fold = source_folds(made_up(sources), 4)
    assert all(len(set(fold[sources == s])) == 1 for s in set(sources))
    assert np.ptp(np.bincount(fold)) <= 10
    assert np.array_equal(fold, source_folds(made_up(sources), 4))


def test_test_sources_are_drawn_from_those_of_middling_size():
    sources = np.repeat([f"s{k:02}" for k in range(30)], [5] * 5 + [20] * 22 + [200] * 3)
    drawn = test_sources(made_up(sources))
    assert len(set(drawn)) == 16
    assert set(drawn) <= {f"s{k:02}" for k in range(5, 27)}
    assert drawn == test_sources(made_up(sources))


def test_near_finds_places_within_the_radius():
    photos = made_up(["a", "a", "a"], [0, 0, 0], [0.0, 0.2, 0.3])
    # 0.2 degrees of the equator are 22.2 km, 0.3 are 33.4.
    assert near(photos, made_up(["b"], [0], [0.0]), 25.0).tolist() == [True, True, False]


def test_the_photos_given_for_training(data):
    photos = load_photos(data / "photos")
    assert np.isfinite(photos.latitude).all()
    assert len(set(photos.id)) == len(photos) > 3000
    drawn = test_sources(photos)
    counts = [(photos.source == s).sum() for s in drawn]
    assert min(counts) >= 10
    assert max(counts) <= 90


def test_a_missing_table_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"'photos\.csv' is missing"):
        load_photos(tmp_path)
