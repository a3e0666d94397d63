"""What the plugin remembers between sessions, in QGIS's own settings."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import QgsApplication, QgsSettings

from .assets import PLUGIN_ROOT
from .environment import find_environment, interpreter_of

PREFIX = "photo_geolocator/"
BACKEND_PYTHON_VARIABLE = "PHOTO_GEOLOCATOR_BACKEND_PYTHON"
PROVIDERS = ("auto", "cpu", "cuda")
DEFAULT_CACHE_MB, MOST_CACHE_MB = 512, 100_000


def _get(key: str) -> str:
    """Return what is set, in one line of text, whatever a hand wrote into the settings' file."""
    value = QgsSettings().value(PREFIX + key, "") or ""
    # In that file a comma makes a list, unless the text stands in quotes.
    text = ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return text.replace("\0", "")


def _set(key: str, value: str) -> None:
    QgsSettings().setValue(PREFIX + key, value)


def backend_python() -> Path:
    """Return the interpreter that runs the backend; it need not exist.

    The environment variable `PHOTO_GEOLOCATOR_BACKEND_PYTHON` wins over the setting, the setting over the
    private environment, if that is whole, and that over the virtual environment in the plugin's own folder, where
    its developers have one. The path is never resolved: a virtual environment's interpreter is a link, and
    following it would leave the environment.
    """
    chosen = chosen_backend_python()
    if chosen:
        return Path(chosen)
    environment = find_environment(data_folder())
    return environment.interpreter if environment else interpreter_of(PLUGIN_ROOT / ".venv" / "backend")


def chosen_backend_python() -> str:
    """Return the interpreter that was chosen, by the environment variable or the setting, or an empty text."""
    return os.environ.get(BACKEND_PYTHON_VARIABLE) or own_backend_python()


def backend_python_is_from_variable() -> bool:
    """Return whether the environment variable chose the interpreter."""
    return bool(os.environ.get(BACKEND_PYTHON_VARIABLE))


def own_backend_python() -> str:
    """Return the interpreter that the person chose for the backend, or an empty text."""
    return _get("backend_python")


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


def data_folder() -> Path:
    """Return the absolute folder of all that the plugin keeps: the backend's environment and the history."""
    # A relative one is the profile's, as QGIS's working directory is whatever it was started in.
    return Path(QgsApplication.qgisSettingsDirPath()) / (_get("data_folder") or "photo_geolocator")


def set_data_folder(path: str) -> None:
    """Remember the data folder; an empty text goes back to the one in QGIS's profile."""
    _set("data_folder", path)


def history_folder() -> Path:
    """Return the folder that the history lies in; it may be deleted as a whole."""
    return data_folder() / "history"


def base_python() -> str:
    """Return the Python that the person chose to make the environment with, or an empty text: look for one."""
    return _get("base_python")


def set_base_python(path: str) -> None:
    """Remember the Python to make the environment with; an empty text looks for one again."""
    _set("base_python", path)


def wheel_folder() -> str:
    """Return the folder of wheels to install from, or an empty text for the package index."""
    return _get("wheel_folder")


def set_wheel_folder(path: str) -> None:
    """Remember the folder of wheels; an empty text goes back to the package index."""
    _set("wheel_folder", path)


def provider() -> str:
    """Return where networks shall run: one of `PROVIDERS`."""
    chosen = _get("provider")
    return chosen if chosen in PROVIDERS else PROVIDERS[0]


def set_provider(chosen: str) -> None:
    """Remember where networks shall run."""
    _set("provider", chosen)


def remote_url() -> str:
    """Return the address of the remote backend, or an empty text: the backend runs on this machine."""
    return _get("remote_url").strip().rstrip("/")


def set_remote_url(url: str) -> None:
    """Remember the remote backend's address; an empty text goes back to this machine."""
    _set("remote_url", url)


def remote_token() -> str:
    """Return the remote backend's secret."""
    return _get("remote_token").strip()


def set_remote_token(token: str) -> None:
    """Remember the remote backend's secret."""
    _set("remote_token", token)


def remote_insecure() -> bool:
    """Return whether the person accepts that photos and token travel unencrypted to the remote backend."""
    return _get("remote_insecure") == "yes"


def set_remote_insecure(accepted: bool) -> None:
    """Remember whether the remote backend may be spoken to without encryption."""
    _set("remote_insecure", "yes" if accepted else "")


def cache_mb() -> int:
    """Return how many megabytes the backend may keep in its cache: 1 to `MOST_CACHE_MB`."""
    chosen = _get("cache_mb").strip().lstrip("0")
    if not (chosen.isascii() and chosen.isdigit()):
        return DEFAULT_CACHE_MB
    return min(int(chosen), MOST_CACHE_MB) if len(chosen) <= len(str(MOST_CACHE_MB)) else MOST_CACHE_MB


def set_cache_mb(megabytes: int) -> None:
    """Remember how large the backend's cache may grow."""
    _set("cache_mb", str(megabytes))


def keep_history() -> bool:
    """Return whether results are listed in the history."""
    return _get("keep_history") != "no"


def set_keep_history(kept: bool) -> None:
    """Remember whether results are listed in the history."""
    _set("keep_history", "" if kept else "no")


def drop_on_map() -> bool:
    """Return whether photos dropped on QGIS's window are geolocated instead of opened as layers."""
    return _get("drop_on_map") == "yes"


def set_drop_on_map(wanted: bool) -> None:
    """Remember what a photo dropped on QGIS's window is for."""
    _set("drop_on_map", "yes" if wanted else "")


def consent() -> bool:
    """Return whether the person agreed to the set-up of the environment."""
    return _get("consent") == "yes"


def set_consent(given: bool) -> None:
    """Remember whether the person agreed to the set-up."""
    _set("consent", "yes" if given else "")
