"""Recall vs Area on paper: small samples whose answer can be worked out by hand."""

import math
import random
from xml.etree import ElementTree

import pytest
from photo_geolocator.plugin.errors import Cancelled, FileError
from photo_geolocator.plugin.processing import rva
from photo_geolocator.plugin.processing.rva import SPHERE_AREA_KM2, cap_area_km2, measure
from photo_geolocator.plugin.processing.rva_plot import picture, png, svg
from qgis.PyQt.QtGui import QImage


def curve(areas, budgets):
    return measure(areas, budgets, lambda: None)


def test_recall_by_hand():
    one = curve([100.0, 1000.0, 1000.0, 1e6], [50.0, 100.0, 999.0, 1000.0, 1e7])
    assert [recall.value for recall in one.recalls.values()] == [0.0, 0.25, 0.25, 0.75, 1.0]
    assert list(one.recalls) == [50.0, 100.0, 999.0, 1000.0, 1e7]
    assert one.mean_log10_area.value == pytest.approx((2 + 3 + 3 + 6) / 4)
    assert one.photos == 4


def test_the_caps_are_the_papers():
    assert cap_area_km2(25) == pytest.approx(1963.5, rel=1e-4)
    assert cap_area_km2(2500) == pytest.approx(19_384_284, rel=1e-5)
    assert pytest.approx(510_064_472) == SPHERE_AREA_KM2


def test_the_interval_is_that_of_a_share():
    count, found = 400, 100
    one = curve([10.0] * found + [1e6] * (count - found), [1000.0])
    recall = one.recalls[1000.0]
    assert recall.value == 0.25
    # Where the true share is either bound, 0.25 is 1.96 of its standard deviations away.
    for bound in (recall.low, recall.high):
        assert abs(0.25 - bound) == pytest.approx(1.96 * math.sqrt(bound * (1 - bound) / count), rel=1e-4)
    assert recall.low < 0.25 < recall.high


def test_what_always_holds():
    draw = random.Random(3)
    areas = [10 ** draw.uniform(1, 8.7) for _ in range(200)]
    budgets = [10 ** (power / 4) for power in range(4, 36)]
    one = curve(areas, budgets)
    values = [recall.value for recall in one.recalls.values()]
    assert values == sorted(values)
    for recall in [*one.recalls.values(), one.mean_log10_area]:
        assert recall.low <= recall.value <= recall.high
    assert one == curve(areas, budgets), "the same input gives the same interval"
    assert one.recalls == curve(areas, budgets[::-1] * 2).recalls


def test_few_photos_promise_little():
    """Four of four found is a recall of 51 % or more, not of 100 %; one of one says next to nothing."""
    one, four = curve([500.0], [100.0, 1000.0]), curve([500.0] * 4, [100.0, 1000.0])
    bounds = [[(round(r.low, 3), r.value, round(r.high, 3)) for r in each.recalls.values()] for each in (one, four)]
    assert bounds == [[(0, 0, 0.793), (0.207, 1, 1)], [(0, 0, 0.49), (0.51, 1, 1)]]


def test_it_can_be_stopped(monkeypatch):
    calls = []

    def stop():
        calls.append(1)
        if len(calls) == 3:
            raise Cancelled("Cancelled.")

    with pytest.raises(Cancelled):
        measure([1.0, 2.0], [1.0], stop)
    assert len(calls) == 3 < rva.RESAMPLES


@pytest.fixture
def drawing(qgis_app):
    areas = [10 ** (2 + number / 20) for number in range(100)]
    budgets = [10 ** (2 + number / 10) for number in range(60)] + [cap_area_km2(r) for r in (25, 200, 750, 2500)]
    return svg(curve(areas, budgets), "Photos of “A & B” <1>")


def test_the_plot_is_a_drawing(drawing):
    root = ElementTree.fromstring(drawing)
    texts = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "Photos of “A & B” <1>" in texts
    assert len([text for text in texts if text.startswith(("25 km:", "200 km:", "750 km:", "2500 km:"))]) == 4
    (line,) = root.iter("{http://www.w3.org/2000/svg}polyline")
    points = [tuple(map(float, point.split(","))) for point in line.get("points").split()]
    assert [x for x, _ in points] == sorted(x for x, _ in points), "to the right with the area"
    assert [y for _, y in points] == sorted((y for _, y in points), reverse=True), "upwards with the recall"


def test_the_plot_as_png_has_its_line(drawing):
    image = QImage.fromData(png(drawing), "PNG")
    assert (image.width(), image.height()) == (1520, 960)
    colours = {image.pixelColor(x, y).name() for x in range(0, 1520, 2) for y in range(0, 960, 3)}
    assert "#00626b" in colours and "#ffffff" in colours


def test_an_ending_that_is_no_picture_is_refused(drawing, tmp_path):
    assert picture(tmp_path / "plot.SVG", drawing).startswith(b"<svg")
    assert picture(tmp_path / "plot.png", drawing).startswith(b"\x89PNG")
    with pytest.raises(FileError, match=r"plot.pdf can't be drawn"):
        picture(tmp_path / "plot.pdf", drawing)
