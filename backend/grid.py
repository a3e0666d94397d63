"""The common grid of the ensemble: 5400 x 10800 pixels of 1/30 degree in WGS-84, north up.

Seed 000, section 5.2. Rows run from north to south, columns from west (-180) to east. Areas are exact band
areas on the sphere of radius `EARTH_RADIUS_KM`, so a pixel's area depends on its row alone.
"""

from __future__ import annotations

import numpy as np

HEIGHT = 5400
WIDTH = 10800
PIXELS_PER_DEGREE = 30
EARTH_RADIUS_KM = 6371.0
SPHERE_AREA_KM2 = 4.0 * np.pi * EARTH_RADIUS_KM**2
CRS = "EPSG:4326"


def row_areas_km2(height: int = HEIGHT, width: int = WIDTH) -> np.ndarray:
    """Area in km2 of one pixel of each row, (height,) float64: R^2 (sin north - sin south) dlambda.

    The grid's own rows, or those of another raster of the whole world with height x width pixels.
    """
    edges = np.radians(90.0 - 180.0 * np.arange(height + 1) / height)
    # sin a - sin b written as a product keeps every digit at the poles, where the two sines are both 1.
    middle = 0.5 * (edges[:-1] + edges[1:])
    half_height = 0.5 * (edges[:-1] - edges[1:])
    return EARTH_RADIUS_KM**2 * (2.0 * np.pi / width) * 2.0 * np.cos(middle) * np.sin(half_height)


def pixel_of(lat, lon) -> tuple[np.ndarray, np.ndarray]:
    """Row and column (int64, shape of the input) of positions in degrees.

    A position on an edge belongs to the pixel south or east of it; latitude -90 to the last row; longitude
    180 is -180. Latitudes must be within [-90, 90]; longitudes may be any finite number.
    """
    lat = np.asarray(lat, dtype=np.float64)
    lon = np.asarray(lon, dtype=np.float64)
    row = np.clip(np.floor((90.0 - lat) * PIXELS_PER_DEGREE).astype(np.int64), 0, HEIGHT - 1)
    col = np.floor((lon + 180.0) * PIXELS_PER_DEGREE).astype(np.int64) % WIDTH
    return row, col


def pixel_centre(row, col) -> tuple[np.ndarray, np.ndarray]:
    """Latitude and longitude in degrees of pixel centres."""
    return (
        90.0 - (np.asarray(row) + 0.5) / PIXELS_PER_DEGREE,
        (np.asarray(col) + 0.5) / PIXELS_PER_DEGREE - 180.0,
    )


def unit_vectors(lat, lon) -> np.ndarray:
    """Unit vectors (..., 3) of positions in degrees."""
    lat, lon = np.radians(lat), np.radians(lon)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)


def haversine_km(lat1, lon1, lat2, lon2) -> np.ndarray:
    """Great-circle distance in km between positions in degrees (broadcasting), on the sphere."""
    lat1, lon1, lat2, lon2 = (np.radians(np.asarray(a, dtype=np.float64)) for a in (lat1, lon1, lat2, lon2))
    h = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return 2.0 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(h, 0.0, 1.0)))


def cap_area_km2(radius_km) -> np.ndarray:
    """Area in km2 of the spherical cap of a great-circle radius: 2 pi R^2 (1 - cos(r / R))."""
    return 4.0 * np.pi * EARTH_RADIUS_KM**2 * np.sin(np.asarray(radius_km) / (2.0 * EARTH_RADIUS_KM)) ** 2
