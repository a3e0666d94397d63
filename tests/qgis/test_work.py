import gc
import sys
import threading
import weakref

import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin.errors import FileError
from photo_geolocator.plugin.work import Work
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop, QThread


@pytest.fixture(autouse=True)
def application(qgis_app):
    return qgis_app


def test_a_value_comes_back_to_the_main_thread(qtbot):
    threads = []
    work = Work(lambda *numbers: (threading.get_ident(), sum(numbers)), 1, 2)
    work.done.connect(lambda _: threads.append(QThread.currentThread()))
    with qtbot.waitSignal(work.done, timeout=WAIT_MS) as done:
        work.begin()
    thread, value = done.args[0]
    assert value == 3
    assert thread != threading.get_ident()
    assert threads == [QCoreApplication.instance().thread()]


def test_an_error_of_ours_is_told(qtbot):
    def fail():
        raise FileError("The disk is full.")

    work = Work(fail)
    with qtbot.waitSignal(work.failed, timeout=WAIT_MS) as failed:
        work.begin()
    assert str(failed.args[0]) == "The disk is full."


def test_a_fault_is_not_swallowed(qtbot):
    work = Work(lambda: 1 // 0)
    with qtbot.captureExceptions() as faults:
        work.begin()
        qtbot.waitUntil(lambda: bool(faults), timeout=WAIT_MS)
    assert faults[0][0] is ZeroDivisionError


def test_after_a_cancel_nothing_else_is_told(qtbot):
    going, told = threading.Event(), []
    work = Work(going.wait, 10)
    work.done.connect(told.append)
    work.begin()
    with qtbot.waitSignal(work.cancelled, timeout=WAIT_MS):
        work.cancel()
        going.set()
    assert told == []


def test_what_is_cancelled_in_time_is_not_done(qtbot):
    calls = []
    work = Work(calls.append, 1)
    work.cancel()
    with qtbot.waitSignal(work.cancelled, timeout=WAIT_MS):
        work.begin()
    assert calls == []


def test_works_that_begin_while_others_end_all_come_back(qtbot):
    """QGIS 3.22's task manager forgets some of such tasks, or crashes."""
    left, ended = list(range(500)), []

    def begin():
        if left:
            number = left.pop()
            work = Work(lambda: number)
            work.done.connect(lambda value: (ended.append(value), begin()))
            work.begin()

    for _ in range(5):
        begin()
    qtbot.waitUntil(lambda: len(ended) == 500, timeout=WAIT_MS)
    assert set(ended) == set(range(500))


@pytest.mark.parametrize("fails", [False, True])
def test_nothing_of_it_is_left_to_pythons_collector(qtbot, fails):
    class Own(Work):
        def __init__(self):
            super().__init__(self._look)

        def _look(self):
            if fails:
                raise FileError("The disk is full.")

    gc.collect()
    gc.disable()  # what only the collector can free stays, then
    try:
        work = Own()
        with qtbot.waitSignal(work.failed if fails else work.done, timeout=WAIT_MS):
            work.begin()
        work = weakref.ref(work)
        qtbot.waitUntil(lambda: work() is None, timeout=WAIT_MS)
    finally:
        gc.enable()


def test_it_is_deleted_in_the_thread_that_made_it(qtbot):
    """Also when the worker thread is interrupted while it leaves: a QObject deleted elsewhere can crash QGIS."""
    gone, loop, before = [], QEventLoop(), sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(2000):
            work = Work(lambda: None)
            weakref.finalize(work, lambda: gone.append(threading.current_thread()))
            work.done.connect(lambda _: loop.quit())
            work.begin()
            del work
            loop.exec()
        qtbot.waitUntil(lambda: len(gone) == 2000, timeout=WAIT_MS)
    finally:
        sys.setswitchinterval(before)
    assert set(gone) == {threading.main_thread()}
