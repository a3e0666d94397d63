"""Every photo is made here; the answer is always a Photo or a PhotoError that names the file."""

import io
import os
import struct
import threading
import warnings
import zlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile

from backend import photo as photo_module
from backend.errors import PhotoError
from backend.photo import Photo, decode_photo, display_name, load_photo

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def encoded(image, file_format, **options):
    buffer = io.BytesIO()
    image.save(buffer, file_format, **options)
    return buffer.getvalue()


def quarters(size=(60, 40)):
    """Red top left, green top right, blue bottom left, white bottom right."""
    width, height = size
    image = Image.new("RGB", size, WHITE)
    image.paste(RED, (0, 0, width // 2, height // 2))
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    return image


def corners(image):
    """The colours a quarter in from each corner: top left, top right, bottom left, bottom right."""
    width, height = image.size
    xs, ys = (width // 4, width - 1 - width // 4), (height // 4, height - 1 - height // 4)
    return [image.getpixel((x, y)) for y in ys for x in xs]


def middle(data):
    """The colour in the middle of a decoded photo."""
    image = decode_photo(data, "photo").image
    return image.getpixel((image.width // 2, image.height // 2))


def same_colours(found, expected, tolerance=4):
    return np.abs(np.array(found, dtype=int) - np.array(expected, dtype=int)).max() <= tolerance


def noise(width, height, bands=3):
    return np.random.default_rng(0).integers(0, 256, (height, width, bands), dtype=np.uint8)


def chunk(kind, payload):
    """A chunk of a PNG."""
    return struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", zlib.crc32(kind + payload))


def png(width, height, bit_depth, colour_type, data, extra=b""):
    """A PNG with these header fields and this compressed data, whether they fit or not."""

    header = struct.pack(">IIBBBBB", width, height, bit_depth, colour_type, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def refusal(data, name="IMG 1.jpg"):
    with pytest.raises(PhotoError) as caught:
        decode_photo(data, name)
    message = str(caught.value)
    assert message.startswith(name) and message.endswith(".") and "\n" not in message
    return caught.value


# --- what is read -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file_format", "options"),
    [
        ("JPEG", {"quality": 95}),
        ("JPEG", {"quality": 95, "progressive": True}),
        ("PNG", {}),
        ("WEBP", {"lossless": True}),
        ("WEBP", {"quality": 100}),
        ("TIFF", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("BMP", {}),
        ("GIF", {}),
    ],
)
def test_formats(file_format, options):
    data = encoded(quarters(), file_format, **options)
    found = decode_photo(data, "a.bin")  # the extension says nothing
    assert (found.name, found.format, found.width, found.height) == ("a.bin", file_format, 60, 40)
    assert found.image.mode == "RGB" and found.image.size == (60, 40)
    assert same_colours(corners(found.image), [RED, GREEN, BLUE, WHITE], 12)
    assert (found.taken_at, found.exif_position) == (None, None)
    assert len(found.sha256) == 64


def test_mpo_is_its_first_picture():
    data = encoded(quarters(), "MPO", save_all=True, append_images=[Image.new("RGB", (60, 40))])
    found = decode_photo(data, "a.jpg")
    assert found.format == "JPEG" and same_colours(corners(found.image), [RED, GREEN, BLUE, WHITE], 30)


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_grey(file_format):
    assert same_colours(
        middle(encoded(Image.new("L", (20, 20), 77), file_format)),
        (77, 77, 77),
    )


@pytest.mark.parametrize("file_format", ["PNG", "TIFF", "BMP"])
def test_black_and_white(file_format):
    assert middle(encoded(Image.new("1", (20, 20), 1), file_format)) == WHITE


def test_cmyk_jpeg_has_true_colours():
    image = Image.merge("CMYK", [Image.new("L", (32, 32), ink) for ink in (0, 255, 255, 0)])
    assert same_colours(middle(encoded(image, "JPEG", quality=95)), RED)
    half_black = Image.merge("CMYK", [Image.new("L", (32, 32), ink) for ink in (0, 0, 0, 128)])
    assert same_colours(middle(encoded(half_black, "JPEG", quality=95)), (127,) * 3)


def test_ycck_jpeg_has_true_colours():
    # Adobe's transform 2 stores the inks C, M, Y as if they were R, G, B in YCbCr, and K inverted.
    # Red's inks 0, 255, 255 are 179, 171, 1 in YCbCr. Pillow writes inverted values.
    stored = Image.merge("CMYK", [Image.new("L", (32, 32), 255 - value) for value in (179, 171, 1, 255)])
    data = bytearray(encoded(stored, "JPEG", quality=95))
    data[data.index(b"Adobe") + 11] = 2
    assert same_colours(middle(bytes(data)), RED, 8)


def test_cmyk_tiff():
    image = Image.new("CMYK", (32, 32), (255, 255, 0, 0))
    assert same_colours(middle(encoded(image, "TIFF")), BLUE)


@pytest.mark.parametrize("file_format", ["PNG", "TIFF"])
def test_sixteen_bit_grey_is_scaled(file_format):
    levels = np.repeat(np.array([[0, 0x1234, 0x8000, 0xFFFF]], dtype=np.uint16), 20, axis=0).repeat(5, axis=1)
    found = decode_photo(encoded(Image.fromarray(levels), file_format), "deep")
    assert [found.image.getpixel((x, 9)) for x in (2, 7, 12, 17)] == [(v,) * 3 for v in (0, 0x12, 0x80, 0xFF)]


def test_sixteen_bit_colour_is_scaled():
    row = b"\x00" + struct.pack(">HHH", 0x1234, 0x8000, 0xFFFF) * 20
    assert middle(png(20, 20, 16, 2, zlib.compress(row * 20))) == (
        0x12,
        0x80,
        0xFF,
    )


def test_transparency_lies_on_white():
    clear_red = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    half_red = Image.new("RGBA", (20, 20), (255, 0, 0, 128))
    for file_format in ("PNG", "WEBP", "TIFF"):
        options = {"lossless": True, "exact": True} if file_format == "WEBP" else {}
        assert middle(encoded(clear_red, file_format, **options)) == WHITE
        assert same_colours(
            middle(encoded(half_red, file_format, **options)),
            (255, 127, 127),
        )
    assert middle(encoded(Image.new("LA", (20, 20), (0, 0)), "PNG")) == WHITE


@pytest.mark.parametrize(("file_format", "transparency"), [("GIF", 1), ("PNG", 1), ("PNG", b"\xff\x00")])
def test_palette_with_transparency(file_format, transparency):
    image = Image.new("P", (20, 20))
    image.putpalette([0, 0, 255, 255, 0, 0])
    image.paste(1, (10, 0, 20, 20))
    found = decode_photo(encoded(image, file_format, transparency=transparency), "p").image
    assert (found.getpixel((4, 9)), found.getpixel((15, 9))) == (BLUE, WHITE)


@pytest.mark.parametrize("file_format", ["GIF", "PNG", "WEBP", "TIFF"])
def test_animated_is_its_first_frame(file_format):
    frames = [Image.new("RGB", (20, 20), colour) for colour in (BLUE, RED, GREEN)]
    options = {"lossless": True} if file_format == "WEBP" else {}
    data = encoded(frames[0], file_format, save_all=True, append_images=frames[1:], **options)
    assert middle(data) == BLUE


# The corners of the upright photo by orientation, for stored corners red, green / blue, white.
UPRIGHT = {
    1: [RED, GREEN, BLUE, WHITE],
    2: [GREEN, RED, WHITE, BLUE],
    3: [WHITE, BLUE, GREEN, RED],
    4: [BLUE, WHITE, RED, GREEN],
    5: [RED, BLUE, GREEN, WHITE],
    6: [BLUE, RED, WHITE, GREEN],
    7: [WHITE, GREEN, BLUE, RED],
    8: [GREEN, WHITE, RED, BLUE],
}


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation(file_format, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {"lossless": True} if file_format == "WEBP" else {}
    found = decode_photo(encoded(quarters(), file_format, exif=exif, **options), "o")
    size = (40, 60) if orientation >= 5 else (60, 40)
    assert (found.width, found.height) == found.image.size == size
    assert same_colours(corners(found.image), UPRIGHT[orientation], 12)


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_exif_time_and_position(file_format):
    tags = {
        0x0112: 6,
        0x8769: {0x9003: "2014:01:02 10:11:12"},
        0x8825: {1: "S", 2: (33.0, 52.0, 7.5), 3: "E", 4: (151.0, 12.0, 33.5)},
    }
    exif = Image.Exif()
    exif.update(tags)
    options = {"tiffinfo": tags} if file_format == "TIFF" else {"exif": exif}
    found = decode_photo(encoded(quarters(), file_format, **options), "e")
    assert (found.width, found.height) == (40, 60)
    assert found.taken_at == "2014-01-02T10:11:12"
    assert found.exif_position == pytest.approx((-33.86875, 151.209306), abs=1e-6)


@pytest.mark.parametrize("junk", [b"", b"\x00" * 40, b"II*\x00\xff\xff\xff\xff", b"MM\x00*" + b"\xff" * 60])
def test_corrupt_exif_is_ignored(junk):
    for file_format in ("JPEG", "PNG", "WEBP"):
        found = decode_photo(encoded(quarters(), file_format, exif=b"Exif\x00\x00" + junk), "e")
        assert (found.width, found.taken_at, found.exif_position) == (60, None, None)


@pytest.mark.parametrize("file_format", ["JPEG", "PNG"])
def test_large_photos_are_reduced(file_format):
    image = quarters((4000, 3001))
    exif = Image.Exif()
    exif[0x0112] = 8
    found = decode_photo(encoded(image, file_format, exif=exif), "big")
    assert (found.width, found.height) == (3001, 4000)
    assert min(found.image.size) == 1024 and found.image.size[1] == pytest.approx(1024 * 4000 / 3001, abs=2)
    assert same_colours(corners(found.image), UPRIGHT[8])


def test_bands_leave_no_seam(monkeypatch):
    image = Image.fromarray(noise(700, 300))
    whole = decode_photo(encoded(image, "PNG"), "n").image
    monkeypatch.setattr(photo_module, "BAND_PIXELS", 1)
    assert decode_photo(encoded(image, "PNG"), "n").image.tobytes() == whole.tobytes() == image.tobytes()
    monkeypatch.setattr(photo_module, "WORKING_SIDE", 100)
    in_bands = decode_photo(encoded(image, "PNG"), "n").image
    monkeypatch.setattr(photo_module, "BAND_PIXELS", 10**9)
    assert decode_photo(encoded(image, "PNG"), "n").image.tobytes() == in_bands.tobytes()


def test_long_thin_photo():
    found = decode_photo(encoded(Image.new("RGB", (29_000, 16), RED), "PNG"), "pano")
    assert found.image.size == (29_000, 16)


def test_threads_decode_alike():
    data = [encoded(Image.fromarray(noise(300, 200)), file_format) for file_format in ("JPEG", "PNG", "TIFF")]
    alone = [decode_photo(item, "t").image.tobytes() for item in data]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda i: decode_photo(data[i % 3], "t").image.tobytes(), range(48)))
    assert all(pixels == alone[i % 3] for i, pixels in enumerate(together))


# --- what is refused --------------------------------------------------------------------------------------


def test_empty():
    assert refusal(b"").code == "photo_empty"


@pytest.mark.parametrize("data", [b"hello", b"\x00" * 100, b"GIF", bytes(range(256))])
def test_not_an_image(data):
    assert refusal(data).code == "photo_unreadable"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "HEIC"),
        (b"\x00\x00\x00\x1cftypavif", "AVIF"),
        (b"\x00\x00\x00\x18ftypcrx ", "raw"),
        (b"\x00\x00\x00\x18ftypmp42", "video"),
        (b"\x00\x00\x00\x14ftypqt  ", "video"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", "video"),
        (b"II*\x00\x10\x00\x00\x00CR\x02\x00", "raw"),
        (b"FUJIFILMCCD-RAW 0201", "raw"),
        (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "JPEG 2000"),
        (b"8BPS\x00\x01", "Photoshop"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "ZIP"),
        (b'<?xml version="1.0"?><svg/>', "SVG"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>", "web page"),
        (b"II+\x00\x08\x00", "BigTIFF"),
    ],
)
def test_other_formats_are_named(data, word):
    error = refusal(data)
    assert error.code == "photo_unreadable" and word in str(error) and "save it as JPEG" in str(error)


def test_raw_previews_and_measurements_are_refused():
    assert "raw" in str(refusal(encoded(quarters(), "TIFF", tiffinfo={254: 1})))
    assert "raw" in str(refusal(encoded(quarters(), "TIFF", tiffinfo={50706: b"\x01\x04\x00\x00"})))
    for values in (np.zeros((20, 20), np.float32), np.zeros((20, 20), np.int32)):
        assert "measurements" in str(refusal(encoded(Image.fromarray(values), "TIFF")))


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.99])
@pytest.mark.parametrize(
    ("file_format", "options"),
    [
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("PNG", {}),
        ("WEBP", {}),
        ("TIFF", {}),
        ("TIFF", {"compression": "tiff_deflate"}),
        ("BMP", {}),
        ("GIF", {}),
    ],
)
def test_truncated(file_format, options, keep):
    data = encoded(Image.fromarray(noise(200, 150)), file_format, **options)
    assert refusal(data[: int(len(data) * keep)]).code == "photo_truncated"


def test_truncated_large_jpeg_is_an_error_at_reduced_size_too():
    data = encoded(Image.fromarray(noise(2200, 2100)), "JPEG")
    assert refusal(data[: len(data) // 2]).code == "photo_truncated"


@pytest.mark.parametrize("size", [(1, 1), (15, 400), (400, 15)])
@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF"])
def test_too_small(file_format, size):
    assert refusal(encoded(Image.new("RGB", size), file_format)).code == "photo_too_small"


@pytest.mark.parametrize("size", [(0, 20), (20, 0), (0, 0)])
def test_zero_size(size):
    assert refusal(png(*size, 8, 2, zlib.compress(b""))).code in ("photo_unreadable", "photo_too_small")


def test_png_bomb_is_refused_by_its_header():
    assert refusal(png(60_000, 60_000, 8, 2, b"")).code == "photo_too_large"
    assert refusal(png(2**31 - 1, 2**31 - 1, 1, 0, b"")).code == "photo_too_large"
    assert refusal(png(30_001, 20, 8, 2, b"")).code == "photo_too_large"


def test_real_png_bomb_is_refused_before_decoding(monkeypatch):
    rows = zlib.compressobj(9)
    data = b"".join(rows.compress(b"\x00" * 20_001) for _ in range(20_000)) + rows.flush()
    bomb = png(20_000, 20_000, 8, 0, data)
    assert len(bomb) < 1_000_000
    monkeypatch.setattr(photo_module.PngImageFile, "load", lambda _: pytest.fail("decoded"))
    assert refusal(bomb).code == "photo_too_large"


def test_pixels_beyond_the_header_are_not_decoded():
    assert decode_photo(png(20, 20, 8, 0, zlib.compress(b"\x00" * 100_000_000)), "p").width == 20


@pytest.mark.parametrize(
    "data",
    [
        b"GIF89a" + struct.pack("<HHBBB", 60_000, 60_000, 0, 0, 0) + b",\x00\x00\x00\x00`\xea`\xea\x00\x08\x00;",
        b"BM" + struct.pack("<IHHIIiiHHIIiiII", 54, 0, 0, 54, 40, 60_000, 60_000, 1, 24, 0, 0, 0, 0, 0, 0),
        b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<II", 10, 0) + b"\xff\xff\xff" * 2,
        b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8L" + struct.pack("<IBI", 5, 0x2F, 0x0FFFFFFF),
    ],
)
def test_other_bombs_are_refused_by_their_headers(data):
    assert refusal(data).code == "photo_too_large"


def test_tiff_bomb_of_overlapping_tags():
    count = 30_000
    entries = b"".join(struct.pack("<HHII", 20_000 + i, 1, 400_000, 8) for i in range(count))
    bomb = b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", count) + entries + b"\x00" * 4 + b"\x00" * 100_000
    assert refusal(bomb).code == "photo_unreadable"


def test_metadata_bombs_never_reach_the_decoder():
    bomb = zlib.compress(b"\x00" * 50_000_000, 9)
    extra = chunk(b"zTXt", b"k\x00\x00" + bomb) + chunk(b"iCCP", b"p\x00\x00" + bomb)
    extra += chunk(b"iTXt", b"k\x00\x01\x00\x00\x00" + bomb)
    rows = zlib.compress((b"\x00" + b"\xff\x00\x00" * 20) * 20)
    assert middle(png(20, 20, 8, 2, rows, extra)) == RED


def test_two_hundred_megapixel_phone_photos_are_read(recwarn):
    data = encoded(Image.new("L", (16_320, 12_240), 128), "JPEG", quality=10)
    found = decode_photo(data, "s23.jpg")
    assert (found.width, found.height, min(found.image.size)) == (16_320, 12_240, 1024)
    assert not recwarn.list


def test_decoding_leaves_pillow_alone():
    before = Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES, list(warnings.filters)
    decode_photo(encoded(quarters(), "PNG"), "p")
    refusal(png(60_000, 60_000, 8, 2, b""))
    assert before == (Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES, list(warnings.filters))


@pytest.mark.parametrize("error", [OSError, SyntaxError, ValueError, KeyError, RecursionError, zlib.error])
def test_any_exception_of_a_decoder_is_a_photo_error(monkeypatch, error):
    def fail(*_):
        raise error("odd")

    monkeypatch.setitem(photo_module._READERS, "PNG", fail)
    assert refusal(encoded(quarters(), "PNG")).code == "photo_unreadable"


@pytest.mark.parametrize("error", [MemoryError, Image.DecompressionBombError])
def test_too_little_memory(monkeypatch, error):
    def fail(*_):
        raise error

    monkeypatch.setitem(photo_module._READERS, "PNG", fail)
    assert refusal(encoded(quarters(), "PNG")).code == "photo_too_large"


MUTABLE = {
    file_format: encoded(Image.fromarray(noise(40, 30)), file_format, **options)
    for file_format, options in {
        "JPEG": {"exif": b"Exif\x00\x00II*\x00" + struct.pack("<IHHHII", 8, 1, 0x0112, 3, 1, 6)},
        "PNG": {},
        "WEBP": {},
        "TIFF": {"compression": "tiff_lzw"},
        "GIF": {},
        "BMP": {},
    }.items()
}


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_mutated_files_are_a_photo_or_a_photo_error(data):
    content = bytearray(MUTABLE[data.draw(st.sampled_from(sorted(MUTABLE)))])
    for _ in range(data.draw(st.integers(0, 12))):
        # Headers decide most, so half of the changes go there.
        end = len(content) - 1 if data.draw(st.booleans()) else min(300, len(content) - 1)
        content[data.draw(st.integers(0, end))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content))) if data.draw(st.booleans()) else len(content)
    try:
        found = decode_photo(bytes(content[:cut]), "m")
    except PhotoError as error:
        assert str(error).startswith("m ") and error.code.startswith("photo_")
    else:
        assert isinstance(found, Photo) and found.image.mode == "RGB"


# --- files ------------------------------------------------------------------------------------------------


def load_refusal(path):
    with pytest.raises(PhotoError) as caught:
        load_photo(path)
    assert str(path.parent) not in str(caught.value)
    return caught.value


def test_load(tmp_path):
    path = tmp_path / "Größe 写真 é.JPG"
    path.write_bytes(encoded(quarters(), "JPEG"))
    found = load_photo(path)
    assert (found.name, found.width) == ("Größe 写真 é.JPG", 60)


def test_missing_and_directory(tmp_path):
    assert load_refusal(tmp_path / "none.jpg").code == "photo_missing"
    assert load_refusal(tmp_path).code == "photo_is_directory"
    (tmp_path / "file").write_bytes(b"x")
    assert load_refusal(tmp_path / "file" / "a.jpg").code == "photo_missing"
    assert load_refusal(tmp_path / "a\x00b.jpg").code in ("photo_unreadable", "photo_missing")
    assert load_refusal(tmp_path / ("n" * 5000)).code == "photo_unreadable"


def test_empty_and_huge_files(tmp_path):
    (tmp_path / "empty.jpg").touch()
    assert load_refusal(tmp_path / "empty.jpg").code == "photo_empty"
    with (tmp_path / "huge.jpg").open("wb") as file:
        file.truncate(200_000_001)
    assert load_refusal(tmp_path / "huge.jpg").code == "photo_too_large"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipes_and_devices_never_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    answers = []
    pipe = tmp_path / "pipe.jpg"
    thread = threading.Thread(target=lambda: answers.append(load_refusal(pipe).code), daemon=True)
    thread.start()
    thread.join(5)
    assert answers == ["photo_unreadable"]
    assert load_refusal(photo_module.Path("/dev/zero")).code == "photo_unreadable"


def test_permission_denied(tmp_path, monkeypatch):
    path = tmp_path / "secret.jpg"
    path.write_bytes(encoded(quarters(), "JPEG"))

    def deny(*_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(photo_module.Path, "open", deny)  # file modes don't hold back root
    assert "allow reading it" in str(load_refusal(path))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("IMG_1.jpg", "IMG_1.jpg"),
        ("/home/anna/IMG_1.jpg", "IMG_1.jpg"),
        ("C:\\Users\\Anna\\IMG_1.jpg", "IMG_1.jpg"),
        ("two\nlines\x07.jpg", "two�lines�.jpg"),
        ("\u202egpj.exe", "�gpj.exe"),
        ("bad\udcff.jpg", "bad�.jpg"),
        ("写真.jpg", "写真.jpg"),
        ("", "The photo"),
        ("../..", ".."),
    ],
)
def test_display_name(name, shown):
    assert display_name(name) == shown
    assert display_name(name).encode()
