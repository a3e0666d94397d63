"""Restrictions: GeoJSON and countries to pixels."""

import json

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio.features import rasterize
from rasterio.transform import from_origin

from backend import restriction
from backend.errors import RequestError
from backend.grid import HEIGHT, SPHERE_AREA_KM2, WIDTH, row_areas_km2
from backend.places import Places
from backend.restriction import from_countries, from_geojson, outline

GRID = from_origin(-180, 90, 1 / 30, 1 / 30)


@pytest.fixture(scope="module")
def places():
    return Places.load()


def box(west, south, east, north):
    return {"type": "Polygon", "coordinates": [[[west, south], [east, south], [east, north], [west, north]]]}


def restricted(document, inside=True):
    return from_geojson(json.dumps(document).encode(), inside=inside)


def mask(found):
    """The pixels that are left, as (5400, 10800) bool; the layer's own invariants on the way."""
    starts, ids = found.layer.starts, found.layer.ids
    assert starts[0] == 0
    assert (np.diff(starts) > 0).all()
    assert (np.diff(ids) != 0).all()
    assert found.layer.sets.shape == (2, 1)
    lengths = np.diff(starts, append=HEIGHT * WIDTH)
    return np.repeat(ids == 1, lengths).reshape(HEIGHT, WIDTH)


def area(pixels):
    return float(pixels.sum(axis=1) @ row_areas_km2())


def columns(pixels):
    return np.flatnonzero(pixels.any(axis=0))


def test_a_pixel_belongs_when_its_centre_is_inside():
    # Centres are at odd sixtieths of a degree: 3 of them lie in 0.1 degrees, and one in the last 0.02.
    pixels = mask(restricted(box(10, 20, 10.12, 20.1)))
    assert columns(pixels).tolist() == [5700, 5701, 5702, 5703]
    assert np.flatnonzero(pixels.any(axis=1)).tolist() == [2097, 2098, 2099]
    assert pixels.sum() == 12


def test_outside_is_the_rest():
    shape = {
        "type": "MultiPolygon",
        "coordinates": [box(*b)["coordinates"] for b in ((-5, 3, 2, 9), (100, -9, 120, 0))],
    }
    inside, outside = (restricted(shape, inside=flag) for flag in (True, False))
    assert (mask(inside) == ~mask(outside)).all()
    assert inside.area_km2 == outside.area_km2 == pytest.approx(area(mask(inside)))
    assert inside.label == "2 polygons"
    assert from_geojson(json.dumps(shape).encode(), inside=True, name="Parks").label == "Parks"
    assert (inside.inside, outside.inside) == (True, False)
    assert inside.id != outside.id


@pytest.mark.parametrize("inside", [True, False])
def test_the_whole_earth(inside):
    found = restricted(box(-180, -90, 180, 90), inside=inside)
    assert found.area_km2 == pytest.approx(SPHERE_AREA_KM2)
    assert (mask(found) == inside).all()
    assert (mask(restricted(box(-500, -170, 500, 170), inside=inside)) == inside).all()


def test_beyond_the_antimeridian_it_goes_on_round_the_earth():
    east = mask(restricted(box(170, -20, 190, -10)))
    assert (east == mask(restricted(box(-190, -20, -170, -10)))).all()
    assert (east == (mask(restricted(box(170, -20, 180, -10))) | mask(restricted(box(-180, -20, -170, -10))))).all()
    assert east.sum() == 20 * 30 * 10 * 30
    # A long edge is one across the map, not the short way round.
    assert mask(restricted(box(-170, -20, 170, -10))).sum() == 340 * 30 * 10 * 30


def test_poles_and_what_lies_beyond_them():
    assert mask(restricted(box(0, 80, 10, 100))).sum() == 10 * 30 * 10 * 30
    south = mask(restricted(box(-180, -90, 180, -89.99)))
    assert south.sum() == WIDTH
    assert south[-1].all()


