"""How long search areas and the heatmap take, from a map that is fused already: `make bench`.

Prints, for the starter bundle and, where the training data is there, for its maps over a real partition of 12,893
cells, the median milliseconds of every step for budgets from 100 km2 to the whole Earth and for a recall: choosing
the pixels, making regions of them, the GeoJSON text, and all of it through a real HTTP request. The probabilities
are random, with most of them in few cells, as a photo's are.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

import numpy as np
import shapely
import uvicorn

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from backend.bundle import load_bundle  # noqa: E402
from backend.ensemble import Fused  # noqa: E402
from backend.geojson import feature_collection  # noqa: E402
from backend.geolocator import Geolocator, SearchArea  # noqa: E402
from backend.heatmap import write_heatmap  # noqa: E402
from backend.jobs import Job, Jobs  # noqa: E402
from backend.partition import read_partition  # noqa: E402
from backend.search_area import Target, area_target, regions, select  # noqa: E402
from backend.server import create_app  # noqa: E402
from backend.zone_cache import load_or_build, map_source, partition_source  # noqa: E402

REAL = ROOT.parent / "shared" / "data" / "partitions" / "cells_50_1000.csv"
BUDGETS = (1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 5.1e8)
RUNS = 9


def with_partition(geolocator: Geolocator, path: Path) -> Geolocator:
    """The same bundle over another partition. Its networks know nothing of it: only the map is of use."""
    bundle = geolocator.bundle
    other = object.__new__(Geolocator)
    vars(other).update({name: value for name, value in vars(geolocator).items() if name not in ("table", "ground")})
    other.partition = read_partition(path)
    sources = [partition_source(other.partition)]
    for entry in bundle.manifest["maps"]:
        values = [int(c["value"]) for c in entry["classes"]]
        sources.append(map_source(bundle.file(entry["file"]), values, sha256=bundle.manifest["files"][entry["file"]]))
    other.table = load_or_build(sources)
    return other


def median_ms(work) -> float:
    """Median milliseconds of some warm runs."""
    work()
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        work()
        times.append(1e3 * (time.perf_counter() - begin))
    return statistics.median(times)


def serve(geolocator: Geolocator, probabilities: list[np.ndarray], folder: Path) -> tuple[uvicorn.Server, str]:
    """A server with one done job: the server and the address of the job's search areas."""
    jobs = Jobs(geolocator, folder)
    job = Job("bench", "bench.jpg", [], folder, state="done", probabilities=probabilities)
    jobs._jobs[job.id] = job
    app = create_app(geolocator, jobs)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", access_log=False, lifespan="off"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    return server, f"http://127.0.0.1:{port}/v1/jobs/{job.id}/search_area"


def bench(name: str, geolocator: Geolocator, folder: Path) -> None:
    """Print the table of one world."""
    rng = np.random.default_rng(0)
    sizes = [sets.shape[1] for sets in geolocator.table.sets]
    probabilities = [rng.dirichlet(np.full(n, 0.1 if k == 0 else 2.0)) for k, n in enumerate(sizes)]
    fused = geolocator.fuse(probabilities)
    server, url = serve(geolocator, probabilities, folder)
    print(f"{name}: {sizes[0]} cells, {len(fused.density)} zones, {len(geolocator.pieces.starts)} pieces")
    print("  target            select  regions     both  GeoJSON     HTTP   regions   vertices      MB")
    for target in [*map(area_target, BUDGETS), Target("half", recall=0.5, mass=0.5)]:
        print("  " + row(geolocator, fused, probabilities, target, url))
    server.should_exit = True
    path = folder / "heatmap.tif"
    ms = median_ms(lambda: write_heatmap(fused, path, {}))
    print(f"  heatmap file {ms:.0f} ms (limit 500), {path.stat().st_size / 1e6:.1f} MB")


def row(geolocator: Geolocator, fused: Fused, probabilities: list[np.ndarray], target: Target, url: str) -> str:
    """One line of the table."""
    centres = geolocator.centres(probabilities[0], geolocator.table)
    selected = select(fused, target, geolocator.pieces, centres)
    area = SearchArea(target, regions(fused, selected))
    text = feature_collection(geolocator.places, area, geolocator.calibration)
    name = f"{target.budget_km2:.3g} km2" if target.budget_km2 else f"recall {target.recall:g}"
    query = f"area_km2={target.budget_km2}" if target.budget_km2 else f"recall={target.recall}"
    ms = (
        median_ms(lambda: select(fused, target, geolocator.pieces, centres)),
        median_ms(lambda: regions(fused, selected)),
        median_ms(lambda: geolocator.search_area(fused, probabilities[0], target)),
        median_ms(lambda: feature_collection(geolocator.places, area, geolocator.calibration)),
        median_ms(lambda: urllib.request.urlopen(f"{url}?{query}", timeout=60).read()),
    )
    vertices = int(shapely.get_num_coordinates(area.regions.geometry).sum())
    times = "".join(f"{value:9.1f}" for value in ms)
    return f"{name:<15}{times}{len(area.regions.unit):10d}{vertices:11d}{len(text) / 1e6:8.2f}"


def main() -> None:
    """Run the benchmark."""
    print(f"{os.cpu_count()} cores; milliseconds, median of {RUNS}; search area for one budget: limit 150")
    geolocator = Geolocator(load_bundle())
    with tempfile.TemporaryDirectory() as folder:
        bench("starter bundle", geolocator, Path(folder))
        if REAL.is_file():
            bench("starter's maps over a real partition", with_partition(geolocator, REAL), Path(folder))


if __name__ == "__main__":
    main()
