"""The backend's words in QGIS's language."""

import pytest
from photo_geolocator.plugin import labels
from photo_geolocator.plugin.layers.group import add_result
from photo_geolocator.plugin.layers.map_tips import region_tip
from photo_geolocator.plugin.result import Attribute, Member
from qgis.core import QgsExpression, QgsExpressionContext, QgsLayerTreeModel, QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator


class Reversed(QTranslator):
    """A language that is there for every text: upper case, placeholders kept."""

    def translate(self, context, source, disambiguation=None, n=-1):
        parts = source.split("{")
        kept = [part.partition("}") for part in parts[1:]]
        return parts[0].upper() + "".join(f"{{{name}}}{rest.upper()}" for name, _, rest in kept)


@pytest.fixture
def foreign(qgis_app):
    """Another language, with German numbers."""
    translator = Reversed()
    before = QLocale()
    QCoreApplication.installTranslator(translator)
    QLocale.setDefault(QLocale("de"))
    yield
    QLocale.setDefault(before)
    QCoreApplication.removeTranslator(translator)


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Urban areas", "URBAN AREAS"),
        ("Highest population density (1,800 and more per km²)", "HIGHEST POPULATION DENSITY (1.800 AND MORE PER KM²)"),
        ("High population density (150 to 1,800 per km²)", "HIGH POPULATION DENSITY (150 TO 1.800 PER KM²)"),
        ("Wetness (1,000 to 2,000 per km²)", "Wetness (1.000 TO 2.000 PER KM²)"),
        ("over 1,000 per km² “dense” & more", "over 1,000 per km² “dense” & more"),
        ("Snow & ice", "Snow & ice"),
    ],
)
def test_labels_that_are_known_are_translated_and_others_stay(foreign, label, words):
    assert labels.name(label) == words


@pytest.mark.parametrize(
    ("label", "words", "short"),
    [
        ("2500 km cap", "2500 KM CAP", "2500 KM"),
        ("50,000 km²", "50.000 km²", "50.000 km²"),
        ("80% recall", "80 % RECALL", "80 % RECALL"),
        ("99.9% of the probability", "99,9 % OF THE PROBABILITY", "99,9 % OF THE PROBABILITY"),
        ("80% recall by curve", "80 % RECALL BY CURVE", "80 % RECALL BY CURVE"),
        ("50% of the probability", "50 % OF THE PROBABILITY", "50 % OF THE PROBABILITY"),
        ("my areas", "my areas", "my areas"),
    ],
)
def test_labels_of_search_areas_are_translated(foreign, label, words, short):
    assert labels.search_area(label) == words
    assert labels.short_search_area(label) == short


@pytest.mark.parametrize(
    "label", ["25 km cap", "50,000 km²", "Urban areas", "High population density (1 to 2 per km²)"]
)
def test_in_english_labels_stay_as_they_are(qgis_app, label):
    assert labels.search_area(label) == labels.name(label) == label


def test_results_are_read_in_qgis_language(foreign):
    one = {"label": "Cropland", "probability": 0.5}
    attribute = Attribute.from_json({"label": "Land cover", "classes": [one]})
    assert (attribute.label, attribute.best.label) == ("LAND COVER", "CROPLAND")
    member = Member.from_json({"name": "land_cover", "label": "Land cover", "kind": "attribute", "exponent": 0.3})
    assert (member.name, member.label, member.kind) == ("land_cover", "LAND COVER", "attribute")


def test_legends_and_tips_are_in_qgis_language_and_fields_are_not(foreign, qgis_new_project, geolocated):
    project = QgsProject.instance()
    layers = add_result(project, geolocated)
    categories = layers.search_areas.renderer().categories()
    assert (categories[0].value(), categories[0].label()) == ("25 km cap", "25 KM CAP")
    node = layers.group.findLayer(layers.heatmap.id())
    model = QgsLayerTreeModel(project.layerTreeRoot())
    assert model.layerLegendNodes(node)[0].data(0) == "PROBABILITY PER KM²"
    context = QgsExpressionContext()
    feature = next(one for one in layers.search_areas.getFeatures() if one["area_label"] == "200 km cap")
    context.setFeature(feature)
    context.setFields(layers.search_areas.fields())
    assert "200 KM CAP" in QgsExpression.replaceExpressionText(region_tip(), context)
