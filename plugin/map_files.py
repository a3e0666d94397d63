"""The files of a map with choices, fetched into a folder of their own."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QObject, pyqtSignal

from .client import BackendClient, Call
from .errors import PluginError
from .geolocation import HEATMAP, RESULT, SEARCH_AREAS, Geolocated
from .result import Result
from .scratch import temporary_name
from .writing import make_folder, no_folder, remove_folder


class MapFiles(QObject):
    """Fetches one map's files at a time; emits one of `done(Geolocated)` and `failed(PluginError)` unless stopped.

    The backend makes the files when the first is asked for; that takes it a second or more.
    """

    done = pyqtSignal(object)
    failed = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._client: BackendClient | None = None
        self._call: Call | None = None
        self._map_id = ""
        self._photo = Path()
        self._fused: tuple = ()
        self._folder: Path | None = None
        self._left: list = []

    @property
    def is_busy(self) -> bool:
        """True from `fetch` until its signal."""
        return self._folder is not None

    def fetch(self, client: BackendClient, map_id: str, photo: Path, fused: tuple = ()) -> None:
        """Fetch a map's files into a temporary folder; `photo` and `fused` are as in `Geolocated`."""
        self.stop()
        self._client, self._map_id, self._photo, self._fused = client, map_id, photo, fused
        self._left = [HEATMAP, SEARCH_AREAS]
        try:
            self._folder = temporary_name()
        except OSError as error:
            self.failed.emit(no_folder(error))
            return
        make_folder(self._folder).failed.connect(self._on_failed)
        self._next()

    def stop(self) -> None:
        """Leave it; nothing of it stays."""
        if self._call is not None:
            self._call.abort()
            self._call = None
        if self._folder is not None:
            remove_folder(self._folder)
            self._folder = None

    def _next(self, _: Path | None = None) -> None:
        if self._left:
            name = self._left.pop(0)
            self._call = self._client.download_map(self._map_id, name, self._folder / name)
            self._call.done.connect(self._next)
        else:
            self._call = self._client.map_result(self._map_id, self._folder / RESULT)
            self._call.done.connect(self._on_result)
        self._call.failed.connect(self._on_failed)

    def _on_result(self, result: Result) -> None:
        self._call = None
        folder, self._folder = self._folder, None
        self.done.emit(Geolocated(self._photo, folder, result, self._fused))

    def _on_failed(self, error: PluginError) -> None:
        self._call = None
        self.stop()
        self.failed.emit(error)
