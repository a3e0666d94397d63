"""A member's own map: what one predictor says of the photo, and where, before anything is multiplied.

It shows why a place ranks high: cells with their probability, or the ground of an attribute's likeliest class.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from .. import labels
from ..assets import style_text
from ..geolocation import Geolocated
from ..gui.formats import percent, small_percent
from ..result import Member
from ..translation import tr
from .group import HEATMAP, layer_node, layers_of, mark, result_key
from .provenance import describe
from .styles import load_style, open_table, unreadable
from .tiff_metadata import read_items

CELLS = "cells"  # the table, and the style
ROLE = "member_"  # and the member's name
GEOLOCATION = "geolocation"  # the kind of member whose map is of cells
SPAN = 1e3  # from the likeliest cell's probability to the lowest that is coloured
PREDICTED = QColor(214, 72, 109, 200)
# The other classes stay faint, so that the predicted one's ground is what one sees.
FAINT = QColor(110, 120, 140)
FAINTEST, FAINT_RANGE = 16, 60


@dataclass(frozen=True)
class MapClass:
    """A class of an attribute's map: its value in the raster, what it means, its probability 0..1."""

    value: int
    label: str
    probability: float


def file_name(member: Member) -> str:
    """Return how the file of a member's map is called; members' names are the bundle's, and may hold anything."""
    plain = "".join(letter if letter.isalnum() else "_" for letter in member.name)
    return f"{ROLE}{plain}{'.gpkg' if member.kind == GEOLOCATION else '.tif'}"


def find_member_map(project: QgsProject, geolocated: Geolocated, member: Member) -> QgsMapLayer | None:
    """Return the layer of a member's map that is in `project` already."""
    return layers_of(project, result_key(geolocated)).get(ROLE + member.name)


def add_member_map(project: QgsProject, geolocated: Geolocated, member: Member, path: Path) -> QgsMapLayer:
    """Add the map of a member, from the file `path`, to the group of its result, below the heatmap.

    Raises `LayerError` when QGIS can't read the file.
    """
    layer = load_cells(path, member.label) if member.kind == GEOLOCATION else load_classes(path, member.label)
    describe(layer, geolocated.result)
    mark(layer, ROLE + member.name, result_key(geolocated))
    others = layers_of(project, result_key(geolocated))
    beside = others.get(HEATMAP) or next(iter(others.values()), None)
    node = project.layerTreeRoot().findLayer(beside.id()) if beside is not None else None
    project.addMapLayer(layer, False)
    if node is None:
        project.layerTreeRoot().insertLayer(0, layer)
    else:
        group = node.parent()
        band = member.label if isinstance(layer, QgsRasterLayer) else ""
        group.insertChildNode(group.children().index(node) + 1, layer_node(layer, band))
    return layer


def load_cells(path: Path, label: str) -> QgsVectorLayer:
    """Return the cells in the GeoPackage `path`, coloured by probability; raises `LayerError`."""
    layer = open_table(path, CELLS, tr("{member}: cells").format(member=label))
    load_style(layer, CELLS)
    highest = layer.maximumValue(layer.fields().lookupField("probability"))
    if isinstance(highest, float) and highest > 0:
        renderer = layer.renderer().clone()
        steps = len(renderer.ranges())
        edges = [highest * SPAN ** (step / steps - 1) for step in range(steps)] + [highest]
        for step in range(steps):
            text = tr("{low} to {high}").format(low=small_percent(edges[step]), high=small_percent(edges[step + 1]))
            renderer.updateRangeLowerValue(step, edges[step])
            renderer.updateRangeUpperValue(step, edges[step + 1])
            renderer.updateRangeLabel(step, text)
        layer.setRenderer(renderer)
    layer.setDisplayExpression('"token"')
    tip = style_text("cell_map_tip.html")
    layer.setMapTipTemplate(
        tip.format(cell=tr("S2 cell"), probability=tr("Probability"), rank=tr("Rank"), area=tr("Area"))
    )
    return layer


def load_classes(path: Path, label: str) -> QgsRasterLayer:
    """Return the classes of an attribute's map in the GeoTIFF `path`, the predicted one in colour; `LayerError`."""
    try:
        items = read_items(path)
        classes = [
            MapClass(int(one["value"]), labels.name(str(one["label"])), float(one["probability"]))
            for one in json.loads(items["classes"])
        ]
        predicted = int(items["predicted"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise unreadable(path) from error
    name = next((one.label for one in classes if one.value == predicted), "")
    options = QgsRasterLayer.LayerOptions(False)
    title = tr("{member}: {predicted}").format(member=label, predicted=name)
    layer = QgsRasterLayer(str(path), title, "gdal", options)
    if not layer.isValid():
        raise unreadable(path)
    shown = [
        QgsPalettedRasterRenderer.Class(
            one.value,
            PREDICTED if one.value == predicted else _faint(one.probability),
            tr("{label} ({percent})").format(label=one.label, percent=percent(one.probability)),
        )
        for one in sorted(classes, key=lambda one: one.value != predicted)  # the rest in the map's own order
    ]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, shown))
    return layer


def _faint(probability: float) -> QColor:
    colour = QColor(FAINT)
    colour.setAlpha(FAINTEST + round(FAINT_RANGE * min(1.0, probability)))
    return colour
