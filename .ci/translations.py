"""Carry the plugin's texts into `resources/i18n/*.ts` and compile these: `python .ci/translations.py [--check]`.

Every `tr("...")` of plugin/ becomes a message of the context PhotoGeolocator in the files of Qt Linguist, and so does
every sentence of the backend's without a name or number in it; what is translated stays, what no code says any longer
goes. The comment at the top of each file, its glossary, is kept.
QGIS reads the .qm files beside them, which Qt's `lrelease` makes; they are committed, for users have no `lrelease`.
`--check` writes nothing and names what is missing or inconsistent.
"""

from __future__ import annotations

import argparse
import ast
import re
import shutil
import string
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

REPOSITORY = Path(__file__).resolve().parents[1]
FOLDER = REPOSITORY / "resources" / "i18n"
LANGUAGES = ("de", "fr", "es", "it")
CONTEXT = "PhotoGeolocator"
HEADER = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
BACKEND_ERRORS = {
    "BundleError",
    "BusyError",
    "Cancelled",
    "GeolocatorError",
    "OutputError",
    "PhotoError",
    "PredictorError",
    "RequestError",
}
BACKEND_NOTES = {"NOT_CALIBRATED", "_NOTE", "_NOT_CALIBRATED"}
TAG = re.compile(r"</?[a-z][^>]*>")
ENDS = ("…", "...", ".", ":", "?", "!")


class TranslationError(Exception):
    """The texts can't be read or compiled; the message is for the person."""


@dataclass
class Text:
    """One text of the plugin and the files that say it, relative to the repository."""

    source: str
    files: list[str] = field(default_factory=list)


def texts(root: Path = REPOSITORY) -> list[Text]:
    """What is translated, in the order of files and lines; TranslationError where `tr` gets no literal."""
    found: dict[str, Text] = {}
    for name, source in [*_plugin_texts(root), *_backend_texts(root)]:
        text = found.setdefault(source, Text(source))
        if name not in text.files:
            text.files.append(name)
    return list(found.values())


def _plugin_texts(root: Path) -> Iterator[tuple[str, str]]:
    """Every literal that goes through `tr`, with its file."""
    for path in sorted((root / "plugin").rglob("*.py")):
        name = path.relative_to(root).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr"
        ]
        for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
            argument = call.args[0] if len(call.args) == 1 and not call.keywords else None
            if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value):
                raise TranslationError(f"{name}:{call.lineno}: tr() takes one literal text; use .format for the rest.")
            yield name, argument.value


def _backend_texts(root: Path) -> Iterator[tuple[str, str]]:
    """The backend's constant sentences, with their files: those of errors and of notes."""
    for path in sorted((root / "backend").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = [node for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)]
        values = [node.value for node in named if node.targets[0].id in BACKEND_NOTES]
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BACKEND_ERRORS:
                values += node.args[:1]
        for value in sorted(values, key=lambda node: (node.lineno, node.col_offset)):
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value.endswith("."):
                yield path.relative_to(root).as_posix(), value.value


def ts_path(language: str) -> Path:
    """The file of Qt Linguist for a language."""
    return FOLDER / f"photo_geolocator_{language}.ts"


def read(path: Path) -> dict[str, str]:
    """What a .ts file translates: source text -> translation, unfinished ones as an empty text."""
    try:
        root = ElementTree.parse(path).getroot()  # noqa: S314  a file of this repository
    except (OSError, ElementTree.ParseError) as error:
        raise TranslationError(f"{path.name} can't be read ({error}).") from error
    found = {}
    for message in root.iterfind("context/message"):
        translation = message.find("translation")
        finished = translation is not None and translation.get("type") is None
        found[message.findtext("source", "")] = (translation.text or "") if finished else ""
    return found


