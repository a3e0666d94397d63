"""The errors a person can meet, as one tree.

    GeolocatorError
    ├── PhotoError       the photo can't be read, or is refused
    ├── BundleError      a model bundle is missing, incomplete or altered
    ├── PredictorError   ONNX Runtime could not load or run a network
    ├── RequestError     a budget, recall or other option is out of range
    ├── OutputError      a result can't be written
    ├── ServerError      the server can't start
    ├── BusyError        there is as much to do as the backend takes on: ask again later
    ├── OutOfMemory      the computer has no memory left for the work
    └── Cancelled        the person cancelled the work

Every message is one sentence that names the file or option and says what to do. `code` is stable: the plugin
translates by it; `server.py` alone knows which HTTP status it becomes.
"""

from __future__ import annotations


class GeolocatorError(Exception):
    """Root of every error the backend raises on purpose."""

    code = "error"

    def __init__(self, message: str, *, code: str | None = None):
        super().__init__(message)
        if code is not None:
            self.code = code


class PhotoError(GeolocatorError):
    """The photo is missing, unreadable, truncated, empty, too large or of an unknown format."""

    code = "photo_unreadable"


class BundleError(GeolocatorError):
    """A bundle is missing, incomplete, of another format or altered."""

    code = "bundle_invalid"


class PredictorError(GeolocatorError):
    """ONNX Runtime could not load or run a network of the bundle."""

    code = "predictor_failed"


class RequestError(GeolocatorError):
    """An option (area budget, recall, job id) is out of range or unknown."""

    code = "request_invalid"


class OutputError(GeolocatorError):
    """A result file could not be written."""

    code = "output_failed"


class ServerError(GeolocatorError):
    """The HTTP server could not start."""

    code = "server_failed"


class BusyError(GeolocatorError):
    """The backend has taken on as much as it can; `retry_after` is when to ask again, in whole seconds from now."""

    code = "busy"

    def __init__(self, message: str, *, retry_after: int):
        super().__init__(message)
        self.retry_after = retry_after


class OutOfMemory(GeolocatorError):
    """The computer has no memory left for `work`, a photo for example."""

    code = "out_of_memory"

    def __init__(self, work: str):
        super().__init__(f"There was not enough memory for {work}: close other programs, and try again.")


# Libraries have no class in common for it; these are C++'s words, ONNX Runtime's, GDAL's and Python's for a thread.
_NO_MEMORY = ("bad_alloc", "bad allocation", "allocate memory", "out of memory", "can't start new thread")


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error of Python's or of a library says that there is no memory left."""
    return isinstance(error, MemoryError) or any(words in str(error).lower() for words in _NO_MEMORY)


class Cancelled(GeolocatorError):
    """The person cancelled the work."""

    code = "cancelled"
