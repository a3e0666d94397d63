"""From what the networks say of a photo to class probabilities: the heads of a bundle, in plain numpy.

Embeddings and logits are (n, d) float32 with a row a photo, or a row a view of one photo where the name says views.
The starter bundle's own head is in mixture.py; bundle_heads.py wires heads to a manifest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .grid import EARTH_RADIUS_KM


def softmax(logits: np.ndarray) -> np.ndarray:
    """Softmax along the last axis, in float64."""
    logits = np.asarray(logits, np.float64)
    e = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def unit_rows(x: np.ndarray) -> np.ndarray:
    """Rows scaled to length 1, float32."""
    return (x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-12)).astype(np.float32)


def smoothed_targets(position: np.ndarray, cells: np.ndarray, tau_km: float) -> np.ndarray:
    """Haversine smoothing (PIGEON, equation 2): exp(-(d - d_min) / tau), each row normalised.

    position (n, 3) and cells (c, 3) are unit vectors; returns (n, c) float32. R is 6371 km here, 6378.137 there.
    """
    cosine = np.clip(position.astype(np.float32) @ cells.astype(np.float32).T, -1.0, 1.0)
    km = np.arccos(cosine) * np.float32(EARTH_RADIUS_KM)
    weight = np.exp((km.min(axis=1, keepdims=True) - km) / np.float32(tau_km))
    return weight / weight.sum(axis=1, keepdims=True)


@dataclass(frozen=True)
class Softmax:
    """A linear layer on an embedding: weight (d, c), bias (c,), temperature > 0 dividing the logits."""

    weight: np.ndarray
    bias: np.ndarray
    temperature: float = 1.0

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """(n, d) -> (n, c) float64."""
        return softmax((x @ self.weight + self.bias) / self.temperature)


def load_softmax(arrays: dict[str, np.ndarray], temperature: float) -> Softmax:
    """A softmax head from arrays "weight" (stored c x d, one scale a class) and "bias"."""
    return Softmax(np.ascontiguousarray(arrays["weight"].T), arrays["bias"], temperature)


@dataclass(frozen=True)
class Logits:
    """A network that ends in the classes themselves (the attribute predictors of seed 000, section 5.1)."""

    temperature: float = 1.0

    def probabilities(self, views: np.ndarray) -> np.ndarray:
        """Logits of one photo's views (v, c) -> (c,) float64, the mean of the views' probabilities."""
        return softmax(views / self.temperature).mean(axis=0)


@dataclass(frozen=True)
class Cosine:
    """GeoCLIP's way (Vivanco Cepeda et al. 2023; seed 000, section 5.2): the photo's embedding against the cells'.

    cells (c, e) float32 unit rows, location embeddings computed once; scale: exp of the trained logit scale.
    """

    cells: np.ndarray
    scale: float
    temperature: float = 1.0

    def probabilities(self, views: np.ndarray) -> np.ndarray:
        """Embeddings of one photo's views (v, e) of any length -> (c,) float64, softmax of scale x cosine.

        Several views are averaged after each has been scaled to length 1.
        """
        photo = unit_rows(unit_rows(views).mean(axis=0))
        return softmax(self.scale * (self.cells @ photo) / self.temperature)


@dataclass(frozen=True)
class Hierarchy:
    """GeoEstimation's f* (Müller-Budack et al. 2018; seed 000, section 5.2): three partitions at once.

    coarse_of_fine, middle_of_fine (c_fine,) int64: the coarse and the middle class that hold each fine one.
    """

    coarse_of_fine: np.ndarray
    middle_of_fine: np.ndarray
    temperature: float = 1.0

    def probabilities(self, coarse: np.ndarray, middle: np.ndarray, fine: np.ndarray) -> np.ndarray:
        """Logits of one photo's views, (v, c_k) each -> (c_fine,) float64.

        The softmax of each view, its maximum over the views, then the product of a fine class with the two that hold
        it, which is normalised again (the published code leaves that out).
        """
        best = [softmax(logits / self.temperature).max(axis=0) for logits in (coarse, middle, fine)]
        product = best[2] * best[1][self.middle_of_fine] * best[0][self.coarse_of_fine]
        return product / product.sum()


def prior(photos: np.ndarray) -> np.ndarray:
    """What is known of any photo before it is seen: each cell's share (c,) float64 of the training photos (c,)."""
    return photos / photos.sum()
