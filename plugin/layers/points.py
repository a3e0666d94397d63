"""The result's points: the most probable one, and the position the photo's EXIF claims, for comparison."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsMarkerSymbol,
    QgsPointXY,
    QgsProject,
    QgsSingleSymbolRenderer,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ..assets import style_text
from ..compat import save_style_in_database
from ..errors import LayerError
from ..result import Position
from ..translation import tr

BEST_POINT = "best_point"
EXIF_POSITION = "exif_position"
BEST_SYMBOL = {
    "name": "star",
    "size": "5.5",
    "color": "#ffd23f",
    "outline_color": "#1b1b1b",
    "outline_width": "0.4",
}
EXIF_SYMBOL = {
    "name": "diamond",
    "size": "3.6",
    "color": "#2f80ed",
    "outline_color": "#ffffff",
    "outline_width": "0.5",
}


def load_best_point(path: Path, position: Position) -> QgsVectorLayer:
    """Store the most probable point in the GeoPackage `path`, and return it as a layer."""
    return _load(path, BEST_POINT, tr("Best point"), position, BEST_SYMBOL)


def load_exif_position(path: Path, position: Position) -> QgsVectorLayer:
    """Store the position from the photo's EXIF in the GeoPackage `path`, and return it as a layer."""
    return _load(path, EXIF_POSITION, tr("EXIF position (comparison only)"), position, EXIF_SYMBOL)


def _load(path: Path, table: str, title: str, position: Position, symbol: dict) -> QgsVectorLayer:
    # A layer in memory would be empty when the project opens again; beside the regions it lasts.
    _write(path, table, title, position)
    layer = QgsVectorLayer(f"{path}|layername={table}", title, "ogr")
    if not layer.isValid():
        raise LayerError(f"{path.name} can't be shown as a layer; geolocate the photo again.")
    style_point(layer, symbol)
    layer.setDisplayExpression('"title"')
    layer.setMapTipTemplate(style_text("point_map_tip.html"))
    error = save_style_in_database(layer, "Photo Geolocator", title)
    if error:
        raise LayerError(f"The style can't be stored in {path.name} ({error}); choose another folder.")
    return layer


def style_point(layer: QgsVectorLayer, symbol: dict) -> None:
    """Draw the points of a layer with `symbol`: `BEST_SYMBOL` or `EXIF_SYMBOL`."""
    layer.setRenderer(QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple(symbol)))


def _write(path: Path, table: str, title: str, position: Position) -> None:
    """Add the table `table` with one point to the GeoPackage `path`, in place of an older one."""
    fields = "field=title:string(80)&field=place:string(200)&field=lat:double&field=lon:double"
    point = QgsVectorLayer(f"Point?crs=EPSG:4326&{fields}", table, "memory")
    feature = QgsFeature(point.fields())
    feature.setAttributes([title, position.place, position.lat, position.lon])
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(position.lon, position.lat)))
    point.dataProvider().addFeatures([feature])
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = table
    options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    context = QgsProject.instance().transformContext()
    code, message = QgsVectorFileWriter.writeAsVectorFormatV3(point, str(path), context, options)[:2]
    if code != QgsVectorFileWriter.WriterError.NoError:
        raise LayerError(f"A point can't be stored in {path.name} ({message}); choose another folder.")
