"""Good photos of every format and kind, small ones: what the hostile files are made of."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
from PIL import Image, ImageCms, features

from .mutations import Seeds, chunk

SIZE = (48, 40)
EXIF = {
    0x0112: 6,
    0x8769: {0x9003: "2014:01:02 10:11:12"},
    0x8825: {1: "N", 2: (48.0, 51.0, 24.0), 3: "E", 4: (2.0, 21.0, 3.0)},
}


def photo_seeds() -> Seeds:
    """Name -> file; a name begins with its format."""
    rng = np.random.default_rng(6)
    y, x = np.mgrid[0 : SIZE[1], 0 : SIZE[0]]
    smooth = np.stack([4 * x, 5 * y, 3 * (x + y)], axis=-1) % 256
    colour = Image.fromarray((smooth // 2 + rng.integers(0, 100, smooth.shape)).astype(np.uint8))
    alpha = colour.convert("RGBA")
    alpha.putalpha(Image.fromarray(np.uint8(5 * x)))
    palette = colour.quantize(64)
    deep = Image.fromarray((257 * smooth[..., 0]).astype(np.uint16))
    made_now = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = made_now[:24] + bytes(12) + made_now[36:]  # without the time: the same seeds every day
    exif = Image.Exif()
    exif.update(EXIF)
    frames = {"save_all": True, "append_images": [colour.transpose(Image.Transpose.ROTATE_180)] * 2}
    images = {
        "jpeg": (colour, {}),
        "jpeg-progressive": (colour, {"progressive": True, "subsampling": 0}),
        "jpeg-grey": (colour.convert("L"), {}),
        "jpeg-cmyk": (colour.convert("CMYK"), {}),
        "jpeg-exif": (colour, {"exif": exif, "icc_profile": profile, "comment": b"a comment"}),
        "jpeg-restarts": (colour, {"restart_marker_rows": 1}),
        "png": (colour, {}),
        "png-alpha": (alpha, {"exif": exif, "icc_profile": profile}),
        "png-palette": (palette, {"transparency": bytes(range(64))}),
        "png-grey": (colour.convert("L"), {"transparency": 7}),
        "png-bits": (colour.convert("1"), {}),
        "png-deep": (deep, {}),
        "png-animated": (colour, frames),
        "webp": (colour, {"exif": exif, "icc_profile": profile}),
        "webp-lossless": (alpha, {"lossless": True}),
        "webp-alpha": (alpha, {}),
        "webp-animated": (colour, frames),
        "tiff": (colour, {"tiffinfo": EXIF}),
        "tiff-lzw": (colour, {"compression": "tiff_lzw"}),
        "tiff-deflate": (alpha, {"compression": "tiff_adobe_deflate"}),
        "tiff-jpeg": (colour, {"compression": "jpeg"}),
        "tiff-packbits": (palette, {"compression": "packbits"}),
        "tiff-lzma": (colour, {"compression": "tiff_lzma"}) if _libtiff("tiff_lzma", colour) else (colour, {}),
        "tiff-zstd": (colour, {"compression": "zstd"}) if _libtiff("zstd", colour) else (colour, {}),
        "tiff-fax": (colour.convert("1"), {"compression": "group4"}),
        "tiff-cmyk": (colour.convert("CMYK"), {"compression": "tiff_lzw"}),
        "tiff-deep": (deep, {}),
        "tiff-pages": (colour, {**frames, "compression": "tiff_lzw"}),
        "gif": (palette, {}),
        "gif-animated": (palette, {**frames, "transparency": 3, "comment": b"a comment"}),
        "bmp": (colour, {}),
        "bmp-palette": (palette, {}),
        "bmp-bits": (colour.convert("1"), {}),
    }
    if features.check("avif"):
        images["avif"] = (colour, {})
    seeds = {name: _encoded(image, name.partition("-")[0], options) for name, (image, options) in images.items()}
    seeds["jpeg-mpo"] = _encoded(colour, "mpo", frames)
    seeds["png-interlaced"] = _interlaced(np.asarray(colour))
    seeds["png-deep-colour"] = _png(16, 2, (257 * smooth).astype(">u2"))
    seeds["bmp-runs"] = _run_length_bmp()
    return seeds


def _encoded(image: Image.Image, file_format: str, options: dict) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, file_format, **options)
    return buffer.getvalue()


def _libtiff(compression: str, image: Image.Image) -> bool:
    """Whether this Pillow's libtiff was built with a compression."""
    try:
        _encoded(image, "tiff", {"compression": compression})
    except (OSError, KeyError):
        return False
    return True


def _png(depth: int, colour_type: int, pixels: np.ndarray, interlace: int = 0, data: bytes = b"") -> bytes:
    height, width = pixels.shape[:2]
    header = struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, interlace)
    data = data or b"".join(b"\x00" + row.tobytes() for row in pixels)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def _interlaced(pixels: np.ndarray) -> bytes:
    """Adam7, which Pillow reads and does not write."""
    passes = ((0, 8, 0, 8), (0, 8, 4, 8), (4, 8, 0, 4), (0, 4, 2, 4), (2, 4, 0, 2), (0, 2, 1, 2), (1, 2, 0, 1))
    data = b"".join(
        b"\x00" + row.tobytes() for top, down, left, right in passes for row in pixels[top::down, left::right]
    )
    return _png(8, 2, pixels, 1, data)


def _run_length_bmp() -> bytes:
    palette, rows = bytes(range(256)) * 4, b"\x30\x07\x00\x00" * 40 + b"\x00\x01"
    head = struct.pack("<IHHI", 54 + len(palette) + len(rows), 0, 0, 54 + len(palette))
    info = struct.pack("<IiiHHIIiiII", 40, 48, 40, 1, 8, 1, len(rows), 0, 0, 256, 0)
    return b"BM" + head + info + palette + rows
