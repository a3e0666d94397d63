"""The bundle manager: list, verify, install from a file or an address, switch, delete."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .. import settings
from ..bundles import STARTER, Bundles, InstalledBundle
from ..errors import PluginError
from ..translation import tr
from . import formats
from .message import MessageArea

IN_USE, NAME, VERSION, LICENSE, SIZE = range(5)


class BundlesDialog(QDialog):
    """Drives `Bundles`; never modal. Emits `switched()` when another bundle is to be used."""

    switched = pyqtSignal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(tr("Photo Geolocator: bundles"))
        self.setObjectName("PhotoGeolocatorBundles")
        self.bundles = Bundles(self)
        self._after = ""  # what to say when the next list has come
        self._told: tuple = ()
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHeaderLabels([tr("In use"), tr("Bundle"), tr("Version"), tr("Licence"), tr("Size")])
        self.list.header().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        self.use = QPushButton(tr("&Use"))
        self.verify = QPushButton(tr("&Verify"))
        self.delete = QPushButton(tr("&Delete …"))
        self.from_file = QPushButton(tr("Install a zip &file …"))
        self.from_folder = QPushButton(tr("Install a f&older …"))
        self.address = QLineEdit()
        self.address.setPlaceholderText("https://")
        self.sha256 = QLineEdit()
        self.sha256.setPlaceholderText(tr("64 hexadecimal digits, from whoever published the bundle"))
        self.fetch = QPushButton(tr("Do&wnload and install"))
        self.message = MessageArea()
        self.progress = QProgressBar()
        self.progress.setTextVisible(True)
        self.cancel = QPushButton(tr("Ca&ncel"))
        self._lay_out()
        self._connect()
        self._show_state()

    def refresh(self, after: str = "") -> None:
        """List the bundles anew, then say `after`."""
        self._after = after
        if not after:
            self.message.clear()
        self.bundles.list()
        self._show_state()

    def selected(self) -> InstalledBundle | None:
        """Return the bundle that is selected."""
        items = self.list.selectedItems()
        return items[0].data(NAME, Qt.ItemDataRole.UserRole) if items else None

    def _lay_out(self) -> None:
        for button in (self.use, self.verify, self.delete, self.from_file, self.from_folder, self.fetch, self.cancel):
            button.setAutoDefault(False)
        actions = QHBoxLayout()
        for button in (self.use, self.verify, self.delete):
            actions.addWidget(button)
        actions.addStretch(1)
        for button in (self.from_file, self.from_folder):
            actions.addWidget(button)
        internet = QGroupBox(tr("Install from an address"))
        form = QFormLayout(internet)
        form.addRow(tr("&Address:"), self.address)
        form.addRow(tr("&SHA-256:"), self.sha256)
        form.addRow("", self.fetch)
        form.setAlignment(self.fetch, Qt.AlignmentFlag.AlignRight)
        progress = QHBoxLayout()
        progress.addWidget(self.progress, 1)
        progress.addWidget(self.cancel)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.list, 1)
        layout.addLayout(actions)
        layout.addWidget(internet)
        layout.addWidget(self.message)
        layout.addLayout(progress)
        layout.addWidget(buttons)
        self.resize(800, 480)

    def _connect(self) -> None:
        self.list.itemSelectionChanged.connect(self._show_state)
        self.list.itemDoubleClicked.connect(lambda *_: self._on_use())
        self.use.clicked.connect(self._on_use)
        self.verify.clicked.connect(self._on_verify)
        self.delete.clicked.connect(self._on_delete)
        self.from_file.clicked.connect(self._on_file)
        self.from_folder.clicked.connect(self._on_folder)
        self.address.textChanged.connect(self._show_state)
        self.sha256.textChanged.connect(self._show_state)
        self.fetch.clicked.connect(self._on_fetch)
        self.cancel.clicked.connect(self.bundles.cancel)
        self.bundles.progressed.connect(self._on_progress)
        self.bundles.done.connect(self._on_done)
        self.bundles.failed.connect(self._on_failed)
        self.bundles.cancelled.connect(lambda: self._ended(tr("Cancelled.")))

    def _on_use(self) -> None:
        bundle = self.selected()
        if bundle is None or bundle.problem:
            return
        settings.set_bundle("" if bundle.is_shipped else bundle.name)
        self.switched.emit()
        self.refresh(tr("{title} is used from the next photo on.").format(title=bundle.title or bundle.name))

    def _on_verify(self) -> None:
        bundle = self.selected()
        self._command(
            lambda: self.bundles.verify(bundle.name), tr("{name} is whole and unaltered.").format(name=bundle.name)
        )

    def _on_delete(self) -> None:
        bundle = self.selected()
        question = tr("Delete the bundle {name} from this computer?").format(name=bundle.name)
        if QMessageBox.question(self, self.windowTitle(), question) != QMessageBox.StandardButton.Yes:
            return
        if settings.bundle() == bundle.name:
            settings.set_bundle("")
            self.switched.emit()
        self._command(lambda: self.bundles.remove(bundle.name), tr("{name} was deleted.").format(name=bundle.name))

    def _on_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, tr("Choose a bundle"), settings.last_folder(), f"{tr('Bundles')} (*.zip *.ZIP)"
        )
        if path:
            self.install(Path(path))

    def _on_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, tr("Choose a bundle's folder"), settings.last_folder())
        if path:
            self.install(Path(path))

    def install(self, path: Path) -> None:
        """Install a zip file or a folder of this computer."""
        self._command(lambda: self.bundles.install(path), tr("{name} was installed."))

    def _on_fetch(self) -> None:
        self._command(
            lambda: self.bundles.fetch(self.address.text(), self.sha256.text().strip()), tr("{name} was installed.")
        )

    def _command(self, begin, told: str) -> None:
        self.message.clear()
        self._told = (told,)
        begin()
        self._show_state()

    def _on_progress(self, text: str, share: float) -> None:
        self.progress.setFormat(text)
        self.progress.setRange(0, 0 if share < 0 else 1000)
        if share >= 0:
            self.progress.setValue(round(1000 * share))

    def _on_done(self, value: object) -> None:
        if isinstance(value, list):
            self._show_list(value)
            after, self._after = self._after, ""
            self._ended(after)
        else:
            told = self._told[0] if self._told else ""
            self.refresh(told.format(name=value))

    def _on_failed(self, error: PluginError) -> None:
        self._after = ""
        self._show_state()
        self.message.show_error(str(error))

    def _ended(self, note: str) -> None:
        self._show_state()
        if note:
            self.message.show_note(note)

    def _show_list(self, bundles: list) -> None:
        chosen = settings.bundle() or STARTER
        before = self.selected()
        self.list.clear()
        for bundle in bundles:
            size = tr("{size} MB").format(size=formats.tenths(bundle.size_bytes / 1e6)) if bundle.size_bytes else ""
            title = f"{bundle.name}: {bundle.problem or bundle.title}"
            item = QTreeWidgetItem(["●" if bundle.name == chosen else "", title, bundle.version, bundle.license, size])
            item.setTextAlignment(IN_USE, Qt.AlignmentFlag.AlignCenter)
            item.setTextAlignment(SIZE, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter))
            item.setToolTip(NAME, title)
            item.setData(NAME, Qt.ItemDataRole.UserRole, bundle)
            self.list.addTopLevelItem(item)
            if before is not None and before.name == bundle.name:
                item.setSelected(True)
        for column in (IN_USE, VERSION, LICENSE, SIZE):
            self.list.resizeColumnToContents(column)

    def _show_state(self) -> None:
        busy, bundle = self.bundles.is_busy, self.selected()
        in_use = bundle is not None and bundle.name == (settings.bundle() or STARTER)
        self.use.setEnabled(not busy and bundle is not None and not bundle.problem and not in_use)
        self.verify.setEnabled(not busy and bundle is not None)
        self.delete.setEnabled(not busy and bundle is not None and not bundle.is_shipped)
        for widget in (self.from_file, self.from_folder, self.address, self.sha256):
            widget.setEnabled(not busy)
        self.fetch.setEnabled(not busy and bool(self.address.text().strip()) and bool(self.sha256.text().strip()))
        for widget in (self.progress, self.cancel):
            widget.setVisible(busy)
        if not busy:
            self.progress.setFormat("")
            self.progress.setRange(0, 0)

    def closeEvent(self, event) -> None:
        """Stop what is under way; an installation that is cut short leaves nothing."""
        self.bundles.stop()
        self._show_state()
        super().closeEvent(event)
