"""The bundles installed on this computer: folders in the user's data folder, chosen by name.

The environment variable PHOTO_GEOLOCATOR_DATA names another data folder.
"""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

from .bundle import STARTER
from .errors import BundleError

FOLDER_VARIABLE = "PHOTO_GEOLOCATOR_DATA"


def bundles_folder() -> Path:
    """The folder whose folders are the installed bundles; it need not exist."""
    data = os.environ.get(FOLDER_VARIABLE) or user_data_path("photo-geolocator", appauthor=False)
    return Path(data) / "bundles"


def installed_bundles() -> list[str]:
    """The names that `find_bundle` knows, the starter bundle's first."""
    found = {path.parent.name for path in bundles_folder().glob("*/manifest.json")}
    return [STARTER.name, *sorted(found - {STARTER.name})]


def find_bundle(wanted: str) -> Path:
    """The folder of an installed bundle's bare name, or else the folder that the text names.

    "starter" is the shipped bundle. Raises BundleError, with the names there are, when there is neither.
    """
    if wanted == STARTER.name:
        return STARTER
    if wanted in installed_bundles():
        return bundles_folder() / wanted
    path = Path(wanted)
    if not wanted or not path.is_dir():
        names = ", ".join(f"'{name}'" for name in installed_bundles())
        raise BundleError(
            f"There is no bundle folder '{path.name}' and no installed bundle of that name: name a folder that holds a"
            f" manifest.json, or one of {names}.",
            code="bundle_missing",
        )
    return path
