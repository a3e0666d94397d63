"""The panel: choose a photo, follow its way, read the result."""

from __future__ import annotations

from pathlib import Path

from qgis.gui import QgsDockWidget, QgsScrollArea
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from .. import settings
from ..assets import icon
from ..client import Submission, check_photo
from ..errors import PluginError
from ..geolocation import Geolocated, Geolocator
from ..result import BundleInfo, SearchArea
from ..translation import tr
from . import formats
from .message import MessageArea
from .photo_drop import PhotoDrop
from .result_view import ResultView

# All files stay choosable: what a name ends with says little, and the backend tells what it can't read.
PHOTO_FILTER = "*.jpg *.jpeg *.png *.tif *.tiff *.webp *.bmp *.gif *.heic *.heif"
LEAST_WIDTH = 310


class GeolocatorDock(QgsDockWidget):
    """Drives a `Geolocator`.

    Emits `region_chosen(Region)` and `best_point_chosen(Position)` for the map to follow,
    `save_wanted(Geolocated, Path)` to move the shown result's files into a folder, `area_wanted(Target)` for a
    search area of the shown result, and `result_hidden()` when it is shown no more.
    """

    region_chosen = pyqtSignal(object)
    best_point_chosen = pyqtSignal(object)
    save_wanted = pyqtSignal(object, object)
    area_wanted = pyqtSignal(object)
    result_hidden = pyqtSignal()

    def __init__(self, geolocator: Geolocator, parent: QWidget | None = None):
        super().__init__(tr("Photo Geolocator"), parent)
        self.setObjectName("PhotoGeolocatorDock")
        self._geolocator = geolocator
        self.photo: Path | None = None
        self.shown: Geolocated | None = None
        self._cancelling = False
        self.drop = PhotoDrop()
        self.name = QLabel()
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setWordWrap(True)
        self.choose = QPushButton(icon("photo"), tr("&Choose photo …"))
        self.start = QPushButton(icon("geolocate"), tr("&Geolocate"))
        self.start.setDefault(True)
        self.cancel = QPushButton(icon("cancel"), tr("Ca&ncel"))
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.stage = QLabel()
        self.message = MessageArea()
        self.result = ResultView()
        self.footer = QLabel()
        self.footer.setWordWrap(True)
        small = self.footer.font()
        small.setPointSizeF(small.pointSizeF() * 0.9)
        self.footer.setFont(small)
        self._lay_out()
        self._connect()
        self._show_state()

    def set_photo(self, photo: Path) -> None:
        """Choose `photo`; a sentence in the message area says when that can't be."""
        if self._geolocator.is_busy:
            self.message.show_note(tr("A photo is being geolocated; wait for it or cancel it first."))
            return
        self.message.clear()
        try:
            check_photo(photo)
        except PluginError as error:
            self.message.show_error(str(error))
            return
        settings.set_last_folder(str(photo.parent))
        self.photo = photo
        self.name.setText(photo.name)
        self.drop.set_photo(photo)
        self._hide_result()
        self._show_state()
        self._geolocator.warm_up()

    def geolocate(self, folder: Path | None = None) -> None:
        """Start the chosen photo; results go to `folder`, or to a temporary one."""
        if self.photo is None:
            return
        self.message.clear()
        self._hide_result()
        try:
            self._geolocator.geolocate(Submission(self.photo), folder)
        except PluginError as error:
            self.message.show_error(str(error))
        self._show_state()

    def show_result(self, geolocated: Geolocated) -> None:
        """Show what was found."""
        self.shown = geolocated
        self.result.set_result(geolocated.result, live=self._geolocator.keeps_job)
        self._spacer.hide()
        self.result.show()
        result = geolocated.result
        self._show_footer(result.provider, result.bundle_name, result.bundle_version)

    def show_error(self, error: PluginError) -> None:
        """Show what failed."""
        self.message.show_error(str(error))

    def show_area(self, area: SearchArea) -> None:
        """Show the search area that was wanted."""
        self.result.show_area(area)

    def show_area_error(self, error: PluginError) -> None:
        """Say why there is no such search area."""
        self.result.area.show_error(str(error))

    def show_area_lost(self) -> None:
        """Say that there are no further search areas for the shown result."""
        self.result.area.show_lost()

    def _hide_result(self) -> None:
        self.shown = None
        self.result.hide()
        self._spacer.show()
        self.result_hidden.emit()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.choose)
        buttons.addStretch(1)
        buttons.addWidget(self.start)
        buttons.addWidget(self.cancel)
        self._spacer = QWidget()  # keeps the parts together at the top while there is no result
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.addWidget(self.drop)
        layout.addWidget(self.name)
        layout.addLayout(buttons)
        layout.addWidget(self.stage)
        layout.addWidget(self.progress)
        layout.addWidget(self.message)
        layout.addWidget(self.result, 1)
        layout.addWidget(self._spacer, 1)
        layout.addWidget(self.footer)
        self.result.hide()
        # On a low screen the panel scrolls; QGIS's own kind leaves the wheel to it, not to slider and number.
        scroll = QgsScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(content)
        scroll.setMinimumWidth(LEAST_WIDTH + scroll.verticalScrollBar().sizeHint().width())
        self.setWidget(scroll)

    def _connect(self) -> None:
        self.drop.dropped.connect(self._on_dropped)
        self.drop.chosen.connect(self._ask_for_photo)
        self.choose.clicked.connect(self._ask_for_photo)
        self.start.clicked.connect(lambda: self.geolocate())
        self.cancel.clicked.connect(self._on_cancel)
        self.result.save_wanted.connect(self._ask_for_folder)
        self.result.area.wanted.connect(self.area_wanted)
        self.result.region_chosen.connect(self.region_chosen)
        self.result.best_point_chosen.connect(self.best_point_chosen)
        self._geolocator.progressed.connect(self._on_progress)
        self._geolocator.finished.connect(self._on_end)
        self._geolocator.failed.connect(self._on_failed)
        self._geolocator.cancelled.connect(self._on_cancelled)
        self._geolocator.backend_ready.connect(self._on_backend_ready)

    def _ask_for_photo(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self,
            tr("Choose a photo"),
            settings.last_folder(),
            f"{tr('Photos')} ({PHOTO_FILTER} {PHOTO_FILTER.upper()});;{tr('All files')} (*)",
        )
        if path:
            self.set_photo(Path(path))

    def _ask_for_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, tr("Save the result in"), settings.last_folder())
        if path:
            self.save_wanted.emit(self.shown, Path(path))

    def show_saved(self, geolocated: Geolocated) -> None:
        """Tell where the result is now."""
        self.shown = geolocated
        self.message.show_note(tr("Saved in {folder}.").format(folder=geolocated.folder))

    def _on_dropped(self, photos: list) -> None:
        if not photos:
            return
        self.set_photo(photos[0])
        if len(photos) > 1 and not self.message.text():
            self.message.show_note(
                tr("One photo at a time: {name} was taken, {count} more were left.").format(
                    name=photos[0].name, count=len(photos) - 1
                )
            )

    def _on_cancel(self) -> None:
        self._cancelling = True
        self.cancel.setEnabled(False)
        self.stage.setText(tr("Cancelling …"))
        self._geolocator.cancel()

    def _on_progress(self, stage: str, fraction: float) -> None:
        if not self._cancelling:
            self.stage.setText(formats.stage(stage))
        self.progress.setValue(round(1000 * fraction))

    def _on_end(self, _=None) -> None:
        self._show_state()

    def _on_failed(self, error: PluginError) -> None:
        self._show_state()
        self.show_error(error)

    def _on_cancelled(self) -> None:
        self._show_state()
        self.message.show_note(tr("{name} was cancelled.").format(name=self.photo.name if self.photo else ""))

    def _on_backend_ready(self, bundle: BundleInfo) -> None:
        self.result.area.set_bundle(bundle)
        self._show_footer(bundle.provider, bundle.name, bundle.version)

    def _show_footer(self, provider: str, bundle: str, version: str) -> None:
        self.footer.setText(
            tr(
                "Runs on {provider} · bundle {bundle} {version}\n"
                "A probability, not a proof. Photos stay on this machine."
            ).format(provider=formats.provider(provider), bundle=bundle, version=version)
        )

    def _show_state(self) -> None:
        busy = self._geolocator.is_busy
        self.start.setVisible(not busy)
        self.start.setEnabled(self.photo is not None)
        self.choose.setEnabled(not busy)
        self.drop.setEnabled(not busy)
        self.cancel.setVisible(busy)
        self.cancel.setEnabled(busy)
        self.stage.setVisible(busy)
        self.progress.setVisible(busy)
        self.name.setVisible(self.photo is not None)
        if not busy:
            self._cancelling = False
            self.progress.setValue(0)
