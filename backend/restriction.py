"""Restrictions: where an analyst wants to search, or not to, as pixels of the grid.

Polygons are read in the plane of longitude and latitude, as a map in EPSG:4326 shows them: a straight edge stays
straight however long it is, and longitudes beyond 180 go on round the Earth. A pixel belongs to a polygon when its
centre lies inside, by the even-odd rule, which also gives rings that cross themselves a meaning; a polygon that holds
no centre keeps the pixels that its outline touches. Nothing is drawn: the runs of pixels come from where the
outlines cross the rows' middles, so a restriction takes kilobytes.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from scipy.sparse import csr_matrix

from . import polygons
from .errors import RequestError
from .grid import HEIGHT, PIXELS_PER_DEGREE, WIDTH, row_areas_km2
from .places import Places
from .s2_raster import integers_between
from .zones import PIXELS, Layer

MAX_BYTES = 100_000_000
_MOST_VERTICES = 2_000_000
# Of an outline with the rows' middles: enough for any coast, and for 900 outlines that climb from pole to pole.
_MOST_CROSSINGS = 10_000_000
_FURTHEST_LON, _FURTHEST_LAT = 540.0, 180.0


@dataclass(frozen=True)
class Restriction:
    """A part of the Earth to search, or to leave out.

    label: the countries' names, or what the polygons are called, else how many they are; inside: whether they are
    what is searched; area_km2: of their pixels, either way; layer: class 0 holds in the pixels that are left to search.
    """

    label: str
    inside: bool
    area_km2: float
    layer: Layer = field(repr=False)
    id: str = field(default_factory=lambda: secrets.token_hex(16))


def from_geojson(content: bytes, *, inside: bool, name: str = "") -> Restriction:
    """The restriction to polygons in GeoJSON, EPSG:4326; RequestError (`restriction_invalid`) says what is wrong."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise _invalid("The restriction is not valid GeoJSON: export the polygons again.") from None
    rings, polygon = [], []
    for number, shape in enumerate(_polygons(document)):
        for ring in shape if isinstance(shape, list) else [None]:
            rings.append(_ring(ring))
            polygon.append(number)
    if not rings:
        raise _invalid("The restriction holds no polygon: choose a layer or a selection that has some.")
    if sum(map(len, rings)) > _MOST_VERTICES:
        raise _invalid(f"The restriction has more than {_MOST_VERTICES:,} vertices: simplify its polygons first.")
    count = polygon[-1] + 1
    starts, ends = _runs(rings, np.array(polygon))
    if not len(starts):
        raise _invalid("The restriction's polygons lie nowhere on the Earth: draw them between the poles.")
    return _restriction(name or ("1 polygon" if count == 1 else f"{count:,} polygons"), inside, starts, ends)


def from_countries(codes: list[str], places: Places, *, inside: bool) -> Restriction:
    """The restriction to countries with their coasts, by ISO 3166-1 alpha-2; RequestError names an unknown one."""
    wanted = dict.fromkeys(code.upper() for code in codes)
    for code in wanted:
        if code not in places.countries:
            raise _invalid(f"There is no country '{code[:10]}': give its two letters of ISO 3166-1, such as FR.")
    label = ", ".join(places.countries[code] for code in wanted)
    return _restriction(label, inside, *places.of_countries(set(wanted)))


def outline(restriction: Restriction) -> np.ndarray:
    """What is searched, or left out where it is not `inside`: one MultiPolygon (1,) along its pixels, lon and lat."""
    edges = np.append(restriction.layer.starts, PIXELS).astype(np.int64)
    part = np.flatnonzero(restriction.layer.ids == int(restriction.inside))
    starts, ends = edges[part], edges[part + 1]
    first = starts // WIDTH
    rows = (ends - 1) // WIDTH - first + 1
    run = np.repeat(np.arange(len(part)), rows)
    row = first[run] + np.arange(len(run)) - np.repeat(np.cumsum(rows) - rows, rows)
    starts, ends = np.maximum(starts[run], row * WIDTH), np.minimum(ends[run], (row + 1) * WIDTH)
    shapes = polygons.outline(starts, ends, *polygons.label(starts, ends))
    return np.array([shapely.multipolygons(shapely.get_parts(shapes))])


