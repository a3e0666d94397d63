"""Write docs/licences.md: the licences of all that the program is shipped with or installs; `--check` only looks.

`.ci/licences.toml` says them, the locks say which packages count, and the packages' own metadata are compared wherever
one is installed. What has no licence there, an unknown one, or one that does not fit GPL-2.0-or-later is a problem.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import sys
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from functools import cache

import tomllib
from license_expression import AND, OR, LicenseWithExceptionSymbol, Licensing, get_spdx_licensing
from package import REPOSITORY, files
from requirements import CPU, CUDA, FILES, TRAINING, TRAINING_CPU, pinned

TABLE, DOCUMENT = ".ci/licences.toml", "docs/licences.md"
RANKS = ("2", "3", "no")  # how a licence fits, the best first
SHIPPED_DATA = ("resources/", "docs/guide/pictures/")
LICENCE_TEXTS = "resources/licences/"
LIBRARY_FOLDERS = (".libs", ".dylibs")
# What a package's metadata may call a licence, where they don't write SPDX.
CALLED = {
    "Apache Software License": {"Apache-2.0"},
    "BSD License": {"BSD-2-Clause", "BSD-3-Clause"},
    "GNU General Public License v2 or later (GPLv2+)": {"GPL-2.0-or-later"},
    "ISC License (ISCL)": {"ISC"},
    "MIT License": {"MIT"},
    "Mozilla Public License 2.0 (MPL 2.0)": {"MPL-2.0"},
    "Python Software Foundation License": {"PSF-2.0"},
}
FITS = {"2": "GPL-2.0-or-later", "3": "GPL-3.0-or-later", "no": "apart, see below"}
INTRODUCTION = """\
# Licences

Written by `make licences` from `.ci/licences.toml` and the locked dependencies; a check fails for anything without a
licence, with an unknown one, or with one that does not fit.

Photo Geolocator is free software under **GPL-2.0-or-later** (LICENSE). What it is shipped with and what it installs has
licences of its own. The column *fits* says under which version of the GPL a work that combines it with this program may
be passed on.

- **The package** for QGIS holds this program's code and the data of the first table, no library. The plugin, which runs
  in QGIS, uses QGIS, Qt's bindings and Python's standard library alone.
- **The backend** is a separate process, which the plugin speaks to over HTTP. Its libraries are not in the package:
  they come from the package index into an environment of their own once a person agrees. Some are under Apache-2.0,
  which the Free Software Foundation calls compatible with GPL-3.0 and not with GPL-2.0. This program says "or later",
  so the backend together with them may be passed on **under GPL-3.0-or-later**, and not under GPL-2.0 alone. Running
  it asks for nothing.
- **With a GPU** NVIDIA's proprietary libraries are added: that environment is for one's own use and must not be passed
  on.
- **Training, tests and checks** use further packages, on a developer's machine alone.
"""


class LicenceError(Exception):
    """An expression can't be read; the message is for the person."""


@cache
def table() -> dict:
    """What `.ci/licences.toml` says."""
    return tomllib.loads((REPOSITORY / TABLE).read_text(encoding="utf-8"))


@cache
def spdx() -> Licensing:
    """What SPDX knows; reading it takes a second."""
    return get_spdx_licensing()


def names(expression: str) -> list[str]:
    """The licences in an SPDX expression, each exception with its licence; LicenceError for one that SPDX lacks."""
    found = []
    for symbol in _parse(expression).symbols:
        parts = (symbol,)
        if isinstance(symbol, LicenseWithExceptionSymbol):
            parts = (symbol.license_symbol, symbol.exception_symbol)
        for part in parts:
            if part.key not in spdx().known_symbols and not part.key.startswith("LicenseRef-"):
                raise LicenceError(f"{part.key} is no licence that SPDX knows.")
        found.append(symbol.render())
    return found


