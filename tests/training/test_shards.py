"""Tar shards in webdataset's layout: an index of byte ranges, and what damaged ones leave."""

import io
import json
import tarfile

import pyarrow as pa
import pytest

from training.shards import find, is_pattern, read_shards
from training.tables import TableError


def write_tar(path, files, **options):
    with tarfile.open(path, "w", **options) as tar:
        for name, content in files:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return path


def sample(key, lat=1.0, lon=2.0, photo=b"\xff\xd8 photo", extension="jpg", **facts):
    facts = json.dumps({"LAT": lat, "LON": lon, **facts}).encode()
    return [(f"{key}.{extension}", photo + key.encode()), (f"{key}.json", facts)]


def ids(candidates):
    return candidates.column("id").to_pylist()


def test_every_photo_is_a_byte_range(tmp_path):
    write_tar(tmp_path / "shard-000000.tar", [*sample("a", AUTHOR="x"), *sample("b", 3.5, -4.5, split="val")])
    write_tar(tmp_path / "shard-000001.tar", sample("deep/c", extension="PNG", precision="region"))
    candidates = read_shards(find(tmp_path / "shard-{000000..000001}.tar"))
    assert ids(candidates) == ["a", "b", "deep/c"]
    for path, offset, size, key in zip(candidates.path, candidates.offset, candidates.size, "abc", strict=True):
        content = (tmp_path / path).read_bytes()[offset : offset + size]
        assert content.startswith(b"\xff\xd8 photo") and content.endswith(key.encode())
    assert candidates.array("lat").tolist() == [1.0, 3.5, 1.0]
    assert candidates.array("lon").tolist() == [2.0, -4.5, 2.0]
    assert candidates.column("group").to_pylist() == ["x", "", ""]
    assert candidates.column("split").to_pylist() == ["", "validation", ""]
    assert candidates.array("weight").tolist() == [1.0, 1.0, 0.5]


def test_long_names_and_every_format_of_tar(tmp_path):
    for kind in (tarfile.PAX_FORMAT, tarfile.GNU_FORMAT):
        key = "folder/" * 30 + "photo"
        write_tar(tmp_path / "a.tar", sample(key), format=kind)
        candidates = read_shards([tmp_path / "a.tar"])
        assert ids(candidates) == [key]
        assert (tmp_path / "a.tar").read_bytes()[candidates.offset[0] :].startswith(b"\xff\xd8 photo")


def test_a_table_gives_the_positions_by_key_or_member(tmp_path):
    write_tar(tmp_path / "a.tar", [("45/77/1.jpg", b"one"), ("45/77/2.jpg", b"two"), ("3.webp", b"three")])
    names = ["3", "45/77/1.jpg", "45/77/9.jpg"]
    columns = {"id": names, "path": names, "row": [2, 3, 4], "lat": [1.0, 2.0, 3.0], "lon": [4.0, 5.0, 6.0]}
    table = pa.table({**columns, "group": ["x"] * 3, "weight": pa.array([1.0] * 3, pa.float32()), "split": [""] * 3})
    candidates = read_shards([tmp_path / "a.tar"], table)
    assert ids(candidates) == ["3", "45/77/1.jpg"]
    assert candidates.column("member").to_pylist() == ["3.webp", "45/77/1.jpg"]
    assert candidates.array("lat").tolist() == [1.0, 2.0]
    assert candidates.dropped().to_pylist() == [{"id": "45/77/9.jpg", "row": 4, "reason": "not in the shards"}]
    with pytest.raises(TableError, match="None of the table's 1 photos is in the shards"):
        read_shards([tmp_path / "a.tar"], table.slice(2))


@pytest.mark.parametrize(
    ("keep", "kept", "reason"),
    [
        (lambda data: data[: 2 * 1024 + 600], ["a"], "cut off in 'b.jpg'"),  # in the second photo
        (lambda data: data[: 4 * 1024], ["a", "b"], "its end mark is missing"),
        (lambda data: data[: 4 * 1024 + 100], ["a", "b"], "its end mark is missing"),
        (lambda data: data[: 2 * 1024] + b"x" * 512 + data[2 * 1024 + 512 :], ["a"], "no header at byte 2048"),
    ],
)
def test_a_damaged_shard_gives_what_is_whole_and_is_reported(tmp_path, keep, kept, reason):
    whole = write_tar(tmp_path / "whole.tar", [*sample("a", photo=b"p" * 200), *sample("b", photo=b"p" * 200)])
    (tmp_path / "cut.tar").write_bytes(keep(whole.read_bytes()))
    candidates = read_shards([tmp_path / "cut.tar"])
    assert ids(candidates) == kept
    (found,) = candidates.dropped().to_pylist()
    assert found["id"] == "cut.tar"
    assert reason in found["reason"]


