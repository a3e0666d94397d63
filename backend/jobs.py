"""Jobs: photos that wait, are worked on one at a time, can be cancelled, and keep their results for a while."""

from __future__ import annotations

import logging
import queue
import secrets
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from .errors import Cancelled, GeolocatorError, RequestError
from .geolocator import Clock, Geolocator
from .photo import decode_photo
from .result import FILES, write_result
from .search_area import Target

log = logging.getLogger(__name__)

State = Literal["queued", "running", "done", "failed", "cancelled"]
_KEPT = 500
_MOST_WAITING = 10_000


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
    result: dict[str, Any] | None = None
    cancelled: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def photo_path(self) -> Path:
        """Where the photo's bytes wait; removed as soon as they are decoded."""
        return self.folder / "photo"


class Jobs:
    """A queue and the one thread that works through it, in a folder of its own."""

    def __init__(self, geolocator: Geolocator, folder: Path):
        self._geolocator = geolocator
        self._folder = folder
        self._jobs: dict[str, Job] = {}
        self._queue: queue.Queue[Job | None] = queue.Queue()
        self._lock = threading.Lock()
        self._worker = threading.Thread(target=self._work, name="geolocator", daemon=True)
        self._worker.start()

    def new(self, name: str, targets: list[Target]) -> Job:
        """A job with a folder, into which the caller writes the photo before `submit`."""
        with self._lock:
            if self._queue.qsize() >= _MOST_WAITING:
                raise RequestError(f"{_MOST_WAITING} photos are waiting already: wait until some are done.")
            job_id = secrets.token_hex(16)
            job = Job(job_id, name, targets, self._folder / job_id)
        job.folder.mkdir(parents=True)
        return job

    def discard(self, job: Job) -> None:
        """Delete the folder of a job that was never submitted."""
        shutil.rmtree(job.folder, ignore_errors=True)

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
            raise RequestError("There is no such job: it was removed, or the backend was restarted.", code="not_found")
        return job

    def cancel(self, job_id: str) -> Job:
        """Ask a job to stop: a waiting one stops at once, a running one within a stage, an ended one stays so."""
        job = self.get(job_id)
        job.cancelled.set()
        with self._lock:
            if job.state == "queued":
                self._end(job, "cancelled", Cancelled("The photo was cancelled."))
        return job

    def remove(self, job_id: str) -> None:
        """Cancel a job and delete all it left."""
        job = self.cancel(job_id)
        with self._lock:
            self._jobs.pop(job_id, None)
            running = job.state == "running"
        # The worker deletes the folder of a job that it finds removed when it ends.
        if not running:
            shutil.rmtree(job.folder, ignore_errors=True)

    def close(self, timeout: float = 5.0) -> None:
        """Cancel everything and stop the worker."""
        with self._lock:
            for job in self._jobs.values():
                job.cancelled.set()
        self._queue.put(None)
        self._worker.join(timeout)

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            with self._lock:
                if job.state != "queued":
                    continue
                job.state = "running"
            try:
                self._run(job)
            except GeolocatorError as error:
                state: State = "cancelled" if isinstance(error, Cancelled) else "failed"
                self._finish(job, state, error)
            except Exception:
                # A fault of ours must not end the worker: the job says so, the log has the details.
                log.exception("a job failed unexpectedly")
                self._finish(
                    job,
                    "failed",
                    GeolocatorError("The backend failed on this photo: see its log.", code="internal"),
                )

    def _run(self, job: Job) -> None:
        def progress(stage: str, share: float) -> None:
            if job.cancelled.is_set():
                raise Cancelled("The photo was cancelled.")
            job.stage, job.progress = stage, max(job.progress, share)

        result = run_photo(self._geolocator, job, progress)
        with self._lock:
            job.result = result
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


def run_photo(geolocator: Geolocator, job: Job, progress: Callable[[str, float], None]) -> dict[str, Any]:
    """Decode, geolocate and write one job's photo; its bytes are deleted once decoded."""
    clock = Clock()
    progress("decode", 0.0)
    with clock.stage("decode"):
        data = job.photo_path.read_bytes()
        job.photo_path.unlink()
        photo = decode_photo(data, job.name)
        del data
    found = geolocator.geolocate(photo, job.targets, progress, clock)
    return write_result(geolocator, found, job.folder, progress)


def result_file(job: Job, name: str) -> Path:
    """The path of one result file; RequestError when the job is not done or there is no such file.

    A job that failed or was cancelled answers with what ended it.
    """
    if job.error is not None:
        raise job.error
    if job.state != "done":
        raise RequestError(f"The photo is {job.state}: its results are there once it is done.", code="job_not_done")
    if name not in FILES:
        raise RequestError(f"There is no result file '{name[:40]}'.", code="not_found")
    return job.folder / name
