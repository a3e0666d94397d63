"""The analyst's choices from the panel to the map, against a contract server."""

import json
from dataclasses import replace
from pathlib import Path

import photo_geolocator
import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin import plugin as plugin_module
from photo_geolocator.plugin.ensemble_choice import NOTHING
from photo_geolocator.plugin.errors import BackendDied
from photo_geolocator.plugin.gui.attribute_bars import ClassBar
from photo_geolocator.plugin.gui.dock import LEAST_WIDTH
from photo_geolocator.plugin.gui.photo_list import state_text
from photo_geolocator.plugin.history import read_entries
from photo_geolocator.plugin.layers.group import layers_of, result_key
from photo_geolocator.plugin.photo_queue import State
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtWidgets import QLabel


@pytest.fixture
def plugin(qgis_iface, qgis_new_project, backend, data_folder, monkeypatch):
    monkeypatch.setattr(plugin_module, "BackendProcess", lambda window: backend)
    backend.server.own_results = True
    one = photo_geolocator.classFactory(qgis_iface)
    one.initGui()
    one.dock.show()
    yield one
    one.unload()


@pytest.fixture
def done(plugin, qtbot, photo):
    """The plugin with a photo geolocated."""
    plugin.dock.set_photo(photo)
    with qtbot.waitSignal(plugin.dock.result_shown, timeout=WAIT_MS):
        plugin.dock.geolocate()
    qtbot.waitUntil(lambda: bool(plugin.choice.jobs), timeout=WAIT_MS)
    return plugin


@pytest.fixture
def two(plugin, qtbot, photo, tmp_path):
    """The plugin with two photos geolocated."""
    folder = tmp_path / "two"
    folder.mkdir()
    for number, colour in enumerate((Qt.GlobalColor.red, Qt.GlobalColor.blue)):
        image = QImage(40, 30, QImage.Format.Format_RGB32)
        image.fill(colour)
        assert image.save(str(folder / f"view {number}.jpg"), "JPG")
    plugin.dock.add([folder])
    qtbot.waitUntil(lambda: len(plugin.queue) == 2 and plugin.dock.start.isVisibleTo(plugin.dock), timeout=WAIT_MS)
    plugin.dock.geolocate()
    qtbot.waitUntil(lambda: plugin.queue.count(State.DONE) == 2 and not plugin.queue.is_busy, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: bool(plugin.choice.jobs), timeout=WAIT_MS)
    return plugin


def layers(plugin):
    return layers_of(QgsProject.instance(), result_key(plugin.dock.shown))


def settled(plugin):
    """Whether panel and layers show the same map."""
    version = plugin.chosen_map._version
    still = plugin.chosen_map._steps is None and not plugin.live_area.is_busy
    return version is not None and still and version.choice == plugin.choice.choice and not plugin.choice.is_busy


def settle(plugin, qtbot):
    qtbot.waitUntil(lambda: settled(plugin), timeout=WAIT_MS)


def settle_restriction(plugin, qtbot, server, count):
    qtbot.waitUntil(lambda: len(server.restrictions) == count, timeout=WAIT_MS)
    settle(plugin, qtbot)


def switch(plugin, member):
    plugin.dock.result.ensemble.boxes[member].click()


def labels(plugin):
    return {feature["area_label"] for feature in plugin.chosen_area.layer.getFeatures()}


