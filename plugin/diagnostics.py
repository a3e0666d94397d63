"""*Copy diagnostics*: what a maintainer needs to know, and nothing that tells of the person or the photos."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

from qgis.core import Qgis
from qgis.PyQt.QtCore import PYQT_VERSION_STR, QSysInfo, qVersion

from . import settings
from .assets import PLUGIN_ROOT, plugin_version
from .environment import State, find_environment, is_file, state_of
from .folders import cache_folder
from .remote_address import Way, host_of, way_to
from .result import BundleInfo
from .scrubbing import scrub


def diagnostics(*, backend: BundleInfo | None = None, problem: str = "", log: tuple = ()) -> str:
    """Return the diagnostics as text: `backend` as it told of itself last, the last problem, the last log lines.

    In English whatever QGIS's language: it is written for a maintainer.
    """
    data_folder = settings.data_folder()
    lines = [
        f"Photo Geolocator {plugin_version()}",
        f"QGIS {Qgis.QGIS_VERSION}, Qt {qVersion()}, PyQt {PYQT_VERSION_STR}, Python {platform.python_version()}",
        f"{QSysInfo.prettyProductName()}, {QSysInfo.currentCpuArchitecture()}, {sys.platform}",
        f"Environment: {_environment(data_folder)}",
        f"Backend's Python: {_interpreter()}",
        f"Provider wanted: {settings.provider()}; bundle wanted: {Path(settings.bundle()).name or 'starter'}; "
        f"cache {settings.cache_mb()} MB; remote: {_remote()}",
        f"Backend: {_backend(backend)}",
    ]
    if problem:
        lines.append(f"Last problem: {problem}")
    if log:
        lines += ["Last log lines:", *(f"  {line}" for line in log)]
    return scrub("\n".join(lines), _known(data_folder)) + "\n"


def _known(data_folder: Path) -> dict:
    """What the text may name, and by which word; the rest of a path is not told."""
    known = {
        str(PLUGIN_ROOT): "<plugin>",
        str(data_folder): "<data>",
        str(cache_folder()): "<cache>",
        settings.wheel_folder(): "<wheels>",
        host_of(settings.remote_url()): "<remote>",
        settings.remote_token(): "<token>",
    }
    return {text: word for text, word in known.items() if text}


def _environment(data_folder: Path) -> str:
    state = state_of(data_folder)
    found = find_environment(data_folder)
    if found is None:
        return state.value
    made = f"made by {found.version}, {found.provider}, Python {found.python}, requirements {found.requirements[:12]}"
    return f"{state.value} ({made})" if state in (State.READY, State.OUTDATED) else state.value


def _interpreter() -> str:
    python = settings.backend_python()
    kind = "chosen" if settings.own_backend_python() else "found"
    return f"{kind}, {python}, {'exists' if is_file(python) else 'missing'}"


def _remote() -> str:
    url = settings.remote_url()
    if not url:
        return "none"
    way = way_to(url)
    return "http, accepted" if way is Way.PLAIN and settings.remote_insecure() else way.value


def _backend(backend: BundleInfo | None) -> str:
    if backend is None:
        return "has not run"
    note = f" ({backend.provider_note})" if backend.provider_note else ""
    versions = ", ".join(f"{name} {version}" for name, version in backend.versions.items())
    return f"bundle {backend.name} {backend.version} on {backend.provider}{note}; {versions}"
