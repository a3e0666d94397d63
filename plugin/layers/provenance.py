"""Where a layer comes from, written into the layer itself: photo, bundle, members, backend."""

from __future__ import annotations

from qgis.core import QgsDateTimeRange, QgsLayerMetadata, QgsMapLayer
from qgis.PyQt.QtCore import QDateTime, Qt

from ..result import Result
from ..translation import tr


def describe(layer: QgsMapLayer, result: Result) -> None:
    """Write the provenance of `result` into the metadata of `layer`."""
    metadata = QgsLayerMetadata()
    metadata.setIdentifier(f"photo-geolocator:{result.photo.sha256}:{result.bundle_sha256}")
    metadata.setType("dataset")
    metadata.setTitle(f"{layer.name()} – {result.photo.name}")
    metadata.setAbstract(
        tr(
            "Estimated from the photo's content by Photo Geolocator: a probability, not a proof. "
            "The position in the photo's EXIF, if any, was not used."
        )
    )
    metadata.setCrs(layer.crs())
    metadata.setKeywords({"photo_geolocator": ["photo geolocation", "probability", result.bundle_name]})
    metadata.setHistory(_history(result))
    taken_at = _taken_at(result)
    if taken_at.isValid():
        extent = QgsLayerMetadata.Extent()
        extent.setTemporalExtents([QgsDateTimeRange(taken_at, taken_at)])
        metadata.setExtent(extent)
        _set_temporal_range(layer, taken_at)
    layer.setMetadata(metadata)


def _history(result: Result) -> list:
    members = ", ".join(f"{member.label} (exponent {member.exponent:g})" for member in result.members)
    return [
        f"Photo {result.photo.name}, SHA-256 {result.photo.sha256}",
        f"Bundle {result.bundle_name} {result.bundle_version}, manifest SHA-256 {result.bundle_sha256}",
        f"Members: {members}",
        _confidence(result),
        f"Backend {result.backend_version} on {result.provider}",
        f"Computed {QDateTime.currentDateTimeUtc().toString(Qt.DateFormat.ISODate)}",
    ]


def _confidence(result: Result) -> str:
    if result.confidence is None:
        return f"Confidence not known. {result.confidence_note}"
    unsure = ", unsure" if result.unsure else ""
    return f"Confidence {result.confidence:.4f} within {result.confidence_radius_km:g} km{unsure}"


def _taken_at(result: Result) -> QDateTime:
    return QDateTime.fromString(result.photo.taken_at or "", Qt.DateFormat.ISODate)


def _set_temporal_range(layer: QgsMapLayer, taken_at: QDateTime) -> None:
    """Give the layer the photo's day, so that the temporal controller can tell photos apart."""
    day = QgsDateTimeRange(
        QDateTime.fromString(taken_at.toString("yyyy-MM-dd") + "T00:00:00", Qt.DateFormat.ISODate),
        QDateTime.fromString(taken_at.toString("yyyy-MM-dd") + "T23:59:59", Qt.DateFormat.ISODate),
    )
    properties = layer.temporalProperties()
    properties.setFixedTemporalRange(day)
    properties.setIsActive(True)
