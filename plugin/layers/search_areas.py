"""The search areas: one polygon a region and area budget, outlined on top of the heatmap."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsExpressionContextUtils,
    QgsRendererCategory,
    QgsVectorLayer,
)

from .. import labels as labels_of
from ..translation import tr
from .map_tips import region_tip
from .styles import load_style, open_table, read_rows

LAYER_NAME = "search_areas"
# The style labels the first regions of the area that this variable of the layer names.
LABELLED_AREA = "labelled_area"


def load_search_areas(path: Path, labels: list, labelled: str) -> QgsVectorLayer:
    """Return the layer of search areas in the GeoPackage `path`, styled.

    `labels` are the areas' labels, narrowest first: the field `area_label` holds them; the first regions of
    the area `labelled` carry their rank and place on the map. Raises `LayerError` when QGIS can't read the
    file.
    """
    layer = open_table(path, LAYER_NAME, tr("Search areas"))
    style_search_areas(layer, labels, labelled)
    return layer


def style_search_areas(layer: QgsVectorLayer, labels: list, labelled: str) -> None:
    """Outline a layer of search areas; `labels` and `labelled` as for `load_search_areas`."""
    load_style(layer, "search_areas")
    layer.setRenderer(_renderer(layer.renderer(), labels))
    # Not setLayerVariable: it adds the variable once more to a layer that has it.
    QgsExpressionContextUtils.setLayerVariables(layer, {LABELLED_AREA: labelled})
    layer.setDisplayExpression('"place"')
    layer.setMapTipTemplate(region_tip())


def region_densities(package: Path, labels: list) -> list:
    """Return what the heatmap's colours depend on, per km2: `[[highest density], [lowest of the widest area]]`.

    `labels` are the areas' labels, narrowest first; without regions both lists are empty. A region's density is the
    mean within it. Raises `LayerError` when the GeoPackage `package` can't be read.
    """
    # Not by QGIS's aggregates: they take some 10 ms of the main thread.
    query = "SELECT MAX(density), MIN(CASE area_label WHEN ? THEN density END) FROM search_areas"
    (densities,) = read_rows(package, query, labels[-1] if labels else None)
    return [[] if density is None else [density] for density in densities]


def _renderer(style: QgsCategorizedSymbolRenderer, labels: list) -> QgsCategorizedSymbolRenderer:
    """Return the style's renderer for `labels`, narrowest first; areas beyond the style's repeat its last symbol."""
    symbols = [category.symbol().clone() for category in style.categories()]  # a category takes its own along
    categories = []
    for number, label in enumerate(labels):
        symbol = symbols[min(number, len(symbols) - 1)].clone()
        for order in range(symbol.symbolLayerCount()):
            # A higher pass is drawn later: the narrowest area ends on top.
            symbol.symbolLayer(order).setRenderingPass(2 * (len(labels) - number) + order)
        categories.append(QgsRendererCategory(label, symbol, labels_of.search_area(label)))
    renderer = QgsCategorizedSymbolRenderer("area_label", categories)
    renderer.setUsingSymbolLevels(True)
    return renderer
