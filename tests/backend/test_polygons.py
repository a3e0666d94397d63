"""Outlines of pixel runs, checked against scipy's labels and shapely's own validity test."""

import numpy as np
import pytest
import shapely
from scipy import ndimage

from backend import polygons
from backend.grid import HEIGHT, WIDTH


def runs_of(pixels):
    """Flat runs, cut at row ends, of a set of (row, col)."""
    flat = np.sort(np.array([r * WIDTH + c for r, c in pixels]))
    new = np.append(True, (np.diff(flat) != 1) | (flat[1:] % WIDTH == 0))
    first = np.flatnonzero(new)
    return flat[first], flat[np.append(first[1:], len(flat)) - 1] + 1


def outline(pixels):
    starts, ends, _ = polygons.join_runs(*runs_of(pixels))
    part, region = polygons.label(starts, ends)
    return polygons.outline(starts, ends, part, region), region, ends - starts


@pytest.mark.parametrize("top", [0, 2000, HEIGHT - 14])
@pytest.mark.parametrize("left", [0, 5000, -8])
@pytest.mark.parametrize("seed", range(6))
def test_random_pixels(top, left, seed):
    rng = np.random.default_rng(seed)
    mask = rng.random((14, 16)) < rng.uniform(0.3, 0.85)
    pixels = [(top + r, (left + c) % WIDTH) for r, c in zip(*np.nonzero(mask), strict=True)]
    shapes, region, lengths = outline(pixels)
    assert shapely.is_valid(shapes).all()
    assert len(shapes) == ndimage.label(mask)[1]
    in_pixels = shapely.area(shapes) * 900
    assert in_pixels == pytest.approx(np.bincount(region, weights=lengths), rel=1e-9)
    whole = shapely.union_all(shapes)
    for row, col in rng.integers([0, 0], [14, 16], (20, 2)):
        lat, lon = 90 - (top + row + 0.5) / 30, ((left + col) % WIDTH + 0.5) / 30 - 180
        assert whole.contains(shapely.Point(lon, lat)) == mask[row, col]


def test_a_hole_is_kept():
    ring = [(r, c) for r in range(100, 105) for c in range(200, 205) if (r, c) != (102, 202)]
    (shape,), _, _ = outline(ring)
    assert [len(p.interiors) for p in shape.geoms] == [1]
    assert shapely.is_ccw(shape.geoms[0].exterior)
    assert not shapely.is_ccw(shape.geoms[0].interiors[0])


def test_corners_do_not_connect():
    shapes, _, _ = outline([(10, 10), (11, 11)])
    assert len(shapes) == 2


def test_a_hole_that_touches_its_shell_in_a_corner_is_valid():
    # A ring of pixels that closes only over a corner, and one whose hole touches the outside in a corner.
    pixels = [(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1), (2, 2)]
    shapes, _, _ = outline([(50 + r, 50 + c) for r, c in pixels])
    assert shapely.is_valid(shapes).all()
    assert shapely.area(shapes).sum() * 900 == pytest.approx(len(pixels))


def test_over_the_antimeridian_is_one_region_split_in_two():
    (shape,), _, _ = outline([(2700, 0), (2700, 1), (2700, WIDTH - 1)])
    assert len(shape.geoms) == 2
    assert shape.bounds[0] == -180
    assert shape.bounds[2] == pytest.approx(180)


def test_long_parallels_have_a_vertex_every_degree():
    (shape,), _, _ = outline([(600, c) for c in range(3000, 3300)])
    lon = np.array(shape.geoms[0].exterior.coords)[:, 0]
    assert np.abs(np.diff(lon)).max() <= 1.0 + 1e-9


def test_nothing():
    empty = np.empty(0, np.int64)
    part, region = polygons.label(empty, empty)
    assert len(polygons.outline(empty, empty, part, region)) == 0
