"""What the attribute predictors said of the photo: each class's probability as a bar."""

from __future__ import annotations

from qgis.PyQt.QtCore import QRect, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPalette
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ..result import AttributeClass
from ..translation import tr
from . import formats

PADDING = 4
GROOVE = QColor(128, 128, 128, 40)  # seen on light and dark; a theme by style sheet leaves the palette as it was
UNPREDICTED_ALPHA, PREDICTED_ALPHA = 60, 110  # text stays readable on the bar


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
        text = tr("{label}: {percent}").format(label=shown.label, percent=formats.percent(shown.probability))
        self.setToolTip(text)
        self.setAccessibleName(tr("{text} (predicted)").format(text=text) if predicted else text)
        self.label, self._number = QLabel(shown.label), QLabel(formats.percent(shown.probability))
        font = self.font()
        font.setBold(predicted)
        for part in (self.label, self._number):
            part.setTextFormat(Qt.TextFormat.PlainText)
            part.setFont(font)
        self.label.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(PADDING, PADDING // 2, PADDING, PADDING // 2)
        row.addWidget(self.label, 1)
        row.addWidget(self._number)

    def paintEvent(self, _) -> None:
        """Draw the bar behind the text."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), GROOVE)
        bar = self.palette().color(QPalette.ColorRole.Highlight)
        bar.setAlpha(PREDICTED_ALPHA if self._predicted else UNPREDICTED_ALPHA)
        painter.fillRect(QRect(0, 0, round(self.width() * self._shown.probability), self.height()), bar)
