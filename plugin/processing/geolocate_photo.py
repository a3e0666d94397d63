"""*Geolocate photo*: one photo to a heatmap, search areas, the best point and result.json."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterDestination,
    QgsVectorLayer,
    QgsWkbTypes,
)

from .. import settings
from ..client import Submission, check_photo
from ..errors import Cancelled, LayerError
from ..geolocation import FETCHING, RESULT, STARTING, Geolocated
from ..gui.formats import found_area
from ..gui.formats import stage as stage_text
from ..layers.heatmap import style_heatmap
from ..layers.points import BEST_SYMBOL, style_point
from ..layers.provenance import computed_lines, describe
from ..layers.search_areas import region_densities, style_search_areas
from ..remote_address import where_photos_go
from ..result import Result
from ..translation import tr
from ..whole_files import copy_whole
from .algorithm import Algorithm, caution, fields, help_text, wgs84
from .layer_output import LayerOutput
from .loading import when_loaded
from .targets import AREA_BUDGETS, RECALLS, TargetError, target_help, target_parameters, targets
from .waiting import BackendSession

PHOTO, HEATMAP, SEARCH_AREAS, BEST_POINT = "PHOTO", "HEATMAP", "SEARCH_AREAS", "BEST_POINT"
BATCH = 500  # features between two looks for a cancel


class GeolocatePhoto(Algorithm):
    """Takes one photo through the backend and writes what the person wants to keep."""

    ID = "geolocatephoto"

    def displayName(self) -> str:
        """Return the title."""
        return tr("Geolocate photo")

    def shortDescription(self) -> str:
        """Return the tool tip."""
        return tr("Estimates where a photo was taken: a heatmap and ranked search areas.")

    def tags(self) -> list:
        """Return further words to find the algorithm by."""
        return tr("photo,image,geolocation,where,heatmap,probability,search area,recall,osint").split(",")

    def shortHelpString(self) -> str:
        """Return the help beside the parameters."""
        return help_text(
            tr("Estimates where a photo was taken, from its content alone."),
            [
                (tr("Photo"), tr("a JPEG, PNG, WebP or TIFF file.")),
                *target_help(),
                (tr("Heatmap"), tr("a GeoTIFF in EPSG:4326 with the probability per km² in every pixel.")),
                (
                    tr("Search areas"),
                    tr("the densest ground for each budget and recall: a polygon a region, ranked, with its place."),
                ),
                (tr("Best point"), tr("the single likeliest position, with confidence and bundle.")),
                (tr("Result file"), tr("everything as JSON, with the versions and checksums of what made it.")),
            ],
            f"{caution()} {where_photos_go(settings.remote_url())}",
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Add parameters and outputs."""
        self.addParameter(QgsProcessingParameterFile(PHOTO, tr("Photo")))
        for parameter in target_parameters():
            self.addParameter(parameter)
        self.addParameter(
            QgsProcessingParameterRasterDestination(HEATMAP, tr("Heatmap"), optional=True, createByDefault=True)
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                SEARCH_AREAS,
                tr("Search areas"),
                QgsProcessing.SourceType.TypeVectorPolygon,
                optional=True,
                createByDefault=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                BEST_POINT,
                tr("Best point"),
                QgsProcessing.SourceType.TypeVectorPoint,
                optional=True,
                createByDefault=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "RESULT", tr("Result file"), tr("JSON files (*.json)"), optional=True, createByDefault=False
            )
        )
        self.addOutput(QgsProcessingOutputNumber("LATITUDE", tr("Latitude of the best point")))
        self.addOutput(QgsProcessingOutputNumber("LONGITUDE", tr("Longitude of the best point")))
        self.addOutput(QgsProcessingOutputString("PLACE", tr("Place of the best point")))
        self.addOutput(QgsProcessingOutputNumber("CONFIDENCE", tr("Confidence")))
        self.addOutput(QgsProcessingOutputBoolean("UNSURE", tr("Unsure")))
        self.addOutput(QgsProcessingOutputString("NOTE", tr("Note on the confidence")))
        self.addOutput(QgsProcessingOutputString("PROVIDER", tr("What it ran on")))

    def checkParameterValues(self, parameters: dict, context: QgsProcessingContext) -> tuple:
        """Refuse what is no budget, no recall and no GeoTIFF before anything starts."""
        good, reason = super().checkParameterValues(parameters, context)
        if good:
            try:
                self._submission(parameters, context)
            except TargetError as error:
                return False, str(error)
            heatmap = self.output_file(parameters, HEATMAP, context)
            if heatmap and Path(heatmap).suffix.lower() not in (".tif", ".tiff"):
                return False, tr("The heatmap is a GeoTIFF: give a file that ends in .tif.")
            areas, point = (self.output_file(parameters, name, context) for name in (SEARCH_AREAS, BEST_POINT))
            if areas and areas == point and not areas.startswith("memory:"):
                return False, tr("{name} can't hold both layers: give search areas and best point a file each.").format(
                    name=Path(areas).name
                )
        return good, reason

    def work(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Geolocate, then write the outputs."""
        submission = self._submission(parameters, context)
        check_photo(submission.photo)
        with BackendSession(feedback) as session:
            geolocated = session.geolocate(submission, _Progress(feedback).show)
            outputs = self._write(geolocated, parameters, context, feedback)
        return outputs

    def _submission(self, parameters: dict, context: QgsProcessingContext) -> Submission:
        budgets, recalls = targets(
            self.parameterAsString(parameters, AREA_BUDGETS, context),
            self.parameterAsString(parameters, RECALLS, context),
        )
        return Submission(Path(self.parameterAsFile(parameters, PHOTO, context)), budgets, recalls)

    def _write(
        self,
        geolocated: Geolocated,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict:
        result = geolocated.result
        outputs = _values(result)
        regions = QgsVectorLayer(f"{geolocated.search_areas}|layername=search_areas", "regions", "ogr")
        if not regions.isValid():
            raise LayerError(tr("The backend's search areas can't be read; update the plugin and its backend."))
        if parameters.get(SEARCH_AREAS):
            outputs[SEARCH_AREAS] = self._write_search_areas(regions, result, parameters, context, feedback)
        if parameters.get(BEST_POINT):
            outputs[BEST_POINT] = self._write_best_point(result, parameters, context)
        heatmap = self.parameterAsOutputLayer(parameters, HEATMAP, context)
        if heatmap:
            densities = region_densities(geolocated.search_areas, [area.label for area in result.search_areas])
            copy_whole(geolocated.heatmap, Path(heatmap))
            outputs[HEATMAP] = heatmap
            when_loaded(context, heatmap, lambda layer: (style_heatmap(layer, densities), describe(layer, result)))
        file = self.parameterAsFileOutput(parameters, "RESULT", context)
        if file:
            copy_whole(geolocated.folder / RESULT, Path(file))
            outputs["RESULT"] = file
        _report(result, feedback)
        return {name: value for name, value in outputs.items() if value is not None}

    def _write_search_areas(
        self,
        regions: QgsVectorLayer,
        result: Result,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> str:
        kept = [index for index, field in enumerate(regions.fields()) if field.name() != "fid"]
        structure = regions.fields()
        if len(kept) < structure.count():
            structure.remove(structure.lookupField("fid"))
        with LayerOutput(self, parameters, SEARCH_AREAS, context, structure, regions.wkbType(), wgs84()) as output:
            for number, region in enumerate(regions.getFeatures()):
                if number % BATCH == 0 and feedback.isCanceled():
                    raise Cancelled(tr("Cancelled."))
                feature = QgsFeature(structure)
                attributes = region.attributes()
                feature.setAttributes([attributes[index] for index in kept])
                feature.setGeometry(region.geometry())
                output.add(feature)
        labels = [area.label for area in result.search_areas]
        labelled = result.telling_area.label if result.telling_area else ""
        when_loaded(
            context,
            output.destination,
            lambda layer: (style_search_areas(layer, labels, labelled), describe(layer, result)),
        )
        return output.destination

    def _write_best_point(self, result: Result, parameters: dict, context: QgsProcessingContext) -> str:
        structure = fields(
            photo="string(254)",
            place="string(200)",
            lat="double",
            lon="double",
            confidence="double",
            radius_km="double",
            unsure="integer",
            taken_at="string(40)",
            provider="string(80)",
            bundle="string(200)",
            version="string(40)",
            sha256="string(64)",
        )
        point = result.best_point
        feature = QgsFeature(structure)
        feature.setAttributes(
            [
                result.photo.name,
                point.place,
                point.lat,
                point.lon,
                result.confidence,
                result.confidence_radius_km,
                None if result.unsure is None else int(result.unsure),
                result.photo.taken_at,
                result.provider,
                result.bundle_name,
                result.bundle_version,
                result.photo.sha256,
            ]
        )
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(point.lon, point.lat)))
        with LayerOutput(self, parameters, BEST_POINT, context, structure, QgsWkbTypes.Type.Point, wgs84()) as output:
            output.add(feature)
        when_loaded(
            context, output.destination, lambda layer: (style_point(layer, BEST_SYMBOL), describe(layer, result))
        )
        return output.destination


def _values(result: Result) -> dict:
    return {
        "LATITUDE": result.best_point.lat,
        "LONGITUDE": result.best_point.lon,
        "PLACE": result.best_point.place,
        "CONFIDENCE": result.confidence,
        "UNSURE": result.unsure,
        "NOTE": result.confidence_note,
        "PROVIDER": result.provider,
    }


class _Progress:
    """Follows a photo in the log: a line a stage."""

    def __init__(self, feedback: QgsProcessingFeedback):
        self._feedback = feedback
        self._stage = ""

    def show(self, stage: str, share: float) -> None:
        """Show how far the photo is, 0..1 of the backend's work."""
        self._feedback.setProgress(100 * {STARTING: 0.0, FETCHING: 0.97}.get(stage, 0.05 + 0.9 * share))
        if stage != self._stage:
            self._stage = stage
            self._feedback.setProgressText(stage_text(stage))


def _report(result: Result, feedback: QgsProcessingFeedback) -> None:
    point = result.best_point
    feedback.pushInfo(
        tr("{photo}: {place} ({lat:.3f}, {lon:.3f})").format(
            photo=result.photo.name, place=point.place or tr("no place name"), lat=point.lat, lon=point.lon
        )
    )
    feedback.pushInfo(result.confidence_note)
    if result.provider_note:
        feedback.pushWarning(result.provider_note)
    for area in result.search_areas:
        feedback.pushInfo(found_area(area))
    for line in (*computed_lines(result), caution()):
        feedback.pushInfo(line)
