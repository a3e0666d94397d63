"""The predictors of a bundle: from a photo's pixels to a probability per class of every ensemble member.

Networks (network.py) see the photo's pixels alone, no EXIF and no file name, each once however many predictors read
it; heads (bundle_heads.py) make probabilities of what they say.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from PIL import Image

from .bundle import Bundle
from .bundle_heads import Outputs, load_head
from .errors import BundleError, PredictorError
from .network import CPU, Network, Provider


@dataclass(frozen=True)
class Prediction:
    """What the predictors say of one photo.

    probabilities: predictor name -> (classes,) float64 summing to 1; evidence: named numbers for the confidence
    ("similarity": the best cosine with a training photo); timings_ms: network or predictor -> milliseconds.
    """

    probabilities: dict[str, np.ndarray]
    evidence: dict[str, float] = field(default_factory=dict)
    timings_ms: dict[str, float] = field(default_factory=dict)


class Predictors:
    """A bundle's networks and heads, loaded and run once.

    Raises BundleError for a damaged or incomplete bundle and PredictorError when ONNX Runtime refuses a network.
    """

    networks: list[Network]

    def __init__(self, bundle: Bundle, *, threads: int | None = None, wanted: Provider = "auto"):
        try:
            self.networks = [
                Network(bundle, entry, threads=threads, wanted=wanted) for entry in bundle.manifest["networks"]
            ]
            by_name = {network.name: network for network in self.networks}
            self._heads = {}
            for predictor in bundle.predictors:
                network = predictor.get("network")
                self._heads[predictor["name"]] = network, load_head(bundle, predictor, by_name.get(network))
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise BundleError(
                f"The bundle '{bundle.manifest.get('name')}' describes its predictors incompletely: install it again."
            ) from error

    @property
    def provider(self) -> str:
        """The ONNX Runtime execution provider of the networks; the CPU where they have none or several."""
        providers = {network.provider for network in self.networks}
        return providers.pop() if len(providers) == 1 else CPU

    @property
    def provider_note(self) -> str | None:
        """Why a network does not run where or as it could, one sentence each; None where all do."""
        return "; ".join(dict.fromkeys(network.note for network in self.networks if network.note)) or None

    def predict(self, image: Image.Image, check: Callable[[], None] = lambda: None) -> Prediction:
        """Every predictor's probabilities for one upright RGB photo.

        `check` is called before every network and head and may raise Cancelled. Raises PredictorError when a network
        fails.
        """
        outputs: dict[str | None, Outputs] = {None: {}}
        probabilities, evidence, timings = {}, {}, {}
        for network in self.networks:
            check()
            begin = time.perf_counter()
            outputs[network.name] = network.run(image)
            timings[network.name] = _milliseconds_since(begin)
        for name, (network, head) in self._heads.items():
            check()
            begin = time.perf_counter()
            p, found = head(outputs[network])
            total = p.sum()
            if not 0 < total < np.inf:
                raise PredictorError(f"The predictor '{name}' gave no probabilities: install the bundle again.")
            probabilities[name] = p / total
            evidence |= found
            timings[name] = timings.get(name, 0.0) + _milliseconds_since(begin)
        return Prediction(probabilities, evidence, timings)


def _milliseconds_since(begin: float) -> float:
    return round(1e3 * (time.perf_counter() - begin), 1)
