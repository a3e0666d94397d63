"""Point predictions under Recall vs Area: a map whose score falls with the great-circle distance from the point.

Algorithm 3 of seed 000 then counts the pixels whose centres are at most as far from the prediction as the centre of
the truth's pixel. On a row of the grid these are the centres within a half-width of longitude, so a photo costs one
arc a row in place of 58 million distances, and the counts are exact.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from backend.grid import (
    EARTH_RADIUS_KM,
    HEIGHT,
    PIXELS_PER_DEGREE,
    SPHERE_AREA_KM2,
    WIDTH,
    haversine_km,
    pixel_centre,
    pixel_of,
    row_areas_km2,
)

# Distances are tied when the squares of their chords differ by less, relatively, or their columns by less: rounding.
_TIE = 1e-9
_TIE_COLUMNS = 1e-9
_AT_ONCE = 1_000_000  # rows of the grid, over all photos of a batch


def areas_until_truth(
    point: tuple[np.ndarray, np.ndarray], truth: tuple[np.ndarray, np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """Algorithm 3 for points: the areas (n,) in km2 searched, nearest pixel first, until the truth's pixel is found.

    point, truth: latitudes and longitudes (n,) in degrees. The first result counts every pixel as near as the
    truth's (pessimistic, >= as printed), the second only nearer ones (optimistic).
    """
    point = tuple(np.asarray(a, np.float64) for a in point)
    square = _half_chord_squared(*point, *pixel_centre(*pixel_of(*truth)))
    # The band of rows that a cap can reach; one more on either side for rounding.
    reach = np.degrees(2.0 * np.arcsin(np.sqrt(np.minimum(square, 1.0)))) * PIXELS_PER_DEGREE + 1.0
    middle = (90.0 - point[0]) * PIXELS_PER_DEGREE - 0.5
    first = np.clip(np.floor(middle - reach), 0, HEIGHT).astype(np.int64)
    count = np.clip(np.ceil(middle + reach), -1, HEIGHT - 1).astype(np.int64) + 1 - first
    found = np.empty((2, len(square)))
    total = np.cumsum(count)
    for begin, end in pairwise([0, *np.searchsorted(total, np.arange(_AT_ONCE, total[-1], _AT_ONCE)), len(total)]):
        some = slice(begin, end)
        found[:, some] = _areas(point[0][some], point[1][some], square[some], first[some], count[some])
    return found[0], found[1]


def _areas(lat, lon, square, first, count) -> np.ndarray:
    """Pessimistic and optimistic areas (2, m) of photos that reach `count` rows from row `first` on."""
    photo = np.repeat(np.arange(len(lat)), count)
    row = np.arange(len(photo)) - np.repeat(np.cumsum(count) - count, count) + first[photo]
    row_lat, pixel_area = np.radians(pixel_centre(np.arange(HEIGHT), 0)[0]), row_areas_km2()
    north = np.radians(lat)
    # sin^2(d/2) = sin^2(dphi/2) + cos phi_1 cos phi_2 sin^2(dlambda/2), solved for sin^2(dlambda/2).
    apart = np.sin(0.5 * (row_lat[row] - north[photo])) ** 2
    scale = np.maximum(np.cos(row_lat)[row] * np.cos(north)[photo], 1e-300)
    column = ((lon + 180.0) * PIXELS_PER_DEGREE - 0.5)[photo]
    found = []
    for sign in (1.0, -1.0):
        limit = square * (1.0 + sign * _TIE) + sign * 1e-24
        part = (limit[photo] - apart) / scale
        half = np.arcsin(np.sqrt(np.clip(part, 0.0, 1.0))) * (WIDTH / np.pi) + sign * _TIE_COLUMNS
        pixels = np.floor(column + half) - np.ceil(column - half) + 1.0
        pixels = np.where(part >= 1.0, WIDTH, np.where(part < 0.0, 0.0, np.clip(pixels, 0.0, WIDTH)))
        found.append(np.bincount(photo, weights=pixels * pixel_area[row], minlength=len(lat)))
    return np.array(found)


def _half_chord_squared(lat1, lon1, lat2, lon2) -> np.ndarray:
    """sin^2(d/2) of the angle d between positions in degrees."""
    lat1, lon1, lat2, lon2 = (np.radians(a) for a in (lat1, lon1, lat2, lon2))
    return np.sin(0.5 * (lat2 - lat1)) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin(0.5 * (lon2 - lon1)) ** 2


def claimed_until(error_km: np.ndarray, spread_km: np.ndarray) -> np.ndarray:
    """The probability (n,) that predictions with a spread claim for the cap that just reaches the truth.

    A Gaussian of standard deviation `spread_km` along each axis, on the sphere: von Mises-Fisher with kappa =
    (R / spread)^2, whose cap of angle d holds (1 - exp(-kappa (1 - cos d))) / (1 - exp(-2 kappa)). A spread of
    0 claims the point itself.
    """
    kappa, fall = _kappa(spread_km), 2.0 * np.sin(error_km / (2.0 * EARTH_RADIUS_KM)) ** 2
    with np.errstate(invalid="ignore"):
        claimed = np.expm1(-kappa * fall) / np.expm1(-2.0 * kappa)
    return np.where(np.isnan(claimed), 0.0, claimed)


def claimed_area_km2(probability: np.ndarray, spread_km: np.ndarray) -> np.ndarray:
    """The area in km2 of the cap that holds a claimed probability, the inverse of `claimed_until` (broadcasting)."""
    kappa = _kappa(spread_km)
    fall = -np.log1p(np.asarray(probability) * np.expm1(-2.0 * kappa)) / kappa
    return np.minimum(2.0 * np.pi * EARTH_RADIUS_KM**2 * fall, SPHERE_AREA_KM2)


def _kappa(spread_km: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore"):
        return (EARTH_RADIUS_KM / np.asarray(spread_km, np.float64)) ** 2


def pixel_diagonal_km(lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    """The diagonal (n,) in km of the pixels that hold positions in degrees."""
    row, column = pixel_of(lat, lon)
    centre_lat, centre_lon = pixel_centre(row, column)
    half = 0.5 / PIXELS_PER_DEGREE
    # The longer of the two diagonals ends at the side nearer to the equator; both are the same by symmetry.
    return haversine_km(centre_lat - half, centre_lon - half, centre_lat + half, centre_lon + half)
