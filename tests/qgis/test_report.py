import dataclasses
import gc
import json
import re
import weakref
from types import SimpleNamespace

import pytest
from conftest import WAIT_MS
from contract_server import search_area
from photo_geolocator.plugin import report as report_module
from photo_geolocator.plugin import report_page
from photo_geolocator.plugin.errors import FileError, LayerError
from photo_geolocator.plugin.layers.chosen_area import ChosenArea
from photo_geolocator.plugin.layers.group import add_result
from photo_geolocator.plugin.live_area import read_answer
from photo_geolocator.plugin.report import Report, save_report, world_map
from photo_geolocator.plugin.report_page import BANDS, FACTS, INSET, LEFT, MAP, PAGE, PHOTO, RIGHT
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFillSymbol,
    QgsGeometry,
    QgsLayout,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemScaleBar,
    QgsLegendRenderer,
    QgsProject,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QThreadPool
from qgis.PyQt.QtGui import QColor, QImage, QTextDocument

RED = "#ff2020"


@pytest.fixture
def project(qgis_new_project):
    one = QgsProject.instance()
    one.setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    yield one
    QThreadPool.globalInstance().waitForDone()  # the tests' canvas may still draw these layers in the background
    one.clear()


@pytest.fixture
def result(geolocated):
    """A result whose photo is there: upright, half green and half blue."""
    image = QImage(600, 800, QImage.Format.Format_RGB32)
    image.fill(QColor("#20a020"))
    for x in range(300, 600):
        for y in range(800):
            image.setPixelColor(x, y, QColor("#2020c0"))
    assert image.save(str(geolocated.photo), "JPG", 95)
    return geolocated


@pytest.fixture
def write(project, qtbot):
    """Writes a report as the plugin does, and returns what it tells."""

    def run(geolocated, path, **options):
        report = save_report(project, geolocated, path, **options)
        saved, failed = [], []
        report.saved.connect(saved.append)
        report.failed.connect(failed.append)
        qtbot.waitUntil(lambda: bool(saved or failed), timeout=60_000)
        if failed:
            raise failed[0]
        return saved[0]

    return run


