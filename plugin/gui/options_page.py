"""The plugin's page in QGIS's options."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.gui import (
    QgsFileWidget,
    QgsOptionsPageWidget,
    QgsOptionsWidgetFactory,
    QgsPasswordLineEdit,
    QgsScrollArea,
    QgsSpinBox,
)
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from .. import settings
from ..assets import icon
from ..environment import State, find_environment, state_of
from ..option_problems import data_folder_problem, python_problem
from ..remote_address import Way, way_to
from ..settings import PROVIDERS
from ..translation import tr
from ..uninstaller import Choice

PAGE = "PhotoGeolocatorOptions"


class OptionsPage(QgsOptionsPageWidget):
    """Shows the settings; `apply` keeps them.

    Emits `set_up_wanted()`, `removal_wanted(Choice)`, `bundles_wanted()`, `diagnostics_wanted()`,
    `history_removal_wanted()`, and `backend_changed()` when the backend must start anew with other settings.
    """

    set_up_wanted = pyqtSignal()
    removal_wanted = pyqtSignal(object)
    bundles_wanted = pyqtSignal()
    diagnostics_wanted = pyqtSignal()
    history_removal_wanted = pyqtSignal()
    backend_changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName(PAGE)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        for box in (self._backend_box(), self._bundle_box(), self._remote_box(), self._privacy_box()):
            column.addWidget(box)
        self.diagnostics = QPushButton(tr("Copy &diagnostics"))
        self.diagnostics.setToolTip(tr("Versions and state, for a report; paths and names are taken out"))
        self.diagnostics.clicked.connect(self.diagnostics_wanted)
        row = QHBoxLayout()
        row.addWidget(self.diagnostics)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        scroll = QgsScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        self.load()

    def load(self) -> None:
        """Show what is set."""
        self.provider.setCurrentIndex(PROVIDERS.index(settings.provider()))
        self.interpreter.setFilePath(settings.own_backend_python())
        self.folder.setFilePath(str(settings.data_folder()))
        self.bundle.setFilePath(settings.bundle())
        self.url.setText(settings.remote_url())
        self.token.setText(settings.remote_token())
        self.insecure.setChecked(settings.remote_insecure())
        self.cache.setValue(settings.cache_mb())
        self.history.setChecked(settings.keep_history())
        self._loaded = [shown for shown, _, _ in self._fields()]
        self.show_state()

    def show_state(self, doing: str = "") -> None:
        """Show how the environment stands, or what is being done with it."""
        folder = settings.data_folder()
        state = state_of(folder)
        self.state.setText(doing or _describe(folder, state))
        self.set_up.setText(
            {State.MISSING: tr("&Set up …"), State.OUTDATED: tr("&Update …")}.get(state, tr("&Repair …"))
        )
        self.set_up.setEnabled(not doing)
        self.remove.setEnabled(not doing)

    def apply(self) -> None:
        """Keep what the person changed; the rest may have been set by the dialogs behind the buttons meanwhile."""
        before = _backend_settings()
        for shown, keep, problem in self._changed():
            if not problem:  # QGIS asks `isValid` from version 3.24 on
                keep(shown)
        self.load()
        if _backend_settings() != before:
            self.backend_changed.emit()

    def isValid(self) -> bool:
        """Return whether what the person changed can be kept; the page says what is wrong."""
        return not any(problem for _, _, problem in self._changed())

    def _changed(self) -> list:
        """What the person changed: what is shown, the function that keeps it, and what is wrong with it.

        What was wrong before stands in nobody's way: QGIS's options have other pages too.
        """
        fields = zip(self._fields(), self._loaded)  # noqa: B905  # Python 3.9
        return [field for field, loaded in fields if field[0] != loaded]

    def _fields(self) -> tuple:
        """What is shown, each with the function that keeps it and what is wrong with it, an empty text for nothing."""
        url = self.url.text().strip()
        return (
            (PROVIDERS[self.provider.currentIndex()], settings.set_provider, ""),
            (self.interpreter.filePath().strip(), settings.set_backend_python, self.interpreter_problem.text()),
            (self.folder.filePath().strip(), settings.set_data_folder, self.folder_problem.text()),
            (self.bundle.filePath().strip(), settings.set_bundle, ""),
            (url, settings.set_remote_url, self.remote_note.text() if url and way_to(url) is Way.NONE else ""),
            (self.token.text().strip(), settings.set_remote_token, ""),
            (self.insecure.isChecked(), settings.set_remote_insecure, ""),
            (self.cache.value(), settings.set_cache_mb, ""),
            (self.history.isChecked(), settings.set_keep_history, ""),
        )

    def _backend_box(self) -> QGroupBox:
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.set_up = QPushButton()
        self.remove = QPushButton(tr("Re&move everything …"))
        self.set_up.clicked.connect(self.set_up_wanted)
        self.remove.clicked.connect(self._on_remove)
        buttons = QHBoxLayout()
        buttons.addWidget(self.set_up)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        self.provider = QComboBox()
        for label in (
            tr("automatic: CUDA where it works, else the CPU"),
            tr("processor (CPU)"),
            tr("NVIDIA graphics card (CUDA), or not at all"),
        ):
            self.provider.addItem(label)
        self.interpreter = QgsFileWidget()
        self.interpreter.lineEdit().setPlaceholderText(tr("the private environment's"))
        self.interpreter.setToolTip(tr("A Python of your own that has the backend's packages"))
        self.folder = QgsFileWidget()
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setToolTip(tr("Environment and history lie here"))
        self.interpreter_problem = _problem_of(self.interpreter, python_problem)
        self.folder_problem = _problem_of(self.folder, data_folder_problem)
        box, form = _box(tr("Backend"))
        form.addRow(tr("Environment:"), self.state)
        form.addRow("", buttons)
        form.addRow(tr("Ru&ns on:"), self.provider)
        _add_path(form, tr("&Python:"), self.interpreter)
        form.addRow("", self.interpreter_problem)
        _add_path(form, tr("Data &folder:"), self.folder)
        form.addRow("", self.folder_problem)
        return box

    def _bundle_box(self) -> QGroupBox:
        self.bundle = QgsFileWidget()
        self.bundle.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.bundle.lineEdit().setPlaceholderText(tr("starter, the one that is shipped"))
        self.bundle.setToolTip(tr("The name of an installed bundle, or a bundle's folder"))
        self.bundles = QPushButton(tr("&Bundles …"))
        self.bundles.clicked.connect(self.bundles_wanted)
        row = QHBoxLayout()
        row.addWidget(self.bundle, 1)
        row.addWidget(self.bundles)
        box, form = _box(tr("Bundle: the models and maps"))
        form.addRow(tr("Name &or folder:"), row)
        form.labelForField(row).setBuddy(self.bundle.lineEdit())
        return box

    def _remote_box(self) -> QGroupBox:
        self.url = QLineEdit()
        self.url.setPlaceholderText(tr("none: the backend runs on this computer"))
        self.token = QgsPasswordLineEdit()
        self.insecure = QCheckBox(tr("Accept an address &without encryption (http)"))
        self.remote_note = QLabel()
        self.remote_note.setWordWrap(True)
        self.url.textChanged.connect(self._show_remote)
        self.insecure.toggled.connect(self._show_remote)
        box, form = _box(tr("Remote backend"))
        form.addRow(tr("&Address:"), self.url)
        form.addRow(tr("&Token:"), self.token)
        form.addRow("", self.insecure)
        form.addRow("", self.remote_note)
        self._show_remote()
        return box

    def _privacy_box(self) -> QGroupBox:
        self.cache = QgsSpinBox()
        self.cache.setRange(64, settings.MOST_CACHE_MB)
        self.cache.setSuffix(tr(" MB"))
        self.cache.setClearValue(settings.DEFAULT_CACHE_MB)
        self.cache.setToolTip(tr("Tables that the backend need not compute again; the history may take as much again"))
        self.history = QCheckBox(tr("&Keep a history of results"))
        self.delete_history = QPushButton(tr("Delete the &history …"))
        self.delete_history.clicked.connect(self._on_delete_history)
        row = QHBoxLayout()
        row.addWidget(self.history)
        row.addStretch(1)
        row.addWidget(self.delete_history)
        box, form = _box(tr("Cache and privacy"))
        form.addRow(tr("Cach&e, at most:"), self.cache)
        form.addRow(tr("History:"), row)
        return box

    def _show_remote(self) -> None:
        url = self.url.text().strip()
        way = way_to(url)
        self.token.setEnabled(bool(url))
        self.insecure.setEnabled(way is Way.PLAIN)
        if not url:
            text = tr("Photos stay on this computer.")
        elif way is Way.NONE:
            text = tr("This is no address of a backend: write https://host:port.")
        elif way is Way.LOOPBACK:
            text = tr("Your photos are sent to what listens at this address of your own computer, such as a tunnel.")
        elif way is Way.ENCRYPTED:
            text = tr("Your photos are sent to that computer, encrypted; its certificate is checked.")
        elif self.insecure.isChecked():
            text = tr("Your photos are sent to that computer, and whoever listens on the way can see them.")
        else:
            text = tr("This address is not encrypted and will be refused: whoever listens could see photos and token.")
        self.remote_note.setText(text)
        self.remote_note.setVisible(True)

    def _on_remove(self) -> None:
        box = QMessageBox(self)
        box.setWindowTitle(tr("Remove everything"))
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(tr("Remove the backend's environment, its cache and the history of results from this computer?"))
        box.setInformativeText(tr("Layers and files that you saved stay. The backend is stopped first."))
        bundles = QCheckBox(tr("Remove the installed bundles too"))
        box.setCheckBox(bundles)
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel)
        box.button(QMessageBox.StandardButton.Yes).setText(tr("&Remove"))
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        if box.exec() == QMessageBox.StandardButton.Yes:
            self.removal_wanted.emit(Choice(bundles=bundles.isChecked()))

    def _on_delete_history(self) -> None:
        question = tr("Delete the history of results? Layers and files that you saved stay.")
        if QMessageBox.question(self, tr("Delete the history"), question) == QMessageBox.StandardButton.Yes:
            self.history_removal_wanted.emit()


class OptionsFactory(QgsOptionsWidgetFactory):
    """Makes the page whenever QGIS opens its options; `made` is called with each."""

    def __init__(self, made):
        super().__init__(tr("Photo Geolocator"), icon("photo_geolocator"))
        self._made = made

    def createWidget(self, parent: QWidget | None = None) -> OptionsPage:
        """Return a page of QGIS's options dialog."""
        page = OptionsPage(parent)
        self._made(page)
        return page


