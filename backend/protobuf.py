"""The encoding of Protocol Buffers, walked through in place: numbers and pieces of a file, nothing copied.

Layout: protobuf.dev/programming-guides/encoding. Groups, which nobody writes any more, are not read.
"""

from __future__ import annotations

from collections.abc import Iterator

_VARINT, _EIGHT_BYTES, _PIECE, _FOUR_BYTES = 0, 1, 2, 5
_FIXED = {_EIGHT_BYTES: 8, _FOUR_BYTES: 4}


def fields(message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Number and value of each field: an int (unsigned, 64 bits), or the piece of bytes that it is.

    Raises ValueError where the message is damaged.
    """
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        kind = key & 7
        if kind == _VARINT:
            value, at = _varint(message, at)
            yield key >> 3, value
            continue
        if kind == _PIECE:
            size, at = _varint(message, at)
        elif kind in _FIXED:
            size = _FIXED[kind]
        else:
            raise ValueError("a field of an unknown kind")
        if at + size > len(message):
            raise ValueError("a field beyond the end")
        yield key >> 3, message[at : at + size]
        at += size


def varints(piece: memoryview) -> Iterator[int]:
    """The numbers of a packed field; ValueError where it is damaged."""
    at = 0
    while at < len(piece):
        value, at = _varint(piece, at)
        yield value


def signed(value: int) -> int:
    """A number of 64 bits as int64."""
    return value - 2**64 if value >= 2**63 else value


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(message):
            break
        byte = message[at]
        value, at = value | (byte & 0x7F) << shift, at + 1
        if byte < 0x80:
            return value & (2**64 - 1), at
    raise ValueError("a number without an end")
