"""The API's jobs: a photo in, its state, its result, its search areas."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from . import api
from .calibration import RecallBy
from .errors import BusyError, PhotoError, RequestError
from .geojson import feature_collection
from .geolocator import Geolocator
from .jobs import Job, Jobs, result_file
from .photo import MAX_BYTES
from .problems import documented, problem
from .search_area import Target, area_target, presets
from .web import BINARY_BODY, FileAnswer, GeoJson, Latitude, Longitude, discard, file_documented, receive

_MOST_TARGETS = 32
_MEDIA_TYPES = {".gpkg": "application/geopackage+sqlite3", ".tif": "image/tiff"}
RECALL_BY = (
    "How a recall is reached: an area that holds enough of this photo's probability, or one area for every photo, read"
    " off the Recall vs Area curve of the bundle."
)


def router(geolocator: Geolocator, jobs: Jobs) -> APIRouter:
    """The routes under /v1/jobs."""
    routes = APIRouter()

    @routes.post(
        "/v1/jobs",
        operation_id="submit_photo",
        status_code=202,
        openapi_extra=BINARY_BODY,
        responses=documented(408, 413, 429),
    )
    async def submit(
        request: Request,
        name: Annotated[str, Query(max_length=1000, description="The photo's file name, for messages.")] = "photo",
        area_km2: Annotated[list[float] | None, Query(description="Area budgets; default: the presets.")] = None,
        recall: Annotated[list[float] | None, Query(description="Wanted recalls, between 0 and 1.")] = None,
        recall_by: Annotated[RecallBy, Query(description=RECALL_BY)] = "photo",
    ) -> api.JobStatus:
        """Queue the photo whose bytes are the body."""
        targets = _targets(geolocator, area_km2 or [], recall or [], recall_by)
        what = f"The photo '{name}'"
        try:
            job = jobs.new(name, targets)
        except BusyError:
            await discard(request, what, MAX_BYTES, kind="photo")
            raise
        try:
            await receive(request, job.photo_path, what, MAX_BYTES, kind="photo", error=PhotoError)
        except BaseException:
            jobs.discard(job)  # not in a thread: there may be none to be had
            raise
        jobs.submit(job)
        return _status(job)

    @routes.get("/v1/jobs/{job_id}", operation_id="job_status")
    def status(job_id: str) -> api.JobStatus:
        """Where the photo is on its way."""
        return _status(jobs.get(job_id))

    @routes.post("/v1/jobs/{job_id}/cancel", operation_id="cancel_job")
    def cancel(job_id: str) -> api.JobStatus:
        """Stop working on the photo; harmless when it has ended."""
        return _status(jobs.cancel(job_id))

    @routes.delete("/v1/jobs/{job_id}", operation_id="remove_job", status_code=204, response_class=Response)
    def remove(job_id: str) -> Response:
        """Stop, and delete everything the job left."""
        jobs.remove(job_id)
        return Response(status_code=204)

    @routes.get("/v1/jobs/{job_id}/result", operation_id="job_result", responses=documented(409))
    def result(job_id: str) -> api.Result:
        """The content of result.json."""
        job = jobs.get(job_id)
        result_file(job, "result.json")
        return api.Result.model_validate_json(job.result)

    @routes.get(
        "/v1/jobs/{job_id}/files/{name}",
        operation_id="job_file",
        response_class=Response,
        responses=documented(409) | file_documented("application/octet-stream"),
    )
    def file(job_id: str, name: str) -> Response:
        """A result file: heatmap.tif, search_areas.gpkg or result.json."""
        return FileAnswer(result_file(jobs.get(job_id), name), "application/octet-stream")

    @routes.get(
        "/v1/jobs/{job_id}/search_area",
        operation_id="search_area",
        response_class=GeoJson,
        response_model=api.SearchAreaFeatures,
        responses=documented(409, 429),
    )
    def search_area(
        job_id: str,
        area_km2: Annotated[float | None, Query(description="An area budget.")] = None,
        recall: Annotated[float | None, Query(description="Or a wanted recall, between 0 and 1.")] = None,
        recall_by: Annotated[RecallBy, Query(description=RECALL_BY)] = "photo",
    ) -> Response:
        """The search area of a done photo for any budget or recall, as GeoJSON."""
        if (area_km2 is None) == (recall is None):
            raise RequestError("Give either area_km2 or recall.")
        (target,) = _targets(geolocator, *([v] if v is not None else [] for v in (area_km2, recall)), recall_by)
        area = jobs.search_area(job_id, target)
        return GeoJson(feature_collection(geolocator.places, area, geolocator.calibration))

    @routes.get("/v1/jobs/{job_id}/area_at", operation_id="job_area_at", responses=documented(409, 429))
    def area_at(job_id: str, lat: Latitude, lon: Longitude) -> api.PositionReport:
        """What the map of a done photo says of a position."""
        return api.PositionReport(**jobs.position(job_id, lat, lon))

    @routes.get(
        "/v1/jobs/{job_id}/members/{name}/map",
        operation_id="member_map",
        response_class=Response,
        responses=documented(409, 429) | file_documented(*_MEDIA_TYPES.values()),
    )
    def member_map(job_id: str, name: str) -> Response:
        """A member's own map: a GeoPackage of S2 cells, or a GeoTIFF of an attribute's classes."""
        path = jobs.member_map(job_id, name)
        return FileAnswer(path, _MEDIA_TYPES[path.suffix])

    return routes


def _targets(geolocator: Geolocator, areas: list[float], recalls: list[float], by: RecallBy) -> list[Target]:
    if len(areas) + len(recalls) > _MOST_TARGETS:
        raise RequestError(f"At most {_MOST_TARGETS} area budgets and recalls can be asked for at once.")
    targets = [area_target(a) for a in areas] + [geolocator.calibration.recall_target(r, by) for r in recalls]
    return targets or presets()


def _status(job: Job) -> api.JobStatus:
    return api.JobStatus(
        id=job.id,
        name=job.name,
        state=job.state,
        stage=job.stage,
        progress=round(job.progress, 3),
        problem=problem(job.error) if job.error else None,
    )
