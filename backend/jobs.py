"""Jobs: photos that wait, are worked on one at a time, can be cancelled, and keep their results for a while.

A done job also keeps what the predictors said, from which its map is fused again when somebody asks for another search
area: 100 kB for a partition of 12,893 cells, 52 MB for 500 jobs. The maps of the last few, 2 MB each, are kept whole.
"""

from __future__ import annotations

import json
import logging
import queue
import secrets
import shutil
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np

from .ensemble import Fused
from .errors import BusyError, Cancelled, GeolocatorError, OutOfMemory, OutputError, RequestError, is_out_of_memory
from .geolocator import Clock, Geolocation, Geolocator, SearchArea
from .member_map import write_member_map
from .photo import decode_photo
from .result import FILES, describe_position, write_result
from .search_area import Target
from .turns import Appointments, Pace, Turns

log = logging.getLogger(__name__)

State = Literal["queued", "running", "done", "failed", "cancelled"]
_KEPT = 500
_MOST_WAITING = 64  # on their way here or in the queue: a minute of work, 13 GB on disk at the very most
_KEPT_MAPS = 4


@dataclass
class Job:
    """One photo's way through the backend. Written by the worker, read by the server."""

    id: str
    name: str
    targets: list[Target]
    folder: Path
    state: State = "queued"
    stage: str | None = None
    progress: float = 0.0
    error: GeolocatorError | None = None
    result: bytes | None = None  # the JSON of result.json: a tenth of the room that its objects take
    probabilities: list[np.ndarray] | None = field(default=None, repr=False)
    cancelled: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def photo_path(self) -> Path:
        """Where the photo's bytes wait; removed as soon as they are decoded."""
        return self.folder / "photo"


