"""Takes the guide's pictures: `python .ci/guide_pictures.py --photos DIR [--out docs/guide/pictures]`.

DIR holds scikit-learn's two sample photos, china.jpg and flower.jpg (CC BY 2.0); further ones are drawn here. QGIS's
real desktop opens under Xvfb with the plugin and a backend, does what the guide tells and saves what a person would
see. Needs Pillow, and the backend's interpreter in PHOTO_GEOLOCATOR_BACKEND_PYTHON.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "plugin" / "demo"))
from run import DemoError, end, make_profile, qgis_command, qgis_environment, wait_for_status  # noqa: E402

PICTURES = (
    "first-photo",
    "queue",
    "result",
    "recall",
    "map",
    "history",
    "report",
    "members",
    "knowledge",
    "processing",
    "set-up",
    "options",
)
SCREEN = "1400x860x24"
COLOURS = 256
REPORT_WIDTH = 620
MOST_BYTES = 150_000
LOG_LINES = 25
# The photo shows the Summer Palace in Beijing; its position is written into the copy, as a camera would.
SUMMER_PALACE = {1: "N", 2: (39.0, 59.0, 59.6), 3: "E", 4: (116.0, 16.0, 31.8)}
GPS_IFD = 0x8825


def main(arguments: list | None = None) -> int:
    """Take all pictures and return the exit code."""
    parser = argparse.ArgumentParser(description="Take the pictures of the user guide.")
    parser.add_argument("--photos", type=Path, required=True, help="folder with china.jpg and flower.jpg")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "guide" / "pictures", help="where to put them")
    parser.add_argument("--timeout", type=float, default=600, help="seconds until QGIS counts as hung")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    scratch = Path(tempfile.mkdtemp(prefix="photo_geolocator_guide_"))
    try:
        take(options.photos, scratch, options.timeout)
        publish(scratch / "taken", options.out)
    except DemoError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return 0


def take(samples: Path, scratch: Path, timeout: float) -> None:
    """Have QGIS leave the pictures in `scratch/taken`."""
    photos, out = scratch / "photos", scratch / "taken"
    for folder in (photos, out):
        folder.mkdir()
    make_photos(samples, photos)
    command = qgis_command(has_display=False)
    command[command.index("-s") + 1] = f"-screen 0 {SCREEN}"
    environment = qgis_environment(command[-1], scratch)
    environment["PHOTO_GEOLOCATOR_GUIDE"] = json.dumps({"photos": str(photos), "out": str(out)})
    command += ["--nologo", "--noversioncheck", "--profiles-path", str(make_profile(scratch))]
    command += ["--code", str(Path(__file__).with_name("guide_desktop.py"))]
    log = scratch / "qgis.log"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603
            command, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        status = wait_for_status(process, out / "status.json", timeout)
        if not status["ok"]:
            raise DemoError(status["message"])
    except DemoError:
        tail = log.read_text(encoding="utf-8", errors="replace").splitlines()[-LOG_LINES:]
        print("\n".join(["QGIS's last words:", *tail]), file=sys.stderr)
        raise
    finally:
        end(process)


def make_photos(samples: Path, folder: Path) -> None:
    """Put the photos for the pictures into `folder`: the samples, some that are drawn and one that is none."""
    try:
        with Image.open(samples / "china.jpg") as palace:
            exif = Image.Exif()
            exif.get_ifd(GPS_IFD).update(SUMMER_PALACE)
            palace.save(folder / "summer-palace.jpg", quality=95, exif=exif)
        shutil.copy(samples / "flower.jpg", folder / "flower.jpg")
    except OSError as error:
        raise DemoError(f"The sample photos can't be read ({error}); name their folder with --photos.") from error
    for number, name in enumerate(("hills.jpg", "coast.png", "valley.jpg", "night.png", "lake.jpg"), 1):
        hills(number).save(folder / name)
    (folder / "damaged.jpg").write_bytes(b"\xff\xd8\xff\xe0 no photo")


def hills(number: int) -> Image.Image:
    """Draw a landscape of two waves under a sky, another one for each number."""
    image = Image.new("RGB", (480, 320))
    light = 1 - number / 8
    for x in range(480):
        far, near = 170 + 24 * math.sin(x / 30 / number + number), 230 + 30 * math.sin(x / 20 / number)
        for y in range(320):
            colour = (70 + y // 3, 120 + y // 3, 200) if y < far else (90, 130, 90) if y < near else (60, 100, 50)
            image.putpixel((x, y), tuple(round(light * value) for value in colour))
    return image


def publish(taken: Path, out: Path) -> None:
    """Write the pictures small, with a palette; DemoError when one is missing or too large."""
    out.mkdir(parents=True, exist_ok=True)
    total = 0
    for name in PICTURES:
        path = taken / f"{name}.png"
        if not path.is_file():
            raise DemoError(f"QGIS took no picture {name}.")
        with Image.open(path) as picture:
            small = picture.convert("RGB")
        if name == "report":
            height = round(small.height * REPORT_WIDTH / small.width)
            small = small.resize((REPORT_WIDTH, height), Image.Resampling.LANCZOS)
        target = out / f"{name}.png"
        small.quantize(palette=palette(small), dither=Image.Dither.NONE).save(target, optimize=True)
        size = target.stat().st_size
        total += size
        print(f"{target.name:<20}{small.width:>6} x {small.height:<6}{size / 1000:>8.0f} kB")
        if size > MOST_BYTES:
            raise DemoError(f"{target.name} has {size:,} bytes; the guide's pictures have at most {MOST_BYTES:,}.")
    print(f"{len(PICTURES)} pictures, {total / 1e6:.2f} MB, in {out}")


def palette(picture: Image.Image) -> Image.Image:
    """Return an image whose palette suits `picture`.

    Half of it are the most frequent colours, so that surfaces and texts keep theirs. The other half cover what there
    is evenly: by frequency a photo would crowd out the few pixels of a legend, whose colours the guide explains.
    """
    by_count = sorted(picture.getcolors(picture.width * picture.height), reverse=True)
    frequent = [part for _, colour in by_count[: COLOURS // 2] for part in colour]
    spread = picture.quantize(COLOURS // 2, method=Image.Quantize.MAXCOVERAGE).getpalette()
    both = Image.new("P", (1, 1))
    both.putpalette(frequent + spread[: 3 * COLOURS // 2])
    return both


if __name__ == "__main__":
    sys.exit(main())
