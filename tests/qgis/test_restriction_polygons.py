import json
import math

import pytest
from photo_geolocator.plugin.errors import LayerError
from photo_geolocator.plugin.restriction_polygons import PolygonSource, extent_geojson
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsLineString,
    QgsPoint,
    QgsPolygon,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPointF
from qgis.PyQt.QtGui import QPolygonF

CONTEXT = QgsCoordinateTransformContext()


@pytest.fixture
def layer(qgis_app):
    """Make a layer of polygons in a CRS."""

    def make(crs, *geometries, kind="Polygon"):
        one = QgsVectorLayer(f"{kind}?crs={crs}", "Parks", "memory")
        for geometry in geometries:
            feature = QgsFeature()
            feature.setGeometry(QgsGeometry.fromWkt(geometry) if isinstance(geometry, str) else geometry)
            one.dataProvider().addFeature(feature)
        return one

    return make


def read(layer, *, selected=False):
    return json.loads(PolygonSource(layer, CONTEXT, selected=selected).geojson())["coordinates"]


def extent(crs, west, south, east, north):
    corners = QPolygonF([QPointF(west, north), QPointF(east, north), QPointF(east, south), QPointF(west, south)])
    return json.loads(extent_geojson(corners, QgsCoordinateReferenceSystem(crs), CONTEXT))["coordinates"]


