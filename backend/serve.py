"""The server process: token from standard input, a port, one ready line, and an end with its parent."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import uvicorn

from . import __version__
from .bundle import load_bundle
from .connections import ACCEPTED_AT_ONCE, PATIENCE_S, WAITING, Connection
from .errors import GeolocatorError, ServerError
from .geolocator import Geolocator
from .installed import find_bundle
from .jobs import Jobs
from .leftovers import own_folder
from .listening import Listening
from .network import Provider
from .server import Guard, create_app

_SHORTEST_TOKEN = 16
_FOLDER = "photo-geolocator-"
_POLL_S = 0.5
_LAST_RESORT_S = 10.0
_STEP = 10


def serve(
    bundle: str, listening: Listening, provider: Provider = "auto", *, stay: bool = False, parent: int | None = None
) -> int:
    """Run, with a bundle's name or folder, until the parent process ends or asks for it; returns the exit code.

    stay: do not end with the parent process, and do not leave it the processor; parent: that process's number. Left
    out, it is the one that started this one, which may have been killed already and then can't be told any more.
    Prints one JSON line on standard output: {"event": "ready", "url", "pid", "version"} or {"event": "failed",
    "code", "detail"}. Everything else goes to standard error.
    """
    if not stay:
        _step_back()
    try:
        followed = None if stay else _find(parent)
        token = _read_token()
        listener, names = listening.open()
        with listener, _WorkFolder() as folder:
            geolocator = Geolocator(load_bundle(find_bundle(bundle)), wanted=provider)
            jobs = Jobs(geolocator, folder)
            try:
                app = Guard(create_app(geolocator, jobs), token, listener.getsockname()[1], names, tls=listening.tls)
                server = _server(app, listening, listening.url(listener.getsockname()[1], names))
                if not stay:
                    threading.Thread(target=_follow, args=(server, followed), daemon=True).start()
                server.run(sockets=[listener])
            finally:
                jobs.close()
    except GeolocatorError as error:
        _say({"event": "failed", "code": error.code, "detail": str(error)})
        raise
    return 0


def _read_token() -> str:
    token = sys.stdin.readline().strip()
    if len(token) < _SHORTEST_TOKEN or not re.fullmatch(r"[\x21-\x7e]+", token):
        raise ServerError(
            f"The first line of standard input must be a secret token of at least {_SHORTEST_TOKEN} printable"
            " characters.",
            code="token_missing",
        )
    return token


class _WorkFolder:
    """A private folder for uploads and results, deleted at the end; leftovers of killed backends are swept."""

    def __enter__(self) -> Path:
        try:
            self._path = own_folder(Path(tempfile.gettempdir()), _FOLDER)
        except OSError as error:
            raise ServerError("The temporary folder can't be written to: check the disk's free space.") from error
        return self._path

    def __exit__(self, *_exception) -> None:
        shutil.rmtree(self._path, ignore_errors=True)


class _Server(uvicorn.Server):
    """Says on standard output when it listens; ends in good order when told to terminate."""

    def __init__(self, config: uvicorn.Config, url: str):
        super().__init__(config)
        self.url = url

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        # uvicorn's own handler kills the process with the signal once it has shut down, before we have cleaned up.
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for listener in sockets or []:
            listener.listen(WAITING)  # asyncio takes its backlog for both
        _say({"event": "ready", "url": self.url, "pid": os.getpid(), "version": __version__})


def _server(app: Guard, listening: Listening, url: str) -> _Server:
    Connection.limit()
    # No access log: photo names travel in the query.
    config = uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        backlog=ACCEPTED_AT_ONCE,
        timeout_keep_alive=int(PATIENCE_S),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
        lifespan="off",
        ssl_certfile=listening.certificate,
        ssl_keyfile=listening.key,
    )
    return _Server(config, url)


def _step_back() -> None:
    """Let the program that started this one go first: its window must stay alive while photos are worked through."""
    own = psutil.Process()
    priority = psutil.BELOW_NORMAL_PRIORITY_CLASS if os.name == "nt" else min(19, own.nice() + _STEP)
    own.nice(priority)
    # On Linux that is the main thread's alone, and of those that it makes from now on, such as the networks'; NumPy's
    # linear algebra has threads already, which wait for work without sleeping.
    for thread in Path("/proc/self/task").glob("*"):
        with suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, int(thread.name), priority)


def _find(parent: int | None) -> psutil.Process | None:
    try:
        return psutil.Process().parent() if parent is None else psutil.Process(parent)
    except psutil.NoSuchProcess as error:
        raise ServerError("The program that started the backend has ended.", code="parent_gone") from error


def _follow(server: uvicorn.Server, parent: psutil.Process | None) -> None:
    """End the server when its parent is gone; by force when it does not end in time."""
    pause = threading.Event()
    while parent is not None and _runs(parent):
        pause.wait(_POLL_S)
    server.should_exit = True
    pause.wait(_LAST_RESORT_S)
    os._exit(3)


def _runs(process: psutil.Process) -> bool:
    # A zombie still "runs" for psutil.
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _say(message: dict) -> None:
    try:
        print(json.dumps(message), flush=True)
    except OSError:
        # The reader is gone; the parent watch ends us.
        os.close(1)
