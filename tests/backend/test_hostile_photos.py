"""Hostile photos, in short: `make fuzz` sends 10,000 of them through the same."""

import io
import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from starlette.testclient import TestClient

from backend.errors import PhotoError
from backend.jobs import Jobs
from backend.photo import decode_photo
from backend.server import Guard, create_app
from tests.backend.test_exif import directory
from tests.backend.test_server import AUTHORISED, TOKEN, wait
from tests.fuzz import photos
from tests.fuzz.mutations import KINDS, exif, hostile, with_exif
from tests.fuzz.seeds import photo_seeds
from tests.fuzz.sentences import fault_of
from tests.fuzz.watched import watched

SEEDS = photo_seeds()
linux = pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="the peak of memory is Linux's to tell")


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_what_hostile_photos_are_made_of_is_read_or_refused_on_purpose(name):
    assert photos.decode(SEEDS[name]) == {"avif": "photo_unreadable", "bmp-runs": "photo_unreadable"}.get(
        name, name.partition("-")[0].upper()
    )


@pytest.mark.parametrize("path", sorted(photos.FOUND.iterdir()), ids=lambda path: path.name)
def test_what_once_failed(path):
    photos.decode(path.read_bytes())


@linux
def test_hostile_files_neither_crash_nor_hang_nor_fill_the_memory():
    faults = [line for line in photos.through_decoder(seed=1, count=40 * len(KINDS)) if line["fault"]]
    assert faults == []


@linux
@pytest.mark.parametrize(
    "name",
    [
        "JPEG, progressive 4:4:4, 144 megapixels",
        "WebP, 50 megapixels",
        "TIFF, 16 bits with alpha, turned, 56 megapixels",
    ],
)
def test_the_largest_photos_stay_within_the_stated_memory(name):
    from tests.fuzz.largest import READ

    number = list(READ).index(name)
    (found,) = watched([sys.executable, "-m", "tests.fuzz.largest"], range(number, number + 1))
    assert (found["outcome"], found["fault"]) == (name[:4].upper(), None)


@pytest.mark.parametrize(
    "name", ["JPEG of 2000 scans", "TIFF of one tile of 400 megapixels", "BMP of run lengths of one pixel"]
)
def test_bombs_are_refused(name):
    from tests.fuzz.largest import REFUSED

    assert photos.decode(REFUSED[name]()).startswith("photo_")


@settings(deadline=None)
@given(
    st.randoms(use_true_random=False), st.sampled_from(["jpeg", "png-palette", "webp", "jpeg-cmyk", "png-interlaced"])
)
def test_no_exif_breaks_a_good_photo(rng, name):
    plain = decode_photo(SEEDS[name], "p")
    found = decode_photo(with_exif(SEEDS[name], exif(rng)), "p")
    assert sorted(found.image.size) == sorted(plain.image.size)
    if found.exif_position is not None:
        lat, lon = found.exif_position
        assert -90 <= lat <= 90 and -180 <= lon <= 180


TAGS = st.sampled_from([0x0112, 0x8769, 0x8825, 0x9003, 1, 2, 3, 4, 0x927C])
ENTRY = st.tuples(
    TAGS,
    st.integers(0, 65_535) | st.integers(1, 13),
    st.integers(0, 2**32 - 1) | st.integers(0, 8),
    st.binary(max_size=24),
)


@settings(deadline=None)
@given(st.lists(ENTRY, max_size=12), st.sampled_from("<>"))
def test_no_tag_breaks_a_good_photo(entries, order):
    stream = (b"II*\x00" if order == "<" else b"MM\x00*") + (8).to_bytes(4, "little" if order == "<" else "big")
    found = decode_photo(with_exif(SEEDS["jpeg"], stream + directory(order, 8, entries)), "p")
    assert sorted(found.image.size) == [40, 48]


