"""Tables of probabilities: the same from every format, in blocks; one sentence that names the row for what is wrong."""

from itertools import chain

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from training import probabilities
from training.probabilities import Rows, open_table
from training.tables import TableError, read_positions

IDS = ["007", "b,c", 'say "x"', "d", "e"]
P = np.random.default_rng(0).dirichlet(np.ones(4), 5)


def quoted(text):
    return '"' + text.replace('"', '""') + '"' if set(text) & set(',"') else text


def csv_of(ids, p, labels=None):
    head = ",".join(["id", *map(str, labels if labels is not None else range(len(p[0])))])
    return (
        "\n".join(
            [head, *(",".join([quoted(i), *map(repr, row)]) for i, row in zip(ids, np.array(p).tolist(), strict=True))]
        )
        + "\n"
    )


@pytest.fixture
def write(tmp_path):
    def of(kind, ids=IDS, p=P, labels=None):
        path = tmp_path / {"list": "p.parquet", "columns": "p.parquet"}.get(kind, f"p.{kind}")
        if kind == "csv":
            path.write_text(csv_of(ids, p, labels))
        elif kind == "npz":
            extra = {} if labels is None else {"values": labels}
            np.savez(path, id=np.array(ids), probabilities=p, **extra)
        elif kind == "list":
            pq.write_table(pa.table({"id": ids, "probabilities": np.asarray(p).tolist()}), path)
        else:
            pq.write_table(pa.table({"id": ids, **{str(k): np.asarray(p)[:, k] for k in range(len(p[0]))}}), path)
        return path

    return of


def everything(path, order=None):
    ids, rows, values = zip(*open_table(path).blocks(order), strict=True)
    return [*chain(*ids)], [*chain(*rows)], np.concatenate(values)


@pytest.mark.parametrize("kind", ["csv", "npz", "list", "columns"])
def test_every_format_says_the_same(write, kind, monkeypatch):
    monkeypatch.setattr(probabilities, "_BLOCK_BYTES", 70)  # a row or two at a time
    path = write(kind)
    table = open_table(path)
    assert table.classes == 4
    assert table.labels == ([0, 1, 2, 3] if kind in ("csv", "columns") else None)
    ids, rows, values = everything(path)
    assert ids == IDS
    assert rows == list(range(2, 7) if kind == "csv" else range(1, 6))
    np.testing.assert_allclose(values, P, rtol=1e-12)
    np.testing.assert_allclose(everything(path, np.array([3, 1, 0, 2]))[2], P[:, [3, 1, 0, 2]], rtol=1e-12)


def test_csv_of_spreadsheets(tmp_path):
    path = tmp_path / "p.csv"
    path.write_bytes("\ufeff".encode() + b'"id","0","1"\r\na,0.25,0.75\r\n\r\n"b",1e0, 0\r\n\r\n')
    ids, rows, values = everything(path)
    assert (ids, rows, values.tolist()) == (["a", "b"], [2, 4], [[0.25, 0.75], [1.0, 0.0]])
    path.write_text('"id","0","1"\n"a ""b"", c","0.25","0.75"\n')
    ids, rows, values = everything(path)
    assert (ids, values.tolist()) == (['a "b", c'], [[0.25, 0.75]])


def test_rounded_figures_are_normalised(write):
    values = everything(write("csv", ["a"], [[0.3334, 0.3333, 0.3334]]))[2]
    assert values.sum() == pytest.approx(1.0, abs=1e-15)


@pytest.mark.parametrize("kind", ["csv", "npz", "list", "columns"])
@pytest.mark.parametrize(
    ("value", "words"),
    [
        (np.nan, "class 2, which is not finite"),
        (np.inf, "class 2, which is not finite"),
        (-0.2, "class 2, which is negative"),
        (5.0, "sum to 5.* not to 1"),
    ],
)
def test_bad_values_name_their_row(write, kind, value, words):
    p = P.copy()
    p[3, 2] = value
    row = 5 if kind == "csv" else 4
    with pytest.raises(TableError, match=f"in row {row} .*photo 'd', .*{words}"):
        everything(write(kind, p=p))


@pytest.mark.parametrize("kind", ["csv", "npz", "list", "columns"])
def test_ids_are_there_and_different(write, kind):
    first = 2 if kind == "csv" else 1
    with pytest.raises(TableError, match=f"'b' twice, in row {first + 1} and row {first + 3}"):
        everything(write(kind, ["a", "b", "c", "b", "d"]))
    with pytest.raises(TableError, match=f"no id in row {first + 2} "):
        everything(write(kind, ["a", "b", "", "c", "d"]))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("id\na\n", "no column of probabilities"),
        ("name,0,1\na,1,0\n", "its first is 'name'"),
        ("id,0,x\na,1,0\n", "column 'x'"),
        ("id,0,1\n", "has no photo"),
        ("id,0,1\na,1\n", "1 probabilities in row 2 .*not 2"),
        ("id,0,1\na,1,0\nb,1,0,0\n", "3 probabilities in row 3"),
        ("id,0,1\na,1,0\nb,one,0\n", "'one' in row 3 .*photo 'b', for class 0"),
        ("id,0,1\na,1,0\nb,1,\n", "nothing in row 3 .*for class 1"),
        ("id,0,1\na,0,5;0,5\n", "3 probabilities in row 2"),
        (b"id,0,1\na,1,0\n\xff,1,0\n", "no UTF-8 text"),
    ],
)
def test_csv_that_is_wrong(tmp_path, text, words):
    path = tmp_path / "p.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(TableError, match=words):
        everything(path)


