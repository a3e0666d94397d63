"""The errors a person can meet in QGIS, as one tree.

    PluginError
    ├── PhotoFileError     the photo can't be opened on this machine
    ├── SetUpError         the backend's environment, or a bundle, can't be set up
    │   └── DiskFull           for want of space
    ├── BackendError       the backend's process
    │   ├── BackendMissing     no Python environment to start it with
    │   ├── BackendStartError  it did not become ready
    │   └── BackendDied        it stopped while it was needed
    ├── ClientError        the conversation with the backend
    │   ├── ConnectionLost     no answer, or half of one
    │   ├── ProtocolError      an answer that is not the contract's
    │   └── ProblemError       the backend refused, and says why (RFC 9457)
    ├── FileError          a result file can't be written
    ├── LayerError         a result file can't be shown as a layer
    └── Cancelled          the person stopped an algorithm

Every message is one sentence that names what failed and says what to do. `code` is stable across languages.
"""

from __future__ import annotations


class PluginError(Exception):
    """Root of every error the plugin raises or emits on purpose."""

    code = "error"


class PhotoFileError(PluginError):
    """The photo is missing, is a folder, or may not be read."""

    code = "photo_missing"


class SetUpError(PluginError):
    """The backend's environment can't be made, or a bundle not be installed."""

    code = "set_up"


class DiskFull(SetUpError):
    """The disk has too little space for the environment."""

    code = "disk_full"


class BackendError(PluginError):
    """Something about the backend's process."""

    code = "backend"


class BackendMissing(BackendError):
    """There is no Python environment for the backend."""

    code = "backend_missing"


class BackendStartError(BackendError):
    """The backend was started and did not become ready."""

    code = "backend_start_failed"


class BackendDied(BackendError):
    """The backend stopped while it was needed."""

    code = "backend_died"


class ClientError(PluginError):
    """Something about the conversation with the backend."""

    code = "client"


class ConnectionLost(ClientError):
    """The backend did not answer, or the connection broke before the answer was complete."""

    code = "connection_lost"


class ProtocolError(ClientError):
    """The backend's answer does not follow the contract."""

    code = "protocol"


class ProblemError(ClientError):
    """The backend answered with a problem document; `code` and `status` are the document's."""

    def __init__(self, detail: str, *, code: str, status: int):
        super().__init__(detail)
        self.code = code
        self.status = status


class FileError(PluginError):
    """A result file can't be written."""

    code = "file"


class LayerError(PluginError):
    """A result file can't be shown as a layer."""

    code = "layer"


class Cancelled(PluginError):
    """The person stopped an algorithm."""

    code = "cancelled"
