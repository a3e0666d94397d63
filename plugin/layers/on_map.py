"""Which results are on the map: those that a person asked for, and a few that were looked at."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsLayerTree, QgsProject

from ..geolocation import Geolocated
from .group import BEST_POINT, EXIF_POSITION, HEATMAP, SEARCH_AREAS, ResultLayers, add_result, layers_of, result_key

MOST_UNASKED = 5


class ResultsOnMap:
    """Puts results on the map of `project` as groups of layers.

    Heatmaps on top of one another can't be read: so of the results that were merely looked at only the last one is
    visible, and the last five stay in the project. What the person asked to keep is never hidden or removed here.
    """

    def __init__(self, project: QgsProject):
        self._project = project
        self._unasked: list = []  # keys, last looked at last
        self._keys: dict = {}  # folder of a result: the key its layers carry

    def show(self, geolocated: Geolocated, *, keep: bool = False) -> ResultLayers | None:
        """Put a result on the map, or make it visible there; `keep` it from now on.

        Returns None when the person has removed some of its layers. Raises `LayerError` when a file can't be read.
        """
        key = self._keys.setdefault(geolocated.folder, result_key(geolocated))
        layers = layers_of(self._project, key)
        if not layers:
            added = add_result(self._project, geolocated)
            layers = layers_of(self._project, key)
            self._unasked.append(key)
        else:
            added = self._present(layers)
        if keep:
            self.keep(geolocated)
        elif key in self._unasked:
            self._unasked.remove(key)
            self._unasked.append(key)
        for other in self._unasked:
            if other != key:
                self._set_visible(layers_of(self._project, other), False)
        self._set_visible(layers, True)
        while len(self._unasked) > MOST_UNASKED:
            self._remove(self._unasked.pop(0))
        return added

    def keep(self, geolocated: Geolocated) -> None:
        """Leave the layers of a result to the person from now on."""
        key = self._keys.get(geolocated.folder)
        if key in self._unasked:
            self._unasked.remove(key)

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
