import dataclasses
import itertools

import pytest
from photo_geolocator.plugin.client import Target
from photo_geolocator.plugin.gui.search_area_control import SearchAreaControl
from photo_geolocator.plugin.result import BundleInfo, SearchArea
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtWidgets import QApplication
from sample import cap_area

BUNDLE = BundleInfo("starter", "1", "Starter", "CPUExecutionProvider", highest_recall=0.937, validation_photos=1001)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def control(geolocated, qtbot):
    one = SearchAreaControl()
    qtbot.addWidget(one)
    one.resize(400, one.sizeHint().height())
    one.set_bundle(BUNDLE)
    one.set_result(geolocated.result, live=True)
    one.show()
    return one


@pytest.fixture
def wanted(control):
    seen = []
    control.wanted.connect(seen.append)
    return seen


@pytest.fixture
def presets(control):
    seen = []
    control.preset_chosen.connect(seen.append)
    return seen


def labels(control):
    return [button.text() for button in control.slider.marks.buttons.values()]


def pressed(control):
    return [mark.text for mark, button in control.slider.marks.buttons.items() if button.isChecked()]


def drag(qtbot, control, positions):
    """Press the handle, move it over `positions` and let go."""
    slider = control.slider.slider
    middle = slider.handle().center()
    qtbot.mousePress(slider, LEFT, pos=middle)
    for position in positions:
        # Not qtbot.mouseMove: that moves a pointer which the offscreen platform does not have.
        at = QPointF(slider.x_of(position), middle.y())
        there = QPointF(slider.mapToGlobal(at.toPoint()))
        kind, none = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
        QApplication.sendEvent(slider, QMouseEvent(kind, at, there, none, LEFT, Qt.KeyboardModifier.NoModifier))
    qtbot.mouseRelease(slider, LEFT, pos=QPoint(round(slider.x_of(positions[-1])), middle.y()))


def test_a_result_starts_at_its_telling_area_without_a_wish(control, wanted, presets, geolocated):
    assert control.target == Target(area_km2=cap_area(200))
    assert labels(control) == ["25 km", "200 km", "750 km", "2500 km"]
    assert pressed(control) == ["200 km"]
    assert control.number.text() == "125,653 km²"
    assert control.meaning.text() == "circle of 200 km"
    area = geolocated.result.telling_area
    lines = control.summary.text().splitlines()
    assert lines[0] == f"{area.area_km2:,.0f} km² in 1 region, probability {100 * area.probability:.0f} %"
    assert lines[1] == "Such areas held the truth for 50 % of 1,001 validation photos."
    assert wanted == presets == []


def test_marks_lie_under_the_handle_at_their_budgets(control):
    slider = control.slider.slider
    for mark in control.slider.marks.buttons:
        control.slider.set_value(mark.value)
        assert slider.handle().center().x() == pytest.approx(slider.x_of(control.slider.position(mark.value)), abs=1)


def test_dragging_wishes_all_along(qtbot, control, wanted):
    drag(qtbot, control, [320, 340, 360])
    budgets = [target.area_km2 for target in wanted]
    assert len(budgets) >= 3
    assert budgets == sorted(budgets)
    assert control.target.area_km2 == pytest.approx(10 ** (2 + 3.6), rel=0.05)
    assert control.number.value() == round(control.target.area_km2)
    assert pressed(control) == []


def test_let_go_close_to_a_preset_takes_its_exact_area(qtbot, control, wanted, presets, geolocated):
    drag(qtbot, control, [400, 422])
    assert control.target == Target(area_km2=cap_area(750))
    assert wanted[-1] == Target(area_km2=cap_area(750))
    assert presets == [geolocated.result.search_areas[2]]
    assert pressed(control) == ["750 km"]


def test_let_go_further_away_stays_there(qtbot, control):
    drag(qtbot, control, [400, 412])
    assert pressed(control) == []
    assert control.target.area_km2 != cap_area(750)


@pytest.mark.parametrize("y", [0, 10])
def test_a_click_beside_the_handle_goes_there(qtbot, control, wanted, y):
    slider = control.slider.slider
    qtbot.mouseClick(slider, LEFT, pos=QPoint(round(slider.x_of(60)), y))
    assert wanted[-1].area_km2 == pytest.approx(398, rel=0.05)
    assert not slider.isSliderDown()


