"""What is wrong with a path that a person entered as an option, in a sentence; an empty text where nothing is."""

from __future__ import annotations

import os
from pathlib import Path

from .environment import is_file, is_folder
from .translation import tr


def python_problem(text: str) -> str:
    """Return what keeps `text` from being the backend's Python; none chosen is fine."""
    path = Path(text)
    if not text:
        return ""
    if not path.is_absolute():
        return tr("Give the whole path of a Python, or leave it empty.")
    if is_folder(path):
        return tr("This is a folder: choose the program in it, such as bin/python.")
    return "" if is_file(path) else tr("There is no such file.")


def data_folder_problem(text: str) -> str:
    """Return what keeps `text` from being the data folder, which need not exist yet; none chosen is fine."""
    path = Path(text)
    if not text:
        return ""
    if not path.is_absolute():
        return tr("Give the whole path of a folder, or leave it empty.")
    try:
        there = next(one for one in (path, *path.parents) if one.exists())
    except (OSError, StopIteration):
        return tr("There can't be a folder of this name: choose another one.")
    if not there.is_dir():
        return tr("{name} is a file: choose a folder.").format(name=there.name)
    if not os.access(there, os.W_OK | os.X_OK):
        return tr("Nothing can be written there: choose another folder.")
    return ""
