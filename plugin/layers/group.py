"""One group of layers for each photo, on top of the layer tree; nothing else in the project changes."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import QgsLayerTreeGroup, QgsProject, QgsRasterLayer, QgsVectorLayer

from ..geolocation import Geolocated
from .heatmap import load_heatmap
from .points import load_best_point, load_exif_position
from .provenance import describe
from .search_areas import load_search_areas, region_densities


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
    result = geolocated.result
    labels = [area.label for area in result.search_areas]
    best_point = load_best_point(geolocated.search_areas, result.best_point)
    exif_position = None
    if result.photo.exif_position is not None:
        exif_position = load_exif_position(geolocated.search_areas, result.photo.exif_position)
    labelled = result.telling_area.label if result.telling_area else ""
    search_areas = load_search_areas(geolocated.search_areas, labels, labelled)
    heatmap = load_heatmap(geolocated.heatmap, region_densities(search_areas, labels))

    group = project.layerTreeRoot().insertGroup(0, _free_name(project, geolocated.photo.name))
    for layer in filter(None, (best_point, exif_position, search_areas, heatmap)):
        describe(layer, result)
        project.addMapLayer(layer, False)
        node = group.addLayer(layer)
        node.setExpanded(layer in (search_areas, heatmap))
    # The layer panel shows a group that was empty as collapsed, and follows a change alone.
    group.setExpanded(False)
    group.setExpanded(True)
    return ResultLayers(group, heatmap, search_areas, best_point, exif_position)


def _free_name(project: QgsProject, name: str) -> str:
    root = project.layerTreeRoot()
    number, free = 1, name
    while root.findGroup(free) is not None:
        number += 1
        free = f"{name} ({number})"
    return free
