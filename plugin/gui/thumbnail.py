"""A photo's thumbnail, decoded outside QGIS's main thread."""

from __future__ import annotations

import re
from pathlib import Path

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QImage, QImageReader

from ..client import check_photo
from ..errors import PhotoFileError
from ..work import Work

# What the backend reads too, by the first bytes: Qt would draw SVG and whatever else it has plugins for.
SIGNATURES = (
    (0, b"\xff\xd8\xff", b"jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", b"png"),
    (8, b"WEBP", b"webp"),
    (0, b"II*\x00", b"tiff"),
    (0, b"MM\x00*", b"tiff"),
    (0, b"BM", b"bmp"),
    (0, b"GIF8", b"gif"),
)
MOST_PIXELS = 64_000_000
# A JPEG of one scan shrinks while it is decoded, and needs little memory whatever its size.
MOST_PIXELS_OF_ONE_SCAN = 200_000_000
# Qt's time grows with the square of the segments, and every scan passes over the whole picture.
MOST_SEGMENTS, MOST_SCANS = 2_000, 100

_SEGMENT = re.compile(rb"\xff[^\x00\xff]")
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_START_OF_SCAN, _END = 0xDA, 0xD9
_WITHOUT_LENGTH = (0x01, *range(0xD0, 0xD9))


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
    try:
        check_photo(photo)
        with photo.open("rb") as file:
            head = file.read(16)
            formats = [name for at, signature, name in SIGNATURES if head.startswith(signature, at)]
            scans = jpeg_scans(head + file.read()) if formats == [b"jpeg"] else 0
    except (OSError, PhotoFileError):
        return QImage()
    if not formats or scans is None:
        return QImage()
    reader = QImageReader(str(photo), formats[0])
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    full = reader.size()
    limit = MOST_PIXELS_OF_ONE_SCAN if scans == 1 else MOST_PIXELS
    if not full.isValid() or full.width() * full.height() > limit:
        return QImage()
    # The reader scales before it turns, so a square box serves both orientations.
    side = max(size.width(), size.height())
    if max(full.width(), full.height()) > side:
        reader.setScaledSize(full.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return image
    return image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def jpeg_scans(data: bytes) -> int | None:
    """Return how many scans a JPEG has (ITU-T T.81, annex B), None for more of them or of segments than photos have."""
    start, scans = 2, 0
    for _ in range(MOST_SEGMENTS):
        found = (_AFTER_SCAN if scans else _SEGMENT).search(data, start)
        if found is None or data[found.end() - 1] == _END:
            return scans
        start = found.end()
        marker = data[start - 1]
        if marker not in _WITHOUT_LENGTH:
            start += int.from_bytes(data[start : start + 2], "big")
        scans += marker == _START_OF_SCAN
        if scans > MOST_SCANS:
            return None
    return None
