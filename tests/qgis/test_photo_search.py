import os
import sys

import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin.photo_search import BATCH, PhotoSearch


@pytest.fixture
def search(qgis_app, qtbot):
    """Search, and return the photos, the sentences, and the sizes of the batches."""

    def run(*paths):
        photos, batches = [], []
        one = PhotoSearch(list(paths))
        one.found.connect(lambda batch: (photos.extend(batch), batches.append(len(batch))))
        with qtbot.waitSignal(one.ended, timeout=WAIT_MS) as ended:
            one.begin()
        return photos, ended.args[0], batches

    return run


def make(folder, *names):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(b"x")


def test_folders_are_searched_with_their_subfolders_by_name(search, tmp_path):
    make(tmp_path, "b.JPG", "a.png", "notes.txt", ".hidden.jpg")
    make(tmp_path / "sub" / "deeper", "c.tiff")
    make(tmp_path / ".cache", "d.jpg")
    photos, sentences, _ = search(tmp_path)
    assert [photo.name for photo in photos] == ["a.png", "b.JPG", "c.tiff"]
    assert sentences == []


def test_files_count_whatever_they_are_called(search, tmp_path):
    make(tmp_path, "photo", "scan.dat")
    photos, sentences, _ = search(tmp_path / "scan.dat", tmp_path / "photo")
    assert [photo.name for photo in photos] == ["scan.dat", "photo"]
    assert sentences == []


def test_what_can_not_be_used_is_told_and_the_rest_found(search, tmp_path):
    make(tmp_path, "a.jpg")
    (tmp_path / "empty").mkdir()
    photos, sentences, _ = search(tmp_path / "gone.jpg", tmp_path / "empty", tmp_path / "a.jpg")
    assert [photo.name for photo in photos] == ["a.jpg"]
    assert sentences == ["gone.jpg does not exist; choose another photo.", "The folder empty holds no photos."]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_to_folders_end_no_search_and_links_to_photos_count(search, tmp_path):
    make(tmp_path / "in", "a.jpg")
    (tmp_path / "in" / "round").symlink_to(tmp_path / "in", target_is_directory=True)
    make(tmp_path / "elsewhere", "b.jpg")
    (tmp_path / "in" / "b.jpg").symlink_to(tmp_path / "elsewhere" / "b.jpg")
    photos, _, _ = search(tmp_path / "in")
    assert [photo.name for photo in photos] == ["a.jpg", "b.jpg"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_can_not_be_read_is_told(search, tmp_path):
    make(tmp_path / "locked", "a.jpg")
    (tmp_path / "locked").chmod(0)
    try:
        _, sentences, _ = search(tmp_path)
    finally:
        (tmp_path / "locked").chmod(0o700)
    assert "The folder locked can't be read" in sentences[0]


def test_thousands_come_in_batches(search, tmp_path):
    make(tmp_path, *(f"{number:04}.jpg" for number in range(1234)))
    photos, _, batches = search(tmp_path)
    assert len(photos) == 1234
    assert set(batches[:-1]) == {BATCH}


def test_nothing_follows_a_cancel(qgis_app, qtbot, tmp_path):
    make(tmp_path, *(f"{number:04}.jpg" for number in range(300)))
    one = PhotoSearch([tmp_path])
    ended = []
    one.ended.connect(ended.append)
    one.cancel()
    one.begin()
    qtbot.wait(200)
    assert ended == []
