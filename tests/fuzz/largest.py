"""The largest photos that are still read, and bombs beyond them: time and memory of each, watched.

`python -m tests.fuzz.largest`; with `--write DIR` they are only written, for QGIS. Every way of storing a photo has its
own largest size; what is made here lies at the limits of backend/photo.py and backend/decoding_memory.py, or far beyond
them.
"""

from __future__ import annotations

import io
import struct
import sys
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from backend.decoding_memory import MAX_MEMORY

from .mutations import chunk
from .photos import decode
from .watched import limit_memory, quiet, report, watched


def _saved(mode: str, size: tuple[int, int], file_format: str, **options) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size).save(buffer, file_format, **options)
    return buffer.getvalue()


def _zeros(size: int) -> bytes:
    packer, block = zlib.compressobj(1), bytes(2**20)
    return b"".join(packer.compress(block[: size - at]) for at in range(0, size, 2**20)) + packer.flush()


def _png(size: tuple[int, int], depth: int, colour_type: int, channels: int, interlace: int = 0) -> bytes:
    rows = size[1] * (1 + size[0] * channels * depth // 8) + (size[1] if interlace else 0)
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, depth, colour_type, 0, 0, interlace))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", _zeros(rows)) + chunk(b"IEND", b"")


def _tiff(size: tuple[int, int], bits: int, channels: int, tile: int = 0) -> bytes:
    """Deflate in one strip, or one tile; to be turned by its orientation."""
    width, height = size
    body = _zeros((tile * tile or width * height) * channels * bits // 8)
    entries = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, channels, 186), (259, 3, 1, 8)]
    entries += [(262, 3, 1, 2 if channels > 2 else 1), (274, 3, 1, 6), (277, 3, 1, channels)]
    if tile:
        entries += [(322, 4, 1, tile), (323, 4, 1, tile), (324, 4, 1, 200), (325, 4, 1, len(body))]
    else:
        entries += [(273, 4, 1, 200), (278, 4, 1, height), (279, 4, 1, len(body))]
    entries += [(338, 3, 1, 2)] if channels == 4 else []
    entries = [(*e[:3], bits) if e[0] == 258 and channels == 1 else e for e in sorted(entries)]
    head = b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", len(entries))
    head += b"".join(struct.pack("<HHII", *entry) for entry in entries) + b"\x00" * 4
    return head.ljust(186, b"\x00")[:186] + struct.pack("<7H", *[bits] * 7) + body


