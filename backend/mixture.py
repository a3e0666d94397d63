"""The starter bundle's geolocation head: three ways from an embedding x (d,) to the cells, mixed, in plain numpy.

- `Softmax` (heads.py): a linear layer;
- `LocationMatch`: the GeoCLIP way (Vivanco Cepeda et al. 2023): x is mapped to GeoCLIP's location space and compared
  by cosine with the location embeddings of the partition's cells, computed once and stored (seed 000, section 4);
- `Gallery`: a kernel over the partition from the most similar training photos' embeddings and positions;
- `Mixture`: the three together, the gallery's say growing with its best similarity.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .grid import unit_vectors
from .heads import Softmax, load_softmax, smoothed_targets, softmax, unit_rows
from .kernel import KernelRegression, Metrics


@dataclass(frozen=True)
class LocationMatch:
    """Kernel regression to location embeddings (e,), scored by cosine against the cells' (c, e), unit rows."""

    regression: KernelRegression
    cells: np.ndarray
    scale: float

    def locations(self, x: np.ndarray) -> np.ndarray:
        """(n, d) -> unit location embeddings (n, e)."""
        return unit_rows(self.regression.values(x))

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """(n, d) -> (n, c) float64: softmax of scale x cosine."""
        return softmax(self.scale * (self.locations(x) @ self.cells.T))


@dataclass(frozen=True)
class Gallery:
    """Kernel over the partition from the most similar training photos.

    anchors (n, d) unit rows under metric number `metric`; positions (n, 3) and cells (c, 3) unit vectors.
    """

    metrics: Metrics
    metric: int
    anchors: np.ndarray
    positions: np.ndarray
    cells: np.ndarray
    neighbours: int
    beta: float
    tau_km: float

    def probabilities(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(n, d) -> probabilities (n, c) float64 and the best cosine similarity (n,)."""
        query = unit_rows(x * self.metrics.weights[self.metric])
        similarity = query @ self.anchors.T
        count = min(self.neighbours, similarity.shape[1])
        nearest = np.argpartition(-similarity, count - 1, axis=1)[:, :count]
        near = np.take_along_axis(similarity, nearest, axis=1)
        weight = softmax(self.beta * near)
        result = np.empty((len(x), len(self.cells)))
        for k, (rows, w) in enumerate(zip(nearest, weight, strict=True)):
            result[k] = w @ smoothed_targets(self.positions[rows], self.cells, self.tau_km)
        return result, near.max(axis=1)


@dataclass(frozen=True)
class Mixture:
    """The geolocation predictor: a linear mixture of the three heads.

    The gallery's weight is low + (high - low) sigmoid((s - middle) / width), s its best similarity; the rest is
    shared between the other two, `softmax_share` of it to the softmax. A trace `floor` of the uniform distribution
    over the cells keeps every cell possible. `temperature` > 0 flattens the whole: p ** (1 / temperature), normalised.
    """

    softmax: Softmax
    match: LocationMatch
    gallery: Gallery
    low: float
    high: float
    middle: float
    width: float
    softmax_share: float
    floor: float
    temperature: float = 1.0

    def probabilities(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(n, d) -> probabilities (n, c) float64 and the gallery's best similarity (n,)."""
        near, best = self.gallery.probabilities(x)
        return self.combine(self.softmax.probabilities(x), self.match.probabilities(x), near, best), best

    def combine(self, soft, match, near, best) -> np.ndarray:
        """Mix the heads' probabilities (n, c) each."""
        gate = self.low + (self.high - self.low) / (1.0 + np.exp(-(best - self.middle) / self.width))
        gate = gate[:, None]
        mixed = gate * near + (1.0 - gate) * (self.softmax_share * soft + (1.0 - self.softmax_share) * match)
        mixed = (1.0 - self.floor) * mixed + self.floor / mixed.shape[1]
        if self.temperature != 1.0:
            mixed **= 1.0 / self.temperature
            mixed /= mixed.sum(axis=1, keepdims=True)
        return mixed


def load_mixture(arrays: dict[str, np.ndarray], settings: dict, latitude, longitude) -> Mixture:
    """The geolocation head from its arrays, its settings in the manifest and the cells' positions in degrees."""
    metrics = Metrics(arrays["metrics"])
    anchors = metrics.prepare(arrays["gallery"])
    cells = unit_vectors(latitude, longitude).astype(np.float32)
    gallery, match, gate = settings["gallery"], settings["location_match"], settings["gate"]
    return Mixture(
        softmax=load_softmax(arrays, settings["softmax"]["temperature"]),
        match=LocationMatch(
            KernelRegression(metrics, anchors, arrays["coefficients"], arrays["offset"], match["beta"]),
            unit_rows(arrays["cells"]),
            match["scale"],
        ),
        gallery=Gallery(
            metrics,
            gallery["metric"],
            anchors[gallery["metric"]],
            unit_vectors(*arrays["positions"].T).astype(np.float32),
            cells,
            gallery["neighbours"],
            gallery["beta"],
            gallery["tau_km"],
        ),
        low=gate["low"],
        high=gate["high"],
        middle=gate["middle"],
        width=gate["width"],
        softmax_share=settings["softmax"]["share"],
        floor=settings["floor"],
        temperature=settings.get("temperature", 1.0),
    )
