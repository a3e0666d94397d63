"""Recall vs Area of point predictions: equal to Algorithm 3 on the full grid, and to great-circle accuracy."""

import numpy as np
import pytest

from backend.grid import (
    EARTH_RADIUS_KM,
    HEIGHT,
    SPHERE_AREA_KM2,
    WIDTH,
    cap_area_km2,
    haversine_km,
    pixel_centre,
    pixel_of,
    row_areas_km2,
)
from training.points import areas_until_truth, claimed_area_km2, claimed_until, pixel_diagonal_km

POLES_AND_SEAMS = [
    ((10, 20), (10, 20)),
    ((90, 0), (80, 30)),  # every pixel of a row is as far from the pole
    ((-90, 5), (-89.999, 100)),
    ((89.99, 10), (89.95, -170)),
    ((45, 179.999), (45.3, -179.9)),
    ((0, 0), (0.01, 179.99)),
    ((-33.3, 180), (33.3, 0.001)),
    ((10 + 1 / 60, 20 + 1 / 60), (10.1, 20.2)),  # on a pixel's centre: neighbours in pairs
    ((1 / 60, 1 / 60), (1 / 60, 1 / 60)),
    ((10, 20), (10.1, 20.2)),  # on a corner: neighbours in fours
]


@pytest.fixture(scope="module")
def grid():
    return pixel_centre(np.arange(HEIGHT)[:, None], np.arange(WIDTH)[None, :])


def half_chord_squared(lat1, lon1, lat2, lon2):
    lat1, lon1, lat2, lon2 = (np.radians(a) for a in (lat1, lon1, lat2, lon2))
    return np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2


def naive(point, truth, grid):
    """Algorithm 3 on every pixel; squares of chords that differ by less than 1e-9 are ties."""
    distance = half_chord_squared(*point, *grid)
    at_truth = distance[pixel_of(*truth)]
    area = row_areas_km2()[:, None]
    nearer = distance < at_truth * (1 - 1e-9) - 1e-20
    return (area * (distance <= at_truth * (1 + 1e-9) + 1e-20)).sum(), (area * nearer).sum()


def test_areas_equal_the_naive_grid(grid):
    random = np.random.default_rng(0)
    cases = list(POLES_AND_SEAMS)
    for far in (180, 30, 1, 0.1):
        lat, lon = np.degrees(np.arcsin(random.uniform(-1, 1))), random.uniform(-180, 180)
        other = (
            np.clip(lat + random.uniform(-far, far) / 2, -90, 90),
            (lon + random.uniform(-far, far) + 180) % 360 - 180,
        )
        cases.append(((lat, lon), other))
    point, truth = (np.array([c[k] for c in cases], float).T for k in (0, 1))
    found = np.array(areas_until_truth(point, truth)).T
    for k, case in enumerate(cases):
        assert found[k] == pytest.approx(naive(*case, grid), rel=1e-9, abs=1e-9), case


def test_batches_of_photos_change_nothing(monkeypatch):
    random = np.random.default_rng(1)
    lat, lon = np.degrees(np.arcsin(random.uniform(-1, 1, (2, 40)))), random.uniform(-180, 180, (2, 40))
    whole = areas_until_truth((lat[0], lon[0]), (lat[1], lon[1]))
    monkeypatch.setattr("training.points._AT_ONCE", 4000)
    np.testing.assert_array_equal(areas_until_truth((lat[0], lon[0]), (lat[1], lon[1])), whole)


def test_recall_at_the_cap_is_accuracy_at_its_radius_to_within_a_pixel():
    random = np.random.default_rng(2)
    n = 2000
    lat, lon = np.degrees(np.arcsin(random.uniform(-1, 1, n))), random.uniform(-180, 180, n)
    for radius in (25, 200, 750, 2500):
        # Errors around the radius, where the two could differ, in any direction.
        away, turn = (radius + random.uniform(-12, 12, n)) / EARTH_RADIUS_KM, random.uniform(0, 2 * np.pi, n)
        north = np.radians(lat)
        sine = np.sin(north) * np.cos(away) + np.cos(north) * np.sin(away) * np.cos(turn)
        east = np.arctan2(np.sin(turn) * np.sin(away) * np.cos(north), np.cos(away) - np.sin(north) * sine)
        point = np.degrees(np.arcsin(sine)), (lon + np.degrees(east) + 180) % 360 - 180
        error = haversine_km(*point, lat, lon)
        by_area = areas_until_truth(point, (lat, lon))[0] <= cap_area_km2(radius)
        differ = by_area != (error <= radius)
        assert 0 < differ.sum() < n / 3
        assert (np.abs(error - radius)[differ] <= pixel_diagonal_km(lat, lon)[differ]).all()


def test_a_pixel_is_five_kilometres_across_at_the_equator():
    assert pixel_diagonal_km(np.array([0.01]), np.array([0.01]))[0] == pytest.approx(111.19493 / 30 * 2**0.5, rel=1e-4)


def test_claims_of_a_spread():
    spread = np.array([50.0])
    # On the plane a Gaussian of two axes holds 1 - exp(-1/2) within one standard deviation.
    assert claimed_until(np.array([50.0]), spread)[0] == pytest.approx(1 - np.exp(-0.5), rel=1e-4)
    for wide in (1.0, 300.0, 5000.0):
        area = claimed_area_km2(np.array([0.9]), np.array([wide]))
        radius = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(area / SPHERE_AREA_KM2))
        assert claimed_until(radius, np.array([wide]))[0] == pytest.approx(0.9, rel=1e-9)
    assert claimed_until(np.array([np.pi * EARTH_RADIUS_KM]), np.array([9000.0]))[0] == pytest.approx(1.0)
    np.testing.assert_array_equal(claimed_until(np.array([0.0, 1.0]), np.zeros(2)), [0.0, 1.0])


def test_the_claims_cover_draws_from_them():
    random = np.random.default_rng(3)
    spread = np.full(20000, 80.0)
    error = 80.0 * np.hypot(*random.standard_normal((2, 20000)))
    claimed = claimed_until(error, spread)
    for q in (0.5, 0.8, 0.95):
        assert (claimed <= q).mean() == pytest.approx(q, abs=0.015)
