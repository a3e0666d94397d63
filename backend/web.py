"""What the resources of the API share: bodies received into files, and GeoJSON answers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import anyio
from fastapi import Query, Request
from fastapi.responses import JSONResponse
from starlette.requests import ClientDisconnect

from .errors import GeolocatorError, OutputError, RequestError

Latitude = Annotated[float, Query(ge=-90, le=90, allow_inf_nan=False, description="In degrees.")]
Longitude = Annotated[float, Query(ge=-360, le=360, allow_inf_nan=False, description="In degrees.")]

BINARY_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class GeoJson(JSONResponse):
    """GeoJSON that is text already. A JSONResponse, because only for such does FastAPI document the model."""

    media_type = "application/geo+json"

    def render(self, content: bytes) -> bytes:
        """The content as it is."""
        return content


async def receive(
    request: Request, path: Path, what: str, most_bytes: int, *, kind: str, error: type[GeolocatorError] = RequestError
) -> None:
    """Write a request's body to a file; refuse an empty or too large one.

    what: the body in words that begin a sentence, such as "The photo 'a.jpg'". Raises `error` with the code
    `{kind}_too_large` or `{kind}_empty`, RequestError when the sender stops half-way, OutputError for a full disk.
    """
    too_large = error(f"{what} is larger than {most_bytes // 10**6} MB: save it smaller.", code=f"{kind}_too_large")
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > most_bytes:
        raise too_large
    size = 0
    try:
        async with await anyio.open_file(path, "wb") as file:
            async for block in request.stream():
                size += len(block)
                if size > most_bytes:
                    raise too_large
                await file.write(block)
    except ClientDisconnect:
        raise RequestError(f"{what} did not arrive whole: send it again.") from None
    except OSError as fault:
        raise OutputError(f"{what} can't be stored: check the disk's free space.") from fault
    if not size:
        raise error(f"{what} is empty: choose another file.", code=f"{kind}_empty")
