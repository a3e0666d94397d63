"""The folders that the backend keeps things in: the same that its command line uses, told to it by the plugin."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from qgis.PyQt.QtCore import QStandardPaths

NAME = "photo-geolocator"


def cache_folder() -> Path:
    """Return the folder of the backend's cache, all of which may be deleted at any time."""
    chosen = os.environ.get("PHOTO_GEOLOCATOR_CACHE")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return _standard(QStandardPaths.StandardLocation.GenericDataLocation) / NAME / "Cache"
    return _standard(QStandardPaths.StandardLocation.GenericCacheLocation) / NAME


def bundles_data_folder() -> Path:
    """Return the folder whose folder `bundles` holds the installed bundles."""
    chosen = os.environ.get("PHOTO_GEOLOCATOR_DATA")
    return Path(chosen) if chosen else _standard(QStandardPaths.StandardLocation.GenericDataLocation) / NAME


def _standard(location: QStandardPaths.StandardLocation) -> Path:
    return Path(QStandardPaths.writableLocation(location))
