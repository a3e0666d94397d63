import configparser
import os
import signal
import subprocess
import sys

import photo_geolocator
import pytest
from conftest import REPOSITORY, WAIT_MS
from photo_geolocator.plugin import settings
from photo_geolocator.plugin.assets import icon
from photo_geolocator.plugin.client import Target
from photo_geolocator.plugin.errors import LayerError
from photo_geolocator.plugin.photo_queue import State
from qgis.core import QgsCoordinateReferenceSystem, QgsProject
from qgis.PyQt.QtCore import Qt


@pytest.fixture
def interpreter(tmp_path, sample, monkeypatch):
    """An "interpreter" that serves the contract whatever it is asked to run."""
    script = tmp_path / "python"
    server = REPOSITORY / "tests" / "qgis" / "contract_server.py"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{server}" "{sample}"\n')
    script.chmod(0o755)
    monkeypatch.setenv(settings.BACKEND_PYTHON_VARIABLE, str(script))


@pytest.fixture
def plugin(qgis_iface, qgis_new_project, interpreter, data_folder):
    one = photo_geolocator.classFactory(qgis_iface)
    one.initGui()
    yield one
    one.unload()


def look_at(plugin, qtbot, geolocated):
    """Choose a photo that has this result already."""
    photo = plugin.queue.add_done(geolocated)
    plugin.queue.choose(photo)
    qtbot.waitUntil(lambda: plugin.dock.shown is not None, timeout=WAIT_MS)
    return photo


def test_the_package_can_be_imported_without_qgis():
    code = """
import importlib.util, sys
sys.modules["qgis"] = None
spec = importlib.util.spec_from_file_location("plugin_root", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
module.classFactory
"""
    subprocess.run([sys.executable, "-c", code, str(REPOSITORY / "__init__.py")], check=True)


def test_a_photo_becomes_layers(plugin, qtbot, photo):
    plugin.dock.set_photo(photo)
    with qtbot.waitSignal(plugin.dock.result_shown, timeout=WAIT_MS):
        plugin.dock.geolocate()
    names = [child.name() for child in QgsProject.instance().layerTreeRoot().children()]
    assert names == [photo.name]
    assert plugin.dock.message.text() == ""
    assert plugin.dock.result.isVisibleTo(plugin.dock)


def test_a_region_moves_the_map_and_nothing_else(plugin, qgis_iface, geolocated):
    canvas = qgis_iface.mapCanvas()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    plugin.dock.show_result(geolocated)
    plugin.dock.region_chosen.emit(geolocated.result.search_areas[1].regions[0])
    centre = canvas.extent().center()
    assert abs(centre.x() - 2.35 * 111319.5) < 1e5
    assert canvas.mapSettings().destinationCrs().authid() == "EPSG:3857"


def test_a_layer_that_fails_is_told_and_the_result_still_shown(plugin, qtbot, geolocated):
    geolocated.heatmap.write_bytes(b"broken")
    look_at(plugin, qtbot, geolocated)
    assert "heatmap.tif can't be shown" in plugin.dock.message.text()
    assert plugin.dock.result.isVisibleTo(plugin.dock)
    assert QgsProject.instance().mapLayers() == {}


def test_a_place_outside_the_crs_is_told(plugin, qgis_iface, geolocated):
    qgis_iface.mapCanvas().setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:21781"))
    plugin.dock.region_chosen.emit(geolocated.result.search_areas[3].regions[1])
    assert "CRS can't show that place" in plugin.dock.message.text()


def test_both_ends_of_life_may_be_called_again(qgis_iface, interpreter):
    plugin = photo_geolocator.classFactory(qgis_iface)
    plugin.unload()
    plugin.initGui()
    dock = plugin.dock
    plugin.initGui()
    assert plugin.dock is dock
    plugin.unload()
    plugin.unload()
    plugin.initGui()
    assert plugin.dock is not None
    plugin.unload()


def test_unload_leaves_no_process(plugin, qtbot, photo):
    with qtbot.waitSignal(plugin.queue.backend_ready, timeout=WAIT_MS):
        plugin.dock.set_photo(photo)
    pid = plugin._backend.pid
    assert pid > 0
    plugin.unload()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_unload_in_the_middle_of_a_photo(plugin, qtbot, photo):
    plugin.dock.set_photo(photo)
    with qtbot.waitSignal(plugin.queue.changed, timeout=WAIT_MS):
        plugin.dock.geolocate()
    plugin.unload()
    qtbot.wait(50)
    assert QgsProject.instance().mapLayers() == {}