@settings(deadline=None)
@given(st.sampled_from(sorted(KINDS)), st.randoms(use_true_random=False))
def test_any_kind_of_damage_ends_as_a_photo_or_in_a_sentence(kind, rng):
    try:
        found = decode_photo(KINDS[kind](rng, SEEDS), "IMG 1.jpg")
    except PhotoError as error:
        assert fault_of(str(error), "IMG 1.jpg") is None
    else:
        assert found.image.mode == "RGB" and min(found.width, found.height) >= 16


def test_hostile_jobs_fail_with_a_sentence_and_leave_nothing(tiny_geolocator, tmp_path):
    jobs = Jobs(tiny_geolocator, tmp_path)
    app = Guard(create_app(tiny_geolocator, jobs), TOKEN, 4242)
    with TestClient(app, headers=AUTHORISED) as client:
        for number in range(2 * len(KINDS)):
            data = hostile(2, number, SEEDS)[1]
            answer = client.post("/v1/jobs", params={"name": "IMG 1.jpg", "area_km2": 1000}, content=data)
            if not data:
                assert (answer.status_code, answer.json()["code"]) == (422, "photo_empty")
                continue
            job = wait(client, answer.json()["id"], "done", "failed")
            if job["state"] == "failed":
                assert job["problem"]["status"] in photos.PROBLEM_STATUS
                photos.check_refusal(job["problem"]["detail"], job["problem"]["code"])
            assert client.delete(f"/v1/jobs/{job['id']}").status_code == 204
    jobs.close()
    assert list(tmp_path.iterdir()) == []


def test_the_same_seed_makes_the_same_files():
    one, two = ([hostile(3, number, SEEDS) for number in range(len(KINDS))] for _ in range(2))
    assert one == two != [hostile(4, number, SEEDS) for number in range(len(KINDS))]
    assert [kind for kind, _ in one] == list(KINDS)


@pytest.mark.parametrize("name", ["jpeg-exif", "png-alpha", "webp"])
def test_no_photo_holds_the_time_at_which_it_was_made(name):
    profile = Image.open(io.BytesIO(SEEDS[name])).info["icc_profile"]
    assert (profile[24:36], profile[36:40]) == (bytes(12), b"acsp")  # the header of ICC.1:2022, 7.2


@pytest.mark.parametrize(
    "sentence",
    [
        "a.jpg: cannot identify image file", "The photo is damaged.", "a.jpg is damaged. Copy it.",
        "a.jpg\nis damaged.", "a.jpg: OSError: broken.", "a.jpg lies in /tmp/x.", "a.jpg " + "is very long " * 30 + ".",
    ],
)  # fmt: skip
def test_what_is_no_clear_sentence_is_noticed(sentence):
    assert fault_of(sentence, "a.jpg")
    assert fault_of("a.jpg is damaged: copy it again.", "a.jpg") is None


def test_links_in_circles_sockets_and_devices(tmp_path):
    import socket

    from backend.photo import load_photo

    circle = tmp_path / "circle.jpg"
    circle.symlink_to(circle)
    dangling = tmp_path / "gone.jpg"
    dangling.symlink_to(tmp_path / "nothing")
    folder = tmp_path / "folder.jpg"
    folder.mkdir()
    to_folder = tmp_path / "link.jpg"
    to_folder.symlink_to(folder)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s.jpg"))
        paths = [circle, dangling, folder, to_folder, tmp_path / "s.jpg", Path("/dev/null"), Path("/dev/zero")]
        for path in paths:
            with pytest.raises(PhotoError) as caught:
                load_photo(path)
            assert fault_of(str(caught.value), path.name) is None


def test_a_good_photo_behind_a_link_is_read(tmp_path):
    from backend.photo import load_photo

    (tmp_path / "photo.jpg").write_bytes(SEEDS["jpeg"])
    (tmp_path / "link.jpg").symlink_to(tmp_path / "photo.jpg")
    assert load_photo(tmp_path / "link.jpg").width == 48


def test_mutations_stay_small():
    rng = random.Random(0)
    assert max(len(kind(rng, SEEDS)) for kind in KINDS.values() for _ in range(20)) < 4_000_000
