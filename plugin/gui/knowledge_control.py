"""What the analyst knows beyond the photo: where to search or not to, and rasters of where photos are likely."""

from __future__ import annotations

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..assets import icon
from ..ensemble_choice import Choice, WeightedPrior
from ..map_info import MapInfo, Restriction
from ..translation import tr
from . import formats
from .layer_box import LayerBox
from .message import MessageArea

MOST_WEIGHT = 2.0
WEIGHT_STEPS = 100  # of the slider, for a weight of 1
ROWS_OF_COUNTRIES = 6
INSIDE = 0  # the first choice of the side


class KnowledgeControl(QWidget):
    """Shows the restriction and the priors that count, and takes further ones.

    Emits `extent_wanted(inside)`, `polygons_wanted(layer, selected, inside)`, `countries_wanted(codes, inside)` and
    `lifted()` for the restriction, `list_wanted()` when it needs the countries; `prior_wanted(layer)`,
    `weighed(id, weight)` and `prior_removed(id)`.
    """

    extent_wanted = pyqtSignal(bool)
    polygons_wanted = pyqtSignal(object, bool, bool)
    countries_wanted = pyqtSignal(list, bool)
    lifted = pyqtSignal()
    list_wanted = pyqtSignal()
    prior_wanted = pyqtSignal(object)
    weighed = pyqtSignal(str, float)
    prior_removed = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.side = QComboBox()
        self.side.addItems([tr("Search only in"), tr("Leave out")])
        self.side.setAccessibleName(tr("Search in a part of the Earth, or leave it out"))
        self.side.setToolTip(self.side.accessibleName())
        self.by_extent = _button("restrict_extent", tr("E&xtent"), tr("What the map shows now"))
        self.by_layer = _button("restrict_polygon", tr("La&yer"), tr("Polygons of a layer"), folds=True)
        self.by_country = _button("restrict_country", tr("Coun&try"), tr("Whole countries"), folds=True)
        self.layer_part = _LayerPart()
        self.country_part = _CountryPart()
        self.in_force = _line()
        self.lift = _small("remove", tr("Search everywhere again"))
        self.prior_layers = LayerBox("RasterLayer")
        _shrink(self.prior_layers, tr("Raster layer of where photos are likely"))
        self.add_prior = QPushButton(icon("prior"), tr("Add as &prior"))
        self.add_prior.setToolTip(
            tr("Let a raster of densities count as one more factor; the higher its values, the likelier the place")
        )
        self.priors: dict = {}  # rows by id
        self.state = _line()
        self.message = MessageArea()
        self._live = False
        self._lay_out()
        self._connect()
        self.set_choice(Choice(), None, live=False)

    @property
    def inside(self) -> bool:
        """Whether a part shall be searched; otherwise it is left out."""
        return self.side.currentIndex() == INSIDE

    def set_choice(self, choice: Choice, info: MapInfo | None, *, live: bool) -> None:
        """Show what counts; `info` is the map that it makes, `live` says whether it can be changed."""
        self._live = live
        self.message.clear()
        self.show_state("")
        restriction = choice.restriction
        self._restriction_row.setVisible(restriction is not None)
        if restriction is not None:
            self.in_force.setText(_restriction_text(restriction, info))
        self._set_priors(choice.priors)
        for widget in (self.side, self.by_extent, self.by_layer, self.by_country, self.lift, self.prior_layers):
            widget.setEnabled(live)
        for part in (self.layer_part, self.country_part):
            part.setEnabled(live)
        self._enable()

    def set_countries(self, countries: tuple) -> None:
        """Offer every `Country`."""
        self.country_part.set_countries(countries)

    def show_state(self, text: str) -> None:
        """Say what is being done, or nothing."""
        self.state.setText(text)
        self.state.setVisible(bool(text))

    def show_error(self, text: str) -> None:
        """Say what failed."""
        self.show_state("")
        self.message.show_error(text)

    def _lay_out(self) -> None:
        ways = QHBoxLayout()
        ways.setSpacing(2)
        for button in (self.by_extent, self.by_layer, self.by_country):
            ways.addWidget(button)
        self._restriction_row = _row(self.in_force, self.lift)
        self._prior_rows = QVBoxLayout()
        self._prior_rows.setContentsMargins(0, 0, 0, 0)
        more = QHBoxLayout()
        more.addWidget(self.prior_layers, 1)
        more.addWidget(self.add_prior)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.side)
        layout.addLayout(ways)
        layout.addWidget(self.layer_part)
        layout.addWidget(self.country_part)
        layout.addWidget(self._restriction_row)
        layout.addLayout(self._prior_rows)
        layout.addLayout(more)
        layout.addWidget(self.state)
        layout.addWidget(self.message)
        self.layer_part.hide()
        self.country_part.hide()

    def _connect(self) -> None:
        self.by_extent.clicked.connect(self._on_extent)
        self.by_layer.clicked.connect(lambda on: self._unfold(self.layer_part if on else None))
        self.by_country.clicked.connect(lambda on: self._unfold(self.country_part if on else None))
        self.layer_part.wanted.connect(self._on_layer)
        self.country_part.wanted.connect(self._on_countries)
        self.lift.clicked.connect(self.lifted)
        self.prior_layers.layerChanged.connect(lambda _: self._enable())
        self.add_prior.clicked.connect(self._on_prior)

    def _unfold(self, part: QWidget | None) -> None:
        self.layer_part.setVisible(part is self.layer_part)
        self.country_part.setVisible(part is self.country_part)
        self.by_layer.setChecked(part is self.layer_part)
        self.by_country.setChecked(part is self.country_part)
        if part is self.country_part and not self.country_part.is_filled:
            self.list_wanted.emit()

    def _on_extent(self) -> None:
        self._say(tr("Restricting …"))
        self.extent_wanted.emit(self.inside)

    def _on_layer(self, layer: object, selected: bool) -> None:
        self._say(tr("Reading polygons …"))
        self.polygons_wanted.emit(layer, selected, self.inside)

    def _on_countries(self, codes: list) -> None:
        self._unfold(None)
        self._say(tr("Restricting …"))
        self.countries_wanted.emit(codes, self.inside)

    def _on_prior(self) -> None:
        layer = self.prior_layers.currentLayer()
        self._say(tr("Adding {name} …").format(name=layer.name()))
        self.prior_wanted.emit(layer)

    def _say(self, text: str) -> None:
        self.message.clear()
        self.show_state(text)

    def _enable(self) -> None:
        self.add_prior.setEnabled(self._live and self.prior_layers.currentLayer() is not None)

    def _set_priors(self, priors: tuple) -> None:
        """Show a row a prior; those that stay keep theirs, so that a slider is not lost under the hand."""
        for prior_id in self.priors.keys() - {one.prior.id for one in priors}:
            row = self.priors.pop(prior_id)
            row.hide()
            row.deleteLater()
        for one in priors:
            row = self.priors.get(one.prior.id)
            if row is None:
                row = self.priors[one.prior.id] = _PriorRow(one)
                row.weighed.connect(lambda weight, prior_id=one.prior.id: self.weighed.emit(prior_id, weight))
                row.removed.connect(lambda prior_id=one.prior.id: self.prior_removed.emit(prior_id))
                self._prior_rows.addWidget(row)
            row.set_weight(one.weight)
            row.setEnabled(self._live)