def test_a_member_switched_off_is_followed_at_once_and_reset_brings_all_back(done, qtbot, server):
    project, view = QgsProject.instance(), done.dock.result
    before = layers(done)
    sources = {role: layer.source() for role, layer in before.items()}
    original = done.dock.shown
    switch(done, "population")
    qtbot.waitUntil(lambda: done.chosen_area.layer is not None, timeout=WAIT_MS)
    assert server.maps["map-1"]["members"] == [{"name": "geolocation", "on": True}, {"name": "population", "on": False}]
    assert labels(done) == {"map-1: 125,653 km²"}, "the slider's area is of the new map"
    assert view.place.text().startswith("Place 11 0"), "before the files are there"
    assert not view.confidence.isVisibleTo(view) and "no recall is promised" in view.note.text()
    settle(done, qtbot)
    after = layers(done)
    assert {role: layer.id() for role, layer in after.items() if role in before} == {
        role: layer.id() for role, layer in before.items()
    }, "in place"
    folder = done.dock.shown.folder
    assert folder != original.folder
    for role in before:
        assert str(folder) in after[role].source()
    assert len(project.layerTreeRoot().children()) == 1
    assert done.dock.shown.result.choices["members"][1] == {"name": "population", "on": False}
    history = "\n".join(after["heatmap"].metadata().history())
    assert "Members switched off: Population density" in history and "Computed on this machine." in history
    view.ensemble.back.click()
    settle(done, qtbot)
    assert {role: layers(done)[role].source() for role in before} == sources
    assert done.dock.shown is original
    assert view.place.text().startswith("Paris, France") and view.confidence.isVisibleTo(view)
    assert labels(done) == {"125,653 km²"}
    assert not view.ensemble.back.isEnabled()
    qtbot.waitUntil(lambda: not folder.exists(), timeout=WAIT_MS)


def test_the_newest_of_many_clicks_wins(done, qtbot, server):
    server.map_delay = 0.15
    for _ in range(5):
        switch(done, "population")
        qtbot.wait(20)
    settle(done, qtbot)
    assert done.choice.counting.off == {"population"}
    assert len(server.maps) < 5, "wishes that were overtaken are not sent"


def test_what_can_not_be_had_is_told_beside_the_boxes_and_the_choice_goes_back(done, qtbot, server):
    view = done.dock.result
    switch(done, "population")
    settle(done, qtbot)
    switch(done, "geolocation")
    qtbot.waitUntil(lambda: "Nothing makes this map" in view.ensemble.message.text(), timeout=WAIT_MS)
    assert [box.isChecked() for box in view.ensemble.boxes.values()] == [True, False]
    settle(done, qtbot)
    assert done.choice.choice.off == {"population"}


def test_a_map_without_calibration_promises_no_recall(done, qtbot):
    view = done.dock.result
    assert view.area.by_recall.text() == "Recall" and view.area._highest == 0.93
    switch(done, "population")
    settle(done, qtbot)
    assert "validation photos" not in view.area.summary.text()
    assert all(area.expected_recall is None for area in done.dock.shown.result.search_areas)
    qtbot.mouseClick(view.area.by_recall, Qt.MouseButton.LeftButton)
    settle(done, qtbot)
    assert view.area.by_recall.text() == "Share" and "own probability" in view.area.meaning.text()
    assert "validation photos" not in view.area.summary.text()
    assert view.area._highest == 0.99
    view.ensemble.back.click()
    settle(done, qtbot)
    assert view.area.by_recall.text() == "Recall" and view.area.by_recall.isChecked()
    assert "at least 80 %" in view.area.summary.text()


def test_the_exif_position_is_compared_with_the_map_that_counts(done, qtbot):
    view = done.dock.result
    assert "3,456 km²" in view.truth.text()
    switch(done, "population")
    qtbot.waitUntil(lambda: "2,000 km²" in view.truth.text(), timeout=WAIT_MS)


def test_what_is_saved_stays_and_another_choice_gets_a_group_of_its_own(done, qtbot, tmp_path, monkeypatch):
    from photo_geolocator.plugin.gui import dock

    switch(done, "population")
    settle(done, qtbot)
    name = str(tmp_path / "kept.gpkg")
    monkeypatch.setattr(dock.QFileDialog, "getSaveFileName", lambda *_, **__: (name, ""))
    done.dock.result.save.click()
    qtbot.waitUntil(lambda: done.dock.message.text().startswith("Saved in "), timeout=WAIT_MS)
    saved = {layer.id(): layer.source() for layer in QgsProject.instance().mapLayers().values()}
    assert all(str(tmp_path) in source for source in saved.values())
    done.dock.result.ensemble.back.click()
    settle(done, qtbot)
    groups = QgsProject.instance().layerTreeRoot().children()
    qtbot.waitUntil(lambda: len(QgsProject.instance().layerTreeRoot().children()) == 2, timeout=WAIT_MS)
    groups = QgsProject.instance().layerTreeRoot().children()
    assert {
        layer.id(): layer.source() for layer in QgsProject.instance().mapLayers().values() if layer.id() in saved
    } == saved
    fresh = [node.layer() for node in groups[0].findLayers()]
    assert fresh and not any(str(tmp_path / "kept") in layer.source() for layer in fresh)


