"""What a person drops: files and folders of the desktop, and items of QGIS's browser."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsMimeDataUtils
from qgis.gui import QgsCustomDropHandler
from qgis.PyQt.QtCore import QMimeData, QObject, QTimer, pyqtSignal

from .. import settings
from ..photo_search import looks_like_photo

# World files and what GDAL writes beside a raster: with one of them a picture is a map.
SIDECARS = (".jgw", ".jpgw", ".jpegw", ".pgw", ".pngw", ".wld", ".bpw", ".gfw")
RASTERS = (".tif", ".tiff")


def dropped_paths(mime: QMimeData) -> list:
    """Return the files and folders in `mime`, each once, in order; nothing is looked up on the disk."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if QgsMimeDataUtils.isUriList(mime):
        paths += [path for uri in QgsMimeDataUtils.decodeUriList(mime) if (path := _path(uri)) is not None]
    return list(dict.fromkeys(paths))


def _path(uri: QgsMimeDataUtils.Uri) -> Path | None:
    """Return the file or folder that an item of QGIS's browser stands for, None for databases and services."""
    # filePath is there since QGIS 3.22; the source of a raster or vector file starts with its path.
    text = getattr(uri, "filePath", "") or uri.uri.partition("|")[0]
    is_file = uri.layerType in ("raster", "directory", "file", "collection") or looks_like_photo(Path(text))
    return Path(text) if is_file and Path(text).is_absolute() else None


class PhotosOnMap(QgsCustomDropHandler):
    """Takes photos that are dropped anywhere on QGIS's window, where the person wants that.

    QGIS opens a dropped picture as a raster layer, and people rely on it: so this is off until it is switched on in
    the panel's menu. Rasters with a place of their own, GeoTIFFs or pictures with a world file, stay QGIS's always.
    Emits `dropped(list of Path)` once a drop.
    """

    dropped = pyqtSignal(list)

    def __init__(self, parent: QObject | None = None):
        super().__init__()
        self.setParent(parent)
        self._photos: list = []

    def handleFileDrop(self, file: str) -> bool:
        """Take `file` if it is a photo that the person wants taken; QGIS opens it otherwise."""
        photo = Path(file)
        if not settings.drop_on_map() or not looks_like_photo(photo) or _is_map(photo):
            return False
        self._photos.append(photo)
        if len(self._photos) == 1:  # QGIS calls once a file
            QTimer.singleShot(0, self._tell)
        return True

    def _tell(self) -> None:
        photos, self._photos = self._photos, []
        self.dropped.emit(photos)


def _is_map(photo: Path) -> bool:
    if photo.suffix.lower() in RASTERS:
        return True
    return any(photo.with_suffix(suffix).exists() or photo.with_suffix(suffix.upper()).exists() for suffix in SIDECARS)
