import pytest
from photo_geolocator.plugin.errors import FileError
from photo_geolocator.plugin.layers.group import add_result
from photo_geolocator.plugin.layers.save import save_result
from qgis.core import QgsPointXY, QgsProject, QgsVectorLayer


@pytest.fixture
def project(qgis_new_project):
    one = QgsProject.instance()
    yield one
    one.clear()


def test_files_and_layers_move_and_keep_their_looks(project, geolocated, tmp_path):
    layers = add_result(project, geolocated)
    colours = layers.heatmap.renderer().shader().rasterShaderFunction().colorRampItemList()
    saved = save_result(project, geolocated, tmp_path / "kept é")
    assert saved.folder == tmp_path / "kept é" / "photo"
    names = {path.name for path in saved.folder.iterdir()}
    assert {"heatmap.tif", "heatmap.qml", "search_areas.gpkg", "result.json"} <= names
    for layer in project.mapLayers().values():
        assert layer.isValid()
        assert str(saved.folder) in layer.source()
    after = layers.heatmap.renderer().shader().rasterShaderFunction().colorRampItemList()
    assert [item.value for item in after] == pytest.approx([item.value for item in colours])
    assert len(layers.search_areas.renderer().categories()) == 4
    assert layers.search_areas.mapTipTemplate()
    assert layers.heatmap.metadata().history()
    assert layers.heatmap.dataProvider().sample(QgsPointXY(2.25, 48.75), 1)[0] > 0
    assert layers.best_point.featureCount() == 1


def test_the_saved_geopackage_holds_points_and_styles(project, geolocated, tmp_path):
    add_result(project, geolocated)
    saved = save_result(project, geolocated, tmp_path / "kept")
    for table in ("best_point", "exif_position", "search_areas"):
        layer = QgsVectorLayer(f"{saved.search_areas}|layername={table}", table, "ogr")
        assert layer.isValid()
        assert layer.listStylesInDatabase()[0] == 1


def test_a_second_time_makes_a_folder_of_its_own(project, geolocated, tmp_path):
    add_result(project, geolocated)
    save_result(project, geolocated, tmp_path / "kept")
    assert save_result(project, geolocated, tmp_path / "kept").folder.name == "photo (2)"


def test_what_the_person_removed_stays_removed(project, geolocated, tmp_path):
    layers = add_result(project, geolocated)
    mine = QgsVectorLayer("Point?crs=EPSG:4326", "mine", "memory")
    project.addMapLayer(mine)
    source = mine.source()
    project.removeMapLayer(layers.heatmap.id())
    save_result(project, geolocated, tmp_path / "kept")
    assert len(project.mapLayers()) == 4
    assert mine.source() == source


def test_a_folder_that_can_not_be_written_leaves_everything_as_it_was(project, geolocated, tmp_path):
    layers = add_result(project, geolocated)
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match="can't be saved"):
        save_result(project, geolocated, tmp_path / "file")
    assert str(geolocated.folder) in layers.heatmap.source()


def test_half_a_copy_is_removed(project, geolocated, tmp_path):
    add_result(project, geolocated)
    (geolocated.folder / "result.json").unlink()
    with pytest.raises(FileError):
        save_result(project, geolocated, tmp_path / "kept")
    assert list((tmp_path / "kept").iterdir()) == []
