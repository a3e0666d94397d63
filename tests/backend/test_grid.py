import numpy as np
import pytest

from backend import grid


def test_caps_match_the_reference_values():
    caps = grid.cap_area_km2([1, 25, 200, 750, 2500])
    assert caps == pytest.approx([3.14159, 1963.49, 125_653, 1.76511e6, 1.93843e7], rel=1e-5)


def test_pixels_cover_the_sphere_exactly():
    areas = grid.row_areas_km2()
    assert areas.sum() * grid.WIDTH == pytest.approx(510_064_471.91, rel=1e-10)
    assert areas.mean() == pytest.approx(8.746, abs=5e-4)
    assert areas.max() == pytest.approx(13.738, abs=5e-4)
    assert areas[0] == pytest.approx(0.0040, abs=5e-5)
    assert areas == pytest.approx(areas[::-1], rel=1e-10)


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ((48.8566, 2.3522), (51.5074, -0.1278), 343.556),
        ((40.7128, -74.0060), (34.0522, -118.2437), 3935.746),
        ((0, 179.5), (0, -179.5), 111.19493),
        ((90, 0), (-90, 50), np.pi * 6371),
    ],
)
def test_haversine_matches_the_reference_values(a, b, km):
    assert grid.haversine_km(*a, *b) == pytest.approx(km, abs=1e-3)


def test_positions_and_pixels_round_trip():
    rng = np.random.default_rng(0)
    row, col = rng.integers(0, grid.HEIGHT, 1000), rng.integers(0, grid.WIDTH, 1000)
    again = grid.pixel_of(*grid.pixel_centre(row, col))
    assert (again[0] == row).all()
    assert (again[1] == col).all()


@pytest.mark.parametrize(
    ("lat", "lon", "pixel"),
    [
        (90, -180, (0, 0)),
        (-90, 180, (5399, 0)),
        (0, 0, (2700, 5400)),
        (89.99, 179.999, (0, 10799)),
        (0, 540, (2700, 0)),
    ],
)
def test_edges_of_the_world(lat, lon, pixel):
    assert tuple(int(v) for v in grid.pixel_of(lat, lon)) == pixel
