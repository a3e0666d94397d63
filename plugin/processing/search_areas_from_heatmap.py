"""*Search areas from heatmap*: ranked regions of any raster that holds densities or probabilities."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBand,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterRasterLayer,
    QgsWkbTypes,
)

from ..client import Target
from ..errors import FileError, ProtocolError
from ..gui.formats import found_area
from ..layers.chosen_area import FIELDS, feature_from_json
from ..layers.search_areas import style_search_areas
from ..result import SearchArea, decode, narrowest_first
from ..translation import tr
from .algorithm import Algorithm, fields, help_text, wgs84
from .layer_output import LayerOutput
from .loading import when_loaded
from .raster_file import RasterSource
from .targets import AREA_BUDGETS, RECALLS, TargetError, target_parameters, targets
from .waiting import BackendSession

INPUT, BAND, VALUES, OUTPUT = "INPUT", "BAND", "VALUES", "OUTPUT"
DENSITY, MASS = "density", "mass"
KINDS = (DENSITY, MASS)
SMALLEST_KM2 = 1e-6  # a raster can be as fine as a square metre


class SearchAreasFromHeatmap(Algorithm):
    """Sends a raster to the backend and writes the regions that it answers with."""

    ID = "searchareasfromheatmap"

    def displayName(self) -> str:
        """Return the title."""
        return tr("Search areas from heatmap")

    def shortDescription(self) -> str:
        """Return the tool tip."""
        return tr("Outlines the densest ground of a raster that fits an area or holds a probability.")

    def tags(self) -> list:
        """Return further words to find the algorithm by."""
        return tr("raster,density,probability,highest density region,area budget,recall,polygons").split(",")

    def shortHelpString(self) -> str:
        """Return the help beside the parameters."""
        return help_text(
            tr(
                "Finds the densest ground of a raster: as much as fits an area budget, or as little as holds a "
                "probability. The regions are ranked by their probability and named after the place they lie in."
            ),
            [
                (tr("Heatmap"), tr("any raster layer; nodata and values below 0 count as 0.")),
                (tr("Band"), tr("the band with the values.")),
                (
                    tr("Values"),
                    tr("probability per area (the same for pixels of any size), or probability in each pixel."),
                ),
                (tr("Area budgets"), tr("areas in km², separated by spaces or semicolons, such as “5000 100000”.")),
                (
                    tr("Probabilities"),
                    tr("shares of the raster's whole probability, such as “0.5 0.8”. They promise no recall."),
                ),
                (
                    tr("Search areas"),
                    tr("a polygon a region with rank, place, country, area_km2, probability and density."),
                ),
            ],
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Add parameters and outputs."""
        self.addParameter(QgsProcessingParameterRasterLayer(INPUT, tr("Heatmap")))
        self.addParameter(QgsProcessingParameterBand(BAND, tr("Band"), 1, INPUT, optional=True))
        self.addParameter(
            QgsProcessingParameterEnum(
                VALUES, tr("Values"), [tr("Probability per area"), tr("Probability in each pixel")], defaultValue=0
            )
        )
        budgets, recalls = target_parameters()
        recalls.setDescription(tr("Probabilities (between 0 and 1)"))
        self.addParameter(budgets)
        self.addParameter(recalls)
        self.addParameter(
            QgsProcessingParameterFeatureSink(OUTPUT, tr("Search areas"), QgsProcessing.SourceType.TypeVectorPolygon)
        )
        self.addOutput(QgsProcessingOutputNumber("REGIONS", tr("Number of regions")))

    def checkParameterValues(self, parameters: dict, context: QgsProcessingContext) -> tuple:
        """Refuse what is no budget and no probability, and nothing at all, before anything starts."""
        good, reason = super().checkParameterValues(parameters, context)
        if good:
            try:
                self._targets(parameters, context)
            except TargetError as error:
                return False, str(error)
        return good, reason

    def prepareAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Take what is needed of the layer: it belongs to another thread while the algorithm works."""
        layer = self.parameterAsRasterLayer(parameters, INPUT, context)
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, INPUT))
        try:
            self._source = RasterSource(layer, context.transformContext())
            return True
        except FileError as error:
            sentence = str(error)
        raise QgsProcessingException(sentence)  # bare, as in `Algorithm.processAlgorithm`

    def work(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Send the raster, ask for each search area, write the regions."""
        wanted = self._targets(parameters, context)
        kind = KINDS[self.parameterAsEnum(parameters, VALUES, context)]
        band = self.parameterAsInt(parameters, BAND, context)
        structure, shape = fields(**FIELDS), QgsWkbTypes.Type.MultiPolygon
        output = LayerOutput(self, parameters, OUTPUT, context, structure, shape, wgs84())
        areas, regions = [], 0
        with output, BackendSession(feedback) as session:
            feedback.setProgressText(tr("Reading the raster …"))
            file = self._source.geotiff(session.folder, feedback)
            feedback.setProgress(20)
            client = session.client()
            raster_id = session.answer(client.add_raster(file, band=band, values=kind))
            for number, target in enumerate(wanted, 1):
                feedback.setProgressText(tr("Finding search areas …"))
                answer = decode(session.answer(client.raster_search_area(raster_id, target)))
                areas.append(SearchArea.from_json(answer.get("search_area") or {}))
                regions += _write(answer.get("features"), output)
                feedback.setProgress(20 + 80 * number / len(wanted))
        for area in areas:
            feedback.pushInfo(found_area(area))
        labels = [area.label for area in narrowest_first(areas)]
        when_loaded(context, output.destination, lambda layer: style_search_areas(layer, labels, labels[0]))
        return {OUTPUT: output.destination, "REGIONS": regions}

    def _targets(self, parameters: dict, context: QgsProcessingContext) -> list:
        areas, shares = targets(
            self.parameterAsString(parameters, AREA_BUDGETS, context),
            self.parameterAsString(parameters, RECALLS, context),
            SMALLEST_KM2,
        )
        if not areas and not shares:
            raise TargetError(tr("There is nothing to find: give an area budget in km² or a probability."))
        return [Target(area_km2=area) for area in areas] + [Target(recall=share) for share in shares]


def _write(features: object, output: LayerOutput) -> int:
    """Write the regions of one search area and return their number."""
    if not isinstance(features, list):
        raise ProtocolError(tr("The backend's answer has no regions; update the plugin and its backend together."))
    for value in features:
        output.add(feature_from_json(value))
    return len(features)
