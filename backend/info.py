"""What the backend says of itself: bundle, members, provider, versions."""

from __future__ import annotations

import platform
from typing import Any

import numpy
import onnxruntime
import rasterio

from . import __version__
from .geolocator import Geolocator
from .result import describe_networks
from .search_area import PRESET_RADII_KM, presets


def describe(geolocator: Geolocator) -> dict[str, Any]:
    """The fields of `api.BundleInfo`."""
    manifest, calibration = geolocator.bundle.manifest, geolocator.calibration
    by_photo, by_curve = calibration.highest_recall(), calibration.highest_recall("curve")
    sizes = [sets.shape[1] for sets in geolocator.table.sets]
    return {
        "name": manifest["name"],
        "version": manifest["version"],
        "title": manifest["title"],
        "license": manifest["license"],
        "manifest_sha256": geolocator.bundle.sha256,
        "members": [
            {
                "name": p["name"],
                "label": p["label"],
                "kind": p["kind"],
                "classes": size,
                "exponent": member.exponent,
            }
            for p, member, size in zip(geolocator.bundle.predictors, geolocator.members, sizes, strict=True)
        ],
        "presets": [
            {"radius_km": float(radius), "area_km2": target.budget_km2, "label": target.label}
            for radius, target in zip(PRESET_RADII_KM, presets(), strict=True)
        ],
        "highest_recall": None if by_photo is None else round(by_photo, 3),
        "highest_recall_by_curve": None if by_curve is None else round(by_curve, 3),
        "validation_photos": calibration.photos,
        "provider": geolocator.predictors.provider,
        "provider_note": geolocator.predictors.provider_note,
        "networks": describe_networks(geolocator),
        "versions": {
            "backend": __version__,
            "python": platform.python_version(),
            "onnxruntime": onnxruntime.__version__,
            "numpy": numpy.__version__,
            "rasterio": rasterio.__version__,
            "gdal": rasterio.__gdal_version__,
        },
        "card": geolocator.bundle.card(),
    }
