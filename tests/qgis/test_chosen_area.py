import csv
import json

import pytest
from contract_server import search_area
from photo_geolocator.plugin.errors import FileError
from photo_geolocator.plugin.layers.chosen_area import FIELDS, ChosenArea, keep_chosen_area
from photo_geolocator.plugin.layers.group import add_result
from photo_geolocator.plugin.live_area import read_answer
from qgis.core import (
    QgsExpression,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)


def features(budget=50_000.0, recall=None):
    body = json.dumps(search_area(budget_km2=None if recall else budget, recall=recall)).encode()
    return list(read_answer(body))[-1].features


@pytest.fixture
def project(qgis_new_project):
    one = QgsProject.instance()
    yield one
    one.clear()


@pytest.fixture
def layers(project, geolocated):
    return add_result(project, geolocated)


@pytest.fixture
def chosen(project, layers, geolocated):
    one = ChosenArea(project)
    one.begin("photo.jpg", geolocated.result, layers)
    return one


def names(project):
    return [[layer.name() for layer in group.findLayers()] for group in project.layerTreeRoot().findGroups()]


def test_nothing_is_added_before_the_first_use(project, chosen):
    assert chosen.layer is None
    assert len(project.mapLayers()) == 4


def test_it_lies_above_the_other_areas(project, chosen):
    chosen.show(features())
    assert names(project) == [
        ["Best point", "EXIF position (comparison only)", "Search area", "Search areas", "Probability density"]
    ]


def test_fields_and_crs_are_those_of_the_file(chosen, layers):
    chosen.show(features())
    layer = chosen.layer
    assert layer.crs() == layers.search_areas.crs()
    assert layer.wkbType() == QgsWkbTypes.Type.MultiPolygon
    of_file = [field for field in layers.search_areas.fields() if field.name() != "fid"]
    assert [(f.name(), f.type()) for f in layer.fields()] == [(f.name(), f.type()) for f in of_file]


def test_features_hold_what_the_backend_said(chosen):
    chosen.show(features())
    said = search_area(budget_km2=50_000.0)["features"]
    found = sorted(chosen.layer.getFeatures(), key=lambda feature: feature["rank"])
    for feature, expected in zip(found, said, strict=True):
        for name, value in expected["properties"].items():
            if value is not None:
                assert feature[name] == value
        assert feature["recall"] != 0  # unknown, not none
        (ring,) = expected["geometry"]["coordinates"][0]
        polygon = feature.geometry().asMultiPolygon()
        assert polygon == [[[QgsPointXY(x, y) for x, y in ring]]]
    assert set(said[0]["properties"]) == set(FIELDS)


def test_an_export_keeps_the_digits_of_densities(project, chosen, tmp_path):
    chosen.show(features())
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "CSV"
    file = tmp_path / "chosen.csv"
    QgsVectorFileWriter.writeAsVectorFormatV3(chosen.layer, str(file), project.transformContext(), options)
    with file.open(encoding="utf-8", newline="") as table:
        densities = [float(row["density"]) for row in csv.DictReader(table)]
    said = [feature["properties"]["density"] for feature in search_area(budget_km2=50_000.0)["features"]]
    assert densities == pytest.approx(said, rel=1e-9)


def test_holes_and_parts_are_kept(chosen):
    value = search_area(budget_km2=1000.0)
    square = [[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]]
    hole = [[1, 1], [1, 2], [2, 2], [2, 1], [1, 1]]
    east = [[170, 0], [180, 0], [180, 5], [170, 5], [170, 0]]
    value["features"][0]["geometry"]["coordinates"] = [[square, hole], [east]]
    chosen.show(list(read_answer(json.dumps(value).encode()))[-1].features)
    shape = next(one.geometry() for one in chosen.layer.getFeatures() if one["rank"] == 1)
    assert shape.isGeosValid()
    assert shape.area() == 81 - 1 + 50
    assert chosen.layer.extent().contains(QgsRectangle(0, 0, 180, 9))


def test_the_next_area_replaces_the_last(project, chosen):
    chosen.show(features(1e5))
    layer, count, wide = chosen.layer, len(project.mapLayers()), chosen.layer.extent()
    chosen.show(features(1e3))
    assert chosen.layer is layer
    assert len(project.mapLayers()) == count
    assert layer.featureCount() == 3
    assert wide.contains(layer.extent())
    chosen.show([])
    assert layer.featureCount() == 0


