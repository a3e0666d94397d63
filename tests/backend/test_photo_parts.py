"""Files taken apart: what the decoder gets, and what is refused before any decoder is asked."""

import struct
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.photo_parts import MOST_PARTS, MOST_SCANS, Parts, TooManyPartsError, separate
from tests.backend.test_exif import BYTE, LONG, SHORT, directory, gps, tiff


def segment(marker, payload):
    return bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload


def chunk(kind, payload=b""):
    return struct.pack(">I", len(payload)) + kind + payload + b"crc!"


JFIF, ADOBE, TABLE = segment(0xE0, b"JFIF\x00"), segment(0xEE, b"Adobe\x00"), segment(0xDB, b"\x00" * 65)
SCAN = segment(0xDA, b"") + b"\xff\x00 encoded \xff\xd0 encoded"
PNG = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\x00" * 13)
GIF = b"GIF89a" + struct.pack("<HHBBB", 20, 20, 0x80, 0, 0) + b"palett"
IMAGE = b"," + struct.pack("<HHHHB", 0, 0, 20, 20, 0) + b"\x02\x01x\x00;"


def test_jpeg_keeps_what_decides_colours_and_loses_the_rest():
    metadata = segment(0xE1, b"Exif\x00\x00II*\x00") + segment(0xE2, b"ICC_PROFILE\x00") + segment(0xFE, b"text")
    data = b"\xff\xd8" + JFIF + metadata + b"\xff" + ADOBE + b"junk\xff\xd0" + TABLE + SCAN + b"\xff\xd9 a video"
    assert separate(data, "JPEG") == Parts(b"\xff\xd8" + JFIF + ADOBE + TABLE + SCAN + b"\xff\xd9", b"II*\x00", 1)


def test_jpeg_in_several_scans_and_cut_off():
    data = b"\xff\xd8" + TABLE + SCAN + segment(0xC4, b"\xff\xda\xff\xd9") + SCAN + SCAN
    assert separate(data, "JPEG") == Parts(data, b"", 3)
    assert separate(b"\xff\xd8" + TABLE, "JPEG") == Parts(b"\xff\xd8" + TABLE, b"", 1)


def test_png_keeps_critical_chunks_and_transparency():
    pixels = chunk(b"PLTE", b"123") + chunk(b"tRNS", b"1") + chunk(b"IDAT", b"pixels") + chunk(b"IEND")
    data = PNG + chunk(b"zTXt", b"text") + chunk(b"eXIf", b"MM\x00*") + chunk(b"iCCP", b"profile") + pixels + b"more"
    assert separate(data, "PNG") == Parts(PNG + pixels, b"MM\x00*")


def test_gif_keeps_its_transparency_and_loses_its_texts():
    control = b"!\xf9\x04\x01\x00\x00\x01\x00"
    assert separate(GIF + b"!\xfe\x03abc\x01d\x00\x00\x00" + control + IMAGE, "GIF").pixels == GIF + control + IMAGE
    assert separate(GIF + b"; nothing but junk" + IMAGE, "GIF").pixels == GIF
    assert separate(GIF[:8], "GIF").pixels == GIF[:8]


@pytest.mark.parametrize("order", "<>")
def test_tiff_is_its_first_picture(order):
    first = tiff(order, main=[(0x0112, SHORT, 1, struct.pack(order + "H", 6))])
    pointer = 8 + 2 + 12 * 3
    chained = first[:pointer] + struct.pack(order + "I", 8) + first[pointer + 4 :]
    assert separate(chained, "TIFF") == Parts(first, chained)
    assert separate(first, "TIFF").pixels is first
    assert separate(first[:9], "TIFF").pixels == first[:9]


def test_tiff_tags_that_overlap_are_refused():
    assert separate(tiff(gps=gps()), "TIFF")
    overlapping = [(0x9000 + i, BYTE, 1000, struct.pack("<I", 8)) for i in range(100)]
    bomb = b"II*\x00\x08\x00\x00\x00" + directory("<", 8, overlapping)
    assert len(bomb) < 2000
    with pytest.raises(TooManyPartsError):
        separate(bomb, "TIFF")
    loop = b"II*\x00\x08\x00\x00\x00" + directory("<", 8, [(0x8769, LONG, 0, b"\x08\x00\x00\x00")])
    assert separate(loop, "TIFF")


MANY = 10_000_000  # bytes


@pytest.mark.parametrize(
    ("file_format", "data"),
    [
        ("JPEG", b"\xff\xd8" + b"\xff\xd0" * (MANY // 2) + TABLE + SCAN),
        ("JPEG", b"\xff\xd8" + b"\xff\xfe\x00\x02" * (MANY // 4) + SCAN),
        ("JPEG", b"\xff\xd8" + segment(0xDB, b"\x00" * 65_000) * 20 + SCAN),
        ("JPEG", b"\xff\xd8" + TABLE + SCAN * (MOST_SCANS + 1) + b"\xff\xd9"),
        ("JPEG", b"\xff\xd8" + TABLE + SCAN + b"\xff\xfe\x00\x02" * (MANY // 4)),
        ("PNG", PNG + chunk(b"IDAT") * (MANY // 12) + chunk(b"IEND")),
        ("PNG", PNG + chunk(b"tEXt") * (MANY // 12) + chunk(b"IEND")),
        ("GIF", GIF + b"!\xfe" + b"\x01x" * (MANY // 2) + b"\x00" + IMAGE),
        ("GIF", GIF + b"!\xfe\x00" * (MANY // 3) + IMAGE),
        ("TIFF", b"II*\x00\x08\x00\x00\x00" + directory("<", 8, [(273, LONG, MANY // 4, b"")]) + b"\x00" * MANY),
    ],
)
def test_files_of_nothing_but_parts_are_refused_at_once(file_format, data):
    begin = time.process_time()
    with pytest.raises(TooManyPartsError):
        separate(data, file_format)
    assert time.process_time() - begin < 5.0


@pytest.mark.parametrize("filling", [b"\xff", b"x", b"\xff\x00"])
def test_padding_and_junk_take_no_time(filling):
    begin = time.process_time()
    data = b"\xff\xd8" + filling * (MANY // len(filling)) + TABLE + SCAN + b"\xff\xd9"
    assert separate(data, "JPEG").pixels == b"\xff\xd8" + TABLE + SCAN + b"\xff\xd9"
    assert len(separate(GIF + b"\x00" * MANY + IMAGE, "GIF").pixels) < 100
    assert time.process_time() - begin < 5.0


def test_as_many_parts_as_real_photos_have():
    png = PNG + chunk(b"IDAT", b"x") * (MOST_PARTS - 10) + chunk(b"IEND")
    assert separate(png, "PNG").pixels == png
    assert separate(b"\xff\xd8" + TABLE + SCAN * MOST_SCANS + b"\xff\xd9", "JPEG").scans == MOST_SCANS


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"\xff\xd8", PNG, GIF, b"II*\x00", b"MM\x00*"]))
def test_separate_takes_any_bytes(data, head):
    file_format = {0xFF: "JPEG", 0x89: "PNG", 0x47: "GIF"}.get(head[0], "TIFF")
    try:
        parts = separate(head + data, file_format)
    except TooManyPartsError:
        assert file_format == "TIFF"  # tags that overlap
    else:
        assert len(parts.pixels) <= len(head + data)
        assert len(parts.exif) <= len(head + data)
