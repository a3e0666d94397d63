"""The HTTP API: who may ask, what there is, and how it fails."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from fastapi import FastAPI, Request, Security
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.security import HTTPBearer
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from . import __version__, api, info, jobs_api, maps_api, rasters_api
from .errors import GeolocatorError, OutOfMemory, RequestError, is_out_of_memory
from .geolocator import Geolocator
from .jobs import Jobs
from .maps import Maps
from .problems import TITLES, answer, documented, problem_response
from .rasters import Rasters

Scope = dict[str, Any]
Asgi = Callable[[Scope, Callable, Callable], Awaitable[None]]


# Browsers put these on what web pages send, and no page can take them off.
_PAGE_HEADERS = {b"origin", b"sec-fetch-site"}


class Guard:
    """ASGI middleware: nothing passes without this launch's token and one of the server's own names as the Host.

    The Host check stops a web page from reaching the backend through a name that it rebinds to its address; whatever
    else a page sends is known by its headers, and the token stops everybody else. Of the port that a scheme has by
    itself, clients leave it out.
    """

    def __init__(
        self, app: Asgi, token: str, port: int, names: Iterable[str] = ("127.0.0.1", "localhost"), *, tls: bool = False
    ):
        self._app = app
        self._token = f"Bearer {token}".encode()
        self._hosts = {f"{name}:{port}".encode() for name in names}
        if port == (443 if tls else 80):
            self._hosts |= {name.encode() for name in names}

    async def __call__(self, scope: Scope, receive: Callable, send: Callable) -> None:
        """Pass a request on, or answer it with a problem."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            raise RuntimeError(f"The API speaks HTTP alone, not {scope['type']}.")
        headers = [(name.lower(), value) for name, value in scope["headers"]]
        hosts = [value.lower() for name, value in headers if name == b"host"]
        tokens = [value for name, value in headers if name == b"authorization"]
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            error = RequestError(
                "This is not one of the backend's names: use the address that it announced.", code="forbidden_host"
            )
        elif any(name in _PAGE_HEADERS for name, _ in headers):
            error = RequestError("The backend answers programs, not web pages.", code="forbidden_page")
        elif len(tokens) != 1 or not hmac.compare_digest(tokens[0], self._token):
            error = RequestError("The token is missing or not the one of this launch.", code="unauthorized")
        else:
            await self._app(scope, receive, send)
            return
        # What is left of the request is let pass by: cut off, many a client would see no answer.
        await answer(error)(scope, receive, send)


def create_app(geolocator: Geolocator, jobs: Jobs) -> FastAPI:
    """The API without its guard."""
    app = FastAPI(
        title="Photo Geolocator backend",
        version=__version__,
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        description="A photo in, a probability map and search areas out. Every request carries the launch's"
        " token (`Authorization: Bearer ...`); every error is a problem document (RFC 9457).",
        # The guard asks for the token; here it is documented.
        dependencies=[Security(HTTPBearer(auto_error=False, description="The launch's token."))],
        responses=documented(401, 403, 404, 422, 500),
        redirect_slashes=False,
    )

    @app.exception_handler(GeolocatorError)
    async def _geolocator_error(_request: Request, error: GeolocatorError) -> Response:
        return answer(error)

    @app.exception_handler(Exception)
    async def _fault(_request: Request, error: Exception) -> Response:
        if is_out_of_memory(error):
            return answer(OutOfMemory("the request"))
        # A fault of ours: it is raised again behind this answer, into the log.
        return answer(GeolocatorError("The backend failed on this request: see its log.", code="internal"))

    @app.exception_handler(RequestValidationError)
    async def _validation_error(_request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:]) or "request"
        detail = f"The parameter '{where}' is not valid: {first['msg']}."
        return problem_response(api.Problem(title=TITLES[422], status=422, detail=detail, code="request_invalid"))

    @app.exception_handler(HTTPException)
    async def _http_exception(request: Request, error: HTTPException) -> Response:
        if error.status_code == 405:
            # Starlette tells the method of one route; there may be several at an address.
            for path, operations in app.openapi()["paths"].items():
                if compile_path(path)[0].match(request.url.path):
                    error.headers = {"Allow": ", ".join(method.upper() for method in operations)}
        # Not `not_found`, which says that something has gone and may be made again.
        code = {404: "no_such_address", 405: "method_not_allowed"}.get(error.status_code, "request_invalid")
        title = TITLES.get(error.status_code, "Error")
        detail = {404: "There is nothing at this address.", 405: "This address does not take that method."}
        return problem_response(
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

    app.include_router(jobs_api.router(geolocator, jobs))
    app.include_router(maps_api.router(Maps(geolocator, jobs)))
    app.include_router(rasters_api.router(Rasters(geolocator.places, jobs.folder)))
    return app
