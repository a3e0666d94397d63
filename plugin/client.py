"""The only caller of the backend's HTTP API: asynchronous, typed, never through a proxy.

Each method of `BackendClient` returns a `Call` at once. The network work happens in Qt's event loop, so
QGIS's window stays alive; submit and poll keeps every exchange short.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from qgis.PyQt.QtCore import QFile, QIODevice, QObject, QTimer, QUrl, pyqtSignal
from qgis.PyQt.QtNetwork import (
    QNetworkAccessManager,
    QNetworkProxy,
    QNetworkReply,
    QNetworkRequest,
)

from . import settings
from .compat import limit_transfer_time
from .errors import (
    ClientError,
    ConnectionLost,
    FileError,
    PhotoFileError,
    PluginError,
    ProblemError,
    ProtocolError,
)
from .map_info import MapInfo, Prior, Restriction, read_countries
from .remote_address import Way, host_of, way_to
from .result import AreaAt, BundleInfo, Job, Position, Result, decode, identifier, problem_from_json, read_key
from .translation import tr
from .writing import WrittenFile, after_all

ANSWER_LIMIT_MS = 30_000
TRANSFER_LIMIT_MS = 120_000
BUSY = 429  # HTTP: too many requests
LONGEST_WAIT_S = 120
LARGEST_PHOTO = 200_000_000  # bytes


@dataclass(frozen=True)
class Submission:
    """One photo to geolocate; without a budget and a recall the backend uses its presets.

    `area_budgets_km2` are areas in km2, `recalls` probabilities 0..1.
    """

    photo: Path
    area_budgets_km2: tuple = ()
    recalls: tuple = ()

    def query(self) -> str:
        """Return the URL query of the submission."""
        pairs = [("name", self.photo.name)]
        pairs += [("area_km2", repr(float(budget))) for budget in self.area_budgets_km2]
        pairs += [("recall", repr(float(recall))) for recall in self.recalls]
        return urlencode(pairs, quote_via=quote, errors="replace")


@dataclass(frozen=True)
class Target:
    """What a search area must satisfy: an area budget in km2, or a recall 0..1. Exactly one is given."""

    area_km2: float | None = None
    recall: float | None = None

    def query(self) -> str:
        """Return the URL query of the target."""
        name, value = ("area_km2", self.area_km2) if self.recall is None else ("recall", self.recall)
        return urlencode({name: repr(float(value))})


class Call(QObject):
    """One HTTP exchange; emits one of `done(value)` and `failed(PluginError)`, or neither once aborted.

    `send` makes the request, again as often as the backend says that it is busy and when to come back (HTTP status
    429); each time `delayed` is emitted.
    """

    done = pyqtSignal(object)
    failed = pyqtSignal(object)
    delayed = pyqtSignal()
    closed = pyqtSignal()

    def __init__(self, send: Callable[[], QNetworkReply], read: Callable[[int, bytes], Any], parent: BackendClient):
        super().__init__(parent)
        self._send = send
        self._read = read
        self._remote = parent.is_remote
        self._open = True
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._send_again)
        self._begin()

    @property
    def is_delayed(self) -> bool:
        """True while the backend has nothing of it, and it waits to be sent again."""
        return self._again.isActive()

    def abort(self) -> None:
        """End the exchange without a signal; nothing happens when it has ended already."""
        if self._open:
            self._open = False
            self._again.stop()
            self._reply.abort()
            self._clean_up()

    def _begin(self) -> None:
        self._reply = self._send()
        self._reply.finished.connect(self._finish)

    def _send_again(self) -> None:
        self._reply.deleteLater()
        self._begin()

    def _finish(self) -> None:
        if not self._open:
            return
        seconds = _busy_for(self._reply)
        if seconds is not None:
            self._again.start(1000 * seconds)
            self.delayed.emit()
            return
        try:
            value = self._answer()
        except PluginError as error:
            self._fail(error)
        else:
            self._succeed(value)

    def _succeed(self, value: Any) -> None:
        self._open = False
        self._clean_up()
        self.done.emit(value)

    def _fail(self, error: PluginError) -> None:
        self._open = False
        self._clean_up()
        self.failed.emit(_of_remote(error) if self._remote else error)

    def _answer(self) -> Any:
        reply = self._reply
        # The status comes first: on Qt 5 an aborted or timed-out reply can claim NoError with an empty body.
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        body = bytes(reply.readAll())
        if reply.error() == QNetworkReply.NetworkError.SslHandshakeFailedError:
            raise ConnectionLost(
                tr(
                    "This computer does not trust the remote backend's certificate; install the certificate of the "
                    "authority that signed it, or correct the address in the options."
                )
            )
        if status is None:
            sentence = (
                tr("The remote backend did not answer ({reason}); check that it runs, and its address in the options.")
                if self._remote
                else tr("The backend did not answer ({reason}); start again.")
            )
            raise ConnectionLost(sentence.format(reason=reply.errorString()))
        if not 200 <= status < 300:
            raise self._refusal(int(status), body)
        if reply.error() != QNetworkReply.NetworkError.NoError:
            raise ConnectionLost(
                tr("The backend's answer broke off ({reason}); start again.").format(reason=reply.errorString())
            )
        return self._read(int(status), body)

    @staticmethod
    def _refusal(status: int, body: bytes) -> ClientError:
        try:
            return problem_from_json(decode(body), status)
        except ProtocolError:
            return ProtocolError(
                tr(
                    "The backend refused with HTTP status {status} and no reason; update the plugin and its backend "
                    "together."
                ).format(status=status)
            )

    def _clean_up(self) -> None:
        self._reply.deleteLater()
        self.deleteLater()
        self.closed.emit()


class Filed(Call):
    """A `Call` whose answer is kept in the file `path`, which exists only when it is whole."""

    def __init__(
        self,
        send: Callable[[], QNetworkReply],
        read: Callable[[int, bytes], Any],
        path: Path,
        parent: BackendClient,
    ):
        self._path = path
        self._file: WrittenFile | None = None
        super().__init__(send, read, parent)

    def _write(self, block: bytes) -> None:
        if self._file is None:
            self._file = WrittenFile(self._path)
        self._file.write(block)

    def _succeed(self, value: Any) -> None:
        self._value = value
        work = self._file.keep()
        work.done.connect(self._on_kept)
        work.failed.connect(self._fail)

    def _on_kept(self, _: Path) -> None:
        if self._open:
            self._file = None
            super()._succeed(self._value)

    def _fail(self, error: PluginError) -> None:
        """Tell it when nothing is left of the file."""
        if self._file is None:
            super()._fail(error)
        elif self._open:
            self._error = error
            self._file.drop()
            self._file = None
            after_all().done.connect(self._on_dropped)

    def _on_dropped(self, _: object) -> None:
        if self._open:
            super()._fail(self._error)

    def _clean_up(self) -> None:
        if self._file is not None:
            self._file.drop()
        super()._clean_up()


class Download(Filed):
    """A `Filed` call that writes what arrives, and gives `path`."""

    def __init__(self, send: Callable[[], QNetworkReply], path: Path, parent: BackendClient):
        self._received = 0
        super().__init__(send, self._complete, path, parent)

    def _begin(self) -> None:
        super()._begin()
        self._reply.readyRead.connect(self._drain)

    def _drain(self) -> None:
        status = self._reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        block = bytes(self._reply.readAll()) if status == 200 else b""  # a refusal stays, to be read as a problem
        if block:
            self._received += len(block)
            self._write(block)

    def _answer(self) -> Any:
        self._drain()
        return super()._answer()

    def _complete(self, status: int, body: bytes) -> Path:
        if not self._received:
            raise ProtocolError(tr("The backend sent an empty {name}; start again.").format(name=self._path.name))
        promised = self._reply.header(QNetworkRequest.KnownHeaders.ContentLengthHeader)
        if promised is not None and self._received != int(promised):
            raise ConnectionLost(
                tr("Only a part of {name} arrived from the backend; start again.").format(name=self._path.name)
            )
        return self._path


class ResultCall(Filed):
    """A `Filed` call that gives a `Result`; `host` is kept in it, of the backend that computed it."""

    def __init__(self, send: Callable[[], QNetworkReply], host: str, path: Path, parent: BackendClient):
        self._host = host
        super().__init__(send, self._read_result, path, parent)

    def _read_result(self, status: int, body: bytes) -> Result:
        value = decode(body)
        read_key(value, "backend", dict)["host"] = self._host  # the settings may change
        result = Result.from_json(value)
        self._write(json.dumps(value, ensure_ascii=False).encode("utf-8"))
        return result


class BackendClient(QObject):
    """Speaks the backend's API, version 1, at `url` with the launch's `token`.

    `host` is the remote backend's, empty for the plugin's own process.
    """

    def __init__(self, url: str, token: str, parent: QObject | None = None):
        """Raise `ProtocolError` when `url` is neither on this machine nor the remote backend of the settings."""
        super().__init__(parent)
        check_address(url)
        if not (token.isascii() and token.isprintable()):
            raise ProtocolError(
                tr("The remote backend's token has letters that no token has; correct it in the options.")
            )
        self.is_remote = url == settings.remote_url()
        self.host = host_of(url) if self.is_remote else ""
        self._base = url.rstrip("/") + "/v1"
        self._token = token
        self._calls: set = set()
        # Not QgsNetworkAccessManager: its 60 s limit, its proxies, its authentication and the network logger,
        # which would show the token, are all for the internet.
        self._network = QNetworkAccessManager(self)
        self._network.setProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))

    def bundle(self) -> Call:
        """Ask which bundle and execution provider run; the call gives a `BundleInfo`."""
        return self._get("/bundle", lambda status, body: BundleInfo.from_json(decode(body)))

    def submit(self, submission: Submission) -> Call:
        """Send a photo, streamed from disk; the call gives a `Job`.

        Raises `PhotoFileError` when the photo is missing, is a folder or may not be read.
        """
        return self._send(f"/jobs?{submission.query()}", _open_photo(submission.photo), _read_job)

    def job(self, job_id: str) -> Call:
        """Ask how far a job is; the call gives a `Job`."""
        return self._get(f"/jobs/{_segment(job_id)}", _read_job)

    def cancel(self, job_id: str) -> Call:
        """Ask the backend to stop a job; the call gives a `Job`."""
        request = self._request(f"/jobs/{_segment(job_id)}/cancel", ANSWER_LIMIT_MS)
        request.setHeader(QNetworkRequest.KnownHeaders.ContentTypeHeader, "application/octet-stream")
        return self._keep(Call(lambda: self._network.post(request, b""), _read_job, self))

    def delete(self, job_id: str) -> Call:
        """Forget a job and its files; the call gives None."""
        request = self._request(f"/jobs/{_segment(job_id)}", ANSWER_LIMIT_MS)
        return self._keep(Call(lambda: self._network.deleteResource(request), lambda status, body: None, self))

    def result(self, job_id: str, path: Path) -> Call:
        """Fetch a job's result and keep it in `path`; the call gives a `Result`."""
        return self._get_result(f"/jobs/{_segment(job_id)}/result", ANSWER_LIMIT_MS, path)

    def download(self, job_id: str, name: str, path: Path) -> Call:
        """Fetch a job's file `name` into `path`; the call gives `path`, which exists only when complete."""
        request = self._request(f"/jobs/{_segment(job_id)}/files/{_segment(name)}", TRANSFER_LIMIT_MS)
        return self._keep(Download(lambda: self._network.get(request), path, self))

    def search_area(self, job_id: str, target: Target) -> Call:
        """Ask a finished job for the search area of `target`; the call gives the answer's bytes.

        They can be megabytes of GeoJSON: `live_area` reads them a piece at a time.
        """
        return self._get(f"/jobs/{_segment(job_id)}/search_area?{target.query()}", lambda status, body: body)

    def member_map(self, job_id: str, member: str, path: Path) -> Call:
        """Fetch what one member of the ensemble says of a job's photo into `path`; the call gives `path`.

        It is a GeoPackage of cells or a GeoTIFF of classes.
        """
        request = self._request(f"/jobs/{_segment(job_id)}/members/{_segment(member)}/map", TRANSFER_LIMIT_MS)
        return self._keep(Download(lambda: self._network.get(request), path, self))

    def area_at(self, job_id: str, position: Position) -> Call:
        """Ask how much of a job's map must be searched until a position is found; the call gives an `AreaAt`."""
        return self._area_at(f"/jobs/{_segment(job_id)}", position)

    def countries(self) -> Call:
        """Ask for the countries that a map can be restricted to; the call gives each `Country`, by name."""
        return self._get("/countries", lambda status, body: read_countries(body))

    def restrict_to_polygons(self, geojson: bytes, name: str, *, inside: bool) -> Call:
        """Send polygons in EPSG:4326, called `name`, to search in or to leave out; the call gives a `Restriction`."""
        query = urlencode({"name": name}, quote_via=quote, errors="replace")
        request = self._request(f"/restrictions?{query}&{_inside(inside)}", TRANSFER_LIMIT_MS)
        request.setHeader(QNetworkRequest.KnownHeaders.ContentTypeHeader, "application/geo+json")
        return self._keep(Call(lambda: self._network.post(request, geojson), _read_restriction, self))

    def restrict_to_countries(self, codes: list, *, inside: bool) -> Call:
        """Choose countries to search in, or to leave out; the call gives a `Restriction`."""
        query = urlencode([("country", code) for code in codes])
        request = self._request(f"/restrictions?{query}&{_inside(inside)}", ANSWER_LIMIT_MS)
        request.setHeader(QNetworkRequest.KnownHeaders.ContentTypeHeader, "application/octet-stream")
        return self._keep(Call(lambda: self._network.post(request, b""), _read_restriction, self))

    def add_prior(self, raster: Path, name: str) -> Call:
        """Send a GeoTIFF as a prior, streamed from disk; the call gives a `Prior`.

        Raises `FileError` when it can't be read.
        """
        query = urlencode({"name": name}, quote_via=quote, errors="replace")
        return self._send(f"/priors?{query}", _open_raster(raster), lambda status, body: Prior.from_json(decode(body)))

    def create_map(self, jobs: tuple, *, members: list | None, restriction: str | None, priors: list) -> Call:
        """Fuse done jobs with choices; the call gives a `MapInfo`.

        `members` are the names of those that count, None for all; `priors` are pairs of id and weight.
        """
        request = self._request("/maps", ANSWER_LIMIT_MS)
        request.setHeader(QNetworkRequest.KnownHeaders.ContentTypeHeader, "application/json")
        asked = {
            "jobs": list(jobs),
            "members": members,
            "restriction": restriction,
            "priors": [{"id": prior, "weight": weight} for prior, weight in priors],
        }
        content = json.dumps(asked).encode()
        made = Call(
            lambda: self._network.post(request, content), lambda status, body: MapInfo.from_json(decode(body)), self
        )
        return self._keep(made)

    def map_search_area(self, map_id: str, target: Target) -> Call:
        """Ask a map for the search area of `target`; the call gives the answer's bytes, as `search_area`."""
        return self._get(f"/maps/{_segment(map_id)}/search_area?{target.query()}", lambda status, body: body)

    def map_area_at(self, map_id: str, position: Position) -> Call:
        """Ask how much of a map must be searched until a position is found; the call gives an `AreaAt`."""
        return self._area_at(f"/maps/{_segment(map_id)}", position)

    def download_map(self, map_id: str, name: str, path: Path) -> Call:
        """Fetch a map's file `name`, which is made now, into `path`; the call gives `path`."""
        request = self._request(f"/maps/{_segment(map_id)}/files/{_segment(name)}", TRANSFER_LIMIT_MS)
        return self._keep(Download(lambda: self._network.get(request), path, self))

    def map_result(self, map_id: str, path: Path) -> Call:
        """Fetch a map's result, which is made now, and keep it in `path`; the call gives a `Result`."""
        return self._get_result(f"/maps/{_segment(map_id)}/files/result.json", TRANSFER_LIMIT_MS, path)

    def delete_map(self, map_id: str) -> Call:
        """Forget a map and its files; the call gives None."""
        request = self._request(f"/maps/{_segment(map_id)}", ANSWER_LIMIT_MS)
        return self._keep(Call(lambda: self._network.deleteResource(request), lambda status, body: None, self))

    def add_raster(self, raster: Path, *, band: int, values: str) -> Call:
        """Send a raster of densities (`values` "density") or of probabilities a pixel ("mass"); the call gives its id.

        Raises `FileError` when it can't be read.
        """
        query = urlencode({"name": raster.name, "band": band, "values": values}, quote_via=quote, errors="replace")
        return self._send(f"/rasters?{query}", _open_raster(raster), lambda status, body: identifier(decode(body)))

    def raster_search_area(self, raster_id: str, target: Target) -> Call:
        """Ask for a raster's search area; the call gives GeoJSON's bytes."""
        path = f"/rasters/{_segment(raster_id)}/search_area?{target.query()}"
        return self._get(path, lambda status, body: body, TRANSFER_LIMIT_MS)

    def raster_area_at(self, raster_id: str, lat: float, lon: float) -> Call:
        """Ask how much of a raster must be searched until a place is found; the call gives an `AreaAt`."""
        return self._area_at(f"/rasters/{_segment(raster_id)}", Position(lat, lon))

    def delete_raster(self, raster_id: str) -> Call:
        """Forget a raster; the call gives None."""
        request = self._request(f"/rasters/{_segment(raster_id)}", ANSWER_LIMIT_MS)
        return self._keep(Call(lambda: self._network.deleteResource(request), lambda status, body: None, self))

    def abort_all(self) -> None:
        """End every open call without a signal."""
        for call in list(self._calls):
            call.abort()

    def _area_at(self, path: str, position: Position) -> Call:
        query = urlencode({"lat": repr(position.lat), "lon": repr(position.lon)})
        return self._get(f"{path}/area_at?{query}", lambda status, body: AreaAt.from_json(decode(body)))

    def _get(self, path: str, read: Callable[[int, bytes], Any], limit_ms: int = ANSWER_LIMIT_MS) -> Call:
        request = self._request(path, limit_ms)
        return self._keep(Call(lambda: self._network.get(request), read, self))

    def _get_result(self, address: str, limit_ms: int, path: Path) -> Call:
        request = self._request(address, limit_ms)
        return self._keep(ResultCall(lambda: self._network.get(request), self.host, path, self))

    def _send(self, path: str, device: QFile, read: Callable[[int, bytes], Any]) -> Call:
        """Post an open file, streamed from disk."""
        request = self._request(path, TRANSFER_LIMIT_MS)
        request.setHeader(QNetworkRequest.KnownHeaders.ContentTypeHeader, "application/octet-stream")
        request.setHeader(QNetworkRequest.KnownHeaders.ContentLengthHeader, device.size())

        def send() -> QNetworkReply:
            device.seek(0)
            return self._network.post(request, device)

        call = Call(send, read, self)
        device.setParent(call)
        return self._keep(call)

    def _request(self, path: str, limit_ms: int) -> QNetworkRequest:
        request = QNetworkRequest(QUrl(self._base + path, QUrl.ParsingMode.StrictMode))
        request.setRawHeader(b"Authorization", b"Bearer " + self._token.encode("ascii"))
        request.setAttribute(
            QNetworkRequest.Attribute.RedirectPolicyAttribute,
            QNetworkRequest.RedirectPolicy.ManualRedirectPolicy,
        )
        request.setAttribute(
            QNetworkRequest.Attribute.CacheLoadControlAttribute,
            QNetworkRequest.CacheLoadControl.AlwaysNetwork,
        )
        limit_transfer_time(request, limit_ms)
        return request

    def _keep(self, call: Call) -> Call:
        # Python would otherwise collect a call nobody holds on to, and its signals with it.
        self._calls.add(call)
        call.closed.connect(lambda: self._calls.discard(call))
        return call


