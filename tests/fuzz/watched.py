"""A child process that works through numbered files under watch: it may be killed by one, or hang in one.

The standard library alone: QGIS's Python watches its own child with it.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

HANG_S = 5.0  # of the processor, a photo
LOST_S = 60.0  # on the clock, after which a child that says nothing is ended


def watched(command: list[str], numbers: range) -> Iterator[dict]:
    """What a child says of each number: {"number", "outcome", "seconds", "peak", "fault"}, fault None for none.

    command: takes the first number and the end, and prints one line of JSON a number, as `report` does. A number in
    which the child ends or falls silent is a fault of its own; another child goes on behind it.
    """
    following = numbers.start
    while following < numbers.stop:
        child = subprocess.Popen([*command, str(following), str(numbers.stop)], stdout=subprocess.PIPE, text=True)
        lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=_read, args=(child, lines), daemon=True).start()
        try:
            while (line := lines.get(timeout=LOST_S)) is not None:
                found = json.loads(line)
                following = found["number"] + 1
                yield found
            code = child.wait()
            if code == 0 and following == numbers.stop:
                return
            fault = f"ended the process with code {code}"
        except queue.Empty:
            fault = f"said nothing for {LOST_S:.0f} s"
        finally:
            child.kill()
            child.wait()
        yield {"number": following, "outcome": "none", "seconds": 0.0, "peak": 0, "fault": fault}
        following += 1


def _read(child: subprocess.Popen, lines: queue.Queue) -> None:
    for line in child.stdout:
        lines.put(line)
    lines.put(None)


def report(number: int, work: Callable[[], str], most_bytes: int, own_bytes: int) -> None:
    """Do the work of one number and print what became of it, time of the processor and peak of memory included.

    work returns an outcome in one word, or raises what is a fault. own_bytes: what was in memory before it for it.
    """
    before = _status("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak begins anew
    begin, outcome, fault = time.process_time(), "none", None
    try:
        outcome = work()
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
    seconds = time.process_time() - begin
    peak = max(0, _status("VmHWM") - before) + own_bytes
    if fault is None and seconds > HANG_S:
        fault = f"took {seconds:.1f} s"
    if fault is None and peak > most_bytes:
        fault = f"took {peak / 1e6:.0f} MB"
    line = {"number": number, "outcome": outcome, "seconds": seconds, "peak": peak, "fault": fault}
    print(json.dumps(line), flush=True)


def limit_memory(most_bytes: int) -> None:
    """Let this process take no more than so much beyond what it has."""
    import resource

    limit = _status("VmSize") + most_bytes
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def keep(folder: Path, name: str, data: bytes) -> Path:
    """Write a file that failed; the tests go through all files of the folder from then on."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return path


def _status(field: str) -> int:
    """Bytes that Linux counts for this process."""
    with Path("/proc/self/status").open(encoding="ascii") as file:
        line = next(line for line in file if line.startswith(f"{field}:"))
    return int(line.split()[1]) * 1024


def quiet() -> None:
    """Lead away what C libraries print on the standard error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
