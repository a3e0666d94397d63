"""A layer that an algorithm writes: all of its features, or an error and no file."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingException,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..errors import FileError
from ..translation import tr
from .algorithm import Algorithm

WRITE_ONLY = (".sql",)  # what GDAL can't read again


class LayerOutput:
    """The layer of an output parameter, whole once its `with` block has ended.

    QGIS closes a file without a word about what did not fit on the disk; so it is read again and counted.
    Raises `FileError`, and leaves no broken file behind.
    """

    def __init__(
        self,
        algorithm: Algorithm,
        parameters: dict,
        name: str,
        context: QgsProcessingContext,
        structure: QgsFields,
        shape: QgsWkbTypes.Type,
        crs: QgsCoordinateReferenceSystem,
    ):
        self._sink, self.destination = algorithm.parameterAsSink(parameters, name, context, structure, shape, crs)
        if self._sink is None:
            raise QgsProcessingException(algorithm.invalidSinkError(parameters, name))
        self._count = 0

    def __enter__(self) -> LayerOutput:
        return self

    def add(self, feature: QgsFeature) -> None:
        """Write a feature."""
        if not self._sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            raise FileError(
                tr("A feature can't be written ({reason}); choose another place.").format(
                    reason=self._sink.lastError() or self.destination
                )
            )
        self._count += 1

    def __exit__(self, kind: type | None, *_: object) -> None:
        self._sink = None  # closes the file
        path, _, table = self.destination.partition("|")
        file = Path(path)
        if not file.is_file() or file.suffix.lower() in WRITE_ONLY:  # a layer in memory, or of a database
            return
        if kind is None and QgsVectorLayer(self.destination, "written", "ogr").featureCount() >= self._count:
            return
        if not table:  # else the file may hold what is somebody's
            file.unlink(missing_ok=True)
        if kind is None:
            raise FileError(
                tr("{name} can't be written whole; free some disk space or choose another place.").format(
                    name=file.name
                )
            )
