"""How long a photo takes, stage by stage, through a real backend process: `make bench`.

Prints the cold start (process to ready line), the first and the median warm photo from upload to the last file on
disk, the stages as the backend timed them, and the backend's memory.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
TOKEN = "benchmark-token-0123456789"
STARTS = 3
PHOTOS = 9


def start() -> tuple[subprocess.Popen, str, float]:
    """A backend that is ready: process, address, seconds it took."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "backend", "serve"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    process.stdin.write(TOKEN + "\n")
    process.stdin.flush()
    line = json.loads(process.stdout.readline())
    if line["event"] != "ready":
        sys.exit(f"error: {line['detail']}")
    return process, line["url"], time.perf_counter() - begin


def call(url: str, data: bytes | None = None) -> dict:
    """One request with the token; the JSON it answers with."""
    request = urllib.request.Request(url, data=data, headers={"Authorization": f"Bearer {TOKEN}"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def geolocate(url: str, photo: Path) -> tuple[float, dict]:
    """Seconds from upload to the last file, and the result."""
    begin = time.perf_counter()
    job = call(f"{url}/v1/jobs?name={urllib.parse.quote(photo.name)}", photo.read_bytes())
    while job["state"] in ("queued", "running"):
        time.sleep(0.01)
        job = call(f"{url}/v1/jobs/{job['id']}")
    if job["state"] != "done":
        sys.exit(f"error: {job['problem']['detail']}")
    return time.perf_counter() - begin, call(f"{url}/v1/jobs/{job['id']}/result")


def main() -> None:
    """Run the benchmark on one photo."""
    photo = Path(sys.argv[1])
    starts = []
    for k in range(STARTS):
        process, url, seconds = start()
        starts.append(seconds)
        if k < STARTS - 1:
            process.terminate()
            process.wait()
    first, _ = geolocate(url, photo)
    runs = [geolocate(url, photo) for _ in range(PHOTOS)]
    memory = psutil.Process(process.pid).memory_info().rss / 2**20
    process.terminate()

    result = runs[-1][1]
    print(f"{os.cpu_count()} cores, {result['backend']['provider']}, {photo.name}")
    print(f"cold start to ready   {statistics.median(starts):6.2f} s (median of {STARTS}; limit 3)")
    print(f"first photo           {first:6.2f} s")
    print(f"warm photo            {statistics.median(r[0] for r in runs):6.2f} s (median of {PHOTOS}; limit 1.5)")
    print(f"backend memory        {memory:6.0f} MB (limit 1,500)")
    for stage in result["timings_ms"]:
        print(f"  {stage:<20}{statistics.median(r[1]['timings_ms'][stage] for r in runs):8.1f} ms")


if __name__ == "__main__":
    main()
