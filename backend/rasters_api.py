"""The API's rasters: anybody's density in, its search areas out, at its own resolution."""

from __future__ import annotations

from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from . import api
from .geojson import feature_collection
from .problems import documented
from .raster_file import Values
from .rasters import Rasters
from .web import BINARY_BODY, GeoJson, received

_MOST_BYTES = 10**9


class RasterInfo(BaseModel):
    """A raster that can be searched."""

    id: str
    name: str
    width: int
    height: int
    crs: str = Field(description='Such as "EPSG:3857"; the name of a coordinate system without a code.')
    area_km2: float = Field(description="Of the pixels with a value above 0: the largest search area there is.")
    total: float = Field(
        description="What the values sum up to, times km2 where they are densities: they are divided by it."
    )


def router(rasters: Rasters) -> APIRouter:
    """The routes under /v1/rasters."""
    routes = APIRouter()

    @routes.post(
        "/v1/rasters",
        operation_id="add_raster",
        status_code=201,
        openapi_extra=BINARY_BODY,
        responses=documented(408, 413, 429),
    )
    async def add(
        request: Request,
        name: Annotated[str, Query(max_length=1000, description="The raster's name, for messages.")] = "raster",
        band: Annotated[int, Query(ge=1, description="Which of its bands.")] = 1,
        values: Annotated[
            Values, Query(description="Whether a value is a probability per area, in any unit, or of its pixel.")
        ] = "density",
    ) -> RasterInfo:
        """Keep the raster whose bytes, a GeoTIFF's, are the body. Negative values and nodata count 0."""
        what = f"The raster '{name}'"
        async with received(request, rasters.new_path(), rasters.turns, what, _MOST_BYTES, kind="raster") as path:
            sent = await anyio.to_thread.run_sync(rasters.add, path, name, band, values)
        raster = sent.file
        return RasterInfo(
            id=sent.id,
            name=sent.name,
            width=raster.width,
            height=raster.height,
            crs=raster.crs,
            area_km2=raster.raster.area_km2,
            total=raster.raster.total,
        )

    @routes.get(
        "/v1/rasters/{raster_id}/search_area",
        operation_id="raster_search_area",
        response_class=GeoJson,
        response_model=api.SearchAreaFeatures,
        responses=documented(429),
    )
    def search_area(
        raster_id: str,
        area_km2: Annotated[float | None, Query(description="An area budget.")] = None,
        recall: Annotated[
            float | None, Query(description="Or a share of the raster's own probability, between 0 and 1.")
        ] = None,
    ) -> Response:
        """The densest pixels for any budget or recall, as GeoJSON in EPSG:4326."""
        return GeoJson(feature_collection(rasters.places, rasters.search_area(raster_id, area_km2, recall), None))

    @routes.get("/v1/rasters/{raster_id}/area_at", operation_id="raster_area_at", responses=documented(429))
    def area_at(
        raster_id: str,
        lat: Annotated[float, Query(ge=-90, le=90, description="Degrees.")],
        lon: Annotated[float, Query(ge=-180, le=180, description="Degrees.")],
    ) -> api.PositionReport:
        """How much must be searched, densest first, until a place is found; the distance is from the densest pixel."""
        standing = rasters.standing(raster_id, lat, lon)
        return api.PositionReport(
            lat=lat,
            lon=lon,
            density=standing.density,
            area_km2=standing.area_km2,
            probability=standing.probability,
            distance_km=standing.distance_km,
            place=rasters.places.name_at(lat, lon).label,
        )

    @routes.delete("/v1/rasters/{raster_id}", operation_id="remove_raster", status_code=204, response_class=Response)
    def remove(raster_id: str) -> Response:
        """Forget the raster."""
        rasters.remove(raster_id)
        return Response(status_code=204)

    return routes
