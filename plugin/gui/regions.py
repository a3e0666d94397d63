"""The table of ranked regions of one search area."""

from __future__ import annotations

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QTableView, QWidget

from ..result import Region, SearchArea
from ..translation import tr
from . import formats

RANK, PLACE, AREA, PROBABILITY = range(4)


class RegionsModel(QAbstractTableModel):
    """Regions by rank: place, area, probability."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._regions: tuple = ()

    def set_search_area(self, search_area: SearchArea | None) -> None:
        """Show the regions of `search_area`, or none."""
        self.beginResetModel()
        self._regions = search_area.regions if search_area else ()
        self.endResetModel()

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
        region = self._regions[index.row()]
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                str(region.rank),
                region.place or formats.coordinates(region.position),
                formats.square_kilometres(region.area_km2),
                formats.percent(region.probability),
            )[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if column == PLACE else Qt.AlignmentFlag.AlignRight
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr("{place}\n{coordinates}\nClick to show it on the map").format(
                place=region.place, coordinates=formats.coordinates(region.position)
            )
        return None


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
        for column in (RANK, AREA, PROBABILITY):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(PLACE, QHeaderView.ResizeMode.Stretch)
        self.setMinimumHeight(120)
        self.clicked.connect(self._choose)

    def set_search_area(self, search_area: SearchArea | None) -> None:
        """Show the regions of `search_area`, or none."""
        self._regions.set_search_area(search_area)
        self.scrollToTop()

    def keyPressEvent(self, event) -> None:
        """Enter does what a click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        self.region_chosen.emit(self._regions.region(index.row()))
