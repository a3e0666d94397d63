"""Hostile photo files made of good ones: what a damaged disk, a careless program or an attacker would hand over.

Everything is drawn from one `random.Random`: the same seed and number make the same file. The standard library alone,
so that QGIS's Python can make them too.
"""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable

Seeds = dict[str, bytes]  # name -> file

NUMBERS = (0, 1, 2, 15, 16, 127, 128, 255, 256, 30_000, 30_001, 32_767, 65_535, 2**24 - 1, 2**31 - 1, 2**31, 2**32 - 1)
MOST_BYTES = 2_000_000
EXIF_TAGS = (0x0100, 0x0101, 0x0112, 0x8769, 0x8825, 0xA005, 0x9003, 0x9286, 0x927C, 0x010E, 0x02BC, 0xC4A5, 0x0001)
GPS_TAGS = (0, 1, 2, 3, 4, 5, 6, 7, 29, 31)
REFUSED_HEADS = (
    *(
        b"\x00\x00\x00\x18ftyp" + brand + b"\x00\x00\x00\x00mif1"
        for brand in (b"heic", b"heix", b"hevc", b"mif1", b"msf1")
    ),
    b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf",
    b"\x00\x00\x00\x18ftypavis",
    b"\x00\x00\x00\x18ftypcrx \x00\x00\x00\x01",
    b"\x00\x00\x00\x18ftypmp42",
    b"\x00\x00\x00\x0cjP  \r\n\x87\n",
    b"\xff\x4f\xff\x51\x00\x29",
    b"\x00\x00\x00\x0cJXL \r\n\x87\n",
    b"\xff\x0a\x12\x34",
    b"II+\x00\x08\x00\x00\x00",
    b"II*\x00\x10\x00\x00\x00CR\x02\x00",
    b"FUJIFILMCCD-RAW 0201",
    b"8BPS\x00\x01",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="99999" height="99999"/>',
    b"#!/bin/sh\n",
    b"/* XPM */ static char *a[] = {",
    b"P6 99999 99999 255\n",
    b"#?RADIANCE\n",
    b"v/1\x01\x02\x00\x00\x00",
    b"qoif\x00\x00\xff\xff\x00\x00\xff\xff\x04\x00",
    b"\x00\x00\x01\x00\x01\x00\x00\x00",
    b"",
)


def hostile(seed: int, number: int, seeds: Seeds) -> tuple[str, bytes]:
    """Kind and bytes of one file; the kinds take turns."""
    rng = random.Random(f"{seed}/{number}")
    kinds = list(KINDS)
    kind = kinds[number % len(kinds)]
    return kind, KINDS[kind](rng, seeds)[:MOST_BYTES]


def pick(rng: random.Random, seeds: Seeds, beginning: str = "") -> bytes:
    """One of the seeds whose name begins so."""
    return seeds[rng.choice(sorted(name for name in seeds if name.startswith(beginning)))]


def somewhere(rng: random.Random, data: bytes) -> int:
    """A position; headers decide most, so half of them lie there."""
    return rng.randrange(max(1, len(data) if rng.random() < 0.5 else min(400, len(data))))


def truncated(rng: random.Random, seeds: Seeds) -> bytes:
    """A file that ends too early."""
    data = pick(rng, seeds)
    return data[: somewhere(rng, data)]


def flipped(rng: random.Random, seeds: Seeds) -> bytes:
    """Single bits turned round."""
    data = bytearray(pick(rng, seeds))
    for _ in range(rng.choice((1, 2, 8, 64))):
        data[somewhere(rng, data)] ^= 1 << rng.randrange(8)
    return bytes(data)


def absurd_numbers(rng: random.Random, seeds: Seeds) -> bytes:
    """Numbers of 1, 2 or 4 bytes set to the edges of their range."""
    data = bytearray(pick(rng, seeds))
    for _ in range(rng.choice((1, 1, 2, 6))):
        at, size = somewhere(rng, data), rng.choice((1, 2, 4))
        value = rng.choice(NUMBERS) % 256**size
        data[at : at + size] = value.to_bytes(size, rng.choice(("big", "little")))
    return bytes(data)


