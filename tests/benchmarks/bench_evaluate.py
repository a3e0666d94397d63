"""How long an evaluation takes, tables read and report written, and how much memory.

Makes random tables of probabilities over the 12,893-cell partition with population and land-cover members in a
temporary folder, runs the real command on them in a process of its own, and prints seconds, seconds of processor time
and peak memory for NPZ, Parquet and CSV, and for growing numbers of photos. The zones are made by a first run on ten
photos, as they are kept.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from backend.bundle import STARTER

ROOT = Path(__file__).parents[2]
PARTITION = ROOT.parent / "shared" / "data" / "partitions" / "cells_50_1000.csv"
LIMIT_S, LIMIT_MB = 10.0, 1500
_BLOCK = 1500


def ids(n: int) -> list[str]:
    """Ids of n photos."""
    return [f"photo-{k:06d}" for k in range(n)]


def blocks(n: int, classes: int):
    """Random probabilities, a block of photos at a time: the first lines of each column, and (b, classes) float32."""
    random = np.random.default_rng(0)
    for begin in range(0, n, _BLOCK):
        p = random.standard_exponential((min(_BLOCK, n - begin), classes), np.float32) ** 6
        yield ids(n)[begin : begin + _BLOCK], p / p.sum(axis=1, keepdims=True)


def write_npz(path: Path, n: int, classes: int) -> None:
    """One NPZ, its array written block by block."""
    with zipfile.ZipFile(path, "w") as archive:
        with archive.open("id.npy", "w") as file:
            np.lib.format.write_array(file, np.array(ids(n)))
        with archive.open("probabilities.npy", "w", force_zip64=True) as file:
            header = {"descr": "<f4", "fortran_order": False, "shape": (n, classes)}
            np.lib.format.write_array_header_1_0(file, header)
            for _, p in blocks(n, classes):
                file.write(p.tobytes())


def write_table(path: Path, n: int, labels: list[int]) -> None:
    """A CSV or Parquet with one column a class, in the precision of float32."""
    schema = pa.schema([("id", pa.string()), *((str(k), pa.float32()) for k in labels)])
    writer = (
        pq.ParquetWriter(path, schema, use_dictionary=False, write_statistics=False)
        if path.suffix == ".parquet"
        else pc.CSVWriter(path, schema)
    )
    with writer:
        for some, p in blocks(n, len(labels)):
            writer.write_table(pa.table([some, *np.ascontiguousarray(p.T)], schema=schema))


def run(folder: Path, base: Path, cache: Path) -> tuple[float, float, float]:
    """Seconds, seconds of processor time and peak memory in MB of one evaluation."""
    command = [
        sys.executable, "-m", "training", "evaluate", "--truth", str(folder / "truth.csv"),
        "--member", "base", str(base), str(PARTITION),
        "--member", "LS", str(folder / "ls.csv"), str(STARTER / "population.tif"),
        "--member", "LC", str(folder / "lc.csv"), str(STARTER / "land_cover.tif"),
        "--out", str(folder / "report"),
    ]  # fmt: skip
    begin = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, env=os.environ | {"PHOTO_GEOLOCATOR_CACHE": str(cache)}
    )
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"error: the evaluation of {base.name} failed")
    return time.perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def prepare(folder: Path, n: int) -> None:
    """Truth on land and sea alike, and the two attribute members."""
    random = np.random.default_rng(1)
    lat, lon = np.degrees(np.arcsin(random.uniform(-0.8, 0.95, n))), random.uniform(-180, 180, n)
    rows = "".join(f"{i},{a:.5f},{b:.5f}\n" for i, a, b in zip(ids(n), lat, lon, strict=True))
    (folder / "truth.csv").write_text("id,lat,lon\n" + rows)
    write_table(folder / "ls.csv", n, list(range(1, 5)))
    write_table(folder / "lc.csv", n, list(range(1, 8)))


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, nargs="*", default=[1000, 10000, 30000], help="sizes for memory, as NPZ")
    parser.add_argument("--formats-photos", type=int, default=3000, help="photos for the comparison of formats")
    arguments = parser.parse_args()
    if not PARTITION.is_file():
        sys.exit("error: the published partitions (../shared/data) are not on this machine")
    classes = sum(1 for _ in PARTITION.open()) - 1
    print(
        f"{os.cpu_count()} cores, {classes:,} cells, population and land cover; limits {LIMIT_S:g} s, {LIMIT_MB:,} MB"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def timed(n: int, suffix: str) -> None:
            base = folder / f"base.{suffix}"
            prepare(folder, n)
            write_npz(base, n, classes) if suffix == "npz" else write_table(base, n, list(range(classes)))
            size = base.stat().st_size / 2**20
            seconds, busy, memory = run(folder, base, folder / "cache")
            print(f"{n:>7,} photos, {suffix:<8}{size:7,.0f} MB {seconds:7.1f} s", end="")
            print(f" ({busy:.1f} s of processor) {memory:6,.0f} MB of memory", flush=True)
            base.unlink()

        timed(10, "npz")
        for suffix in ("npz", "parquet", "csv"):
            timed(arguments.formats_photos, suffix)
        for n in arguments.photos:
            timed(n, "npz")


if __name__ == "__main__":
    main()
