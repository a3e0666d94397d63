from pathlib import Path

import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin import settings
from photo_geolocator.plugin.gui.dropped import PhotosOnMap, dropped_paths
from qgis.core import QgsMimeDataUtils
from qgis.PyQt.QtCore import QMimeData, QUrl


def browser(*items):
    """What QGIS's browser gives along: pairs of a layer type and a source."""
    uris = []
    for kind, source in items:
        uri = QgsMimeDataUtils.Uri()
        uri.layerType, uri.providerKey, uri.name, uri.uri = kind, "gdal", "name", source
        uris.append(uri)
    return QgsMimeDataUtils.encodeUriList(uris)


def test_files_and_folders_come_once_in_order():
    mime = QMimeData()
    urls = ["file:///b/Foto%20%C3%A9.JPG", "file:///a", "https://example.org/c.jpg", "file:///a"]
    mime.setUrls([QUrl(url) for url in urls])
    assert dropped_paths(mime) == [Path("/b/Foto é.JPG"), Path("/a")]


def test_rasters_and_folders_of_the_browser_count():
    mime = browser(
        ("raster", "/photos/a.jpg"), ("directory", "/photos/trip"), ("vector", "/maps/roads.gpkg|layername=x")
    )
    assert dropped_paths(mime) == [Path("/photos/a.jpg"), Path("/photos/trip")]


@pytest.mark.parametrize("source", ["PG: dbname=photos table=a", "http://host/a.jpg", "a.jpg", ""])
def test_what_is_no_file_does_not_count(source):
    assert dropped_paths(browser(("raster", source))) == []


def test_text_is_no_file():
    mime = QMimeData()
    mime.setText("/photos/a.jpg")
    assert dropped_paths(mime) == []


@pytest.fixture
def on_map(qgis_app):
    settings.set_drop_on_map(True)
    yield PhotosOnMap()
    settings.set_drop_on_map(False)


def test_photos_on_the_map_are_qgis_own_until_the_person_wants_them(on_map, photo):
    settings.set_drop_on_map(False)
    assert not on_map.handleFileDrop(str(photo))


def test_photos_on_the_map_come_together(on_map, photo, qtbot, tmp_path):
    other = tmp_path / "other.png"
    other.touch()
    with qtbot.waitSignal(on_map.dropped, timeout=WAIT_MS) as dropped:
        assert on_map.handleFileDrop(str(photo))
        assert on_map.handleFileDrop(str(other))
    assert dropped.args[0] == [photo, other]
    with qtbot.assertNotEmitted(on_map.dropped, wait=50):
        pass


@pytest.mark.parametrize("name", ["map.tif", "map.gpkg", "map.jpg"])
def test_maps_are_left_to_qgis(on_map, tmp_path, name):
    (tmp_path / name).touch()
    (tmp_path / "map.JGW").touch()
    assert not on_map.handleFileDrop(str(tmp_path / name))