def test_metadata_follows_the_repositorys_conventions():
    parser = configparser.ConfigParser()
    parser.read(REPOSITORY / "metadata.txt", encoding="utf-8")
    general = parser["general"]
    for key in (
        "name",
        "description",
        "about",
        "author",
        "email",
        "tracker",
        "repository",
        "homepage",
        "tags",
    ):
        assert general[key].strip()
    assert general["qgisMinimumVersion"] == "3.22"
    assert general["qgisMaximumVersion"] == "4.99"
    assert (REPOSITORY / general["icon"]).is_file()
    assert "supportsQt6" not in general
    version = {}
    exec((REPOSITORY / "backend" / "__init__.py").read_text(encoding="utf-8"), version)
    assert general["version"] == version["__version__"]


@pytest.mark.parametrize("path", sorted((REPOSITORY / "resources" / "icons").glob("*.svg")), ids=lambda path: path.stem)
def test_icons_can_be_drawn(qgis_app, path):
    image = icon(path.stem).pixmap(24, 24).toImage()
    assert not image.isNull()
    assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))


def test_the_interpreter_is_looked_for_in_order(monkeypatch, tmp_path):
    monkeypatch.delenv(settings.BACKEND_PYTHON_VARIABLE, raising=False)
    default = settings.backend_python()
    assert default.parts[-4:-2] == (".venv", "backend") or default.parts[-3:-1] == ("backend", "bin")
    settings.set_backend_python("/chosen/python")
    try:
        assert str(settings.backend_python()) == "/chosen/python"
        monkeypatch.setenv(settings.BACKEND_PYTHON_VARIABLE, "/wins/python")
        assert str(settings.backend_python()) == "/wins/python"
    finally:
        settings.set_backend_python("")


def test_errors_have_one_root():
    from photo_geolocator.plugin import errors

    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert LayerError in kinds
    assert all(issubclass(kind, errors.PluginError) for kind in kinds)


def test_save_moves_the_result_and_says_where(plugin, qtbot, geolocated, tmp_path, monkeypatch):
    from photo_geolocator.plugin.gui import dock

    look_at(plugin, qtbot, geolocated)
    name = str(tmp_path / "kept")  # the suffix is added
    monkeypatch.setattr(dock.QFileDialog, "getSaveFileName", lambda *_, **__: (name, ""))
    plugin.dock.result.save.click()
    text = f"Saved in {name}.gpkg, the heatmap as photo_heatmap.tif beside it."
    qtbot.waitUntil(lambda: plugin.dock.message.text() == text, timeout=WAIT_MS)
    assert (tmp_path / "photo_heatmap.tif").is_file()
    monkeypatch.setattr(dock.QFileDialog, "getSaveFileName", lambda *_, **__: ("/dev/null/no.gpkg", ""))
    plugin.dock.result.save.click()
    qtbot.waitUntil(lambda: "no.gpkg can't be written" in plugin.dock.message.text(), timeout=WAIT_MS)


@pytest.fixture
def done(plugin, qtbot, photo):
    """The plugin with a photo geolocated by a process that serves the contract."""
    plugin.dock.set_photo(photo)
    with qtbot.waitSignal(plugin.dock.result_shown, timeout=WAIT_MS):
        plugin.dock.geolocate()
    return plugin


def layer_names():
    return sorted(layer.name() for layer in QgsProject.instance().mapLayers().values())


def choose(plugin, qtbot, km2):
    """Choose an area budget and wait for its answer."""
    plugin.dock.result.area.slider.choose(km2)
    qtbot.waitUntil(lambda: not plugin.live_area.is_busy, timeout=WAIT_MS)


