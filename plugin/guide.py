"""The user guide, which comes with the plugin: its pages, their titles and addresses."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QUrl

from .assets import PLUGIN_ROOT
from .translation import language

FOLDER = PLUGIN_ROOT / "docs" / "guide"
INDEX, RESPONSIBLE_USE, PROCESSING = "index", "responsible-use", "processing"
PAGES = (INDEX, "panel", "reading-the-map", "knowledge", PROCESSING, "set-up", RESPONSIBLE_USE)
# The plugin opens such addresses itself: what another program does with a file of Markdown is anybody's guess.
SCHEME = "photo-geolocator"


def page_path(page: str) -> Path:
    """Return the Markdown file of `page`, in QGIS's language if there is one, else in English; it need not exist."""
    translated = FOLDER / f"{page}.{language()}.md"
    return translated if translated.is_file() else FOLDER / f"{page}.md"


def page_url(page: str, heading: str = "") -> QUrl:
    """Return the address of `page` in QGIS's language, at the heading whose slug in English is `heading`."""
    url = QUrl.fromLocalFile(str(page_path(page)))
    if heading:
        own = dict(zip(_slugs(FOLDER / f"{page}.md"), _slugs(page_path(page))))  # noqa: B905  # Python 3.9
        url.setFragment(own.get(heading, heading))
    return url


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


def _slugs(path: Path) -> list:
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [slug(line.lstrip("#")) for line in lines if line.startswith("#")]


def help_url(page: str) -> QUrl:
    """Return where help is: the plugin's own address of `page` in QGIS's desktop, its file elsewhere."""
    if QgsApplication.platform() == "desktop":
        return QUrl(f"{SCHEME}:{page}")
    return page_url(page)