def test_choices_are_remembered_for_each_photo(two, qtbot):
    first, second = two.queue.photos
    two.queue.choose(first)
    qtbot.waitUntil(lambda: two.choice.jobs == (first.job_id,), timeout=WAIT_MS)
    switch(two, "population")
    settle(two, qtbot)
    chosen = two.dock.shown
    two.queue.choose(second)
    qtbot.waitUntil(lambda: two.choice.jobs == (second.job_id,), timeout=WAIT_MS)
    assert two.choice.choice == NOTHING and two.dock.result.ensemble.boxes["population"].isChecked()
    two.queue.choose(first)
    qtbot.waitUntil(lambda: two.choice.jobs == (first.job_id,), timeout=WAIT_MS)
    assert two.dock.shown == chosen
    assert not two.dock.result.ensemble.boxes["population"].isChecked()
    assert len(QgsProject.instance().layerTreeRoot().children()) == 2


def test_a_map_that_the_backend_let_go_is_made_again(done, qtbot, server):
    switch(done, "population")
    settle(done, qtbot)
    server.maps.clear()
    done.dock.result.area.slider.choose(50_000.0)
    qtbot.waitUntil(lambda: done.chosen_area.layer is not None and "map-1: 50,000 km²" in labels(done), timeout=WAIT_MS)
    assert done.dock.result.area.slider.slider.isEnabled()


def test_a_backend_that_is_gone_ends_the_choice_and_says_so(done, qtbot, backend):
    switch(done, "population")
    settle(done, qtbot)
    chosen = done.dock.shown
    backend.die(BackendDied("The backend stopped unexpectedly."))
    view = done.dock.result
    assert not any(box.isEnabled() for box in view.ensemble.boxes.values())
    assert not view.ensemble.boxes["population"].isChecked(), "what the layers show"
    assert not view.knowledge.by_extent.isEnabled()
    assert "geolocate it again" in view.area.summary.text()
    assert done.dock.shown is chosen and chosen.heatmap.is_file()


def test_a_backend_that_fails_to_make_the_files_brings_the_map_before_back(done, qtbot, server):
    server.broken[r"GET /v1/maps/[^/]+/files/heatmap.tif"] = "plain500"
    switch(done, "population")
    qtbot.waitUntil(lambda: "HTTP status 500" in done.dock.result.ensemble.message.text(), timeout=WAIT_MS)
    settle(done, qtbot)
    assert done.choice.choice == NOTHING and done.dock.result.ensemble.boxes["population"].isChecked()
    assert done.dock.result.save.isEnabled()


def test_every_part_is_reached_by_the_tab_key_and_fits_a_narrow_panel(done, qtbot, sample):
    view = done.dock.result
    switch(done, "population")
    country(done, qtbot, "germ")
    add_prior(done, qtbot, sample / "heatmap.tif")
    qtbot.waitUntil(lambda: len(view.knowledge.priors) == 1, timeout=WAIT_MS)
    settle(done, qtbot)
    for section in view.findChildren(QgsCollapsibleGroupBox):
        section.setCollapsed(False)
    control = view.knowledge
    for fold in (control.by_layer, control.by_country):
        fold.click()
        qtbot.wait(20)
        room = done.dock.widget().minimumWidth() - done.dock.scroll.verticalScrollBar().sizeHint().width()
        assert room < LEAST_WIDTH + 40
        reached, widget = set(), done.dock.drop.nextInFocusChain()
        while widget is not done.dock.drop:
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.isVisibleTo(done.dock):
                reached.add(widget)
            widget = widget.nextInFocusChain()
        assert {*view.ensemble.boxes.values(), *view.ensemble.maps.values(), view.ensemble.back} <= reached
        assert {control.side, control.by_extent, control.by_layer, control.by_country, control.lift} <= reached
        assert {control.prior_layers, control.add_prior} <= reached
        (row,) = control.priors.values()
        assert {row.slider, row.number, row.remove} <= reached
    assert {control.country_part.find, control.country_part.list} <= reached
    mine = [widget for widget in reached if control.isAncestorOf(widget) or view.ensemble.isAncestorOf(widget)]
    for widget in (*mine, *control.findChildren(ClassBar)):
        assert widget.accessibleName() or getattr(widget, "text", str)() or widget.parent().accessibleName()


