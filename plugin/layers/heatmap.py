"""The heatmap: a raster of probability densities, from transparent to light as they grow."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsColorRampShader,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor

from ..errors import LayerError
from ..translation import tr

# From the edge of the widest search area to the heart of the narrowest: red, green, blue, alpha. Dark to
# light in even steps of lightness, so the order survives a grey print and colour blindness; alpha lets the
# base map through where there is little to say.
COLOURS = (
    (59, 15, 112, 100),
    (95, 24, 127, 125),
    (140, 41, 129, 150),
    (183, 55, 121, 170),
    (222, 73, 104, 185),
    (247, 112, 92, 200),
    (254, 159, 109, 215),
    (254, 207, 146, 228),
    (252, 253, 191, 240),
)
FLOOR_COLOUR = (59, 15, 112, 0)
# Densities span many orders of magnitude, and QGIS interpolates linearly between two stops: so the stops are
# spaced by factors, from PEAK / SPAN up to the peak.
SPAN = 1e6


def load_heatmap(path: Path, densities: list) -> QgsRasterLayer:
    """Return the heatmap at `path` as a styled layer, its style saved as QML beside it.

    `densities` are those of the regions, per km2, one list for each search area, narrowest first; they place
    the colours. Raises `LayerError` when QGIS can't read the file.
    """
    # Without the default style: to choose one, QGIS would read statistics while its window waits.
    options = QgsRasterLayer.LayerOptions(False)
    layer = QgsRasterLayer(str(path), tr("Probability density"), "gdal", options)
    if not layer.isValid():
        raise LayerError(f"{path.name} can't be shown as a layer; geolocate the photo again.")
    style_heatmap(layer, densities)
    layer.saveNamedStyle(str(path.with_suffix(".qml")))
    return layer


def style_heatmap(layer: QgsRasterLayer, densities: list) -> None:
    """Colour a layer of densities; `densities` as for `load_heatmap`."""
    layer.setRenderer(_renderer(layer, breakpoints(densities)))
    layer.setOpacity(0.85)


def breakpoints(densities: list) -> list:
    """Return the densities, ascending, at which the floor and each of `COLOURS` sit.

    The lowest colour is at the edge of the widest search area, so that all that is coloured is worth a look;
    the highest at the densest region. In between the steps have equal ratios. The floor is just below the
    edge.
    """
    known = [density for group in densities for density in group if density > 0]
    peak = max(known, default=1.0)
    edge = min((density for density in densities[-1] if density > 0), default=peak) if densities else peak
    edge = min(max(edge, peak / SPAN), peak / 10)
    ratio = (peak / edge) ** (1 / (len(COLOURS) - 1))
    return [edge / 2] + [edge * ratio**step for step in range(len(COLOURS))]


def _renderer(layer: QgsRasterLayer, stops: list) -> QgsSingleBandPseudoColorRenderer:
    shader_function = QgsColorRampShader(stops[0], stops[-1])
    shader_function.setColorRampType(QgsColorRampShader.Type.Interpolated)
    colours, labels = (FLOOR_COLOUR, *COLOURS), _labels(stops)
    shader_function.setColorRampItemList(
        [
            QgsColorRampShader.ColorRampItem(stops[step], QColor(*colours[step]), labels[step])
            for step in range(len(stops))
        ]
    )
    shader_function.legendSettings().setUseContinuousLegend(False)
    shader = QgsRasterShader(stops[0], stops[-1])
    shader.setRasterShaderFunction(shader_function)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader)
    renderer.setClassificationMin(stops[0])
    renderer.setClassificationMax(stops[-1])
    return renderer


def _labels(stops: list) -> list:
    """Return legend texts: probability per 1,000 km2 reads better than 4.2e-06 per km2."""
    return [
        tr("less"),
        *(tr("{percent} % per 1,000 km²").format(percent=f"{stop * 1e5:.2g}") for stop in stops[1:]),
    ]
