"""Moving the map to a region, in whatever CRS the project has."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvas

from ..errors import LayerError
from ..result import Position, Region
from ..translation import tr

# Degrees around a region: its shape needs surroundings to be recognised, a single pixel (0.03°) more so.
MARGIN = 0.15
LEAST_SIZE = 1.0
# Mercator projections run to infinity at the poles, and others tear there.
WORLD = QgsRectangle(-180.0, -85.0, 180.0, 85.0)


def region_extent(region: Region) -> QgsRectangle:
    """Return the extent to show a region, in degrees, with a margin; west of -180 or east of 180 is cut off.

    A region across the antimeridian (west greater than east) is shown on the side of its most probable point.
    """
    west, south, east, north = region.bbox
    if west > east:
        west, east = (west, 180.0) if region.position.lon >= 0 else (-180.0, east)
    return _with_margin(QgsRectangle(west, south, east, north))


def point_extent(position: Position, degrees: float = LEAST_SIZE) -> QgsRectangle:
    """Return an extent of `degrees` around a point, in degrees."""
    point = QgsRectangle(position.lon, position.lat, position.lon, position.lat)
    return point.buffered(degrees / 2)


def zoom_to(canvas: QgsMapCanvas, extent: QgsRectangle) -> None:
    """Show `extent`, in degrees (EPSG:4326), on `canvas`; the canvas keeps its CRS.

    Raises `LayerError` when the place lies outside what the CRS can show.
    """
    crs = canvas.mapSettings().destinationCrs()
    canvas.setExtent(to_crs(extent, crs))
    canvas.refresh()


def to_crs(extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
    """Return `extent`, in degrees, in the units of `crs`; the poles are clipped where `crs` is projected.

    Raises `LayerError` when `crs` can't show the place. The CRS's own bounds are no reason: a UTM project
    shows the neighbouring zones well.
    """
    if not crs.isValid() or crs.isGeographic():
        return extent
    clipped = extent.intersect(WORLD)
    if clipped.isEmpty():
        clipped = extent  # all of it is near a pole: then the project's CRS may well be polar
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), crs, QgsProject.instance().transformContext()
    )
    centre = clipped.center()
    try:
        there = transform.transform(centre)
        back = transform.transform(there, Qgis.TransformDirection.Reverse)
        projected = transform.transformBoundingBox(clipped)
    except QgsCsException as error:
        raise _not_covered() from error
    # Far from home some projections answer without an error, but with another place.
    if not projected.isFinite() or back.distance(centre) > 0.1:
        raise _not_covered()
    return projected


def _not_covered() -> LayerError:
    return LayerError(tr("The project's CRS can't show that place; choose a CRS for the whole world to see it."))


def _with_margin(extent: QgsRectangle) -> QgsRectangle:
    width, height = extent.width(), extent.height()
    across = max(width * (1 + 2 * MARGIN), LEAST_SIZE)
    along = max(height * (1 + 2 * MARGIN), LEAST_SIZE)
    centre = extent.center()
    return QgsRectangle(
        max(-180.0, centre.x() - across / 2),
        max(-90.0, centre.y() - along / 2),
        min(180.0, centre.x() + across / 2),
        min(90.0, centre.y() + along / 2),
    )