def write(path: Path, language: str, wanted: list[Text], known: dict[str, str]) -> None:
    """Write a .ts file with the texts `wanted`; the comment at its top stays."""
    head = path.read_text(encoding="utf-8").split("<TS ", 1)[0] if path.exists() else HEADER
    lines = [f'{head}<TS version="2.1" language="{language}" sourcelanguage="en">', "<context>"]
    lines.append(f"    <name>{CONTEXT}</name>")
    for text in wanted:
        lines.append("    <message>")
        lines += [f'        <location filename="../../{name}"/>' for name in text.files]
        lines.append(f"        <source>{escape(text.source)}</source>")
        translation = known.get(text.source, "")
        if translation:
            lines.append(f"        <translation>{escape(translation)}</translation>")
        else:
            lines.append('        <translation type="unfinished"></translation>')
        lines.append("    </message>")
    lines += ["</context>", "</TS>", ""]
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def placeholders(text: str) -> list[str]:
    """The `{…}` of a text, sorted, each with its format; TranslationError when they don't pair."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError as error:
        raise TranslationError(f"{text!r}: {error}") from error
    return sorted(f"{name}!{conversion}:{spec}" for _, name, spec, conversion in parts if name is not None)


def inconsistencies(source: str, translation: str) -> Iterator[str]:
    """How a translation differs from its source where it must not."""
    try:
        if placeholders(source) != placeholders(translation):
            yield "has other placeholders"
    except TranslationError:
        yield "has a brace without a partner"
    if sorted(TAG.findall(source)) != sorted(TAG.findall(translation)):
        yield "has other tags"
    if ("&" in TAG.sub("", source)) != ("&" in TAG.sub("", translation)):
        yield "has a shortcut (&) where the source has none, or lacks it"
    abbreviated = _end(translation) == "." and " " not in translation  # one word, in a narrow column
    if _end(source) != _end(translation) and not abbreviated:
        yield "ends with another sign"
    if source != source.strip() and translation == translation.strip():
        yield "lacks the space at its edge"


def _end(text: str) -> str:
    return next((end for end in ENDS if text.rstrip().endswith(end)), "")


def problems(language: str, wanted: list[Text]) -> Iterator[str]:
    """What is missing or inconsistent in a language, one line each."""
    path = ts_path(language)
    known = read(path)
    sources = {text.source for text in wanted}
    for text in wanted:
        if text.source not in known:
            yield f"{path.name} lacks {text.source!r} ({text.files[0]}): run `make translations`."
        elif not known[text.source]:
            yield f"{path.name}: {text.source!r} is not translated."
        else:
            for problem in inconsistencies(text.source, known[text.source]):
                yield f"{path.name}: {known[text.source]!r} {problem} ({text.source!r})."
    for source in known:
        if source not in sources:
            yield f"{path.name} translates {source!r}, which no code says: run `make translations`."


def compile_all() -> None:
    """Make the .qm files."""
    lrelease = shutil.which("lrelease") or shutil.which("lrelease-qt5") or shutil.which("lrelease6")
    if lrelease is None:
        raise TranslationError("Qt's lrelease is missing; install it with: sudo apt-get install qttools5-dev-tools")
    for language in LANGUAGES:
        path = ts_path(language)
        command = [lrelease, "-silent", str(path), "-qm", str(path.with_suffix(".qm"))]
        done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603
        if done.returncode:
            raise TranslationError(f"lrelease refused {path.name}: {(done.stderr or done.stdout).strip()}")


def main(arguments: list[str] | None = None) -> int:
    """Update, or with --check look; return the exit code."""
    parser = argparse.ArgumentParser(description="Update the translations, or check them.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when anything is missing")
    check = parser.parse_args(arguments).check
    try:
        wanted = texts()
        if not check:
            FOLDER.mkdir(parents=True, exist_ok=True)
            for language in LANGUAGES:
                path = ts_path(language)
                write(path, language, wanted, read(path) if path.exists() else {})
            compile_all()
        found = [problem for language in LANGUAGES for problem in problems(language, wanted)]
    except TranslationError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print("\n".join(found) or f"{len(wanted)} texts in {', '.join(LANGUAGES)}: complete.")
    return bool(found) and check


if __name__ == "__main__":
    sys.exit(main())
