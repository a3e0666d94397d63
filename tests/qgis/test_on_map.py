import shutil

import pytest
from photo_geolocator.plugin.errors import LayerError
from photo_geolocator.plugin.geolocation import Geolocated
from photo_geolocator.plugin.layers.on_map import MOST_UNASKED, ResultsOnMap
from qgis.core import QgsProject, QgsVectorLayer


@pytest.fixture
def project(qgis_new_project):
    return QgsProject.instance()


@pytest.fixture
def on_map(project):
    return ResultsOnMap(project)


@pytest.fixture
def results(sample, tmp_path, geolocated):
    def make(count):
        made = []
        for number in range(count):
            folder = tmp_path / f"result {number}"
            shutil.copytree(sample, folder)
            made.append(Geolocated(tmp_path / f"{number}.jpg", folder, geolocated.result))
        return made

    return make


def groups(project):
    """Return the names of the groups, top to bottom, those that are seen in upper case."""
    nodes = project.layerTreeRoot().children()
    return [node.name()[0] + ("!" if node.itemVisibilityChecked() else "") for node in nodes]


def test_only_the_result_looked_at_last_is_seen(on_map, project, results):
    one, two, three = results(3)
    for result in (one, two, three, one):
        assert on_map.show(result) is not None
    assert groups(project) == ["2", "1", "0!"]


def test_few_stay_that_nobody_asked_for(on_map, project, results):
    made = results(MOST_UNASKED + 3)
    for result in made:
        on_map.show(result)
    assert groups(project) == ["7!", "6", "5", "4", "3"]
    assert len(project.mapLayers()) == 4 * MOST_UNASKED
    on_map.show(made[0])
    assert groups(project)[0] == "0!"
    assert len(groups(project)) == MOST_UNASKED


def test_what_was_asked_for_is_neither_hidden_nor_removed(on_map, project, results):
    made = results(MOST_UNASKED + 3)
    on_map.show(made[0], keep=True)
    on_map.show(made[1], keep=True)
    for result in made[2:]:
        on_map.show(result)
    assert groups(project) == ["7!", "6", "5", "4", "3", "1!", "0!"]


def test_a_saved_result_is_the_persons_own(on_map, project, results, tmp_path):
    made = results(MOST_UNASKED + 2)
    on_map.show(made[0])
    saved = Geolocated(made[0].photo, tmp_path / "kept", made[0].result)
    shutil.copytree(made[0].folder, saved.folder)
    on_map.moved(made[0], saved)
    for result in made[1:]:
        on_map.show(result)
    assert groups(project)[-1] == "0!"
    on_map.show(saved)
    assert len(groups(project)) == MOST_UNASKED + 1, "its layers are there already"


def test_layers_that_were_removed_stay_removed(on_map, project, results):
    (one,) = results(1)
    layers = on_map.show(one)
    project.removeMapLayer(layers.heatmap.id())
    assert on_map.show(one) is None
    assert len(project.mapLayers()) == 3


def test_a_result_comes_back_into_another_project(on_map, project, results):
    (one,) = results(1)
    on_map.show(one)
    project.clear()
    assert on_map.show(one) is not None
    assert groups(project) == ["0!"]


def test_a_group_with_something_of_the_persons_own_stays(on_map, project, results):
    made = results(MOST_UNASKED + 1)
    layers = on_map.show(made[0])
    own = QgsVectorLayer("Point?crs=EPSG:4326", "mine", "memory")
    project.addMapLayer(own, False)
    layers.group.addLayer(own)
    for result in made[1:]:
        on_map.show(result)
    group = project.layerTreeRoot().findGroup("0.jpg")
    assert [node.name() for node in group.children()] == ["mine"]


def test_layers_that_were_moved_out_are_followed(on_map, project, results):
    one, two = results(2)
    layers = on_map.show(one)
    root = project.layerTreeRoot()
    for node in list(layers.group.children()):
        root.insertChildNode(0, node.clone())
        layers.group.removeChildNode(node)
    root.removeChildNode(layers.group)
    on_map.show(two)
    assert on_map.show(one) is not None
    assert root.isVisible(), "the root itself is never hidden"


def test_folders_that_layers_read_from_are_known(on_map, project, results):
    one, two = results(2)
    on_map.show(one)
    assert on_map.folders() == {one.folder}
    on_map.show(two)
    assert on_map.folders() == {one.folder, two.folder}


def test_a_file_that_can_not_be_read_changes_nothing(on_map, project, results):
    one, two = results(2)
    on_map.show(one)
    two.heatmap.write_bytes(b"broken")
    with pytest.raises(LayerError):
        on_map.show(two)
    assert groups(project) == ["0!"]
