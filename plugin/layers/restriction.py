"""What restricts the search: the outline of the part that is searched, or left out, along the pixels that count."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsVectorLayer

from .provenance import restriction_line
from .styles import load_style, open_table

RESTRICTION = "restriction"  # the table, and the style


def load_restriction(path: Path, restriction: dict) -> QgsVectorLayer:
    """Return the outline in the GeoPackage `path`, styled; `restriction` is the result's. Raises `LayerError`."""
    layer = open_table(path, RESTRICTION, restriction_line(restriction))
    load_style(layer, RESTRICTION)
    layer.setDisplayExpression('"label"')
    return layer
