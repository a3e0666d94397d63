"""Runs inside QGIS (`qgis --code`): installs the package as a person does, or finds it installed, and uses it.

What to do comes in the environment variable `PHOTO_GEOLOCATOR_INSTALLED`, as JSON: package (a zip for QGIS's own
installer, or null: it is there already), photo (or null) and out (a folder). `out/report.json` gets {"active": whether
QGIS runs the plugin, "root": the plugin's folder, "texts": some of the panel's, "layers": names of the result's, "log":
warnings and errors of QGIS's log, "error": text}; `out/window.png` is a picture of the window.
"""

import json
import os
import traceback
from pathlib import Path

import pyplugin_installer
from qgis.core import Qgis, QgsApplication, QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import active_plugins, iface, plugins

ORDER = json.loads(os.environ["PHOTO_GEOLOCATOR_INSTALLED"])
OUT = Path(ORDER["out"])
SETTLE_MS = 2000
LOG = []


def note(message, tag, level):
    if level in (Qgis.MessageLevel.Warning, Qgis.MessageLevel.Critical):
        LOG.append(f"{tag}: {message}")


def start():
    if ORDER["package"]:
        pyplugin_installer.instance().installFromZipFile(ORDER["package"])
    plugin = plugins.get("photo_geolocator")
    if plugin is None:
        end(error="QGIS did not load the plugin.")
        return
    window = iface.mainWindow()
    window.setGeometry(window.screen().geometry())
    plugin.action.trigger()
    if not plugin.dock.isVisible():
        end(error="The panel did not open.")
    elif ORDER["photo"]:
        plugin.queue.finished.connect(lambda *_: QTimer.singleShot(SETTLE_MS, lambda: guard(end)))
        plugin.queue.changed.connect(look)
        plugin.dock.set_photo(Path(ORDER["photo"]))
        plugin.dock.geolocate()
    else:
        QTimer.singleShot(SETTLE_MS, lambda: guard(end))


def look_for_dialog():
    """End where QGIS asks or complains: nobody is there to answer."""
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        end(error=f"QGIS shows the dialog “{dialog.windowTitle()}”.")


def look(photos):
    if photos and photos[0].problem:
        end(error=photos[0].problem)


def guard(step):
    try:
        step()
    except Exception:
        end(error=traceback.format_exc())


def end(error=""):
    plugin, report = plugins.get("photo_geolocator"), {"error": error, "log": LOG}
    if plugin is not None:
        from photo_geolocator.plugin.assets import PLUGIN_ROOT

        report["active"] = "photo_geolocator" in active_plugins
        report["root"] = str(PLUGIN_ROOT)
        report["texts"] = {"menu": plugin.action.text(), "tip": plugin.action.toolTip()}
        report["layers"] = sorted(layer.name() for layer in QgsProject.instance().mapLayers().values())
        iface.mainWindow().grab().save(str(OUT / "window.png"))
        plugin.unload()
    (OUT / "report.json").write_text(json.dumps(report), encoding="utf-8")
    os._exit(0)


QgsApplication.messageLog().messageReceived[str, str, Qgis.MessageLevel].connect(note)
dialogs = QTimer()
dialogs.timeout.connect(look_for_dialog)
dialogs.start(SETTLE_MS)
QTimer.singleShot(SETTLE_MS, lambda: guard(start))
