"""The search area a person is choosing: one layer that follows the slider, outlined and lightly filled."""

from __future__ import annotations

import sqlite3
import struct
import sys
from array import array
from contextlib import closing
from itertools import chain
from pathlib import Path

from qgis.core import (
    QgsDataProvider,
    QgsFeature,
    QgsFeatureSink,
    QgsGeometry,
    QgsLayerTreeGroup,
    QgsMapLayerStyle,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ..compat import save_style_in_database
from ..errors import FileError, ProtocolError
from ..labels import search_area
from ..result import NUMBER, Result
from ..translation import tr
from .group import CHOSEN_AREA, ResultLayers, layers_of, mark
from .map_tips import region_tip
from .provenance import describe
from .styles import load_style

TABLE = "chosen_area"
# Without a length and precision of its own a double has five digits: an export would round densities to them.
TEXT, REAL, WHOLE = "string(200)", "double(0,0)", "integer"
# The fields of search_areas.gpkg, in its order.
FIELDS = {
    "area_label": TEXT,
    "target": TEXT,
    "budget_km2": REAL,
    "recall": REAL,
    "rank": WHOLE,
    "place": TEXT,
    "country": TEXT,
    "area_km2": REAL,
    "probability": REAL,
    "density": REAL,
}
KINDS = {TEXT: str, REAL: NUMBER, WHOLE: int}
SOURCE = "MultiPolygon?crs=EPSG:4326&" + "&".join(f"field={name}:{kind}" for name, kind in FIELDS.items())
# Well-known binary in this machine's byte order: the order's mark, the type, a count.
_BYTE_ORDER = 1 if sys.byteorder == "little" else 0
_HEAD, _COUNT = struct.Struct("=BII"), struct.Struct("=I")
_POLYGON, _MULTI_POLYGON = 3, 6


class ChosenArea:
    """Keeps the layer of one result's chosen search area in `project`; made on first use, and again when removed.

    It remembers ids and no layers or groups: a person may remove those, or open another project, at any time.
    """

    def __init__(self, project: QgsProject):
        self._project = project
        self._result: Result | None = None
        self._name = self._key = ""
        self._presets_id = ""
        self._beside: list = []
        self._layer_id = ""

    @property
    def layer(self) -> QgsVectorLayer | None:
        """The layer, if it is in the project."""
        return self._project.mapLayer(self._layer_id)

    def begin(self, name: str, result: Result, layers: ResultLayers | None, key: str = "") -> None:
        """Follow `result`, whose `layers` are in the group `name`; an earlier result keeps its layer as it is.

        With the `key` of the result (`group.result_key`) a layer made for it before is taken up again.
        """
        self._name, self._result, self._key = name, result, key
        self._presets_id = layers.search_areas.id() if layers else ""
        self._beside = [self._presets_id, layers.heatmap.id(), layers.best_point.id()] if layers else []
        self.let_go()
        earlier = layers_of(self._project, key).get(CHOSEN_AREA) if key else None
        if earlier is not None and earlier.providerType() == "memory":  # not a saved one
            self._layer_id = earlier.id()

    def follow(self, result: Result, key: str) -> None:
        """Go on with another version of the same result, which has the same layers."""
        self._result, self._key = result, key

    def move(self, name: str, result: Result, layers: ResultLayers | None, key: str) -> None:
        """Follow another version of the same result that has layers of its own: the layer is made anew beside those."""
        if self.layer is not None:
            self._project.removeMapLayer(self._layer_id)
        self.begin(name, result, layers, key)

    def let_go(self) -> None:
        """Leave the layer as it is; the next `show` makes another."""
        self._layer_id = ""

    def show(self, features: list) -> None:
        """Let the layer hold `features` alone."""
        layer = self.layer or self._add()
        provider = layer.dataProvider()
        provider.truncate()
        provider.addFeatures(features, QgsFeatureSink.Flag.FastInsert)
        layer.updateExtents()
        layer.triggerRepaint()

    def _add(self) -> QgsVectorLayer:
        layer = QgsVectorLayer(SOURCE, tr("Search area"), "memory")
        layer.setReadOnly(True)  # an edit session would lose its ground with the next features
        presets = self._project.mapLayer(self._presets_id)
        load_style(layer, "chosen_area")
        layer.setDisplayExpression('"place"')
        layer.setMapTipTemplate(presets.mapTipTemplate() if presets else region_tip())
        describe(layer, self._result)
        if self._key:
            mark(layer, CHOSEN_AREA, self._key)
        group, place = self._spot()
        self._project.addMapLayer(layer, False)
        group.insertLayer(place, layer)
        if presets is not None:  # labels at both would be double, and have QGIS draw both at every step
            presets.setLabelsEnabled(False)
        self._layer_id = layer.id()
        return layer

    def _spot(self) -> tuple[QgsLayerTreeGroup, int]:
        """Return where the layer belongs: above the presets' areas, or where the result's other layers are."""
        root = self._project.layerTreeRoot()
        for layer_id in self._beside:
            node = root.findLayer(layer_id)
            if node is not None:
                group = node.parent()
                return group, group.children().index(node)
        return root.insertGroup(0, self._name), 0


def keep_chosen_area(layer: QgsVectorLayer, path: Path) -> None:
    """Write a layer of `ChosenArea` into the GeoPackage `path`, style and provenance included, and show it from there.

    Raises `FileError` when that can't be done; the layer then stays as it was.
    """
    table = _free_table(path)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = table
    options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    options.layerMetadata = layer.metadata()
    options.saveMetadata = True
    context = QgsProject.instance().transformContext()
    code, message = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), context, options)[:2]
    if code != QgsVectorFileWriter.WriterError.NoError:
        raise FileError(
            tr("The search area can't be stored in {name} ({reason}); choose another folder.").format(
                name=path.name, reason=message
            )
        )
    first = next(layer.getFeatures(), None)
    name = tr("Search area: {label}").format(label=search_area(first["area_label"])) if first else layer.name()
    kept = QgsVectorLayer(f"{path}|layername={table}", name, "ogr")
    style = QgsMapLayerStyle()
    style.readFromLayer(layer)
    style.writeToLayer(kept)
    error = save_style_in_database(kept, "Photo Geolocator", name)
    if error:
        raise FileError(
            tr("The style can't be stored in {name} ({reason}); choose another folder.").format(
                name=path.name, reason=error
            )
        )
    layer.setDataSource(kept.source(), name, "ogr", QgsDataProvider.ProviderOptions())
    layer.setReadOnly(False)


