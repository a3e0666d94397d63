"""Whole runs on a small dataset: killed and resumed, shared by two processes, on a full disk, with wrong settings."""

import csv
import errno
import json
import math
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import torch
from PIL import Image

import training.loop
from training.checkpoints import CheckpointError, load_state, load_weights
from training.prepared import Prepared
from training.runs import Run, RunError
from training.train import Options, train

import open_clip  # isort: skip  (after training._torchvision)

ROOT = Path(__file__).parents[2]
RECIPE = {"epochs": 2, "batch_size": 8, "learning_rate": 0.01}
CELLS = {"tau_min": 2, "tau_max": [60, 30, 20]}
# Layer norm, so that a step does not depend on how it is shared. Its elder brother, with gradients of 1e-38, is slow.
TRUNK = {"trunk": "test_convnext2", "from_scratch": True, "accelerator": "cpu"}


@pytest.fixture
def geoestimation(small_dataset, tmp_path):
    return Options("geoestimation", small_dataset, tmp_path / "run", {**RECIPE, **CELLS}, workers=0, **TRUNK)


@pytest.fixture(scope="module")
def whole(small_dataset, tmp_path_factory):
    """The same run, never disturbed."""
    out = tmp_path_factory.mktemp("whole") / "run"
    return train(Options("geoestimation", small_dataset, out, {**RECIPE, **CELLS}, workers=0, **TRUNK))


@pytest.fixture
def attributes(small_dataset, tmp_path):
    return Options("attributes", small_dataset, tmp_path / "run", RECIPE, map="population", workers=0, **TRUNK)


@pytest.fixture(scope="module")
def tiny_clip(tmp_path_factory):
    """A CLIP whose picture tower has one layer, registered with open_clip under a name of its own."""
    folder = tmp_path_factory.mktemp("clip")
    vision = {"image_size": 224, "layers": 1, "width": 32, "head_width": 16, "patch_size": 56}
    text = {"context_length": 8, "vocab_size": 49408, "width": 16, "heads": 1, "layers": 1}
    config = {"embed_dim": 768, "vision_cfg": vision, "text_cfg": text, "quick_gelu": True}
    (folder / "tiny-clip-training.json").write_text(json.dumps(config))
    open_clip.add_model_config(folder)
    return "tiny-clip-training"


def command(options, **others):
    """The same as a command line."""
    recipe = {**options.recipe, **others}
    words = [sys.executable, "-m", "training", "train", "--system", options.system, "--data", options.data]
    words += ["--out", options.out, "--trunk", options.trunk, "--from-scratch", "--accelerator", "cpu"]
    words += ["--tau-min", recipe.pop("tau_min"), "--tau-max", *recipe.pop("tau_max")]
    for name, value in recipe.items():
        words += [f"--{name.replace('_', '-')}", value]
    return list(map(str, words))


def metrics(folder):
    """metrics.csv without what depends on the clock."""
    with (folder / "metrics.csv").open() as file:
        return [{k: v for k, v in row.items() if k != "waiting"} for row in csv.DictReader(file)]


def same(one, other):
    """Whether two states hold the same bits."""
    if isinstance(one, torch.Tensor):
        return torch.equal(one, other)
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[k], other[k]) for k in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def check_same_run(one, other):
    """The same weights, bit for bit, the same optimiser and the same metrics."""
    assert (one / "model.safetensors").read_bytes() == (other / "model.safetensors").read_bytes()
    found, expected = load_state(one / "checkpoint.pt"), load_state(other / "checkpoint.pt")
    for name in ("module", "optimizer", "task"):
        assert same(found[name], expected[name]), name
    assert metrics(one) == metrics(other)
    assert (one / "unreadable.csv").read_text() == (other / "unreadable.csv").read_text()


def test_a_killed_run_goes_on_to_the_same_weights(geoestimation, whole):
    checkpoint = geoestimation.out / "checkpoint.pt"
    words = command(geoestimation, workers=2, checkpoint_minutes=0)
    process = subprocess.Popen(words, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL)
    try:
        while not (checkpoint.exists() and load_state(checkpoint)["progress"]["step"]):
            assert process.poll() is None, "the run ended before it could be killed"
            time.sleep(0.005)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    state = load_state(checkpoint)["progress"]
    assert 0 < state["step"] < 6 and not (state["epoch"] and state["step"] == 5)
    # Killed with two workers, resumed with none.
    resumed = train(geoestimation)
    check_same_run(geoestimation.out, whole.folder)
    assert resumed.settings["finished"] and resumed.settings["best"] == whole.settings["best"]


