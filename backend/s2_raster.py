"""S2 cells on the common grid: the pixels that each cell meets and how much of each it covers, on the sphere.

A cell edge is a straight segment P + t D on a cube face, so it crosses a meridian where a linear equation in t
holds, a parallel where a quadratic one does, and has one latitude extremum at most. Cut at every crossing it falls
into pieces that lie in one pixel each: the pixels that the boundary touches.

Cover is summed as font rasterisers do, in the plane of longitude and z = sin(latitude), where areas are those of the
sphere. Edges run anticlockwise, so a piece adds -dz to the cover of every pixel further east in its row, and the
integral of the share of its own pixel east of it to that pixel. Pixels between two touched ones are wholly inside or
outside. Nothing is sampled, so a cell far smaller than a pixel, over a pole or across the antimeridian is found alike.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import s2
from .grid import EARTH_RADIUS_KM, HEIGHT, PIXELS_PER_DEGREE, WIDTH, row_areas_km2

# Without overlap cells are shrunk by this much (in cube-face units, 6 micrometres on the ground) so that an edge that
# runs exactly along a pixel's border does not count the pixel on its other side.
_SHRINK = 1e-12
# With overlap the areas must be true. A share of a pixel, or of a cell if that is smaller, below this is rounding.
_NOTHING = 1e-10
_CHUNK = 4096
# A piece spans 1/30 degree at most, so few nodes integrate it to the last digits.
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(4)


@dataclass(frozen=True)
class CellRuns:
    """Pixels of each cell as runs along rows: cell, row, start, end (exclusive), all (n,) int32.

    share (n,) float64: the part of each of the run's pixels that counts as the cell's, in (0, 1].
    Runs of one cell are disjoint and sorted by row and start; a run never crosses column 0.
    """

    cell: np.ndarray
    row: np.ndarray
    start: np.ndarray
    end: np.ndarray
    share: np.ndarray


def rasterise(cells: np.ndarray, *, overlap: bool = False) -> CellRuns:
    """The runs of pixels that each S2 cell (n,) uint64 meets; `cell` is the index into `cells`.

    overlap: a run's share is the fraction of the pixel's area that the cell covers; without it every pixel whose
    interior meets the cell's interior counts whole.
    """
    index = np.arange(len(cells))
    # A whole cube face may hold a pole inside, where longitudes go all the way round: take its quarters.
    faces = s2.levels(cells) == 0
    if faces.any():
        index = np.concatenate([index[~faces], np.repeat(index[faces], 4)])
        cells = np.concatenate([cells[~faces], s2.children(cells[faces]).ravel()])
    parts = [
        _rasterise_chunk(cells[k : k + _CHUNK], index[k : k + _CHUNK], overlap) for k in range(0, len(cells), _CHUNK)
    ]
    if not parts:
        return CellRuns(*(np.empty(0, np.int32) for _ in range(4)), np.empty(0))
    return _merge(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _rasterise_chunk(cells: np.ndarray, index: np.ndarray, overlap: bool):
    cell, row, col, cover, within = _touched(cells, 0.0 if overlap else _SHRINK)

    # Cover adds up from west to east along each cell's part of a row.
    first = np.append(True, (cell[1:] != cell[:-1]) | (row[1:] != row[:-1]))
    total = np.cumsum(cover)
    total -= np.repeat((total - cover)[first], np.diff(np.flatnonzero(first), append=len(first)))
    inside = np.flatnonzero((total > 0.5) & ~np.append(first[1:], True))
    inside = inside[col[inside + 1] > col[inside] + 1]

    if overlap:
        share = np.minimum(within + total - cover, 1.0)
        share[share > 1.0 - _NOTHING] = 1.0
        pixel_area = row_areas_km2()[row]
        smaller = np.minimum(pixel_area, s2.areas_km2(cells)[cell])
        touched = np.flatnonzero(share * pixel_area > _NOTHING * smaller)
        share = share[touched]
    else:
        touched = np.arange(len(cell))
        share = np.ones(len(cell))

    which = np.concatenate([touched, inside])
    start = np.concatenate([col[touched], col[inside] + 1])
    end = np.concatenate([col[touched] + 1, col[inside + 1]])
    share = np.concatenate([share, np.ones(len(inside))])
    cell, row = index[cell[which]], row[which]

    turn = np.floor_divide(start, WIDTH) * WIDTH
    start, end = start - turn, end - turn
    over = np.flatnonzero(end > WIDTH)
    cell, row, share = (np.append(a, a[over]) for a in (cell, row, share))
    start, end = np.append(start, np.zeros_like(over)), np.append(np.minimum(end, WIDTH), end[over] - WIDTH)
    return cell, row, start, end, share


def _touched(cells: np.ndarray, shrink: float):
    """Pixels that the boundary of each cell runs through, sorted by cell, row and column.

    cell, row, col int64 (a column may lie outside the grid by whole turns) and what the pieces in the pixel add to
    the cover, as a share of a pixel: `cover` to every pixel further east in the row, `within` to this pixel itself.
    """
    p, d, t0, t1, owner, middle_lon = _pieces(cells, shrink)
    lat, lon = _position(p, d, 0.5 * (t0 + t1), middle_lon)
    row = np.clip(np.floor((90 - lat) * PIXELS_PER_DEGREE).astype(np.int64), 0, HEIGHT - 1)
    col = np.floor((lon + 180) * PIXELS_PER_DEGREE).astype(np.int64)

    cover, within = np.zeros(len(row)), np.zeros(len(row))
    for node, weight in zip(_NODES, _WEIGHTS, strict=True):
        x = p + (0.5 * (t0 + t1) + 0.5 * node * (t1 - t0))[:, None] * d
        square = (x * x).sum(1)
        slope = (d[:, 2] * square - x[:, 2] * (x * d).sum(1)) / square**1.5
        step = -0.5 * weight * (t1 - t0) * slope
        cover += step
        within += step * (col + 1 - (_longitude(x, middle_lon) + 180) * PIXELS_PER_DEGREE)
    height = (row_areas_km2() / (EARTH_RADIUS_KM**2 * 2.0 * np.pi / WIDTH))[row]
    order = np.lexsort((col, row, owner))
    owner, row, col, cover, within = (a[order] for a in (owner, row, col, cover / height, within / height))
    first = np.flatnonzero(np.append(True, (owner[1:] != owner[:-1]) | (row[1:] != row[:-1]) | (col[1:] != col[:-1])))
    return owner[first], row[first], col[first], np.add.reduceat(cover, first), np.add.reduceat(within, first)


def _pieces(cells: np.ndarray, shrink: float):
    """The boundary cut at every grid line: P + t D for t in [t0, t1], the cell's index, the cell's middle longitude."""
    p, d, owner = _edges(cells, shrink)
    p, d, t0, t1, owner, middle_lon = _monotonic(p, d, owner, _middle_longitudes(cells)[owner])
    arcs = np.arange(len(owner))
    lat0, lon0 = _position(p, d, t0, middle_lon)
    lat1, lon1 = _position(p, d, t1, middle_lon)
    arc_m, line = integers_between((lon0 + 180) * PIXELS_PER_DEGREE, (lon1 + 180) * PIXELS_PER_DEGREE)
    t_m = _meridian_crossing(p[arc_m], d[arc_m], np.radians(line / PIXELS_PER_DEGREE - 180))
    arc_p, line = integers_between((90 - lat0) * PIXELS_PER_DEGREE, (90 - lat1) * PIXELS_PER_DEGREE)
    t_p = _parallel_crossing(p[arc_p], d[arc_p], np.radians(90 - line / PIXELS_PER_DEGREE), t0[arc_p], t1[arc_p])
    arc = np.concatenate([arcs, arcs, arc_m, arc_p])
    t = np.concatenate([t0, t1, np.clip(t_m, t0[arc_m], t1[arc_m]), t_p])
    order = np.lexsort((t, arc))
    arc, t = arc[order], t[order]
    piece = np.flatnonzero(arc[1:] == arc[:-1])
    at = arc[piece]
    return p[at], d[at], t[piece], t[piece + 1], owner[at], middle_lon[at]


def _edges(cells: np.ndarray, shrink: float):
    """Segments P + t D, t in [0, 1], of each cell's four edges, anticlockwise: P, D (4n, 3) and owner (4n,)."""
    face, bounds = s2.face_uv_bounds(cells)
    u0, u1, v0, v1 = bounds.T
    shrink = np.minimum(shrink, 1e-3 * (u1 - u0))
    u0, u1, v0, v1 = u0 + shrink, u1 - shrink, v0 + shrink, v1 - shrink
    corners = [s2.face_uv_to_xyz(face, u, v) for u, v in ((u0, v0), (u1, v0), (u1, v1), (u0, v1))]
    p = np.concatenate(corners)
    q = np.concatenate([*corners[1:], corners[0]])
    return p, q - p, np.tile(np.arange(len(cells)), 4)


