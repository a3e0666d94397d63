"""Build `build/photo_geolocator-<version>.zip` as plugins.qgis.org takes it: `python .ci/package.py`.

What git tracks is packed, as it lies in the working tree, with the commit's time on every file: the same commit and
zlib give the same bytes. The rules are those of the repository's own validator
(https://github.com/qgis/QGIS-Plugins-Website, qgis-app/plugins/validator.py) and of its file checks.
"""

from __future__ import annotations

import argparse
import configparser
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

REPOSITORY = Path(__file__).resolve().parents[1]
FOLDER = "photo_geolocator"
PACKED = (
    "LICENSE",
    "__init__.py",
    "metadata.txt",
    "backend",
    "docs/guide",
    "docs/licences.md",
    "docs/remote.md",
    "plugin",
    "resources",
)
LEFT_OUT = ("plugin/demo/*", "resources/i18n/*.ts")  # what `make run` needs, and what the .qm files are made from
MAX_BYTES = 25_000_000
REGULAR_FILE = "100644"  # git's mode: neither executable nor a link
UNWANTED_SUFFIXES = {".bat", ".cmd", ".dll", ".dylib", ".exe", ".ps1", ".pyc", ".pyo", ".sh", ".so"}
REQUIRED_METADATA = (
    "name",
    "description",
    "version",
    "qgisMinimumVersion",
    "qgisMaximumVersion",
    "author",
    "email",
    "about",
    "tracker",
    "repository",
    "homepage",
    "changelog",
    "icon",
    "tags",
    "category",
    "license",
    "hasProcessingProvider",
)


class PackageError(Exception):
    """The package can't be built or would be refused; the message is for the person."""


def metadata(text: str) -> dict[str, str]:
    """The entries of a metadata.txt."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    try:
        parser.read_string(text)
        return dict(parser["general"])
    except (configparser.Error, KeyError) as error:
        raise PackageError(f"metadata.txt can't be read ({error}).") from error


def git(*arguments: str) -> str:
    """What git prints in this repository."""
    try:
        return subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607
            cwd=REPOSITORY,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise PackageError("The package is built from what git tracks: run this in a clone, with git.") from error


def files() -> list[str]:
    """The paths that are packed, sorted; PackageError for one that is no regular file."""
    found = []
    for line in git("ls-files", "--stage", "-z", "--", *PACKED).split("\0"):
        if not line:
            continue
        mode, path = line.split()[0], line.split("\t", 1)[1]
        if any(PurePosixPath(path).match(pattern) for pattern in LEFT_OUT):
            continue
        if mode != REGULAR_FILE:
            raise PackageError(f"{path} is executable or a link: a package holds regular files alone.")
        found.append(path)
    return sorted(found)


def build(folder: Path) -> Path:
    """Write the package into `folder` and return its path; PackageError when it would be refused."""
    about = metadata((REPOSITORY / "metadata.txt").read_text(encoding="utf-8"))
    moment = time.gmtime(int(git("log", "-1", "--format=%ct")))[:6]
    folder.mkdir(parents=True, exist_ok=True)
    package = folder / f"{FOLDER}-{about['version']}.zip"
    part = package.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files():
            entry = zipfile.ZipInfo(f"{FOLDER}/{path}", moment)
            entry.create_system = 3  # Unix, whose permissions follow
            entry.external_attr = int(REGULAR_FILE, 8) << 16
            archive.writestr(entry, (REPOSITORY / path).read_bytes(), zipfile.ZIP_DEFLATED, 9)
    try:
        for problem in problems(part):
            raise PackageError(problem)
        part.replace(package)
    finally:
        part.unlink(missing_ok=True)
    return package


def problems(package: Path) -> Iterator[str]:
    """Why plugins.qgis.org would refuse or complain of `package`, one sentence each."""
    if package.stat().st_size > MAX_BYTES:
        yield f"The package has {package.stat().st_size:,} bytes; plugins.qgis.org takes {MAX_BYTES:,}."
    with zipfile.ZipFile(package) as archive:
        names = set(archive.namelist())
        if broken := archive.testzip():
            yield f"{broken} is damaged."
        for entry in archive.infolist():
            yield from _problems_of_entry(entry)
        for name in ("LICENSE", "__init__.py", "metadata.txt"):
            if f"{FOLDER}/{name}" not in names:
                yield f"{name} is missing at the package's root."
        if f"{FOLDER}/metadata.txt" in names:
            yield from _problems_of_metadata(archive.read(f"{FOLDER}/metadata.txt").decode(), names)


def _problems_of_entry(entry: zipfile.ZipInfo) -> Iterator[str]:
    path = PurePosixPath(entry.filename)
    if path.parts[0] != FOLDER or ".." in entry.filename or path.is_absolute():
        yield f"{path} lies outside of the folder {FOLDER}."
    if any(part.startswith(".") or part in ("__pycache__", "__MACOSX") for part in path.parts):
        yield f"{path} is hidden or a cache."
    if path.suffix.lower() in UNWANTED_SUFFIXES:
        yield f"{path} is a script or a program."
    if entry.external_attr >> 16 != int(REGULAR_FILE, 8):
        yield f"{path} is executable or a link."


def _problems_of_metadata(text: str, names: set[str]) -> Iterator[str]:
    about = metadata(text)
    for key in REQUIRED_METADATA:
        if not about.get(key, "").strip():
            yield f"metadata.txt has no {key}."
    if f"{FOLDER}/{about.get('icon')}" not in names:
        yield f"The icon {about.get('icon')} of metadata.txt is missing."
    for key in ("tracker", "repository", "homepage"):
        if not about.get(key, "").startswith("https://"):
            yield f"{key} of metadata.txt is no https address."
    if "/" in about.get("author", ""):
        yield "The author of metadata.txt has a slash."
    if "plugin" in about.get("name", "").lower() or "plugin" in FOLDER:
        yield "The plugin's name holds the word plugin."


def main(arguments: list[str] | None = None) -> int:
    """Build the package and print where it is; return the exit code."""
    parser = argparse.ArgumentParser(description="Build the plugin's package.")
    parser.add_argument("--out", type=Path, default=REPOSITORY / "build", help="folder for it (default: build)")
    options = parser.parse_args(arguments)
    try:
        package = build(options.out)
        if git("status", "--porcelain", "--untracked-files=no", "--", *PACKED):
            print("Changes that are not committed are in the package.", file=sys.stderr)
    except PackageError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    with zipfile.ZipFile(package) as archive:
        count = len(archive.namelist())
    print(f"{package}: {package.stat().st_size / 1e6:.1f} MB of {MAX_BYTES / 1e6:.0f} MB, {count} files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
