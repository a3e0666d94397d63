"""What the plugin adds to QGIS's start: `make bench-load`. It may be 150 ms at most.

Starts the real desktop with a fresh profile a few times and lets QGIS import and start the plugin by its own functions,
as it does for an enabled one. The first start also compiles the modules.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STARTS = 7
LIMIT_MS = 150
INSIDE = """
import json, os, sys, time
from pathlib import Path
from qgis.PyQt.QtCore import QTimer
from qgis.utils import loadPlugin, plugins, startPlugin, updateAvailablePlugins

def measure():
    updateAvailablePlugins()
    before = set(sys.modules)
    begin = time.perf_counter()
    loaded = loadPlugin("photo_geolocator")
    imported = time.perf_counter()
    started = startPlugin("photo_geolocator")
    end = time.perf_counter()
    modules = len(set(sys.modules) - before)
    report = {"ok": loaded and started, "import": imported - begin, "start": end - imported, "modules": modules}
    plugins["photo_geolocator"].unload()
    Path(os.environ["BENCH_LOAD"]).write_text(json.dumps(report))
    os._exit(0)

QTimer.singleShot(2000, measure)  # QGIS's own start is over by then
"""


def demo():
    """What `make run` knows of starting QGIS."""
    spec = importlib.util.spec_from_file_location("run", ROOT / "plugin" / "demo" / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def start(run, scratch: Path, profiles: Path) -> dict:
    """One start of the desktop, in seconds."""
    script, report = scratch / "inside.py", scratch / "report.json"
    script.write_text(INSIDE, encoding="utf-8")
    report.unlink(missing_ok=True)
    command = run.qgis_command(has_display=False)
    environment = run.qgis_environment(command[-1], scratch) | {"BENCH_LOAD": str(report)}
    command += ["--nologo", "--noversioncheck", "--profiles-path", str(profiles), "--code", str(script)]
    subprocess.run(command, env=environment, capture_output=True, timeout=300, check=False)
    found = json.loads(report.read_text(encoding="utf-8"))
    if not found["ok"]:
        raise SystemExit("error: QGIS did not load the plugin.")
    return found


def main() -> None:
    """Print what each start took, in milliseconds."""
    run = demo()
    scratch = Path(tempfile.mkdtemp(prefix="photo_geolocator_bench_"))
    try:
        profiles = run.make_profile(scratch)
        folder = next(profiles.glob("profiles/*/python/plugins")) / "photo_geolocator"
        folder.unlink()  # a link to this folder: a copy has no compiled modules yet
        hidden = shutil.ignore_patterns(".*", "__pycache__", "tests", "training", "docs", "build", "out", "bundles")
        shutil.copytree(ROOT, folder, ignore=hidden)
        settings = next(profiles.glob("profiles/*/QGIS/QGIS3.ini"))
        settings.write_text(settings.read_text().replace("photo_geolocator=true", "photo_geolocator=false"))
        reports = [start(run, scratch, profiles) for _ in range(STARTS)]
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    first, *later = ({key: 1000 * one[key] for key in ("import", "start")} for one in reports)
    total = [one["import"] + one["start"] for one in later]
    print(f"first start  import {first['import']:6.0f} ms, initGui {first['start']:6.0f} ms (compiles the modules)")
    for one in later:
        print(f"later start  import {one['import']:6.0f} ms, initGui {one['start']:6.0f} ms")
    print(f"modules      {reports[0]['modules']}")
    print(f"median       {statistics.median(total):.0f} ms, worst {max(total):.0f} ms; the limit is {LIMIT_MS} ms")
    print(f"load         {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
