"""A choice among the person's own layers: what the plugin put on the map is no knowledge of theirs."""

from __future__ import annotations

from qgis.core import QgsProject
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtWidgets import QWidget

from ..compat import layer_filter
from ..layers.group import is_own


class LayerBox(QgsMapLayerComboBox):
    """Offers the project's layers of a kind, a name of QGIS's layer filters, without the plugin's own."""

    def __init__(self, kind: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.setFilters(layer_filter(kind))
        project = QgsProject.instance()
        for signal in (project.layersAdded, project.layersRemoved):
            signal.connect(self._leave_out)
        self._leave_out()

    def _leave_out(self, _: object = None) -> None:
        self.setExceptedLayerList([layer for layer in QgsProject.instance().mapLayers().values() if is_own(layer)])
