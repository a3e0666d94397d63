"""Typed views of what the backend answers: jobs, bundle info, results.

Each `from_json` takes decoded JSON and raises `ProtocolError` when a part of the contract is missing or has
another type; unknown members are ignored, so an older plugin reads a newer backend of the same schema
version. Coordinates are degrees in EPSG:4326, areas km2, probabilities 0..1, densities probability per km2.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from . import labels
from .errors import ProblemError, ProtocolError
from .translation import tr, translated

SCHEMA_VERSION = 1
NUMBER = (int, float)
TELLING_PROBABILITY = 0.25
FINAL_STATES = ("done", "failed", "cancelled")


def decode(body: bytes) -> dict:
    """Return the JSON object in `body`; raise `ProtocolError` when it is anything else."""
    try:
        value = json.loads(body.decode("utf-8"))
    except ValueError as error:
        raise ProtocolError(
            tr("The backend's answer is not readable JSON; update the plugin and its backend together.")
        ) from error
    if not isinstance(value, dict):
        raise ProtocolError(
            tr("The backend's answer is not a JSON object; update the plugin and its backend together.")
        )
    return value


def lacks(key: str) -> ProtocolError:
    """Return the error of an answer whose member `key` is missing or of another type."""
    return ProtocolError(
        tr("The backend's answer lacks a usable “{key}”; update the plugin and its backend together.").format(key=key)
    )


def read_key(source: Any, key: str, kind: type | tuple, *, optional: bool = False) -> Any:
    """Return the member `key` of a JSON object; raise `ProtocolError` unless it is there and of a `kind`."""
    value = source.get(key) if isinstance(source, dict) else None
    if value is None and optional:
        return None
    # bool is an int to Python, but never a number to the contract
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise lacks(key)
    return value


def read_number(source: Any, key: str) -> float | None:
    """Return an optional number."""
    value = read_key(source, key, NUMBER, optional=True)
    return None if value is None else float(value)


def _or_null(source: Any, key: str, kind: type | tuple) -> Any:
    """Return a member that must be there, but may be null."""
    return read_key(source, key, kind, optional=isinstance(source, dict) and key in source)


def identifier(value: dict) -> str:
    """Return the id that the backend gave to what it was sent."""
    return read_key(value, "id", str)


def problem_from_json(value: dict, status: int = 0) -> ProblemError:
    """Return the problem document `value` as an error; `status` stands in where the document has none."""
    return ProblemError(
        translated(read_key(value, "detail", str)),
        code=read_key(value, "code", str),
        status=read_key(value, "status", int, optional=True) or status,
    )


@dataclass(frozen=True)
class Job:
    """One photo on its way through the backend; `progress` is 0..1."""

    id: str
    state: str
    stage: str | None
    progress: float
    problem: ProblemError | None

    @property
    def is_final(self) -> bool:
        """True once the state can't change any more."""
        return self.state in FINAL_STATES

    @classmethod
    def from_json(cls, value: dict) -> Job:
        """Read a Job of the contract."""
        problem = read_key(value, "problem", dict, optional=True)
        return cls(
            id=read_key(value, "id", str),
            state=read_key(value, "state", str),
            stage=read_key(value, "stage", str, optional=True),
            progress=min(1.0, max(0.0, float(read_key(value, "progress", NUMBER)))),
            problem=problem_from_json(problem) if problem else None,
        )


@dataclass(frozen=True)
class Network:
    """A network as it really runs: its file's name, the precision that it computes in, the execution provider."""

    name: str
    file: str
    precision: str
    provider: str

    @classmethod
    def from_json(cls, value: dict) -> Network:
        """Read a network of the contract."""
        return cls(*(read_key(value, key, str) for key in ("name", "file", "precision", "provider")))


