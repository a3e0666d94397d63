"""Where the pixels of somebody's raster lie on Earth, how large they are, and what their outlines look like there.

Areas are on the sphere of `grid.EARTH_RADIUS_KM`, with latitudes as they are, so that a raster has the areas of the
common grid in whatever projection it comes: on the ellipsoid they would differ by up to 0.7 %.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from functools import cached_property

import numpy as np
import pyproj
import shapely
from rasterio import Affine
from scipy import ndimage

from . import antimeridian, polygons
from .errors import RequestError
from .grid import EARTH_RADIUS_KM, unit_vectors

_MESH = 512  # intervals a side
_RIM_BLOCK = 2**18  # pixels
_NULL_SHIFT = 1e-7  # degrees: a centimetre
_SIDES_MEET = 0.01  # pixels
# Straight lines of a projection are curves on the map: in large pixels, and around a pole, already within a pixel.
_LONGEST_EDGE_KM, _SHORTEST_EDGE_PIXELS = 5.0, 0.25
_ROUND_TRIP = 0.01  # pixels
_FAR = 1e30
_MIDDLE = 0.1  # pixels
_CORNERS = ((-1, -1), (-1, 1), (1, 1), (1, -1))
_SEAM_DEGREES = 1e-9


def georeference(height: int, width: int, transform: Affine, crs: pyproj.CRS) -> Georeference:
    """The georeference of a raster whose rows go from north to south where its projection is the right way up.

    transform: from columns and rows of pixel corners to the CRS, easting or longitude first. Raises RequestError when
    the raster lies outside of what its CRS can show, or goes around the Earth more than once.
    """
    to_degrees = pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    if crs.is_geographic and transform.b == transform.d == 0 and transform.e < 0 < transform.a:
        x = np.array([0.0, 0.5, 1.0]) * width * transform.a + transform.c
        y = np.array([0.02, 0.5, 0.98]) * height * transform.e + transform.f
        lon, lat = to_degrees.transform(x, y)
        shift = np.abs(np.append((lon - x + 180.0) % 360.0 - 180.0, lat - y))
        if np.all(shift < _NULL_SHIFT):
            return _InDegrees(height, width, transform)
    return _Projected(height, width, transform, crs, to_degrees)


class Georeference(ABC):
    """Rows and columns of a raster on Earth. `lattice` is what its pixels' outlines are traced on."""

    height: int
    width: int
    lattice: polygons.Lattice

    @abstractmethod
    def areas_km2(self, top: int, bottom: int) -> np.ndarray:
        """Areas in km2 (bottom - top, width) float64 of the pixels of rows [top, bottom); 0 for those not on Earth."""

    @abstractmethod
    def chords(self, top: int, bottom: int, towards: np.ndarray) -> np.ndarray:
        """Squared chords, on the unit sphere, from a unit vector (3,) to the pixels' centres of rows [top, bottom).

        (bottom - top, width) float64: it grows with the distance, and the area nearer than it grows in proportion.
        """

    @abstractmethod
    def positions(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Longitudes and latitudes in degrees of places counted in pixels from the first one's corner.

        Longitudes may be beyond 180; infinite where there is no such place on Earth.
        """

    @abstractmethod
    def pixel_of(self, lat: float, lon: float) -> tuple[int, int] | None:
        """Row and column of the pixel at a position in degrees; None outside of the raster."""

    def centres(self, flat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Latitudes and longitudes, -180 to 180, of the centres of flat pixels (row * width + column)."""
        row, column = np.divmod(flat, self.width)
        lon, lat = self.positions(column + 0.5, row + 0.5)
        with np.errstate(invalid="ignore"):
            return lat, (lon + 180.0) % 360.0 - 180.0

    def outlines(self, starts: np.ndarray, ends: np.ndarray, part: np.ndarray, region: np.ndarray) -> np.ndarray:
        """One MultiPolygon (regions,) in degrees (lon, lat), EPSG:4326, for each region of joined, labelled runs."""
        if not len(starts):
            return np.empty(0, object)
        rings = polygons.rings(starts, ends, part, region, self.lattice)
        lon, lat = self.positions(rings.x, rings.y)
        shapes = rings.shapes(lon, lat)

        def north(ring: slice) -> bool:
            # The ring is simple among the pixels, where the pole is a point like any other.
            pole = shapely.Point(self._north_pole)
            return bool(shapely.covers(shapely.Polygon(np.stack([rings.x[ring], rings.y[ring]], axis=1)), pole))

        leaves = antimeridian.off_the_map(lon, rings.ring_offsets)
        ring_count = np.append(0, np.cumsum(leaves))
        for k in np.flatnonzero(np.diff(ring_count[rings.polygon_offsets[rings.region_offsets]])):
            shapes[k] = antimeridian.multipolygon(
                [
                    antimeridian.flat_polygon(
                        lon,
                        lat,
                        [
                            slice(*rings.ring_offsets[ring : ring + 2])
                            for ring in range(*rings.polygon_offsets[polygon : polygon + 2])
                        ],
                        north,
                    )
                    for polygon in range(*rings.region_offsets[k : k + 2])
                ]
            )
        # Where the raster's own sides meet on the map, polygons on both sides of that seam are one.
        if self._seam_on_the_map:
            at_west, at_east = starts % self.width == 0, ends % self.width == 0
            for k in np.intersect1d(region[at_west], region[at_east]):
                parts = shapely.set_precision(shapely.get_parts(shapes[k]), _SEAM_DEGREES)
                shapes[k] = antimeridian.multipolygon(list(parts))
        return shapes

    @cached_property
    def _north_pole(self) -> tuple[float, float]:
        """The north pole in pixels from the first one's corner; far away where it is not to be seen."""
        return math.inf, math.inf

    @cached_property
    def _seam_on_the_map(self) -> bool:
        if not self.lattice.wraps:
            return False
        lon, _ = self.positions(np.zeros(1), np.full(1, self.height / 2))
        return abs(abs(lon[0]) - 180.0) > _NULL_SHIFT


class _InDegrees(Georeference):
    """Rows along parallels and columns along meridians of WGS-84: exact areas, one for each row."""

    def __init__(self, height: int, width: int, transform: Affine):
        span = width * transform.a
        if span > 360.0 + 0.25 * transform.a:
            raise RequestError(
                f"The raster goes around the Earth more than once ({span:g} degrees of longitude): cut it to 360."
            )
        north, south = transform.f, transform.f + height * transform.e
        if max(abs(north), abs(south)) > 90.0 - 0.75 * transform.e or south >= 90.0 or north <= -90.0:
            raise RequestError(f"The raster's latitudes, {south:g} to {north:g}, are not those of the Earth.")
        self.height, self.width = height, width
        self._west, self._step = (transform.c + 180.0) % 360.0 - 180.0, transform.a
        self._north, self._down = transform.f, transform.e
        wraps = abs(span - 360.0) < _SIDES_MEET * transform.a
        self.lattice = polygons.Lattice(height, width, wraps, (1.0 / transform.a, math.inf))
        edges = np.radians(self._latitudes(np.arange(height + 1)))
        middle, half = 0.5 * (edges[:-1] + edges[1:]), 0.5 * (edges[:-1] - edges[1:])
        # As in grid.row_areas_km2.
        self._row_areas = EARTH_RADIUS_KM**2 * math.radians(transform.a) * 2.0 * np.cos(middle) * np.sin(half)

    def _latitudes(self, y: np.ndarray) -> np.ndarray:
        # Products whose pixels' centres lie on the poles go half a pixel beyond them.
        return np.clip(self._north + y * self._down, -90.0, 90.0)

    def areas_km2(self, top: int, bottom: int) -> np.ndarray:
        return np.broadcast_to(self._row_areas[top:bottom, None], (bottom - top, self.width))

    def chords(self, top: int, bottom: int, towards: np.ndarray) -> np.ndarray:
        lat = np.radians(self._latitudes(np.arange(top, bottom) + 0.5))
        lon = np.radians(self._west + (np.arange(self.width) + 0.5) * self._step)
        equatorial = np.cos(lon) * towards[0] + np.sin(lon) * towards[1]
        return 2.0 - 2.0 * (np.cos(lat)[:, None] * equatorial + (np.sin(lat) * towards[2])[:, None])

    def positions(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return self._west + x * self._step, self._latitudes(y)

    def pixel_of(self, lat: float, lon: float) -> tuple[int, int] | None:
        row = min(math.floor((lat - self._north) / self._down), self.height - 1 if lat == -90.0 else self.height)
        column = math.floor((lon - self._west) % 360.0 / self._step)
        return (row, column) if 0 <= row < self.height and 0 <= column < self.width else None


class _Projected(Georeference):
    """Any other raster. Areas change slowly over it: they are exact on a mesh of pixels and interpolated between them.

    Over a world in Web Mercator the interpolation is off by less than 1e-4 of a pixel's area, elsewhere by less. Where
    the mesh leaves the part of the plane that is on Earth, every pixel is computed.
    """

    def __init__(self, height: int, width: int, transform: Affine, crs: pyproj.CRS, to_degrees: pyproj.Transformer):
        self.height, self.width = height, width
        self._transform, self._crs, self._to_degrees = transform, crs, to_degrees
        self._rows, self._columns = _nodes(height), _nodes(width)
        self._mesh = self._exact_areas(self._rows[:, None], self._columns[None, :])
        if not np.isfinite(self._mesh).any():
            raise RequestError("The raster lies outside of what its coordinate system can show: check its CRS.")
        self._leaves_earth = not np.isfinite(self._mesh).all()
        self._at_rim = self._rim()
        pixel_km = math.sqrt(np.nanmedian(self._mesh))
        longest = max(_SHORTEST_EDGE_PIXELS, 0.0 if self._holds_a_pole() else _LONGEST_EDGE_KM / pixel_km)
        self.lattice = polygons.Lattice(height, width, self._sides_meet(pixel_km), (longest, longest))

    def positions(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
        t = self._transform
        lon, lat = self._to_degrees.transform(t.a * x + t.b * y + t.c, t.d * x + t.e * y + t.f)
        return lon, np.where(np.abs(lat) <= 90.0 + _NULL_SHIFT, lat, np.inf)

    def pixel_of(self, lat: float, lon: float) -> tuple[int, int] | None:
        x, y = self._in_pixels(lat, lon)
        if not (0 <= x < self.width and 0 <= y < self.height):
            return None
        return int(y), int(x)

    def _holds_a_pole(self) -> bool:
        x, y = self._in_pixels(np.array([90.0, -90.0]), np.zeros(2))
        return bool(np.any((x >= 0) & (x <= self.width) & (y >= 0) & (y <= self.height)))

    def areas_km2(self, top: int, bottom: int) -> np.ndarray:
        areas = self._interpolated(self._mesh, top, bottom)
        flat, exact = self._at_rim
        first, last = np.searchsorted(flat, [top * self.width, bottom * self.width])
        areas.reshape(-1)[flat[first:last] - top * self.width] = exact[first:last]
        if self._leaves_earth:
            areas[np.isnan(areas)] = 0.0
        return areas

    def chords(self, top: int, bottom: int, towards: np.ndarray) -> np.ndarray:
        chords = self._interpolated(2.0 - 2.0 * self._node_vectors @ towards, top, bottom)
        if self._leaves_earth:
            unknown = np.flatnonzero(np.isnan(chords))
            lat, lon = self.centres(unknown + top * self.width)
            chords.reshape(-1)[unknown] = np.nan_to_num(2.0 - 2.0 * _vectors(lon, lat) @ towards, nan=4.0)
        return chords

    @cached_property
    def _node_vectors(self) -> np.ndarray:
        x, y = np.meshgrid(self._columns + 0.5, self._rows + 0.5)
        return _vectors(*self.positions(x, y))

    @cached_property
    def _north_pole(self) -> tuple[float, float]:
        return self._in_pixels(90.0, 0.0)

    def _in_pixels(self, lat, lon):
        """Places in degrees, counted in pixels from the first one's corner; far away where they can't be shown."""
        x, y = self._to_degrees.transform(lon, lat, direction=pyproj.enums.TransformDirection.INVERSE)
        t = ~self._transform
        # Far away, and not infinite: infinity less infinity is no number.
        x, y = np.nan_to_num(x, posinf=_FAR, neginf=-_FAR), np.nan_to_num(y, posinf=_FAR, neginf=-_FAR)
        return t.a * x + t.b * y + t.c, t.d * x + t.e * y + t.f

    def _interpolated(self, mesh: np.ndarray, top: int, bottom: int) -> np.ndarray:
        """Values at the mesh's pixels (rows, columns) spread to every pixel of rows [top, bottom); NaN beside NaN."""
        low, high, share = _between(self._rows, np.arange(top, bottom))
        values = mesh[low] * (1.0 - share)[:, None] + mesh[high] * share[:, None]
        low, high, share = _between(self._columns, np.arange(self.width))
        before, spread = values.take(low, axis=1), values.take(high, axis=1)
        spread -= before
        spread *= share
        spread += before
        return spread

    def _exact_areas(self, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
        """Areas in km2 of the pixels at rows and columns, which broadcast.

        NaN where a corner has no place on Earth, or where the place of the centre belongs to another pixel: some
        projections go on beyond the Earth's rim.
        """
        y, x = np.broadcast_arrays(rows + 0.5, columns + 0.5)
        lon, lat = self.positions(x, y)
        on_earth = np.abs(np.stack(self._in_pixels(lat, lon)) - [x, y]).max(axis=0) < _ROUND_TRIP
        for i, j in _CORNERS:
            on_earth &= np.isfinite(self.positions(x + 0.5 * i, y + 0.5 * j)[1])
        # The middle of a pixel speaks for the pixel: between far corners, at a projection's rim, lines are too bent.
        a, b, c, d = (_vectors(*self.positions(x + _MIDDLE * i, y + _MIDDLE * j)) for i, j in _CORNERS)
        areas = np.abs(_triangle(a, b, c) + _triangle(a, c, d)) * (EARTH_RADIUS_KM / (2.0 * _MIDDLE)) ** 2
        return np.where(on_earth, areas, np.nan)

    def _rim(self) -> tuple[np.ndarray, np.ndarray]:
        """The pixels (n,), flat and ascending, of the meshes that are partly on Earth and those around; their areas."""
        known = np.isfinite(self._mesh)
        if not self._leaves_earth or known.shape == (self.height, self.width):
            return np.empty(0, np.int64), np.empty(0)
        known = np.pad(known, 1, mode="edge")
        corners = np.stack([known[:-1, :-1], known[:-1, 1:], known[1:, :-1], known[1:, 1:]])
        mixed = corners.any(axis=0) & ~corners.all(axis=0)
        around = ndimage.binary_dilation(mixed, np.ones((3, 3)))[1:, 1:]
        row, _, _ = _between(self._rows, np.arange(self.height))
        column, _, _ = _between(self._columns, np.arange(self.width))
        flat = np.flatnonzero(around[np.ix_(row, column)])
        blocks = np.array_split(flat, len(flat) // _RIM_BLOCK + 1)
        return flat, np.concatenate([self._exact_areas(*np.divmod(block, self.width)) for block in blocks])

    def _sides_meet(self, pixel_km: float) -> bool:
        """Whether the western and the eastern side of the raster are the same line on Earth."""
        y = np.linspace(0.05, 0.95, 9) * self.height
        west, east = (_vectors(*self.positions(np.full(9, x), y)) for x in (0.0, float(self.width)))
        apart_km = EARTH_RADIUS_KM * np.linalg.norm(west - east, axis=-1)
        return self.width > 1 and bool(np.all(apart_km < _SIDES_MEET * pixel_km))


def _nodes(count: int) -> np.ndarray:
    """The mesh's rows or columns: evenly spaced pixels, the first and the last one always."""
    step = -(-count // _MESH)
    return np.append(np.arange(0, count - 1, step), count - 1)


def _between(nodes: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of each pixel `at`: the node before it, the one after it, and its share of the way between them."""
    low = np.clip(np.searchsorted(nodes, at, side="right") - 1, 0, max(len(nodes) - 2, 0))
    high = np.minimum(low + 1, len(nodes) - 1)
    return low, high, (at - nodes[low]) / np.maximum(nodes[high] - nodes[low], 1)


def _vectors(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Unit vectors (..., 3), NaN where the position is not finite."""
    lon, lat = (np.where(np.isfinite(v), v, np.nan) for v in (lon, lat))
    return unit_vectors(lat, lon)


def _triangle(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> np.ndarray:
    """Signed areas of spherical triangles of unit vectors (..., 3) on the unit sphere (Eriksson 1990).

    tan(E / 2) = a . (b x c) / (1 + a . b + b . c + c . a); with differences, the small product keeps its digits.
    """

    def dot(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        return np.einsum("...i,...i->...", u, v)

    return 2.0 * np.arctan2(dot(a, np.cross(b - a, c - a)), 1.0 + dot(a, b) + dot(b, c) + dot(c, a))
