import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin.errors import BackendDied, BackendMissing
from photo_geolocator.plugin.photo_queue import State


@pytest.fixture
def photos(tmp_path, photo):
    """Copies of a photo, to be named by number."""

    def make(count):
        paths = [tmp_path / f"photo {number}.jpg" for number in range(count)]
        for path in paths:
            path.write_bytes(photo.read_bytes())
        return paths

    return make


@pytest.fixture
def seen(queue):
    """What the queue tells, in order."""
    told = []
    queue.finished.connect(lambda one, geolocated: told.append(("finished", one.path.name, geolocated)))
    queue.stopped.connect(lambda error: told.append(("stopped", str(error), None)))
    queue.idle.connect(lambda: told.append(("idle", "", None)))
    return told


def wait(queue, qtbot):
    qtbot.waitUntil(lambda: not queue.is_busy, timeout=WAIT_MS)
    qtbot.wait(20)


def states(queue):
    return [one.state.value for one in queue.photos]


def test_photos_wait_until_they_are_started_and_are_taken_in_order(queue, seen, server, qtbot, photos):
    paths = photos(4)
    assert [one.path for one in queue.add(paths)] == paths
    qtbot.wait(50)
    assert states(queue) == ["waiting"] * 4
    queue.start()
    assert queue.is_busy
    wait(queue, qtbot)
    assert states(queue) == ["done"] * 4
    assert [job["name"] for job in server.jobs.values()] == [path.name for path in paths]
    assert [kind for kind, *_ in seen] == ["finished"] * 4 + ["idle"]
    assert all(one.best_point.place == "Paris, France" for one in queue.photos)
    assert (queue.ended, queue.left, queue.share) == (4, 0, 1.0)


def test_a_busy_backend_changes_neither_order_nor_outcome(queue, server, qtbot, photos):
    server.busy = {"POST /v1/jobs": 3, "GET /v1/jobs/[^/]+/result": 1}
    paths = photos(4)
    queue.add(paths)
    queue.start()
    wait(queue, qtbot)
    assert states(queue) == ["done"] * 4
    assert [job["name"] for job in server.jobs.values()] == [path.name for path in paths]
    assert {photo.attempts for photo in queue.photos} == {1}


def test_a_photo_is_in_the_queue_once(queue, photos):
    paths = photos(2)
    queue.add(paths)
    assert queue.add([*paths, paths[0]]) == []
    assert len(queue) == 2


def test_one_backend_serves_the_queue_and_two_photos_are_on_their_way(queue, backend, server, qtbot, photos):
    server.polls = None
    queue.add(photos(4))
    queue.start()
    qtbot.waitUntil(lambda: queue.photos[0].progress > 0, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: len(server.jobs) == 2, timeout=WAIT_MS)
    qtbot.wait(100)
    assert len(server.jobs) == 2
    assert states(queue) == ["working", "working", "waiting", "waiting"]
    assert backend.starts == 1
    assert 0 < queue.photos[0].progress < 1


def test_a_photo_that_fails_keeps_its_sentence_and_the_rest_go_on(queue, seen, server, qtbot, photos):
    server.failures["photo 1.jpg"] = ("photo_unreadable", "photo 1.jpg is not a photo; save it as JPEG.")
    queue.add(photos(3))
    queue.start()
    wait(queue, qtbot)
    assert states(queue) == ["done", "failed", "done"]
    assert queue.photos[1].problem == "photo 1.jpg is not a photo; save it as JPEG."
    assert seen[-1][0] == "idle"


def test_many_files_that_are_gone_fail_one_by_one(queue, qtbot, tmp_path):
    queue.add([tmp_path / f"gone {number}.jpg" for number in range(50)])
    queue.start()
    wait(queue, qtbot)
    assert queue.count(State.FAILED) == 50
    assert "does not exist" in queue.photos[49].problem


def test_what_failed_can_be_tried_again(queue, server, qtbot, photos):
    server.failures["photo 0.jpg"] = ("photo_truncated", "photo 0.jpg ends too early; copy it again.")
    queue.add(photos(2))
    queue.start()
    wait(queue, qtbot)
    server.failures.clear()
    queue.again([queue.photos[0]])
    assert queue.photos[0].problem == ""
    wait(queue, qtbot)
    assert states(queue) == ["done", "done"]
    assert len(server.jobs) == 3, "the other one is left alone"


