"""How much memory a photo takes while it is decoded, told from its header.

The sums are what Pillow 12 and 13 were measured to take at most (docs/robustness.md), its own bytes and the copy of
them that the decoder reads included.
"""

from __future__ import annotations

import math

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile
from PIL.TiffImagePlugin import TiffImageFile

MAX_MEMORY = 1_000_000_000  # bytes a photo

_WEBP_PIXEL = 16  # bytes: the canvas in the demuxer, a frame of it, and both again as Pillow's
_BANDS = 80_000_000  # bytes: what is in work of the conversion to RGB
_TILE_WIDTH, _TILE_LENGTH, _ROWS_PER_STRIP, _BITS_PER_SAMPLE = 322, 323, 278, 258
_ONE_BYTE = ("1", "L", "P")


def webp_bytes(size: tuple[int, int], file_bytes: int) -> int:
    """Of a WebP photo of (width, height), whose decoder takes the room for it before it tells the size."""
    return 2 * file_bytes + _WEBP_PIXEL * size[0] * size[1] + _BANDS


def decoding_bytes(image: Image.Image, size: tuple[int, int], file_bytes: int, scans: int, working: int) -> int:
    """Of any other photo.

    Args:
        image: opened and not loaded, a JPEG as reduced by `draft`.
        size: width and height in the file.
        file_bytes: the file's.
        scans: a JPEG's.
        working: pixels of the copy in RGB that is made of it.
    """
    pixels = image.width * image.height
    decoded = pixels * _pixel_bytes(image.mode)
    if isinstance(image, JpegImageFile) and (scans > 1 or "progressive" in image.info):
        decoded += _coefficient_bytes(image, size)
    if isinstance(image, TiffImageFile):
        decoded = 2 * decoded + _strip_bytes(image, size)  # turned upright by Pillow
    # The working copy is reduced or turned into another one.
    return 2 * file_bytes + decoded + 2 * 4 * working + _BANDS


def _pixel_bytes(mode: str) -> int:
    return 1 if mode in _ONE_BYTE else 2 if mode.startswith("I;16") else 4


def _coefficient_bytes(image: JpegImageFile, size: tuple[int, int]) -> int:
    """What libjpeg keeps when a picture comes in several scans: two bytes a sample."""
    across = max(layer[1] for layer in image.layer)
    down = max(layer[2] for layer in image.layer)
    samples = sum(layer[1] * layer[2] for layer in image.layer) / (across * down)
    return math.ceil(2 * samples * (size[0] + 64) * (size[1] + 64))


def _strip_bytes(image: TiffImageFile, size: tuple[int, int]) -> int:
    """The room for one strip or tile, as stored; libtiff decodes it whole."""
    tags = image.tag_v2
    width, rows = size[0], min(size[1], tags.get(_ROWS_PER_STRIP, size[1]))
    if _TILE_WIDTH in tags:
        width, rows = tags[_TILE_WIDTH], tags.get(_TILE_LENGTH, size[1])
    bits = tags.get(_BITS_PER_SAMPLE, (1,))
    return width * rows * max(4, math.ceil(sum(bits) / 8))
