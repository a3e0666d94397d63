"""The way a photo travels: predictors, ensemble, search areas. One object holds what a bundle needs, ready to use."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from .bundle import Bundle
from .bundle_contents import check_contents
from .calibration import Calibration
from .confidence import Confidence, best_point
from .ensemble import Fused, Member, fuse
from .errors import BundleError
from .network import Provider
from .partition import read_partition
from .photo import Photo
from .places import Places
from .predictor import Predictors
from .refined import Ground
from .search_area import Centres, Pieces, Regions, Target, regions, select
from .zone_cache import load_or_build, map_source, partition_source
from .zones import ZoneTable

_BLAS = 256  # rows and columns of a product that is large enough for OpenBLAS to take its buffers for it

# Called when a stage begins (decode, predict, fuse, search_areas, heatmap), with its name and the share of the work
# done; raises Cancelled to stop.
Progress = Callable[[str, float], None]


class Clock:
    """Milliseconds spent in named stages."""

    def __init__(self) -> None:
        self.ms: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time of a block to a stage."""
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.ms[name] = round(self.ms.get(name, 0.0) + 1e3 * (time.perf_counter() - begin), 1)


@dataclass(frozen=True)
class SearchArea:
    """The regions that answer one target."""

    target: Target
    regions: Regions


@dataclass(frozen=True)
class Geolocation:
    """What is known of where one photo was taken.

    probabilities[k]: (classes,) of predictor k, in the bundle's order; fused: the ensemble's map; best_point: lat,
    lon in degrees, the geolocation predictor's best guess; confidence: probability that the truth lies within
    `Confidence.radius_km` of it, None where the bundle was not calibrated.
    """

    photo: Photo
    probabilities: list[np.ndarray]
    fused: Fused
    best_point: tuple[float, float]
    confidence: float | None
    search_areas: list[SearchArea]
    clock: Clock = field(repr=False)


class Geolocator:
    """A bundle made ready: networks loaded, zones tabulated, names at hand."""

    def __init__(self, bundle: Bundle, *, threads: int | None = None, wanted: Provider = "auto"):
        check_contents(bundle)
        self.bundle = bundle
        self.calibration = Calibration.from_manifest(bundle.manifest)
        self.confidence = Confidence.from_manifest(bundle.manifest)
        self.places = Places.load()
        self.members = [_member(predictor) for predictor in bundle.predictors]
        sources = []
        for predictor in bundle.predictors:
            if predictor["kind"] == "geolocation":
                entry = bundle.entry("partitions", predictor["partition"])
                partition = read_partition(bundle.file(entry["file"]))
                if not sources:
                    self.partition = partition
                sources.append(partition_source(partition, overlap=predictor.get("overlap") is True))
            else:
                entry = bundle.entry("maps", predictor["map"])
                values = [int(c["value"]) for c in entry["classes"]]
                sha256 = bundle.manifest["files"][entry["file"]]
                sources.append(map_source(bundle.file(entry["file"]), values, sha256=sha256))
        self.table = load_or_build(sources)
        # Last: no network runs in a bundle with anything wrong.
        self.predictors = Predictors(bundle, threads=threads, wanted=wanted)

    def geolocate(self, photo: Photo, targets: list[Target], progress: Progress, clock: Clock) -> Geolocation:
        """Geolocate one decoded photo. The predictors see its pixels alone, never its EXIF position."""
        progress("predict", 0.1)
        with clock.stage("predict"):
            prediction = self.predictors.predict(photo.image, lambda: progress("predict", 0.2))
            probabilities = [prediction.probabilities[member.name] for member in self.members]
        for name, ms in prediction.timings_ms.items():
            clock.ms[f"predict: {name}"] = ms
        progress("fuse", 0.3)
        with clock.stage("fuse"):
            fused = self.fuse(probabilities)
            cells = self.partition.lat, self.partition.lon, self.cell_weights(probabilities, fused)
            point = best_point(*cells)
            confidence = self.confidence and self.confidence.of(*cells, point, prediction.evidence)
        areas = []
        for k, target in enumerate(sorted(targets, key=_size)):
            progress("search_areas", 0.35 + 0.3 * k / len(targets))
            with clock.stage("search_areas"):
                areas.append(self.search_area(fused, probabilities[0], target))
        return Geolocation(photo, probabilities, fused, point, confidence, areas, clock)

    @cached_property
    def ground(self) -> Ground:
        """The zones, with the pieces that search areas are cut from."""
        return Ground(self.table, self.places)

    @property
    def pieces(self) -> Pieces:
        """The grid, cut for search areas."""
        return self.ground.pieces

    def warm_up(self) -> None:
        """Make what the first photo needs and keeps: it takes a quarter of a second, and memory.

        Raises MemoryError when there is too little.
        """
        self.pieces  # noqa: B018
        # OpenBLAS ends the process when it has to ask for its buffers later and there is no memory left.
        _ = np.ones((_BLAS, _BLAS)) @ np.ones((_BLAS, _BLAS))

    def fuse(self, probabilities: list[np.ndarray]) -> Fused:
        """The ensemble's map from what each predictor said, in the bundle's order."""
        return fuse(self.table, self.members, probabilities, self.calibration.temperature)

    @property
    def is_prior(self) -> bool:
        """Whether the geolocation predictor knows nothing of the photo: where photos are taken, no more."""
        return self.bundle.predictors[0]["head"]["type"] == "prior"

    def cell_weights(self, probabilities: list[np.ndarray], fused: Fused) -> np.ndarray:
        """What the best point and the confidence in it are made of: a weight (cells,) of each cell.

        The geolocation predictor's own probabilities: the attributes rank areas better and single points worse (see
        the starter bundle's card). But a prior knows nothing of the photo; then the fused map's density at each cell's
        position, times the area of the cell.
        """
        if not self.is_prior:
            return probabilities[0]
        at_cells = self.table.zone_at(self.partition.lat, self.partition.lon)
        return fused.density[at_cells] * self.table.class_area[0]

    def search_area(self, fused: Fused, cell_probabilities: np.ndarray, target: Target) -> SearchArea:
        """The search area of a fused map for one target."""
        selected = select(fused, target, self.pieces, self.centres(cell_probabilities, self.table))
        return SearchArea(target, regions(fused, selected))

    def centres(self, cell_probabilities: np.ndarray, table: ZoneTable) -> Centres:
        """What gives zones their centres: the position of the likeliest of the cells that meet a zone.

        table: the bundle's own, or one refined from it.
        """

        def of(zones: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            # Every zone with a density has such a cell.
            held = table.sets[0][table.set_ids[0][zones]]
            weights = held.multiply(cell_probabilities[None, :]).tocsr()
            likeliest = np.asarray(weights.argmax(axis=1)).ravel()
            return self.partition.lat[likeliest], self.partition.lon[likeliest]

        return of


def _size(target: Target) -> tuple[bool, float]:
    # Budgets first, ascending, then recalls, ascending.
    return target.kind == "recall", target.recall if target.kind == "recall" else target.budget_km2


def _member(predictor: dict[str, Any]) -> Member:
    exponent, epsilon = predictor.get("exponent", 1.0), predictor.get("epsilon", 0.0)
    if not all(isinstance(n, int | float) and math.isfinite(n) for n in (exponent, epsilon)) or epsilon < 0:
        raise BundleError(
            f"The bundle's predictor '{predictor['name']}' has the exponent {exponent!r} and the epsilon {epsilon!r}:"
            " both must be numbers, and epsilon 0 or more."
        )
    return Member(predictor["name"], float(exponent), float(epsilon))
