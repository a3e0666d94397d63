"""`python -m training prepare`: from a table, a folder or tar shards to a dataset that is read again."""

import csv
import io
import json
import pickle
import tarfile

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
import rasterio
from PIL import Image
from rasterio.transform import from_bounds

from backend.bundle import STARTER, sha256_of
from backend.partition import read_partition
from training.__main__ import main
from training.prepare import Settings, prepare
from training.prepared import DatasetError, PhotoFiles, Prepared, UnreadablePhoto

COUNT = 240


@pytest.fixture(scope="module")
def photos(tmp_path_factory):
    """A table of photos of twelve authors in twelve places on land, urban and not, and their files."""
    folder = tmp_path_factory.mktemp("photos")
    (folder / "images").mkdir()
    random = np.random.default_rng(0)
    towns = [
        (48.86, 2.35), (40.71, -74.0), (35.68, 139.69), (-23.55, -46.63), (51.5, -0.12), (19.43, -99.13),
        (60.0, 100.0), (-25.0, 130.0), (40.0, -100.0), (0.5, 20.0), (65.0, -150.0), (23.0, 10.0),
    ]  # fmt: skip
    rows = []
    for k in range(COUNT):
        lat, lon = towns[k % 12]
        colours = random.integers(0, 255, (4, 5, 3), np.uint8)
        picture = Image.fromarray(colours).resize((50, 40), Image.Resampling.BICUBIC)
        picture.save(folder / "images" / f"{k:03d}.jpg")
        spread = random.normal(0, 0.02, 2)
        rows.append((f"{k:03d}", lat + spread[0], lon + spread[1], f"author {k % 12}"))
    pd.DataFrame(rows, columns=["IMG_ID", "LAT", "LON", "AUTHOR"]).to_csv(folder / "photos.csv", index=False)
    return folder


def run(out, photos, *options):
    return main(["prepare", "--photos", str(photos), "--maps", str(STARTER), "--out", str(out), *options])


def test_a_table_becomes_a_dataset(tmp_path, photos, capsys):
    out = tmp_path / "dataset"
    assert run(out, photos, "--test", "0.1", "--validation", "0.2") == 0
    assert sorted(p.name for p in out.iterdir()) == [
        "classes.csv", "classes.png", "classes.svg", "dataset.json", "dropped.csv", "maps", "photos.parquet",
    ]  # fmt: skip
    assert sorted(p.name for p in (out / "maps").iterdir()) == ["land_cover.tif", "maps.json", "population.tif"]
    prepared = Prepared.read(out)
    facts = json.loads((out / "dataset.json").read_text(encoding="utf-8"))
    parts = [prepared.where(split) for split in ("train", "validation", "test")]
    assert [len(part) for part in parts] == list(facts["photos"].values())
    dropped = pd.read_csv(out / "dropped.csv", dtype=str)
    assert len(prepared) + len(dropped) == COUNT
    assert facts["dropped"] == dropped["reason"].value_counts().to_dict() == {"urban, thinned to 0.125": len(dropped)}
    assert set(prepared.id) | set(dropped["id"]) == {f"{k:03d}" for k in range(COUNT)}

    # Of twelve authors at home two are for validation and one for the test, whole.
    assert [len(set(part.group)) for part in parts[1:]] == [2, 1]
    assert [len(part) for part in parts[1:]] == [40, 20]
    # Urban photos of the training are thinned, those of the other splits are not.
    urban = [c["name"] for c in prepared.maps[1]["classes"]].index("urban")
    counts = facts["classes"]["land_cover"]
    assert counts["train"]["after"][urban] < counts["train"]["before"][urban] / 4
    assert all(counts[split]["before"] == counts[split]["after"] for split in ("validation", "test"))
    assert counts["train"]["after"][urban] == (parts[0].labels["land_cover"] == urban).sum()
    assert facts["inputs"][0] == {
        "file": "photos.csv", "bytes": (photos / "photos.csv").stat().st_size,
        "sha256": sha256_of(photos / "photos.csv"),
    }  # fmt: skip
    printed = capsys.readouterr().out
    assert "urban, thinned to 0.125" in printed
    assert "validation and test are as they are" in printed
    table = pd.read_csv(out / "classes.csv")
    assert table.loc[table["map"] == "land_cover", "after_thinning"].sum() == len(prepared)
    assert Image.open(out / "classes.png").size[0] > 1000

    picture = PhotoFiles(parts[1]).open(3)
    assert (picture.mode, picture.size) == ("RGB", (50, 40))


