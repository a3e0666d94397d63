"""The adaptive partition: an example by hand, invariants, and the published files."""

import numpy as np
import pandas as pd
import pytest

from backend import s2
from backend.errors import BundleError
from backend.partition import check_disjoint, read_partition
from training.__main__ import main
from training.partitions import build, read_coordinates, split


def test_crowded_cells_split_and_sparse_ones_go():
    # Four photos at one spot, one at the far side of the Earth, one 1.5 km from the four.
    lat, lon = np.array([48.0] * 4 + [-30.0, 48.01]), np.array([2.0] * 4 + [-170.0, 2.01])
    leaves = s2.cell_ids(lat, lon)
    # Six photos in no cell above 5: the five of Europe share a level-2 cell, which stays; the sixth is dropped.
    assert np.array_equal(split(leaves, 1, 5), s2.parents(leaves[:1], 2))
    # Above 4 it is split until the four and the one part; the one is dropped on the way.
    (cell,) = split(leaves, 1, 4)
    level = int(s2.levels(np.array([cell]))[0])
    assert s2.parents(leaves[:1], level)[0] == cell
    assert s2.parents(leaves[5:], level)[0] != cell
    assert s2.parents(leaves[5:], level - 1)[0] == s2.parents(leaves[:1], level - 1)[0]
    # Photos at one spot never part: level 30 keeps them.
    assert s2.levels(split(leaves[:4], 0, 1)).tolist() == [30]


@pytest.mark.parametrize(("tau_min", "tau_max"), [(0, 20), (5, 50), (50, 300)])
def test_cells_are_disjoint_and_hold_what_they_promise(tau_min, tau_max):
    random = np.random.default_rng(3)
    lat = np.concatenate([random.normal(45, 3, 2000), random.uniform(-85, 85, 500)])
    lon = np.concatenate([random.normal(8, 3, 2000), random.uniform(-180, 180, 500)])
    partition = build(lat, lon, tau_min, tau_max)
    check_disjoint(partition.cells, "made up")
    assert partition.photos.min() > tau_min
    assert partition.photos.max() <= tau_max
    row = partition.class_at(lat, lon)
    assert np.array_equal(np.bincount(row[row >= 0], minlength=len(partition)), partition.photos)
    if tau_min == 0:
        assert (row >= 0).all()


def test_a_cells_position_is_the_mean_of_its_photos_across_the_antimeridian():
    partition = build(np.array([0.5, 0.5]), np.array([179.0, -179.0]), 0, 5)
    assert sorted(partition.lon.tolist()) == pytest.approx([-179.0, 179.0])
    one = build(np.array([10.0, 10.2]), np.array([20.0, 20.4]), 0, 5)
    assert (one.lat[0], one.lon[0]) == pytest.approx((10.1, 20.2), abs=1e-3)


@pytest.mark.parametrize(("low", "high"), [(-1, 5), (5, 5), (6, 5)])
def test_impossible_thresholds_are_refused(low, high):
    with pytest.raises(ValueError, match="tau_min < tau_max"):
        split(np.array([1], np.uint64), low, high)


@pytest.mark.parametrize(
    ("name", "cells", "most"),
    [("cells_50_5000", 3298, 5000), ("cells_50_2000", 7202, 2000), ("cells_50_1000", 12893, 1000)],
)
def test_published_partitions_obey_the_rule(data, name, cells, most):
    partition = read_partition(data / "partitions" / f"{name}.csv")
    assert len(partition) == cells
    assert partition.photos.min() > 50
    # Photos that carry the very same position can't be parted: three such cells of level 30 stay crowded.
    assert partition.photos[s2.levels(partition.cells) < 30].max() <= most
    # Splitting the cells' mean positions by the same rule can't be checked without MP-16 itself; nesting can.
    fine = read_partition(data / "partitions" / "cells_50_1000.csv")
    first, last = s2.ranges(partition.cells)
    inner, _ = s2.ranges(fine.cells)
    holders = ((first[:, None] <= inner) & (inner <= last[:, None])).sum(axis=0)
    assert (holders == 1).all()


def test_the_command_writes_the_published_layout(tmp_path, capsys):
    table = pd.DataFrame({"LAT": np.linspace(40, 50, 200), "LON": np.linspace(0, 10, 200)})
    table.to_csv(tmp_path / "photos.csv", index=False)
    out = tmp_path / "cells.csv"
    arguments = ["partition", "--coordinates", str(tmp_path / "photos.csv"), "--out", str(out)]
    assert main([*arguments, "--tau-min", "2", "--tau-max", "30"]) == 0
    partition = read_partition(out)
    assert partition.photos.min() > 2
    assert partition.photos.max() <= 30
    assert "cells hold" in capsys.readouterr().out


def test_bad_coordinates_are_one_sentence(tmp_path, capsys):
    (tmp_path / "bad.csv").write_text("lat,lon\n10,20\n95,0\n")
    with pytest.raises(ValueError, match=r"'bad\.csv' has no valid position in row 3"):
        read_coordinates(tmp_path / "bad.csv")
    (tmp_path / "none.csv").write_text("a,b\n1,2\n")
    code = main(["partition", "--coordinates", str(tmp_path / "none.csv"), "--out", str(tmp_path / "o.csv")])
    assert code == 1
    assert "no columns 'lat' and 'lon'" in capsys.readouterr().err


def test_overlapping_cells_are_noticed():
    with pytest.raises(BundleError):
        check_disjoint(s2.parents(s2.cell_ids(np.array([1.0, 1.0]), np.array([1.0, 1.0]))[:1], 4).repeat(2), "twice")
