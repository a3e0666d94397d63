"""One run through a folder of photos: some on their way at once, written one by one in the folder's order."""

from __future__ import annotations

import shutil
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsProcessingFeedback
from qgis.PyQt.QtCore import QObject

from ..client import Submission
from ..errors import Cancelled, PhotoFileError, PluginError
from ..geolocation import Geolocated, Geolocator
from ..giving_up import AT_ONCE, ATTEMPTS, MOST_BREAKS, is_break, is_lost, is_the_photos_fault
from ..gpu_loss import GpuLoss
from ..gui.formats import duration
from ..result import BundleInfo
from ..translation import tr
from ..whole_files import copy_whole
from .folder_package import DONE, FAILED, FolderPackage, Known, Settings, regions_of
from .photo_folder import FolderPhoto, heatmap_name, printable, sha256_of
from .waiting import BackendSession

END = object()


@dataclass
class Ticket:
    """A photo on its way; `outcome` is None, then a `Geolocated` or the error that ended it."""

    photo: FolderPhoto
    sha256: str | None = None
    attempts: int = 0
    geolocator: Geolocator | None = None
    outcome: Geolocated | PluginError | None = None

    @property
    def is_lost(self) -> bool:
        """True when the backend went away with it."""
        return is_lost(self.outcome)


