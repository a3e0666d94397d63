"""A photo: its pixels upright in RGB, its identity, and what its EXIF says.

Whatever the bytes are, the answer is a `Photo` or a `PhotoError` in one sentence that names the photo by its
file name alone, never by its path. Sizes are checked in the header, before any pixel is decoded: a photo takes at most
`decoding_memory.MAX_MEMORY`, 1 GB with its own bytes.
"""

from __future__ import annotations

import hashlib
import io
import math
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from PIL.BmpImagePlugin import BmpImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile

from .decoding_memory import MAX_MEMORY, decoding_bytes, webp_bytes
from .errors import PhotoError
from .exif import Exif, read_exif
from .photo_parts import Parts, separate

MAX_BYTES = 200_000_000
MAX_PIXELS = 200_000_000
# Pillow holds a WebP photo four times, and a TIFF twice to turn it.
MAX_PIXELS_OF = {"WEBP": 50_000_000, "TIFF": 85_000_000}
MAX_PIXELS_OF_16_BITS = 100_000_000  # unpacking takes twice as long: a photo takes less than 5 seconds
MAX_SIDE = 30_000
MIN_SIDE = 16
WORKING_SIDE = 1024  # pixels of the working image's short side: predictors see 224 to 600
BAND_PIXELS = 4_000_000  # pixels converted to RGB at a time

# Pillow's classes are called directly: `Image.open` refuses 200-megapixel phone photos by its own limit and
# warns from 90, and both can only be changed for the whole process.
_READERS = {
    "JPEG": JpegImageFile,
    "PNG": PngImageFile,
    "WEBP": WebPImageFile,
    "TIFF": TiffImageFile,
    "BMP": BmpImageFile,
    "GIF": GifImageFile,
}
_SIGNATURES = (
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (8, b"WEBP", "WEBP"),
    (0, b"II*\x00", "TIFF"),
    (0, b"MM\x00*", "TIFF"),
    (0, b"BM", "BMP"),
    (0, b"GIF8", "GIF"),
)
# What people try instead of a photo, to be told so by name; first match wins.
_OTHER_SIGNATURES = (
    *((4, b"ftyp" + brand, "in the HEIC format") for brand in (b"hei", b"hev", b"mif", b"msf")),
    (4, b"ftypavi", "in the AVIF format"),
    (4, b"ftypcrx", "a camera's raw file"),
    (4, b"ftyp", "a video"),
    (0, b"\x1aE\xdf\xa3", "a video"),
    (8, b"AVI ", "a video"),
    (0, b"II*\x00\x10\x00\x00\x00CR", "a camera's raw file"),
    (0, b"FUJIFILMCCD-RAW", "a camera's raw file"),
    (0, b"IIU\x00", "a camera's raw file"),
    (0, b"IIRO", "a camera's raw file"),
    (0, b"IIRS", "a camera's raw file"),
    (0, b"MMOR", "a camera's raw file"),
    (4, b"jP  ", "in the JPEG 2000 format"),
    (0, b"\xff\x4f\xff\x51", "in the JPEG 2000 format"),
    (4, b"JXL ", "in the JPEG XL format"),
    (0, b"\xff\x0a", "in the JPEG XL format"),
    (0, b"II+\x00", "in the BigTIFF format"),
    (0, b"MM\x00+", "in the BigTIFF format"),
    (0, b"8BPS", "a Photoshop document"),
    (0, b"%PDF", "a PDF document"),
    (0, b"PK\x03\x04", "a ZIP archive"),
    (0, b"<", "a web page or a drawing such as SVG"),
)

_TRANSPOSE = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIXTEEN_BIT = ("I", "I;16", "I;16B", "I;16L", "I;16N")
_WITH_ALPHA = ("RGBA", "RGBa", "LA", "La", "PA")
_MODES = ("1", "L", "P", "RGB", "RGBX", "CMYK", "YCbCr", *_WITH_ALPHA, *_SIXTEEN_BIT)
_NEW_SUBFILE_TYPE, _DNG_VERSION = 254, 50706


@dataclass(frozen=True)
class Photo:
    """A decoded photo.

    `width` and `height` are the upright original's; `image` is upright RGB, reduced so that its short side
    has at most `WORKING_SIDE` pixels. Colours are taken as sRGB: an embedded profile changes them too little
    to move a prediction. `taken_at` is the camera's local time as YYYY-MM-DDTHH:MM:SS; `exif_position` is
    (latitude, longitude) in degrees, for comparison only: no predictor sees it.
    """

    name: str
    sha256: str
    width: int
    height: int
    format: str
    taken_at: str | None
    exif_position: tuple[float, float] | None
    image: Image.Image


