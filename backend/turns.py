"""Turns at heavy work: one thread at a time, first come, first served, and a refusal where too many would wait."""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from .errors import BusyError


class Pace:
    """How long a piece of work takes, in seconds: the mean of the last ten or so."""

    def __init__(self) -> None:
        self.seconds = 1.0

    def note(self, seconds: float) -> None:
        """Count one more."""
        self.seconds += 0.1 * (seconds - self.seconds)


class Appointments:
    """When those who are refused shall come again: one after the other, at the pace of the work.

    All at once they would come in vain, but for one, and whoever happens to be first would be served before those who
    have waited for longer.
    """

    _LATEST_S = 60

    def __init__(self, pace: Pace):
        self._pace = pace
        self._next = 0.0

    def give(self) -> int:
        """The next one, in whole seconds from now, at least 1."""
        now = time.monotonic()
        self._next = min(max(self._next, now) + self._pace.seconds, now + self._LATEST_S)
        return math.ceil(self._next - now)


class Turns:
    """Work that takes hundreds of megabytes and every processor: two at once would take twice the room, not half the
    time.

    At most `most` threads have a place, one at work and the others waiting. All places of all turns together must be
    fewer than the server's 40 threads, so that some stay free for what is quick.
    """

    def __init__(self, most: int):
        self._most = most
        self._places = 0
        self._at_work = False
        self._waiting: deque[threading.Lock] = deque()
        self._lock = threading.Lock()
        self._pace = Pace()
        self._appointments = Appointments(self._pace)

    @contextmanager
    def place(self) -> Iterator[None]:
        """Keep a place for work that comes later, while what it needs is on its way; BusyError when there is none."""
        with self._lock:
            if self._places >= self._most:
                raise BusyError(
                    "The backend is busy with what others asked for: try again in a moment.",
                    retry_after=self._appointments.give(),
                )
            self._places += 1
        try:
            yield
        finally:
            with self._lock:
                self._places -= 1

    @contextmanager
    def work(self) -> Iterator[None]:
        """Wait for the turn and work; whoever has no `place` yet needs `turn`."""
        gate = threading.Lock()
        with self._lock:
            if self._at_work:
                gate.acquire()
                self._waiting.append(gate)
            self._at_work = True
        with gate:  # whoever was before opens it
            begin = time.monotonic()
            try:
                yield
            finally:
                with self._lock:
                    self._pace.note(time.monotonic() - begin)
                    if self._waiting:
                        self._waiting.popleft().release()
                    else:
                        self._at_work = False

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A place and the work; BusyError when there is no place."""
        with self.place(), self.work():
            yield
