"""The choice among the person's layers, in a project with a result of the plugin's."""

import pytest
from photo_geolocator.plugin.gui.layer_box import LayerBox
from photo_geolocator.plugin.layers.group import add_result
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer


@pytest.fixture
def project(qgis_new_project):
    return QgsProject.instance()


def names(box):
    return [box.itemText(row) for row in range(box.count())]


@pytest.mark.parametrize("kind", ["RasterLayer", "PolygonLayer"])
@pytest.mark.parametrize("first", ["box", "result"])
def test_the_plugins_own_layers_are_not_offered(project, geolocated, sample, qtbot, kind, first):
    if first == "result":
        add_result(project, geolocated)
    box = LayerBox(kind)
    qtbot.addWidget(box)
    if first == "box":
        add_result(project, geolocated)
    assert names(box) == [] and box.currentLayer() is None
    if kind == "RasterLayer":
        theirs = QgsRasterLayer(str(sample / "heatmap.tif"), "Nightlights")
    else:
        theirs = QgsVectorLayer("Polygon?crs=EPSG:4326", "Parks", "memory")
    project.addMapLayer(theirs)
    assert names(box) == [theirs.name()] and box.currentLayer() is theirs
    project.removeMapLayer(theirs)
    assert names(box) == [] and box.currentLayer() is None


def test_a_choice_stays_when_a_result_comes(project, geolocated, sample, qtbot):
    box = LayerBox("RasterLayer")
    qtbot.addWidget(box)
    layers = [QgsRasterLayer(str(sample / "heatmap.tif"), name) for name in ("A", "Z")]
    project.addMapLayers(layers)
    box.setLayer(layers[1])
    add_result(project, geolocated)
    assert names(box) == ["A", "Z"] and box.currentLayer() is layers[1]
