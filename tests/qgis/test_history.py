import errno
import json
import os
import shutil
import time
from datetime import datetime

import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin import history as history_module
from photo_geolocator.plugin import settings
from photo_geolocator.plugin.errors import FileError
from photo_geolocator.plugin.geolocation import Geolocated
from photo_geolocator.plugin.gui import history_view as view_module
from photo_geolocator.plugin.gui.history_view import HistoryView
from photo_geolocator.plugin.history import (
    PART,
    History,
    clear_entries,
    read_entries,
    remove_entries,
    restore_entry,
    trim,
    write_entry,
)
from qgis.core import QgsProcessingUtils
from qgis.PyQt import sip
from qgis.PyQt.QtGui import QImage

FILES = {"entry.json", "heatmap.tif", "search_areas.gpkg", "result.json", "thumbnail.jpg"}
LARGE = 10**9


@pytest.fixture
def found(geolocated, photo):
    """A result of a photo that exists."""
    return Geolocated(photo, geolocated.folder, geolocated.result)


@pytest.fixture
def root(tmp_path):
    return tmp_path / "profile" / "history"


def ids(root):
    return [entry.id for entry in read_entries(root).entries]


def test_an_entry_is_whole_and_comes_back(root, found, photo, tmp_path):
    entry_id = write_entry(root, found, LARGE)
    assert {path.name for path in (root / entry_id).iterdir()} == FILES
    assert [path.name for path in root.iterdir()] == [entry_id]
    (entry,) = read_entries(root).entries
    assert (entry.id, entry.photo, entry.place) == (entry_id, photo, "Paris, France")
    assert (entry.confidence, entry.unsure) == (0.62, False)
    assert abs(datetime.fromisoformat(entry.made).timestamp() - time.time()) < 60
    copy = restore_entry(root, entry_id, str(tmp_path))
    assert copy.result == found.result
    assert copy.photo == photo
    assert copy.heatmap.read_bytes() == found.heatmap.read_bytes()
    assert not str(copy.folder).startswith(str(root)), "layers write beside what they show"


def test_photos_of_one_place_come_back_with_the_first_ones_picture(root, geolocated, photo, tmp_path):
    together = photo.with_name("a + b")
    write_entry(root, Geolocated(together, geolocated.folder, geolocated.result, (photo, tmp_path / "b.jpg")), LARGE)
    (entry,) = read_entries(root).entries
    assert entry.photo == together and entry.thumbnail.is_file()
    copy = restore_entry(root, entry.id, str(tmp_path))
    assert copy.fused == (photo, tmp_path / "b.jpg")
    assert copy.pictured == photo


def test_an_entry_of_before_there_were_fused_photos_comes_back(root, found, tmp_path):
    entry_id = write_entry(root, found, LARGE)
    path = root / entry_id / "entry.json"
    value = json.loads(path.read_text())
    del value["fused"]
    path.write_text(json.dumps(value))
    assert restore_entry(root, entry_id, str(tmp_path)).fused == ()


def test_only_the_person_can_look_into_an_entry(root, found):
    folder = root / write_entry(root, found, LARGE)
    assert folder.stat().st_mode & 0o077 == 0


