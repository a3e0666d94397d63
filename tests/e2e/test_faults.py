"""A batch is killed, by and by, at random instants, and always ends with what an undisturbed one ends with.

KILLS says how many times; `make faults` has 200. SEED says which instants.

Run as test_desktop.py, with the backend's interpreter and a photo in the environment.
"""

import json
import os
import random
import sqlite3
import subprocess
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e.batch import LIMIT_S, PYTHON, QGIS, Place, content, kill, kill_group, make_photos, running
from tests.e2e.power import Disk

KILLS = int(os.environ.get("KILLS", 6))
SEED = int(os.environ.get("SEED", 1))
PHOTOS = 4 if KILLS > 20 else 3
MOST_RUNS = 60  # of one batch, until it has ended: far more than it takes

pytestmark = [
    pytest.mark.skipif(QGIS is None, reason="qgis_process is not installed"),
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="processes are found in /proc"),
]


@pytest.fixture(scope="module")
def photos(tmp_path_factory):
    sample = os.environ.get("PHOTO_GEOLOCATOR_SAMPLE_PHOTO", "")
    for name in (sample, PYTHON):
        if not Path(name).is_file():
            pytest.fail("A photo and the backend's interpreter are missing; `make test-e2e` names them.")
    return make_photos(tmp_path_factory.mktemp("photos") / "Bilder é", PHOTOS, sample)


@pytest.fixture(scope="module")
def place(tmp_path_factory, photos):
    made = Place(tmp_path_factory.mktemp("place"), photos)
    yield made
    made.end()


@pytest.fixture(scope="module")
def undisturbed(place):
    """The tables and heatmaps of a run that nothing disturbs, and the seconds it takes."""
    begin = time.monotonic()
    with running(place.start()) as process:
        said, _ = process.communicate(timeout=LIMIT_S)
        assert process.returncode == 0, said
    seconds = time.monotonic() - begin
    found = {**content(place.package), "heatmaps": place.heatmap_bytes()}
    assert [row["state"] for row in found["photos"]] == ["done"] * PHOTOS
    assert len({tuple(row.values())[1:] for row in found["photos"]}) == PHOTOS
    place.check_end(found)
    place.check_nothing_runs()
    return found, seconds


def share(kind):
    """How many of the kills are of a kind."""
    kinds = ("backend", "qgis", "group", "power", "command")
    return KILLS // len(kinds) + (kinds.index(kind) < KILLS % len(kinds))


class Figures:
    """What a kind of kill came to, for the report."""

    def __init__(self, kind):
        self.kind, self.kills, self.runs, self.batches, self.found = kind, 0, 0, 0, Counter()

    def __str__(self):
        found = ", ".join(f"{count} with {photos} photos done" for photos, count in sorted(self.found.items()))
        return (
            f"{self.kind}: {self.kills} kills (seed {SEED}; {found}) in {self.runs} runs; {self.batches} batches ended"
            " as the undisturbed one"
        )


@pytest.mark.parametrize("kind", ["qgis", "group", "power"])
def test_a_killed_batch_goes_on(kind, place, undisturbed, tmp_path):
    """QGIS alone; QGIS and backend at once; these and the power of the disk that results and scratch files are on."""
    wanted, seconds = undisturbed
    chance, figures = random.Random(f"{SEED} {kind}"), Figures(kind)
    if kind != "power":
        disturb(place, wanted, seconds, chance, figures)
    elif os.geteuid():
        pytest.skip("only root may mount a disk whose power can be cut")
    else:
        with Disk(tmp_path) as disk:
            other = Place(tmp_path / "place", place.photos, disk.folder)
            try:
                disturb(other, wanted, seconds, chance, figures, disk)
            finally:
                other.end()


