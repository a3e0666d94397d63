"""Population buckets and merged land cover, on a 6 x 4 map that fits on paper; the starter's files stay as they are."""

import json
import resource

import numpy as np
import pytest

from backend.bundle import STARTER, sha256_of
from backend.errors import OutputError
from training.maps import IGBP, LAND_COVER_CLASSES, bucket_edges, population_buckets, write_classes, write_maps


@pytest.mark.parametrize("missing", [1, 100, 5000])
def test_a_map_on_a_full_disk_is_refused(tmp_path, missing):
    """Also where only its last bytes find no room, which GDAL writes when it closes the file."""
    classes = np.random.default_rng(0).integers(0, 8, (180, 360), np.uint8)
    write_classes(tmp_path / "whole.tif", classes)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((tmp_path / "whole.tif").stat().st_size - missing, before[1]))
    try:
        with pytest.raises(OutputError, match=r"'cut.tif' can't be written \(.*\): make room"):
            write_classes(tmp_path / "cut.tif", classes)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_edges_are_equal_steps_of_the_logarithm():
    assert bucket_edges(10_000.0) == pytest.approx((10, 100, 1000))


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
    assert sorted(value for group in IGBP.groups for value in group) == list(range(17))
    assert len(IGBP) == len(LAND_COVER_CLASSES)
    classes = IGBP.classify(np.arange(17, dtype=np.uint8)[None, :], None, np.ones(1))
    assert classes[0].tolist() == [7, 3, 2, 3, 2, 3, 4, 4, 3, 4, 4, 5, 1, 6, 1, 7, 7]


def test_the_stand_ins_give_the_maps_of_the_starter(data, tmp_path):
    entries = write_maps(data / "rasters", tmp_path)
    assert entries == json.loads((STARTER / "manifest.json").read_text(encoding="utf-8"))["maps"]
    for name in ("population.tif", "land_cover.tif"):
        assert sha256_of(tmp_path / name) == sha256_of(STARTER / name)
