"""A photo's thumbnail, decoded outside QGIS's main thread."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QImage, QImageReader

from ..work import Work

# Formats that shrink while they decode need little memory whatever their size; others are decoded in full
# first.
SHRINKING_FORMATS = (b"jpeg", b"jpg")
MOST_PIXELS = 64_000_000


class ThumbnailTask(Work):
    """Decodes `photo` within `size`, upright; emits `decoded(Path, QImage)`, a null image when it can't.

    Only this preview is Qt's; the backend decodes the photo by itself and reports what is wrong with it.
    """

    decoded = pyqtSignal(object, QImage)

    def __init__(self, photo: Path, size: QSize):
        super().__init__(read_thumbnail, photo, size)
        self._photo = photo

    def deliver(self, value: QImage) -> None:
        """Hand the image over."""
        self.decoded.emit(self._photo, value)


def read_thumbnail(photo: Path, size: QSize) -> QImage:
    """Return the photo within `size` and upright, or a null image when Qt can't or should not read it."""
    reader = QImageReader(str(photo))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    full = reader.size()
    if full.isValid():
        shrinks = bytes(reader.format()) in SHRINKING_FORMATS
        if not shrinks and full.width() * full.height() > MOST_PIXELS:
            return QImage()
        # The reader scales before it turns, so a square box serves both orientations.
        side = max(size.width(), size.height())
        if max(full.width(), full.height()) > side:
            reader.setScaledSize(full.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return image
    return image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