def disturb(place, wanted, seconds, chance, figures, disk=None):
    """Kill run after run until there were kills enough and the last batch has come to its end."""
    begin_batch(place, disk)
    runs = 0
    while True:
        enough = figures.kills >= share(figures.kind)
        assert (runs := runs + 1) <= MOST_RUNS, "the batch does not get on"
        figures.runs += 1
        with running(place.start()) as process:
            killed = not ends_within(process, LIMIT_S if enough else chance.uniform(0, seconds))
            if killed:
                assert not enough, "the run hangs"
                if disk is not None:
                    disk.cut_power()
                if figures.kind == "qgis":
                    kill(process.pid)
                else:
                    kill_group(process)
                process.wait()
            place.check_nothing_runs()
        if killed:
            if disk is not None:
                disk.start_again()
            figures.kills += 1
            figures.found[place.check_so_far(wanted)] += 1
            continue
        assert process.returncode == 0
        place.check_end(wanted)
        figures.batches += 1
        print(f"\n{figures}", flush=True)
        if enough:
            return
        begin_batch(place, disk)
        runs = 0


def begin_batch(place, disk):
    place.new_batch()
    if disk is not None:
        disk.flush()


def ends_within(process, seconds):
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def test_a_batch_goes_on_when_its_backend_is_killed(place, undisturbed):
    """The run starts another backend by itself; where it gives up, it says so, and can be run again."""
    wanted, seconds = undisturbed
    chance, figures = random.Random(f"{SEED} backend"), Figures("backend")
    place.new_batch()
    given_up = 0
    while True:
        enough = figures.kills >= share(figures.kind)
        figures.runs += 1
        with running(place.start()) as process:
            while not ends_within(process, LIMIT_S if enough else chance.uniform(0, seconds / 2)):
                assert not enough, "the run hangs"
                for backend in place.backends():
                    kill(backend)
                    figures.kills += 1
                    figures.found[rows_done(place)] += 1
                enough = figures.kills >= share(figures.kind)
            said, _ = process.communicate()
        place.check_nothing_runs()
        assert "Traceback" not in said
        place.check_so_far(wanted)
        if process.returncode:
            assert "stopped" in said, said
            given_up += 1
            continue
        if "PHOTOS_FAILED:\t0" not in said:
            continue  # killed twice with one photo: its row says so, and the next run tries it again
        with running(place.start()) as process:  # the last backend may have been killed when all was done
            assert ends_within(process, LIMIT_S) and process.returncode == 0
        place.check_end(wanted)
        figures.batches += 1
        print(f"\n{figures}", flush=True)
        if enough:
            break
        place.new_batch()
    print(f"{given_up} runs gave up, with a sentence")


def rows_done(place):
    if not place.package.exists():
        return 0
    with closing(sqlite3.connect(f"{place.package.as_uri()}?mode=ro", uri=True)) as database:
        return database.execute("SELECT count(*) FROM photos WHERE state = 'done'").fetchone()[0]


def test_the_command_line_killed_and_run_again(place, tmp_path):
    """`python -m backend geolocate` with several photos begins anew, and what it had written is whole."""

    def found():
        """The photos' folders that have a result, each with its files, without the times that work took."""
        made = {}
        for path in sorted(place.out.glob("*/result.json")):
            result = json.loads(path.read_text(encoding="utf-8"))
            del result["timings_ms"]
            package = content(path.with_name("search_areas.gpkg"))
            made[path.parent.name] = result, package, path.with_name("heatmap.tif").read_bytes()
        return made

    place.new_batch()
    begin = time.monotonic()
    with running(place.start(*place.command_line())) as process:
        assert ends_within(process, LIMIT_S) and process.returncode == 0, process.stdout.read()
    seconds, wanted = time.monotonic() - begin, found()
    assert len(wanted) == PHOTOS
    chance, figures = random.Random(f"{SEED} command"), Figures("command")
    place.new_batch()
    while True:
        enough = figures.kills >= share(figures.kind)
        figures.runs += 1
        with running(place.start(*place.command_line())) as process:
            killed = not ends_within(process, LIMIT_S if enough else chance.uniform(0, seconds))
            assert not (killed and enough), "the run hangs"
        place.check_nothing_runs()
        now = found()
        assert now == {name: wanted[name] for name in now}
        if killed:
            figures.kills += 1
            figures.found[len(now)] += 1
            continue
        assert now == wanted
        assert {path.name for path in place.out.glob("*/*")} == {"heatmap.tif", "search_areas.gpkg", "result.json"}
        assert not list(place.temporary.rglob("*geolocator*"))
        figures.batches += 1
        print(f"\n{figures}", flush=True)
        if enough:
            break
        place.new_batch()
