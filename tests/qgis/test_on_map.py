import shutil
import threading

import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin.errors import LayerError
from photo_geolocator.plugin.geolocation import Geolocated
from photo_geolocator.plugin.layers import on_map as on_map_module
from photo_geolocator.plugin.layers.on_map import MOST_UNASKED, ResultsOnMap
from qgis.core import QgsProject, QgsVectorLayer


@pytest.fixture
def project(qgis_new_project):
    return QgsProject.instance()


@pytest.fixture
def on_map(project):
    return ResultsOnMap(project)


@pytest.fixture
def show(on_map, qtbot):
    """Wish for a result, wait for it, and return its layers."""

    def run(geolocated, **options):
        with qtbot.waitSignal(on_map.shown, timeout=WAIT_MS) as shown:
            on_map.show(geolocated, **options)
        assert shown.args[0] is geolocated
        return shown.args[1]

    return run


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


def test_only_the_result_looked_at_last_is_seen(show, project, results):
    one, two, three = results(3)
    for result in (one, two, three, one):
        assert show(result) is not None
    assert groups(project) == ["2", "1", "0!"]


@pytest.mark.parametrize("fails", [False, True])
def test_what_opens_the_files_is_fetched_outside_the_main_thread_once(show, results, monkeypatch, fails):
    opened = []

    def opens(geolocated):
        opened.append((geolocated, threading.current_thread() is threading.main_thread()))
        if fails:
            raise LayerError("The file can't be read.")

    monkeypatch.setattr(on_map_module, "open_files", opens)
    one, two = results(2)
    for result in (one, two, one):
        assert show(result) is not None
    assert opened == [(one, False)]


def test_few_stay_that_nobody_asked_for(show, project, results):
    made = results(MOST_UNASKED + 3)
    for result in made:
        show(result)
    assert groups(project) == ["7!", "6", "5", "4", "3"]
    assert len(project.mapLayers()) == 4 * MOST_UNASKED
    show(made[0])
    assert groups(project)[0] == "0!"
    assert len(groups(project)) == MOST_UNASKED


def test_what_was_asked_for_is_neither_hidden_nor_removed(show, project, results):
    made = results(MOST_UNASKED + 3)
    show(made[0], keep=True)
    show(made[1], keep=True)
    for result in made[2:]:
        show(result)
    assert groups(project) == ["7!", "6", "5", "4", "3", "1!", "0!"]


def test_a_saved_result_is_the_persons_own(on_map, show, project, results):
    made = results(MOST_UNASKED + 2)
    show(made[0])
    on_map.keep(made[0])
    for result in made[1:]:
        show(result)
    assert groups(project)[-1] == "0!"


def test_only_the_newest_look_counts_and_every_wish_to_keep(on_map, project, results, qtbot):
    made = results(5)
    on_map.show(made[0])
    on_map.show(made[1], keep=True)
    qtbot.wait(1)  # in the middle of loading
    on_map.show(made[2])
    on_map.show(made[3], keep=True)
    with qtbot.waitSignals([on_map.shown] * 3, timeout=WAIT_MS):
        on_map.show(made[4])
    assert sorted(groups(project)) == ["1!", "3!", "4!"]


def test_nothing_comes_after_stop(on_map, project, results, qtbot):
    on_map.show(results(1)[0])
    on_map.stop()
    qtbot.wait(100)
    assert project.mapLayers() == {}


def test_layers_that_were_removed_stay_removed(show, project, results):
    (one,) = results(1)
    layers = show(one)
    project.removeMapLayer(layers.heatmap.id())
    assert show(one) is None
    assert len(project.mapLayers()) == 3


def test_a_result_comes_back_into_another_project(show, project, results):
    (one,) = results(1)
    show(one)
    project.clear()
    assert show(one) is not None
    assert groups(project) == ["0!"]


def test_a_group_with_something_of_the_persons_own_stays(show, project, results):
    made = results(MOST_UNASKED + 1)
    layers = show(made[0])
    own = QgsVectorLayer("Point?crs=EPSG:4326", "mine", "memory")
    project.addMapLayer(own, False)
    layers.group.addLayer(own)
    for result in made[1:]:
        show(result)
    group = project.layerTreeRoot().findGroup("0.jpg")
    assert [node.name() for node in group.children()] == ["mine"]


def test_layers_that_were_moved_out_are_followed(show, project, results):
    one, two = results(2)
    layers = show(one)
    root = project.layerTreeRoot()
    for node in list(layers.group.children()):
        root.insertChildNode(0, node.clone())
        layers.group.removeChildNode(node)
    root.removeChildNode(layers.group)
    show(two)
    assert show(one) is not None
    assert root.isVisible(), "the root itself is never hidden"


def test_folders_that_layers_read_from_are_known(on_map, show, project, results):
    one, two = results(2)
    show(one)
    assert on_map.folders() == {one.folder}
    show(two)
    assert on_map.folders() == {one.folder, two.folder}


def test_a_file_that_can_not_be_read_changes_nothing(on_map, show, project, results, qtbot):
    one, two = results(2)
    show(one)
    two.heatmap.write_bytes(b"broken")
    with qtbot.waitSignal(on_map.failed, timeout=WAIT_MS) as failed:
        on_map.show(two)
    assert "heatmap.tif can't be shown" in str(failed.args[1])
    assert groups(project) == ["0!"]