def test_a_full_disk_leaves_a_run_that_can_go_on(geoestimation, whole, monkeypatch):
    written = []

    def full(handle):
        written.append(handle)
        if len(written) == 9:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CheckpointError, match=r"No space left on device.*run the same command again"):
        train(replace(geoestimation, checkpoint_minutes=0.0))
    monkeypatch.undo()
    progress = load_state(geoestimation.out / "checkpoint.pt")["progress"]
    assert progress["step"] or progress["epoch"]
    assert not list(geoestimation.out.glob(".*"))
    train(geoestimation)
    check_same_run(geoestimation.out, whole.folder)


def test_two_processes_make_the_steps_of_one(geoestimation, tmp_path):
    alone = train(replace(geoestimation, recipe={**geoestimation.recipe, "epochs": 1}, out=tmp_path / "alone"))
    words = command(geoestimation, epochs=1, devices=2, workers=1)
    subprocess.run(words, cwd=ROOT, check=True, timeout=300, stderr=subprocess.PIPE)
    both = load_weights(geoestimation.out / "model.safetensors")
    for name, expected in load_weights(alone.folder / "model.safetensors").items():
        assert torch.allclose(both[name], expected, atol=1e-4), name
    for one, other in zip(metrics(geoestimation.out), metrics(alone.folder), strict=True):
        assert {k: float(v) for k, v in one.items()} == pytest.approx({k: float(v) for k, v in other.items()}, abs=1e-3)
    assert (geoestimation.out / "unreadable.csv").read_text() == (alone.folder / "unreadable.csv").read_text()


def test_a_rate_holds_until_the_last_step_of_its_epoch(small_dataset, tiny_clip, tmp_path):
    """GeoCLIP's falls by 0.87 after every epoch; here an epoch is one step."""
    recipe = {"epochs": 3, "batch_size": 48, "learning_rate": 0.001, "queue": 8, "tau_min": 2, "tau_max": [30]}
    options = Options("geoclip", small_dataset, tmp_path / "run", recipe, trunk=tiny_clip, from_scratch=True, workers=0)
    rates = [float(row["rate"]) for row in metrics(train(options).folder)]
    assert rates == pytest.approx([0.001, 0.001 * 0.87, 0.001 * 0.87**2])


def test_parts_of_a_step_add_up(attributes, tmp_path):
    recipe = {**RECIPE, "epochs": 1}
    whole = train(replace(attributes, recipe=recipe, out=tmp_path / "whole"))
    parts = train(replace(attributes, recipe=recipe, accumulate=4))
    for one, other in zip(whole.network().parameters(), parts.network().parameters(), strict=True):
        assert torch.allclose(one, other, atol=1e-5)


def test_geoestimation_learns_and_can_be_rebuilt(geoestimation, small_dataset):
    recipe = {**geoestimation.recipe, "epochs": 3, "tau_max": [60, 50, 40]}
    run = train(replace(geoestimation, recipe=recipe))
    rows = metrics(run.folder)
    assert float(rows[-1]["loss"]) < 0.5 * float(rows[0]["loss"])
    assert run.settings["best"]["accuracy"] == 1.0
    # One photo is cut off; it was skipped and listed.
    assert {row["unreadable"] for row in rows} == {"1"}
    assert "train05.jpg is cut off" in (run.folder / "unreadable.csv").read_text()
    read = Run.read(run.folder)
    assert read.settings["classes"] == [len(read.partition(level)) for level in ("coarse", "middle", "fine")]
    network = read.network()
    assert not network.training
    photo = np.asarray(Image.open(small_dataset.parent / "validation00.jpg").resize((224, 224)), np.float32) / 255
    mean, std = (np.float32(read.settings["preprocessing"][k]) for k in ("mean", "std"))
    fine = network(torch.from_numpy(((photo - mean) / std).transpose(2, 0, 1))[None])[2]
    validation = Prepared.read(small_dataset).where("validation")
    assert fine.argmax() == read.partition("fine").class_at(validation.lat[:1], validation.lon[:1])[0]
    assert any((run.folder / "tensorboard").iterdir())


