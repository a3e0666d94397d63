"""S2 cells on the common grid: every pixel whose interior a cell's interior meets, found on the sphere.

A pixel that meets a cell either has its centre inside the cell or is crossed by the cell's boundary. Both are
found in closed form. A cell edge is a straight segment P + t D on a cube face, so it crosses a meridian where a
linear equation in t holds, a parallel where a quadratic one does, and has one latitude extremum at most. Between
two successive crossings it lies in one pixel. Centres come from an even-odd fill along the middle of each row.
Nothing is sampled, so a cell far smaller than a pixel, over a pole or across the antimeridian is found alike.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import s2
from .grid import HEIGHT, PIXELS_PER_DEGREE, WIDTH

# Cells are shrunk by this much (in cube-face units, 6 micrometres on the ground) so that an edge that runs
# exactly along a pixel's border does not count the pixel on its other side.
_SHRINK = 1e-12
_CHUNK = 4096


@dataclass(frozen=True)
class CellRuns:
    """Pixels of each cell as runs along rows: cell, row, start, end (exclusive), all (n,) int32.

    Runs of one cell are disjoint and sorted by row and start; a run never crosses column 0.
    """

    cell: np.ndarray
    row: np.ndarray
    start: np.ndarray
    end: np.ndarray


def rasterise(cells: np.ndarray) -> CellRuns:
    """The runs of pixels that each S2 cell (n,) uint64 meets; `cell` is the index into `cells`."""
    index = np.arange(len(cells))
    # A whole cube face may hold a pole inside, where longitudes go all the way round: take its quarters.
    faces = s2.levels(cells) == 0
    if faces.any():
        index = np.concatenate([index[~faces], np.repeat(index[faces], 4)])
        cells = np.concatenate([cells[~faces], s2.children(cells[faces]).ravel()])
    parts = [_rasterise_chunk(cells[k : k + _CHUNK], index[k : k + _CHUNK]) for k in range(0, len(cells), _CHUNK)]
    if not parts:
        return CellRuns(*(np.empty(0, np.int32) for _ in range(4)))
    return _merge(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _rasterise_chunk(cells: np.ndarray, index: np.ndarray):
    p, d, owner = _edges(cells)
    middle_lon = _middle_longitudes(cells)[owner]
    p, d, t0, t1, owner, middle_lon = _monotonic(p, d, owner, middle_lon)
    arcs = np.arange(len(owner))

    lat0, lon0 = _position(p, d, t0, middle_lon)
    lat1, lon1 = _position(p, d, t1, middle_lon)

    # The boundary: cut each arc at every grid line; the middle of each piece names its pixel.
    arc_m, line = _integers_between((lon0 + 180) * PIXELS_PER_DEGREE, (lon1 + 180) * PIXELS_PER_DEGREE)
    t_m = _meridian_crossing(p[arc_m], d[arc_m], np.radians(line / PIXELS_PER_DEGREE - 180))
    arc_p, line = _integers_between((90 - lat0) * PIXELS_PER_DEGREE, (90 - lat1) * PIXELS_PER_DEGREE)
    t_p = _parallel_crossing(p[arc_p], d[arc_p], np.radians(90 - line / PIXELS_PER_DEGREE), t0[arc_p], t1[arc_p])
    arc = np.concatenate([arcs, arcs, arc_m, arc_p])
    t = np.concatenate([t0, t1, np.clip(t_m, t0[arc_m], t1[arc_m]), t_p])
    order = np.lexsort((t, arc))
    arc, t = arc[order], t[order]
    piece = np.flatnonzero(arc[1:] == arc[:-1])
    at, middle = arc[piece], 0.5 * (t[piece] + t[piece + 1])
    lat, lon = _position(p[at], d[at], middle, middle_lon[at])
    row = np.clip(np.floor((90 - lat) * PIXELS_PER_DEGREE).astype(np.int64), 0, HEIGHT - 1)
    col = np.floor((lon + 180) * PIXELS_PER_DEGREE).astype(np.int64)
    edge_runs = (owner[at], row, col, col + 1)

    # The inside: longitudes where the middle of a row crosses the boundary, taken in pairs.
    arc, line = _integers_between((90 - lat0) * PIXELS_PER_DEGREE - 0.5, (90 - lat1) * PIXELS_PER_DEGREE - 0.5)
    phi = np.radians(90 - (line + 0.5) / PIXELS_PER_DEGREE)
    t = _parallel_crossing(p[arc], d[arc], phi, t0[arc], t1[arc])
    _, lon = _position(p[arc], d[arc], t, middle_lon[arc])
    x = (lon + 180) * PIXELS_PER_DEGREE
    order = np.lexsort((x, line, owner[arc]))
    who, line, x = owner[arc][order], line[order].astype(np.int64), x[order]
    start, end = np.ceil(x[0::2] - 0.5).astype(np.int64), np.floor(x[1::2] - 0.5).astype(np.int64) + 1
    keep = end > start
    fill_runs = (who[0::2][keep], line[0::2][keep], start[keep], end[keep])

    cell, row, start, end = (np.concatenate(pair) for pair in zip(edge_runs, fill_runs, strict=True))
    turn = np.floor_divide(start, WIDTH) * WIDTH
    start, end = start - turn, end - turn
    over = end > WIDTH
    cell, row = np.concatenate([cell, cell[over]]), np.concatenate([row, row[over]])
    start, end = (
        np.concatenate([start, np.zeros(over.sum(), np.int64)]),
        np.concatenate([np.minimum(end, WIDTH), end[over] - WIDTH]),
    )
    return index[cell], row, start, end


def _edges(cells: np.ndarray):
    """Segments P + t D, t in [0, 1], of the four edges of each cell: P, D (4n, 3) and owner (4n,)."""
    face, bounds = s2.face_uv_bounds(cells)
    u0, u1, v0, v1 = bounds.T
    shrink = np.minimum(_SHRINK, 1e-3 * (u1 - u0))
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
    """Latitude and longitude in degrees at t; the longitude within 180 of the cell's middle.

    At t = 1 the end point is P + D, which neighbouring edges must compute alike: see `_edges`.
    """
    x = p + t[:, None] * d
    lat = np.degrees(np.arctan2(x[:, 2], np.hypot(x[:, 0], x[:, 1])))
    lon = np.degrees(np.arctan2(x[:, 1], x[:, 0]))
    return lat, lon - 360.0 * np.round((lon - middle_lon) / 360.0)


def _integers_between(a, b):
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
    s2_lat = np.sin(lat) ** 2
    a = d[:, 2] ** 2 - s2_lat * (d * d).sum(1)
    b = p[:, 2] * d[:, 2] - s2_lat * (p * d).sum(1)
    c = p[:, 2] ** 2 - s2_lat * (p * p).sum(1)
    root = np.sqrt(np.maximum(b * b - a * c, 0.0))
    # The two roots in the form that does not cancel; one may be infinite when the quadratic is linear.
    q = -(b + np.where(b >= 0, root, -root))
    with np.errstate(divide="ignore", invalid="ignore"):
        roots = np.stack([q / a, c / q])
    roots = np.where(np.isfinite(roots), np.clip(roots, t0, t1), t0)
    x = p + roots[:, :, None] * d
    miss = np.abs(np.arctan2(x[..., 2], np.hypot(x[..., 0], x[..., 1])) - lat)
    return np.where(miss[0] <= miss[1], roots[0], roots[1])


def _merge(cell, row, start, end) -> CellRuns:
    """Sort runs and join those of one cell and row that touch or overlap."""
    line = cell.astype(np.int64) * HEIGHT + row
    order = np.lexsort((start, line))
    line, start, end = line[order], start[order], end[order]
    # Running maximum of the ends inside one line: lines are spread so far apart that they can't interact.
    shift = (line - line[0]) * (2 * WIDTH) if len(line) else line
    reach = np.maximum.accumulate(end + shift)
    new = np.ones(len(line), bool)
    new[1:] = (line[1:] != line[:-1]) | (start[1:] + shift[1:] > reach[:-1])
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(line)) - 1
    return CellRuns(
        (line[first] // HEIGHT).astype(np.int32),
        (line[first] % HEIGHT).astype(np.int32),
        start[first].astype(np.int32),
        (reach[last] - shift[last]).astype(np.int32),
    )
