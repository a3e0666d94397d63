"""Rows of a list with a thumbnail, a title, lines below it, and a bar while there is progress to show."""

from __future__ import annotations

from qgis.PyQt.QtCore import QRect, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFontMetrics, QPainter, QPalette
from qgis.PyQt.QtWidgets import QStyle, QStyledItemDelegate

from ..assets import icon
from .thumbnails import Thumbnails

# What a model answers with: the picture's path, the lines below the title, 0..1 or None, the name of an icon at the
# end or "".
PICTURE, LINES, SHARE, SYMBOL = (Qt.ItemDataRole.UserRole + number for number in range(1, 5))
PICTURE_SIZE = QSize(56, 42)
PADDING = 6
BAR = 3
SYMBOL_SIDE = 18


def card_height(metrics: QFontMetrics, lines: int) -> int:
    """Return the height of a row with a title and `lines` below it in a font, in pixels."""
    return max(PICTURE_SIZE.height(), (1 + lines) * metrics.height() + BAR + 4) + 2 * PADDING


class CardDelegate(QStyledItemDelegate):
    """Draws such rows with the palette's colours alone; thumbnails come from `thumbnails`."""

    def __init__(self, thumbnails: Thumbnails, lines: int, parent=None):
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._lines = lines

    def sizeHint(self, option, index) -> QSize:
        """Return the same height for every row."""
        return QSize(120, card_height(option.fontMetrics, self._lines))

    def symbol_rect(self, rect: QRect) -> QRect:
        """Return where the icon at the end of the row `rect` is."""
        where = QRect(0, 0, SYMBOL_SIDE, SYMBOL_SIDE)
        where.moveCenter(rect.center())
        where.moveRight(rect.right() - PADDING - 4)
        return where

    def paint(self, painter: QPainter, option, index) -> None:
        """Draw the row."""
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        group = (
            QPalette.ColorGroup.Active
            if option.state & QStyle.StateFlag.State_Active
            else (QPalette.ColorGroup.Inactive)
        )
        ink = option.palette.color(group, QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text)
        room = option.rect.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        picture = QRect(room.topLeft(), PICTURE_SIZE)
        picture.moveTop(room.top() + (room.height() - PICTURE_SIZE.height()) // 2)
        self._paint_picture(painter, picture, index, ink)
        symbol = index.data(SYMBOL)
        right = room.right()
        if symbol:
            self._paint_symbol(painter, self.symbol_rect(option.rect), symbol, option, selected)
            right -= SYMBOL_SIDE + PADDING
        text = QRect(picture.right() + PADDING + 2, room.top(), 0, room.height())
        text.setRight(right)
        self._paint_text(painter, text, option, index, ink, selected)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(ink)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_picture(self, painter: QPainter, where: QRect, index, ink: QColor) -> None:
        path = index.data(PICTURE)
        pixmap = self._thumbnails.get(path) if path is not None else None
        if pixmap is None or pixmap.isNull():
            symbol = QRect(0, 0, 24, 24)
            symbol.moveCenter(where.center())
            painter.setOpacity(0.4 if pixmap is None else 0.8)
            icon("photo").paint(painter, symbol)
            painter.setOpacity(1.0)
            return
        size = pixmap.size().scaled(where.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(where.topLeft(), size)
        target.moveCenter(where.center())
        painter.drawPixmap(target, pixmap)

    def _paint_symbol(self, painter: QPainter, where: QRect, symbol: str, option, selected: bool) -> None:
        if selected:  # its colours are made for the list's background
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(option.palette.color(QPalette.ColorRole.Base))
            painter.drawEllipse(where.adjusted(-4, -4, 4, 4))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        icon(symbol).paint(painter, where)

    def _paint_text(self, painter: QPainter, room: QRect, option, index, ink: QColor, selected: bool) -> None:
        metrics = option.fontMetrics
        share = index.data(SHARE)
        lines = index.data(LINES)
        height = (1 + len(lines)) * metrics.height() + (BAR + 4 if share is not None else 0)
        top = room.top() + max(0, (room.height() - height) // 2)
        title = QRect(room.left(), top, room.width(), metrics.height())
        painter.setPen(ink)
        bold = option.font
        bold.setBold(True)
        painter.setFont(bold)
        name = painter.fontMetrics().elidedText(
            index.data(Qt.ItemDataRole.DisplayRole), Qt.TextElideMode.ElideMiddle, title.width()
        )
        painter.drawText(title, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)
        bold.setBold(False)
        painter.setFont(bold)
        quiet = QColor(ink)
        quiet.setAlpha(ink.alpha() if selected else 190)
        painter.setPen(quiet)
        line = title
        for text in lines:
            line = line.translated(0, metrics.height())
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        if share is not None:
            bar = QRect(line.left(), line.bottom() + 4, line.width(), BAR)
            groove = QColor(ink)
            groove.setAlpha(50)
            painter.fillRect(bar, groove)
            bar.setWidth(round(bar.width() * share))
            role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Highlight
            painter.fillRect(bar, option.palette.color(role))
