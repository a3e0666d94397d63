"""Polygons of pixel runs: connected parts, their outlines with holes, and regions joined over the antimeridian.

A part is a 4-connected set of pixels; its outline is one shell and its holes, traced along pixel edges with the
inside on the left, so shells run counter-clockwise. Two parts that touch each other only across the antimeridian
form one region, a multipolygon split there. The same holds for the rasters of others, whose sides may meet elsewhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components, depth_first_order

from .grid import HEIGHT, PIXELS_PER_DEGREE, WIDTH

_EAST, _NORTH, _WEST, _SOUTH = range(4)


@dataclass(frozen=True)
class Lattice:
    """Rows and columns of pixels. Where it `wraps`, the last column is the first one's neighbour.

    longest: how far an outline goes along a row and along a column, in pixels, before it must have a vertex.
    """

    height: int
    width: int
    wraps: bool
    longest: tuple[float, float]


# A straight edge along a parallel is not a geodesic: a vertex every degree keeps geodesic areas honest.
GRID = Lattice(HEIGHT, WIDTH, True, (PIXELS_PER_DEGREE, math.inf))


def join_runs(
    starts: np.ndarray, ends: np.ndarray, lattice: Lattice = GRID
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Join flat runs [start, end) that continue one another within a row; also the first input of each output.

    starts, ends: (n,) integers, sorted, disjoint, row * width + column; joined ones are int64.
    """
    new = np.ones(len(starts), bool)
    row = starts // lattice.width
    new[1:] = (starts[1:] != ends[:-1]) | (row[1:] != row[:-1])
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(starts))[: len(first)] - 1
    return starts[first].astype(np.int64), ends[last].astype(np.int64), first


