"""The heads of a bundle, made ready: read from its arrays, and checked against its network, partition or map."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from .arrays import load_arrays
from .bundle import Bundle
from .errors import BundleError
from .heads import Cosine, Hierarchy, Logits, load_softmax, prior, unit_rows
from .kernel import load_kernel_classes
from .mixture import load_mixture
from .network import Network
from .onnx_file import NetworkFile
from .partition import Partition, read_partition

# From the outputs of the predictor's network, name -> (views, width), to probabilities (classes,) float64 and named
# numbers for the confidence.
Outputs = dict[str, np.ndarray]
Head = Callable[[Outputs], tuple[np.ndarray, dict[str, float]]]


def load_head(bundle: Bundle, predictor: dict[str, Any], network: Network | NetworkFile | None) -> Head:
    """The head of a predictor of the manifest, on the outputs of the network that it names, which may be loaded or not.

    Raises BundleError, naming file and numbers, where head, arrays, network and classes do not fit together; KeyError,
    TypeError or ValueError where the manifest is incomplete.
    """
    kind = predictor["head"]["type"]
    if kind not in _LOADERS:
        raise BundleError(f"The bundle has a head of the unknown type '{kind}': update the plugin.")
    if predictor["kind"] == "geolocation":
        file = bundle.entry("partitions", predictor["partition"])["file"]
        partition = read_partition(bundle.file(file))
        return _LOADERS[kind](_Source(bundle, predictor, network, len(partition), file, partition))
    entry = bundle.entry("maps", predictor["map"])
    return _LOADERS[kind](_Source(bundle, predictor, network, len(entry["classes"]), entry["file"]))


@dataclass(frozen=True)
class _Source:
    """What a head is made of; classes: how many, those of the file `origin`; partition: of a geolocation predictor."""

    bundle: Bundle
    predictor: dict[str, Any]
    network: Network | NetworkFile | None
    classes: int
    origin: str
    partition: Partition | None = None

    @property
    def head(self) -> dict[str, Any]:
        return self.predictor["head"]

    @cached_property
    def arrays(self) -> dict[str, np.ndarray]:
        return load_arrays(self.bundle.file(self.predictor["arrays"]))

    def positive(self, key: str) -> float:
        """A number above 0 of the head; a temperature is 1 where none is given."""
        value = self.head.get(key, 1.0) if key == "temperature" else self.head[key]
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < math.inf:
            raise BundleError(
                f"The bundle's predictor '{self.predictor['name']}' has the {key} {value!r}: it must be above 0."
            )
        return float(value)

    def cells(self) -> Partition:
        """The partition; BundleError for an attribute predictor."""
        if self.partition is None:
            raise BundleError(
                f"The bundle's predictor '{self.predictor['name']}' has a head of the type '{self.head['type']}', which"
                " only a geolocation predictor can have."
            )
        return self.partition

    def width(self, output: str, needed: int | None = None) -> int:
        """How many numbers the network gives as an output; BundleError when it isn't what is needed."""
        if self.network is None:
            raise BundleError(f"The bundle's predictor '{self.predictor['name']}' names none of its networks.")
        found = self.network.outputs.get(output)
        if found is None:
            raise BundleError(
                f"The bundle's network '{self.network.file}' has no output '{output}', which its predictor"
                f" '{self.predictor['name']}' reads."
            )
        if needed not in (None, found):
            raise BundleError(
                f"The bundle's network '{self.network.file}' gives {found} numbers as '{output}', but '{self.origin}'"
                f" has {needed} classes."
            )
        return found

    def array(self, name: str, *shape: int) -> np.ndarray:
        """An array of the predictor's file; BundleError when its shape isn't this one, where -1 is any length."""
        file = self.predictor["arrays"]
        if name not in self.arrays:
            raise BundleError(f"The bundle's file '{file}' lacks the array '{name}': install the bundle again.")
        array = self.arrays[name]
        if array.ndim != len(shape) or any(n not in (-1, m) for n, m in zip(shape, array.shape, strict=True)):
            wanted = " x ".join("any" if n == -1 else f"{n}" for n in shape)
            raise BundleError(
                f"The bundle's file '{file}' has '{name}' in the shape {' x '.join(map(str, array.shape))}; {wanted}"
                f" would fit the {self.classes} classes of '{self.origin}' and its network."
            )
        if array.dtype.kind == "f" and not np.isfinite(array).all():
            raise BundleError(f"The bundle's file '{file}' has '{name}' with numbers that are not finite.")
        return array