@cache
def _parse(expression: str):
    try:
        return spdx().parse(expression, strict=True)
    except Exception as error:  # its own, its parser's and boolean.py's have no common root
        raise LicenceError(f"{expression!r} is no SPDX expression.") from error


def fit(expression: str) -> str:
    """How an expression fits GPL-2.0-or-later, one of `RANKS`: the worst of an AND, the best of an OR."""
    return _fit(_parse(expression))


def _fit(node) -> str:
    if isinstance(node, AND):
        return max(map(_fit, node.args), key=RANKS.index)
    if isinstance(node, OR):
        return min(map(_fit, node.args), key=RANKS.index)
    return table()["licences"].get(node.render(), "no")


def problems() -> Iterator[str]:
    """What is missing, unknown or does not fit, one sentence each."""
    values = table()
    for name, rank in values["licences"].items():
        if rank not in RANKS:
            yield f"{name} of [licences] is {rank!r}, which is none of {', '.join(RANKS)}."
    for path in FILES:
        for name in pinned(path):
            if name in values["packages"]:
                yield from _problems_of(name, values["packages"][name], path)
    locked = {name for path in FILES for name in pinned(path)}
    for name in sorted(locked - values["packages"].keys()):
        yield f"{name} has no licence in {TABLE}; its metadata say: {said(name)}."
    yield from (f"{name} of {TABLE} is locked nowhere." for name in values["packages"] if name not in locked)
    for library in values["libraries"]:
        for path in (CPU, CUDA):
            if set(library["packages"]) & set(pinned(path)):
                yield from _problems_of(library["name"], library["licence"], path)
    yield from _problems_of_data(values["data"])
    yield from unlike_their_metadata()
    yield from unlisted_libraries()


def _problems_of(name: str, expression: str, path: str) -> Iterator[str]:
    values = table()
    try:
        for licence in names(expression):
            if licence not in values["licences"]:
                yield f"{name}: how {licence} fits is not said in [licences] of {TABLE}."
        if fit(expression) == "no":
            excused = [one for one in names(expression) if path.startswith(_apart(one))]
            if not any(values["licences"].get(one) == "no" for one in excused):
                yield f"{name} of {path}: {expression} does not fit GPL-2.0-or-later."
    except LicenceError as error:
        yield f"{name}: {error}"


def _apart(licence: str) -> tuple[str, ...]:
    return tuple(table()["apart"].get(licence, {}).get("files", ()))


def _problems_of_data(entries: list[dict]) -> Iterator[str]:
    packed = [path for path in files() if path.startswith(SHIPPED_DATA) and not path.startswith(LICENCE_TEXTS)]
    for path in packed:
        of = [entry for entry in entries if any(fnmatchcase(path, pattern) for pattern in entry["files"])]
        if len(of) != 1:
            yield f"{path} has {len(of) or 'no'} licence{'s' * (len(of) > 1)} in {TABLE}."
    for entry in entries:
        for pattern in entry["files"]:
            if not any(fnmatchcase(path, pattern) for path in packed):
                yield f"{entry['name']}: the package holds no {pattern}."
        if "text" in entry and not (REPOSITORY / entry["text"]).is_file():
            yield f"{entry['name']}: {entry['text']} is missing."
        yield from _problems_of(entry["name"], entry["licence"], entry["files"][0])


def said(name: str) -> str:
    """What the metadata of an installed package say of its licence."""
    try:
        about = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return "it is not installed here"
    return about.get("License-Expression") or ", ".join(_classifiers(about)) or about.get("License", "nothing")


def _classifiers(about) -> list[str]:
    found = (one.rsplit(" :: ", 1)[-1] for one in about.get_all("Classifier", []) if one.startswith("License ::"))
    return [one for one in found if one != "OSI Approved"]


