import numpy as np
import pytest

from backend.calibration import Calibration
from backend.errors import BundleError, RequestError


def test_the_conformal_quantile_by_hand():
    # n = 9: a recall of 0.8 needs the ceil(10 * 0.8) = 8th smallest score.
    calibration = Calibration(np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]))
    assert calibration.recall_target(0.8).mass == 0.8
    assert calibration.recall_target(0.85).mass == 0.9
    assert calibration.highest_recall() == 0.9


def test_photos_outside_the_map_limit_what_can_be_promised():
    calibration = Calibration(np.array([0.1, 0.5, 1.0, 1.0]))
    assert calibration.highest_recall() == 0.4
    with pytest.raises(RequestError, match=r"0\.40 is the highest"):
        calibration.recall_target(0.5)


@pytest.mark.parametrize("by", ["photo", "curve"])
def test_a_bundle_that_was_not_calibrated_promises_nothing(by):
    calibration = Calibration.from_manifest({"calibration": {}})
    assert (calibration.temperature, calibration.photos) == (1.0, 0)
    assert calibration.highest_recall(by) is None
    assert calibration.expected_recall(1e6) is None
    with pytest.raises(RequestError, match="was not calibrated") as caught:
        calibration.recall_target(0.5, by)
    assert caught.value.code == "recall_unreachable"


@pytest.mark.parametrize("recall", [0, 1, -1, 1.5, float("nan")])
def test_a_recall_out_of_range(recall):
    with pytest.raises(RequestError, match="between 0 and 1"):
        Calibration(np.array([0.5])).recall_target(recall)


def test_coverage_is_what_was_promised():
    rng = np.random.default_rng(0)
    hits = []
    for _ in range(2000):
        scores = rng.beta(2, 3, 31)
        hits.append(rng.beta(2, 3) <= Calibration(np.sort(scores)).recall_target(0.75).mass)
    assert np.mean(hits) == pytest.approx(24 / 32, abs=0.03)


@pytest.mark.parametrize("bad", [None, [], "x", [0.1, "a"], [-1.0], [[0.1]], [float("nan")]])
def test_a_bad_calibration_is_refused(bad):
    with pytest.raises(BundleError, match="mass_at_truth"):
        Calibration.from_manifest({"calibration": {"mass_at_truth": bad}})


@pytest.mark.parametrize("bad", [0, -1, "2", None, float("inf"), float("nan")])
def test_a_bad_temperature_is_refused(bad):
    with pytest.raises(BundleError, match="temperature"):
        Calibration.from_manifest({"calibration": {"mass_at_truth": [0.5], "temperature": bad}})


def test_the_temperature_of_a_bundle_without_one_is_1():
    assert Calibration.from_manifest({"calibration": {"mass_at_truth": [0.5]}}).temperature == 1.0
    assert Calibration.from_manifest({"calibration": {"mass_at_truth": [0.5], "temperature": 2}}).temperature == 2.0


CURVE = Calibration(np.array([0.1, 0.5]), np.array([100.0, 200.0, 300.0, 400.0, 5.1006447191e8]))


def test_the_curve_by_hand():
    assert CURVE.expected_recall(99.9) == 0.0
    assert CURVE.expected_recall(200.0) == 0.4
    assert CURVE.expected_recall(1e8) == 0.8
    # n = 5: a recall of 0.5 needs the ceil(6 * 0.5) = 3rd smallest area.
    target = CURVE.recall_target(0.5, "curve")
    assert (target.kind, target.budget_km2, target.mass, target.recall) == ("recall", 300.0, None, 0.5)
    assert CURVE.highest_recall("curve") == 4 / 6
    with pytest.raises(RequestError, match=r"0\.66 is the highest"):
        CURVE.recall_target(0.7, "curve")


def test_a_bundle_without_a_curve():
    calibration = Calibration(np.array([0.1, 0.5]))
    assert calibration.expected_recall(1e6) is None
    assert calibration.highest_recall("curve") is None
    with pytest.raises(RequestError, match="no Recall vs Area curve"):
        calibration.recall_target(0.5, "curve")
    with pytest.raises(RequestError, match="'photo' or by 'curve'"):
        calibration.recall_target(0.5, "guess")


@pytest.mark.parametrize("bad", [None, [], "x", [-1.0], [float("nan")]])
def test_a_bad_curve_is_refused(bad):
    with pytest.raises(BundleError, match="area_at_truth"):
        Calibration.from_manifest({"calibration": {"mass_at_truth": [0.5], "area_at_truth": bad}})


def test_how_many_photos_are_behind_the_scores():
    calibration = {"mass_at_truth": [0.5, 0.6], "photos": 2807}
    assert Calibration.from_manifest({"calibration": calibration}).photos == 2807
    assert Calibration.from_manifest({"calibration": {"mass_at_truth": [0.5, 0.6]}}).photos == 2
    for bad in (1, "2807", None, 2.5):
        with pytest.raises(BundleError, match="photos"):
            Calibration.from_manifest({"calibration": {"mass_at_truth": [0.5, 0.6], "photos": bad}})