def test_a_click_on_the_handle_changes_nothing(qtbot, control, wanted):
    handle = control.slider.slider.handle()
    for corner in (handle.center(), handle.topLeft(), handle.bottomRight()):
        qtbot.mouseClick(control.slider.slider, LEFT, pos=corner)
    assert wanted == []
    assert control.target == Target(area_km2=cap_area(200))


def test_a_click_on_the_handle_keeps_an_exact_number_close_to_a_preset(qtbot, control):
    control.number.setValue(130_000)
    qtbot.mouseClick(control.slider.slider, LEFT, pos=control.slider.slider.handle().center())
    assert control.target == Target(area_km2=130_000.0)


def test_other_buttons_do_not_drag(qtbot, control, wanted):
    slider = control.slider.slider
    qtbot.mouseClick(slider, Qt.MouseButton.RightButton, pos=slider.handle().center())
    assert not slider.isSliderDown()
    assert wanted == []


def test_keys(qtbot, control, wanted):
    slider = control.slider.slider
    slider.setFocus()
    before = slider.value()
    for key, change in ((Qt.Key.Key_Right, 2), (Qt.Key.Key_Up, 4), (Qt.Key.Key_Left, 2), (Qt.Key.Key_Down, 0)):
        qtbot.keyClick(slider, key)
        assert slider.value() == before + change
    assert wanted[-1] == Target(area_km2=cap_area(200))  # back at the preset, exactly
    for cap in (750, 2500):
        qtbot.keyClick(slider, Qt.Key.Key_PageUp)
        assert wanted[-1] == Target(area_km2=cap_area(cap))
    qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    assert wanted[-1] == Target(area_km2=1e8)
    qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    assert control.target == Target(area_km2=1e8)
    qtbot.keyClick(slider, Qt.Key.Key_PageDown)
    assert wanted[-1] == Target(area_km2=cap_area(2500))
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert wanted[-1] == Target(area_km2=1e2)
    qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    assert wanted[-1] == Target(area_km2=cap_area(25))
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert wanted[-1] == Target(area_km2=1e8)


def test_an_exact_number_is_taken_once_it_is_whole(qtbot, control, wanted):
    control.number.setFocus()
    control.number.selectAll()
    qtbot.keyClicks(control.number.lineEdit(), "50000")
    assert wanted == []
    qtbot.keyClick(control.number, Qt.Key.Key_Return)
    assert wanted == [Target(area_km2=50_000.0)]
    assert control.slider.slider.value() == control.slider.position(50_000)
    assert control.number.text() == "50,000 km²"


@pytest.mark.parametrize(("typed", "budget"), [("3", None), ("7", None), ("123456789", None), ("99999999", 99999999.0)])
def test_numbers_off_the_scale_are_not_taken(qtbot, control, wanted, typed, budget):
    control.number.selectAll()
    qtbot.keyClicks(control.number.lineEdit(), typed)
    qtbot.keyClick(control.number, Qt.Key.Key_Return)
    assert 100 <= control.target.area_km2 <= 1e8
    if budget is not None:
        assert wanted == [Target(area_km2=budget)]


def test_a_click_on_a_mark(qtbot, control, wanted, presets):
    button = list(control.slider.marks.buttons.values())[3]
    for _ in range(2):
        qtbot.mouseClick(button, LEFT)
        assert pressed(control) == ["2500 km"]
    assert wanted == [Target(area_km2=cap_area(2500))]
    assert len(presets) == 1