def bounds(polygons):
    points = [point for rings in polygons for ring in rings for point in ring]
    lons, lats = zip(*((point[0], point[1]) for point in points), strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def test_polygons_in_degrees_stay_as_they_are(layer):
    wkt = "POLYGON((-180 -90,180 -90,180 -60,-180 -60,-180 -90),(0 -80,1 -80,1 -79,0 -80))"
    (rings,) = read(layer("EPSG:4326", wkt))
    assert rings[0] == [[-180, -90], [180, -90], [180, -60], [-180, -60], [-180, -90]], "a long edge stays straight"
    assert len(rings) == 2


def test_parts_and_features_become_one_multipolygon(layer):
    two = "MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5)))"
    found = read(layer("EPSG:4326", two, "MULTIPOLYGON(((8 8,9 8,9 9,8 8)))", kind="MultiPolygon"))
    assert [rings[0][0] for rings in found] == [[0, 0], [5, 5], [8, 8]]


def test_a_datum_does_not_carry_a_vertex_round_the_earth(layer):
    found = read(layer("EPSG:4269", "POLYGON((170 10,180 10,180 20,170 20,170 10))"))
    assert bounds(found) == pytest.approx((170, 10, 180, 20), abs=1e-3)


def test_long_edges_of_a_projection_become_curves(layer):
    (rings,) = read(layer("EPSG:32631", "POLYGON((0 6000000,1000000 6000000,1000000 6500000,0 6500000,0 6000000))"))
    assert len(rings[0]) > 50
    middle = max(lat for lon, lat in rings[0] if abs(lon - 3) < 0.5)
    corners = [lat for lon, lat in rings[0] if abs(lon - 3) > 5]
    assert middle > max(corners), "the northern edge bows"


def test_a_projected_polygon_over_the_antimeridian_goes_on_beyond_180(layer):
    # New Zealand's own projection reaches Chatham Islands, east of the antimeridian.
    (rings,) = read(layer("EPSG:2193", "POLYGON((2000000 5000000,2600000 5000000,2600000 5300000,2000000 5000000))"))
    lons = [lon for lon, _ in rings[0]]
    assert max(lons) > 180 and max(lons) - min(lons) < 20


def test_a_ring_round_a_pole_is_closed_along_it(layer):
    (rings,) = read(layer("EPSG:3995", "POLYGON((-2e6 -2e6,2e6 -2e6,2e6 2e6,-2e6 2e6,-2e6 -2e6))"))
    west, south, east, north = bounds([rings])
    assert east - west == pytest.approx(360, abs=1e-3) and north == 90 and 60 < south < 75
    (rings,) = read(layer("EPSG:3031", "POLYGON((-2e6 -2e6,2e6 -2e6,2e6 2e6,-2e6 2e6,-2e6 -2e6))"))
    assert bounds([rings])[1] == -90


def test_curves_and_invalid_rings_are_taken(layer):
    (bow,) = read(layer("EPSG:4326", "POLYGON((0 0,1 1,1 0,0 1,0 0))"))
    assert len(bow[0]) == 5
    curve = "CURVEPOLYGON(CIRCULARSTRING(0 0,1 1,2 0,1 -1,0 0))"
    (circle,) = read(layer("EPSG:4326", curve, kind="CurvePolygon"))
    assert len(circle[0]) > 50


def test_empty_features_count_for_nothing(layer):
    source = layer("EPSG:4326", "POLYGON((0 0,1 0,1 1,0 0))", QgsGeometry())
    assert len(read(source)) == 1
    with pytest.raises(LayerError, match="Parks holds no polygon"):
        read(layer("EPSG:4326"))


def test_the_selected_ones_alone(layer):
    source = layer("EPSG:4326", "POLYGON((0 0,1 0,1 1,0 0))", "POLYGON((5 5,6 5,6 6,5 5))")
    with pytest.raises(LayerError, match="Nothing is selected in Parks"):
        read(source, selected=True)
    source.selectByIds([2])
    assert [rings[0][0] for rings in read(source, selected=True)] == [[5, 5]]


def test_what_can_not_be_placed_is_named(layer):
    broken = QgsGeometry(
        QgsPolygon(QgsLineString([QgsPoint(0, 0), QgsPoint(1, math.nan), QgsPoint(2, 0), QgsPoint(0, 0)]))
    )
    with pytest.raises(LayerError, match="Parks lies where its CRS has no place"):
        read(layer("EPSG:3857", broken))
    source = layer("EPSG:4326", "POLYGON((0 0,1 0,1 1,0 0))")
    source.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(LayerError, match="Parks has no CRS"):
        read(source)


def test_too_many_vertices_are_refused(layer, monkeypatch):
    from photo_geolocator.plugin import restriction_polygons

    monkeypatch.setattr(restriction_polygons, "MOST_VERTICES", 7)
    with pytest.raises(LayerError, match="more than 2 million vertices"):
        read(layer("EPSG:4326", "POLYGON((0 0,1 0,1 1,0 0))", "POLYGON((5 5,6 5,6 6,5 5))"))


def test_an_extent_in_degrees_is_cut_at_the_poles(qgis_app):
    assert bounds(extent("EPSG:4326", -10, -120, 10, 120)) == (-10, -90, 10, 90)
    assert bounds(extent("EPSG:4326", 170, 0, 200, 10)) == (170, 0, 200, 10)


def test_an_extent_larger_than_a_world_map_is_the_world(qgis_app):
    west, south, east, north = bounds(extent("EPSG:3857", -5e7, -5e7, 5e7, 5e7))
    assert (west, east) == pytest.approx((-180, 180), abs=0.01)
    assert south < -85 and north > 85


def test_a_small_extent_of_a_world_map(qgis_app):
    assert bounds(extent("EPSG:3857", 0, 0, 111319.49, 111325.14)) == pytest.approx((0, 0, 1, 1), abs=1e-4)


def test_an_extent_round_the_pole(qgis_app):
    west, _, east, north = bounds(extent("EPSG:3995", -2e6, -2e6, 2e6, 2e6))
    assert east - west == pytest.approx(360, abs=1e-3) and north == 90


@pytest.mark.parametrize("crs", ["ESRI:54030", "EPSG:8857", "ESRI:54009"])
def test_an_extent_beyond_the_curved_edge_of_a_world_map_is_what_lies_within(qgis_app, crs):
    assert bounds(extent(crs, -3e7, -3e7, 3e7, 3e7)) == pytest.approx((-180, -90, 180, 90), abs=0.01)
    west, south, east, north = bounds(extent(crs, 1.4e7, -5e6, 3e7, 0))  # its corners in the east are nowhere
    assert 120 < west < 175 and east == pytest.approx(180, abs=0.01)
    assert -60 < south < -30 and north == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("crs", ["EPSG:32631", "ESRI:54032", "ESRI:54052"])
def test_an_extent_beyond_its_projection_is_told(qgis_app, crs):
    with pytest.raises(LayerError, match="zoom in first"):
        extent(crs, -4e7, -4e7, 4e7, 4e7)


@pytest.mark.parametrize(
    ("crs", "far"), [("EPSG:3857", 1e10), ("EPSG:3857", 1e12), ("EPSG:2263", 1e11), ("EPSG:4326", 5000)]
)
def test_a_vertex_far_from_the_earth_is_told_at_once(layer, crs, far):
    with pytest.raises(LayerError, match="A polygon of Parks lies where its CRS has no place on the Earth"):
        read(layer(crs, f"POLYGON((0 0,{far} 0,{far} {far},0 {far},0 0))"))


def test_the_vertices_that_long_edges_get_count(layer, monkeypatch):
    monkeypatch.setattr("photo_geolocator.plugin.restriction_polygons.MOST_VERTICES", 1000)
    square = "POLYGON((0 0,9e6 0,9e6 9e6,0 9e6,0 0))"
    assert len(read(layer("EPSG:3857", square))[0][0]) > 700
    with pytest.raises(LayerError, match="more than 2 million vertices"):
        read(layer("EPSG:3857", square, square))
