"""The heatmap: a raster of probability densities, from transparent to bright as they grow."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsRasterLayer
from qgis.PyQt.QtXml import QDomDocument

from ..gui.formats import rounded_area
from ..translation import tr
from ..writing import WrittenFile
from .styles import load_style, unreadable

# Densities span many orders of magnitude, and QGIS interpolates linearly between two stops: so the stops are
# spaced by factors, from PEAK / SPAN up to the peak.
SPAN = 1e6
LEGEND_SHARE = 0.01


def load_heatmap(path: Path, densities: list) -> QgsRasterLayer:
    """Return the heatmap at `path` as a styled layer, its style saved as QML beside it.

    `densities` are those of the regions, per km2, one list for each search area, narrowest first; the highest of all
    and the lowest of the last list place the colours. Raises `LayerError` when QGIS can't read the file.
    """
    # Without the default style: it would be replaced at once.
    options = QgsRasterLayer.LayerOptions(False)
    layer = QgsRasterLayer(str(path), tr("Probability density"), "gdal", options)
    if not layer.isValid():
        raise unreadable(path)
    style_heatmap(layer, densities)
    _save_style(layer, path.with_suffix(".qml"))
    return layer


def _save_style(layer: QgsRasterLayer, path: Path) -> None:
    """Write the style as QGIS does, but without waiting for the disk; a folder that is full goes without."""
    document = QDomDocument()
    layer.exportNamedStyle(document)
    file = WrittenFile(path)
    file.write(bytes(document.toByteArray(2)))
    file.keep()


def style_heatmap(layer: QgsRasterLayer, densities: list) -> None:
    """Colour a layer of densities; `densities` as for `load_heatmap`.

    The style holds the colours, from the edge of the widest search area to the heart of the narrowest: dark to
    light in even steps, so that the order survives a grey print and colour blindness, and saturated at both ends,
    so that neither is lost on a dark or a white base map. Alpha lets that map through where there is little to say.
    """
    load_style(layer, "heatmap")
    shader = layer.renderer().shader().rasterShaderFunction()
    items = shader.colorRampItemList()
    stops = breakpoints(densities, len(items) - 1)
    for step, item in enumerate(items):
        item.value, item.label = stops[step], _label(stops[step])
    items[0].label = tr("less")
    shader.setColorRampItemList(items)
    shader.setMinimumValue(stops[0])
    shader.setMaximumValue(stops[-1])
    layer.renderer().setClassificationMin(stops[0])
    layer.renderer().setClassificationMax(stops[-1])


def breakpoints(densities: list, colours: int) -> list:
    """Return the densities, ascending, at which the floor and each of so many `colours` sit.

    The lowest colour is at the edge of the widest search area, so that all that is coloured is worth a look;
    the highest at the densest region. In between the steps have equal ratios. The floor is just below the
    edge.
    """
    known = [density for group in densities for density in group if density > 0]
    peak = max(known, default=1.0)
    edge = min((density for density in densities[-1] if density > 0), default=peak) if densities else peak
    edge = min(max(edge, peak / SPAN), peak / 10)
    ratio = (peak / edge) ** (1 / (colours - 1))
    return [edge / 2] + [edge * ratio**step for step in range(colours)]


def _label(density: float) -> str:
    """Return a legend text: the area that holds one percent reads better than 4.2e-06 per km2."""
    return tr("1 % per {area}").format(area=rounded_area(LEGEND_SHARE / density))
