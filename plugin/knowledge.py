"""What the analyst points at, made into what the backend takes: the map's extent, polygons, countries, rasters.

Whatever takes long is done outside QGIS's main thread.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from qgis.core import QgsFeedback, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal

from .ensemble_choice import EnsembleChoice
from .errors import FileError, PluginError
from .photo_queue import PhotoQueue
from .processing.raster_file import RasterSource
from .restriction_polygons import PolygonSource, extent_geojson
from .scratch import temporary_folder
from .translation import tr
from .work import Work


class Knowledge(QObject):
    """Gives an `EnsembleChoice` restrictions and priors; emits `failed(PluginError)` where one can't be made.

    `countries(tuple)` answers `ask_countries`. What is ready only after another result is shown is dropped.
    """

    failed = pyqtSignal(object)
    countries = pyqtSignal(object)

    def __init__(self, choice: EnsembleChoice, queue: PhotoQueue, canvas: QgsMapCanvas, parent: QObject | None = None):
        super().__init__(parent)
        self._choice = choice
        self._queue = queue
        self._canvas = canvas

    def ask_countries(self) -> None:
        """Ask the backend which countries there are."""
        if self._queue.client is not None:
            call = self._queue.client.countries()
            call.done.connect(self.countries)
            call.failed.connect(self.failed)

    def restrict_to_extent(self, inside: bool) -> None:
        """Search in what the map shows now, or everywhere else."""
        settings = self._canvas.mapSettings()
        try:
            geojson = extent_geojson(
                settings.visiblePolygon(), settings.destinationCrs(), QgsProject.instance().transformContext()
            )
        except PluginError as error:
            self.failed.emit(error)
            return
        self._choice.restrict_to_polygons(geojson, tr("the map's extent"), inside=inside)

    def restrict_to_layer(self, layer: QgsVectorLayer, selected: bool, inside: bool) -> None:
        """Search in a layer's polygons, or in its selected ones, or everywhere else."""
        try:
            source = PolygonSource(layer, QgsProject.instance().transformContext(), selected=selected)
        except PluginError as error:
            self.failed.emit(error)
            return
        label = tr("the selection of {name}").format(name=source.name) if selected else source.name
        self._work(
            source.geojson,
            done=lambda geojson: self._choice.restrict_to_polygons(geojson, label, inside=inside),
        )

    def restrict_to_countries(self, codes: list, inside: bool) -> None:
        """Search in countries, or everywhere else."""
        self._choice.restrict_to_countries(codes, inside=inside)

    def add_prior(self, layer: QgsRasterLayer) -> None:
        """Send a raster layer as a prior; one that is no plain GeoTIFF is written as one first."""
        try:
            source = RasterSource(layer, QgsProject.instance().transformContext())
            folder = temporary_folder()
        except OSError as error:
            text = tr("QGIS's temporary folder can't be written to ({reason}); free some disk space.")
            self.failed.emit(FileError(text.format(reason=error.strerror)))
            return
        except PluginError as error:
            self.failed.emit(error)
            return

        def clean_up() -> None:
            shutil.rmtree(folder, ignore_errors=True)

        def send(file: Path) -> None:
            call = self._choice.add_prior(file, source.name)
            if call is None:
                clean_up()
            else:
                call.closed.connect(clean_up)

        self._work(
            source.geotiff,
            folder,
            QgsFeedback(),
            done=send,
            dropped=clean_up,
        )

    def _work(self, function: Callable, *arguments, done: Callable, dropped: Callable = bool) -> None:
        """Work in the background, and go on in `done` unless another result is shown by then, or it failed."""
        jobs = self._choice.jobs

        def on_done(value: object) -> None:
            if self._choice.jobs == jobs:
                done(value)
            else:
                dropped()

        def on_failed(error: PluginError) -> None:
            dropped()
            if self._choice.jobs == jobs:
                self.failed.emit(error)

        work = Work(function, *arguments)
        work.done.connect(on_done)
        work.failed.connect(on_failed)
        work.begin()
