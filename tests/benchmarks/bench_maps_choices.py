"""How long an analyst's choices take, through a real HTTP request: `make bench`.

Prints, for the starter bundle and, where the training data is there, for its maps over a real partition of 12,893
cells: the median milliseconds of a job's slider step and, as ratios to it, of the same on maps with a member off, with
a restriction, with a prior as detailed as one may be, with both, and of ten photos. Beside it what making such a map
takes, at first and again; and what the members' own maps take. With --full-prior also what a prior of 43200 x 21600
pixels takes to be read. The probabilities are random, with most of them in few cells, as a photo's are.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

import numpy as np
import rasterio
import uvicorn
from rasterio.transform import from_origin
from rasterio.windows import Window

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from backend.bundle import load_bundle  # noqa: E402
from backend.geolocator import Geolocator  # noqa: E402
from backend.grid import HEIGHT, WIDTH  # noqa: E402
from backend.jobs import Job, Jobs  # noqa: E402
from backend.member_map import write_member_map  # noqa: E402
from backend.prior import read_prior  # noqa: E402
from backend.server import create_app  # noqa: E402
from tests.benchmarks.bench_search_areas import REAL, with_partition  # noqa: E402

BUDGET = 500_000.0
RUNS = 9
PHOTOS = 10
FULL = 43_200, 21_600


class Backend:
    """A server with done jobs of random probabilities."""

    def __init__(self, geolocator: Geolocator, folder: Path):
        jobs = Jobs(geolocator, folder)
        rng = np.random.default_rng(0)
        sizes = [sets.shape[1] for sets in geolocator.table.sets]
        for k in range(PHOTOS):
            p = [rng.dirichlet(np.full(n, 0.1 if layer == 0 else 2.0)) for layer, n in enumerate(sizes)]
            best = {"best_point": {"lat": 0.0, "lon": 0.0}}
            job = Job(
                f"bench-{k}", "bench.jpg", [], folder, state="done", probabilities=p, result=json.dumps(best).encode()
            )
            jobs._jobs[job.id] = job
        self.jobs = list(jobs._jobs)
        config = uvicorn.Config(create_app(geolocator, jobs), port=0, log_level="warning", lifespan="off")
        self.server = uvicorn.Server(config)
        threading.Thread(target=self.server.run, daemon=True).start()
        while not self.server.started:
            time.sleep(0.01)
        self.url = f"http://127.0.0.1:{self.server.servers[0].sockets[0].getsockname()[1]}/v1"

    def ask(self, path: str, data: bytes | None = None) -> bytes:
        """Get, or post a body."""
        return urllib.request.urlopen(urllib.request.Request(self.url + path, data=data), timeout=600).read()

    def map(self, jobs: int = 1, **choices) -> str:
        """Make a map and return its id."""
        return json.loads(self.post("/maps", {"jobs": self.jobs[:jobs], **choices}))["id"]

    def post(self, path: str, body: dict) -> bytes:
        """Post JSON."""
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self.url + path, data=json.dumps(body).encode(), headers=headers)
        return urllib.request.urlopen(request, timeout=600).read()


def ms(work) -> float:
    """Milliseconds of one run."""
    begin = time.perf_counter()
    work()
    return 1e3 * (time.perf_counter() - begin)


def median(work) -> float:
    """Median milliseconds of some warm runs."""
    work()
    return statistics.median(ms(work) for _ in range(RUNS))


def noise(path: Path, width: int, height: int, share: float) -> None:
    """A raster of the world in which a share of the pixels is not empty, and no two of these are alike."""
    rng = np.random.default_rng(1)
    with rasterio.open(
        path, "w", driver="GTiff", width=width, height=height, count=1, dtype="float32", crs="EPSG:4326", tiled=True,
        transform=from_origin(-180, 90, 360 / width, 180 / height), BIGTIFF="IF_SAFER",
    ) as file:  # fmt: skip
        for top in range(0, height, 256):
            rows = min(256, height - top)
            strip = np.exp(rng.normal(0, 2, (rows, width)).astype(np.float32)) * (rng.random((rows, width)) < share)
            file.write(strip.astype(np.float32), 1, window=Window(0, top, width, rows))


def rough(path: Path) -> None:
    """A raster of the grid's size: patches of 8 x 8 pixels, and a little noise in each pixel."""
    rng = np.random.default_rng(2)
    with rasterio.open(
        path, "w", driver="GTiff", width=WIDTH, height=HEIGHT, count=1, dtype="float32", crs="EPSG:4326",
        transform=from_origin(-180, 90, 360 / WIDTH, 180 / HEIGHT),
    ) as file:  # fmt: skip
        patches = np.exp(rng.normal(0, 1.5, (HEIGHT // 8, WIDTH // 8))).astype(np.float32)
        noise = np.exp(0.03 * rng.standard_normal((HEIGHT, WIDTH), np.float32))
        file.write(patches.repeat(8, axis=0).repeat(8, axis=1) * noise, 1)


def extent(west: float, south: float, east: float, north: float) -> bytes:
    """A rectangle as GeoJSON."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]}).encode()


def bench(name: str, geolocator: Geolocator, folder: Path) -> None:
    """Print the table of one world."""
    backend = Backend(geolocator, folder)
    step = f"/search_area?area_km2={BUDGET}"
    backend.ask(f"/jobs/{backend.jobs[0]}{step}")
    base = median(lambda: backend.ask(f"/jobs/{backend.jobs[0]}{step}"))
    rough(folder / "prior.tif")
    prior = json.loads(backend.ask("/priors?name=rough", (folder / "prior.tif").read_bytes()))
    box = json.loads(backend.ask("/restrictions", extent(-130, -40, 160, 62)))["id"]
    country = json.loads(backend.ask("/restrictions?country=US&country=FR", b""))["id"]
    members = [member.name for member in geolocator.members]
    print(f"{name}: {len(geolocator.table.area)} zones; a slider step to {BUDGET:,.0f} km2 on a job {base:.0f} ms")
    print(f"  prior: {prior['note']}")
    print("  map with                    made first  made again   slider step   to a job's")
    weight = [0.0]

    def priors() -> list[dict]:
        weight[0] += 0.01
        return [{"id": prior["id"], "weight": weight[0]}]

    for label, make in (
        ("nothing", lambda: backend.map()),
        ("the first member alone", lambda: backend.map(members=members[:1])),
        ("the first member off", lambda: backend.map(members=members[1:])),
        ("a rectangle", lambda: backend.map(restriction=box)),
        ("two countries", lambda: backend.map(restriction=country)),
        ("a prior", lambda: backend.map(priors=priors())),
        ("a prior and two countries", lambda: backend.map(priors=priors(), restriction=country)),
        (f"{PHOTOS} photos", lambda: backend.map(PHOTOS)),
    ):
        first, again, kept = ms(make), median(make), make()
        slider = median(lambda kept=kept: backend.ask(f"/maps/{kept}{step}"))
        print(f"  {label:<27}{first:8.0f} ms {again:8.0f} ms   {slider:8.0f} ms {slider / base:11.2f}")
    backend.server.should_exit = True
    for layer, member in enumerate(members):
        p = np.full(geolocator.table.sets[layer].shape[1], 1.0 / geolocator.table.sets[layer].shape[1])
        path = folder / f"map-{layer}"
        path = path.with_suffix(".gpkg" if layer == 0 else ".tif")
        took = ms(lambda layer=layer, p=p, path=path: write_member_map(geolocator, layer, p, path))
        print(f"  member's own map, {member}: {took:.0f} ms, {path.stat().st_size / 1e6:.1f} MB")


def bench_full_prior(folder: Path) -> None:
    """Print what a prior of the size of LandScan takes to be read."""
    path = folder / "full.tif"
    noise(path, *FULL, 0.005)
    begin, busy = time.perf_counter(), time.process_time()
    prior = read_prior(path, "full")
    took, busy = time.perf_counter() - begin, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"prior of {FULL[0]} x {FULL[1]} float32 pixels: {took:.1f} s ({busy:.1f} s of processor), peak {peak:.0f} MB"
    )
    print(f"  {prior.note}")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--full-prior", action="store_true", help="also read a prior of 43200 x 21600 pixels (4 GB)")
    arguments = parser.parse_args()
    print(f"milliseconds, median of {RUNS}; limits: toggled members 150, a restriction at first 1000")
    with tempfile.TemporaryDirectory() as folder:
        if arguments.full_prior:
            bench_full_prior(Path(folder))
        geolocator = Geolocator(load_bundle())
        bench("starter bundle", geolocator, Path(folder))
        if REAL.is_file():
            bench("starter's maps over a real partition", with_partition(geolocator, REAL), Path(folder))


if __name__ == "__main__":
    main()