def test_geoclip_learns_goes_on_and_keeps_its_trunk(small_dataset, tiny_clip, tmp_path, monkeypatch):
    recipe = {**RECIPE, "learning_rate": 1e-3, "batch_size": 12, "queue": 128, "tau_min": 2, "tau_max": [30]}
    options = Options(
        "geoclip",
        small_dataset,
        tmp_path / "run",
        recipe,
        trunk=tiny_clip,
        from_scratch=True,
        start="random",
        workers=0,
    )
    whole = train(replace(options, out=tmp_path / "whole"))
    save, calls = training.loop.save_state, []

    def killed(path, state):
        calls.append(path)
        if len(calls) == 3:
            raise KeyboardInterrupt
        save(path, state)

    monkeypatch.setattr(training.loop, "save_state", killed)
    with pytest.raises(KeyboardInterrupt):
        train(replace(options, checkpoint_minutes=0.0))
    monkeypatch.undo()
    state = load_state(options.out / "checkpoint.pt")
    assert state["progress"]["step"] == 2
    assert not any("visual" in name for name in state["module"])
    run = train(options)
    check_same_run(run.folder, whole.folder)
    assert (run.folder / "location.safetensors").read_bytes() == (whole.folder / "location.safetensors").read_bytes()
    # The steps' positions have entered the queue, in degrees.
    queue = load_state(run.folder / "checkpoint.pt")["task"]["queue"]
    lat = set(Prepared.read(small_dataset).where("train").lat)
    assert queue["next"] == 2 * 48 and {float(p) for p in queue["positions"][:96, 0]} <= lat
    tower, (location, scale) = run.network(), run.location_encoder()
    assert tower(torch.zeros(1, 3, 224, 224)).shape == (1, 512)
    assert location.embed(np.array([30.0]), np.array([31.0])).shape == (1, 512)
    assert scale == pytest.approx(1 / 0.07, rel=0.1)


def test_attribute_run_carries_its_map(attributes, small_dataset):
    run = train(replace(attributes, recipe={**RECIPE, "epochs": 1}))
    assert run.map_file().read_bytes() == (small_dataset / "maps" / "population.tif").read_bytes()
    assert run.settings["classes"] == [4] and run.settings["map"] == "population"
    assert run.network()(torch.zeros(1, 3, 224, 224)).shape == (1, 4)


def test_a_finished_run_is_left_alone(attributes, capsys):
    options = replace(attributes, recipe={**RECIPE, "epochs": 1})
    before = (train(options).folder / "model.safetensors").stat().st_mtime_ns
    train(options)
    assert "is finished: its best epoch is 1" in capsys.readouterr().out
    assert (options.out / "model.safetensors").stat().st_mtime_ns == before


def test_training_stops_when_rva_no_longer_rises(attributes):
    """Without a rate nothing is learnt: the first epoch stays the best, and two more are waited for."""
    run = train(replace(attributes, recipe={**RECIPE, "epochs": 9, "learning_rate": 0.0}, patience=2))
    assert len(metrics(run.folder)) == 3
    assert run.settings["best"]["epoch"] == 1


def test_a_rate_that_is_too_high_is_told(attributes):
    with pytest.raises(ValueError, match=r"no number any more in epoch 1, step \d: .*smaller --learning-rate"):
        train(replace(attributes, recipe={**RECIPE, "learning_rate": 1e38}))


def test_a_full_memory_is_one_sentence(attributes, monkeypatch):
    def full(*_):
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.\nSee the documentation.")

    monkeypatch.setattr(training.loop.Loop, "_step", full)
    with pytest.raises(
        training.loop.StoppedError, match=r"stopped in epoch 1 \(CUDA out of memory.* 2.00 GiB\): .*larger --accumulate"
    ):
        train(attributes)


def test_a_worker_that_was_killed_is_one_sentence(attributes, monkeypatch):
    """As the system does with a process when memory is short."""
    step = training.loop.Metrics.step

    def kill(self, *arguments):
        step(self, *arguments)
        (worker,) = multiprocessing.active_children()
        worker.kill()
        worker.join()

    monkeypatch.setattr(training.loop.Metrics, "step", kill)
    with pytest.raises(training.loop.StoppedError, match=r"\(DataLoader worker .*\): run the same command again"):
        train(replace(attributes, workers=1))


