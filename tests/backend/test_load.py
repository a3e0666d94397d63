"""Load, shortly: fair order and back-pressure through a real server; `make soak` goes on for long."""

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin

from tests.backend.live_server import live
from tests.backend.load import load, single_latency, soak


@pytest.fixture(scope="module")
def server(raw_bundle):
    with live(raw_bundle, places=8) as server:
        yield server


@pytest.fixture(scope="module")
def raster():
    """Densities of the whole Earth."""
    with rasterio.MemoryFile() as memory:
        with memory.open(
            driver="GTiff", width=360, height=180, count=1, dtype="float32", crs="EPSG:4326",
            transform=from_origin(-180, 90, 1, 1),
        ) as file:  # fmt: skip
            file.write(np.random.default_rng(1).random((180, 360), np.float32), 1)
        return memory.read()


def test_many_clients_at_once(server, jpeg):
    single = single_latency(server.port, jpeg, 2)
    figures = load(server.port, jpeg, clients=8, seconds=4, single=single)
    print(*figures.lines(single), sep="\n")
    assert figures.faults == []
    assert figures.out_of_order == 0
    assert figures.refusals > 0
    assert min(figures.per_client) > 0
    server.settle()


def test_whatever_clients_do_leaves_nothing(server, jpeg, raster):
    watch = soak(server, jpeg, raster, visitors=4, seconds=0, rounds=1)
    print(watch.samples)
    files = [sample[-1] for sample in watch.samples]
    handles = [sample[2] for sample in watch.samples]
    assert files == [0] * len(files)
    assert handles[-1] <= handles[0] + 2
    assert "Traceback" not in server.log_text()
