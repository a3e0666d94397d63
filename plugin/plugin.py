"""The plugin as QGIS sees it: an action, a panel, and the wiring between panel, backend and map."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import Qt, QTranslator

from .assets import icon
from .backend_process import BackendProcess
from .chosen_map import ChosenMap
from .compat import QAction
from .ensemble_choice import EnsembleChoice
from .errors import BackendMissing, FileError, LayerError, PluginError
from .fusion import Fusion
from .geolocation import Geolocated, Geolocator
from .gui.dock import GeolocatorDock
from .gui.dropped import PhotosOnMap
from .gui.guide import Guide
from .gui.set_up import SetUp
from .history import Entry, History
from .knowledge import Knowledge
from .layers.chosen_area import ChosenArea
from .layers.group import ResultLayers, result_key
from .layers.on_map import ResultsOnMap
from .layers.save import Saved, save_result
from .layers.zoom import point_extent, region_extent, zoom_to
from .live_area import LiveAnswer, LiveArea
from .map_info import MapInfo
from .photo_queue import PhotoQueue, QueuedPhoto, State
from .processing.provider import PhotoGeolocatorProvider
from .report import save_report
from .result import SearchArea
from .result_shelf import ResultShelf
from .translation import install_translator, remove_translator, tr


class PhotoGeolocatorPlugin:
    """Lives from `initGui` to `unload`; both may be called again."""

    def __init__(self, iface: QgisInterface):
        self.iface = iface
        self.action: QAction | None = None
        self.dock: GeolocatorDock | None = None
        self.queue: PhotoQueue | None = None
        self.history: History | None = None
        self.shelf: ResultShelf | None = None
        self.on_map: ResultsOnMap | None = None
        self.live_area: LiveArea | None = None
        self.chosen_area: ChosenArea | None = None
        self.choice: EnsembleChoice | None = None
        self.chosen_map: ChosenMap | None = None
        self.knowledge: Knowledge | None = None
        self.fusion: Fusion | None = None
        self.provider: PhotoGeolocatorProvider | None = None
        self.set_up: SetUp | None = None
        self.guide: Guide | None = None
        self._translator: QTranslator | None = None
        self._backend: BackendProcess | None = None
        self._photos_on_map: PhotosOnMap | None = None
        self._for_map: set = set()  # photos whose results were asked for, to be kept on the map
        self._to_show: Geolocated | None = None  # of the chosen photo, while its layers are loaded

    def initProcessing(self) -> None:
        """Add the algorithms; qgis_process calls this alone, without a window."""
        if self.provider is None:
            self._translator = install_translator()
            self.provider = PhotoGeolocatorProvider()
            QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        """Add the algorithms, the action and the panel, closed until asked for; the backend starts with a photo."""
        if self.dock is not None:
            return
        self.initProcessing()
        window = self.iface.mainWindow()
        self._backend = BackendProcess(window)
        self.queue = PhotoQueue(self._backend, window)
        self.history = History(window)
        self.on_map = ResultsOnMap(QgsProject.instance(), self.queue)
        fetcher = Geolocator(self._backend, self.queue)
        self.shelf = ResultShelf(self.queue, self.history, fetcher, self._folders_in_use, self.queue)
        self.set_up = SetUp(self.iface, self._backend, window)
        self.set_up.register()
        self.queue.backend_ready.connect(self.set_up.remember)
        self.set_up.history_deleted.connect(self.history.changed)
        self.set_up.environment_ready.connect(self._on_environment_ready)
        self.choice = EnsembleChoice(self.queue, self.queue)
        self.live_area = LiveArea(self.choice, window)
        self.chosen_area = ChosenArea(QgsProject.instance())
        self.dock = GeolocatorDock(self.queue, self.history, window)
        self._add_choice()
        self.queue.finished.connect(self._on_finished)
        self.queue.chosen_changed.connect(self._on_chosen)
        self.on_map.shown.connect(self._on_layers)
        self.on_map.failed.connect(self._on_no_layers)
        self.shelf.ready.connect(self._on_result)
        self.shelf.gone.connect(self._on_gone)
        self.history.failed.connect(self.dock.show_error)
        self.dock.map_wanted.connect(self._put_on_map)
        self.dock.fuse_wanted.connect(self._fuse)
        self.dock.entry_opened.connect(self._open)
        self.dock.region_chosen.connect(lambda region: self._zoom(region_extent(region)))
        self.dock.best_point_chosen.connect(lambda position: self._zoom(point_extent(position)))
        self.dock.save_wanted.connect(self._save)
        self.dock.report_wanted.connect(self._write_report)
        self.dock.area_wanted.connect(self.live_area.ask)
        self.dock.result_hidden.connect(self._on_result_hidden)
        self.live_area.answered.connect(self._on_area)
        self.live_area.failed.connect(self.dock.show_area_error)
        self.live_area.lost.connect(self._on_area_lost)
        self.action = QAction(icon("photo_geolocator"), tr("Photo Geolocator"), window)
        self.action.setObjectName("PhotoGeolocatorAction")
        self.action.setToolTip(tr("Find out where a photo was taken"))
        self.dock.setToggleVisibilityAction(self.action)
        self.iface.addToolBarIcon(self.action)
        self.iface.addPluginToMenu(tr("Photo Geolocator"), self.action)
        self.guide = Guide(self.iface, window)
        self.guide.register()
        self.dock.guide_wanted.connect(self.guide.open)
        self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.dock.hide()
        self._photos_on_map = PhotosOnMap(window)
        self._photos_on_map.dropped.connect(self._on_dropped)
        self.iface.registerCustomDropHandler(self._photos_on_map)

    def _add_choice(self) -> None:
        """Let panel and map follow what the analyst chooses and knows."""
        view = self.dock.result
        self.chosen_map = ChosenMap(
            self.queue, self.choice, self.live_area, self.chosen_area, self.on_map, view, self.queue
        )
        self.chosen_map.drawn.connect(self.dock.follow)
        self.chosen_map.failed.connect(self.dock.show_error)
        self.queue.job_lost.connect(self.chosen_map.forget)
        self.knowledge = Knowledge(self.choice, self.queue, self.iface.mapCanvas(), self.queue)
        self.knowledge.failed.connect(self.chosen_map.tell)
        self.knowledge.countries.connect(view.knowledge.set_countries)
        for wanted, wish in (
            (view.knowledge.extent_wanted, self.knowledge.restrict_to_extent),
            (view.knowledge.polygons_wanted, self.knowledge.restrict_to_layer),
            (view.knowledge.countries_wanted, self.knowledge.restrict_to_countries),
            (view.knowledge.prior_wanted, self.knowledge.add_prior),
            (view.knowledge.list_wanted, self.knowledge.ask_countries),
        ):
            wanted.connect(lambda *values, wish=wish: self.chosen_map.know(wish, *values))
        self.fusion = Fusion(self.queue, self.queue)
        self.fusion.done.connect(self._on_fused)
        self.fusion.failed.connect(self.dock.show_error)

    def unload(self) -> None:
        """Take everything back; the backend is gone when this returns."""
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)  # deletes it
            self.provider = None
        if self.dock is not None:
            self._unload_window()
        remove_translator(self._translator)  # last: QGIS finds the menu by its text
        self._translator = None

    def _unload_window(self) -> None:
        self.iface.unregisterCustomDropHandler(self._photos_on_map)
        self.fusion.stop()
        self.chosen_map.stop()
        self.live_area.stop()
        self.set_up.unregister()
        self.guide.unregister()
        self.dock.stop()
        self.on_map.stop()
        self.shelf.stop()
        self.queue.shut_down()
        self.iface.removeToolBarIcon(self.action)
        self.iface.removePluginMenu(tr("Photo Geolocator"), self.action)
        self.iface.removeDockWidget(self.dock)
        parts = (self.dock, self.action, self.live_area, self.queue, self.history, self.set_up, self._backend)
        for part in (*parts, self.guide, self._photos_on_map):
            part.deleteLater()
        self.action = self.dock = self.live_area = self.chosen_area = self.on_map = None
        self.queue = self.history = self.shelf = self.set_up = self.guide = self._backend = self._photos_on_map = None
        self.choice = self.chosen_map = self.knowledge = self.fusion = None
        self._for_map.clear()
        self._to_show = None

    def _on_finished(self, photo: QueuedPhoto, geolocated: Geolocated) -> None:
        self.shelf.keep(photo, geolocated)
        if photo is self.queue.chosen:
            self._show(geolocated)

    def _on_environment_ready(self) -> None:
        """Go on with the photos for which the set-up was begun."""
        waited = [photo for photo in self.queue.photos if photo.code == BackendMissing.code]
        if waited:
            self.dock.retry(waited)

    def _on_chosen(self) -> None:
        photo = self.queue.chosen
        if photo is not None and photo.state is State.DONE:
            self.shelf.want(photo)

    def _put_on_map(self, photos: list) -> None:
        for photo in photos:
            self._for_map.add(photo)
            self.shelf.want(photo)

    def _on_result(self, photo: QueuedPhoto, geolocated: Geolocated) -> None:
        keep = photo in self._for_map
        self._for_map.discard(photo)
        geolocated = self.chosen_map.version(self.queue.jobs(photo), geolocated)
        if photo is self.queue.chosen and photo.state is State.DONE:
            self._show(geolocated, keep=keep)
        elif keep:
            self.on_map.show(geolocated, keep=True)

    def _on_gone(self, photo: QueuedPhoto, error: PluginError) -> None:
        if photo is self.queue.chosen or photo in self._for_map:
            self.dock.show_error(error)
        self._for_map.discard(photo)

    def _show(self, geolocated: Geolocated, *, keep: bool = False) -> None:
        """Show a result of the chosen photo: once its layers are on the map, also in the panel."""
        self._to_show = geolocated
        self.on_map.show(geolocated, keep=keep)

    def _on_layers(self, geolocated: Geolocated, layers: ResultLayers | None) -> None:
        if geolocated is self._to_show and self.queue.chosen.state is State.DONE:
            self._to_show = None
            self.chosen_area.begin(geolocated.photo.name, geolocated.result, layers, result_key(geolocated))
            self.dock.show_result(geolocated)
            self.chosen_map.begin(self.queue.jobs(self.queue.chosen), geolocated)

    def _on_no_layers(self, geolocated: Geolocated, error: LayerError) -> None:
        self.dock.show_error(error)
        self._on_layers(geolocated, None)

    def _on_result_hidden(self) -> None:
        self._to_show = None
        self.chosen_map.stop()
        self.live_area.stop()

    def _folders_in_use(self) -> set:
        return self.on_map.folders() | self.chosen_map.folders()

    def _fuse(self, photos: list) -> None:
        self.dock.show_note(tr("Fusing {count} photos …").format(count=len(photos)))
        self.fusion.fuse(photos)

    def _on_fused(self, photos: tuple, geolocated: Geolocated, info: MapInfo) -> None:
        photo = self.queue.add_fused(geolocated, photos)
        self.choice.adopt(self.queue.jobs(photo), info)
        self.shelf.keep(photo, geolocated)
        self.queue.choose(None)
        self.queue.choose(photo)

    def _open(self, entry: Entry) -> None:
        """Show a result of the history again."""
        photo = self.queue.find(entry.photo)
        if photo is not None and not photo.is_over:
            self.dock.show_note(
                tr("{name} is in the queue; open its earlier result once it is done.").format(name=entry.photo.name)
            )
            return
        work = self.history.restore(entry.id)
        work.done.connect(lambda geolocated: self._on_opened(entry, geolocated))

    def _on_opened(self, entry: Entry, geolocated: Geolocated) -> None:
        if self.dock is None:
            return  # unloaded meanwhile
        photo = self.queue.add_done(geolocated, entry=entry.id, picture=entry.thumbnail)
        self.shelf.put(photo, geolocated)
        self.dock.show_photos()
        self.queue.choose(None)
        self.queue.choose(photo)

    def _on_dropped(self, photos: list) -> None:
        self.dock.setUserVisible(True)
        self.dock.add(photos)

    def _on_area_lost(self) -> None:
        if self.chosen_map.renew():
            return
        if self.queue.chosen is not None:
            self.queue.forget_job(self.queue.chosen)
        self.dock.show_area_lost()

    def _on_area(self, answer: LiveAnswer) -> None:
        self.chosen_area.show(answer.features)
        self.dock.show_area(answer.search_area)

    def _save(self, geolocated: Geolocated, package: Path) -> None:
        chosen = self.chosen_area.layer
        try:
            save = save_result(QgsProject.instance(), geolocated, package, chosen)
        except LayerError as error:
            self.dock.show_error(error)
            return
        self.on_map.keep(geolocated)
        save.saved.connect(lambda saved: self._on_saved(saved, chosen))
        save.failed.connect(self._on_save_failed)

    def _on_saved(self, saved: Saved, chosen: QgsVectorLayer | None) -> None:
        if self.dock is None:
            return  # unloaded meanwhile
        if chosen is not None and self.chosen_area.layer is chosen:
            self.chosen_area.let_go()  # what is saved stays; the next choice gets a layer of its own
        self.dock.show_saved(saved)

    def _on_save_failed(self, error: PluginError) -> None:
        if self.dock is not None:
            self.dock.show_error(error)

    def _write_report(self, geolocated: Geolocated, area: SearchArea | None, path: Path) -> None:
        # A preset is shown with the others; an area of the slider's alone, as on the map.
        chosen = None if area in geolocated.result.search_areas else self.chosen_area.layer
        try:
            report = save_report(QgsProject.instance(), geolocated, path, area=area, chosen=chosen)
        except FileError as error:
            self.dock.show_error(error)
            return
        report.saved.connect(self._on_report)
        report.failed.connect(self._on_save_failed)

    def _on_report(self, path: Path) -> None:
        if self.dock is not None:
            self.dock.show_report(path)

    def _zoom(self, extent: QgsRectangle) -> None:
        try:
            zoom_to(self.iface.mapCanvas(), extent)
        except LayerError as error:
            self.dock.show_error(error)
