"""Rings on the globe as polygons of the flat map, longitudes -180 to 180: cut at the antimeridian, closed over poles.

Rings that keep to the map are left alone. The others are followed over the antimeridian with longitudes that go on
past 180. One that comes back a whole turn further encloses a pole: on the flat map it is closed along that pole.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import shapely

# About a millimetre. Points that are meant to lie on the antimeridian or a pole do so after their projection is undone.
_TOLERANCE = 1e-8
# A tenth of a metre, as files and answers are written. Rings that met but for the last digits would touch themselves.
_PRECISION = 1e-6
_POLE = 90.0 - 1e-7

# Whether the north pole, and not the south pole, is what a ring of points [first, last) encloses.
NorthInside = Callable[[slice], bool]


def off_the_map(lon: np.ndarray, rings: np.ndarray) -> np.ndarray:
    """Which rings (rings,) bool leave the map, or jump over the antimeridian.

    lon (points,): degrees, of closed rings whose edges are shorter than half a turn; rings (rings + 1,): their offsets.
    """
    jumps = np.abs(np.diff(lon, append=lon[-1:])) > 180.0
    jumps[rings[1:] - 1] = False  # from a ring's last point to the next ring's first
    return np.logical_or.reduceat(jumps | (np.abs(lon) > 180.0 + _TOLERANCE), rings[:-1])


def flat_polygon(lon: np.ndarray, lat: np.ndarray, rings: list[slice], north: NorthInside) -> shapely.MultiPolygon:
    """One polygon on the map, as a valid multipolygon with counter-clockwise shells.

    lon, lat (points,): degrees; rings: where its shell and then its holes are among the points, closed.
    """
    shell, *holes = (_flat_ring(lon[ring], lat[ring], north, ring) for ring in rings)
    if holes:
        shell = shapely.difference(shell, shapely.union_all(holes))
    return multipolygon([shell])


def multipolygon(shapes: list[shapely.Geometry]) -> shapely.MultiPolygon:
    """The union of shapes: its polygons alone, with counter-clockwise shells, valid when rounded to six decimals."""
    whole = shapely.set_precision(shapely.union_all(shapes), _PRECISION)
    parts = shapely.get_parts(shapely.get_parts(whole))
    parts = parts[(shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & (shapely.area(parts) > 0)]
    return shapely.MultiPolygon([shapely.geometry.polygon.orient(part) for part in parts])


def _flat_ring(lon: np.ndarray, lat: np.ndarray, north: NorthInside, ring: slice) -> shapely.Geometry:
    """The inside of one ring, cut at the antimeridian."""
    lon, lat = _over_poles(lon, lat)
    lon = np.unwrap(lon, period=360.0)
    if abs(lon[-1] - lon[0]) > 180.0:
        pole = 90.0 if north(ring) else -90.0
        # From the point next to the pole, the meridian to the pole meets the ring nowhere else.
        first = int(np.argmin(np.abs(lat - pole)))
        order = np.append(np.roll(np.arange(len(lon) - 1), -first), first)
        lon, lat = np.unwrap(lon[order], period=360.0), lat[order]
        lon, lat = np.append(lon, [lon[-1], lon[0]]), np.append(lat, [pole, pole])
    whole = shapely.make_valid(shapely.Polygon(np.stack([lon, lat], axis=1)))
    first = int(np.floor((lon.min() + 180.0 + _TOLERANCE) / 360.0))
    last = int(np.ceil((lon.max() - 180.0 - _TOLERANCE) / 360.0))
    pieces = []
    for shift in 360.0 * np.arange(first, last + 1):
        piece = shapely.intersection(whole, shapely.box(shift - 180.0, -90.0, shift + 180.0, 90.0))
        pieces.append(shapely.transform(piece, lambda points, by=shift: points - [by, 0.0]))
    # Pieces that met before they were shifted do so no longer in the last digits, and would stay apart.
    return shapely.union_all(pieces, grid_size=_TOLERANCE)


def _over_poles(lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A closed ring whose points at a pole, of no longitude of their own, become two: of the ones before and after."""
    at_pole = np.abs(lat) > _POLE
    if not at_pole.any() or at_pole.all():
        return lon, lat
    # Begin at another point, so that each point at a pole has one before and one after it.
    first = int(np.flatnonzero(~at_pole)[0])
    order = np.append(np.roll(np.arange(len(lon) - 1), -first), first)
    lon, lat, at_pole = lon[order].copy(), lat[order], at_pole[order]
    here = np.arange(len(lon))
    before = np.maximum.accumulate(np.where(at_pole, 0, here))
    after = np.minimum.accumulate(np.where(at_pole, len(lon), here)[::-1])[::-1]
    twice = np.repeat(here, 1 + at_pole)
    second = np.append(False, twice[1:] == twice[:-1])
    source = np.where(second, after[twice], before[twice])
    return lon[source], lat[twice]