def test_a_long_label_is_read_whole_and_is_part_of_its_box(done, qtbot):
    control = done.dock.result.ensemble
    words = "Geolocation (softmax, location match, gallery) of “cells” & more"
    (first, *others) = done.dock.shown.result.members
    control.set_members((replace(first, label=words), *others), maps=True)
    box = control.boxes[first.name]
    (label,) = [one for one in control.findChildren(QLabel) if one.text() == words]
    done.dock.resize(LEAST_WIDTH, 900)
    qtbot.wait(20)
    assert label.wordWrap() and label.height() >= label.heightForWidth(label.width())
    assert box.accessibleName() == words
    with qtbot.waitSignal(control.switched) as switched:
        qtbot.mouseClick(label, Qt.MouseButton.LeftButton)
    assert switched.args == [first.name, False] and not box.isChecked()


# --- restrictions ----------------------------------------------------------------------------------------------


def country(plugin, qtbot, name):
    """Restrict to a country as a person does."""
    control = plugin.dock.result.knowledge
    if not control.by_country.isChecked():
        control.by_country.click()
    qtbot.waitUntil(lambda: control.country_part.is_filled, timeout=WAIT_MS)
    qtbot.keyClicks(control.country_part.find, name)
    qtbot.keyClick(control.country_part.find, Qt.Key.Key_Return)
    control.country_part.apply.click()


def test_a_country_restricts_the_search_until_it_is_lifted(done, qtbot, server):
    control = done.dock.result.knowledge
    country(done, qtbot, "germ")
    settle(done, qtbot)
    assert server.restrictions["restriction-1"]["codes"] == ["DE"]
    assert control.in_force.text() == ("Searched only in Germany (550,000 km²); 25 % of the probability is left")
    assert done.dock.shown.result.choices["restriction"]["label"] == "Germany"
    assert "Searched only in Germany" in layers(done)["heatmap"].metadata().history()
    outline = layers(done)["restriction"]
    assert outline.name() == "Searched only in Germany"
    assert [feature["label"] for feature in outline.getFeatures()] == ["Germany"]
    names = [node.name() for node in QgsProject.instance().layerTreeRoot().findLayer(outline.id()).parent().children()]
    assert names.index("Search areas") + 1 == names.index(outline.name()) == names.index("Probability density") - 1
    control.lift.click()
    settle(done, qtbot)
    assert "restriction" not in layers(done)
    assert not control.in_force.isVisibleTo(control) and done.choice.choice == NOTHING


def test_the_outline_of_a_restriction_is_saved(done, qtbot, tmp_path, monkeypatch):
    from photo_geolocator.plugin.gui import dock

    country(done, qtbot, "germ")
    settle(done, qtbot)
    name = str(tmp_path / "kept.gpkg")
    monkeypatch.setattr(dock.QFileDialog, "getSaveFileName", lambda *_, **__: (name, ""))
    done.dock.result.save.click()
    qtbot.waitUntil(lambda: done.dock.message.text().startswith("Saved in "), timeout=WAIT_MS)
    outline = layers(done)["restriction"]
    assert outline.source().startswith(name) and outline.featureCount() == 1
    saved = QgsVectorLayer(outline.source(), "", "ogr")
    assert saved.renderer().symbol().symbolLayerCount() == 2, "with its style"


def test_an_outline_that_the_person_removed_stays_removed(done, qtbot):
    country(done, qtbot, "germ")
    settle(done, qtbot)
    QgsProject.instance().removeMapLayer(layers(done)["restriction"])
    switch(done, "population")
    settle(done, qtbot)
    assert "restriction" not in layers(done)
    done.dock.result.ensemble.back.click()
    settle(done, qtbot)
    country(done, qtbot, "fr")
    settle(done, qtbot)
    assert layers(done)["restriction"].name() == "Searched only in Germany, France", "another one"


