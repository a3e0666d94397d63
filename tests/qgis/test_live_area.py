import copy
import gc
import json

import pytest
from conftest import WAIT_MS
from contract_server import search_area
from photo_geolocator.plugin.client import Target
from photo_geolocator.plugin.ensemble_choice import EnsembleChoice
from photo_geolocator.plugin.errors import BackendDied, ConnectionLost, ProblemError, ProtocolError
from photo_geolocator.plugin.live_area import LiveArea, read_answer


class Heard:
    """Collects what a `LiveArea` says."""

    def __init__(self, live):
        self.answers, self.errors, self.lost = [], [], 0
        live.answered.connect(self.answers.append)
        live.failed.connect(self.errors.append)
        live.lost.connect(self._on_lost)

    def _on_lost(self):
        self.lost += 1

    @property
    def budgets(self):
        return [answer.search_area.budget_km2 for answer in self.answers]


@pytest.fixture
def live(queue, server, qtbot, photo):
    """A live area of a photo that is done."""
    server.polls = 0
    queue.add([photo])
    with qtbot.waitSignal(queue.finished, timeout=WAIT_MS):
        queue.start()
    choice = EnsembleChoice(queue, queue)
    choice.begin(queue.jobs(queue.photos[0]), ())
    one = LiveArea(choice)
    yield one
    one.stop()


@pytest.fixture
def heard(live):
    return Heard(live)


def settle(live, qtbot):
    qtbot.waitUntil(lambda: not live.is_busy, timeout=WAIT_MS)
    qtbot.wait(30)


def test_an_answer_holds_the_area_and_its_features(live, heard, server, qtbot):
    live.ask(Target(area_km2=50_000))
    assert live.is_busy
    settle(live, qtbot)
    (answer,) = heard.answers
    assert (answer.search_area.label, answer.search_area.region_count) == ("50,000 km²", 3)
    assert answer.search_area.expected_recall == pytest.approx(0.8 * answer.search_area.probability)
    assert len(answer.features) == 3
    assert server.targets == [{"area_km2": 50_000.0}]


def test_a_recall_is_asked_for_as_one(live, heard, server, qtbot):
    live.ask(Target(recall=0.8))
    settle(live, qtbot)
    assert server.targets == [{"recall": 0.8}]
    assert heard.answers[0].search_area.recall == 0.8
    assert heard.answers[0].search_area.budget_km2 is None


def test_a_bundle_that_was_not_calibrated_promises_no_recall(live, heard, server, qtbot):
    server.calibrated = False
    live.ask(Target(area_km2=50_000))
    settle(live, qtbot)
    assert heard.answers[0].search_area.expected_recall is None
    live.ask(Target(recall=0.8))
    settle(live, qtbot)
    assert "was not calibrated" in str(heard.errors[0])
    assert heard.errors[0].code == "recall_unreachable"


def test_one_request_at_a_time_and_the_newest_wish_wins(live, heard, server, qtbot):
    server.area_delay = 0.15
    for budget in range(1000, 1100):
        live.ask(Target(area_km2=budget))
        qtbot.wait(5)
    settle(live, qtbot)
    assert server.areas_at_once == 1
    assert heard.budgets[0] == 1000
    assert heard.budgets[-1] == 1099
    assert heard.budgets == sorted(heard.budgets)
    assert len(server.targets) == len(heard.answers) < 20


def test_wishes_in_one_go_make_two_requests(live, heard, server, qtbot):
    for budget in (100, 200, 300, 400):
        live.ask(Target(area_km2=budget))
    settle(live, qtbot)
    assert heard.budgets == [100, 400]


def test_a_wish_made_on_an_answer_is_answered(live, heard, qtbot):
    live.answered.connect(lambda answer: answer.search_area.budget_km2 < 300 and live.ask(Target(area_km2=300)))
    live.ask(Target(area_km2=100))
    live.ask(Target(area_km2=200))
    settle(live, qtbot)
    assert heard.budgets == [100, 300]


def test_after_stop_nothing_follows(live, heard, server, qtbot):
    server.area_delay = 0.1
    live.ask(Target(area_km2=100))
    live.ask(Target(area_km2=200))
    qtbot.waitUntil(lambda: server.areas_open == 1, timeout=WAIT_MS)
    live.stop()
    live.stop()
    qtbot.wait(300)
    assert heard.answers == heard.errors == []
    assert server.targets == [{"area_km2": 100.0}]
    live.ask(Target(area_km2=300))
    settle(live, qtbot)
    assert heard.budgets == [300]


def test_stop_in_the_middle_of_reading(live, heard, server, qtbot):
    many = search_area(budget_km2=1e6)
    many["features"] *= 3000
    server.area_answer = lambda **_: many
    live.ask(Target(area_km2=1e6))
    qtbot.waitUntil(lambda: live._reading is not None, timeout=WAIT_MS)
    assert not gc.isenabled()
    live.stop()
    assert gc.isenabled()
    qtbot.wait(200)
    assert heard.answers == []


