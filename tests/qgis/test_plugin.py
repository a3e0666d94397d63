import configparser
import os
import subprocess
import sys

import photo_geolocator
import pytest
from conftest import REPOSITORY, WAIT_MS
from photo_geolocator.plugin import settings
from photo_geolocator.plugin.assets import icon
from photo_geolocator.plugin.errors import LayerError
from qgis.core import QgsCoordinateReferenceSystem, QgsProject


@pytest.fixture
def interpreter(tmp_path, sample, monkeypatch):
    """An "interpreter" that serves the contract whatever it is asked to run."""
    script = tmp_path / "python"
    server = REPOSITORY / "tests" / "qgis" / "contract_server.py"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{server}" "{sample}"\n')
    script.chmod(0o755)
    monkeypatch.setenv(settings.BACKEND_PYTHON_VARIABLE, str(script))


@pytest.fixture
def plugin(qgis_iface, qgis_new_project, interpreter):
    one = photo_geolocator.classFactory(qgis_iface)
    one.initGui()
    yield one
    one.unload()


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
    with qtbot.waitSignal(plugin.geolocator.finished, timeout=WAIT_MS):
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


def test_a_layer_that_fails_is_told_and_the_result_still_shown(plugin, geolocated):
    geolocated.heatmap.write_bytes(b"broken")
    plugin.geolocator.finished.emit(geolocated)
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
    with qtbot.waitSignal(plugin.geolocator.backend_ready, timeout=WAIT_MS):
        plugin.dock.set_photo(photo)
    pid = plugin._backend.pid
    assert pid > 0
    plugin.unload()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_unload_in_the_middle_of_a_photo(plugin, qtbot, photo):
    plugin.dock.set_photo(photo)
    with qtbot.waitSignal(plugin.geolocator.progressed, timeout=WAIT_MS):
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


def test_save_moves_the_result_and_says_where(plugin, geolocated, tmp_path, monkeypatch):
    from photo_geolocator.plugin.gui import dock

    plugin.geolocator.finished.emit(geolocated)
    monkeypatch.setattr(dock.QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "kept"))
    plugin.dock.result.save.click()
    assert plugin.dock.message.text() == f"Saved in {tmp_path / 'kept' / 'photo'}."
    assert plugin.dock.shown.folder == tmp_path / "kept" / "photo"
    monkeypatch.setattr(dock.QFileDialog, "getExistingDirectory", lambda *_: "/dev/null/no")
    plugin.dock.result.save.click()
    assert "can't be saved" in plugin.dock.message.text()
