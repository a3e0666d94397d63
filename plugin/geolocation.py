"""One photo's way: backend ready, submitted, followed, fetched into a folder of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from .backend_process import BackendProcess
from .client import BackendClient, Call, Submission, check_photo
from .errors import BackendDied, ConnectionLost, FileError, PluginError, ProtocolError
from .result import BundleInfo, Job, Result
from .scratch import temporary_name
from .translation import tr
from .writing import make_folder, no_folder, remove_folder

POLL_MS = 150
LOST_POLLS = 3
HEATMAP = "heatmap.tif"
SEARCH_AREAS = "search_areas.gpkg"
RESULT = "result.json"
STARTING = "starting"
BUSY = "busy"
NOT_SENT = (STARTING, BUSY)
FETCHING = "fetching"


@dataclass(frozen=True)
class Geolocated:
    """A photo, its result, and the folder that holds `heatmap.tif`, `search_areas.gpkg` and `result.json`.

    `fused` are the photos of one place that the result is of; `photo` is then a name for all, where no file is.
    """

    photo: Path
    folder: Path
    result: Result
    fused: tuple = ()

    @property
    def pictured(self) -> Path:
        """The photo to show."""
        return self.fused[0] if self.fused else self.photo

    @property
    def heatmap(self) -> Path:
        """The Float32 GeoTIFF of densities, probability per km2."""
        return self.folder / HEATMAP

    @property
    def search_areas(self) -> Path:
        """The GeoPackage of regions."""
        return self.folder / SEARCH_AREAS


class Geolocator(QObject):
    """Takes one photo at a time through the backend.

    After `geolocate`, emits `progressed(stage, 0..1)` any number of times, then exactly one of
    `finished(Geolocated)`, `failed(PluginError)` and `cancelled()`. `backend_ready(BundleInfo)` follows each
    start of the backend.

    The backend keeps the job of the last finished photo, to be asked for further search areas, until the next photo,
    unless somebody has taken it by `take_job`.
    """

    progressed = pyqtSignal(str, float)
    finished = pyqtSignal(object)
    failed = pyqtSignal(object)
    cancelled = pyqtSignal()
    backend_ready = pyqtSignal(object)

    def __init__(self, backend: BackendProcess, parent: QObject | None = None):
        super().__init__(parent)
        self._backend = backend
        self._client: BackendClient | None = None
        self._submission: Submission | None = None
        self._folder: Path | None = None
        self._own_folder = False
        self._written: list = []
        self._submitted = False
        self._job_id = ""
        self._call: Call | None = None
        self._kept_job_id = ""
        self._cancelling = False
        self._lost_polls = 0
        self._poll = QTimer(self)
        self._poll.setSingleShot(True)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._ask)
        backend.ready.connect(self._on_ready)
        backend.failed.connect(self._on_backend_lost)
        backend.died.connect(self._on_backend_lost)

    @property
    def is_busy(self) -> bool:
        """True from `geolocate` until its last signal."""
        return self._submission is not None

    @property
    def client(self) -> BackendClient | None:
        """The conversation with the running backend, for what else there is to ask; None while none runs."""
        return self._client

    def take_job(self) -> str:
        """Return the job kept of the last finished photo, for the caller to delete; empty when there is none."""
        job_id, self._kept_job_id = self._kept_job_id, ""
        return job_id

    def warm_up(self) -> None:
        """Start the backend ahead of the first photo; a failure shows when a photo is started."""
        self._backend.ensure()

    def geolocate(self, submission: Submission, folder: Path | None = None) -> None:
        """Take a photo through the backend; results go to `folder`, or to a temporary one of QGIS's.

        Raises `PhotoFileError` when the photo can't be opened and `FileError` when `folder` can't be made; then no
        signal follows.
        """
        if self.is_busy:
            raise PluginError(tr("A photo is being geolocated; wait for it or cancel it first."))
        check_photo(submission.photo)
        if self._kept_job_id:
            self._client.delete(self.take_job())
        self._take_folder(folder)
        self._submission = submission
        self._lost_polls = 0
        self.progressed.emit(STARTING, 0.0)
        self._backend.ensure()

    def fetch(self, photo: Path, job_id: str) -> None:
        """Fetch the result of a done job again, into a temporary folder; signals as after `geolocate`.

        Raises `BackendDied` when no backend runs that could have it.
        """
        if self.is_busy:
            raise PluginError(tr("A photo is being geolocated; wait for it or cancel it first."))
        if self._client is None:
            raise BackendDied(tr("The backend no longer holds {name}; geolocate it again.").format(name=photo.name))
        self._take_folder(None)
        self._submission, self._submitted, self._job_id = Submission(photo), True, job_id
        self._fetch()

    def cancel(self) -> None:
        """Stop the photo under way, in the backend too; `cancelled` follows."""
        if not self.is_busy or self._cancelling:
            return
        self._cancelling = True
        if self._client is None or not self._backend.is_ready:
            self._end(self.cancelled.emit)
        elif self._job_id:
            self._poll.stop()
            self._abort_call()
            self._start(self._client.cancel(self._job_id), self._on_job)
        elif self._call is not None and self._call.is_delayed:
            self._end(self.cancelled.emit)
        # else the photo is on its way: the job is cancelled as soon as its id is known, in _on_job

    def shut_down(self) -> None:
        """Drop the photo under way without a signal and stop the backend, within its deadline."""
        self._forget()
        self._kept_job_id = ""
        self._drop_client()
        self._backend.stop()

    def _take_folder(self, folder: Path | None) -> None:
        """Have a folder for the results: `folder`, or a new one in QGIS's temporary folder.

        QGIS removes that one when it closes, and marks layers from it as temporary.
        """
        self._own_folder = folder is None
        try:
            if folder is None:
                folder = temporary_name()
                make_folder(folder).failed.connect(self._fail)
            else:
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise no_folder(error) from error
        self._folder = folder

    def _on_ready(self, url: str, token: str) -> None:
        try:
            if self._client is None:
                self._client = BackendClient(url, token, self)
                self._client.bundle().done.connect(self._on_bundle)
            if self.is_busy and not self._submitted:  # each `ensure` is answered, a photo goes once
                self._submitted = True
                self._start(self._client.submit(self._submission), self._on_job)
                self._call.delayed.connect(self._on_delayed)
        except PluginError as error:
            self._fail(error)

    def _on_delayed(self) -> None:
        self.progressed.emit(BUSY, 0.0)

    def _on_bundle(self, bundle: BundleInfo) -> None:
        self.backend_ready.emit(bundle)

    def _on_backend_lost(self, error: PluginError) -> None:
        self._drop_client()
        self._kept_job_id = ""
        if self._cancelling:
            self._end(self.cancelled.emit)
        elif self.is_busy:
            if isinstance(error, BackendDied):
                error = BackendDied(
                    tr("{name} was not finished. {reason}").format(name=self._submission.photo.name, reason=error)
                )
            self._fail(error)

    def _start(self, call: Call, done, failed=None) -> None:
        self._call = call
        call.done.connect(done)
        call.failed.connect(failed or self._on_call_failed)

    def _abort_call(self) -> None:
        """End the photo's exchange under way; others, such as a deletion, go on."""
        if self._call is not None:
            self._call.abort()
            self._call = None

    def _on_job(self, job: Job) -> None:
        if not self.is_busy:
            return
        first = not self._job_id
        self._job_id = job.id
        self._lost_polls = 0
        if self._cancelling and first and not job.is_final:
            self._start(self._client.cancel(job.id), self._on_job)
        elif self._cancelling and job.is_final:
            self._end(self.cancelled.emit)
        elif job.state == "done":
            self._fetch()
        elif job.state == "failed":
            self._fail(job.problem or ProtocolError(tr("The backend failed and gave no reason; start again.")))
        elif job.state == "cancelled":
            self._end(self.cancelled.emit)
        else:
            self.progressed.emit(job.stage or job.state, job.progress)
            self._poll.start()

    def _ask(self) -> None:
        if self.is_busy and self._client is not None:
            self._start(self._client.job(self._job_id), self._on_job, self._on_poll_failed)

    def _fetch(self) -> None:
        """Fetch the files, then `result.json`: where that exists, the whole result does."""
        self.progressed.emit(FETCHING, 1.0)
        try:
            if not self._own_folder:
                (self._folder / RESULT).unlink(missing_ok=True)
        except OSError as error:
            self._fail(
                FileError(
                    tr("{name} can't be replaced ({reason}); choose another folder.").format(
                        name=RESULT, reason=error.strerror
                    )
                )
            )
        else:
            self._download(HEATMAP)

    def _download(self, name: str) -> None:
        self._start(self._client.download(self._job_id, name, self._folder / name), self._on_file)

    def _on_file(self, path: Path) -> None:
        if not self.is_busy:
            return
        self._written.append(path)
        if path.name == HEATMAP:
            self._download(SEARCH_AREAS)
        else:
            self._start(self._client.result(self._job_id, self._folder / RESULT), self._on_result)

    def _on_result(self, result: Result) -> None:
        if not self.is_busy:
            return
        geolocated = Geolocated(self._submission.photo, self._folder, result)
        self._written = []
        self._own_folder = False
        self._kept_job_id, self._job_id = self._job_id, ""
        self._end(lambda: self.finished.emit(geolocated))

    def _on_call_failed(self, error: PluginError) -> None:
        if not self.is_busy:
            return
        if self._cancelling:
            self._end(self.cancelled.emit)
        else:
            self._fail(error)

    def _on_poll_failed(self, error: PluginError) -> None:
        if self.is_busy and isinstance(error, ConnectionLost) and self._lost_polls < LOST_POLLS:
            # Asking again is harmless, and gives a dying process the time to be reported as such.
            self._lost_polls += 1
            self._poll.start()
        else:
            self._on_call_failed(error)

    def _fail(self, error: PluginError) -> None:
        if self.is_busy:
            self._end(lambda: self.failed.emit(error))

    def _end(self, tell) -> None:
        job_id = self._job_id
        self._forget()
        if job_id and self._client is not None:
            self._client.delete(job_id)  # the backend keeps a job until then
        tell()

    def _forget(self) -> None:
        """Leave nothing half-written, and be free for the next photo."""
        self._poll.stop()
        self._abort_call()
        for path in self._written:
            path.unlink(missing_ok=True)
        if self._own_folder and self._folder is not None:
            remove_folder(self._folder)
        self._submission = None
        self._folder = None
        self._written = []
        self._submitted = False
        self._job_id = ""
        self._cancelling = False

    def _drop_client(self) -> None:
        if self._client is not None:
            self._client.abort_all()
            self._client.deleteLater()
            self._client = None
