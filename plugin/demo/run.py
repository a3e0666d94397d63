"""Opens QGIS with the plugin and geolocates a photo: `python3 plugin/demo/run.py --photo P --out DIR`.

Leaves in DIR: heatmap.tif, search_areas.gpkg, result.json, project.qgz, screenshot.png. With a display the
window stays open for the person; without one the same desktop runs under Xvfb. QGIS runs with a profile of
its own, so neither the person's profile nor project is touched. Needs the standard library alone.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OUTPUTS = ("heatmap.tif", "search_areas.gpkg", "result.json", "project.qgz", "screenshot.png")
BY_PRODUCTS = (
    "heatmap.qml",
    "heatmap.tif.aux.xml",
    "search_areas.gpkg-wal",
    "search_areas.gpkg-shm",
    "status.json",
)
CLOSING_SECONDS = 30
LOG_LINES = 15
SCREEN = "-screen 0 1600x1000x24"
PROFILE = """[PythonPlugins]
photo_geolocator=true

[qgis]
checkVersion=false
showTips=false
iconSize=24
newsFeed=false

[core]
NewsFeed\\httpfeedqgisorg\\disabled=true

[UI]
isMaximized=true
"""
SHOWN_REGIONS = 5
TELLING_PROBABILITY = 0.25  # as in plugin/result.py, which needs QGIS to be imported


class DemoError(Exception):
    """The run can't start or did not end well; the message is for the person."""


def main(arguments: list | None = None) -> int:
    """Run, and return the exit code."""
    parser = argparse.ArgumentParser(description="Geolocate a photo in QGIS.")
    parser.add_argument("--photo", type=Path, required=True, help="the photo to geolocate")
    parser.add_argument("--out", type=Path, default=Path("out"), help="folder for the results (default: out)")
    parser.add_argument("--headless", action="store_true", help="use Xvfb even where there is a display")
    parser.add_argument("--timeout", type=float, default=300, help="seconds until the run counts as failed")
    options = parser.parse_args(arguments)
    # Ended from outside, it must still take QGIS along: that runs in a process group of its own.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        run(options.photo.absolute(), options.out.absolute(), options.headless, options.timeout)
    except DemoError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def run(photo: Path, out: Path, headless: bool, timeout: float) -> None:
    """Geolocate `photo` in QGIS and print the best regions; raise `DemoError` when anything is missing."""
    if not photo.is_file():
        raise DemoError(f"{photo.name} is not a file; name a photo with PHOTO=/path/to/photo.jpg.")
    has_display = not headless and (
        sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    )
    command = qgis_command(has_display)
    empty(out)
    scratch = Path(tempfile.mkdtemp(prefix="photo_geolocator_demo_"))
    try:
        profiles = make_profile(scratch)
        environment = qgis_environment(command[-1], None if has_display else scratch)
        order = {"photo": str(photo), "out": str(out), "keep_open": has_display}
        environment["PHOTO_GEOLOCATOR_DEMO"] = json.dumps(order)
        command += ["--nologo", "--noversioncheck", "--profiles-path", str(profiles)]
        command += ["--code", str(Path(__file__).with_name("desktop.py"))]
        print(f"Opening QGIS with {photo.name} …", flush=True)
        follow(command, environment, scratch / "qgis.log", out, timeout, has_display)
    finally:
        (out / "status.json").unlink(missing_ok=True)
        shutil.rmtree(scratch, ignore_errors=True)


