"""Where a layer comes from, written into the layer itself: photo, bundle, members, calibration, versions."""

from __future__ import annotations

import json

from qgis.core import Qgis, QgsBox3d, QgsDateTimeRange, QgsLayerMetadata, QgsMapLayer
from qgis.PyQt.QtCore import QDateTime, Qt

from ..assets import plugin_version
from ..result import Result
from ..translation import tr


def provenance(result: Result) -> list:
    """Return what made `result` as pairs of key and text, in reading order; the keys are stable across languages."""
    photo = result.photo
    pairs = [("photo.name", photo.name), ("photo.sha256", photo.sha256), ("photo.taken_at", photo.taken_at or "")]
    if photo.exif_position is not None:
        pairs.append(("photo.exif_position", f"{photo.exif_position.lat}, {photo.exif_position.lon}"))
    return [
        *pairs,
        ("bundle.name", result.bundle_name),
        ("bundle.version", result.bundle_version),
        ("bundle.manifest_sha256", result.bundle_sha256),
        *((f"bundle.file.{name}", sha256) for name, sha256 in result.bundle_files.items()),
        *((f"member.{one.name}", f"{one.label}, {one.kind}, exponent {one.exponent:g}") for one in result.members),
        *((f"calibration.{name}", json.dumps(value)) for name, value in result.calibration.items()),
        *((f"photos.{number}", f"{one.name}, {one.sha256}") for number, one in enumerate(result.photos[1:], 2)),
        *((f"choices.{name}", json.dumps(value)) for name, value in (result.choices or {}).items()),
        ("confidence", _confidence(result)),
        ("plugin.version", plugin_version()),
        ("qgis.version", Qgis.QGIS_VERSION),
        ("backend.version", result.backend_version),
        *([] if result.backend_host is None else [("backend.host", result.backend_host or "this machine")]),
        ("onnxruntime.version", result.onnxruntime),
        ("onnxruntime.provider", result.provider),
        *((f"network.{one.name}", f"{one.file}, {one.precision}, {one.provider}") for one in result.networks),
    ]


def choices_lines(result: Result) -> list:
    """Return what an analyst chose for a map, a line each; none for a photo's own result."""
    lines = []
    if len(result.photos) > 1:
        names = ", ".join(photo.name for photo in result.photos)
        lines.append(tr("One map of photos of one place: {names}").format(names=names))
    choices = result.choices or {}
    off = [one["name"] for one in choices.get("members", ()) if not one["on"]]
    labels = {member.name: member.label for member in result.members}
    if off:
        lines.append(
            tr("Members switched off: {names}").format(names=", ".join(labels.get(name, name) for name in off))
        )
    if result.restriction is not None:
        lines.append(restriction_line(result.restriction))
    for prior in choices.get("priors", ()):
        lines.append(tr("Prior {name} with weight {weight}").format(name=prior["name"], weight=f"{prior['weight']:g}"))
    return lines


def restriction_line(restriction: dict) -> str:
    """Return where was searched, or not, by a result's restriction."""
    text = tr("Searched only in {label}") if restriction["inside"] else tr("Left out: {label}")
    return text.format(label=restriction["label"])


def computed_lines(result: Result) -> list:
    """Return where a result was computed, in a line; none where nobody noted it."""
    if result.backend_host is None:
        return []
    if not result.backend_host:
        return [tr("Computed on this machine.")]
    return [tr("The photo was sent to {host} and computed there.").format(host=result.backend_host)]


def caveat() -> str:
    """Return what a result is and is not, in two sentences."""
    return tr("A probability, not a proof: a lead for an analyst. Do not use it to find or follow a person.")


def describe(layer: QgsMapLayer, result: Result) -> None:
    """Write the provenance of `result` into the metadata of `layer`, and the photo's day into its time."""
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
    metadata.setContacts([_maker()])
    metadata.setLicenses([tr("See the card of the bundle {name}.").format(name=result.bundle_name)])
    metadata.setRights([caveat()])
    metadata.setConstraints([QgsLayerMetadata.Constraint(caveat(), "use")])
    taken_at = _taken_at(result)
    metadata.setExtent(_extent(layer, taken_at))
    if taken_at.isValid():
        _set_temporal_range(layer, taken_at)
    layer.setMetadata(metadata)


def _maker() -> QgsLayerMetadata.Contact:
    """Return the program: no person answers for an estimate."""
    maker = QgsLayerMetadata.Contact(f"Photo Geolocator {plugin_version()}")
    maker.role = "processor"
    return maker


def _history(result: Result) -> list:
    members = ", ".join(
        tr("{member} (exponent {exponent})").format(member=member.label, exponent=f"{member.exponent:g}")
        for member in result.members
    )
    calibration = json.dumps(result.calibration) if result.calibration else tr("none")
    return [
        tr("Photo {name}, SHA-256 {sha256}").format(name=result.photo.name, sha256=result.photo.sha256),
        tr("Bundle {name} {version}, manifest SHA-256 {sha256}").format(
            name=result.bundle_name, version=result.bundle_version, sha256=result.bundle_sha256
        ),
        *(
            tr("Bundle file {name}, SHA-256 {sha256}").format(name=name, sha256=sha256)
            for name, sha256 in result.bundle_files.items()
        ),
        tr("Members: {members}").format(members=members),
        *choices_lines(result),
        tr("Calibration: {calibration}").format(calibration=calibration),
        _confidence(result),
        tr("Plugin {plugin}, QGIS {qgis}, backend {backend}, ONNX Runtime {onnxruntime} on {provider}").format(
            plugin=plugin_version(),
            qgis=Qgis.QGIS_VERSION,
            backend=result.backend_version,
            onnxruntime=result.onnxruntime,
            provider=result.provider,
        ),
        *computed_lines(result),
        *([result.provider_note] if result.provider_note else []),
        *(f"{one.name}: {one.file}, {one.precision}, {one.provider}" for one in result.networks),
        tr("Layer made {time}").format(time=QDateTime.currentDateTimeUtc().toString(Qt.DateFormat.ISODate)),
    ]


def _confidence(result: Result) -> str:
    if result.confidence is None:
        return tr("Confidence not known. {note}").format(note=result.confidence_note)
    text = tr("Confidence {confidence} within {radius} km").format(
        confidence=f"{result.confidence:.4f}", radius=f"{result.confidence_radius_km:g}"
    )
    return f"{text}, {tr('unsure')}" if result.unsure else text


def _extent(layer: QgsMapLayer, taken_at: QDateTime) -> QgsLayerMetadata.Extent:
    extent = QgsLayerMetadata.Extent()
    box = layer.extent()
    if box.isFinite() and not box.isNull():
        spatial = QgsLayerMetadata.SpatialExtent()
        spatial.extentCrs = layer.crs()
        spatial.bounds = QgsBox3d(box)
        extent.setSpatialExtents([spatial])
    if taken_at.isValid():
        extent.setTemporalExtents([QgsDateTimeRange(taken_at, taken_at)])
    return extent


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
