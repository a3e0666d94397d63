"""Problem documents (RFC 9457): one table from the backend's errors to the HTTP status they become."""

from __future__ import annotations

from typing import Any

from fastapi.responses import JSONResponse, Response

from . import api
from .errors import (
    BundleError,
    BusyError,
    Cancelled,
    GeolocatorError,
    OutputError,
    PhotoError,
    PredictorError,
    RequestError,
)

_STATUS_BY_CODE = {
    "not_found": 404,
    "job_not_done": 409,
    "photo_too_large": 413,
    "restriction_too_large": 413,
    "prior_too_large": 413,
    "raster_too_large": 413,
    "request_too_large": 413,
    "unauthorized": 401,
    "forbidden_host": 403,
    "forbidden_page": 403,
    "too_slow": 408,
    "not_http": 400,
}
_STATUS_BY_ERROR: list[tuple[type[GeolocatorError], int]] = [
    (PhotoError, 422),
    (RequestError, 422),
    (BusyError, 429),
    (Cancelled, 409),
    (BundleError, 500),
    (PredictorError, 500),
    (OutputError, 500),
    (GeolocatorError, 500),
]
TITLES = {
    400: "Bad request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not found",
    405: "Method not allowed",
    408: "Too slow",
    409: "Conflict",
    413: "Too large",
    422: "Not acceptable",
    429: "Busy",
    500: "Backend error",
}


def problem(error: GeolocatorError) -> api.Problem:
    """The problem document of an error."""
    status = _STATUS_BY_CODE.get(error.code) or next(s for kind, s in _STATUS_BY_ERROR if isinstance(error, kind))
    return api.Problem(title=TITLES[status], status=status, detail=str(error), code=error.code)


def answer(error: GeolocatorError) -> Response:
    """The answer to a request that ended with an error."""
    body, headers = problem(error), {}
    if isinstance(error, BusyError):
        headers["Retry-After"] = str(error.retry_after)
    if body.status == 408:
        headers["Connection"] = "close"  # the rest of the request is not waited for
    return problem_response(body, headers)


def problem_response(body: api.Problem, headers: dict[str, str] | None = None) -> Response:
    """The answer that carries a problem document."""
    return JSONResponse(
        body.model_dump(), status_code=body.status, media_type="application/problem+json", headers=headers
    )


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What the OpenAPI document says of the problems that a request can end with."""
    content = {"application/problem+json": {"schema": api.Problem.model_json_schema()}}
    return {status: {"description": TITLES[status], "content": content} for status in statuses}
