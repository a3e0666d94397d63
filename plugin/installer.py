"""Makes the backend's private environment, step by step in processes of its own.

Everything happens in a folder beside the environment's place, which takes that place by one rename when it is
whole and has run. Until then nothing that worked before is touched; what a killed set-up left is swept by the next.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qgis.core import Qgis, QgsApplication, QgsMessageLog
from qgis.PyQt.QtCore import QLockFile, QObject, QProcess, QProcessEnvironment, QTimer, pyqtSignal

from .assets import PLUGIN_ROOT, plugin_version
from .backend_process import LOG_TAG
from .child_environment import backend_environment, pip_environment
from .environment import (
    BUILDING,
    OLD,
    Environment,
    Plan,
    environment_folder,
    interpreter_of,
    leftovers,
    others,
    read_environment,
)
from .errors import DiskFull, SetUpError
from .gui import formats
from .interpreter import Interpreter
from .pip_progress import PipProgress, explain, without_credentials
from .removal import RemovalTask
from .translation import tr

LOCK_FILE = "environment.lock"
DOWNLOADS = "downloads"
TAIL_LINES = 200
TOLD_LINES = 20
# Its process and those that it starts in turn, to be killed together: venv has pip set up by another Python.
MODULE_IN_A_GROUP = """
import os, runpy, sys
if hasattr(os, "setsid"):
    os.setsid()
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""
ISOLATED = ("-I", "-u", "-X", "utf8")  # nothing of the person's own Python; output comes line by line
# Where the parts of a set-up end, of 1; pip's downloads take most of the time.
VENV_SHARE, COLLECT_SHARE, INSTALL_SHARE = 0.04, 0.75, 0.9


@dataclass(frozen=True)
class Order:
    """What to set up: the plan, the Python to make it with, the data folder, and the folder of wheels if offline."""

    plan: Plan
    python: Interpreter
    data_folder: Path
    wheels: Path | None = None


@dataclass(frozen=True)
class SetUpDone:
    """The new environment, and what the person should know of it, else an empty text."""

    environment: Environment
    note: str = ""


@dataclass(frozen=True)
class _Step:
    text: str
    program: Path
    arguments: list
    environment: Callable[[], QProcessEnvironment]
    ended: Callable[[], None]
    read: Callable[[str], None] = lambda line: None


