"""The HTTP API, on loopback, for one person: a thin layer over jobs, with one table from error to status."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

import anyio.to_thread
from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from . import __version__, api, info
from .calibration import RecallBy
from .errors import (
    BundleError,
    Cancelled,
    GeolocatorError,
    OutputError,
    PhotoError,
    PredictorError,
    RequestError,
)
from .geojson import feature_collection
from .geolocator import Geolocator
from .jobs import Job, Jobs, result_file
from .photo import MAX_BYTES
from .search_area import Target, area_target, presets

_STATUS_BY_CODE = {
    "not_found": 404,
    "job_not_done": 409,
    "photo_too_large": 413,
    "unauthorized": 401,
    "forbidden_host": 403,
}
_STATUS_BY_ERROR: list[tuple[type[GeolocatorError], int]] = [
    (PhotoError, 422),
    (RequestError, 422),
    (Cancelled, 409),
    (BundleError, 500),
    (PredictorError, 500),
    (OutputError, 500),
    (GeolocatorError, 500),
]
_TITLES = {
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not found",
    405: "Method not allowed",
    409: "Conflict",
    413: "Too large",
    422: "Not acceptable",
    500: "Backend error",
}
_MOST_TARGETS = 32
_RECALL_BY = (
    "How a recall is reached: an area that holds enough of this photo's probability, or one area for every photo, read"
    " off the Recall vs Area curve of the bundle."
)

Scope = dict[str, Any]
Asgi = Callable[[Scope, Callable, Callable], Awaitable[None]]


def problem(error: GeolocatorError) -> api.Problem:
    """The problem document of an error."""
    status = _STATUS_BY_CODE.get(error.code) or next(s for kind, s in _STATUS_BY_ERROR if isinstance(error, kind))
    return api.Problem(title=_TITLES[status], status=status, detail=str(error), code=error.code)


def _problem_response(body: api.Problem, headers: dict[str, str] | None = None) -> Response:
    return JSONResponse(
        body.model_dump(), status_code=body.status, media_type="application/problem+json", headers=headers
    )


class Guard:
    """ASGI middleware: nothing passes without this launch's token and a loopback Host.

    The Host check stops a web page from reaching the backend through a name that it rebinds to 127.0.0.1; the
    token stops every other program of the machine.
    """

    def __init__(self, app: Asgi, token: str, port: int):
        self._app = app
        self._token = f"Bearer {token}".encode()
        self._hosts = {f"{name}:{port}".encode() for name in ("127.0.0.1", "localhost")}

    async def __call__(self, scope: Scope, receive: Callable, send: Callable) -> None:
        """Pass a request on, or answer it with a problem."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = [(name.lower(), value) for name, value in scope["headers"]]
        hosts = [value.lower() for name, value in headers if name == b"host"]
        tokens = [value for name, value in headers if name == b"authorization"]
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            error = RequestError("This address is not the backend's: use 127.0.0.1.", code="forbidden_host")
        elif len(tokens) != 1 or not hmac.compare_digest(tokens[0], self._token):
            error = RequestError("The token is missing or not the one of this launch.", code="unauthorized")
        else:
            await self._app(scope, receive, send)
            return
        await _problem_response(problem(error), {"Connection": "close"})(scope, receive, send)


