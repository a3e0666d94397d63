"""Layers that QGIS loads when an algorithm is done: style, provenance, and the map tip of the panel's layers."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
)

# QGIS keeps a bare pointer to a post-processor, and the algorithm is gone before a layer is loaded.
_waiting: set = set()


class _Dresser(QgsProcessingLayerPostProcessorInterface):
    """Calls `dress(layer)` in QGIS's main thread once the layer is loaded."""

    def __init__(self, dress: Callable[[QgsMapLayer], None]):
        super().__init__()
        self._dress = dress
        _waiting.add(self)

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        _waiting.discard(self)
        self._dress(layer)
        layer.triggerRepaint()


def when_loaded(context: QgsProcessingContext, destination: str, dress: Callable[[QgsMapLayer], None]) -> None:
    """Have QGIS call `dress(layer)` with the layer that it loads from `destination`; nothing if it loads none.

    `dress` runs in the main thread, long after the algorithm: it must hold plain values, no layers.
    """
    if context.willLoadLayerOnCompletion(destination):
        context.layerToLoadOnCompletionDetails(destination).setPostProcessor(_Dresser(dress))
