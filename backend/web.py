"""What the resources of the API share: bodies received within limits, and answers that are files or GeoJSON."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Annotated, Any

import anyio
import anyio.to_thread
from fastapi import Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel
from starlette.requests import ClientDisconnect

from .errors import BusyError, GeolocatorError, OutputError, RequestError
from .turns import Turns

# A sender must bring this much in this time, a kilobyte a second: one that only keeps the connection is let go.
PATIENCE_S = 30.0
_LEAST_BYTES = 30_000
_BLOCK_BYTES = 2**18

Latitude = Annotated[float, Query(ge=-90, le=90, allow_inf_nan=False, description="In degrees.")]
Longitude = Annotated[float, Query(ge=-360, le=360, allow_inf_nan=False, description="In degrees.")]

_BINARY = {"schema": {"type": "string", "format": "binary"}}
BINARY_BODY = {"requestBody": {"required": True, "content": {"application/octet-stream": _BINARY}}}


def json_body(model: type[BaseModel]) -> dict[str, Any]:
    """What the OpenAPI document says of a JSON body; FastAPI would read a body of any size into memory."""
    schema = model.model_json_schema()
    models = schema.pop("$defs", {})

    def whole(node: Any) -> Any:
        if isinstance(node, dict):
            return (
                whole(models[node["$ref"].rsplit("/", 1)[1]])
                if "$ref" in node
                else {k: whole(v) for k, v in node.items()}
            )
        return [whole(each) for each in node] if isinstance(node, list) else node

    return {"requestBody": {"required": True, "content": {"application/json": {"schema": whole(schema)}}}}


class GeoJson(JSONResponse):
    """GeoJSON that is text already. A JSONResponse, because only for such does FastAPI document the model."""

    media_type = "application/geo+json"

    def render(self, content: bytes) -> bytes:
        """The content as it is."""
        return content


class FileAnswer(Response):
    """A result file, whole. It is opened at once, so that whoever removes it does not cut the answer short.

    Raises RequestError with code `not_found` when it was removed before.
    """

    def __init__(self, path: Path, media_type: str):
        try:
            self._file = path.open("rb")
        except FileNotFoundError:
            raise RequestError(
                "The file is not there any more: its photo's result or map was removed.", code="not_found"
            ) from None
        super().__init__(media_type=media_type)
        self.headers["content-length"] = str(os.fstat(self._file.fileno()).st_size)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Send the file in blocks."""
        with self._file as file:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            while block := await anyio.to_thread.run_sync(file.read, _BLOCK_BYTES):
                await send({"type": "http.response.body", "body": block, "more_body": True})
            await send({"type": "http.response.body"})


def file_documented(*media_types: str) -> dict[int | str, dict[str, Any]]:
    """What the OpenAPI document says of an answer that is a file."""
    return {200: {"description": "The file.", "content": dict.fromkeys(media_types, _BINARY)}}


async def receive(
    request: Request, path: Path, what: str, most_bytes: int, *, kind: str, error: type[GeolocatorError] = RequestError
) -> None:
    """Write a request's body to a file; refuse an empty or too large one, and one that comes too slowly.

    what: the body in words that begin a sentence, such as "The photo 'a.jpg'". Raises `error` with the code
    `{kind}_too_large` or `{kind}_empty`; RequestError when the sender hangs up, for nobody would hear what became of
    it, or with the code `too_slow`; OutputError for a full disk.
    """
    size = 0
    try:
        async with await anyio.open_file(path, "wb") as file:
            async for block in _blocks(request, what, most_bytes, kind, error):
                size += len(block)
                await file.write(block)
    except OSError as fault:
        raise OutputError(f"{what} can't be stored: check the disk's free space.") from fault
    if not size:
        raise error(f"{what} is empty: choose another file.", code=f"{kind}_empty")
    if await request.is_disconnected():
        raise _not_whole(what)


async def read(request: Request, what: str, most_bytes: int, *, kind: str) -> bytes:
    """A request's small body; raises RequestError as `receive` does."""
    return b"".join([block async for block in _blocks(request, what, most_bytes, kind, RequestError)])


async def discard(request: Request, what: str, most_bytes: int, *, kind: str) -> int:
    """Let a body that is not wanted come to its end: many a client reads no answer before it has sent everything.

    Returns its size in bytes; raises RequestError as `receive` does.
    """
    return sum([len(block) async for block in _blocks(request, what, most_bytes, kind, RequestError)])


@asynccontextmanager
async def received(
    request: Request, path: Path, turns: Turns, what: str, most_bytes: int, *, kind: str
) -> AsyncIterator[Path]:
    """A request's body as a file at `path`, which goes with the block; and a place for the work on it.

    Raises what `receive` raises, and BusyError when there is no place.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(turns.place())
        except BusyError:
            await discard(request, what, most_bytes, kind=kind)
            raise
        try:
            await receive(request, path, what, most_bytes, kind=kind)
            yield path
        finally:
            with suppress(OSError):
                path.unlink()


async def _blocks(
    request: Request, what: str, most_bytes: int, kind: str, error: type[GeolocatorError]
) -> AsyncIterator[bytes]:
    too_large = error(f"{what} is larger than {most_bytes // 10**6} MB: save it smaller.", code=f"{kind}_too_large")
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > most_bytes:
        raise too_large
    size = wanted = 0
    deadline = anyio.current_time()
    stream = request.stream()
    while True:
        if size >= wanted:
            wanted, deadline = size + _LEAST_BYTES, anyio.current_time() + PATIENCE_S
        try:
            with anyio.fail_after(deadline - anyio.current_time()):
                block = await anext(stream, None)
        except TimeoutError:
            raise RequestError(f"{what} came too slowly: send it again.", code="too_slow") from None
        except ClientDisconnect:
            raise _not_whole(what) from None
        if block is None:
            return
        size += len(block)
        if size > most_bytes:
            raise too_large
        yield block


def _not_whole(what: str) -> RequestError:
    return RequestError(f"{what} did not arrive whole: send it again.")