def base_map(project, colour=RED):
    """A layer of the person's that covers the world."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326", "base", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(-179, -80, 179, 80)))
    layer.dataProvider().addFeatures([feature])
    layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple({"color": colour})))
    project.addMapLayer(layer)
    return layer


def at(image, place, across, down):
    """The colour at a share of the width and height of a place on the page."""
    scale = image.width() / PAGE[0]
    left, top, width, height = place
    return image.pixelColor(round((left + across * width) * scale), round((top + down * height) * scale))


def near(colour, name, tolerance=40):
    other = QColor(name)
    return all(abs(a - b) <= tolerance for a, b in zip(colour.getRgb()[:3], other.getRgb()[:3], strict=True))


def inks(image, band):
    """How many dark pixels there are in a band of the page, in thousands."""
    scale = image.height() / PAGE[1]
    rows = range(round(band[0] * scale), round(band[1] * scale), 2)
    return sum(image.pixelColor(x, y).lightness() < 120 for y in rows for x in range(0, image.width(), 2))


def test_a_page_of_a4_with_everything_on_it(project, result, write, tmp_path):
    add_result(project, result)
    path = write(result, tmp_path / "Bericht é.png")
    image = QImage(str(path))
    assert (image.width(), image.height()) == (1654, 2339)
    assert all(inks(image, band) > 300 for band in BANDS)
    # The photo is upright at the left, shown whole in its box.
    assert near(at(image, PHOTO, 0.05, 0.5), "#20a020")
    assert near(at(image, PHOTO, 0.40, 0.5), "#2020c0")
    assert near(at(image, PHOTO, 0.95, 0.5), "#ffffff")
    assert left(tmp_path) == ["Bericht é.png"]


def left(folder):
    return sorted(path.name for path in folder.iterdir() if path.name not in ("result", "photo.jpg"))


def test_the_map_shows_what_the_person_shows_below_it(project, result, write, tmp_path):
    mine = base_map(project)
    add_result(project, result)
    image = QImage(str(write(result, tmp_path / "a.png")))
    shown = sum(near(at(image, MAP, x / 20, y / 20), RED, 60) for x in range(1, 20) for y in range(1, 20))
    assert shown > 100
    project.layerTreeRoot().findLayer(mine.id()).setItemVisibilityChecked(False)
    image = QImage(str(write(result, tmp_path / "b.png")))
    assert not any(near(at(image, MAP, x / 20, y / 20), RED) for x in range(1, 20) for y in range(1, 20))


def test_other_results_stay_off_the_map(project, result, write, tmp_path):
    shown = add_result(project, result)
    other = dataclasses.replace(result, folder=result.folder.rename(result.folder.with_name("other")))
    base = base_map(project)
    layers = report_module._base_layers(project)
    assert layers == [base]
    assert shown.heatmap not in layers
    assert other.folder.exists()


def test_a_pdf_with_real_text(project, result, write, tmp_path):
    add_result(project, result)
    path = write(result, tmp_path / "a.pdf")
    body = path.read_bytes()
    assert body.startswith(b"%PDF-") and body.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type /Page\b", body)) == 1
    assert b"/Font" in body
    assert re.search(rb"/MediaBox \[0 0 59\d\.?\d* 84\d\.?\d*\]", body)


@pytest.fixture
def laid_out(monkeypatch):
    """What stands on the page that was laid out last: `text` of the labels, `rows` of the table, the names of the
    `layers` in the legend, how wide the title is, where facts
    and legend end and how many parts the scale bar has."""
    there = SimpleNamespace()
    steps = report_module.ReportPage.steps

    def watched(page):
        yield from steps(page)
        labels = [item for item in page.layout.items() if isinstance(item, QgsLayoutItemLabel)]
        there.text = "\n".join(label.text() for label in labels)
        there.layers = [layer.name() for layer in page._layers]
        title = next(label for label in labels if label.text().startswith("Where was"))
        there.title, there.title_width = title.text(), title.sizeForText().width()
        facts = next(label for label in labels if label.text().startswith("Best point:"))
        font = facts.font()
        per_mm = 100 / (font.pointSizeF() / 72 * 25.4)
        font.setPixelSize(100)  # the screen's few pixels would round
        page_text = QTextDocument(facts.text())
        page_text.setDocumentMargin(0)
        page_text.setDefaultFont(font)
        page_text.setTextWidth(FACTS[2] * per_mm)
        there.facts_end = facts.pos().y() + page_text.size().height() / per_mm
        (legend,) = (item for item in page.layout.items() if isinstance(item, QgsLayoutItemLegend))
        drawn = QgsLegendRenderer(legend.model(), legend.legendSettings())
        there.legend_end = legend.pos().y() + drawn.minimumSize().height()
        (bar,) = (item for item in page.layout.items() if isinstance(item, QgsLayoutItemScaleBar))
        there.bar_parts = bar.numberOfSegments()
        there.rows = [[cell.content() for cell in row] for row in page.layout.multiFrames()[0].tableContents()]

    monkeypatch.setattr(report_module.ReportPage, "steps", watched)
    return there


@pytest.mark.parametrize("name", ["an afternoon " * 12, "写真" * 60, "صورة " * 30])
def test_a_long_name_leaves_the_title_whole(project, result, tmp_path, write, laid_out, name):
    write(dataclasses.replace(result, photo=result.photo.with_name(f"{name}.jpg")), tmp_path / "a.png")
    assert laid_out.title.endswith("taken?") and "…" in laid_out.title
    assert RIGHT - LEFT - 20 < laid_out.title_width < RIGHT - LEFT


def test_many_facts_get_smaller_until_they_fit(project, result, tmp_path, write, laid_out):
    priors = [{"id": "a", "name": f"All harbours, cranes and quays, part {n}", "weight": 2} for n in range(4)]
    photos = tuple(dataclasses.replace(result.result.photo, name=f"{n} {'a long name ' * 3}.jpg") for n in range(3))
    choices = {"members": [], "restriction": {"label": "a polygon", "inside": True}, "priors": priors}
    many = dataclasses.replace(result.result, photos=photos, choices=choices)
    write(dataclasses.replace(result, result=many), tmp_path / "a.png")
    assert FACTS[1] + FACTS[3] / 2 < laid_out.facts_end < FACTS[1] + FACTS[3] + 1
    assert "quays, part 3" in laid_out.text


def test_legend_and_scale_bar_keep_their_places(project, result, tmp_path, write, laid_out):
    add_result(project, result)  # with an EXIF position, so the longest legend that the panel makes
    write(result, tmp_path / "a.png")
    assert MAP[1] < laid_out.legend_end < INSET[1]
    assert laid_out.bar_parts == 1


@pytest.mark.parametrize("suffix", ["pdf", "png"])
def test_nothing_of_it_is_left_to_pythons_collector(project, result, tmp_path, qtbot, suffix):
    add_result(project, result)
    gc.collect()
    gc.disable()  # what only the collector can free stays, then
    try:
        report = save_report(project, result, tmp_path / f"a.{suffix}")
        with qtbot.waitSignal(report.saved, timeout=60_000):
            pass
        report = weakref.ref(report)
        qtbot.waitUntil(lambda: report() is None, timeout=WAIT_MS)
        assert not [one for one in gc.get_objects() if isinstance(one, QgsLayout)]
    finally:
        gc.enable()


def test_it_says_what_was_found_and_what_made_it(project, result, tmp_path, write, laid_out):
    add_result(project, result)
    write(result, tmp_path / "a.png")
    text = laid_out.text
    for words in (
        "Where was photo.jpg taken?",
        "Paris, France",
        "62 % within 750 km",
        "Best point: 48.75° N, 2.25° E",
        result.result.confidence_note,
        "Population density: over 1,000 per km², 90 %",
        "EXIF position, for comparison only: 48.86° N, 2.29° E",
        "Taken at 2014-01-02 10:11:12",
        "Search area 200 km cap",
        "held the truth of 50 %",
        result.result.photo.sha256,
        result.result.bundle_sha256,
        "Population density (exponent 0.5)",
        "not a proof",
    ):
        assert words in text
    assert laid_out.rows[0] == ["#", "Place", "Area", "Probability"]
    regions = result.result.telling_area.regions[:8]
    assert [row[1] for row in laid_out.rows[1:]] == [region.place for region in regions]


def test_a_chosen_area_is_listed_and_drawn_instead_of_the_presets(project, result, tmp_path, write, laid_out):
    layers = add_result(project, result)
    answer = list(read_answer(json.dumps(search_area(budget_km2=50_000.0)).encode()))[-1]
    chosen = ChosenArea(project)
    chosen.begin("photo.jpg", result.result, layers)
    chosen.show(answer.features)
    write(result, tmp_path / "a.png", area=answer.search_area, chosen=chosen.layer)
    assert "Search area 50,000 km²" in laid_out.text
    assert "Search area" in laid_out.layers and "Search areas" not in laid_out.layers


def test_a_bundle_that_was_not_calibrated_promises_nothing(project, result, tmp_path, write, laid_out):
    raw = dict.fromkeys(("confidence", "confidence_radius_km", "unsure"))
    areas = tuple(dataclasses.replace(area, expected_recall=None) for area in result.result.search_areas)
    note = "This bundle was not calibrated."
    plain = dataclasses.replace(result.result, **raw, confidence_note=note, search_areas=areas)
    write(dataclasses.replace(result, result=plain), tmp_path / "a.png")
    text = laid_out.text
    assert text.count(note) == 1
    assert "is not known" in text
    assert "within" not in text.split("Search area")[0].split("Best point")[0]


@pytest.mark.parametrize("crs", ["EPSG:32631", "EPSG:4326", "EPSG:3031", ""])
def test_any_crs_of_the_project_will_do(project, result, write, tmp_path, crs):
    project.setCrs(QgsCoordinateReferenceSystem(crs))
    add_result(project, result)
    image = QImage(str(write(result, tmp_path / "a.png")))
    seen = {at(image, MAP, x / 40, y / 40).rgb() for x in range(1, 40) for y in range(1, 40)}
    assert len(seen) > 20


def test_layers_that_were_removed_are_read_again(project, result, write, tmp_path):
    image = QImage(str(write(result, tmp_path / "a.png")))
    assert inks(image, BANDS[2]) > 300
    assert project.mapLayers() == {}


def test_without_the_photo_and_without_a_world_map(project, result, write, tmp_path, monkeypatch):
    monkeypatch.setattr(report_module, "world_map", lambda: None)
    result.photo.unlink()
    add_result(project, result)
    image = QImage(str(write(result, tmp_path / "a.png")))
    assert all(inks(image, band) > 200 for band in BANDS)


def test_qgiss_world_map_is_the_ground_where_there_is_no_other(qgis_app):
    layer = world_map()
    assert layer is None or layer.featureCount() > 200


@pytest.mark.parametrize("name", ["nowhere/a.pdf", "nowhere/a.png", "photo.jpg/a.pdf"])
def test_a_folder_that_can_not_be_written_is_told_and_leaves_nothing(project, result, write, tmp_path, name):
    add_result(project, result)
    with pytest.raises(FileError, match=r"a\.p.. can't be written"):
        write(result, tmp_path / name)
    assert left(tmp_path) == []


def test_an_older_report_stays_whole_when_the_new_one_fails(project, result, write, tmp_path, monkeypatch):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"older")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("photo_geolocator.plugin.report.shutil.copyfile", full)
    with pytest.raises(FileError, match="No space left"):
        write(result, path)
    assert path.read_bytes() == b"older"
    assert left(tmp_path) == ["a.pdf"]


def test_files_that_are_gone_are_told(project, result, write, tmp_path):
    result.heatmap.unlink()
    with pytest.raises(LayerError, match=r"heatmap\.tif can't be shown"):
        write(result, tmp_path / "a.pdf")


def test_a_project_closed_meanwhile_does_no_harm(project, result, tmp_path, qtbot):
    base_map(project)
    add_result(project, result)
    report = save_report(project, result, tmp_path / "a.png")
    with qtbot.waitSignal(report.saved, timeout=60_000):
        qtbot.waitUntil(lambda: bool(report._own))
        project.clear()
    assert inks(QImage(str(tmp_path / "a.png")), BANDS[2]) > 300


def test_a_layer_that_goes_while_it_is_drawn_is_drawn_without(project, result, tmp_path, qtbot):
    base_map(project)
    report = save_report(project, result, tmp_path / "a.png")
    with qtbot.waitSignal(report.saved, timeout=60_000):
        qtbot.waitUntil(lambda: report._main is not None and report._main.job.isActive())
        project.clear()
    image = QImage(str(tmp_path / "a.png"))
    assert not any(near(at(image, MAP, x / 20, y / 20), RED) for x in range(1, 20) for y in range(1, 20))
    assert inks(image, BANDS[2]) > 300


def test_the_page_draws_no_layers_of_the_project(project, result, write, tmp_path, monkeypatch):
    """A map item draws the layers of its layout's project in the background, even where it is not shown."""
    base_map(project)
    projects = []
    layout = report_page.QgsPrintLayout
    monkeypatch.setattr(report_page, "QgsPrintLayout", lambda own: projects.append(own) or layout(own))
    write(result, tmp_path / "a.png")
    assert len(projects) == 1 and projects[0] is not project


def test_another_kind_of_file_is_refused(project, result, tmp_path):
    with pytest.raises(FileError, match=r"must end in \.pdf or \.png"):
        save_report(project, result, tmp_path / "a.docx")


def test_the_temporary_pictures_are_gone_afterwards(project, result, tmp_path, qtbot):
    report = save_report(project, result, tmp_path / "a.pdf")
    assert isinstance(report, Report)
    folder = report._folder
    assert folder.exists()
    with qtbot.waitSignal(report.saved, timeout=60_000):
        pass
    assert not folder.exists()