class FolderRun:
    """Takes photos through a session's backend into a package; a photo that fails becomes a row that says why."""

    def __init__(
        self,
        session: BackendSession,
        bundle: BundleInfo,
        package: FolderPackage,
        settings: Settings,
        heatmaps: Path | None,
        feedback: QgsProcessingFeedback,
    ):
        self._session = session
        self._package = package
        self._settings = settings
        self._heatmaps = heatmaps
        self._feedback = feedback
        self._free = [session.geolocator() for _ in range(AT_ONCE)]
        self._under_way: deque = deque()
        self._again: deque = deque()
        self._started = self._breaks = 0
        self._gpu = GpuLoss()
        self._tell_gpu(self._gpu.began(bundle.provider, bundle.provider_note))

    def work_through(self, photos: list) -> None:
        """Do the photos that the package has not as they are now; raise a `PluginError` where none could go on."""
        clock = _Clock(len(photos), self._feedback)
        waiting = self._to_do(photos, clock)
        while self._start_next(waiting):
            first = self._under_way[0]
            self._session.wait(lambda first=first: first.outcome is not None)
            if first.is_lost and first.attempts < ATTEMPTS:
                self._take_back()
                continue
            self._under_way.popleft()
            self._start_next(waiting)  # before the first is written, so that the backend's queue is never empty
            self._finish(first)
            clock.tick(first.photo.name)

    def _to_do(self, photos: list, clock: _Clock) -> Iterator[Ticket | None]:
        """Yield a ticket for each photo to do, and None for each that is done: looking at one takes time as well."""
        known = self._package.known()
        for photo in photos:
            ticket = Ticket(photo)
            try:
                ticket.sha256 = sha256_of(photo.path, self._check_cancel)
            except PhotoFileError as error:
                ticket.outcome = error
            if self._is_done(ticket, known.get(photo.name)):
                clock.skip()
                yield None
            else:
                yield ticket

    def _is_done(self, ticket: Ticket, known: Known | None) -> bool:
        if known is None or known.state != DONE or known.sha256 != ticket.sha256:
            return False
        return self._heatmaps is None or bool(known.heatmap and (self._heatmaps / known.heatmap).is_file())

    def _start_next(self, waiting: Iterator[Ticket | None]) -> bool:
        """Fill what is free; return whether a photo is under way."""
        if self._again:
            if not self._under_way:
                self._start(self._again.popleft())
        elif not any(ticket.attempts == ATTEMPTS for ticket in self._under_way):
            while len(self._under_way) < AT_ONCE:
                ticket = next(waiting, END)
                if ticket is None and not self._under_way:
                    continue
                # Photos under way must not wait while thousands are looked at: their signals come in `wait` alone.
                if ticket is None or ticket is END:
                    break
                self._start(ticket)
        # else a second attempt is under way: alone, to learn which photo breaks the backend
        return bool(self._under_way)

    def _start(self, ticket: Ticket) -> None:
        self._under_way.append(ticket)
        if ticket.outcome is not None:
            return
        self._started += 1
        ticket.attempts += 1
        ticket.geolocator = geolocator = self._free.pop()
        connections = [
            signal.connect(lambda outcome: self._settle(ticket, connections, outcome))
            for signal in (geolocator.finished, geolocator.failed)
        ]
        submission = Submission(ticket.photo.path, self._settings.area_budgets_km2, self._settings.recalls)
        try:
            geolocator.geolocate(submission, self._session.folder / str(self._started))
        except PluginError as error:
            self._settle(ticket, connections, error)

    def _settle(self, ticket: Ticket, connections: list, outcome: Geolocated | PluginError) -> None:
        for connection in connections:
            QObject.disconnect(connection)
        self._free.append(ticket.geolocator)
        ticket.geolocator = None
        ticket.outcome = outcome
        self._session.wake()

    def _take_back(self) -> None:
        """Put every photo under way back in line: the backend that had them is gone."""
        self._session.wait(lambda: all(ticket.outcome is not None for ticket in self._under_way))
        for ticket in self._under_way:
            if ticket.is_lost:
                ticket.outcome = None
        self._again.extend(self._under_way)
        self._under_way.clear()
        self._feedback.pushWarning(tr("The backend stopped; it is started again."))

    def _finish(self, ticket: Ticket) -> None:
        outcome = ticket.outcome
        if isinstance(outcome, Geolocated):
            self._breaks = 0
            try:
                self._write(ticket, outcome)
            finally:
                shutil.rmtree(outcome.folder, ignore_errors=True)
            return
        self._breaks = self._breaks + 1 if is_break(outcome) else 0
        if not (is_break(outcome) or is_the_photos_fault(outcome)) or self._breaks >= MOST_BREAKS:
            raise outcome
        reason = printable(str(outcome))
        self._feedback.pushWarning(reason if ticket.photo.name in reason else f"{ticket.photo.name}: {reason}")
        row = {
            "path": ticket.photo.name,
            "state": FAILED,
            "error": reason,
            "sha256": ticket.sha256,
            "bundle": self._settings.bundle,
            "bundle_version": self._settings.bundle_version,
        }
        self._package.write(row, None, ())

    def _tell_gpu(self, sentence: str) -> None:
        if sentence:
            self._feedback.pushWarning(sentence)

    def _write(self, ticket: Ticket, geolocated: Geolocated) -> None:
        result = geolocated.result
        self._tell_gpu(self._gpu.seen(result.provider, result.provider_note))
        exif, truth = result.photo.exif_position, next(iter(result.truth), None)
        heatmap = None
        if self._heatmaps is not None:
            # Before the row: a row that names a heatmap is never without it.
            heatmap = heatmap_name(ticket.photo.name)
            copy_whole(geolocated.heatmap, self._heatmaps / heatmap)
        row = {
            "path": ticket.photo.name,
            "state": DONE,
            "place": result.best_point.place,
            "lat": result.best_point.lat,
            "lon": result.best_point.lon,
            "confidence": result.confidence,
            "radius_km": result.confidence_radius_km,
            "unsure": result.unsure,
            "taken_at": _date_time(result.photo.taken_at),
            "exif_lat": exif.lat if exif else None,
            "exif_lon": exif.lon if exif else None,
            "truth_distance_km": truth.distance_km if truth else None,
            "truth_area_km2": truth.area_km2 if truth else None,
            "truth_probability": truth.probability if truth else None,
            "provider": result.provider,
            "bundle": result.bundle_name,
            "bundle_version": result.bundle_version,
            "sha256": result.photo.sha256,
            "heatmap": heatmap,
        }
        regions = regions_of(geolocated.search_areas, self._settings.most_regions)
        self._package.write(row, result.best_point, regions)

    def _check_cancel(self) -> None:
        if self._feedback.isCanceled():
            raise Cancelled(tr("Cancelled."))


def _date_time(taken_at: str | None) -> str | None:
    """Return a camera's time as GeoPackage writes one; it has no other than UTC's form, cameras seldom know it."""
    return f"{taken_at[:19]}.000Z" if taken_at else None


class _Clock:
    """Counts photos and tells how long the rest will take, by the photos of this run."""

    def __init__(self, total: int, feedback: QgsProcessingFeedback):
        self._total = total
        self._feedback = feedback
        self._done = self._skipped = 0
        self._begin = time.monotonic()

    def skip(self) -> None:
        """Count a photo that was done before."""
        self._skipped += 1
        self._show()

    def tick(self, name: str) -> None:
        """Count a photo of this run."""
        self._done += 1
        self._show()
        left = self._total - self._done - self._skipped
        seconds = (time.monotonic() - self._begin) / self._done * left
        self._feedback.setProgressText(
            tr("{done} of {total} photos, {time} left: {name}").format(
                done=self._done + self._skipped, total=self._total, time=duration(seconds), name=name
            )
        )

    def _show(self) -> None:
        self._feedback.setProgress(100 * (self._done + self._skipped) / self._total)