def test_npz_that_is_wrong(tmp_path, write):
    path = tmp_path / "p.npz"

    def refused(words, **arrays):
        np.savez(path, **arrays)
        with pytest.raises(TableError, match=words):
            everything(path)

    refused("probabilities", id=np.array(["a"]))
    refused("as many ids", id=np.array(["a"]), probabilities=P)
    refused("Object arrays", id=np.array(["a"], object), probabilities=P[:1])
    refused("by column", id=np.array(IDS), probabilities=np.asfortranarray(P))
    refused("type <U", id=np.array(["a"]), probabilities=np.array([["x", "y"]]))
    refused("3 values for 4 classes", id=np.array(IDS), probabilities=P, values=np.arange(3))
    path.write_bytes(b"no archive")
    with pytest.raises(TableError, match="can't be read as NPZ"):
        everything(path)
    whole = bytearray(write("npz").read_bytes())
    whole[whole.index(P.tobytes()) + 5] ^= 1
    path.write_bytes(whole)
    with pytest.raises(TableError, match="Bad CRC-32"):
        everything(path)


def test_parquet_that_is_wrong(tmp_path, monkeypatch, write):
    path = tmp_path / "p.parquet"
    pq.write_table(pa.table({"id": ["a", "b"], "probabilities": [[0.5, 0.5], [1.0]]}), path)
    with pytest.raises(TableError, match=r"1 probabilities in row 2 .*photo 'b', not 2"):
        everything(path)
    pq.write_table(pa.table({"id": [1.5], "0": [1.0]}), path)
    with pytest.raises(TableError, match="ids of the type double"):
        everything(path)
    pq.write_table(pa.table({"id": ["a"], "0": ["x"]}), path)
    with pytest.raises(TableError, match="probabilities of the type string"):
        everything(path)
    monkeypatch.setattr(probabilities, "_LARGEST_ROW_GROUP", 64)
    with pytest.raises(TableError, match=r"row groups of 5 photos.*row_group_size=2"):
        everything(write("columns"))


def test_unknown_kinds(tmp_path):
    (tmp_path / "p.xlsx").write_bytes(b"x")
    with pytest.raises(TableError, match="save it as"):
        open_table(tmp_path / "p.xlsx")
    with pytest.raises(TableError, match=r"There is no table 'q.csv'"):
        open_table(tmp_path / "q.csv")


@pytest.fixture
def truth(tmp_path):
    path = tmp_path / "truth.csv"
    path.write_text("id,lat,lon\nd,1,2\n007,3,4\n")
    return read_positions(path)


def narrow(tmp_path, name, ids, p=P):
    path = tmp_path / name
    path.write_text(csv_of(ids, p[: len(ids)]))
    return open_table(path)


def test_rows_join_tables_by_id(tmp_path, truth, write, monkeypatch):
    monkeypatch.setattr(probabilities, "HELD", 3)
    wide, held = (
        open_table(write("npz")),
        narrow(tmp_path, "held.csv", ["007", "x", "d"], P[:, :2] / P[:, :2].sum(1, keepdims=True)),
    )
    rows = Rows(truth, [wide, held], [None, np.array([1, 0])])
    for _ in range(2):  # they can be read again
        found = list(rows)
        assert [k for k, _ in found] == [1, 0]  # in the order of the wide table
        np.testing.assert_allclose(found[0][1][0], P[0])
        np.testing.assert_allclose(found[1][1][0], P[3])
        np.testing.assert_allclose(found[0][1][1], (P[0, :2] / P[0, :2].sum())[::-1])
        assert rows.ignored == 3


def test_rows_miss_a_photo(tmp_path, truth, write, monkeypatch):
    with pytest.raises(TableError, match=r"names '007' in row 3 .* but 'a.csv' has no prediction"):
        list(Rows(truth, [narrow(tmp_path, "a.csv", ["d"])], [None]))
    with pytest.raises(TableError, match=r"names 'd' in row 2 .* but 'b.csv' has no prediction"):
        Rows(truth, [open_table(write("npz")), narrow(tmp_path, "b.csv", ["007"])], [None, None])


def test_two_wide_tables_have_one_order(tmp_path, truth, monkeypatch):
    monkeypatch.setattr(probabilities, "HELD", 3)
    one = narrow(tmp_path, "one.csv", ["d", "x", "007"])
    assert len(list(Rows(truth, [one, narrow(tmp_path, "two.csv", ["d", "007", "y"])], [None, None]))) == 2
    with pytest.raises(TableError, match=r"'two.csv' lists its photos in another order than 'one.csv'"):
        list(Rows(truth, [one, narrow(tmp_path, "two.csv", ["007", "d"])], [None, None]))
    with pytest.raises(TableError, match=r"'two.csv' has no prediction"):
        list(Rows(truth, [one, narrow(tmp_path, "two.csv", ["d"])], [None, None]))
