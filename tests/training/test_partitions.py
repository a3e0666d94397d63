"""The adaptive partition: an example by hand, invariants, and the published files."""

import importlib.util
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend import s2
from backend.errors import BundleError
from backend.grid import unit_vectors
from backend.partition import check_disjoint, read_partition
from training.__main__ import main
from training.partitions import build, build_several, read_coordinates, split


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
    (tmp_path / "bad.csv").write_text("lat,lon\n10,20\n95,200\n")
    with pytest.raises(ValueError, match=r"'bad\.csv' has in row 3 .* the position 95, 200, which is out of range"):
        read_coordinates(tmp_path / "bad.csv")
    (tmp_path / "none.csv").write_text("a,b\n1,2\n")
    code = main(["partition", "--coordinates", str(tmp_path / "none.csv"), "--out", str(tmp_path / "o.csv")])
    assert code == 1
    assert "lacks the column lat (lat or latitude)" in capsys.readouterr().err
    assert not (tmp_path / "o.csv").exists()


positions = st.tuples(
    st.sampled_from([(48.0, 2.0), (-33.9, 151.2), (0.0, 179.99), (0.0, -179.99), (89.9, 0.0), (35.3, 44.99)]),
    st.integers(0, 6),  # how far photos of a town scatter: from one spot to hundreds of km
    st.integers(1, 40),
)


@settings(max_examples=40, deadline=None)
@given(towns=st.lists(positions, min_size=1, max_size=6), tau_min=st.integers(0, 5), seed=st.integers(0, 9))
def test_three_partitions_of_the_same_photos_nest(towns, tau_min, seed):
    random = np.random.default_rng(seed)
    lat, lon = np.concatenate(
        [
            np.array([[lat], [lon]]) + random.normal(0, 10.0 ** (1 - spread), (2, count))
            for (lat, lon), spread, count in towns
        ],
        axis=1,
    )
    lat, lon = np.clip(lat, -90, 90), (lon + 180) % 360 - 180
    most = [40, 20, 10]
    try:
        partitions = build_several(lat, lon, tau_min, most)
    except ValueError:
        assert tau_min > 0  # every cell that was split fell into sparse ones
        return
    for partition, tau_max in zip(partitions, most, strict=True):
        check_disjoint(partition.cells, "made up")
        assert partition.photos.min() > tau_min
        assert partition.photos[s2.levels(partition.cells) < s2.MAX_LEVEL].max(initial=0) <= tau_max
        row = partition.class_at(lat, lon)
        assert np.array_equal(np.bincount(row[row >= 0], minlength=len(partition)), partition.photos)
    fine = partitions[-1]
    for coarser in partitions[:-1]:
        assert (holders(coarser, fine) == 1).all()


def holders(coarser, fine):
    """How many cells of one partition hold each cell of another, itself included."""
    first, last = s2.ranges(coarser.cells)
    low, high = s2.ranges(fine.cells)
    return ((first[:, None] <= low) & (high <= last[:, None])).sum(axis=0)


@pytest.mark.parametrize("source", ["yfcc26k", "gallery"])
def test_real_positions_make_three_levels_that_obey_the_rule(data, tmp_path, source, capsys):
    table = data / "benchmarks" / "yfcc26k.csv"
    if source == "gallery":
        # Not imported: the package would load transformers.
        package = Path(importlib.util.find_spec("geoclip").submodule_search_locations[0])
        table = package / "model" / "gps_gallery" / "coordinates_100K.csv"
    out = tmp_path / "cells"
    arguments = ["partition", "--coordinates", str(table), "--tau-max", "1000", "5000", "2000", "--out", str(out)]
    assert main(arguments) == 0
    levels = [read_partition(out / f"{name}.csv") for name in ("coarse", "middle", "fine")]
    for partition, most in zip(levels, (5000, 2000, 1000), strict=True):
        assert (partition.photos.min() > 50) and (partition.photos.max() <= most)
    assert len(levels[0]) < len(levels[1]) < len(levels[2])
    assert (holders(levels[0], levels[2]) == 1).all()
    assert (holders(levels[1], levels[2]) == 1).all()
    assert "fine.csv" in capsys.readouterr().out
    # A cell's position is the mean of its photos.
    lat, lon = read_coordinates(table)
    inside = levels[2].class_at(lat, lon) == 7
    mean = unit_vectors(lat[inside], lon[inside]).mean(axis=0)
    expected = unit_vectors(levels[2].lat[7], levels[2].lon[7])
    assert mean / np.linalg.norm(mean) == pytest.approx(expected, abs=1e-7)


def test_partitions_of_parquet_and_of_other_counts(tmp_path, capsys):
    random = np.random.default_rng(1)
    table = pd.DataFrame({"Latitude": random.normal(45, 5, 900), "lng": random.normal(9, 5, 900), "AUTHOR": "x"})
    table.to_parquet(tmp_path / "photos.parquet")
    arguments = ["partition", "--coordinates", str(tmp_path / "photos.parquet"), "--tau-min", "3"]
    assert main([*arguments, "--tau-max", "50", "200", "--out", str(tmp_path / "two")]) == 0
    assert sorted(p.name for p in (tmp_path / "two").iterdir()) == ["cells_3_200.csv", "cells_3_50.csv"]
    assert main([*arguments, "--tau-max", "50", "50", "--out", str(tmp_path / "same")]) == 1
    assert main([*arguments, "--tau-max", "50", "60", "--out", str(tmp_path / "one.csv")]) == 1
    assert "need a folder" in capsys.readouterr().err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["photos.parquet", "two"]


def test_overlapping_cells_are_noticed():
    with pytest.raises(BundleError):
        check_disjoint(s2.parents(s2.cell_ids(np.array([1.0, 1.0]), np.array([1.0, 1.0]))[:1], 4).repeat(2), "twice")
