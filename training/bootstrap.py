"""Bootstrap intervals: what a figure might have been with other photos of the same kind (Efron 1979).

The photos are drawn again, with replacement, 2,000 times by a fixed seed; an interval runs between the 2.5th and the
97.5th percentile of the figure. Every figure of one set of photos sees the same draws, so differences are paired.
Photos of one source or place are alike: drawn by whole groups, an interval counts the groups, not the photos (the
cluster bootstrap, Field and Welsh 2007).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_matrix

RESAMPLES = 2000
INTERVAL = 0.95
_DRAWN_AT_ONCE = 4_000_000  # photos of all resamples of a chunk


class Bootstrap:
    """Resamples of n photos. Memory is that of a chunk of them, whatever their number.

    groups: (n,) of each photo, to draw as many whole groups as there are; without, photos are drawn one by one.
    """

    def __init__(self, n: int, seed: int, resamples: int = RESAMPLES, groups: np.ndarray | None = None):
        self._n = n
        self._group = None if groups is None else np.unique(groups, return_inverse=True)[1]
        self._seed = seed
        self._resamples = resamples

    def _draws(self) -> Iterator[tuple[slice, np.ndarray]]:
        """How often each photo is in each resample: (n, b) float32 for the resamples of a slice."""
        random = np.random.default_rng(self._seed)
        units = self._n if self._group is None else int(self._group.max()) + 1
        at_once = max(1, min(self._resamples, _DRAWN_AT_ONCE // self._n))
        for begin in range(0, self._resamples, at_once):
            some = slice(begin, min(begin + at_once, self._resamples))
            b = some.stop - some.start
            drawn = random.integers(units, size=(b, units), dtype=np.int32)
            drawn += np.arange(b, dtype=np.int32)[:, None] * units
            counts = np.bincount(drawn.ravel(), minlength=b * units).reshape(b, units)
            if self._group is not None:
                counts = counts[:, self._group]
            yield some, np.ascontiguousarray(counts.T, np.float32)

    def shares(self, values: np.ndarray, limits: np.ndarray) -> np.ndarray:
        """The share of photos whose value is within each limit: (resamples, m, l) for values (n, m), limits (l,)."""
        n, m = values.shape
        order = np.argsort(limits, kind="stable")
        slots = len(limits) + 1
        # A photo counts in the first slot whose limit reaches its value, and by the sum in all that follow.
        slot = np.searchsorted(limits[order], values, side="left") + slots * np.arange(m)
        hits = csr_matrix(
            (np.ones(n * m, np.float32), (slot.ravel(), np.repeat(np.arange(n), m))), shape=(m * slots, n)
        )
        found = np.empty((self._resamples, m, len(limits)), np.float32)
        for some, counts in self._draws():
            reached = np.cumsum((hits @ counts).reshape(m, slots, -1)[:, :-1], axis=1) / counts.sum(axis=0)
            found[some][:, :, order] = np.moveaxis(reached, 2, 0)
        return found

    def means(self, values: np.ndarray) -> np.ndarray:
        """Means (resamples, m) of values (n, m)."""
        found = np.empty((self._resamples, values.shape[1]))
        for some, counts in self._draws():
            found[some] = (counts.T @ values) / counts.sum(axis=0)[:, None]
        return found

    def medians(self, values: np.ndarray) -> np.ndarray:
        """Medians (resamples, m) of values (n, m)."""
        order = np.argsort(values, axis=0, kind="stable")
        found = np.empty((self._resamples, values.shape[1]))
        for some, counts in self._draws():
            drawn = counts.sum(axis=0)
            for k in range(values.shape[1]):
                sorted_values = values[order[:, k], k]
                below = np.cumsum(counts[order[:, k]], axis=0)
                middle = [(below <= rank).sum(axis=0) for rank in ((drawn - 1) // 2, drawn // 2)]
                found[some, k] = 0.5 * (sorted_values[middle[0]] + sorted_values[middle[1]])
        return found


def interval(found: np.ndarray) -> np.ndarray:
    """The percentile interval of figures (resamples, ...): (2, ...), low and high."""
    return np.quantile(found, [0.5 * (1 - INTERVAL), 0.5 * (1 + INTERVAL)], axis=0)