@pytest.mark.parametrize("body", [b"{}", None], ids=["malformed", "whole"])
def test_nobody_looks_for_cycles_while_an_answer_is_read(live, heard, server, body):
    collected = []
    live.answered.connect(lambda _: collected.append(gc.isenabled()))
    live.failed.connect(lambda _: collected.append(gc.isenabled()))
    live._on_body(json.dumps(search_area(budget_km2=100)).encode() if body is None else body)
    assert not gc.isenabled()
    while live.is_busy:
        live._read_on()
    assert collected == [True]
    gc.disable()
    try:  # somebody else's wish is kept
        live._on_body(body or b"{")
        live.stop()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_large_answer_is_read_in_slices(live, heard, server, qtbot):
    many = search_area(budget_km2=1e6)
    many["features"] *= 3000
    server.area_answer = lambda **_: many
    slices = []
    live._slice.timeout.connect(lambda: slices.append(1))
    live.ask(Target(area_km2=1e6))
    settle(live, qtbot)
    assert len(heard.answers[0].features) == 9000
    assert len(slices) > 1


def test_a_refusal_is_told_and_the_next_wish_answered(live, heard, qtbot):
    live.ask(Target(recall=0.97))
    live.ask(Target(area_km2=100))
    settle(live, qtbot)
    (error,) = heard.errors
    assert isinstance(error, ProblemError)
    assert (error.code, error.status) == ("recall_unreachable", 422)
    assert heard.budgets == [100]
    assert heard.lost == 0


def test_a_connection_that_breaks_is_told(live, heard, server, qtbot):
    server.broken[".*/search_area"] = "half"
    live.ask(Target(area_km2=100))
    settle(live, qtbot)
    assert [type(error) for error in heard.errors] == [ConnectionLost]


def test_a_backend_that_forgot_the_photo_is_told_once(live, heard, server, qtbot):
    server.jobs.clear()
    live.ask(Target(area_km2=100))
    live.ask(Target(area_km2=200))
    settle(live, qtbot)
    assert (heard.lost, heard.errors, heard.answers) == (1, [], [])


def test_a_backend_that_dies_in_mid_drag(live, heard, server, backend, qtbot):
    server.area_delay = 0.2
    live.ask(Target(area_km2=100))
    backend.die(BackendDied("The backend stopped."))
    assert heard.lost == 1
    assert not live.is_busy
    live.ask(Target(area_km2=200))
    assert heard.lost == 2
    qtbot.wait(300)
    assert heard.answers == heard.errors == []


def test_a_result_that_nobody_looks_at_has_no_further_areas(live, heard, qtbot):
    live._choice.stop()
    live.ask(Target(area_km2=100))
    assert heard.lost == 1


def broken(change):
    value = copy.deepcopy(search_area(budget_km2=1000.0))
    change(value)
    return json.dumps(value).encode()


def feature(value):
    return value["features"][1]


BROKEN = {
    "no area": lambda v: v.pop("search_area"),
    "area without label": lambda v: v["search_area"].pop("label"),
    "area of text": lambda v: v["search_area"].update(area_km2="large"),
    "expected recall of text": lambda v: v["search_area"].update(expected_recall="often"),
    "features are no list": lambda v: v.update(features={}),
    "feature is null": lambda v: v["features"].append(None),
    "no properties": lambda v: feature(v).pop("properties"),
    "no rank": lambda v: feature(v)["properties"].pop("rank"),
    "rank is true": lambda v: feature(v)["properties"].update(rank=True),
    "rank is a fraction": lambda v: feature(v)["properties"].update(rank=1.5),
    "place is a number": lambda v: feature(v)["properties"].update(place=3),
    "no geometry": lambda v: feature(v).update(geometry=None),
    "a point": lambda v: feature(v)["geometry"].update(type="Point"),
    "coordinates too shallow": lambda v: feature(v)["geometry"].update(coordinates=[[1, 2]]),
    "coordinates of text": lambda v: feature(v)["geometry"].update(coordinates=[[[["1", "2"]]]]),
    "three coordinates": lambda v: feature(v)["geometry"].update(coordinates=[[[[1, 2, 3], [1, 2, 3]]]]),
    "not a number": lambda v: feature(v)["properties"].update(density=float("nan")),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_malformed_answer_is_one_sentence(name):
    with pytest.raises(ProtocolError, match=r"^The backend's answer .*\.$"):
        list(read_answer(broken(BROKEN[name])))


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[]", b"null", b"{}", b'{"features": ' + b"[" * 100_000])
def test_a_garbled_answer_is_one_sentence(body):
    with pytest.raises(ProtocolError, match=r"\.$"):
        list(read_answer(body))


def test_a_malformed_answer_reaches_the_person_and_not_more(live, heard, server, qtbot):
    server.area_answer = lambda **_: broken(BROKEN["a point"])
    live.ask(Target(area_km2=100))
    settle(live, qtbot)
    assert [type(error) for error in heard.errors] == [ProtocolError]
    server.area_answer = search_area
    live.ask(Target(area_km2=100))
    settle(live, qtbot)
    assert heard.budgets == [100]


def test_the_order_of_members_is_free():
    value = search_area(budget_km2=1000.0)
    turned = dict(reversed(value.items()))
    answer = list(read_answer(json.dumps(turned).encode()))[-1]
    assert answer.search_area.budget_km2 == 1000
    assert len(answer.features) == 3


def test_an_area_without_regions_is_an_answer():
    value = search_area(budget_km2=100.0)
    value["features"] = value["search_area"]["regions"] = []
    value["search_area"].update(region_count=0, area_km2=0.0, probability=0.0, expected_recall=None)
    answer = list(read_answer(json.dumps(value).encode()))[-1]
    assert answer.features == []
    assert answer.search_area.expected_recall is None
