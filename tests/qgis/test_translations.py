"""The translations in Qt: what the .qm files hold, and that QGIS's language chooses among them."""

import importlib.util
import sys
from pathlib import Path

import pytest
from photo_geolocator.plugin.translation import install_translator, remove_translator, tr
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

REPOSITORY = Path(__file__).resolve().parents[2]
LANGUAGES = ("de", "fr", "es", "it")


@pytest.fixture(scope="module")
def translations():
    spec = importlib.util.spec_from_file_location("translations", REPOSITORY / ".ci" / "translations.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["translations"] = module  # dataclasses look there
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_qm_is_in_step_with_the_ts(qgis_app, translations, name):
    path = translations.ts_path(name)
    translator = QTranslator()
    assert translator.load(str(path.with_suffix(".qm")))
    QCoreApplication.installTranslator(translator)
    try:
        differing = [source for source, text in translations.read(path).items() if tr(source) != text]
    finally:
        QCoreApplication.removeTranslator(translator)
    assert not differing, "run `make translations`"


@pytest.mark.parametrize(
    ("locale", "name"), [("de", "de"), ("de_AT", "de"), ("fr_CA", "fr"), ("es", "es"), ("it", "it")]
)
def test_texts_follow_qgis_language(qgis_app, translations, language, locale, name):
    language(locale)
    known = {source: text for source, text in translations.read(translations.ts_path(name)).items() if text}
    source, text = next(one for one in known.items() if one[0] != one[1])
    translator = install_translator()
    try:
        assert tr(source) == text
    finally:
        remove_translator(translator)
    assert tr(source) == source


@pytest.mark.parametrize("locale", ["en", "pl_PL", "", "C"])
def test_other_languages_stay_english(qgis_app, language, locale):
    language(locale)
    translator = install_translator()
    assert translator is None
    remove_translator(translator)
    assert tr("Cancel") == "Cancel"


def test_the_plugin_installs_and_removes_the_translator(qgis_app, qgis_iface, translations, language, data_folder):
    from photo_geolocator.plugin.plugin import PhotoGeolocatorPlugin

    language("de")
    known = translations.read(translations.ts_path("de"))
    source = next(source for source, text in known.items() if text and text != source)
    plugin = PhotoGeolocatorPlugin(qgis_iface)
    plugin.initProcessing()
    try:
        assert tr(source) == known[source]
        assert QgsApplication.processingRegistry().providerById("photo_geolocator") is not None
    finally:
        plugin.unload()
    assert tr(source) == source
    plugin.unload()