def load_photo(path: Path) -> Photo:
    """Read and decode a photo file.

    Raises PhotoError with code photo_missing or photo_is_directory, and those of `decode_photo`.
    """
    name = display_name(path.name)
    try:
        # The kind is asked before opening: opening a pipe or a device can wait for ever.
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise PhotoError(f"{name} is a folder: choose a photo in it.", code="photo_is_directory")
        if not stat.S_ISREG(status.st_mode):
            raise PhotoError(f"{name} is a device or a pipe, not a file: choose a photo file.")
        if status.st_size > MAX_BYTES:
            raise _too_many_bytes(name)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except PermissionError as error:
        raise PhotoError(f"{name} can't be opened: allow reading it, or choose another photo.") from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PhotoError(f"{name} doesn't exist: check its name and folder.", code="photo_missing") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise PhotoError(f"{name} can't be read: copy it to this computer and try again.") from error
    return decode_photo(data, path.name)


def decode_photo(data: bytes, name: str) -> Photo:
    """Decode a photo's bytes; thread-safe.

    Args:
        data: the whole file: JPEG, PNG, WebP, TIFF, BMP or GIF (the first frame of several).
        name: its file name, for messages and the result; folders in it are dropped.

    Raises PhotoError with code photo_empty, photo_truncated, photo_too_large, photo_too_small or
    photo_unreadable.
    """
    name = display_name(name)
    if not data:
        raise PhotoError(f"{name} is empty: copy it again.", code="photo_empty")
    if len(data) > MAX_BYTES:
        raise _too_many_bytes(name)
    file_format = _identify(data, name)
    try:
        size, image, exif = _decode(separate(data, file_format), file_format, name)
    except PhotoError:
        raise
    except MemoryError as error:
        raise PhotoError(
            f"{name} needs more memory than there is to decode: save a smaller copy.", code="photo_too_large"
        ) from error
    except Image.DecompressionBombError as error:  # a GIF's first image may be larger than what the header says
        raise PhotoError(f"{name} has too many pixels: save a smaller copy.", code="photo_too_large") from error
    # Decoders meet damaged files with a dozen exception types, some of them by accident: all mean the same
    # here.
    except Exception as error:
        if "truncated" in str(error).lower() or _is_cut_off(data, file_format):
            raise PhotoError(f"{name} is cut off: copy it again.", code="photo_truncated") from error
        raise PhotoError(f"{name} is damaged: copy it again, or save it anew as JPEG.") from error
    return Photo(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        width=size[0],
        height=size[1],
        format=file_format,
        taken_at=exif.taken_at,
        exif_position=exif.position,
        image=image,
    )


def display_name(name: str) -> str:
    """The file name without folders, safe to print on one line and to store as UTF-8."""
    name = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    # Cc, Cf, Cs, Zl, Zp: control characters, text-direction tricks, undecodable bytes, line separators.
    name = "".join("�" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in name)
    return name.strip() or "The photo"


def _identify(data: bytes, name: str) -> str:
    """Pillow's name of the format, by the file's first bytes and never by its extension."""
    head = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()  # text may begin with a mark and blanks
    for offset, signature, what in _OTHER_SIGNATURES:
        if head.startswith(signature, offset):
            raise PhotoError(f"{name} is {what}, which is not supported: save it as JPEG.")
    for offset, signature, file_format in _SIGNATURES:
        if head.startswith(signature, offset):
            return file_format
    raise PhotoError(f"{name} is not a photo: choose a JPEG, PNG, WebP, TIFF, BMP or GIF file.")