class _LayerPart(QWidget):
    """Chooses the polygons of a layer; emits `wanted(layer, selected)`."""

    wanted = pyqtSignal(object, bool)

    def __init__(self):
        super().__init__()
        self.layers = LayerBox("PolygonLayer")
        _shrink(self.layers, tr("Polygon layer"))
        self.selected = QCheckBox(tr("&Selected features only"))
        self.apply = QPushButton(tr("&Use"))
        foot = QHBoxLayout()
        foot.addWidget(self.selected, 1)
        foot.addWidget(self.apply)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.layers)
        layout.addLayout(foot)
        self.layers.layerChanged.connect(lambda _: self._enable())
        self.apply.clicked.connect(lambda: self.wanted.emit(self.layers.currentLayer(), self.selected.isChecked()))
        self._enable()

    def _enable(self) -> None:
        self.apply.setEnabled(self.layers.currentLayer() is not None)


class _CountryPart(QWidget):
    """Chooses countries from a list that can be searched; emits `wanted(codes)`."""

    wanted = pyqtSignal(list)

    def __init__(self):
        super().__init__()
        self.find = QgsFilterLineEdit()
        self.find.setPlaceholderText(tr("Find a country"))
        self.find.setAccessibleName(self.find.placeholderText())
        self.list = _Short()
        self.list.setAccessibleName(tr("Countries"))
        self.chosen = _line()
        self.apply = QPushButton(tr("&Use"))
        foot = QHBoxLayout()
        foot.addWidget(self.chosen, 1)
        foot.addWidget(self.apply)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.find)
        layout.addWidget(self.list)
        layout.addLayout(foot)
        self.find.textChanged.connect(self._filter)
        self.find.returnPressed.connect(self._check_first)
        self.list.itemChanged.connect(lambda _: self._show_chosen())
        self.apply.clicked.connect(lambda: self.wanted.emit(self._codes()))
        self._show_chosen()

    @property
    def is_filled(self) -> bool:
        """Whether the countries are there."""
        return self.list.count() > 0

    def set_countries(self, countries: tuple) -> None:
        self.list.clear()
        for country in countries:
            item = QListWidgetItem(country.name)
            item.setData(Qt.ItemDataRole.UserRole, country.code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)  # now: in the list, each of those would be told as a change
        self._filter(self.find.text())
        self._show_chosen()

    def _items(self) -> list:
        return [self.list.item(row) for row in range(self.list.count())]

    def _on(self) -> list:
        return [item for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    def _codes(self) -> list:
        return [item.data(Qt.ItemDataRole.UserRole) for item in self._on()]

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for item in self._items():
            code = item.data(Qt.ItemDataRole.UserRole).casefold()
            item.setHidden(not all(word in item.text().casefold() or word == code for word in words))

    def _check_first(self) -> None:
        """Enter in the search field checks what was found."""
        found = [item for item in self._items() if not item.isHidden()]
        if found and self.find.text():
            found[0].setCheckState(Qt.CheckState.Checked)
            self.find.clear()

    def _show_chosen(self) -> None:
        names = [item.text() for item in self._on()]
        self.chosen.setText(", ".join(names))
        self.apply.setEnabled(bool(names))


class _Short(QListWidget):
    """A list of a few rows' height."""

    def sizeHint(self) -> QSize:
        """Return room for some rows."""
        return QSize(160, ROWS_OF_COUNTRIES * (self.fontMetrics().height() + 4) + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """Return the same: the panel scrolls."""
        return self.sizeHint()


class _PriorRow(QWidget):
    """One prior, its weight by slider and by number; emits `weighed(weight)` and `removed()`."""

    weighed = pyqtSignal(float)
    removed = pyqtSignal()

    def __init__(self, one: WeightedPrior):
        super().__init__()
        name = _line(one.prior.name)
        name.setToolTip("\n".join(filter(None, (one.prior.name, formats.area(one.prior.covered_km2), one.prior.note))))
        self.remove = _small("remove", tr("Take the prior {name} out").format(name=one.prior.name))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, round(MOST_WEIGHT * WEIGHT_STEPS))
        self.slider.setPageStep(WEIGHT_STEPS // 4)
        self.number = QDoubleSpinBox()
        self.number.setRange(0.0, MOST_WEIGHT)
        self.number.setSingleStep(0.1)
        self.number.setDecimals(2)
        self.number.setKeyboardTracking(False)
        text = tr("Weight of {name}: 0 ignores it, 1 takes it at its word").format(name=one.prior.name)
        for widget in (self.slider, self.number):
            widget.setAccessibleName(text)
            widget.setToolTip(text)
        weight = QHBoxLayout()
        weight.addWidget(self.slider, 1)
        weight.addWidget(self.number)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(_row(name, self.remove))
        layout.addLayout(weight)
        self.remove.clicked.connect(self.removed)
        self.slider.valueChanged.connect(lambda value: self.number.setValue(value / WEIGHT_STEPS))
        self.number.valueChanged.connect(self._on_number)

    def set_weight(self, weight: float) -> None:
        """Show `weight`."""
        for widget, value in ((self.number, weight), (self.slider, round(weight * WEIGHT_STEPS))):
            widget.blockSignals(True)
            widget.setValue(value)
            widget.blockSignals(False)

    def _on_number(self, weight: float) -> None:
        self.set_weight(weight)
        self.weighed.emit(weight)


def _restriction_text(restriction: Restriction, info: MapInfo | None) -> str:
    text = tr("Searched only in {label} ({area})") if restriction.inside else tr("Left out: {label} ({area})")
    text = text.format(label=restriction.label, area=formats.area(restriction.area_km2))
    if info is None:
        return text
    share = tr("{percent} of the probability is left").format(percent=formats.percent(info.left))
    return f"{text}; {share}"


def _button(symbol: str, text: str, words: str, *, folds: bool = False) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(symbol))
    button.setText(text)
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setCheckable(folds)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button


def _small(symbol: str, words: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(symbol))
    button.setAutoRaise(True)
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def _line(text: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _row(label: QLabel, button: QToolButton) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(label, 1)
    layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return row


def _shrink(box: QComboBox, words: str) -> None:
    """Let a combo box be narrower than its longest item."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    box.setAccessibleName(words)
    box.setToolTip(words)
