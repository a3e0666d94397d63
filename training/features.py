"""Raw features of photos: the trunk run once over every photo, through ONNX Runtime as the backend runs it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from PIL import Image

from backend.preprocessing import prepare

PREPROCESSING = {
    "resize_short_side": 288,
    "multiple_of": 32,
    "longest_side": 576,
    "interpolation": "bicubic",
    "mean": [0.5, 0.5, 0.5],
    "std": [0.5, 0.5, 0.5],
}


def extract(
    network: Path, files: list[Path], cache: Path | None = None, preprocessing: dict[str, Any] = PREPROCESSING
) -> tuple[np.ndarray, np.ndarray]:
    """Raw features (n, 2208) float32 and luminance spread (n,) of photo files.

    With a cache folder the result is kept there under a name made of the network's and the files' digests.
    """
    key = hashlib.sha256(network.read_bytes())
    key.update(repr([preprocessing, [(f.name, f.stat().st_size) for f in files]]).encode())
    stored = cache / f"features-{key.hexdigest()[:16]}.npz" if cache else None
    if stored and stored.is_file():
        with np.load(stored) as arrays:
            return arrays["features"], arrays["spread"]
    session = onnxruntime.InferenceSession(str(network), providers=["CPUExecutionProvider"])
    features, spread = [], []
    for number, file in enumerate(files):
        with Image.open(file) as image:
            rgb = image.convert("RGB")
        spread.append(np.asarray(rgb.convert("L"), np.float32).std())
        features.append(session.run(None, {"photo": prepare(rgb, preprocessing)})[0][0])
        if number % 500 == 0:
            print(f"features: {number} of {len(files)} photos", flush=True)
    result = np.stack(features), np.array(spread)
    if stored:
        cache.mkdir(parents=True, exist_ok=True)
        np.savez(stored, features=result[0], spread=result[1])
    return result