def test_done_once_more_replaces_the_job(queue, server, qtbot, photos):
    queue.add(photos(1))
    queue.start()
    wait(queue, qtbot)
    queue.again(list(queue.photos))
    wait(queue, qtbot)
    assert queue.photos[0].job_id == "job-2"
    qtbot.waitUntil(lambda: "/v1/jobs/job-1" in server.paths("DELETE"), timeout=WAIT_MS)


def test_cancel_of_one_leaves_the_others(queue, server, qtbot, photos):
    server.polls = None
    queue.add(photos(4))
    queue.start()
    qtbot.waitUntil(lambda: len(server.jobs) == 2, timeout=WAIT_MS)
    queue.cancel([queue.photos[0], queue.photos[3]])
    assert states(queue)[3] == "cancelled"
    qtbot.waitUntil(lambda: states(queue) == ["cancelled", "working", "working", "cancelled"], timeout=WAIT_MS)
    assert "/v1/jobs/job-1/cancel" in server.paths("POST")


def test_cancel_of_all(queue, server, seen, qtbot, photos):
    server.polls = None
    queue.add(photos(4))
    queue.start()
    qtbot.waitUntil(lambda: len(server.jobs) == 2, timeout=WAIT_MS)
    queue.cancel()
    wait(queue, qtbot)
    assert states(queue) == ["cancelled"] * 4
    assert len(server.jobs) == 2
    assert seen[-1][0] == "idle"
    server.polls = 1
    queue.again(list(queue.photos))
    wait(queue, qtbot)
    assert states(queue) == ["done"] * 4


def test_removed_photos_are_stopped_and_their_jobs_forgotten(queue, server, qtbot, photos):
    queue.add(photos(1))
    queue.start()
    wait(queue, qtbot)
    server.polls = None
    (working,) = queue.add(photos(2)[1:])
    queue.start()
    qtbot.waitUntil(lambda: len(server.jobs) == 2, timeout=WAIT_MS)
    gone = []
    queue.removed.connect(gone.extend)
    queue.remove(list(queue.photos))
    assert set(gone) >= {working}
    assert len(queue) == 0
    assert [queue.count(state) for state in State] == [0] * 5
    wait(queue, qtbot)
    qtbot.waitUntil(lambda: len(set(server.paths("DELETE"))) == 2, timeout=WAIT_MS)


def test_removing_the_chosen_one_chooses_its_neighbour(queue, photos):
    first, second, third = queue.add(photos(3))
    queue.choose(second)
    queue.remove([second])
    assert queue.chosen is third
    queue.remove([third])
    assert queue.chosen is first
    queue.remove([first])
    assert queue.chosen is None


def test_a_removed_photo_can_be_added_again(queue, photos):
    (one,) = queue.add(photos(1))
    queue.remove([one])
    assert len(queue.add([one.path])) == 1


@pytest.mark.parametrize(
    ("rows", "by", "order"),
    [
        ([1, 2], -1, "1203"),
        ([0], -1, "0123"),
        ([0, 1], 1, "2013"),
        ([3], 1, "0123"),
    ],
)
def test_photos_can_be_moved(queue, photos, rows, by, order):
    photo = queue.add(photos(4))
    queue.move([photo[row] for row in rows], by)
    assert "".join(str(photo.index(one)) for one in queue.photos) == order


@pytest.mark.parametrize(
    ("rows", "row", "order"),
    [([2, 3], 0, "2301"), ([0, 2], 4, "1302"), ([0], 2, "1023"), ([1, 3], 2, "0132"), ([1], 1, "0123")],
)
def test_photos_can_be_placed_before_another(queue, photos, rows, row, order):
    photo = queue.add(photos(4))
    queue.place([photo[at] for at in rows], row)
    assert "".join(str(photo.index(one)) for one in queue.photos) == order


def test_what_is_moved_to_the_top_is_next(queue, server, qtbot, photos):
    photo = queue.add(photos(4))
    queue.place([photo[3]], 0)
    queue.start()
    wait(queue, qtbot)
    assert [job["name"][6] for job in server.jobs.values()] == ["3", "0", "1", "2"]


