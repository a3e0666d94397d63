"""Kernel regression from the embeddings of the training photos, in plain numpy: to vectors, or to classes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .heads import softmax, unit_rows


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
class KernelRegression:
    """offset + sum over the training photos of kernel x coefficients.

    anchors: the m training photos under each metric; coefficients (m, e); offset (e,); beta: sharpness of the kernel.
    """

    metrics: Metrics
    anchors: list[np.ndarray]
    coefficients: np.ndarray
    offset: np.ndarray
    beta: float

    def values(self, x: np.ndarray) -> np.ndarray:
        """(n, d) -> (n, e)."""
        return self.metrics.kernel(self.metrics.prepare(x), self.anchors, self.beta) @ self.coefficients + self.offset


@dataclass(frozen=True)
class KernelClasses:
    """An attribute predictor: the regression's values, at least `floor`, are the classes' shares.

    The regression was fitted on ones and zeros (least squares), so its values are near probabilities but may leave
    [0, 1]. `temperature` > 0 flattens: p ** (1 / temperature), normalised.
    """

    regression: KernelRegression
    floor: float
    temperature: float = 1.0

    def logits(self, x: np.ndarray) -> np.ndarray:
        """(n, d) -> (n, c) logarithms of the shares, not normalised."""
        return np.log(np.maximum(self.regression.values(x), self.floor))

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """(n, d) -> (n, c) float64."""
        return softmax(self.logits(x) / self.temperature)


def load_kernel_classes(
    arrays: dict[str, np.ndarray], anchors: dict[str, np.ndarray], settings: dict, temperature: float
) -> KernelClasses:
    """The head from its arrays "coefficients" and "offset", the anchors' "gallery" and "metrics", and its settings."""
    metrics = Metrics(anchors["metrics"])
    regression = KernelRegression(
        metrics, metrics.prepare(anchors["gallery"]), arrays["coefficients"], arrays["offset"], settings["beta"]
    )
    return KernelClasses(regression, settings["floor"], temperature)
