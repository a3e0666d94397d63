"""The best point and its confidence, on maps whose answer is plain."""

import math

import numpy as np
import pytest

from backend.confidence import Confidence, best_point, log_odds, mass_within
from backend.errors import BundleError

STORED = {"radius_km": 750, "unsure_below": 0.5, "intercept": -1.0, "mass": 0.8, "similarity": 2.0}


def test_a_crowd_of_small_cells_beats_the_likeliest_single_cell():
    # Ten cells around Paris hold 0.06 each, one in the Pacific 0.4.
    lat = np.append(48.8 + 0.02 * np.arange(10), -10.0)
    lon = np.append(np.full(10, 2.3), -150.0)
    p = np.append(np.full(10, 0.06), 0.4)
    found = best_point(lat, lon, p)
    assert found[1] == 2.3
    # With nothing near it, the likeliest cell is the answer.
    assert best_point(lat, lon, np.append(np.full(10, 0.01), 0.9)) == (-10.0, -150.0)


def test_the_best_point_works_across_the_antimeridian():
    lat, lon = np.array([0.0, 0.0, 0.0]), np.array([179.9, -179.9, 0.0])
    assert abs(best_point(lat, lon, np.array([0.35, 0.3, 0.35]))[1]) == 179.9


def test_a_map_need_not_be_normalised():
    lat, lon = np.array([10.0, 50.0]), np.array([0.0, 90.0])
    assert best_point(lat, lon, np.array([3.0, 1.0])) == (10.0, 0.0)
    assert mass_within(lat, lon, np.array([3.0, 1.0]), (10.0, 0.0), 750.0) == pytest.approx(0.75)


def test_mass_within_counts_cells_by_great_circle():
    # One degree of longitude at the equator is 111.195 km.
    lat, lon, p = np.zeros(3), np.array([0.0, 6.74, 6.75]), np.array([0.5, 0.3, 0.2])
    assert mass_within(lat, lon, p, (0.0, 0.0), 750.0) == pytest.approx(0.8)


def test_confidence_is_the_logistic_of_its_features():
    confidence = Confidence.from_manifest({"calibration": {"confidence": STORED}})
    lat, lon, p = np.array([0.0, 60.0]), np.array([0.0, 100.0]), np.array([0.75, 0.25])
    found = confidence.of(lat, lon, p, (0.0, 0.0), {"similarity": 0.6})
    assert found == pytest.approx(1 / (1 + math.exp(-(-1.0 + 0.8 * math.log(3) + 1.2))))
    # More mass and more similarity never make it less confident.
    assert confidence.of(lat, lon, np.array([0.9, 0.1]), (0.0, 0.0), {"similarity": 0.6}) > found
    assert confidence.of(lat, lon, p, (0.0, 0.0), {"similarity": 0.7}) > found


def test_without_a_calibration_there_is_no_confidence():
    assert Confidence.from_manifest({"calibration": {}}) is None


def test_certainty_stays_finite():
    assert log_odds(1.0) == pytest.approx(-log_odds(0.0))
    assert math.isfinite(log_odds(1.0))


@pytest.mark.parametrize(
    "stored", [None, {}, {**STORED, "mass": "much"}, {**STORED, "radius_km": 0}, {**STORED, "intercept": float("nan")}]
)
def test_a_bad_calibration_is_a_bundle_error(stored):
    with pytest.raises(BundleError, match="no valid 'confidence'"):
        Confidence.from_manifest({"calibration": {"confidence": stored}})
