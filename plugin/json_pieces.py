"""Reads a large JSON object a piece at a time, so that QGIS's window never waits for the whole.

A search area can be megabytes of GeoJSON: `json.loads` would hold the window up for more than 100 ms.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(parse_constant=_refuse)  # Python would take NaN and Infinity
_SPACE = re.compile(r"[ \t\n\r]*")


def pieces(text: str, listed: str) -> Iterator[tuple]:
    """Yield `(key, value)` of the JSON object in `text`, and `(listed, item)` for each item of the list `listed`.

    Raises `ValueError` at the piece where `text` stops being JSON, or where `listed` is no list.
    """
    at = _sign(text, 0, "{")
    if text[at : at + 1] == "}":
        return
    while True:
        key, at = _value(text, at)
        at = _sign(text, at, ":")
        if key == listed:
            at = _sign(text, at, "[")
            more = text[at : at + 1] != "]"
            while more:
                item, at = _value(text, at)
                yield key, item
                more = text[at : at + 1] == ","
                if more:
                    at = _sign(text, at, ",")
            at = _sign(text, at, "]")
        else:
            value, at = _value(text, at)
            yield key, value
        if text[at : at + 1] == "}":
            return
        at = _sign(text, at, ",")


def _value(text: str, at: int) -> tuple[Any, int]:
    """Return the value at `at` and where the next sign after it is."""
    value, end = _DECODER.raw_decode(text, at)
    return value, _SPACE.match(text, end).end()


def _sign(text: str, at: int, sign: str) -> int:
    """Return where the next thing after `sign` is, which must be at `at` but for white space."""
    at = _SPACE.match(text, at).end()
    if text[at : at + 1] != sign:
        raise ValueError(f"expected {sign} at {at}")
    return _SPACE.match(text, at + 1).end()
