"""A photo's file taken apart: what the decoder needs of it, and its EXIF.

Decoders walk through a file part by part, some of them in Python: a file of nothing but tiny parts, further pictures
or compressed texts keeps them busy for minutes and fills the memory. So they are given the first picture alone, without
metadata, and a file of more parts than any camera or program writes is refused.

Layout: JPEG (ITU-T T.81 annex B), PNG (W3C, 3rd edition, section 5), GIF89a, TIFF 6.0 section 2.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

from .exif import EXIF_DIRECTORY, GPS_DIRECTORY, INTEROP_DIRECTORY, entries, field_size

MOST_PARTS = 100_000  # a photo of 200 MB in libpng's chunks of 8 kB has 25,000
MOST_SCANS = 100  # every scan passes over the whole picture; libjpeg writes 10
_MOST_HEADER = 2**20  # bytes of tables before the first scan; a photo has less than 2 kB
_MOST_VALUES = 400_000  # numbers in a TIFF's tags; 85 megapixels in strips of one row have 55,000

_JPEG_KEPT = {0xE0, 0xEE}  # of the application segments, JFIF's and Adobe's alone say how to read the colours
_JPEG_METADATA = {*range(0xE0, 0xF0), 0xFE} - _JPEG_KEPT
_JPEG_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xDA)}
_JPEG_EXIF, _JPEG_START_OF_SCAN, _JPEG_END = 0xE1, 0xDA, 0xD9
_JPEG_MARKER = re.compile(rb"\xff[^\x00\xff]")
# In what a scan encodes, 0xFF is followed by 0x00, a restart or padding.
_JPEG_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")

_GIF_EXTENSION, _GIF_IMAGE = 0x21, 0x2C
_GIF_GRAPHIC_CONTROL = b"\xf9"  # holds the transparent colour
_GIF_PADDING = re.compile(rb"\x00*")


class TooManyPartsError(ValueError):
    """A file has more parts than a photo needs, or larger tables."""


@dataclass(frozen=True)
class Parts:
    """pixels: a file with the first picture alone; exif: a TIFF stream, empty where there is none; scans: a JPEG's."""

    pixels: bytes
    exif: bytes = b""
    scans: int = 1


def separate(data: bytes, file_format: str) -> Parts:
    """Split a photo into an image without metadata and its EXIF.

    JPEG and PNG lose colour profiles, texts, thumbnails and further frames, GIF its texts, TIFF further pictures; the
    pixels stay as they are. Other formats come back whole. A damaged file is the decoder's to judge.

    Args:
        data: the file, or its beginning.
        file_format: Pillow's name of the format.

    Raises TooManyPartsError.
    """
    if file_format == "JPEG":
        return _separate_jpeg(data)
    if file_format == "PNG":
        return _separate_png(data)
    if file_format == "GIF":
        return Parts(_first_of_gif(data))
    if file_format == "TIFF":
        return Parts(_first_of_tiff(data), data)
    return Parts(data)


def _separate_jpeg(data: bytes) -> Parts:
    view, kept, exif, start, header = memoryview(data), [data[:2]], b"", 2, 0
    for parts in range(MOST_PARTS):
        marker, start, end = _jpeg_segment(data, start, _JPEG_MARKER)
        if marker == _JPEG_END:
            return Parts(b"".join(kept), exif)
        if marker == _JPEG_START_OF_SCAN:
            scans, end = _jpeg_scans(data, start, MOST_PARTS - parts)
            return Parts(b"".join([*kept, view[start:end]]), exif, scans)
        if marker == _JPEG_EXIF and not exif and data[start + 4 : start + 10] == b"Exif\x00\x00":
            exif = data[start + 10 : end]
        if marker not in _JPEG_METADATA and marker not in _JPEG_WITHOUT_LENGTH:
            kept.append(view[start:end])
            header += end - start
            if header > _MOST_HEADER:
                raise TooManyPartsError("tables")
        start = end
    raise TooManyPartsError("segments")