def test_style_labels_and_tips(chosen, layers):
    chosen.show(features())
    layer = chosen.layer
    fill, casing, line = layer.renderer().symbol().symbolLayers()
    assert 0 < fill.fillColor().alpha() < 80
    assert line.strokeColor().name() not in {"#00363d", "#00626b", "#00939c", "#5fc4c0"}
    assert casing.strokeWidth() > line.strokeWidth()
    assert [line for line in layer.mapTipTemplate().splitlines() if "[%" in line] == [
        line for line in layers.search_areas.mapTipTemplate().splitlines() if "[%" in line
    ]
    settings = layer.labeling().settings()
    shown = settings.dataDefinedProperties().property(type(settings).Property.Show).expressionString()
    assert shown == '"rank" <= 5'
    assert not QgsExpression(settings.fieldName).hasParserError()
    assert layer.labelsEnabled()
    assert not layers.search_areas.labelsEnabled()  # one set of labels is enough
    assert "not a proof" in layer.metadata().abstract()


def test_it_can_not_be_edited_under_the_slider(chosen):
    chosen.show(features())
    assert not chosen.layer.startEditing()


def test_a_removed_layer_comes_back(project, chosen):
    chosen.show(features())
    project.removeMapLayer(chosen.layer.id())
    assert chosen.layer is None
    chosen.show(features())
    assert names(project)[0][2] == "Search area"


def test_a_removed_group_comes_back(project, chosen):
    chosen.show(features())
    project.layerTreeRoot().removeAllChildren()
    project.removeAllMapLayers()
    chosen.show(features())
    assert names(project) == [["Search area"]]
    assert project.layerTreeRoot().children()[0].name() == "photo.jpg"


def test_a_cleared_project_takes_it_too(project, chosen):
    chosen.show(features())
    project.clear()
    assert chosen.layer is None
    chosen.show(features())
    assert names(project) == [["Search area"]]


def test_without_the_presets_layer_it_joins_the_others(project, chosen, layers):
    project.removeMapLayer(layers.search_areas.id())
    chosen.show(features())
    assert names(project) == [
        ["Best point", "EXIF position (comparison only)", "Search area", "Probability density"],
    ]


def test_a_result_whose_layers_failed_gets_a_group(project, geolocated):
    one = ChosenArea(project)
    one.begin("photo.jpg", geolocated.result, None)
    one.show(features())
    assert names(project) == [["Search area"]]


def test_another_result_leaves_the_layer_of_the_last(project, chosen, geolocated):
    chosen.show(features())
    first = chosen.layer
    chosen.begin("photo.jpg (2)", geolocated.result, add_result(project, geolocated))
    assert chosen.layer is None
    chosen.show(features(1e3))
    assert chosen.layer is not first
    assert first.featureCount() == 3
    assert [group[2] for group in names(project)] == ["Search area", "Search area"]


def test_kept_beside_the_regions(chosen, geolocated):
    """As `make run` does; saving for good is the matter of test_save.py."""
    chosen.show(features())
    layer = chosen.layer
    keep_chosen_area(layer, geolocated.search_areas)
    assert layer.isValid()
    assert layer.source() == f"{geolocated.search_areas}|layername=chosen_area"
    assert layer.name() == "Search area: 50,000 km²"
    assert layer.featureCount() == 3
    again = QgsVectorLayer(layer.source(), "again", "ogr")
    assert [field.name() for field in again.fields()] == ["fid", *FIELDS]
    assert len(again.renderer().symbol().symbolLayers()) == 3
    assert again.mapTipTemplate() == layer.mapTipTemplate()
    assert geolocated.result.photo.sha256 in "\n".join(again.metadata().history())


def test_a_file_that_is_no_geopackage_is_named(chosen, tmp_path):
    chosen.show(features())
    (tmp_path / "areas.gpkg").write_bytes(b"broken" * 100)
    with pytest.raises(FileError, match=r"areas\.gpkg"):
        keep_chosen_area(chosen.layer, tmp_path / "areas.gpkg")
    assert chosen.layer.providerType() == "memory"
