"""*Recall vs Area of predictions*: how good predictions are, as a table, a curve and a page."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from html import escape
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsRasterLayer,
    QgsWkbTypes,
)

from ..errors import Cancelled, FileError, PluginError, ProblemError
from ..gui.formats import percent, square_kilometres, whole
from ..translation import tr
from ..whole_files import write_whole
from .algorithm import Algorithm, fields, help_text, wgs84
from .layer_output import LayerOutput
from .raster_file import RasterSource
from .rva import CAP_RADII_KM, SPHERE_AREA_KM2, Curve, cap_area_km2, measure
from .rva_plot import picture, svg
from .search_areas_from_heatmap import KINDS
from .targets import AREA_BUDGETS, TargetError, area_budgets, target_parameters
from .waiting import BackendSession

INPUT, AREA_FIELD, HEATMAP_FIELD, HEATMAP_FOLDER = "INPUT", "AREA_FIELD", "HEATMAP_FIELD", "HEATMAP_FOLDER"
VALUES, TABLE, PLOT, OUTPUT_HTML = "VALUES", "TABLE", "PLOT", "OUTPUT_HTML"
# Even steps on a logarithmic axis: the table's, and finer ones for the drawn line.
STEPS_KM2 = tuple(digit * 10.0**power for power in range(2, 9) for digit in (1, 2, 5))
LARGEST_KM2 = 1.001 * SPHERE_AREA_KM2  # of the ellipsoid, or rounded
CURVE_KM2 = tuple(min(100 * 10 ** (step / 20), SPHERE_AREA_KM2) for step in range(135))


class RecallVsArea(Algorithm):
    """Collects the area searched until each truth is found, and draws how recall grows with area."""

    ID = "recallvsarea"

    def displayName(self) -> str:
        """Return the title."""
        return tr("Recall vs Area of predictions")

    def shortDescription(self) -> str:
        """Return the tool tip."""
        return tr("Which share of photos is found when an area is searched: table, curve and intervals.")

    def tags(self) -> list:
        """Return further words to find the algorithm by."""
        return tr("recall,area,evaluation,accuracy,curve,truth,bootstrap,validation").split(",")

    def shortHelpString(self) -> str:
        """Return the help beside the parameters."""
        return help_text(
            tr(
                "Tells how good predictions are where the true places are known: for each area budget, the share of "
                "photos whose true place lies in the densest ground of that size, with a 95 % interval."
            ),
            [
                (
                    tr("Photos or true places"),
                    tr("the layer photos of “Geolocate folder of photos”, any layer with such areas, or true places."),
                ),
                (
                    tr("Field of the area to the truth"),
                    tr("the area in km² that had to be searched until the true place was found."),
                ),
                (
                    tr("Field of the heatmap"),
                    tr(
                        "instead of such areas: the file name of each true place's heatmap; the areas are then "
                        "measured. The layer must have points."
                    ),
                ),
                (tr("Heatmap folder"), tr("where these files are; not needed for whole paths.")),
                (tr("Values of the heatmaps"), tr("probability per area, or probability in each pixel.")),
                (tr("Area budgets"), tr("further areas in km² for the table, such as “5000 100000”.")),
                (
                    tr("Table"),
                    tr("a row an area budget: recall, interval, photos; the caps of 25 to 2500 km are named."),
                ),
                (tr("Plot"), tr("the curve, as SVG or PNG.")),
                (tr("Report"), tr("table and curve as a page of HTML.")),
            ],
            tr("Rows without an area or a heatmap are left out, and counted."),
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Add parameters and outputs."""
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                INPUT, tr("Photos or true places"), [QgsProcessing.SourceType.TypeVector]
            )
        )
        self.addParameter(
            QgsProcessingParameterField(
                AREA_FIELD,
                tr("Field of the area to the truth (km²)"),
                "truth_area_km2",
                INPUT,
                QgsProcessingParameterField.DataType.Any,  # numbers, or texts that are: a CSV file has no other
                optional=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterField(
                HEATMAP_FIELD,
                tr("Field of the heatmap"),
                None,
                INPUT,
                QgsProcessingParameterField.DataType.String,
                optional=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterFile(
                HEATMAP_FOLDER, tr("Heatmap folder"), QgsProcessingParameterFile.Behavior.Folder, optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                VALUES,
                tr("Values of the heatmaps"),
                [tr("Probability per area"), tr("Probability in each pixel")],
                defaultValue=0,
            )
        )
        self.addParameter(target_parameters()[0])
        self.addParameter(QgsProcessingParameterFeatureSink(TABLE, tr("Table"), QgsProcessing.SourceType.TypeVector))
        self.addParameter(
            QgsProcessingParameterFileDestination(
                PLOT, tr("Plot"), tr("SVG files (*.svg);;PNG files (*.png)"), optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(OUTPUT_HTML, tr("Report"), tr("HTML files (*.html)"), optional=True)
        )
        self.addOutput(QgsProcessingOutputNumber("PHOTOS", tr("Photos counted")))
        self.addOutput(QgsProcessingOutputNumber("LEFT_OUT", tr("Photos left out")))
        self.addOutput(QgsProcessingOutputNumber("MEAN_LOG10_AREA", tr("Mean of log10 of the area in km²")))
        for radius in CAP_RADII_KM:
            self.addOutput(
                QgsProcessingOutputNumber(_recall_name(radius), tr("Recall at a cap of {km} km").format(km=radius))
            )

    def checkParameterValues(self, parameters: dict, context: QgsProcessingContext) -> tuple:
        """Refuse what is no budget before anything starts."""
        good, reason = super().checkParameterValues(parameters, context)
        if good:
            try:
                area_budgets(self.parameterAsString(parameters, AREA_BUDGETS, context))
                plot = self.parameterAsFileOutput(parameters, PLOT, context)
                if plot and Path(plot).suffix.lower() not in (".svg", ".png"):
                    return False, tr("The plot must be a file that ends in .svg or .png.")
            except TargetError as error:
                return False, str(error)
        return good, reason

    def work(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Collect the areas, measure, and write table, plot and page."""
        source = self.parameterAsSource(parameters, INPUT, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, INPUT))
        if self.parameterAsString(parameters, HEATMAP_FIELD, context):
            found = self._measured(source, parameters, context, feedback)
        else:
            found = self._read(source, parameters, context)
        areas, without, beyond = [], 0, 0
        for area in found:
            if area is None or not math.isfinite(area) or area <= 0:
                without += 1
            elif area > LARGEST_KM2:
                beyond += 1
            else:
                areas.append(area)
        if without:
            feedback.pushWarning(tr("{count} rows have no area to the truth and are left out.").format(count=without))
        if beyond:
            feedback.pushWarning(
                tr("{count} rows have an area larger than the Earth and are left out; areas must be in km².").format(
                    count=beyond
                )
            )
        left_out = without + beyond
        if not areas:
            raise PluginError(
                tr("No row has an area to the truth; choose another field, or photos with an EXIF position.")
            )
        caps = {cap_area_km2(radius): tr("{km} km cap").format(km=radius) for radius in CAP_RADII_KM}
        listed = {*caps, *STEPS_KM2, *area_budgets(self.parameterAsString(parameters, AREA_BUDGETS, context))}
        curve = measure(areas, [*listed, *CURVE_KM2], lambda: _check(feedback))
        outputs = self._write(curve, listed, caps, source.sourceName(), parameters, context)
        for radius in CAP_RADII_KM:
            recall = curve.recalls[cap_area_km2(radius)]
            outputs[_recall_name(radius)] = recall.value
            feedback.pushInfo(
                tr("{cap}: {recall} (95 %: {low} to {high})").format(
                    cap=caps[cap_area_km2(radius)],
                    recall=percent(recall.value),
                    low=percent(recall.low),
                    high=percent(recall.high),
                )
            )
        return {
            **outputs,
            "PHOTOS": curve.photos,
            "LEFT_OUT": left_out,
            "MEAN_LOG10_AREA": curve.mean_log10_area.value,
        }

    def _read(
        self, source: QgsProcessingFeatureSource, parameters: dict, context: QgsProcessingContext
    ) -> Iterator[float | None]:
        name = self.parameterAsString(parameters, AREA_FIELD, context)
        place = source.fields().lookupField(name)
        if place < 0:
            raise PluginError(
                tr(
                    "The layer has no field “{name}”; choose the field of the area to the truth, or of the heatmap."
                ).format(name=name)
            )
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry).setSubsetOfAttributes([place])
        for feature in source.getFeatures(request):
            yield _number(feature.attributes()[place], name)

    def _measured(
        self,
        source: QgsProcessingFeatureSource,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> list:
        """Return the area of each true place in its heatmap, None where that is missing or can't be read."""
        folder = self.parameterAsString(parameters, HEATMAP_FOLDER, context)
        kind = KINDS[self.parameterAsEnum(parameters, VALUES, context)]
        places = _places(source, self.parameterAsString(parameters, HEATMAP_FIELD, context), Path(folder), context)
        areas = [None] * len(places.pop(None, ()))
        with BackendSession(feedback) as session:
            client = session.client()
            for number, (file, points) in enumerate(places.items()):
                feedback.setProgress(100 * number / len(places))
                try:
                    if not file.is_file():
                        raise FileError(tr("There is no heatmap {name}.").format(name=file.name))
                    raster = RasterSource(QgsRasterLayer(str(file), file.name), context.transformContext())
                    raster_id = session.answer(
                        client.add_raster(raster.geotiff(session.folder, feedback), band=1, values=kind)
                    )
                except (FileError, ProblemError) as error:  # this one's fault: the others count
                    feedback.pushWarning(str(error))
                    areas += [None] * len(points)
                    continue
                areas += [session.answer(client.raster_area_at(raster_id, *point)).area_km2 for point in points]
                session.answer(client.delete_raster(raster_id))
        return areas

    def _write(
        self, curve: Curve, listed: set, caps: dict, name: str, parameters: dict, context: QgsProcessingContext
    ) -> dict:
        structure = fields(
            label="string(40)", area_km2="double", recall="double", low="double", high="double", photos="integer"
        )
        nowhere = QgsCoordinateReferenceSystem()
        output = LayerOutput(self, parameters, TABLE, context, structure, QgsWkbTypes.Type.NoGeometry, nowhere)
        rows = [(caps.get(budget, ""), budget, recall) for budget, recall in curve.recalls.items() if budget in listed]
        with output:
            for label, budget, recall in rows:
                feature = QgsFeature(structure)
                feature.setAttributes([label or None, budget, recall.value, recall.low, recall.high, curve.photos])
                output.add(feature)
        outputs = {TABLE: output.destination}
        title = tr("Recall vs Area: {name}, {count} photos").format(name=name, count=whole(curve.photos))
        drawing = svg(curve, title)
        plot = self.parameterAsFileOutput(parameters, PLOT, context)
        if plot:
            write_whole(Path(plot), picture(Path(plot), drawing))
            outputs[PLOT] = plot
        page = self.parameterAsFileOutput(parameters, OUTPUT_HTML, context)
        if page:
            write_whole(Path(page), _page(title, drawing, rows, curve).encode("utf-8"))
            outputs[OUTPUT_HTML] = page
        return outputs


def _recall_name(radius_km: int) -> str:
    return f"RECALL_{radius_km}_KM"


def _check(feedback: QgsProcessingFeedback) -> None:
    if feedback.isCanceled():
        raise Cancelled(tr("Cancelled."))


def _number(value: object, field: str) -> float | None:
    """Return a field's value as a number, None for none; raise `PluginError` for a comma, which can mean two things."""
    if not isinstance(value, (str, int, float)):
        return None
    with suppress(ValueError):
        return float(value)
    with suppress(ValueError):
        float(value.replace(",", ""))
        raise PluginError(
            tr(
                "The field “{name}” holds “{value}”: add the table as delimited text and say there that the comma is "
                "for decimals, or write numbers with a point."
            ).format(name=field, value=value)
        )
    return None


def _places(source: QgsProcessingFeatureSource, field: str, folder: Path, context: QgsProcessingContext) -> dict:
    """Return the true places, latitude and longitude in degrees, by their heatmap; None has those without one."""
    if QgsWkbTypes.geometryType(source.wkbType()) != QgsWkbTypes.GeometryType.PointGeometry:
        raise PluginError(tr("The true places must be points; choose a layer of points."))
    request = QgsFeatureRequest().setDestinationCrs(wgs84(), context.transformContext())
    places = defaultdict(list)
    for feature in source.getFeatures(request):
        name, geometry = feature[field], feature.geometry()
        if not isinstance(name, str) or not name or geometry.isEmpty():
            places[None].append(None)
            continue
        point = geometry.centroid().asPoint()
        places[folder / name].append((point.y(), point.x()))
    return places


def _page(title: str, drawing: str, rows: list, curve: Curve) -> str:
    head = (tr("Area"), tr("km²"), tr("Recall"), tr("95 % interval"))
    table = "".join(
        f"<tr><td>{escape(label)}</td><td align='right'>{square_kilometres(budget)}</td>"
        f"<td align='right'>{percent(recall.value)}</td>"
        f"<td>{percent(recall.low)} – {percent(recall.high)}</td></tr>"
        for label, budget, recall in rows
    )
    log = curve.mean_log10_area
    mean = tr("Mean of log10 of the area: {value:.3f} (95 %: {low:.3f} to {high:.3f}), that is {area} km².").format(
        value=log.value, low=log.low, high=log.high, area=square_kilometres(10**log.value)
    )
    heads = "".join(f"<th align='left'>{escape(text)}</th>" for text in head)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{escape(title)}</title></head><body>{drawing}"
        f"<p>{escape(mean)}</p><table cellpadding='4'><tr>{heads}</tr>{table}</table></body></html>"
    )
