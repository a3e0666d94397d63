"""A backend in a process of its own, spoken to byte by byte."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psutil

ROOT = Path(__file__).parents[2]
TOKEN = "0123456789abcdef"
# Set in the process, before it serves: how patient it is, how many file handles it gets, how many photos may wait.
_START = """
import sys
patience, handles, places = float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
if handles:
    import resource
    resource.setrlimit(resource.RLIMIT_NOFILE, (handles, handles))
if patience:
    from backend import connections, web
    connections.PATIENCE_S = web.PATIENCE_S = patience
if places:
    from backend import jobs
    jobs._MOST_WAITING = places
from backend.__main__ import main
sys.exit(main(["serve", *sys.argv[4:]]))
"""


class Answer:
    """Status, headers (lower case) and body."""

    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        """The code of a problem document; it must be one."""
        assert self.headers["content-type"] == "application/problem+json", (self.status, self.headers, self.body)
        problem = self.json()
        assert set(problem) == {"type", "title", "status", "detail", "code"}
        assert problem["status"] == self.status
        assert problem["detail"].endswith(".")
        return problem["code"]


class _Said:
    """What `http.client` reads an answer from."""

    def __init__(self, connection):
        self._connection = connection

    def makefile(self, mode):
        return self._connection.makefile(mode)


class Client:
    """Speaks to a backend at a port of this machine, properly or not."""

    def __init__(self, port):
        self.port = port
        self.url = f"http://127.0.0.1:{port}"

    def head(self, method, path, **headers):
        """The bytes of a request's head, as a client with the right to ask sends it."""
        fields = {"Host": f"127.0.0.1:{self.port}", "Authorization": f"Bearer {TOKEN}", **headers}
        lines = [
            f"{method} {path} HTTP/1.1",
            *(f"{k.replace('_', '-')}: {v}" for k, v in fields.items() if v is not None),
        ]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")

    def open(self):
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def say(self, data):
        """Send bytes; the answer, or None where there is none."""
        with self.open() as connection:
            with suppress(ConnectionError):  # an answer may come, and the end, before all is sent
                connection.sendall(data)
            return self.hear(connection)

    @staticmethod
    def hear(connection):
        response = http.client.HTTPResponse(_Said(connection))
        try:
            response.begin()
            return Answer(response)
        except (http.client.HTTPException, ConnectionError, TimeoutError):
            return None

    def ask(self, method, path, body=b"", headers=None, **params):
        """A whole, proper exchange on a connection of its own."""
        query = f"?{urlencode(params, doseq=True)}" if params else ""
        fields = {"Content_Length": len(body), "Connection": "close", **(headers or {})}
        answer = self.say(self.head(method, path + query, **fields) + body)
        assert answer is not None, (method, path)
        return answer

    def submit(self, photo, **params):
        answer = self.ask("POST", "/v1/jobs", photo, **params)
        assert answer.status == 202, answer.body
        return answer.json()["id"]

    def wait(self, job_id, *states, seconds=120):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            job = self.ask("GET", f"/v1/jobs/{job_id}").json()
            if job["state"] in states:
                return job
            time.sleep(0.05)
        raise AssertionError(f"the job stayed {job}")


class LiveServer(Client):
    """`serve` as the plugin starts it; its temporary folder is `folder`."""

    def __init__(self, bundle, folder, *arguments, patience=0, handles=0, places=0):
        self.folder = Path(folder)
        self.log = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
        self.process = subprocess.Popen(
            [sys.executable, "-c", _START, *map(str, (patience, handles, places, "--bundle", bundle, *arguments))],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, text=True,
            env={**os.environ, "TMPDIR": str(folder)},
        )  # fmt: skip
        self.process.stdin.write(TOKEN + "\n")
        self.process.stdin.flush()
        said = json.loads(self.process.stdout.readline())
        assert said["event"] == "ready", said
        super().__init__(urlsplit(said["url"]).port)
        self.measured = psutil.Process(self.process.pid)

    def end(self):
        """Stop it; its own folder must be gone."""
        self.process.terminate()
        assert self.process.wait(30) == 0
        assert not self.work_folders()

    def work_folders(self):
        return list(self.folder.glob("photo-geolocator-*"))

    def left(self):
        """Names of what lies in the working folder."""
        (work,) = self.work_folders()
        return sorted(path.name for path in work.iterdir())

    def settle(self, names=()):
        """Wait until nothing but `names` is left: a job that is stopped takes its folder along when it ends."""
        deadline = time.monotonic() + 60
        while self.left() != sorted(names) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert self.left() == sorted(names)

    def log_text(self):
        self.log.seek(0)
        return self.log.read()


@contextmanager
def live(bundle, *arguments, **options):
    """A `LiveServer` with a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="live-"))
    try:
        server = LiveServer(bundle, folder, *arguments, **options)
        try:
            yield server
            server.end()
        finally:
            server.process.kill()
            server.process.wait(30)
            for stream in (server.process.stdin, server.process.stdout, server.log):
                stream.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
