"""A bundle judged on photos with true positions, through the backend as it is used."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from backend.bundle import STARTER, load_bundle
from backend.calibration import Calibration
from backend.ensemble import Fused
from backend.errors import GeolocatorError, RequestError
from backend.geolocator import Clock, Geolocator
from backend.grid import haversine_km
from backend.photo import load_photo
from training.buckets import PopulationMap, bucket_in
from training.coverage import NOMINAL, measured
from training.datasets import regions
from training.ensembles import URBAN, Ensemble, measure, paper_ensembles
from training.evaluate import Judged, file_entry
from training.statistics import RADII_KM, Outcome, shares
from training.tables import Positions, TableError, check_not_swapped, read_positions

SHIPPED = "as shipped"
_NAMES = {"population": "LS", "land_cover": "LC"}
_EXTENSIONS = ("", ".jpg", ".jpeg", ".png", ".webp")


def evaluate_photos(truth_path: Path | None, photos: Path, bundle: Path | None, population: Path | None) -> Judged:
    """Photos through a bundle, by default the starter.

    photos: the folder of the photos of `truth`; or itself a table of photos, which then lie beside it or in its
    folder `images`. Photos that can't be read are named on standard error and counted. Raises TableError when a
    photo is missing or none is left, and the backend's errors for a bad bundle.
    """
    if photos.is_dir() == (truth_path is None):
        raise ValueError("Give --photos as a table, or as the folder of the photos that --truth names.")
    table, folder = (truth_path, photos) if truth_path else (photos, photos.parent)
    truth = read_positions(table, skip_without_position=True)
    shipped_buckets = PopulationMap.read()
    check_not_swapped(truth, shipped_buckets.at_sea)
    files = [find_photo(folder, truth, k) for k in range(len(truth))]
    geolocator = Geolocator(load_bundle(bundle or STARTER))
    names = ["base", *(_NAMES.get(m.name, m.name) for m in geolocator.members[1:])]
    zones = geolocator.table
    promised = _promises(geolocator.calibration)
    point = np.full((len(truth), 2), np.nan)
    confidence, promised_area = np.full(len(truth), np.nan), np.full((len(truth), len(NOMINAL)), np.nan)

    def rows() -> Iterator[tuple[int, list[np.ndarray]]]:
        for k, path in enumerate(files):
            try:
                found = geolocator.geolocate(load_photo(path), [], lambda stage, share: None, Clock())
            except GeolocatorError as error:
                print(f"warning: {error}", file=sys.stderr)
                continue
            # A bundle that was not calibrated has no confidence, which becomes NaN.
            point[k], confidence[k] = found.best_point, found.confidence
            promised_area[k] = _areas_holding(found.fused, promised["photo"])
            yield k, found.probabilities

    temperature = geolocator.calibration.temperature
    as_shipped = Ensemble(SHIPPED, tuple(m.exponent / temperature for m in geolocator.members))
    true = truth.latitude, truth.longitude
    found = measure(
        zones,
        rows(),
        *true,
        [*paper_ensembles(names, [s.shape[1] for s in zones.sets]), as_shipped],
        [m.epsilon for m in geolocator.members],
    )
    read = np.flatnonzero(~np.isnan(point[:, 0]))
    if not len(read):
        raise TableError(f"'{table.name}' has no photo that could be judged.")
    kept = rows_of(truth, read)
    true = kept.latitude, kept.longitude
    area, optimistic, mass = (a[read] for a in (found.area_km2, found.optimistic_km2, found.mass_at_truth))
    outcome = Outcome(found.names, area, optimistic, mass, np.isinf(mass), haversine_km(*point[read].T, *true))
    scores = {"photo": (mass[:, -1], promised_area[read]), "curve": (area[:, -1], None)}
    promises = {}
    for way, (score, areas) in scores.items():
        allowed = np.tile(promised[way], (len(read), 1))
        promises[way] = measured(score, allowed, allowed if areas is None else areas)
    if population is None and URBAN in names:
        layer = names.index(URBAN)
        bucket, buckets = bucket_in(zones, layer, *true), _classes(geolocator, layer)
        bucket_map = geolocator.bundle.file(
            geolocator.bundle.entry("maps", geolocator.bundle.predictors[layer]["map"])["file"]
        )
    else:
        used = shipped_buckets if population is None else PopulationMap.read(population)
        bucket, buckets, bucket_map = used.at(*true), [str(v) for v in used.values], used.path
    return Judged(
        kept,
        outcome,
        bucket,
        buckets,
        {
            "kind": "photos",
            "truth": file_entry(table),
            "bundle": {
                "name": geolocator.bundle.name,
                "version": geolocator.bundle.version,
                "sha256": geolocator.bundle.sha256,
            },
            "population": file_entry(bucket_map),
            "unreadable": len(truth) - len(read),
            "without_position": truth.without_position,
            "best_point": "the bundle's",
        },
        {"bundle": promises},
        {"confidence": _confidence(outcome.error_km, area[:, -1], confidence[read], true)},
    )


def find_photo(folder: Path, truth: Positions, k: int) -> Path:
    """The file of photo k in a folder or its `images`, its ending perhaps left out; TableError when there is none."""
    name = truth.photo[k]
    candidates = (folder / inside / f"{name}{extension}" for inside in ("", "images") for extension in _EXTENSIONS)
    found = next((c for c in candidates if c.is_file()), None)
    if found is None:
        raise TableError(f"'{truth.path.name}' names '{name}' in {truth.place(k)}, but there is no such photo.")
    return found


def rows_of(truth: Positions, index: np.ndarray) -> Positions:
    """The photos at `index`."""
    return replace(
        truth,
        id=[truth.id[k] for k in index],
        row=[truth.row[k] for k in index],
        latitude=truth.latitude[index],
        longitude=truth.longitude[index],
        group=[truth.group[k] for k in index] if truth.group else None,
        photo=[truth.photo[k] for k in index],
    )


def _promises(calibration: Calibration) -> dict[str, np.ndarray]:
    """The probability (by photo) and area in km2 (by curve) of the bundle's regions for each nominal recall, NaN where
    it makes no promise."""

    def target(recall: float, by: str) -> float:
        try:
            found = calibration.recall_target(recall, by)
        except RequestError:
            return math.nan
        return found.mass if by == "photo" else found.budget_km2

    return {by: np.array([target(q, by) for q in NOMINAL]) for by in ("photo", "curve")}


def _areas_holding(fused: Fused, masses: np.ndarray) -> np.ndarray:
    """The area in km2 of the densest zones that hold each probability (m,), NaN for NaN."""
    held, area = np.cumsum(fused.mass[fused.order]), np.cumsum(fused.table.area[fused.order])
    found = area[np.minimum(np.searchsorted(held, np.nan_to_num(masses) - 1e-12), len(area) - 1)]
    return np.where(np.isnan(masses), np.nan, found)


def _classes(geolocator: Geolocator, layer: int) -> list[str]:
    entry = geolocator.bundle.entry("maps", geolocator.bundle.predictors[layer]["map"])
    return [str(c["value"]) for c in entry["classes"]]


def _confidence(error_km: np.ndarray, area_km2: np.ndarray, confidence: np.ndarray, true) -> dict[str, Any]:
    """Accuracy by world region, and of the tenth that the bundle is most confident of, where it was calibrated."""

    def within(rows: np.ndarray) -> list[float]:
        return np.round(shares(error_km[rows, None], np.array(RADII_KM))[0], 6).tolist()

    region = regions(*true)
    by_region = {name: within(np.flatnonzero(region == name)) for name in np.unique(region).tolist()}
    found = {
        "radii_km": list(RADII_KM),
        "region_balanced": np.round(np.mean(list(by_region.values()), axis=0), 6).tolist(),
        "by_region": by_region,
    }
    if np.isnan(confidence).any():
        return found
    tenth = np.argsort(-confidence, kind="stable")[: max(1, len(confidence) // 10)]
    found["most_confident_tenth"] = {
        "photos": len(tenth),
        "accuracy": within(tenth),
        "median_km": float(np.median(error_km[tenth])),
        "median_area_km2": float(np.median(area_km2[tenth])),
    }
    return found
