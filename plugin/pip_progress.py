"""What pip's output says of how far it is, and of why it failed."""

from __future__ import annotations

import re
from pathlib import Path

from .errors import DiskFull, SetUpError
from .translation import tr

_FILE = re.compile(
    r"\s*(?:Downloading|Using cached|Processing) (?P<file>\S.*?\.whl)(?: \((?P<size>[\d.]+) (?P<unit>[kMG]?B)\))?\s*$"
)
_CHOOSING = re.compile(r"Collecting ([A-Za-z0-9_.-]+)")
_INSTALLING = re.compile(r"\s*Installing collected packages: (?P<names>.+)")
_UNITS = {"B": 1e-6, "kB": 1e-3, "MB": 1.0, "GB": 1e3}
_CREDENTIALS = re.compile(r"//[^\s\"'<>]*@")  # up to the last @: passwords are not always written as they should be
# Patterns of pip's errors -> what the person is told; the first that is found counts.
_REASONS = (
    (r"No space left on device|Errno 28|WinError 112|Disk quota exceeded|not enough space|File too large", "disk"),
    (r"ensurepip is not available|No module named '?(?:venv|ensurepip)", "venv"),
    (r"SOCKS", "socks"),
    (r"ProxyError|Tunnel connection failed|407 Proxy|Cannot connect to proxy", "proxy"),
    (r"CERTIFICATE_VERIFY_FAILED|SSLError", "certificate"),
    (r"THESE PACKAGES DO NOT MATCH THE HASHES", "other"),
    (r"BadZipFile|[Ii]nvalid wheel|not a valid wheel|at .* is invalid", "damaged"),
    (r"Could not find a version|No matching distribution found", "package"),
    (r"NewConnectionError|NameResolutionError|Network is unreachable|ConnectTimeout|Max retries|timed out", "network"),
    (r"Connection(?:ResetError| broken| aborted)|IncompleteRead|ReadTimeout|RemoteDisconnected", "network"),
    (r"Permission denied|Errno 13|WinError 5\b|Access is denied", "permission"),
)
_NO_CONNECTION = re.compile(r"NewConnectionError|NameResolutionError|ConnectTimeout|unreachable|getaddrinfo")
_WHEEL = re.compile(r"[^/\\\s'\"]+\.whl")
_PACKAGE = re.compile(r"No matching distribution found for ([^\s(<>=!~,;]+)")


class PipProgress:
    """Reads pip's lines; `share` is how much of `expected_mb` has come, 0..1, and never goes back."""

    def __init__(self, expected_mb: float):
        self._expected_mb = expected_mb
        self._mb = 0.0
        self._wheels = 0
        self.installing = False

    @property
    def share(self) -> float:
        """How far the collection of wheels is."""
        return 1.0 if self.installing else min(self._mb / self._expected_mb, 1.0)

    def read(self, line: str) -> str:
        """Take a line; return what to show a person, or an empty text."""
        found = _INSTALLING.match(line)
        if found:
            self.installing = True
            return tr("Installing {count} packages …").format(count=found["names"].count(",") + 1)
        found = _CHOOSING.match(line)
        if found:
            return tr("Looking for {package} …").format(package=found[1])
        found = _FILE.match(line)
        if not found:
            return ""
        name = re.split(r"[/\\]", found["file"])[-1].split("-")[0]
        self._wheels += 1
        size = float(found["size"]) * _UNITS[found["unit"]] if found["size"] else _megabytes(found["file"])
        self._mb += size
        if size < 0.1:
            return tr("Fetching {package} ({number} packages so far)").format(package=name, number=self._wheels)
        return tr("Fetching {package}, {size:.1f} MB ({number} packages so far)").format(
            package=name, size=size, number=self._wheels
        )


def without_credentials(line: str) -> str:
    """Return a line of pip's without the accounts in its addresses."""
    return _CREDENTIALS.sub("//", line)


def explain(lines: list, *, wheels: Path | None, python: str) -> SetUpError:
    """Return why a set-up failed, in one sentence with what to do, from the lines that its step printed."""
    text = "\n".join(lines)
    reason = next((reason for pattern, reason in _REASONS if re.search(pattern, text)), "")
    if reason == "package" and wheels is None and _NO_CONNECTION.search(text):
        reason = "network"  # pip tells an index that it did not reach from one without the package in warnings alone
    if reason == "package":
        found = _PACKAGE.search(text)
        package = found[1] if found else tr("a package")
        if wheels is not None:
            return SetUpError(
                tr(
                    "The folder of wheels lacks {package} for Python {python} on this system: put its wheel there, "
                    "or install from the package index."
                ).format(package=package, python=python)
            )
        return SetUpError(
            tr("There is no built package of {package} for Python {python} on this system: choose another Python.")
            .format(package=package, python=python)
        )  # fmt: skip
    if reason in ("damaged", "other") and wheels is not None:
        files = _WHEEL.findall(text)
        return SetUpError(
            tr("The folder of wheels holds a damaged file, {file}: put it there again.").format(
                file=files[-1] if files else wheels.name
            )
        )
    if reason == "disk":
        return DiskFull(tr("The disk is full: free some space, or choose another data folder, and try again."))
    if reason:
        return SetUpError(_sentence(reason))
    last = next((line for line in reversed(lines) if line.strip()), tr("it said nothing"))
    return SetUpError(
        tr("The environment could not be made ({reason}): try again, or copy the diagnostics and report it.").format(
            reason=without_credentials(last.strip()).rstrip(".")
        )
    )


def _sentence(reason: str) -> str:
    if reason == "venv":
        return tr(
            "This Python lacks its module venv: install the package python3-venv (sudo apt install python3-venv) "
            "and try again, or choose another Python."
        )
    if reason == "socks":
        return tr(
            "pip can't use a SOCKS proxy: enter an HTTP proxy in QGIS's network options, or use a folder of wheels."
        )
    if reason == "proxy":
        return tr("The proxy refused: check its address, user and password in QGIS's network options and try again.")
    if reason == "certificate":
        return tr(
            "The package index's certificate is not trusted: a proxy may be reading along; ask its administrator for "
            "the certificate, or use a folder of wheels."
        )
    if reason == "damaged":
        return tr("A package arrived damaged: try again.")
    if reason == "other":
        return tr(
            "A package is not the one that was tested with this version: it arrived damaged, or the package index "
            "offers another. Try again; if that does not help, use another package index or a folder of wheels."
        )
    if reason == "permission":
        return tr("The data folder can't be written to: check its permissions or choose another one.")
    return tr(
        "The package index can't be reached: check the connection and the proxy in QGIS's network options, or use a "
        "folder of wheels."
    )


def _megabytes(file: str) -> float:
    try:
        return Path(file).stat().st_size / 1e6
    except OSError:
        return 0.0
