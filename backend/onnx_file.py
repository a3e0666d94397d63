"""A network's file, read without running it: what goes in and out, and whether it keeps to itself.

ONNX Runtime follows paths to other files, takes the room that a tensor claims, and runs whatever it knows. So the file
is walked through before any session is made, in place; no tensor is copied.

Layout: onnx.proto3 of ONNX 1.17; the numbers of its fields are below.
"""

from __future__ import annotations

import math
import mmap
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .errors import BundleError
from .protobuf import fields, signed, varints

OLDEST_OPSET, NEWEST_OPSET = 7, 21  # what every ONNX Runtime from 1.18 on reads
_DOMAINS = ("", "ai.onnx", "com.microsoft")  # the last is ONNX Runtime's own, which its quantiser writes
# Families that ONNX Runtime names in every file that it writes, used or not.
_IMPORTS = ("ai.onnx", "com.microsoft", "com.ms.internal", "org.pytorch")
_DEEPEST = 16  # graphs within graphs
_MOST_FIELDS = 5_000_000
_MOST_NUMBERS = 2**28  # in a tensor that is made on the way; a photo of 4096 x 4096 pixels has 2**26
_WIDEST = 10_000_000  # numbers of an output

_MODEL_GRAPH, _MODEL_OPSETS, _MODEL_FUNCTIONS = 7, 8, 25
_GRAPH_NODES, _GRAPH_TENSORS, _GRAPH_INPUTS, _GRAPH_OUTPUTS, _GRAPH_SPARSE = 1, 5, 11, 12, 15
_NODE_INPUTS, _NODE_OUTPUTS, _NODE_OPERATOR, _NODE_ATTRIBUTES, _NODE_DOMAIN = 1, 2, 4, 5, 7
_ATTRIBUTE_TENSORS, _ATTRIBUTE_GRAPHS, _ATTRIBUTE_SPARSE = (5, 10), (6, 11), (22, 23)
_FUNCTION_NODES, _FUNCTION_OPSETS = 7, 9
_TENSOR_DIMS, _TENSOR_TYPE, _TENSOR_NAME, _TENSOR_RAW, _TENSOR_EXTERNAL, _TENSOR_LOCATION = 1, 2, 8, 9, 13, 14
_TENSOR_FLOATS, _TENSOR_TYPED = 4, (4, 5, 6, 7, 10, 11)

_FLOAT, _INT64 = 1, 7
_BITS = {1: 32, 2: 8, 3: 8, 4: 16, 5: 16, 6: 32, 7: 64, 9: 8, 10: 16, 11: 64, 12: 32, 13: 64, 14: 64, 15: 128, 16: 16}
_BITS |= {**dict.fromkeys(range(17, 21), 8), **dict.fromkeys(range(21, 24), 4)}
_FLOATS = {1: np.dtype("<f4"), 10: np.dtype("<f2"), 11: np.dtype("<f8")}
_BLOCK = 2**24  # numbers looked at at a time
# Operators that make a tensor of any size out of a few numbers.
_ENLARGING = ("ConstantOfShape", "Expand", "Tile", "Pad", "Resize", "Upsample")

Shape = tuple[int | None, ...]  # None where a dimension is free


@dataclass(frozen=True)
class NetworkFile:
    """What a network says of itself: its input's shape (views, 3, height, width), and the width of each output."""

    file: str
    input: Shape
    outputs: dict[str, int]


def read_network(path: Path) -> NetworkFile:
    """Walk through a network's file.

    Raises BundleError, in one sentence, when it is damaged, of an opset or domain that ONNX Runtime lacks, keeps
    tensors elsewhere, has tensors that are too large or not finite, or is not from float32 (views, 3, height, width) to
    outputs (views, width) of a known width.
    """
    where = f"The bundle's network '{path.name}'"
    try:
        with path.open("rb") as file:
            # Not closed by hand: an error on the way still holds views of it.
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        inputs, outputs = _Walk(where).model(memoryview(data))
    except (OSError, ValueError, OverflowError) as error:
        raise BundleError(f"{where} is no whole ONNX file: install the bundle again.") from error
    if len(inputs) != 1 or not outputs:
        raise BundleError(
            f"{where} has {len(inputs)} inputs and {len(outputs)} outputs: it must have one input and an output."
        )
    ((name, (kind, shape)),) = inputs.items()
    if kind != _FLOAT or len(shape) != 4 or shape[1] not in (None, 3):
        raise BundleError(
            f"{where} takes '{name[:60]}' in the shape {_text_of(shape)}: it must be float32 (views, 3, height, width)."
        )
    for name, (_, wide) in outputs.items():
        if len(wide) != 2 or wide[1] is None or not 0 < wide[1] <= _WIDEST:
            raise BundleError(
                f"{where} gives '{name[:60]}' in the shape {_text_of(wide)}: it must be (views, width), with a number"
                " for the width."
            )
    return NetworkFile(path.name, shape, {name: wide[1] for name, (_, wide) in outputs.items()})


