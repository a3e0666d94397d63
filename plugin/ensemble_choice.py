"""What the analyst chose for the shown result: members on and off, a restriction, priors; and the map that it makes.

The backend makes the map. A choice takes it milliseconds, so that check boxes and sliders are followed live.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from qgis.PyQt.QtCore import QObject, pyqtSignal

from .client import Call, Target
from .errors import PluginError, ProblemError
from .map_info import MapInfo, Prior, Restriction
from .photo_queue import PhotoQueue
from .result import Position

GONE = "not_found"
MOST_KEPT = 8  # maps at the backend: what follows a slider may still ask for one of the last few


@dataclass(frozen=True)
class WeightedPrior:
    """A prior and the power, 0 or more, to which its density is raised."""

    prior: Prior
    weight: float = 1.0


@dataclass(frozen=True)
class Choice:
    """`off` holds the names of members that do not count, `priors` each `WeightedPrior`; the default is no choice."""

    off: frozenset = frozenset()
    restriction: Restriction | None = None
    priors: tuple = ()

    @property
    def has_knowledge(self) -> bool:
        """Whether it needs something that the backend was sent."""
        return self.restriction is not None or bool(self.priors)


NOTHING = Choice()


class EnsembleChoice(QObject):
    """Has the backend make the map of one result's choice, one request at a time: the newest wish wins.

    A result is known by the backend's jobs that it was made of: one for a photo, several for photos of one place.
    What was chosen for a result is remembered as long as its jobs.

    Emits `changed()` when `choice` does, `answered()` when another map counts (`info`, None for the job's own),
    `failed(PluginError)` when a wish can't be had and `choice` is again what counts, and `job_lost()` when the
    backend does not have the result any more.
    """

    changed = pyqtSignal()
    answered = pyqtSignal()
    failed = pyqtSignal(object)
    job_lost = pyqtSignal()

    def __init__(self, queue: PhotoQueue, parent: QObject | None = None):
        super().__init__(parent)
        self._queue = queue
        self._jobs: tuple = ()
        self._members: tuple = ()
        self._remembered: dict = {}  # jobs: their choice, and the map that it made
        self._choice = self._counts = NOTHING
        self._info: MapInfo | None = None
        self._call: Call | None = None
        self._asked: Choice | None = None  # what the call is for
        self._sending: list = []  # restrictions and priors on their way
        self._made: list = []  # maps at the backend, the newest last
        self._missing: PluginError | None = None
        queue.job_lost.connect(self._on_backend_lost)

    @property
    def choice(self) -> Choice:
        """What is chosen; the map follows."""
        return self._choice

    @property
    def counting(self) -> Choice:
        """What the map that counts was made of."""
        return self._counts

    @property
    def info(self) -> MapInfo | None:
        """The map that counts; None for the job's own."""
        return self._info

    @property
    def jobs(self) -> tuple:
        """The backend's jobs of the result; empty when it has none."""
        return self._jobs

    @property
    def is_busy(self) -> bool:
        """True while the newest wish is not answered."""
        return self._call is not None or bool(self._sending)

    def adopt(self, jobs: tuple, info: MapInfo) -> None:
        """Remember the map of several jobs that was made with nothing chosen."""
        self._remembered[jobs] = (NOTHING, info)

    def begin(self, jobs: tuple, members: tuple) -> None:
        """Turn to the result of `jobs`, none when the backend has it no more, with the members' names."""
        self.stop()
        self._jobs, self._members = jobs, members
        self._counts, self._info = self._remembered.get(jobs, (NOTHING, None))
        self._choice = self._counts
        self.changed.emit()

    def stop(self) -> None:
        """Turn away from the result; nothing follows."""
        for call in (self._call, *self._sending):
            if call is not None:
                call.abort()
        self._call = self._asked = self._missing = None
        self._sending = []
        self._jobs = ()
        self._delete_maps(0)

    def renew(self) -> bool:
        """Have the map that counts made once more, when the backend has let it go; False when it was the job's own."""
        if self._info is None or not self._jobs or self._call is not None:
            return False
        self._send()
        return True

    def choose(self, choice: Choice) -> None:
        """Wish for `choice`."""
        if not self._jobs or choice == self._choice:
            return
        self._choice = choice
        self.changed.emit()
        if self._call is None:
            self._send()

    def switch(self, member: str, on: bool) -> None:
        """Let a member count, or not."""
        off = self._choice.off - {member} if on else self._choice.off | {member}
        self.choose(replace(self._choice, off=off))

    def weigh(self, prior_id: str, weight: float) -> None:
        """Give a prior another weight."""
        priors = (replace(one, weight=weight) if one.prior.id == prior_id else one for one in self._choice.priors)
        self.choose(replace(self._choice, priors=tuple(priors)))

    def remove_prior(self, prior_id: str) -> None:
        """Take a prior out."""
        priors = tuple(one for one in self._choice.priors if one.prior.id != prior_id)
        self.choose(replace(self._choice, priors=priors))

    def lift_restriction(self) -> None:
        """Search everywhere again."""
        self.choose(replace(self._choice, restriction=None))

    def restrict_to_polygons(self, geojson: bytes, label: str, *, inside: bool) -> None:
        """Search in polygons (EPSG:4326) alone, or everywhere else; `label` says what they are."""
        self._transmit(lambda client: client.restrict_to_polygons(geojson, label, inside=inside), self._on_restriction)

    def restrict_to_countries(self, codes: list, *, inside: bool) -> None:
        """Search in countries alone, or everywhere else."""
        self._transmit(lambda client: client.restrict_to_countries(codes, inside=inside), self._on_restriction)

    def add_prior(self, raster: Path, name: str) -> Call | None:
        """Send a GeoTIFF and let it count with weight 1; the call is open as long as the file is read."""
        return self._transmit(lambda client: client.add_prior(raster, name), self._on_prior)

    def search_area(self, target: Target) -> Call | None:
        """Ask for a search area of the map that counts; None when the backend has no such map."""
        client = self._client
        if client is None:
            return None
        if self._info is not None:
            return client.map_search_area(self._info.id, target)
        return client.search_area(self._jobs[0], target)

    def area_at(self, position: Position) -> Call | None:
        """Ask what the map that counts says of a position; None when the backend has no such map."""
        client = self._client
        if client is None:
            return None
        if self._info is not None:
            return client.map_area_at(self._info.id, position)
        return client.area_at(self._jobs[0], position)

    def forget(self) -> None:
        """Note that the backend does not have the result any more."""
        had_any = bool(self._jobs)
        self._remembered.pop(self._jobs, None)
        self._made = []
        self.stop()
        self._choice = self._counts = NOTHING
        self._info = None
        if had_any:
            self.changed.emit()
            self.job_lost.emit()

    @property
    def _client(self):
        return self._queue.client if self._jobs else None

    def _needs_map(self, choice: Choice) -> bool:
        return choice != NOTHING or len(self._jobs) > 1

    def _send(self) -> None:
        wish = self._choice
        if not self._needs_map(wish):
            self._settle(wish, None)
            return
        client = self._client
        if client is None:
            self.forget()
            return
        self._asked = wish
        members = [name for name in self._members if name not in wish.off]
        self._call = client.create_map(
            self._jobs,
            members=members if wish.off else None,
            restriction=wish.restriction.id if wish.restriction else None,
            priors=[(one.prior.id, one.weight) for one in wish.priors],
        )
        self._call.done.connect(self._on_map)
        self._call.failed.connect(self._on_refused)

    def _on_map(self, info: MapInfo) -> None:
        asked, self._call, self._asked = self._asked, None, None
        self._made.append(info.id)
        self._settle(asked, info)
        self._delete_maps(MOST_KEPT)

    def _settle(self, choice: Choice, info: MapInfo | None) -> None:
        """Let a map count, and go on with what was wished for meanwhile."""
        self._counts, self._info = choice, info
        self._remembered[self._jobs] = (choice, info)
        missing, self._missing = self._missing, None
        self.answered.emit()
        if missing is not None:
            self.failed.emit(missing)
        if self._jobs and self._call is None and self._choice != self._counts:
            self._send()

    def _on_refused(self, error: PluginError) -> None:
        asked, self._call, self._asked = self._asked, None, None
        if isinstance(error, ProblemError) and error.code == GONE:
            if not asked.has_knowledge:
                self.forget()
                return
            # It may be the restriction or a prior that the backend has let go: the rest may still be had.
            self._missing = error
            self._choice = Choice(off=asked.off)
            self.changed.emit()
            self._send()
        elif self._choice != asked:
            self._send()
        else:
            self._choice = self._counts
            self.changed.emit()
            self.failed.emit(error)

    def _transmit(self, begin: Callable, done: Callable) -> Call | None:
        client = self._client
        if client is None:
            self.forget()
            return None
        try:
            call = begin(client)
        except PluginError as error:
            self.failed.emit(error)
            return None
        self._sending.append(call)
        call.closed.connect(lambda: self._sending.remove(call) if call in self._sending else None)
        call.done.connect(done)
        call.failed.connect(self.failed)
        return call

    def _on_restriction(self, restriction: Restriction) -> None:
        self.choose(replace(self._choice, restriction=restriction))

    def _on_prior(self, prior: Prior) -> None:
        self.choose(replace(self._choice, priors=(*self._choice.priors, WeightedPrior(prior))))

    def _delete_maps(self, kept: int) -> None:
        """Let the backend forget all but the newest maps, and the one that counts."""
        old = self._made[: len(self._made) - kept]
        self._made = self._made[len(self._made) - kept :]
        if self._queue.client is not None:
            for map_id in old:
                if self._info is None or map_id != self._info.id:
                    self._queue.client.delete_map(map_id)

    def _on_backend_lost(self) -> None:
        self._remembered.clear()
        self.forget()
