"""The table of ranked regions of one search area."""

from __future__ import annotations

from qgis.PyQt.QtCore import QAbstractTableModel, QEvent, QModelIndex, QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QTableView, QWidget

from ..result import Region, SearchArea
from ..translation import tr
from . import formats

RANK, PLACE, AREA, PROBABILITY = range(4)
NARROW = (RANK, AREA, PROBABILITY)  # as wide as what they hold; the place gets the rest


class RegionsModel(QAbstractTableModel):
    """Regions by rank: place, area, probability."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._regions: tuple = ()
        self._texts: tuple = ()

    def set_search_area(self, search_area: SearchArea | None) -> None:
        """Show the regions of `search_area`, or none."""
        self.beginResetModel()
        self._regions = search_area.regions if search_area else ()
        self._texts = tuple(_texts(region) for region in self._regions)
        self.endResetModel()

    def texts(self, column: int) -> list:
        """Return the texts in `column`."""
        return [texts[column] for texts in self._texts]

    def region(self, row: int) -> Region:
        """Return the region in `row`."""
        return self._regions[row]

    def share(self, row: int) -> float:
        """Return the probability in `row` relative to the most probable region's, 0..1."""
        most = max((region.probability for region in self._regions), default=0.0)
        return self._regions[row].probability / most if most > 0 else 0.0

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """Return the number of regions; a region has no children."""
        return 0 if parent is not None and parent.isValid() else len(self._regions)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else 4

    def headerData(self, section: int, orientation, role: int = Qt.ItemDataRole.DisplayRole):
        """Return the columns' titles."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("#"), tr("Place"), tr("Area (km²)"), tr("Probability"))[section]
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole):
        """Return a cell's text, alignment or tool tip."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if index.column() == PLACE else Qt.AlignmentFlag.AlignRight
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            region = self._regions[index.row()]
            return tr("{place}\n{coordinates}\nClick to show it on the map").format(
                place=region.place, coordinates=formats.coordinates(region.position)
            )
        return None


def _texts(region: Region) -> tuple:
    """Return the texts of a row, a column each."""
    return (
        str(region.rank),
        region.place or formats.coordinates(region.position),
        formats.square_kilometres(region.area_km2),
        formats.percent(region.probability),
    )


class ProbabilityBar(QStyledItemDelegate):
    """Draws a bar behind the probability, relative to the first region's."""

    def paint(self, painter, option, index) -> None:
        """Draw bar and text."""
        super().paint(painter, option, index)
        colour = QColor(option.palette.color(QPalette.ColorRole.Highlight))
        colour.setAlpha(70)
        rect = QRectF(option.rect).adjusted(2, 3, -2, -3)
        rect.setWidth(rect.width() * index.model().share(index.row()))
        painter.fillRect(rect, colour)


class RegionsTable(QTableView):
    """Shows a `RegionsModel`; a click, or enter on a row, emits `region_chosen(Region)`."""

    region_chosen = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._regions = RegionsModel(self)
        self._bar = ProbabilityBar(self)
        self.setModel(self._regions)
        self.setItemDelegateForColumn(PROBABILITY, self._bar)
        self.setAccessibleName(tr("Regions by rank"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)  # tab leaves the table; arrows move in it
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(24)
        for column in NARROW:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(PLACE, QHeaderView.ResizeMode.Stretch)
        self.setMinimumHeight(120)
        self.clicked.connect(self._choose)

    def set_search_area(self, search_area: SearchArea | None) -> None:
        """Show the regions of `search_area`, or none."""
        self._regions.set_search_area(search_area)
        self._fit()
        self.scrollToTop()

    def changeEvent(self, event) -> None:
        """Another font needs other widths."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """Make the narrow columns as wide as their texts. Qt would measure every cell anew at each layout: 20 ms."""
        header, metrics = self.horizontalHeader(), self.fontMetrics()
        margins = 2 * (self.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, self) + 1)
        for column in NARROW:
            widest = max((metrics.horizontalAdvance(text) for text in self._regions.texts(column)), default=0)
            header.resizeSection(column, max(header.sectionSizeHint(column), widest + margins))

    def keyPressEvent(self, event) -> None:
        """Enter does what a click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        self.region_chosen.emit(self._regions.region(index.row()))
