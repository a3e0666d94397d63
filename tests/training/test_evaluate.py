"""The evaluate command: three ways in, one report out, and nothing written when a row is wrong."""

import csv
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image
from rasterio.transform import from_origin

from backend import s2
from backend.attribute_map import read_classes
from backend.bundle import STARTER, sha256_of
from backend.ensemble import Member, fuse
from backend.grid import haversine_km
from backend.partition import Partition, read_partition, write_partition
from backend.rva import area_at
from backend.zones import build_zones, map_layer, partition_layer
from training import probabilities
from training.__main__ import main
from training.report import FILES

CELLS, PHOTOS = 80, 40
ENSEMBLES = ["base", "+LS", "+LS urban prior", "+LC", "+LS+LC"]


def write_map(path, blocks, values):
    random = np.random.default_rng(blocks)
    with rasterio.open(
        path, "w", driver="GTiff", width=2 * blocks, height=blocks, count=1, dtype="uint8", crs="EPSG:4326",
        transform=from_origin(-180, 90, 180 / blocks, 180 / blocks),
    ) as file:  # fmt: skip
        file.write(random.choice(np.array(values, np.uint8), (blocks, 2 * blocks)), 1)


def write_table(path, ids, p, labels):
    lines = [",".join(["id", *map(str, labels)])]
    lines += [",".join([i, *map(repr, row)]) for i, row in zip(ids, p.tolist(), strict=True)]
    path.write_text("\n".join(lines) + "\n")


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """Truth, points, and three members on a small partition and two maps; photos lie on land, or are few at sea."""
    folder = tmp_path_factory.mktemp("world")
    random = np.random.default_rng(0)
    lat, lon = np.degrees(np.arcsin(random.uniform(-0.9, 0.9, CELLS))), random.uniform(-180, 180, CELLS)
    cells, first = np.unique(s2.cell_ids(lat, lon, 4), return_index=True)
    partition = Partition(cells, np.ones(len(cells), np.int64), lat[first], lon[first])
    write_partition(partition, folder / "cells.csv")
    write_map(folder / "ls.tif", 30, [1, 2, 3, 4])
    write_map(folder / "lc.tif", 50, [10, 20, 60])
    at = random.integers(len(cells), size=PHOTOS)
    ids = [f"{k:03d}" for k in range(PHOTOS)]
    truth = np.round(np.stack([partition.lat[at], partition.lon[at]], 1) + random.uniform(-0.1, 0.1, (PHOTOS, 2)), 5)
    points = np.clip(truth + random.normal(0, 3, (PHOTOS, 2)), [-90, -180], [90, 180])
    with (folder / "truth.csv").open("w") as file:
        file.write("id,lat,lon\n" + "".join(f"{i},{a},{b}\n" for i, (a, b) in zip(ids, truth, strict=True)))
    with (folder / "points.csv").open("w") as file:
        # In another order, with one photo too many.
        rows = [f"{i},{a},{b},300\n" for i, (a, b) in zip(ids, points, strict=True)]
        file.write("id,lat,lon,spread\n" + "".join([*rows[::-1], "extra,1,2,3\n"]))
    base = random.dirichlet(np.full(len(cells), 0.3), PHOTOS)
    base[np.arange(PHOTOS), at] += 1
    base /= base.sum(1, keepdims=True)
    ls, lc = random.dirichlet(np.ones(4), PHOTOS), random.dirichlet(np.ones(3), PHOTOS)
    np.savez(folder / "base.npz", id=np.array(ids), probabilities=base)
    write_table(folder / "base.csv", ids, base, range(len(cells)))
    write_table(folder / "ls.csv", ids, ls, [1, 2, 3, 4])
    write_table(folder / "lc.csv", ids, lc[:, [2, 0, 1]], [60, 10, 20])  # columns in any order
    return {"folder": folder, "ids": ids, "truth": truth, "points": points, "p": [base, ls, lc]}