def _decode(parts: Parts, file_format: str, name: str) -> tuple[tuple[int, int], Image.Image, Exif]:
    """Decode to the upright original's size, working image and EXIF; raises whatever Pillow raises."""
    if file_format == "WEBP":  # Pillow before 13 makes room for the canvas before it tells the size
        size = _webp_size(parts.pixels)
        _check_size(size, file_format, name)
        _check_memory(webp_bytes(size, len(parts.pixels)), size, name)
    image = _READERS[file_format](io.BytesIO(parts.pixels))
    size = image.size
    deep = image.tile and ";16" in str(image.tile[0][3])  # the decoder's name of how the samples are stored
    _check_size(size, file_format, name, MAX_PIXELS_OF_16_BITS if deep else MAX_PIXELS)
    _check_kind(image, file_format, name)
    scale = max(1, min(size) // WORKING_SIDE)
    # JPEG decodes to 1/2, 1/4 or 1/8 in a fraction of the time and memory; other formats ignore it.
    image.draft(None, (size[0] // scale, size[1] // scale))
    if file_format != "WEBP":
        working = math.prod(_reduced(image.size)[0])
        _check_memory(decoding_bytes(image, size, len(parts.pixels), parts.scans, working), size, name)
    image.load()
    exif = read_exif(image.info.get("exif", b"") if file_format == "WEBP" else parts.exif)
    if file_format == "TIFF":  # Pillow has turned it upright already
        size, turn = image.size, None
    else:
        turn = _TRANSPOSE.get(exif.orientation)
    working = _working_image(image)
    if turn is not None:
        working = working.transpose(turn)
        size = size[::-1] if exif.orientation >= 5 else size
    return size, working, exif


def _check_size(size: tuple[int, int], file_format: str, name: str, limit: int = MAX_PIXELS) -> None:
    width, height = size
    limit = min(limit, MAX_PIXELS_OF.get(file_format, MAX_PIXELS))
    if width * height > limit or max(size) > MAX_SIDE:
        raise PhotoError(
            f"{name} has {width} x {height} pixels: save a copy of at most "
            f"{limit // 1_000_000} megapixels and {MAX_SIDE} pixels a side.",
            code="photo_too_large",
        )
    if min(size) < MIN_SIDE:
        raise PhotoError(
            f"{name} has {width} x {height} pixels: choose a photo of at least {MIN_SIDE} pixels a side.",
            code="photo_too_small",
        )


def _check_memory(needed: int, size: tuple[int, int], name: str) -> None:
    if needed > MAX_MEMORY:
        raise PhotoError(
            f"{name} has {size[0]} x {size[1]} pixels, stored in a way that takes more than"
            f" {MAX_MEMORY // 10**9} GB of memory to decode: save a smaller copy, or save it as a plain JPEG.",
            code="photo_too_large",
        )


def _check_kind(image: Image.Image, file_format: str, name: str) -> None:
    """Refuse raw files that begin with a small TIFF preview, and pixels that aren't colours."""
    if isinstance(image, TiffImageFile):
        is_preview = int(image.tag_v2.get(_NEW_SUBFILE_TYPE, 0)) & 1
        if is_preview or _DNG_VERSION in image.tag_v2:
            raise PhotoError(f"{name} is a camera's raw file, which is not supported: save it as JPEG.")
    # Pillow decodes these in Python, some ten times slower, and nobody stores photos so.
    if image.tile and image.tile[0][0] == "bmp_rle":
        raise PhotoError(f"{name} is a BMP of run lengths, which is not supported: save it as JPEG.")
    # In a TIFF, 32-bit integers and floats are measurements such as heights, of no known range.
    if image.mode not in _MODES or (image.mode == "I" and file_format != "PNG"):
        raise PhotoError(f"{name} holds measurements or colours of a rare kind: save it as JPEG.")


def _working_image(image: Image.Image) -> Image.Image:
    """RGB with a short side of at most `WORKING_SIDE` pixels.

    Converted band by band: beside the decoded pixels there is never a second image as large, but for narrow ones.
    """
    width, height = image.size
    size, factor = _reduced(image.size)
    rows = max(1, BAND_PIXELS // (width * factor)) * factor
    reduced = Image.new("RGB", size)
    for top in range(0, height, rows):
        band = _to_rgb(image.crop((0, top, width, min(top + rows, height))))
        reduced.paste(band.reduce(factor) if factor > 1 else band, (0, top // factor))
    short = min(reduced.size)
    if short <= WORKING_SIDE:
        return reduced
    target = tuple(max(WORKING_SIDE, round(side * WORKING_SIDE / short)) for side in reduced.size)
    return reduced.resize(target, Image.Resampling.BICUBIC)


def _reduced(size: tuple[int, int]) -> tuple[tuple[int, int], int]:
    """The size of a picture reduced by the whole factor that leaves its short side `WORKING_SIDE` or more."""
    factor = max(1, min(size) // WORKING_SIDE)
    return (-(-size[0] // factor), -(-size[1] // factor)), factor


def _to_rgb(image: Image.Image) -> Image.Image:
    """Convert to RGB, transparent pixels on white, 16 bits to their upper 8.

    Pillow's own conversion clips 16-bit values to 255, which turns a photo white.
    """
    if image.mode in _SIXTEEN_BIT:
        image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    elif image.mode in _WITH_ALPHA or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image.getchannel("A"))
        return white
    return image.convert("RGB")  # CMYK: Pillow has undone Adobe's inversion; ink profiles are left aside


def _webp_size(data: bytes) -> tuple[int, int]:
    """Canvas width and height from the first chunk (RFC 9649, sections 2.5 to 2.7)."""
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF


def _is_cut_off(data: bytes, file_format: str) -> bool:
    """Whether the file lacks its end, for decoders that don't say so."""
    if file_format == "JPEG":
        return b"\xff\xd9" not in data[-65536:]  # some cameras append data of their own
    if file_format == "PNG":
        return b"IEND" not in data[-65536:]
    if file_format == "WEBP":
        return int.from_bytes(data[4:8], "little") + 8 > len(data)
    if file_format == "TIFF":
        order = "little" if data[:2] == b"II" else "big"
        return int.from_bytes(data[4:8], order) + 2 > len(data)
    return False


def _too_many_bytes(name: str) -> PhotoError:
    limit = MAX_BYTES // 1_000_000
    return PhotoError(f"{name} is larger than {limit} MB: save a smaller copy.", code="photo_too_large")
