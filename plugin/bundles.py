"""The installed bundles: listed, verified, installed, removed by `python -m backend bundles`, in a process.

A bundle from the internet is fetched through QGIS's network settings into a temporary file and hashed on its way;
without the expected SHA-256 nothing of it is read.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QObject, QProcess, QTimer, QUrl, pyqtSignal
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from . import settings
from .assets import PLUGIN_ROOT
from .backend_process import end
from .child_environment import backend_environment
from .environment import is_file
from .errors import BackendMissing, SetUpError
from .scratch import temporary_folder
from .translation import tr

STARTER = "starter"
LARGEST_DOWNLOAD = 20 * 10**9  # bytes
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


@dataclass(frozen=True)
class InstalledBundle:
    """A bundle as `bundles list` tells of it; `problem` says what is wrong with one that can't be used."""

    name: str
    title: str
    version: str
    license: str
    size_bytes: int
    problem: str

    @classmethod
    def from_json(cls, value: dict) -> InstalledBundle:
        """Read an entry of `bundles list --json`."""
        texts = (str(value.get(key) or "") for key in ("name", "title", "version", "license"))
        size = value.get("size_bytes")
        return cls(*texts, size if isinstance(size, int) else 0, str(value.get("problem") or ""))

    @property
    def is_shipped(self) -> bool:
        """True for the bundle that comes with the plugin: it can't be removed."""
        return self.name == STARTER


class Bundles(QObject):
    """One command at a time.

    Each of `list`, `verify`, `install`, `fetch` and `remove` is followed by exactly one of `done(value)` and
    `failed(PluginError)`, or `cancelled()`; `value` is a list of `InstalledBundle` for `list`, else the name of the
    bundle concerned. `progressed(text, 0..1 or -1)` tells of what takes long.
    """

    progressed = pyqtSignal(str, float)
    done = pyqtSignal(object)
    failed = pyqtSignal(object)
    cancelled = pyqtSignal()

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._process: QProcess | None = None
        self._read: Callable[[str], object] = str
        self._download: _Download | None = None

    @property
    def is_busy(self) -> bool:
        """True while a command is under way."""
        return self._process is not None or self._download is not None

    def list(self) -> None:
        """Ask which bundles are installed."""
        self._run(["list", "--json"], _read_list)

    def verify(self, name: str) -> None:
        """Compare every file of a bundle with its SHA-256."""
        self.progressed.emit(tr("Verifying {name} …").format(name=name), -1.0)
        self._run(["verify", name, "--json"], lambda _answer: name)

    def remove(self, name: str) -> None:
        """Delete an installed bundle."""
        self._run(["remove", name], lambda _answer: name)

    def install(self, source: Path, sha256: str = "") -> None:
        """Install a zip file or a folder; with a SHA-256, only a file of that hash."""
        arguments = ["install", str(source)]
        if sha256:
            if not _SHA256.fullmatch(sha256):
                self._refuse(_no_hash())
                return
            arguments += ["--sha256", sha256.lower()]
        self.progressed.emit(tr("Checking and installing {name} …").format(name=source.name), -1.0)
        self._run([*arguments, "--json"], _read_name)

    def fetch(self, url: str, sha256: str) -> None:
        """Download a zip file and install it, if and only if it has that SHA-256."""
        address = QUrl(url.strip(), QUrl.ParsingMode.StrictMode)
        if not _SHA256.fullmatch(sha256.strip()):
            self._refuse(_no_hash())
        elif not address.isValid() or address.scheme() not in ("http", "https") or not address.host():
            self._refuse(SetUpError(tr("The address of a bundle begins with https:// and names a zip file.")))
        elif not self.is_busy:
            self._download = _Download(address, sha256.strip().lower(), self)
            self._download.progressed.connect(self.progressed)
            self._download.done.connect(self._on_downloaded)
            self._download.failed.connect(self._on_download_failed)
            self._download.start()

    def cancel(self) -> None:
        """Stop what is under way; an installation that is cut short leaves nothing."""
        if self.is_busy:
            self.stop()
            self.cancelled.emit()

    def stop(self) -> None:
        """Stop without a signal."""
        self._drop_download()
        process = self._release()
        if process is not None:
            end(process)

    def _on_downloaded(self, path: Path) -> None:
        # The command checks the hash once more: the file was written to a disk in between.
        self.install(path, self._download.sha256)

    def _on_download_failed(self, error: SetUpError) -> None:
        self._drop_download()
        self.failed.emit(error)

    def _drop_download(self) -> None:
        download, self._download = self._download, None
        if download is not None:
            download.discard()

    def _refuse(self, error: SetUpError) -> None:
        QTimer.singleShot(0, lambda: self.failed.emit(error))

    def _run(self, arguments: list, read: Callable[[str], object]) -> None:
        python = settings.backend_python()
        if not is_file(python):
            self._drop_download()
            self._refuse(BackendMissing(tr("Bundles need the backend: set it up first.")))
            return
        self._read = read
        process = QProcess(self)
        process.setProgram(str(python))
        process.setArguments(["-m", "backend", "bundles", *arguments])
        process.setWorkingDirectory(str(PLUGIN_ROOT))
        process.setProcessEnvironment(backend_environment())
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process = process
        process.start()
        process.closeWriteChannel()

    def _on_finished(self, exit_code: int, status: QProcess.ExitStatus) -> None:
        process = self._release()
        answer = bytes(process.readAllStandardOutput()).decode("utf-8", errors="replace")
        complaint = bytes(process.readAllStandardError()).decode("utf-8", errors="replace")
        process.deleteLater()
        self._drop_download()
        if status != QProcess.ExitStatus.NormalExit or exit_code != 0:
            self.failed.emit(SetUpError(_last_sentence(complaint)))
            return
        try:
            value = self._read(answer)
        except (ValueError, KeyError, TypeError, AttributeError):
            self.failed.emit(SetUpError(tr("The backend's answer can't be read: set the backend up again.")))
        else:
            self.done.emit(value)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._release().deleteLater()
            self._drop_download()
            self.failed.emit(SetUpError(tr("The backend can't be started: repair it in the plugin's options.")))

    def _release(self) -> QProcess | None:
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect()
            process.errorOccurred.disconnect()
        return process