@dataclass(frozen=True)
class BundleInfo:
    """The bundle the backend works with, and the execution provider that really runs.

    `highest_recall` is the highest that can be promised for a photo, `validation_photos` the number of photos
    behind it; None where the backend does not tell. `provider_note` says why no faster provider runs, if there is
    something to say; `versions` are those of the backend and what it is built on.
    """

    name: str
    version: str
    title: str
    provider: str
    highest_recall: float | None = None
    validation_photos: int | None = None
    manifest_sha256: str = ""
    license: str = ""
    provider_note: str = ""
    networks: tuple = ()
    versions: dict = field(default_factory=dict)

    @classmethod
    def from_json(cls, value: dict) -> BundleInfo:
        """Read the answer of `/v1/bundle`."""
        return cls(
            *(read_key(value, key, str) for key in ("name", "version", "title", "provider")),
            highest_recall=read_number(value, "highest_recall"),
            validation_photos=read_key(value, "validation_photos", int, optional=True),
            manifest_sha256=read_key(value, "manifest_sha256", str, optional=True) or "",
            license=read_key(value, "license", str, optional=True) or "",
            provider_note=read_key(value, "provider_note", str, optional=True) or "",
            networks=tuple(Network.from_json(one) for one in read_key(value, "networks", list, optional=True) or ()),
            versions={
                str(name): str(version)
                for name, version in (read_key(value, "versions", dict, optional=True) or {}).items()
            },
        )


@dataclass(frozen=True)
class Position:
    """A point on the Earth, with a place name when one is known."""

    lat: float
    lon: float
    place: str = ""

    @classmethod
    def from_json(cls, value: dict) -> Position:
        """Read a position of the contract."""
        return cls(
            float(read_key(value, "lat", NUMBER)),
            float(read_key(value, "lon", NUMBER)),
            read_key(value, "place", str, optional=True) or "",
        )


@dataclass(frozen=True)
class Region:
    """One connected part of a search area; `bbox` is west, south, east, north in degrees."""

    rank: int
    place: str
    country: str
    area_km2: float
    probability: float
    position: Position
    bbox: tuple

    @classmethod
    def from_json(cls, value: dict) -> Region:
        """Read a region of the contract."""
        bbox = read_key(value, "bbox", list)
        if len(bbox) != 4 or not all(isinstance(edge, NUMBER) for edge in bbox):
            raise lacks("bbox")
        return cls(
            rank=read_key(value, "rank", int),
            place=read_key(value, "place", str, optional=True) or "",
            country=read_key(value, "country", str, optional=True) or "",
            area_km2=float(read_key(value, "area_km2", NUMBER)),
            probability=float(read_key(value, "probability", NUMBER)),
            position=Position.from_json(value),
            bbox=tuple(float(edge) for edge in bbox),
        )


@dataclass(frozen=True)
class SearchArea:
    """The most probable ground within one area budget, or up to one recall.

    One of `budget_km2` and `recall` says what was asked for. `expected_recall` is the share of the bundle's
    validation photos whose truth lay in the densest area of this size, None where the bundle has no such curve.
    """

    label: str
    area_km2: float
    probability: float
    region_count: int
    regions_json: str = field(repr=False)
    budget_km2: float | None = None
    recall: float | None = None
    expected_recall: float | None = None

    @classmethod
    def from_json(cls, value: dict) -> SearchArea:
        """Read a search area of the contract."""
        regions = read_key(value, "regions", list)
        for region in regions:
            Region.from_json(region)
        return cls(
            label=read_key(value, "label", str),
            area_km2=float(read_key(value, "area_km2", NUMBER)),
            probability=float(read_key(value, "probability", NUMBER)),
            region_count=read_key(value, "region_count", int),
            regions_json=json.dumps(regions, ensure_ascii=False),
            budget_km2=read_number(value, "budget_km2"),
            recall=read_number(value, "recall"),
            expected_recall=read_number(value, "expected_recall"),
        )

    @property
    def regions(self) -> tuple:
        """The regions, by rank, made when they are asked for.

        Objects by the hundred for each photo of a folder would have Python's garbage collector look through all of
        QGIS's objects every now and then, and its window waits for that: 60 ms. A text it doesn't look at.
        """
        return tuple(Region.from_json(region) for region in json.loads(self.regions_json))