def empty(out: Path) -> None:
    """Make the folder `out`, without the results of an earlier run."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name in (*OUTPUTS, *BY_PRODUCTS):
            (out / name).unlink(missing_ok=True)
    except OSError as error:
        raise DemoError(f"{out} can't be written ({error.strerror}); choose another folder with OUT=.") from error


def follow(command: list, environment: dict, log: Path, out: Path, timeout: float, has_display: bool) -> None:
    """Run QGIS until it is done, and closed by the person where there is one; print the best regions."""
    with log.open("wb") as output:
        # A group of its own: ending Xvfb alone would leave QGIS behind.
        process = subprocess.Popen(  # noqa: S603
            command, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        status = wait_for_status(process, out / "status.json", timeout)
        check(status, out)
        print(table(json.loads((out / "result.json").read_text(encoding="utf-8")), out))
        if has_display:
            print("QGIS stays open; close its window to end.", flush=True)
        process.wait(timeout=None if has_display else CLOSING_SECONDS)
    except subprocess.TimeoutExpired:
        print("QGIS did not close by itself; it is ended.", file=sys.stderr)
    except KeyboardInterrupt:
        raise DemoError("Stopped.") from None
    except DemoError:
        tail = log.read_text(encoding="utf-8", errors="replace").splitlines()[-LOG_LINES:]
        print("\n".join(["QGIS's last words:", *tail]), file=sys.stderr)
        raise
    finally:
        end(process)


def qgis_command(has_display: bool) -> list:
    """Return the command that opens QGIS; raise `DemoError` naming the package that is missing."""
    qgis = shutil.which("qgis")
    if qgis is None:
        raise DemoError("QGIS is missing; install it with: sudo apt-get install qgis python3-qgis")
    if has_display:
        return [qgis]
    xvfb = shutil.which("xvfb-run")
    if xvfb is None:
        raise DemoError("There is no display and Xvfb is missing; install it with: sudo apt-get install xvfb")
    return [xvfb, "-a", "-s", SCREEN, qgis]


def qgis_environment(qgis: str, home: Path | None) -> dict:
    """Return the environment for QGIS; `home` stands in for the home folder where nobody looks on.

    QGIS's Python finds its modules by the first python3 on the path. In a shell with pyenv, conda or a
    virtual environment that would be another Python, without QGIS's modules.
    """
    foreign = ("PYTHON", "VIRTUAL_ENV", "CONDA")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    environment["PATH"] = str(Path(qgis).parent) + os.pathsep + environment.get("PATH", "")
    if home is not None:
        environment["HOME"] = environment["XDG_RUNTIME_DIR"] = str(home)
        for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            environment.pop(name, None)
    return environment


def make_profile(scratch: Path) -> Path:
    """Make a QGIS profile that has only this plugin, and return the folder of profiles."""
    profiles = scratch / "profiles_root"
    # QGIS keeps profiles in <profiles-path>/profiles/<name>
    profile = profiles / "profiles" / "default"
    plugins = profile / "python" / "plugins"
    plugins.mkdir(parents=True)
    (plugins / "photo_geolocator").symlink_to(ROOT, target_is_directory=True)
    settings = profile / "QGIS"
    settings.mkdir()
    (settings / "QGIS3.ini").write_text(PROFILE, encoding="utf-8")
    return profiles


def wait_for_status(process: subprocess.Popen, path: Path, timeout: float) -> dict:
    """Return what the desktop reports; raise `DemoError` when QGIS ends or time runs out without a report."""
    deadline = time.monotonic() + timeout
    while not path.exists():
        if process.poll() is not None and not path.exists():
            raise DemoError(f"QGIS closed before it was done (exit code {process.returncode}).")
        if time.monotonic() > deadline:
            raise DemoError(f"QGIS was not done after {timeout:.0f} s.")
        time.sleep(0.2)
    return json.loads(path.read_text(encoding="utf-8"))


def check(status: dict, out: Path) -> None:
    """Raise `DemoError` unless the desktop succeeded and every output is there."""
    if not status["ok"]:
        raise DemoError(status["message"])
    missing = [name for name in OUTPUTS if not (out / name).is_file() or not (out / name).stat().st_size]
    if missing:
        raise DemoError(f"{out} lacks {', '.join(missing)}.")


def table(result: dict, out: Path) -> str:
    """Return the search areas, and the best regions of the first one that tells something, as text."""
    best = result["best_point"]
    where = f"{best['lat']:.2f}, {best['lon']:.2f}"
    lines = [
        "",
        f"{result['photo']['name']}: {best.get('place') or 'somewhere unnamed'} ({where})",
        f"{_confidence(result)}; ran on {result['backend']['provider']}",
        "",
        f"{'Search area':<14}{'Area (km²)':>14}{'Probability':>14}{'Regions':>10}",
    ]
    areas = result["search_areas"]
    for area in areas:
        lines.append(
            f"{area['label']:<14}{area['area_km2']:>14,.0f}{area['probability']:>14.1%}{area['region_count']:>10}"
        )
    first = next((area for area in areas if area["probability"] >= TELLING_PROBABILITY), areas[-1])
    lines += ["", f"Best regions of the {first['label']}:"]
    for region in first["regions"][:SHOWN_REGIONS]:
        place = region.get("place") or f"{region['lat']:.2f}, {region['lon']:.2f}"
        size = f"{region['area_km2']:>14,.0f} km²"
        lines.append(f"{region['rank']:>3}  {place[:44]:<44}{size}{region['probability']:>9.1%}")
    lines += ["", f"In {out}: {', '.join(OUTPUTS)}"]
    return "\n".join(lines)


def _confidence(result: dict) -> str:
    if result["confidence"] is None:
        return result["confidence_note"].rstrip(".")
    unsure = ", UNSURE" if result["unsure"] else ""
    return f"{result['confidence']:.0%} within {result['confidence_radius_km']:g} km of it{unsure}"


def end(process: subprocess.Popen) -> None:
    """End QGIS and what belongs to it, if it still runs."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)


if __name__ == "__main__":
    sys.exit(main())