class _Download(QObject):
    """Streams a file to disk and hashes it on the way; emits one of `done(Path)` and `failed(SetUpError)`."""

    progressed = pyqtSignal(str, float)
    done = pyqtSignal(object)
    failed = pyqtSignal(object)

    def __init__(self, url: QUrl, sha256: str, parent: QObject):
        super().__init__(parent)
        self.sha256 = sha256
        self._url = url
        self._digest = hashlib.sha256()
        self._folder: Path | None = None
        self._path = Path()
        self._file: BinaryIO | None = None
        self._reply: QNetworkReply | None = None

    def start(self) -> None:
        """Begin; a signal follows, never before this returns."""
        try:
            self._folder = temporary_folder()
            self._path = self._folder / _file_name(self._url)
            self._file = self._path.open("wb")
        except OSError as error:
            failure = _unwritable(error)
            QTimer.singleShot(0, lambda: self.failed.emit(failure))
            return
        request = QNetworkRequest(self._url)
        request.setAttribute(
            QNetworkRequest.Attribute.RedirectPolicyAttribute,
            QNetworkRequest.RedirectPolicy.NoLessSafeRedirectPolicy,
        )
        request.setAttribute(
            QNetworkRequest.Attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.AlwaysNetwork
        )
        request.setAttribute(QNetworkRequest.Attribute.CacheSaveControlAttribute, False)
        self._reply = QgsNetworkAccessManager.instance().get(request)
        self._reply.readyRead.connect(self._drain)
        self._reply.downloadProgress.connect(self._on_progress)
        self._reply.finished.connect(self._on_finished)

    def discard(self) -> None:
        """Stop, and delete what came."""
        self._close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self.deleteLater()

    def _close(self) -> None:
        reply, self._reply = self._reply, None
        if reply is not None:
            for signal in (reply.readyRead, reply.downloadProgress, reply.finished):
                signal.disconnect()
            reply.abort()
            reply.deleteLater()
        if self._file is not None:
            self._file.close()
            self._file = None

    def _drain(self) -> None:
        data = bytes(self._reply.readAll())
        self._digest.update(data)
        try:
            self._file.write(data)
            if self._file.tell() > LARGEST_DOWNLOAD:
                raise SetUpError(tr("The bundle is larger than {size} GB.").format(size=LARGEST_DOWNLOAD // 10**9))
        except OSError as error:
            self._fail(_unwritable(error))
        except SetUpError as error:
            self._fail(error)

    def _on_progress(self, received: int, total: int) -> None:
        share = received / total if total > 0 else -1.0
        self.progressed.emit(tr("Downloading: {size:.1f} MB").format(size=received / 1e6), share)

    def _on_finished(self) -> None:
        reply = self._reply
        # The status comes first: on Qt 5 an aborted or timed-out reply can claim NoError with an empty body.
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        error, reason = reply.error(), reply.errorString()
        if error == QNetworkReply.NetworkError.NoError and status == 200:
            self._drain()
            if self._reply is None:
                return
            self._close()
            if self._digest.hexdigest() == self.sha256:
                self.done.emit(self._path)
                return
            self._fail(
                SetUpError(
                    tr(
                        "The downloaded file has SHA-256 {found}…, not {expected}…: nothing was installed; check the "
                        "address and the hash with whoever gave them to you."
                    ).format(found=self._digest.hexdigest()[:12], expected=self.sha256[:12])
                )
            )
        else:
            why = reason if status in (None, 200) else f"HTTP {status}"  # Qt would repeat the address whole
            self._fail(
                SetUpError(
                    tr("The bundle could not be downloaded ({reason}): check the address and the connection.").format(
                        reason=why.rstrip(".")
                    )
                )
            )

    def _fail(self, error: SetUpError) -> None:
        self._close()
        self.failed.emit(error)


def _file_name(url: QUrl) -> str:
    name = re.sub(r"[^A-Za-z0-9._-]", "_", url.fileName()).lstrip(".")[:100] or "bundle"
    return name if name.lower().endswith(".zip") else f"{name}.zip"


def _read_list(answer: str) -> list:
    value = json.loads(answer)
    entries = value["bundles"] if isinstance(value, dict) else value
    return [InstalledBundle.from_json(entry) for entry in entries]


def _read_name(answer: str) -> str:
    return str(json.loads(answer)["name"])


def _last_sentence(complaint: str) -> str:
    lines = [line.strip() for line in complaint.splitlines() if line.strip()]
    last = next((line for line in reversed(lines) if line.startswith("error: ")), lines[-1] if lines else "")
    sentence = last[len("error: ") :] if last.startswith("error: ") else last
    return sentence or tr("The backend stopped without a word: set it up again.")


def _no_hash() -> SetUpError:
    return SetUpError(
        tr("A bundle from the internet needs its SHA-256, 64 hexadecimal digits, from whoever published it.")
    )


def _unwritable(error: OSError) -> SetUpError:
    return SetUpError(
        tr("The download can't be kept ({reason}): free some space on the disk of temporary files.").format(
            reason=error.strerror or error
        )
    )