def unlike_their_metadata() -> Iterator[str]:
    """Installed packages whose metadata name another licence than the table: it may have changed with a version."""
    for name, expression in table()["packages"].items():
        try:
            about = importlib.metadata.metadata(name)
            expected, symbols = _parse(expression), set(names(expression))
        except (importlib.metadata.PackageNotFoundError, LicenceError):
            continue  # not here to be compared; or unreadable, which `problems` tells
        declared = about.get("License-Expression")
        if declared and _parse(declared) != expected:
            yield f"{name} {about['Version']} is under {declared}, and {TABLE} says {expression}."
        elif not declared:
            for called in _classifiers(about):
                if not CALLED.get(called, set()) & symbols:
                    yield f"{name} {about['Version']} calls its licence {called}, and {TABLE} says {expression}."


def unlisted_libraries() -> Iterator[str]:
    """Shared libraries inside of the backend's installed packages that the table does not know."""
    for name in pinned(CPU):
        try:
            inside = importlib.metadata.files(name) or ()
        except importlib.metadata.PackageNotFoundError:
            continue
        patterns = [pattern for one in table()["libraries"] if name in one["packages"] for pattern in one["files"]]
        for path in inside:
            bundled = path.parent.name.endswith(LIBRARY_FOLDERS) or path.suffix == ".dll"
            if bundled and not any(fnmatchcase(path.name, pattern) for pattern in patterns):
                yield f"{name} holds the library {path.name}, which {TABLE} does not know."


def document() -> str:
    """The text of docs/licences.md."""
    values = table()
    backend, cuda = pinned(CPU), pinned(CUDA)
    training = pinned(TRAINING) | pinned(TRAINING_CPU)
    tools = {name: versions for path in FILES for name, versions in pinned(path).items()}
    data = ((one["name"], one["by"], one["licence"], FITS[fit(one["licence"])]) for one in values["data"])
    inside = ((one["name"], ", ".join(one["packages"]), one["licence"], FITS[fit(one["licence"])])
              for one in values["libraries"])  # fmt: skip
    parts = [
        INTRODUCTION,
        "## In the package\n",
        "The full texts that Apache-2.0 and MIT ask for lie in `resources/licences/`.\n",
        *_rows(("what", "from", "licence", "fits"), data),
        "\n## In the backend's environment\n",
        *_packages(backend),
        "\nInside of these, on one system or another:\n",
        *_rows(("library", "in", "licence", "fits"), inside),
        "\n## Added with a GPU\n",
        *_packages({name: versions for name, versions in cuda.items() if name not in backend}),
        "\n## Added for training\n",
        *_packages({name: versions for name, versions in training.items() if name not in backend}),
        "\n## Added for tests and checks\n",
        *_packages({name: versions for name, versions in tools.items() if name not in {*backend, *cuda, *training}}),
        "\n## Apart\n",
        *(f"- **{name}**: {one['why']}" for name, one in values["apart"].items()),
    ]
    return "\n".join(parts) + "\n"


def _packages(found: dict[str, list[str]]) -> Iterator[str]:
    licences = table()["packages"]
    rows = ((name, ", ".join(versions), licences[name], FITS[fit(licences[name])])
            for name, versions in sorted(found.items()))  # fmt: skip
    return _rows(("package", "version", "licence", "fits"), rows)


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    yield from (f"| {' | '.join(row)} |" for row in rows)


def main(arguments: list[str] | None = None) -> int:
    """Write or check the document and return the exit code."""
    parser = argparse.ArgumentParser(description="List the licences of all that is shipped or installed.")
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args(arguments)
    found = list(problems())
    path = REPOSITORY / DOCUMENT
    if not found and options.check and (not path.is_file() or path.read_text(encoding="utf-8") != document()):
        found = [f"{DOCUMENT} is not in step: run `make licences`."]
    if found:
        print("\n".join(f"error: {one}" for one in found), file=sys.stderr)
        return 1
    if not options.check:
        path.write_text(document(), encoding="utf-8", newline="\n")
    values = table()
    print(f"Licences: {len(values['packages'])} packages, {len(values['data'])} kinds of data, none that does not fit.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