class Lock:
    """The data folder's lock: one set-up or removal at a time, whichever QGIS window began it."""

    def __init__(self, data_folder: Path):
        self._folder = data_folder
        self._lock = QLockFile(str(data_folder / LOCK_FILE))
        self._lock.setStaleLockTime(0)  # stale when its process is gone, however long a set-up takes

    def take(self) -> None:
        """Raise `SetUpError` when another window holds it, or the folder can't be written to."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(self._folder, error) from error
        # A lock file left behind is judged stale by its process's number and name, which another QGIS may have got by
        # now, and never when it was cut short. The system's lock on it has gone with its process: only then it goes.
        if self._lock.tryLock(0) or (self._lock.removeStaleLockFile() and self._lock.tryLock(0)):
            return
        if self._lock.error() == QLockFile.LockError.LockFailedError:
            # What it returns differs between bindings; the sentence does without the process's number.
            raise SetUpError(
                tr("Another QGIS window is setting up or removing the backend: wait until it has finished.")
            )
        raise SetUpError(
            tr("The data folder {folder} can't be written to: check its permissions or choose another one.").format(
                folder=self._folder
            )
        )

    def release(self) -> None:
        """Let others in; nothing happens when it is not held."""
        self._lock.unlock()


class Installer(QObject):
    """One set-up at a time.

    After `install`, emits `progressed(text, 0..1)` any number of times, then exactly one of `finished(SetUpDone)`,
    `failed(SetUpError)` and `cancelled()`. `replacing()` comes just before an environment that exists is replaced:
    whoever runs from it must let go of it.
    """

    progressed = pyqtSignal(str, float)
    replacing = pyqtSignal()
    finished = pyqtSignal(object)
    failed = pyqtSignal(object)
    cancelled = pyqtSignal()

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._order: Order | None = None
        self._lock: Lock | None = None
        self._building = Path()
        self._process: QProcess | None = None
        self._step: _Step | None = None
        self._tail: deque = deque(maxlen=TAIL_LINES)
        self._answer: list = []
        self._ending = False
        self._removals: set = set()
        self._pip = PipProgress(1)
        self._share = 0.0
        self._start = QTimer(self)
        self._start.setSingleShot(True)
        self._start.timeout.connect(self._begin)
        self._stop = QTimer(self)  # a cancel may come from a slot of `progressed`, in the middle of a step
        self._stop.setSingleShot(True)
        self._stop.timeout.connect(self._on_cancel)

    @property
    def is_busy(self) -> bool:
        """True from `install` until its last signal."""
        return self._order is not None

    @property
    def last_words(self) -> tuple:
        """The last lines of a step that failed, without the accounts in their addresses."""
        return tuple(self._tail)[-TOLD_LINES:]

    def install(self, order: Order) -> None:
        """Begin; the signals follow, never before this returns."""
        if self.is_busy:
            raise SetUpError(tr("The backend is being set up already: wait until it has finished."))
        self._order = order
        self._share = 0.0
        self._start.start(0)

    def cancel(self) -> None:
        """Stop and leave nothing; `cancelled` follows, once the half-made environment is gone."""
        if self.is_busy:
            self._stop.start(0)

    def abandon(self) -> None:
        """Stop at once without a signal: QGIS is unloading the plugin; the next set-up sweeps what is left."""
        if self.is_busy:
            self._start.stop()
            self._kill()
            self._let_go()

    def _on_cancel(self) -> None:
        if self.is_busy and not self._ending:
            self._end(self.cancelled.emit)

    def _begin(self) -> None:
        order = self._order
        self._tell(tr("Preparing …"), 0.0)
        try:
            self._lock = Lock(order.data_folder)
            self._lock.take()
            self._building = order.data_folder / f"{BUILDING}{os.getpid()}"
            _check_space(order)
            if order.wheels is not None and not order.wheels.is_dir():
                raise SetUpError(
                    tr("The folder of wheels {folder} does not exist: choose another one.").format(folder=order.wheels)
                )
        except SetUpError as error:
            self._fail(error)
            return
        self._remove(leftovers(order.data_folder), self._make)

    def _make(self) -> None:
        self._run(
            _Step(
                tr("Making the environment with Python {version} …").format(
                    version=".".join(map(str, self._order.python.version))
                ),
                self._order.python.path,
                [*ISOLATED, "-c", MODULE_IN_A_GROUP, "venv", str(self._building)],
                pip_environment,
                self._fill,
            )
        )

    def _fill(self) -> None:
        order = self._order
        self._pip = PipProgress(order.plan.download_mb)
        try:
            # Beside the environment: a system's folder for temporary files is often small, and in memory.
            (self._building / "tmp").mkdir()
        except OSError as error:
            self._fail(_unwritable(self._building, error))
            return
        arguments = [*ISOLATED, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
        # Built packages alone: nothing is compiled here, and no package's own program runs while it is installed.
        arguments += ["--only-binary", ":all:", "--no-warn-script-location", "--progress-bar", "off"]
        arguments += ["--cache-dir", str(order.data_folder / DOWNLOADS)]
        if order.wheels is not None:
            arguments += ["--no-index", "--find-links", str(order.wheels)]
        arguments += ["-r", str(order.plan.requirements)]
        self._run(
            _Step(
                tr("Fetching packages …"),
                interpreter_of(self._building),
                arguments,
                self._pip_environment,
                self._verify,
                self._read_pip,
            )
        )

    def _pip_environment(self) -> QProcessEnvironment:
        environment = pip_environment()
        for name in ("TMPDIR", "TEMP", "TMP"):
            environment.insert(name, str(self._building / "tmp"))
        return environment

    def _read_pip(self, line: str) -> None:
        text = self._pip.read(line)
        if text:
            end = INSTALL_SHARE - 0.05 if self._pip.installing else COLLECT_SHARE
            self._tell(text, VENV_SHARE + (end - VENV_SHARE) * self._pip.share)

    def _verify(self) -> None:
        self._tell(tr("Trying it out …"), INSTALL_SHARE)
        self._run(
            _Step(
                tr("Trying it out: the backend loads its bundle …"),
                interpreter_of(self._building),
                ["-m", "backend", "info", "--json"],
                backend_environment,
                self._put_in_place,
            )
        )

    def _put_in_place(self) -> None:
        order = self._order
        told = _last_json("\n".join(self._answer))
        if told is None:
            self._fail(explain(list(self._tail), wheels=order.wheels, python=_short(order.python)))
            return
        shutil.rmtree(self._building / "tmp", ignore_errors=True)
        environment = Environment(
            self._building,
            plugin_version(),
            order.plan.sha256,
            order.plan.provider,
            str(told.get("versions", {}).get("python", "")),
        )
        place = environment_folder(order.data_folder)
        try:
            environment.write()
            if place.exists():
                self.replacing.emit()
            self._swap(place)
        except OSError as error:
            self._fail(_unwritable(place, error))
            return
        self._tail.clear()
        installed = read_environment(place)
        self._end(lambda: self.finished.emit(SetUpDone(installed, _note(order.plan, told))), others_too=installed)

    def _swap(self, place: Path) -> None:
        """Rename into place; an older environment goes aside and comes back if that fails."""
        old = place.with_name(f"{OLD}{os.getpid()}")
        if place.exists():
            place.rename(old)
        try:
            self._building.rename(place)
        except OSError:
            if old.exists():
                old.rename(place)
            raise

    def _run(self, step: _Step) -> None:
        self._step = step
        self._tail.clear()
        self._answer = []
        self._tell(step.text, self._share)
        process = QProcess(self)
        process.setProgram(str(step.program))
        process.setArguments(step.arguments)
        process.setWorkingDirectory(str(PLUGIN_ROOT))
        process.setProcessEnvironment(step.environment())
        process.setInputChannelMode(QProcess.InputChannelMode.ManagedInputChannel)
        process.readyReadStandardOutput.connect(self._on_output)
        process.readyReadStandardError.connect(self._on_error_output)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_process_error)
        self._process = process
        process.start()
        process.closeWriteChannel()

    def _on_output(self) -> None:
        process = self._process
        while self._process is process and process.canReadLine():
            self._take(process.readLine(), answer=True)

    def _on_error_output(self) -> None:
        for line in bytes(self._process.readAllStandardError()).splitlines():
            self._take(line, answer=False)

    def _take(self, raw, *, answer: bool) -> None:
        line = without_credentials(bytes(raw).decode("utf-8", errors="replace").rstrip())
        self._tail.append(line)
        if answer:
            self._answer.append(line)
        self._step.read(line)

    def _on_finished(self, exit_code: int, status: QProcess.ExitStatus) -> None:
        rest = bytes(self._process.readAllStandardOutput()).splitlines()
        for line in rest:
            self._take(line, answer=True)
        self._on_error_output()
        step, process = self._step, self._process
        self._process = None
        process.deleteLater()
        if status == QProcess.ExitStatus.NormalExit and exit_code == 0:
            step.ended()
            return
        for line in self.last_words:
            QgsMessageLog.logMessage(line.replace(str(Path.home()), "~"), LOG_TAG, Qgis.MessageLevel.Warning, False)
        self._fail(explain(list(self._tail), wheels=self._order.wheels, python=_short(self._order.python)))

    def _on_process_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._fail(
                SetUpError(
                    tr("{program} can't be started ({reason}): choose another Python.").format(
                        program=self._step.program.name, reason=self._process.errorString()
                    )
                )
            )

    def _tell(self, text: str, share: float) -> None:
        self._share = max(self._share, share)
        self.progressed.emit(text, self._share)

    def _fail(self, error: SetUpError) -> None:
        self._end(lambda: self.failed.emit(error), keep_downloads=not isinstance(error, DiskFull))

    def _end(self, tell: Callable[[], None], *, others_too: Environment | None = None, keep_downloads=False) -> None:
        """Delete what is not wanted, let go of the lock, then tell."""
        self._ending = True
        self._start.stop()
        self._kill()
        paths: list = []
        if self._building != Path():  # else the folder is another window's
            paths = leftovers(self._order.data_folder)
            if not keep_downloads:  # after a failure they spare the next try the way
                paths.append(self._order.data_folder / DOWNLOADS)
        if others_too is not None:
            paths += others(self._order.data_folder, others_too)

        def end() -> None:
            self._let_go()
            tell()

        self._remove(paths, end)

    def _remove(self, paths: list, then: Callable[[], None]) -> None:
        """Delete in the background; `then` follows unless the set-up has taken another end meanwhile."""
        paths = [path for path in paths if os.path.lexists(path)]
        if not paths:
            then()
            return
        order, ending = self._order, self._ending
        task = RemovalTask(paths)
        self._removals.add(task)

        def removed(_resisting: list) -> None:
            self._removals.discard(task)
            if self._order is order and self._ending == ending:
                then()

        task.removed.connect(removed)
        QgsApplication.taskManager().addTask(task)

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for one in (
            process.readyReadStandardOutput,
            process.readyReadStandardError,
            process.finished,
            process.errorOccurred,
        ):
            one.disconnect()
        if process.state() == QProcess.ProcessState.NotRunning:
            process.deleteLater()
        else:
            process.finished.connect(process.deleteLater)
            _kill_group(process)

    def _let_go(self) -> None:
        self._stop.stop()
        if self._lock is not None:
            self._lock.release()
        self._lock = None
        self._building = Path()
        self._order = None
        self._ending = False


def _check_space(order: Order) -> None:
    needed_mb = order.plan.disk_mb + (order.plan.download_mb if order.wheels is None else 0)
    try:
        free_mb = shutil.disk_usage(order.data_folder).free / 1e6
    except OSError as error:
        raise _unwritable(order.data_folder, error) from error
    if free_mb < needed_mb:
        raise DiskFull(
            tr("The set-up needs {needed} MB and the disk has {free} MB left: free some, or choose another "
               "data folder.").format(needed=formats.whole(needed_mb), free=formats.whole(free_mb))
        )  # fmt: skip


def _kill_group(process: QProcess) -> None:
    """Kill a process with those that it started: one that is left would go on writing what is being deleted."""
    leader = process.processId()
    if os.name == "nt" and leader:
        QProcess.startDetached("taskkill", ["/PID", str(leader), "/T", "/F"])
        return
    try:
        if leader:  # 0 would be QGIS's own group
            os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        process.kill()  # it leads no group, or none yet: it has started nothing


def _unwritable(path: Path, error: OSError) -> SetUpError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(tr("The disk is full: free some space, or choose another data folder, and try again."))
    return SetUpError(
        tr("{folder} can't be written ({reason}): close other QGIS windows that use it, or choose another data folder.")
        .format(folder=path.name, reason=error.strerror or error)
    )  # fmt: skip


def _short(python: Interpreter) -> str:
    return ".".join(map(str, python.version[:2]))


def _last_json(text: str) -> dict | None:
    """Return the JSON object that the text ends with: libraries sometimes print before it."""
    begin = text.find("{")
    try:
        value = json.loads(text[begin:]) if begin >= 0 else None
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _note(plan: Plan, told: dict) -> str:
    """Say so when the GPU was installed for and does not run."""
    if plan.provider != "cuda" or told.get("provider") == "CUDAExecutionProvider":
        return ""
    return tr("The GPU does not run, the CPU is used: {reason}").format(
        reason=told.get("provider_note") or tr("ONNX Runtime gave no reason.")
    )
