import shutil

import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin import result_shelf, settings
from photo_geolocator.plugin.errors import BackendDied
from photo_geolocator.plugin.geolocation import Geolocator
from photo_geolocator.plugin.history import History
from photo_geolocator.plugin.result_shelf import ResultShelf


@pytest.fixture
def used():
    """The folders that layers read from."""
    return set()


@pytest.fixture
def shelf(queue, backend, data_folder, used):
    one = ResultShelf(queue, History(), Geolocator(backend, queue), lambda: used)
    queue.finished.connect(one.keep)
    return one


@pytest.fixture
def work_through(queue, shelf, photo, tmp_path, qtbot):
    """Geolocate copies of a photo and wait until the history has them."""

    def run(count):
        paths = [tmp_path / f"photo {number}.jpg" for number in range(count)]
        for path in paths:
            path.write_bytes(photo.read_bytes())
        photos = queue.add(paths)
        queue.start()
        qtbot.waitUntil(lambda: not queue.is_busy, timeout=WAIT_MS)
        if settings.keep_history():
            qtbot.waitUntil(lambda: all(one.entry for one in photos), timeout=WAIT_MS)
        return photos

    return run


@pytest.fixture
def no_history():
    settings.set_keep_history(False)
    yield
    settings.set_keep_history(True)


def ask(shelf, photo, qtbot):
    with qtbot.waitSignal(shelf.ready, timeout=WAIT_MS) as ready:
        shelf.want(photo)
    assert ready.args[0] is photo
    assert ready.args[1].heatmap.is_file() and ready.args[1].search_areas.is_file()
    return ready.args[1]


def test_a_result_comes_from_its_folder(shelf, work_through, server, qtbot):
    (photo,) = work_through(1)
    asked = len(server.requests)
    assert ask(shelf, photo, qtbot).folder == photo.folder
    assert len(server.requests) == asked


def test_nothing_follows_after_a_stop(shelf, work_through, qtbot):
    first, second = work_through(2)
    shutil.rmtree(second.folder)
    second.folder = None
    with qtbot.assertNotEmitted(shelf.ready, wait=300), qtbot.assertNotEmitted(shelf.gone):
        shelf.want(first)
        shelf.want(second)
        shelf.stop()


def test_without_its_folder_it_comes_from_the_history(shelf, work_through, server, qtbot):
    (photo,) = work_through(1)
    gone = photo.folder
    shutil.rmtree(gone)
    asked = len(server.requests)
    found = ask(shelf, photo, qtbot)
    assert found.folder == photo.folder != gone
    assert found.result.best_point.place == "Paris, France"
    assert len(server.requests) == asked


def test_without_both_it_comes_from_the_backend(shelf, work_through, server, qtbot, no_history):
    first, second = work_through(2)
    for photo in (first, second):
        shutil.rmtree(photo.folder)
        shelf.want(photo)
    got = []
    shelf.ready.connect(lambda photo, geolocated: got.append((photo, geolocated.folder.is_dir())))
    qtbot.waitUntil(lambda: len(got) == 2, timeout=WAIT_MS)
    assert got == [(first, True), (second, True)]
    assert len(server.jobs) == 2, "fetched, not worked on again"
    assert (first.job_id, second.job_id) == ("job-1", "job-2")
    assert server.paths("DELETE") == []


@pytest.mark.parametrize("how", ["forgotten", "died", "broken"])
def test_where_it_is_nowhere_that_is_told(shelf, work_through, server, backend, qtbot, no_history, how):
    (photo,) = work_through(1)
    shutil.rmtree(photo.folder)
    if how == "forgotten":
        server.jobs["job-1"]["state"] = "deleted"
    elif how == "died":
        backend.die(BackendDied("The backend stopped unexpectedly."))
    else:
        server.broken["GET .*/heatmap.tif"] = "half"
    with qtbot.waitSignal(shelf.gone, timeout=WAIT_MS) as gone:
        shelf.want(photo)
    assert gone.args[0] is photo
    assert "no longer kept; geolocate the photo again" in str(gone.args[1])
    assert (photo.folder, photo.job_id) == (None, "")


def test_a_damaged_result_is_looked_for_elsewhere(shelf, work_through, qtbot):
    (photo,) = work_through(1)
    (photo.folder / "result.json").write_text("{}")
    assert ask(shelf, photo, qtbot).result.best_point.place == "Paris, France"


def test_the_oldest_folders_go_but_not_those_on_the_map(shelf, work_through, used, qtbot, monkeypatch):
    monkeypatch.setattr(result_shelf, "MOST_FOLDERS", 3)
    (first,) = work_through(1)
    used.add(first.folder)
    photos = work_through(5)[0:]
    assert len(photos) == 4, "the first one is in the queue already"
    qtbot.wait(100)
    assert first.folder.is_dir()
    assert [photo.folder is not None for photo in photos] == [False, False, True, True]
    assert ask(shelf, photos[0], qtbot).folder.is_dir()


def test_a_folder_that_was_looked_at_lately_stays(shelf, work_through, qtbot, monkeypatch):
    monkeypatch.setattr(result_shelf, "MOST_FOLDERS", 2)
    first, second = work_through(2)
    ask(shelf, first, qtbot)
    work_through(3)
    assert first.folder is not None and first.folder.is_dir()
    assert second.folder is None


def test_removed_photos_leave_no_folder(shelf, queue, work_through, used, qtbot):
    first, second = work_through(2)
    folders = [first.folder, second.folder]
    used.add(folders[1])
    queue.remove([first, second])
    qtbot.waitUntil(lambda: not folders[0].exists(), timeout=WAIT_MS)
    assert folders[1].is_dir(), "its layers are on the map"


def test_what_the_person_chose_a_folder_for_is_never_deleted(shelf, queue, photo, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr(result_shelf, "MOST_FOLDERS", 0)
    (one,) = queue.add([photo])
    one.wanted_folder = tmp_path / "out"
    queue.start()
    qtbot.waitUntil(lambda: not queue.is_busy, timeout=WAIT_MS)
    queue.remove([one])
    qtbot.wait(100)
    assert (tmp_path / "out" / "heatmap.tif").is_file()
