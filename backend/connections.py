"""Connections that take up no more than their share: of time without a request, and of the process's file handles."""

from __future__ import annotations

import asyncio
import math
import socket
from contextlib import suppress
from typing import Any
from weakref import WeakSet

from uvicorn.protocols.http.h11_impl import H11Protocol

from .errors import BusyError, GeolocatorError, RequestError
from .problems import answer

# How long a connection may be open without a whole request, or without any of its answer being fetched.
PATIENCE_S = 20.0
# Accepted in one turn of the event loop, which takes some turns until it reads what they ask: meanwhile fewer must come
# than make room. The others wait in the system, where they take no handle.
ACCEPTED_AT_ONCE = 4
WAITING = 1024
_MOST = 512
_LEAST = 16
_HANDLES = 8192


def claim_handles() -> int:
    """Let the process have as many file handles as the system grants, up to 8192; returns how many of these it has."""
    try:
        import resource
    except ModuleNotFoundError:  # Windows has no such limit
        return _HANDLES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    soft, hard = (_HANDLES if limit == resource.RLIM_INFINITY else min(limit, _HANDLES) for limit in (soft, hard))
    if soft < hard:
        with suppress(OSError, ValueError):  # refused where the system has a limit of its own
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
            soft = hard
    return soft


class Listener(socket.socket):
    """A listening socket whose connections leave half of the process's handles to photos and results.

    It counts those, too, that are still in the handshake of the encryption, and of which `Connection` knows nothing;
    what comes beyond is closed at once.
    """

    def __init__(self, family: int, kind: int):
        super().__init__(family, kind)
        self._open: WeakSet[socket.socket] = WeakSet()
        self._most = claim_handles() // 2

    def accept(self) -> tuple[socket.socket, Any]:
        """Accept one; BlockingIOError, as where nobody waits, when it was closed."""
        connection, address = super().accept()
        if len(self._open) >= self._most:
            # Of those that are closed, Python may not have let go yet.
            self._open = WeakSet(each for each in self._open if each.fileno() >= 0)
        if len(self._open) >= self._most:
            connection.close()
            raise BlockingIOError("There are too many connections.")
        self._open.add(connection)
        return connection, address


class Connection(H11Protocol):
    """A connection that ends when nothing comes of it, and earlier when it is idle and another needs its handle.

    Idle is one without a request that is being answered, also one whose request comes byte by byte. The body of a
    request has a limit of its own, see `web`.
    """

    most = _MOST  # at once; set for the process by `limit`

    @classmethod
    def limit(cls) -> None:
        """Allow no more connections than a quarter of the process's file handles."""
        cls.most = max(_LEAST, min(_MOST, claim_handles() // 4))

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def connection_made(self, transport: asyncio.Transport) -> None:  # noqa: D102
        super().connection_made(transport)
        self._begin_idling()
        self._watch = self.loop.call_later(PATIENCE_S, self._look)
        if len(self.connections) > self.most:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: D102
        self._watch.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:  # noqa: D102
        self._begin_idling()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP; where an answer has begun already, nothing can be said any more."""
        if self.is_idle:
            self._say(RequestError("This is no valid HTTP request.", code="not_http"))
        else:
            self.transport.abort()

    def _begin_idling(self) -> None:
        self.idle_since = self.loop.time()
        self._unfetched: float = math.inf

    def _look(self) -> None:
        """End the connection when nothing has come of it since the last look."""
        before, self._unfetched = self._unfetched, self.transport.get_write_buffer_size()
        idle_for = self.loop.time() - self.idle_since if self.is_idle else 0.0
        if self._unfetched >= before if self._unfetched else idle_for >= PATIENCE_S:
            self.transport.abort()
        else:
            self._watch = self.loop.call_later(PATIENCE_S - idle_for % PATIENCE_S, self._look)

    def _make_room(self) -> None:
        """Close the connection that has been idle for the longest; this one when all others are being answered."""
        idle = [each for each in self.connections if each is not self and each.is_idle]
        if idle:
            oldest = min(idle, key=lambda each: each.idle_since)
            self.connections.discard(oldest)
            oldest.transport.abort()
        else:
            self._say(BusyError("The backend has too many connections: try again in a moment.", retry_after=1))

    def _say(self, error: GeolocatorError) -> None:
        """Answer outside of any request, and close."""
        said = answer(error)
        headers = {**said.headers, "connection": "close"}
        head = [f"HTTP/1.1 {said.status_code} ", *(f"{name}: {value}" for name, value in headers.items())]
        self.transport.write("\r\n".join([*head, "", ""]).encode() + said.body)
        self.transport.close()
