"""Runs inside QGIS (`qgis --code`): works a folder of photos through the panel under an event-loop watchdog.

What to do comes in the environment variable `PHOTO_GEOLOCATOR_FOLDER`, as JSON: folder, out (a folder), photos (their
number). `out/folder.json` gets {"waits": the longest that a timer of 10 ms waited, "work": the most that the main
thread computed between two ticks, both in ms and longest first, "done", "seconds", "groups": those in the layer tree,
"error": text}; `out` gets a picture of the window half-way and one at the end.
"""

import json
import os
import time
import traceback
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QDockWidget
from qgis.utils import iface, plugins

ORDER = json.loads(os.environ["PHOTO_GEOLOCATOR_FOLDER"])
OUT = Path(ORDER["out"])
LOOK_MS = 2000
SHOWN = 5


class Folder:
    """From the dropped folder to the last photo; meanwhile another done photo is looked at every two seconds."""

    def __init__(self):
        self.plugin = plugins["photo_geolocator"]
        self.queue = self.plugin.queue
        self.waits, self.work, self.begun, self.pictures = [], [], 0.0, 0
        self.last = self.worked = 0.0
        self.tick = QTimer()
        self.tick.setTimerType(Qt.TimerType.PreciseTimer)
        self.tick.setInterval(10)
        self.tick.timeout.connect(self.note)
        self.look = QTimer()
        self.look.setInterval(LOOK_MS)
        self.look.timeout.connect(lambda: guard(self.look_at_another))

    def start(self):
        window = iface.mainWindow()
        window.setGeometry(window.screen().geometry())
        dock = self.plugin.dock
        dock.setUserVisible(True)
        window.resizeDocks([dock, window.findChild(QDockWidget, "Layers")], [420, 300], Qt.Orientation.Horizontal)
        QTimer.singleShot(2000, lambda: guard(self.drop))  # QGIS itself is still busy at its start

    def drop(self):
        self.begun = self.last = time.perf_counter()
        self.worked = time.thread_time()
        self.tick.start()
        self.plugin.dock.add([Path(ORDER["folder"])])
        self.queue.added.connect(lambda _: guard(self.begin))
        self.queue.idle.connect(lambda: QTimer.singleShot(LOOK_MS, lambda: guard(self.end)))

    def begin(self):
        if len(self.queue) == ORDER["photos"]:
            self.plugin.dock.geolocate()
            self.look.start()

    def look_at_another(self):
        done = [photo for photo in self.queue.photos if photo.state.value == "done"]
        if done:
            self.queue.choose(done[-1])
        if len(done) * 2 >= ORDER["photos"] and not self.pictures:
            self.picture("half-way")

    def note(self):
        now, worked = time.perf_counter(), time.thread_time()
        self.waits.append(1000 * (now - self.last) - 10)
        self.work.append(1000 * (worked - self.worked))
        self.last, self.worked = now, worked

    def picture(self, name):
        self.pictures += 1
        self.tick.stop()  # a picture takes its time, which is not the plugin's
        iface.mainWindow().grab().save(str(OUT / f"{name}.png"))
        self.last, self.worked = time.perf_counter(), time.thread_time()
        self.tick.start()

    def end(self):
        seconds = time.perf_counter() - self.begun
        self.tick.stop()
        iface.mainWindow().grab().save(str(OUT / "end.png"))
        end(
            {
                "waits": sorted(self.waits, reverse=True)[:SHOWN],
                "work": sorted(self.work, reverse=True)[:SHOWN],
                "done": sum(photo.state.value == "done" for photo in self.queue.photos),
                "seconds": seconds,
                "groups": [node.name() for node in QgsProject.instance().layerTreeRoot().children()],
                "error": "",
            }
        )


def guard(step):
    try:
        step()
    except Exception:
        end({"error": traceback.format_exc()})


def end(outcome):
    plugins["photo_geolocator"].unload()
    (OUT / "folder.json").write_text(json.dumps(outcome), encoding="utf-8")
    os._exit(0)


FOLDER = Folder()
QTimer.singleShot(0, lambda: guard(FOLDER.start))
