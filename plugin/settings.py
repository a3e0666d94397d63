"""What the plugin remembers between sessions, in QGIS's own settings."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import QgsSettings

from .assets import PLUGIN_ROOT

PREFIX = "photo_geolocator/"
BACKEND_PYTHON_VARIABLE = "PHOTO_GEOLOCATOR_BACKEND_PYTHON"


def _get(key: str) -> str:
    return str(QgsSettings().value(PREFIX + key, "") or "")


def _set(key: str, value: str) -> None:
    QgsSettings().setValue(PREFIX + key, value)


def backend_python() -> Path:
    """Return the interpreter that runs the backend; it need not exist.

    The environment variable `PHOTO_GEOLOCATOR_BACKEND_PYTHON` wins over the setting, the setting over the
    virtual environment in the plugin's own folder. The path is never resolved: a virtual environment's
    interpreter is a link, and following it would leave the environment.
    """
    chosen = os.environ.get(BACKEND_PYTHON_VARIABLE) or _get("backend_python")
    if chosen:
        return Path(chosen)
    environment = PLUGIN_ROOT / ".venv" / "backend"
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def set_backend_python(path: str) -> None:
    """Remember the interpreter for the backend; an empty text goes back to the default."""
    _set("backend_python", path)


def bundle() -> str:
    """Return the folder of the chosen bundle, or an empty text for the starter bundle."""
    return _get("bundle")


def set_bundle(path: str) -> None:
    """Remember the bundle's folder; an empty text goes back to the starter bundle."""
    _set("bundle", path)


def last_folder() -> str:
    """Return the folder the last photo came from, or an empty text."""
    return _get("last_folder")


def set_last_folder(path: str) -> None:
    """Remember the folder the last photo came from."""
    _set("last_folder", path)