def test_the_recall_mode(qtbot, control, wanted):
    qtbot.mouseClick(control.by_recall, LEFT)
    assert wanted == [Target(recall=0.8)]
    assert labels(control) == ["50 %", "80 %", "90 %"]
    assert pressed(control) == ["80 %"]
    assert (control.number.minimum(), control.number.maximum(), control.number.text()) == (5, 93, "80 %")
    slider = control.slider.slider
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert wanted[-1] == Target(recall=0.81)
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert wanted[-1] == Target(recall=0.93)
    qtbot.keyClick(slider, Qt.Key.Key_PageDown)
    assert wanted[-1] == Target(recall=0.9)
    control.show_area(SearchArea("90% recall", 2e6, 0.88, 12, "[]", recall=0.9, expected_recall=0.4))
    assert control.summary.text().splitlines() == [
        "2.0 million km² in 12 regions, probability 88 %",
        "Areas found this way held the truth for at least 90 % of 1,001 validation photos.",
    ]
    qtbot.mouseClick(control.by_budget, LEFT)
    assert wanted[-1] == Target(area_km2=cap_area(200))
    qtbot.mouseClick(control.by_recall, LEFT)
    assert wanted[-1] == Target(recall=0.9)  # each mode remembers


@pytest.mark.parametrize("highest", [None, 0.03])
def test_without_a_recall_to_promise_there_is_no_recall_mode(control, geolocated, highest):
    control.set_bundle(dataclasses.replace(BUNDLE, highest_recall=highest))
    assert not control.by_recall.isEnabled()
    assert control.by_budget.isEnabled()


def test_a_bundle_with_less_to_promise_lowers_the_wish(qtbot, control, wanted):
    control.set_bundle(dataclasses.replace(BUNDLE, highest_recall=0.4))
    qtbot.mouseClick(control.by_recall, LEFT)
    assert labels(control) == []
    assert wanted == [Target(recall=0.4)]


def test_what_the_bundle_does_not_tell_is_left_out(control):
    control.show_area(SearchArea("x", 1000.0, 0.1, 1, "[]"))
    assert control.summary.text() == "1,000 km² in 1 region, probability 10 %"
    control.set_bundle(dataclasses.replace(BUNDLE, validation_photos=None))
    control.show_area(SearchArea("x", 1000.0, 0.1, 1, "[]", expected_recall=0.25))
    assert control.summary.text().endswith("Such areas held the truth for 25 % of validation photos.")


def test_a_lost_photo_leaves_the_presets(qtbot, control, wanted, presets, geolocated):
    qtbot.mouseClick(control.by_recall, LEFT)
    del wanted[:]
    control.show_lost()
    assert "geolocate it again" in control.summary.text()
    for part in (control.slider.slider, control.number, control.by_budget, control.by_recall):
        assert not part.isEnabled()
    qtbot.mouseClick(list(control.slider.marks.buttons.values())[2], LEFT)
    assert presets == [geolocated.result.search_areas[2]]
    assert wanted == []
    assert "geolocate it again" in control.summary.text()
    control.set_result(geolocated.result, live=True)
    assert control.slider.slider.isEnabled()
    assert "geolocate it again" not in control.summary.text()


def test_a_result_without_areas_does_no_harm(qtbot, control, wanted, geolocated):
    control.set_result(dataclasses.replace(geolocated.result, search_areas=()), live=True)
    assert labels(control) == []
    assert control.summary.text() == ""
    qtbot.keyClick(control.slider.slider, Qt.Key.Key_PageUp)
    assert wanted == [Target(area_km2=1e8)]


def test_every_part_has_a_name_for_screen_readers(qtbot, control):
    slider = control.slider.slider
    assert (slider.accessibleName(), control.number.accessibleName()) == ("Area budget", "Area budget")
    assert slider.accessibleDescription() == "125,653 km²"
    names = [button.accessibleName() for button in control.slider.marks.buttons.values()]
    assert names[0].startswith("25 km cap: ")
    qtbot.mouseClick(control.by_recall, LEFT)
    assert (slider.accessibleName(), slider.accessibleDescription()) == ("Recall", "80 %")


@pytest.mark.parametrize("width", [302, 400, 900])
def test_marks_stay_apart_and_inside(qtbot, control, width):
    control.resize(width, control.height())
    qtbot.wait(20)
    boxes = [button.geometry() for button in control.slider.marks.buttons.values()]
    assert all(left.right() < right.left() for left, right in itertools.pairwise(boxes))
    assert boxes[0].left() >= 0
    assert boxes[-1].right() <= control.slider.marks.width()
