import pytest
from photo_geolocator.plugin.errors import LayerError
from photo_geolocator.plugin.layers.zoom import LEAST_SIZE, point_extent, region_extent, to_crs, zoom_to
from photo_geolocator.plugin.result import Position, Region
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRectangle
from qgis.gui import QgsMapCanvas

MERCATOR = QgsCoordinateReferenceSystem("EPSG:3857")


def region(west, south, east, north, lon=0.0):
    return Region(1, "somewhere", "", 1.0, 0.5, Position((south + north) / 2, lon), (west, south, east, north))


def edges(extent):
    return extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()


def test_a_region_gets_a_margin():
    assert edges(region_extent(region(0, 0, 10, 20))) == pytest.approx((-1.5, -3, 11.5, 23))


def test_a_single_pixel_gets_surroundings():
    extent = region_extent(region(2.30, 48.80, 2.33, 48.83))
    assert (extent.width(), extent.height()) == pytest.approx((LEAST_SIZE, LEAST_SIZE))
    assert extent.contains(QgsRectangle(2.30, 48.80, 2.33, 48.83))


def test_the_margin_ends_at_the_edge_of_the_world():
    assert edges(region_extent(region(-180, -90, 180, 90))) == (-180, -90, 180, 90)


@pytest.mark.parametrize(("lon", "expected"), [(179, (170, 180)), (-179, (-180, -175))])
def test_across_the_antimeridian_the_probable_side_counts(lon, expected):
    extent = region_extent(region(170, -10, -175, 10, lon=lon))
    west, east = expected
    assert extent.contains(QgsRectangle(west, -10, east, 10))
    assert extent.width() < 20


def test_the_poles_do_not_explode_in_mercator():
    extent = to_crs(QgsRectangle(-180, -90, 180, 90), MERCATOR)
    assert extent.isFinite()
    assert extent.height() < 4.1e7
    assert extent.width() == pytest.approx(4.0075e7, rel=1e-3)


def test_degrees_stay_degrees_in_a_geographic_crs():
    extent = QgsRectangle(1, 2, 3, 4)
    assert to_crs(extent, QgsCoordinateReferenceSystem("EPSG:4326")) == extent
    assert to_crs(extent, QgsCoordinateReferenceSystem()) == extent


def test_a_utm_project_shows_its_neighbourhood():
    extent = to_crs(point_extent(Position(48.85, 2.35)), QgsCoordinateReferenceSystem("EPSG:32632"))
    assert extent.isFinite()
    assert extent.contains(to_crs(point_extent(Position(48.85, 2.35), 0.5), QgsCoordinateReferenceSystem("EPSG:32632")))


@pytest.mark.parametrize("place", [Position(-33.9, 151.2), Position(0.0, -170.0)])
@pytest.mark.parametrize("crs", ["EPSG:21781", "PROJ:+proj=ortho +lat_0=48 +lon_0=2"])
def test_the_other_side_of_the_earth_is_refused_where_the_crs_ends(place, crs):
    with pytest.raises(LayerError, match="CRS can't show that place"):
        to_crs(point_extent(place), QgsCoordinateReferenceSystem(crs))


def test_a_polar_crs_shows_the_pole():
    extent = to_crs(point_extent(Position(89.0, 0.0)), QgsCoordinateReferenceSystem("EPSG:3995"))
    assert extent.isFinite()
    assert extent.height() < 1e6


def test_the_canvas_moves_and_keeps_its_crs(qgis_new_project):
    canvas = QgsMapCanvas()
    canvas.resize(400, 300)
    canvas.setDestinationCrs(MERCATOR)
    before = QgsProject.instance().crs()
    zoom_to(canvas, region_extent(region(0, 40, 10, 50)))
    assert canvas.mapSettings().destinationCrs() == MERCATOR
    assert QgsProject.instance().crs() == before
    assert canvas.extent().contains(to_crs(QgsRectangle(0, 40, 10, 50), MERCATOR))
    assert canvas.extent().width() < 4e6
