"""Arrays of a bundle: one .npz a predictor, no pickles.

Those that end in "_q" are int8 with one fp16 or fp32 scale a row, under the same name ending in "_s".
"""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

import numpy as np

from .errors import BundleError

_MOST_BYTES = 4 * 10**9
_MOST_ARRAYS = 100


def quantise(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(n, d) -> int8 (n, d) and the rows' scales (n, 1) fp32; the error is below scale / 2."""
    scale = np.maximum(np.abs(values).max(axis=1, keepdims=True) / 127.0, 1e-12).astype(np.float32)
    return np.rint(values / scale).astype(np.int8), scale


def load_arrays(path: Path) -> dict[str, np.ndarray]:
    """Arrays of an .npz as `restore` gives them; BundleError when it is damaged, too large or holds no numbers."""
    try:
        with ZipFile(path) as archive:
            sizes = [entry.file_size for entry in archive.infolist()]
        if len(sizes) > _MOST_ARRAYS or sum(sizes) > _MOST_BYTES:
            raise BundleError(
                f"The bundle's file '{path.name}' holds {len(sizes)} arrays of {sum(sizes) / 1e9:.1f} GB, more than a"
                " bundle may: it is refused."
            )
        with np.load(path, allow_pickle=False) as stored:
            return restore({name: stored[name] for name in stored.files})
    # An array that claims more numbers than its file holds can meet the end of the memory before that of the file.
    except (
        OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile, ZlibError, MemoryError, NotImplementedError,
        RuntimeError, AttributeError, SyntaxError, OverflowError,
    ) as error:  # fmt: skip
        raise BundleError(f"The bundle's file '{path.name}' can't be read as arrays: install it again.") from error


def restore(stored: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Arrays as stored -> under their plain names, float32 or int64 for whole numbers.

    Raises KeyError without a scale, and ValueError for what is no number or a scale that is not one a row.
    """
    arrays = {}
    for name, values in stored.items():
        if values.dtype.kind not in "iuf":
            raise ValueError(f"{name} holds {values.dtype}")
        if name.endswith("_q"):
            scale = stored[f"{name[:-2]}_s"]
            if values.ndim != 2 or scale.shape != (len(values), 1):
                raise ValueError(f"{name} has no scale a row")
            arrays[name[:-2]] = values.astype(np.float32) * scale.astype(np.float32)
        elif not name.endswith("_s"):
            arrays[name] = values.astype(np.int64 if values.dtype.kind in "iu" else np.float32)
    return arrays
