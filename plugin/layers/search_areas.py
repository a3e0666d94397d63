"""The search areas: one polygon a region and area budget, outlined on top of the heatmap."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsPalLayerSettings,
    QgsProperty,
    QgsRendererCategory,
    QgsSimpleFillSymbolLayer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ..assets import style_text
from ..compat import save_style_in_database
from ..errors import LayerError
from ..translation import tr

LAYER_NAME = "search_areas"
# Narrowest first; teal because nothing in the heatmap is. Further areas repeat the last colour.
OUTLINES = ("#00363d", "#00626b", "#00939c", "#5fc4c0")
CASING = QColor(255, 255, 255, 170)
LABELLED_RANKS = 5
LABEL_COLOUR = "#00363d"


def load_search_areas(path: Path, labels: list, labelled: str) -> QgsVectorLayer:
    """Return the layer of search areas in the GeoPackage `path`, styled, the style stored there too.

    `labels` are the areas' labels, narrowest first: the field `area_label` holds them; the first regions of
    the area `labelled` carry their rank and place on the map. Raises `LayerError` when QGIS can't read the
    file.
    """
    layer = QgsVectorLayer(f"{path}|layername={LAYER_NAME}", tr("Search areas"), "ogr")
    if not layer.isValid():
        raise LayerError(f"{path.name} can't be shown as a layer; geolocate the photo again.")
    style_search_areas(layer, labels, labelled)
    error = save_style_in_database(layer, "Photo Geolocator", "Search areas by area budget")
    if error:
        raise LayerError(f"The style can't be stored in {path.name} ({error}); choose another folder.")
    return layer


def style_search_areas(layer: QgsVectorLayer, labels: list, labelled: str) -> None:
    """Outline a layer of search areas; `labels` and `labelled` as for `load_search_areas`."""
    layer.setRenderer(_renderer(labels))
    layer.setDisplayExpression('"place"')
    layer.setMapTipTemplate(style_text("search_area_map_tip.html"))
    quoted = labelled.replace("'", "''")
    layer.setLabeling(rank_labels(f'"area_label" = \'{quoted}\' and "rank" <= {LABELLED_RANKS}', LABEL_COLOUR))
    layer.setLabelsEnabled(True)


def region_densities(layer: QgsVectorLayer, labels: list) -> list:
    """Return the densities of the layer's regions, per km2: one list for each label, in the labels' order."""
    groups: dict = {label: [] for label in labels}
    request = QgsFeatureRequest()
    request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    request.setSubsetOfAttributes(["area_label", "density"], layer.fields())
    for feature in layer.getFeatures(request):
        density = feature["density"]
        if feature["area_label"] in groups and isinstance(density, float):
            groups[feature["area_label"]].append(density)
    return list(groups.values())


def _renderer(labels: list) -> QgsCategorizedSymbolRenderer:
    categories = []
    for number, label in enumerate(labels):
        # A higher pass is drawn later: the narrowest area ends on top.
        symbol = outline(OUTLINES[min(number, len(OUTLINES) - 1)], drawing_pass=2 * (len(labels) - number))
        categories.append(QgsRendererCategory(label, symbol, label))
    renderer = QgsCategorizedSymbolRenderer("area_label", categories)
    renderer.setUsingSymbolLevels(True)
    return renderer


def outline(colour: str, *, drawing_pass: int = 0) -> QgsFillSymbol:
    """Return a hollow symbol: a coloured line in a white casing, readable on dark and on light ground."""
    symbol = QgsFillSymbol()
    symbol.deleteSymbolLayer(0)
    for order, (ink, width) in enumerate(((CASING, 0.8), (QColor(colour), 0.4))):
        line = QgsSimpleFillSymbolLayer(QColor(0, 0, 0, 0), Qt.BrushStyle.NoBrush, ink)
        line.setStrokeWidth(width)
        line.setPenJoinStyle(Qt.PenJoinStyle.RoundJoin)
        line.setRenderingPass(drawing_pass + order)
        symbol.appendSymbolLayer(line)
    return symbol


def rank_labels(where: str, colour: str) -> QgsVectorLayerSimpleLabeling:
    """Label the regions for which the expression `where` holds: `1 Paris, France`."""
    text = QgsTextFormat()
    text.setSize(9)
    text.setColor(QColor(colour))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.8)
    halo.setColor(QColor(255, 255, 255, 220))
    text.setBuffer(halo)
    settings = QgsPalLayerSettings()
    settings.isExpression = True
    settings.fieldName = "\"rank\" || coalesce('  ' || \"place\", '')"
    settings.setFormat(text)
    settings.placement = QgsPalLayerSettings.Placement.OutsidePolygons
    settings.priority = 8
    settings.dataDefinedProperties().setProperty(QgsPalLayerSettings.Property.Show, QgsProperty.fromExpression(where))
    return QgsVectorLayerSimpleLabeling(settings)