@pytest.mark.parametrize(
    ("shape", "pixels"),
    [
        (box(10.001, 20.001, 10.002, 20.002), [(2099, 5700)]),
        # Over a corner of four pixels, holding no centre.
        (box(9.999, 19.999, 10.001, 20.001), [(2099, 5699), (2099, 5700), (2100, 5699), (2100, 5700)]),
        # A sliver along a parallel, between the rows' middles; and one over the antimeridian.
        (box(10.001, 20.001, 10.099, 20.002), [(2099, 5700), (2099, 5701), (2099, 5702)]),
        (box(179.99, 20.001, 180.01, 20.002), [(2099, 0), (2099, 10799)]),
        # Without any area at all.
        ({"type": "Polygon", "coordinates": [[[10.001, 20.001]] * 4]}, [(2099, 5700)]),
    ],
)
def test_a_polygon_smaller_than_a_pixel_keeps_those_it_touches(shape, pixels):
    found = mask(restricted(shape))
    assert sorted(zip(*(axis.tolist() for axis in np.nonzero(found)), strict=True)) == pixels


def test_a_small_polygon_beside_a_large_one_is_not_lost():
    both = restricted(
        {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "properties": None, "geometry": box(0, 0, 10, 10)},
                {"type": "Feature", "properties": {}, "geometry": None},
                {"type": "Feature", "properties": {}, "geometry": box(50.001, 50.001, 50.002, 50.002)},
            ],
        }
    )
    assert mask(both).sum() == 300 * 300 + 1
    assert both.label == "2 polygons"


def test_overlapping_polygons_are_joined_and_rings_that_cross_themselves_have_a_meaning():
    pair = {"type": "GeometryCollection", "geometries": [box(0, 0, 10, 10), box(5, 0, 15, 10)]}
    assert (mask(restricted(pair)) == mask(restricted(box(0, 0, 15, 10)))).all()
    bow_tie = [[0.0123, 0.0071], [10.0457, 10.0391], [10.0119, 0.0033], [0.0211, 10.0277], [0.0123, 0.0071]]
    repaired = shapely.make_valid(shapely.Polygon(bow_tie))
    expected = rasterize([repaired], (HEIGHT, WIDTH), transform=GRID) > 0
    assert (mask(restricted({"type": "Polygon", "coordinates": [bow_tie]})) == expected).all()


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(3, 12))
def test_any_rings_are_as_gdal_draws_them(seed, corners):
    # Positions of many digits: no centre of a pixel lies on an edge, where either answer is right.
    rng = np.random.default_rng(seed)
    shell = rng.uniform([-179, -89], [179, 89], (corners, 2))
    hole = rng.uniform([-170, -80], [170, 80]) + rng.uniform(0.5, 8, (4, 2))
    shape = {"type": "Polygon", "coordinates": [[*ring, ring[0]] for ring in (shell.tolist(), hole.tolist())]}
    expected = rasterize([shape], (HEIGHT, WIDTH), transform=GRID) > 0
    assert (mask(restricted(shape)) == expected).all()


def test_countries_come_with_their_coasts(places):
    germany = from_countries(["de"], places, inside=True)
    assert germany.label == "Germany"
    assert 357_000 < germany.area_km2 < 420_000
    pixels = mask(germany)
    assert area(pixels) == pytest.approx(germany.area_km2)
    assert pixels[int((90 - 52.52) * 30), int((180 + 13.4) * 30)]
    both = from_countries(["FR", "DE"], places, inside=False)
    assert both.label == "France, Germany"
    assert (mask(both) == ~(pixels | mask(from_countries(["FR"], places, inside=True)))).all()


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize(
    "shape",
    [
        box(10, 20, 10.12, 20.1),
        box(175, -3, 185, 3),
        box(-180, 85, 180, 90),
        {"type": "MultiPolygon", "coordinates": [box(*b)["coordinates"] for b in ((-5, 3, 2, 9), (-4, 4, 1, 8))]},
        box(-180, -90, 180, 90),
    ],
)
def test_the_outline_is_that_of_the_pixels(shape, inside):
    found = restricted(shape, inside=inside)
    (drawn,) = outline(found)
    assert drawn.geom_type == "MultiPolygon" and drawn.is_valid
    again = from_geojson(shapely.to_geojson(drawn).encode(), inside=inside)
    assert (mask(again) == mask(found)).all()


