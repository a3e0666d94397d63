"""What the plugin's algorithms share: icon, group, guide, and errors in one sentence."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QIcon

from ..assets import PLUGIN_ROOT, icon
from ..errors import PluginError
from ..guide import PROCESSING, help_url
from ..translation import tr

WGS84 = "EPSG:4326"


class Algorithm(QgsProcessingAlgorithm):
    """Base of the algorithms: a subclass gives `ID`, its texts, its parameters and `work`.

    QGIS runs `work` in a background thread: no iface, no widgets, no project there.
    """

    ID = ""

    def name(self) -> str:
        """Return the second half of the algorithm's id."""
        return self.ID

    def createInstance(self) -> QgsProcessingAlgorithm:
        """Return the algorithm anew, for one run."""
        return type(self)()

    def icon(self) -> QIcon:
        """Return the algorithm's own icon."""
        return icon(f"algorithm_{self.ID}")

    def svgIconPath(self) -> str:
        """Return where the icon is, for the model designer."""
        return str(PLUGIN_ROOT / "resources" / "icons" / f"algorithm_{self.ID}.svg")

    def helpUrl(self) -> str:
        """Return where the guide, which comes with the plugin, tells of the algorithms."""
        return help_url(PROCESSING).toString()

    def output_file(self, parameters: dict, name: str, context: QgsProcessingContext) -> str:
        """Return the file of an output, "" for none; a temporary one has another name at each call.

        Only `work` may ask `parameterAsOutputLayer`, once: each time it makes QGIS expect a layer of that name.
        """
        aside = QgsProcessingContext()
        aside.setExpressionContext(context.expressionContext())
        return self.parameterAsOutputLayer(parameters, name, aside)

    def work(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Do what the algorithm is for and return its outputs; a `PluginError` ends the run with its sentence."""
        raise NotImplementedError

    def processAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        """Run `work`; QGIS shows the sentence of a `QgsProcessingException` and no traceback."""
        try:
            return self.work(parameters, context, feedback or QgsProcessingFeedback())
        except (PluginError, QgsProcessingException) as error:
            sentence = str(error)
        # QGIS never lets go of an exception, nor then of what its traceback's frames hold. A layer that is there still
        # when Python ends crashes QGIS.
        del parameters, context, feedback
        raise QgsProcessingException(sentence)


def fields(**kinds: str) -> QgsFields:
    """Return fields by name, their kinds as in a memory layer's URI: `string(200)`, `double`, `integer`.

    The constructor of QgsField takes another kind of type in each QGIS series; the URI's words stay.
    """
    listed = "&".join(f"field={name}:{kind}" for name, kind in kinds.items())
    made = QgsFields()
    layer = QgsVectorLayer(f"NoGeometry?{listed}", "fields", "memory")
    for field, kind in zip(layer.fields(), kinds.values()):  # noqa: B905 - 3.9
        if "(" not in kind:
            # Any length and precision: to those of the URI's defaults, CSV and Shapefile would round and cut.
            field.setLength(0)
            field.setPrecision(0)
        made.append(field)
    return made


def wgs84() -> QgsCoordinateReferenceSystem:
    """Return the CRS of everything the backend tells: longitude and latitude in degrees."""
    return QgsCoordinateReferenceSystem(WGS84)


def help_text(intro: str, entries: list, closing: str = "") -> str:
    """Return a help page: what the algorithm does, then a line for each parameter and output."""
    lines = "".join(f"<li><b>{name}</b>: {text}</li>" for name, text in entries)
    return f"<p>{intro}</p><ul>{lines}</ul>" + (f"<p>{closing}</p>" if closing else "")


def caution() -> str:
    """Return what every result must be read with."""
    return tr(
        "The result is a lead for an analyst, never proof. Photos stay on this machine; a photo's EXIF position "
        "is only compared with the result."
    )
