"""The API's maps: an analyst's restrictions and priors, and maps with them, with members off, or of several photos."""

from __future__ import annotations

from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import ValidationError

from . import api
from .calibration import RecallBy
from .errors import RequestError
from .geojson import feature_collection
from .maps import Maps, restriction_fields
from .prior import MAX_BYTES as MAX_PRIOR_BYTES
from .problems import documented
from .restriction import MAX_BYTES as MAX_RESTRICTION_BYTES
from .web import (
    BINARY_BODY,
    FileAnswer,
    GeoJson,
    Latitude,
    Longitude,
    discard,
    file_documented,
    json_body,
    read,
    received,
)

_MOST_COUNTRIES = 300
_MOST_JSON_BYTES = 1_000_000
_RECALL_BY = (
    "As for a job where the map is calibrated; elsewhere only 'photo', and the recall is a share of the map's own"
    " probability."
)


def router(maps: Maps) -> APIRouter:
    """The routes under /v1/restrictions, /v1/countries, /v1/priors and /v1/maps."""
    routes = APIRouter()

    @routes.get("/v1/countries", operation_id="countries")
    def countries() -> list[api.Country]:
        """The countries that a map can be restricted to, by name."""
        return [api.Country(code=code, name=name) for code, name in maps.geolocator.places.countries.items()]

    @routes.post(
        "/v1/restrictions",
        operation_id="add_restriction",
        status_code=201,
        openapi_extra={
            "requestBody": {"required": False, "content": {"application/geo+json": {"schema": {"type": "object"}}}}
        },
        responses=documented(408, 413, 429),
    )
    async def add_restriction(
        request: Request,
        inside: Annotated[bool, Query(description="Search inside; false: leave this part out.")] = True,
        country: Annotated[
            list[str] | None, Query(max_length=_MOST_COUNTRIES, description="ISO 3166-1 alpha-2; in place of a body.")
        ] = None,
        name: Annotated[
            str, Query(max_length=1000, description="What the polygons are called; not for countries.")
        ] = "",
    ) -> api.Restriction:
        """Keep a restriction: the body's polygons (GeoJSON, EPSG:4326), or countries with their coasts."""
        what, most_bytes = "The restriction", MAX_RESTRICTION_BYTES
        if country:
            if await discard(request, what, most_bytes, kind="restriction"):
                raise RequestError("Give either polygons or countries.")
            kept = await anyio.to_thread.run_sync(lambda: maps.restrict_to_countries(country, inside=inside))
        else:
            sent = received(request, maps.new_path(), maps.reading, what, most_bytes, kind="restriction")
            async with sent as path:
                kept = await anyio.to_thread.run_sync(lambda: maps.restrict_to_polygons(path, inside=inside, name=name))
        return api.Restriction(**restriction_fields(kept))

    @routes.delete(
        "/v1/restrictions/{restriction_id}",
        operation_id="remove_restriction",
        status_code=204,
        response_class=Response,
    )
    def remove_restriction(restriction_id: str) -> Response:
        """Forget a restriction; maps that have it keep it."""
        maps.remove_restriction(restriction_id)
        return Response(status_code=204)

    @routes.post(
        "/v1/priors",
        operation_id="add_prior",
        status_code=201,
        openapi_extra=BINARY_BODY,
        responses=documented(408, 413, 429),
    )
    async def add_prior(
        request: Request,
        name: Annotated[str, Query(max_length=1000, description="The raster's name, for messages.")] = "prior",
    ) -> api.Prior:
        """Keep a single-band GeoTIFF in any CRS as a prior."""
        what = f"The prior '{name}'"
        async with received(request, maps.new_path(), maps.reading, what, MAX_PRIOR_BYTES, kind="prior") as path:
            kept = await anyio.to_thread.run_sync(maps.add_prior, path, name)
        return api.Prior(id=kept.id, name=kept.name, covered_km2=round(kept.covered_km2, 3), note=kept.note)

    @routes.delete("/v1/priors/{prior_id}", operation_id="remove_prior", status_code=204, response_class=Response)
    def remove_prior(prior_id: str) -> Response:
        """Forget a prior; maps that have it keep it."""
        maps.remove_prior(prior_id)
        return Response(status_code=204)

    @routes.post(
        "/v1/maps",
        operation_id="create_map",
        status_code=201,
        openapi_extra=json_body(api.MapRequest),
        responses=documented(408, 409, 413, 429),
    )
    async def create(request: Request) -> api.MapInfo:
        """Fuse done jobs again with choices: members on and off, a restriction, priors; several photos of one place."""
        body = await read(request, "The request", _MOST_JSON_BYTES, kind="request")
        try:
            asked = api.MapRequest.model_validate_json(body)
        except ValidationError as error:
            raise RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in error.errors()]) from error
        return await anyio.to_thread.run_sync(maps.create, asked)

    @routes.get("/v1/maps/{map_id}", operation_id="map_info")
    def info(map_id: str) -> api.MapInfo:
        """What a map is made of and where it points."""
        return maps.get(map_id).info

    @routes.delete("/v1/maps/{map_id}", operation_id="remove_map", status_code=204, response_class=Response)
    def remove(map_id: str) -> Response:
        """Delete a map and its files."""
        maps.remove(map_id)
        return Response(status_code=204)

    @routes.get(
        "/v1/maps/{map_id}/search_area",
        operation_id="map_search_area",
        response_class=GeoJson,
        response_model=api.SearchAreaFeatures,
        responses=documented(409, 429),
    )
    def search_area(
        map_id: str,
        area_km2: Annotated[float | None, Query(description="An area budget.")] = None,
        recall: Annotated[float | None, Query(description="Or a wanted recall, between 0 and 1.")] = None,
        recall_by: Annotated[RecallBy, Query(description=_RECALL_BY)] = "photo",
    ) -> Response:
        """The search area of a map for any budget or recall, as GeoJSON."""
        area = maps.search_area(map_id, maps.target(map_id, area_km2, recall, recall_by))
        calibration = maps.geolocator.calibration if maps.get(map_id).calibrated else None
        return GeoJson(feature_collection(maps.geolocator.places, area, calibration))

    @routes.get("/v1/maps/{map_id}/area_at", operation_id="map_area_at", responses=documented(429))
    def area_at(map_id: str, lat: Latitude, lon: Longitude) -> api.PositionReport:
        """What a map says of a position."""
        return api.PositionReport(**maps.position(map_id, lat, lon))

    @routes.get(
        "/v1/maps/{map_id}/files/{name}",
        operation_id="map_file",
        response_class=Response,
        responses=documented(429) | file_documented("application/octet-stream"),
    )
    def file(map_id: str, name: str) -> Response:
        """A file of a map, as of a job: heatmap.tif, search_areas.gpkg or result.json; made when first asked for."""
        return FileAnswer(maps.file(map_id, name), "application/octet-stream")

    return routes