class _Walk:
    """One way through a model; raises BundleError at the first thing that is refused, ValueError at damage."""

    def __init__(self, where: str):
        self.where = where
        self.fields_left = _MOST_FIELDS
        self.sizes: dict[str, float] = {}  # name of a few numbers -> of how many a tensor of this shape has

    def model(self, data: memoryview) -> tuple[dict[str, tuple[int, Shape]], dict[str, tuple[int, Shape]]]:
        """Inputs and outputs by name: type and shape."""
        model = self.message(data)
        if len(model[_MODEL_GRAPH]) != 1:
            raise ValueError("no graph, or several")
        opsets = dict(self.opset(piece) for piece in model[_MODEL_OPSETS])
        version = opsets.get("", opsets.get("ai.onnx", 0))
        if not OLDEST_OPSET <= version <= NEWEST_OPSET:
            raise BundleError(
                f"{self.where} is of ONNX's opset {version}: export it with one from {OLDEST_OPSET} to {NEWEST_OPSET}."
            )
        for piece in model[_MODEL_FUNCTIONS]:
            function = self.message(piece)
            for opset in function[_FUNCTION_OPSETS]:
                self.opset(opset)
            for node in function[_FUNCTION_NODES]:
                self.node(node, 1)
        return self.graph(model[_MODEL_GRAPH][0], 0)

    def opset(self, data: memoryview) -> tuple[str, int]:
        found = self.message(data)
        domain = _text(found[1])
        if not domain.startswith(_IMPORTS):
            self.check_domain(domain)
        return domain, _number(found[2])

    def check_domain(self, domain: str) -> None:
        if domain not in _DOMAINS:
            raise BundleError(
                f"{self.where} needs operators of the domain '{domain[:60]}', which ONNX Runtime lacks: export it with"
                " ONNX's own."
            )

    def graph(self, data: memoryview, depth: int) -> tuple[dict[str, tuple[int, Shape]], dict[str, tuple[int, Shape]]]:
        if depth > _DEEPEST:
            raise BundleError(f"{self.where} has graphs nested more than {_DEEPEST} deep: it is refused.")
        graph = self.message(data)
        if graph[_GRAPH_SPARSE]:
            raise BundleError(f"{self.where} has sparse tensors, which are not supported: export it without.")
        tensors = {self.tensor(piece) for piece in graph[_GRAPH_TENSORS]}
        for piece in graph[_GRAPH_NODES]:
            self.node(piece, depth)
        inputs, outputs = (dict(map(self.value, graph[number])) for number in (_GRAPH_INPUTS, _GRAPH_OUTPUTS))
        # Before version 4 of the format, tensors of the file are listed among the inputs.
        return {name: value for name, value in inputs.items() if name not in tensors}, outputs

    def node(self, data: memoryview, depth: int) -> None:
        node = self.message(data)
        self.check_domain(_text(node[_NODE_DOMAIN]))
        for piece in node[_NODE_ATTRIBUTES]:
            attribute = self.message(piece)
            if any(attribute[number] for number in _ATTRIBUTE_SPARSE):
                raise BundleError(f"{self.where} has sparse tensors, which are not supported: export it without.")
            for tensor in (t for number in _ATTRIBUTE_TENSORS for t in attribute[number]):
                # What a node called Constant makes is known by its output's name.
                self.tensor(tensor, _text(node[_NODE_OUTPUTS]))
            for graph in (g for number in _ATTRIBUTE_GRAPHS for g in attribute[number]):
                self.graph(graph, depth + 1)
        if _text(node[_NODE_OPERATOR]) in _ENLARGING:
            largest = max((self.sizes.get(str(name, "utf-8"), 0) for name in node[_NODE_INPUTS]), default=0)
            if largest > _MOST_NUMBERS:
                raise BundleError(
                    f"{self.where} makes a tensor of {largest:.0e} numbers, far more than photos need: it is refused."
                )

    def tensor(self, data: memoryview, name: str = "") -> str:
        """Check that a tensor is here, whole and finite; returns its name."""
        tensor = self.message(data)
        name = name or _text(tensor[_TENSOR_NAME])
        if tensor[_TENSOR_EXTERNAL] or any(tensor[_TENSOR_LOCATION]):
            raise BundleError(f"{self.where} keeps its weights in other files: export it as one file.")
        dims = [n for d in tensor[_TENSOR_DIMS] for n in ([d] if isinstance(d, int) else varints(d))]
        count, kind = math.prod(dims), _number(tensor[_TENSOR_TYPE])
        raw = tensor[_TENSOR_RAW][-1] if tensor[_TENSOR_RAW] else None
        if raw is None:
            # Whole numbers take a byte or more each, two of 4 bits share one.
            held = sum(8 if isinstance(v, int) else len(v) for number in _TENSOR_TYPED for v in tensor[number])
            fits = count <= 2 * held
        else:
            fits = kind in _BITS and -(-count * _BITS[kind] // 8) == len(raw)
        if not fits:
            raise BundleError(
                f"{self.where} has a tensor '{name[:60]}' of {' x '.join(map(str, dims[:8]))} numbers, which the file"
                " does not hold: install the bundle again."
            )
        self.check_numbers(name, kind, len(dims), raw, tensor)
        return name

    def check_numbers(self, name: str, kind: int, rank: int, raw: memoryview | None, tensor) -> None:
        pieces = [raw] if raw is not None else [v for v in tensor[_TENSOR_FLOATS] if not isinstance(v, int)]
        if kind in _FLOATS:
            for values in (np.frombuffer(piece, _FLOATS[kind if raw is not None else _FLOAT]) for piece in pieces):
                for block in (values[at : at + _BLOCK] for at in range(0, len(values), _BLOCK)):
                    # A bound or a mask may be infinite, a weight may not; nothing may be no number.
                    if np.isnan(block).any() or (rank > 1 and not np.isfinite(block).all()):
                        raise BundleError(
                            f"{self.where} has numbers in '{name[:60]}' that are not finite: install the bundle again."
                        )
                self.sizes[name] = _size(values)
        elif kind == _INT64 and raw is not None:
            self.sizes[name] = _size(np.frombuffer(raw, "<i8"))
        elif kind == _INT64:
            numbers = [n for v in tensor[_INT64] for n in ([v] if isinstance(v, int) else varints(v))]
            self.sizes[name] = _size(np.array([signed(n) for n in numbers[:9]], np.float64))

    def value(self, data: memoryview) -> tuple[str, tuple[int, Shape]]:
        """Name, type and shape of an input or output; without a shape where it is no tensor."""
        value = self.message(data)
        kind, shape = 0, []
        for piece in value[2]:
            for tensor_type in (self.message(t) for t in self.message(piece)[1]):
                kind = _number(tensor_type[1])
                for dimension in (d for s in tensor_type[2] for d in self.message(s)[1]):
                    known = self.message(dimension)[1]
                    shape.append(signed(known[-1]) if known else None)
        return _text(value[1]), (kind, tuple(shape))

    def message(self, data: int | memoryview) -> dict[int, list]:
        """Number -> values of a message's fields, in their order."""
        found = defaultdict(list)
        if isinstance(data, int):
            raise ValueError("a number where a message belongs")
        for number, value in fields(data):
            self.fields_left -= 1
            if self.fields_left < 0:
                raise BundleError(f"{self.where} has more than {_MOST_FIELDS / 1e6:.0f} million parts: it is refused.")
            found[number].append(value)
        return found


def _text(values: list) -> str:
    return str(values[-1], "utf-8") if values and not isinstance(values[-1], int) else ""


def _number(values: list) -> int:
    return values[-1] if values and isinstance(values[-1], int) else 0


def _size(values: np.ndarray) -> float:
    """How many numbers a tensor of this shape has; 0 for what is too long to be a shape."""
    return math.prod(float(v) for v in values if v > 1) if len(values) <= 8 else 0.0


def _text_of(shape: Shape) -> str:
    return f"({', '.join('any' if n is None else str(n) for n in shape)})"