def test_the_thumbnail_has_no_exif_and_no_comment(root, found, photo):
    image = QImage(str(photo))
    image.setText("Description", "taken at home")
    assert image.save(str(photo), "JPG")
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"
    body = photo.read_bytes()
    photo.write_bytes(body[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + body[2:])
    assert b"taken at home" in photo.read_bytes()
    thumbnail = (root / write_entry(root, found, LARGE) / "thumbnail.jpg").read_bytes()
    assert not QImage.fromData(thumbnail).isNull()
    assert b"Exif" not in thumbnail and b"taken at home" not in thumbnail
    assert len(thumbnail) < 20_000


def test_a_photo_that_can_not_be_shown_has_an_entry_without_a_thumbnail(root, geolocated):
    entry_id = write_entry(root, geolocated, LARGE)  # its photo does not exist
    assert {path.name for path in (root / entry_id).iterdir()} == FILES - {"thumbnail.jpg"}
    assert len(read_entries(root).entries) == 1


@pytest.mark.parametrize("missing", ["heatmap.tif", "search_areas.gpkg", "result.json"])
def test_an_entry_that_can_not_be_written_leaves_nothing(root, found, missing):
    (found.folder / missing).unlink()
    with pytest.raises(FileError, match="can't be kept in the history"):
        write_entry(root, found, LARGE)
    assert list(root.iterdir()) == []


def test_a_history_that_can_not_be_made_is_told(tmp_path, found):
    (tmp_path / "file").touch()
    words = r"Foto é 1\.JPG can't be kept .* check the data folder in the options, or switch the history off"
    with pytest.raises(FileError, match=words):
        write_entry(tmp_path / "file" / "history", found, LARGE)


def test_a_full_disk_is_told_as_such(root, found, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(history_module, "copy_result", full)
    with pytest.raises(FileError, match="free some disk space, or switch the history off"):
        write_entry(root, found, LARGE)


def test_the_oldest_entries_give_way_and_the_newest_stays(root, found):
    sizes = []
    for _ in range(4):
        entry_id = write_entry(root, found, LARGE)
        sizes.append(sum(path.stat().st_size for path in (root / entry_id).iterdir()))
    before = ids(root)
    trim(root, sum(sizes[:2]) + 10)
    assert ids(root) == before[:2], "newest first"
    newest = write_entry(root, found, 1)
    assert ids(root) == [newest]


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "entry.json").unlink(),
        lambda folder: (folder / "entry.json").write_text("{"),
        lambda folder: (folder / "entry.json").write_bytes(b"\xff\xfe"),
        lambda folder: (folder / "entry.json").write_text("[]"),
        lambda folder: (folder / "entry.json").write_text('{"photo": 3}'),
        lambda folder: (folder / "heatmap.tif").unlink(),
    ],
)
def test_a_damaged_entry_harms_no_other(root, found, damage):
    good, bad = write_entry(root, found, LARGE), write_entry(root, found, LARGE)
    damage(root / bad)
    content = read_entries(root)
    assert [entry.id for entry in content.entries] == [good]
    assert content.damaged == 1
    with pytest.raises(FileError, match="geolocate the photo again"):
        restore_entry(root, bad, str(root.parent))
    write_entry(root, found, LARGE)
    clear_entries(root)
    assert list(root.iterdir()) == []


@pytest.mark.parametrize(
    ("key", "value"), [("made", "no date"), ("made", 3), ("place", None), ("lat", "north"), ("confidence", [])]
)
def test_values_that_are_none_are_damage(root, found, key, value):
    path = root / write_entry(root, found, LARGE) / "entry.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), key: value}))
    assert read_entries(root).damaged == 1


def test_a_result_that_is_damaged_leaves_no_copy(root, found, tmp_path):
    entry_id = write_entry(root, found, LARGE)
    (root / entry_id / "result.json").write_text("{}")
    parent = tmp_path / "temporary"
    parent.mkdir()
    with pytest.raises(FileError, match="no longer whole"):
        restore_entry(root, entry_id, str(parent))
    assert list(parent.iterdir()) == []


def test_an_entry_that_another_window_deleted_is_no_error(root, found):
    one, two = write_entry(root, found, LARGE), write_entry(root, found, LARGE)
    shutil.rmtree(root / one)
    remove_entries(root, [one, two, "never"])
    assert read_entries(root).entries == ()
    assert list(root.iterdir()) == []


def test_what_a_killed_window_left_goes_after_a_day(root, found):
    root.mkdir(parents=True)
    fresh, old = root / f"{PART}fresh", root / f"{PART}old"
    for folder in (fresh, old):
        folder.mkdir()
        (folder / "heatmap.tif").write_bytes(b"half")
    os.utime(old, (time.time() - 90_000,) * 2)
    entry_id = write_entry(root, found, LARGE)
    assert {path.name for path in root.iterdir()} == {entry_id, fresh.name}
    assert ids(root) == [entry_id]


def test_links_in_the_history_are_left_alone(root, found, tmp_path):
    write_entry(root, found, LARGE)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious").touch()
    (root / "0000-link").symlink_to(elsewhere, target_is_directory=True)
    trim(root, 1)
    clear_entries(root)
    assert (elsewhere / "precious").exists()


def test_no_history_yet_is_an_empty_one(root):
    assert read_entries(root).entries == ()
    clear_entries(root)
    trim(root, 1)


@pytest.fixture
def history(qgis_app, data_folder):
    return History()


@pytest.fixture
def view(history, qtbot):
    one = HistoryView(history)
    qtbot.addWidget(one)
    return one


def keep(history, qtbot, *results):
    kept = []
    for one in results:
        work = history.keep(one)
        with qtbot.waitSignal(work.done, timeout=WAIT_MS) as done:
            pass
        kept.append(done.args[0])
    return kept


