"""Pixels of rasters in many projections: areas against equal-area arithmetic, outlines against what they enclose."""

import numpy as np
import pyproj
import pytest
import shapely
from rasterio import Affine
from scipy import ndimage

from backend import polygons
from backend.errors import RequestError
from backend.georeference import georeference
from backend.grid import EARTH_RADIUS_KM, SPHERE_AREA_KM2, row_areas_km2, unit_vectors

MERCATOR = 20037508.342789244


def spread(left, bottom, right, top, width, height):
    return Affine((right - left) / width, 0, left, 0, (bottom - top) / height, top)


def turned(transform, width, height, degrees):
    return Affine.rotation(degrees, pivot=transform @ (width / 2, height / 2)) @ transform


# Name: height, width, transform, CRS.
RASTERS = {
    "world": (90, 180, spread(-180, -90, 180, 90, 180, 90), "EPSG:4326"),
    "world from Greenwich": (90, 180, spread(0, -90, 360, 90, 180, 90), "EPSG:4326"),
    "world of centres": (91, 180, spread(-1, -91, 359, 91, 180, 91), "EPSG:4326"),
    "over the antimeridian": (40, 60, spread(165, -40, 195, -20, 60, 40), "EPSG:4326"),
    "Mercator world": (120, 128, spread(-MERCATOR, -MERCATOR * 0.9, MERCATOR, MERCATOR * 0.9, 128, 120), "EPSG:3857"),
    "Mercator of the Pacific": (
        60, 128, spread(-MERCATOR, -9e6, MERCATOR, 9e6, 128, 60), "+proj=merc +lon_0=180 +R=6378137 +units=m",
    ),
    "Web Mercator": (70, 80, spread(5e5, 5e6, 2.1e6, 6.4e6, 80, 70), "EPSG:3857"),
    "UTM": (64, 64, spread(4e5, 5.2e6, 4.64e5, 5.264e6, 64, 64), "EPSG:32632"),
    "UTM turned": (64, 64, turned(spread(4e5, 5.2e6, 4.64e5, 5.264e6, 64, 64), 64, 64, 30), "EPSG:32632"),
    "Clarke's ellipsoid": (50, 50, spread(-105, 35, -100, 40, 50, 50), "EPSG:4267"),
    "Europe": (80, 100, spread(2.5e6, 1.4e6, 7.5e6, 5.4e6, 100, 80), "EPSG:3035"),
    "South Pole": (80, 80, spread(-4e6, -4e6, 4e6, 4e6, 80, 80), "EPSG:3031"),
    "South Pole in a pixel": (81, 81, spread(-4e6, -4e6, 4e6, 4e6, 81, 81), "EPSG:3031"),
    "North Pole": (80, 80, spread(-3e6, -3e6, 3e6, 3e6, 80, 80), "EPSG:3413"),
    "both poles": (90, 90, spread(-2e7, -2e7, 2e7, 2e7, 90, 90), "+proj=aeqd +lat_0=90 +datum=WGS84"),
    "Mollweide world": (90, 180, spread(-18040096, -9020048, 18040096, 9020048, 180, 90), "ESRI:54009"),
    "Pacific": (60, 80, spread(-4e6, -3e6, 4e6, 3e6, 80, 60), "EPSG:3832"),
}  # fmt: skip


@pytest.fixture(params=RASTERS)
def name(request):
    return request.param


@pytest.fixture
def raster(name):
    return of_name(name)


def of_name(name):
    height, width, transform, crs = RASTERS[name]
    return georeference(height, width, transform, pyproj.CRS(crs))


def area_on_the_sphere(shape):
    """Of polygons on the map: with the sine of the latitude for the latitude, the plane has the sphere's areas."""
    flat = shapely.transform(
        shapely.segmentize(shape, 0.5), lambda p: np.stack([np.radians(p[:, 0]), np.sin(np.radians(p[:, 1]))], axis=1)
    )
    return shapely.area(flat) * EARTH_RADIUS_KM**2


def runs_of(mask):
    starts, ends = [], []
    for row, line in enumerate(mask):
        edges = np.flatnonzero(np.diff(line, prepend=False, append=False)) + row * mask.shape[1]
        starts += edges[::2].tolist()
        ends += edges[1::2].tolist()
    return np.array(starts, np.int64), np.array(ends, np.int64)


