import dataclasses
import logging
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from backend import geolocator, zone_cache
from backend.attribute_map import Buckets, Codes
from backend.bundle import load_bundle
from backend.partition import read_partition
from backend.zone_cache import Source, load_or_build, map_source, partition_source
from backend.zones import build_zones, map_layer, partition_layer

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(zone_cache.FOLDER_VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="session")
def layer(tiny_bundle):
    return partition_layer(read_partition(tiny_bundle / "cells.csv"))


def kept(folder):
    return sorted(folder.glob("zones-*.npz"))


def source(layer, reading="cells"):
    return Source("0" * 64, reading, lambda: layer)


def only_kept(known):
    """The same source, whose layer must not be asked for."""

    def fail():
        raise AssertionError("the layer was made again")

    return dataclasses.replace(known, layer=fail)


def assert_equal(a, b):
    for name in ("starts", "zone", "area"):
        equal_arrays(getattr(a, name), getattr(b, name))
    assert len(a.sets) == len(b.sets) == len(a.set_ids) == len(b.set_ids) == len(a.class_area) == len(b.class_area)
    for k, (one, two) in enumerate(zip(a.sets, b.sets, strict=True)):
        assert type(one) is type(two) and one.shape == two.shape
        for name in ("data", "indices", "indptr"):
            equal_arrays(getattr(one, name), getattr(two, name))
        equal_arrays(a.set_ids[k], b.set_ids[k])
        equal_arrays(a.class_area[k], b.class_area[k])


def equal_arrays(a, b):
    assert a.dtype == b.dtype and np.array_equal(a, b)


@pytest.mark.parametrize("overlap", [False, True])
def test_a_kept_table_is_the_built_one(folder, tiny_bundle, blocky_maps, overlap):
    partition = read_partition(tiny_bundle / "cells.csv")
    blocky = map_layer(blocky_maps[0], 4)
    sources = [
        partition_source(partition, overlap=overlap),
        map_source(tiny_bundle / "population.tif", [1, 2, 3, 4]),
        source(blocky, "blocky"),
    ]
    first = load_or_build(sources)
    assert_equal(first, build_zones([s.layer() for s in sources]))
    assert len(kept(folder)) == 1
    assert_equal(load_or_build([only_kept(s) for s in sources]), first)
    assert not list(folder.glob("*.tmp"))


def test_whatever_changes_the_table_changes_the_key(folder, tiny_bundle, tmp_path, make_partition):
    population = tiny_bundle / "population.tif"
    changed = tmp_path / "population.tif"
    changed.write_bytes(population.read_bytes() + b"\0")
    one, two = make_partition([(1, 2)], 6), make_partition([(1, 2), (3, 4)], 6)
    variants = [
        [partition_source(one)],
        [partition_source(one, overlap=True)],
        [partition_source(two)],
        [map_source(population, [1, 2, 3, 4])],
        [map_source(population, [4, 3, 2, 1])],
        [map_source(population, Codes(((1, 2), (3, 4))))],
        [map_source(population, Codes(((1, 2), (3, 4)), blank=(0,)))],
        [map_source(population, Buckets((2.0, 3.0)))],
        [map_source(population, Buckets((2.0, 3.5)))],
        [map_source(population, Buckets((2.0, 3.5), per_km2=True))],
        [map_source(changed, [1, 2, 3, 4])],
        [partition_source(one), map_source(population, [1, 2, 3, 4])],
        [map_source(population, [1, 2, 3, 4]), partition_source(one)],
    ]
    empty = map_layer(np.zeros((5400, 10800), np.uint8), 1)
    for number, sources in enumerate(variants, start=1):
        load_or_build([dataclasses.replace(s, layer=lambda: empty) for s in sources])
        assert len(kept(folder)) == number


def test_a_table_does_not_outlive_the_code_that_made_it(folder, layer, monkeypatch):
    load_or_build([source(layer)])
    monkeypatch.setattr(zone_cache, "_code", lambda: "another release")
    with pytest.raises(AssertionError, match="made again"):
        load_or_build([only_kept(source(layer))])


def test_the_same_map_is_known_by_its_content_alone(folder, tiny_bundle, tmp_path):
    copy = tmp_path / "copy.tif"
    copy.write_bytes((tiny_bundle / "population.tif").read_bytes())
    load_or_build([map_source(tiny_bundle / "population.tif", [1, 2, 3, 4])])
    load_or_build([only_kept(map_source(copy, [1, 2, 3, 4]))])


def truncated(path):
    path.write_bytes(path.read_bytes()[:-1000])


def emptied(path):
    path.write_bytes(b"")


def text(path):
    path.write_text("not a table")


def array(path):
    with path.open("wb") as file:
        np.save(file, np.arange(3))


def foreign_archive(path):
    with path.open("wb") as file:
        np.savez(file, a=np.arange(3))


def table_of_another_key(path):
    with np.load(path) as file:
        arrays = dict(file) | {"key": np.array("0" * 64), "area": np.zeros(1)}
    with path.open("wb") as file:
        np.savez(file, **arrays)


def pickle(path):
    with path.open("wb") as file:
        np.savez(file, key=np.array([object()], dtype=object))


