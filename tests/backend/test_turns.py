"""Turns: one at a time, in the order of coming, and no more than there are places."""

import threading
import time

import pytest

from backend import turns as turns_module
from backend.errors import BusyError
from backend.turns import Appointments, Pace, Turns


def start(function):
    thread = threading.Thread(target=function)
    thread.start()
    return thread


def test_whoever_comes_first_is_first_and_nobody_works_beside_another():
    turns, order, at_work = Turns(20), [], []
    held = threading.Event()

    def work(number):
        with turns.turn():
            at_work.append(number)
            assert at_work == [number]
            order.append(number)
            time.sleep(0.002)
            at_work.remove(number)

    def first():
        with turns.turn():
            assert held.wait(10)

    threads = [start(first)]
    while not turns._at_work:
        time.sleep(0.001)
    for number in range(19):
        threads.append(start(lambda number=number: work(number)))
        while len(turns._waiting) <= number:
            time.sleep(0.001)
    with pytest.raises(BusyError) as caught, turns.turn():
        pass
    assert (caught.value.code, caught.value.retry_after) == ("busy", 1)
    held.set()
    for thread in threads:
        thread.join(10)
    assert order == list(range(19))
    with turns.turn():
        pass


def test_a_fault_at_work_ends_the_turn_and_gives_the_place_back():
    turns = Turns(1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), turns.turn():
            raise ZeroDivisionError
    with turns.place():
        with pytest.raises(BusyError), turns.place():
            pass
        with turns.work():
            pass
    with turns.turn():
        pass


def test_who_is_refused_gets_appointments_one_after_the_other(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(turns_module.time, "monotonic", lambda: now[0])
    pace = Pace()
    pace.seconds = 2.5
    appointments = Appointments(pace)
    assert [appointments.give() for _ in range(4)] == [3, 5, 8, 10]
    now[0] += 5
    assert appointments.give() == 8
    now[0] += 1000
    assert appointments.give() == 3
    assert max(appointments.give() for _ in range(100)) == 60


def test_the_pace_follows_the_work():
    pace = Pace()
    for _ in range(50):
        pace.note(7.0)
    assert pace.seconds == pytest.approx(7.0, rel=0.01)