def outlines(raster, mask):
    starts, ends = runs_of(mask)
    part, region = polygons.label(starts, ends, raster.lattice)
    of_pixel = np.full(mask.size, -1)
    for start, end, number in zip(starts, ends, region, strict=True):
        of_pixel[start:end] = number
    return raster.outlines(starts, ends, part, region), of_pixel


def blobs(raster, seed):
    """Some pixels on Earth, in patches with holes."""
    rng = np.random.default_rng(seed)
    noise = ndimage.gaussian_filter(rng.random((raster.height, raster.width)), 2, mode="wrap")
    mask = noise > np.quantile(noise, rng.uniform(0.2, 0.8))
    mask[raster.height // 3, raster.width // 3] = True
    return mask & (raster.areas_km2(0, raster.height) > 0)


@pytest.mark.parametrize("seed", range(2))
def test_outlines_are_on_the_map_and_enclose_their_pixels(raster, seed):
    mask = blobs(raster, seed)
    shapes, of_pixel = outlines(raster, mask)
    assert set(shapely.get_type_id(shapes)) == {shapely.GeometryType.MULTIPOLYGON}
    assert shapely.is_valid(shapes).all()
    west, south, east, north = shapely.total_bounds(shapes)
    assert west >= -180 - 1e-6 and east <= 180 + 1e-6 and south >= -90 and north <= 90
    lat, lon = raster.centres(np.flatnonzero(np.isfinite(raster.areas_km2(0, raster.height)).ravel()))
    known = np.isfinite(lat) & (np.abs(lat) < 89.9) & (np.abs(lon) < 179.9)
    tree = shapely.STRtree(shapes)
    point, found = tree.query(shapely.points(lon[known], lat[known]), predicate="within")
    inside = np.full(known.sum(), -1)
    inside[point] = found
    assert (inside == of_pixel[known]).all()
    # And no more than them: areas are those of the pixels, but for the arcs between an edge's vertices.
    areas = np.bincount(of_pixel[of_pixel >= 0], raster.areas_km2(0, raster.height).ravel()[of_pixel >= 0])
    assert area_on_the_sphere(shapes) == pytest.approx(areas, rel=4e-3)
    for part in shapely.get_parts(shapes):
        assert shapely.is_ccw(part.exterior)


def test_areas_are_those_of_the_sphere(raster, name):
    rng = np.random.default_rng(4)
    areas = raster.areas_km2(0, raster.height)
    rows, columns = rng.integers(0, areas.shape, (60, 2)).T
    for row, column in zip(rows, columns, strict=True):
        n = 24
        edge = np.arange(n) / n
        x = column + np.concatenate([edge, np.ones(n), 1 - edge, np.zeros(n)])
        y = row + np.concatenate([np.zeros(n), edge, np.ones(n), 1 - edge])
        lon, lat = raster.positions(x, y)
        if not areas[row, column]:
            assert name in ("both poles", "Mollweide world")
            continue
        lon = np.unwrap(lon, period=360)
        if np.ptp(lon) > 90 or np.abs(lat).max() > 89:
            continue
        exact = shapely.Polygon(np.stack([np.radians(lon), np.sin(np.radians(lat))], 1)).area * EARTH_RADIUS_KM**2
        assert areas[row, column] == pytest.approx(exact, rel=5e-3 if exact > 1e3 else 1e-5)
        assert raster.areas_km2(row, row + 1)[0, column] == areas[row, column]


@pytest.mark.parametrize("name", ["world", "world from Greenwich", "world of centres"])
def test_a_world_has_the_earths_area(name):
    raster = of_name(name)
    assert raster.areas_km2(0, raster.height).sum() == pytest.approx(SPHERE_AREA_KM2, rel=1e-12)


def test_the_common_grid_has_the_grids_areas():
    raster = georeference(5400, 10800, spread(-180, -90, 180, 90, 10800, 5400), pyproj.CRS("EPSG:4326"))
    assert raster.areas_km2(0, 5400)[:, 7] == pytest.approx(row_areas_km2(), rel=1e-9)


def test_web_mercator_over_a_fine_mesh():
    size = 2000
    raster = georeference(
        size, size, spread(-MERCATOR, -MERCATOR, MERCATOR, MERCATOR, size, size), pyproj.CRS("EPSG:3857")
    )
    edges = np.arctan(np.sinh(np.pi * (1 - 2 * np.arange(size + 1) / size)))
    exact = EARTH_RADIUS_KM**2 * 2 * np.pi / size * -np.diff(np.sin(edges))
    assert raster.areas_km2(0, size)[:, 123] == pytest.approx(exact, rel=1e-4)
    assert raster.areas_km2(700, 720) == pytest.approx(raster.areas_km2(0, size)[700:720], rel=1e-12)
    assert raster.lattice.wraps


def test_a_mesh_that_leaves_the_earth_is_exact_at_its_rim():
    size = 1300
    there = spread(-18040096, -9020048, 18040096, 9020048, size, size)
    raster = georeference(size, size, there, pyproj.CRS("ESRI:54009"))
    areas = raster.areas_km2(0, size)
    row = 200
    line = Affine(there.a, 0, there.c, 0, there.e, there.f + row * there.e)
    part = georeference(1, size, line, pyproj.CRS("ESRI:54009"))
    # The pixels that the rim cuts are left out.
    assert areas.sum() == pytest.approx(SPHERE_AREA_KM2, rel=7e-3)
    assert (areas[row] > 0).sum() == (part.areas_km2(0, 1) > 0).sum()
    assert areas[row] == pytest.approx(part.areas_km2(0, 1)[0], rel=1e-4)


def test_chords_are_those_between_centres(raster):
    towards = unit_vectors(20.0, 170.0)
    chords = raster.chords(3, raster.height - 2, towards)
    flat = np.arange(3 * raster.width, (raster.height - 2) * raster.width)
    lat, lon = raster.centres(flat)
    known = np.isfinite(lat)
    exact = ((unit_vectors(lat[known], lon[known]) - towards) ** 2).sum(axis=1)
    assert chords.ravel()[known] == pytest.approx(exact, abs=1e-9)


def test_positions_lead_back_to_their_pixels(raster):
    rng = np.random.default_rng(8)
    for row, column in rng.integers(0, (raster.height, raster.width), (40, 2)):
        lat, lon = raster.centres(np.array([row * raster.width + column]))
        if np.isfinite(lat[0]) and abs(lat[0]) < 90 and raster.areas_km2(row, row + 1)[0, column]:
            assert raster.pixel_of(lat[0], lon[0]) == (row, column)


@pytest.mark.parametrize(
    ("transform", "crs", "message"),
    [
        (spread(-200, -90, 200, 90, 80, 40), "EPSG:4326", "more than once"),
        (spread(0, 80, 40, 120, 80, 40), "EPSG:4326", "latitudes"),
        (spread(1e9, 1e9, 2e9, 2e9, 80, 40), "ESRI:54009", "check its CRS"),
    ],
)
def test_what_is_not_on_earth_is_refused(transform, crs, message):
    with pytest.raises(RequestError, match=message):
        georeference(40, 80, transform, pyproj.CRS(crs))


def test_regions_that_meet_at_a_seam_are_one():
    raster = of_name("world from Greenwich")
    mask = np.zeros((raster.height, raster.width), bool)
    mask[40:45, :3] = mask[42:47, -2:] = True
    (shape,), _ = outlines(raster, mask)
    assert len(shape.geoms) == 1
    assert shape.bounds == pytest.approx((-4, -4, 6, 10))


def test_a_ring_around_a_pole_is_closed_over_it():
    raster = of_name("South Pole")
    mask = np.zeros((raster.height, raster.width), bool)
    mask[30:50, 30:50] = True
    (shape,), _ = outlines(raster, mask)
    assert shapely.covers(shape, shapely.points([0.0, -179.0, 100.0], [-89.9, -89.9, -85.0])).all()
    mask[38:42, 38:42] = False
    (shape,), _ = outlines(raster, mask)
    assert shape.bounds[0] == -180 and shape.bounds[2] == 180 and shape.bounds[1] > -90


@pytest.mark.parametrize("crs", ["EPSG:3031", "EPSG:3413"])
@pytest.mark.parametrize("size", [40, 41])
def test_regions_over_a_pole_stay_valid_as_geojson(crs, size):
    """With the pole on a pixel's corner and in its middle, in regions of every shape."""
    half = size * 5e4
    raster = georeference(size, size, spread(-half, -half, half, half, size, size), pyproj.CRS(crs))
    rng = np.random.default_rng(size)
    for share in (0.3, 0.6, 0.9, 1.0):
        shapes, _ = outlines(raster, rng.random((size, size)) < share)
        rounded = shapely.transform(shapes, lambda points: np.round(points, 6))
        assert shapely.is_valid(shapes).all()
        assert shapely.is_valid(rounded).all()
