import json
from pathlib import Path

import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin import settings
from photo_geolocator.plugin.client import Submission
from photo_geolocator.plugin.errors import (
    BackendDied,
    BackendMissing,
    FileError,
    PhotoFileError,
    PluginError,
    ProblemError,
    ProtocolError,
)
from photo_geolocator.plugin.history import read_result, restore_entry, write_entry
from qgis.core import QgsProcessingUtils

FILES = {"heatmap.tif", "search_areas.gpkg", "result.json"}


@pytest.fixture
def outcome(geolocator, qtbot):
    """Collect the last signals of a run, and wait for the first."""
    seen = []
    geolocator.finished.connect(lambda value: seen.append(("finished", value)))
    geolocator.failed.connect(lambda value: seen.append(("failed", value)))
    geolocator.cancelled.connect(lambda: seen.append(("cancelled", None)))

    def wait():
        qtbot.waitUntil(lambda: bool(seen), timeout=WAIT_MS)
        qtbot.wait(50)
        assert len(seen) == 1, "exactly one last signal"
        assert not geolocator.is_busy
        return seen.pop()

    wait.seen = seen
    return wait


def names(folder):
    return {path.name for path in folder.iterdir()}


def temporary_folders():
    return set(Path(QgsProcessingUtils.tempFolder()).glob("photo_geolocator_*"))


def test_a_photo_all_the_way(geolocator, server, outcome, photo, sample):
    stages = []
    geolocator.progressed.connect(lambda stage, fraction: stages.append((stage, fraction)))
    geolocator.geolocate(Submission(photo))
    assert geolocator.is_busy
    kind, geolocated = outcome()
    assert kind == "finished"
    assert geolocated.photo == photo
    assert geolocated.folder in temporary_folders()
    assert names(geolocated.folder) == FILES
    for name in FILES - {"result.json"}:
        assert (geolocated.folder / name).read_bytes() == (sample / name).read_bytes()
    kept, sent = (
        json.loads((place / "result.json").read_text(encoding="utf-8")) for place in (geolocated.folder, sample)
    )
    sent["backend"]["host"] = ""
    assert kept == sent
    assert geolocated.result.best_point.place == "Paris, France"
    assert [stage for stage, _ in stages] == ["starting", "queued", "decode", "predict", "fuse", "fetching"]
    fractions = [fraction for _, fraction in stages]
    assert fractions == sorted(fractions)


@pytest.mark.parametrize("remote", [True, False])
def test_a_result_knows_where_it_was_computed(geolocator, server, outcome, photo, tmp_path, remote):
    """The settings may say something else by the time that somebody reads it."""
    settings.set_remote_url(server.url if remote else "")
    try:
        geolocator.geolocate(Submission(photo), tmp_path / "out")
        _, geolocated = outcome()
    finally:
        settings.set_remote_url("")
    host = "127.0.0.1" if remote else ""
    assert geolocated.result.backend_host == host
    assert read_result(tmp_path / "out").backend_host == host
    root = tmp_path / "history"
    entry = write_entry(root, geolocated, 10**9)
    assert restore_entry(root, entry, str(tmp_path)).result.backend_host == host


def test_the_next_photo_replaces_the_kept_job(geolocator, server, outcome, photo, qtbot):
    for _ in range(2):
        geolocator.geolocate(Submission(photo))
        assert outcome()[0] == "finished"
    qtbot.waitUntil(lambda: server.paths("DELETE") == ["/v1/jobs/job-1"], timeout=WAIT_MS)
    assert geolocator.take_job() == "job-2"


def test_a_job_that_was_taken_stays(geolocator, server, outcome, photo, qtbot):
    geolocator.geolocate(Submission(photo))
    outcome()
    assert (geolocator.take_job(), geolocator.take_job()) == ("job-1", "")
    geolocator.geolocate(Submission(photo))
    outcome()
    qtbot.wait(50)
    assert server.paths("DELETE") == []


@pytest.mark.parametrize("end", ["failed", "cancelled"])
def test_the_backend_forgets_what_came_to_nothing(geolocator, server, outcome, photo, qtbot, end):
    if end == "failed":
        server.failures[photo.name] = ("photo_unreadable", "No.")
    server.polls = None
    geolocator.geolocate(Submission(photo))
    if end == "cancelled":
        qtbot.waitUntil(lambda: bool(server.jobs), timeout=WAIT_MS)
        geolocator.cancel()
    assert outcome()[0] == end
    assert not geolocator.take_job()
    qtbot.waitUntil(lambda: server.paths("DELETE") == ["/v1/jobs/job-1"], timeout=WAIT_MS)


def test_a_backend_that_dies_takes_the_kept_job_along(geolocator, backend, outcome, photo, qtbot):
    geolocator.geolocate(Submission(photo))
    outcome()
    backend.die(BackendDied("The backend stopped unexpectedly."))
    assert not geolocator.take_job()
    assert outcome.seen == []


