"""Accuracy of a bundle on photos whose true positions are known, through the backend as it is used."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from backend.bundle import load_bundle
from backend.errors import GeolocatorError
from backend.geolocator import Clock, Geolocator
from backend.grid import cap_area_km2, haversine_km
from backend.photo import load_photo
from backend.rva import area_at, mass_at
from training.calibrate import figures
from training.datasets import regions
from training.validate import RADII_KM, Judged, mass_in_areas

_EXTENSIONS = ("", ".jpg", ".jpeg", ".png", ".webp")


def read_truths(path: Path) -> list[tuple[Path, float, float]]:
    """Photos and true positions (degrees) of a CSV with columns path (or id), lat, lon; rows without one are skipped.

    A path is taken relative to the CSV, an id in the CSV's folder or its `images` folder. Raises ValueError in one
    sentence for missing columns, bad positions or photos that are not there.
    """
    with path.open(newline="", encoding="utf-8-sig") as file:
        reader = csv.DictReader(file)
        names = reader.fieldnames or []
        key = next((k for k in ("path", "id") if k in names), None)
        if key is None or "lat" not in names or "lon" not in names:
            raise ValueError(f"'{path.name}' must have the columns path (or id), lat and lon.")
        rows = list(reader)
    truths = []
    for number, row in enumerate(rows, start=2):
        if not row["lat"] or not row["lon"]:
            continue
        try:
            latitude, longitude = float(row["lat"]), float(row["lon"])
        except ValueError:
            raise ValueError(f"'{path.name}' has no valid position in row {number}.") from None
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            raise ValueError(f"'{path.name}' has a position out of range in row {number}.")
        candidates = (
            path.parent / folder / f"{row[key]}{extension}" for folder in ("", "images") for extension in _EXTENSIONS
        )
        photo = next((c for c in candidates if c.is_file()), None)
        if photo is None:
            raise ValueError(f"'{path.name}' names '{row[key]}' in row {number}, but there is no such photo.")
        truths.append((photo, latitude, longitude))
    return truths


def evaluate(photos: Path, bundle: Path) -> dict[str, Any]:
    """The report: shares within 25/200/750/2500 km, median, region-balanced, most confident tenth, RvA at the caps.

    Photos that can't be read are named on standard error and counted as `unreadable`. Raises ValueError when none
    is left, and the backend's errors for a bad bundle.
    """
    geolocator = Geolocator(load_bundle(bundle))
    columns, claimed, confidence, positions, unreadable = [], [], [], [], 0
    for path, latitude, longitude in read_truths(photos):
        try:
            found = geolocator.geolocate(load_photo(path), [], lambda stage, share: None, Clock())
        except GeolocatorError as error:
            print(f"warning: {error}", file=sys.stderr)
            unreadable += 1
            continue
        positions.append((latitude, longitude))
        confidence.append(found.confidence)
        claimed.append(mass_in_areas(found.fused, cap_area_km2(np.array(RADII_KM))))
        columns.append(
            (
                haversine_km(*found.best_point, latitude, longitude),
                area_at(found.fused, latitude, longitude),
                min(mass_at(found.fused, latitude, longitude), 1.0),
            )
        )
    if not columns:
        raise ValueError(f"'{photos.name}' has no photo that could be judged.")
    error, area, mass = np.array(columns).T
    nothing = np.zeros(len(error))
    judged = Judged(np.arange(len(error)), error, nothing, nothing, area, mass, np.array(claimed))
    report = figures(judged, np.array(confidence), regions(*np.array(positions).T), RADII_KM)
    manifest = geolocator.bundle.manifest
    return {
        "bundle": {"name": manifest["name"], "version": manifest["version"]},
        "radii_km": list(RADII_KM),
        **report,
        "unreadable": unreadable,
    }


def write_report(report: dict[str, Any], path: Path | None) -> None:
    """Print the report as JSON, and keep it in a file if one is named."""
    text = json.dumps(report, indent=1)
    print(text)
    if path is not None:
        path.write_text(text + "\n", encoding="utf-8")
