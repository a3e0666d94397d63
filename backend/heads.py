"""What a bundle computes from a photo's embedding: class probabilities, in plain numpy.

Four heads over one embedding x (d,), each a few matrix products, so none needs a network of its own:

- `Softmax`: a linear layer (a geolocation or an attribute predictor);
- `LocationMatch`: the GeoCLIP way (Vivanco Cepeda et al. 2023): x is mapped to GeoCLIP's location space and compared
  by cosine with the location embeddings of the partition's cells, computed once and stored (seed 000, section 4);
- `Gallery`: a kernel over the partition from the most similar training photos' embeddings and positions;
- `Mixture`: the three geolocation heads together, the gallery's say growing with its best similarity.

Arrays travel in one .npz a predictor (no pickles). Those that end in "_q" are int8 with one fp16 or fp32 scale a
row, under the same name ending in "_s".
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile
from zlib import error as ZlibError

import numpy as np

from .errors import BundleError
from .grid import EARTH_RADIUS_KM, unit_vectors


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
    """weight (d, c), bias (c,), temperature > 0 dividing the logits."""

    weight: np.ndarray
    bias: np.ndarray
    temperature: float = 1.0

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """(n, d) -> (n, c) float64."""
        return softmax((x @ self.weight + self.bias) / self.temperature)


@dataclass(frozen=True)
class Metrics:
    """Ways to compare embeddings: cosines after weighting the dimensions by `weights` (k, d)."""

    weights: np.ndarray

    def prepare(self, x: np.ndarray) -> list[np.ndarray]:
        """Unit rows of (n, d) under each metric: k arrays (n, d)."""
        return [unit_rows(x * w) for w in self.weights]

    def kernel(self, a: list[np.ndarray], b: list[np.ndarray], beta: float) -> np.ndarray:
        """Mean over the metrics of exp(beta (cos - 1)), (n, m)."""
        return sum(np.exp(beta * (u @ v.T - 1.0)) for u, v in zip(a, b, strict=True)) / len(a)


@dataclass(frozen=True)
class LocationMatch:
    """Kernel regression to location embeddings, scored by cosine against the cells'.

    anchors: the training photos under each metric; coefficients (n, e); offset (e,); cells (c, e) unit rows.
    """

    metrics: Metrics
    anchors: list[np.ndarray]
    coefficients: np.ndarray
    offset: np.ndarray
    cells: np.ndarray
    beta: float
    scale: float

    def locations(self, x: np.ndarray) -> np.ndarray:
        """(n, d) -> unit location embeddings (n, e)."""
        kernel = self.metrics.kernel(self.metrics.prepare(x), self.anchors, self.beta)
        return unit_rows(kernel @ self.coefficients + self.offset)

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


def quantise(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(n, d) -> int8 (n, d) and the rows' scales (n, 1) fp32; the error is below scale / 2."""
    scale = np.maximum(np.abs(values).max(axis=1, keepdims=True) / 127.0, 1e-12).astype(np.float32)
    return np.rint(values / scale).astype(np.int8), scale


def load_arrays(path: Path) -> dict[str, np.ndarray]:
    """Arrays of an .npz in float32 (quantised ones restored); BundleError when it is damaged or holds objects."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            return restore({name: stored[name] for name in stored.files})
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile, ZlibError) as error:
        raise BundleError(f"The bundle's file '{path.name}' can't be read as arrays: install it again.") from error


def restore(stored: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Arrays as stored -> float32 under their plain names; KeyError when a scale is missing."""
    arrays = {}
    for name, values in stored.items():
        if name.endswith("_q"):
            arrays[name[:-2]] = values.astype(np.float32) * stored[f"{name[:-2]}_s"].astype(np.float32)
        elif not name.endswith("_s"):
            arrays[name] = values.astype(np.float32)
    return arrays


def load_softmax(arrays: dict[str, np.ndarray], temperature: float) -> Softmax:
    """A softmax head from arrays "weight" (stored c x d, one scale a class) and "bias"."""
    return Softmax(np.ascontiguousarray(arrays["weight"].T), arrays["bias"], temperature)


def load_mixture(arrays: dict[str, np.ndarray], settings: dict, latitude, longitude) -> Mixture:
    """The geolocation head from its arrays, its settings in the manifest and the cells' positions in degrees."""
    metrics = Metrics(arrays["metrics"])
    anchors = metrics.prepare(arrays["gallery"])
    cells = unit_vectors(latitude, longitude).astype(np.float32)
    gallery, match, gate = settings["gallery"], settings["location_match"], settings["gate"]
    return Mixture(
        softmax=load_softmax(arrays, settings["softmax"]["temperature"]),
        match=LocationMatch(
            metrics,
            anchors,
            arrays["coefficients"],
            arrays["offset"],
            unit_rows(arrays["cells"]),
            match["beta"],
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