def test_the_slider_draws_an_area_and_lists_its_regions(done, qtbot, qgis_iface):
    qgis_iface.mapCanvas().setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    done.dock.show()
    assert "Search area" not in layer_names()
    choose(done, qtbot, 50_000.0)
    assert layer_names().count("Search area") == 1
    layer = done.chosen_area.layer
    assert {feature["area_label"] for feature in layer.getFeatures()} == {"50,000 km²"}
    view = done.dock.result
    assert view.area.summary.text().startswith("50,000 km² in 3 regions")
    assert "of 1,001 validation photos" in view.area.summary.text()
    assert view.regions.model().rowCount() == 3
    place = view.regions.visualRect(view.regions.model().index(2, 1)).center()
    qtbot.mouseClick(view.regions.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert abs(qgis_iface.mapCanvas().extent().center().x() - 151.21) < 1
    choose(done, qtbot, 2e6)
    assert done.chosen_area.layer is layer
    assert {feature["area_label"] for feature in layer.getFeatures()} == {"2,000,000 km²"}


def test_a_recall_draws_one_too(done, qtbot):
    qtbot.mouseClick(done.dock.result.area.by_recall, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not done.live_area.is_busy, timeout=WAIT_MS)
    assert {feature["target"] for feature in done.chosen_area.layer.getFeatures()} == {"recall"}
    assert "at least 80 %" in done.dock.result.area.summary.text()


def test_a_layer_removed_in_mid_drag_comes_back(done, qtbot):
    choose(done, qtbot, 1e4)
    done.dock.result.area.slider.choose(2e4)
    QgsProject.instance().removeMapLayer(done.chosen_area.layer.id())
    qtbot.waitUntil(lambda: not done.live_area.is_busy, timeout=WAIT_MS)
    assert layer_names().count("Search area") == 1


def test_a_project_cleared_in_mid_drag(done, qtbot):
    choose(done, qtbot, 1e4)
    done.dock.result.area.slider.choose(2e4)
    QgsProject.instance().clear()
    qtbot.waitUntil(lambda: not done.live_area.is_busy, timeout=WAIT_MS)
    assert layer_names() == ["Search area"]


def test_another_photo_in_mid_drag_ends_it(done, qtbot, photo, tmp_path):
    other = tmp_path / "other.jpg"
    other.write_bytes(photo.read_bytes())
    done.dock.result.area.slider.choose(2e4)
    done.dock.set_photo(other)
    assert not done.live_area.is_busy
    assert not done.queue.keeps_job, "the other one is not geolocated yet"
    with qtbot.waitSignal(done.dock.result_shown, timeout=WAIT_MS):
        done.dock.geolocate()
    qtbot.wait(50)
    assert "Search area" not in layer_names()
    choose(done, qtbot, 1e4)
    groups = QgsProject.instance().layerTreeRoot().children()
    assert [group.name() for group in groups] == ["other.jpg", photo.name]
    assert "Search area" in [layer.name() for layer in groups[0].findLayers()]


def test_unload_in_mid_drag(done, qtbot):
    done.dock.result.area.slider.choose(2e4)
    done.unload()
    qtbot.wait(100)
    assert "Search area" not in layer_names()


def test_a_backend_that_is_killed_ends_the_choice_and_keeps_the_rest(done, qtbot):
    choose(done, qtbot, 1e4)
    area = done.dock.result.area
    os.kill(done._backend.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: not area.slider.slider.isEnabled(), timeout=WAIT_MS)
    assert "geolocate it again" in area.summary.text()
    assert done.chosen_area.layer.featureCount() == 3
    assert done.dock.shown.heatmap.is_file()
    with qtbot.waitSignal(done.dock.result_shown, timeout=WAIT_MS):
        done.dock.geolocate()
    assert area.slider.slider.isEnabled()
    assert "geolocate it again" not in area.summary.text()


def test_a_refused_recall_is_told_beside_the_slider(done, qtbot):
    done.live_area.ask(Target(recall=0.99))
    qtbot.waitUntil(lambda: not done.live_area.is_busy, timeout=WAIT_MS)
    assert "can't be promised" in done.dock.result.area.summary.text()
    assert done.dock.result.area.slider.slider.isEnabled()


def test_a_result_without_a_job_can_not_be_changed(plugin, qtbot, geolocated):
    look_at(plugin, qtbot, geolocated)
    assert not plugin.dock.result.area.slider.slider.isEnabled()
    assert "geolocate it again" in plugin.dock.result.area.summary.text()


def test_save_keeps_the_chosen_area_and_the_next_gets_a_layer_of_its_own(done, qtbot, tmp_path, monkeypatch):
    from photo_geolocator.plugin.gui import dock

    choose(done, qtbot, 50_000.0)
    (tmp_path / "kept").mkdir()
    name = str(tmp_path / "kept" / "results.gpkg")
    monkeypatch.setattr(dock.QFileDialog, "getSaveFileName", lambda *_, **__: (name, ""))
    done.dock.result.save.click()
    qtbot.waitUntil(lambda: done.dock.message.text().startswith("Saved in "), timeout=WAIT_MS)
    assert "Search area: 50,000 km²" in layer_names()
    assert all(str(tmp_path / "kept") in layer.source() for layer in QgsProject.instance().mapLayers().values())
    choose(done, qtbot, 1e6)
    assert {"Search area: 50,000 km²", "Search area"} <= set(layer_names())


@pytest.mark.parametrize(
    ("name", "kind", "written"), [("page", "PDF (*.pdf)", "page.pdf"), ("page", "PNG (*.png)", "page.png")]
)
def test_a_report_of_what_is_listed(done, qtbot, tmp_path, monkeypatch, name, kind, written):
    from photo_geolocator.plugin.gui import dock

    choose(done, qtbot, 50_000.0)
    monkeypatch.setattr(dock.QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), kind))
    wanted = []
    done.dock.report_wanted.connect(lambda *what: wanted.append(what))
    done.dock.result.report.click()
    text = f"The report is in {tmp_path / written}."
    qtbot.waitUntil(lambda: done.dock.message.text() == text, timeout=60_000)
    assert (tmp_path / written).stat().st_size > 10_000
    assert wanted[0][1].label == "50,000 km²"


