"""The one page of a report as a print layout: photo, findings, map, regions, provenance, caveat. A4, upright.

Its maps are pictures that were drawn before, outside QGIS's main thread: the layout itself is quick to draw.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsLayerTree,
    QgsLayoutFrame,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemManualTable,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutMeasurement,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendStyle,
    QgsMapLayerLegendUtils,
    QgsPrintLayout,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsTableCell,
    QgsTextFormat,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QDateTime, QLocale, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF

from . import labels
from .assets import RESOURCES, plugin_version
from .compat import format_label, use_real_text
from .geolocation import Geolocated
from .gui import formats
from .layers.provenance import caveat, choices_lines, computed_lines
from .result import Result, SearchArea
from .translation import tr

PAGE = (210.0, 297.0)  # millimetres, as everything here
# The page's parts from top to bottom: nothing reaches from one into another.
BANDS = ((0.0, 28.0), (28.0, 85.0), (85.0, 192.0), (192.0, 250.0), (250.0, 297.0))
# A column of pictures and map, and a narrow one beside it.
LEFT, RIGHT = 12.0, 198.0
PHOTO = (12.0, 30.0, 78.0, 52.0)  # left, top, width, height
FACTS = (94.0, 30.0, 104.0, 52.0)
MAP = (12.0, 87.0, 136.0, 103.0)
ROW_GAP = 1.6  # between the legend's rows, so that they end above the world beneath them
SIDE = (151.0, 86.0, 47.0, 76.0)
INSET = (151.0, 164.0, 47.0, 26.0)
REGIONS_TOP, MOST_REGIONS = 194.0, 8
COLUMNS = (9.0, 107.0, 36.0, 26.0)
TITLE_SIZE = 17.0
FACT_SIZES = (8.5, 7.5, 6.5, 5.5)  # the first that lets all facts in
# Every second colour of the heatmap is enough to read it by, the densest on top; ahead of them are a title and "less".
RAMP_NODES = (10, 8, 6, 4, 2)
PROVENANCE_TOP = 252.0
INK, QUIET, LINE, ALARM = QColor("#1b1b1b"), QColor("#5a5a5a"), QColor("#9a9a9a"), QColor("#8a5a00")


@dataclass(frozen=True)
class Pictures:
    """The pictures of a page as files: the photo (None when it can't be shown), the map, the world (or None).

    `extent` and `crs` are the map's, for scale bar and north arrow.
    """

    photo: Path | None
    map: Path
    world: Path | None
    extent: QgsRectangle
    crs: QgsCoordinateReferenceSystem


class ReportPage:
    """Lays the page out step by step; `layout` is complete after the last of `steps`."""

    def __init__(
        self,
        project: QgsProject,
        geolocated: Geolocated,
        area: SearchArea | None,
        pictures: Pictures,
        layers: list,
    ):
        # Of a project of its own: a map item draws the layers of its layout's project in the background, shown or
        # not, and QGIS 3.22 crashes when they go meanwhile.
        ground = QgsProject()
        ground.setEllipsoid(project.ellipsoid())
        ground.setTransformContext(project.transformContext())
        self.layout = QgsPrintLayout(ground)
        ground.setParent(self.layout)  # a layout must not outlive its project
        self._geolocated = geolocated
        self._area = area
        self._pictures = pictures
        self._layers = layers
        self._tree = QgsLayerTree()
        self._tree.setParent(self.layout)  # the legend only borrows it, and must never outlive it

    def steps(self) -> Iterator[None]:
        """Add the parts, one or a few between two looks at the event loop."""
        self.layout.initializeDefaults()
        self.layout.setName(tr("Photo Geolocator report"))
        use_real_text(self.layout)
        self.layout.pageCollection().page(0).setPageSize("A4", QgsLayoutItemPage.Orientation.Portrait)
        yield
        self._add_title()
        yield
        self._add_photo()
        yield
        self._add_facts()
        yield
        self._add_map()
        yield
        self._add_side()
        yield
        self._add_regions()
        yield
        self._add_provenance()

    def _add_title(self) -> None:
        title = _title(self._geolocated.photo.name, RIGHT - LEFT)
        self._label(title, (LEFT, 11, RIGHT - LEFT, 9), size=TITLE_SIZE, bold=True)
        now = QLocale().toString(QDateTime.currentDateTime(), QLocale.FormatType.LongFormat)
        text = tr("Photo Geolocator · report of {time}").format(time=now)
        self._label(text, (LEFT, 20, RIGHT - LEFT, 5), size=8, colour=QUIET)

    def _add_photo(self) -> None:
        if self._pictures.photo is None:
            text = tr("The photo can't be shown.")
            self._label(text, PHOTO, size=9, colour=QUIET, align=Qt.AlignmentFlag.AlignCenter).setFrameEnabled(True)
            return
        photo = self._picture(self._pictures.photo, PHOTO)
        photo.setPictureAnchor(QgsLayoutItem.ReferencePoint.UpperLeft)

    def _add_facts(self) -> None:
        result = self._geolocated.result
        left, top, width, height = FACTS
        self._label(result.best_point.place or tr("Best point"), (left, top, width, 7), size=13, bold=True)
        self._label(_sureness(result), (left, top + 7.5, width, 6), size=10, colour=ALARM if result.unsure else INK)
        text, room = "\n".join(_facts(result, self._area)), height - 14.5
        size = next((size for size in FACT_SIZES if _height(text, size, width) <= room), FACT_SIZES[-1])
        self._label(text, (left, top + 14.5, width, room), size=size)

    def _add_map(self) -> None:
        left, top, width, height = MAP
        self._picture(self._pictures.map, MAP).setFrameEnabled(True)
        # Never drawn: scale bar and north arrow ask it where they are.
        ground = QgsLayoutItemMap(self.layout)
        self._place(ground, MAP)
        ground.setVisibility(False)
        ground.setCrs(self._pictures.crs)
        ground.setExtent(self._pictures.extent)
        bar = QgsLayoutItemScaleBar(self.layout)
        bar.setLinkedMap(ground)
        bar.applyDefaultSize(QgsUnitTypes.DistanceUnit.DistanceKilometers)
        # From end to end: at the scale of the world, numbers between would run into each other.
        bar.setUnitsPerSegment(bar.unitsPerSegment() * bar.numberOfSegments())
        bar.setNumberOfSegments(1)
        bar.setStyle("Line Ticks Up")
        bar.setTextFormat(_format(8))
        bar.setBackgroundEnabled(True)
        bar.setBackgroundColor(QColor(255, 255, 255, 200))
        self._place(bar, None)
        bar.setReferencePoint(QgsLayoutItem.ReferencePoint.LowerLeft)
        bar.attemptMove(QgsLayoutPoint(left + 2, top + height - 2))
        arrow = self._picture(RESOURCES / "icons" / "north_arrow.svg", (left + width - 11, top + 2, 9, 9))
        arrow.setLinkedMap(ground)
        arrow.setNorthMode(QgsLayoutItemPicture.NorthMode.TrueNorth)

    def _add_side(self) -> None:
        for layer in self._layers:
            node = self._tree.addLayer(layer)
            if isinstance(layer, QgsRasterLayer):
                QgsMapLayerLegendUtils.setLegendNodeOrder(node, list(RAMP_NODES))
        legend = QgsLayoutItemLegend(self.layout)
        legend.setAutoUpdateModel(False)
        legend.model().setRootGroup(self._tree)
        for style, size in (
            (QgsLegendStyle.Style.Subgroup, 8.5),
            (QgsLegendStyle.Style.SymbolLabel, 7.5),
            (QgsLegendStyle.Style.Group, 8.5),
        ):
            legend.rstyle(style).setFont(_font(size, bold=style != QgsLegendStyle.Style.SymbolLabel))
        legend.rstyle(QgsLegendStyle.Style.Symbol).setMargin(QgsLegendStyle.Side.Top, ROW_GAP)
        legend.setSymbolHeight(3.2)
        legend.setSymbolWidth(5.5)
        legend.setBoxSpace(0)
        self._place(legend, None)
        legend.attemptMove(QgsLayoutPoint(SIDE[0], SIDE[1]))
        if self._pictures.world is not None:
            self._picture(self._pictures.world, INSET).setFrameEnabled(True)

    def _add_regions(self) -> None:
        if self._area is None:
            return
        self._label(_area_title(self._area), (LEFT, REGIONS_TOP, RIGHT - LEFT, 5), size=9.5, bold=True)
        self._label(_recall(self._area), (LEFT, REGIONS_TOP + 4.8, RIGHT - LEFT, 4.5), size=8, colour=QUIET)
        table = QgsLayoutItemManualTable.create(self.layout)
        self.layout.addMultiFrame(table)
        header = [
            _cell(tr("#"), bold=True),
            _cell(tr("Place"), bold=True),
            _cell(tr("Area"), bold=True, number=True),
            _cell(tr("Probability"), bold=True, number=True),
        ]
        regions = [
            [
                _cell(str(region.rank)),
                _cell(region.place or formats.coordinates(region.position)),
                _cell(formats.area(region.area_km2), number=True),
                _cell(formats.percent(region.probability), number=True),
            ]
            for region in self._area.regions[:MOST_REGIONS]
        ]
        table.setTableContents([header, *regions])
        table.setColumnWidths(list(COLUMNS))
        table.setContentTextFormat(_format(8))
        table.setGridColor(LINE)
        table.setGridStrokeWidth(0.15)
        table.setVerticalGrid(False)
        table.setCellMargin(0.7)
        frame = QgsLayoutFrame(self.layout, table)
        frame.attemptMove(QgsLayoutPoint(LEFT, REGIONS_TOP + 10))
        frame.attemptResize(QgsLayoutSize(RIGHT - LEFT, PROVENANCE_TOP - REGIONS_TOP - 12))
        table.addFrame(frame)

    def _add_provenance(self) -> None:
        place = (LEFT, PROVENANCE_TOP, RIGHT - LEFT, 24)
        self._label("\n".join(_provenance_lines(self._geolocated.result)), place, size=6.5, colour=QUIET)
        place = (LEFT, PROVENANCE_TOP + 25, RIGHT - LEFT, 9)
        self._label(f"{caveat()}\n{_not_used()}", place, size=8, bold=True)

    def _label(
        self,
        text: str,
        place: tuple,
        *,
        size: float,
        bold: bool = False,
        colour: QColor = INK,
        align=Qt.AlignmentFlag.AlignLeft,
    ) -> QgsLayoutItemLabel:
        label = QgsLayoutItemLabel(self.layout)
        label.setText(text)
        format_label(label, _format(size, bold=bold, colour=colour))
        label.setMargin(0)
        label.setHAlign(align)
        if align == Qt.AlignmentFlag.AlignCenter:
            label.setVAlign(align)
        self._place(label, place)
        return label

    def _picture(self, path: Path, place: tuple) -> QgsLayoutItemPicture:
        picture = QgsLayoutItemPicture(self.layout)
        picture.setPicturePath(str(path))
        picture.setResizeMode(QgsLayoutItemPicture.ResizeMode.Zoom)
        picture.setFrameStrokeColor(LINE)
        picture.setFrameStrokeWidth(QgsLayoutMeasurement(0.2))
        self._place(picture, place)
        return picture

    def _place(self, item: QgsLayoutItem, place: tuple | None) -> None:
        self.layout.addLayoutItem(item)
        if place is not None:
            left, top, width, height = place
            item.attemptMove(QgsLayoutPoint(left, top))
            item.attemptResize(QgsLayoutSize(width, height))


def _title(name: str, width: float) -> str:
    """Return the page's title; a name for which `width` mm are too few loses its middle."""
    sentence = tr("Where was {name} taken?")
    metrics, per_mm = _metrics(TITLE_SIZE, bold=True)
    room = width * per_mm - metrics.horizontalAdvance(sentence.format(name=""))
    return sentence.format(name=metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room))