def test_a_country_can_be_left_out(done, qtbot, server):
    done.dock.result.knowledge.side.setCurrentIndex(1)
    country(done, qtbot, "fr")
    settle(done, qtbot)
    assert server.restrictions["restriction-1"]["codes"] == ["FR"]
    assert not server.restrictions["restriction-1"]["inside"]
    assert layers(done)["restriction"].name() == "Left out: France"
    assert done.dock.result.knowledge.in_force.text().startswith("Left out: France")


def test_a_restriction_that_leaves_nothing_is_told_there(done, qtbot):
    country(done, qtbot, "austr")
    control = done.dock.result.knowledge
    qtbot.waitUntil(lambda: "leaves no place" in control.message.text(), timeout=WAIT_MS)
    assert done.choice.choice == NOTHING
    assert not control.state.isVisibleTo(control)


def test_the_maps_extent_restricts(done, qtbot, server, qgis_iface):
    canvas = qgis_iface.mapCanvas()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    canvas.setExtent(QgsRectangle(0, 40, 10, 50))
    shown = canvas.extent()
    done.dock.result.knowledge.by_extent.click()
    settle_restriction(done, qtbot, server, 1)
    body = json.loads(server.restrictions["restriction-1"]["body"])
    ring = body["coordinates"][0][0]
    assert min(lon for lon, _ in ring) == pytest.approx(shown.xMinimum(), abs=1e-5)
    assert max(lat for _, lat in ring) == pytest.approx(shown.yMaximum(), abs=1e-5)
    assert "the map's extent" in done.dock.result.knowledge.in_force.text()


def polygons(*wkts, name="Fields"):
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326", name, "memory")
    features = []
    for wkt in wkts:
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_a_layers_polygons_restrict_all_or_the_selected_ones(done, qtbot, server):
    layer = polygons("POLYGON((0 0,1 0,1 1,0 0))", "POLYGON((10 10,11 10,11 11,10 10))")
    control = done.dock.result.knowledge
    control.by_layer.click()
    control.layer_part.layers.setLayer(layer)
    control.layer_part.apply.click()
    settle_restriction(done, qtbot, server, 1)
    assert len(json.loads(server.restrictions["restriction-1"]["body"])["coordinates"]) == 2
    control.layer_part.selected.setChecked(True)
    control.layer_part.apply.click()
    assert "Nothing is selected in Fields" in control.message.text()
    layer.selectByIds([2])
    control.layer_part.apply.click()
    settle_restriction(done, qtbot, server, 2)
    (polygon,) = json.loads(server.restrictions["restriction-2"]["body"])["coordinates"]
    assert polygon[0][0] == [10, 10]
    assert "the selection of Fields" in control.in_force.text()


def test_polygons_read_for_a_photo_that_is_no_longer_shown_are_dropped(done, qtbot, server):
    layer = polygons("POLYGON((0 0,1 0,1 1,0 0))")
    done.knowledge.restrict_to_layer(layer, False, True)
    done.queue.choose(None)
    qtbot.wait(200)
    assert server.restrictions == {}


# --- priors ----------------------------------------------------------------------------------------------------


def add_prior(plugin, qtbot, path):
    layer = QgsRasterLayer(str(path), "Hunting grounds")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    control = plugin.dock.result.knowledge
    control.prior_layers.setLayer(layer)
    control.add_prior.click()
    return control


def test_a_raster_becomes_a_prior_with_a_weight(done, qtbot, server, sample):
    control = add_prior(done, qtbot, sample / "heatmap.tif")
    qtbot.waitUntil(lambda: len(control.priors) == 1, timeout=WAIT_MS)
    settle(done, qtbot)
    assert server.priors["prior-1"]["name"] == "Hunting grounds"
    assert server.priors["prior-1"]["size"] == (sample / "heatmap.tif").stat().st_size
    assert done.dock.result.place.text().startswith("Place 1 10")
    row = control.priors["prior-1"]
    row.slider.setValue(150)
    settle(done, qtbot)
    assert row.number.value() == 1.5 and done.choice.counting.priors[0].weight == 1.5
    assert done.dock.result.place.text().startswith("Place 1 15")
    row.number.setValue(0.33)
    settle(done, qtbot)
    assert row.slider.value() == 33 and done.choice.counting.priors[0].weight == 0.33
    control = add_prior(done, qtbot, sample / "heatmap.tif")
    qtbot.waitUntil(lambda: len(control.priors) == 2, timeout=WAIT_MS)
    settle(done, qtbot)
    assert control.priors["prior-1"] is row
    row.remove.click()
    settle(done, qtbot)
    assert list(control.priors) == ["prior-2"]


