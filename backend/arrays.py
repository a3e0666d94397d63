"""Arrays of a bundle: one .npz a predictor, no pickles.

Those that end in "_q" are int8 with one fp16 or fp32 scale a row, under the same name ending in "_s".
"""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile
from zlib import error as ZlibError

import numpy as np

from .errors import BundleError


def quantise(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(n, d) -> int8 (n, d) and the rows' scales (n, 1) fp32; the error is below scale / 2."""
    scale = np.maximum(np.abs(values).max(axis=1, keepdims=True) / 127.0, 1e-12).astype(np.float32)
    return np.rint(values / scale).astype(np.int8), scale


def load_arrays(path: Path) -> dict[str, np.ndarray]:
    """Arrays of an .npz as `restore` gives them; BundleError when it is damaged or holds objects."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            return restore({name: stored[name] for name in stored.files})
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile, ZlibError) as error:
        raise BundleError(f"The bundle's file '{path.name}' can't be read as arrays: install it again.") from error


def restore(stored: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Arrays as stored -> under their plain names, float32 or int64 for whole numbers; KeyError without a scale."""
    arrays = {}
    for name, values in stored.items():
        if name.endswith("_q"):
            arrays[name[:-2]] = values.astype(np.float32) * stored[f"{name[:-2]}_s"].astype(np.float32)
        elif not name.endswith("_s"):
            arrays[name] = values.astype(np.int64 if values.dtype.kind in "iu" else np.float32)
    return arrays
