"""What the attribute predictors said of the photo: each class's probability as a bar."""

from __future__ import annotations

from qgis.PyQt.QtCore import QRect, QSize, Qt
from qgis.PyQt.QtGui import QPainter, QPalette
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ..result import AttributeClass
from ..translation import tr
from . import formats

PADDING = 4
NUMBER_WIDTH = "> 99.9 %"
UNPREDICTED_ALPHA, PREDICTED_ALPHA = 70, 150  # text stays readable on the bar


class AttributeBars(QWidget):
    """Shows every class of each attribute, in its map's order."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(1)

    def set_attributes(self, attributes: tuple) -> None:
        """Show `attributes` instead of earlier ones."""
        while self._layout.count():
            self._layout.takeAt(0).widget().deleteLater()
        for attribute in attributes:
            title = QLabel(attribute.label)
            title.setTextFormat(Qt.TextFormat.PlainText)
            title.setWordWrap(True)
            title.setContentsMargins(0, PADDING if self._layout.count() else 0, 0, 0)
            self._layout.addWidget(title)
            best = attribute.best
            for one in attribute.classes:
                self._layout.addWidget(ClassBar(one, predicted=one is best))


class ClassBar(QWidget):
    """One class: a bar as long as its probability, with its label and the number on it."""

    def __init__(self, shown: AttributeClass, *, predicted: bool, parent: QWidget | None = None):
        super().__init__(parent)
        self._shown = shown
        self._predicted = predicted
        font = self.font()
        font.setBold(predicted)
        self.setFont(font)
        text = tr("{label}: {percent}").format(label=shown.label, percent=formats.percent(shown.probability))
        self.setToolTip(text)
        self.setAccessibleName(tr("{text} (predicted)").format(text=text) if predicted else text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for a line of text."""
        return QSize(160, self.fontMetrics().height() + PADDING)

    def minimumSizeHint(self) -> QSize:
        """Return the least: labels are cut."""
        return QSize(100, self.sizeHint().height())

    def paintEvent(self, _) -> None:
        """Draw with the palette's colours alone."""
        painter = QPainter(self)
        room = self.rect()
        groove = self.palette().color(QPalette.ColorRole.WindowText)
        groove.setAlpha(18)
        painter.fillRect(room, groove)
        bar = self.palette().color(QPalette.ColorRole.Highlight)
        bar.setAlpha(PREDICTED_ALPHA if self._predicted else UNPREDICTED_ALPHA)
        painter.fillRect(QRect(0, 0, round(room.width() * self._shown.probability), room.height()), bar)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        text = room.adjusted(PADDING, 0, -PADDING, 0)
        metrics = self.fontMetrics()
        number = formats.percent(self._shown.probability)
        painter.drawText(text, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), number)
        text.setRight(text.right() - metrics.horizontalAdvance(NUMBER_WIDTH))
        label = metrics.elidedText(self._shown.label, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), label)