def test_a_report_that_can_not_be_written_is_told(done, qtbot, tmp_path, monkeypatch):
    from photo_geolocator.plugin.gui import dock

    monkeypatch.setattr(dock.QFileDialog, "getSaveFileName", lambda *_: ("/dev/null/no.pdf", "PDF (*.pdf)"))
    done.dock.result.report.click()
    qtbot.waitUntil(lambda: "no.pdf can't be written" in done.dock.message.text(), timeout=60_000)


def test_a_history_deleted_in_the_options_is_gone_from_the_panel_too(plugin, qtbot):
    with qtbot.waitSignal(plugin.history.changed, timeout=WAIT_MS):
        plugin.set_up.delete_history()


def test_a_missing_backend_shows_the_set_up(plugin, qtbot, monkeypatch):
    monkeypatch.setenv(settings.BACKEND_PYTHON_VARIABLE, "/none/python")
    plugin._backend.ensure()
    qtbot.waitUntil(lambda: plugin.set_up._dialog is not None and plugin.set_up._dialog.isVisible(), timeout=WAIT_MS)
    plugin.unload()
    assert plugin.set_up is None


def test_photos_that_waited_for_the_set_up_go_on_after_it(plugin, qtbot, photo, tmp_path, monkeypatch):
    before = os.environ[settings.BACKEND_PYTHON_VARIABLE]
    monkeypatch.setenv(settings.BACKEND_PYTHON_VARIABLE, "/none/python")
    (tmp_path / "other.jpg").write_bytes(photo.read_bytes())
    plugin.queue.add([photo, tmp_path / "other.jpg"])
    plugin.queue.start()
    qtbot.waitUntil(lambda: plugin.queue.count(State.FAILED) > 0 and not plugin.queue.is_busy, timeout=WAIT_MS)
    assert "/none/python does not exist" in plugin.dock.message.text()
    monkeypatch.setenv(settings.BACKEND_PYTHON_VARIABLE, before)
    plugin.set_up.environment_ready.emit()
    assert plugin.dock.message.text() == ""
    qtbot.waitUntil(lambda: plugin.queue.count(State.DONE) == 2, timeout=WAIT_MS)


def test_a_set_up_without_a_photo_starts_nothing(plugin, photo):
    plugin.queue.add([photo])
    plugin.set_up.environment_ready.emit()
    assert not plugin.queue.is_busy and plugin.queue.count(State.WAITING) == 1


@pytest.fixture
def several(plugin, photo, tmp_path):
    """Add copies of a photo to the plugin's queue."""

    def run(count):
        folder = tmp_path / "several"
        folder.mkdir()
        for number in range(count):
            (folder / f"{number:03}.jpg").write_bytes(photo.read_bytes())
        plugin.dock.add([folder])
        return folder

    return run


def work_through(plugin, qtbot, count):
    qtbot.waitUntil(lambda: len(plugin.queue) == count and plugin.dock.start.isVisibleTo(plugin.dock), timeout=WAIT_MS)
    plugin.dock.geolocate()
    qtbot.waitUntil(lambda: not plugin.queue.is_busy, timeout=10 * WAIT_MS)
    assert plugin.queue.count(State.DONE) == count


def groups():
    return [node.name() for node in QgsProject.instance().layerTreeRoot().children()]


def test_of_several_photos_only_the_chosen_ones_come_to_the_map(plugin, qtbot, several):
    several(4)
    work_through(plugin, qtbot, 4)
    assert groups() == ["000.jpg"]
    plugin.queue.choose(plugin.queue.photos[2])
    qtbot.waitUntil(lambda: plugin.dock.shown is not None, timeout=WAIT_MS)
    assert plugin.dock.shown.photo.name == "002.jpg"
    assert groups() == ["002.jpg", "000.jpg"]
    assert plugin.dock.result.area.slider.slider.isEnabled(), "the backend has every photo's job"
    choose(plugin, qtbot, 50_000.0)
    layers = QgsProject.instance().layerTreeRoot().findGroup("002.jpg").findLayers()
    assert "Search area" in [layer.name() for layer in layers]
    for row in (0, 2):
        plugin.queue.choose(plugin.queue.photos[row])
        qtbot.waitUntil(lambda: plugin.dock.shown is not None, timeout=WAIT_MS)
    choose(plugin, qtbot, 60_000.0)
    assert layer_names().count("Search area") == 1, "the one there is followed again"


