"""The plugin's own reading of photos: previews by Qt, of hostile files too."""

import os
import random
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest
from photo_geolocator.plugin.gui.thumbnail import MOST_SCANS, MOST_SEGMENTS, jpeg_scans, read_thumbnail
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage

REPOSITORY = Path(__file__).resolve().parents[2]
SIZE = QSize(60, 60)
GIF = bytes.fromhex("47494638396130002800f00000ffffff0000002c0000000030002800000226") + b"\x00" * 38 + b"\x00;"
SCAN = b"\xff\xda\x00\x02 encoded \xff\x00\xff\xd0"


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    """Good photos by format; Qt writes them."""
    folder = tmp_path_factory.mktemp("seeds")
    image = QImage(48, 40, QImage.Format.Format_RGB32)
    for x in range(48):
        for y in range(40):
            image.setPixelColor(x, y, QColor(5 * x, 6 * y, (x * y) % 256))
    found = {"gif": GIF}
    for name in ("jpeg", "png", "bmp", "tiff", "webp"):
        assert image.save(str(folder / name), name)
        found[name] = (folder / name).read_bytes()
    return found


@pytest.mark.parametrize("name", ["jpeg", "png", "bmp", "tiff", "webp"])
def test_what_the_backend_reads_has_a_thumbnail(seeds, tmp_path, name):
    path = tmp_path / "photo.bin"
    path.write_bytes(seeds[name])
    assert read_thumbnail(path, SIZE).size() == QSize(60, 50)


@pytest.mark.parametrize(
    "data",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20"/></svg>',
        b'/* XPM */ static char *a[] = {"1 1 1 1", "a c #ff0000", "a"};',
        b"P1 1 1 0\n",
        b"",
    ],
)
def test_what_it_does_not_read_has_none(tmp_path, data):
    path = tmp_path / "photo.jpg"
    path.write_bytes(data)
    assert read_thumbnail(path, SIZE).isNull()


def test_pipes_folders_devices_and_links_that_lead_nowhere_do_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    (tmp_path / "link.jpg").symlink_to(tmp_path / "link.jpg")
    for path in (tmp_path / "pipe.jpg", tmp_path, Path("/dev/zero"), tmp_path / "link.jpg", tmp_path / "none.jpg"):
        assert read_thumbnail(path, SIZE).isNull()


def test_files_beyond_the_limit_are_not_opened(tmp_path):
    with (tmp_path / "huge.png").open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        file.truncate(200_000_001)
    assert read_thumbnail(tmp_path / "huge.png", SIZE).isNull()


def test_scans_of_a_jpeg():
    table = b"\xff\xc4\x00\x06\xff\xda\xff\xd9"
    assert jpeg_scans(b"\xff\xd8" + table + SCAN + b"\xff\xd9" + SCAN) == 1
    assert jpeg_scans(b"\xff\xd8" + SCAN + table + SCAN * 2) == 3
    assert jpeg_scans(b"\xff\xd8" + SCAN * (MOST_SCANS + 1)) is None
    assert jpeg_scans(b"\xff\xd8") == 0


@pytest.mark.parametrize("part", [b"\xff\xfe\x00\x02", b"\xff\xd0", b"\xff\xe1\x00\x04ab"])
def test_jpegs_of_nothing_but_segments_are_left_alone(seeds, tmp_path, part):
    path = tmp_path / "comments.jpg"
    path.write_bytes(b"\xff\xd8" + part * 500_000 + seeds["jpeg"][2:])
    begin = time.process_time()
    assert read_thumbnail(path, SIZE).isNull()
    path.write_bytes(b"\xff\xd8" + part * (MOST_SEGMENTS // 2) + seeds["jpeg"][2:])
    assert not read_thumbnail(path, SIZE).isNull()
    assert time.process_time() - begin < 5.0


def test_hostile_files_neither_crash_nor_hang_nor_fill_the_memory(seeds, tmp_path):
    sys.path.insert(0, str(REPOSITORY))
    from tests.fuzz.mutations import KINDS, hostile

    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "000.jpg").write_bytes(seeds["jpeg"])
    for number in range(60 * len(KINDS)):
        (folder / f"{number + 1:03}.jpg").write_bytes(hostile(1, number, seeds)[1])
    for kept in (REPOSITORY / "tests" / "fuzz" / "found").iterdir():
        (folder / kept.name).write_bytes(kept.read_bytes())
    command = [sys.executable, "-m", "tests.fuzz.thumbnails", str(folder)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def test_damage_at_random_gives_a_small_image_or_none(seeds, tmp_path):
    rng, path = random.Random(7), tmp_path / "photo.jpg"
    for _ in range(200):
        data = bytearray(seeds[rng.choice(sorted(seeds))])
        at = rng.randrange(len(data) - 4)
        data[at : at + 4] = struct.pack(">I", rng.randrange(2**32))
        path.write_bytes(data)
        image = read_thumbnail(path, SIZE)
        assert image.isNull() or max(image.width(), image.height()) <= 60
