"""What the map tells under the pointer: a region or a point, with the photo it was estimated from.

The photo's thumbnail is part of the tip's text, as a data URI: so it goes wherever the layer's style goes, into a
GeoPackage and a project, and needs no file beside them.
"""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QBuffer, QIODevice, QSize
from qgis.PyQt.QtGui import QImage

from ..assets import style_text
from ..gui.thumbnail import ThumbnailTask
from ..translation import tr

SIDE = 160  # pixels: enough to know a photo again, and 5 to 10 kB
QUALITY = 80
PLACE = "<!-- photo -->"


def region_tip() -> str:
    """Return the tip of a region of a search area, still without the photo."""
    cap = tr("{km} km cap").format(km="\\\\1").replace("'", "''")
    return style_text("region_map_tip.html").format(
        picture=PLACE, search_area=tr("Search area"), cap=cap, probability=tr("Probability"), area=tr("Area")
    )


def point_tip() -> str:
    """Return the tip of a point, still without the photo."""
    return style_text("point_map_tip.html").format(picture=PLACE)


def add_photo(project: QgsProject, layers: list, photo: Path) -> None:
    """Put the photo's thumbnail into the tips of `layers` once it is decoded; those gone by then are left out."""
    ids = [layer.id() for layer in layers]
    task = ThumbnailTask(photo, QSize(SIDE, SIDE))
    task.decoded.connect(lambda _, image: _show(project, ids, image))
    task.begin()


def _show(project: QgsProject, ids: list, image: QImage) -> None:
    picture = _element(image)
    for layer in filter(None, map(project.mapLayer, ids)):
        show_picture(layer, picture)


def show_picture(layer: QgsVectorLayer, picture: str) -> None:
    """Put `picture`, an HTML element or nothing, where the photo belongs in the layer's tip."""
    layer.setMapTipTemplate(layer.mapTipTemplate().replace(PLACE, picture))


def _element(image: QImage) -> str:
    if image.isNull():
        return ""
    data = QBuffer()
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    image.convertToFormat(QImage.Format.Format_RGB32).save(data, "JPG", QUALITY)
    code = bytes(data.data().toBase64()).decode("ascii")
    size = f'width="{image.width()}" height="{image.height()}"'
    return f'<img src="data:image/jpeg;base64,{code}" {size}/><br/>'