def test_thinning_is_stable_when_the_table_grows(tmp_path, photos):
    half = tmp_path / "half.csv"
    pd.read_csv(photos / "photos.csv", dtype=str).iloc[: COUNT // 2].to_csv(half, index=False)
    options = {"maps": STARTER, "images": str(photos / "images"), "settings": Settings(validation=0, thin_urban=0.5)}
    prepare(tmp_path / "a", str(half), **options)
    prepare(tmp_path / "b", str(photos / "photos.csv"), **options)
    few, all_of_them = (set(Prepared.read(tmp_path / name).id) for name in "ab")
    first = {f"{k:03d}" for k in range(COUNT // 2)}
    assert few == all_of_them & first
    assert 0 < len(few) < len(first)


def test_the_same_seed_gives_the_same_bytes(tmp_path, photos):
    for name in "ab":
        assert run(tmp_path / name, photos) == 0
    for name in ("photos.parquet", "dropped.csv", "classes.svg", "classes.png", "dataset.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_shards_and_a_folder_give_the_pixels_of_the_files(tmp_path, photos):
    table = pd.read_csv(photos / "photos.csv", dtype={"IMG_ID": str})
    for shard in range(2):
        with tarfile.open(tmp_path / f"shard-{shard:06d}.tar", "w") as tar:
            for row in table.iloc[shard::2].itertuples():
                tar.add(photos / "images" / f"{row.IMG_ID}.jpg", f"{row.IMG_ID}.jpg")
                text = json.dumps({"latitude": row.LAT, "longitude": row.LON, "author": row.AUTHOR}).encode()
                member = tarfile.TarInfo(f"{row.IMG_ID}.json")
                member.size = len(text)
                tar.addfile(member, io.BytesIO(text))
    pattern = str(tmp_path / "shard-{000000..000001}.tar")
    assert run(tmp_path / "shards", pattern, "--thin-urban", "1") == 0
    beside = ("--images", pattern, "--thin-urban", "1")
    assert run(tmp_path / "beside", photos / "photos.csv", *beside) == 0
    assert run(tmp_path / "files", photos, "--thin-urban", "1") == 0
    shards, beside, files = (Prepared.read(tmp_path / name) for name in ("shards", "beside", "files"))
    assert len(shards) == len(beside) == len(files) == COUNT
    by_id = {identity: k for k, identity in enumerate(files.id)}
    for prepared in (shards, beside):
        # Copied as to a worker process, where shards are opened anew.
        opened = pickle.loads(pickle.dumps(PhotoFiles(prepared)))
        for k in range(0, COUNT, 37):
            same = by_id[prepared.id[k]]
            assert np.array_equal(np.asarray(opened.open(k)), np.asarray(PhotoFiles(files).open(same)))
            assert prepared.group[k] == files.group[same]
            assert prepared.labels["population"][k] == files.labels["population"][same]


def test_checked_photos_and_copies(tmp_path, photos):
    (tmp_path / "images").mkdir()
    table = pd.read_csv(photos / "photos.csv", dtype=str)
    table["split"] = "train"
    table.loc[table.AUTHOR == "author 6", "split"] = "val"
    for name in table.IMG_ID:
        (tmp_path / "images" / f"{name}.jpg").write_bytes((photos / "images" / f"{name}.jpg").read_bytes())
    copy = (tmp_path / "images" / "006.jpg").read_bytes()  # of author 6
    (tmp_path / "images" / "007.jpg").write_bytes(copy)
    (tmp_path / "images" / "008.jpg").write_bytes(copy[:300])
    Image.new("RGB", (50, 40)).save(tmp_path / "images" / "009.jpg")
    table.to_csv(tmp_path / "photos.csv", index=False)
    assert run(tmp_path / "out", tmp_path, "--check-photos", "--near-duplicates", "--thin-urban", "1") == 0
    reasons = pd.read_csv(tmp_path / "out" / "dropped.csv", dtype=str).set_index("id")["reason"]
    assert reasons["007"] == "near-duplicate of a photo of validation"
    assert reasons["008"].startswith("unreadable: 008 is cut off")
    assert reasons["009"].startswith("dark: ")
    assert len(reasons) == 3
    facts = json.loads((tmp_path / "out" / "dataset.json").read_text(encoding="utf-8"))
    assert set(facts["dropped"]) == {"near-duplicate of a photo of validation", "unreadable", "dark"}


def test_repeated_and_unplaced_photos_are_dropped(tmp_path, photos):
    lines = (photos / "photos.csv").read_text().splitlines()
    (tmp_path / "photos.csv").write_text("\n".join([*lines, lines[1], "004,,,x", "z,0,0,x", "gone,1,2,x"]))
    assert run(tmp_path / "out", tmp_path / "photos.csv", "--images", str(photos / "images"), "--thin-urban", "1") == 0
    dropped = pd.read_csv(tmp_path / "out" / "dropped.csv", dtype=str).to_dict("records")
    assert [(d["id"], d["reason"]) for d in dropped] == [
        ("z", "no such file"), ("gone", "no such file"), ("000", "its id was listed before"),
        ("004", "its id was listed before"),
    ]  # fmt: skip


def test_downloaded_rasters_label_at_their_own_resolution(tmp_path, capsys):
    # Columns of 1 degree: nobody, 10, 100 and 10,000 people in turn, so the edges are 10, 100 and 1000; land cover is
    # urban in the east and broad-leaved in the west.
    people = np.tile(np.array([0, 10, 100, 10_000], np.int32), (180, 90))
    people[:90] = -2147483647  # the north is sea
    cover = np.full((360, 720), 190, np.uint8)
    cover[:, :360] = 60
    rasters = {}
    for name, values, nodata in (("people", people, -2147483647), ("cover", cover, 0)):
        rasters[name] = tmp_path / f"{name}.tif"
        with rasterio.open(
            rasters[name], "w", driver="GTiff", width=values.shape[1], height=values.shape[0], count=1,
            dtype=values.dtype, crs="EPSG:4326", nodata=nodata,
            transform=from_bounds(-180, -90, 180, 90, values.shape[1], values.shape[0]),
        ) as file:  # fmt: skip
            file.write(values, 1)
    (tmp_path / "images").mkdir()
    table = ["id,lat,lon"]
    for k in range(8):
        Image.new("RGB", (20, 20)).save(tmp_path / "images" / f"{k}.png")
        table.append(f"{k},-20.5,{k - 4 + 0.5}")
    (tmp_path / "photos.csv").write_text("\n".join([*table, "0,1,1", "7,1,1"]))
    arguments = ["prepare", "--photos", str(tmp_path), "--population", str(rasters["people"]), "--validation", "0"]
    arguments += ["--land-cover", str(rasters["cover"]), "--thin-urban", "1"]
    assert main([*arguments, "--out", str(tmp_path / "out")]) == 0
    prepared = Prepared.read(tmp_path / "out")
    assert prepared.labels["population"].tolist() == [0, 1, 2, 3, 0, 1, 2, 3]
    assert prepared.labels["land_cover"].tolist() == [1, 1, 1, 1, 5, 5, 5, 5]
    # The cumulative distribution over people: a quarter of the photos at each value.
    with (tmp_path / "out" / "population.csv").open() as file:
        header, *curve = csv.reader(file)
    assert header == ["people per pixel", "share of train at or below"]
    share = {float(x): float(y) for x, y in curve}
    for below, expected in ((9.0, 0.25), (99.0, 0.5), (9_000.0, 0.75), (1e9, 1.0)):
        assert share[max(x for x in share if x <= below)] == expected
    assert (tmp_path / "out" / "population.png").stat().st_size > 5_000
    inputs = {entry["file"]: entry["sha256"] for entry in prepared.facts["inputs"]}
    assert inputs["people.tif"] == sha256_of(rasters["people"])
    capsys.readouterr()
    # The two exchanged, and heights in the place of land cover, leave nothing.
    before = sorted(tmp_path.iterdir())
    wrong = ["prepare", "--photos", str(tmp_path), "--out", str(tmp_path / "wrong")]
    for options, message in (
        (["--population", str(rasters["cover"])], "holds 8-bit numbers"),
        (["--land-cover", str(rasters["people"])], "it holds int32"),
    ):
        assert main([*wrong, *options]) == 1
        assert message in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--thin-urban", "12.5"), "--thin-urban must be a share from 0 to 1"),
        (("--validation", "0.6", "--test", "0.5"), "together less than 1"),
        (("--test-groups", "nobody"), "no group 'nobody'"),
        (("--apart-km", "9999"), "--apart-km must be from 0 to 500"),
        (("--land-cover", "x.tif"), "or --maps alone"),
        (("--images", "nowhere"), "no folder 'nowhere'"),
    ],
)
def test_a_wrong_option_leaves_nothing_behind(tmp_path, photos, capsys, options, message):
    assert run(tmp_path / "out", photos, *options) == 1
    assert message in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_swapped_headers_are_noticed(tmp_path, photos, capsys):
    # As GeoEstimation's first im2gps3k_places365.csv had them: LON before LAT, over the columns lat and lon.
    table = pd.read_csv(photos / "photos.csv", dtype={"IMG_ID": str})
    table = table[table.LON.abs() < 90].rename(columns={"LAT": "LON", "LON": "LAT"})
    table.to_csv(tmp_path / "photos.csv", index=False)
    assert run(tmp_path / "out", tmp_path / "photos.csv", "--images", str(photos / "images")) == 1
    assert "swapped" in capsys.readouterr().err


def test_what_is_no_dataset_is_one_sentence(tmp_path, photos):
    with pytest.raises(DatasetError, match=r"dataset\.json can't be read"):
        Prepared.read(tmp_path)
    assert run(tmp_path / "out", photos) == 0
    assert run(tmp_path / "out", photos) == 1  # never over an older one
    table = pq.read_table(tmp_path / "out" / "photos.parquet")
    pq.write_table(table.drop_columns(["land_cover"]), tmp_path / "out" / "photos.parquet")
    with pytest.raises(DatasetError, match="lacks the column land_cover: prepare it again"):
        Prepared.read(tmp_path / "out")
    (tmp_path / "out" / "photos.parquet").write_bytes(b"x")
    with pytest.raises(DatasetError, match=r"no readable photos\.parquet"):
        Prepared.read(tmp_path / "out")


def test_a_photo_that_went_missing_is_one_sentence(tmp_path, photos):
    assert run(tmp_path / "out", photos, "--thin-urban", "1") == 0
    prepared = Prepared.read(tmp_path / "out")
    facts = json.loads((tmp_path / "out" / "dataset.json").read_text(encoding="utf-8"))
    facts["root"] = "elsewhere"
    (tmp_path / "out" / "dataset.json").write_text(json.dumps(facts))
    with pytest.raises(UnreadablePhoto, match=r"'000' can't be read from '000\.jpg'"):
        PhotoFiles(Prepared.read(tmp_path / "out")).open(list(prepared.id).index("000"))


def test_row_groups_keep_texts_and_order(tmp_path, photos, monkeypatch):
    monkeypatch.setattr("training.prepare._ROW_GROUP", 16)
    assert run(tmp_path / "out", photos, "--thin-urban", "1") == 0
    prepared = Prepared.read(tmp_path / "out")
    assert list(prepared.id) == [f"{k:03d}" for k in range(COUNT)]
    assert prepared.group[13] == "author 1"
    assert prepared.group.codes()[13] == prepared.group.codes()[1] != prepared.group.codes()[0]
    part = prepared.rows(np.array([5, 200]))
    assert (list(part.id), list(part.id[1:])) == (["005", "200"], ["200"])


def test_the_project_s_photos(tmp_path, data):
    out = tmp_path / "out"
    assert run(out, data / "photos", "--validation", "0.1") == 0
    prepared = Prepared.read(out)
    train, validation = prepared.where("train"), prepared.where("validation")
    assert not set(train.group) & set(validation.group)
    assert len(train) > 1000 < 10 * len(validation)
    # Partitions of a dataset count its training photos.
    arguments = ["partition", "--coordinates", str(out), "--tau-min", "0", "--tau-max", "200"]
    assert main([*arguments, "--out", str(tmp_path / "cells.csv")]) == 0
    assert read_partition(tmp_path / "cells.csv").photos.sum() == len(train)
    # The weights are those of the precision of each position.
    precision = pd.read_csv(data / "photos" / "photos.csv", dtype=str).set_index("id")["precision"]
    k = next(k for k, identity in enumerate(prepared.id) if precision[identity] == "region")
    assert prepared.weight[k] == 0.5
    assert PhotoFiles(prepared).open(0).mode == "RGB"
