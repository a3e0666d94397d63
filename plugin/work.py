"""Work outside QGIS's main thread: one function, its value or its error back in the main thread.

Not by QGIS's task manager: there are many small works, a thumbnail each for instance, and of tasks that begin while
others end QGIS 3.22 has been seen to forget some, and to crash on others. It cancels by the address of what it ran,
where a task that waits may have come to lie.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from qgis.PyQt.QtCore import QObject, Qt, QTimer, pyqtSignal

from .errors import PluginError

THREADS = 3  # so that a search through a slow folder leaves some to the rest
# What nobody holds on to would be collected while it runs.
_running: set = set()


class Work(QObject):
    """Runs `function(*arguments)` in a worker thread; emits one of `done(value)`, `failed(PluginError)`, `cancelled()`.

    The function must touch no widget, layer or project. It may look at `is_cancelled`, to end early.
    """

    threads = ThreadPoolExecutor(THREADS, thread_name_prefix="photo_geolocator")
    done = pyqtSignal(object)
    failed = pyqtSignal(object)
    cancelled = pyqtSignal()
    _ended = pyqtSignal()

    def __init__(self, function: Callable, *arguments):
        super().__init__()
        self._function = function
        self._arguments = arguments
        self._value = None
        self._error: Exception | None = None
        self.is_cancelled = False
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> Work:
        """Have it done as soon as a thread is free."""
        _running.add(self)
        self._left = self.threads.submit(_run, [self])
        return self

    def cancel(self) -> None:
        """Want it no more: `cancelled` is all that follows."""
        self.is_cancelled = True

    def deliver(self, value: object) -> None:
        """Tell what came of it, in the main thread."""
        self.done.emit(value)

    def _run(self) -> None:
        try:
            if not self.is_cancelled:
                self._value = self._function(*self._arguments)
        except Exception as error:  # what is raised in this thread would be seen by nobody
            self._error = error
        self._ended.emit()

    def _on_ended(self) -> None:
        if not self._left.done():
            # The worker thread may still hold on to this object: whoever lets go last deletes it, and that is us.
            QTimer.singleShot(0, self._on_ended)
            return
        _running.discard(self)
        # What may know this object goes now. In a cycle both would be left to Python's collector, which runs in
        # whatever thread comes along; a QObject must end in its own.
        error, self._error = self._error, None
        self._function = self._arguments = None
        if self.is_cancelled:
            self.cancelled.emit()
        elif isinstance(error, PluginError):
            self.failed.emit(error)
        elif error is not None:
            raise error  # a fault of ours: QGIS shows it, and tests fail
        else:
            self.deliver(self._value)


def _run(holder: list) -> None:
    """Do the work in `holder`, which is then empty: when the future is done, nothing in this thread knows the work."""
    holder.pop()._run()
