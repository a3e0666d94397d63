"""Files written in a thread of their own: whole and in order, or not there, with a sentence."""

from pathlib import Path

import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin.errors import FileError
from photo_geolocator.plugin.writing import WrittenFile, after_all, make_folder, remove_folder


@pytest.fixture
def outcome(qgis_app, qtbot):
    """Wait for a work's only signal; return what came."""

    def wait(work):
        seen = []
        work.done.connect(seen.append)
        work.failed.connect(seen.append)
        qtbot.waitUntil(lambda: bool(seen), timeout=WAIT_MS)
        return seen[0]

    return wait


def test_a_file_has_its_name_when_it_is_kept(outcome, tmp_path):
    file = WrittenFile(tmp_path / "heatmap.tif")
    for block in (b"a" * 100_000, b"b"):
        file.write(block)
    outcome(after_all())
    assert [path.name for path in tmp_path.iterdir()] == ["heatmap.tif.part"]
    assert outcome(file.keep()) == tmp_path / "heatmap.tif"
    assert (tmp_path / "heatmap.tif").read_bytes() == b"a" * 100_000 + b"b"
    assert [path.name for path in tmp_path.iterdir()] == ["heatmap.tif"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is Linux's")
@pytest.mark.parametrize("block", [b"few", b"many" * 100_000])
def test_a_full_disk_is_told_and_nothing_is_left(outcome, tmp_path, block):
    (tmp_path / "heatmap.tif").write_bytes(b"an older one")
    (tmp_path / "heatmap.tif.part").symlink_to("/dev/full")
    file = WrittenFile(tmp_path / "heatmap.tif")
    file.write(block)
    error = outcome(file.keep())
    assert isinstance(error, FileError)
    assert "heatmap.tif can't be written (No space left on device)" in str(error)
    file.drop()
    outcome(after_all())
    assert [path.name for path in tmp_path.iterdir()] == ["heatmap.tif"]
    assert (tmp_path / "heatmap.tif").read_bytes() == b"an older one"


@pytest.mark.parametrize("kept", [False, True])
def test_what_is_dropped_goes_under_either_name(outcome, tmp_path, kept):
    file = WrittenFile(tmp_path / "heatmap.tif")
    file.write(b"a")
    if kept:
        outcome(file.keep())
    file.drop()
    outcome(after_all())
    assert list(tmp_path.iterdir()) == []


def test_folders_are_made_and_removed_in_the_same_order(outcome, tmp_path):
    made = make_folder(tmp_path / "results")
    file = WrittenFile(tmp_path / "results" / "heatmap.tif")
    file.write(b"a")
    assert outcome(made) == tmp_path / "results"
    assert (tmp_path / "results").stat().st_mode & 0o777 == 0o700
    assert outcome(file.keep()).is_file()
    remove_folder(tmp_path / "results").result(60)
    assert list(tmp_path.iterdir()) == []
    error = outcome(make_folder(tmp_path / "gone" / "results"))
    assert str(error).startswith("The folder for the results can't be made (No such file or directory)")
