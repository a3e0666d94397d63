"""Runs inside QGIS (`qgis --code`): geolocates one photo through the panel and saves what a person would see.

`plugin/demo/run.py` starts it and says what to do in the environment variable `PHOTO_GEOLOCATOR_DEMO`, as
JSON: photo, out (absolute paths), keep_open. The outcome goes to `out/status.json`: {"ok": bool, "message":
text}.
"""

import json
import os
import traceback
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFillSymbol,
    QgsProject,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QObject, Qt, QTimer
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QDockWidget, QToolBar
from qgis.utils import iface, plugins

PANEL_WIDTH = 420
LAYERS_WIDTH = 370
TOOLBARS = ("mFileToolBar", "mMapNavToolBar", "mAttributesToolBar", "mPluginToolBar")
REGIONS_IN_VIEW = 3
SURROUNDINGS = 2.0
BUDGET_KM2 = 500_000.0  # between two presets, and about the size of Spain
# Time for the canvas to notice that it has to draw: renderComplete of the last frame is what counts.
SETTLE_MS = 800
LAND = {"color": "#f1eee6", "outline_color": "#8d8778", "outline_width": "0.2"}
SEA = "#d5e4ea"


class Demo(QObject):
    """One photo through the panel, from choosing it over a search area to the saved project and screenshot.

    The window owns it: signals hold the methods that they call only weakly.
    """

    def __init__(self, photo: Path, out: Path, keep_open: bool):
        super().__init__(iface.mainWindow())
        self.photo, self.out, self.keep_open = photo, out, keep_open
        self.plugin = plugins.get("photo_geolocator")
        self.project = QgsProject.instance()
        self.canvas = iface.mapCanvas()
        self.geolocated = None

    def start(self) -> None:
        """Open the panel and start the photo; the rest follows from signals."""
        if self.plugin is None:
            self.end(False, "QGIS did not load the plugin photo_geolocator; see its Python error above.")
            return
        self.canvas.setCanvasColor(QColor(SEA))
        self.project.setBackgroundColor(QColor(SEA))
        self.add_base_map()
        self.tidy_window()
        dock = self.plugin.dock
        dock.setUserVisible(True)
        window = iface.mainWindow()
        layers = window.findChild(QDockWidget, "Layers")
        window.resizeDocks([dock, layers], [PANEL_WIDTH, LAYERS_WIDTH], Qt.Orientation.Horizontal)
        # Not the bound methods: PyQt would not keep this object alive for them.
        dock.result_shown.connect(lambda geolocated: self.guard(self.on_shown, geolocated))
        self.plugin.queue.changed.connect(lambda photos: self.guard(self.on_changed, photos))
        dock.set_photo(self.photo)
        if dock.photo is None:
            self.end(False, dock.message.text())
            return
        dock.geolocate(self.out)

    def add_base_map(self) -> None:
        """Add the countries that QGIS ships (Natural Earth, public domain)."""
        source = Path(QgsApplication.pkgDataPath()) / "resources" / "data" / "world_map.gpkg"
        layer = QgsVectorLayer(f"{source}|layername=countries", "Base map", "ogr")
        if not layer.isValid():
            iface.messageBar().pushMessage("This QGIS ships no world map.", Qgis.MessageLevel.Warning)
            return
        layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(LAND)))
        self.project.addMapLayer(layer, False)
        self.project.layerTreeRoot().addLayer(layer)
        # After the first layer, because QGIS takes the CRS of that one.
        QTimer.singleShot(0, lambda: self.project.setCrs(QgsCoordinateReferenceSystem("EPSG:3857")))

    def tidy_window(self) -> None:
        """Give the window the whole screen, and the map the room of what is of no use here."""
        window = iface.mainWindow()
        if not self.keep_open:  # Xvfb has no window manager that could maximise it
            window.setGeometry(window.screen().geometry())
        for toolbar in window.findChildren(QToolBar):
            toolbar.setVisible(toolbar.objectName() in TOOLBARS)
        browser = window.findChild(QDockWidget, "Browser")
        if browser is not None:
            browser.hide()

    def on_changed(self, photos) -> None:
        """End where the photo came to nothing."""
        state = photos[0].state.value
        if state in ("failed", "cancelled"):
            self.end(False, photos[0].problem or "The photo was cancelled.")

    def on_shown(self, geolocated) -> None:
        """Go on once the panel's own work is done."""
        self.geolocated = geolocated
        QTimer.singleShot(0, lambda: self.guard(self.choose_area))

    def choose_area(self) -> None:
        """Ask for a search area of one budget, as with the slider."""
        if self.plugin.dock.message.text():
            self.end(False, self.plugin.dock.message.text())
            return
        self.plugin.live_area.answered.connect(lambda answer: self.guard(self.show_area, answer.search_area))
        self.plugin.live_area.failed.connect(lambda error: self.end(False, str(error)))
        self.plugin.live_area.lost.connect(lambda: self.end(False, "The backend stopped."))
        self.plugin.dock.result.area.slider.choose(BUDGET_KM2)

    def show_area(self, area) -> None:
        """Keep the first area with the result and zoom to its likeliest regions; what follows is the person's."""
        from photo_geolocator.plugin.compat import save_style_in_database
        from photo_geolocator.plugin.layers.chosen_area import keep_chosen_area
        from photo_geolocator.plugin.layers.zoom import region_extent, zoom_to

        if self.geolocated is None:
            return
        keep_chosen_area(self.plugin.chosen_area.layer, self.geolocated.search_areas)
        self.plugin.chosen_area.let_go()
        for layer in self.project.mapLayers().values():  # whoever opens the files elsewhere sees the same
            if layer.source().startswith(str(self.geolocated.search_areas)):
                save_style_in_database(layer, "Photo Geolocator", layer.name())
        self.geolocated = None
        extent = QgsRectangle()
        extent.setMinimal()
        for region in area.regions[:REGIONS_IN_VIEW]:
            extent.combineExtentWith(region_extent(region))
        extent.scale(SURROUNDINGS)
        zoom_to(self.canvas, extent)
        QTimer.singleShot(SETTLE_MS, lambda: self.guard(self.wait_for_map))

    def wait_for_map(self) -> None:
        """Save at the end of the drawing under way."""
        if self.canvas.isDrawing():
            QTimer.singleShot(SETTLE_MS, lambda: self.guard(self.wait_for_map))
        else:
            self.save()

    def save(self) -> None:
        """Write the project, with relative paths, and the picture of the window."""
        self.project.setFilePathStorage(Qgis.FilePathType.Relative)
        self.project.setTitle(f"Where was {self.photo.name} taken?")
        if not self.project.write(str(self.out / "project.qgz")):
            self.end(False, f"The project can't be saved ({self.project.error()}).")
            return
        if not iface.mainWindow().grab().save(str(self.out / "screenshot.png")):
            self.end(False, "The screenshot can't be saved; check the output folder.")
            return
        self.end(True, "")

    def guard(self, step, *arguments) -> None:
        """Turn an unexpected error in a step into the outcome, instead of a window that waits for ever."""
        try:
            step(*arguments)
        except Exception as error:
            traceback.print_exc()
            self.end(False, f"The desktop run failed: {error}")

    def end(self, ok: bool, message: str) -> None:
        """Write the outcome; close QGIS unless a person is there to look at it."""
        if self.keep_open:
            write_status(self.out, ok, message)
            return
        if self.plugin is not None:
            self.plugin.unload()
        # Closes the GeoPackage, so that its write-ahead log is folded back into the file.
        self.project.clear()
        write_status(self.out, ok, message)
        # A regular exit would ask nothing and do nothing more, but QGIS has been seen to crash in it under
        # Xvfb.
        os._exit(0 if ok else 1)


def write_status(out: Path, ok: bool, message: str) -> None:
    """Write the outcome in one step: `run.py` may be reading."""
    part = out / "status.json.part"
    part.write_text(json.dumps({"ok": ok, "message": message}), encoding="utf-8")
    part.replace(out / "status.json")


def main() -> None:
    """Read what to do and start once QGIS's event loop runs."""
    order = json.loads(os.environ["PHOTO_GEOLOCATOR_DEMO"])
    demo = Demo(Path(order["photo"]), Path(order["out"]), order["keep_open"])
    QTimer.singleShot(0, lambda: demo.guard(demo.start))


main()
