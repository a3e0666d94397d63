"""Set-up as QGIS sees it: the options page, the dialogs behind its buttons, and who stops the backend for whom."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.gui import QgisInterface
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QApplication

from .. import settings
from ..backend_process import BackendProcess
from ..diagnostics import diagnostics
from ..errors import BackendMissing, PluginError
from ..installer import Installer
from ..removal import RemovalTask
from ..result import BundleInfo
from ..translation import tr
from ..uninstaller import Choice, Uninstaller
from .bundles_dialog import BundlesDialog
from .options_page import OptionsFactory, OptionsPage
from .setup_dialog import SetUpDialog
from .windows import bring_up


class SetUp(QObject):
    """Lives between `register` and `unregister`, both harmless when called again.

    Emits `history_deleted()` when the history's folder is gone, and `environment_ready()` after a set-up.
    """

    history_deleted = pyqtSignal()
    environment_ready = pyqtSignal()

    def __init__(self, iface: QgisInterface, backend: BackendProcess, parent: QObject | None = None):
        super().__init__(parent)
        self._iface = iface
        self._backend = backend
        self._factory: OptionsFactory | None = None
        self._page: OptionsPage | None = None
        self._dialog: SetUpDialog | None = None
        self._bundles: BundlesDialog | None = None
        self._told: BundleInfo | None = None
        self._problem = ""
        self._asked = False
        self._removals: set = set()
        self.installer = Installer(self)
        self.uninstaller = Uninstaller(self)
        self.installer.replacing.connect(backend.retire)
        self.installer.finished.connect(lambda _done: self._on_changed(""))
        self.installer.failed.connect(lambda error: self._on_changed(str(error)))
        self.installer.cancelled.connect(lambda: self._on_changed(self._problem))
        self.uninstaller.replacing.connect(backend.retire)
        self.uninstaller.removed.connect(self._on_removed)
        self.uninstaller.failed.connect(self._on_removal_failed)
        backend.failed.connect(self._on_backend_failed)

    def register(self) -> None:
        """Add the options page, and sweep what a killed set-up left."""
        if self._factory is None:
            self._factory = OptionsFactory(self._adopt)
            self._iface.registerOptionsWidgetFactory(self._factory)
            self.uninstaller.sweep()

    def unregister(self) -> None:
        """Take everything back; a set-up under way is ended."""
        if self._factory is None:
            return
        self._iface.unregisterOptionsWidgetFactory(self._factory)
        self._factory = None
        self.installer.abandon()
        self.uninstaller.abandon()
        if self._bundles is not None:
            self._bundles.bundles.stop()
        for window in (self._dialog, self._bundles):
            if window is not None:
                window.close()
                window.deleteLater()
        self._dialog = self._bundles = self._page = None

    def remember(self, backend: BundleInfo) -> None:
        """Keep what a running backend told of itself, for the diagnostics."""
        self._told = backend

    def show_set_up(self) -> None:
        """Show the set-up: the consent, or how far it is."""
        if self._dialog is None:
            self._dialog = SetUpDialog(self.installer, self._iface.mainWindow())
            self._dialog.ended.connect(self.environment_ready)
            self._dialog.diagnostics_wanted.connect(self.copy_diagnostics)
        elif not self.installer.is_busy:
            self._dialog.show_consent()
        bring_up(self._dialog)

    def show_bundles(self) -> None:
        """Show the bundle manager."""
        if self._bundles is None:
            self._bundles = BundlesDialog(self._iface.mainWindow())
            self._bundles.switched.connect(self._on_switched)
        bring_up(self._bundles)
        self._bundles.refresh()

    def copy_diagnostics(self) -> None:
        """Put the diagnostics on the clipboard."""
        log = (*self.installer.last_words, *self._backend.last_words)
        text = diagnostics(backend=self._told, problem=self._problem, log=log)
        QApplication.clipboard().setText(text)
        self._iface.messageBar().pushSuccess(
            tr("Photo Geolocator"), tr("The diagnostics are on the clipboard; paths and names were taken out.")
        )

    def delete_history(self) -> None:
        """Delete the history's folder."""
        task = RemovalTask([settings.history_folder()])
        self._removals.add(task)
        task.removed.connect(self._on_history_removed)
        QgsApplication.taskManager().addTask(task)

    def _on_history_removed(self, _resisting: list) -> None:
        self._removals.discard(self.sender())
        self.history_deleted.emit()

    def remove_everything(self, choice: Choice) -> None:
        """Stop the backend and remove what it needs and keeps."""
        try:
            self.uninstaller.remove(choice)
        except PluginError as error:
            self._on_removal_failed(error)
            return
        if choice.bundles:
            settings.set_bundle("")
        self._show_page_state(tr("It is being removed …"))

    def _adopt(self, page: OptionsPage) -> None:
        self._page = page
        page.set_up_wanted.connect(self.show_set_up)
        page.bundles_wanted.connect(self.show_bundles)
        page.diagnostics_wanted.connect(self.copy_diagnostics)
        page.removal_wanted.connect(self.remove_everything)
        page.history_removal_wanted.connect(self.delete_history)
        page.backend_changed.connect(self._backend.retire)
        if self.installer.is_busy:
            page.show_state(tr("It is being set up …"))

    def _on_switched(self) -> None:
        self._backend.retire()
        if self._page is not None and not sip.isdeleted(self._page):
            self._page.bundle.setFilePath(settings.bundle())

    def _on_backend_failed(self, error: PluginError) -> None:
        self._problem = str(error)
        # Once a session: who said "not now" is told in the panel from then on, and finds the options.
        if isinstance(error, BackendMissing) and not self._asked and not self.installer.is_busy:
            self._asked = True
            self.show_set_up()

    def _on_changed(self, problem: str) -> None:
        self._problem = problem
        self._show_page_state()

    def _on_removed(self) -> None:
        self._show_page_state()
        self._iface.messageBar().pushSuccess(
            tr("Photo Geolocator"), tr("The backend and what it kept were removed from this computer.")
        )
        self.history_deleted.emit()

    def _on_removal_failed(self, error: PluginError) -> None:
        self._problem = str(error)
        self._show_page_state()
        self._iface.messageBar().pushWarning(tr("Photo Geolocator"), str(error))

    def _show_page_state(self, doing: str = "") -> None:
        if self._page is not None and not sip.isdeleted(self._page):
            self._page.show_state(doing)
