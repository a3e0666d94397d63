"""What the training tests share."""

import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from threadpoolctl import threadpool_limits

DATA = Path(__file__).parents[3] / "shared" / "data"


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory):
    """Zone tables of the tests, and of the processes they start, never reach the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PHOTO_GEOLOCATOR_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def one_thread():
    """So small networks and matrices spend most of their time on waiting for threads; processes that are started count
    them too."""
    import torch

    torch.set_num_threads(1)
    with pytest.MonkeyPatch.context() as patch, threadpool_limits(1):
        patch.setenv("OMP_NUM_THREADS", "1")
        yield


@pytest.fixture(scope="session")
def data():
    if not DATA.is_dir():
        pytest.skip("the training data (../shared/data) is not on this machine")
    return DATA


@pytest.fixture(scope="session")
def small_dataset(tmp_path_factory):
    """A prepared dataset of 48 training and 16 validation photos: red ones in Egypt, green in Germany; one is cut off.

    Two places a split, kept apart: Cairo and Alexandria, Berlin and Munich. Classes come from the starter's maps.
    """
    from training.__main__ import main

    folder = tmp_path_factory.mktemp("small")
    places = {
        "train": [((200, 40, 30), 30.05, 31.25), ((30, 190, 50), 52.52, 13.40)],
        "validation": [((200, 40, 30), 31.20, 29.92), ((30, 190, 50), 48.14, 11.58)],
    }
    random = np.random.default_rng(0)
    rows = []
    for split, count in (("train", 48), ("validation", 16)):
        for k in range(count):
            colour, lat, lon = places[split][k % 2]
            pixels = np.clip(random.normal(colour, 30, (72, 96, 3)), 0, 255).astype(np.uint8)
            Image.fromarray(pixels).save(folder / f"{split}{k:02}.jpg")
            # A few hundred metres apart: near enough for one cell, and no two alike.
            rows.append([f"{split}{k:02}.jpg", lat + 0.001 * k, lon, split, f"{split}-{k % 2}", split])
    whole = (folder / "train05.jpg").read_bytes()
    (folder / "train05.jpg").write_bytes(whole[: len(whole) // 2])
    with (folder / "photos.csv").open("w", newline="") as file:
        csv.writer(file).writerows([["path", "lat", "lon", "place", "group", "split"], *rows])
    out = folder / "prepared"
    maps = Path(__file__).parents[2] / "resources" / "bundles" / "starter"
    arguments = ["--photos", folder / "photos.csv", "--images", folder, "--maps", maps, "--thin-urban", 1, "--out", out]
    assert main(["prepare", *map(str, arguments)]) == 0
    return out


@pytest.fixture
def small_draft(tmp_path):
    """A bundle in the making: the mean colour of a photo says which of six cells it is from, two convolutions long."""
    import torch
    from torch import nn

    from backend.preprocessing import prepare
    from training.drafts import Draft
    from training.export import export_crops
    from training.partitions import build

    torch.manual_seed(0)
    network = nn.Sequential(
        nn.Conv2d(3, 16, 3, 2), nn.ReLU(), nn.Conv2d(16, 6, 3, 2), nn.AdaptiveAvgPool2d(1), nn.Flatten()
    ).eval()
    with torch.no_grad():
        network[2].weight *= 8
    preprocessing = {
        "resize_short_side": 48, "crop": 32, "crops": "center", "interpolation": "bilinear",
        "mean": [0.5, 0.5, 0.5], "std": [0.25, 0.25, 0.25],
    }  # fmt: skip
    folder = tmp_path / "draft"
    folder.mkdir()
    draft = Draft(folder, "Colours", "CC0")
    draft.add_partition("cells", build(np.linspace(-50, 60, 6), np.linspace(-150, 160, 6), 0, 1))
    export_crops(network, folder / "colours.onnx", ("logits",), 32)
    draft.networks.append({"name": "colours", "file": "colours.onnx", "preprocessing": preprocessing})
    draft.predictors.append(
        {
            "name": "geolocation", "kind": "geolocation", "label": "Colours", "partition": "cells",
            "network": "colours", "head": {"type": "logits", "temperature": 1.0},
        }
    )  # fmt: skip

    @torch.no_grad()
    def reference(photo):
        return network(torch.from_numpy(prepare(photo, preprocessing))).double().softmax(1).mean(0).numpy()

    draft.references["geolocation"] = reference
    return draft


@pytest.fixture(scope="session")
def material():
    """416 photos of 26 sources, scattered over the Earth, with a partition and two maps of blocks; no features."""
    from backend.grid import HEIGHT, WIDTH, pixel_of
    from backend.zones import build_zones, map_layer, partition_layer
    from training.datasets import Photos
    from training.partitions import build
    from training.validate import Material

    random = np.random.default_rng(0)
    sources, n, counts = 26, 26 * 16, {"population": 4, "land_cover": 7}
    lat, lon = np.degrees(np.arcsin(random.uniform(-0.95, 0.95, n))), random.uniform(-180, 180, n)
    source = np.array([f"source {k:02}" for k in random.permutation(np.repeat(np.arange(sources), n // sources))])
    photos = Photos(np.arange(n).astype(str), lat, lon, np.full(n, "point"), source)
    partition = build(np.degrees(np.arcsin(random.uniform(-1, 1, 4000))), random.uniform(-180, 180, 4000), 0, 12)
    layers, classes = [partition_layer(partition)], {}
    for name, count in counts.items():
        grid = np.kron(random.integers(1, count + 1, (HEIGHT // 300, WIDTH // 300)), np.ones((300, 300), int))
        layers.append(map_layer(grid.astype(np.uint8), count))
        classes[name] = grid[pixel_of(lat, lon)] - 1
    nothing = np.zeros((n, 1))
    return Material(photos, nothing, nothing, partition, nothing, classes, counts, build_zones(layers))
