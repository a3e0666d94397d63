"""What travels over HTTP: the models behind the OpenAPI document, shared by every end of the contract."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field


class Problem(BaseModel):
    """An error (RFC 9457): `detail` is one sentence for the person, `code` is stable and can be translated by."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str


class Health(BaseModel):
    """The backend is ready, and the ONNX Runtime provider that really runs."""

    status: Literal["ready"]
    version: str
    provider: str


class MemberInfo(BaseModel):
    """A predictor of the ensemble; exponent 1 is the paper's product."""

    name: str
    label: str
    kind: Literal["geolocation", "attribute"]
    classes: int
    exponent: float


class Preset(BaseModel):
    """An area budget: the area of a spherical cap."""

    radius_km: float
    area_km2: float
    label: str


class NetworkInfo(BaseModel):
    """A network as it really runs: the file, the precision that it computes in, and the execution provider."""

    name: str
    file: str
    precision: str
    provider: str


class BundleInfo(BaseModel):
    """The bundle in use, its card, and what runs it."""

    name: str
    version: str
    title: str
    license: str
    manifest_sha256: str
    members: list[MemberInfo]
    presets: list[Preset]
    highest_recall: float | None = Field(
        description="The highest recall that the bundle's validation photos support; null when it was not calibrated."
    )
    highest_recall_by_curve: float | None = Field(description="The same for recall_by=curve; null without a curve.")
    validation_photos: int = Field(description="How many photos are behind the calibration.")
    provider: str = Field(
        description="The ONNX Runtime execution provider that really runs; the CPU's where networks differ."
    )
    provider_note: str | None = Field(description="Why it is not a faster one, where there is something to say.")
    networks: list[NetworkInfo]
    versions: dict[str, str]
    card: str = Field(description="Markdown.")


class JobStatus(BaseModel):
    """Where a photo is on its way. `problem` is set when the job failed or was cancelled."""

    id: str
    name: str
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    stage: Literal["decode", "predict", "fuse", "search_areas", "heatmap"] | None
    progress: float = Field(ge=0, le=1)
    problem: Problem | None


class Position(BaseModel):
    """A position in degrees, WGS-84."""

    lat: float
    lon: float


class PhotoInfo(BaseModel):
    """The photo; width and height are the upright original's, `exif_position` is for comparison only."""

    name: str
    sha256: str
    width: int
    height: int
    format: str
    taken_at: str | None
    exif_position: Position | None


class BundleUsed(BaseModel):
    """The bundle that made a result."""

    name: str
    version: str
    manifest_sha256: str
    files: dict[str, str] = Field(description="The SHA-256 of each of the bundle's files, by name.")
    calibration: dict[str, Any] = Field(
        description="The manifest's calibration without its long lists; empty when the bundle was not calibrated."
    )


class BackendUsed(BaseModel):
    """The program that made a result."""

    version: str
    provider: str
    provider_note: str | None = Field(default=None, description="As in the bundle's description.")
    onnxruntime: str
    networks: list[NetworkInfo]


class BestPoint(Position):
    """The single best guess and the admin unit it lies in."""

    place: str


class ClassProbability(BaseModel):
    """One class of an attribute predictor."""

    name: str
    label: str
    probability: float


class Attribute(BaseModel):
    """What an attribute predictor said of the photo."""

    name: str
    label: str
    classes: list[ClassProbability]


class Region(BaseModel):
    """A connected region of a search area; lat, lon lie in its densest pixels; bbox = west, south, east, north."""

    rank: int
    place: str
    country: str
    area_km2: float
    probability: float
    lat: float
    lon: float
    bbox: tuple[float, float, float, float]


class SearchAreaInfo(BaseModel):
    """The answer to one area budget or recall; `regions` lists the likeliest 50."""

    target: Literal["area", "recall"]
    label: str
    budget_km2: float | None
    recall: float | None
    area_km2: float
    probability: float
    expected_recall: float | None = Field(
        description="Share of the bundle's validation photos whose truth lay in the densest area of this size (the"
        " Recall vs Area curve); null where the bundle has no curve."
    )
    region_count: int
    regions: list[Region]


class ResultFiles(BaseModel):
    """Names of the files beside result.json."""

    heatmap: str
    search_areas: str


class MemberChoice(BaseModel):
    """A member of the ensemble, and whether it counts."""

    name: str
    on: bool