def rearranged(rng: random.Random, seeds: Seeds) -> bytes:
    """Pieces left out, doubled, moved, or repeated many times."""
    data = pick(rng, seeds)
    for _ in range(rng.choice((1, 2, 4))):
        start = somewhere(rng, data)
        end = start + rng.choice((1, 4, 12, 64, 1000))
        piece, into = data[start:end], somewhere(rng, data)
        action = rng.choice(("left out", "doubled", "moved", "repeated"))
        if action in ("left out", "moved"):
            data = data[:start] + data[end:]
        if action != "left out":
            times = rng.choice((1000, 20_000)) if action == "repeated" else 1
            data = data[:into] + piece * min(times, MOST_BYTES // max(1, len(piece))) + data[into:]
        data = data[:MOST_BYTES]
    return data


def polyglots(rng: random.Random, seeds: Seeds) -> bytes:
    """Two files in one: one after the other, the beginning of one with the rest of another, other formats around."""
    one, two = pick(rng, seeds), pick(rng, seeds)
    others = (b"PK\x05\x06" + b"\x00" * 18, b"%PDF-1.4\n", b"<html><script>", b"MZ" + b"\x00" * 60, b"GIF89a/*", two)
    other = rng.choice(others)
    at = somewhere(rng, one)
    return rng.choice(
        (one + other, other + one, one[:at] + two[at:], one[:at] + other + one[at:], b"\xef\xbb\xbf" + one)
    )


def absurd_sizes(rng: random.Random, seeds: Seeds) -> bytes:
    """Width and height that the pixels don't fill, where each format keeps them."""
    width, height = (rng.choice((0, 1, 15, 16, 17, 1000, 14_000, 29_999, 30_001, 60_000, 65_535)) for _ in range(2))
    kind = rng.choice(("jpeg", "png", "gif", "bmp", "webp", "tiff"))
    data = bytearray(pick(rng, seeds, kind))
    if kind == "jpeg":
        at = next(i for i in range(len(data)) if data[i] == 0xFF and data[i + 1] in (0xC0, 0xC1, 0xC2))
        data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    elif kind == "png":
        data[16:24] = struct.pack(">II", width * rng.choice((1, 70_000)) % 2**32, height)
        return with_checksums(bytes(data))
    elif kind == "gif":
        data[6:10] = struct.pack("<HH", width, height)
        at = data.find(b",", 13)
        if rng.random() < 0.5 and at > 0:
            data[at + 5 : at + 9] = struct.pack("<HH", width, height)
    elif kind == "bmp":
        data[18:26] = struct.pack("<ii", width, rng.choice((-1, 1)) * height)
    elif kind == "webp":
        at = 24 if data[12:16] == b"VP8X" else 26
        data[at : at + 6] = rng.randbytes(6)
    else:
        at = int.from_bytes(data[4:8], "little") + 2
        for entry in range(at, min(at + 12 * 8, len(data) - 12), 12):
            tag = int.from_bytes(data[entry : entry + 2], "little")
            if tag in (256, 257, 278, 322, 323):
                data[entry + 2 : entry + 4] = b"\x04\x00"
                data[entry + 8 : entry + 12] = struct.pack("<I", rng.choice((width, height)))
    return bytes(data)


def chunk(kind: bytes, payload: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", zlib.crc32(kind + payload))


def with_checksums(data: bytes) -> bytes:
    """A PNG whose checksums are right, whatever became of its chunks."""
    out, at = [data[:8]], 8
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        out.append(chunk(data[at + 4 : at + 8], data[at + 8 : at + 8 + size]))
        at += 12 + size
    return b"".join(out)


def png_chunks(rng: random.Random, seeds: Seeds) -> bytes:
    """A PNG with hostile chunks: compressed bombs, wrong palettes, animations, bad lengths, right checksums."""
    data = pick(rng, seeds, "png")
    bomb = _bomb()
    end = 33  # after IHDR
    extra = rng.choice(
        (
            chunk(b"zTXt", b"k\x00\x00" + bomb),
            chunk(b"iCCP", b"p\x00\x00" + bomb),
            chunk(b"iTXt", b"k\x00\x01\x00\x00\x00" + bomb),
            chunk(b"IDAT", bomb),
            chunk(b"iCCP", b"\x00" * 90) * 50,
            chunk(b"tRNS", rng.randbytes(rng.choice((0, 1, 2, 6, 300)))),
            chunk(b"PLTE", rng.randbytes(rng.choice((0, 1, 3, 768, 3000)))),
            chunk(b"acTL", struct.pack(">II", rng.choice(NUMBERS), rng.choice(NUMBERS))),
            chunk(b"fcTL", rng.randbytes(26)),
            chunk(b"fdAT", rng.randbytes(40)),
            chunk(b"IHDR", rng.randbytes(13)),
            chunk(b"eXIf", exif(rng)),
            chunk(b"IEND", b""),
            chunk(b"IDAT", b"") * 5000,
            chunk(b"tEXt", b"k\x00v") * 5000,
            chunk(b"gAMA", b"\x00" * 4) + chunk(b"cHRM", b"\x00" * 31),
            struct.pack(">I", rng.choice(NUMBERS)) + b"IDAT" + rng.randbytes(8),
        )
    )
    data = data[:end] + extra + data[end:]
    if rng.random() < 0.3:
        data = (
            data[:24]
            + bytes([rng.choice((1, 2, 3, 4, 8, 16, 32)), rng.randrange(8), 0, 0, rng.randrange(3)])
            + data[29:]
        )
        return with_checksums(data)
    return data


def jpeg_segments(rng: random.Random, seeds: Seeds) -> bytes:
    """A JPEG with hostile segments: empty, doubled, too long, tables out of range, further scans, colour profiles."""
    data = pick(rng, seeds, "jpeg")

    def segment(marker: int, payload: bytes, length: int | None = None) -> bytes:
        return (
            bytes([0xFF, marker])
            + struct.pack(">H", (len(payload) + 2 if length is None else length) % 65536)
            + payload
        )

    scan = data[max(0, data.find(b"\xff\xda")) :].removesuffix(b"\xff\xd9")
    extra = rng.choice(
        (
            segment(0xE2, b"ICC_PROFILE\x00" + bytes([rng.randrange(256), rng.randrange(256)]) + rng.randbytes(60_000))
            * 20,
            segment(0xE2, b"MPF\x00" + exif(rng)),
            segment(0xED, b"Photoshop 3.0\x008BIM" + rng.randbytes(50)),
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + b"<x>" * 9000),
            segment(0xE1, b"Exif\x00\x00" + exif(rng)),
            segment(0xDB, rng.randbytes(rng.choice((0, 1, 65, 66, 1000)))),
            segment(0xC4, rng.randbytes(rng.choice((0, 1, 17, 30, 1000)))),
            segment(rng.choice((0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC9, 0xCA)), rng.randbytes(rng.choice((0, 6, 15, 18)))),
            segment(0xDD, rng.randbytes(2)),
            segment(0xEE, b"Adobe" + rng.randbytes(7)),
            segment(0xE0, b"JFIF\x00" + rng.randbytes(9)),
            segment(rng.randrange(0xC0, 0xFF), b"", rng.choice(NUMBERS)),
            b"\xff\xfe\x00\x02" * rng.choice((1000, 200_000)),
            b"\xff" * rng.choice((1000, 1_000_000)),
            b"\xff\xd0" * rng.choice((1000, 500_000)),
            b"\xff\xd8",
            rng.randbytes(100),
        )
    )
    at = data.find(b"\xff", 2 + rng.randrange(max(1, min(600, len(data) - 2))))
    data = data[:at] + extra + data[at:]
    if rng.random() < 0.2:
        data = data.removesuffix(b"\xff\xd9") + scan * rng.choice((1, 50, 300)) + b"\xff\xd9"
    return data


def exif_in_photos(rng: random.Random, seeds: Seeds) -> bytes:
    """A good photo whose EXIF is nonsense: bad types, counts and offsets, positions out of range, odd orientations."""
    return with_exif(pick(rng, seeds, rng.choice(("jpeg", "png", "webp"))), exif(rng))


def with_exif(photo: bytes, stream: bytes) -> bytes:
    """A JPEG, PNG or WebP with this EXIF beside what it has."""
    if photo[:2] == b"\xff\xd8":
        payload = (b"Exif\x00\x00" + stream)[:65_533]
        return photo[:2] + b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload + photo[2:]
    if photo[:4] == b"RIFF":
        stream += b"\x00" * (len(stream) % 2)
        head = photo[12:]
        if head[:4] != b"VP8X":
            head = b"VP8X" + struct.pack("<I", 10) + b"\x08\x00\x00\x00" + b"\x2f\x00\x00\x27\x00\x00" + head
        else:
            head = head[:8] + bytes([head[8] | 8]) + head[9:]
        head += b"EXIF" + struct.pack("<I", len(stream)) + stream
        return b"RIFF" + struct.pack("<I", len(head) + 4) + b"WEBP" + head
    return photo[:33] + chunk(b"eXIf", stream) + photo[33:]


def exif(rng: random.Random) -> bytes:
    """A TIFF stream of hostile tags."""
    order = rng.choice("<>")
    head = (b"II*\x00" if order == "<" else b"MM\x00*") + struct.pack(order + "I", 8)
    values_at = 8 + 3 * (2 + 12 * 10 + 4)
    values = b"".join(_value(rng, order) for _ in range(12)) + b"2014:01:02 10:11:12\x00"
    directories = b""
    for tags in (EXIF_TAGS, EXIF_TAGS, GPS_TAGS):
        entries = []
        for _ in range(10):
            tag = rng.choice(tags)
            offset = rng.choice((8, 8 + 126, 8 + 252, values_at + rng.randrange(len(values)), rng.choice(NUMBERS)))
            kind = rng.choice((1, 2, 3, 4, 5, 7, 9, 10, 11, 12, rng.randrange(65_536)))
            count = rng.choice((0, 1, 2, 3, 6, 20, 64, rng.choice(NUMBERS)))
            value = struct.pack(order + "I", offset) if rng.random() < 0.7 else rng.randbytes(4)
            entries.append(struct.pack(order + "HHI", tag, kind, count) + value)
        if tags is GPS_TAGS and rng.random() < 0.7:
            entries[:4] = _gps(rng, order, values_at + len(values))
            values += b"".join(_rational(rng, order) for _ in range(6))
        directories += struct.pack(order + "H", 10) + b"".join(entries) + struct.pack(order + "I", rng.choice((0, 8)))
    pointers = [struct.pack(order + "HHII", 0x8769, 4, 1, 8 + 126), struct.pack(order + "HHII", 0x8825, 4, 1, 8 + 252)]
    first = 2 + 12 * 8  # in place of the first directory's last two entries
    directories = directories[:first] + b"".join(pointers) + directories[first + 24 :]
    return head + directories + values


def _gps(rng: random.Random, order: str, at: int) -> list[bytes]:
    def entry(tag: int, kind: int, count: int, value: bytes) -> bytes:
        return struct.pack(order + "HHI", tag, kind, count) + value

    kind = rng.choice((5, 5, 10, 11, 12, 3))
    return [
        entry(1, 2, 2, rng.choice((b"N", b"S", b"X", b"\x00", b"\xff")) + b"\x00\x00\x00"),
        entry(2, kind, rng.choice((3, 2, 1, 6)), struct.pack(order + "I", at)),
        entry(3, 2, 2, rng.choice((b"E", b"W", b"e", b"\x00")) + b"\x00\x00\x00"),
        entry(4, kind, rng.choice((3, 2, 1, 6)), struct.pack(order + "I", at + 24)),
    ]


def _rational(rng: random.Random, order: str) -> bytes:
    """A numerator and a denominator, of 0 too, or a float that is none."""
    if rng.random() < 0.3:
        return struct.pack(order + "d", rng.choice((float("nan"), float("inf"), -1e308, 1e-320, 91.0, -0.0)))
    return struct.pack(
        order + "II", rng.choice((*NUMBERS, 48, 90, 91, 180, 181)), rng.choice((0, 1, 1, 1, 100, 2**32 - 1))
    )


def _value(rng: random.Random, order: str) -> bytes:
    return rng.choice((_rational(rng, order), rng.randbytes(8), b"\x00" * 8, b"\xff" * 8, b"0000:00:00 00:00:00\x00"))


def tiff_tags(rng: random.Random, seeds: Seeds) -> bytes:
    """A TIFF whose tags lie: types, counts, offsets, compressions, bits, tiles, further directories in circles."""
    data = bytearray(pick(rng, seeds, "tiff"))
    start = int.from_bytes(data[4:8], "little")
    count = int.from_bytes(data[start : start + 2], "little")
    for _ in range(rng.choice((1, 2, 4))):
        entry = start + 2 + 12 * rng.randrange(max(1, min(count, 30)))
        field = rng.choice(("tag", "type", "count", "value", "value"))
        if entry + 12 > len(data):
            continue
        if field == "tag":
            tags = (
                254,
                256,
                258,
                259,
                262,
                273,
                274,
                277,
                278,
                279,
                284,
                317,
                320,
                322,
                324,
                330,
                338,
                347,
                34665,
                50706,
            )
            data[entry : entry + 2] = struct.pack("<H", rng.choice(tags))
        elif field == "type":
            data[entry + 2 : entry + 4] = struct.pack("<H", rng.randrange(20))
        elif field == "count":
            data[entry + 4 : entry + 8] = struct.pack("<I", rng.choice(NUMBERS))
        else:
            choice = rng.choice((*NUMBERS, 5, 7, 8, 3, 4, 6, 32_773, 34_712, 34_925, 50_000, 50_001, start))
            data[entry + 8 : entry + 12] = struct.pack("<I", choice)
    if rng.random() < 0.2:
        pointer = start + 2 + 12 * count
        data[pointer : pointer + 4] = struct.pack("<I", rng.choice((start, len(data), 8, 2**32 - 1)))
    return bytes(data)


def webp_chunks(rng: random.Random, seeds: Seeds) -> bytes:
    """A WebP of wrong chunks: flags that nothing follows, animations without frames, profiles, bad lengths."""
    data = bytearray(pick(rng, seeds, "webp"))
    at = rng.choice((12, 12, 30)) if len(data) > 40 else 12
    extra = rng.choice(
        (
            b"ANIM" + struct.pack("<I", 6) + rng.randbytes(6),
            b"ANMF" + struct.pack("<I", rng.choice((16, *NUMBERS))) + rng.randbytes(24),
            b"ICCP" + struct.pack("<I", 60) + rng.randbytes(60),
            b"ALPH" + struct.pack("<I", 20) + rng.randbytes(20),
            b"XMP " + struct.pack("<I", rng.choice(NUMBERS)),
            b"VP8X" + struct.pack("<I", 10) + rng.randbytes(10),
            b"VP8L" + struct.pack("<I", 40) + b"\x2f" + rng.randbytes(39),
            b"JUNK" + struct.pack("<I", 0),
        )
    )
    data[at:at] = extra * rng.choice((1, 1, 2000))
    if rng.random() < 0.7:
        data[4:8] = struct.pack("<I", len(data) - 8)
    return bytes(data)


def refused_formats(rng: random.Random, seeds: Seeds) -> bytes:
    """What people try instead of a photo, with any rest."""
    head = rng.choice(REFUSED_HEADS)
    avif = sorted(name for name in seeds if name.startswith("avif"))
    if avif and rng.random() < 0.3:
        return flipped(rng, {name: seeds[name] for name in avif})
    return head + rng.choice((b"", rng.randbytes(rng.choice((1, 100, 5000))), pick(rng, seeds)))


def noise(rng: random.Random, seeds: Seeds) -> bytes:
    """The first bytes of a photo, and then anything; the first may be none at all."""
    keep = rng.choice((0, 2, 3, 4, 8, 12, 16, 33, 60))
    return pick(rng, seeds)[:keep] + rng.choice((rng.randbytes, bytes))(rng.choice((0, 1, 40, 5000)))


_BOMB: list[bytes] = []


def _bomb() -> bytes:
    """20 MB of zeros, compressed to 20 kB."""
    if not _BOMB:
        _BOMB.append(zlib.compress(b"\x00" * 20_000_000, 9))
    return _BOMB[0]


KINDS: dict[str, Callable[[random.Random, Seeds], bytes]] = {
    "truncated": truncated,
    "flipped": flipped,
    "absurd-numbers": absurd_numbers,
    "absurd-sizes": absurd_sizes,
    "rearranged": rearranged,
    "polyglot": polyglots,
    "exif": exif_in_photos,
    "png-chunks": png_chunks,
    "jpeg-segments": jpeg_segments,
    "tiff-tags": tiff_tags,
    "webp-chunks": webp_chunks,
    "refused-format": refused_formats,
    "noise": noise,
}