def test_samples_without_position_or_photo(tmp_path):
    files = [("a.jpg", b"p"), ("b.jpg", b"p"), ("b.json", b"{broken"), ("c.json", b"{}"), *sample("d"), ("e.txt", b"")]
    write_tar(tmp_path / "a.tar", files)
    candidates = read_shards([tmp_path / "a.tar"])
    candidates.drop_unplaced()
    assert ids(candidates) == ["d"]
    reasons = {row["id"]: row["reason"] for row in candidates.dropped().to_pylist()}
    assert reasons == {"a": "no position", "b": "no position", "(samples)": "1 samples have no photo"}


@pytest.mark.parametrize("backwards", [False, True])
def test_a_mask_or_a_caption_of_a_sample_is_not_taken_for_its_photo_or_its_facts(tmp_path, backwards):
    files = [("a.depth.png", b"depth"), ("a.caption.json", b'{"text": "x"}'), *sample("a"), ("a.seg.png", b"mask")]
    files += [("b.view.jpg", b"only photo"), ("b.facts.json", sample("b", 7.0)[1][1])]
    write_tar(tmp_path / "a.tar", files[::-1] if backwards else files)
    candidates = read_shards([tmp_path / "a.tar"])
    members = dict(zip(ids(candidates), candidates.column("member").to_pylist(), strict=True))
    assert members == {"a": "a.jpg", "b": "b.view.jpg"}
    assert sorted(candidates.array("lat").tolist()) == [1.0, 7.0]


def test_a_sample_that_is_in_a_shard_twice_keeps_its_photo_and_position_together(tmp_path):
    write_tar(tmp_path / "a.tar", [*sample("a", 1.0, photo=b"first"), *sample("a", 50.0, photo=b"second")])
    candidates = read_shards([tmp_path / "a.tar"])
    assert candidates.array("lat").tolist() == [1.0]
    assert (tmp_path / "a.tar").read_bytes()[candidates.offset[0] :].startswith(b"first")


def test_keys_may_begin_anew_in_each_shard(tmp_path):
    for name in ("a.tar", "b.tar"):
        write_tar(tmp_path / name, sample("000"))
    candidates = read_shards(find(tmp_path))
    candidates.drop_repeated()
    assert ids(candidates) == ["a.tar/000", "b.tar/000"]


@pytest.mark.parametrize("lat", [float("nan"), None, True, [1], 10**400, "north"])
def test_a_latitude_that_is_no_number_is_no_position(tmp_path, lat):
    write_tar(tmp_path / "a.tar", [*sample("a", lat), *sample("b", precision=["point"])])
    candidates = read_shards([tmp_path / "a.tar"])
    candidates.drop_unplaced()
    assert ids(candidates) == ["b"]


@pytest.mark.parametrize("weight", [-1, float("inf"), 1e39])
def test_a_weight_of_a_sample_is_checked(tmp_path, weight):
    write_tar(tmp_path / "a.tar", sample("a", weight=weight))
    with pytest.raises(TableError, match=r"'a.tar' has in the sample 'a' the weight .*: give 0 to 1e"):
        read_shards([tmp_path / "a.tar"])


def test_what_can_t_be_used_is_one_sentence(tmp_path):
    write_tar(tmp_path / "far.tar", sample("x", 45.0, 200.0))
    with pytest.raises(TableError, match=r"'far\.tar' has in the sample 'x' the position 45, 200"):
        read_shards([tmp_path / "far.tar"])
    (tmp_path / "none.tar").write_bytes(b"no tar at all" * 100)
    with pytest.raises(TableError, match=r"'none\.tar' is damaged"):
        read_shards([tmp_path / "none.tar"])
    with pytest.raises(TableError, match=r"'far-1\.tar' is missing \(1 of 2 are\)"):
        (tmp_path / "far-0.tar").touch()
        find(tmp_path / "far-{0..1}.tar")
    with pytest.raises(TableError, match="unbalanced braces"):
        find(tmp_path / "far-{0..1.tar")
    with pytest.raises(TableError, match=r"no \.tar shard"):
        find(tmp_path / "other-*.tar")


def test_folders_globs_and_patterns_of_shards(tmp_path):
    for name in ("b-1.tar", "a-0.tar"):
        write_tar(tmp_path / name, sample(name))
    assert [p.name for p in find(tmp_path)] == ["a-0.tar", "b-1.tar"]
    assert [p.name for p in find(tmp_path / "*-1.tar")] == ["b-1.tar"]
    assert is_pattern(tmp_path) and is_pattern("x/shard-{0..9}.tar") and not is_pattern("photos.csv")


def test_many_shards_are_read_by_several_processes_in_order(tmp_path, monkeypatch):
    monkeypatch.setattr("training.shards._WORTH_PROCESSES", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    for k in range(3):
        write_tar(tmp_path / f"{k}.tar", sample(f"photo-{k}"))
    assert ids(read_shards(find(tmp_path))) == ["photo-0", "photo-1", "photo-2"]
