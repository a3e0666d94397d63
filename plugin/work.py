"""Work outside QGIS's main thread: one function in a `QgsTask`, its value or its error back in the main thread."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from .compat import quiet_task_flags
from .errors import PluginError

# A task that nobody holds on to would be collected while it runs.
_running: set = set()


class Work(QgsTask):
    """Runs `function(*arguments)` in a worker thread; emits one of `done(value)` and `failed(PluginError)`.

    The function must touch no widget, layer or project. Nothing is emitted once the task is cancelled.
    """

    done = pyqtSignal(object)
    failed = pyqtSignal(object)

    def __init__(self, description: str, function: Callable, *arguments):
        super().__init__(description, quiet_task_flags())
        self._function = function
        self._arguments = arguments
        self._value = None
        self._error: Exception | None = None

    def begin(self) -> Work:
        """Hand the work to QGIS's task manager."""
        _running.add(self)
        QgsApplication.taskManager().addTask(self)
        return self

    def run(self) -> bool:
        """Do it; runs in a worker thread."""
        try:
            self._value = self._function(*self._arguments)
        except Exception as error:  # what is raised in this thread would end in QGIS's log and nowhere else
            self._error = error
        return self._error is None

    def finished(self, result: bool) -> None:
        """Tell; runs in the main thread."""
        _running.discard(self)
        if self.isCanceled():
            return
        if isinstance(self._error, PluginError):
            self.failed.emit(self._error)
        elif self._error is not None:
            raise self._error  # a fault of ours: QGIS shows it, and tests fail
        elif result:
            self.done.emit(self._value)