def _box(title: str) -> tuple:
    box = QGroupBox(title)
    form = QFormLayout(box)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return box, form


def _add_path(form: QFormLayout, label: str, field: QgsFileWidget) -> None:
    """Add a row whose label's key leads to where the path is typed: the field as a whole takes no focus."""
    form.addRow(label, field)
    form.labelForField(field).setBuddy(field.lineEdit())


def _problem_of(field: QgsFileWidget, find_problem: Callable[[str], str]) -> QLabel:
    """Return a line that says what is wrong with a path as long as something is."""
    line = QLabel()
    line.setWordWrap(True)
    line.setTextFormat(Qt.TextFormat.PlainText)
    line.hide()

    def show(path: str) -> None:
        line.setText(find_problem(path.strip()))
        line.setVisible(bool(line.text()))

    field.fileChanged.connect(show)
    return line


def _backend_settings() -> tuple:
    return (
        settings.provider(),
        settings.backend_python(),
        settings.bundle(),
        settings.remote_url(),
        settings.remote_token(),
        settings.remote_insecure(),
        settings.cache_mb(),
    )


def _describe(folder: Path, state: State) -> str:
    found = find_environment(folder)
    if found is None:
        if state is State.DAMAGED:
            return tr("It is damaged or was not finished: repair it.")
        return tr("It is not set up.")
    kind = tr("CUDA") if found.provider == "cuda" else tr("CPU")
    text = tr("Ready: Python {python}, {kind}, made by version {version} of the plugin.").format(
        python=found.python, kind=kind, version=found.version
    )
    if state is State.OUTDATED:
        text = tr("It is out of date: this version of the plugin needs other packages. It is used until you update it.")
    return text