def test_cancelling_at_once_leaves_other_exchanges_alone(geolocator, backend, outcome, photo, qtbot):
    bundles = []
    geolocator.backend_ready.connect(bundles.append)
    backend.ready.connect(lambda *_: geolocator.cancel())
    geolocator.geolocate(Submission(photo))
    assert outcome()[0] == "cancelled"
    qtbot.waitUntil(lambda: len(bundles) == 1, timeout=WAIT_MS)


def test_results_go_where_they_are_asked_to(geolocator, outcome, photo, tmp_path):
    folder = tmp_path / "new" / "out"
    geolocator.geolocate(Submission(photo), folder)
    kind, geolocated = outcome()
    assert kind == "finished"
    assert geolocated.folder == folder
    assert names(folder) == FILES


def test_two_photos_after_each_other_share_one_backend(geolocator, backend, outcome, photo):
    bundles = []
    geolocator.backend_ready.connect(bundles.append)
    for _ in range(2):
        geolocator.geolocate(Submission(photo))
        assert outcome()[0] == "finished"
    assert backend.starts == 1
    assert [bundle.provider for bundle in bundles] == ["CPUExecutionProvider"]


@pytest.mark.parametrize(
    ("code", "detail"),
    [
        ("photo_unreadable", "a.jpg is not a photo this program can read; save it as JPEG or PNG."),
        ("photo_truncated", "a.jpg ends too early; copy it again."),
        ("photo_too_large", "a.jpg has too many pixels; shrink it."),
        ("predictor_failed", "trunk.onnx could not run; reinstall the bundle."),
        ("output_failed", "The heatmap could not be written; free some disk space."),
    ],
)
def test_the_backends_sentence_reaches_the_person(geolocator, server, outcome, photo, qtbot, code, detail):
    server.failures[photo.name] = (code, detail)
    before = temporary_folders()
    geolocator.geolocate(Submission(photo))
    kind, error = outcome()
    assert kind == "failed"
    assert isinstance(error, ProblemError)
    assert (str(error), error.code) == (detail, code)
    qtbot.waitUntil(lambda: temporary_folders() == before, timeout=WAIT_MS)
    # The backend lives on.
    server.failures.clear()
    geolocator.geolocate(Submission(photo))
    assert outcome()[0] == "finished"


def test_an_empty_photo(geolocator, outcome, tmp_path):
    (tmp_path / "empty.jpg").touch()
    geolocator.geolocate(Submission(tmp_path / "empty.jpg"))
    assert str(outcome()[1]) == "empty.jpg is empty; choose another photo."


def test_a_missing_photo_never_reaches_the_backend(geolocator, server, outcome, tmp_path):
    with pytest.raises(PhotoFileError):
        geolocator.geolocate(Submission(tmp_path / "gone.jpg"))
    assert not geolocator.is_busy
    assert server.requests == []


def test_a_photo_that_vanishes_while_the_backend_starts(geolocator, outcome, photo):
    geolocator.geolocate(Submission(photo))
    photo.unlink()
    kind, error = outcome()
    assert kind == "failed"
    assert isinstance(error, PhotoFileError)


def test_an_output_folder_that_is_a_file(geolocator, photo):
    with pytest.raises(FileError):
        geolocator.geolocate(Submission(photo), photo)
    assert not geolocator.is_busy


def test_one_at_a_time(geolocator, outcome, photo):
    geolocator.geolocate(Submission(photo))
    with pytest.raises(PluginError, match="wait for it or cancel"):
        geolocator.geolocate(Submission(photo))
    assert outcome()[0] == "finished"


def test_cancel_reaches_the_backend(geolocator, server, outcome, photo, qtbot):
    server.polls = None  # would never end by itself
    before = temporary_folders()
    geolocator.geolocate(Submission(photo))
    qtbot.waitUntil(lambda: any(job["state"] == "running" for job in server.jobs.values()), timeout=WAIT_MS)
    geolocator.cancel()
    geolocator.cancel()
    assert outcome()[0] == "cancelled"
    assert [path for path in server.paths("POST") if path.endswith("/cancel")] == ["/v1/jobs/job-1/cancel"]
    qtbot.waitUntil(lambda: temporary_folders() == before, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: server.jobs["job-1"]["state"] == "deleted", timeout=WAIT_MS)


def test_cancel_while_the_photo_is_on_its_way(geolocator, server, backend, outcome, photo):
    server.polls = None
    backend.ready.connect(lambda *_: geolocator.cancel())  # after the submission was sent, before its answer
    geolocator.geolocate(Submission(photo))
    assert outcome()[0] == "cancelled"
    assert "/v1/jobs/job-1/cancel" in server.paths("POST")


def test_a_busy_backend_is_waited_for(geolocator, server, outcome, photo):
    server.busy = {"POST /v1/jobs": 1, "GET /v1/jobs/[^/]+": 1}
    stages = []
    geolocator.progressed.connect(lambda stage, _: stages.append(stage))
    geolocator.geolocate(Submission(photo))
    assert outcome()[0] == "finished"
    assert stages[:3] == ["starting", "busy", "queued"]


