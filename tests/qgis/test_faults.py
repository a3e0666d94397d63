"""What the machine does to a folder of photos on its way: a full disk, a folder that is read-only, a killed start."""

import os
import signal

import pytest
from photo_geolocator.plugin.errors import BackendDied, FileError
from photo_geolocator.plugin.history import read_entries, write_entry
from photo_geolocator.plugin.processing.waiting import BackendSession
from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsProcessingUtils
from test_backend_process import failure, process, program  # noqa: F401
from test_geolocate_folder import ALGORITHM, everything, folder, rows  # noqa: F401

# ruff: noqa: F811  # fixtures of other modules
from tests.disks import read_only, small_disk

LARGE = 10**9


def run(algorithms, folder, place, **more):
    return algorithms(ALGORITHM, {"FOLDER": str(folder), "OUTPUT": str(place / "photos.gpkg"), **more})


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def undisturbed(algorithms, contract_backend, folder, tmp_path):
    run(algorithms, folder, tmp_path / "undisturbed")
    return everything(tmp_path / "undisturbed" / "photos.gpkg")


@pytest.mark.parametrize("left", [0, 60_000, 300_000])
def test_an_output_on_a_full_disk_goes_on_where_there_is_room(algorithms, folder, undisturbed, tmp_path, left):
    """Full before the first row, and in the midst of them."""
    with small_disk(tmp_path / "disk", 8) as disk:
        disk.fill(left)
        with pytest.raises(QgsProcessingException, match=r"^photos.gpkg can't be written \(.*free some disk space"):
            run(algorithms, folder, disk.folder)
        output = disk.folder / "photos.gpkg"
        assert not output.exists() or rows(output, "photos") == undisturbed[0][: len(rows(output, "photos"))]
        disk.free()
        run(algorithms, folder, disk.folder)
        assert everything(output) == undisturbed
        assert [path.name for path in disk.folder.iterdir()] == ["photos.gpkg"]


def test_heatmaps_on_a_full_disk_go_on_where_there_is_room(algorithms, folder, undisturbed, sample, tmp_path):
    size = (sample / "heatmap.tif").stat().st_size
    with small_disk(tmp_path / "disk", 8) as disk:
        disk.fill(left=int(2.5 * size) + 8192)
        heatmaps = disk.folder / "heatmaps"
        with pytest.raises(QgsProcessingException, match=r"can't be written \(No space left on device\)"):
            run(algorithms, folder, tmp_path / "out", HEATMAPS=str(heatmaps))
        done = rows(tmp_path / "out" / "photos.gpkg", "photos")
        assert 0 < len(done) < 7
        assert {path.name for path in heatmaps.iterdir()} == {row["heatmap"] for row in done}, "no part of one is left"
        disk.free()
        run(algorithms, folder, tmp_path / "out", HEATMAPS=str(heatmaps))
        assert len([row for row in rows(tmp_path / "out" / "photos.gpkg", "photos") if row["state"] == "done"]) == 7


def test_qgis_temporary_folder_on_a_full_disk(algorithms, folder, undisturbed, tmp_path, monkeypatch):
    with small_disk(tmp_path / "disk", 8) as disk:
        temporary = disk.folder / "processing_abc"
        temporary.mkdir()
        monkeypatch.setattr(QgsProcessingUtils, "tempFolder", lambda: str(temporary))
        disk.fill(left=20_000)
        with pytest.raises(QgsProcessingException, match="No space left on device"):
            run(algorithms, folder, tmp_path / "out")
        assert not list(temporary.glob("photo_geolocator_*"))
        disk.free()
        run(algorithms, folder, tmp_path / "out")
        assert everything(tmp_path / "out" / "photos.gpkg") == undisturbed
        _let_go(temporary)


def _let_go(temporary):
    from photo_geolocator.plugin import scratch

    scratch._held.pop(temporary).unlock()


def test_folders_that_are_read_only_are_named(algorithms, folder, undisturbed, tmp_path):
    place = tmp_path / "place"
    run(algorithms, folder, place)
    with read_only(place):
        with pytest.raises(QgsProcessingException, match=r"^photos\.gpkg can't be written"):
            run(algorithms, folder, place)
        with pytest.raises(QgsProcessingException, match=r"^new\.gpkg can't be written"):
            algorithms(ALGORITHM, {"FOLDER": str(folder), "OUTPUT": str(place / "new.gpkg")})
        with pytest.raises(QgsProcessingException, match="can't be written"):
            run(algorithms, folder, tmp_path / "out", HEATMAPS=str(place / "heatmaps"))
        assert everything(place / "photos.gpkg") == undisturbed
    run(algorithms, folder, tmp_path / "out", HEATMAPS=str(place / "heatmaps"))
    assert len(list((place / "heatmaps").rglob("*.tif"))) == 7


def test_a_read_only_history_is_named(geolocated, tmp_path):
    with read_only(tmp_path / "result"), pytest.raises(FileError, match="can't be kept in the history"):
        write_entry(tmp_path / "result" / "history", geolocated, LARGE)


def test_a_clock_that_is_set_back_keeps_the_order(geolocated, tmp_path, monkeypatch):
    """The newest entry stays the newest: it would be the first to go for want of room."""
    from photo_geolocator.plugin import history

    root, made = tmp_path / "history", []
    for year in (2026, 2025, 2031, 2024):
        monkeypatch.setattr(history, "datetime", type("Clock", (history.datetime,), {"now": lambda _, y=year: _at(y)}))
        made.append(write_entry(root, geolocated, LARGE))
    assert [entry.id for entry in read_entries(root).entries] == made[::-1]
    last = write_entry(root, geolocated, 1)
    assert [entry.id for entry in read_entries(root).entries] == [last]


def _at(year):
    from datetime import datetime, timezone

    return datetime(year, 1, 1, tzinfo=timezone.utc)


def test_a_backend_that_is_killed_while_it_starts_is_no_refusal(program, process, qtbot):
    program("os.kill(os.getpid(), 9)")
    assert isinstance(failure(process, qtbot), BackendDied)


def test_a_folder_goes_on_when_a_new_backend_is_killed_as_well(algorithms, contract_backend, folder, undisturbed, out):
    """The first with two photos, the second while it starts: a third does the rest, and the next run what is left."""
    contract_backend(own_results=True, dies_on=["2 ü.JPG"], kills=str(out.parent / "kills"))
    run(algorithms, folder, out)
    assert (out.parent / "kills").read_text() == "2"
    assert sorted(row["state"] for row in rows(out / "photos.gpkg", "photos")) == ["done"] * 6 + ["failed"]
    contract_backend(own_results=True)
    run(algorithms, folder, out)
    assert rows(out / "photos.gpkg", "photos") == undisturbed[0]


def test_nothing_is_still_asked_when_a_session_ends(contract_backend):
    with BackendSession(QgsProcessingFeedback()) as session:
        geolocator = session.geolocator()
        session.client()
        asked = [client.job("any") for client in (session.client(), geolocator._client)]
        assert all(call._open for call in asked)
    assert not any(call._open for call in asked)


def test_a_backend_that_is_killed_before_the_first_photo_is_started_again(contract_backend):
    with BackendSession(QgsProcessingFeedback()) as session:
        session.client()
        first = session.backend.pid
        os.kill(first, signal.SIGKILL)
        assert session.bundle().name
        assert session.backend.pid not in (0, first)
