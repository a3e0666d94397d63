"""The icons are one set: one grid, one stroke, and colours that stand out on light and on dark themes."""

import itertools
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from photo_geolocator.plugin.assets import icon
from qgis.PyQt.QtGui import QColor

REPOSITORY = Path(__file__).resolve().parents[2]
FILES = sorted((REPOSITORY / "resources" / "icons").glob("*.svg"))
# A picture of its own, in the menu and the plugin manager, and one that lies on a page.
APART = {"photo_geolocator", "north_arrow"}
SET = [path for path in FILES if path.stem not in APART]
THEMES = ("#ffffff", "#2d2d2d")
LEAST_CONTRAST = 3.0  # of graphics: WCAG 2.1, 1.4.11
ALGORITHMS = (
    "geolocatephoto",
    "geolocatefolder",
    "searchareasfromheatmap",
    "recallvsarea",
    "backendstatus",
)


def luminance(colour):
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def names(path):
    return path.stem


@pytest.mark.parametrize("path", SET, ids=names)
def test_one_grid_one_stroke_and_colours_for_both_themes(path):
    root = ElementTree.parse(path).getroot()
    assert root.get("viewBox") == "0 0 24 24"
    inks = set()
    for shape in root:
        stroke, fill = shape.get("stroke", "none"), shape.get("fill", "none")
        inks |= {stroke, fill} - {"none"}
        if stroke != "none":
            assert (shape.get("stroke-width"), shape.get("stroke-linecap")) == ("2", "round")
    assert inks
    for ink, theme in itertools.product(inks, THEMES):
        assert contrast(ink, theme) >= LEAST_CONTRAST, f"{ink} on {theme}"


@pytest.mark.parametrize("path", FILES, ids=names)
def test_it_draws_inside_its_frame(qgis_app, path):
    image = icon(path.stem).pixmap(48, 48).toImage()
    drawn = [(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 40]
    assert len(drawn) > 100
    assert not any(0 in point or 47 in point for point in drawn), "cut off at the edge"


def test_the_set_has_what_the_plugin_asks_for():
    wanted = {f"algorithm_{name}" for name in ALGORITHMS}
    for source in (REPOSITORY / "plugin").rglob("*.py"):
        text = source.read_text(encoding="utf-8")
        wanted |= set(re.findall(r'\bicon\("(\w+)"\)', text))
        wanted |= {f"algorithm_{name}" for name in re.findall(r'^    ID = "(\w+)"', text, re.MULTILINE)}
    assert wanted <= {path.stem for path in FILES}