def test_results_that_were_asked_for_all_come_to_the_map(plugin, qtbot, several):
    several(8)
    work_through(plugin, qtbot, 8)
    plugin.dock.map_wanted.emit(list(plugin.queue.photos))
    root = QgsProject.instance().layerTreeRoot()
    qtbot.waitUntil(lambda: [node.itemVisibilityChecked() for node in root.children()] == [True] * 8, timeout=WAIT_MS)


def test_the_history_survives_a_restart_and_reopens_layers(plugin, qtbot, photo, qgis_iface, interpreter):
    plugin.dock.set_photo(photo)
    with qtbot.waitSignal(plugin.history.changed, timeout=WAIT_MS):
        plugin.dock.geolocate()
    plugin.unload()
    QgsProject.instance().clear()
    photo.unlink()
    again = photo_geolocator.classFactory(qgis_iface)
    again.initGui()
    try:
        with qtbot.waitSignal(again.history.entries().done, timeout=WAIT_MS) as done:
            pass
        (entry,) = done.args[0].entries
        again.dock.history.opened.emit(entry)
        qtbot.waitUntil(lambda: again.dock.shown is not None, timeout=WAIT_MS)
        assert groups() == [photo.name]
        assert again.dock.photo == photo
        assert "Paris, France" in again.dock.result.place.text()
        assert "geolocate it again" in again.dock.result.area.summary.text()
        assert not again.dock.result.area.slider.slider.isEnabled()
        sources = [layer.source() for layer in QgsProject.instance().mapLayers().values()]
        assert not any(str(again.history.folder) in source for source in sources)
        again.dock.history.opened.emit(entry)
        qtbot.wait(200)
        assert len(again.queue) == 1
        again.dock.geolocate()
        qtbot.waitUntil(lambda: "does not exist" in again.dock.message.text(), timeout=WAIT_MS)
    finally:
        again.unload()


def test_an_entry_that_is_gone_is_told(plugin, qtbot, photo):
    plugin.dock.set_photo(photo)
    with qtbot.waitSignal(plugin.history.changed, timeout=WAIT_MS):
        plugin.dock.geolocate()
    with qtbot.waitSignal(plugin.history.entries().done, timeout=WAIT_MS) as done:
        pass
    (entry,) = done.args[0].entries
    with qtbot.waitSignal(plugin.history.clear().done, timeout=WAIT_MS):
        pass
    plugin.dock.history.opened.emit(entry)
    qtbot.waitUntil(lambda: "no longer whole in the history" in plugin.dock.message.text(), timeout=WAIT_MS)


def test_photos_dropped_on_the_map_come_to_the_panel(plugin, qtbot, photo, qgis_iface):
    (handler,) = qgis_iface.registerCustomDropHandler.call_args.args
    assert not handler.handleFileDrop(str(photo))
    plugin.dock.drop_on_map.trigger()
    try:
        assert handler.handleFileDrop(str(photo))
        qtbot.waitUntil(lambda: plugin.dock.photo == photo, timeout=WAIT_MS)
    finally:
        plugin.dock.drop_on_map.trigger()
    plugin.unload()
    assert qgis_iface.unregisterCustomDropHandler.call_args.args == (handler,)


def test_the_window_stays_alive_while_a_folder_of_200_is_worked_through(plugin, qtbot, several, watchdog, capsys):
    """No assertion on time: it prints the longest wait, and fails where a photo or the list does."""
    plugin.dock.resize(360, 900)
    plugin.dock.show()
    several(200)
    with watchdog() as waits:
        qtbot.waitUntil(lambda: len(plugin.queue) == 200, timeout=WAIT_MS)
        plugin.dock.geolocate()
        looked_at = 0
        while plugin.queue.is_busy:
            qtbot.wait(200)
            if plugin.queue.count(State.DONE) > looked_at + 10:
                looked_at = plugin.queue.count(State.DONE)
                plugin.queue.choose(plugin.queue.photos[looked_at - 1])
    with capsys.disabled():
        print(f"\n200 photos: {waits}")
    assert plugin.queue.count(State.DONE) == 200
    assert len(groups()) <= 5
    assert plugin.dock.list.model().rowCount() == 200
