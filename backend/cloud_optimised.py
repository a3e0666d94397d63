"""The layout of a Cloud Optimised GeoTIFF, given to a tiled GeoTIFF that is whole in memory.

A viewer far away reads the head of such a file, and then only the tiles that it shows. GDAL's own driver for them
unpacks and packs every tile again, which doubles the time a heatmap takes; here the packed tiles only change places.
Layout: https://gdal.org/en/stable/drivers/raster/cog.html; tags: TIFF 6.0, section 2.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

# What GDAL looks for behind the header. Every tile stands between its size and its last four bytes once more.
_STRUCTURE = (
    b"LAYOUT=IFDS_BEFORE_DATA\n"
    b"BLOCK_ORDER=ROW_MAJOR\n"
    b"BLOCK_LEADER=SIZE_AS_UINT4\n"
    b"BLOCK_TRAILER=LAST_4_BYTES_REPEATED\n"
    b"KNOWN_INCOMPATIBLE_EDITION=NO\n "  # the blank leaves room for YES, which GDAL writes when it edits the file
)
_GHOST = b"GDAL_STRUCTURAL_METADATA_SIZE=%06d bytes\n" % len(_STRUCTURE) + _STRUCTURE
_TILE_OFFSETS, _TILE_SIZES = 324, 325
_TYPE_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_WHOLE = {3: "H", 4: "I"}  # how a SHORT and a LONG unpack
_ENTRY, _LONG = 12, 4


@dataclass
class _Image:
    """One image of the file: its tags as {tag: (type, count, value bytes)}, and its packed tiles, row by row."""

    tags: dict[int, tuple[int, int, bytes]]
    tiles: list[memoryview]

    def head_size(self) -> int:
        """Bytes of the directory and of the values that do not fit into it."""
        return 2 + _ENTRY * len(self.tags) + _LONG + sum(_even(len(v)) for _, _, v in self.tags.values() if len(v) > 4)


def cloud_optimised(tiff: bytes | memoryview) -> bytes:
    """A tiled GeoTIFF with its overviews, widest first, laid out anew: heads first, then tiles, smallest image first.

    The pixels, their compression and all tags stay as they are; tiles that take no room still take none. Raises
    ValueError for anything but a tiled TIFF below 4 GiB (BigTIFF included).
    """
    tiff = memoryview(tiff)
    order, images = _read(tiff)
    at = _even(8 + len(_GHOST))
    head = [tiff[:2].tobytes(), struct.pack(order + "HI", 42, at), _GHOST, bytes(at - 8 - len(_GHOST))]
    position = at + sum(image.head_size() for image in images)
    data = []
    for image in reversed(images):
        offsets = []
        for tile in image.tiles:
            offsets.append(position + _LONG if len(tile) else 0)
            if len(tile):
                data += (struct.pack("<I", len(tile)), tile, tile[-4:])
                position += len(tile) + 2 * _LONG
        sizes = [len(tile) for tile in image.tiles]
        for tag, values in ((_TILE_OFFSETS, offsets), (_TILE_SIZES, sizes)):
            image.tags[tag] = (4, len(values), struct.pack(f"{order}{len(values)}I", *values))
    for number, image in enumerate(images):
        follows = at + image.head_size() if number + 1 < len(images) else 0
        head.append(_head(image, order, at, follows))
        at += image.head_size()
    return b"".join(head + data)


def tile_sizes(tiff: bytes | memoryview) -> list[list[int]]:
    """Bytes of each packed tile, row by row, of the image and of its overviews, widest first; 0 for those left out.

    Raises ValueError as `cloud_optimised`.
    """
    _, images = _read(memoryview(tiff))
    return [[len(tile) for tile in image.tiles] for image in images]


def _read(tiff: memoryview) -> tuple[str, list[_Image]]:
    """The byte order, as struct names it, and the images."""
    order = {b"II": "<", b"MM": ">"}.get(bytes(tiff[:2]), "")
    if not order or len(tiff) < 8 or struct.unpack_from(order + "H", tiff, 2)[0] != 42:
        raise ValueError("not a TIFF below 4 GiB")
    images, at = [], struct.unpack_from(order + "I", tiff, 4)[0]
    while at:
        tags = {}
        (count,) = struct.unpack_from(order + "H", tiff, at)
        for entry in range(at + 2, at + 2 + _ENTRY * count, _ENTRY):
            tag, kind, number = struct.unpack_from(order + "HHI", tiff, entry)
            size = _TYPE_SIZES[kind] * number
            place = entry + 8 if size <= 4 else struct.unpack_from(order + "I", tiff, entry + 8)[0]
            tags[tag] = (kind, number, tiff[place : place + size].tobytes())
        if _TILE_OFFSETS not in tags:
            raise ValueError("not tiled")
        offsets, sizes = (_numbers(tags[tag], order) for tag in (_TILE_OFFSETS, _TILE_SIZES))
        # Longs from the first: how large the heads are must not hang on what the numbers will be.
        for tag in (_TILE_OFFSETS, _TILE_SIZES):
            tags[tag] = (4, len(offsets), bytes(_LONG * len(offsets)))
        images.append(_Image(tags, [tiff[a : a + n] for a, n in zip(offsets, sizes, strict=True)]))
        (at,) = struct.unpack_from(order + "I", tiff, at + 2 + _ENTRY * count)
    return order, images


def _numbers(tag: tuple[int, int, bytes], order: str) -> tuple[int, ...]:
    kind, count, value = tag
    return struct.unpack(f"{order}{count}{_WHOLE[kind]}", value)


def _head(image: _Image, order: str, at: int, follows: int) -> bytes:
    """The directory of an image that begins at byte `at`, with its longer values behind it."""
    entries, values = [struct.pack(order + "H", len(image.tags))], []
    place = at + 2 + _ENTRY * len(image.tags) + _LONG
    for tag, (kind, count, value) in sorted(image.tags.items()):
        if len(value) > 4:
            entries.append(struct.pack(order + "HHII", tag, kind, count, place))
            values.append(value.ljust(_even(len(value)), b"\0"))
            place += _even(len(value))
        else:
            entries.append(struct.pack(order + "HHI", tag, kind, count) + value.ljust(4, b"\0"))
    return b"".join([*entries, struct.pack(order + "I", follows), *values])


def _even(size: int) -> int:
    return size + size % 2
