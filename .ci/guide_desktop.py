"""Runs inside QGIS (`qgis --code`): does what the guide tells and saves a picture of each step.

`.ci/guide_pictures.py` starts it and says what to do in the environment variable `PHOTO_GEOLOCATOR_GUIDE`, as
JSON: photos, out (absolute paths). `out` gets a PNG a picture, and at the end `status.json`: {"ok": bool, "message":
text}.
"""

import json
import os
import traceback
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFillSymbol,
    QgsProject,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import QRect, Qt, QTimer
from qgis.PyQt.QtGui import QColor, QPainter, QPixmap
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDockWidget, QSplitter, QToolBar, QWidget
from qgis.utils import iface, plugins

ORDER = json.loads(os.environ["PHOTO_GEOLOCATOR_GUIDE"])
PHOTOS, OUT = Path(ORDER["photos"]), Path(ORDER["out"])
POLL_MS, SETTLE_POLLS, MOST_POLLS = 25, 40, 9000
TOOLBARS = ("mFileToolBar", "mMapNavToolBar", "mAttributesToolBar", "mPluginToolBar")
GAP, TOOLBOX_HEIGHT = 16, 180
PANEL_WIDTH, LAYERS_WIDTH, TOOLBOX_WIDTH = 420, 320, 320
DIALOG_SIZE, OPTIONS_SIZE, OPTIONS_LIST = (760, 600), (900, 660), 190
BUDGET_KM2 = 500_000.0
EAST_ASIA = QgsRectangle(100, 15, 148, 47)
# The scratch profile's own folder says nothing to a reader.
DATA_FOLDER = "/home/you/.local/share/QGIS/QGIS3/profiles/default/photo_geolocator"
LAND = {"color": "#f1eee6", "outline_color": "#8d8778", "outline_width": "0.2"}
SEA = "#d5e4ea"


