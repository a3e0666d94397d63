"""From raw features to the embedding: square roots, standardisation, PCA, half-whitening."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from training.models.embedder import POOLED

POOLED_DIMENSIONS = 256
STYLE_DIMENSIONS = 128
_WHITENING = 0.25  # divide by variance^0.25: halfway between PCA and whitened PCA


@dataclass(frozen=True)
class Projection:
    """The linear part after the square root: (x - shift) * scale, then one matrix for each of the two parts.

    shift, scale (2208,); pooled (1280, 256); style (928, 128); metrics (2, 384): weights of two ways to compare
    embeddings, the embedding itself and its pooled part whitened a little further (variance^0.375).
    """

    shift: np.ndarray
    scale: np.ndarray
    pooled: np.ndarray
    style: np.ndarray
    metrics: np.ndarray

    @classmethod
    def fit(cls, raw: np.ndarray) -> Projection:
        """Fit on raw features (n, 2208), n above 256."""
        rooted = _rooted(raw)
        shift, scale = rooted.mean(axis=0), np.ones(raw.shape[1], np.float32)
        scale[POOLED:] = 1.0 / (rooted[:, POOLED:].std(axis=0) + 1e-6)
        centred = (rooted - shift) * scale
        pooled, variance = _half_whitened(centred[:, :POOLED], POOLED_DIMENSIONS)
        style, _ = _half_whitened(centred[:, POOLED:], STYLE_DIMENSIONS)
        further = np.concatenate([variance**-0.125, np.zeros(STYLE_DIMENSIONS)])
        metrics = np.stack([np.ones(len(further)), further / further.max()])
        return cls(*(a.astype(np.float32) for a in (shift, scale, pooled, style, metrics)))

    def apply(self, raw: np.ndarray) -> np.ndarray:
        """Raw features (n, 2208) -> embeddings (n, 384) float32."""
        centred = (_rooted(raw) - self.shift) * self.scale
        return np.concatenate([centred[:, :POOLED] @ self.pooled, centred[:, POOLED:] @ self.style], axis=1)


def _rooted(raw: np.ndarray) -> np.ndarray:
    return np.concatenate([np.sqrt(np.maximum(raw[:, :POOLED], 0)), raw[:, POOLED:]], axis=1)


def _half_whitened(centred: np.ndarray, dimensions: int) -> tuple[np.ndarray, np.ndarray]:
    """Principal axes over variance^0.25, scaled so that the mean squared length is 1; and the variances."""
    variance, axes = np.linalg.eigh(np.cov(centred.T.astype(np.float64)))
    variance, axes = variance[::-1][:dimensions], axes[:, ::-1][:, :dimensions]
    # An axis' sign is arbitrary: fix it, so that two runs agree.
    axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(dimensions)])
    matrix = axes / np.maximum(variance, 1e-12) ** _WHITENING
    return matrix / np.sqrt(((centred @ matrix) ** 2).sum(axis=1).mean()), variance


def look_alikes(raw: np.ndarray, source: np.ndarray) -> np.ndarray:
    """Highest cosine (n,) of each photo with a photo of another source, on centred square roots of the pooled part.

    On the training photos, pairs above 0.75 are mostly one picture cropped or coloured anew, pairs from 0.6 to 0.75
    mostly the same sight in another picture, and below 0.5 the look says little of the place.
    """
    rooted = np.sqrt(np.maximum(raw[:, :POOLED], 0))
    rooted /= np.linalg.norm(rooted, axis=1, keepdims=True)
    rooted -= rooted.mean(axis=0)
    rooted /= np.linalg.norm(rooted, axis=1, keepdims=True)
    cosine = rooted @ rooted.T
    cosine[source[:, None] == source[None]] = -1.0
    return cosine.max(axis=1)
