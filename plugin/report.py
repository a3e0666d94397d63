"""A one-page report of one result, as PDF or PNG.

QGIS draws a print layout in its main thread, maps included, and its window would stand still for seconds. So the maps
are drawn first, in the background, and stand in the layout as pictures; it is put together in small steps, and drawn
in bands, each in a turn of the event loop of its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFillSymbol,
    QgsLayoutExporter,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMarginsF, QObject, QRectF, QSize, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter, QPen

from .assets import plugin_version
from .errors import FileError, LayerError, PluginError
from .geolocation import Geolocated
from .gui.thumbnail import ThumbnailTask
from .layers.group import (
    BEST_POINT,
    EXIF_POSITION,
    HEATMAP,
    RESULT_KEY,
    SEARCH_AREAS,
    layers_of,
    load_layer,
    result_key,
)
from .layers.zoom import point_extent, region_extent, to_crs
from .report_page import BANDS, INSET, MAP, PAGE, Pictures, ReportPage
from .result import SearchArea
from .scratch import temporary_folder
from .translation import tr
from .whole_files import put_in_place
from .work import Work

SUFFIXES = (".pdf", ".png")
DPI = 200
PHOTO_PIXELS = 900
JPEG_QUALITY = 92
REGIONS_IN_VIEW = 3
SURROUNDINGS = 1.6
LEAST_DEGREES = 4.0
WORLD = QgsRectangle(-180.0, -65.0, 180.0, 82.0)
SEA = QColor("#dbe7ec")
LAND = {"color": "#f4f1ea", "outline_color": "#a8a294", "outline_width": "0.1"}
FRAME = QColor("#1d4ed8")
_running: set = set()


def save_report(
    project: QgsProject,
    geolocated: Geolocated,
    path: Path,
    *,
    area: SearchArea | None = None,
    chosen: QgsVectorLayer | None = None,
) -> Report:
    """Write the report of a result to `path`, a PDF or a PNG, in the background; the `Report` tells the outcome.

    `area` is the search area whose regions are listed, the result's telling one by default; `chosen` is the layer
    that shows it, in place of the preset areas. The map shows the project's visible layers under the result's, and
    QGIS's world map where there are none. Raises `FileError` for another suffix.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise FileError(tr("{name} must end in .pdf or .png; choose another name.").format(name=path.name))
    report = Report(project, geolocated, path, area or geolocated.result.telling_area, chosen)
    report.start()
    return report


@dataclass
class _Map:
    """A map that is being drawn, and the file that it goes to."""

    job: QgsMapRendererParallelJob
    file: Path
    image: QImage


