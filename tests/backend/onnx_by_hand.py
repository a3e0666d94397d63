"""Networks of a few operators, written by hand: an ONNX file is a protobuf, so no `onnx` package is needed."""

import struct

FLOAT, INT64, FLOAT16, DOUBLE = 1, 7, 10, 11


def network(*nodes, outputs, views="views", tensors=(), opsets=None, inputs=None, kind=FLOAT):
    """The bytes of a network with the input "photo" (views, 3, h, w).

    nodes: (operator, inputs, output), then attributes, name -> int, list of ints or the bytes of a tensor or graph, and
    a domain; outputs: name -> width of an output (views, width), or its whole shape; tensors: from `tensor`;
    opsets: domain -> version; inputs: name -> shape, in place of the photo; kind: the inputs' type.
    """
    parts = graph(*nodes, tensors=tensors)
    parts += b"".join(
        _field(11, _value(name, shape, kind)) for name, shape in (inputs or {"photo": (views, 3, "h", "w")}).items()
    )
    shapes = {name: width if isinstance(width, tuple) else (views, width) for name, width in outputs.items()}
    parts += b"".join(_field(12, _value(name, shape)) for name, shape in shapes.items())
    imports = ({"": 17} if opsets is None else opsets).items()
    return _field(1, 8) + _field(7, parts) + b"".join(_field(8, _field(1, d) + _field(2, v)) for d, v in imports)


def graph(*nodes, tensors=()):
    """The bytes of a graph without inputs and outputs."""
    return (
        b"".join(_field(1, _node(*node)) for node in nodes)
        + _field(2, "g")
        + b"".join(_field(5, tensor) for tensor in tensors)
    )


def tensor(name, dims, raw=None, *, kind=FLOAT, external=None, extra=b""):
    """The bytes of a tensor; external: a path at which it is said to lie."""
    parts = b"".join(_field(1, d) for d in dims) + _field(2, kind) + _field(8, name) + extra
    if raw is not None:
        parts += _field(9, raw)
    if external is not None:
        parts += _field(13, _field(1, "location") + _field(2, external)) + _field(14, 1)
    return parts


def mean_colour(output="embedding", *, views="views"):
    """(views, 3, h, w) -> (views, 3): the mean of each channel."""
    return network(
        ("GlobalAveragePool", "photo", "pooled"), ("Flatten", "pooled", output), outputs={output: 3}, views=views
    )


def mean_colour_and_brightness(output="logits", **twice):
    """(views, 3, h, w) -> (views, 4): the mean of each channel, and of all; twice: further names of the same."""
    return network(
        ("GlobalAveragePool", "photo", "pooled"),
        ("ReduceMean", "pooled", "mean", {"axes": [1]}),
        ("Concat", "pooled mean", "four", {"axis": 1}),
        *(("Flatten", "four", name) for name in (output, *twice.values())),
        outputs=dict.fromkeys((output, *twice.values()), 4),
    )


def _node(operator, inputs, output, attributes=None, domain=""):
    node = b"".join(_field(1, name) for name in inputs.split()) + _field(2, output) + _field(4, operator)
    for name, value in (attributes or {}).items():
        if isinstance(value, int):
            node += _field(5, _field(1, name) + _field(3, value) + _field(20, 2))
        elif isinstance(value, bytes):
            is_graph = name in ("then_branch", "else_branch", "body")
            node += _field(5, _field(1, name) + _field(6 if is_graph else 5, value) + _field(20, 5 if is_graph else 4))
        else:
            node += _field(5, _field(1, name) + b"".join(_field(8, v) for v in value) + _field(20, 7))
    return node + (_field(7, domain) if domain else b"")


def _field(number, value):
    if isinstance(value, int):
        value %= 2**64
        return _varint(number << 3) + _varint(value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _varint(value):
    out = b""
    while value > 0x7F:
        out += struct.pack("B", value & 0x7F | 0x80)
        value >>= 7
    return out + struct.pack("B", value)


def _value(name, shape, kind=FLOAT):
    dims = b"".join(_field(1, _field(1, s) if isinstance(s, int) else _field(2, s)) for s in shape)
    return _field(1, name) + _field(2, _field(1, _field(1, kind) + _field(2, dims)))
