"""Recall vs Area as the figure that early stopping watches."""

import numpy as np
import pytest

from backend.grid import SPHERE_AREA_KM2
from backend.zone_cache import partition_source
from training.monitor import Judged, Monitor, area_under_curve
from training.partitions import build


def test_area_under_the_curve():
    assert area_under_curve(np.array([0.5, 1.0])) == 1.0
    assert area_under_curve(np.array([SPHERE_AREA_KM2])) == 0.0
    # Half way in decades, and the mean over photos.
    assert area_under_curve(np.array([SPHERE_AREA_KM2**0.5])) == pytest.approx(0.5)
    assert area_under_curve(np.array([1.0, SPHERE_AREA_KM2])) == pytest.approx(0.5)


@pytest.mark.parametrize("world", [1, 2])
def test_figures_of_a_partition(world):
    """Two cells; three photos found in the likelier cell, in the other one, and in none; a fourth can't be read."""
    lat, lon = np.repeat([30.0, 52.5], 20), np.repeat([31.0, 13.4], 20)
    partition = build(lat, lon, 5, 100)
    label = partition.class_at(np.array([30.0, 52.5, -30.0, 30.0]), np.array([31.0, 13.4, 140.0, 31.0]))
    judged = Judged(np.array([0, 1, 2, 5]), np.array([30.0, 52.5, -30.0, 30.0]), np.array([31.0, 13.4, 140, 31]), label)
    likelier = np.zeros(2)
    likelier[label[0]], likelier[label[1]] = 0.9, 0.1
    found = np.zeros((4, 2))
    for rank in range(world):
        monitor = Monitor(partition_source(partition), judged, rank, world)
        assert (monitor.rows == judged.rows[rank::world]).all()
        readable = np.flatnonzero(monitor.share != 3)
        found += monitor.areas(iter([(readable, np.tile(likelier, (len(readable), 1)))]))
    figures = monitor.figures(found)
    first, second = found[0, 0], found[1, 0]
    assert 4e6 < first < 6e6 and second > first
    assert found[2, 0] == SPHERE_AREA_KM2 and found[3, 0] == 0
    assert figures["judged"] == 3
    assert figures["accuracy"] == pytest.approx(1 / 3)
    assert figures["balanced_accuracy"] == pytest.approx(1 / 2)
    assert figures["rva"] == pytest.approx(area_under_curve(found[:3, 0]))
    assert figures["recall_2500km"] == pytest.approx(np.mean(found[:3, 0] <= 1.93843e7))


def test_no_photo_at_all():
    partition = build(np.full(9, 1.0), np.full(9, 1.0), 2, 100)
    one = Judged(np.array([0]), np.array([1.0]), np.array([1.0]), np.array([0]))
    monitor = Monitor(partition_source(partition), one)
    with pytest.raises(ValueError, match="No validation photo can be read"):
        monitor.figures(monitor.areas(iter([])))
