"""Preparing a dataset of MP-16's size, without decoding: time and peak memory of a table, of tar shards, of partitions.

    python tests/benchmarks/bench_prepare.py [--photos 4700000] [--shard-photos 400000] [--maps BUNDLE]

Positions and authors are made up: towns of Zipf's sizes, authors who keep to a few of them. A few small files stand for
all photos of the table; the shards' photos are a few bytes each.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
from PIL import Image

ROOT = Path(__file__).parents[2]
FILES = 1000


def world(count: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Latitudes, longitudes and authors (count,) of photos."""
    towns, authors = 20_000, max(count // 40, 10)
    town_lat, town_lon = np.degrees(np.arcsin(random.uniform(-0.7, 0.95, towns))), random.uniform(-180, 180, towns)
    home = (random.zipf(1.2, (authors, 4)) - 1) % towns
    author = random.integers(0, authors, count)
    town = home[author, random.choice(4, count, p=[0.7, 0.15, 0.1, 0.05])]
    lat = np.clip(town_lat[town] + random.normal(0, 0.1, count), -89.9, 89.9)
    lon = (town_lon[town] + random.normal(0, 0.1, count) + 180) % 360 - 180
    return lat, lon, author


def photo(random: np.random.Generator) -> bytes:
    """A small JPEG."""
    buffer = io.BytesIO()
    Image.fromarray(random.integers(0, 255, (32, 32, 3), np.uint8)).save(buffer, "JPEG")
    return buffer.getvalue()


def write_table(folder: Path, count: int, random: np.random.Generator) -> Path:
    """A CSV in MP-16's layout, and the files it names."""
    lat, lon, author = world(count, random)
    (folder / "images").mkdir()
    for k in range(FILES):
        (folder / "images" / f"{k}.jpg").write_bytes(photo(random))
    number = np.arange(count)
    table = pa.table(
        {
            "IMG_ID": pa.array(np.char.add(number.astype("U8"), "_photo").tolist()),
            "PATH": pa.array(np.char.add((number % FILES).astype("U8"), ".jpg").tolist()),
            "AUTHOR": pa.array(np.char.add(author.astype("U8"), "@N00").tolist()),
            "LAT": lat,
            "LON": lon,
        }
    )
    pacsv.write_csv(table, folder / "mp16.csv")
    return folder / "mp16.csv"


def write_shards(folder: Path, count: int, random: np.random.Generator) -> str:
    """Tar shards of 10,000 samples, a photo and a .json each."""
    folder.mkdir()
    lat, lon, author = world(count, random)
    data = photo(random)[:400]
    shards = -(-count // 10_000)
    for shard in range(shards):
        with tarfile.open(folder / f"shard-{shard:06d}.tar", "w") as tar:
            for k in range(shard * 10_000, min((shard + 1) * 10_000, count)):
                facts = {"LAT": lat[k], "LON": lon[k], "AUTHOR": f"{author[k]}@N00"}
                for name, content in ((f"{k:08d}.jpg", data), (f"{k:08d}.json", json.dumps(facts).encode())):
                    member = tarfile.TarInfo(name)
                    member.size = len(content)
                    tar.addfile(member, io.BytesIO(content))
    return str(folder / f"shard-{{000000..{shards - 1:06d}}}.tar")


def run(title: str, *arguments: str) -> None:
    """Run a command of training in a process of its own; print its report, time and peak memory."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "training", *arguments], check=True, cwd=ROOT)
    seconds = time.perf_counter() - start
    # The largest child so far: each command here needs more than those before it, or as much.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
    print(f"{title}: {seconds:.1f} s, peak {peak:.2f} GiB\n", flush=True)


def main() -> None:
    """Print the measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=4_700_000)
    parser.add_argument("--shard-photos", type=int, default=400_000)
    parser.add_argument("--maps", default=str(ROOT / "resources" / "bundles" / "starter"))
    arguments = parser.parse_args()
    random = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        pattern = write_shards(folder / "shards", arguments.shard_photos, random)
        title = f"Tar shards of {arguments.shard_photos:,} photos"
        run(title, "prepare", "--photos", pattern, "--maps", arguments.maps, "--out", str(folder / "from-shards"))
        table = write_table(folder, arguments.photos, random)
        title = f"Three partitions of {arguments.photos:,} photos"
        run(
            title,
            "partition",
            "--coordinates",
            str(table),
            "--tau-max",
            "5000",
            "2000",
            "1000",
            "--out",
            str(folder / "p"),
        )
        title = f"A table of {arguments.photos:,} photos"
        run(title, "prepare", "--photos", str(table), "--maps", arguments.maps, "--out", str(folder / "from-table"))


if __name__ == "__main__":
    main()
