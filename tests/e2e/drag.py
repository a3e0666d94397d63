"""Runs inside QGIS (`qgis --code`): drags the panel's slider with the mouse and notes what the map then holds.

What to do comes in the environment variable `PHOTO_GEOLOCATOR_DRAG`, as JSON: photo, out (a file), positions (of
the slider). The file gets {"stops": [{budget_km2, area_km2, labels, features, summary, outside}],
"positions_per_pixel": a number, "error": text}: `outside` is the share of the area that the next larger one does not
hold.
"""

import json
import os
import traceback
from pathlib import Path

from qgis.core import QgsGeometry
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import plugins

ORDER = json.loads(os.environ["PHOTO_GEOLOCATOR_DRAG"])
STEPS = 12
STEP_MS = 15
LEFT = Qt.MouseButton.LeftButton


class Drag:
    """From the photo to the last stop of the slider."""

    def __init__(self):
        self.plugin = plugins["photo_geolocator"]
        self.stops, self.shapes, self.left = [], [], list(ORDER["positions"])

    def start(self):
        dock = self.plugin.dock
        dock.setUserVisible(True)
        dock.result_shown.connect(lambda _: QTimer.singleShot(500, lambda: guard(self.next)))
        self.plugin.queue.changed.connect(self.look)
        dock.set_photo(Path(ORDER["photo"]))
        dock.geolocate()

    def look(self, photos):
        if photos[0].problem:
            end({"error": photos[0].problem})

    def next(self):
        slider = self.plugin.dock.result.area.slider.slider
        if not self.left:
            for stop, shape, larger in zip(self.stops, self.shapes, self.shapes[1:], strict=False):
                stop["outside"] = shape.difference(larger).area() / shape.area()
            end({"stops": self.stops, "positions_per_pixel": 100 / (slider.x_of(200) - slider.x_of(100)), "error": ""})
        target, middle = self.left.pop(0), slider.handle().center()
        QTest.mousePress(slider, LEFT, Qt.KeyboardModifier.NoModifier, middle)
        start = slider.value()
        for step in range(1, STEPS + 1):
            # Not QTest.mouseMove: the X server's own pointer has no button pressed, and its events come late.
            at = QPointF(slider.x_of(round(start + (target - start) * step / STEPS)), middle.y())
            there = QPointF(slider.mapToGlobal(at.toPoint()))
            kind, none = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
            QApplication.sendEvent(slider, QMouseEvent(kind, at, there, none, LEFT, Qt.KeyboardModifier.NoModifier))
            QTest.qWait(STEP_MS)
        QTest.mouseRelease(slider, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(round(slider.x_of(target)), middle.y()))
        QTimer.singleShot(50, lambda: guard(self.note))

    def note(self):
        """Note what the map holds, once the answer to the last position is there."""
        if self.plugin.live_area.is_busy:
            QTimer.singleShot(50, lambda: guard(self.note))
            return
        area, layer = self.plugin.dock.result.area, self.plugin.chosen_area.layer
        features = list(layer.getFeatures())
        self.shapes.append(QgsGeometry.unaryUnion([feature.geometry() for feature in features]))
        self.stops.append(
            {
                "budget_km2": area.target.area_km2,
                "area_km2": sum(feature["area_km2"] for feature in features),
                "labels": sorted({feature["area_label"] for feature in features}),
                "features": len(features),
                "valid": all(feature.geometry().isGeosValid() for feature in features),
                "summary": area.summary.text(),
            }
        )
        self.next()


def guard(step):
    try:
        step()
    except Exception:
        end({"error": traceback.format_exc()})


def end(outcome):
    plugins["photo_geolocator"].unload()
    Path(ORDER["out"]).write_text(json.dumps(outcome), encoding="utf-8")
    os._exit(0)


QTimer.singleShot(0, lambda: guard(Drag().start))