class Story:
    """What is done, as a generator: it yields conditions, and goes on when one holds."""

    def __init__(self):
        self.window = iface.mainWindow()
        self.canvas = iface.mapCanvas()
        self.project = QgsProject.instance()
        self.plugin = plugins["photo_geolocator"]
        self.dock, self.queue = self.plugin.dock, self.plugin.queue
        self.view = self.dock.result
        self.steps = self.tell()
        self.condition = lambda: True
        self.polls = self.still = 0
        self.timer = QTimer()
        self.timer.setInterval(POLL_MS)
        self.timer.timeout.connect(self.advance)
        self.timer.start()

    def advance(self):
        """Go on if the condition holds; dialogs have event loops of their own, in which this goes on."""
        try:
            self.polls += 1
            if self.polls > MOST_POLLS:
                raise TimeoutError(f"waited too long in line {self.steps.gi_frame.f_lineno}")
            if self.condition():
                self.polls = self.still = 0
                self.condition = next(self.steps)
        except StopIteration:
            end(True, "")
        except Exception as error:
            traceback.print_exc()
            end(False, f"The guide's pictures can't be taken: {error}")

    def settled(self):
        """Whether nothing has been drawn for a second."""
        self.still = 0 if self.canvas.isDrawing() else self.still + 1
        return self.still > SETTLE_POLLS

    def tell(self):
        """From the first photo to the options."""
        yield from self.first_photo()
        yield from self.result()
        yield from self.members()
        yield from self.knowledge()
        yield from self.several()
        yield from self.history()
        yield from self.processing()
        yield from self.set_up()

    def first_photo(self):
        """One photo, and the search area of a budget."""
        self.window.setGeometry(self.window.screen().geometry())
        for toolbar in self.window.findChildren(QToolBar):
            toolbar.setVisible(toolbar.objectName() in TOOLBARS)
        self.window.findChild(QDockWidget, "Browser").hide()
        add_base_map(self.project, self.canvas)
        self.dock.setUserVisible(True)
        self.lay_out()
        yield self.settled
        self.dock.set_photo(PHOTOS / "summer-palace.jpg")
        self.dock.geolocate()
        yield lambda: self.dock.shown is not None
        yield self.settled
        for section in (self.view.seen, self.section("ensemble"), self.section("knowledge")):
            section.setCollapsed(True)
        self.view.area.slider.choose(BUDGET_KM2)
        yield lambda: not self.plugin.live_area.is_busy
        self.zoom(EAST_ASIA)
        yield self.settled
        self.lay_out()
        yield self.settled
        save(self.window, "first-photo")

    def result(self):
        """The panel's result, its recall, the map alone, the report."""
        save(self.view, "result")
        self.view.area.by_recall.click()
        yield lambda: not self.plugin.live_area.is_busy
        yield self.settled
        save(self.view.area, "recall")
        self.view.area.by_budget.click()
        yield lambda: not self.plugin.live_area.is_busy
        nodes = self.project.layerTreeRoot().findLayers()
        for node in nodes:
            node.setExpanded(node.layer().name() in ("Probability density", "Search areas"))
        self.zoom(QgsRectangle(128, 30, 143, 39))
        yield self.settled
        layers = self.window.findChild(QDockWidget, "Layers")
        left = layers.mapTo(self.window, layers.rect().topLeft())
        corner = self.canvas.mapTo(self.window, self.canvas.rect().bottomRight())
        save(self.window, "map", QRect(left, corner))
        report = OUT / "report.png"
        self.dock.report_wanted.emit(self.dock.shown, self.dock.shown.result.telling_area, report)
        yield lambda: str(report) in self.dock.message.text()
        self.dock.message.clear()

    def members(self):
        """What the predictors saw, and the cells of one on the map."""
        folded = (self.section("seen"), self.section("ensemble"))
        for section in folded:
            section.setCollapsed(False)
        self.view.ensemble.maps["geolocation"].click()
        yield lambda: self.layer("Geolocation") is not None
        hidden = [node for node in self.project.layerTreeRoot().findLayers() if self.is_plain(node.layer())]
        for node in hidden:
            node.setItemVisibilityChecked(False)
        self.zoom(EAST_ASIA)
        yield self.settled
        self.dock.scroll.ensureWidgetVisible(folded[1], 0, 12)
        yield self.settled
        save(self.window, "members")
        self.project.removeMapLayer(self.layer("Geolocation"))
        for node in hidden:
            node.setItemVisibilityChecked(True)
        for section in folded:
            section.setCollapsed(True)

    def is_plain(self, layer):
        """Whether a layer is neither a member's own map nor the base map."""
        return layer is not self.layer("Geolocation") and layer.name() != "Base map"

    def knowledge(self):
        """The search restricted to a country."""
        section, control = self.section("knowledge"), self.view.knowledge
        section.setCollapsed(False)
        control.by_country.click()
        yield lambda: control.country_part.is_filled
        control.country_part.find.setText("China")
        yield self.settled
        rows = control.country_part.list
        next(item for item in map(rows.item, range(rows.count())) if item.text() == "China").setCheckState(
            Qt.CheckState.Checked
        )
        control.country_part.apply.click()
        yield lambda: self.plugin.choice.info is not None and self.view.save.isEnabled()
        yield self.settled
        save(section, "knowledge")
        self.view.ensemble.back.click()
        yield lambda: not self.view.ensemble.back.isEnabled()
        section.setCollapsed(True)
        yield self.settled

    def several(self):
        """A queue with photos in every state."""
        self.dock.add([PHOTOS])
        yield lambda: len(self.queue) == len(list(PHOTOS.iterdir())) and self.dock.start.isEnabled()
        self.dock.geolocate()
        yield lambda: {"done", "working", "waiting", "failed"} <= {photo.state.value for photo in self.queue.photos}
        save(self.dock, "queue")
        yield lambda: not self.queue.is_busy

    def history(self):
        """What was found so far."""
        self.dock.tabs.setCurrentIndex(1)
        yield lambda: self.dock.history.list.model().rowCount() > 1
        self.dock.history.list.setCurrentIndex(self.dock.history.list.model().index(0, 0))
        yield self.settled
        save(self.dock, "history")
        self.dock.tabs.setCurrentIndex(0)

    def processing(self):
        """The toolbox, and an algorithm's dialog."""
        from qgis import processing

        self.dock.setUserVisible(False)
        toolbox = self.window.findChild(QDockWidget, "ProcessingToolbox")
        toolbox.show()
        toolbox.raise_()
        toolbox.searchBox.setText("photo_geolocator")
        self.window.resizeDocks([toolbox], [TOOLBOX_WIDTH], Qt.Orientation.Horizontal)
        dialog = processing.createAlgorithmDialog(
            "photo_geolocator:geolocatefolder",
            {"FOLDER": "/photos/summer", "AREA_BUDGETS": "5000 100000", "OUTPUT": "/results/summer.gpkg"},
        )
        dialog.resize(*DIALOG_SIZE)
        dialog.show()
        yield self.settled
        dialog_picture, list_picture = dialog.grab(), toolbox.grab(QRect(0, 0, TOOLBOX_WIDTH, TOOLBOX_HEIGHT))
        both = QPixmap(dialog_picture.width() + GAP + list_picture.width(), dialog_picture.height())
        both.fill(QColor("white"))
        painter = QPainter(both)
        painter.drawPixmap(0, 0, dialog_picture)
        painter.drawPixmap(dialog_picture.width() + GAP, 0, list_picture)
        painter.end()
        keep(both, "processing")
        dialog.close()
        toolbox.hide()

    def set_up(self):
        """The consent, then the options."""
        from photo_geolocator.plugin.gui.options_page import PAGE

        self.plugin.set_up.show_set_up()
        dialog = self.window.findChild(QDialog, "PhotoGeolocatorSetUp")
        yield lambda: dialog.start.isEnabled()
        dialog.folder.setFilePath(DATA_FOLDER)
        yield self.settled
        save(dialog, "set-up")
        dialog.close()
        # An event loop of its own, in which this goes on.
        QTimer.singleShot(0, lambda: iface.showOptionsDialog(self.window, PAGE))
        yield lambda: QApplication.activeModalWidget() is not None
        dialog = QApplication.activeModalWidget()
        dialog.resize(*OPTIONS_SIZE)
        dialog.findChild(QSplitter).setSizes([OPTIONS_LIST, OPTIONS_SIZE[0] - OPTIONS_LIST])
        dialog.findChild(QWidget, "PhotoGeolocatorOptions").folder.setFilePath(DATA_FOLDER)
        yield self.settled
        save(dialog, "options")
        dialog.reject()

    def layer(self, name):
        """Return the layer of a name that begins so."""
        found = (layer for layer in self.project.mapLayers().values() if layer.name().startswith(name))
        return next(found, None)

    def section(self, name):
        """Return a folding part of the result."""
        return self.view.findChild(QgsCollapsibleGroupBox, f"PhotoGeolocator_{name}")

    def lay_out(self):
        """Give the panel and the layers their widths."""
        layers = self.window.findChild(QDockWidget, "Layers")
        widths = [PANEL_WIDTH, LAYERS_WIDTH]
        self.window.resizeDocks([self.dock, layers], widths, Qt.Orientation.Horizontal)

    def zoom(self, extent):
        """Show an extent in degrees."""
        from photo_geolocator.plugin.layers.zoom import zoom_to

        zoom_to(self.canvas, extent)


