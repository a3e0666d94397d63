"""The files of one geolocated photo: heatmap.tif, search_areas.gpkg and result.json, written whole or not at all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from . import __version__
from .calibration import Calibration
from .confidence import Confidence
from .ensemble import Fused
from .errors import OutputError
from .geolocator import Clock, Geolocation, Geolocator, Progress, SearchArea
from .grid import CRS, haversine_km
from .heatmap import write_heatmap
from .leftovers import own_folder
from .photo import Photo
from .places import Places
from .restriction import Restriction, outline
from .rva import area_at, mass_at
from .whole_files import keep, keep_names

SCHEMA_VERSION = 1
HEATMAP = "heatmap.tif"
SEARCH_AREAS = "search_areas.gpkg"
RESULT = "result.json"
NOT_CALIBRATED = "This bundle was not calibrated."
FILES = (HEATMAP, SEARCH_AREAS, RESULT)
_LISTED_REGIONS = 50

# A GeoPackage in the making lies in a scratch folder until it is whole: SQLite need not save it from a power cut after
# every table, which takes longer than writing it.
pyogrio.set_gdal_config_options({"OGR_SQLITE_SYNCHRONOUS": "OFF", "OGR_SQLITE_JOURNAL": "MEMORY"})


def write_result(
    geolocator: Geolocator, found: Geolocation, folder: Path, progress: Progress, *, lasting: bool = False
) -> dict[str, Any]:
    """Write the three files into a folder, made if missing, and return what result.json says; see `write_files`."""
    result = describe(geolocator, found)
    areas = found.search_areas
    write_files(geolocator, found.fused, areas, result, folder, progress, found.clock, lasting=lasting)
    return result


def write_files(
    geolocator: Geolocator,
    fused: Fused,
    areas: list[SearchArea],
    result: dict[str, Any],
    folder: Path,
    progress: Progress,
    clock: Clock,
    restriction: Restriction | None = None,
    *,
    lasting: bool = False,
) -> None:
    """Write a map's three files into a folder, made if missing; result: what result.json says, its timings set here.

    A restriction has a table of its own among the search areas.

    They are made in a temporary folder beside their place and moved when all are whole, result.json last: where it is,
    the others belong to it. `lasting` ones stay so after a power cut: the disk is waited for. A server's are fetched by
    clients at once, and waiting would hold up QGIS, whose own files are on the same disk. Raises OutputError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        scratch = own_folder(folder, ".photo-geolocator-")
    except OSError as error:
        raise OutputError(f"The folder '{folder.name}' can't be written to: choose another one.") from error
    try:
        progress("heatmap", 0.65)
        with clock.stage("heatmap"):
            write_heatmap(fused, scratch / HEATMAP, _provenance(result))
        progress("heatmap", 0.9)
        with clock.stage("files"):
            _write_search_areas(geolocator, areas, scratch / SEARCH_AREAS)
            if restriction is not None:
                _write_restriction(restriction, scratch / SEARCH_AREAS)
        write_points(result, scratch / SEARCH_AREAS)
        result["timings_ms"] = dict(clock.ms)
        (scratch / RESULT).write_text(json.dumps(result, indent=1, ensure_ascii=False), encoding="utf-8")
        progress("heatmap", 0.99)
        if lasting:
            for name in FILES:
                keep(scratch / name)
        (folder / RESULT).unlink(missing_ok=True)
        for name in FILES:
            (scratch / name).replace(folder / name)
        if lasting:
            keep_names(folder)
    except OSError as error:
        raise OutputError(f"The results can't be written to '{folder.name}': {error.strerror}.") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _provenance(result: dict[str, Any]) -> dict[str, str]:
    """What made a heatmap, for the file itself, which may travel alone; positions and photos' names stay out of it."""
    bundle, backend = result["bundle"], result["backend"]
    return {
        "photo_sha256": " ".join(photo["sha256"] for photo in result["photos"]),
        "bundle": f"{bundle['name']} {bundle['version']}",
        "bundle_sha256": bundle["manifest_sha256"],
        "bundle_files": json.dumps(bundle["files"]),
        "members": json.dumps({member["name"]: member["exponent"] for member in result["members"]}),
        "calibration": json.dumps(bundle["calibration"]),
        "choices": json.dumps(result["choices"], ensure_ascii=False),
        "backend": f"{backend['version']}, ONNX Runtime {backend['onnxruntime']}, {backend['provider']}",
    }


def describe(geolocator: Geolocator, found: Geolocation) -> dict[str, Any]:
    """What result.json says of one photo."""
    return describe_map(
        geolocator,
        photos=[describe_photo(found.photo)],
        probabilities=found.probabilities,
        exponents=[member.exponent for member in geolocator.members],
        fused=found.fused,
        best_point=found.best_point,
        confidence=_describe_confidence(found.confidence, geolocator.confidence),
        choices=None,
        areas=found.search_areas,
        calibration=geolocator.calibration,
    )


