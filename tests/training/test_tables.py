"""Tables of positions: what is read, and one sentence that names the row for what is not."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from training.tables import TableError, check_not_swapped, read_positions


@pytest.fixture
def table(tmp_path):
    def write(text, name="truth.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
        return path

    return write


def test_positions_are_read(table):
    found = read_positions(table("id,note,lat,lon,source\n007,x,48.5,2.25,one\n8,y,-90,-180,two\n"))
    assert found.id == ["007", "8"]
    assert found.row == [2, 3]
    assert found.latitude.tolist() == [48.5, -90.0]
    assert found.longitude.tolist() == [2.25, -180.0]
    assert found.group == ["one", "two"]
    assert found.spread is None


def test_spreadsheets_leave_their_marks(table):
    found = read_positions(table('id,lat,lon,spread\r\n"a,b",1,2,3\r\n\r\n"say ""x""",4,5,0\r\n', encoding="utf-8-sig"))
    assert found.id == ["a,b", 'say "x"']
    assert found.row == [2, 4]
    assert found.spread.tolist() == [3.0, 0.0]


def test_parquet_is_read_alike(tmp_path):
    path = tmp_path / "truth.parquet"
    pq.write_table(pa.table({"id": ["007", "b"], "lat": [1.0, 2.0], "lon": [3, 4]}), path)
    found = read_positions(path)
    assert found.id == ["007", "b"]
    assert found.longitude.tolist() == [3.0, 4.0]
    pq.write_table(pa.table({"id": ["a", "a"], "lat": [1.0, 2.0], "lon": [3, 4]}), path)
    with pytest.raises(TableError, match=r"twice, in row 1 and row 2 \(the first photo is row 1\)"):
        read_positions(path)
    pq.write_table(pa.table({"id": ["a"], "lat": [None], "lon": [3]}), path)
    with pytest.raises(TableError, match="nothing in row 1"):
        read_positions(path)


def test_rows_without_a_position_may_be_left_out(table):
    path = table("id,lat,lon\na,1,2\nb,,\n")
    found = read_positions(path, skip_without_position=True)
    assert (found.id, found.without_position) == (["a"], 1)
    with pytest.raises(TableError, match="nothing in row 3"):
        read_positions(path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("id,lat,lon\n", "has no photo"),
        ("name,lat,lon\na,1,2\n", "lacks the column id"),
        ("id;lat;lon\na;1;2\n", "separated by commas"),
        ("id,lat,lat,lon\na,1,1,2\n", "the column 'lat' twice"),
        ("id,lat,lon\na,1,2\n,1,2\n", r"no id in row 3 \(the header is row 1\)"),
        ("id,lat,lon\na,1,2\nb,1,2\na,1,2\n", "'a' twice, in row 2 and row 4"),
        ("id,lat,lon\na,north,2\n", "'north' in row 2"),
        ("id,lat,lon\na,1_0,2\n", "'1_0' in row 2"),
        ("id,lat,lon\na,1,\n", "nothing in row 2"),
        ("id,lat,lon\na,nan,2\n", "out of range"),
        ("id,lat,lon\na,inf,2\n", "out of range"),
        ("id,lat,lon\na,1,181\n", "out of range"),
        ("id,lat,lon\na,-91,181\n", "out of range"),
        ("id,lat,lon\na,1,2\nb,151.2,-33.9\n", r"151.2, -33.9 in row 3 .*look swapped"),
        ("id,lat,lon\na,1\n", "2 values in row 2"),
        ("id,lat,lon\na,1,2,3\n", "4 values in row 2"),
        ('id,lat,lon\n"a,1,2\n', "no valid CSV in row 2"),
        ("id,lat,lon,spread\na,1,2,-1\n", "spread -1 in row 2"),
        ("id,lat,lon,spread\na,1,2,inf\n", "spread inf in row 2"),
        ("id,lat,lon,spread\na,1,2,nan\n", "spread nan in row 2"),
        (b"id,lat,lon\n\xff\xfe,1,2\n", "no UTF-8 text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "no UTF-8 text"),
    ],
)
def test_what_is_wrong_is_one_sentence(table, text, words):
    with pytest.raises(TableError, match=words) as caught:
        read_positions(table(text))
    assert "truth.csv" in str(caught.value)
    assert str(table(text).parent) not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_parquet(table):
    with pytest.raises(TableError, match="can't be read as Parquet"):
        read_positions(table("id,lat,lon\n", "truth.parquet"))


def test_a_table_whose_columns_are_exchanged(table):
    def at_sea(lat, lon):
        return lon > lat  # land lies to the north-west

    random = np.random.default_rng(0)
    rows = "".join(f"{k},{a:.3f},{b:.3f}\n" for k, (a, b) in enumerate(random.uniform((0, 30), (10, 60), (12, 2))))
    right = read_positions(table("id,lon,lat\n" + rows))
    wrong = read_positions(table("id,lat,lon\n" + rows))
    check_not_swapped(right, at_sea)
    with pytest.raises(TableError, match=r"latitude and longitude swapped.*row 2 "):
        check_not_swapped(wrong, at_sea)
    few = read_positions(table("id,lat,lon\n" + "".join(rows.splitlines(True)[:9])))
    check_not_swapped(few, at_sea)
