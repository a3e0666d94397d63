"""Jobs without HTTP: what a done one keeps, and for how long."""

import json
import threading
import time

import numpy as np
import pytest

from backend import jobs as jobs_module
from backend.errors import BusyError, GeolocatorError, OutputError, RequestError
from backend.jobs import Jobs
from backend.search_area import area_target


@pytest.fixture
def jobs(tiny_geolocator, tmp_path):
    jobs = Jobs(tiny_geolocator, tmp_path)
    yield jobs
    jobs.close()


def ended(jobs, photo):
    job = jobs.new("photo.jpg", [area_target(5000)])
    job.photo_path.write_bytes(photo)
    jobs.submit(job)
    deadline = time.monotonic() + 60
    while job.state not in ("done", "failed") and time.monotonic() < deadline:
        time.sleep(0.01)
    return job


def done(jobs, photo):
    job = ended(jobs, photo)
    assert job.state == "done", job.error
    return job


def test_maps_are_fused_again_when_they_were_let_go(jobs, jpeg, monkeypatch):
    monkeypatch.setattr(jobs_module, "_KEPT_MAPS", 2)
    first, second, third = (done(jobs, jpeg) for _ in range(3))
    assert list(jobs._maps) == [second.id, third.id]
    areas = [jobs.search_area(job.id, area_target(30_000)).regions for job in (first, second, third)]
    assert list(jobs._maps) == [second.id, third.id]
    for area in areas[1:]:
        assert (area.area_km2 == areas[0].area_km2).all()
        assert (area.geometry == areas[0].geometry).all()


def test_a_removed_job_keeps_nothing(jobs, jpeg):
    job = done(jobs, jpeg)
    jobs.search_area(job.id, area_target(5000))
    jobs.remove(job.id)
    assert not jobs._maps
    with pytest.raises(RequestError) as caught:
        jobs.search_area(job.id, area_target(5000))
    assert caught.value.code == "not_found" and "geolocate the photo again" in str(caught.value)


def test_a_job_removed_while_its_area_is_made(jobs, jpeg, tiny_geolocator, monkeypatch):
    job = done(jobs, jpeg)
    jobs._maps.clear()
    begun, go_on = threading.Event(), threading.Event()
    fuse = tiny_geolocator.fuse

    def slow(probabilities):
        begun.set()
        assert go_on.wait(10)
        return fuse(probabilities)

    monkeypatch.setattr(tiny_geolocator, "fuse", slow)
    caught = []

    def ask():
        with pytest.raises(RequestError) as error:
            jobs.search_area(job.id, area_target(5000))
        caught.append(error.value.code)

    thread = threading.Thread(target=ask)
    thread.start()
    assert begun.wait(10)
    jobs.remove(job.id)
    go_on.set()
    thread.join(10)
    assert caught == ["not_found"]
    assert not jobs._maps


def test_a_done_job_keeps_what_the_predictors_said_and_no_map(jobs, jpeg, tiny_geolocator):
    job = done(jobs, jpeg)
    classes = [sets.shape[1] for sets in tiny_geolocator.table.sets]
    assert [p.nbytes for p in job.probabilities] == [8 * count for count in classes]
    assert json.loads(job.result) == json.loads((job.folder / "result.json").read_text(encoding="utf-8"))
    zones = len(tiny_geolocator.table.area)
    kept = [value for value in vars(job).values() if isinstance(value, np.ndarray)]
    assert all(len(array) < zones for array in [*kept, *job.probabilities])


def test_the_oldest_ended_jobs_are_forgotten(jobs, jpeg, monkeypatch):
    monkeypatch.setattr(jobs_module, "_KEPT", 2)
    first, *_ = (done(jobs, jpeg) for _ in range(4))
    with pytest.raises(RequestError):
        jobs.search_area(first.id, area_target(5000))
    assert len(jobs._jobs) <= 3


def test_place_names_that_are_missing_are_told_by_the_photo(tiny_geolocator, tmp_path, jpeg, monkeypatch):
    def missing(_self):
        raise GeolocatorError("The file of place names is missing.", code="places_missing")

    monkeypatch.setattr(type(tiny_geolocator), "pieces", property(missing))
    jobs = Jobs(tiny_geolocator, tmp_path)
    job = ended(jobs, jpeg)
    jobs.close()
    assert (job.state, job.error.code) == ("failed", "places_missing")


def sent(jobs, photo, name="photo.jpg"):
    job = jobs.new(name, [area_target(5000)])
    job.photo_path.write_bytes(photo)
    jobs.submit(job)
    return job


@pytest.fixture
def held(fakes):
    fakes.gate.clear()
    yield fakes.gate
    fakes.gate.set()


def until(true):
    deadline = time.monotonic() + 60
    while not true() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert true()


def test_photos_are_begun_in_the_order_in_which_they_were_accepted(jobs, jpeg, held, monkeypatch):
    begun, real = [], jobs_module.run_photo
    monkeypatch.setattr(
        jobs_module,
        "run_photo",
        lambda geolocator, job, progress: (begun.append(job.id), real(geolocator, job, progress))[1],
    )
    # Some come slowly, and are accepted when they are whole.
    slow = jobs.new("slow.jpg", [area_target(5000)])
    accepted = [sent(jobs, jpeg).id for _ in range(10)]
    slow.photo_path.write_bytes(jpeg)
    jobs.submit(slow)
    accepted += [slow.id] + [sent(jobs, jpeg).id for _ in range(10)]
    held.set()
    until(lambda: all(jobs.get(job).state == "done" for job in accepted))
    assert begun == accepted


def test_only_so_many_wait_and_every_place_is_given_back(jobs, jpeg, held, monkeypatch):
    monkeypatch.setattr(jobs_module, "_MOST_WAITING", 3)
    running = sent(jobs, jpeg)
    until(lambda: running.state == "running")
    waiting = [sent(jobs, jpeg), sent(jobs, jpeg), jobs.new("on its way.jpg", [])]
    with pytest.raises(BusyError) as caught:
        jobs.new("a.jpg", [])
    assert caught.value.retry_after >= 1
    jobs.cancel(waiting[0].id)
    sent(jobs, jpeg)
    jobs.remove(waiting[1].id)
    sent(jobs, jpeg)
    jobs.discard(waiting[2])
    last = sent(jobs, jpeg)
    with pytest.raises(BusyError):
        jobs.new("a.jpg", [])
    held.set()
    until(lambda: last.state == "done")
    assert not jobs._places


def test_a_photo_that_is_cancelled_while_it_waits_is_not_kept(jobs, jpeg, held):
    running, waiting = sent(jobs, jpeg), sent(jobs, jpeg)
    until(lambda: running.state == "running")
    jobs.cancel(waiting.id)
    assert not waiting.folder.exists()
    held.set()
    until(lambda: running.state == "done")
    assert waiting.state == "cancelled"


def test_a_full_disk_gives_the_place_back(jobs, tmp_path, monkeypatch):
    monkeypatch.setattr(jobs_module, "_MOST_WAITING", 1)
    jobs.folder = tmp_path / "file" / "below"
    (tmp_path / "file").write_text("in the way")
    for _ in range(3):
        with pytest.raises(OutputError, match="free space"):
            jobs.new("a.jpg", [])
