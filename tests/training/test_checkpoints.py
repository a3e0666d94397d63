"""Files of a run: whole or not there, and data alone."""

import errno
import os
import pickle

import pytest
import torch

from training.checkpoints import CheckpointError, load_state, load_weights, save_state, save_weights, write_whole

STATE = {"module": {"w": torch.arange(3.0)}, "progress": {"epoch": 1, "rows": [{"loss": 0.5}]}, "best": None}


def test_states_come_back(tmp_path):
    path = tmp_path / "checkpoint.pt"
    save_state(path, STATE)
    found = load_state(path)
    assert torch.equal(found["module"]["w"], STATE["module"]["w"])
    assert found["progress"] == STATE["progress"]
    save_weights(tmp_path / "model.safetensors", STATE["module"])
    assert torch.equal(load_weights(tmp_path / "model.safetensors")["w"], STATE["module"]["w"])


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_the_last_one_whole(tmp_path, monkeypatch, call):
    path = tmp_path / "checkpoint.pt"
    save_state(path, STATE)
    before = path.read_bytes()

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full) if call == "fsync" else monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(CheckpointError, match=r"'checkpoint.pt' can't be written.*No space left.*make room"):
        save_state(path, {"module": {"w": torch.zeros(1000)}})
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["checkpoint.pt"]  # noqa: PTH208


def test_an_interruption_leaves_nothing_behind(tmp_path, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "run.json", b"{}")
    assert not list(tmp_path.iterdir())


def test_damaged_files_and_code_are_refused(tmp_path):
    path = tmp_path / "checkpoint.pt"
    path.write_bytes(b"PK\x03\x04 damaged")
    with pytest.raises(CheckpointError, match="is damaged or no checkpoint"):
        load_state(path)

    class Harm:
        def __reduce__(self):
            return (os.mkdir, (str(tmp_path / "harm"),))

    path.write_bytes(pickle.dumps(Harm()))
    with pytest.raises(CheckpointError, match="is damaged or no checkpoint"):
        load_state(path)
    torch.save({"harm": Harm()}, path)
    with pytest.raises(CheckpointError, match="is damaged or no checkpoint"):
        load_state(path)
    assert not (tmp_path / "harm").exists()
    torch.save(torch.zeros(3), path)
    with pytest.raises(CheckpointError, match="is damaged or no checkpoint"):
        load_state(path)
    (tmp_path / "model.safetensors").write_bytes(b"damaged")
    with pytest.raises(CheckpointError, match="missing or damaged"):
        load_weights(tmp_path / "model.safetensors")