class Restriction(BaseModel):
    """A part of the Earth to search (inside) or to leave out; area_km2: of its pixels, either way."""

    id: str
    label: str
    area_km2: float
    inside: bool


class Country(BaseModel):
    """A country that a map can be restricted to, by ISO 3166-1 alpha-2."""

    code: str
    name: str


class Prior(BaseModel):
    """An analyst's raster as a density; covered_km2: where it is above 0; note: how it was averaged and rounded."""

    id: str
    name: str
    covered_km2: float
    note: str


class PriorChoice(BaseModel):
    """A prior and the power to which its density is raised."""

    id: str
    weight: float = Field(ge=0, le=4, allow_inf_nan=False)


class NamedPriorChoice(PriorChoice):
    """The same with the prior's name."""

    name: str


class MapChoices(BaseModel):
    """What an analyst chose for a map."""

    members: list[MemberChoice]
    restriction: Restriction | None
    priors: list[NamedPriorChoice]


class MapRequest(BaseModel):
    """What a map is made of; members: those that count, null for all."""

    jobs: list[str] = Field(min_length=1, max_length=200)
    members: list[str] | None = Field(default=None, max_length=100)
    restriction: str | None = None
    priors: list[PriorChoice] = Field(default=[], max_length=8)


class MapInfo(MapChoices):
    """A map of one or several done jobs with an analyst's choices."""

    id: str
    jobs: list[str]
    best_point: BestPoint
    calibrated: bool = Field(description="Whether the bundle's validation photos speak for this map.")
    note: str = Field(description="What a recall means here, in one sentence; empty for a calibrated map.")
    left: float = Field(
        description="The probability that the map without the restriction gives to what the restriction leaves."
    )


class Truth(BaseModel):
    """A photo's EXIF position compared with the result: see `PositionReport`."""

    photo: str
    distance_km: float
    area_km2: float
    probability: float


class PositionReport(Position):
    """What a map says of a position."""

    density: float = Field(description="Probability per km2.")
    area_km2: float = Field(description="What must be searched, densest first, until the position is found.")
    probability: float = Field(description="Of the pixels at least as dense.")
    distance_km: float = Field(description="From the best point.")
    place: str


class Result(BaseModel):
    """What is known of where a photo was taken: the content of result.json."""

    schema_version: Literal[1]
    photo: PhotoInfo = Field(description="The first of the photos.")
    photos: list[PhotoInfo]
    bundle: BundleUsed
    backend: BackendUsed
    best_point: BestPoint
    confidence: float | None = Field(
        description="Calibrated probability that the truth is within confidence_radius_km; null, as are the next two,"
        " when the bundle was not calibrated."
    )
    unsure: bool | None
    confidence_radius_km: float | None
    confidence_note: str
    members: list[MemberInfo]
    attributes: list[Attribute] = Field(description="Of several photos: the product of what was said of each.")
    choices: MapChoices | None = Field(description="An analyst's choices; null for a job.")
    truth: list[Truth] = Field(description="Of each photo with an EXIF position; compared when all else was done.")
    search_areas: list[SearchAreaInfo]
    files: ResultFiles
    timings_ms: dict[str, float]


class MultiPolygon(BaseModel):
    """Longitudes and latitudes in degrees, EPSG:4326: shells counter-clockwise, holes kept, cut at the antimeridian."""

    type: Literal["MultiPolygon"]
    coordinates: list[list[list[tuple[float, float]]]]


class RegionProperties(BaseModel):
    """The fields of search_areas.gpkg; density is the mean probability per km2."""

    area_label: str
    target: Literal["area", "recall"]
    budget_km2: float | None
    recall: float | None
    rank: int
    place: str
    country: str
    area_km2: float
    probability: float
    density: float


class RegionFeature(BaseModel):
    """A region of a search area; id is its rank, bbox = west, south, east, north."""

    type: Literal["Feature"]
    id: int
    bbox: tuple[float, float, float, float]
    geometry: MultiPolygon
    properties: RegionProperties


class SearchAreaFeatures(BaseModel):
    """A search area as GeoJSON (RFC 7946): all its regions, likeliest first."""

    type: Literal["FeatureCollection"]
    search_area: SearchAreaInfo
    features: list[RegionFeature]