class Jobs:
    """A queue and the one thread that works through it, with a `folder` for what comes and for what it makes."""

    def __init__(self, geolocator: Geolocator, folder: Path):
        self._geolocator = geolocator
        self.folder = folder
        self._jobs: dict[str, Job] = {}
        self._queue: queue.Queue[Job | None] = queue.Queue()
        self._maps: OrderedDict[str, Fused] = OrderedDict()
        self._followers: list[Callable[[str], None]] = []
        self._lock = threading.Lock()
        self._places: set[str] = set()
        self._pace = Pace()
        self._appointments = Appointments(self._pace)
        # Fusing maps, cutting search areas from them and writing them.
        self.drawing = Turns(16)
        self._worker = threading.Thread(target=self._work, name="geolocator", daemon=True)
        self._worker.start()

    def new(self, name: str, targets: list[Target]) -> Job:
        """A job with a folder, into which the caller writes the photo before `submit`; BusyError when many wait."""
        job_id = secrets.token_hex(16)
        job = Job(job_id, name, targets, self.folder / job_id)
        with self._lock:
            if len(self._places) >= _MOST_WAITING:
                raise BusyError(
                    "Many photos are waiting already: the next one can come in a moment.",
                    retry_after=self._appointments.give(),
                )
            self._places.add(job_id)
        try:
            job.folder.mkdir(parents=True)
        except OSError as error:
            self.discard(job)
            raise OutputError("The photo can't be stored: check the disk's free space.") from error
        return job

    def discard(self, job: Job) -> None:
        """Delete the folder of a job that was never submitted, and give its place to another."""
        shutil.rmtree(job.folder, ignore_errors=True)
        with self._lock:
            self._places.discard(job.id)

    def submit(self, job: Job) -> None:
        """Queue a job whose photo is written."""
        with self._lock:
            self._jobs[job.id] = job
            ended = [j for j in self._jobs.values() if j.state in ("done", "failed", "cancelled")]
            forgotten = ended[: max(0, len(ended) - _KEPT)]
        for old in forgotten:
            self.remove(old.id)
        self._queue.put(job)

    def get(self, job_id: str) -> Job:
        """The job; RequestError with code `not_found` when there is none."""
        with self._lock:
            job = self._jobs.get(job_id)
        if job is None:
            raise RequestError(
                "The backend no longer has this photo's result: it was removed, or the backend was restarted; geolocate"
                " the photo again.",
                code="not_found",
            )
        return job

    def cancel(self, job_id: str) -> Job:
        """Ask a job to stop: a waiting one stops at once, a running one within a stage, an ended one stays so."""
        job = self.get(job_id)
        job.cancelled.set()
        with self._lock:
            waiting = job.state == "queued"
            if waiting:
                self._places.discard(job.id)
                self._end(job, "cancelled", Cancelled("The photo was cancelled."))
        if waiting:
            shutil.rmtree(job.folder, ignore_errors=True)
        return job

    def remove(self, job_id: str) -> None:
        """Cancel a job and delete all it left."""
        job = self.cancel(job_id)
        with self._lock:
            self._jobs.pop(job_id, None)
            self._maps.pop(job_id, None)
            running = job.state == "running"
        # The worker deletes the folder of a job that it finds removed when it ends.
        if not running:
            shutil.rmtree(job.folder, ignore_errors=True)
        for follower in self._followers:
            follower(job_id)

    def follow(self, removed: Callable[[str], None]) -> None:
        """Have a function called with the id of every job that is removed from now on."""
        self._followers.append(removed)

    def done(self, job_id: str) -> Job:
        """The job; RequestError when it is not done or not there (any more)."""
        job = self.get(job_id)
        _check_done(job)
        return job

    def search_area(self, job_id: str, target: Target) -> SearchArea:
        """The search area of a done job for any target; RequestError when the job is not done or not there (any more).

        It is that of the job's own files, for the map is fused from the same numbers.
        """
        self.done(job_id)
        with self.drawing.turn():
            job = self.get(job_id)
            area = self._geolocator.search_area(self._map(job), job.probabilities[0], target)
        self.get(job_id)
        return area

    def position(self, job_id: str, lat: float, lon: float) -> dict[str, Any]:
        """What the map of a done job says of a position in degrees: the fields of `api.PositionReport`."""
        job = self.done(job_id)
        best = json.loads(job.result)["best_point"]
        with self.drawing.turn():
            return describe_position(self._geolocator, self._map(job), (best["lat"], best["lon"]), lat, lon)

    def member_map(self, job_id: str, name: str) -> Path:
        """The file of a member's own map (see `member_map`), a GeoPackage or a GeoTIFF; made when first asked for."""
        job = self.done(job_id)
        kinds = {predictor["name"]: predictor["kind"] for predictor in self._geolocator.bundle.predictors}
        if name not in kinds:
            raise RequestError(f"The bundle has no member '{name[:40]}'.", code="not_found")
        layer = list(kinds).index(name)
        path = job.folder / f"member-{layer}{'.gpkg' if kinds[name] == 'geolocation' else '.tif'}"
        with self.drawing.turn():
            if not path.exists():
                try:
                    write_member_map(self._geolocator, layer, job.probabilities[layer], path)
                except OutputError:
                    self.get(job_id)  # its folder is gone with it
                    raise
        return path

    def _map(self, job: Job) -> Fused:
        with self._lock:
            fused = self._maps.get(job.id)
        if fused is None:
            fused = self._geolocator.fuse(job.probabilities)
        self._keep_map(job, fused)
        return fused

    def _keep_map(self, job: Job, fused: Fused) -> None:
        with self._lock:
            if job.id in self._jobs:
                self._maps[job.id] = fused
                self._maps.move_to_end(job.id)
                if len(self._maps) > _KEPT_MAPS:
                    self._maps.popitem(last=False)

    def close(self, timeout: float = 5.0) -> None:
        """Cancel everything and stop the worker."""
        with self._lock:
            for job in self._jobs.values():
                job.cancelled.set()
        self._queue.put(None)
        self._worker.join(timeout)

    def _work(self) -> None:
        self._prepare()
        while (job := self._queue.get()) is not None:
            with self._lock:
                if job.state != "queued":
                    continue
                job.state = "running"
                self._places.discard(job.id)
            begin = time.monotonic()
            try:
                self._run(job)
            except GeolocatorError as error:
                state: State = "cancelled" if isinstance(error, Cancelled) else "failed"
                self._finish(job, state, error)
            except Exception as error:
                if is_out_of_memory(error):
                    self._finish(job, "failed", OutOfMemory(f"the photo '{job.name}'"))
                else:
                    # A fault of ours must not end the worker: the job says so, the log has the details.
                    log.exception("a job failed unexpectedly")
                    self._finish(
                        job,
                        "failed",
                        GeolocatorError("The backend failed on this photo: see its log.", code="internal"),
                    )
            self._pace.note(time.monotonic() - begin)

    def _prepare(self) -> None:
        """Make what search areas need while the first photo is still on its way."""
        # Where that fails, the photo that needs it says so.
        with suppress(GeolocatorError, MemoryError):
            self._geolocator.warm_up()

    def _run(self, job: Job) -> None:
        def progress(stage: str, share: float) -> None:
            if job.cancelled.is_set():
                raise Cancelled("The photo was cancelled.")
            job.stage, job.progress = stage, max(job.progress, share)

        found, result = run_photo(self._geolocator, job, progress)
        self._keep_map(job, found.fused)
        with self._lock:
            job.result, job.probabilities = json.dumps(result).encode(), found.probabilities
            job.progress = 1.0
            self._end(job, "done", None)
        self._sweep(job)

    def _finish(self, job: Job, state: State, error: GeolocatorError) -> None:
        with self._lock:
            self._end(job, state, error)
        shutil.rmtree(job.folder, ignore_errors=True)

    def _end(self, job: Job, state: State, error: GeolocatorError | None) -> None:
        job.state, job.error, job.stage = state, error, None

    def _sweep(self, job: Job) -> None:
        with self._lock:
            removed = job.id not in self._jobs
        if removed:
            shutil.rmtree(job.folder, ignore_errors=True)


def run_photo(
    geolocator: Geolocator, job: Job, progress: Callable[[str, float], None]
) -> tuple[Geolocation, dict[str, Any]]:
    """Decode, geolocate and write one job's photo; its bytes are deleted once decoded.

    Returns what was found and the content of result.json.
    """
    clock = Clock()
    progress("decode", 0.0)
    with clock.stage("decode"):
        data = job.photo_path.read_bytes()
        job.photo_path.unlink()
        photo = decode_photo(data, job.name)
        del data
    found = geolocator.geolocate(photo, job.targets, progress, clock)
    return found, write_result(geolocator, found, job.folder, progress)


def _check_done(job: Job) -> None:
    """Raise RequestError unless the job is done; one that failed or was cancelled answers with what ended it."""
    if job.error is not None:
        raise job.error
    if job.state != "done":
        raise RequestError(f"The photo is {job.state}: its results are there once it is done.", code="job_not_done")


def result_file(job: Job, name: str) -> Path:
    """The path of one result file; RequestError when the job is not done or there is no such file.

    A job that failed or was cancelled answers with what ended it.
    """
    _check_done(job)
    check_file(name)
    return job.folder / name


def check_file(name: str) -> None:
    """RequestError unless a result has a file of this name."""
    if name not in FILES:
        raise RequestError(f"There is no result file '{name[:40]}'.", code="not_found")
