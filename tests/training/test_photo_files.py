"""Photos as files: found by a table, or placed by their own EXIF."""

import os

import numpy as np
import pyarrow as pa
import pytest
from PIL import Image

from training.photo_files import exif_position, listed, placed_by_exif
from training.tables import TableError

DEGREES = {1: "N", 2: (48.0, 51.0, 30.0), 3: "W", 4: (2.0, 15.0, 0.0)}


def save(path, gps=None, **options):
    exif = Image.Exif()
    if gps:
        exif[0x8825] = gps
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.effect_noise((32, 32), 60).convert("RGB").save(path, exif=exif, **options)
    return path


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_every_format_s_position_is_read(tmp_path, name):
    expected = pytest.approx((48 + 51 / 60 + 30 / 3600, -2.25))
    assert exif_position(save(tmp_path / name, DEGREES)) == expected
    assert exif_position(save(tmp_path / f"no-{name}")) is None


def test_what_is_no_photo_has_no_position(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"no photo")
    (tmp_path / "b.jpg").write_bytes(b"")
    assert exif_position(tmp_path / "a.jpg") is exif_position(tmp_path / "b.jpg") is None
    assert exif_position(tmp_path / "missing.jpg") is None


def test_a_folder_of_photos(tmp_path):
    save(tmp_path / "anna" / "one.jpg", DEGREES)
    save(tmp_path / "two.JPG", {**DEGREES, 1: "S"})
    save(tmp_path / "anna" / "no-gps.png")
    save(tmp_path / "anna" / "._one.jpg", DEGREES)
    (tmp_path / "notes.txt").write_text("x")
    candidates = placed_by_exif(tmp_path)
    candidates.drop_unplaced()
    assert candidates.column("id").to_pylist() == ["anna/one.jpg", "two.JPG"]
    assert candidates.column("group").to_pylist() == ["anna", ""]
    assert np.sign(candidates.array("lat")).tolist() == [1, -1]
    assert candidates.dropped().to_pylist() == [{"id": "anna/no-gps.png", "row": 1, "reason": "no position"}]
    with pytest.raises(TableError, match="has no photo"):
        (tmp_path / "empty").mkdir()
        placed_by_exif(tmp_path / "empty")


def test_files_that_can_t_be_photos_are_named(tmp_path):
    save(tmp_path / "a.jpg", DEGREES)
    (tmp_path / "b.HEIC").write_bytes(b"phone")
    (tmp_path / os.fsdecode(b"c\xff.jpg")).write_bytes((tmp_path / "a.jpg").read_bytes())
    candidates = placed_by_exif(tmp_path)
    assert candidates.column("id").to_pylist() == ["a.jpg"]
    assert candidates.dropped().to_pylist() == [
        {"id": "b.HEIC", "row": None, "reason": "its format is not read: save it as JPEG"},
        {"id": "c\N{REPLACEMENT CHARACTER}.jpg", "row": None, "reason": "its name is no UTF-8 text: rename it"},
    ]


def table(*paths):
    count = len(paths)
    return pa.table(
        {
            "id": list(paths), "path": list(paths), "row": list(range(2, 2 + count)), "lat": [1.0] * count,
            "lon": [2.0] * count, "group": [""] * count, "weight": pa.array([1.0] * count, pa.float32()),
            "split": [""] * count,
        }
    )  # fmt: skip


def test_pipes_and_broken_links_are_named_and_never_read(tmp_path):
    save(tmp_path / "a.jpg", DEGREES)
    os.mkfifo(tmp_path / "pipe.jpg")
    (tmp_path / "link.jpg").symlink_to(tmp_path / "gone.jpg")
    candidates = placed_by_exif(tmp_path)
    assert candidates.column("id").to_pylist() == ["a.jpg"]
    assert candidates.dropped().to_pylist() == [
        {"id": name, "row": None, "reason": "no such file"} for name in ("link.jpg", "pipe.jpg")
    ]


def test_a_table_s_photos_with_and_without_extension(tmp_path):
    for name in ("a.jpg", "b.png", "deep/c.jpeg", "d.JPG"):
        save(tmp_path / name)
    candidates = listed(table("a", "b", "deep/c.jpeg", "d", "gone", "nul\0byte"), tmp_path, [])
    assert list(candidates.path) == ["a.jpg", "b.png", "deep/c.jpeg", "d.JPG"]
    assert candidates.size.tolist() == [-1, -1, -1, -1]
    assert [row["row"] for row in candidates.dropped().to_pylist()] == [6, 7]
    with pytest.raises(TableError, match="None of the 1 photos of the table is in the folder"):
        listed(table("gone"), tmp_path, [])
