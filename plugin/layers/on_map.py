"""Which results are on the map: those that a person asked for, and a few that were looked at."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path

from qgis.core import QgsLayerTree, QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..errors import LayerError
from ..geolocation import Geolocated
from ..work import Work
from .group import (
    BEST_POINT,
    EXIF_POSITION,
    HEATMAP,
    SEARCH_AREAS,
    ResultLayers,
    layers_of,
    load_layers,
    open_files,
    place_layers,
    result_key,
)

MOST_UNASKED = 5
# The map is drawn in as many threads as there are processors; whoever is told has work of its own to do.
PAUSE_MS = 150


class ResultsOnMap(QObject):
    """Puts results on the map of `project` as groups of layers, one layer a turn of the event loop.

    Heatmaps on top of one another can't be read: so of the results that were merely looked at only the last one is
    visible, and the last five stay in the project. What the person asked to keep is never hidden or removed here.

    Emits `shown(Geolocated, ResultLayers)` for each that was wished for, with None where the person has removed some
    of its layers, or `failed(Geolocated, LayerError)`. A wish to look at a result drops an earlier one.
    """

    shown = pyqtSignal(object, object)
    failed = pyqtSignal(object, object)

    def __init__(self, project: QgsProject, parent: QObject | None = None):
        super().__init__(parent)
        self._project = project
        self._unasked: list = []  # keys, last looked at last
        self._wishes: deque = deque()  # results, and whether to keep them; the first one is being loaded
        self._loading: Iterator | None = None
        self._loaded: dict = {}
        self._to_tell: tuple | None = None  # what `shown` says after the pause
        self._is_first = True
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)

    def show(self, geolocated: Geolocated, *, keep: bool = False) -> None:
        """Wish for a result on the map, visible there, and to `keep` it from now on."""
        if not keep:
            if self._wishes and not self._wishes[0][1]:
                self._forget_layers()
            self._wishes = deque(wish for wish in self._wishes if wish[1])
        self._wishes.append((geolocated, keep))
        self._turn.start()

    def stop(self) -> None:
        """Forget every wish."""
        self._wishes.clear()
        self._forget_layers()
        self._to_tell = None
        self._turn.setInterval(0)
        self._turn.stop()

    def _go_on(self) -> None:
        """Load one layer, or add those that are loaded, or tell that they are there."""
        if self._to_tell is not None:
            told, self._to_tell = self._to_tell, None
            self._turn.setInterval(0)
            self.shown.emit(*told)
            return
        if not self._wishes:
            self._turn.stop()
            return
        geolocated, keep = self._wishes[0]
        if self._is_first:
            # What opens such files may have to be read from the disk itself: not in the main thread.
            self._is_first = False
            self._turn.stop()
            work = Work(open_files, geolocated).begin()
            for ended in (work.done, work.failed):
                ended.connect(self._on_opened)
            return
        try:
            if self._loading is None:
                layers = layers_of(self._project, result_key(geolocated))
                if layers:
                    self._end(geolocated, keep, self._present(layers))
                    return
                self._loading, self._loaded = load_layers(geolocated), {}
            role, layer = next(self._loading, ("", None))
        except LayerError as error:
            self._forget_layers()
            self._wishes.popleft()
            # Its traceback would keep layers open for as long as somebody keeps the error.
            self.failed.emit(geolocated, error.with_traceback(None))
            return
        if layer is not None:
            self._loaded[role] = layer
            return
        added = place_layers(self._project, geolocated, self._loaded)
        self._unasked.append(result_key(geolocated))
        self._end(geolocated, keep, added)

    def _on_opened(self, _: object) -> None:
        self._turn.start()

    def _end(self, geolocated: Geolocated, keep: bool, layers: ResultLayers | None) -> None:
        self._forget_layers()
        self._wishes.popleft()
        key = result_key(geolocated)
        if keep:
            self.keep(geolocated)
        elif key in self._unasked:
            self._unasked.remove(key)
            self._unasked.append(key)
        for other in self._unasked:
            if other != key:
                self._set_visible(layers_of(self._project, other), False)
        self._set_visible(layers_of(self._project, key), True)
        while len(self._unasked) > MOST_UNASKED:
            self._remove(self._unasked.pop(0))
        self._to_tell = geolocated, layers
        if not keep:
            self._turn.setInterval(PAUSE_MS)

    def _forget_layers(self) -> None:
        self._loading, self._loaded = None, {}

    def keep(self, geolocated: Geolocated) -> None:
        """Leave the layers of a result to the person from now on."""
        key = result_key(geolocated)
        if key in self._unasked:
            self._unasked.remove(key)

    def rename(self, old: Geolocated, new: Geolocated) -> None:
        """Note that the layers of `old` show `new` from now on."""
        keys = {result_key(old): result_key(new)}
        self._unasked = [keys.get(key, key) for key in self._unasked]

    def folders(self) -> set:
        """Return the folders that layers of the project read from."""
        return {Path(layer.source().partition("|")[0]).parent for layer in self._project.mapLayers().values()}

    def _present(self, layers: dict) -> ResultLayers | None:
        if not {HEATMAP, SEARCH_AREAS, BEST_POINT} <= layers.keys():
            return None
        node = self._project.layerTreeRoot().findLayer(layers[SEARCH_AREAS].id())
        if node is None:
            return None
        return ResultLayers(
            node.parent(), layers[HEATMAP], layers[SEARCH_AREAS], layers[BEST_POINT], layers.get(EXIF_POSITION)
        )

    def _groups(self, layers: dict) -> list:
        """Return the groups, other than the root, that hold `layers`."""
        root = self._project.layerTreeRoot()
        nodes = filter(None, (root.findLayer(layer.id()) for layer in layers.values()))
        groups = {id(group): group for group in (node.parent() for node in nodes)}
        return [group for group in groups.values() if group.parent() is not None]

    def _set_visible(self, layers: dict, visible: bool) -> None:
        for group in self._groups(layers):
            group.setItemVisibilityChecked(visible)

    def _remove(self, key: str) -> None:
        layers = layers_of(self._project, key)
        groups = self._groups(layers)
        self._project.removeMapLayers([layer.id() for layer in layers.values()])
        for group in groups:
            if not any(QgsLayerTree.isLayer(node) for node in group.children()) and not group.findGroups():
                group.parent().removeChildNode(group)
