"""Maps: one or several done jobs with an analyst's choices, and the restrictions and priors that these are made of.

A map keeps what it is made of, a few hundred kilobytes. What it looks like is kept for the last few, and its files are
made when first asked for. A map goes with any of its jobs; the oldest go when there are many.
"""

from __future__ import annotations

import json
import math
import secrets
import shutil
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from . import api
from .calibration import RecallBy
from .choices import Choices, ChosenMap, choose
from .errors import OutputError, RequestError
from .geolocator import Clock, Geolocator, SearchArea
from .jobs import Job, Jobs, check_file
from .prior import Prior, read_prior
from .refined import Refined
from .restriction import Restriction, from_countries, from_geojson
from .result import describe_map, describe_position, write_files
from .search_area import Target, area_target, presets
from .turns import Turns

_KEPT_MAPS = 48
_KEPT_DRAWN = 4
_KEPT_RESTRICTIONS = 64
_KEPT_PRIORS = 8
_NOTE = (
    "The bundle's validation photos do not speak for this map, so no recall is promised: a recall is the share of the"
    " map's own probability."
)
_NOT_CALIBRATED = "This bundle was not calibrated: a recall is the share of the map's own probability."

Kept = TypeVar("Kept")


@dataclass(frozen=True)
class Map:
    """What a map is made of: jobs, what the predictors said of each one's photo, the choices; and what it tells."""

    id: str
    jobs: tuple[str, ...]
    photos: list[list[np.ndarray]] = field(repr=False)
    choices: Choices
    calibrated: bool
    info: api.MapInfo
    folder: Path