def _height(text: str, size: float, width: float) -> float:
    """Return how high `text` of `size` points is, in mm, when its lines are broken at `width`."""
    metrics, per_mm = _metrics(size)
    page = QRectF(0, 0, width * per_mm, 1e6)
    return metrics.boundingRect(page, Qt.TextFlag.TextWordWrap, text).height() / per_mm


def _metrics(size: float, *, bold: bool = False) -> tuple:
    """Return the measures of a font of `size` points, and how many of their units are a mm."""
    font = _font(size, bold=bold)
    font.setPixelSize(100)  # whole pixels are too coarse at the size itself
    return QFontMetricsF(font), 100 / (size / 72 * 25.4)


def _font(size: float, *, bold: bool = False) -> QFont:
    font = QFont()
    font.setPointSizeF(size)
    font.setBold(bold)
    return font


def _format(size: float, *, bold: bool = False, colour: QColor = INK) -> QgsTextFormat:
    text = QgsTextFormat()
    text.setFont(_font(size, bold=bold))
    text.setSize(size)
    text.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    text.setColor(colour)
    return text


def _cell(text: str, *, bold: bool = False, number: bool = False) -> QgsTableCell:
    cell = QgsTableCell(text)
    if number:
        cell.setHorizontalAlignment(Qt.AlignmentFlag.AlignRight)
    if bold:
        cell.setTextFormat(_format(8, bold=True))
    return cell


