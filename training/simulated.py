"""SIMULATED predictors of a given quality on real coordinates: no picture is looked at, and none of this is a model.

Geolocation. A photo tells the predictor a noisy point: the truth displaced by a von Mises-Fisher error of a width of
its own. Widths are log-normal, since easy and hard photos are orders of magnitude apart: PIGEON's shares within 1, 25,
200, 750 and 2500 km (seed 002: 5.36, 40.36, 78.28, 94.52, 98.56 %) lie on a normal curve over log distance whose
standard deviation is about 2. The predictor knows each photo's width and where photos are taken (the photos of every
cell), and answers by Bayes' rule: p(cell) is proportional to photos of the cell x likelihood of the noisy point, a
cell being as wide as a disc of its area. So it is calibrated, and falls back on where photos are taken as it knows
less.

Attribute. Evidence for class k is strength x [k is true] + noise_k, noise standard normal; by Bayes' rule the logits
are log frequency_k + strength x evidence_k. The accuracy that is dialled is that of the largest evidence: it is the
same for every class, hence a balanced accuracy, 1 / classes at strength 0 and 1 at infinite strength.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr

from backend.grid import EARTH_RADIUS_KM, haversine_km, unit_vectors
from backend.heads import softmax
from backend.partition import Partition

SPREAD = 2.0
# No predictor is ever surer than this leaves it: what remains goes to the classes by their frequency.
FLOOR = 1e-3
_AT_ONCE = 250  # photos
_WIDTHS_KM = (0.1, 30_000.0)
_STEPS = 14


@dataclass(frozen=True)
class Geolocation:
    """What a SIMULATED geolocation predictor says of n photos: probabilities (n, cells) float32, the noisy points
    (latitude, longitude in degrees) that it went by, and the median error of its best points in km."""

    probabilities: np.ndarray
    latitude: np.ndarray
    longitude: np.ndarray
    median_km: float


def geolocation(
    latitude: np.ndarray,
    longitude: np.ndarray,
    partition: Partition,
    cell_area: np.ndarray,
    median_km: float,
    seed: int,
) -> Geolocation:
    """A predictor whose best points (mean position of the likeliest cell's photos) have a median error as wanted.

    latitude, longitude: (n,) degrees of the truths; cell_area: (cells,) km2. Raises ValueError when the cells are too
    large, or the photos too few, for the wanted error.
    """
    random = np.random.default_rng(seed)
    difficulty = np.exp(SPREAD * random.standard_normal(len(latitude)))
    closeness, bearing = random.random(len(latitude)), random.uniform(0.0, 2 * np.pi, len(latitude))

    def with_width(log_width: float) -> Geolocation:
        width = np.exp(log_width) * difficulty
        points = _displaced(latitude, longitude, width, closeness, bearing)
        p = _posterior(*points, width, partition, cell_area)
        best = p.argmax(axis=1)
        error = haversine_km(partition.lat[best], partition.lon[best], latitude, longitude)
        return Geolocation(p, *points, float(np.median(error)))

    low, high = np.log(_WIDTHS_KM)
    for _ in range(_STEPS):
        middle = 0.5 * (low + high)
        found = with_width(middle)
        low, high = (middle, high) if found.median_km < median_km else (low, middle)
    if abs(found.median_km / median_km - 1.0) > 0.2:
        raise ValueError(
            f"No simulated predictor has a median error of {median_km:g} km on these photos and cells; the nearest has"
            f" {found.median_km:.0f} km."
        )
    return found


def _displaced(
    latitude: np.ndarray, longitude: np.ndarray, width_km: np.ndarray, closeness: np.ndarray, bearing: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Points drawn from a von Mises-Fisher distribution of standard deviation width_km along each axis."""
    kappa = (EARTH_RADIUS_KM / width_km) ** 2
    cosine = 1.0 + np.log(closeness + (1.0 - closeness) * np.exp(-2.0 * kappa)) / kappa
    angle = np.arccos(np.clip(cosine, -1.0, 1.0))
    phi, lam = np.radians(latitude), np.radians(longitude)
    sine = np.sin(phi) * np.cos(angle) + np.cos(phi) * np.sin(angle) * np.cos(bearing)
    east = np.sin(bearing) * np.sin(angle) * np.cos(phi)
    moved = lam + np.arctan2(east, np.cos(angle) - np.sin(phi) * sine)
    return np.degrees(np.arcsin(np.clip(sine, -1.0, 1.0))), (np.degrees(moved) + 180.0) % 360.0 - 180.0


def _posterior(
    latitude: np.ndarray, longitude: np.ndarray, width_km: np.ndarray, partition: Partition, cell_area: np.ndarray
) -> np.ndarray:
    """Probabilities (n, cells) float32 of the cells, given noisy points and their widths."""
    points, cells = unit_vectors(latitude, longitude), unit_vectors(partition.lat, partition.lon)
    # The variance along an axis of a point drawn evenly from a disc of area A is A / (4 pi).
    own = cell_area / (4.0 * np.pi * EARTH_RADIUS_KM**2)
    log_photos = np.log(partition.photos)
    found = np.empty((len(points), len(cells)), np.float32)
    for begin in range(0, len(points), _AT_ONCE):
        some = slice(begin, begin + _AT_ONCE)
        kappa = 1.0 / ((width_km[some, None] / EARTH_RADIUS_KM) ** 2 + own)
        log_likelihood = np.log(kappa / -np.expm1(-2.0 * kappa)) + kappa * (points[some] @ cells.T - 1.0)
        found[some] = softmax(log_photos + log_likelihood)
    return found


def strength(accuracy: float, classes: int) -> float:
    """The strength at which the largest evidence is the true class's with this probability: 0 at chance or less,
    infinite at 1."""
    if accuracy <= 1.0 / classes:
        return 0.0
    if accuracy >= 1.0:
        return np.inf
    x = np.linspace(-9.0, 9.0, 4001)
    density = np.exp(-0.5 * x**2) / np.sqrt(2 * np.pi) * (x[1] - x[0])
    return float(brentq(lambda s: density @ ndtr(x + s) ** (classes - 1) - accuracy, 0.0, 30.0))


def noise(truth: np.ndarray, classes: int, seed: int) -> np.ndarray:
    """Independent standard normal noise (n, classes) of the evidence."""
    return np.random.default_rng(seed).standard_normal((len(truth), classes))


def dependent(
    own: np.ndarray, truth: np.ndarray, misled_to: np.ndarray, error_km: np.ndarray, share: float, seed: int
) -> np.ndarray:
    """Noise (n, classes) that goes with the geolocation's errors in a share of the photos, as accurate as before.

    In these photos the noise is dealt anew so that the photos which the geolocation gets most wrong have the most
    misleading noise, and the loudest wrong class becomes that of the place where the geolocation was misled to.
    own: independent noise; truth, misled_to: (n,) classes at the truth and at the noisy point, -1 = none; error_km:
    (n,) of the noisy point.
    """
    chosen = np.flatnonzero((np.random.default_rng(seed).random(len(truth)) < share) & (truth >= 0))
    moved, place = own.copy(), np.arange(len(chosen))
    # With the true class's noise first, rows can be exchanged between photos of different classes.
    rows, at = own[chosen], truth[chosen]
    first = rows[place, at].copy()
    rows[place, at] = rows[:, 0]
    rows[:, 0] = first
    helpful = np.argsort(rows[:, 0] - rows[:, 1:].max(axis=1), kind="stable")
    worst = np.argsort(-error_km[chosen], kind="stable")
    dealt = np.empty_like(rows)
    dealt[worst] = rows[helpful]
    dealt[place, 0], dealt[place, at] = dealt[place, at], dealt[:, 0].copy()
    loud = dealt.copy()
    loud[place, at] = -np.inf
    loudest, wanted = loud.argmax(axis=1), misled_to[chosen]
    swap = np.flatnonzero((wanted >= 0) & (wanted != at))
    a, b = loudest[swap], wanted[swap]
    dealt[swap, a], dealt[swap, b] = dealt[swap, b], dealt[swap, a]
    moved[chosen] = dealt
    return moved


def attribute(truth: np.ndarray, noise: np.ndarray, strength: float, frequency: np.ndarray) -> np.ndarray:
    """Probabilities (n, classes) of a SIMULATED attribute predictor, see the module's first lines.

    truth: (n,) class, -1 = none; frequency: (classes,) of the classes among photos, all above 0.
    """
    known = truth >= 0
    if np.isinf(strength):
        p = np.where(known[:, None], np.eye(len(frequency))[truth], frequency)
    else:
        evidence = noise.copy()
        evidence[known, truth[known]] += strength
        p = softmax(np.log(frequency) + strength * evidence)
    return (1.0 - FLOOR) * p + FLOOR * frequency
