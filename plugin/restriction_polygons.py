"""The analyst's polygons as GeoJSON in EPSG:4326, whatever CRS they are drawn in.

The backend reads polygons in the plane of longitude and latitude. A straight edge of another projection is a curve
there, so long edges get vertices; where they cross the antimeridian, longitudes go on beyond 180 degrees; and a ring
round a pole is closed along it. Rings that cross themselves need no repair: the backend goes by the even-odd rule.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)
from qgis.PyQt.QtGui import QPolygonF

from .errors import LayerError
from .translation import tr

WGS84 = "EPSG:4326"
LONGEST_EDGE_KM = 50.0  # it bends by less than 100 m on the map, a thirtieth of the backend's pixel
MOST_VERTICES = 2_000_000  # the backend's limit
DIGITS = 6
FURTHEST_LON, FURTHEST_LAT = 540.0, 180.0  # the backend's limits
FURTHEST_KM = 1e6  # Mercator's places at a hand's breadth from a pole are no further from its middle
EDGES_OF_EXTENT = 64
EDGES_OF_WORLD = 180  # a side, as it may be curved
LEAST_LON = 1e-7  # a centimetre: at the very edge, 180 degrees could come out as -180


class PolygonSource:
    """What is needed to read a layer's polygons in another thread; make it in the layer's own thread.

    Raises `LayerError` when there is nothing selected, or the layer has no CRS.
    """

    def __init__(self, layer: QgsVectorLayer, context: QgsCoordinateTransformContext, *, selected: bool):
        self.name = layer.name()
        if not layer.crs().isValid():
            raise LayerError(tr("{name} has no CRS; set the layer's CRS first.").format(name=self.name))
        self._request = QgsFeatureRequest().setSubsetOfAttributes([])
        if selected:
            if not layer.selectedFeatureCount():
                raise LayerError(tr("Nothing is selected in {name}; select the polygons first.").format(name=self.name))
            self._request.setFilterFids(layer.selectedFeatureIds())
        self._source = QgsVectorLayerFeatureSource(layer)
        self._crs = layer.crs()
        self._transform = QgsCoordinateTransform(self._crs, QgsCoordinateReferenceSystem(WGS84), context)

    def geojson(self) -> bytes:
        """Return all polygons as GeoJSON.

        Raises `LayerError` when there is none, when there are too many vertices, or when one lies where its CRS has no
        place on the Earth.
        """
        polygons: list = []
        vertices = 0
        for feature in self._source.getFeatures(self._request):
            geometry = feature.geometry()
            if geometry.isNull() or geometry.isEmpty():
                continue
            try:
                found = to_wgs84(geometry, self._crs, self._transform)
            except (QgsCsException, ValueError) as error:
                raise LayerError(
                    tr(
                        "A polygon of {name} lies where its CRS has no place on the Earth; correct or remove it."
                    ).format(name=self.name)
                ) from error
            polygons += found
            vertices += sum(len(ring) for rings in found for ring in rings)
            if vertices > MOST_VERTICES:
                raise LayerError(
                    tr("{name} has more than 2 million vertices; select fewer polygons or simplify them.").format(
                        name=self.name
                    )
                )
        if not polygons:
            raise LayerError(tr("{name} holds no polygon; choose another layer.").format(name=self.name))
        return _geojson(polygons)


def extent_geojson(
    corners: QPolygonF, crs: QgsCoordinateReferenceSystem, context: QgsCoordinateTransformContext
) -> bytes:
    """Return what a map shows, its `corners` in `crs`, as GeoJSON.

    Raises `LayerError` when that is nowhere on the Earth.
    """
    transform = QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem(WGS84), context)
    geometry = QgsGeometry.fromPolygonXY([[QgsPointXY(corner) for corner in corners]])
    flat = crs.isValid() and not crs.isGeographic()
    if flat:
        geometry = geometry.densifyByCount(EDGES_OF_EXTENT)
    try:
        world = _world(crs, transform)
        if world is not None:
            geometry = geometry.intersection(world)
        if flat:
            _check_places(geometry, transform)
        polygons = to_wgs84(geometry, crs, transform)
        if not polygons:
            raise ValueError
    except (QgsCsException, ValueError) as error:
        raise LayerError(tr("The map shows more than its CRS can tell places of; zoom in first.")) from error
    return _geojson(polygons)


def _world(crs: QgsCoordinateReferenceSystem, transform: QgsCoordinateTransform) -> QgsGeometry | None:
    """Return the Earth's outline in a CRS that shows all of it, cut open at one meridian: there a map often shows more.

    None in others, and where the poles or that meridian are no outline, as on a disc.
    """
    if not crs.isValid() or crs.isGeographic():
        return QgsGeometry.fromRect(QgsRectangle(-FURTHEST_LON, -90.0, FURTHEST_LON, 90.0))
    bounds = crs.bounds()
    if bounds.width() < 359.0 or bounds.height() < 160.0:
        return None
    middle = transform.transform(QgsPointXY(0.0, 0.0)).x()
    reach = 180.0 - LEAST_LON
    degrees = QgsRectangle(middle - reach, bounds.yMinimum(), middle + reach, bounds.yMaximum())
    outline = QgsGeometry.fromRect(degrees).densifyByCount(EDGES_OF_WORLD)
    outline.transform(transform, Qgis.TransformDirection.Reverse)
    within = [QgsPointXY(middle + lon, lat) for lon in (-135.0, 0.0, 135.0) for lat in (-60.0, 0.0, 60.0)]
    there = (transform.transform(point, Qgis.TransformDirection.Reverse) for point in within)
    return outline if all(outline.contains(point) for point in there) else None


def _check_places(geometry: QgsGeometry, transform: QgsCoordinateTransform) -> None:
    """Raise ValueError when vertices are not where they claim: far from home a CRS may answer with another place."""
    there = QgsGeometry(geometry)
    there.transform(transform)
    there.transform(transform, Qgis.TransformDirection.Reverse)
    box, back = geometry.boundingBox(), there.boundingBox()
    slack = 0.01 * max(box.width(), box.height())
    edges = ("xMinimum", "xMaximum", "yMinimum", "yMaximum")
    if not back.isFinite() or any(abs(getattr(box, edge)() - getattr(back, edge)()) > slack for edge in edges):
        raise ValueError("the extent goes beyond the CRS")


def to_wgs84(geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem, transform: QgsCoordinateTransform) -> list:
    """Return the polygons of `geometry`, in `crs`, as GeoJSON's lists of rings of [lon, lat].

    Raises `QgsCsException` or `ValueError` when a vertex has no place on the Earth.
    """
    flat = crs.isValid() and not crs.isGeographic()
    geometry = QgsGeometry(geometry)
    if flat and not _is_near(geometry, crs):
        raise ValueError("a vertex is further away than any place on the Earth")
    if flat and _is_long(geometry, crs):
        geometry = geometry.densifyByDistance(_longest_edge(crs))
    found = [] if flat else _polygons_of(geometry)
    if transform.isValid() and not transform.isShortCircuited():
        geometry.transform(transform)
    polygons = _polygons_of(geometry)
    for number, rings in enumerate(polygons):
        for place, ring in enumerate(rings):
            if any(None in point for point in ring):  # not a number
                raise ValueError("a vertex has no place on the Earth")
            if flat:
                rings[place] = _continuous(ring)
            else:  # a datum moves a vertex by metres: at 180 degrees that must not carry it round the Earth
                rings[place] = list(map(_near, ring, found[number][place]))
            if any(abs(lon) > FURTHEST_LON or abs(lat) > FURTHEST_LAT for lon, lat, *_ in rings[place]):
                raise ValueError("a vertex lies beyond what the backend takes for degrees")
    return polygons


def _is_near(geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> bool:
    box, furthest = geometry.boundingBox(), FURTHEST_KM * _kilometre(crs)
    return all(abs(side) <= furthest for side in (box.xMinimum(), box.xMaximum(), box.yMinimum(), box.yMaximum()))


def _is_long(geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> bool:
    box = geometry.boundingBox()
    return max(box.width(), box.height()) > _longest_edge(crs)


def _longest_edge(crs: QgsCoordinateReferenceSystem) -> float:
    return LONGEST_EDGE_KM * _kilometre(crs)


def _kilometre(crs: QgsCoordinateReferenceSystem) -> float:
    """Return a kilometre in the map units of `crs`."""
    metres = QgsCoordinateReferenceSystem("EPSG:3857").mapUnits()  # an enumeration that later QGIS has elsewhere
    return 1000 * QgsUnitTypes.fromUnitToUnitFactor(metres, crs.mapUnits())


def _polygons_of(geometry: QgsGeometry) -> list:
    return list(_polygons(json.loads(geometry.asJson(DIGITS)) or {}))


def _polygons(value: dict) -> Iterator[list]:
    """Yield the rings of each polygon in a GeoJSON geometry; lines and points have no area."""
    kind = value.get("type")
    if kind == "Polygon":
        yield value["coordinates"]
    elif kind == "MultiPolygon":
        yield from value["coordinates"]
    elif kind == "GeometryCollection":
        for one in value["geometries"]:
            yield from _polygons(one)


def _near(point: list, old: list) -> list:
    return [point[0] + 360.0 * round((old[0] - point[0]) / 360.0), point[1]]


def _continuous(ring: list) -> list:
    """Let longitudes go on where they jump; close a ring round a pole along it."""
    first = previous = ring[0][0]
    out = []
    for lon, lat, *_ in ring:
        previous = lon + 360.0 * round((previous - lon) / 360.0)
        out.append([previous, lat])
    if abs(previous - first) > 180.0:
        pole = math.copysign(90.0, sum(lat for _, lat in out))
        out += [[previous, pole], [first, pole], out[0]]
    return out


def _geojson(polygons: list) -> bytes:
    return json.dumps({"type": "MultiPolygon", "coordinates": polygons}, separators=(",", ":")).encode()
