"""What a person may publish: text without paths, addresses, user and host names."""

from __future__ import annotations

import getpass
import os
import platform
import re
from pathlib import Path

# A path of any of the three systems: a drive, a share or a root; then folders, whose names may have spaces; then a
# name, which has spaces only when it ends in a suffix.
_SEPARATED = r"[^\\/:*?\"'<>|\r\n]+[\\/]+"
_LAST = r"(?:[^\\/:*?\"'<>|\r\n]*?\.\w{1,8}\b|[^\\/:*?\"'<>|\s,;()]*)"
_ROOT = r"(?:\\\\\?\\)?[A-Za-z]:[\\/]+|\\\\(?:\?\\UNC\\)?|~[\\/]|//?(?=[^\s/])"
_PATH = re.compile(rf"(?<![\w/\\.~<>])(?:file:/+)?(?:{_ROOT})(?:{_SEPARATED})*{_LAST}")
_URL = re.compile(r"\b(?!file:)[A-Za-z][A-Za-z0-9+.-]*://[^\s\"'<>)]+")
# An account of any kind: a mail's, or a proxy's with its password.
_MAIL = re.compile(r"[^\s\"'<>(),;]+@[\w-]+(?:\.[\w-]+)*\b")
_HEX = r"[0-9A-Fa-f]{1,4}"
_ADDRESS = re.compile(
    r"\b(?!127\.0\.0\.1\b)\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b"
    rf"|(?<![\w:])(?:(?:{_HEX}:){{7}}{_HEX}|(?:{_HEX}:){{1,6}}(?::{_HEX}){{1,6}})(?!\w)"
)
_LEAST_NAME = 3  # shorter names are parts of other words, or are nobody's, like "me"


def scrub(text: str, known: dict | None = None, *, user: str | None = None, host: str | None = None) -> str:
    """Return `text` without what tells of a person or a computer.

    `known` says what may be told by what it is: a folder, an address, a secret -> a word such as "<plugin>" in its
    place. `user` and `host` are this computer's where they are not given.
    """
    for folder, word in sorted((known or {}).items(), key=lambda item: -len(str(item[0]))):
        text = _replace(text, folder, word)
    text = _replace(text, str(Path.home()), "~")  # its last name may have a space
    text = _URL.sub("<address>", text)
    text = _PATH.sub("<path>", text)
    text = _MAIL.sub("<mail>", text)
    text = _ADDRESS.sub("<address>", text)
    for name, word in (
        (user if user is not None else _user(), "<user>"),
        (platform.node() if host is None else host, "<host>"),
    ):
        for part in dict.fromkeys((name, name.split(".")[0])):
            if len(part) >= _LEAST_NAME:
                text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", word, text, flags=re.IGNORECASE)
    return text


def _replace(text: str, folder: str, word: str) -> str:
    for spelling in {folder, Path(folder).as_posix()}:
        text = re.sub(rf"(?<![\w.-]){re.escape(spelling)}(?![\w-])", lambda _: word, text)
    return text


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such account, or a system without accounts
        return os.environ.get("USERNAME", "")
