"""Translation of the texts a person reads."""

from qgis.PyQt.QtCore import QCoreApplication


def tr(text: str) -> str:
    """Return `text` in QGIS's language; one context for the whole plugin, so a text is translated once."""
    return QCoreApplication.translate("PhotoGeolocator", text)