@pytest.mark.parametrize("damage", [truncated, emptied, text, array, foreign_archive, table_of_another_key, pickle])
def test_a_damaged_or_foreign_file_is_replaced(folder, layer, damage):
    expected = load_or_build([source(layer)])
    (path,) = kept(folder)
    damage(path)
    assert_equal(load_or_build([source(layer)]), expected)
    assert_equal(load_or_build([only_kept(source(layer))]), expected)


def test_a_changed_byte_never_reaches_the_table(folder, layer):
    expected = load_or_build([source(layer)])
    (path,) = kept(folder)
    whole = path.read_bytes()
    rng = np.random.default_rng(1)
    # Anywhere, and in the archive's headers and directory, where there is most to break.
    for at in [*rng.integers(0, len(whole), 20), *rng.integers(0, 400, 20), *rng.integers(-900, 0, 20)]:
        data = bytearray(whole)
        data[at] ^= 1 << int(rng.integers(8))
        path.write_bytes(data)
        assert_equal(load_or_build([source(layer)]), expected)


def test_a_folder_that_cannot_be_made_costs_a_line_in_the_log(layer, tmp_path, monkeypatch, caplog):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(zone_cache.FOLDER_VARIABLE, str(tmp_path / "file" / "cache"))
    with caplog.at_level(logging.WARNING):
        assert_equal(load_or_build([source(layer)]), build_zones([layer]))
    (record,) = caplog.records
    assert "can't be kept" in record.getMessage() and str(tmp_path) not in record.getMessage()


def test_a_full_disk_leaves_nothing_behind(folder, layer, caplog):
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, hard))
    try:
        table = load_or_build([source(layer)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert_equal(table, build_zones([layer]))
    assert "can't be kept" in caplog.text
    assert list(folder.iterdir()) == []


WRITER = """
import sys
from pathlib import Path
from backend import zone_cache
from backend.partition import read_partition
zone_cache.MOST_TABLES = 2
partition = read_partition(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for turn in range(12):
    source = zone_cache.partition_source(partition)
    source = zone_cache.Source(source.sha256, f"turn {turn % 4}", source.layer)
    table = zone_cache.load_or_build([source])
    print(len(table.area), float(table.area.sum()), int(table.zone.sum()))
"""


def test_several_processes_write_and_prune_at_once(folder, tiny_bundle, layer):
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tiny_bundle / "cells.csv")],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(3)
    ]  # fmt: skip
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    expected = build_zones([layer])
    line = f"{len(expected.area)} {float(expected.area.sum())} {int(expected.zone.sum())}"
    for process in processes:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0 and err == ""
        assert out.split("\n") == [line] * 12 + [""]
    assert not list(folder.glob("*.tmp"))


def test_the_longest_unused_go_first(folder, layer, monkeypatch):
    monkeypatch.setattr(zone_cache, "MOST_TABLES", 3)
    folder.mkdir()
    (folder / "somebody-else.npz").write_text("theirs")
    for name in "abc":
        load_or_build([source(layer, name)])
        (path,) = [p for p in kept(folder) if p.stat().st_mtime > 1000]
        os.utime(path, (ord(name), ord(name)))
    load_or_build([only_kept(source(layer, "a"))])
    load_or_build([source(layer, "d")])
    assert len(kept(folder)) == 3
    for name in "acd":
        load_or_build([only_kept(source(layer, name))])
    with pytest.raises(AssertionError, match="made again"):
        load_or_build([only_kept(source(layer, "b"))])
    assert (folder / "somebody-else.npz").read_text() == "theirs"


def test_the_newest_stays_however_large(folder, layer, monkeypatch):
    monkeypatch.setattr(zone_cache, "MOST_BYTES", 1)
    for name in "ab":
        load_or_build([source(layer, name)])
    assert len(kept(folder)) == 1
    load_or_build([only_kept(source(layer, "b"))])


def test_the_variable_says_how_large_the_cache_may_grow(folder, layer, monkeypatch):
    monkeypatch.setenv(zone_cache.SIZE_VARIABLE, "0")
    for name in "ab":
        load_or_build([source(layer, name)])
    assert len(kept(folder)) == 1
    monkeypatch.setenv(zone_cache.SIZE_VARIABLE, "many")
    load_or_build([source(layer, "c")])
    assert len(kept(folder)) == 2


def test_what_a_killed_process_left_is_removed(folder, layer):
    folder.mkdir()
    old, new = folder / "zones-old.tmp", folder / "zones-new.tmp"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 7200,) * 2)
    load_or_build([source(layer)])
    assert not old.exists() and new.exists()


def test_without_the_variable_the_users_cache_is_taken(layer, tmp_path, monkeypatch):
    monkeypatch.delenv(zone_cache.FOLDER_VARIABLE)
    monkeypatch.setattr(zone_cache, "user_cache_path", lambda name, appauthor: tmp_path / name)
    load_or_build([source(layer)])
    assert len(kept(tmp_path / "photo-geolocator")) == 1


def test_a_warm_start_makes_no_layer(folder, tiny_bundle, fakes, monkeypatch):
    monkeypatch.setattr(geolocator, "Predictors", fakes)
    monkeypatch.setattr(geolocator.Confidence, "from_manifest", lambda manifest: None)
    cold = geolocator.Geolocator(load_bundle(tiny_bundle)).table
    for name in ("partition_layer", "map_layer", "read_classes", "build_zones"):
        monkeypatch.setattr(zone_cache, name, None)
    assert_equal(geolocator.Geolocator(load_bundle(tiny_bundle)).table, cold)
