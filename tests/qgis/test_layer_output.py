"""An algorithm's layer is written whole or not at all."""

import resource
import signal
from contextlib import contextmanager

import pytest
from photo_geolocator.plugin.errors import FileError
from photo_geolocator.plugin.processing.algorithm import fields, wgs84
from photo_geolocator.plugin.processing.layer_output import LayerOutput
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)

STRUCTURE = {"name": "string", "density": "double"}


@pytest.fixture
def output(algorithms):
    """Opens the output `BEST_POINT` of an algorithm at a destination."""
    algorithm = QgsApplication.processingRegistry().algorithmById("photo_geolocator:geolocatephoto").create()
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())

    def opened(destination):
        structure, shape = fields(**STRUCTURE), QgsWkbTypes.Type.Point
        return LayerOutput(
            algorithm, {"BEST_POINT": str(destination)}, "BEST_POINT", context, structure, shape, wgs84()
        )

    opened.context = context
    return opened


def points(count):
    for number in range(count):
        feature = QgsFeature(fields(**STRUCTURE))
        feature.setAttributes([f"point {number}", number * 1e-9])
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(number % 180, 1)))
        yield feature


def write(one, count):
    with one:
        for feature in points(count):
            one.add(feature)


@contextmanager
def little_room(limit):
    """A disk on which no file grows beyond so many bytes; no longer than needed, for pytest may write a file too."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("name", ["ä b.gpkg", "a.geojson", "a.csv", "a.shp", "a.kml", "a.fgb"])
def test_everything_arrives(output, tmp_path, name):
    one = output(tmp_path / name)
    write(one, 300)
    layer = QgsVectorLayer(one.destination, "again", "ogr")
    assert layer.featureCount() == 300


def test_a_layer_in_memory(output):
    one = output("memory:")
    write(one, 5)
    assert output.context.takeResultLayer(one.destination).featureCount() == 5


@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson", "a.csv", "a.shp"])
def test_a_full_disk_is_told_and_leaves_no_broken_file(output, tmp_path, name):
    one = output(tmp_path / name)
    with pytest.raises(FileError, match=r"can't be written"), little_room(6000):
        write(one, 3000)
    assert not (tmp_path / name).exists()


def test_an_error_within_leaves_no_broken_file(output, tmp_path):
    with pytest.raises(ZeroDivisionError), output(tmp_path / "a.gpkg") as one:
        one.add(next(points(1)))
        raise ZeroDivisionError
    assert not (tmp_path / "a.gpkg").exists()


def test_the_other_tables_of_a_geopackage_stay(output, tmp_path):
    write(output(tmp_path / "a.gpkg"), 3)
    with (
        pytest.raises(ZeroDivisionError),
        output(f"ogr:dbname='{tmp_path / 'a.gpkg'}' table=\"more\" (geom)") as one,
    ):
        one.add(next(points(1)))
        raise ZeroDivisionError
    assert QgsVectorLayer(f"{tmp_path / 'a.gpkg'}|layername=a", "again", "ogr").featureCount() == 3


def test_a_place_that_can_not_be_written_to(output):
    with pytest.raises(QgsProcessingException):
        output("/proc/a.gpkg")