def _middle_longitudes(cells: np.ndarray) -> np.ndarray:
    face, bounds = s2.face_uv_bounds(cells)
    middle = s2.face_uv_to_xyz(face, bounds[:, :2].mean(1), bounds[:, 2:].mean(1))
    return np.degrees(np.arctan2(middle[:, 1], middle[:, 0]))


def _monotonic(p, d, owner, middle_lon):
    """Cut each edge at its latitude extremum, so that latitude is monotonic along every arc."""
    pp, pd, dd = (p * p).sum(1), (p * d).sum(1), (d * d).sum(1)
    with np.errstate(divide="ignore", invalid="ignore"):
        turn = (p[:, 2] * pd - d[:, 2] * pp) / (d[:, 2] * pd - p[:, 2] * dd)
    cut = (turn > 0) & (turn < 1)
    t0 = np.concatenate([np.zeros(len(p)), turn[cut]])
    t1 = np.concatenate([np.where(cut, turn, 1.0), np.ones(cut.sum())])
    return (
        np.concatenate([p, p[cut]]),
        np.concatenate([d, d[cut]]),
        t0,
        t1,
        np.concatenate([owner, owner[cut]]),
        np.concatenate([middle_lon, middle_lon[cut]]),
    )


def _position(p, d, t, middle_lon):
    """Latitude and longitude in degrees at t; the longitude within 180 of the cell's middle."""
    x = p + t[:, None] * d
    return np.degrees(np.arctan2(x[:, 2], np.hypot(x[:, 0], x[:, 1]))), _longitude(x, middle_lon)


