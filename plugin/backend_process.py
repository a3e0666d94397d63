"""The backend's process: started when needed, watched, restarted after a death, stopped with a deadline.

With a remote backend in the settings there is no process: it is ready at its address.

Nothing here waits for the process while QGIS works: readiness, failure and death arrive as signals. Only
`stop` waits, a few seconds at most, because a plugin that is being unloaded gets no second chance to avoid an
orphan.
"""

from __future__ import annotations

import json
import os
import secrets
from collections import deque
from pathlib import Path

from qgis.core import Qgis, QgsMessageLog
from qgis.PyQt.QtCore import QObject, QProcess, QTimer, pyqtSignal

from . import settings
from .assets import PLUGIN_ROOT
from .child_environment import backend_environment
from .environment import is_file, is_folder
from .errors import BackendDied, BackendError, BackendMissing, BackendStartError
from .translation import tr

LOG_TAG = "Photo Geolocator"
READY_LIMIT_MS = 60_000
STOP_LIMIT_MS = 3_000
TAIL_LINES = 20


def _without_home(text: str) -> str:
    """Return `text` with the home folder shortened to ~: logs travel into bug reports."""
    return text.replace(str(Path.home()), "~")


class BackendProcess(QObject):
    """One `python -m backend serve` at a time.

    Emits `ready(url, token)` after each `ensure`, `failed(BackendError)` when it can't become ready, and
    `died(BackendDied)` when a ready backend ends by itself.
    """

    ready = pyqtSignal(str, str)
    failed = pyqtSignal(object)
    died = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None, *, ready_limit_ms: int = READY_LIMIT_MS):
        super().__init__(parent)
        self._process: QProcess | None = None
        self._url = ""
        self._token = ""  # nosec B105  # none yet
        self._tail: deque = deque(maxlen=TAIL_LINES)
        self._deadline = QTimer(self)
        self._deadline.setSingleShot(True)
        self._deadline.setInterval(ready_limit_ms)
        self._deadline.timeout.connect(self._on_deadline)

    @property
    def is_ready(self) -> bool:
        """True while a backend runs that has announced its address."""
        return bool(self._url)

    @property
    def last_words(self) -> tuple:
        """The last lines that the process printed, without the home folder's name."""
        return tuple(self._tail)

    @property
    def pid(self) -> int:
        """The process id, 0 when nothing runs."""
        return int(self._process.processId()) if self._process else 0

    def ensure(self) -> None:
        """Start the backend unless it runs; `ready` or `failed` follows, never before this returns."""
        if self.is_ready:
            url, token = self._url, self._token
            QTimer.singleShot(0, lambda: self._announce(url, token))
        elif settings.remote_url():
            self._url, self._token = url, token = settings.remote_url(), settings.remote_token()
            QTimer.singleShot(0, lambda: self._announce(url, token))
        elif self._process is None:
            self._start()

    def stop(self, limit_ms: int = STOP_LIMIT_MS) -> None:
        """End the process, kindly first, by force after `limit_ms`; nothing happens when none runs."""
        process = self._release()
        if process is None:
            return
        process.closeWriteChannel()
        process.terminate()
        if not process.waitForFinished(limit_ms):
            process.kill()
            process.waitForFinished(limit_ms)
        process.deleteLater()

    def retire(self) -> None:
        """End the process without waiting, kindly first: other settings or another environment come.

        `died` tells those who were using it; the next `ensure` starts anew.
        """
        was_ready = self.is_ready
        process = self._release()
        if process is not None:
            end(process)
        if was_ready:
            self.died.emit(BackendDied(tr("The backend was stopped because its set-up changed; start again.")))
        elif process is not None:
            self.failed.emit(BackendStartError(tr("The backend was stopped because its set-up changed; start again.")))

    def _announce(self, url: str, token: str) -> None:
        if self._url == url:
            self.ready.emit(url, token)

    def _start(self) -> None:
        python = settings.backend_python()
        if not is_file(python):
            error = BackendMissing(_missing(python))
            QTimer.singleShot(0, lambda: self.failed.emit(error))
            return
        # Killed before the backend has begun to look, this process could not be told any more.
        arguments = ["-m", "backend", "serve", "--port", "0", "--parent", str(os.getpid())]
        if settings.bundle():
            arguments.append(f"--bundle={settings.bundle()}")  # in one: a name that begins with "-" stays a name
        if settings.provider() != "auto":
            arguments.append(f"--provider={settings.provider()}")
        self._token = secrets.token_urlsafe(32)
        self._tail.clear()
        process = QProcess(self)
        process.setProgram(str(python))
        process.setArguments(arguments)
        process.setWorkingDirectory(str(PLUGIN_ROOT))
        process.setProcessEnvironment(backend_environment())
        process.started.connect(self._on_started)
        process.errorOccurred.connect(self._on_error)
        process.finished.connect(self._on_finished)
        process.readyReadStandardOutput.connect(self._on_output)
        process.readyReadStandardError.connect(self._on_log)
        self._process = process
        self._deadline.start()
        process.start()

    def _on_started(self) -> None:
        # By standard input, not as an argument: a process list shows arguments to every user of the machine.
        self._process.write(self._token.encode("ascii") + b"\n")

    def _on_output(self) -> None:
        while self._process is not None and self._process.canReadLine():
            line = bytes(self._process.readLine()).decode("utf-8", errors="replace").strip()
            event = _event(line)
            if event.get("event") == "ready" and isinstance(event.get("url"), str):
                self._deadline.stop()
                self._url = event["url"]
                self.ready.emit(self._url, self._token)
            elif event.get("event") == "failed":
                self._fail(BackendStartError(str(event.get("detail") or tr("The backend could not start."))))
            elif line:
                self._remember(line)

    def _on_log(self) -> None:
        text = bytes(self._process.readAllStandardError()).decode("utf-8", errors="replace")
        for line in filter(None, (line.strip() for line in text.splitlines())):
            self._remember(line)

    def _remember(self, line: str) -> None:
        line = _without_home(line)
        self._tail.append(line)
        QgsMessageLog.logMessage(line, LOG_TAG, Qgis.MessageLevel.Info, False)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            reason = self._process.errorString()
            self._fail(
                BackendStartError(
                    tr("The backend can't be started ({reason}); check its Python environment.").format(
                        reason=_without_home(reason)
                    )
                )
            )

    def _on_finished(self, exit_code: int, status: QProcess.ExitStatus) -> None:
        self._on_output()
        if self._process is None:
            return  # its last words were a failure, which has been reported
        self._on_log()
        ended = status == QProcess.ExitStatus.NormalExit
        how = tr("exit code {code}").format(code=exit_code) if ended else tr("a crash")
        if self.is_ready:
            self._drop()
            self.died.emit(
                BackendDied(tr("The backend stopped unexpectedly ({how}); start again to restart it.").format(how=how))
            )
        else:
            if self._tail:
                how = tr("{how}, last words: {words}").format(how=how, words=self._tail[-1])
            # One that was ended from outside has not refused: another start may well succeed.
            kind = BackendStartError if ended else BackendDied
            self._fail(
                kind(
                    tr("The backend stopped before it was ready ({how}); check its Python environment.").format(how=how)
                )
            )

    def _on_deadline(self) -> None:
        seconds = self._deadline.interval() // 1000
        self._fail(
            BackendStartError(
                tr("The backend was not ready after {seconds} s; start again, or reinstall it.").format(seconds=seconds)
            )
        )

    def _fail(self, error: BackendError) -> None:
        self._drop()
        self.failed.emit(error)

    def _drop(self) -> None:
        """Let go of the process without waiting: it has ended, or is killed now."""
        process = self._release()
        if process is None:
            return
        if process.state() == QProcess.ProcessState.NotRunning:
            process.deleteLater()
        else:
            process.finished.connect(process.deleteLater)
            process.kill()

    def _release(self) -> QProcess | None:
        process, self._process = self._process, None
        self._url = ""
        self._deadline.stop()
        if process is not None:
            for signal in (
                process.started,
                process.errorOccurred,
                process.finished,
                process.readyReadStandardOutput,
                process.readyReadStandardError,
            ):
                signal.disconnect()
        return process


def _missing(python: Path) -> str:
    """Say what to do; a path only to the person who chose it."""
    if not settings.chosen_backend_python():
        return tr("The backend is not set up yet: choose “Set up” in the plugin's options.")
    fault = (tr("{path} is a folder") if is_folder(python) else tr("{path} does not exist")).format(
        path=_without_home(str(python))
    )
    if settings.backend_python_is_from_variable():
        return tr("The backend's Python can't be used ({fault}); correct the environment variable {variable}.").format(
            fault=fault, variable=settings.BACKEND_PYTHON_VARIABLE
        )
    return tr(
        "The backend's Python can't be used ({fault}); correct Python in the plugin's options, or empty it and choose "
        "“Set up” there."
    ).format(fault=fault)


def end(process: QProcess) -> None:
    """End a process without waiting: kindly first, by force soon after, as Windows has no kind way without a window."""
    process.finished.connect(process.deleteLater)
    force = QTimer(process)
    force.setSingleShot(True)
    force.timeout.connect(process.kill)
    force.start(STOP_LIMIT_MS)
    process.closeWriteChannel()
    process.terminate()


def _event(line: str) -> dict:
    """Return the JSON object in `line`, or an empty one: libraries sometimes print to standard output."""
    try:
        value = json.loads(line)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