class Report(QObject):
    """A report on its way; emits one of `saved(Path)` and `failed(PluginError)`."""

    saved = pyqtSignal(object)
    failed = pyqtSignal(object)

    def __init__(
        self,
        project: QgsProject,
        geolocated: Geolocated,
        path: Path,
        area: SearchArea | None,
        chosen: QgsVectorLayer | None,
    ):
        super().__init__()
        self._project, self._geolocated, self._path, self._area = project, geolocated, path, area
        self._chosen = chosen
        self._degrees = _extent(geolocated, area)
        self._folder = temporary_folder()
        self._own: list = []
        self._world: QgsVectorLayer | None = None
        self._main: _Map | None = None
        self._inset: _Map | None = None
        self._photo = QImage()
        self._left = 0
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)
        self._steps: Iterator[None] | None = None
        self._then: Callable[[], None] | None = None
        self._page: ReportPage | None = None
        self._part = path
        self._canvas: QPdfWriter | QImage | None = None
        self._painter: QPainter | None = None

    def start(self) -> None:
        """Begin; what follows is done in turns of the event loop."""
        _running.add(self)
        self._take_turns(self._prepare(), self._draw_parts)

    def _take_turns(self, steps: Iterator[None], then: Callable[[], None]) -> None:
        """Run `steps`, each in a turn of the event loop of its own, and `then`; an error ends the report."""
        self._steps, self._then = steps, then
        self._turn.start()

    def _go_on(self) -> None:
        try:
            next(self._steps)
        except StopIteration:
            self._turn.stop()
            self._then()
        except PluginError as error:
            self._end(self.failed, error)

    def _prepare(self) -> Iterator[None]:
        """Get layers and maps ready."""
        self._own = _own_layers(self._project, self._geolocated, self._chosen)
        yield
        self._world = world_map()
        yield
        self._main = self._make_main_map()
        yield
        if self._world is not None:
            wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
            self._inset = self._map("world.jpg", [self._own[-1], self._world], wgs84, WORLD, INSET)

    def _draw_parts(self) -> None:
        """Draw the maps and read the photo, all at once in the background."""
        jobs = [one.job for one in (self._main, self._inset) if one is not None]
        self._left = len(jobs) + 1
        photo = ThumbnailTask(self._geolocated.pictured, QSize(PHOTO_PIXELS, PHOTO_PIXELS))
        photo.decoded.connect(self._on_photo)
        photo.begin()
        for job in jobs:
            job.finished.connect(self._on_part)
            job.start()
        self._project.layersWillBeRemoved.connect(self._on_layers_going)

    def _on_layers_going(self, going: list) -> None:
        """Draw the map anew without the layers of these ids: QGIS crashes where one goes while it is drawn."""
        job = self._main.job if self._main is not None else None
        if job is None or not job.isActive() or not any(layer.id() in going for layer in job.mapSettings().layers()):
            return
        job.finished.disconnect(self._on_part)
        job.cancel()  # waits for what is being drawn, as QGIS's canvas does
        self._main = self._make_main_map(without=going)
        self._main.job.finished.connect(self._on_part)
        self._main.job.start()

    def _make_main_map(self, without: Collection[str] = ()) -> _Map:
        crs = self._project.crs()
        try:
            extent = to_crs(self._degrees, crs)
        except LayerError:  # a CRS of a part of the world, and the photo is from elsewhere
            crs = QgsCoordinateReferenceSystem("EPSG:3857")
            extent = to_crs(self._degrees, crs)
        if not crs.isValid():
            crs = QgsCoordinateReferenceSystem("EPSG:4326")
        base = _base_layers(self._project, without) or [layer for layer in (self._world,) if layer is not None]
        return self._map("map.jpg", [*self._own, *base], crs, extent, MAP)

    def _map(
        self, name: str, layers: list, crs: QgsCoordinateReferenceSystem, extent: QgsRectangle, place: tuple
    ) -> _Map:
        settings = QgsMapSettings()
        settings.setTransformContext(self._project.transformContext())
        settings.setEllipsoid(self._project.ellipsoid())
        settings.setOutputSize(QSize(*(round(side / 25.4 * DPI) for side in place[2:])))
        settings.setOutputDpi(DPI)
        settings.setDestinationCrs(crs)
        settings.setExtent(extent)
        settings.setLayers(layers)
        settings.setBackgroundColor(SEA if self._world in layers else self._project.backgroundColor())
        context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(None))
        context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
        settings.setExpressionContext(context)
        return _Map(QgsMapRendererParallelJob(settings), self._folder / name, QImage())

    def _on_photo(self, _: str, image: QImage) -> None:
        self._photo = image
        self._on_part()

    def _on_part(self) -> None:
        """Count the parts that are there; with the last one, write the pictures."""
        self._left -= 1
        if self._left:
            return
        self._main.image = self._main.job.renderedImage()
        images = {self._main.file: self._main.image}
        if self._inset is not None:
            self._inset.image = self._inset.job.renderedImage()
            images[self._inset.file] = _framed(self._inset.image, self._degrees)
        if not self._photo.isNull():
            images[self._folder / "photo.jpg"] = self._photo
        self._write(images, self._lay_out)

    def _lay_out(self) -> None:
        settings = self._main.job.mapSettings()
        pictures = Pictures(
            photo=None if self._photo.isNull() else self._folder / "photo.jpg",
            map=self._main.file,
            world=self._inset.file if self._inset is not None else None,
            extent=settings.visibleExtent(),
            crs=settings.destinationCrs(),
        )
        self._page = ReportPage(self._project, self._geolocated, self._area, pictures, self._own)
        self._take_turns(self._page.steps(), self._begin)

    def _begin(self) -> None:
        """Open the file and draw the page, one band of it at a time."""
        width, height = PAGE
        self._part = self._folder / f"report{self._path.suffix.lower()}"
        if self._part.suffix == ".pdf":
            self._canvas = QPdfWriter(str(self._part))
            self._canvas.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
            self._canvas.setPageMargins(QMarginsF(0, 0, 0, 0))
            self._canvas.setResolution(DPI)
            self._canvas.setTitle(tr("Where was {name} taken?").format(name=self._geolocated.photo.name))
            self._canvas.setCreator(f"Photo Geolocator {plugin_version()}")
        else:
            self._canvas = QImage(round(width / 25.4 * DPI), round(height / 25.4 * DPI), QImage.Format.Format_RGB32)
            self._canvas.setDotsPerMeterX(round(DPI / 0.0254))
            self._canvas.setDotsPerMeterY(round(DPI / 0.0254))
        self._painter = QPainter()
        if not self._painter.begin(self._canvas):
            self._end(self.failed, self._full())
            return
        self._take_turns(self._bands(), self._finish)

    def _bands(self) -> Iterator[None]:
        """Draw the page from top to bottom."""
        width, _ = PAGE
        scale = self._canvas.width() / width
        exporter = QgsLayoutExporter(self._page.layout)
        for top, bottom in BANDS:
            self._painter.save()
            self._painter.setClipRect(QRectF(0, top * scale, width * scale, (bottom - top) * scale))
            self._painter.translate(0, top * scale)
            exporter.renderRegion(self._painter, QRectF(0, top, width, bottom - top))
            self._painter.restore()
            yield

    def _finish(self) -> None:
        good = self._painter.end()
        if self._part.suffix == ".png":
            self._write({self._part: self._canvas}, self._place)
        elif good:
            self._canvas = None
            self._place()
        else:
            self._end(self.failed, self._full())

    def _place(self) -> None:
        """Put the finished file where it belongs: whole or not at all."""
        beside = self._path.with_name(f".{self._path.name}.part")
        try:
            shutil.copyfile(self._part, beside)
            put_in_place(beside, self._path)
        except OSError as error:
            with suppress(OSError):
                beside.unlink()
            self._end(self.failed, _unwritable(self._path, error.strerror or error))
            return
        self._end(self.saved, self._path)

    def _write(self, images: dict, then: Callable[[], None]) -> None:
        """Write images to their files in a worker thread, and then go on."""
        work = Work(_write_images, images)
        work.done.connect(lambda good: then() if good else self._end(self.failed, self._full()))
        work.begin()

    def _full(self) -> PluginError:
        return _unwritable(self._path, tr("the temporary folder is full"))

    def _end(self, signal, value: object) -> None:
        _running.discard(self)
        self._turn.stop()
        shutil.rmtree(self._folder, ignore_errors=True)
        # Layout and layers must go here and now: left in a cycle, they would be taken by Python's collector, which
        # runs in whatever thread comes along.
        self._steps = self._then = self._painter = self._canvas = self._page = self._main = self._inset = None
        self._world = self._chosen = None
        self._own = []
        signal.emit(value)