def _sureness(result: Result) -> str:
    if result.confidence is None:
        return result.confidence_note
    text = tr("{percent} within {radius} km of that point").format(
        percent=formats.percent(result.confidence), radius=formats.decimal(result.confidence_radius_km)
    )
    return tr("Unsure: {text}").format(text=text) if result.unsure else text


def _facts(result: Result, area: SearchArea | None) -> list:
    """Return what was found, one line each; coordinates to the hundredth of a degree, about a kilometre."""
    lines = [tr("Best point: {position}").format(position=formats.coordinates(result.best_point))]
    if result.confidence is not None and result.confidence_note:
        lines.append(result.confidence_note)
    lines += choices_lines(result)
    for attribute in result.attributes:
        if attribute.best is not None:
            best = attribute.best
            lines.append(f"{attribute.label}: {best.label}, {formats.percent(best.probability)}")
    if result.photo.taken_at:
        lines.append(tr("Taken at {time}, says the photo's EXIF").format(time=result.photo.taken_at.replace("T", " ")))
    if result.photo.exif_position is not None:
        position = formats.coordinates(result.photo.exif_position)
        lines.append(tr("EXIF position, for comparison only: {position}").format(position=position))
    for truth in result.truth[:1]:
        lines.append(
            tr("It is {distance} km from the best point; {area} must be searched to reach it").format(
                distance=formats.whole(truth.distance_km), area=formats.area(truth.area_km2)
            )
        )
    return lines


