"""Problem documents (RFC 9457): one table from the backend's errors to the HTTP status they become."""

from __future__ import annotations

from fastapi.responses import JSONResponse, Response

from . import api
from .errors import (
    BundleError,
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
TITLES = {
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not found",
    405: "Method not allowed",
    409: "Conflict",
    413: "Too large",
    422: "Not acceptable",
    500: "Backend error",
}


def problem(error: GeolocatorError) -> api.Problem:
    """The problem document of an error."""
    status = _STATUS_BY_CODE.get(error.code) or next(s for kind, s in _STATUS_BY_ERROR if isinstance(error, kind))
    return api.Problem(title=TITLES[status], status=status, detail=str(error), code=error.code)


def problem_response(body: api.Problem, headers: dict[str, str] | None = None) -> Response:
    """The answer that carries a problem document."""
    return JSONResponse(
        body.model_dump(), status_code=body.status, media_type="application/problem+json", headers=headers
    )
