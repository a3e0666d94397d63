"""Connections: how many there may be for the handles that the process has."""

import socket

import pytest

from backend import connections
from backend.connections import Connection, Listener


@pytest.mark.parametrize(("handles", "most"), [(64, 16), (256, 64), (1024, 256), (8192, 512)])
def test_connections_take_a_quarter_of_the_handles(monkeypatch, handles, most):
    monkeypatch.setattr(connections, "claim_handles", lambda: handles)
    monkeypatch.setattr(Connection, "most", 0)
    Connection.limit()
    assert Connection.most == most


def test_what_comes_beyond_half_of_the_handles_is_closed_at_once(monkeypatch):
    """Also while it is still in the handshake of the encryption, which no `Connection` sees."""
    monkeypatch.setattr(connections, "claim_handles", lambda: 6)
    with Listener(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(5)

        def come():
            return socket.create_connection(listener.getsockname(), 5)

        callers = [come() for _ in range(5)]
        accepted = [listener.accept()[0] for _ in range(3)]
        for number in (3, 4):
            with pytest.raises(BlockingIOError):
                listener.accept()
            assert callers[number].recv(1) == b""
        accepted.pop().close()
        callers.append(come())
        accepted.append(listener.accept()[0])
        for each in callers + accepted:
            each.close()


def test_handles_are_claimed_up_to_what_the_system_grants():
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(before[1], 512), before[1]))
        claimed = connections.claim_handles()
        assert claimed == resource.getrlimit(resource.RLIMIT_NOFILE)[0] == min(before[1], 8192)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