def test_the_outline_of_countries_is_drawn_quickly(places):
    (drawn,) = outline(from_countries(["CA", "NO", "RU"], places, inside=True))
    assert drawn.is_valid and shapely.get_num_geometries(drawn) > 1


def test_the_countries_that_can_be_named(places):
    assert places.countries["CH"] == "Switzerland"
    assert places.countries["NL"] == "Netherlands"
    assert set(places.countries["PS"].split(", ")) == {"West Bank", "Gaza Strip"}
    assert list(places.countries.values()) == sorted(places.countries.values())
    assert all(len(code) == 2 and code.isupper() for code in places.countries)
    total = sum(from_countries([code], places, inside=True).area_km2 for code in places.countries)
    assert 0.3 * SPHERE_AREA_KM2 < total < 0.4 * SPHERE_AREA_KM2


def polygon(*positions):
    return json.dumps({"type": "Polygon", "coordinates": [positions]}).encode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not valid GeoJSON"),
        (b"\xff\xfe\x00", "not valid GeoJSON"),
        (b"[" * 100_000, "not valid GeoJSON"),
        (b'{"type":"GeometryCollection","geometries":[' * 50_000 + b"]}" * 50_000, "not valid GeoJSON"),
        (b"[]", "not valid GeoJSON"),
        (b'{"type":["Polygon"]}', "not valid GeoJSON"),
        (b'{"type":"Topology","objects":{}}', "not valid GeoJSON"),
        (b'{"type":"Polygon"}', "not valid GeoJSON"),
        (b'{"type":"FeatureCollection","features":[1]}', "not valid GeoJSON"),
        (b'{"type":"FeatureCollection","features":[]}', "holds no polygon"),
        (b'{"type":"Polygon","coordinates":[]}', "holds no polygon"),
        (b'{"type":"MultiPolygon","coordinates":[3]}', "at least three positions"),
        (b'{"type":"Polygon","coordinates":[[[0,0],[1,NaN],[1,1]]]}', "at least three positions"),
        (b'{"type":"Polygon","coordinates":[[[0,0],[1e999,0],[1,1]]]}', "at least three positions"),
        (polygon([0, 0], [1, 1]), "at least three positions"),
        (polygon([0], [1], [2]), "at least three positions"),
        (polygon([0, 0], [1], [2, 2]), "at least three positions"),
        (polygon({"x": 1}, {"x": 2}, {"x": 3}), "at least three positions"),
        (polygon([500_000, 5_400_000], [510_000, 5_400_000], [510_000, 5_410_000]), "in degrees"),
        (polygon([0, 95], [1, 95], [1, 96]), "between the poles"),
        (b'{"type":"Point","coordinates":[1,2]}', "holds a Point"),
        (b'{"type":"Feature","geometry":{"type":"LineString","coordinates":[]}}', "holds a LineString"),
    ],
)
def test_what_is_no_restriction_is_refused_in_a_sentence(content, words):
    with pytest.raises(RequestError, match=words) as caught:
        from_geojson(content, inside=True)
    assert caught.value.code == "restriction_invalid"
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_too_much_work_is_refused_before_it_is_begun(monkeypatch):
    zigzag = [[k / 100, 80 * (-1) ** k] for k in range(5000)]
    with pytest.raises(RequestError, match="simplify"):
        restricted({"type": "Polygon", "coordinates": [zigzag]})
    flat = [[170 * (-1) ** k, 1e-9 * k] for k in range(5000)]
    with pytest.raises(RequestError, match="simplify"):
        restricted({"type": "Polygon", "coordinates": [flat]})
    monkeypatch.setattr(restriction, "_MOST_VERTICES", 10)
    with pytest.raises(RequestError, match="more than 10 vertices"):
        restricted({"type": "GeometryCollection", "geometries": [box(0, 0, 1, 1)] * 3})


def test_an_unknown_country_is_named(places):
    with pytest.raises(RequestError, match="There is no country 'XX'") as caught:
        from_countries(["DE", "xx"], places, inside=True)
    assert caught.value.code == "restriction_invalid"
