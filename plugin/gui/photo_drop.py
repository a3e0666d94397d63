"""The place to drop photos on, which then shows the one that was dropped."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPalette, QPen, QPixmap
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ..assets import icon
from ..translation import tr
from .dropped import dropped_paths
from .thumbnail import ThumbnailTask

HEIGHT = 150
PADDING = 8
DECODED = QSize(1024, 2 * HEIGHT)
SYMBOL_TOP, SYMBOL_HEIGHT, TEXT_TOP = 26, 40, 74


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
        # A label, not drawn: themes by style sheet, such as QGIS's own, colour labels and leave the palette as it was.
        self.words = QLabel(_invitation())
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.words.setWordWrap(True)
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PADDING, TEXT_TOP, PADDING, PADDING)
        layout.addWidget(self.words)
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
        self.words.show()
        self.update()
        if photo is None:
            self.words.setText(_invitation())
            return
        self.words.setText(tr("No preview for {name}").format(name=photo.name))
        self._task = ThumbnailTask(photo, DECODED)
        self._task.decoded.connect(self._show)
        self._task.begin()

    def _show(self, _: Path, image: QImage) -> None:
        self._task = None
        self._pixmap = QPixmap.fromImage(image)
        self.words.setVisible(not self.has_thumbnail)
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
            icon("photo").paint(painter, 0, SYMBOL_TOP, self.width(), SYMBOL_HEIGHT)
        painter.end()

    def _paint_thumbnail(self, painter: QPainter) -> None:
        room = self.rect().adjusted(PADDING, PADDING, -PADDING, -PADDING)
        size = self._pixmap.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = room.adjusted(0, 0, 0, 0)
        target.setSize(size)
        target.moveCenter(room.center())
        painter.drawPixmap(target, self._pixmap)


def _invitation() -> str:
    return tr("Drop photos or a folder here\nor click to choose")
