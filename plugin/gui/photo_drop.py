"""The place to drop photos on, which then shows the one that was dropped."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPalette, QPen, QPixmap
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from ..assets import icon
from ..translation import tr
from .dropped import dropped_paths
from .thumbnail import ThumbnailTask

HEIGHT = 150
PADDING = 8
DECODED = QSize(1024, 2 * HEIGHT)


class PhotoDrop(QWidget):
    """Shows an invitation, or the chosen photo; takes drops, clicks and the space or enter key.

    Emits `dropped(list of Path)` for files and folders that were dropped and `chosen()` when the person wants a file
    dialog.
    """

    dropped = pyqtSignal(list)
    chosen = pyqtSignal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Photo"))
        self.setToolTip(tr("Drop photos or folders here, or click to choose some"))
        self._pixmap = QPixmap()
        self._text = _invitation()
        self._hovered = False
        self._task: ThumbnailTask | None = None

    @property
    def has_thumbnail(self) -> bool:
        """True while a thumbnail is shown."""
        return not self._pixmap.isNull()

    def set_photo(self, photo: Path | None) -> None:
        """Show the thumbnail of `photo` as soon as it is decoded, or the invitation."""
        self._pixmap = QPixmap()
        if self._task is not None:
            self._task.decoded.disconnect(self._show)
            self._task = None
        self.update()
        if photo is None:
            self._text = _invitation()
            return
        self._text = tr("No preview for {name}").format(name=photo.name)
        self._task = ThumbnailTask(photo, DECODED)
        self._task.decoded.connect(self._show)
        self._task.begin()

    def _show(self, _: Path, image: QImage) -> None:
        self._task = None
        self._pixmap = QPixmap.fromImage(image)
        self.update()

    def dragEnterEvent(self, event) -> None:
        """Accept files, folders and items of QGIS's browser, nothing else."""
        if dropped_paths(event.mimeData()):
            self._hovered = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event) -> None:
        """Take the highlight back."""
        self._hovered = False
        self.update()

    def dropEvent(self, event) -> None:
        """Tell what was dropped."""
        self._hovered = False
        self.update()
        event.acceptProposedAction()
        self.dropped.emit(dropped_paths(event.mimeData()))

    def mouseReleaseEvent(self, event) -> None:
        """Ask for the file dialog."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def keyPressEvent(self, event) -> None:
        """Space and enter do what a click does."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event) -> None:
        """Draw the frame with the invitation, or the thumbnail."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        palette = self.palette()
        active = self._hovered or self.hasFocus()
        edge = QColor(palette.color(QPalette.ColorRole.Highlight if active else QPalette.ColorRole.Mid))
        style = Qt.PenStyle.SolidLine if self.has_thumbnail else Qt.PenStyle.DashLine
        painter.setPen(QPen(edge, 2 if self._hovered else 1, style))
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)
        if self.has_thumbnail:
            self._paint_thumbnail(painter)
        else:
            self._paint_invitation(painter)
        painter.end()

    def _paint_thumbnail(self, painter: QPainter) -> None:
        room = self.rect().adjusted(PADDING, PADDING, -PADDING, -PADDING)
        size = self._pixmap.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = room.adjusted(0, 0, 0, 0)
        target.setSize(size)
        target.moveCenter(room.center())
        painter.drawPixmap(target, self._pixmap)

    def _paint_invitation(self, painter: QPainter) -> None:
        room = self.rect().adjusted(PADDING, PADDING, -PADDING, -PADDING)
        symbol = room.adjusted(0, 18, 0, 0)
        symbol.setHeight(40)
        icon("photo").paint(painter, symbol)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        text = room.adjusted(0, 66, 0, 0)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(text, int(flags), self._text)


def _invitation() -> str:
    return tr("Drop photos or a folder here\nor click to choose")
