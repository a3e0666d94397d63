"""The folder of a run: read back, compared, refused."""

import json

import pytest
import torch

from training.checkpoints import CheckpointError, save_weights
from training.metrics import Profile
from training.runs import Run, RunError

SETTINGS = {
    "format": "photo-geolocator-run",
    "format_version": 1,
    "system": "attributes",
    "trunk": {"name": "test_resnet", "weights": "random", "same_padding": False},
    "classes": [4],
    "preprocessing": {},
    "map_entry": {"file": "population.tif"},
    "dataset": {"map_sha256": "0" * 64},
    "recipe": {"batch_size": 8, "jitter": (0.2, 0.1)},
    "best": None,
    "finished": False,
}


def test_runs_come_back_and_know_themselves(tmp_path):
    Run(tmp_path, SETTINGS).write()
    run = Run.read(tmp_path)
    run.check_same({**SETTINGS, "best": {"epoch": 3}, "finished": True})
    for change, words in (
        ({"system": "geoclip"}, r'another system \("attributes", not "geoclip"\)'),
        ({"recipe": {"batch_size": 9, "jitter": (0.2, 0.1)}}, r"another recipe's batch_size \(8, not 9\)"),
        ({"map": "population"}, r'another map \(null, not "population"\)'),
    ):
        with pytest.raises(RunError, match=words):
            run.check_same({**SETTINGS, **change})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "is no run: run.json can't be read"),
        ("{", "run.json is no JSON"),
        ("[]", "is no run of this program"),
        (json.dumps({"format": "other"}), "is no run of this program"),
        (json.dumps({**SETTINGS, "format_version": 2}), "another version"),
        (json.dumps({k: v for k, v in SETTINGS.items() if k != "trunk"}), "run.json lacks 'trunk'"),
    ],
)
def test_other_folders_are_refused(tmp_path, text, words):
    if text is not None:
        (tmp_path / "run.json").write_text(text)
    with pytest.raises(RunError, match=words):
        Run.read(tmp_path)


def test_what_a_run_can_t_give_is_one_sentence(tmp_path):
    Run(tmp_path, SETTINGS).write()
    with pytest.raises(RunError, match="trained attributes, not geoclip: name a run of that system"):
        Run.read(tmp_path, "geoclip")
    run = Run.read(tmp_path, "attributes")
    with pytest.raises(RunError, match=r"lacks its map 'maps/population.tif'"):
        run.map_file()
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "population.tif").write_bytes(b"half of a map")
    with pytest.raises(RunError, match=r"'maps/population.tif' of the run .* was altered: copy it from the dataset"):
        run.map_file()
    save_weights(tmp_path / "model.safetensors", {"w": torch.zeros(3)})
    with pytest.raises(CheckpointError, match=r"'model.safetensors' .* holds the weights of another network"):
        run.network()


def test_share_of_waiting(monkeypatch):
    clock = iter([0.0, 1.0, 1.0, 4.0, 4.0, 14.0, 20.0, 25.0])
    monkeypatch.setattr("training.metrics.time.perf_counter", lambda: next(clock))
    profile = Profile()
    assert profile.waiting == 0.0 and profile.photos_per_s == 0.0
    for part in ("data", "compute", "start", "judging"):
        with profile.timed(part):
            pass
    profile.photos = 8
    assert profile.waiting == 0.25
    assert profile.photos_per_s == 2.0
    assert profile.summary().startswith("Waiting for data: 25.0 % of step time (2.0 photos a second; data 1.0 s,")
