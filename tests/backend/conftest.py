"""What the backend's tests share: data when it is there, a small world, and the naive full-grid reference."""

import io
import json
import shutil
import threading
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import rasterio
from hypothesis import settings
from PIL import Image
from rasterio.transform import from_origin

from backend import s2
from backend.bundle import sha256_of
from backend.grid import HEIGHT, SPHERE_AREA_KM2, WIDTH, row_areas_km2
from backend.partition import Partition, read_partition, write_partition
from backend.s2_raster import rasterise
from backend.zones import build_zones, map_layer, partition_layer
from tests.backend.onnx_by_hand import mean_colour_and_brightness

PREPROCESSING = {
    "resize_short_side": 32,
    "crop": 24,
    "crops": "center",
    "interpolation": "bicubic",
    "mean": [0.5, 0.5, 0.5],
    "std": [0.1, 0.1, 0.1],
}
DATA = Path(__file__).parents[3] / "shared" / "data"


# `make fuzz` draws twenty times as many examples.
settings.register_profile("fuzz", max_examples=2000, deadline=None)


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory):
    """Zone tables of the tests, and of the processes they start, never reach the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PHOTO_GEOLOCATOR_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def data():
    if not DATA.is_dir():
        pytest.skip("the training data (../shared/data) is not on this machine")
    return DATA


@pytest.fixture(scope="session")
def fine_partition(data):
    return read_partition(data / "partitions" / "cells_50_1000.csv")


def partition_at(positions, level):
    """A partition of the distinct cells of one level that hold (lat, lon) positions."""
    lat, lon = np.array(positions, float).T
    cells, first = np.unique(s2.cell_ids(lat, lon, level), return_index=True)
    return Partition(cells, np.ones(len(cells), np.int64), lat[first], lon[first])


class NaiveWorld:
    """Algorithms 1 to 3 as printed, on the full grid: slow and obviously right."""

    def __init__(self, partition, maps):
        runs = rasterise(partition.cells)
        self.slices = list(zip(runs.cell, runs.row, runs.start, runs.end, strict=True))
        self.first = np.searchsorted(runs.cell, np.arange(len(partition) + 1))
        self.maps = maps
        self.pixel_area = np.repeat(row_areas_km2()[:, None], WIDTH, axis=1)
        self.cell_area = np.zeros(len(partition))
        for cell, row, start, end in self.slices:
            self.cell_area[cell] += self.pixel_area[row, start:end].sum()

    def runs_of(self, cell):
        """Row, start and end (exclusive) of the runs of one cell."""
        return [run[1:] for run in self.slices[self.first[cell] : self.first[cell + 1]]]

    def rasterised_cells(self, p):
        grid = np.zeros((HEIGHT, WIDTH))
        for cell, row, start, end in self.slices:
            grid[row, start:end] += p[cell] / self.cell_area[cell]
        return grid

    def rasterised_map(self, classes, p):
        values = np.zeros(len(p) + 1)
        for k in range(len(p)):
            values[k + 1] = p[k] / self.pixel_area[classes == k + 1].sum()
        return values[classes]

    def ensemble(self, p_cells, *p_maps):
        score = self.rasterised_cells(p_cells)
        for classes, p in zip(self.maps, p_maps, strict=True):
            score *= self.rasterised_map(classes, p)
        return score


@pytest.fixture(scope="session")
def blocky_maps():
    """Two class maps of the whole grid with a coast line, 15 and 3 pixels to a block."""
    rng = np.random.default_rng(5)
    one = rng.integers(0, 5, (HEIGHT // 15, WIDTH // 15)).astype(np.uint8)
    two = rng.integers(1, 8, (HEIGHT // 3, WIDTH // 3)).astype(np.uint8)
    return [np.kron(one, np.ones((15, 15), np.uint8)), np.kron(two, np.ones((3, 3), np.uint8))]


@pytest.fixture(scope="session")
def small_world(blocky_maps):
    """A partition of a few hundred cells of levels 5 and 11 with two maps: partition, zones, naive world."""
    rng = np.random.default_rng(6)
    lat, lon = np.degrees(np.arcsin(rng.uniform(-1, 1, 300))), rng.uniform(-180, 180, 300)
    coarse = partition_at(np.stack([lat[:150], lon[:150]], 1), 5)
    fine = partition_at(np.stack([lat[150:], lon[150:]], 1), 11)
    free = ~np.isin(s2.parents(fine.cells, 5), coarse.cells)
    partition = Partition(
        *(
            np.concatenate([a, b[free]])
            for a, b in (
                (coarse.cells, fine.cells),
                (coarse.photos, fine.photos),
                (coarse.lat, fine.lat),
                (coarse.lon, fine.lon),
            )
        )
    )
    table = build_zones([partition_layer(partition), map_layer(blocky_maps[0], 4), map_layer(blocky_maps[1], 7)])
    return partition, table, NaiveWorld(partition, blocky_maps)


@pytest.fixture(scope="session")
def naive_world():
    return NaiveWorld


@pytest.fixture(scope="session")
def make_partition():
    return partition_at


class FakePredictors:
    """Stands in for the networks: fixed probabilities, and a pause in which a test can act."""

    provider = "CPUExecutionProvider"
    provider_note = None
    networks = ()
    gate = threading.Event()
    gate.set()

    def __init__(self, bundle, *, threads=None, wanted="auto"):
        self.bundle = bundle

    def predict(self, image, check):
        FakePredictors.gate.wait(10)
        check()
        rng = np.random.default_rng(int(np.asarray(image).sum()) % 2**32)
        return SimpleNamespace(
            probabilities={
                "geolocation": rng.dirichlet(np.full(60, 0.3)),
                "population": rng.dirichlet(np.ones(4)),
            },
            evidence={"similarity": 0.5},
            timings_ms={"trunk": 1.0},
        )


class FakeConfidence:
    """Stands in for the calibrated confidence."""

    radius_km = 750.0
    unsure_below = 0.3

    @classmethod
    def from_manifest(cls, manifest):
        return cls()

    def of(self, lat, lon, probabilities, point, evidence):
        return 0.25


@pytest.fixture(scope="session")
def tiny_bundle(tmp_path_factory):
    """A bundle of 60 cells and one map; its network and heads are small ones."""
    folder = tmp_path_factory.mktemp("bundles") / "tiny"
    folder.mkdir()
    rng = np.random.default_rng(11)
    lat, lon = np.degrees(np.arcsin(rng.uniform(-0.9, 0.9, 60))), rng.uniform(-180, 180, 60)
    write_partition(partition_at(np.stack([lat, lon], 1), 6), folder / "cells.csv")
    with rasterio.open(
        folder / "population.tif", "w", driver="GTiff", width=720, height=360, count=1, dtype="uint8",
        crs="EPSG:4326", transform=from_origin(-180, 90, 0.5, 0.5),
    ) as file:  # fmt: skip
        file.write(rng.integers(1, 5, (360, 720), dtype=np.uint8), 1)
    (folder / "card.md").write_text("# Tiny\n")
    (folder / "colours.onnx").write_bytes(mean_colour_and_brightness(embedding="embedding"))
    np.savez(folder / "cells.npz", weight=rng.normal(size=(60, 4)).astype(np.float32), bias=np.zeros(60, np.float32))
    names = ("cells.csv", "population.tif", "card.md", "colours.onnx", "cells.npz")
    manifest = {
        "format": "photo-geolocator-bundle",
        "format_version": 1,
        "name": "tiny",
        "version": "1.0.0",
        "title": "Tiny",
        "license": "CC0",
        "card": "card.md",
        "networks": [{"name": "colours", "file": "colours.onnx", "preprocessing": PREPROCESSING}],
        "partitions": [{"name": "cells", "file": "cells.csv"}],
        "maps": [
            {
                "name": "population",
                "file": "population.tif",
                "label": "Population",
                "classes": [{"value": k, "name": f"bucket-{k}", "label": f"Bucket {k}"} for k in (1, 2, 3, 4)],
            }
        ],
        "predictors": [
            {
                "name": "geolocation",
                "kind": "geolocation",
                "label": "Cells",
                "partition": "cells",
                "network": "colours",
                "arrays": "cells.npz",
                "head": {"type": "softmax"},
            },
            {
                "name": "population",
                "kind": "attribute",
                "label": "Population",
                "map": "population",
                "network": "colours",
                "head": {"type": "logits", "temperature": 1.5},
            },
        ],
        "calibration": {
            "photos": 190,
            "confidence": {"radius_km": 750.0, "unsure_below": 0.3, "intercept": 0.0, "mass": 1.0, "similarity": 0.0},
            "mass_at_truth": [k / 20 for k in range(1, 20)],
            # The whole Earth (a truth that was ruled out) is the last.
            "area_at_truth": [10.0 ** (k / 2) for k in range(2, 16)] + [SPHERE_AREA_KM2],
        },
        "files": {name: sha256_of(folder / name) for name in names},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


@pytest.fixture(scope="session")
def raw_bundle(tiny_bundle, tmp_path_factory):
    """The tiny bundle with a prior for the cells, and no calibration."""
    folder = shutil.copytree(tiny_bundle, tmp_path_factory.mktemp("bundles") / "raw")
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["predictors"][0] = {
        **{key: manifest["predictors"][0][key] for key in ("name", "kind", "label", "partition")},
        "head": {"type": "prior"},
    }
    manifest |= {"name": "raw", "calibration": {}}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


@pytest.fixture
def fakes():
    """The stand-ins themselves, for a test that holds the gate."""
    return FakePredictors


@pytest.fixture(scope="session")
def tiny_geolocator(tiny_bundle):
    from backend import geolocator
    from backend.bundle import load_bundle

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(geolocator, "Predictors", FakePredictors)
        patch.setattr(geolocator, "Confidence", FakeConfidence)
        return geolocator.Geolocator(load_bundle(tiny_bundle))


@pytest.fixture(scope="session")
def jpeg():
    """A small real JPEG."""
    buffer = io.BytesIO()
    pixels = np.random.default_rng(0).integers(0, 255, (40, 60, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(buffer, "JPEG")
    return buffer.getvalue()