def test_photos_added_meanwhile_are_worked_on_too(queue, qtbot, photos):
    paths = photos(3)
    queue.add(paths[:1])
    queue.start()
    queue.add(paths[1:])
    wait(queue, qtbot)
    assert states(queue) == ["done"] * 3


def test_a_backend_that_is_missing_leaves_the_rest_waiting(queue, backend, seen, qtbot, photos):
    backend.failure = BackendMissing("No Python.")
    queue.add(photos(5))
    queue.start()
    wait(queue, qtbot)
    assert states(queue) == ["failed"] + ["waiting"] * 4
    assert ("stopped", "No Python.", None) in seen
    backend.failure = None
    queue.again(list(queue.photos))
    wait(queue, qtbot)
    assert states(queue) == ["done"] * 5


def test_photos_lost_with_the_backend_are_tried_once_more_one_by_one(queue, backend, server, qtbot, photos):
    server.polls = None
    queue.add(photos(3))
    queue.start()
    qtbot.waitUntil(lambda: len(server.jobs) == 2, timeout=WAIT_MS)
    backend.die(BackendDied("The backend stopped unexpectedly."))
    qtbot.waitUntil(lambda: len(server.jobs) == 3, timeout=WAIT_MS)
    qtbot.wait(100)
    assert len(server.jobs) == 3, "alone, to learn which photo it is"
    server.polls = 1
    wait(queue, qtbot)
    assert states(queue) == ["done"] * 3
    assert backend.starts == 2


def test_a_photo_that_ends_the_backend_twice_fails_and_the_rest_go_on(queue, backend, server, qtbot, photos):
    server.polls = None
    queue.add(photos(2)[:1])
    queue.start()
    for number in (1, 2):
        qtbot.waitUntil(lambda number=number: len(server.jobs) == number, timeout=WAIT_MS)
        backend.die(BackendDied("The backend stopped unexpectedly."))
    wait(queue, qtbot)
    assert states(queue) == ["failed"]
    assert "photo 0.jpg was not finished" in queue.photos[0].problem
    server.polls = 1
    queue.add(photos(2)[1:])
    queue.start()
    wait(queue, qtbot)
    assert states(queue) == ["failed", "done"]


def test_a_backend_that_breaks_on_every_photo_is_not_asked_for_ever(queue, server, seen, qtbot, photos):
    for number in range(10):
        server.failures[f"photo {number}.jpg"] = ("predictor_failed", "trunk.onnx could not run.")
    queue.add(photos(10))
    queue.start()
    wait(queue, qtbot)
    assert 3 <= queue.count(State.FAILED) <= 4
    assert queue.count(State.WAITING) == 10 - queue.count(State.FAILED)
    assert "stopped" in [kind for kind, *_ in seen]


def test_the_chosen_photo_can_be_asked_for_areas_while_the_backend_has_it(queue, backend, qtbot, photos):
    first, second = queue.add(photos(2))
    queue.choose(first)
    assert not queue.keeps_job and queue.jobs(first) == ()
    queue.start()
    wait(queue, qtbot)
    for photo in (first, second):
        queue.choose(photo)
        assert queue.keeps_job
        assert queue.jobs(photo) == (photo.job_id,)
    with qtbot.waitSignal(queue.job_lost, timeout=WAIT_MS):
        backend.die(BackendDied("The backend stopped unexpectedly."))
    assert not queue.keeps_job
    assert states(queue) == ["done", "done"]


def test_a_result_from_elsewhere_joins_the_queue(queue, geolocated):
    photo = queue.add_done(geolocated, entry="one", picture=geolocated.folder / "thumbnail.jpg")
    assert (photo.state, photo.folder, photo.entry) == (State.DONE, geolocated.folder, "one")
    assert queue.add_done(geolocated, entry="two") is photo
    assert (len(queue), queue.count(State.DONE), queue.count(State.WAITING)) == (1, 1, 0)
    queue.start()
    assert not queue.is_busy


def test_shut_down_in_the_middle_says_nothing(queue, server, seen, qtbot, photos):
    server.polls = None
    queue.add(photos(3))
    queue.start()
    qtbot.waitUntil(lambda: len(server.jobs) == 2, timeout=WAIT_MS)
    queue.shut_down()
    queue.shut_down()
    qtbot.wait(100)
    assert seen == []
    assert len(server.jobs) == 2