def narrowest_first(areas: Iterable[SearchArea]) -> tuple:
    """Return search areas by their size: budgets and recalls come apart, and both are drawn in one order."""
    return tuple(sorted(areas, key=lambda area: area.area_km2))


@dataclass(frozen=True)
class AttributeClass:
    """One class of an attribute map, with the probability a predictor gave it."""

    label: str
    probability: float


@dataclass(frozen=True)
class Attribute:
    """What an attribute predictor says of the photo; `classes` keep the map's order."""

    label: str
    classes: tuple

    @property
    def best(self) -> AttributeClass | None:
        """The most probable class."""
        return max(self.classes, key=lambda one: one.probability, default=None)

    @classmethod
    def from_json(cls, value: dict) -> Attribute:
        """Read an attribute of the contract."""
        classes = (
            AttributeClass(labels.name(read_key(one, "label", str)), float(read_key(one, "probability", NUMBER)))
            for one in read_key(value, "classes", list)
        )
        return cls(labels.name(read_key(value, "label", str)), tuple(classes))


@dataclass(frozen=True)
class Member:
    """One predictor of the ensemble, with the exponent it entered with."""

    name: str
    label: str
    kind: str
    exponent: float

    @classmethod
    def from_json(cls, value: dict) -> Member:
        """Read a member of the contract."""
        return cls(
            name=read_key(value, "name", str),
            label=labels.name(read_key(value, "label", str)),
            kind=read_key(value, "kind", str),
            exponent=float(read_key(value, "exponent", NUMBER)),
        )


@dataclass(frozen=True)
class Photo:
    """The photo as the backend decoded it; `exif_position` is for comparison only, no predictor saw it."""

    name: str
    sha256: str
    taken_at: str | None
    exif_position: Position | None

    @classmethod
    def from_json(cls, value: dict) -> Photo:
        """Read the photo of a result."""
        exif = read_key(value, "exif_position", dict, optional=True)
        return cls(
            name=read_key(value, "name", str),
            sha256=read_key(value, "sha256", str),
            taken_at=read_key(value, "taken_at", str, optional=True),
            exif_position=Position.from_json(exif) if exif else None,
        )


@dataclass(frozen=True)
class AreaAt:
    """A place on a density.

    `area_km2` is what must be searched, densest first, until the place is found (Algorithm 3), `probability` that
    area's, `distance_km` from the best point or the densest pixel; `place` is its name, empty when none is known.
    """

    area_km2: float
    probability: float
    distance_km: float
    place: str

    @classmethod
    def from_json(cls, value: dict) -> AreaAt:
        """Read the answer of `area_at`."""
        numbers = (float(read_key(value, key, NUMBER)) for key in ("area_km2", "probability", "distance_km"))
        return cls(*numbers, read_key(value, "place", str, optional=True) or "")


@dataclass(frozen=True)
class Truth:
    """The result against the position that the EXIF of the photo called `photo` claims, compared when all was done.

    `distance_km` from the best point, `area_km2` searched, densest first, until the position is found, and the
    `probability` of that area.
    """

    photo: str
    distance_km: float
    area_km2: float
    probability: float

    @classmethod
    def from_json(cls, value: dict) -> Truth:
        """Read one entry of a result's `truth`."""
        numbers = (float(read_key(value, key, NUMBER)) for key in ("distance_km", "area_km2", "probability"))
        return cls(read_key(value, "photo", str), *numbers)


def _confidence_note(value: dict) -> str:
    """Return what the confidence means, the backend's sentence in QGIS's language."""
    confidence, radius_km = (_or_null(value, key, NUMBER) for key in ("confidence", "confidence_radius_km"))
    if confidence is None or radius_km is None:
        return translated(read_key(value, "confidence_note", str, optional=True) or "")
    return tr(
        "Of photos that look as clear as this one, about {percent:.0f} % were taken within {radius:g} km of the best "
        "point."
    ).format(percent=100 * min(confidence, 0.99), radius=radius_km)


