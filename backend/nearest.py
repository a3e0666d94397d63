"""The pixels nearest to a point, up to an area: how a search area takes a part of zones that are equally dense.

Long runs are cut into short stretches. The triangle inequality bounds the angle from the point to every pixel of a
stretch, so most stretches lie wholly inside or outside, and single pixels are weighed along the rim alone.
"""

from __future__ import annotations

import numpy as np

from .grid import HEIGHT, WIDTH, pixel_centre, row_areas_km2, unit_vectors

_STRETCH = 64  # pixels
_SLACK = 1e-6  # radians: over the rounding of an arc cosine, under a pixel


def nearest_pixels(
    starts: np.ndarray, ends: np.ndarray, towards: np.ndarray, area_km2: float, *, at_least: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cut runs of pixels down to those nearest to their points, of an area in total.

    starts, ends (n,): flat runs [start, end), sorted, none across a row's end; towards (n, 3): the unit vector of each
    run's point; at_least: whether the pixel that passes the area still belongs. Pixels equally near go in flat order.
    Returns starts, ends and the input run of the (m,) runs that are left, in order.
    """
    run, begin, end = _stretches(starts, ends)
    row = begin // WIDTH
    area = (end - begin) * row_areas_km2()[row]
    angle = np.arccos(np.clip(_cosines((begin + end - 1) // 2, towards[run]), -1.0, 1.0))
    lat, _ = pixel_centre(row, 0)
    reach = (end - begin) * (np.pi / WIDTH) * np.cos(np.radians(lat)) + _SLACK
    # The rim lies where the stretches that may begin before it hold enough, and those that end before it not too much.
    low = _reached(angle - reach, area, area_km2 * (1 - 1e-9))
    high = _reached(angle + reach, area, area_km2 * (1 + 1e-9))
    inside = angle + reach < low
    rim = np.flatnonzero(~inside & (angle - reach <= high))

    length = end[rim] - begin[rim]
    pixel = np.repeat(begin[rim] - np.cumsum(length) + length, length) + np.arange(length.sum())
    of = np.repeat(run[rim], length)
    order = np.argsort(-_cosines(pixel, towards[of]), kind="stable")
    total = area[inside].sum() + np.cumsum(row_areas_km2()[pixel[order] // WIDTH])
    count = int(np.searchsorted(total, area_km2 * (1 + 1e-12), side="right"))
    taken = order[: min(count + at_least, len(order))]
    return _joined(
        np.concatenate([begin[inside], pixel[taken]]),
        np.concatenate([end[inside], pixel[taken] + 1]),
        np.concatenate([run[inside], of[taken]]),
    )


def _stretches(starts, ends):
    """The runs cut every `_STRETCH` pixels: run, start, end."""
    count = -((starts - ends) // _STRETCH)
    run = np.repeat(np.arange(len(starts)), count)
    step = np.arange(len(run)) - np.repeat(np.cumsum(count) - count, count)
    begin = starts[run].astype(np.int64) + step * _STRETCH
    return run, begin, np.minimum(begin + _STRETCH, ends[run])


def _cosines(pixel: np.ndarray, towards: np.ndarray) -> np.ndarray:
    """Cosines (n,) of the angles between pixel centres (n,) and unit vectors (n, 3)."""
    row = pixel // WIDTH
    column = pixel - row * WIDTH
    # Sines and cosines once a row and a column, not once a pixel.
    lat, _ = pixel_centre(np.arange(HEIGHT), 0)
    _, lon = pixel_centre(0, np.arange(WIDTH))
    meridian, equator = unit_vectors(lat, np.zeros(HEIGHT)), unit_vectors(np.zeros(WIDTH), lon)
    cos_lat = meridian[row, 0]
    return (
        cos_lat * equator[column, 0] * towards[:, 0]
        + cos_lat * equator[column, 1] * towards[:, 1]
        + meridian[row, 2] * towards[:, 2]
    )


def _reached(angle: np.ndarray, area: np.ndarray, area_km2: float) -> float:
    """The angle at which stretches taken by their angle reach an area; infinite when all of them don't."""
    order = np.argsort(angle, kind="stable")
    k = int(np.searchsorted(np.cumsum(area[order]), area_km2, side="left"))
    return float(angle[order[k]]) if k < len(order) else np.inf


def _joined(begin, end, run):
    """Stretches and pixels in order, joined where they continue one another in a run: starts, ends, run."""
    order = np.argsort(begin, kind="stable")
    begin, end, run = begin[order], end[order], run[order]
    new = np.ones(len(begin), bool)
    new[1:] = (begin[1:] != end[:-1]) | (run[1:] != run[:-1])
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(begin))[: len(first)] - 1
    return begin[first], end[last], run[first]