def describe_map(
    geolocator: Geolocator,
    *,
    photos: list[dict[str, Any]],
    probabilities: list[np.ndarray],
    exponents: list[float],
    fused: Fused,
    best_point: tuple[float, float],
    confidence: dict[str, Any],
    choices: dict[str, Any] | None,
    areas: list[SearchArea],
    calibration: Calibration | None,
) -> dict[str, Any]:
    """The fields of `api.Result` but its timings.

    photos: from `describe_photo`, several for a map fused from theirs; probabilities: what the predictors say of all of
    them; calibration: None where the bundle's validation photos do not speak for the map.
    """
    bundle = geolocator.bundle
    lat, lon = best_point
    truths = [(photo["name"], photo["exif_position"]) for photo in photos if photo["exif_position"]]
    return {
        "schema_version": SCHEMA_VERSION,
        "photo": photos[0],
        "photos": photos,
        "bundle": {
            "name": bundle.name,
            "version": bundle.version,
            "manifest_sha256": bundle.sha256,
            "files": dict(bundle.manifest["files"]),
            "calibration": {k: v for k, v in bundle.manifest["calibration"].items() if not isinstance(v, list)},
        },
        "backend": {
            "version": __version__,
            "provider": geolocator.predictors.provider,
            "provider_note": geolocator.predictors.provider_note,
            "onnxruntime": onnxruntime.__version__,
            "networks": describe_networks(geolocator),
        },
        "best_point": {
            "lat": round(lat, 5),
            "lon": round(lon, 5),
            "place": geolocator.places.name_at(lat, lon).label,
        },
        **confidence,
        "members": [
            {
                "name": predictor["name"],
                "label": predictor["label"],
                "kind": predictor["kind"],
                "classes": len(p),
                "exponent": exponent,
            }
            for predictor, exponent, p in zip(bundle.predictors, exponents, probabilities, strict=True)
        ],
        "attributes": [
            {
                "name": predictor["name"],
                "label": predictor["label"],
                "classes": [
                    {"name": c["name"], "label": c.get("label", c["name"]), "probability": round(float(q), 5)}
                    for c, q in zip(bundle.entry("maps", predictor["map"])["classes"], p, strict=True)
                ],
            }
            for predictor, p in zip(bundle.predictors, probabilities, strict=True)
            if predictor["kind"] == "attribute"
        ],
        "choices": choices,
        "truth": [_describe_truth(geolocator, fused, best_point, *truth) for truth in truths],
        "search_areas": [describe_area(geolocator.places, area, calibration) for area in areas],
        "files": {"heatmap": HEATMAP, "search_areas": SEARCH_AREAS},
    }


def describe_photo(photo: Photo) -> dict[str, Any]:
    """The fields of `api.PhotoInfo`."""
    return {
        "name": photo.name,
        "sha256": photo.sha256,
        "width": photo.width,
        "height": photo.height,
        "format": photo.format,
        "taken_at": photo.taken_at,
        "exif_position": photo.exif_position and {"lat": photo.exif_position[0], "lon": photo.exif_position[1]},
    }


def describe_position(
    geolocator: Geolocator, fused: Fused, best_point: tuple[float, float], lat: float, lon: float
) -> dict[str, Any]:
    """The fields of `api.PositionReport`: what a map says of a position in degrees.

    Where the density is 0, the whole Earth is searched before it, and all of the probability lies elsewhere.
    """
    return {
        "lat": lat,
        "lon": lon,
        "density": float(fused.density[fused.table.zone_at(lat, lon)]),
        "area_km2": round(area_at(fused, lat, lon), 3),
        "probability": float(f"{min(mass_at(fused, lat, lon), 1.0):.6g}"),
        "distance_km": round(float(haversine_km(*best_point, lat, lon)), 3),
        "place": geolocator.places.name_at(lat, lon).label,
    }


def _describe_truth(
    geolocator: Geolocator, fused: Fused, best_point: tuple[float, float], name: str, position: dict[str, float]
) -> dict[str, Any]:
    said = describe_position(geolocator, fused, best_point, position["lat"], position["lon"])
    return {"photo": name, **{key: said[key] for key in ("distance_km", "area_km2", "probability")}}


def describe_networks(geolocator: Geolocator) -> list[dict[str, Any]]:
    """The fields of `api.NetworkInfo`, of each network."""
    return [
        {"name": n.name, "file": n.file, "precision": n.precision, "provider": n.provider}
        for n in geolocator.predictors.networks
    ]


def _describe_confidence(value: float | None, confidence: Confidence | None) -> dict[str, Any]:
    if value is None or confidence is None:
        return {"confidence": None, "unsure": None, "confidence_radius_km": None, "confidence_note": NOT_CALIBRATED}
    return {
        "confidence": round(value, 4),
        "unsure": bool(value < confidence.unsure_below),
        "confidence_radius_km": confidence.radius_km,
        "confidence_note": (
            f"Of photos that look as clear as this one, about {min(value, 0.99):.0%} were taken within"
            f" {confidence.radius_km:g} km of the best point."
        ),
    }


