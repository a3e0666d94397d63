"""One group of layers for each photo, on top of the layer tree; nothing else in the project changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qgis.core import (
    QgsLayerTreeGroup,
    QgsLayerTreeLayer,
    QgsMapLayer,
    QgsMapLayerLegendUtils,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ..geolocation import Geolocated
from ..translation import tr
from .heatmap import load_heatmap
from .map_tips import add_photo
from .points import load_best_point, load_exif_position
from .provenance import describe
from .restriction import load_restriction
from .search_areas import LAYER_NAME, load_search_areas, region_densities
from .styles import tables_of

# What a layer is, and of which result: both stay with the layer, into a saved project and wherever its file goes.
ROLE, RESULT_KEY = "photo_geolocator/role", "photo_geolocator/result"
HEATMAP, SEARCH_AREAS, CHOSEN_AREA = "heatmap", "search_areas", "chosen_area"
BEST_POINT, EXIF_POSITION, RESTRICTION = "best_point", "exif_position", "restriction"


@dataclass(frozen=True)
class ResultLayers:
    """The layers of one photo; `exif_position` is None when the photo has no position."""

    group: QgsLayerTreeGroup
    heatmap: QgsRasterLayer
    search_areas: QgsVectorLayer
    best_point: QgsVectorLayer
    exif_position: QgsVectorLayer | None


def add_result(project: QgsProject, geolocated: Geolocated) -> ResultLayers:
    """Add a result to `project` as a group named after the photo.

    Raises `LayerError` when a file can't be read.

    All layers are made before the first is added: on an error the project stays as it was.
    """
    return place_layers(project, geolocated, dict(load_layers(geolocated)))


def roles_of(geolocated: Geolocated) -> list:
    """Return what the files of a result hold, in the order of the group."""
    result, absent = geolocated.result, set()
    if result.photo.exif_position is None:
        absent.add(EXIF_POSITION)
    if result.restriction is None or RESTRICTION not in tables_of(geolocated.search_areas):  # older backends have none
        absent.add(RESTRICTION)
    return [role for role in (BEST_POINT, EXIF_POSITION, SEARCH_AREAS, RESTRICTION, HEATMAP) if role not in absent]


def open_files(geolocated: Geolocated) -> None:
    """Open a result's files and close them, in whatever thread; no error when that can't be done."""
    QgsVectorLayer(
        f"{geolocated.search_areas}|layername={LAYER_NAME}",
        "",
        "ogr",
        QgsVectorLayer.LayerOptions(loadDefaultStyle=False),
    )
    QgsRasterLayer(str(geolocated.heatmap), "", "gdal", QgsRasterLayer.LayerOptions(loadDefaultStyle=False))


def load_layers(geolocated: Geolocated) -> Iterator:
    """Make a result's layers one at a time: pairs of role and layer, in the order of the group; raises `LayerError`.

    Each takes some 10 ms, so that a caller can let the window go on between two.
    """
    for role in roles_of(geolocated):
        yield role, load_layer(geolocated, role)


def place_layers(project: QgsProject, geolocated: Geolocated, layers: dict) -> ResultLayers:
    """Add what `load_layers` made to `project`, as a group named after the photo."""
    group = project.layerTreeRoot().insertGroup(0, _free_name(project, geolocated.photo.name))
    for role, layer in layers.items():
        project.addMapLayer(layer, False)
        node = layer_node(layer, tr("Probability per km²") if role == HEATMAP else "")
        group.addChildNode(node)
        node.setExpanded(role in (SEARCH_AREAS, HEATMAP))
    tipped = [layer for role, layer in layers.items() if role not in (HEATMAP, RESTRICTION)]
    add_photo(project, tipped, geolocated.pictured)
    # The layer panel shows a group that was empty as collapsed, and follows a change alone.
    group.setExpanded(False)
    group.setExpanded(True)
    return ResultLayers(group, layers[HEATMAP], layers[SEARCH_AREAS], layers[BEST_POINT], layers.get(EXIF_POSITION))


def layer_node(layer: QgsMapLayer, band: str = "") -> QgsLayerTreeLayer:
    """Return a node for `layer`, which is in the project; its legend calls a raster's band `band`, not as the file."""
    node = QgsLayerTreeLayer(layer)
    if band:
        QgsMapLayerLegendUtils.setLegendNodeUserLabel(node, 0, band)
    return node


def load_layer(geolocated: Geolocated, role: str) -> QgsVectorLayer | QgsRasterLayer:
    """Return what a result's files hold for `role` as a layer, styled and described; raises `LayerError`."""
    result, package = geolocated.result, geolocated.search_areas
    labels = [area.label for area in result.search_areas]
    if role == BEST_POINT:
        layer = load_best_point(package)
    elif role == EXIF_POSITION:
        layer = load_exif_position(package)
    elif role == SEARCH_AREAS:
        layer = load_search_areas(package, labels, result.telling_area.label if result.telling_area else "")
    elif role == RESTRICTION:
        layer = load_restriction(package, result.restriction)
    else:
        layer = load_heatmap(geolocated.heatmap, region_densities(package, labels))
    describe(layer, result)
    mark(layer, role, result_key(geolocated))
    return layer


def mark(layer: QgsMapLayer, role: str, key: str) -> None:
    """Note in `layer` what it is, and of which result."""
    layer.setCustomProperty(ROLE, role)
    layer.setCustomProperty(RESULT_KEY, key)


def is_own(layer: QgsMapLayer) -> bool:
    """Whether `layer` shows a part of a result."""
    return bool(layer.customProperty(RESULT_KEY))


def result_key(geolocated: Geolocated) -> str:
    """Return what tells this result from others, also of the same photo; no path, because projects are passed on."""
    return f"{geolocated.result.photo.sha256[:16]}-{geolocated.folder.name}"


def layers_of(project: QgsProject, key: str) -> dict:
    """Return the layers of the result `key` that are in `project`, by role; a person may have removed any."""
    found = (layer for layer in project.mapLayers().values() if layer.customProperty(RESULT_KEY) == key)
    return {layer.customProperty(ROLE): layer for layer in found}


def _free_name(project: QgsProject, name: str) -> str:
    root = project.layerTreeRoot()
    number, free = 1, name
    while root.findGroup(free) is not None:
        number += 1
        free = f"{name} ({number})"
    return free