def _of_remote(error: PluginError) -> PluginError:
    """Return what to tell of an error when the address and the token are what a person entered."""
    if isinstance(error, ProtocolError) or (isinstance(error, ProblemError) and error.code == "no_such_address"):
        return ProtocolError(
            tr(
                "What answers at the remote backend's address is not a backend of this version; correct the address in "
                "the options, or update the plugin and its backend together."
            )
        )
    if isinstance(error, ProblemError) and error.code == "unauthorized":
        sentence = tr("The remote backend refused the token; correct it in the options.")
        return ProblemError(sentence, code=error.code, status=error.status)
    return error


def _busy_for(reply: QNetworkReply) -> int | None:
    """Return the seconds after which a busy backend wants to be asked again; None when it is not busy."""
    if reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute) != BUSY:
        return None
    seconds = bytes(reply.rawHeader(b"Retry-After"))
    return min(int(seconds), LONGEST_WAIT_S) if seconds.isdigit() else None


def check_address(url: str) -> None:
    """Raise `ProtocolError` unless token and photos may travel to `url`.

    They may go to this machine; to the remote backend of the settings over https, whose certificate Qt checks, or
    over http where the person accepts that in the settings.
    """
    way = way_to(url)
    if way is Way.LOOPBACK:
        return
    if url != settings.remote_url():
        raise ProtocolError(tr("The backend announced an address outside this machine; reinstall the plugin."))
    if way is Way.NONE:
        raise ProtocolError(tr("The remote backend's address is no https://host:port; correct it in the options."))
    if way is Way.PLAIN and not settings.remote_insecure():
        raise ProtocolError(
            tr("The remote backend's address is not encrypted (http); use https, or accept it in the options.")
        )


