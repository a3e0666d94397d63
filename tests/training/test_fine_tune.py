"""Fine-tuning of the starter's trunk: the same features before, other and better ones after, the same for a seed."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image

from backend.grid import unit_vectors
from backend.preprocessing import prepare
from training import fine_tune as module
from training.datasets import Photos
from training.fine_tune import Activations, FineTuning, Tail, fine_tune
from training.models.embedder import RawFeatures, Trunk
from training.partitions import build
from training.validate import Material

SMALL = {
    "resize_short_side": 96, "multiple_of": 32, "longest_side": 192, "interpolation": "bilinear",
    "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5],
}  # fmt: skip


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    """Sixteen small photos of two looks, each of one place; the trunk, what its frozen blocks say, the material."""
    folder = tmp_path_factory.mktemp("photos")
    random = np.random.default_rng(0)
    files = []
    for k in range(16):
        stripes = np.tile(np.arange(120) // (4 if k % 2 else 16) % 2, (96 + 8 * (k % 3), 1))
        pixels = np.clip(200 * stripes[..., None] + random.normal(20, 20, (*stripes.shape, 3)), 0, 255)
        files.append(folder / f"{k}.png")
        Image.fromarray(pixels.astype(np.uint8)).save(files[-1])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "PREPROCESSING", SMALL)
        trunk = Trunk.trained()
        activations = Activations.of(trunk, files)
    lat, lon = (np.where(np.arange(16) % 2, a, b).astype(float) for a, b in ((48.9, -33.9), (2.3, 151.2)))
    partition = build(lat, lon, 0, 20)
    locations = np.tile(unit_vectors(lat, lon), (1, 4)).astype(np.float32) / 2
    cells = np.tile(unit_vectors(partition.lat, partition.lon), (1, 4)).astype(np.float32) / 2
    photos = Photos(np.arange(16).astype(str), lat, lon, np.full(16, "point"), np.arange(16).astype(str))
    classes = {"population": np.where(np.arange(16) < 2, -1, np.arange(16) % 2)}
    material = Material(photos, np.zeros((16, 1)), locations, partition, cells, classes, {"population": 4}, None)
    return trunk, activations, material, files


@torch.no_grad()
def test_the_tail_gives_the_trunks_features_until_it_learns(scene):
    trunk, activations, _, files = scene
    expected = []
    for file in files:
        with Image.open(file) as image:
            expected.append(RawFeatures(trunk)(torch.from_numpy(prepare(image, SMALL)))[0].numpy())
    found = Tail(trunk).features(activations)
    assert found.shape == (16, 2208)
    # The activations are kept in 16 bits.
    assert found == pytest.approx(np.stack(expected), abs=0.02)


def test_what_it_learns_tells_the_places_apart_and_leaves_the_trunk_alone(scene, capsys):
    trunk, activations, material, _ = scene
    before = {name: w.clone() for name, w in trunk.state_dict().items()}
    settings = FineTuning(rate=1e-3, new_rate=1e-2, epochs=3, batch_size=8, dropout=0.0, least_crop=0.9)
    rows = np.arange(16)
    tail = fine_tune(trunk, activations, material, rows, settings)
    losses = [float(line.split("loss ")[1]) for line in capsys.readouterr().out.splitlines()]
    assert len(losses) == 3
    assert losses[-1] < 0.7 * losses[0]
    assert all(torch.equal(w, before[name]) for name, w in trunk.state_dict().items())
    plain, tuned = Tail(trunk).features(activations), tail.features(activations)

    def apart(x):
        x = x[:, :1280] / np.linalg.norm(x[:, :1280], axis=1, keepdims=True)
        cosines = x @ x.T
        same = rows[:, None] % 2 == rows % 2
        return cosines[same].mean() - cosines[~same].mean()

    assert apart(tuned) > apart(plain)
    # Running statistics stay: a photo's features don't depend on the photos beside it.
    assert torch.equal(tail.bn2.running_mean, trunk.net.bn2.running_mean)
    again = fine_tune(trunk, activations, material, rows, settings)
    assert np.array_equal(again.features(activations), tuned)
    other = fine_tune(trunk, activations, material, rows, replace(settings, epochs=1), seed=1)
    assert not np.array_equal(other.features(activations), tuned)