def _free_table(path: Path) -> str:
    try:
        with closing(sqlite3.connect(path)) as database:
            taken = {name for (name,) in database.execute("SELECT table_name FROM gpkg_contents")}
    except sqlite3.Error as error:
        raise FileError(
            tr("{name} can't be read ({reason}); geolocate the photo again.").format(name=path.name, reason=error)
        ) from error
    number, table = 1, TABLE
    while table in taken:
        number += 1
        table = f"{TABLE}_{number}"
    return table


def feature_from_json(value: dict) -> QgsFeature:
    """Return a feature of the backend's GeoJSON for the layer; raise `ProtocolError` when it breaks the contract."""
    try:
        properties, geometry = value["properties"], value["geometry"]
        attributes = [properties[name] for name in FIELDS]
        if geometry["type"] != "MultiPolygon" or not all(map(_fits, attributes, FIELDS.values())):
            raise ValueError
        shape = QgsGeometry()
        shape.fromWkb(_multi_polygon(geometry["coordinates"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ProtocolError(
            tr("The backend's answer holds a region that can't be read; update the plugin and its backend together.")
        ) from error
    feature = QgsFeature()
    feature.setAttributes(attributes)
    feature.setGeometry(shape)
    return feature


def _fits(value, kind: str) -> bool:
    return value is None or (isinstance(value, KINDS[kind]) and not isinstance(value, bool))


def _multi_polygon(polygons: list) -> bytes:
    """Return GeoJSON's coordinates as well-known binary, several times faster than by points."""
    parts = [_HEAD.pack(_BYTE_ORDER, _MULTI_POLYGON, len(polygons))]
    for rings in polygons:
        parts.append(_HEAD.pack(_BYTE_ORDER, _POLYGON, len(rings)))
        for ring in rings:
            numbers = array("d", chain.from_iterable(ring))
            if len(numbers) != 2 * len(ring):
                raise ValueError
            parts += (_COUNT.pack(len(ring)), numbers.tobytes())
    return b"".join(parts)
