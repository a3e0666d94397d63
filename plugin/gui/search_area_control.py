"""Choosing a search area: by a budget of square kilometres or by a wanted recall."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..client import Target
from ..labels import search_area, short_search_area
from ..result import BundleInfo, Result, SearchArea
from ..translation import grouping_locale, tr
from . import formats
from .marked_slider import MarkedSlider
from .scale import LEAST_KM2, LEAST_PERCENT, MOST_KM2, BudgetScale, Mark, RecallScale

RECALL_MARKS = (0.5, 0.8, 0.9)
FIRST_RECALL = 0.8
HIGHEST_SHARE = 0.99  # of a map's own probability, where no recall is promised


class SearchAreaControl(QWidget):
    """Shows which search area is meant and lets the person choose another.

    Emits `wanted(Target)` for each choice, many times while the slider is dragged, and `preset_chosen(SearchArea)`
    when the choice is one of the result's own areas, which need no backend.
    """

    wanted = pyqtSignal(object)
    preset_chosen = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._areas: dict = {}  # the result's own areas by budget
        self._budget = LEAST_KM2
        self._recall = FIRST_RECALL
        self._highest_recall = 0.0
        self._photos: int | None = None
        self._live = False
        self._calibrated = True
        self._own_areas = True  # those known are of the map that counts
        self.by_budget = _mode(tr("Area budget"), tr("The most probable ground within a number of square kilometres"))
        self.by_recall = _mode("", "")
        self.by_budget.setChecked(True)
        modes = QButtonGroup(self)
        modes.addButton(self.by_budget)
        modes.addButton(self.by_recall)
        self.slider = MarkedSlider(BudgetScale())
        self.number = QSpinBox()
        self.number.setKeyboardTracking(False)
        self.number.setStepType(QSpinBox.StepType.AdaptiveDecimalStepType)
        self.number.setGroupSeparatorShown(True)
        self.number.setLocale(grouping_locale())
        self.meaning = QLabel()
        self.summary = QLabel()
        for label in (self.meaning, self.summary):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.limit = QLabel()
        self.limit.setBuddy(self.number)
        self._lay_out()
        self.by_budget.clicked.connect(self._on_mode)
        self.by_recall.clicked.connect(self._on_mode)
        self.slider.value_changed.connect(self._on_value)
        self.number.valueChanged.connect(self._on_number)
        self.set_bundle(None)

    @property
    def target(self) -> Target:
        """What is chosen."""
        return Target(recall=self.slider.value) if self.by_recall.isChecked() else Target(area_km2=self._budget)

    def set_bundle(self, bundle: BundleInfo | None) -> None:
        """Offer the recalls that `bundle` can promise; none when it is not known."""
        self._highest_recall = (bundle.highest_recall or 0.0) if bundle else 0.0
        self._photos = bundle.validation_photos if bundle else None
        self._show_mode()

    def set_result(self, result: Result, *, live: bool) -> None:
        """Start from the areas of `result`, at its telling one; `live` says whether the backend can find others."""
        self._take_areas(result)
        self._live = live
        self.by_budget.setChecked(True)
        area = result.telling_area
        if area is not None and area.budget_km2 is not None:
            self._budget = area.budget_km2
        self._show_mode()
        self.summary.clear()
        if area is not None:
            self.show_area(area)
        if not live:
            self.show_lost()

    def follow(self, result: Result) -> None:
        """Offer the areas of `result`, of another map of the same photo; what is chosen stays."""
        self._take_areas(result)
        self._show_mode()

    def expect(self, *, calibrated: bool) -> None:
        """Another map counts from now on, whose own areas follow; `calibrated` says whether it promises recalls."""
        self._own_areas, self._calibrated = False, calibrated
        self._show_mode()

    def show_area(self, area: SearchArea) -> None:
        """Say how large `area` really is and what it is worth."""
        lines = [
            tr("{area} in {regions}, probability {percent}").format(
                area=formats.area(area.area_km2),
                regions=formats.regions(area.region_count),
                percent=formats.percent(area.probability),
            )
        ]
        photos = f"{formats.whole(self._photos)} " if self._photos else ""
        if area.recall is not None and self._calibrated:
            lines.append(
                tr("Areas found this way held the truth for at least {percent} of {photos}validation photos.").format(
                    percent=formats.percent(area.recall), photos=photos
                )
            )
        elif area.expected_recall is not None:  # of a calibrated map alone
            lines.append(
                tr("Such areas held the truth for {percent} of {photos}validation photos.").format(
                    percent=formats.percent(area.expected_recall), photos=photos
                )
            )
        self.summary.setText("\n".join(lines))

    def show_error(self, text: str) -> None:
        """Say why there is no such area."""
        self.summary.setText(text)

    def show_lost(self) -> None:
        """Say that the backend has no other areas for this photo; the result's own stay at hand."""
        self._live = False
        self.by_budget.setChecked(True)
        self._show_mode()
        self.summary.setText(tr("The backend no longer holds this photo: geolocate it again to choose other areas."))

    @property
    def _highest(self) -> float:
        return self._highest_recall if self._calibrated else HIGHEST_SHARE

    @property
    def _has_recall(self) -> bool:
        return 100 * self._highest >= LEAST_PERCENT

    def _take_areas(self, result: Result) -> None:
        self._areas = {area.budget_km2: area for area in result.search_areas if area.budget_km2 is not None}
        self._own_areas, self._calibrated = True, result.choices is None

    def _lay_out(self) -> None:
        title = QLabel(tr("Search &area"))
        title.setBuddy(self.slider)
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(title)
        top.addStretch(1)
        top.addWidget(self.by_budget)
        top.addWidget(self.by_recall)
        exact = QHBoxLayout()
        exact.addWidget(self.limit)
        exact.addWidget(self.number, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.slider)
        layout.addLayout(exact)
        layout.addWidget(self.meaning)
        layout.addWidget(self.summary)
        self.setAccessibleName(tr("Search area"))

    def _show_mode(self) -> None:
        """Let slider and number speak of budgets or of recalls; of shares of the probability where none is promised."""
        if self.by_recall.isChecked() and not self._has_recall:
            self.by_budget.setChecked(True)
        recall = self.by_recall.isChecked()
        if self._calibrated:
            name, words = tr("Recall"), tr("The most probable ground up to a recall that the bundle can promise")
        else:
            name, words = tr("Share"), tr("The most probable ground up to a share of the map's own probability")
        self.by_recall.setText(name)
        self.by_recall.setToolTip(words)
        self.number.blockSignals(True)
        if recall:
            scale = RecallScale(self._highest)
            values = [value for value in RECALL_MARKS if value <= scale.value(scale.last)]
            marks = tuple(Mark(value, formats.percent(value), formats.percent(value)) for value in values)
            self.number.setRange(LEAST_PERCENT, LEAST_PERCENT + scale.last)
            self.number.setSuffix(" %")
            self.limit.setText(tr("At least"))
            value = min(self._recall, scale.value(scale.last))
        else:
            scale = BudgetScale()
            marks = tuple(
                Mark(budget, short_search_area(area.label), _words(area)) for budget, area in self._areas.items()
            )
            self.number.setRange(round(LEAST_KM2), round(MOST_KM2))
            self.number.setSuffix(" km²")
            self.limit.setText(tr("At most"))
            name, value = tr("Area budget"), self._budget
        self.number.blockSignals(False)
        self.number.setAccessibleName(name)
        self.slider.slider.setAccessibleName(name)
        self.slider.set_scale(scale, marks, value)
        self._show_value(value)
        self.slider.slider.setEnabled(self._live)
        self.number.setEnabled(self._live)
        self.by_budget.setEnabled(self._live)
        self.by_recall.setEnabled(self._live and self._has_recall)

    def _show_value(self, value: float) -> None:
        """Show `value` in numbers and words."""
        self.number.blockSignals(True)
        if self.by_recall.isChecked():
            self.number.setValue(round(100 * value))
            words = formats.percent(value)
            promised = tr("of photos lie in such an area")
            self.meaning.setText(promised if self._calibrated else tr("of the map's own probability; no recall"))
        else:
            self.number.setValue(round(value))
            words = formats.area(value)
            self.meaning.setText(tr("circle of {radius} km").format(radius=formats.circle_radius(value)))
        self.number.blockSignals(False)
        self.slider.slider.setToolTip(words)
        self.slider.slider.setAccessibleDescription(words)

    def _on_mode(self) -> None:
        self._show_mode()
        self._tell()

    def _on_number(self, number: int) -> None:
        self.slider.choose(number / 100 if self.by_recall.isChecked() else float(number))

    def _on_value(self, value: float) -> None:
        if self.by_recall.isChecked():
            self._recall = value
        else:
            self._budget = value
        self._show_value(value)
        self._tell()

    def _tell(self) -> None:
        by_preset = self._own_areas and self.by_budget.isChecked()
        area = self._areas.get(self._budget) if by_preset else None
        if area is not None:
            if self._live:
                self.show_area(area)
            self.preset_chosen.emit(area)
        if self._live:
            self.wanted.emit(self.target)


def _mode(text: str, words: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(words)
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return button


def _words(area: SearchArea) -> str:
    return tr("{label}: {percent} in {area}").format(
        label=search_area(area.label), percent=formats.percent(area.probability), area=formats.area(area.area_km2)
    )
