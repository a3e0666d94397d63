"""Population buckets and merged land cover, on a 6 x 4 map that fits on paper."""

import numpy as np
import pytest

from training.maps import LAND_COVER_CLASSES, land_cover_classes, population_buckets


def test_buckets_of_a_six_by_four_map():
    #         sea  sea    sea   sea  sea  sea
    density = [
        [0, 0, 0, 0, 0, 0],
        [0, 10000, 1000, 0, 0, 0],
        [0, 99, 5, 0, 0, 0],
        [0, 0, 0, 0, 0, 0],
    ]
    valid = [
        [0, 0, 0, 0, 0, 0],
        [0, 1, 1, 0, 0, 0],
        [0, 1, 1, 0, 0, 1],
        [0, 0, 0, 0, 0, 0],
    ]
    buckets, edges = population_buckets(np.array(density, float), np.array(valid, bool))
    # max^(k/4) of 10,000.
    assert edges == pytest.approx([10, 100, 1000])
    # Land: 4, 4 (an edge belongs to the bucket above), 2, 1, and 1 for nobody. Sea beside land takes the denser side
    # neighbour, else the denser corner; the last column is beside the first, across the antimeridian.
    assert buckets.tolist() == [
        [4, 4, 4, 4, 0, 0],
        [4, 4, 4, 4, 1, 1],
        [2, 2, 1, 1, 1, 1],
        [2, 2, 1, 1, 1, 1],
    ]


def test_every_igbp_class_has_one_merged_class():
    members = [k for _, _, group in LAND_COVER_CLASSES for k in group]
    assert sorted(members) == list(range(17))
    assert land_cover_classes(np.arange(17)).tolist() == [7, 3, 2, 3, 2, 3, 4, 4, 3, 4, 4, 5, 1, 6, 1, 7, 7]