def members(folder, base="base.npz"):
    return [
        "--truth", str(folder / "truth.csv"),
        "--member", "base", str(folder / base), str(folder / "cells.csv"),
        "--member", "population", str(folder / "ls.csv"), str(folder / "ls.tif"),
        "--member", "landcover", str(folder / "lc.csv"), str(folder / "lc.tif"),
    ]  # fmt: skip


def report_of(out):
    assert sorted(p.name for p in out.iterdir()) == sorted(FILES)
    return json.loads((out / "report.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def of_members(world, tmp_path_factory):
    out = tmp_path_factory.mktemp("reports") / "members"
    assert main(["evaluate", *members(world["folder"]), "--out", str(out)]) == 0
    return out


def test_members_are_algorithms_1_to_3(world, of_members):
    folder = world["folder"]
    table = build_zones(
        [
            partition_layer(read_partition(folder / "cells.csv")),
            map_layer(read_classes(folder / "ls.tif", [1, 2, 3, 4]), 4),
            map_layer(read_classes(folder / "lc.tif", [10, 20, 60]), 3),
        ]
    )
    with (of_members / "photos.csv").open() as file:
        rows = list(csv.DictReader(file))
    for k in (0, 7, 39):
        truth = world["truth"][k]
        for name, powers in (("base", (1, 0, 0)), ("+LS", (1, 1, 0)), ("+LC", (1, 0, 1)), ("+LS+LC", (1, 1, 1))):
            fused = fuse(table, [Member("m", float(w)) for w in powers], [p[k] for p in world["p"]])
            assert float(rows[k][f"area_km2 {name}"]) == pytest.approx(area_at(fused, *truth), rel=1e-7)


def test_the_report_of_members(world, of_members):
    report = report_of(of_members)
    assert report["photos"] == PHOTOS
    assert [m["name"] for m in report["input"]["members"]] == ["base", "LS", "LC"]
    assert report["input"]["members"][0]["probabilities"] == {
        "file": "base.npz",
        "sha256": sha256_of(world["folder"] / "base.npz"),
    }
    assert str(world["folder"]) not in (of_members / "report.json").read_text()
    counts = list(report["buckets"]["photos"].values())
    assert sum(counts) + report["buckets"]["photos_without"] == PHOTOS
    assert report["rebalanced"]["photos"] == 4 * min(counts)
    for which in ("unbalanced", "rebalanced"):
        assert list(report[which]["ensembles"]) == ENSEMBLES
        for entry in report[which]["ensembles"].values():
            for rule in entry["recall"].values():
                for limits in ("cap", "paper"):
                    assert len(rule[limits]["recall"]) == 5
            worst, expected, best = (
                entry["recall"][r]["cap"]["recall"] for r in ("pessimistic", "expected", "optimistic")
            )
            assert all(a <= b <= c for a, b, c in zip(worst, expected, best, strict=True))
    assert report["unbalanced"]["ensembles"]["+LS urban prior"]["uncovered"]["value"] > 0
    coverage = report["calibration"]["ensembles"]
    assert list(coverage) == ENSEMBLES
    assert [e["nominal"] for e in coverage["base"]["photo"]] == [0.5, 0.6, 0.7, 0.8, 0.9, 0.95]


def test_the_other_files_repeat_the_report(of_members):
    report = report_of(of_members)
    with (of_members / "rva.csv").open() as file:
        rows = list(csv.DictReader(file))
    curve = report["rebalanced"]["curve"]
    balanced = [r for r in rows if r["data"] == "rebalanced"]
    assert [float(r["+LS recall"]) for r in balanced] == curve["ensembles"]["+LS"]["recall"]
    assert json.loads((of_members / "rva.json").read_text())["rebalanced"] == curve
    with (of_members / "table.csv").open() as file:
        table = list(csv.DictReader(file))
    assert [r["method"] for r in table] == 2 * [*ENSEMBLES, "great-circle accuracy"]
    assert table[0]["1 km"] == ""
    recall = report["unbalanced"]["ensembles"]["base"]["recall"]["pessimistic"]["cap"]["recall"]
    assert table[0]["200 km"] == f"{100 * recall[2]:.2f}"
    with Image.open(of_members / "rva.png") as image:
        assert image.size[0] > 2500
    svg = (of_members / "rva.svg").read_text()
    assert "<svg" in svg and "<dc:date>" not in svg


def test_the_same_command_gives_the_same_bytes(world, of_members, tmp_path, monkeypatch):
    # From CSV a few rows at a time, into a folder that holds an older report.
    monkeypatch.setattr(probabilities, "_BLOCK_BYTES", 5000)
    out = tmp_path / "again"
    for base in ("base.csv", "base.npz"):
        assert main(["evaluate", *members(world["folder"], base), "--out", str(out)]) == 0
    for name in FILES:
        assert (out / name).read_bytes() == (of_members / name).read_bytes(), name
    assert [p.name for p in tmp_path.iterdir()] == ["again"]


@pytest.fixture(scope="module")
def of_points(world, tmp_path_factory):
    out = tmp_path_factory.mktemp("reports") / "points"
    folder = world["folder"]
    command = ["evaluate", "--truth", folder / "truth.csv", "--points", folder / "points.csv"]
    assert main([*map(str, command), "--thresholds", "paper", "--out", str(out)]) == 0
    return report_of(out)


def test_the_report_of_points(world, of_points):
    error = haversine_km(*world["points"].T, *world["truth"].T)
    circle = of_points["unbalanced"]["great_circle"]
    assert circle["median_km"]["value"] == pytest.approx(np.median(error), rel=1e-6)
    assert circle["accuracy"] == [pytest.approx((error <= r).mean(), abs=1e-6) for r in (1, 25, 200, 750, 2500)]
    assert of_points["input"]["ignored"] == 1
    assert of_points["table_thresholds"] == "paper"
    agreement = of_points["recall_is_accuracy"]
    recall = of_points["unbalanced"]["ensembles"]["points"]["recall"]["pessimistic"]["cap"]["recall"]
    for at, accuracy, value in zip(agreement["radii"], circle["accuracy"], recall, strict=True):
        assert at["accuracy"] == pytest.approx(accuracy, abs=1e-6)
        assert at["recall_at_cap"] == pytest.approx(value, abs=1e-6)
        assert at["all_within_a_pixel"]
    # A normal of 3 degrees on either axis is 300 km or so: the claims are about right.
    claims = {e["nominal"]: e["measured"] for e in of_points["calibration"]["spread"]["claim"]}
    assert 0.25 < claims[0.5] < 0.85
    assert of_points["calibration"]["ensembles"]["points"]["photo"][0]["median_area_km2"] > 0


def change(path, row, text):
    """A copy of a table in the same folder with one row (the header is row 1) replaced."""
    lines = path.read_text().splitlines()
    lines[row - 1] = text
    copy = path.with_name(f"wrong_{path.name}")
    copy.write_text("\n".join(lines) + "\n")
    return copy


def refused(capsys, out, words, *arguments):
    assert main(["evaluate", *map(str, arguments), "--out", str(out)]) == 1
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1 and said.startswith("error: ")
    assert not out.exists() and not [p for p in out.parent.iterdir() if p.name.startswith(f".{out.name}")]


def test_points_that_are_wrong(world, tmp_path, capsys):
    folder, out = world["folder"], tmp_path / "out"
    truth, points = folder / "truth.csv", folder / "points.csv"
    given = ["--truth", truth, "--points"]
    refused(capsys, out, "in row 9 (the header is row 1): latitude and longitude look swapped", *given,
            change(points, 9, "032,120,30,1"))  # fmt: skip
    refused(capsys, out, "names '039' in row 41", *given, change(points, 2, "new,1,1,1"))
    refused(capsys, out, "'038' twice, in row 2 and row 3", *given, change(points, 2, "038,1,1,1"))
    refused(capsys, out, "spread -5 in row 2", *given, change(points, 2, "039,1,1,-5"))
    refused(
        capsys, out, "'wrong_truth.csv' has nothing in row 5", "--truth", change(truth, 5, "003,,1"), "--points", points
    )
    refused(capsys, out, "can't be read: No such file", *given, folder / "none.csv")
    refused(capsys, out, "are 'cap' or 'paper'", *given, points, "--thresholds", "flat")
    refused(capsys, out, "exactly one of", "--truth", truth)
    refused(capsys, out, "exactly one of", *given, points, "--photos", folder)
    refused(capsys, out, "with --truth", "--points", points)
    refused(capsys, out, "can't be read", *given, points, "--population", truth)


def test_members_that_are_wrong(world, tmp_path, capsys):
    folder, out = world["folder"], tmp_path / "out"
    fine = members(folder)
    ls = folder / "ls.csv"

    def with_ls(text, row=4):
        return [str(change(ls, row, text)) if a == str(ls) else a for a in fine]

    refused(capsys, out, "in row 4 (the header is row 1), photo '002', the probability nan", *with_ls("002,nan,0,0,1"))
    refused(capsys, out, "the probability -0.5 for class 2", *with_ls("002,0.5,-0.5,0.5,0.5"))
    refused(capsys, out, "sum to 0.9,", *with_ls("002,0.3,0.3,0.3,0"))
    refused(capsys, out, "3 probabilities in row 4", *with_ls("002,0.5,0.25,0.25"))
    refused(capsys, out, "'003' twice", *with_ls("003,0.5,0.5,0,0"))
    refused(capsys, out, "names '002' in row 4", *with_ls("other,0.5,0.5,0,0"))
    refused(capsys, out, "has a class 9, but no pixel", *with_ls("id,1,2,3,9", row=1))
    refused(capsys, out, "has the column '3' twice", *with_ls("id,1,2,3,3", row=1))
    refused(capsys, out, "another pixel value", *with_ls("id,1,2,3,70000", row=1))
    base = str(change(folder / "base.csv", 1, (folder / "base.csv").read_text().split("\n")[0] + "0"))
    refused(capsys, out, "there must be one column a cell", *[base if a.endswith("base.npz") else a for a in fine])
    no_cells = [a.replace("cells.csv", "ls.tif") for a in fine]
    refused(capsys, out, "needs a partition", *no_cells)
    refused(capsys, out, "Two members are called 'LS'", *[("LS" if a == "landcover" else a) for a in fine])
    refused(capsys, out, "is no layer", *[a.replace("lc.tif", "lc.csv.gz") for a in fine])
    lines = (folder / "cells.csv").read_text().splitlines()
    twin = lines[1].split(",")[1]
    overlap = change(folder / "cells.csv", 6, ",".join(["4", twin, *lines[5].split(",")[2:]]))
    refused(capsys, out, "overlaps itself: row 1", *[str(overlap) if a.endswith("cells.csv") else a for a in fine])


def test_a_truth_whose_columns_are_exchanged(tmp_path, capsys, data):
    with (data / "benchmarks" / "im2gps3k.csv").open() as file:
        rows = [r for r in csv.DictReader(file) if abs(float(r["LON"])) <= 90][:300]
    for name, a, b in (("right", "LAT", "LON"), ("wrong", "LON", "LAT")):
        lines = [f"{k},{r[a]},{r[b]}\n" for k, r in enumerate(rows)]
        (tmp_path / f"{name}.csv").write_text("id,lat,lon\n" + "".join(lines))
    right, wrong, out = tmp_path / "right.csv", tmp_path / "wrong.csv", tmp_path / "out"
    refused(capsys, out, "swapped", "--truth", wrong, "--points", right)
    refused(capsys, out, "'wrong.csv' has latitude and longitude swapped", "--truth", right, "--points", wrong)
    assert main(["evaluate", "--truth", str(right), "--points", str(right), "--out", str(out)]) == 0


def test_folders_that_are_taken(world, tmp_path, capsys):
    folder = world["folder"]
    given = ["evaluate", "--truth", str(folder / "truth.csv"), "--points", str(folder / "points.csv"), "--out"]
    (tmp_path / "file").write_text("mine")
    assert main([*given, str(tmp_path / "file")]) == 1
    assert "is a file" in capsys.readouterr().err
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "thesis.tex").write_text("mine")
    assert main([*given, str(taken)]) == 1
    assert "holds 'thesis.tex'" in capsys.readouterr().err
    assert [p.name for p in taken.iterdir()] == ["thesis.tex"]


@pytest.fixture
def photos(tmp_path):
    (tmp_path / "images").mkdir()
    random = np.random.default_rng(0)
    for name in ("one", "two"):
        noise = random.integers(0, 256, (80, 120, 3), dtype=np.uint8)
        Image.fromarray(noise).save(tmp_path / "images" / f"{name}.jpg")
    table = tmp_path / "photos.csv"
    table.write_text("id,lat,lon,note\none,48.85,2.35,\ntwo,-33.9,151.2,\nthree,,,no position\n")
    return table


def test_a_bundle_is_judged_on_photos(photos, capsys, tmp_path):
    if not (STARTER / "manifest.json").is_file():
        pytest.skip("the starter bundle is not built")
    # A photo that can't be read is named and counted, and does not stop the others.
    (photos.parent / "images" / "three.jpg").write_bytes(b"no photo")
    photos.write_text(photos.read_text().replace("three,,", "three,10,10") + "four,,,\n")
    out = tmp_path / "report"
    assert main(["evaluate", "--photos", str(photos), "--out", str(out)]) == 0
    captured = capsys.readouterr()
    report = report_of(out)
    assert report["photos"] == 2
    assert (report["input"]["unreadable"], report["input"]["without_position"]) == (1, 1)
    assert "three.jpg" in captured.err
    assert report["input"]["bundle"]["name"] == "starter"
    assert list(report["unbalanced"]["ensembles"]) == [*ENSEMBLES, "as shipped"]
    promise = report["calibration"]["bundle"]
    assert set(promise) == {"photo", "curve"}
    assert promise["photo"][0]["measured"] is not None and promise["photo"][0]["mean_area_km2"] > 0
    assert report["confidence"]["most_confident_tenth"]["photos"] == 1
    # The same photos through a bundle that was not calibrated: nothing is promised, the rest stays.
    raw = shutil.copytree(STARTER, tmp_path / "raw")
    manifest = json.loads((raw / "manifest.json").read_text(encoding="utf-8"))
    (raw / "manifest.json").write_text(json.dumps({**manifest, "calibration": {}}), encoding="utf-8")
    assert main(["evaluate", "--photos", str(photos), "--bundle", str(raw), "--out", str(tmp_path / "bare")]) == 0
    bare = report_of(tmp_path / "bare")
    assert {entry["measured"] for way in bare["calibration"]["bundle"].values() for entry in way} == {None}
    assert "most_confident_tenth" not in bare["confidence"]
    assert bare["confidence"]["by_region"] == report["confidence"]["by_region"]
    # The same photos by their folder.
    other = tmp_path / "truth.csv"
    other.write_text("id,lat,lon\none,48.85,2.35\ntwo,-33.9,151.2\n")
    again = tmp_path / "again"
    command = ["evaluate", "--truth", str(other), "--photos", str(photos.parent / "images"), "--out", str(again)]
    assert main(command) == 0
    assert (again / "photos.csv").read_bytes() == (out / "photos.csv").read_bytes()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name,lat,lon\none,1,2\n", "lacks the column id"),
        ("id,lat,lon\none,north,2\n", "'north' in row 2"),
        ("id,lat,lon\none,99,2\n", "look swapped"),
        ("id,lat,lon\nfour,1,2\n", "names 'four' in row 2 (the header is row 1), but there is no such photo"),
        ("id,lat,lon\none,,\n", "has no photo"),
    ],
)
def test_bad_tables_of_photos(photos, capsys, tmp_path, text, words):
    photos.write_text(text)
    refused(capsys, tmp_path / "out", words, "--photos", photos)
    refused(capsys, tmp_path / "out", "can't be read: No such file", "--photos", Path(tmp_path, "none.csv"))
