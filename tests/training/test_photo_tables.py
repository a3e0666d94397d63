"""Tables of photos to learn from: published layouts, weights, splits, and every wrong row named."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from training.photo_tables import read_coordinates, read_photos
from training.tables import TableError


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "header",
    ["IMG_ID,AUTHOR,LAT,LON", "img_id,userid,latitude,longitude", "id,source,Lat,lng", "PATH,group,lat,Long"],
)
def test_published_headers_are_known(tmp_path, header):
    table = read_photos(write(tmp_path / "a.csv", f"{header},S16_Label\n45/77/007.jpg,1@N00,46.5,23.25,5\n"))
    (row,) = table.to_pylist()
    assert row == {
        "id": "45/77/007.jpg", "path": "45/77/007.jpg", "row": 2, "lat": 46.5, "lon": 23.25, "group": "1@N00",
        "weight": 1.0, "split": "",
    }  # fmt: skip


def test_precision_becomes_weight_and_splits_get_one_name(tmp_path):
    text = "id,lat,lon,precision,split\n007,1,2,region,val\n008,,,country,train\n009,3,4,point,TEST\n"
    table = read_photos(write(tmp_path / "a.csv", text)).to_pydict()
    assert table["id"] == ["007", "008", "009"]
    assert table["weight"] == pytest.approx([0.5, 0.2, 1.0])
    assert table["split"] == ["validation", "train", "test"]
    assert table["lat"] == [1.0, None, 3.0]


def test_a_weight_goes_before_a_precision(tmp_path):
    text = "id,lat,lon,precision,weight\na,1,2,anything,0.25\nb,1,2,,\n"
    assert read_photos(write(tmp_path / "a.csv", text))["weight"].to_pylist() == [0.25, 1.0]


def test_parquet_and_csv_say_the_same(tmp_path):
    frame = pd.DataFrame({"IMG_ID": [7, 8], "LAT": [1.5, np.nan], "LON": [2.0, 3.0], "AUTHOR": ["x", None]})
    frame.to_parquet(tmp_path / "a.parquet")
    table = read_photos(tmp_path / "a.parquet").to_pydict()
    assert (table["id"], table["row"], table["lat"]) == (["7", "8"], [1, 2], [1.5, None])
    assert table["group"] == ["x", ""]


@pytest.mark.parametrize("wrong", [{"lat": [[1.0]]}, {"group": [{"name": "x"}]}, {"id": [b"\xff"]}])
def test_columns_of_parquet_that_are_no_texts_are_named(tmp_path, wrong):
    frame = {"id": ["a"], "lat": [1.0], "lon": [2.0], "group": ["g"], **wrong}
    pq.write_table(pa.table(frame), tmp_path / "a.parquet")
    with pytest.raises(TableError, match=rf"of the type .* in the column '{next(iter(wrong))}': make them numbers or"):
        read_photos(tmp_path / "a.parquet")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,lat,lon\na,1,2\nb,north,2\n", "has in row 3 .* 'north' as lat: give a number"),
        ("id,lat,lon\na,1,2\n,1,2\n", "has in row 3 .* no id"),
        ("id,lat,lon\na,1,2\nb,1\n", "has 2 values in row 3 .* not 3 as in its header"),
        ('id,lat,lon,group\na,1,2,x\nb,1,2,"open\nc,1,2,x\n', "no valid CSV in row 3 .* unexpected end of data"),
        ('id,lat,lon,group\na,1,2,"open\nb,1,2,"closed"\n', "no valid CSV in row 2 .* expected after"),
        ("id,lat,lon\na,122,45\n", "row 2 .* look swapped"),
        ("id,lat,lon\na,1,181\n", "row 2 .* out of range"),
        ("id,lat,lon,weight\na,1,2,-1\n", "row 2 .* the weight -1: give 0 to 1e"),
        ("id,lat,lon,weight\na,1,2,3\nb,1,2,1e39\n", "row 3 .* the weight 1e.39: give 0 to 1e"),
        ("id,lat,lon,weight\na,1,2,1e400\n", "row 2 .* the weight inf: give 0 to 1e"),
        ("id,lat,lon,precision\na,1,2,near\n", "row 2 .* the precision 'near': use one of point, site"),
        ("id,lat,lon,split\na,1,2,both\n", "row 2 .* the split 'both': use one of train"),
        ("id;lat;lon\na;1;2\n", "separated by commas"),
        ("lat,lon\n1,2\n", "lacks the column id .* it must have id or path, lat, lon"),
        ("id,lat,lon\n", "has no photo"),
    ],
)
def test_a_wrong_table_is_one_sentence(tmp_path, text, message):
    with pytest.raises(TableError, match=message):
        read_photos(write(tmp_path / "a.csv", text))


def test_rows_count_on_over_blocks(tmp_path, monkeypatch):
    monkeypatch.setattr("training.photo_tables._BLOCK_BYTES", 64)
    lines = "".join(f"photo-{k},1,2\n" for k in range(100))
    table = read_photos(write(tmp_path / "a.csv", f"id,lat,lon\n{lines}"))
    assert table["row"].to_pylist() == list(range(2, 102))
    with pytest.raises(TableError, match="row 102 "):
        read_photos(write(tmp_path / "b.csv", f"id,lat,lon\n{lines}x,1,y\n"))


def test_a_line_break_in_quotes_may_lie_between_two_blocks(tmp_path, monkeypatch):
    monkeypatch.setattr("training.photo_tables._BLOCK_BYTES", 64)
    lines = "".join(f'photo-{k},1,2,"first\nsecond {k}"\n' for k in range(100))
    table = read_photos(write(tmp_path / "a.csv", f"id,lat,lon,group\n{lines}"))
    assert table["group"].to_pylist() == [f"first\nsecond {k}" for k in range(100)]


def test_the_benchmarks_are_read_as_published(data):
    assert len(read_photos(data / "benchmarks" / "im2gps3k.csv")) == 2997
    table = read_photos(data / "benchmarks" / "yfcc26k.csv")
    assert len(table) == 25600
    assert table["id"][0].as_py() == "45/77/3228511372.jpg"
    lat, lon = read_coordinates(data / "photos" / "photos.csv")
    assert len(lat) == len(lon) == 3286  # 276 of its photos have no position