def _invalid(message: str) -> RequestError:
    return RequestError(message, code="restriction_invalid")


def _restriction(label: str, inside: bool, starts: np.ndarray, ends: np.ndarray) -> Restriction:
    """From sorted, disjoint flat runs [start, end) that do not touch one another."""
    edges = np.stack([starts, ends], axis=1).ravel()
    ids = np.tile([1, 0] if inside else [0, 1], len(starts))
    if edges[0]:
        edges, ids = np.append(0, edges), np.append(1 - ids[0], ids)
    if edges[-1] == PIXELS:
        edges, ids = edges[:-1], ids[:-1]
    sets = csr_matrix(([1.0], ([1], [0])), shape=(2, 1))
    area = _area_before(ends) - _area_before(starts)
    return Restriction(label, inside, float(area.sum()), Layer(edges.astype(np.int32), ids.astype(np.int32), sets))


def _area_before(pixel: np.ndarray) -> np.ndarray:
    """Area (n,) in km2 of all pixels before each flat pixel."""
    rows = row_areas_km2()
    row = np.minimum(pixel // WIDTH, HEIGHT - 1)
    north = np.append(0.0, np.cumsum(rows * WIDTH))[row]
    return north + (pixel - row * WIDTH) * rows[row]


def _polygons(document: Any) -> Iterator[list]:
    """The rings' coordinates of each polygon in a GeoJSON document."""
    waiting = [document]
    while waiting:
        item = waiting.pop()
        kind = item.get("type") if isinstance(item, dict) else None
        content = item.get(_CONTENT.get(kind, "")) if isinstance(kind, str) else None
        if kind == "Feature":
            waiting += [] if content is None else [content]
        elif kind in ("Point", "MultiPoint", "LineString", "MultiLineString"):
            raise _invalid(f"The restriction holds a {kind}, which has no area: give polygons.")
        elif not isinstance(content, list):
            raise _invalid("The restriction is not valid GeoJSON: export the polygons again.")
        elif kind == "Polygon":
            yield content
        elif kind == "MultiPolygon":
            yield from content
        else:
            waiting += reversed(content)


_CONTENT = {
    "Feature": "geometry",
    "FeatureCollection": "features",
    "GeometryCollection": "geometries",
    "Polygon": "coordinates",
    "MultiPolygon": "coordinates",
}


def _ring(coordinates: Any) -> np.ndarray:
    """Closed ring (n + 1, 2) float64 in pixels: x eastwards from -180 degrees, y southwards from the pole."""
    try:
        points = np.array([position[:2] for position in coordinates], np.float64)
    except (TypeError, ValueError, KeyError, OverflowError):
        points = np.empty(0)
    if points.ndim != 2 or points.shape[1] != 2 or len(points) < 3 or not np.isfinite(points).all():
        raise _invalid("A ring of the restriction is no list of at least three positions: export the polygons again.")
    lon, lat = points.T
    if np.abs(lon).max() > _FURTHEST_LON or np.abs(lat).max() > _FURTHEST_LAT:
        raise _invalid("The restriction must be in degrees (EPSG:4326): reproject its polygons first.")
    pixels = np.stack([(lon + 180.0) * PIXELS_PER_DEGREE, (90.0 - lat) * PIXELS_PER_DEGREE], axis=1)
    return np.concatenate([pixels, pixels[:1]])


def _runs(rings: list[np.ndarray], polygon: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Flat runs [start, end) of the pixels of polygons, sorted, disjoint and joined.

    rings: closed, in pixels; polygon (rings,): the number of each one's polygon, ascending from 0.
    """
    begin = np.concatenate([ring[:-1] for ring in rings])
    finish = np.concatenate([ring[1:] for ring in rings])
    owner = np.repeat(polygon, [len(ring) - 1 for ring in rings])
    row, start, end, of = _inside(begin, finish, owner)
    small = np.ones(polygon[-1] + 1, bool)
    small[of] = False
    edges = small[owner]
    touched_row, touched = _touched(begin[edges], finish[edges])
    return _joined(
        np.concatenate([row, touched_row]), np.concatenate([start, touched]), np.concatenate([end, touched + 1])
    )


def _inside(begin, finish, owner):
    """Runs of pixels whose centres lie in a polygon: row, start, end (columns, beyond the grid too), polygon."""
    # A crossing at a row's middle belongs to the edge that begins there: no corner counts twice.
    low, high = (np.ceil(y - 0.5).astype(np.int64).clip(0, HEIGHT) for y in _sorted(begin[:, 1], finish[:, 1]))
    count = high - low
    _check_work(count.sum())
    edge = np.repeat(np.arange(len(count)), count)
    row = low[edge] + np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)
    (x0, y0), (x1, y1) = begin[edge].T, finish[edge].T
    x = x0 + (row + 0.5 - y0) * ((x1 - x0) / (y1 - y0))
    of = owner[edge]
    order = np.lexsort((x, of * HEIGHT + row))
    # Closed rings cross each row an even number of times.
    column = np.ceil(x[order] - 0.5).astype(np.int64).reshape(-1, 2)
    row, of = row[order[::2]], of[order[::2]]
    some = column[:, 1] > column[:, 0]
    return row[some], column[some, 0], column[some, 1], of[some]


def _touched(begin, finish):
    """The pixels (row, column) that edges run through; a row beyond the poles is none."""
    x0, y0, x1, y1 = *begin.T, *finish.T
    _check_work(np.ceil(np.abs(finish - begin)).sum())
    edges = np.arange(len(begin))
    across, column = integers_between(x0, x1)
    along, line = integers_between(y0, y1)
    edge = np.concatenate([edges, edges, across, along])
    t = np.concatenate(
        [
            np.zeros(len(edges)),
            np.ones(len(edges)),
            (column - x0[across]) / (x1 - x0)[across],
            (line - y0[along]) / (y1 - y0)[along],
        ]
    )
    order = np.lexsort((t, edge))
    edge, t = edge[order], t[order]
    piece = np.flatnonzero(edge[1:] == edge[:-1])
    middle, at = 0.5 * (t[piece] + t[piece + 1]), edge[piece]
    row = np.floor(y0[at] + middle * (y1 - y0)[at]).astype(np.int64)
    column = np.floor(x0[at] + middle * (x1 - x0)[at]).astype(np.int64)
    row[row == HEIGHT] = HEIGHT - 1  # an edge along the pole itself
    known = (row >= 0) & (row < HEIGHT)
    return row[known], column[known]


def _sorted(a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return np.minimum(a, b), np.maximum(a, b)


def _check_work(crossings: float) -> None:
    if crossings > _MOST_CROSSINGS:
        raise _invalid("The restriction's outlines are too long and winding: simplify its polygons first.")


def _joined(row, start, end) -> tuple[np.ndarray, np.ndarray]:
    """The union of runs, wrapped round the Earth: flat, sorted, none touching another."""
    length = np.minimum(end - start, WIDTH)
    column = start % WIDTH
    over = np.maximum(column + length - WIDTH, 0)
    begin = row * WIDTH + column
    again = np.flatnonzero(over)
    starts = np.concatenate([begin, row[again] * WIDTH])
    ends = np.concatenate([begin + length - over, row[again] * WIDTH + over[again]])
    order = np.argsort(starts, kind="stable")
    starts, reach = starts[order], np.maximum.accumulate(ends[order])
    first = np.flatnonzero(np.append(True, starts[1:] > reach[:-1])) if len(starts) else order
    return starts[first], reach[np.append(first[1:], len(reach))[: len(first)] - 1]
