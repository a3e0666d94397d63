"""What a photo's EXIF says of its orientation, time and position, read apart from the pixels.

Pillow's own reader copies the value of every tag, so that a small file whose tags overlap fills the memory,
and a compressed text in a PNG does the same. Here only the few wanted tags are read, and `separate` keeps
metadata away from the decoder altogether. Nothing in this module raises on damaged metadata: what can't be
read is absent.

Layout: TIFF 6.0 section 2 (directories), Exif 2.32 sections 4.6.4 to 4.6.6 (tags).
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

ORIENTATION, EXIF_DIRECTORY, GPS_DIRECTORY, INTEROP_DIRECTORY = 0x0112, 0x8769, 0x8825, 0xA005
DATE_TIME_ORIGINAL = 0x9003
LATITUDE_REF, LATITUDE, LONGITUDE_REF, LONGITUDE = 1, 2, 3, 4

_TYPES = ("B", "c", "H", "I", "II", "b", "c", "h", "i", "ii", "f", "d", "I")
_FORMATS = dict(enumerate(_TYPES, start=1))  # TIFF's field types in the letters of `struct`
_MAX_VALUES = 64  # no wanted tag needs more: a longer one is damaged


@dataclass(frozen=True)
class Exif:
    """Orientation 1 to 8, local time as YYYY-MM-DDTHH:MM:SS, (latitude, longitude) in degrees."""

    orientation: int = 1
    taken_at: str | None = None
    position: tuple[float, float] | None = None


def read_exif(tiff: bytes) -> Exif:
    """Read orientation, time and position from a TIFF stream.

    A position of exactly 0, 0 is what cameras write without a satellite fix, and counts as none.
    """
    tiff = tiff.removeprefix(b"Exif\x00\x00")
    if tiff[:4] not in (b"II*\x00", b"MM\x00*"):
        return Exif()
    main = _read_directory(tiff, 4, {ORIENTATION, EXIF_DIRECTORY, GPS_DIRECTORY})
    exif = _read_directory(tiff, main.get(EXIF_DIRECTORY), {DATE_TIME_ORIGINAL})
    gps = _read_directory(tiff, main.get(GPS_DIRECTORY), {LATITUDE_REF, LATITUDE, LONGITUDE_REF, LONGITUDE})
    orientation = (main.get(ORIENTATION) or (1,))[0]
    return Exif(
        orientation if orientation in range(1, 9) else 1,
        _local_time(exif.get(DATE_TIME_ORIGINAL)),
        _position(gps),
    )


def entries(tiff: bytes, pointer: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield position, tag, type and count of each entry of the directory whose offset is at `pointer`."""
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        (start,) = struct.unpack_from(order + "I", tiff, pointer)
        (count,) = struct.unpack_from(order + "H", tiff, start)
        for entry in range(start + 2, start + 2 + 12 * count, 12):
            yield entry, *struct.unpack_from(order + "HHI", tiff, entry)
    except struct.error:  # the directory runs over the end of the file
        return


def field_size(kind: int) -> int:
    """Bytes that one value of a TIFF field type takes; 1 for an unknown one."""
    return struct.calcsize("=" + _FORMATS.get(kind, "B"))


def _read_directory(tiff: bytes, pointer: int | tuple | None, wanted: set[int]) -> dict[int, tuple]:
    """Read the wanted tags of the directory that the offset at `pointer` points to.

    Returns values by tag: numbers, (numerator, denominator) one after the other, or single bytes; for a tag
    that points to another directory, the position of that pointer.
    """
    order = "<" if tiff[:2] == b"II" else ">"
    found = {}
    if pointer is None:
        return found
    for entry, tag, kind, count in entries(tiff, pointer):
        if tag not in wanted or kind not in _FORMATS or not 0 < count <= _MAX_VALUES:
            continue
        if tag in (EXIF_DIRECTORY, GPS_DIRECTORY):
            found[tag] = entry + 8
            continue
        layout = order + _FORMATS[kind] * count
        try:
            start = entry + 8
            if struct.calcsize(layout) > 4:
                (start,) = struct.unpack_from(order + "I", tiff, start)
            found[tag] = struct.unpack_from(layout, tiff, start)
        except struct.error:  # the value lies beyond the end of the file
            continue
    return found


def _text(values: tuple | None) -> str:
    """The text of an ASCII tag, also where a writer used bytes."""
    parts = [bytes([v]) if isinstance(v, int) and 0 <= v < 256 else v for v in values or ()]
    if not all(isinstance(part, bytes) for part in parts):
        return ""
    return b"".join(parts).split(b"\x00")[0].decode("latin-1").strip()


def _local_time(values: tuple | None) -> str | None:
    match = re.fullmatch(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)", _text(values), re.ASCII)
    try:
        return datetime(*map(int, match.groups())).isoformat() if match else None
    except ValueError:  # such as 0000:00:00 00:00:00 from a camera whose clock was never set
        return None


def _position(gps: dict[int, tuple]) -> tuple[float, float] | None:
    lat = _degrees(gps.get(LATITUDE), _text(gps.get(LATITUDE_REF)), "N", "S", 90.0)
    lon = _degrees(gps.get(LONGITUDE), _text(gps.get(LONGITUDE_REF)), "E", "W", 180.0)
    return None if lat is None or lon is None or (lat == 0.0 and lon == 0.0) else (lat, lon)


def _degrees(values: tuple | None, reference: str, positive: str, negative: str, limit: float) -> float | None:
    """Signed degrees of a coordinate in degrees, minutes and seconds, each a numerator and a denominator.

    None without a hemisphere, which leaves the sign open, and where a part is undefined or out of range.
    """
    letter = reference[:1].upper()
    if letter not in (positive, negative) or not values or len(values) not in (2, 4, 6):
        return None
    if any(isinstance(v, bytes) for v in values) or 0 in values[1::2]:
        return None
    parts = [n / d for n, d in zip(values[::2], values[1::2], strict=True)]
    if not all(math.isfinite(p) and p >= 0.0 for p in parts) or any(p > 60.0 for p in parts[1:]):
        return None
    degrees = sum(part / 60.0**power for power, part in enumerate(parts))
    return None if degrees > limit else (degrees if letter == positive else -degrees)