def rows(view):
    model = view.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def show(view, qtbot, count):
    view.show()
    qtbot.waitUntil(lambda: len(rows(view)) == count and view._reading is None, timeout=WAIT_MS)


def named(found, name):
    photo = found.photo.with_name(name)
    photo.write_bytes(found.photo.read_bytes())
    return Geolocated(photo, found.folder, found.result)


def test_the_view_lists_searches_and_opens(view, history, found, qtbot):
    keep(history, qtbot, found, named(found, "beach.jpg"))
    show(view, qtbot, 2)
    assert rows(view) == ["beach.jpg", found.photo.name]
    assert view.summary.text().startswith("2 results, 1 MB of at most 512 MB")
    assert not view.open.isEnabled()
    view.search.setText("BEACH")
    assert rows(view) == ["beach.jpg"]
    view.search.setText("paris")
    assert len(rows(view)) == 2
    view.search.setText(str(datetime.now().year))
    assert len(rows(view)) == 2
    view.search.clear()
    view.list.setFocus()
    view.list.setCurrentIndex(view.list.model().index(1, 0))
    assert view.open.isEnabled()
    with qtbot.waitSignal(view.opened, timeout=WAIT_MS) as opened:
        view.open.trigger()
    assert opened.args[0].photo == found.photo


def test_the_view_looks_again_when_it_comes_to_the_front(view, history, found, qtbot, data_folder):
    show(view, qtbot, 0)
    assert "listed here as they are found" in view.summary.text()
    view.hide()
    write_entry(data_folder / "history", found, LARGE)  # as another window would
    show(view, qtbot, 1)
    shutil.rmtree(data_folder / "history")
    view.hide()
    show(view, qtbot, 0)


def test_one_or_all_can_be_forgotten(view, history, found, qtbot, monkeypatch):
    keep(history, qtbot, found, found, found)
    show(view, qtbot, 3)
    view.list.setCurrentIndex(view.list.model().index(0, 0))
    view.forget.trigger()
    qtbot.waitUntil(lambda: len(rows(view)) == 2, timeout=WAIT_MS)
    buttons = view_module.QMessageBox.StandardButton
    monkeypatch.setattr(view_module.QMessageBox, "question", lambda *_: buttons.No)
    view.clear.trigger()
    qtbot.wait(100)
    assert len(rows(view)) == 2
    monkeypatch.setattr(view_module.QMessageBox, "question", lambda *_: buttons.Yes)
    view.clear.trigger()
    qtbot.waitUntil(lambda: rows(view) == [], timeout=WAIT_MS)
    assert list(history.folder.iterdir()) == []


def test_damaged_entries_are_told(view, history, found, qtbot):
    (entry_id,) = keep(history, qtbot, found)
    (history.folder / entry_id / "entry.json").unlink()
    view.show()
    qtbot.waitUntil(lambda: "1 more can't be read" in view.summary.text(), timeout=WAIT_MS)
    assert view.clear.isEnabled()


def test_the_history_can_be_switched_off(view, history, found, qtbot):
    show(view, qtbot, 0)
    assert view.keep.isChecked()
    try:
        view.keep.click()
        assert not settings.keep_history()
        assert history.keep(found) is None
        assert not history.folder.exists()
    finally:
        settings.set_keep_history(True)


def test_the_limit_is_the_settings(history, found, qtbot):
    assert history.limit == settings.cache_mb() * 10**6


def test_what_can_not_be_kept_is_told(history, found, qtbot, data_folder):
    data_folder.touch()
    with qtbot.waitSignal(history.failed, timeout=WAIT_MS) as failed:
        history.keep(found)
    assert "can't be kept in the history" in str(failed.args[0])


def test_restored_results_are_temporary(history, found, qtbot):
    (entry_id,) = keep(history, qtbot, found)
    with qtbot.waitSignal(history.restore(entry_id).done, timeout=WAIT_MS) as done:
        pass
    assert str(done.args[0].folder.parent) == QgsProcessingUtils.tempFolder()
    with qtbot.waitSignal(history.restore("never").failed, timeout=WAIT_MS):
        pass


def test_a_change_that_ends_after_the_plugin_was_unloaded_harms_nothing(qgis_app, data_folder, qtbot):
    """An error in a slot would fail this test, as QGIS would show it."""
    history = History()
    work = history.clear()
    with qtbot.waitSignal(work.done, timeout=WAIT_MS):
        sip.delete(history)
    qtbot.wait(20)
