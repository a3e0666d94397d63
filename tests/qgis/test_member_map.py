import itertools
import struct

import pytest
from photo_geolocator.plugin.errors import LayerError
from photo_geolocator.plugin.layers.member_map import PREDICTED, load_cells, load_classes
from photo_geolocator.plugin.layers.tiff_metadata import read_items


@pytest.fixture
def cells(sample, tmp_path):
    path = tmp_path / "cells.gpkg"
    path.write_bytes((sample / "member_geolocation").read_bytes())
    return path


@pytest.fixture
def classes(sample, tmp_path):
    path = tmp_path / "classes.tif"
    path.write_bytes((sample / "member_population").read_bytes())
    return path


def test_cells_are_coloured_by_their_probability(qgis_app, cells):
    layer = load_cells(cells, "Geolocation")
    ranges = layer.renderer().ranges()
    assert layer.renderer().classAttribute() == "probability"
    assert ranges[-1].upperValue() == pytest.approx(0.5) and ranges[0].lowerValue() == pytest.approx(0.0005)
    for low, high in itertools.pairwise(ranges):
        assert low.upperValue() == pytest.approx(high.lowerValue())
    assert [ranges[0].label(), ranges[-1].label()] == ["0.050 % to 0.16 %", "16 % to 50 %"]
    assert layer.name() == "Geolocation: cells"


def test_the_predicted_class_stands_out_and_the_others_are_faint(qgis_app, classes):
    layer = load_classes(classes, "Population density")
    first, second = layer.renderer().classes()
    assert (first.value, first.color) == (2, PREDICTED)
    assert first.label == "over 1,000 per km² “dense” & more (90 %)"
    assert second.value == 1 and second.color.alpha() < 60
    assert layer.name() == "Population density: over 1,000 per km² “dense” & more"


def test_files_that_are_none_are_told(qgis_app, tmp_path, cells, classes):
    broken = tmp_path / "broken.tif"
    broken.write_bytes(b"no TIFF")
    with pytest.raises(LayerError, match=r"broken\.tif can't be shown"):
        load_classes(broken, "Population density")
    with pytest.raises(LayerError, match=r"broken\.tif can't be shown"):
        load_cells(broken, "Geolocation")
    broken.write_bytes(classes.read_bytes()[:40])
    with pytest.raises(LayerError, match=r"broken\.tif can't be shown"):
        load_classes(broken, "Population density")


def test_metadata_of_big_tiffs_in_either_byte_order(tmp_path):
    text = b'<GDALMetadata><Item name="predicted">7</Item><Item name="unit" sample="0">m</Item></GDALMetadata>\0'
    for order, mark in (("<", b"II"), (">", b"MM")):
        path = tmp_path / "big.tif"
        entry = struct.pack(order + "HHQQ", 42112, 2, len(text), 100)
        head = mark + struct.pack(order + "HHHQQ", 43, 8, 0, 16, 1) + entry
        path.write_bytes(head.ljust(100, b"\0") + text)
        assert read_items(path) == {"predicted": "7"}


def test_a_tiff_without_metadata_has_no_items(sample):
    assert "classes" not in read_items(sample / "heatmap.tif")