def test_a_prior_that_is_no_geotiff_is_written_as_one(done, qtbot, server, sample, tmp_path):
    from osgeo import gdal

    path = tmp_path / "prior.img"
    gdal.Translate(str(path), str(sample / "heatmap.tif"), format="HFA", width=72)
    control = add_prior(done, qtbot, path)
    qtbot.waitUntil(lambda: len(control.priors) == 1, timeout=WAIT_MS)
    assert server.priors["prior-1"]["size"] > 0
    settle(done, qtbot)
    assert not list(Path(done.dock.shown.folder).parent.glob("*/Hunting grounds.tif")), "the copy is gone"


def test_a_prior_that_the_backend_refuses_is_told_there(done, qtbot, server, sample):
    server.broken["POST /v1/priors"] = "plain500"
    control = add_prior(done, qtbot, sample / "heatmap.tif")
    qtbot.waitUntil(lambda: "HTTP status 500" in control.message.text(), timeout=WAIT_MS)
    assert not control.state.isVisibleTo(control) and control.priors == {}


def test_a_prior_that_the_backend_let_go_is_told_and_taken_out(done, qtbot, server, sample):
    control = add_prior(done, qtbot, sample / "heatmap.tif")
    qtbot.waitUntil(lambda: len(control.priors) == 1, timeout=WAIT_MS)
    settle(done, qtbot)
    server.priors.clear()
    switch(done, "population")
    qtbot.waitUntil(lambda: "no such prior" in done.dock.result.ensemble.message.text(), timeout=WAIT_MS)
    settle(done, qtbot)
    assert control.priors == {} and done.choice.counting.off == {"population"}


# --- members' own maps -----------------------------------------------------------------------------------------


def test_each_members_own_map_comes_below_the_heatmap(done, qtbot):
    view, project = done.dock.result, QgsProject.instance()
    for name in ("geolocation", "population"):
        view.ensemble.maps[name].click()
        qtbot.waitUntil(lambda name=name: f"member_{name}" in layers(done), timeout=WAIT_MS)
    cells, buckets = layers(done)["member_geolocation"], layers(done)["member_population"]
    (group,) = project.layerTreeRoot().children()
    order = [node.layer().id() for node in group.findLayers()]
    assert order.index(layers(done)["heatmap"].id()) < order.index(cells.id())
    assert cells.featureCount() == 3 and cells.renderer().type() == "graduatedSymbol"
    assert "token" in cells.mapTipTemplate()
    assert isinstance(buckets.renderer(), QgsPalettedRasterRenderer)
    assert "over 1,000 per km²" in buckets.name()
    assert "Photo Geolocator" in buckets.metadata().abstract()
    view.ensemble.maps["population"].click()
    qtbot.wait(100)
    assert len([layer for layer in project.mapLayers().values() if layer.name() == buckets.name()]) == 1
    switch(done, "population")
    settle(done, qtbot)
    assert {"member_geolocation", "member_population"} <= layers(done).keys(), "they belong to the new version too"
    assert Path(buckets.source()).is_file()


def test_a_members_map_that_can_not_be_had_is_told(done, qtbot, server):
    server.broken["GET /v1/jobs/[^/]+/members/population/map"] = "half"
    done.dock.result.ensemble.maps["population"].click()
    qtbot.waitUntil(lambda: "start again" in done.dock.result.ensemble.message.text(), timeout=WAIT_MS)
    assert "member_population" not in layers(done)


# --- several photos of one place -------------------------------------------------------------------------------


def fuse(plugin, qtbot):
    plugin.dock.list.selectAll()
    plugin.dock.list.fuse.trigger()
    qtbot.waitUntil(lambda: plugin.queue.chosen is not None and bool(plugin.queue.chosen.fused), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: len(plugin.choice.jobs) == 2, timeout=WAIT_MS)


