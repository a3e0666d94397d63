"""The set-up of the backend, from the consent to the end: what is installed, how far it is, what went wrong."""

from __future__ import annotations

from pathlib import Path

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from .. import settings
from ..environment import CPU, CUDA, Plan
from ..errors import PluginError
from ..gpu import has_nvidia_driver
from ..installer import Installer, Order, SetUpDone
from ..interpreter import Interpreter, InterpreterSearch, candidates
from ..translation import tr
from . import formats
from .message import MessageArea
from .windows import bring_up

WIDTH = 640


class SetUpDialog(QDialog):
    """Asks for consent, then drives an `Installer`; never modal, and closing it does not stop a set-up.

    Emits `ended()` when an environment has been set up, and `diagnostics_wanted()`.
    """

    ended = pyqtSignal()
    diagnostics_wanted = pyqtSignal()

    def __init__(self, installer: Installer, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(tr("Photo Geolocator: set-up of the backend"))
        self.setObjectName("PhotoGeolocatorSetUp")
        self._installer = installer
        self._python: Interpreter | None = None
        self._search: InterpreterSearch | None = None
        self.pages = QStackedWidget()
        self.consent = self._consent_page()
        self.work = self._work_page()
        for page in (self.consent, self.work):
            self.pages.addWidget(page)
        self.buttons = QDialogButtonBox()
        self.start = self.buttons.addButton(tr("&Agree and set up"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.again = self.buttons.addButton(tr("&Back"), QDialogButtonBox.ButtonRole.ActionRole)
        self.diagnostics = self.buttons.addButton(tr("Copy &diagnostics"), QDialogButtonBox.ButtonRole.ActionRole)
        self.stop = self.buttons.addButton(tr("Ca&ncel the set-up"), QDialogButtonBox.ButtonRole.DestructiveRole)
        self.leave = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.buttons)
        self.resize(WIDTH, 0)
        self._connect()
        self.show_consent()

    def show_consent(self) -> None:
        """Ask: what is installed, from where, how large, where to."""
        self.folder.setFilePath(str(settings.data_folder()))
        self.wheels.setFilePath(settings.wheel_folder())
        (self.offline if settings.wheel_folder() else self.online).setChecked(True)
        wants_cuda = settings.provider() == "cuda" or (settings.provider() == "auto" and has_nvidia_driver())
        (self.cuda if wants_cuda else self.cpu).setChecked(True)
        self._show_sizes()
        self.pages.setCurrentWidget(self.consent)
        self._show_buttons(self.start)
        self._look_for_python(settings.base_python())
        self._grow()

    def showEvent(self, event) -> None:
        """Measure the texts once their font is known."""
        super().showEvent(event)
        self._grow()

    def plan(self) -> Plan:
        """Return what the person chose to install."""
        return CUDA if self.cuda.isChecked() else CPU

    def _consent_page(self) -> QWidget:
        page = QWidget()
        heading = _text(tr("Photo Geolocator computes beside QGIS, in a program of its own"))
        font = heading.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.15)
        heading.setFont(font)
        intro = _text(
            tr(
                "It needs Python packages that QGIS does not have. With your consent they are installed now, into a "
                "folder of their own. Nothing is put into QGIS's Python, and the plugin's options can remove it all."
            )
        )
        self.what = _text("")
        self.size = _text("")
        self.python = _text("")
        self.choose_python = QPushButton(tr("Choose &Python …"))
        self.choose_python.setAutoDefault(False)
        python = QHBoxLayout()
        python.setContentsMargins(0, 0, 0, 0)
        python.addWidget(self.python, 1)
        python.addWidget(self.choose_python, 0, Qt.AlignmentFlag.AlignTop)
        self.online = QRadioButton(tr("the Python Package &Index (pypi.org, or the index of your pip)"))
        self.offline = QRadioButton(tr("a folder of &wheels, without the internet:"))
        self.wheels = QgsFileWidget()
        self.wheels.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.cpu = QRadioButton(tr("the &processor (CPU)"))
        self.cuda = QRadioButton(
            tr("the NVIDIA &graphics card (CUDA); its driver was found")
            if has_nvidia_driver()
            else tr("an NVIDIA &graphics card (CUDA); no driver was found")
        )
        self.folder = QgsFileWidget()
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        groups = QButtonGroup(page), QButtonGroup(page)
        for group, buttons in zip(groups, ((self.online, self.offline), (self.cpu, self.cuda))):  # noqa: B905
            for button in buttons:
                group.addButton(button)
        # Not a form layout: it gives too little height to fields of several lines.
        form = QGridLayout()
        form.setColumnStretch(1, 1)
        form.setVerticalSpacing(9)
        rows = (
            (tr("What:"), self.what),
            (tr("From:"), _column(self.online, self.offline, self.wheels)),
            (tr("Runs on:"), _column(self.cpu, self.cuda)),
            (tr("Size:"), self.size),
            (tr("Where to:"), self.folder),
            (tr("Made with:"), python),
        )
        for row, (label, field) in enumerate(rows):
            form.addWidget(QLabel(label), row, 0, Qt.AlignmentFlag.AlignTop)
            if isinstance(field, QWidget):
                form.addWidget(field, row, 1)
            else:
                form.addLayout(field, row, 1)
        layout = QVBoxLayout(page)
        layout.addWidget(heading)
        layout.addWidget(intro)
        layout.addSpacing(6)
        layout.addLayout(form)
        layout.addStretch(1)
        return page

    def _work_page(self) -> QWidget:
        page = QWidget()
        self.headline = _text("")
        font = self.headline.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self.headline.setFont(font)
        self.stage = _text("")
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.message = MessageArea()
        self.hint = _text("")
        layout = QVBoxLayout(page)
        layout.addWidget(self.headline)
        layout.addWidget(self.stage)
        layout.addWidget(self.progress)
        layout.addWidget(self.message)
        layout.addWidget(self.hint)
        layout.addStretch(1)
        return page

    def _connect(self) -> None:
        self.start.clicked.connect(self._on_start)
        self.stop.clicked.connect(self._on_stop)
        self.again.clicked.connect(self.show_consent)
        self.diagnostics.clicked.connect(self.diagnostics_wanted)
        self.leave.clicked.connect(self.close)
        self.choose_python.clicked.connect(self._ask_for_python)
        self.cuda.toggled.connect(self._show_sizes)
        self.offline.toggled.connect(self._show_sizes)
        self._installer.progressed.connect(self._on_progress)
        self._installer.finished.connect(self._on_finished)
        self._installer.failed.connect(self._on_failed)
        self._installer.cancelled.connect(self._on_cancelled)

    def _show_sizes(self) -> None:
        plan = self.plan()
        self.what.setText(tr("{packages}, and what these need").format(packages=", ".join(plan.packages)))
        on_disk = tr("about {size} MB on the disk").format(size=formats.whole(plan.disk_mb))
        download = tr("about {size} MB to download, {on_disk}").format(
            size=formats.whole(plan.download_mb), on_disk=on_disk
        )
        self.size.setText(on_disk if self.offline.isChecked() else download)
        self.wheels.setEnabled(self.offline.isChecked())
        self._grow()

    def _grow(self) -> None:
        """Make room for every line: a wrapped text asks for none by itself."""
        for layout in (self.consent.layout(), self.pages.layout(), self.layout()):
            layout.invalidate()
            layout.activate()
        needed = self.layout().totalHeightForWidth(self.width())
        if needed > self.height():
            self.resize(self.width(), needed)

    def _look_for_python(self, chosen: str) -> None:
        self._forget_search()
        self._python = None
        self.start.setEnabled(False)
        self.python.setText(tr("Looking for a Python …"))
        self._search = InterpreterSearch([Path(chosen)] if chosen else candidates(), self)
        self._search.found.connect(self._on_python)
        self._search.failed.connect(self._on_no_python)
        self._search.start()

    def _forget_search(self) -> None:
        search, self._search = self._search, None
        if search is not None:
            search.stop()
            search.deleteLater()

    def _on_python(self, python: Interpreter) -> None:
        self._python = python
        self.python.setText(python.label)
        self.start.setEnabled(True)

    def _on_no_python(self, error: PluginError) -> None:
        self.python.setText(str(error))
        self._grow()

    def _ask_for_python(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, tr("Choose a Python, 3.10 or newer"), settings.base_python())
        if path:
            settings.set_base_python(path)
            self._look_for_python(path)

    def _on_start(self) -> None:
        if self._python is None:
            return
        wheels = self.wheels.filePath().strip() if self.offline.isChecked() else ""
        if self.offline.isChecked() and not wheels:
            self._show_end(tr("The backend is not set up"))
            self.message.show_error(tr("Choose the folder of wheels, or install from the package index."))
            return
        default = settings.data_folder()
        folder = Path(self.folder.filePath().strip() or default)
        settings.set_consent(True)
        settings.set_wheel_folder(wheels)
        if folder != default:
            settings.set_data_folder(str(folder))
        if self.plan() is CPU and settings.provider() == "cuda":
            settings.set_provider("auto")  # there will be no CUDA to insist on
        self.headline.setText(tr("Setting up the backend"))
        self.stage.show()
        self.stage.clear()
        self.progress.show()
        self.progress.setValue(0)
        self.message.clear()
        self.hint.setText(tr("QGIS can be used meanwhile, and this window may be closed: the set-up goes on."))
        self.stop.setEnabled(True)
        self.pages.setCurrentWidget(self.work)
        self._show_buttons(self.stop)
        try:
            self._installer.install(
                Order(self.plan(), self._python, settings.data_folder(), Path(wheels).absolute() if wheels else None)
            )
        except PluginError as error:
            self._on_failed(error)

    def _on_stop(self) -> None:
        self.stop.setEnabled(False)
        self.stage.setText(tr("Cancelling …"))
        self._installer.cancel()

    def _on_progress(self, text: str, share: float) -> None:
        if self.stop.isEnabled():
            self.stage.setText(text)
        self.progress.setValue(round(1000 * share))

    def _on_finished(self, done: SetUpDone) -> None:
        self._show_end(tr("The backend is set up"))
        if done.note:
            self.message.show_error(done.note)
        self.hint.setText(
            tr("Python {python}, in {folder}. Choose a photo in the panel to begin.").format(
                python=done.environment.python, folder=done.environment.folder
            )
        )
        self.again.hide()
        self.ended.emit()

    def _on_failed(self, error: PluginError) -> None:
        self._show_end(tr("The backend is not set up"))
        self.message.show_error(str(error))
        self.diagnostics.show()
        if not self.isVisible():
            bring_up(self)

    def _on_cancelled(self) -> None:
        self._show_end(tr("The set-up was cancelled"))
        self.hint.setText(tr("Nothing of it was left on the disk."))

    def _show_end(self, headline: str) -> None:
        self.headline.setText(headline)
        self.stage.hide()
        self.progress.hide()
        self.message.clear()
        self.hint.clear()
        self.pages.setCurrentWidget(self.work)
        self._show_buttons(self.again)

    def _show_buttons(self, main: QPushButton) -> None:
        for button in (self.start, self.again, self.stop, self.diagnostics):
            button.setVisible(button is main)
        main.setDefault(True)
        self.leave.setText(tr("&Not now") if main is self.start else tr("&Close"))


def _text(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _column(*widgets: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setSpacing(4)
    for widget in widgets:
        layout.addWidget(widget)
    return layout