@dataclass(frozen=True)
class Result:
    """Everything the backend found out about one photo.

    `confidence`, its radius and `unsure` are None where the bundle was not calibrated; `truth` has an entry for
    each photo with an EXIF position. `photos` are all that a map of several was made of, `photo` is the first;
    `choices` are an analyst's, as the contract's JSON, None where there are none. `bundle_files` maps the bundle's
    files to their SHA-256, `calibration` is the manifest's without its long lists; both are empty where the backend
    does not tell. `backend_host` is the remote host that computed it, empty for this machine, None where nobody noted
    it.
    """

    photo: Photo
    bundle_name: str
    bundle_version: str
    bundle_sha256: str
    backend_version: str
    provider: str
    best_point: Position
    confidence: float | None
    confidence_radius_km: float | None
    confidence_note: str
    unsure: bool | None
    members: tuple
    attributes: tuple
    search_areas: tuple
    truth: tuple = ()
    onnxruntime: str = ""
    provider_note: str = ""
    networks: tuple = ()
    bundle_files: dict = field(default_factory=dict)
    calibration: dict = field(default_factory=dict)
    photos: tuple = ()
    choices: dict | None = None
    backend_host: str | None = None

    @property
    def restriction(self) -> dict | None:
        """What the analyst restricted the search to, or left out, as the contract's JSON."""
        return (self.choices or {}).get("restriction")

    @property
    def telling_area(self) -> SearchArea | None:
        """The search area to look at first: the narrowest that holds a fair share of the probability."""
        telling = (area for area in self.search_areas if area.probability >= TELLING_PROBABILITY)
        return next(telling, self.search_areas[-1] if self.search_areas else None)

    @classmethod
    def from_json(cls, value: dict) -> Result:
        """Read `result.json`."""
        version = read_key(value, "schema_version", int)
        if version != SCHEMA_VERSION:
            raise ProtocolError(
                tr(
                    "The backend's result has schema version {version}, this plugin reads {readable}; update the "
                    "plugin and its backend together."
                ).format(version=version, readable=SCHEMA_VERSION)
            )
        bundle = read_key(value, "bundle", dict)
        backend = read_key(value, "backend", dict)
        return cls(
            photo=Photo.from_json(read_key(value, "photo", dict)),
            bundle_name=read_key(bundle, "name", str),
            bundle_version=read_key(bundle, "version", str),
            bundle_sha256=read_key(bundle, "manifest_sha256", str),
            backend_version=read_key(backend, "version", str),
            provider=read_key(backend, "provider", str),
            best_point=Position.from_json(read_key(value, "best_point", dict)),
            confidence=_or_null(value, "confidence", NUMBER),
            confidence_radius_km=_or_null(value, "confidence_radius_km", NUMBER),
            confidence_note=_confidence_note(value),
            unsure=_or_null(value, "unsure", bool),
            members=tuple(Member.from_json(one) for one in read_key(value, "members", list)),
            attributes=tuple(Attribute.from_json(one) for one in read_key(value, "attributes", list)),
            search_areas=narrowest_first(SearchArea.from_json(one) for one in read_key(value, "search_areas", list)),
            truth=tuple(Truth.from_json(one) for one in read_key(value, "truth", list, optional=True) or ()),
            onnxruntime=read_key(backend, "onnxruntime", str, optional=True) or "",
            provider_note=read_key(backend, "provider_note", str, optional=True) or "",
            networks=tuple(Network.from_json(one) for one in read_key(backend, "networks", list, optional=True) or ()),
            bundle_files=read_key(bundle, "files", dict, optional=True) or {},
            calibration=read_key(bundle, "calibration", dict, optional=True) or {},
            photos=tuple(Photo.from_json(one) for one in read_key(value, "photos", list, optional=True) or ()),
            choices=read_key(value, "choices", dict, optional=True),
            backend_host=read_key(backend, "host", str, optional=True),
        )
