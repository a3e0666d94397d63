"""What the backend's tests share: data when it is there, a small world, and the naive full-grid reference."""

from pathlib import Path

import numpy as np
import pytest

from backend import s2
from backend.grid import HEIGHT, WIDTH, row_areas_km2
from backend.partition import Partition, read_partition
from backend.s2_raster import rasterise
from backend.zones import build_zones, map_layer, partition_layer

DATA = Path(__file__).parents[3] / "shared" / "data"


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
        self.maps = maps
        self.pixel_area = np.repeat(row_areas_km2()[:, None], WIDTH, axis=1)
        self.cell_area = np.zeros(len(partition))
        for cell, row, start, end in self.slices:
            self.cell_area[cell] += self.pixel_area[row, start:end].sum()

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
