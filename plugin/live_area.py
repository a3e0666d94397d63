"""The search area a person is choosing, asked for while the slider moves."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from dataclasses import dataclass

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from .client import Call, Target
from .ensemble_choice import EnsembleChoice
from .errors import PluginError, ProblemError, ProtocolError
from .json_pieces import pieces
from .layers.chosen_area import feature_from_json
from .result import SearchArea, lacks
from .translation import tr

SLICE_SECONDS = 0.012  # of reading at a time: less than a frame, so that the slider never stutters
GONE = "not_found"


@dataclass(frozen=True)
class LiveAnswer:
    """A search area and all its regions as features of a layer of `layers.chosen_area`."""

    search_area: SearchArea
    features: list


class LiveArea(QObject):
    """Asks for one search area at a time; while one is under way the newest wish waits, older ones are dropped.

    Emits `answered(LiveAnswer)` or `failed(PluginError)` for each that was asked for, and `lost()` when the
    backend does not have the photo any more. Nothing follows `stop`.
    """

    answered = pyqtSignal(object)
    failed = pyqtSignal(object)
    lost = pyqtSignal()

    def __init__(self, choice: EnsembleChoice, parent: QObject | None = None):
        super().__init__(parent)
        self._choice = choice
        self._next: Target | None = None
        self._call: Call | None = None
        self._reading: Iterator | None = None
        self._collects = False
        self._slice = QTimer(self)
        self._slice.setInterval(0)
        self._slice.timeout.connect(self._read_on)
        choice.job_lost.connect(self._on_lost)

    @property
    def is_busy(self) -> bool:
        """True from `ask` until the answer to the newest wish."""
        return self._call is not None or self._reading is not None

    def ask(self, target: Target) -> None:
        """Wish for the search area of `target`."""
        self._next = target
        if not self.is_busy:
            self._send()

    def stop(self) -> None:
        """Forget every wish and answer under way."""
        if self._call is not None:
            self._call.abort()
        self._end()
        self._next = None

    def _send(self) -> None:
        target, self._next = self._next, None
        if target is None:
            return
        call = self._choice.search_area(target)
        if call is None:
            self.lost.emit()
            return
        self._call = call
        call.done.connect(self._on_body)
        call.failed.connect(self._on_failed)

    def _on_body(self, body: bytes) -> None:
        self._call = None
        self._reading = read_answer(body)
        # Reading makes no cycles, but so many lists that Python's search for them takes as long, in slices of 50 ms.
        self._collects = gc.isenabled()
        gc.disable()
        self._slice.start()

    def _read_on(self) -> None:
        """Read for a slice of time; the reading ends with the answer."""
        until = time.monotonic() + SLICE_SECONDS
        try:
            answer = next(self._reading)
            while answer is None and time.monotonic() < until:
                answer = next(self._reading)
        except PluginError as error:
            self._on_failed(error)
            return
        if answer is not None:
            self._end()
            self.answered.emit(answer)
            if not self.is_busy:  # whoever listens may have asked again
                self._send()

    def _on_failed(self, error: PluginError) -> None:
        self._end()
        if isinstance(error, ProblemError) and error.code == GONE:
            self._on_lost()
            return
        self.failed.emit(error)
        if not self.is_busy:
            self._send()

    def _on_lost(self) -> None:
        self.stop()
        self.lost.emit()

    def _end(self) -> None:
        self._call = self._reading = None
        self._slice.stop()
        if self._collects:
            self._collects = False
            gc.enable()


def read_answer(body: bytes) -> Iterator:
    """Read the backend's answer in small steps: yield None after each but the last, which yields a `LiveAnswer`.

    Raises `ProtocolError` when the answer does not follow the contract.
    """
    search_area, features = None, []
    try:
        for key, value in pieces(body.decode("utf-8"), "features"):
            if key == "features":
                features.append(feature_from_json(value))
            elif key == "search_area":
                search_area = SearchArea.from_json(value)
            yield None
    except (ValueError, RecursionError) as error:
        raise ProtocolError(
            tr("The backend's answer is not readable GeoJSON; update the plugin and its backend together.")
        ) from error
    if search_area is None:
        raise lacks("search_area")
    yield LiveAnswer(search_area, features)