def _scans(count: int, size: tuple[int, int]) -> bytes:
    """A progressive JPEG whose further scans say nothing, in 300 bytes each."""
    data = bytearray(_saved("L", (64, 64), "JPEG", progressive=True))
    frame = data.index(b"\xff\xc2")
    data[frame + 5 : frame + 9] = struct.pack(">HH", *size[::-1])
    blocks = -(-size[0] // 8) * -(-size[1] // 8)
    bits = "0" + "1" * 14  # a run of 32,767 blocks in which nothing changes
    text = bits * -(-blocks // 32_767)
    text += "1" * (-len(text) % 8)
    empty = bytes(int(text[i : i + 8], 2) for i in range(0, len(text), 8)).replace(b"\xff", b"\xff\x00")
    table = b"\xff\xc4" + struct.pack(">H", 20) + b"\x10\x01" + bytes(15) + b"\xe0"
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x01\x05\x00" + empty
    return bytes(data[: data.index(b"\xff\xda")]) + table + scan * count + b"\xff\xd9"


def _noise_png() -> bytes:
    """A file of almost 200 MB, which is held twice beside its pixels."""
    pixels = np.random.default_rng(0).integers(0, 256, (8100, 8100, 3), dtype=np.uint8)
    rows = b"".join(b"\x00" + row.tobytes() for row in pixels)
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 8100, 8100, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b"")


SQUARE = (14_100, 14_100)  # 199 megapixels

READ: dict[str, Callable[[], bytes]] = {
    "JPEG, 200 megapixels": lambda: _saved("RGB", (16_320, 12_240), "JPEG", quality=10),
    "JPEG, progressive, 200 megapixels": lambda: _saved("RGB", (16_320, 12_240), "JPEG", quality=10, progressive=True),
    "JPEG, progressive 4:4:4, 144 megapixels": lambda: _saved(
        "RGB", (12_000, 12_000), "JPEG", quality=10, progressive=True, subsampling=0
    ),
    "JPEG of 100 scans, 127 megapixels": lambda: _scans(100, (14_100, 9_000)),
    "PNG with alpha, 199 megapixels": lambda: _png(SQUARE, 8, 6, 4),
    "PNG, interlaced with alpha, 199 megapixels": lambda: _png(SQUARE, 8, 6, 4, 1),
    "PNG, 16 bits with alpha, 100 megapixels": lambda: _png((10_000, 10_000), 16, 6, 4),
    "PNG, a narrow one": lambda: _png((30_000, 2047), 8, 6, 4),
    "PNG, a file of 197 MB": _noise_png,
    "WebP, 50 megapixels": lambda: _saved("RGB", (7_070, 7_070), "WEBP", method=0),
    "WebP, lossless with alpha, 50 megapixels": lambda: _saved("RGBA", (7_070, 7_070), "WEBP", lossless=True, method=0),
    "TIFF, one strip, turned, 75 megapixels": lambda: _tiff((8_660, 8_660), 8, 3),
    "TIFF, 16 bits with alpha, turned, 56 megapixels": lambda: _tiff((7_480, 7_480), 16, 4),
    "GIF, 177 megapixels": lambda: _saved("P", (13_300, 13_300), "GIF"),
    "BMP, a file of 197 MB": lambda: _saved("RGB", (8_100, 8_100), "BMP"),
    "BMP of bits, 199 megapixels": lambda: _saved("1", SQUARE, "BMP"),
}
# At the limit of the plugin's thumbnails, 64 megapixels; the backend is asked about them as well.
SMALLER = (7_990, 7_990)
READ |= {
    "PNG, 16 bits with alpha, 64 megapixels": lambda: _png(SMALLER, 16, 6, 4),
    "PNG, interlaced with alpha, 64 megapixels": lambda: _png(SMALLER, 8, 6, 4, 1),
    "TIFF, one strip, turned, 64 megapixels": lambda: _tiff(SMALLER, 8, 3),
    "JPEG, progressive 4:4:4, 64 megapixels": lambda: _saved(
        "RGB", SMALLER, "JPEG", quality=10, progressive=True, subsampling=0
    ),
    "JPEG of 100 scans, 64 megapixels": lambda: _scans(100, SMALLER),
    "GIF, 64 megapixels": lambda: _saved("P", SMALLER, "GIF"),
    "BMP, 64 megapixels": lambda: _saved("RGB", SMALLER, "BMP"),
}
REFUSED: dict[str, Callable[[], bytes]] = {
    "JPEG of a million comments": lambda: (
        b"\xff\xd8" + b"\xff\xfe\x00\x02" * 1_000_000 + _saved("L", (64, 64), "JPEG")[2:]
    ),
    "JPEG of 2000 scans": lambda: _scans(2000, (14_100, 9_000)),
    "JPEG, progressive 4:4:4, 199 megapixels": lambda: _saved(
        "RGB", SQUARE, "JPEG", quality=10, progressive=True, subsampling=0
    ),
    "JPEG, progressive CMYK, 199 megapixels": lambda: _saved("CMYK", SQUARE, "JPEG", quality=10, progressive=True),
    "JPEG of 25 million restarts": lambda: b"\xff\xd8" + b"\xff\xd0" * 25_000_000,
    "PNG of 400 megapixels in 2 MB": lambda: _png((20_000, 20_000), 8, 2, 3),
    "PNG, 16 bits with alpha, 199 megapixels": lambda: _png(SQUARE, 16, 6, 4),
    "PNG of 4 million chunks": lambda: _png((64, 64), 8, 0, 1)[:33] + chunk(b"IDAT", b"") * 4_000_000,
    "GIF of 25 million blocks": lambda: _saved("P", (64, 64), "GIF")[:13] + b"!\xfe" + b"\x01x" * 25_000_000,
    "TIFF of one tile of 400 megapixels": lambda: _tiff((64, 64), 8, 1, 20_000),
    "TIFF, 16 bits with alpha, 84 megapixels": lambda: _tiff((9_170, 9_170), 16, 4),
    "TIFF of 6 million strips": lambda: (
        b"II*\x00\x08\x00\x00\x00\x01\x00" + struct.pack("<HHII", 273, 4, 6_000_000, 8) + bytes(24_000_100)
    ),
    "BMP of run lengths of one pixel": lambda: (
        b"BM"
        + struct.pack("<IHHI", 50_001_078, 0, 0, 1078)
        + struct.pack("<IiiHHIIiiII", 40, 14_000, 14_000, 1, 8, 1, 50_000_000, 0, 0, 256, 0)
        + bytes(1024)
        + b"\x01\x07" * 25_000_000
    ),
}


def main() -> int:
    """Watch each in a child of its own; the exit code is 1 when one fails."""
    kinds = {**READ, **REFUSED}
    if sys.argv[1:2] == ["--write"]:
        folder = Path(sys.argv[2])
        folder.mkdir(parents=True, exist_ok=True)
        for name, make in kinds.items():
            (folder / name).write_bytes(make())
        return 0
    if sys.argv[1:]:
        number = int(sys.argv[1])
        warnings.simplefilter("ignore")
        quiet()
        data = list(kinds.values())[number]()
        limit_memory(MAX_MEMORY)
        report(number, lambda: decode(data), MAX_MEMORY, len(data))
        return 0
    faults = 0
    for number, name in enumerate(kinds):
        (found,) = watched([sys.executable, "-m", "tests.fuzz.largest"], range(number, number + 1))
        wrong = found["fault"] or (None if (name in READ) != found["outcome"].startswith("photo_") else "unexpected")
        faults += wrong is not None
        print(
            f"  {name:50} {found['outcome']:18} {found['seconds']:5.1f} s {found['peak'] / 1e6:5.0f} MB"
            f"{'  FAULT: ' + wrong if wrong else ''}",
            flush=True,
        )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
