"""The panel: choose photos, follow their way, read the results, and open earlier ones."""

from __future__ import annotations

from pathlib import Path

from qgis.gui import QgsDockWidget, QgsScrollArea
from qgis.PyQt.QtCore import Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from .. import settings
from ..assets import icon
from ..client import check_photo
from ..compat import QAction
from ..errors import PluginError
from ..geolocation import Geolocated
from ..gpu_loss import GpuLoss
from ..history import History
from ..layers.save import Saved, with_suffix
from ..photo_queue import PhotoQueue, QueuedPhoto, State
from ..photo_search import PhotoSearch
from ..processing.photo_folder import SUFFIXES
from ..remote_address import where_photos_go
from ..report import SUFFIXES as REPORT_SUFFIXES
from ..result import BundleInfo, Result, SearchArea
from ..translation import tr
from . import formats
from .foot import Foot
from .history_view import HistoryView
from .message import MessageArea
from .photo_drop import PhotoDrop
from .photo_list import PhotoList
from .result_view import ResultView

LEAST_WIDTH = 310
UNLIMITED = 16_777_215  # Qt's QWIDGETSIZE_MAX

PDF_FILTER, PNG_FILTER = "PDF (*.pdf)", "PNG (*.png)"


class GeolocatorDock(QgsDockWidget):
    """Shows a `PhotoQueue` and a `History`, and the result of the chosen photo.

    Emits `region_chosen(Region)` and `best_point_chosen(Position)` for the map to follow,
    `save_wanted(Geolocated, Path)` to save the shown result in a GeoPackage, `report_wanted(Geolocated,
    SearchArea, Path)` to write a report of it with the search area that is listed, `area_wanted(Target)` for a
    search area of the shown result, `result_shown(Geolocated)` and `result_hidden()` as it comes and goes,
    `map_wanted(list of QueuedPhoto)` for results to be kept on the map, `fuse_wanted(list of QueuedPhoto)` for one map
    of photos of one place, `entry_opened(Entry)` for one of the history, and `guide_wanted(str)` for a page of the
    guide.
    """

    region_chosen = pyqtSignal(object)
    best_point_chosen = pyqtSignal(object)
    save_wanted = pyqtSignal(object, object)
    report_wanted = pyqtSignal(object, object, object)
    area_wanted = pyqtSignal(object)
    result_shown = pyqtSignal(object)
    result_hidden = pyqtSignal()
    map_wanted = pyqtSignal(list)
    fuse_wanted = pyqtSignal(list)
    entry_opened = pyqtSignal(object)
    guide_wanted = pyqtSignal(str)

    def __init__(self, queue: PhotoQueue, history: History, parent: QWidget | None = None):
        super().__init__(tr("Photo Geolocator"), parent)
        self.setObjectName("PhotoGeolocatorDock")
        self._queue = queue
        self._searches: list = []
        self._found = 0
        self._cancelling = False
        self._pictured: Path | None = None
        self.shown: Geolocated | None = None
        self.drop = PhotoDrop()
        self.list = PhotoList(queue)
        self.name = QLabel()
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setWordWrap(True)
        self.choose = QPushButton(icon("photo"), tr("&Choose …"))
        self.choose.setToolTip(tr("Choose photos on the disk"))
        self.more = QToolButton()
        self.more.setText("…")
        self.more.setToolTip(tr("Choose a folder, and what can be done with the photos"))
        self.more.setAccessibleName(self.more.toolTip())
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.start = QPushButton(icon("geolocate"), tr("&Geolocate"))
        self.start.setDefault(True)
        self.start.setToolTip(tr("Geolocate the photos that wait, or the chosen one again"))
        self.cancel = QPushButton(icon("cancel"), tr("Ca&ncel"))
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setAccessibleName(tr("Progress"))
        self.stage = QLabel()
        self.stage.setWordWrap(True)
        self.message = MessageArea()
        self._gpu = GpuLoss()
        self.result = ResultView()
        self.history = HistoryView(history)
        self.foot = Foot()
        self.footer = self.foot.text
        self._make_menu()
        self._lay_out()
        self._connect()
        self._show_chosen()
        self._widen()

    @property
    def photo(self) -> Path | None:
        """The chosen photo."""
        return self._queue.chosen.path if self._queue.chosen else None

    def set_photo(self, photo: Path) -> None:
        """Add `photo` and choose it; a sentence in the message area says when that can't be."""
        self.message.clear()
        try:
            check_photo(photo)
        except PluginError as error:
            self.message.show_error(str(error))
            return
        self._take([photo])

    def add(self, paths: list) -> None:
        """Look for photos in files and folders and add them, while the window goes on; the first one is chosen."""
        if not paths:
            return
        self.message.clear()
        self.tabs.setCurrentIndex(0)
        search = PhotoSearch(paths)
        search.found.connect(self._on_found)
        search.ended.connect(self._on_searched)
        search.cancelled.connect(self._on_searched)
        self._searches.append(search)
        search.begin()
        self._show_state()

    def geolocate(self, folder: Path | None = None) -> None:
        """Start what waits, or the chosen photo once more; its result goes to `folder`, or to a temporary one."""
        self.message.clear()
        chosen = self._queue.chosen
        if chosen is not None:
            chosen.wanted_folder = folder
        if self._queue.count(State.WAITING):
            self._queue.start()
        elif chosen is not None and chosen.fused:
            self.fuse_wanted.emit(list(chosen.fused))
        elif chosen is not None:
            self._queue.again([chosen])
        self._show_state()

    def show_result(self, geolocated: Geolocated) -> None:
        """Show what was found for the chosen photo."""
        self.shown = geolocated
        self.result.set_result(geolocated.result, live=self._queue.keeps_job)
        self._spacer.hide()
        self.result.show()
        self._size_list()
        self._widen()
        result = geolocated.result
        self._show_footer(result, result.bundle_name, result.bundle_version)
        self.result_shown.emit(geolocated)

    def follow(self, geolocated: Geolocated) -> None:
        """Take another version of the shown result for what is saved and reported; the panel shows it already."""
        self.shown = geolocated

    def show_error(self, error: PluginError) -> None:
        """Show what failed."""
        self.message.show_error(str(error))

    def show_note(self, text: str) -> None:
        """Show what happened."""
        self.message.show_note(text)

    def show_area(self, area: SearchArea) -> None:
        """Show the search area that was wanted."""
        self.result.show_area(area)

    def show_area_error(self, error: PluginError) -> None:
        """Say why there is no such search area."""
        self.result.area.show_error(str(error))

    def show_area_lost(self) -> None:
        """Say that there are no further search areas for the shown result."""
        self.result.area.show_lost()

    def show_saved(self, saved: Saved) -> None:
        """Tell where the result is now."""
        self.message.show_note(
            tr("Saved in {package}, the heatmap as {heatmap} beside it.").format(
                package=saved.package, heatmap=saved.heatmap.name
            )
        )

    def show_report(self, path: Path) -> None:
        """Tell where the report is."""
        self.message.show_note(tr("The report is in {path}.").format(path=path))

    def show_photos(self) -> None:
        """Bring the photos to the front."""
        self.tabs.setCurrentIndex(0)

    def stop(self) -> None:
        """End the searches for photos."""
        for search in self._searches:
            search.cancel()

    def _make_menu(self) -> None:
        self.choose_folder = QAction(icon("folder"), tr("Choose a &folder …"), self)
        self.choose_folder.triggered.connect(lambda: self._ask_for_photo_folder())
        self.clear_list = QAction(icon("remove"), tr("Clear the &list"), self)
        self.clear_list.triggered.connect(lambda: self._queue.remove(list(self._queue.photos)))
        self.retry_failed = QAction(icon("refresh"), tr("Geolocate what failed &again"), self)
        self.retry_failed.triggered.connect(lambda: self._retry_failed())
        self.drop_on_map = QAction(tr("Geolocate photos dropped on the &map"), self)
        self.drop_on_map.setCheckable(True)
        self.drop_on_map.setToolTip(tr("Otherwise QGIS opens them as raster layers"))
        self.drop_on_map.setChecked(settings.drop_on_map())
        self.drop_on_map.triggered.connect(settings.set_drop_on_map)
        self.menu = QMenu(self.more)
        self.menu.addAction(self.choose_folder)
        self.menu.addSeparator()
        self.menu.addActions(self.list.actions())
        self.menu.addSeparator()
        self.menu.addAction(self.retry_failed)
        self.menu.addAction(self.clear_list)
        self.menu.addSeparator()
        self.menu.addAction(self.drop_on_map)
        self.menu.aboutToShow.connect(self._enable_menu)
        self.more.setMenu(self.menu)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.choose)
        buttons.addWidget(self.more)
        buttons.addStretch(1)
        buttons.addWidget(self.start)
        buttons.addWidget(self.cancel)
        self._spacer = QWidget()  # keeps the parts together at the top while there is no result
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.addWidget(self.drop)
        layout.addWidget(self.list, 2)
        layout.addWidget(self.name)
        layout.addLayout(buttons)
        layout.addWidget(self.stage)
        layout.addWidget(self.progress)
        layout.addWidget(self.message)
        layout.addWidget(self.result, 1)
        layout.addWidget(self._spacer, 1)
        self.result.hide()
        # On a low screen the panel scrolls; QGIS's own kind leaves the wheel to it, not to slider and number.
        self.scroll = QgsScrollArea()
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setWidgetResizable(True)
        self.scroll.setWidget(content)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.scroll, icon("photos"), tr("Photos"))
        self.tabs.addTab(self.history, icon("history"), tr("History"))
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.foot)
        self.setWidget(whole)

    def _widen(self) -> None:
        """Keep the panel as wide as its content needs, in whatever font and language: nothing is cut off."""
        content = self.scroll.widget()
        content.layout().activate()
        needed = max(LEAST_WIDTH, content.minimumSizeHint().width())
        self.widget().setMinimumWidth(needed + self.scroll.verticalScrollBar().sizeHint().width())

    def _connect(self) -> None:
        self.drop.dropped.connect(self.add)
        self.drop.chosen.connect(self._ask_for_photos)
        self.list.dropped.connect(self.add)
        self.list.map_wanted.connect(self.map_wanted)
        self.list.fuse_wanted.connect(self.fuse_wanted)
        self.list.folder_wanted.connect(lambda photo: self._show_folder(photo.path))
        self.choose.clicked.connect(self._ask_for_photos)
        self.start.clicked.connect(lambda: self.geolocate())
        self.cancel.clicked.connect(self._on_cancel)
        self.result.save_wanted.connect(self._ask_for_package)
        self.result.report_wanted.connect(self._ask_for_report)
        self.result.area.wanted.connect(self.area_wanted)
        self.result.region_chosen.connect(self.region_chosen)
        self.result.best_point_chosen.connect(self.best_point_chosen)
        self.history.opened.connect(self.entry_opened)
        self.foot.guide_wanted.connect(self.guide_wanted)
        self.history.folder_wanted.connect(lambda entry: self._show_folder(entry.photo))
        self._queue.added.connect(self._on_added)
        self._queue.removed.connect(self._on_count)
        self._queue.changed.connect(self._on_changed)
        self._queue.chosen_changed.connect(self._show_chosen)
        self._queue.stopped.connect(self._on_stopped)
        self._queue.idle.connect(self._show_state)
        self._queue.backend_ready.connect(self._on_backend_ready)
        self._queue.finished.connect(self._on_finished)

    def _ask_for_photos(self) -> None:
        # All files stay choosable: what a name ends with says little, and the backend tells what it can't read.
        patterns = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in SUFFIXES)
        paths, _ = QFileDialog.getOpenFileNames(
            self,
            tr("Choose photos"),
            settings.last_folder(),
            f"{tr('Photos')} ({patterns});;{tr('All files')} (*)",
        )
        if paths:
            settings.set_last_folder(str(Path(paths[0]).parent))
            self.add([Path(path) for path in paths])

    def _ask_for_photo_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, tr("Choose a folder of photos"), settings.last_folder())
        if path:
            settings.set_last_folder(path)
            self.add([Path(path)])

    def _ask_for_report(self, area: SearchArea | None) -> None:
        geolocated = self.shown
        path, kind = QFileDialog.getSaveFileName(
            self,
            tr("Write the report to"),
            str(Path(settings.last_folder()) / f"{geolocated.photo.stem}.pdf"),
            f"{PDF_FILTER};;{PNG_FILTER}",
        )
        if path:
            suffix = ".png" if kind == PNG_FILTER else ".pdf"
            named = Path(path) if Path(path).suffix.lower() in REPORT_SUFFIXES else Path(path + suffix)
            self.report_wanted.emit(geolocated, area, named)

    def _ask_for_package(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self,
            tr("Save the result in a GeoPackage; one that exists gets further tables"),
            str(Path(settings.last_folder()) / f"{self.shown.photo.stem}.gpkg"),
            tr("GeoPackages (*.gpkg)"),
            options=QFileDialog.Option.DontConfirmOverwrite,  # nothing in it is replaced
        )
        if path:
            self.save_wanted.emit(self.shown, with_suffix(Path(path)))

    def _show_folder(self, photo: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(photo.parent))):
            self.message.show_error(tr("The folder of {name} can't be opened.").format(name=photo.name))

    def _take(self, photos: list) -> list:
        """Add photos and choose the first, unless the queue is at work: then what is looked at stays."""
        fresh = self._queue.add(photos)
        if self._queue.chosen is None or not self._queue.is_busy:
            self._queue.choose(fresh[0] if fresh else self._queue.find(photos[0]))
        return fresh

    def _on_found(self, photos: list) -> None:
        if self.sender() not in self._searches:
            return  # cancelled
        is_first, self._found = not self._found, self._found + len(photos)
        if is_first:
            self._take(photos)
        else:
            self._queue.add(photos)
        self._show_state()

    def _on_searched(self, sentences: list | None = None) -> None:
        search = self.sender()
        if search not in self._searches:
            return
        self._searches.remove(search)
        if not self._searches:
            self._found = 0
        sentences = sentences or []
        if len(sentences) == 1:
            self.message.show_error(sentences[0])
        elif sentences:
            text = tr("{count} files or folders can't be used. The first: {sentence}")
            self.message.show_error(text.format(count=len(sentences), sentence=sentences[0]))
        self._show_state()

    def _on_added(self, _: list) -> None:
        self._queue.warm_up()
        self._on_count()

    def _on_count(self, _: object = None) -> None:
        """Show one photo large, several as a list."""
        several = len(self._queue) > 1
        if self.list.isHidden() == several:
            had_focus = self.drop.hasFocus() or self.list.hasFocus()
            self.list.setVisible(several)
            self.drop.setVisible(not several)
            if had_focus:
                (self.list if several else self.drop).setFocus()
        self._size_list()
        self._show_one()
        self._show_state()

    def _size_list(self) -> None:
        """Leave the list a few rows beside a result, and all the room without one."""
        few = self.list.sizeHint().height()
        shown = not self.result.isHidden()
        self.list.setMinimumHeight(min(few, 3 * self.list.row_height()))
        self.list.setMaximumHeight(few if shown else UNLIMITED)
        self._spacer.setVisible(not shown and self.list.isHidden())

    def _show_one(self) -> None:
        chosen = self._queue.chosen
        one = chosen is not None and len(self._queue) == 1
        self.name.setVisible(one)
        if one:
            self.name.setText(chosen.path.name)
        picture = chosen.picture if one else None
        if picture != self._pictured:
            self._pictured = picture
            self.drop.set_photo(picture)

    def _show_chosen(self) -> None:
        """Show what became of the photo that is looked at now; a result follows from the plugin."""
        self._hide_result()
        self.message.clear()
        self._on_count()
        self._tell(self._queue.chosen)

    def _tell(self, photo: QueuedPhoto | None) -> None:
        if photo is None:
            return
        if photo.state is State.FAILED:
            self.message.show_error(photo.problem)
        elif photo.state is State.CANCELLED:
            self.message.show_note(tr("{name} was cancelled.").format(name=photo.path.name))

    def _hide_result(self) -> None:
        self.shown = None
        self.result.hide()
        self._size_list()
        self.result_hidden.emit()

    def _on_changed(self, photos: list) -> None:
        chosen = self._queue.chosen
        if chosen in photos:
            if chosen.state is not State.DONE and self.shown is not None:
                self._hide_result()
            self._tell(chosen)
        self._show_state()

    def _on_stopped(self, error: PluginError) -> None:
        waiting = self._queue.count(State.WAITING)
        rest = tr("1 photo is left waiting.") if waiting == 1 else tr("{count} photos are left waiting.")
        self.message.show_error(f"{error} {rest.format(count=formats.whole(waiting))}")

    def retry(self, photos: list) -> None:
        """Geolocate `photos` once more; what was said of them counts no longer."""
        self.message.clear()
        self._queue.again(photos)

    def _retry_failed(self) -> None:
        ended = (State.FAILED, State.CANCELLED)
        self.retry([photo for photo in self._queue.photos if photo.state in ended])

    def _on_cancel(self) -> None:
        self.stop()
        self._cancelling = self._queue.is_busy
        self._queue.cancel()
        self._show_state()

    def _on_backend_ready(self, bundle: BundleInfo) -> None:
        self.result.area.set_bundle(bundle)
        self._tell_gpu(self._gpu.began(bundle.provider, bundle.provider_note))
        self._show_footer(bundle, bundle.name, bundle.version)

    def _on_finished(self, _: QueuedPhoto, geolocated: Geolocated) -> None:
        self._tell_gpu(self._gpu.seen(geolocated.result.provider, geolocated.result.provider_note))

    def _tell_gpu(self, sentence: str) -> None:
        if sentence:
            self.message.show_note(sentence)

    def _show_footer(self, said: BundleInfo | Result, bundle: str, version: str) -> None:
        self.footer.setText(
            "\n".join(
                (
                    tr("Runs on {provider} · bundle {bundle} {version}").format(
                        provider=formats.provider(said.provider), bundle=bundle, version=version
                    ),
                    *([said.provider_note] if said.provider_note else []),
                    f"{tr('A probability, not a proof.')} {where_photos_go(settings.remote_url())}",
                )
            )
        )

    def _enable_menu(self) -> None:
        several = len(self._queue) > 1
        for action in self.list.actions():
            action.setVisible(several)
        self.retry_failed.setVisible(self._queue.count(State.FAILED) + self._queue.count(State.CANCELLED) > 0)
        self.clear_list.setEnabled(len(self._queue) > 0)

    def _show_state(self) -> None:
        working, searching = self._queue.is_busy, bool(self._searches)
        busy = working or searching
        waiting, chosen = self._queue.count(State.WAITING), self._queue.chosen
        self.start.setVisible(not busy)
        self.start.setEnabled(waiting > 0 or (chosen is not None and chosen.is_over))
        self._cancelling = self._cancelling and working
        self.cancel.setVisible(busy)
        self.cancel.setEnabled(busy and not self._cancelling)
        self.stage.setVisible(busy or len(self._queue) > 1)
        self.stage.setText(self._stage())
        self.progress.setVisible(working)
        self.progress.setValue(round(1000 * self._queue.share) if working else 0)

    def _stage(self) -> str:
        """Return what goes on, in a line."""
        queue = self._queue
        if self._cancelling:
            return tr("Cancelling …")
        if self._searches:
            return tr("Looking for photos … {count} found").format(count=formats.whole(self._found))
        if len(queue) == 1:
            return formats.stage(queue.chosen.stage) if queue.chosen else ""
        parts = [
            tr("{done} of {total} done").format(
                done=formats.whole(queue.count(State.DONE)), total=formats.whole(len(queue))
            )
        ]
        if queue.count(State.FAILED):
            parts.append(tr("{count} failed").format(count=formats.whole(queue.count(State.FAILED))))
        if queue.is_busy and queue.seconds_left is not None:
            parts.append(tr("about {time} left").format(time=formats.duration(queue.seconds_left)))
        return ", ".join(parts)
