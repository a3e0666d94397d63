"""Moving a temporary result into a folder of the person's, layers included."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from qgis.core import QgsDataProvider, QgsMapLayer, QgsProject, QgsVectorLayer

from ..errors import FileError
from ..geolocation import HEATMAP, RESULT, SEARCH_AREAS, Geolocated
from .chosen_area import keep_chosen_area

STYLE = "heatmap.qml"


def save_result(
    project: QgsProject, geolocated: Geolocated, parent: Path, chosen: QgsVectorLayer | None = None
) -> Geolocated:
    """Copy a result into a new folder in `parent`, named after the photo, and let its layers read from there.

    `chosen` is the layer of the search area that the person chose, if any. Layers the person has removed stay
    removed. Raises `FileError` when the folder can't be written; then nothing is left of it.
    """
    folder = _free_folder(parent, geolocated.photo.stem)
    try:
        folder.mkdir(parents=True)
        for name in (HEATMAP, STYLE):
            shutil.copyfile(geolocated.folder / name, folder / name)
        _copy_database(geolocated.folder / SEARCH_AREAS, folder / SEARCH_AREAS)
        shutil.copyfile(geolocated.folder / RESULT, folder / RESULT)
        if chosen is not None:
            keep_chosen_area(chosen, folder / SEARCH_AREAS)
    except FileError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    except (OSError, sqlite3.Error) as error:
        shutil.rmtree(folder, ignore_errors=True)
        reason = getattr(error, "strerror", None) or error
        raise FileError(f"The result can't be saved in {parent} ({reason}); choose another folder.") from error
    for layer in project.mapLayers().values():
        _move(layer, geolocated.folder, folder)
    return Geolocated(geolocated.photo, folder, geolocated.result)


def _free_folder(parent: Path, name: str) -> Path:
    number, folder = 1, parent / name
    while folder.exists():
        number += 1
        folder = parent / f"{name} ({number})"
    return folder


def _copy_database(source: Path, target: Path) -> None:
    """Copy a GeoPackage that is in use: part of it may still be in its write-ahead log."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _move(layer: QgsMapLayer, old: Path, new: Path) -> None:
    path, separator, table = layer.source().partition("|")
    if Path(path).parent != old:
        return
    source = f"{new / Path(path).name}{separator}{table}"
    layer.setDataSource(source, layer.name(), layer.providerType(), QgsDataProvider.ProviderOptions())