def _longitude(x, middle_lon):
    lon = np.degrees(np.arctan2(x[:, 1], x[:, 0]))
    return lon - 360.0 * np.round((lon - middle_lon) / 360.0)


def integers_between(a, b):
    """For each pair, the integers n with low < n <= high: indices of the pairs and the integers, flat."""
    low, high = np.floor(np.minimum(a, b)) + 1, np.floor(np.maximum(a, b))
    count = np.maximum(high - low + 1, 0).astype(np.int64)
    pair = np.repeat(np.arange(len(count)), count)
    offset = np.arange(len(pair)) - np.repeat(np.cumsum(count) - count, count)
    return pair, low[pair] + offset


def _meridian_crossing(p, d, lon):
    normal_p = p[:, 1] * np.cos(lon) - p[:, 0] * np.sin(lon)
    normal_d = d[:, 1] * np.cos(lon) - d[:, 0] * np.sin(lon)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.nan_to_num(-normal_p / normal_d)


def _parallel_crossing(p, d, lat, t0, t1):
    """Where each arc, monotonic in latitude, crosses the latitude: the root in [t0, t1] of a quadratic."""
    # z^2 cos^2 - (x^2 + y^2) sin^2, written so that nothing cancels near the poles.
    up, out = np.cos(lat) ** 2, np.sin(lat) ** 2
    a = up * d[:, 2] ** 2 - out * (d[:, 0] ** 2 + d[:, 1] ** 2)
    b = up * p[:, 2] * d[:, 2] - out * (p[:, 0] * d[:, 0] + p[:, 1] * d[:, 1])
    c = up * p[:, 2] ** 2 - out * (p[:, 0] ** 2 + p[:, 1] ** 2)
    root = np.sqrt(np.maximum(b * b - a * c, 0.0))
    # The two roots in the form that does not cancel; one may be infinite when the quadratic is linear.
    q = -(b + np.where(b >= 0, root, -root))
    with np.errstate(divide="ignore", invalid="ignore"):
        roots = np.stack([q / a, c / q])
    roots = np.where(np.isfinite(roots), np.clip(roots, t0, t1), t0)
    x = p + roots[:, :, None] * d
    miss = np.abs(np.arctan2(x[..., 2], np.hypot(x[..., 0], x[..., 1])) - lat)
    return np.where(miss[0] <= miss[1], roots[0], roots[1])


def _merge(cell, row, start, end, share) -> CellRuns:
    """Sort disjoint runs and join those of one cell, row and share that touch."""
    line = cell.astype(np.int64) * HEIGHT + row
    order = np.lexsort((start, line))
    line, start, end, share = line[order], start[order], end[order], share[order]
    new = np.append(True, (line[1:] != line[:-1]) | (start[1:] != end[:-1]) | (share[1:] != share[:-1]))
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(line)) - 1
    return CellRuns(
        (line[first] // HEIGHT).astype(np.int32),
        (line[first] % HEIGHT).astype(np.int32),
        start[first].astype(np.int32),
        end[last].astype(np.int32),
        share[first],
    )
