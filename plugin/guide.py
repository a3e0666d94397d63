"""The user guide, which comes with the plugin: its pages, their titles and addresses."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QUrl

from .assets import PLUGIN_ROOT

FOLDER = PLUGIN_ROOT / "docs" / "guide"
INDEX, RESPONSIBLE_USE, PROCESSING = "index", "responsible-use", "processing"
PAGES = (INDEX, "panel", "reading-the-map", "knowledge", PROCESSING, "set-up", RESPONSIBLE_USE)
# The plugin opens such addresses itself: what another program does with a file of Markdown is anybody's guess.
SCHEME = "photo-geolocator"


def page_path(page: str) -> Path:
    """Return the Markdown file of `page`; it need not exist."""
    return FOLDER / f"{page}.md"


def page_title(page: str) -> str:
    """Return the heading of `page`; its name where the file can't be read."""
    try:
        with page_path(page).open(encoding="utf-8") as lines:
            return next(lines, "").lstrip("#").strip() or page
    except (OSError, UnicodeDecodeError):
        return page


def slug(heading: str) -> str:
    """Return what a link calls a heading: `#your-own-priors` is `Your own priors`, as on GitHub."""
    kept = "".join(letter for letter in heading.lower() if letter.isalnum() or letter in " -_")
    return kept.strip().replace(" ", "-")


def help_url(page: str) -> QUrl:
    """Return where help is: the plugin's own address of `page` in QGIS's desktop, its file elsewhere."""
    if QgsApplication.platform() == "desktop":
        return QUrl(f"{SCHEME}:{page}")
    return QUrl.fromLocalFile(str(page_path(page)))
