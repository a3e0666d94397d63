"""Folds of photos that keep groups whole: photos of one source or place are never divided."""

from __future__ import annotations

import numpy as np


def group_folds(groups: np.ndarray, count: int, seed: int = 1) -> np.ndarray:
    """Fold (n,), 0 to count - 1, of each photo from its group (n,): largest group first into the emptiest fold."""
    names, group, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    load = np.random.default_rng(seed).random(count) * 1e-3
    fold = np.empty(len(names), np.int64)
    for k in np.argsort(-sizes, kind="stable"):
        fold[k] = np.argmin(load)
        load[fold[k]] += sizes[k]
    return fold[group]
