"""The plugin's own files: where its folder is, its icons and its style texts."""

from __future__ import annotations

import configparser
from functools import lru_cache
from pathlib import Path

from qgis.PyQt.QtGui import QIcon

# resolve() because a development checkout is often linked into the profile's plugin folder.
PLUGIN_ROOT = Path(__file__).resolve().parent.parent
RESOURCES = PLUGIN_ROOT / "resources"


@lru_cache(maxsize=None)
def plugin_version() -> str:
    """Return the plugin's version, as metadata.txt states it."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(PLUGIN_ROOT / "metadata.txt", encoding="utf-8")
    return metadata["general"]["version"]


def icon(name: str) -> QIcon:
    """Return `resources/icons/<name>.svg` as an icon."""
    return QIcon(str(RESOURCES / "icons" / f"{name}.svg"))


def style_text(name: str) -> str:
    """Return the text of `resources/styles/<name>`."""
    return (RESOURCES / "styles" / name).read_text(encoding="utf-8")
