"""Translation of the texts a person reads."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

from .assets import RESOURCES

CONTEXT = "PhotoGeolocator"


def tr(text: str) -> str:
    """Return `text` in QGIS's language; one context for the whole plugin, so a text is translated once."""
    return QCoreApplication.translate(CONTEXT, text)


def translated(sentence: str) -> str:
    """Return a sentence of the backend's in QGIS's language.

    The backend speaks English. Its sentences without a name or number in them are among the translations, word for
    word; another one stays English.
    """
    return QCoreApplication.translate(CONTEXT, sentence)


def language() -> str:
    """Return QGIS's language without a country: "de" for German, in Austria too."""
    return QLocale(QgsApplication.locale()).name().split("_")[0]


def grouping_locale() -> QLocale:
    """Return QGIS's locale, with group separators: the C locale has none, and 19384246 km² is hard to read."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.DefaultNumberOptions)
    return locale


def install_translator() -> QTranslator | None:
    """Let Qt translate into QGIS's language; None where there is no translation, as for English.

    A country without a translation of its own gets its language's: de_AT is de. The translator works until
    `remove_translator`, and only as long as the caller keeps it.
    """
    translator = QTranslator()
    language = QLocale(QgsApplication.locale())
    if not translator.load(language, "photo_geolocator", "_", str(RESOURCES / "i18n")):
        return None
    QCoreApplication.installTranslator(translator)
    return translator


def remove_translator(translator: QTranslator | None) -> None:
    """Take back what `install_translator` returned."""
    if translator is not None:
        QCoreApplication.removeTranslator(translator)
