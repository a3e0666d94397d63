import itertools

import pytest
from photo_geolocator.plugin.gui.formats import circle_radius, whole
from photo_geolocator.plugin.gui.scale import BudgetScale, RecallScale
from sample import CAPS_KM, cap_area


def test_a_budget_scale_spans_six_powers_of_ten():
    scale = BudgetScale()
    assert (scale.value(0), scale.value(scale.last)) == (1e2, 1e8)
    assert [scale.value(100 * power) for power in range(7)] == [10.0 ** (2 + power) for power in range(7)]
    assert scale.value(150) == 3160  # 10^3.5, three digits


def test_every_position_comes_back_and_no_two_are_equal():
    scale = BudgetScale()
    values = [scale.value(position) for position in range(scale.last + 1)]
    assert [scale.position(value) for value in values] == list(range(scale.last + 1))
    assert all(low < high for low, high in itertools.pairwise(values))


@pytest.mark.parametrize("cap", CAPS_KM)
def test_presets_lie_where_their_logarithms_do(cap):
    scale, area = BudgetScale(), cap_area(cap)
    position = scale.position(area)
    assert scale.value(position - 1) < area < scale.value(position + 1)
    assert position == {25: 129, 200: 310, 750: 425, 2500: 529}[cap]


def test_what_is_off_the_scale_is_at_its_ends():
    assert BudgetScale().position(1) == BudgetScale().position(0.0) == 0
    assert BudgetScale().position(5.1e8) == BudgetScale().last == 600
    assert RecallScale(0.93).position(0.99) == RecallScale(0.93).last


def test_recalls_go_by_percent_up_to_what_the_bundle_supports():
    scale = RecallScale(0.937)
    assert (scale.value(0), scale.value(scale.last)) == (0.05, 0.93)
    assert [scale.position(scale.value(position)) for position in range(scale.last + 1)] == list(range(89))
    assert RecallScale(0.94).value(RecallScale(0.94).last) == 0.94  # 100 * 0.94 is a bit less than 94
    assert RecallScale(0.01).last == 0


def test_areas_are_told_as_circles():
    for cap in CAPS_KM:
        assert circle_radius(cap_area(cap)) == whole(cap)
    assert circle_radius(100) == "5.6"
