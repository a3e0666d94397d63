import subprocess
import sys

import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin import installer, settings
from photo_geolocator.plugin.environment import State, environment_folder, state_of
from photo_geolocator.plugin.errors import SetUpError
from photo_geolocator.plugin.installer import Lock
from photo_geolocator.plugin.uninstaller import Choice, Uninstaller


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """What a plugin in use has kept: folder name -> a file in it."""
    data = tmp_path / "data"
    settings.set_data_folder(str(data))
    monkeypatch.setenv("PHOTO_GEOLOCATOR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PHOTO_GEOLOCATOR_DATA", str(tmp_path / "shared"))
    files = {
        "environment": environment_folder(data) / "lib" / "a.py",
        "older": data / "environment-0.0.1" / "lib" / "a.py",
        "downloads": data / installer.DOWNLOADS / "http" / "x",
        "leftover": data / ".building-1" / "x",
        "history": settings.history_folder() / "1.json",
        "cache": tmp_path / "cache" / "zones.npz",
        "bundle": tmp_path / "shared" / "bundles" / "mine" / "manifest.json",
    }
    for file in files.values():
        file.parent.mkdir(parents=True)
        file.write_text("x")
    yield files
    settings.set_data_folder("")


@pytest.fixture
def one(qgis_app):
    uninstaller = Uninstaller()
    yield uninstaller
    uninstaller.abandon()


def left(kept):
    return sorted(name for name, file in kept.items() if file.exists())


def test_everything_goes_and_bundles_by_choice(one, kept, qtbot):
    settings.set_consent(True)
    told = []
    one.replacing.connect(lambda: told.append(left(kept)))
    with qtbot.waitSignal(one.removed, timeout=WAIT_MS):
        one.remove(Choice())
        assert state_of(settings.data_folder()) is State.MISSING  # at once: nothing can be started any more
    assert told == [sorted(kept)]  # the backend was let go of before anything was touched
    assert left(kept) == ["bundle"]
    assert not settings.consent()
    assert list(settings.data_folder().iterdir()) == []
    with qtbot.waitSignal(one.removed, timeout=WAIT_MS):
        one.remove(Choice(bundles=True))
    assert left(kept) == []


def test_what_is_not_chosen_stays(one, kept, qtbot):
    with qtbot.waitSignal(one.removed, timeout=WAIT_MS):
        one.remove(Choice(cache=False, history=False))
    assert left(kept) == ["bundle", "cache", "history"]


def test_not_while_another_window_sets_up(one, kept):
    other = Lock(settings.data_folder())
    other.take()
    with pytest.raises(SetUpError, match="Another QGIS window"):
        one.remove(Choice())
    one.sweep()
    other.release()
    assert left(kept) == sorted(kept)


def test_leftovers_are_swept_and_nothing_else(one, kept, qtbot):
    one.sweep()
    qtbot.waitUntil(lambda: not one.is_busy, timeout=WAIT_MS)
    assert left(kept) == sorted(set(kept) - {"leftover"})


def test_a_file_that_resists_is_named(one, kept, qtbot, monkeypatch):
    from photo_geolocator.plugin import removal

    monkeypatch.setattr(removal, "PAUSE_S", 0.01)
    holder = kept["cache"].parent / "mounted"
    holder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", holder], capture_output=True).returncode:
        pytest.skip("a folder that can't be deleted needs a mount here")
    try:
        with qtbot.waitSignal(one.failed, timeout=WAIT_MS) as failure:
            one.remove(Choice())
    finally:
        subprocess.run(["umount", "-l", holder], check=True)
    assert "cache could not be removed" in str(failure.args[0])
    assert not one.is_busy


def test_a_link_is_deleted_not_followed(one, kept, qtbot, tmp_path):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "photo.jpg").write_text("x")
    (kept["cache"].parent / "link").symlink_to(theirs)
    (environment_folder(settings.data_folder()) / "link").symlink_to(theirs)
    with qtbot.waitSignal(one.removed, timeout=WAIT_MS):
        one.remove(Choice())
    assert (theirs / "photo.jpg").exists()


def test_the_folders_are_those_of_the_command_line(qgis_app, monkeypatch, tmp_path):
    """As platformdirs has it on Linux; the backend is told them anyway."""
    if sys.platform != "linux":
        pytest.skip("the folders of Linux")
    from photo_geolocator.plugin.folders import bundles_data_folder, cache_folder

    for name in ("PHOTO_GEOLOCATOR_CACHE", "PHOTO_GEOLOCATOR_DATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "d"))
    assert cache_folder() == tmp_path / "c" / "photo-geolocator"
    assert bundles_data_folder() == tmp_path / "d" / "photo-geolocator"