def _softmax(source: _Source) -> Head:
    source.array("weight", source.classes, source.width("embedding"))
    source.array("bias", source.classes)
    softmax = load_softmax(source.arrays, source.positive("temperature"))
    return lambda outputs: (softmax.probabilities(_embedding(outputs))[0], {})


def _mixture(source: _Source) -> Head:
    partition, size = source.cells(), source.width("embedding")
    source.array("metrics", -1, size)
    source.array("weight", source.classes, size)
    source.array("bias", source.classes)
    photos = len(source.array("gallery", -1, size))
    source.array("positions", photos, 2)
    space = len(source.array("offset", -1))
    source.array("coefficients", photos, space)
    source.array("cells", source.classes, space)
    source.positive("temperature")
    mixture = load_mixture(source.arrays, source.head, partition.lat, partition.lon)

    def head(outputs: Outputs) -> tuple[np.ndarray, dict[str, float]]:
        p, best = mixture.probabilities(_embedding(outputs))
        return p[0], {"similarity": float(best[0])}

    return head


def _kernel(source: _Source) -> Head:
    size = source.width("embedding")
    anchors = load_arrays(source.bundle.file(source.head["anchors"]))
    for name in ("gallery", "metrics"):
        if name not in anchors or anchors[name].ndim != 2 or anchors[name].shape[1] != size:
            raise BundleError(
                f"The bundle's file '{source.head['anchors']}' has no '{name}' of {size} numbers a row, which its"
                f" predictor '{source.predictor['name']}' reads: install the bundle again."
            )
    source.array("coefficients", len(anchors["gallery"]), source.classes)
    source.array("offset", source.classes)
    settings = {key: source.positive(key) for key in ("beta", "floor")}
    kernel = load_kernel_classes(source.arrays, anchors, settings, source.positive("temperature"))
    return lambda outputs: (kernel.probabilities(_embedding(outputs))[0], {})


def _logits(source: _Source) -> Head:
    source.width("logits", source.classes)
    logits = Logits(source.positive("temperature"))
    return lambda outputs: (logits.probabilities(outputs["logits"]), {})


def _cosine(source: _Source) -> Head:
    cells = unit_rows(source.array("cells", source.classes, source.width("embedding")))
    cosine = Cosine(cells, source.positive("scale"), source.positive("temperature"))
    return lambda outputs: (cosine.probabilities(outputs["embedding"]), {})


def _hierarchy(source: _Source) -> Head:
    source.width("fine", source.classes)
    parents = {}
    for level in ("coarse", "middle"):
        name, count = f"{level}_of_fine", source.width(level)
        parents[name] = source.array(name, source.classes)
        if parents[name].dtype.kind != "i" or not 0 <= parents[name].min() <= parents[name].max() < count:
            raise BundleError(
                f"The bundle's file '{source.predictor['arrays']}' has '{name}' with values that are not whole numbers"
                f" from 0 to {count - 1}, the {level} classes of its network '{source.network.file}'."
            )
    hierarchy = Hierarchy(**parents, temperature=source.positive("temperature"))
    return lambda outputs: (hierarchy.probabilities(*(outputs[level] for level in ("coarse", "middle", "fine"))), {})


def _prior(source: _Source) -> Head:
    photos = source.cells().photos
    if not photos.sum():
        raise BundleError(f"The partition '{source.origin}' counts no photos, so it gives no prior.")
    shares = prior(photos)
    return lambda outputs: (shares, {})


def _embedding(outputs: Outputs) -> np.ndarray:
    """(1, d), the mean of the views."""
    return outputs["embedding"].mean(axis=0, keepdims=True)


_LOADERS: dict[str, Callable[[_Source], Head]] = {
    "softmax": _softmax,
    "mixture": _mixture,
    "kernel": _kernel,
    "logits": _logits,
    "cosine": _cosine,
    "hierarchy": _hierarchy,
    "prior": _prior,
}