def describe_area(places: Places, area: SearchArea, calibration: Calibration | None) -> dict[str, Any]:
    """The fields of `api.SearchAreaInfo`; calibration: what knows the recall to expect, None where nothing does."""
    target, regions = area.target, area.regions
    area_km2 = float(regions.area_km2.sum())
    bounds = shapely.bounds(regions.geometry[:_LISTED_REGIONS])
    listed = []
    for k, box in enumerate(bounds):
        place = places.place(int(regions.unit[k]))
        listed.append(
            {
                "rank": k + 1,
                "place": place.label,
                "country": place.country,
                "area_km2": round(float(regions.area_km2[k]), 3),
                "probability": float(f"{regions.probability[k]:.6g}"),
                "lat": round(float(regions.lat[k]), 5),
                "lon": round(float(regions.lon[k]), 5),
                "bbox": [round(float(v), 5) for v in box],
            }
        )
    size = area_km2 if target.budget_km2 is None else target.budget_km2
    expected_recall = None if calibration is None else calibration.expected_recall(size)
    return {
        "target": target.kind,
        "label": target.label,
        "budget_km2": target.budget_km2,
        "recall": target.recall,
        "area_km2": round(area_km2, 3),
        "probability": float(f"{regions.probability.sum():.6g}"),
        "expected_recall": None if expected_recall is None else round(expected_recall, 4),
        "region_count": len(regions.area_km2),
        "regions": listed,
    }


def region_fields(places: Places, area: SearchArea) -> dict[str, np.ndarray]:
    """What is said of every region of a search area, in rank order: name to (regions,) array.

    budget_km2 and recall are None where the target has no such thing.
    """
    target, regions = area.target, area.regions
    count = len(regions.unit)
    names = [places.place(unit) for unit in regions.unit.tolist()]
    return {
        "area_label": np.full(count, target.label, object),
        "target": np.full(count, target.kind, object),
        "budget_km2": np.full(count, target.budget_km2, object),
        "recall": np.full(count, target.recall, object),
        "rank": np.arange(1, count + 1, dtype=np.int32),
        "place": np.array([name.label for name in names], object),
        "country": np.array([name.country for name in names], object),
        "area_km2": regions.area_km2,
        "probability": regions.probability,
        "density": regions.density,
    }


def write_points(result: dict[str, Any], path: Path) -> None:
    """Add the points of a result to its GeoPackage, in EPSG:4326: best_point, and exif_position where there is one.

    Each has the fields lat, lon (degrees) and place, null where it is not known. Raises OutputError.
    """
    points = {"best_point": result["best_point"], "exif_position": result["photo"]["exif_position"]}
    for layer, point in points.items():
        if point is None:
            continue
        fields = {name: np.array([point[name]], np.float64) for name in ("lat", "lon")}
        fields["place"] = np.array([point.get("place")], object)
        geometry = shapely.to_wkb(shapely.points([point["lon"]], [point["lat"]]))
        _write_layer(path, layer, "Point", geometry, fields)


def _write_search_areas(geolocator: Geolocator, areas: list[SearchArea], path: Path) -> None:
    """One feature a region and target, in EPSG:4326."""
    each = [region_fields(geolocator.places, area) for area in areas]
    fields = {name: np.concatenate([fields[name] for fields in each]) for name in each[0]}
    for name in ("budget_km2", "recall"):
        fields[name] = fields[name].astype(np.float64)  # None becomes NaN, which is NULL in the file
    geometry = shapely.to_wkb(np.concatenate([area.regions.geometry for area in areas]))
    _write_layer(path, "search_areas", "MultiPolygon", geometry, fields)


def _write_restriction(restriction: Restriction, path: Path) -> None:
    """One feature: what is searched, or left out, along its pixels."""
    fields = {
        "label": np.array([restriction.label], object),
        "inside": np.array([restriction.inside]),
        "area_km2": np.array([restriction.area_km2]),
    }
    _write_layer(path, "restriction", "MultiPolygon", shapely.to_wkb(outline(restriction)), fields)


def _write_layer(path: Path, layer: str, kind: str, geometry: np.ndarray, fields: dict[str, np.ndarray]) -> None:
    """Write one table, beside those that the GeoPackage has."""
    try:
        pyogrio.raw.write(
            path,
            geometry,
            list(fields.values()),
            list(fields),
            layer=layer,
            driver="GPKG",
            geometry_type=kind,
            crs=CRS,
            dataset_options={"VERSION": "1.2"},  # what the oldest QGIS reads without a warning
        )
    except (DataSourceError, DataLayerError, RuntimeError) as error:
        raise OutputError(f"The search areas '{path.name}' can't be written: check the disk's free space.") from error