def test_cancel_while_the_backend_is_busy(geolocator, server, outcome, photo, qtbot):
    server.busy = {"POST /v1/jobs": 1}
    stages = []
    geolocator.progressed.connect(lambda stage, _: stages.append(stage))
    geolocator.geolocate(Submission(photo))
    qtbot.waitUntil(lambda: "busy" in stages, timeout=WAIT_MS)
    geolocator.cancel()
    assert outcome() == ("cancelled", None)
    qtbot.wait(1500)
    assert not server.jobs


def test_cancel_before_the_backend_is_ready(geolocator, server, backend, outcome, photo):
    backend.holds = True
    geolocator.geolocate(Submission(photo))
    geolocator.cancel()
    assert outcome()[0] == "cancelled"
    backend.holds = False
    backend.ensure()
    geolocator.geolocate(Submission(photo))
    assert outcome()[0] == "finished"
    assert len(server.jobs) == 1


def test_cancel_without_a_photo_says_nothing(geolocator, outcome, qtbot):
    geolocator.cancel()
    qtbot.wait(50)
    assert outcome.seen == []


def test_cancel_when_the_backend_is_gone(geolocator, server, backend, outcome, photo, qtbot):
    server.polls = None
    geolocator.geolocate(Submission(photo))
    qtbot.waitUntil(lambda: bool(server.jobs), timeout=WAIT_MS)
    server.broken[".*"] = "drop"
    geolocator.cancel()
    assert outcome()[0] == "cancelled"


def test_a_backend_that_dies_names_the_photo_and_is_restarted(geolocator, server, backend, outcome, photo, qtbot):
    server.polls = None
    geolocator.geolocate(Submission(photo))
    qtbot.waitUntil(lambda: bool(server.jobs), timeout=WAIT_MS)
    backend.die(BackendDied("The backend stopped unexpectedly (exit code 9); start again to restart it."))
    kind, error = outcome()
    assert kind == "failed"
    assert isinstance(error, BackendDied)
    assert photo.name in str(error)
    server.polls = 1
    geolocator.geolocate(Submission(photo))
    assert outcome()[0] == "finished"
    assert backend.starts == 2


def test_a_backend_that_does_not_start(geolocator, backend, outcome, photo):
    backend.failure = BackendMissing("No Python.")
    geolocator.warm_up()
    geolocator.geolocate(Submission(photo))
    kind, error = outcome()
    assert (kind, str(error)) == ("failed", "No Python.")


def test_a_lost_answer_is_asked_for_again(geolocator, server, outcome, photo, qtbot):
    server.polls = None
    geolocator.geolocate(Submission(photo))
    qtbot.waitUntil(lambda: bool(server.jobs), timeout=WAIT_MS)
    server.broken["GET /v1/jobs/[^/]+"] = "drop"
    asked = len(server.requests)
    qtbot.waitUntil(lambda: len(server.requests) > asked, timeout=WAIT_MS)
    server.broken.clear()
    server.polls = 0
    assert outcome()[0] == "finished"


def test_a_connection_that_stays_lost_fails(geolocator, server, outcome, photo):
    server.broken["GET /v1/jobs/[^/]+"] = "drop"
    geolocator.geolocate(Submission(photo))
    kind, error = outcome()
    assert (kind, error.code) == ("failed", "connection_lost")


@pytest.mark.parametrize("name", ["heatmap.tif", "search_areas.gpkg", "result"])
def test_a_file_that_does_not_arrive_leaves_nothing(geolocator, server, outcome, photo, tmp_path, name):
    server.broken[f"GET .*/{name}"] = "half"
    folder = tmp_path / "out"
    geolocator.geolocate(Submission(photo), folder)
    assert outcome()[0] == "failed"
    assert names(folder) == set()


def test_a_result_that_breaks_the_contract(geolocator, server, outcome, photo, tmp_path, sample):
    broken = tmp_path / "broken"
    broken.mkdir()
    for name in FILES:
        (broken / name).write_bytes((sample / name).read_bytes())
    result = json.loads((broken / "result.json").read_text())
    del result["best_point"]
    (broken / "result.json").write_text(json.dumps(result))
    server.sample = broken
    geolocator.geolocate(Submission(photo), tmp_path / "out")
    kind, error = outcome()
    assert kind == "failed"
    assert isinstance(error, ProtocolError)
    assert names(tmp_path / "out") == set()


def test_shut_down_in_the_middle_says_nothing(geolocator, server, backend, outcome, photo, qtbot):
    server.polls = None
    geolocator.geolocate(Submission(photo))
    qtbot.waitUntil(lambda: bool(server.jobs), timeout=WAIT_MS)
    geolocator.shut_down()
    geolocator.shut_down()
    qtbot.wait(50)
    assert outcome.seen == []
    assert backend.stops == 2
