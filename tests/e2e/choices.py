"""Runs inside QGIS (`qgis --code`): makes an analyst's choices in the panel and notes what comes of them.

What to do comes in the environment variable `PHOTO_GEOLOCATOR_CHOICES`, as JSON: photos (two), prior (a raster),
country (its name in the panel's list), out (a folder). `out/choices.json` gets {"notes": what panel and layers told
after each step, by its name, "answers": ms from a click to the search area on the canvas, "waits": the longest that a
timer of 10 ms waited, in ms and longest first, and after which step, "work": the same of what the main thread
computed between two ticks, "error": text}; `out` gets pictures of the window.
"""

import json
import os
import time
import traceback
from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDockWidget
from qgis.utils import iface, plugins

ORDER = json.loads(os.environ["PHOTO_GEOLOCATOR_CHOICES"])
OUT = Path(ORDER["out"])
PATIENCE_S = 60
LOOK_MS = 20
SHOWN = 5
SLIDER_STEPS = 10


class Choices:
    """Goes through `steps`: each yields a condition to wait for."""

    def __init__(self):
        self.plugin = plugins["photo_geolocator"]
        self.view = self.plugin.dock.result
        self.notes, self.answers, self.slid, self.waits, self.work = {}, [], [], [], []
        self.asked = self.slid_at = self.last = self.worked = 0.0
        self.sliding = []
        self.condition, self.until = lambda: True, 0.0
        self.tick = QTimer()
        self.tick.setTimerType(Qt.TimerType.PreciseTimer)
        self.tick.setInterval(10)
        self.tick.timeout.connect(self.beat)
        self.look = QTimer()
        self.look.setInterval(LOOK_MS)
        self.look.timeout.connect(lambda: guard(self.go_on))
        self.todo = self.steps()
        self.plugin.live_area.answered.connect(self.on_area)
        iface.mapCanvas().mapCanvasRefreshed.connect(self.on_drawn)

    def start(self):
        window = iface.mainWindow()
        window.setGeometry(window.screen().geometry())
        self.plugin.dock.setUserVisible(True)
        docks = [self.plugin.dock, window.findChild(QDockWidget, "Layers")]
        window.resizeDocks(docks, [420, 300], Qt.Orientation.Horizontal)
        QTimer.singleShot(2000, self.look.start)  # QGIS itself is still busy at its start

    def go_on(self):
        if self.condition():
            self.condition = next(self.todo, None)
            self.until = time.monotonic() + PATIENCE_S
            if self.condition is None:
                self.end("")
        elif time.monotonic() > self.until:
            self.end(f"waited in vain after {list(self.notes)}: {self.view.ensemble.message.text()}")

    def steps(self):
        plugin, view = self.plugin, self.view
        plugin.dock.add([Path(path) for path in ORDER["photos"]])
        yield lambda: len(plugin.queue) == 2 and plugin.dock.start.isVisible()
        plugin.dock.geolocate()
        yield lambda: not plugin.queue.is_busy and bool(plugin.choice.jobs)
        for section in view.findChildren(QgsCollapsibleGroupBox):
            section.setCollapsed(False)
        self.note("original")
        yield self.drawn
        self.last, self.worked = time.perf_counter(), time.thread_time()
        self.tick.start()
        slider, first = view.area.slider.slider, view.area.slider.slider.value()
        for step in range(SLIDER_STEPS):
            moves = len(self.slid)
            self.slid_at = time.perf_counter()
            slider.setValue(slider.minimum() + (slider.maximum() - slider.minimum()) * step // (SLIDER_STEPS - 1))
            yield lambda moves=moves: len(self.slid) > moves and self.settled() and self.drawn()
        self.note("slid")
        slider.setValue(first)
        yield lambda: self.settled() and self.drawn()
        members = list(view.ensemble.boxes)
        for name in members[1:]:
            self.click(view.ensemble.boxes[name])
            yield self.settled
            self.note(f"without {name}")
        self.click(view.ensemble.boxes[members[0]])
        yield lambda: bool(view.ensemble.message.text())
        self.notes["refused"] = view.ensemble.message.text()
        self.click(view.ensemble.back)
        yield self.settled
        self.note("reset")
        control = view.knowledge
        control.by_country.click()
        yield lambda: control.country_part.is_filled
        QTest.keyClicks(control.country_part.find, ORDER["country"])
        QTest.keyClick(control.country_part.find, Qt.Key.Key_Return)
        self.click(control.country_part.apply)
        yield lambda: plugin.choice.choice.restriction is not None and self.settled()
        self.note("country")
        layer = QgsRasterLayer(ORDER["prior"], "Known beaches")
        QgsProject.instance().addMapLayer(layer)
        QgsProject.instance().layerTreeRoot().findLayer(layer.id()).setItemVisibilityChecked(False)
        control.prior_layers.setLayer(layer)
        self.click(control.add_prior)
        yield lambda: len(control.priors) == 1 and self.settled()
        self.note("prior")
        self.picture("knowledge")
        for row in control.priors.values():
            for weight in (120, 140, 160, 180, 200):
                row.slider.setValue(weight)
        yield self.settled
        self.note("heavy prior")
        self.click(view.ensemble.back)
        yield self.settled
        self.note("all back")
        for name in (members[0], members[-1]):
            self.click(view.ensemble.maps[name])
            yield lambda name=name: any(
                layer.customProperty("photo_geolocator/role") == f"member_{name}"
                for layer in QgsProject.instance().mapLayers().values()
            )
        yield self.drawn
        self.picture("members")
        plugin.dock.list.selectAll()
        plugin.dock.list.fuse.trigger()
        yield lambda: len(plugin.choice.jobs) == 2
        self.note("fused")
        yield self.drawn
        self.picture("fused")
        self.tick.stop()
        QgsApplication.setUITheme("Night Mapping")
        view.ensemble.boxes[members[-1]].click()
        yield self.settled
        self.note("fused without a member")
        yield self.drawn
        self.picture("dark")

    def settled(self):
        """Whether panel and layers show the map of the choice."""
        following, plugin = self.plugin.chosen_map, self.plugin
        version = following._version
        busy = plugin.choice.is_busy or plugin.live_area.is_busy or following._steps is not None
        return not busy and version is not None and version.choice == plugin.choice.choice

    def drawn(self):
        """Whether the canvas is at rest."""
        return not iface.mapCanvas().isDrawing()

    def click(self, button):
        self.asked = time.perf_counter()
        button.click()

    def on_area(self, _):
        """Note how long the first search area after a click took; the layer shows it in the same turn."""
        if self.asked:
            self.answers.append(1000 * (time.perf_counter() - self.asked))
            self.asked = 0.0
        if self.slid_at and not self.sliding:
            self.sliding.append(1000 * (time.perf_counter() - self.slid_at))

    def on_drawn(self):
        """Note how long the canvas took to show what the slider asked for."""
        if self.sliding:
            self.slid.append((*self.sliding, 1000 * (time.perf_counter() - self.slid_at)))
            self.sliding, self.slid_at = [], 0.0

    def note(self, name):
        result, layers = self.plugin.dock.shown.result, QgsProject.instance().mapLayers().values()
        area = self.plugin.chosen_area.layer
        self.asked = 0.0
        self.notes[name] = {
            "place": self.view.place.text(),
            "note": self.view.note.text(),
            "summary": self.view.area.summary.text(),
            "knowledge": self.view.knowledge.in_force.text(),
            "exponents": {member.name: member.exponent for member in result.members},
            "expected": [area.expected_recall for area in result.search_areas],
            "photos": [photo.name for photo in result.photos],
            "regions": [region.place for area in result.search_areas for region in area.regions],
            "listed": [feature["place"] for feature in area.getFeatures()] if area else [],
            "heatmaps": [one.source() for one in layers if one.customProperty("photo_geolocator/role") == "heatmap"],
            "groups": [node.name() for node in QgsProject.instance().layerTreeRoot().findGroups()],
        }

    def beat(self):
        now = time.perf_counter()
        worked = time.thread_time()
        self.waits.append((1000 * (now - self.last) - 10, next(reversed(self.notes), "")))
        self.work.append((1000 * (worked - self.worked), next(reversed(self.notes), "")))
        self.last, self.worked = now, worked

    def picture(self, name):
        """Picture the window and the panel's lower half."""
        at_work = self.tick.isActive()
        self.tick.stop()  # a picture takes its time, which is not the plugin's
        bar = self.plugin.dock.scroll.verticalScrollBar()
        bar.setValue(bar.maximum())
        iface.mainWindow().grab().save(str(OUT / f"{name}.png"))
        self.last, self.worked = time.perf_counter(), time.thread_time()
        if at_work:
            self.tick.start()

    def end(self, error):
        self.look.stop()
        end(
            {
                "notes": self.notes,
                "answers": self.answers,
                "slid": self.slid,
                "waits": sorted(self.waits, reverse=True)[:SHOWN],
                "work": sorted(self.work, reverse=True)[:SHOWN],
                "error": error,
            }
        )


def guard(step):
    try:
        step()
    except Exception:
        end({"error": traceback.format_exc()})


def end(outcome):
    plugins["photo_geolocator"].unload()
    (OUT / "choices.json").write_text(json.dumps(outcome), encoding="utf-8")
    os._exit(0)


CHOICES = Choices()
QTimer.singleShot(0, lambda: guard(CHOICES.start))
