"""The shown result under the analyst's choice: panel and map follow what is chosen.

The search area follows at once. The map's files take the backend seconds: they are fetched when the choice rests, and
the layers then show them in place. The result as it came stays on disk, to go back to.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from .ensemble_choice import NOTHING, Choice, EnsembleChoice
from .errors import LayerError, PluginError
from .geolocation import Geolocated
from .gui.result_view import ResultView
from .layers.chosen_area import ChosenArea
from .layers.exchange import can_exchange, exchange
from .layers.group import result_key
from .layers.member_map import add_member_map, file_name, find_member_map
from .layers.on_map import ResultsOnMap
from .live_area import LiveArea
from .map_files import MapFiles
from .photo_queue import PhotoQueue
from .result import AreaAt, Member, Photo, Truth
from .translation import tr
from .work import Work

REST_MS = 400  # a slider that pauses for so long is at rest


@dataclass(frozen=True)
class _Version:
    """A result as it came, and as its layers show it now, under which choice."""

    original: Geolocated
    drawn: Geolocated
    choice: Choice


class ChosenMap(QObject):
    """Follows an `EnsembleChoice`; emits `drawn(Geolocated)` when the layers show another version of the result, and
    `failed(PluginError)` for what went wrong with layers.
    """

    drawn = pyqtSignal(object)
    failed = pyqtSignal(object)

    def __init__(
        self,
        queue: PhotoQueue,
        choice: EnsembleChoice,
        live_area: LiveArea,
        chosen_area: ChosenArea,
        on_map: ResultsOnMap,
        view: ResultView,
        parent: QObject | None = None,
    ):
        super().__init__(parent)
        self._queue, self._choice, self._live_area = queue, choice, live_area
        self._chosen_area, self._on_map, self._view = chosen_area, on_map, view
        self._versions: dict = {}  # by jobs
        self._version: _Version | None = None
        self._at_fault = view.ensemble  # where a sentence belongs that says why a choice can't be had
        self._truth_calls: list = []
        self._member_calls: dict = {}
        self._steps: Iterator | None = None
        self._after_steps: Callable = bool
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._step)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._fetch)
        self._files = MapFiles(self)
        self._files.done.connect(self._on_files)
        self._files.failed.connect(self._on_no_files)
        choice.changed.connect(self._show_choice)
        choice.answered.connect(self._on_map_of_choice)
        choice.failed.connect(self.tell)
        on_map.shown.connect(self._on_shown)
        view.ensemble.switched.connect(self._on_switched)
        view.ensemble.reset.connect(self._on_reset)
        view.ensemble.map_wanted.connect(self._want_member_map)
        for signal, slot in (
            (view.knowledge.lifted, choice.lift_restriction),
            (view.knowledge.weighed, choice.weigh),
            (view.knowledge.prior_removed, choice.remove_prior),
        ):
            signal.connect(lambda *values, slot=slot: self._know(slot, *values))

    def version(self, jobs: tuple, geolocated: Geolocated) -> Geolocated:
        """Return a result as its layers show it: with what was chosen for it."""
        known = self._versions.get(jobs) if jobs else None
        return known.drawn if known else geolocated

    def folders(self) -> set:
        """Return the folders of results to go back to."""
        return {version.original.folder for version in self._versions.values()}

    def begin(self, jobs: tuple, geolocated: Geolocated) -> None:
        """Follow the choice for a result that is shown now, `version` of it; `jobs` are the backend's, if any."""
        known = self._versions.get(jobs) if jobs else None
        self._version = known or _Version(geolocated, geolocated, NOTHING)
        original = self._version.original.result
        self._view.ensemble.set_members(original.members, maps=len(jobs) == 1)
        self._choice.begin(jobs, tuple(member.name for member in original.members))

    def stop(self) -> None:
        """Follow no more."""
        self._rest.stop()
        self._files.stop()
        for call in (*self._truth_calls, *self._member_calls.values()):
            call.abort()
        self._truth_calls, self._member_calls = [], {}
        self._finish_steps()
        self._choice.stop()
        self._version = None

    def renew(self) -> bool:
        """Have the map that counts made once more, as the backend has let it go; False when it lost all of it."""
        if self._choice.renew():
            return True
        self._choice.forget()
        return False

    def forget(self) -> None:
        """Note that the backend has none of the jobs any more; what the layers show stays."""
        self._versions.clear()

    def know(self, wish: Callable, *values) -> None:
        """Have `wish(*values)` change what the analyst knows; a refusal is told there."""
        self._know(wish, *values)

    def tell(self, error: PluginError) -> None:
        """Say why a choice can't be had, beside what was chosen."""
        self._show_choice()
        if self._at_fault is self._view.ensemble:
            self._view.ensemble.message.show_error(str(error))
        else:
            self._view.knowledge.show_error(str(error))

    def _know(self, wish: Callable, *values) -> None:
        self._at_fault = self._view.knowledge
        wish(*values)

    def _on_switched(self, member: str, on: bool) -> None:
        self._at_fault = self._view.ensemble
        self._choice.switch(member, on)

    def _on_reset(self) -> None:
        self._at_fault = self._view.ensemble
        self._choice.choose(NOTHING)

    def _show_choice(self) -> None:
        live = bool(self._choice.jobs)
        # Of what the backend has lost, the layers still show the last map.
        choice = self._choice.choice if live or self._version is None else self._version.choice
        self._view.ensemble.set_choice(choice, live=live)
        self._view.knowledge.set_choice(choice, self._choice.info, live=live)
        if not live:
            self._view.ensemble.set_maps(maps=False)

    def _on_map_of_choice(self) -> None:
        """Show the map that counts now, as far as it is known, and have the rest follow."""
        version, counting = self._version, self._choice.counting
        self._show_choice()
        self._rest.stop()
        self._files.stop()
        self._end_truth()
        if counting == version.choice:
            self._view.follow(version.drawn.result)
            self._say("")
        elif counting == NOTHING:
            self._draw(version.original, counting)
        else:
            self._view.show_map(self._choice.info)
            self._view.set_complete(False)
            self._say(tr("The heatmap follows …"))
            self._ask_truth()
            self._rest.start()
        self._live_area.ask(self._view.area.target)

    def _say(self, text: str) -> None:
        self._view.ensemble.show_state(text)

    def _fetch(self) -> None:
        original = self._version.original
        if self._queue.client is not None:
            self._files.fetch(self._queue.client, self._choice.info.id, original.photo, original.fused)

    def _on_files(self, geolocated: Geolocated) -> None:
        self._draw(geolocated, self._choice.counting)

    def _on_no_files(self, error: PluginError) -> None:
        """Go back to the map that the layers show: panel and map must not tell different things."""
        self._choice.choose(self._version.choice)
        self.tell(error)

    def _draw(self, new: Geolocated, choice: Choice) -> None:
        """Let layers and panel show `new`."""
        self._finish_steps()
        old, original = self._version.drawn, self._version.original
        self._version = _Version(original, new, choice)
        self._versions[self._choice.jobs] = self._version
        self._view.follow(new.result)
        self._say("")
        project = QgsProject.instance()
        if can_exchange(project, old):
            self._on_map.rename(old, new)
            self._chosen_area.follow(new.result, result_key(new))
            self._steps = exchange(project, old, new)
            self._after_steps = lambda: self._clean_up(old)
            self._turn.start()
        else:
            self._on_map.show(new)  # the person has saved or removed the layers; those that are left stay
        self.drawn.emit(new)

    def _step(self) -> None:
        try:
            next(self._steps)
        except StopIteration:
            self._end_steps()
        except LayerError as error:
            self._end_steps()
            self.failed.emit(error)

    def _finish_steps(self) -> None:
        while self._steps is not None:
            self._step()

    def _end_steps(self) -> None:
        self._turn.stop()
        self._steps = None
        self._after_steps()

    def _clean_up(self, old: Geolocated) -> None:
        if old.folder not in self.folders() and old.folder not in self._on_map.folders():
            Work(_delete, old.folder).begin()

    def _on_shown(self, geolocated: Geolocated, layers: object) -> None:
        """Give a version that got a group of its own its search area there."""
        if self._version is None or geolocated is not self._version.drawn or geolocated is self._version.original:
            return
        self._chosen_area.move(geolocated.photo.name, geolocated.result, layers, result_key(geolocated))
        self._live_area.ask(self._view.area.target)

    # --- the position that the photo's EXIF claims -----------------------------------------------------------------

    def _ask_truth(self) -> None:
        result = self._version.original.result
        self._find_truth([photo for photo in result.photos or (result.photo,) if photo.exif_position], ())

    def _find_truth(self, photos: list, found: tuple) -> None:
        """Ask for one photo after the other."""
        if not photos:
            self._view.show_truth(found)
            return
        photo, *rest = photos
        call = self._choice.area_at(photo.exif_position)
        if call is not None:
            self._truth_calls = [call]
            call.done.connect(lambda area: self._find_truth(rest, (*found, _truth(photo, area))))

    def _end_truth(self) -> None:
        for call in self._truth_calls:
            call.abort()
        self._truth_calls = []

    # --- what each member says alone -------------------------------------------------------------------------------

    def _want_member_map(self, member: Member) -> None:
        version, client = self._version, self._queue.client
        there = find_member_map(QgsProject.instance(), version.drawn, member)
        if there is not None:
            node = QgsProject.instance().layerTreeRoot().findLayer(there.id())
            if node is not None:
                node.setItemVisibilityCheckedParentRecursive(True)
            return
        if client is None or member.name in self._member_calls:
            return
        self._at_fault = self._view.ensemble
        self._view.ensemble.message.clear()
        self._say(tr("Fetching the map of {member} …").format(member=member.label))
        path = version.original.folder / file_name(member)
        call = client.member_map(self._choice.jobs[0], member.name, path)
        self._member_calls[member.name] = call
        call.done.connect(lambda path: self._on_member_map(member, path))
        call.failed.connect(lambda error: self._on_no_member_map(member, error))

    def _on_member_map(self, member: Member, path: Path) -> None:
        self._member_calls.pop(member.name, None)
        self._say("")
        try:
            add_member_map(QgsProject.instance(), self._version.drawn, member, path)
        except LayerError as error:
            self._on_no_member_map(member, error)

    def _on_no_member_map(self, member: Member, error: PluginError) -> None:
        self._member_calls.pop(member.name, None)
        self._say("")
        self._view.ensemble.message.show_error(str(error))


def _truth(photo: Photo, area: AreaAt) -> Truth:
    return Truth(photo.name, area.distance_km, area.area_km2, area.probability)


def _delete(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
