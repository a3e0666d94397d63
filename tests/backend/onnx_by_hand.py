"""Networks of a few operators, written by hand: an ONNX file is a protobuf, so no `onnx` package is needed."""

import struct


def network(*nodes, outputs, views="views"):
    """The bytes of a network with the input "photo" (views, 3, h, w).

    nodes: (operator, inputs, output) or (operator, inputs, output, attributes), attributes name -> int or list of
    ints; outputs: name -> width of an output (views, width).
    """
    graph = b"".join(_field(1, _node(*node)) for node in nodes) + _field(2, "g")
    graph += _field(11, _tensor("photo", (views, 3, "h", "w")))
    graph += b"".join(_field(12, _tensor(name, (views, width))) for name, width in outputs.items())
    return _field(1, 8) + _field(7, graph) + _field(8, _field(1, "") + _field(2, 17))


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


def _node(operator, inputs, output, attributes=None):
    node = b"".join(_field(1, name) for name in inputs.split()) + _field(2, output) + _field(4, operator)
    for name, value in (attributes or {}).items():
        if isinstance(value, int):
            node += _field(5, _field(1, name) + _field(3, value) + _field(20, 2))
        else:
            node += _field(5, _field(1, name) + b"".join(_field(8, v) for v in value) + _field(20, 7))
    return node


def _field(number, value):
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _varint(value):
    out = b""
    while value > 0x7F:
        out += struct.pack("B", value & 0x7F | 0x80)
        value >>= 7
    return out + struct.pack("B", value)


def _tensor(name, shape):
    dims = b"".join(_field(1, _field(1, s) if isinstance(s, int) else _field(2, s)) for s in shape)
    return _field(1, name) + _field(2, _field(1, _field(1, 1) + _field(2, dims)))