class Maps:
    """The maps, restrictions and priors of one backend; safe for several threads."""

    def __init__(self, geolocator: Geolocator, jobs: Jobs):
        self.geolocator = geolocator
        self._jobs = jobs
        self._folder = jobs.folder
        self._refined = Refined(geolocator.ground)
        self._restrictions: OrderedDict[str, Restriction] = OrderedDict()
        self._priors: OrderedDict[str, Prior] = OrderedDict()
        self._maps: OrderedDict[str, Map] = OrderedDict()
        self._drawn: OrderedDict[str, ChosenMap] = OrderedDict()
        self._lock = threading.Lock()
        self.reading = Turns(6)  # of what is sent: half a gigabyte while a prior is read
        self._drawing = jobs.drawing
        jobs.follow(self._remove_with_job)

    # --- restrictions and priors ------------------------------------------------------------------------------

    def new_path(self) -> Path:
        """A place for a body that is on its way, for the caller to delete."""
        return self._folder / f"sent-{secrets.token_hex(16)}"

    def restrict_to_polygons(self, path: Path, *, inside: bool, name: str = "") -> Restriction:
        """Keep a restriction to polygons in a GeoJSON file."""
        with self.reading.work():
            restriction = from_geojson(path.read_bytes(), inside=inside, name=name)
        return self._keep(self._restrictions, restriction, _KEPT_RESTRICTIONS)

    def restrict_to_countries(self, codes: list[str], *, inside: bool) -> Restriction:
        """Keep a restriction to countries."""
        with self.reading.turn():
            restriction = from_countries(codes, self.geolocator.places, inside=inside)
        return self._keep(self._restrictions, restriction, _KEPT_RESTRICTIONS)

    def add_prior(self, path: Path, name: str) -> Prior:
        """Read a raster and keep it as a prior."""
        with self.reading.work():
            prior = read_prior(path, name)
        return self._keep(self._priors, prior, _KEPT_PRIORS)

    def remove_restriction(self, restriction_id: str) -> None:
        """Forget a restriction; maps that have it keep it."""
        self._forget(self._restrictions, restriction_id, "restriction")

    def remove_prior(self, prior_id: str) -> None:
        """Forget a prior; maps that have it keep it."""
        self._forget(self._priors, prior_id, "prior")

    def _keep(self, kept: OrderedDict[str, Kept], item: Kept, most: int) -> Kept:
        with self._lock:
            kept[item.id] = item
            while len(kept) > most:
                kept.popitem(last=False)
        self._trim()
        return item

    def _forget(self, kept: OrderedDict[str, Kept], item_id: str, kind: str) -> None:
        with self._lock:
            self._find(kept, item_id, kind)
            del kept[item_id]
        self._trim()

    @staticmethod
    def _find(kept: OrderedDict[str, Kept], item_id: str, kind: str) -> Kept:
        if item_id not in kept:
            raise RequestError(
                f"There is no such {kind}: it was removed, or the backend was restarted; make it again.",
                code="not_found",
            )
        return kept[item_id]

    # --- maps -------------------------------------------------------------------------------------------------

    def create(self, request: api.MapRequest) -> api.MapInfo:
        """Make a map; RequestError when what it asks for is not there, contradicts itself, or leaves no place."""
        if len(set(request.jobs)) < len(request.jobs):
            raise RequestError("A photo is named twice: name each one once.")
        jobs = [self._jobs.done(job_id) for job_id in request.jobs]
        choices = self._choices(request)
        photos = [job.probabilities for job in jobs]
        with self._drawing.turn():
            chosen = self._choose(photos, choices)
        info = self._describe(jobs, choices, chosen)
        new = Map(
            info.id, tuple(request.jobs), photos, choices, chosen.calibrated, info, self._folder / f"map-{info.id}"
        )
        with self._lock:
            self._maps[new.id] = new
            oldest = list(self._maps)[: max(0, len(self._maps) - _KEPT_MAPS)]
        self._keep_drawn(new, chosen)
        for map_id in oldest:
            self._delete(map_id)
        # A job that was removed meanwhile did not find this map to take with it.
        for job in jobs:
            try:
                self._jobs.get(job.id)
            except RequestError:
                self._delete(new.id)
                raise
        return info

    def get(self, map_id: str) -> Map:
        """The map; RequestError with code `not_found` when there is none (any more)."""
        with self._lock:
            return self._find(self._maps, map_id, "map")

    def remove(self, map_id: str) -> None:
        """Delete a map and its files."""
        self.get(map_id)
        self._delete(map_id)

    def target(self, map_id: str, area_km2: float | None, recall: float | None, by: RecallBy) -> Target:
        """The target of an area budget or a recall; on a map that is not calibrated a recall is its own probability."""
        if (area_km2 is None) == (recall is None):
            raise RequestError("Give either area_km2 or recall.")
        if area_km2 is not None:
            return area_target(area_km2)
        if self.get(map_id).calibrated:
            return self.geolocator.calibration.recall_target(recall, by)
        if by == "curve":
            raise RequestError(
                "The Recall vs Area curve does not speak for a map with choices of your own: ask for an area in km2, or"
                " for a share of the map's probability.",
                code="recall_not_calibrated",
            )
        if not 0.0 < recall < 1.0 or not math.isfinite(recall):
            raise RequestError(f"The share {recall:g} is out of range: give a number between 0 and 1, such as 0.8.")
        return Target(f"{100 * recall:g}% of the probability", recall=recall, mass=recall)

    def search_area(self, map_id: str, target: Target) -> SearchArea:
        """The search area of a map for any target."""
        self.get(map_id)
        with self._drawing.turn():
            area = self._draw(self.get(map_id)).search_area(target)
        self.get(map_id)
        return area

    def position(self, map_id: str, lat: float, lon: float) -> dict[str, Any]:
        """What a map says of a position in degrees: the fields of `api.PositionReport`."""
        with self._drawing.turn():
            chosen = self._draw(self.get(map_id))
        return describe_position(self.geolocator, chosen.fused, chosen.best_point, lat, lon)

    def file(self, map_id: str, name: str) -> Path:
        """A file of a map; all are made when one is first asked for."""
        check_file(name)
        asked = self.get(map_id)
        with self._drawing.turn():
            if not (asked.folder / name).exists():
                try:
                    self._write(asked)
                except OutputError:
                    self.get(map_id)  # its folder is gone with it
                    raise
        try:
            self.get(map_id)
        except RequestError:
            shutil.rmtree(asked.folder, ignore_errors=True)
            raise
        return asked.folder / name

    def _choices(self, request: api.MapRequest) -> Choices:
        names = [member.name for member in self.geolocator.members]
        wanted = names if request.members is None else request.members
        for name in wanted:
            if name not in names:
                raise RequestError(f"The bundle has no member '{name[:40]}': it has {', '.join(names)}.")
        # In one order, so that the same priors find the same zones.
        asked = sorted(request.priors, key=lambda choice: choice.id)
        if len({choice.id for choice in asked}) < len(asked):
            raise RequestError("A prior is named twice: give it one weight.")
        with self._lock:
            priors = tuple((self._find(self._priors, choice.id, "prior"), choice.weight) for choice in asked)
            restriction = request.restriction and self._find(self._restrictions, request.restriction, "restriction")
        choices = Choices(tuple(name in wanted for name in names), restriction or None, priors)
        if not any(choices.on) and not any(weight for _, weight in priors):
            raise RequestError(
                "Nothing makes this map: switch on a member of the ensemble, or give a prior some weight.",
                code="no_members",
            )
        return choices

    def _choose(self, photos: list[list[np.ndarray]], choices: Choices) -> ChosenMap:
        return choose(self.geolocator, self._refined.get(choices.layers()), photos, choices)

    def _describe(self, jobs: list[Job], choices: Choices, chosen: ChosenMap) -> api.MapInfo:
        lat, lon = chosen.best_point
        calibrated_bundle = len(self.geolocator.calibration.mass_at_truth) > 0
        return api.MapInfo(
            id=secrets.token_hex(16),
            jobs=[job.id for job in jobs],
            members=[
                {"name": member.name, "on": on} for member, on in zip(self.geolocator.members, choices.on, strict=True)
            ],
            restriction=choices.restriction and restriction_fields(choices.restriction),
            priors=[{"id": prior.id, "name": prior.name, "weight": weight} for prior, weight in choices.priors],
            best_point={
                "lat": round(lat, 5),
                "lon": round(lon, 5),
                "place": self.geolocator.places.name_at(lat, lon).label,
            },
            calibrated=chosen.calibrated,
            note="" if chosen.calibrated else _NOTE if calibrated_bundle else _NOT_CALIBRATED,
            left=float(f"{min(chosen.left, 1.0):.6g}"),
        )

    def _draw(self, asked: Map) -> ChosenMap:
        with self._lock:
            chosen = self._drawn.get(asked.id)
        if chosen is None:
            chosen = self._choose(asked.photos, asked.choices)
        self._keep_drawn(asked, chosen)
        return chosen

    def _keep_drawn(self, asked: Map, chosen: ChosenMap) -> None:
        with self._lock:
            if asked.id in self._maps:
                self._drawn[asked.id] = chosen
                self._drawn.move_to_end(asked.id)
            while len(self._drawn) > _KEPT_DRAWN:
                self._drawn.popitem(last=False)
        self._trim()

    def _trim(self) -> None:
        """Let go of tables that no map and nothing that is kept needs, and of maps drawn on tables that went."""
        with self._lock:
            known = {*self._restrictions, *self._priors} if self._maps else set()
            known |= {layer_id for kept in self._maps.values() for layer_id, _ in kept.choices.layers()}
            self._refined.forget(known)
            for map_id in [map_id for map_id, chosen in self._drawn.items() if not self._refined.holds(chosen.ground)]:
                del self._drawn[map_id]

    def _remove_with_job(self, job_id: str) -> None:
        with self._lock:
            gone = [kept.id for kept in self._maps.values() if job_id in kept.jobs]
        for map_id in gone:
            self._delete(map_id)

    def _delete(self, map_id: str) -> None:
        with self._lock:
            gone = self._maps.pop(map_id, None)
            self._drawn.pop(map_id, None)
        self._trim()
        if gone is not None:
            shutil.rmtree(gone.folder, ignore_errors=True)

    def _write(self, asked: Map) -> None:
        results = [json.loads(self._jobs.done(job_id).result) for job_id in asked.jobs]
        clock = Clock()
        with clock.stage("fuse"):
            chosen = self._draw(asked)
        areas = []
        for target in presets():
            with clock.stage("search_areas"):
                areas.append(chosen.search_area(target))
        # The confidence is the best point's; choices move it.
        confidence = {
            "confidence": None,
            "unsure": None,
            "confidence_radius_km": None,
            "confidence_note": asked.info.note,
        }
        if asked.calibrated:
            confidence = {key: results[0][key] for key in confidence}
        choices = api.MapChoices.model_validate(asked.info.model_dump()).model_dump()
        result = describe_map(
            self.geolocator,
            photos=[result["photo"] for result in results],
            probabilities=[_product([photo[k] for photo in asked.photos]) for k in range(len(asked.choices.on))],
            exponents=[
                member.exponent if on else 0.0
                for member, on in zip(self.geolocator.members, asked.choices.on, strict=True)
            ],
            fused=chosen.fused,
            best_point=chosen.best_point,
            confidence=confidence,
            choices=choices,
            areas=areas,
            calibration=self.geolocator.calibration if asked.calibrated else None,
        )
        write_files(
            self.geolocator,
            chosen.fused,
            areas,
            result,
            asked.folder,
            lambda stage, share: None,
            clock,
            asked.choices.restriction,
        )


def restriction_fields(restriction: Restriction) -> dict[str, Any]:
    """The fields of `api.Restriction`."""
    return {
        "id": restriction.id,
        "label": restriction.label,
        "area_km2": round(restriction.area_km2, 3),
        "inside": restriction.inside,
    }


def _product(probabilities: list[np.ndarray]) -> np.ndarray:
    """What a predictor says of several photos of one place: the product (classes,) of what it says of each, summing to
    1; all 0 where they exclude one another.
    """
    if len(probabilities) == 1:
        return probabilities[0]
    with np.errstate(divide="ignore"):
        log_product = sum(np.log(p) for p in probabilities)
    if not np.isfinite(log_product.max()):
        return np.zeros_like(log_product)
    product = np.exp(log_product - log_product.max())
    return product / product.sum()
