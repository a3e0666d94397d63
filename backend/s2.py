"""S2 cells in numpy: ids of positions, parents, tokens, and corner geometry.

Follows the public S2 geometry (quadratic projection, Hilbert curve): the same ids as `s2sphere`, against which
the tests compare, for whole arrays at a time. A cell id is a uint64: 3 bits of face, then two bits a level,
then a 1 and zeros.
"""

from __future__ import annotations

import contextlib

import numpy as np

MAX_LEVEL = 30
_SIZE = 1 << MAX_LEVEL

# Hilbert curve: for each orientation, (i, j) quadrant <-> position, and the orientation change of a position.
_POS_TO_IJ = np.array([[0, 1, 3, 2], [0, 2, 3, 1], [3, 2, 0, 1], [3, 1, 0, 2]])
_IJ_TO_POS = np.array([[0, 1, 3, 2], [0, 3, 1, 2], [2, 3, 1, 0], [2, 1, 3, 0]])
_POS_TO_ORIENTATION = np.array([1, 0, 0, 3])


def cell_ids(lat, lon, level: int = MAX_LEVEL) -> np.ndarray:
    """Ids (uint64, shape of the input) of the cells of one level that hold positions in degrees."""
    lat, lon = np.broadcast_arrays(np.radians(np.asarray(lat, float)), np.radians(np.asarray(lon, float)))
    xyz = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    axis = np.abs(xyz).argmax(axis=0)
    major = np.take_along_axis(xyz, axis[None], axis=0)[0]
    face = np.where(major < 0, axis + 3, axis)
    x, y, z = xyz
    with np.errstate(divide="ignore", invalid="ignore"):
        u = np.choose(face, [y / x, -x / y, -x / z, z / x, z / y, -y / z])
        v = np.choose(face, [z / x, z / y, -y / z, y / x, -x / y, -x / z])
    i, j = (np.clip((_uv_to_st(a) * _SIZE).astype(np.int64), 0, _SIZE - 1) for a in (u, v))
    orientation = face & 1
    position = np.zeros_like(i)
    for k in range(MAX_LEVEL - 1, -1, -1):
        ij = ((i >> k) & 1) << 1 | ((j >> k) & 1)
        pos = _IJ_TO_POS[orientation, ij]
        position = position << 2 | pos
        orientation = orientation ^ _POS_TO_ORIENTATION[pos]
    leaf = face.astype(np.uint64) << np.uint64(61) | position.astype(np.uint64) << np.uint64(1) | np.uint64(1)
    return parents(leaf, level)


def parents(ids, level: int) -> np.ndarray:
    """The ancestors (uint64) at `level`, which must not be finer than the cells themselves."""
    lsb = np.uint64(1) << np.uint64(2 * (MAX_LEVEL - level))
    ids = np.asarray(ids, dtype=np.uint64)
    return (ids & (~lsb + np.uint64(1))) | lsb


def levels(ids) -> np.ndarray:
    """The level (int64) of each cell."""
    ids = np.asarray(ids, dtype=np.uint64)
    lsb = ids & (~ids + np.uint64(1))
    return MAX_LEVEL - (np.log2(lsb.astype(np.float64)).round().astype(np.int64) >> 1)


def ranges(ids) -> tuple[np.ndarray, np.ndarray]:
    """First and last leaf id (uint64) inside each cell: two cells overlap when these ranges do."""
    ids = np.asarray(ids, dtype=np.uint64)
    reach = (ids & (~ids + np.uint64(1))) - np.uint64(1)
    return ids - reach, ids + reach


def children(ids) -> np.ndarray:
    """The four children (n, 4) uint64 of cells above level 30, in Hilbert order."""
    ids = np.asarray(ids, dtype=np.uint64)
    quarter = (ids & (~ids + np.uint64(1))) >> np.uint64(2)
    steps = np.array([0, 2, 4, 6], dtype=np.uint64)
    return (ids - np.uint64(3) * quarter)[:, None] + steps * quarter[:, None]


def tokens(ids) -> list[str]:
    """Tokens: the hexadecimal id without trailing zeros."""
    return [f"{int(i):016x}".rstrip("0") or "X" for i in np.asarray(ids, dtype=np.uint64)]


def from_tokens(names: list[str]) -> np.ndarray:
    """Ids (uint64) of tokens; ValueError names the first one that is no S2 cell."""
    ids = np.zeros(len(names), dtype=np.uint64)
    for k, name in enumerate(names):
        with contextlib.suppress(ValueError):
            ids[k] = int(name.ljust(16, "0"), 16) if 0 < len(name) <= 16 else 0
        if not _is_valid(int(ids[k])):
            raise ValueError(f"'{name}' is not an S2 cell token")
    return ids


def _is_valid(cell: int) -> bool:
    lsb = cell & -cell
    return cell != 0 and (cell >> 61) < 6 and bool(lsb & 0x1555555555555555)


def face_uv_bounds(ids) -> tuple[np.ndarray, np.ndarray]:
    """Face (n,) int64 and bounds (n, 4) = u low, u high, v low, v high of cells on their cube face."""
    ids = np.asarray(ids, dtype=np.uint64)
    level = levels(ids)
    face = (ids >> np.uint64(61)).astype(np.int64)
    position = ((ids & np.uint64((1 << 61) - 1)) >> np.uint64(1)).astype(np.int64)
    i = np.zeros_like(face)
    j = np.zeros_like(face)
    orientation = face & 1
    for k in range(MAX_LEVEL - 1, -1, -1):
        active = MAX_LEVEL - k <= level
        pos = (position >> (2 * k)) & 3
        ij = _POS_TO_IJ[orientation, pos]
        i = np.where(active, i | (ij >> 1) << k, i)
        j = np.where(active, j | (ij & 1) << k, j)
        orientation = np.where(active, orientation ^ _POS_TO_ORIENTATION[pos], orientation)
    size = np.int64(1) << (MAX_LEVEL - level)
    st = np.stack([i, i + size, j, j + size], axis=1) / _SIZE
    return face, _st_to_uv(st)


def face_uv_to_xyz(face, u, v) -> np.ndarray:
    """Vectors (..., 3), not normalised, of points on cube faces: linear in u and in v."""
    one = np.ones_like(u)
    x = np.choose(face, [one, -u, -u, -one, v, v])
    y = np.choose(face, [u, one, -v, -v, -one, u])
    z = np.choose(face, [v, v, one, -u, -u, -one])
    return np.stack([x, y, z], axis=-1)


def areas_km2(ids, radius_km: float = 6371.0) -> np.ndarray:
    """Spherical areas (n,) in km2 of cells: the solid angle of a rectangle on a cube face."""
    u0, u1, v0, v1 = face_uv_bounds(ids)[1].T

    def corner(u, v):
        return np.arctan2(u * v, np.sqrt(1.0 + u * u + v * v))

    exact = corner(u1, v1) - corner(u0, v1) - corner(u1, v0) + corner(u0, v0)
    # The four terms cancel for small cells, where the area element at the middle is exact to 1e-7.
    u, v = 0.5 * (u0 + u1), 0.5 * (v0 + v1)
    element = (u1 - u0) * (v1 - v0) / (1.0 + u * u + v * v) ** 1.5
    return radius_km**2 * np.where(levels(ids) > 11, element, exact)


def _uv_to_st(u):
    return np.where(u >= 0, 0.5 * np.sqrt(1 + 3 * np.abs(u)), 1 - 0.5 * np.sqrt(1 + 3 * np.abs(u)))


def _st_to_uv(s):
    return np.where(s >= 0.5, (4 * s * s - 1) / 3, (1 - 4 * (1 - s) ** 2) / 3)
