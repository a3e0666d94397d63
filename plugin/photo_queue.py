"""The photos a person wants geolocated: in which order, how far each one is, what became of it."""

from __future__ import annotations

import time
from collections import Counter, deque
from enum import Enum
from pathlib import Path

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from .backend_process import BackendProcess
from .client import BackendClient, Submission
from .errors import PluginError
from .geolocation import NOT_SENT, Geolocated, Geolocator
from .giving_up import AT_ONCE, ATTEMPTS, MOST_BREAKS, is_break, is_lost, is_the_photos_fault
from .result import Position

TELLING_PHOTOS = 3  # the first ones wait for the backend's start


class State(Enum):
    """What became of a photo so far."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class QueuedPhoto:
    """One photo in the queue; some hundred bytes, for there may be thousands.

    `picture` is the file that shows it in lists. `stage` and `progress` (0..1) follow a photo that is worked on,
    `problem` is the sentence of one that failed, `code` its error's. Of a done one, `best_point` and `confidence` are
    known here; `folder` holds its result while that is on disk, `entry` names it in the history, and `job_id` is the
    backend's job, as long as this launch of it lasts. `wanted_folder` is where the result shall go, None for a
    temporary place. `fused` are the photos of one place that an entry is made of; its `path` is a name for all, where
    no file is.
    """

    __slots__ = (
        "attempts",
        "best_point",
        "code",
        "confidence",
        "entry",
        "folder",
        "fused",
        "job_id",
        "path",
        "picture",
        "problem",
        "progress",
        "stage",
        "state",
        "wanted_folder",
    )

    def __init__(self, path: Path):
        self.path = path
        self.picture = path
        self.state = State.WAITING
        self.stage = ""
        self.progress = 0.0
        self.problem = self.code = ""
        self.best_point: Position | None = None
        self.confidence: float | None = None
        self.folder: Path | None = None
        self.wanted_folder: Path | None = None
        self.fused: tuple = ()
        self.entry = ""
        self.job_id = ""
        self.attempts = 0

    @property
    def is_over(self) -> bool:
        """True when nothing more happens to the photo by itself."""
        return self.state in (State.DONE, State.FAILED, State.CANCELLED)


class _Lane:
    """One geolocator and the photo that it has, if any."""

    def __init__(self, geolocator: Geolocator):
        self.geolocator = geolocator
        self.photo: QueuedPhoto | None = None

    def take(self) -> QueuedPhoto:
        photo, self.photo = self.photo, None
        return photo


class PhotoQueue(QObject):
    """Takes photos through the backend, first to last, while it runs.

    Photos come by `add` and wait for `start`; those added while the queue runs are worked on without it. One photo of
    them is chosen: its result is looked at.

    Emits `added(list)`, `removed(list)`, `moved()` and `changed(list)` for those who show the photos, and
    `chosen_changed()`; `finished(QueuedPhoto, Geolocated)` for each photo that is done; `stopped(PluginError)` when
    photos are left waiting because none could go on, and `idle()` when nothing is worked on any more.
    `backend_ready(BundleInfo)` follows each start of the backend, `job_lost()` its end.
    """

    added = pyqtSignal(list)
    removed = pyqtSignal(list)
    moved = pyqtSignal()
    changed = pyqtSignal(list)
    chosen_changed = pyqtSignal()
    finished = pyqtSignal(object, object)
    stopped = pyqtSignal(object)
    idle = pyqtSignal()
    backend_ready = pyqtSignal(object)
    job_lost = pyqtSignal()

    def __init__(self, backend: BackendProcess, parent: QObject | None = None):
        super().__init__(parent)
        self._photos: list = []
        self._paths: set = set()
        self._counts: Counter = Counter()
        self._again: deque = deque()
        self._running = False  # what waits is started
        self._busy = False  # until `idle`
        self._breaks = 0
        self._ended = 0
        self._begun = 0.0
        self._chosen: QueuedPhoto | None = None
        self._lanes = [self._lane(backend) for _ in range(AT_ONCE)]
        # The first lane speaks for all: they share one backend.
        self._lanes[0].geolocator.backend_ready.connect(self.backend_ready)
        for lost in (backend.died, backend.failed):
            lost.connect(self._on_backend_lost)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._begin_next)

    @property
    def photos(self) -> tuple:
        """Every photo, in order."""
        return tuple(self._photos)

    @property
    def chosen(self) -> QueuedPhoto | None:
        """The photo whose result is looked at."""
        return self._chosen

    @property
    def is_busy(self) -> bool:
        """True while photos are worked on, or are about to be."""
        return self._busy

    @property
    def client(self) -> BackendClient | None:
        """The conversation with the running backend; None while none runs."""
        return self._lanes[0].geolocator.client

    @property
    def keeps_job(self) -> bool:
        """True while the backend can be asked for further search areas of the chosen photo."""
        return bool(self._chosen and self.jobs(self._chosen))

    def __len__(self) -> int:
        return len(self._photos)

    @property
    def ended(self) -> int:
        """How many photos have come to an end since the queue was last idle."""
        return self._ended

    @property
    def left(self) -> int:
        """How many photos are still to come to an end."""
        return self._counts[State.WAITING] + self._counts[State.WORKING]

    @property
    def share(self) -> float:
        """How much of the photos since the queue was last idle is done, 0..1."""
        working = sum(lane.photo.progress for lane in self._lanes if lane.photo)
        return (self._ended + working) / max(1, self._ended + self.left)

    @property
    def seconds_left(self) -> float | None:
        """How long the rest will take, by the photos since the queue was last idle; None while that says little."""
        if self._ended < TELLING_PHOTOS:
            return None
        return (time.monotonic() - self._begun) / self._ended * self.left

    def count(self, state: State) -> int:
        """Return how many photos are in `state`."""
        return self._counts[state]

    def warm_up(self) -> None:
        """Start the backend ahead of the first photo; a failure shows when a photo is started."""
        self._lanes[0].geolocator.warm_up()

    def add(self, paths: list) -> list:
        """Append photos that are not in the queue yet; return those."""
        fresh = []
        for path in paths:
            if path not in self._paths:
                self._paths.add(path)
                fresh.append(QueuedPhoto(path))
        if fresh:
            self._photos += fresh
            self._counts[State.WAITING] += len(fresh)
            self.added.emit(fresh)
            if self._running:
                self._next.start()
        return fresh

    def add_done(self, geolocated: Geolocated, *, entry: str = "", picture: Path | None = None) -> QueuedPhoto:
        """Append a photo whose result is there already, or give it to the photo if that is in the queue.

        `entry` names it in the history, whose `picture` shows it: the photo itself may be gone.
        """
        photo = self.find(geolocated.photo)
        if photo is None:
            (photo,) = self.add([geolocated.photo])
        self._forget_job(photo)
        photo.entry, photo.picture = entry, picture or photo.path
        photo.fused = tuple(map(QueuedPhoto, geolocated.fused))  # without jobs: none can be asked for all of them
        self._note_result(photo, geolocated)
        return photo

    def add_fused(self, geolocated: Geolocated, photos: tuple) -> QueuedPhoto:
        """Append the result of photos of one place as an entry of its own, or renew it if it is in the queue."""
        photo = self.add_done(geolocated, picture=photos[0].picture)
        photo.fused = photos
        self.changed.emit([photo])
        return photo

    def jobs(self, photo: QueuedPhoto) -> tuple:
        """Return the backend's jobs of a done photo, several for one of `fused` photos; none unless it has them all."""
        jobs = tuple(one.job_id for one in photo.fused or (photo,))
        return jobs if self.client is not None and all(jobs) else ()

    def find(self, path: Path) -> QueuedPhoto | None:
        """Return the photo at `path`, None when it is not in the queue."""
        if path not in self._paths:
            return None
        return next(photo for photo in self._photos if photo.path == path)

    def choose(self, photo: QueuedPhoto | None) -> None:
        """Look at `photo`, or at none."""
        if photo is not self._chosen:
            self._chosen = photo
            self.chosen_changed.emit()

    def start(self) -> None:
        """Work on everything that waits."""
        if self._counts[State.WAITING]:
            if not self._busy:
                self._ended, self._begun = 0, time.monotonic()
            self._running = self._busy = True
            self._next.start()

    def again(self, photos: list) -> None:
        """Let `photos` that ended wait once more, and start."""
        over = [photo for photo in photos if photo.is_over and not photo.fused]
        for photo in over:
            photo.attempts, photo.problem, photo.code = 0, "", ""
        self._set(over, State.WAITING)
        self.start()

    def cancel(self, photos: list | None = None) -> None:
        """Stop `photos`, or all: those that wait now, those that are worked on within moments."""
        wanted = set(self._photos if photos is None else photos)
        self._end([one for one in self._photos if one in wanted and one.state is State.WAITING], State.CANCELLED)
        for lane in self._lanes:
            if lane.photo in wanted:
                lane.geolocator.cancel()
        self._next.start()

    def remove(self, photos: list) -> None:
        """Take `photos` out of the queue; what is worked on is stopped, and the backend forgets their jobs."""
        gone = set(photos)
        for lane in self._lanes:
            if lane.photo in gone:
                lane.photo = None
                lane.geolocator.cancel()  # its `cancelled` finds no photo, and frees the lane
        rows = [row for row, photo in enumerate(self._photos) if photo in gone]
        kept = [photo for photo in self._photos if photo not in gone]
        for photo in gone:
            self._forget_job(photo)
            self._paths.discard(photo.path)
            self._counts[photo.state] -= 1
            if photo in self._again:
                self._again.remove(photo)
        self._photos = kept
        self.removed.emit(list(gone))
        if self._chosen in gone:
            self.choose(kept[min(rows[0], len(kept) - 1)] if kept else None)
        self._next.start()

    def move(self, photos: list, by: int) -> None:
        """Move `photos` one place up (`by` -1) or down (`by` 1)."""
        moving = set(photos)
        rows = [row for row, photo in enumerate(self._photos) if photo in moving]
        for row in rows if by < 0 else reversed(rows):
            if 0 <= row + by < len(self._photos) and self._photos[row + by] not in moving:
                self._photos[row], self._photos[row + by] = self._photos[row + by], self._photos[row]
        self.moved.emit()

    def place(self, photos: list, row: int) -> None:
        """Put `photos`, in their order, before the photo that is in `row` now; at the end with the number of photos."""
        moving = set(photos)
        before, after = (
            [photo for photo in part if photo not in moving] for part in (self._photos[:row], self._photos[row:])
        )
        self._photos = [*before, *(photo for photo in self._photos if photo in moving), *after]
        self.moved.emit()

    def forget_job(self, photo: QueuedPhoto) -> None:
        """Note that the backend does not have the job of `photo` any more."""
        photo.job_id = ""

    def shut_down(self) -> None:
        """Drop what is under way without a signal and stop the backend, within its deadline."""
        self._running = False
        self._next.stop()
        for lane in self._lanes:
            lane.photo = None
            lane.geolocator.shut_down()

    def _lane(self, backend: BackendProcess) -> _Lane:
        lane = _Lane(Geolocator(backend, self))
        lane.geolocator.progressed.connect(lambda stage, share: self._on_progress(lane, stage, share))
        lane.geolocator.finished.connect(lambda geolocated: self._on_finished(lane, geolocated))
        lane.geolocator.failed.connect(lambda error: self._on_failed(lane, error))
        lane.geolocator.cancelled.connect(lambda: self._on_cancelled(lane))
        return lane

    def _begin_next(self) -> None:
        """Start one photo; the next one in the event loop's next turn, so that a thousand bad files block nothing."""
        lane = next((lane for lane in self._lanes if not lane.geolocator.is_busy), None)
        photo = self._next_photo() if lane and self._running else None
        if photo is not None:
            photo.attempts += 1
            lane.photo = photo
            self._set([photo], State.WORKING)
            try:
                lane.geolocator.geolocate(Submission(photo.path), photo.wanted_folder)
            except PluginError as error:
                self._on_failed(lane, error)
            self._next.start()
        elif self._busy and not any(lane.geolocator.is_busy for lane in self._lanes):
            self._running = self._busy = False
            self.idle.emit()

    def _next_photo(self) -> QueuedPhoto | None:
        working = [lane.photo for lane in self._lanes if lane.photo]
        if any(photo.stage in NOT_SENT for photo in working):
            return None  # two that are sent at once could arrive in another order
        if self._again:
            # What was lost with the backend is tried once more: alone, to learn which photo breaks it.
            return None if working else self._again.popleft()
        if any(photo.attempts > 1 for photo in working) or not self._counts[State.WAITING]:
            return None
        return next(photo for photo in self._photos if photo.state is State.WAITING)

    def _on_progress(self, lane: _Lane, stage: str, share: float) -> None:
        if lane.photo is not None:
            lane.photo.stage, lane.photo.progress = stage, share
            self.changed.emit([lane.photo])
            self._next.start()  # the next one may follow once the backend has this one

    def _on_finished(self, lane: _Lane, geolocated: Geolocated) -> None:
        job_id = lane.geolocator.take_job()
        photo = self._take(lane)
        self._breaks = 0
        if photo is None:  # removed while it was finished
            self.client.delete(job_id)
        else:
            self._forget_job(photo)
            photo.job_id, photo.entry = job_id, ""
            self._note_result(photo, geolocated)
            self.finished.emit(photo, geolocated)
        self._next.start()

    def _take(self, lane: _Lane) -> QueuedPhoto | None:
        photo = lane.take()
        self._ended += photo is not None
        return photo

    def _on_failed(self, lane: _Lane, error: PluginError) -> None:
        photo = lane.take()
        if photo is None:
            self._next.start()
            return
        if is_lost(error) and photo.attempts < ATTEMPTS:
            self._again.append(photo)
            self._set([photo], State.WAITING)
            self._next.start()
            return
        self._ended += 1
        photo.problem, photo.code = str(error), error.code
        self._end([photo], State.FAILED)
        self._breaks = self._breaks + 1 if is_break(error) else 0
        if self._breaks >= MOST_BREAKS or not (is_break(error) or is_the_photos_fault(error)):
            self._stop(error)
        self._next.start()

    def _on_cancelled(self, lane: _Lane) -> None:
        photo = self._take(lane)
        if photo is not None:
            self._end([photo], State.CANCELLED)
        self._next.start()

    def _on_backend_lost(self, _: PluginError) -> None:
        lost = [photo for photo in self._photos if photo.job_id]
        for photo in lost:
            photo.job_id = ""
        if lost:
            self.job_lost.emit()

    def _stop(self, error: PluginError) -> None:
        """Leave the rest waiting: the next photo would end like this one."""
        self._breaks = 0
        self._again.clear()
        self._running = False
        if self._counts[State.WAITING]:
            self.stopped.emit(error)

    def _note_result(self, photo: QueuedPhoto, geolocated: Geolocated) -> None:
        photo.folder = geolocated.folder
        photo.best_point = geolocated.result.best_point
        photo.confidence = geolocated.result.confidence
        self._end([photo], State.DONE)

    def _end(self, photos: list, state: State) -> None:
        for photo in photos:
            photo.stage, photo.progress = "", 0.0
            if photo in self._again:
                self._again.remove(photo)
        self._set(photos, state)

    def _set(self, photos: list, state: State) -> None:
        for photo in photos:
            self._counts[photo.state] -= 1
            self._counts[state] += 1
            photo.state = state
        if photos:
            self.changed.emit(photos)

    def _forget_job(self, photo: QueuedPhoto) -> None:
        if photo.job_id and self.client is not None:
            self.client.delete(photo.job_id)
        photo.job_id = ""
