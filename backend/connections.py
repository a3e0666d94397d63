"""Connections that take up no more than their share: of time without a request, and of the process's file handles."""

from __future__ import annotations

import asyncio
import math
from contextlib import suppress

from uvicorn.protocols.http.h11_impl import H11Protocol

from .errors import BusyError, GeolocatorError, RequestError
from .problems import answer

# How long a connection may be open without a whole request, or without any of its answer being fetched.
PATIENCE_S = 20.0
# Accepted in one turn of the event loop, which takes some turns until it counts them. The others wait in the system,
# where they take no handle.
ACCEPTED_AT_ONCE = 16
WAITING = 1024
_MOST = 512
_LEAST = 16
_HANDLES = 8192


def claim_handles() -> int:
    """Let the process have as many file handles as the system grants; returns how many connections they allow.

    That is a quarter of them, and at most 512. A few are between being accepted and being counted; the rest is for
    photos and results.
    """
    try:
        import resource
    except ModuleNotFoundError:  # Windows has no such limit
        return _MOST
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _HANDLES if hard == resource.RLIM_INFINITY else min(hard, _HANDLES)
    with suppress(OSError, ValueError):  # refused where more are open already
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return _MOST if soft == resource.RLIM_INFINITY else max(_LEAST, min(_MOST, soft // 4))


class Connection(H11Protocol):
    """A connection that ends when nothing comes of it, and earlier when it is idle and another needs its handle.

    Idle is one without a request that is being answered, also one whose request comes byte by byte. The body of a
    request has a limit of its own, see `web`.
    """

    most = _MOST

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