def add_base_map(project, canvas):
    """Add the countries that QGIS ships (Natural Earth, public domain), as `make run` does."""
    canvas.setCanvasColor(QColor(SEA))
    project.setBackgroundColor(QColor(SEA))
    source = Path(QgsApplication.pkgDataPath()) / "resources" / "data" / "world_map.gpkg"
    layer = QgsVectorLayer(f"{source}|layername=countries", "Base map", "ogr")
    layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(LAND)))
    project.addMapLayer(layer, False)
    project.layerTreeRoot().addLayer(layer)
    # After the first layer, because QGIS takes the CRS of that one.
    QTimer.singleShot(0, lambda: project.setCrs(QgsCoordinateReferenceSystem("EPSG:3857")))


def save(widget, name, part=None):
    """Save a picture of a widget, or of a part of it."""
    keep(widget.grab(part) if part else widget.grab(), name)


def keep(picture, name):
    """Write a picture."""
    if not picture.save(str(OUT / f"{name}.png")):
        raise OSError(f"{name}.png can't be written")


def end(ok, message):
    """Write the outcome in one step and end QGIS, which has been seen to crash in a regular exit under Xvfb."""
    plugins["photo_geolocator"].unload()
    part = OUT / "status.json.part"
    part.write_text(json.dumps({"ok": ok, "message": message}), encoding="utf-8")
    part.replace(OUT / "status.json")
    os._exit(0 if ok else 1)


STORY = Story()