def _read_job(status: int, body: bytes) -> Job:
    return Job.from_json(decode(body))


def _read_restriction(status: int, body: bytes) -> Restriction:
    return Restriction.from_json(decode(body))


def _inside(inside: bool) -> str:
    return urlencode({"inside": "true" if inside else "false"})


def _segment(text: str) -> str:
    return quote(text, safe="")


def check_photo(photo: Path) -> None:
    """Raise `PhotoFileError` unless `photo` is a file that can be looked at."""
    try:
        status = photo.stat()
    except FileNotFoundError as error:
        raise PhotoFileError(tr("{name} does not exist; choose another photo.").format(name=photo.name)) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise PhotoFileError(
            tr("{name} can't be reached ({reason}); choose another photo.").format(name=photo.name, reason=reason)
        ) from error
    if stat.S_ISDIR(status.st_mode):
        raise PhotoFileError(tr("{name} is a folder; choose a single photo inside it.").format(name=photo.name))
    if not stat.S_ISREG(status.st_mode):
        raise PhotoFileError(tr("{name} is not a file; choose another photo.").format(name=photo.name))
    # The backend refuses it too, but Qt sends every byte before it reads that answer.
    if status.st_size > LARGEST_PHOTO:
        raise PhotoFileError(
            tr("{name} is larger than {size} MB; save it smaller.").format(name=photo.name, size=LARGEST_PHOTO // 10**6)
        )


def _open_photo(photo: Path) -> QFile:
    check_photo(photo)
    device = QFile(str(photo))
    if not _open(device, photo):
        raise PhotoFileError(
            tr("{name} can't be opened ({reason}); check its permissions or choose another photo.").format(
                name=photo.name, reason=device.errorString()
            )
        )
    return device


def _open(device: QFile, file: Path) -> bool:
    """Open `device` to read `file`; Qt finds no files with names that are not Unicode, as Linux allows them."""
    reading = QIODevice.OpenModeFlag.ReadOnly
    try:
        str(file).encode()
    except UnicodeEncodeError:
        try:
            return device.open(os.open(file, os.O_RDONLY), reading, QFile.FileHandleFlag.AutoCloseHandle)
        except OSError:
            return False
    return device.open(reading)


def _open_raster(raster: Path) -> QFile:
    device = QFile(str(raster))
    if not _open(device, raster):
        raise FileError(
            tr("{name} can't be read ({reason}); choose another raster.").format(
                name=raster.name, reason=device.errorString()
            )
        )
    return device
