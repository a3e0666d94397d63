"""Powers and temperatures that an evaluation fits: on other photos than those it judges."""

import json

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin

from backend import s2
from backend.attribute_map import read_classes
from backend.ensemble import Member, fuse
from backend.grid import WIDTH, pixel_centre
from backend.partition import Partition, write_partition
from backend.zones import build_zones, map_layer, partition_layer
from training.__main__ import main
from training.fitted import FOLDS, Sample, cross_fit, fit_elsewhere, sampled

PHOTOS = 360
POWERS = (0.8, 0.4)
NAMES = ["base", "LS"]


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """Photos whose true places are drawn from the pool of two members with powers 0.8 and 0.4."""
    folder = tmp_path_factory.mktemp("pool")
    random = np.random.default_rng(5)
    lat, lon = np.degrees(np.arcsin(random.uniform(-0.9, 0.9, 70))), random.uniform(-180, 180, 70)
    cells, first = np.unique(s2.cell_ids(lat, lon, 3), return_index=True)
    partition = Partition(cells, np.ones(len(cells), np.int64), lat[first], lon[first])
    write_partition(partition, folder / "cells.csv")
    with rasterio.open(
        folder / "ls.tif", "w", driver="GTiff", width=720, height=360, count=1, dtype="uint8", crs="EPSG:4326",
        transform=from_origin(-180, 90, 0.5, 0.5),
    ) as file:  # fmt: skip
        file.write(random.integers(1, 5, (360, 720), dtype=np.uint8), 1)
    table = build_zones([partition_layer(partition), map_layer(read_classes(folder / "ls.tif", [1, 2, 3, 4]), 4)])
    base, ls = random.dirichlet(np.full(len(cells), 0.3), PHOTOS) + 1e-6, random.dirichlet(np.ones(4), PHOTOS)
    base /= base.sum(1, keepdims=True)
    members = [Member(name, power) for name, power in zip(NAMES, POWERS, strict=True)]
    pixel_of_zone = np.zeros(len(table.area), np.int64)
    # The middle of each zone's longest run: inside its cell, not on its border.
    order = np.argsort(table.lengths(), kind="stable")
    pixel_of_zone[table.zone[order]] = (table.starts + table.lengths() // 2)[order]
    zones = [random.choice(len(table.area), p=fuse(table, members, [b, p]).mass) for b, p in zip(base, ls, strict=True)]
    lat, lon = pixel_centre(pixel_of_zone[zones] // WIDTH, pixel_of_zone[zones] % WIDTH)
    classes = [partition.class_at(lat, lon), table.set_ids[1][zones] - 1]
    rows = {k: [base[k], ls[k]] for k in range(PHOTOS)}
    return folder, table, Sample(lat, lon, np.arange(PHOTOS) // 3, classes, rows)


def test_cross_fitted_powers_come_from_other_groups(world):
    _, table, sample = world
    found = cross_fit(table, NAMES, sample, "+LS fitted")
    assert found.powers.mean(axis=0) == pytest.approx(POWERS, abs=0.15)
    assert (found.fold.reshape(-1, 3) == found.fold[::3, None]).all()
    assert sorted(set(found.fold.tolist())) == list(range(FOLDS))
    assert [e[0].exponents for e in found.ensembles()] == [tuple(found.powers[f]) for f in found.fold]
    # What the photos of a fold say does not reach the powers that they are judged with.
    turned = {k: ([p[::-1] for p in row] if found.fold[k] == 2 else row) for k, row in sample.rows.items()}
    again = cross_fit(
        table, NAMES, Sample(sample.latitude, sample.longitude, sample.groups, sample.classes, turned), ""
    )
    assert again.powers[2] == pytest.approx(found.powers[2], abs=1e-9)
    assert again.powers[0] != pytest.approx(found.powers[0], abs=1e-3)


def test_what_the_report_says_of_a_pool(world):
    _, table, sample = world
    found = fit_elsewhere(table, NAMES, sample, "+LS fitted", 7)
    assert len(found.ensembles()) == 7
    described = found.description
    assert described["photos"] == PHOTOS and described["photos_ruled_out"] == 0
    assert described["temperature"] == pytest.approx(1 / described["powers"]["base"], rel=1e-3)
    assert described["exponents"]["base"] == 1.0
    assert described["exponents"]["LS"] == pytest.approx(
        described["powers"]["LS"] / described["powers"]["base"], rel=1e-3
    )
    for name in NAMES:
        entry = described["temperatures"][name]
        assert entry["temperature"] > 1  # drawn with powers below 1: the members are too sure
        assert entry["log_loss_scaled"] < entry["log_loss"]


def test_too_few_photos_give_no_pool(world):
    _, table, sample = world
    few = Sample(sample.latitude, sample.longitude, sample.groups, sample.classes, dict(list(sample.rows.items())[:39]))
    assert cross_fit(table, NAMES, few, "") is None
    assert fit_elsewhere(table, NAMES, few, "", 7) is None


def test_a_sample_is_drawn_by_its_seed():
    assert sampled(30, 0) == set(range(30))
    assert len(sampled(5000, 0)) == 400
    assert sampled(5000, 0) == sampled(5000, 0) != sampled(5000, 1)


@pytest.fixture(scope="module")
def files(world):
    folder, _, sample = world
    for m, name in enumerate(NAMES):
        p = np.stack([sample.rows[k][m] for k in range(PHOTOS)])
        np.savez(folder / f"{name}.npz", id=np.array([f"p{k}" for k in range(PHOTOS)]), probabilities=p)
    for name, photos in (("truth", range(120)), ("validation", range(120, PHOTOS)), ("both", range(PHOTOS))):
        rows = [f"p{k},{sample.latitude[k]},{sample.longitude[k]},g{k // 3}" for k in photos]
        (folder / f"{name}.csv").write_text("\n".join(["id,lat,lon,group", *rows]) + "\n")
    return folder


def command(folder, truth, *more):
    return [
        "evaluate", "--truth", str(folder / f"{truth}.csv"), *more,
        "--member", "base", str(folder / "base.npz"), str(folder / "cells.csv"),
        "--member", "LS", str(folder / "LS.npz"), str(folder / "ls.tif"),
    ]  # fmt: skip


@pytest.mark.parametrize(("truth", "more"), [("truth", True), ("both", False)])
def test_the_command_reports_the_fitted_pool_beside_the_plain_product(files, tmp_path, capsys, truth, more):
    out = tmp_path / "report"
    validation = ["--validation", str(files / "validation.csv")] if more else []
    assert main([*command(files, truth, *validation), "--out", str(out)]) == 0
    report = json.loads((out / "report.json").read_text())
    assert list(report["unbalanced"]["ensembles"]) == ["base", "+LS", "+LS urban prior", "+LS fitted"]
    assert report["pooling"]["ensemble"] == "+LS fitted"
    assert report["pooling"]["powers"]["LS"] == pytest.approx(POWERS[1], abs=0.15)
    assert ("powers_by_fold" in report["pooling"]) != more
    assert report["pooling"]["photos"] == (240 if more else PHOTOS)
    assert "+LS fitted: powers base 1, LS" in capsys.readouterr().out


def test_overlap_lays_the_cells_by_the_part_that_they_cover(files, tmp_path, capsys):
    areas = []
    for more in ([], ["--overlap"]):
        out = tmp_path / f"report{len(more)}"
        assert main([*command(files, "truth", *more), "--out", str(out)]) == 0
        report = json.loads((out / "report.json").read_text())
        assert report["input"]["overlap"] == bool(more)
        areas.append(report["unbalanced"]["ensembles"]["base"]["median_area_km2"]["value"])
    # Cells of level 3 end within their border pixels, which the paper gives to both sides whole.
    assert areas[0] != areas[1]
    assert areas[1] == pytest.approx(areas[0], rel=0.02)
    points = ["evaluate", "--truth", str(files / "truth.csv"), "--points", str(files / "truth.csv"), "--overlap"]
    assert main([*points, "--out", str(tmp_path / "other")]) == 1
    assert "--overlap goes with --member" in capsys.readouterr().err


def test_validation_photos_may_not_be_judged(files, tmp_path, capsys):
    arguments = command(files, "both", "--validation", str(files / "validation.csv"))
    assert main([*arguments, "--out", str(tmp_path / "report")]) == 1
    assert "names 'p120' in row 2 (the header is row 1), which 'both.csv' names too" in capsys.readouterr().err
    points = ["evaluate", "--truth", str(files / "truth.csv"), "--points", str(files / "truth.csv")]
    assert main([*points, "--validation", str(files / "validation.csv"), "--out", str(tmp_path / "report")]) == 1
    assert "--validation goes with --member" in capsys.readouterr().err
    assert not (tmp_path / "report").exists()
