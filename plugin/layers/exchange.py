"""Letting the layers of one version of a result show another: the same photo with other choices, in place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qgis.core import QgsDataProvider, QgsMapLayer, QgsProject, QgsRasterLayer

from ..geolocation import Geolocated
from .group import (
    BEST_POINT,
    CHOSEN_AREA,
    EXIF_POSITION,
    HEATMAP,
    RESTRICTION,
    SEARCH_AREAS,
    layers_of,
    load_layer,
    mark,
    result_key,
    roles_of,
)
from .provenance import describe, restriction_line

FILE_ROLES = (HEATMAP, SEARCH_AREAS, BEST_POINT, EXIF_POSITION)


def can_exchange(project: QgsProject, old: Geolocated) -> bool:
    """Whether layers of `old` are in `project` and read its own files: what was saved elsewhere stays as it is."""
    layers = layers_of(project, result_key(old))
    shown = [layers[role] for role in FILE_ROLES if role in layers]
    return bool(shown) and all(_folder(layer) == old.folder for layer in shown)


def exchange(project: QgsProject, old: Geolocated, new: Geolocated) -> Iterator[None]:
    """Let the layers of `old` show `new`, one a step; names, places, visibility and opacity stay as they are.

    The outline of a restriction comes and goes with it. All layers belong to `new` from the first step on. Raises
    `LayerError` when a file of `new` can't be read.
    """
    layers = layers_of(project, result_key(old))
    for role, layer in layers.items():
        mark(layer, role, result_key(new))
    yield
    for role in FILE_ROLES:
        layer = layers.get(role)
        if layer is not None and project.mapLayer(layer.id()) is layer:
            _exchange_one(layer, role, new)
            yield
    _exchange_restriction(project, layers, old, new)
    yield
    chosen = layers.get(CHOSEN_AREA)
    if chosen is not None and project.mapLayer(chosen.id()) is chosen:
        describe(chosen, new.result)


def _exchange_restriction(project: QgsProject, layers: dict, old: Geolocated, new: Geolocated) -> None:
    """Show the outline of the restriction that counts now; one that the person has removed stays removed."""
    layer, areas = layers.get(RESTRICTION), layers.get(SEARCH_AREAS)
    shown = layer is not None and project.mapLayer(layer.id()) is layer
    wanted = RESTRICTION in roles_of(new)
    if shown and wanted:
        _exchange_one(layer, RESTRICTION, new)
        layer.setName(restriction_line(new.result.restriction))
    elif shown:
        project.removeMapLayer(layer.id())
    elif wanted and RESTRICTION not in roles_of(old):
        fresh = load_layer(new, RESTRICTION)
        node = project.layerTreeRoot().findLayer(areas.id()) if areas is not None else None
        project.addMapLayer(fresh, node is None)
        if node is not None:
            group = node.parent()
            group.insertLayer(group.children().index(node) + 1, fresh)


def _exchange_one(layer: QgsMapLayer, role: str, new: Geolocated) -> None:
    fresh = load_layer(new, role)
    layer.setDataSource(fresh.source(), layer.name(), fresh.providerType(), QgsDataProvider.ProviderOptions())
    if isinstance(layer, QgsRasterLayer):
        renderer = fresh.renderer().clone()  # other densities, so the colours lie elsewhere
        renderer.setOpacity(layer.renderer().opacity())
        layer.setRenderer(renderer)
    describe(layer, new.result)
    layer.triggerRepaint()


def _folder(layer: QgsMapLayer) -> Path:
    return Path(layer.source().partition("|")[0]).parent
