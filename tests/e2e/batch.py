"""A folder of photos under faults: `qgis_process` with the real backend, killed at any instant, and looked at after.

Everything that a run starts has the place's own TMPDIR, by which it is found in /proc.
"""

import os
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from qgis.PyQt.QtCore import QRect
from qgis.PyQt.QtGui import QImage

REPOSITORY = Path(__file__).resolve().parents[2]
# Debian's `qgis_process` is a wrapper that adds an unknown flag.
QGIS = next(filter(None, map(shutil.which, ("qgis_process.bin", "qgis_process"))), None)
PYTHON = os.environ.get("PHOTO_GEOLOCATOR_BACKEND_PYTHON", "")
LIMIT_S = 600  # of a whole run, on a machine that has other work
GONE_S = 60  # until a process that lost its parent has ended; half a second is usual
# Each is the time of a change, and no result.
TIMES = {"gpkg_contents": "last_change", "gpkg_metadata_reference": "timestamp", "layer_styles": "update_time"}


def make_photos(folder, count, sample):
    """Cut `count` small photos out of the sample; the same bytes each time."""
    folder.mkdir()
    whole = QImage(str(sample))
    for number in range(count):
        part = whole.copy(QRect(20 * number, 10 * number, 400, 300)).scaled(160, 120)
        assert part.save(str(folder / f"{number} é.jpg"), "JPG", 90)
    return folder


class Place:
    """A user's home with the plugin enabled, a temporary folder, and the output of one batch after the other."""

    def __init__(self, root, photos, disk=None):
        self.root, self.photos = root, photos
        self.disk = disk or root / "disk"
        home = root / "home é"
        plugins = home / ".local/share/QGIS/QGIS3/profiles/default/python/plugins"
        plugins.mkdir(parents=True)
        (plugins / "photo_geolocator").symlink_to(REPOSITORY, target_is_directory=True)
        runtime = home / "runtime"
        runtime.mkdir(mode=0o700)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "QGIS_", "XDG_"))}
        kept.pop("PYTHONPATH", None)
        self.environment = {
            **kept,
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "QT_QPA_PLATFORM": "offscreen",
            "QT_HASH_SEED": "0",  # attributes of XML, such as styles, have one order
            "PYTHONDONTWRITEBYTECODE": "1",
            "TMPDIR": str(self.temporary),
        }
        self.new_batch()
        subprocess.run(
            [QGIS, "plugins", "enable", "photo_geolocator"],
            env=self.environment, timeout=LIMIT_S, check=True, capture_output=True,
        )  # fmt: skip

    @property
    def temporary(self):
        return self.disk / "tmp"

    @property
    def out(self):
        return self.disk / "out"

    @property
    def package(self):
        return self.out / "photos.gpkg"

    @property
    def heatmaps(self):
        return self.out / "heatmaps"

    def new_batch(self):
        """Empty folders for the output and for temporary files."""
        for folder in (self.out, self.temporary):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)

    def start(self, *arguments):
        """Begin to work through the folder with QGIS, or run other `arguments`; a group of processes of its own."""
        command = arguments or [
            QGIS, "run", "photo_geolocator:geolocatefolder",
            f"--FOLDER={self.photos}", f"--OUTPUT={self.package}", f"--HEATMAPS={self.heatmaps}",
        ]  # fmt: skip
        return subprocess.Popen(
            command, env=self.environment, cwd=REPOSITORY, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def command_line(self):
        """What works through the same photos without QGIS."""
        return [PYTHON, "-m", "backend", "geolocate", *map(str, sorted(self.photos.iterdir())), "--out", str(self.out)]

    def processes(self):
        """Ids of what runs with this place's temporary folder."""
        found = set()
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if f"TMPDIR={self.temporary}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                    found.add(int(folder.name))
        return found

    def backends(self):
        """Ids of the backends that run for this place."""
        found = set()
        for pid in self.processes():
            with suppress(OSError):
                words = (Path("/proc") / str(pid) / "cmdline").read_bytes().split(b"\0")
                if b"serve" in words:
                    found.add(pid)
        return found

    def check_nothing_runs(self):
        deadline = time.monotonic() + GONE_S
        while self.processes() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not self.processes(), "a process outlived what started it"

    def end(self):
        for pid in self.processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.check_nothing_runs()

    def check_so_far(self, undisturbed):
        """What a run left when it was ended is whole, and equal to the same part of an undisturbed run."""
        if not self.package.exists():
            return 0
        # Looked at in a copy: opening a package with a journal mends it, which is for the next run to do.
        look = self.root / "look"
        shutil.rmtree(look, ignore_errors=True)
        look.mkdir()
        for path in self.out.glob("photos.gpkg*"):
            shutil.copy(path, look)
        found = content(look / self.package.name)
        assert {row["photo_id"] for row in found["regions"]} <= {row["fid"] for row in found["photos"]}
        kept = [row for row in found["photos"] if row["state"] == "done"]
        ids = {row["fid"] for row in kept}
        assert kept == [row for row in undisturbed["photos"] if row["fid"] in ids]
        assert regions(found) == regions(undisturbed, ids)
        for row in kept:
            assert (self.heatmaps / row["heatmap"]).read_bytes() == undisturbed["heatmaps"][row["heatmap"]]
        assert found["run"] == undisturbed["run"]
        return len(kept)

    def check_end(self, undisturbed):
        """A finished batch is that of an undisturbed run, and nothing else is left of all its runs."""
        found = {**content(self.package), "heatmaps": self.heatmap_bytes()}
        assert found.keys() == undisturbed.keys()
        for table in found.keys() - {"regions", "rtree_regions_geom", "sqlite_sequence"}:
            assert found[table] == undisturbed[table], table
        # A photo that was tried again has the same regions in other rows.
        assert regions(found) == regions(undisturbed)
        names = sorted(path.name for path in self.out.iterdir())
        assert names == ["heatmaps", "photos.gpkg"], names
        # A killed QGIS leaves files of its own there.
        left = list(self.temporary.rglob("*geolocator*"))
        assert not left, left

    def heatmap_bytes(self):
        return {path.name: path.read_bytes() for path in self.heatmaps.iterdir()}


def content(package):
    """Every table of a GeoPackage that is whole, without times: name to rows."""
    with closing(sqlite3.connect(package)) as database:
        database.row_factory = sqlite3.Row
        assert [row[0] for row in database.execute("PRAGMA integrity_check")] == ["ok"]
        assert not database.execute("PRAGMA foreign_key_check").fetchall()
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            if name.startswith("rtree") and name.endswith("geom"):
                assert database.execute("SELECT rtreecheck(?)", (name,)).fetchone()[0] == "ok"
        plain = [name for name in names if not name.endswith(("_node", "_parent", "_rowid"))]
        found = {
            name: [{k: row[k] for k in row.keys() if k != TIMES.get(name)} for row in  # noqa: SIM118
                   database.execute(f'SELECT * FROM "{name}"')]
            for name in plain
        }  # fmt: skip
    for name, rows in found.items():
        if name.startswith("rtree"):  # an index has no order
            rows.sort(key=lambda row: row["id"])
    return found


def regions(tables, of=None):
    """The regions photo by photo, without the numbers of their rows."""
    rows = [{k: v for k, v in row.items() if k != "fid"} for row in tables["regions"]]
    rows.sort(key=lambda row: row["photo_id"])
    return rows if of is None else [row for row in rows if row["photo_id"] in of]


def kill(pid):
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def kill_group(process):
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def running(process):
    """Let go of a process's pipe, and of the process."""
    try:
        yield process
    finally:
        kill_group(process)
        process.stdout.close()
        process.wait()