def test_photos_of_one_place_become_an_entry_and_a_group_of_their_own(two, qtbot, tmp_path, monkeypatch, server):
    from photo_geolocator.plugin.gui import dock

    assert not two.dock.list.fuse.isEnabled()
    fuse(two, qtbot)
    assert two.queue.chosen.path.name == "view 0 + view 1"
    assert [photo.name for photo in two.dock.shown.result.photos] == ["view 0.jpg", "view 1.jpg"]
    groups = [node.name() for node in QgsProject.instance().layerTreeRoot().children()]
    assert groups[0] == "view 0 + view 1"
    assert two.dock.result.place.text().startswith("Place 2 0")
    assert "no recall is promised" in two.dock.result.note.text()
    index = two.dock.list.model().index(2)
    assert "2 photos as one place" in two.dock.list.model().data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert not any(button.isEnabled() for button in two.dock.result.ensemble.maps.values())
    two.dock.result.area.slider.choose(50_000.0)
    qtbot.waitUntil(lambda: two.chosen_area.layer is not None, timeout=WAIT_MS)
    assert labels(two) == {"map-1: 50,000 km²"}
    line = "One map of photos of one place: view 0.jpg, view 1.jpg"
    assert line in layers(two)["search_areas"].metadata().history()
    switch(two, "population")
    settle(two, qtbot)
    assert server.maps[two.choice.info.id]["jobs"] == [photo.job_id for photo in two.queue.photos[:2]]
    two.dock.result.ensemble.back.click()
    settle(two, qtbot)
    assert two.dock.result.place.text().startswith("Place 2 0")
    name = str(tmp_path / "kept.gpkg")
    monkeypatch.setattr(dock.QFileDialog, "getSaveFileName", lambda *_, **__: (name, ""))
    two.dock.result.save.click()
    qtbot.waitUntil(lambda: two.dock.message.text().startswith("Saved in "), timeout=WAIT_MS)


def test_a_fused_result_keeps_the_first_photos_picture(two, qtbot):
    fuse(two, qtbot)
    fused, first = two.queue.photos[2], two.queue.photos[0]
    assert two.dock.shown.pictured == first.path
    two.queue.choose(first)
    qtbot.waitUntil(lambda: two.dock.shown is not None and two.dock.shown.photo == first.path, timeout=WAIT_MS)
    two.queue.choose(fused)
    qtbot.waitUntil(lambda: two.dock.shown is not None and two.dock.shown.photo == fused.path, timeout=WAIT_MS)
    assert two.dock.shown.pictured == first.path, "from its folder"
    qtbot.waitUntil(lambda: bool(fused.entry), timeout=WAIT_MS)
    (entry,) = [one for one in read_entries(two.history.folder).entries if one.id == fused.entry]
    two.queue.remove([fused])
    two.dock.entry_opened.emit(entry)
    qtbot.waitUntil(lambda: two.dock.shown is not None and two.dock.shown.photo == fused.path, timeout=WAIT_MS)
    assert two.dock.shown.pictured == first.path, "from the history"
    assert "2 photos as one place" in state_text(two.queue.chosen)
    assert not two.choice.jobs, "the backend is not asked for what it no longer has"
    two.dock.geolocate()
    qtbot.waitUntil(lambda: "no longer holds view 0.jpg" in two.dock.message.text(), timeout=WAIT_MS)


def test_photos_that_the_backend_has_lost_can_not_be_fused(two, qtbot):
    two.queue.forget_job(two.queue.photos[1])
    two.dock.list.selectAll()
    two.dock.list.fuse.trigger()
    qtbot.waitUntil(lambda: "no longer holds view 1.jpg" in two.dock.message.text(), timeout=WAIT_MS)
    assert len(two.queue) == 2


def test_a_fused_entry_is_fused_again_and_not_geolocated(two, qtbot, server):
    fuse(two, qtbot)
    jobs = len(server.jobs)
    two.dock.geolocate()
    qtbot.waitUntil(lambda: len(server.maps) == 2, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "Fusing" not in two.dock.message.text(), timeout=WAIT_MS)
    assert len(server.jobs) == jobs and len(two.queue) == 3
