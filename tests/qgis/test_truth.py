import pytest
from photo_geolocator.plugin.gui.result_view import ResultView
from photo_geolocator.plugin.gui.truth import truth_text
from photo_geolocator.plugin.result import Truth


@pytest.mark.parametrize(
    ("km", "km2", "text"),
    [
        (12.4, 3400.2, "EXIF position: 12 km from the best point; found after searching 3,400 km²."),
        (0.3, 9.87, "EXIF position: less than 1 km from the best point; found after searching 9.9 km²."),
        (9123.0, 21.5e6, "EXIF position: 9,123 km from the best point; found after searching 21.5 million km²."),
    ],
)
def test_one_photo(km, km2, text):
    assert truth_text((Truth("a.jpg", km, km2, 0.4),)) == text


def test_of_several_photos_the_nearest_comes_first():
    lines = truth_text((Truth("far.jpg", 900.0, 1e6, 0.9), Truth("near.jpg", 5.0, 100.0, 0.1))).splitlines()
    assert [line.split(":")[0] for line in lines] == ["near.jpg", "far.jpg"]


def test_without_an_exif_position_nothing_is_said(qtbot, geolocated):
    from dataclasses import replace

    view = ResultView()
    qtbot.addWidget(view)
    view.set_result(geolocated.result, live=False)
    assert view.truth.isHidden()
    view.set_result(replace(geolocated.result, truth=(Truth("a.jpg", 12.0, 3400.0, 0.4),)), live=False)
    assert not view.truth.isHidden()
    assert "no predictor sees" in view.truth.toolTip()
