"""A look into every photo: damaged, dark, and copies of one another."""

import io

import numpy as np
import pyarrow as pa
from PIL import Image

from training.candidates import SCHEMA, Candidates
from training.photo_check import difference_hash, look


def candidates(root, names):
    columns = {f.name: pa.nulls(len(names), f.type) for f in SCHEMA}
    columns |= {"id": pa.array(names), "path": pa.array(names), "row": pa.array(range(len(names)))}
    return Candidates(root, pa.table(columns), [])


def scene(seed=0, size=(240, 180)):
    """Soft shapes, as a photo has."""
    random = np.random.default_rng(seed)
    small = Image.fromarray(random.integers(0, 255, (6, 8, 3), np.uint8))
    return small.resize(size, Image.Resampling.BICUBIC)


def test_reasons_and_fingerprints(tmp_path):
    scene().save(tmp_path / "good.png")
    (tmp_path / "same.png").write_bytes((tmp_path / "good.png").read_bytes())
    scene().resize((160, 120)).save(tmp_path / "smaller.jpg", quality=80)
    scene(1).save(tmp_path / "other.png")
    Image.new("RGB", (64, 64), (9, 9, 9)).save(tmp_path / "night.png")
    (tmp_path / "cut.png").write_bytes((tmp_path / "good.png").read_bytes()[:2000])
    (tmp_path / "none.jpg").write_bytes(b"")
    names = ["good.png", "same.png", "smaller.jpg", "other.png", "night.png", "cut.png", "none.jpg", "gone.jpg"]
    reason, files, pictures = look(candidates(tmp_path, names))
    assert reason[:4].tolist() == [""] * 4
    assert reason[4].startswith("dark: luminance varies by 0.0 of 255")
    assert "cut.png is cut off" in reason[5]
    assert "none.jpg is empty" in reason[6]
    assert "'gone.jpg' can't be read" in reason[7]
    assert files[0] == files[1] != files[2]
    assert pictures[0] == pictures[1] == pictures[2] != pictures[3]
    assert pictures[4] == 0  # without any step: unknown
    assert len(set(files[[0, 2, 3, 4, 5, 6]])) == 6
    assert files[7] == pictures[5] == 0


def test_several_processes_find_the_same(tmp_path, monkeypatch):
    names = []
    for k in range(7):
        scene(k).save(tmp_path / f"{k}.jpg")
        names.append(f"{k}.jpg")
    (tmp_path / "3.jpg").write_bytes(b"broken")
    alone = look(candidates(tmp_path, names))
    monkeypatch.setattr("training.photo_check._CHUNK", 2)
    monkeypatch.setattr("training.photo_check._ROUND", 4)
    monkeypatch.setattr("training.photo_check._WORTH_PROCESSES", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    for one, several in zip(alone, look(candidates(tmp_path, names)), strict=True):
        assert np.array_equal(one, several)


def test_the_hash_outlives_compression():
    whole = scene(5)
    buffer = io.BytesIO()
    whole.save(buffer, "JPEG", quality=60)
    assert difference_hash(whole) == difference_hash(Image.open(buffer))
    mirrored = whole.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    assert difference_hash(whole) != difference_hash(mirrored)
