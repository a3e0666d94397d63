"""The predictors of a bundle: from a photo's pixels to a probability per class of every ensemble member.

One network (ONNX Runtime) gives the photo's embedding; the heads (`heads.py`) do the rest. The network sees pixels
alone: no EXIF, no file name.
"""

from __future__ import annotations

import contextlib
import math
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnxruntime
from PIL import Image

from .bundle import Bundle
from .errors import BundleError, PredictorError
from .heads import load_arrays, load_mixture, load_softmax
from .partition import read_partition

CPU = "CPUExecutionProvider"
CUDA = "CUDAExecutionProvider"
_RESAMPLING = {"bilinear": Image.Resampling.BILINEAR, "bicubic": Image.Resampling.BICUBIC}


@dataclass(frozen=True)
class Prediction:
    """What the predictors say of one photo.

    probabilities: predictor name -> (classes,) float64 summing to 1; evidence: named numbers for the confidence
    ("similarity": the best cosine with a training photo); timings_ms: network or predictor -> milliseconds.
    """

    probabilities: dict[str, np.ndarray]
    evidence: dict[str, float] = field(default_factory=dict)
    timings_ms: dict[str, float] = field(default_factory=dict)


def prepare(image: Image.Image, preprocessing: dict[str, Any]) -> np.ndarray:
    """RGB photo -> network input (1, 3, H, W) float32.

    The whole photo is resized so that its short side is `resize_short_side` and both sides are multiples of
    `multiple_of`, the long one at most `longest_side`; then (value / 255 - mean) / std. Resizing is Pillow's, with
    antialiasing, so that training and use see the same pixels.
    """
    short, step = preprocessing["resize_short_side"], preprocessing["multiple_of"]
    factor = short / min(image.size)
    size = [
        min(preprocessing["longest_side"], max(short, step * math.floor(side * factor / step + 0.5)))
        for side in image.size
    ]
    resized = image.convert("RGB").resize(size, _RESAMPLING[preprocessing["interpolation"]])
    pixels = np.asarray(resized, np.float32) / 255.0
    pixels = (pixels - np.float32(preprocessing["mean"])) / np.float32(preprocessing["std"])
    return np.ascontiguousarray(pixels.transpose(2, 0, 1)[None])


class Predictors:
    """A bundle's network and heads, loaded and run once.

    provider: the ONNX Runtime execution provider that really runs, asked of the session after a tiny run;
    provider_note: why it is not the GPU when ONNX Runtime offered one, else None.

    Raises BundleError for a damaged or incomplete bundle and PredictorError when ONNX Runtime refuses its network.
    """

    provider: str
    provider_note: str | None

    def __init__(self, bundle: Bundle, *, threads: int | None = None):
        self._bundle = bundle
        try:
            network = bundle.manifest["networks"][0]
            self._network_name = network["name"]
            self._preprocessing = network["preprocessing"]
            self._load_heads()
            self._open_network(network["file"], threads)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise BundleError(
                f"The bundle '{bundle.manifest.get('name')}' describes its predictors incompletely: install it again."
            ) from error

    def predict(self, image: Image.Image, check: Callable[[], None] = lambda: None) -> Prediction:
        """Every predictor's probabilities for one upright RGB photo.

        `check` is called between steps and may raise Cancelled. Raises PredictorError when the network fails.
        """
        check()
        timings = {}
        begin = time.perf_counter()
        embedding = self.embed(image)
        timings[self._network_name] = _milliseconds_since(begin)
        probabilities, evidence = {}, {}
        for name, head in self._heads.items():
            check()
            begin = time.perf_counter()
            if name == self._mixture:
                p, best = head.probabilities(embedding)
                evidence["similarity"] = float(best[0])
            else:
                p = head.probabilities(embedding)
            probabilities[name] = p[0] / p[0].sum()
            timings[name] = _milliseconds_since(begin)
        return Prediction(probabilities, evidence, timings)

    def embed(self, image: Image.Image) -> np.ndarray:
        """The photo's embedding, (1, d) float32; PredictorError when the network fails."""
        embedding = self._run(prepare(image, self._preprocessing))
        if not np.isfinite(embedding).all():
            raise PredictorError(f"The network '{self._network_name}' gave no finite answer: install the bundle again.")
        return embedding

    def _load_heads(self) -> None:
        bundle = self._bundle
        self._heads = {}
        self._mixture = None
        for predictor in bundle.manifest["predictors"]:
            arrays = load_arrays(bundle.file(predictor["arrays"]))
            settings = predictor["head"]
            if settings["type"] == "mixture":
                entry = next(p for p in bundle.manifest["partitions"] if p["name"] == predictor["partition"])
                partition = read_partition(bundle.file(entry["file"]))
                head = load_mixture(arrays, settings, partition.lat, partition.lon)
                self._mixture = predictor["name"]
            elif settings["type"] == "softmax":
                head = load_softmax(arrays, settings["temperature"])
            else:
                raise BundleError(
                    f"The bundle '{bundle.manifest['name']}' has a head of the unknown type '{settings['type']}':"
                    " update the plugin."
                )
            self._heads[predictor["name"]] = head

    def _open_network(self, file: str, threads: int | None) -> None:
        path = self._bundle.file(file)
        self.provider_note = None
        if CUDA in onnxruntime.get_available_providers():
            # ONNX Runtime falls back to the CPU by itself when CUDA's libraries are missing, or fails at the first run.
            try:
                # Finds the CUDA libraries that pip installed; it prints, and standard output belongs to the caller.
                with contextlib.redirect_stdout(sys.stderr):
                    getattr(onnxruntime, "preload_dlls", lambda: None)()
                self._start(path, [CUDA, CPU], threads)
            except Exception as error:  # any failure of the GPU means: use the CPU
                self.provider_note = f"The GPU could not be used: {_first_line(error)}"
            else:
                if self.provider != CUDA:
                    self.provider_note = "The GPU could not be used: ONNX Runtime found no working CUDA libraries."
                return
        try:
            self._start(path, [CPU], threads)
        except Exception as error:  # ONNX Runtime's own errors share no public root
            raise PredictorError(
                f"ONNX Runtime could not load the network '{file}': {_first_line(error)}; install the bundle again."
            ) from error

    def _start(self, path, providers: list[str], threads: int | None) -> None:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        if threads is not None:
            options.intra_op_num_threads = threads
        self._session = onnxruntime.InferenceSession(str(path), options, providers=providers)
        self._input = self._session.get_inputs()[0].name
        side = self._preprocessing["resize_short_side"]
        self._session.run(None, {self._input: np.zeros((1, 3, side, side), np.float32)})
        self.provider = self._session.get_providers()[0]

    def _run(self, photo: np.ndarray) -> np.ndarray:
        try:
            return self._session.run(None, {self._input: photo})[0]
        except Exception as error:  # as above
            raise PredictorError(
                f"ONNX Runtime could not run the network '{self._network_name}': {_first_line(error)}."
            ) from error


def _milliseconds_since(begin: float) -> float:
    return round(1e3 * (time.perf_counter() - begin), 1)


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