def _write_images(images: dict) -> bool:
    """Write each `{path: image}`; runs in a worker thread."""
    return all(
        image.save(str(path), None, JPEG_QUALITY if path.suffix == ".jpg" else -1) for path, image in images.items()
    )


def world_map() -> QgsVectorLayer | None:
    """Return the countries that QGIS ships (Natural Earth, public domain), if this one does."""
    source = Path(QgsApplication.pkgDataPath()) / "resources" / "data" / "world_map.gpkg"
    if not source.is_file():
        return None
    layer = QgsVectorLayer(f"{source}|layername=countries", tr("World"), "ogr")
    if not layer.isValid():
        return None
    layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(LAND)))
    return layer


def _own_layers(project: QgsProject, geolocated: Geolocated, chosen: QgsVectorLayer | None) -> list:
    """Return copies of the result's layers, the heatmap last; those that are gone are read again.

    Copies, because a person may close the project while the report is made.
    """
    there = layers_of(project, result_key(geolocated))
    roles = [BEST_POINT, HEATMAP] if chosen is not None else [BEST_POINT, SEARCH_AREAS, HEATMAP]
    if geolocated.result.photo.exif_position is not None:
        roles.insert(1, EXIF_POSITION)
    layers = [there[role].clone() if role in there else load_layer(geolocated, role) for role in roles]
    if chosen is not None:
        layers.insert(-1, chosen.clone())
    return layers


def _base_layers(project: QgsProject, without: Collection[str] = ()) -> list:
    """Return the project's visible layers, top first, but for those of results and those of the ids `without`."""
    root = project.layerTreeRoot()
    visible = set(root.checkedLayers())
    return [
        layer
        for layer in root.layerOrder()
        if layer in visible and layer.id() not in without and not layer.customProperty(RESULT_KEY)
    ]


def _extent(geolocated: Geolocated, area: SearchArea | None) -> QgsRectangle:
    """Return the extent of the likeliest regions, in degrees, with their surroundings."""
    extent = point_extent(geolocated.result.best_point, LEAST_DEGREES)
    for region in area.regions[:REGIONS_IN_VIEW] if area is not None else ():
        extent.combineExtentWith(region_extent(region))
    extent.scale(SURROUNDINGS)
    return extent.intersect(QgsRectangle(-180.0, -90.0, 180.0, 90.0))


def _framed(world: QImage, degrees: QgsRectangle) -> QImage:
    """Return the picture of the world with a frame around what the map shows."""
    image = world.copy()
    settings = QgsMapSettings()
    settings.setOutputSize(image.size())
    settings.setExtent(WORLD)
    to_pixel = settings.mapToPixel()
    corner, opposite = (
        to_pixel.transform(degrees.xMinimum(), degrees.yMaximum()),
        to_pixel.transform(degrees.xMaximum(), degrees.yMinimum()),
    )
    painter = QPainter(image)
    painter.setPen(QPen(FRAME, 3))
    painter.drawRect(QRectF(corner.toQPointF(), opposite.toQPointF()))
    painter.end()
    return image


def _unwritable(path: Path, reason: object) -> FileError:
    return FileError(
        tr("{name} can't be written ({reason}); free some disk space or choose another folder.").format(
            name=path.name, reason=reason
        )
    )