def test_another_run_is_refused(attributes, small_dataset):
    options = replace(attributes, recipe={**RECIPE, "epochs": 1})
    train(options)
    for change, words in (
        ({"seed": 1}, r"another seed \(0, not 1\)"),
        ({"recipe": {**RECIPE, "epochs": 1, "batch_size": 16}}, r"another recipe's batch_size \(8, not 16\)"),
        ({"map": "land_cover"}, r"another map"),
        ({"trunk": "test_convnext"}, r"another trunk's name"),
    ):
        with pytest.raises(RunError, match=f"The run 'run' was started with {words}.* or name a new folder"):
            train(replace(options, **change))


def test_a_run_that_never_began_is_no_hindrance(attributes):
    with pytest.raises(ValueError, match="fewer than a batch of 512"):
        train(replace(attributes, recipe={}))
    assert (attributes.out / "run.json").exists()
    run = train(replace(attributes, recipe={**RECIPE, "epochs": 1}))
    assert run.settings["finished"] and run.settings["recipe"]["batch_size"] == 8


@pytest.mark.parametrize("split", ["train", "validation"])
def test_photos_that_have_all_gone_are_told(attributes, small_dataset, tmp_path, split):
    shutil.copytree(small_dataset.parent, tmp_path / "moved")
    for photo in (tmp_path / "moved").glob(f"{split}*.jpg"):
        photo.unlink()
    data = tmp_path / "moved" / small_dataset.name
    facts = json.loads((data / "dataset.json").read_text())
    (data / "dataset.json").write_text(json.dumps({**facts, "root": ".."}))
    with pytest.raises(ValueError, match=f"No {split}.* photo can be read: see unreadable.csv"):
        train(replace(attributes, data=data))
    assert (attributes.out / "unreadable.csv").read_text().count(f"{split}") >= 16


def test_photos_that_all_weigh_nothing_are_refused(attributes, small_dataset, tmp_path):
    shutil.copytree(small_dataset, tmp_path / "weightless")
    table = pq.read_table(small_dataset / "photos.parquet").to_pandas().assign(weight=np.float32(0))
    pq.write_table(pa.Table.from_pandas(table, preserve_index=False), tmp_path / "weightless" / "photos.parquet")
    with pytest.raises(ValueError, match="The training photos of 'weightless' all weigh 0: give"):
        train(replace(attributes, data=tmp_path / "weightless"))


def test_options_that_do_not_fit(attributes, geoestimation, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    rootless = tmp_path / "rootless"
    rootless.mkdir()
    (rootless / "dataset.json").write_text('{"format": "photo-geolocator-dataset", "format_version": 1, "maps": []}')
    for options, words in (
        (replace(attributes, map=None), "Name --map with --system attributes"),
        (replace(attributes, map="climate"), "has no map 'climate': it has population, land_cover"),
        (replace(attributes, accumulate=0), "--accumulate must be 1 or more, not 0"),
        (replace(attributes, workers=-1), "--workers must be 0 or more, not -1"),
        (replace(attributes, recipe={**RECIPE, "batch_size": 0}), "--batch-size must be 1 or more"),
        (replace(attributes, recipe={"learning_rate": math.nan}), "--learning-rate must be 0 or more, not nan"),
        (replace(attributes, accelerator="gpu", devices=99), "name --devices and an --accelerator that this"),
        (replace(attributes, recipe={"tau_min": 5}), "--tau-min is no setting of --system attributes"),
        (replace(attributes, recipe={**RECIPE, "batch_size": 512}), "fewer than a batch of 512"),
        (replace(attributes, trunk="resnot"), "timm knows no network 'resnot'"),
        (replace(attributes, trunk_weights=tmp_path / "none.safetensors"), "'none.safetensors' can't be read"),
        (replace(attributes, out=tmp_path / "full"), "'full' exists already and is no run"),
        (replace(geoestimation, recipe={**RECIPE, "tau_max": [50]}), "--tau-max takes 3 numbers"),
        (replace(geoestimation, recipe=RECIPE), "No cell has more than tau_min = 50"),
        (replace(geoestimation, data=tmp_path), "is no prepared dataset"),
        (replace(geoestimation, data=rootless), "'rootless' is no prepared dataset: dataset.json lacks its 'root'"),
    ):
        with pytest.raises(ValueError, match=words):
            train(options)
    assert (tmp_path / "full" / "notes.txt").read_text() == "mine"
