"""Load and a soak on the real backend with the starter bundle and two processors: `make soak` (MINUTES=60).

First ten minutes of 32 clients at once, then a mix of everything that clients do, good and bad, in rounds; after each
round the server is looked at when nothing is under way. SOAK_LOAD_MINUTES, SOAK_MINUTES: how long.
"""

import os
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin

from backend.bundle import STARTER
from tests.backend.live_server import live
from tests.backend.load import load, single_latency, soak

LOAD_S = 60 * float(os.environ.get("SOAK_LOAD_MINUTES", 10))
SOAK_S = 60 * float(os.environ.get("SOAK_MINUTES", 60))
CLIENTS = 32
VISITORS = 7
# What an hour may add: less than a photo's memory, and no handle, thread or file at all within the error of a line.
MOST_MB_PER_HOUR = 20.0


@pytest.fixture(scope="module")
def photo():
    return Path(os.environ["PHOTO_GEOLOCATOR_SAMPLE_PHOTO"]).read_bytes()


@pytest.fixture(scope="module")
def raster():
    with rasterio.MemoryFile() as memory:
        with memory.open(
            driver="GTiff", width=3600, height=1800, count=1, dtype="float32", crs="EPSG:4326",
            transform=from_origin(-180, 90, 0.1, 0.1), compress="deflate", tiled=True,
        ) as file:  # fmt: skip
            values = np.random.default_rng(1).random((180, 360), np.float32)
            file.write(np.kron(values, np.ones((10, 10), np.float32)), 1)
        return memory.read()


@pytest.fixture(scope="module")
def server():
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    with live(STARTER) as server:
        yield server


def test_32_clients_at_once(server, photo):
    single = single_latency(server.port, photo, 20)
    figures = load(server.port, photo, clients=CLIENTS, seconds=LOAD_S, single=single)
    print("", *figures.lines(single), sep="\n")
    assert figures.faults == []
    assert figures.out_of_order == 0
    assert figures.ratio["p95"] <= 2.0
    assert min(figures.per_client) >= 0.5 * np.median(figures.per_client)
    assert "Traceback" not in server.log_text()


def test_an_hour_of_everything(server, photo, raster):
    watch = soak(server, photo, raster, visitors=VISITORS, seconds=SOAK_S, rounds=6)
    warm_up = len(watch.samples) // 3
    slopes = watch.slopes(warm_up)
    begin, first, last = watch.samples[0][0], watch.samples[warm_up], watch.samples[-1]
    print(f"\n{60 * (last[0] - begin):.0f} minutes, {len(watch.samples)} rounds, {warm_up} to warm up")
    held = [sample[1] for sample in watch.samples]
    print("MB after each round:", *(f"{one:.0f}" for one in held))
    print("the least of each ten:", *(f"{min(held[at : at + 10]):.0f}" for at in range(0, len(held), 10)))
    for number, (name, (slope, error)) in enumerate(slopes.items(), 1):
        print(
            f"  {name}: {first[number]:.0f} then {last[number]:.0f}, {slope:+.2f} an hour (standard error {error:.2f})"
        )
    assert {sample[-1] for sample in watch.samples} == {0}
    assert slopes["MB"][0] - 2 * slopes["MB"][1] <= MOST_MB_PER_HOUR
    for name in ("handles", "threads"):
        slope, error = slopes[name]
        assert slope <= 2 * error + 1, name
    assert "Traceback" not in server.log_text()
