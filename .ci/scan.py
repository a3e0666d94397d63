"""Scan a package as plugins.qgis.org does on upload: `python .ci/scan.py [PACKAGE.zip]`, without one of a fresh build.

There, one finding of Bandit or detect-secrets blocks a version, while Flake8's are printed on its page
(https://plugins.qgis.org/docs/security-scanning; qgis-app/plugins/security_scanner.py of qgis/QGIS-Plugins-Website).
Here every finding fails, flake8-qgis's rules for QGIS 4 and Qt 6 among them. One that is meant is explained beside the
code: `# nosec Bnnn`.
"""

from __future__ import annotations

import argparse
import ast
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from package import PackageError, build, problems

# As there: importing subprocess is no finding, its uses are.
BANDIT = ("bandit", "-r", ".", "-f", "json", "--quiet", "--skip", "B404")
SECRETS = ("scan", "--all-files", "--exclude-files", r"metadata\.txt", "--disable-plugin", "IPPublicDetector", ".")
# E203: the formatter's slices. QGS105: QGIS hands `iface` over. QGS2: guesses at return values worth a look.
FLAKE8 = ("flake8", "--isolated", "--max-line-length=120", "--extend-ignore=E203,QGS105,QGS2", ".")
# A JSON file can't hold a comment: the bundle's manifest lists the SHA-256 of its files. The rule may be skipped on the
# upload form: tick "High-entropy hex string" there.
EXPLAINED = {("photo_geolocator/resources/bundles/starter/manifest.json", "Hex High Entropy String")}
UNPACKING = {"extractall", "unpack_archive"}  # Bandit knows those of tar files alone
SECONDS = 300


class ScanError(Exception):
    """A scanner did not run; the message is for the person."""


def findings(package: Path) -> Iterator[str]:
    """What the scan finds in `package`, one line each."""
    yield from problems(package)
    with tempfile.TemporaryDirectory(prefix="photo_geolocator_scan_") as scratch:
        folder = Path(scratch)
        with zipfile.ZipFile(package) as archive:
            archive.extractall(folder)  # zipfile keeps names inside
        yield from bandit(folder)
        yield from secrets(folder)
        yield from flake8(folder)
        yield from unpacking(folder)


def bandit(folder: Path) -> Iterator[str]:
    """Bandit's findings."""
    for one in json.loads(_run(folder, *BANDIT))["results"]:
        yield f"{one['filename']}:{one['line_number']}: {one['test_id']} {one['issue_text']}"


def secrets(folder: Path) -> Iterator[str]:
    """What looks like a secret."""
    for path, found in json.loads(_run(folder, "detect_secrets", *SECRETS))["results"].items():
        for one in found:
            if (path.replace("\\", "/"), one["type"]) not in EXPLAINED:
                yield f"{path}:{one['line_number']}: {one['type']}"


def flake8(folder: Path) -> Iterator[str]:
    """Findings of Flake8 and flake8-qgis."""
    yield from _run(folder, *FLAKE8).splitlines()


def unpacking(folder: Path) -> Iterator[str]:
    """Calls that unpack an archive wherever its names lead."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", None) in UNPACKING:
                yield f"{path.relative_to(folder)}:{node.lineno}: {node.func.attr} unpacks wherever names lead"


def _run(folder: Path, module: str, *arguments: str) -> str:
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS)  # noqa: S603
    if done.returncode not in (0, 1) or (done.returncode and not done.stdout.strip()):  # 1: with findings
        raise ScanError(f"{module} did not run: {done.stderr.strip()[-500:]}")
    return done.stdout


def main(arguments: list[str] | None = None) -> int:
    """Scan, print the findings and return the exit code."""
    parser = argparse.ArgumentParser(description="Scan the package as plugins.qgis.org does.")
    parser.add_argument("package", type=Path, nargs="?", help="a package (default: one built now)")
    options = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="photo_geolocator_package_") as scratch:
            found = list(findings(options.package or build(Path(scratch))))
    except (PackageError, ScanError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print("\n".join(found) or "plugins.qgis.org's scan: no findings.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
