"""Thousands of hostile photos through the backend, each watched: `make fuzz`.

`python -m tests.fuzz.photos [--count 10000] [--seed 6]` decodes them in a child process whose memory is limited;
`--http 1000` sends them to a real backend process instead; `--write DIR` only writes them, for QGIS. Whatever fails is
kept in tests/fuzz/found/, through which the tests go from then on.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from backend.decoding_memory import MAX_MEMORY
from backend.errors import PhotoError
from backend.photo import decode_photo
from backend.preprocessing import prepare

from .mutations import KINDS, hostile
from .seeds import photo_seeds
from .sentences import fault_of
from .watched import HANG_S, keep, limit_memory, quiet, report, watched

ROOT = Path(__file__).parents[2]
FOUND = Path(__file__).parent / "found"
NAME = "IMG 1.jpg"
TOKEN = "hostile-photos-0123456789"
COLOURS = {"mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5], "interpolation": "bicubic"}
PREPROCESSINGS = (
    {"resize_short_side": 288, "multiple_of": 32, "longest_side": 576, **COLOURS},
    {"resize_short_side": 256, "crop": 224, "crops": "five", **COLOURS},
)
PROBLEM_STATUS = (413, 422)


def decode(data: bytes) -> str:
    """A photo on its way to the networks; returns its format or the code of its refusal."""
    try:
        photo = decode_photo(data, NAME)
    except PhotoError as error:
        check_refusal(str(error), error.code)
        return error.code
    if photo.exif_position is not None:
        lat, lon = photo.exif_position
        assert -90 <= lat <= 90 and -180 <= lon <= 180, photo.exif_position
    for preprocessing in PREPROCESSINGS:
        prepare(photo.image, preprocessing)
    return photo.format


def check_refusal(sentence: str, code: str) -> None:
    """AssertionError unless this is how a photo is refused."""
    fault = fault_of(sentence, NAME)
    assert fault is None, fault
    assert "more memory than there is" not in sentence, f"reached the limit of memory: {sentence}"
    assert code.startswith("photo_"), code


def child(seed: int, first: int, end: int) -> None:
    """Decode the files of these numbers and report each."""
    seeds = photo_seeds()
    warnings.simplefilter("ignore")
    for data in seeds.values():
        decode(data)  # what is loaded once belongs to no photo
    quiet()
    limit_memory(MAX_MEMORY)
    for number in range(first, end):
        _, data = hostile(seed, number, seeds)
        report(number, lambda data=data: decode(data), MAX_MEMORY, len(data))


def through_decoder(seed: int, count: int) -> Iterable[dict]:
    """What became of each of the files in a child process."""
    command = [sys.executable, "-m", "tests.fuzz.photos", "--seed", str(seed), "--child"]
    return watched(command, range(count))


def through_http(seed: int, count: int) -> Iterable[dict]:
    """The same by way of a real backend: every photo ends as done, or as failed with its sentence."""
    seeds, following = photo_seeds(), 0
    while following < count:
        with Backend() as backend:
            for number in range(following, count):
                following = number + 1
                _, data = hostile(seed, number, seeds)
                begin, fault, outcome = backend.seconds(), None, "none"
                try:
                    outcome = backend.locate(data)
                except Exception as error:
                    fault = f"{type(error).__name__}: {error}"
                seconds = backend.seconds() - begin if backend.lives() else 0.0
                if fault is None and outcome.startswith("photo_") and seconds > HANG_S:
                    fault = f"took {seconds:.1f} s"
                yield {"number": number, "outcome": outcome, "seconds": seconds, "peak": 0, "fault": fault}
                if not backend.lives():
                    break
            else:
                print(f"the backend's peak of memory: {backend.peak() / 1e6:.0f} MB")


class Backend:
    """A backend process of its own, on the starter bundle."""

    def __enter__(self) -> Backend:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "backend", "serve"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self._process.stdin.write(TOKEN + "\n")
        self._process.stdin.flush()
        self._url = json.loads(self._process.stdout.readline())["url"]
        return self

    def __exit__(self, *_exception) -> None:
        self._process.terminate()
        self._process.wait(30)

    def lives(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def seconds(self) -> float:
        """Time of the processor that it has taken."""
        import psutil

        times = psutil.Process(self._process.pid).cpu_times()
        return times.user + times.system

    def peak(self) -> int:
        """The most bytes that it ever held."""
        with Path(f"/proc/{self._process.pid}/status").open(encoding="ascii") as file:
            return int(next(line for line in file if line.startswith("VmHWM:")).split()[1]) * 1024

    def locate(self, data: bytes) -> str:
        """Send a photo and wait for its end; AssertionError when that is not as it should be."""
        query = urllib.parse.urlencode({"name": NAME, "area_km2": 1000})
        status, answer = self._ask("POST", f"/v1/jobs?{query}", data)
        if status != 202:
            assert status in PROBLEM_STATUS, (status, answer)
            assert fault_of(answer["detail"], NAME) is None, answer
            return answer["code"]
        job = f"/v1/jobs/{answer['id']}"
        while answer["state"] in ("queued", "running"):
            time.sleep(0.005)
            status, answer = self._ask("GET", job)
            assert status == 200, (status, answer)
        self._ask("DELETE", job)
        if answer["state"] == "done":
            return "done"
        problem = answer["problem"]
        assert problem["status"] in PROBLEM_STATUS, problem
        check_refusal(problem["detail"], problem["code"])
        return problem["code"]

    def _ask(self, method: str, path: str, data: bytes | None = None) -> tuple[int, dict]:
        request = urllib.request.Request(self._url + path, data=data, method=method)
        request.add_header("Authorization", f"Bearer {TOKEN}")
        request.add_header("Content-Type", "application/octet-stream")
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return answer.status, json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())


def summarise(found: Iterable[dict], seed: int) -> int:
    """Print what became of the files, keep those that failed, and count these."""
    seeds, faults, seconds, peak = photo_seeds(), 0, 0.0, 0
    outcomes: dict[str, Counter] = defaultdict(Counter)
    kinds = list(KINDS)
    for line in found:
        number = line["number"]
        kind = kinds[number % len(kinds)]
        outcomes[kind]["refused" if line["outcome"].startswith("photo_") else "read"] += 1
        seconds, peak = max(seconds, line["seconds"]), max(peak, line["peak"])
        if line["fault"]:
            faults += 1
            path = keep(FOUND, f"{kind}-{seed}-{number}.bin", hostile(seed, number, seeds)[1])
            print(f"FAULT in file {number} ({kind}), kept as {path.name}: {line['fault']}", flush=True)
    for kind, counts in outcomes.items():
        print(f"  {kind:16} {counts['read']:6} read {counts['refused']:6} refused")
    total = sum(sum(counts.values()) for counts in outcomes.values())
    memory = f" and {peak / 1e6:.0f} MB" if peak else ""
    print(f"{total} files, {faults} faults; at most {seconds:.2f} s of the processor{memory} a photo")
    return faults


def main() -> int:
    """Run one way; the exit code is 1 when a file failed."""
    parser = argparse.ArgumentParser(description="Thousands of hostile photos through the backend.")
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--http", action="store_true", help="to a real backend process")
    parser.add_argument("--write", type=Path, metavar="DIR", help="only write them")
    parser.add_argument("--child", nargs=2, type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        child(arguments.seed, *arguments.child)
        return 0
    if arguments.write:
        arguments.write.mkdir(parents=True, exist_ok=True)
        seeds = photo_seeds()
        for number in range(arguments.count):
            (arguments.write / f"{number:05}.jpg").write_bytes(hostile(arguments.seed, number, seeds)[1])
        return 0
    way = through_http if arguments.http else through_decoder
    return 1 if summarise(way(arguments.seed, arguments.count), arguments.seed) else 0


if __name__ == "__main__":
    sys.exit(main())
