"""The Recall vs Area curve as a picture: SVG text, or a PNG that Qt draws from it."""

from __future__ import annotations

import math
from html import escape
from pathlib import Path

from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, Qt
from qgis.PyQt.QtGui import QImage, QPainter
from qgis.PyQt.QtSvg import QSvgRenderer

from ..errors import FileError
from ..gui.formats import percent, square_kilometres
from ..translation import tr
from .rva import CAP_RADII_KM, SPHERE_AREA_KM2, Curve, cap_area_km2

WIDTH, HEIGHT = 760, 480
LEFT, TOP, RIGHT, BOTTOM = 70, 76, 20, 75
LEAST_AREA_KM2 = 100.0
INK, GRID, BAND, LINE, CAP = "#26323a", "#dfe5e8", "#5fc4c0", "#00626b", "#b73779"
PNG_SCALE = 2


def svg(curve: Curve, title: str) -> str:
    """Return the curve with its 95 % band over a logarithmic axis of areas; the caps of the paper are marked."""
    points = [(_x(budget), recall) for budget, recall in curve.recalls.items() if budget >= LEAST_AREA_KM2]
    line = " ".join(f"{x:.1f},{_y(recall.value):.1f}" for x, recall in points)
    upper = [f"{x:.1f},{_y(recall.high):.1f}" for x, recall in points]
    lower = [f"{x:.1f},{_y(recall.low):.1f}" for x, recall in reversed(points)]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="13">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(LEFT, 26, title, size=16),
        *_axes(),
        f'<polygon points="{" ".join(upper + lower)}" fill="{BAND}" fill-opacity="0.35"/>',
        f'<polyline points="{line}" fill="none" stroke="{LINE}" stroke-width="2.2"/>',
        *_caps(curve),
        "</svg>",
    ]
    return "\n".join(parts)


def png(drawing: str) -> bytes:
    """Return an SVG's text as the bytes of a PNG."""
    image = QImage(WIDTH * PNG_SCALE, HEIGHT * PNG_SCALE, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.encode("utf-8"))).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):
        raise FileError(tr("The plot can't be drawn as a PNG; choose a file that ends in .svg."))
    return bytes(buffer.data())


def picture(file: Path, drawing: str) -> bytes:
    """Return what belongs into `file`, by its ending: .png or .svg; raise `FileError` for another one."""
    ending = file.suffix.lower()
    if ending == ".png":
        return png(drawing)
    if ending == ".svg":
        return drawing.encode("utf-8")
    raise FileError(tr("{name} can't be drawn; choose a file that ends in .svg or .png.").format(name=file.name))


def _axes() -> list:
    parts = []
    for share in range(0, 101, 20):
        y = _y(share / 100)
        parts.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="{GRID}"/>')
        parts.append(_text(LEFT - 8, y + 4, f"{share} %", anchor="end"))
    for power in range(2, 9):
        x = _x(10.0**power)
        parts.append(f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}" stroke="{GRID}"/>')
        parts.append(_text(x, HEIGHT - BOTTOM + 18, square_kilometres(10.0**power), anchor="middle", size=11))
    parts.append(_text(LEFT, HEIGHT - 26, tr("Area searched, densest first (km²)")))
    parts.append(_text(LEFT, 48, tr("Photos found")))
    return parts


def _caps(curve: Curve) -> list:
    parts = []
    for radius in CAP_RADII_KM:
        recall = curve.recalls.get(cap_area_km2(radius))
        if recall is None:
            continue
        x, y = _x(cap_area_km2(radius)), _y(recall.value)
        label = tr("{radius} km: {percent}").format(radius=radius, percent=percent(recall.value))
        parts.append(
            f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}" stroke="{CAP}" '
            'stroke-dasharray="3 3"/>'
        )
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{CAP}" stroke="#ffffff"/>')
        parts.append(_text(x - 8, y - 8, label, anchor="end", size=12, colour=CAP))
    return parts


def _x(km2: float) -> float:
    share = math.log(km2 / LEAST_AREA_KM2) / math.log(SPHERE_AREA_KM2 / LEAST_AREA_KM2)
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(recall: float) -> float:
    return HEIGHT - BOTTOM - recall * (HEIGHT - TOP - BOTTOM)


def _text(x: float, y: float, text: str, *, anchor: str = "start", size: int = 13, colour: str = INK) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{colour}">{escape(text)}</text>'
    )
