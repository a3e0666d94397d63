"""Layers of a result's files, and their looks from `resources/styles`.

What a result decides (stops, labels) is set by the layers' own modules.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt.QtXml import QDomDocument

from ..assets import RESOURCES
from ..errors import LayerError
from ..translation import tr

# QGIS switches a GeoPackage's journal when a layer opens and closes, in its main thread; with a busy disk each switch
# waited some tenths of a second for the disk to confirm. What a result's own files hold can be had again; the option is
# left off from what a person saves.
NO_WAIT = "|option:PRELUDE_STATEMENTS=PRAGMA synchronous=OFF"


def open_table(path: Path, table: str, title: str) -> QgsVectorLayer:
    """Return a table of the GeoPackage `path` as a layer without a style; raise `LayerError` when it can't be read."""
    options = QgsVectorLayer.LayerOptions(QgsProject.instance().transformContext(), False)
    layer = QgsVectorLayer(f"{path}|layername={table}{NO_WAIT}", title, "ogr", options)
    if not layer.isValid():
        raise unreadable(path)
    return layer


def tables_of(path: Path) -> set:
    """Return the names of the tables in the GeoPackage `path`; raise `LayerError` when it can't be read."""
    return {name for (name,) in read_rows(path, "SELECT table_name FROM gpkg_contents")}


def read_rows(path: Path, query: str, *values: object) -> list:
    """Return what a query finds in the GeoPackage `path`; raise `LayerError` when it can't be read."""
    try:
        with closing(sqlite3.connect(path)) as database:
            return database.execute(query, values).fetchall()
    except sqlite3.Error as error:
        raise unreadable(path) from error


def load_style(layer: QgsMapLayer, name: str) -> None:
    """Give `layer` the style `resources/styles/<name>.qml`; raise `LayerError` when the plugin lacks it.

    `loadNamedStyle` would not do: where a GeoPackage has a style of its own, it takes that one instead of the file.
    """
    document = QDomDocument()
    try:
        document.setContent((RESOURCES / "styles" / f"{name}.qml").read_bytes())
        found, reason = layer.importNamedStyle(document)
    except OSError as error:
        found, reason = False, error.strerror
    if not found:
        raise LayerError(
            tr("The style {name} can't be read ({reason}); reinstall the plugin.").format(name=name, reason=reason)
        )


def unreadable(path: Path) -> LayerError:
    """Return the error for a file of a result that QGIS can't show."""
    return LayerError(tr("{name} can't be shown as a layer; geolocate the photo again.").format(name=path.name))
