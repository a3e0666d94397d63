"""A loopback server with the layout of a Hugging Face hub, for tests of code that downloads from one."""

from __future__ import annotations

import hashlib
import shutil
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

COMMIT = "0123456789abcdef0123456789abcdef01234567"


class Hub(ThreadingHTTPServer):
    """Serves `files`: "owner/name/file" -> path. requests: method, path and Range of each; cut_at: the first download
    ends after so many bytes, as if the line had dropped."""

    daemon_threads = True

    def __init__(self, files: dict[str, Path], cut_at: int | None = None):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files, self.cut_at, self.requests = files, cut_at, []
        self.digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        self._answer(body=False)

    def do_GET(self):
        self._answer(body=True)

    def log_message(self, *arguments):
        pass

    def _answer(self, body):
        hub, path = self.server, self.path.split("?")[0].strip("/")
        hub.requests.append((self.command, path, self.headers.get("Range")))
        if path.startswith("lfs/"):
            return self._file(path.removeprefix("lfs/"), body)
        name = path.replace("/resolve/main/", "/", 1)
        if "/resolve/" in path and name in hub.files:
            # Large files live at another address: another host to a client, which then reads these headers.
            return self._head(
                302,
                {
                    "Location": f"{hub.url.replace('127.0.0.1', 'localhost')}/lfs/{name}",
                    "X-Repo-Commit": COMMIT,
                    "X-Linked-Etag": f'"{hub.digests[name]}"',
                    "X-Linked-Size": str(hub.files[name].stat().st_size),
                    "ETag": f'"{COMMIT}"',
                    "Content-Length": "0",
                },
            )
        return self._head(404, {"X-Error-Code": "EntryNotFound", "X-Repo-Commit": COMMIT, "Content-Length": "0"})

    def _file(self, name, body):
        path, size = self.server.files[name], self.server.files[name].stat().st_size
        wanted = self.headers.get("Range")
        start = int(wanted.removeprefix("bytes=").split("-")[0]) if wanted else 0
        headers = {"ETag": f'"{self.server.digests[name]}"', "Content-Length": str(size - start)}
        if wanted:
            headers["Content-Range"] = f"bytes {start}-{size - 1}/{size}"
        self._head(206 if wanted else 200, {**headers, "Accept-Ranges": "bytes"})
        if not body:
            return
        with path.open("rb") as file:
            file.seek(start)
            cut, self.server.cut_at = self.server.cut_at, None
            if cut is not None:
                self.wfile.write(file.read(cut))
                self.close_connection = True
                return
            shutil.copyfileobj(file, self.wfile, 2**20)

    def _head(self, status, headers):
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.end_headers()


@contextmanager
def serving(files: dict[str, Path], cut_at: int | None = None):
    """A running hub."""
    hub = Hub(files, cut_at)
    thread = threading.Thread(target=hub.serve_forever, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        hub.shutdown()
        hub.server_close()
        thread.join()
