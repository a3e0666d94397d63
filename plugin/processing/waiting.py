"""The backend for one run of an algorithm: the plugin's own conversation, waited for in the algorithm's thread.

`BackendProcess`, `BackendClient` and `Geolocator` answer by signals. An algorithm has a thread of its own, which
may wait; so it runs an event loop there until the answer is in, looks for a cancel ten times a second, and
stops the process at the end, whatever happened.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import QgsProcessingFeedback
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEventLoop, QObject, QTimer

from ..backend_process import BackendProcess
from ..client import BackendClient, Call, Submission
from ..errors import Cancelled, ConnectionLost, FileError
from ..geolocation import Geolocated, Geolocator
from ..result import BundleInfo
from ..scratch import temporary_folder
from ..translation import tr
from ..writing import remove_folder

CANCEL_MS = 100
STOP_ON_CANCEL_MS = 500


class BackendSession:
    """A backend that lives as long as a `with` block, in the thread that enters it; so do all objects it makes.

    What is asked of it raises a `PluginError`, `Cancelled` among them. Scratch files belong into `folder`, which
    goes with the session.
    """

    def __init__(self, feedback: QgsProcessingFeedback):
        self._feedback = feedback
        self._client: BackendClient | None = None
        self._geolocators: list = []

    def __enter__(self) -> BackendSession:
        """Make the objects, here and not earlier: a QObject belongs to the thread that makes it."""
        try:
            self.folder = temporary_folder()
        except OSError as error:
            raise FileError(
                tr("QGIS's temporary folder can't be written to ({reason}); free some disk space.").format(
                    reason=error.strerror
                )
            ) from error
        self._owner = QObject()
        self._loop = QEventLoop(self._owner)
        self._look = QTimer(self._owner)
        self._look.setInterval(CANCEL_MS)
        self._look.timeout.connect(self._look_for_cancel)
        self._look.start()
        self.backend = BackendProcess(self._owner)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the backend, kindly but not for long when the person has cancelled, and delete every object."""
        if self._feedback.isCanceled():
            self.backend.stop(STOP_ON_CANCEL_MS)
        else:
            self.backend.stop()
        # What is still asked goes first: a request that dies with its connection says that it is finished.
        for geolocator in self._geolocators:
            geolocator.shut_down()
        if self._client is not None:
            self._client.abort_all()
        # Now, in this thread: left to Python's collector they could die in another one.
        sip.delete(self._owner)
        remove_folder(self.folder).result()

    def wait(self, is_over: Callable[[], bool]) -> None:
        """Let signals arrive until `is_over()`, which is asked after each `wake`; raise `Cancelled` on a cancel."""
        while not is_over():
            if self._feedback.isCanceled():
                raise Cancelled(tr("Cancelled."))
            # In a script's main thread QGIS's window is served too: the person must not start something else there.
            self._loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def wake(self, *_: object) -> None:
        """Have `wait` ask again; any signal can be connected to it."""
        self._loop.quit()

    def client(self) -> BackendClient:
        """Return the client of the running backend, started now unless it runs."""
        if self._client is None:
            address = self._outcome(self.backend.ready, self.backend.failed, self.backend.ensure)
            self._client = BackendClient(*address, self._owner)
        return self._client

    def bundle(self) -> BundleInfo:
        """Return what the backend runs; where it was lost before it could say so, another one is asked, once."""
        try:
            return self.answer(self.client().bundle())
        except ConnectionLost:
            # The process that is gone may not have been reported as such yet.
            self.backend.stop(STOP_ON_CANCEL_MS)
            self._client = None
        return self.answer(self.client().bundle())

    def answer(self, call: Call) -> Any:
        """Return what `call` gives."""
        (value,) = self._outcome(call.done, call.failed)
        return value

    def geolocator(self) -> Geolocator:
        """Return a geolocator on this backend, made in this thread."""
        self._geolocators.append(Geolocator(self.backend, self._owner))
        return self._geolocators[-1]

    def geolocate(self, submission: Submission, progressed: Callable[[str, float], None]) -> Geolocated:
        """Take one photo through the backend into `folder`; `progressed(stage, 0..1)` follows it."""
        geolocator = self.geolocator()
        geolocator.progressed.connect(progressed)
        (geolocated,) = self._outcome(
            geolocator.finished, geolocator.failed, lambda: geolocator.geolocate(submission, self.folder / "photo")
        )
        return geolocated

    def _outcome(self, done, failed, begin: Callable[[], None] = lambda: None) -> Any:
        """Return what the signal `done` brings after `begin`, or raise what `failed` brings."""
        values: list = []
        errors: list = []
        done.connect(lambda *got: (values.append(got), self.wake()))
        failed.connect(lambda error: (errors.append(error), self.wake()))
        begin()
        self.wait(lambda: values or errors)
        if errors:
            raise errors[0]
        return values[0]

    def _look_for_cancel(self) -> None:
        if self._feedback.isCanceled():
            self.wake()
