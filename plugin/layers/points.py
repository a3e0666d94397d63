"""The result's points: the most probable one, and the position the photo's EXIF claims, for comparison."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsVectorLayer

from ..translation import tr
from .map_tips import point_tip
from .styles import load_style, open_table

BEST_POINT, EXIF_POSITION = "best_point", "exif_position"
# Styles of `resources/styles`.
BEST_SYMBOL, EXIF_SYMBOL = "best_point", "exif_position"


def load_best_point(path: Path) -> QgsVectorLayer:
    """Return the most probable point in the GeoPackage `path`; raise `LayerError` when QGIS can't read it."""
    return _load(path, BEST_POINT, tr("Best point"), BEST_SYMBOL)


def load_exif_position(path: Path) -> QgsVectorLayer:
    """Return the position from the photo's EXIF; raise `LayerError` when QGIS can't read it."""
    return _load(path, EXIF_POSITION, tr("EXIF position (comparison only)"), EXIF_SYMBOL)


def _load(path: Path, table: str, title: str, symbol: str) -> QgsVectorLayer:
    layer = open_table(path, table, title)
    style_point(layer, symbol)
    layer.setDisplayExpression('"place"')
    layer.setMapTipTemplate(point_tip())
    return layer


def style_point(layer: QgsVectorLayer, symbol: str) -> None:
    """Draw the points of a layer with `symbol`: `BEST_SYMBOL` or `EXIF_SYMBOL`."""
    load_style(layer, symbol)