def _area_title(area: SearchArea) -> str:
    return tr("Search area {label}: {area} in {count} regions, probability {probability}").format(
        label=labels.search_area(area.label),
        area=formats.area(area.area_km2),
        count=formats.whole(area.region_count),
        probability=formats.percent(area.probability),
    )


def _recall(area: SearchArea) -> str:
    if area.expected_recall is None:
        return tr("How often such areas hold the truth is not known.")
    share = formats.percent(area.expected_recall)
    return tr("Areas of this size held the truth of {share} of the bundle's validation photos.").format(share=share)


def _provenance_lines(result: Result) -> list:
    members = ", ".join(
        tr("{member} (exponent {exponent})").format(member=member.label, exponent=formats.decimal(member.exponent))
        for member in result.members
    )
    return [
        tr("Photo SHA-256 {sha256}").format(sha256=result.photo.sha256),
        tr("Bundle {name} {version}, manifest SHA-256 {sha256}").format(
            name=result.bundle_name, version=result.bundle_version, sha256=result.bundle_sha256
        ),
        tr("Members: {members}").format(members=members),
        tr("Plugin {plugin}, QGIS {qgis}, backend {backend}, ONNX Runtime {onnxruntime} on {provider}").format(
            plugin=plugin_version(),
            qgis=Qgis.QGIS_VERSION,
            backend=result.backend_version,
            onnxruntime=result.onnxruntime,
            provider=formats.provider(result.provider),
        ),
        *computed_lines(result),
    ]


def _not_used() -> str:
    return tr("Estimated from the photo's content alone; no predictor saw its EXIF position.")