def label(starts: np.ndarray, ends: np.ndarray, lattice: Lattice = GRID) -> tuple[np.ndarray, np.ndarray]:
    """The part and the region (n,) int64 of each joined run; both are numbered from 0."""
    n, width = len(starts), lattice.width
    low = np.searchsorted(ends, starts + width, side="right")
    high = np.searchsorted(starts, ends + width, side="left")
    count = np.maximum(high - low, 0)
    upper = np.repeat(np.arange(n), count)
    lower = low[upper] + np.arange(len(upper)) - np.repeat(np.cumsum(count) - count, count)
    part = _components(upper, lower, n)
    if not lattice.wraps:
        return part, part

    at_west = np.flatnonzero(starts % width == 0)
    at_east = np.flatnonzero(ends % width == 0)
    _, west, east = np.intersect1d(starts[at_west] // width, (ends[at_east] - 1) // width, return_indices=True)
    parts = int(part.max()) + 1 if n else 0
    region_of_part = _components(part[at_west[west]], part[at_east[east]], parts)
    return part, region_of_part[part]


def _components(a: np.ndarray, b: np.ndarray, n: int) -> np.ndarray:
    graph = coo_matrix((np.ones(len(a), np.int8), (a, b)), shape=(n, n))
    return connected_components(graph, directed=False)[1].astype(np.int64)


@dataclass(frozen=True)
class Rings:
    """Outlines before they have a place on Earth: closed rings, shells before their holes, one multipolygon a region.

    x, y: (points,) float64, pixels from the north-western corner of the lattice; ring_offsets (rings + 1,) count in
    points, polygon_offsets (polygons + 1,) in rings, region_offsets (regions + 1,) in polygons.
    """

    x: np.ndarray
    y: np.ndarray
    ring_offsets: np.ndarray
    polygon_offsets: np.ndarray
    region_offsets: np.ndarray

    def shapes(self, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        """One MultiPolygon (regions,) for each region; lon, lat (points,): the points' places in degrees."""
        return shapely.from_ragged_array(
            shapely.GeometryType.MULTIPOLYGON,
            np.stack([lon, lat], axis=1),
            (self.ring_offsets, self.polygon_offsets, self.region_offsets),
        )


def outline(starts: np.ndarray, ends: np.ndarray, part: np.ndarray, region: np.ndarray) -> np.ndarray:
    """One MultiPolygon (regions,) in degrees (lon, lat) for each region of the grid's joined, labelled runs."""
    if not len(starts):
        return np.empty(0, object)
    found = rings(starts, ends, part, region)
    return found.shapes(found.x / PIXELS_PER_DEGREE - 180.0, 90.0 - found.y / PIXELS_PER_DEGREE)


def rings(starts: np.ndarray, ends: np.ndarray, part: np.ndarray, region: np.ndarray, lattice: Lattice = GRID) -> Rings:
    """The outlines of joined, labelled runs, at least one."""
    begin, finish, direction, owner = _edges(starts, ends, part, lattice)
    following = _following(begin, finish, direction, owner, lattice)
    sequence, ring_starts = _trace(following)
    begin, finish, owner = begin[sequence], finish[sequence], owner[sequence]
    stride = lattice.width + 1
    y, y_finish = begin // stride, finish // stride
    x, x_finish = begin - y * stride, finish - y_finish * stride

    next_in_ring = np.arange(1, len(x) + 1)
    next_in_ring[np.append(ring_starts[1:], len(x)) - 1] = ring_starts
    shoelace = np.add.reduceat(x * -y[next_in_ring] - x[next_in_ring] * -y, ring_starts)
    ring_owner = owner[ring_starts]

    # Points of every ring, with long edges divided.
    along_row, along_column = lattice.longest
    pieces = np.maximum(np.ceil(np.abs(x_finish - x) / along_row), np.ceil(np.abs(y_finish - y) / along_column))
    pieces = np.maximum(pieces.astype(np.int64), 1)
    at = np.repeat(np.arange(len(x)), pieces)
    share = (np.arange(len(at)) - np.repeat(np.cumsum(pieces) - pieces, pieces)) / pieces[at]
    x, y = x[at] + (x_finish - x)[at] * share, y[at] + (y_finish - y)[at] * share
    offsets = np.append(0, np.cumsum(np.add.reduceat(pieces, ring_starts)))

    region_of_part = np.empty(int(part.max()) + 1, np.int64)
    region_of_part[part] = region
    order = np.lexsort((shoelace <= 0, ring_owner, region_of_part[ring_owner]))
    return _assemble(x, y, offsets, order, ring_owner, region_of_part)


def _assemble(x, y, offsets, order, ring_owner, region_of_part) -> Rings:
    lengths = np.diff(offsets)[order]
    begin = np.repeat(offsets[order], lengths + 1)
    step = np.arange(len(begin)) - np.repeat(np.cumsum(lengths + 1) - (lengths + 1), lengths + 1)
    closed = begin + step % np.repeat(lengths, lengths + 1)
    owner = ring_owner[order]
    polygon_starts = np.flatnonzero(np.append(True, owner[1:] != owner[:-1]))
    polygon_region = region_of_part[owner[polygon_starts]]
    region_starts = np.flatnonzero(np.append(True, polygon_region[1:] != polygon_region[:-1]))
    return Rings(
        x[closed],
        y[closed],
        np.append(0, np.cumsum(lengths + 1)),
        np.append(polygon_starts, len(owner)),
        np.append(region_starts, len(polygon_starts)),
    )


def _edges(starts, ends, part, lattice):
    """Directed outline edges: from, to (vertex = y * (width + 1) + x), direction, part. Inside on the left."""
    width, stride = lattice.width, lattice.width + 1
    row, x0, x1 = starts // width, starts % width, (ends - 1) % width + 1

    # Horizontal: along every row border, where exactly one of the rows above and below is inside.
    north = np.stack([row * stride + x0, row * stride + x1], axis=1).ravel()
    run = np.arange(1, len(row) + 1)
    change = np.stack([run, -run], axis=1).ravel()
    none = np.zeros(len(change), np.int64)
    position = np.concatenate([north, north + stride])
    order = np.argsort(position, kind="stable")  # merges two sorted halves
    position = position[order]
    below = np.cumsum(np.concatenate([change, none])[order])
    above = np.cumsum(np.concatenate([none, change])[order])
    last = np.flatnonzero(position[1:] != position[:-1])
    left, right, below, above = position[last], position[last + 1], below[last], above[last]
    top, bottom = (below > 0) & (above == 0), (above > 0) & (below == 0)

    # Vertical: the two ends of every run, joined over rows where they continue straight.
    west_top, west_bottom, west_part = _columns(x0, row, part, stride)
    east_top, east_bottom, east_part = _columns(x1, row, part, stride)
    begin = np.concatenate([right[top], left[bottom], west_top, east_bottom])
    finish = np.concatenate([left[top], right[bottom], west_bottom, east_top])
    owner = np.concatenate([part[below[top] - 1], part[above[bottom] - 1], west_part, east_part])
    sizes = [top.sum(), bottom.sum(), len(west_top), len(east_top)]
    return begin, finish, np.repeat([_WEST, _EAST, _SOUTH, _NORTH], sizes), owner


def _columns(x, row, part, stride):
    """Unit vertical edges at (x, row .. row + 1) joined into straight ones: top vertex, bottom vertex, part."""
    # Runs come row by row, so a stable sort by column suffices; of 16 bits, it takes linear time.
    order = np.argsort(x.astype(np.uint16) if stride <= 2**16 else x, kind="stable")
    x, row, part = x[order], row[order], part[order]
    new = np.ones(len(x), bool)
    new[1:] = (x[1:] != x[:-1]) | (row[1:] != row[:-1] + 1) | (part[1:] != part[:-1])
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(x)) - 1
    return row[first] * stride + x[first], (row[last] + 1) * stride + x[first], part[first]


def _following(begin, finish, direction, owner, lattice):
    """The edge that follows each edge in its ring.

    Where a part touches itself at a corner two edges leave; turning right there keeps every ring simple: holes
    may then touch the shell in a point, which is valid, and no ring touches itself.
    """
    # As many edges of a part arrive at a vertex as leave it, so the two sorted lists match one to one.
    vertices = (lattice.height + 1) * (lattice.width + 1)
    leaving, arriving = owner * vertices + begin, owner * vertices + finish
    out_edge, in_edge = np.argsort(leaving), np.argsort(arriving)
    vertex = leaving[out_edge]
    pair = np.flatnonzero(vertex[1:] == vertex[:-1])
    wrong = pair[direction[out_edge[pair]] != (direction[in_edge[pair]] - 1) % 4]
    out_edge[wrong], out_edge[wrong + 1] = out_edge[wrong + 1], out_edge[wrong]
    following = np.empty(len(begin), np.int64)
    following[in_edge] = out_edge
    return following


def _trace(following: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Edges in ring order and where each ring starts; rings begin at, and are ordered by, their first edge."""
    n = len(following)
    edge = np.arange(n)
    each = np.arange(n + 1)
    one = np.ones(n, np.int8)
    rings, ring = connected_components(csr_matrix((one, following, each), shape=(n, n)), directed=False)
    first = np.empty(rings, np.int64)
    first[ring[::-1]] = edge[::-1]  # later writes win
    by_first = np.argsort(first)
    first = first[by_first]
    # Every ring's last edge leads to the next ring's first: one path through all edges, which compiled code follows.
    before = np.empty(n, np.int64)
    before[following] = edge
    path = following.copy()
    path[before[first]] = np.append(first[1:], first[-1])
    sequence = depth_first_order(csr_matrix((one, path, each), shape=(n, n)), first[0], return_predecessors=False)
    length = np.bincount(ring, minlength=rings)[by_first]
    return sequence.astype(np.int64), np.cumsum(length) - length