def create_app(geolocator: Geolocator, jobs: Jobs) -> FastAPI:
    """The API without its guard."""
    app = FastAPI(
        title="Photo Geolocator backend",
        version=__version__,
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        description="Local API: a photo in, a probability map and search areas out. Every request carries the launch's"
        " token (`Authorization: Bearer ...`); every error is a problem document (RFC 9457).",
        responses={
            status: {
                "description": title,
                "content": {"application/problem+json": {"schema": api.Problem.model_json_schema()}},
            }
            for status, title in _TITLES.items()
            if status in (401, 403, 404, 422)
        },
    )

    @app.exception_handler(GeolocatorError)
    async def _geolocator_error(_request: Request, error: GeolocatorError) -> Response:
        return _problem_response(problem(error))

    @app.exception_handler(RequestValidationError)
    async def _validation_error(_request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:]) or "request"
        detail = f"The parameter '{where}' is not valid: {first['msg']}."
        return _problem_response(api.Problem(title=_TITLES[422], status=422, detail=detail, code="request_invalid"))

    @app.exception_handler(HTTPException)
    async def _http_exception(_request: Request, error: HTTPException) -> Response:
        code = {404: "not_found", 405: "method_not_allowed"}.get(error.status_code, "request_invalid")
        title = _TITLES.get(error.status_code, "Error")
        detail = {404: "There is nothing at this address.", 405: "This address does not take that method."}
        return _problem_response(
            api.Problem(
                title=title,
                status=error.status_code,
                detail=detail.get(error.status_code, str(error.detail)),
                code=code,
            ),
            dict(error.headers or {}),
        )

    @app.get("/v1/health", operation_id="health")
    def health() -> api.Health:
        """Whether the backend is ready."""
        return api.Health(status="ready", version=__version__, provider=geolocator.predictors.provider)

    @app.get("/v1/bundle", operation_id="bundle")
    def bundle() -> api.BundleInfo:
        """The bundle in use and what runs it."""
        return api.BundleInfo(**info.describe(geolocator))

    @app.post(
        "/v1/jobs",
        operation_id="submit_photo",
        status_code=202,
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
            }
        },
        responses={413: {"description": _TITLES[413]}},
    )
    async def submit(
        request: Request,
        name: Annotated[str, Query(max_length=1000, description="The photo's file name, for messages.")] = "photo",
        area_km2: Annotated[list[float] | None, Query(description="Area budgets; default: the presets.")] = None,
        recall: Annotated[list[float] | None, Query(description="Wanted recalls, between 0 and 1.")] = None,
        recall_by: Annotated[RecallBy, Query(description=_RECALL_BY)] = "photo",
    ) -> api.JobStatus:
        """Queue the photo whose bytes are the body."""
        targets = _targets(geolocator, area_km2 or [], recall or [], recall_by)
        job = jobs.new(name, targets)
        try:
            await _receive(request, job)
        except BaseException:
            await anyio.to_thread.run_sync(jobs.discard, job, abandon_on_cancel=True)
            raise
        jobs.submit(job)
        return _status(job)

    @app.get("/v1/jobs/{job_id}", operation_id="job_status")
    def status(job_id: str) -> api.JobStatus:
        """Where the photo is on its way."""
        return _status(jobs.get(job_id))

    @app.post("/v1/jobs/{job_id}/cancel", operation_id="cancel_job")
    def cancel(job_id: str) -> api.JobStatus:
        """Stop working on the photo; harmless when it has ended."""
        return _status(jobs.cancel(job_id))

    @app.delete("/v1/jobs/{job_id}", operation_id="remove_job", status_code=204, response_class=Response)
    def remove(job_id: str) -> Response:
        """Stop, and delete everything the job left."""
        jobs.remove(job_id)
        return Response(status_code=204)

    @app.get("/v1/jobs/{job_id}/result", operation_id="job_result", responses={409: {"model": api.Problem}})
    def result(job_id: str) -> api.Result:
        """The content of result.json."""
        job = jobs.get(job_id)
        result_file(job, "result.json")
        return api.Result.model_validate_json(job.result)

    @app.get(
        "/v1/jobs/{job_id}/files/{name}",
        operation_id="job_file",
        response_class=FileResponse,
        responses={409: {"model": api.Problem}},
    )
    def file(job_id: str, name: str) -> FileResponse:
        """A result file: heatmap.tif, search_areas.gpkg or result.json."""
        return FileResponse(result_file(jobs.get(job_id), name), media_type="application/octet-stream")

    @app.get(
        "/v1/jobs/{job_id}/search_area",
        operation_id="search_area",
        response_class=_GeoJson,
        response_model=api.SearchAreaFeatures,
        responses={409: {"model": api.Problem}},
    )
    def search_area(
        job_id: str,
        area_km2: Annotated[float | None, Query(description="An area budget.")] = None,
        recall: Annotated[float | None, Query(description="Or a wanted recall, between 0 and 1.")] = None,
        recall_by: Annotated[RecallBy, Query(description=_RECALL_BY)] = "photo",
    ) -> Response:
        """The search area of a done photo for any budget or recall, as GeoJSON."""
        if (area_km2 is None) == (recall is None):
            raise RequestError("Give either area_km2 or recall.")
        (target,) = _targets(geolocator, *([v] if v is not None else [] for v in (area_km2, recall)), recall_by)
        return _GeoJson(feature_collection(geolocator, jobs.search_area(job_id, target)))

    return app


class _GeoJson(JSONResponse):
    """GeoJSON that is text already. A JSONResponse, because only for such does FastAPI document the model."""

    media_type = "application/geo+json"

    def render(self, content: bytes) -> bytes:
        return content


def _targets(geolocator: Geolocator, areas: list[float], recalls: list[float], by: RecallBy) -> list[Target]:
    if len(areas) + len(recalls) > _MOST_TARGETS:
        raise RequestError(f"At most {_MOST_TARGETS} area budgets and recalls can be asked for at once.")
    targets = [area_target(a) for a in areas] + [geolocator.calibration.recall_target(r, by) for r in recalls]
    return targets or presets()


async def _receive(request: Request, job: Job) -> None:
    """Write the request's body to the job's folder; refuse an empty or too large one."""
    too_large = PhotoError(
        f"The photo '{job.name}' is larger than {MAX_BYTES // 10**6} MB: save it smaller.",
        code="photo_too_large",
    )
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > MAX_BYTES:
        raise too_large
    size = 0
    try:
        async with await anyio.open_file(job.photo_path, "wb") as file:
            async for block in request.stream():
                size += len(block)
                if size > MAX_BYTES:
                    raise too_large
                await file.write(block)
    except ClientDisconnect:
        raise RequestError(f"The photo '{job.name}' did not arrive whole: send it again.") from None
    except OSError as error:
        raise OutputError(f"The photo '{job.name}' can't be stored: check the disk's free space.") from error
    if not size:
        raise PhotoError(f"The photo '{job.name}' is empty: choose another file.", code="photo_empty")


def _status(job: Job) -> api.JobStatus:
    return api.JobStatus(
        id=job.id,
        name=job.name,
        state=job.state,
        stage=job.stage,
        progress=round(job.progress, 3),
        problem=problem(job.error) if job.error else None,
    )
