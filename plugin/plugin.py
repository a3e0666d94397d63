"""The plugin as QGIS sees it: an action, a panel, and the wiring between panel, backend and map."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsRectangle
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import Qt

from .assets import icon
from .backend_process import BackendProcess
from .compat import QAction
from .errors import FileError, LayerError
from .geolocation import Geolocated, Geolocator
from .gui.dock import GeolocatorDock
from .gui.set_up import SetUp
from .layers.chosen_area import ChosenArea
from .layers.group import add_result
from .layers.save import save_result
from .layers.zoom import point_extent, region_extent, zoom_to
from .live_area import LiveAnswer, LiveArea
from .processing.provider import PhotoGeolocatorProvider
from .translation import tr


class PhotoGeolocatorPlugin:
    """Lives from `initGui` to `unload`; both may be called again."""

    def __init__(self, iface: QgisInterface):
        self.iface = iface
        self.action: QAction | None = None
        self.dock: GeolocatorDock | None = None
        self.geolocator: Geolocator | None = None
        self.live_area: LiveArea | None = None
        self.chosen_area: ChosenArea | None = None
        self.provider: PhotoGeolocatorProvider | None = None
        self.set_up: SetUp | None = None
        self._backend: BackendProcess | None = None

    def initProcessing(self) -> None:
        """Add the algorithms; qgis_process calls this alone, without a window."""
        if self.provider is None:
            self.provider = PhotoGeolocatorProvider()
            QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        """Add the algorithms, the action and the panel, closed until asked for; the backend starts with a photo."""
        if self.dock is not None:
            return
        self.initProcessing()
        window = self.iface.mainWindow()
        self._backend = BackendProcess(window)
        self.geolocator = Geolocator(self._backend, window)
        self.set_up = SetUp(self.iface, self._backend, window)
        self.set_up.register()
        self.geolocator.backend_ready.connect(self.set_up.remember)
        self.live_area = LiveArea(self.geolocator, window)
        self.chosen_area = ChosenArea(QgsProject.instance())
        self.dock = GeolocatorDock(self.geolocator, window)
        self.geolocator.finished.connect(self._on_finished)
        self.dock.region_chosen.connect(lambda region: self._zoom(region_extent(region)))
        self.dock.best_point_chosen.connect(lambda position: self._zoom(point_extent(position)))
        self.dock.save_wanted.connect(self._save)
        self.dock.area_wanted.connect(self.live_area.ask)
        self.dock.result_hidden.connect(self._on_result_hidden)
        self.live_area.answered.connect(self._on_area)
        self.live_area.failed.connect(self.dock.show_area_error)
        self.live_area.lost.connect(self.dock.show_area_lost)
        self.action = QAction(icon("photo_geolocator"), tr("Photo Geolocator"), window)
        self.action.setObjectName("PhotoGeolocatorAction")
        self.action.setToolTip(tr("Find out where a photo was taken"))
        self.dock.setToggleVisibilityAction(self.action)
        self.iface.addToolBarIcon(self.action)
        self.iface.addPluginToMenu(tr("Photo Geolocator"), self.action)
        self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.dock.hide()

    def unload(self) -> None:
        """Take everything back; the backend is gone when this returns."""
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)  # deletes it
            self.provider = None
        if self.dock is None:
            return
        self.live_area.stop()
        self.set_up.unregister()
        self.geolocator.shut_down()
        self.iface.removeToolBarIcon(self.action)
        self.iface.removePluginMenu(tr("Photo Geolocator"), self.action)
        self.iface.removeDockWidget(self.dock)
        for part in (self.dock, self.action, self.live_area, self.geolocator, self.set_up, self._backend):
            part.deleteLater()
        self.action = self.dock = self.live_area = self.chosen_area = None
        self.geolocator = self.set_up = self._backend = None

    def _on_finished(self, geolocated: Geolocated) -> None:
        layers = None
        try:
            layers = add_result(QgsProject.instance(), geolocated)
        except LayerError as error:
            self.dock.show_error(error)
        self.chosen_area.begin(geolocated.photo.name, geolocated.result, layers)
        self.dock.show_result(geolocated)

    def _on_result_hidden(self) -> None:
        self.live_area.stop()
        self.geolocator.release()

    def _on_area(self, answer: LiveAnswer) -> None:
        self.chosen_area.show(answer.features)
        self.dock.show_area(answer.search_area)

    def _save(self, geolocated: Geolocated, folder: Path) -> None:
        try:
            saved = save_result(QgsProject.instance(), geolocated, folder, self.chosen_area.layer)
        except FileError as error:
            self.dock.show_error(error)
            return
        self.chosen_area.let_go()  # what is saved stays; the next choice gets a layer of its own
        self.dock.show_saved(saved)

    def _zoom(self, extent: QgsRectangle) -> None:
        try:
            zoom_to(self.iface.mapCanvas(), extent)
        except LayerError as error:
            self.dock.show_error(error)
