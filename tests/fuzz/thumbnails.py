"""Hostile photos through the plugin's own reading of photos, Qt's thumbnails, each watched: `make fuzz`.

`QT_QPA_PLATFORM=offscreen python -m tests.fuzz.thumbnails DIR` in QGIS's Python, on the files that `tests.fuzz.photos
--write` or `tests.fuzz.largest --write` made.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from .watched import keep, limit_memory, quiet, report, watched

FOUND = Path(__file__).parent / "found"
MOST_BYTES = 1_000_000_000
SIDE = 300


def read(path: Path) -> str:
    """What a list in the panel does with a photo; returns "read" or "refused"."""
    from qgis.PyQt.QtCore import QSize

    from plugin.gui.thumbnail import read_thumbnail

    image = read_thumbnail(path, QSize(SIDE, SIDE))
    assert image.width() <= SIDE and image.height() <= SIDE, (image.width(), image.height())
    return "refused" if image.isNull() else "read"


def main() -> int:
    """Watch every file of the folder; the exit code is 1 when one fails."""
    parser = argparse.ArgumentParser(description="Hostile photos through the plugin's thumbnails.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("range", type=int, nargs="*", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    paths = sorted(arguments.folder.iterdir())
    if arguments.range:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from qgis.PyQt.QtGui import QGuiApplication

        application = QGuiApplication(sys.argv[:1])
        read(paths[0])
        quiet()
        limit_memory(MOST_BYTES)
        for number in range(*arguments.range):
            report(number, lambda path=paths[number]: read(path), MOST_BYTES, 0)
        del application
        return 0
    found = list(watched([sys.executable, "-m", "tests.fuzz.thumbnails", str(arguments.folder)], range(len(paths))))
    faults = [line for line in found if line["fault"]]
    for line in faults:
        path = paths[line["number"]]
        kept = keep(FOUND, f"thumbnail-{path.name}", path.read_bytes()) if path.stat().st_size < 10**6 else path
        print(f"FAULT in {path.name}, kept as {kept.name}: {line['fault']}")
    count = sum(line["outcome"] == "read" for line in found)
    seconds, peak = (max(line[key] for line in found) for key in ("seconds", "peak"))
    print(
        f"{len(found)} files, {count} with a thumbnail, {len(faults)} faults; at most {seconds:.2f} s of the processor"
        f" and {peak / 1e6:.0f} MB a photo"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
