"""What was found for one photo: where, how sure, how far off its EXIF, which regions, which attributes."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ..assets import icon
from ..map_info import MapInfo
from ..result import Position, Result, SearchArea
from ..translation import tr
from . import formats
from .attribute_bars import AttributeBars
from .ensemble_control import EnsembleControl
from .knowledge_control import KnowledgeControl
from .regions import RegionsTable
from .search_area_control import SearchAreaControl
from .truth import truth_text

# Dark on amber: 9:1, on light and on dark themes alike.
UNSURE_STYLE = "background:#f2b134; color:#231a00; border-radius:4px; padding:1px 6px; font-weight:bold;"


class ResultView(QWidget):
    """Shows a `Result`; emits `region_chosen(Region)` and `best_point_chosen(Position)` to move the map,
    `save_wanted()`, and `report_wanted(SearchArea)` with the search area that is listed, or None.
    """

    region_chosen = pyqtSignal(object)
    best_point_chosen = pyqtSignal(object)
    save_wanted = pyqtSignal()
    report_wanted = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._best: Position | None = None
        self._listed: SearchArea | None = None
        self.place = _wrapping_label()
        self.place.setStyleSheet("font-weight: bold;")
        self._zoom = QToolButton()
        self._zoom.setIcon(icon("zoom"))
        self._zoom.setAutoRaise(True)
        self._zoom.setToolTip(tr("Show the best point on the map"))
        self._zoom.setAccessibleName(self._zoom.toolTip())
        self._zoom.clicked.connect(lambda: self.best_point_chosen.emit(self._best))
        self.save = QToolButton()
        self.save.setIcon(icon("save"))
        self.save.setAutoRaise(True)
        self.save.setToolTip(tr("Save the result in a GeoPackage; until then its layers are temporary"))
        self.save.setAccessibleName(self.save.toolTip())
        self.save.clicked.connect(self.save_wanted)
        self.report = QToolButton()
        self.report.setIcon(icon("report"))
        self.report.setAutoRaise(True)
        self.report.setToolTip(tr("Write a report of one page: photo, map, regions, and what made them"))
        self.report.setAccessibleName(self.report.toolTip())
        self.report.clicked.connect(lambda: self.report_wanted.emit(self._listed))
        self.unsure = QLabel(tr("Unsure"))
        self.unsure.setStyleSheet(UNSURE_STYLE)
        self.confidence = _wrapping_label()
        self.note = _wrapping_label()
        self.truth = _wrapping_label()
        self.truth.setToolTip(
            tr("Compared after the result was made: no predictor sees the EXIF position, which may itself be wrong")
        )
        self.area = SearchAreaControl()
        self.regions = RegionsTable()
        self.area.preset_chosen.connect(self._list)
        self.regions.region_chosen.connect(self.region_chosen)
        self.attributes = AttributeBars()
        self.ensemble = EnsembleControl()
        self.knowledge = KnowledgeControl()

        best = QHBoxLayout()
        best.addWidget(self.place, 1)
        best.addWidget(self._zoom, 0, Qt.AlignmentFlag.AlignTop)
        best.addWidget(self.save, 0, Qt.AlignmentFlag.AlignTop)
        best.addWidget(self.report, 0, Qt.AlignmentFlag.AlignTop)
        sure = QHBoxLayout()
        sure.addWidget(self.unsure, 0, Qt.AlignmentFlag.AlignTop)
        sure.addWidget(self.confidence, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(best)
        layout.addLayout(sure)
        layout.addWidget(self.note)
        layout.addWidget(self.truth)
        layout.addWidget(self.area)
        layout.addWidget(self.regions, 1)
        self._layout = layout
        self.seen = self.add_section("seen", tr("What the predictors saw"), self.attributes)
        self.add_section("ensemble", tr("Ensemble"), self.ensemble)
        self.add_section("knowledge", tr("What you know"), self.knowledge).setCollapsed(True)

    def add_section(self, name: str, title: str, content: QWidget) -> QgsCollapsibleGroupBox:
        """Add `content` at the end, under a title that folds it; it stays folded or open under its `name`."""
        section = QgsCollapsibleGroupBox(title)
        section.setObjectName(f"PhotoGeolocator_{name}")
        section.setSaveCollapsedState(True)
        inside = QVBoxLayout(section)
        inside.addWidget(content)
        self._layout.addWidget(section)
        return section

    def set_result(self, result: Result, *, live: bool) -> None:
        """Show `result`; `live` says whether the backend can find further search areas for it."""
        self._show_result(result)
        self.ensemble.set_members(result.members, maps=False)
        self.area.set_result(result, live=live)
        self._list(result.telling_area)

    def follow(self, result: Result) -> None:
        """Show `result`, of another map of the same photo; the chosen search area and the regions stay."""
        self._show_result(result)
        self.area.follow(result)

    def show_map(self, info: MapInfo) -> None:
        """Show where another map of the photo points, ahead of its result."""
        self._show_best(info.best_point)
        self.unsure.hide()
        self.confidence.hide()
        self.note.setText(info.note)
        self.note.setVisible(bool(info.note))
        self.area.expect(calibrated=info.calibrated)

    def show_truth(self, truth: tuple) -> None:
        """Show how far the map is from where the photos' EXIF says that they were taken."""
        self.truth.setText(truth_text(truth))
        self.truth.setVisible(bool(truth))

    def set_complete(self, complete: bool) -> None:
        """Let the result be saved and reported, or not, while a part of it is still to come."""
        for button in (self.save, self.report):
            button.setEnabled(complete)

    def _show_result(self, result: Result) -> None:
        self._show_best(result.best_point)
        self.unsure.setVisible(bool(result.unsure))
        self.confidence.setText(_confidence_text(result))
        self.confidence.setVisible(result.confidence is not None)
        self.note.setText(result.confidence_note)
        self.note.setVisible(bool(result.confidence_note))
        self.show_truth(result.truth)
        self.attributes.set_attributes(result.attributes)
        self.seen.setVisible(bool(result.attributes))
        self.set_complete(True)

    def _show_best(self, best: Position) -> None:
        self._best = best
        self.place.setText(f"{best.place}\n{formats.coordinates(best)}" if best.place else formats.coordinates(best))

    def show_area(self, area: SearchArea) -> None:
        """Show the search area that the person chose."""
        self.area.show_area(area)
        self._list(area)

    def _list(self, area: SearchArea | None) -> None:
        self._listed = area
        self.regions.set_search_area(area)


def _confidence_text(result: Result) -> str:
    if result.confidence is None:
        return ""
    return tr("{percent} within {radius} km of that point").format(
        percent=formats.percent(result.confidence), radius=formats.decimal(result.confidence_radius_km)
    )


def _wrapping_label() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
