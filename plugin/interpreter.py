"""The Python that the environment is made with: candidates of the system, each asked what it can do.

Not `sys.executable`: on Windows and macOS that is QGIS itself. A candidate counts only once it has run.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from qgis.PyQt.QtCore import QObject, QProcess, QTimer, pyqtSignal

from .child_environment import clean_environment
from .errors import SetUpError
from .translation import tr

LEAST_VERSION = (3, 10)
MINOR_VERSIONS = (13, 12, 11, 10, 14)  # in the order of preference
PROBE_LIMIT_MS = 15_000
DEBIAN = Path("/etc/debian_version")
PROBE = """
import importlib.util, json, sys
print(json.dumps({
    "version": list(sys.version_info[:3]),
    "bits": 64 if sys.maxsize > 2**32 else 32,
    "venv": all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")),
}))
"""


@dataclass(frozen=True)
class Interpreter:
    """A Python that can make environments: its path and version."""

    path: Path
    version: tuple

    @property
    def label(self) -> str:
        """Version and path, for a person."""
        return f"Python {'.'.join(map(str, self.version))} ({self.path})"


def candidates(platform: str = sys.platform) -> list:
    """Return the paths where a Python may be, the likeliest first; none need exist or be fit."""
    names = ["python3", *(f"python3.{minor}" for minor in MINOR_VERSIONS)]
    if platform == "win32":
        found = _windows_candidates()
    elif platform == "darwin":
        frameworks = Path("/Library/Frameworks/Python.framework/Versions")
        found = [frameworks / f"3.{minor}" / "bin" / "python3" for minor in MINOR_VERSIONS]
        found += [Path(folder) / name for folder in ("/opt/homebrew/bin", "/usr/local/bin") for name in names]
        found.append(Path(sys.base_prefix) / "bin" / "python3")  # the one inside of QGIS
        # /usr/bin/python3 is left out: without Apple's tools it opens a dialog that offers to install them.
    else:
        found = [Path("/usr/bin/python3"), *(Path(path) for path in map(shutil.which, names) if path)]
    return list(dict.fromkeys(found))


def _windows_candidates() -> list:
    roots = [
        Path(os.environ[variable]) / folder
        for variable, folder in (("LOCALAPPDATA", "Programs/Python"), ("ProgramFiles", "."), ("SystemDrive", "/"))
        if variable in os.environ
    ]
    found = [root / f"Python3{minor}" / "python.exe" for minor in MINOR_VERSIONS for root in roots]
    # Not the alias of Microsoft's store: without a Python behind it, it opens the store.
    on_path = [path for path in map(shutil.which, ("python3", "python")) if path and "WindowsApps" not in path]
    return [*found, *map(Path, on_path), Path(sys.base_prefix) / "python.exe"]


class InterpreterSearch(QObject):
    """Asks one candidate after the other; emits one of `found(Interpreter)` and `failed(SetUpError)`."""

    found = pyqtSignal(object)
    failed = pyqtSignal(object)

    def __init__(self, paths: list, parent: QObject | None = None):
        super().__init__(parent)
        self._left = [Path(path) for path in paths]
        self._rejections: list = []
        self._process: QProcess | None = None
        self._deadline = QTimer(self)
        self._deadline.setSingleShot(True)
        self._deadline.setInterval(PROBE_LIMIT_MS)
        self._deadline.timeout.connect(self._on_deadline)

    def start(self) -> None:
        """Begin; a signal follows, never before this returns."""
        QTimer.singleShot(0, self._next)

    def stop(self) -> None:
        """End without a signal."""
        self._left = []
        process = self._release()
        if process is not None and process.state() != QProcess.ProcessState.NotRunning:
            process.finished.connect(process.deleteLater)
            process.kill()

    def _next(self) -> None:
        self._left = [path for path in self._left if path.is_file()]
        if not self._left:
            self.failed.emit(SetUpError(_advice(self._rejections)))
            return
        process = QProcess(self)
        process.setProgram(str(self._left[0]))
        process.setArguments(["-I", "-c", PROBE])
        process.setProcessEnvironment(clean_environment())
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process = process
        self._deadline.start()
        process.start()

    def _on_finished(self, *_exit) -> None:
        answer = bytes(self._process.readAllStandardOutput()).decode("utf-8", errors="replace")
        path = self._left.pop(0)
        self._release().deleteLater()
        rejection, version = _judge(answer)
        if rejection:
            self._rejections.append((path, rejection, version))
            self._next()
        else:
            self._left = []
            self.found.emit(Interpreter(path, version))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._on_finished()

    def _on_deadline(self) -> None:
        self._process.kill()  # and `finished` follows

    def _release(self) -> QProcess | None:
        process, self._process = self._process, None
        self._deadline.stop()
        if process is not None:
            process.finished.disconnect()
            process.errorOccurred.disconnect()
        return process


def _judge(answer: str) -> tuple:
    """Return why a candidate is unfit, or an empty text, and its version."""
    try:
        told = json.loads(answer)
        version = tuple(int(part) for part in told["version"])
        bits, has_venv = told["bits"], told["venv"]
    except (ValueError, KeyError, TypeError):
        return "broken", ()
    if version < LEAST_VERSION:
        return "old", version
    if bits != 64:
        return "32-bit", version
    return ("" if has_venv else "venv"), version


def _advice(rejections: list) -> str:
    """Say in one sentence why no Python was fit, and what to do; the nearest miss counts."""
    for path, reason, version in rejections:
        if reason == "venv":
            number = ".".join(map(str, version[:2]))
            if DEBIAN.exists():
                return tr(
                    "Python {version} lacks its module venv: install the package python3-venv "
                    "(sudo apt install python3-venv) and try again, or choose another Python."
                ).format(version=number)
            return tr(
                "Python {version} at {path} lacks its modules venv or ensurepip: install it completely, "
                "or choose another Python."
            ).format(version=number, path=path)
    for path, reason, _version in rejections:
        if reason == "32-bit":
            return tr("The Python at {path} is a 32-bit one: install a 64-bit Python 3.10 or newer.").format(path=path)
    if len(rejections) == 1 and rejections[0][1] == "broken":
        return tr("{path} does not run as a Python: choose another Python, 3.10 or newer.").format(
            path=rejections[0][0]
        )
    return tr(
        "No Python 3.10 or newer was found on this computer: install one (for instance from python.org) and try "
        "again, or choose where it is."
    )