def _jpeg_scans(data: bytes, start: int, most_parts: int) -> tuple[int, int]:
    """How many scans there are from the first one's start, and where the picture ends."""
    scans = 0
    for _ in range(most_parts):
        marker, _, end = _jpeg_segment(data, start, _JPEG_AFTER_SCAN)
        if marker == _JPEG_END:
            return scans, end
        scans += marker == _JPEG_START_OF_SCAN
        if scans > MOST_SCANS:
            break
        start = end
    raise TooManyPartsError("scans")


def _jpeg_segment(data: bytes, start: int, marker: re.Pattern[bytes]) -> tuple[int, int, int]:
    """Marker, start and end of the next segment; that of the picture's end where there is none."""
    found = marker.search(data, start)
    if not found:
        return _JPEG_END, len(data), len(data)
    end = found.end()
    code = data[end - 1]
    if code not in _JPEG_WITHOUT_LENGTH:
        end += int.from_bytes(data[end : end + 2], "big")
    return code, found.start(), end


def _separate_png(data: bytes) -> Parts:
    view, kept, exif, start, kind = memoryview(data), [data[:8]], b"", 8, b""
    while len(kept) < MOST_PARTS and start + 12 <= len(data) and kind != b"IEND":
        end = start + 12 + int.from_bytes(data[start : start + 4], "big")
        kind = data[start + 4 : start + 8]
        # An upper-case first letter marks the chunks no decoder can do without.
        kept.append(view[start:end] if kind[:1].isupper() or kind == b"tRNS" else b"")
        if kind == b"eXIf":
            exif = data[start + 8 : end - 4]
        start = end
    if len(kept) >= MOST_PARTS:
        raise TooManyPartsError("chunks")
    if kind != b"IEND":
        kept.append(view[start:])
    return Parts(b"".join(kept), exif)


def _first_of_gif(data: bytes) -> bytes:
    """The file without what stands before the first image, but for its graphic control."""
    view, start = memoryview(data), _after_gif_palette(data)
    kept, parts = [data[:start]], 0
    while (start := _GIF_PADDING.match(data, start).end()) < len(data):
        if data[start] != _GIF_EXTENSION:
            # The image's blocks are read in C. Anything else ends the file.
            kept.append(view[start:] if data[start] == _GIF_IMAGE else b"")
            break
        end, parts = start + 2, parts + 1
        while end < len(data) and data[end] and parts <= MOST_PARTS:
            end, parts = end + 1 + data[end], parts + 1
        if parts > MOST_PARTS:
            raise TooManyPartsError("blocks")
        if data[start + 1 : start + 2] == _GIF_GRAPHIC_CONTROL:
            kept.append(view[start : end + 1])
        start = end + 1
    return b"".join(kept)


def _after_gif_palette(data: bytes) -> int:
    flags = data[10] if len(data) > 10 else 0
    return min(len(data), 13 + (3 << ((flags & 7) + 1) if flags & 0x80 else 0))


def _first_of_tiff(data: bytes) -> bytes:
    """The same file without a further picture, once its tags are known to be no larger than it."""
    pointers = {0: 4}
    for entry, tag, _, _ in entries(data, 4):
        if tag in (EXIF_DIRECTORY, GPS_DIRECTORY, INTEROP_DIRECTORY):
            pointers[tag] = entry + 8  # the last one of a tag counts, as for the decoder
    found = [field for pointer in pointers.values() for field in entries(data, pointer)]
    sizes = [(count, count * field_size(kind)) for _, _, kind, count in found]
    # The decoder copies every value, and makes a Python object of each number.
    numbers = sum(count for count, size in sizes if size > count)
    if sum(size for _, size in sizes) > len(data) or numbers > _MOST_VALUES:
        raise TooManyPartsError("tags")
    return _without_next(data)


def _without_next(data: bytes) -> bytes:
    """The file with the first directory's pointer to a second one set to none."""
    order = "<" if data[:2] == b"II" else ">"
    try:
        (start,) = struct.unpack_from(order + "I", data, 4)
        (count,) = struct.unpack_from(order + "H", data, start)
        pointer = start + 2 + 12 * count
        (following,) = struct.unpack_from(order + "I", data, pointer)
    except struct.error:  # no whole directory: the decoder says what is wrong
        return data
    if not following:
        return data
    view = memoryview(data)
    return b"".join([view[:pointer], b"\x00" * 4, view[pointer + 4 :]])
