"""The photos to learn from: where they were taken, how surely, and who published them.

Labels come from file names, so photos of one source share its faults and its taste: every split here is by source.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from backend.grid import haversine_km
from training.folds import group_folds

# How far a label can be trusted, as a weight of the loss: a city's or a site's centre is as good as a point at the
# scale of the partition; "region" is 100 to 400 km off; "country" gives no usable coordinates, with few exceptions.
PRECISION_WEIGHT = {"point": 1.0, "site": 1.0, "city": 1.0, "park": 0.9, "region": 0.5, "country": 0.2}
DARKEST = 12.0  # standard deviation of luminance (0-255) below which a frame shows nothing
TEST_SOURCES = 16
TEST_SEED = 0
TEST_SIZES = (10, 90)  # photos of a source that may be drawn: enough to count, not enough to dominate

# Boxes (south, north, west, east) tried in order; what none holds is Oceania. Coarse on purpose: they only keep
# Europe, 44 % of the photos, from deciding everything.
REGIONS = (
    ("North Asia", 45, 90, 60, 180),
    ("North Asia", 50, 90, -180, -169),
    ("Europe", 36, 85, -32, 60),
    ("Europe", 34.5, 47, 18.8, 30),
    ("Middle East and Central Asia", 12, 50, 34, 75),
    ("North Africa", 18, 38, -20, 36),
    ("Africa", -40, 18, -26, 60),
    ("South Asia", -12, 36, 60, 93),
    ("East Asia", 18, 55, 93, 150),
    ("South-East Asia", -11.5, 29, 91, 142),
    ("North America", 23.5, 85, -170, -10),
    ("Central America", 7, 33.5, -119, -59),
    ("South America", -60, 13.5, -93, -30),
)


@dataclass(frozen=True)
class Photos:
    """Labelled photos; every array is (n,) in one order. Positions in degrees."""

    id: np.ndarray
    latitude: np.ndarray
    longitude: np.ndarray
    precision: np.ndarray
    source: np.ndarray

    def __len__(self) -> int:
        return len(self.id)

    def rows(self, index: np.ndarray) -> Photos:
        """The photos at `index` (row numbers or a mask)."""
        return Photos(*(getattr(self, name)[index] for name in self.__dataclass_fields__))


def load_photos(folder: Path) -> Photos:
    """Photos of `photos.csv` that have coordinates; FileNotFoundError names the file when it is missing."""
    path = folder / "photos.csv"
    if not path.is_file():
        raise FileNotFoundError(f"'{path.name}' is missing in the folder '{folder.name}': pass --data.")
    table = pd.read_csv(path).dropna(subset=["lat", "lon"])
    return Photos(*(np.array(table[column].tolist()) for column in ("id", "lat", "lon", "precision", "source")))


def photo_files(data: Path, photos: Photos) -> list[Path]:
    """Where the pictures are, below the folder of `photos`, rasters and backbones."""
    return [data / "photos" / "images" / f"{identifier}.jpg" for identifier in photos.id]


def regions(latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """Name of the world region of each position, (n,)."""
    name = np.full(len(latitude), "Oceania", dtype=object)
    done = np.zeros(len(latitude), bool)
    for label, south, north, west, east in REGIONS:
        inside = (latitude >= south) & (latitude <= north) & (longitude >= west) & (longitude <= east) & ~done
        name[inside] = label
        done |= inside
    return name.astype(str)


def sample_weights(photos: Photos, balance: float = 0.5) -> np.ndarray:
    """Weights (n,) of mean 1: precision x (photos of the region x photos of the source)^-balance, counted here."""
    weight = np.array([PRECISION_WEIGHT[p] for p in photos.precision])
    for group in (regions(photos.latitude, photos.longitude), photos.source):
        _, inverse, counts = np.unique(group, return_inverse=True, return_counts=True)
        weight = weight / counts[inverse] ** balance
    return weight / weight.mean()


def test_sources(photos: Photos) -> list[str]:
    """The sources left out of every choice: 16 drawn once, by a fixed seed, from those with 10 to 90 photos."""
    names, counts = np.unique(photos.source, return_counts=True)
    pool = names[(counts >= TEST_SIZES[0]) & (counts <= TEST_SIZES[1])]
    return sorted(np.random.default_rng(TEST_SEED).choice(pool, TEST_SOURCES, replace=False).tolist())


test_sources.__test__ = False  # not a test, whatever pytest makes of its name


def source_folds(photos: Photos, count: int, seed: int = 1) -> np.ndarray:
    """Fold (n,) of each photo: whole sources."""
    return group_folds(photos.source, count, seed)


def near(photos: Photos, others: Photos, radius_km: float) -> np.ndarray:
    """Whether each photo (n,) was taken within a radius of any of `others`."""
    close = np.zeros(len(photos), bool)
    for latitude, longitude in zip(others.latitude, others.longitude, strict=True):
        close |= haversine_km(photos.latitude, photos.longitude, latitude, longitude) < radius_km
    return close
