"""The makers of the places resource on worlds small enough to check by hand."""

import numpy as np
import pyogrio
import pytest
import shapely
from rasterio.transform import from_origin

from training.places import clean, fill_coast, is_small, rasterise, read_units


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (None, ""),
        ("Bayern", "Bayern"),
        ("  Saint  Denis\n", "Saint Denis"),
        ("Vientiane [prefecture]", "Vientiane"),
        ("Ma`an", "Maʻan"),
        ("Saint-Denis", "Saint-Denis"),
    ],
)
def test_clean(text, cleaned):
    assert clean(text) == cleaned


def test_small_countries():
    near = np.array([shapely.box(14.2, 35.8, 14.4, 36.0), shapely.box(14.4, 36.0, 14.6, 36.1)])
    assert is_small(near)
    assert not is_small(np.append(near, shapely.box(16.0, 35.8, 16.1, 35.9)))


def test_rasterise_gives_every_unit_a_pixel():
    # 4 x 6 pixels of one degree from (0, 4): a big unit, an enclave, an islet, two units on one pixel.
    polygons = np.array(
        [
            shapely.box(0, 0, 4, 4),
            shapely.box(1.1, 1.1, 1.2, 1.2),
            shapely.box(5.1, 3.1, 5.2, 3.2),
            shapely.box(5.1, 0.1, 5.2, 0.2),
            shapely.box(5.3, 0.3, 5.4, 0.35),
        ]
    )
    grid = rasterise(polygons, np.arange(5), (4, 6), from_origin(0, 4, 1, 1))
    assert grid.tolist() == [
        [1, 1, 1, 1, 0, 3],
        [1, 1, 1, 1, 0, 0],
        [1, 2, 1, 1, 0, 0],
        [1, 1, 1, 1, 0, 4],  # the fifth finds its only pixel taken by one that has no other
    ]


def test_polygons_of_one_unit_share_its_id():
    polygons = np.array([shapely.box(0, 0, 1, 1), shapely.box(2, 0, 3, 1)])
    assert rasterise(polygons, np.array([0, 0]), (1, 3), from_origin(0, 1, 1, 1)).tolist() == [[1, 0, 1]]


def test_fill_coast_is_the_nearest_land():
    grid = np.zeros((90, 180), dtype=np.uint16)  # pixels of 2 degrees
    rng = np.random.default_rng(0)
    rows, cols = rng.integers(20, 70, 40), rng.integers(0, 180, 40)
    grid[rows, cols] = np.arange(1, 41)
    radius = 700.0
    filled = fill_coast(grid, radius)
    assert np.array_equal(filled[grid > 0], grid[grid > 0])
    land_rows, land_cols = np.nonzero(grid)
    pixel_km = 2.0 * 6371.0 * np.pi / 180.0
    for row in range(0, 90, 3):
        cos_lat = np.cos(np.radians(90 - (row + 0.5) * 2))
        for col in range(180):
            apart = np.abs(land_cols - col)
            east_km = np.minimum(apart, 180 - apart) * cos_lat * pixel_km
            distance = np.hypot(east_km, (land_rows - row) * pixel_km)
            if grid[row, col]:
                continue
            if not filled[row, col]:
                assert distance.min() >= radius - 1e-6
            else:
                mine = distance[grid[land_rows, land_cols] == filled[row, col]].min()
                assert mine == pytest.approx(distance.min()) and mine < radius


def test_fill_coast_crosses_the_antimeridian():
    grid = np.zeros((90, 180), dtype=np.uint16)
    grid[45, 179] = 7
    filled = fill_coast(grid, 500.0)  # two pixels of 222 km
    assert filled[45, [176, 177, 178, 179, 0, 1, 2]].tolist() == [0, 7, 7, 7, 7, 7, 0]


def test_read_units(tmp_path):
    rows = {
        "iso_a2": ["DE", "MT", "MT", "-1", "GB", "GB"],
        "name": ["Bayern", "Valletta", "Mdina", "Norway", "Camden", "Lambeth"],
        "admin": ["Germany", "Malta", "Malta", "Norway", "United Kingdom", "United Kingdom"],
    }
    boxes = [
        shapely.box(9, 47, 13, 50),
        shapely.box(14.5, 35.8, 14.6, 35.9),
        shapely.box(14.3, 35.8, 14.4, 35.9),
        shapely.box(5, 58, 30, 71),
        shapely.box(-0.2, 51.5, 0, 51.6),
        shapely.box(-3, 51.4, 0, 51.5),
    ]
    source = tmp_path / "world.gpkg"
    pyogrio.raw.write(
        source,
        shapely.to_wkb(np.array(boxes)),
        [np.array(values, dtype=object) for values in rows.values()],
        list(rows),
        layer="states_provinces",
        geometry_type="Polygon",
        crs="EPSG:4326",
    )
    units, polygons, index = read_units(source)
    assert units == [
        ("Bayern", "Germany", "DE"),
        ("", "Malta", "MT"),
        ("", "Norway", ""),
        ("London", "United Kingdom", "GB"),
    ]
    assert index.tolist() == [0, 1, 1, 2, 3, 3]
    assert len(polygons) == 6
