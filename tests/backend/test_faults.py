"""What the machine does to a backend that runs: no disk, no memory, another time. It says so, and goes on after."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.backend.live_server import ROOT, live
from tests.disks import read_only, small_disk

FAKETIME = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)
NO_MEMORY = r"There was not enough memory for .*: close other programs, and try again\."


def command(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "backend", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, timeout=300,
        **options,
    )  # fmt: skip


def heatmap(server, job_id):
    return server.ask("GET", f"/v1/jobs/{job_id}/files/heatmap.tif").body


@pytest.fixture
def undisturbed(raw_bundle, jpeg):
    """The heatmap of a photo that nothing disturbs."""
    with live(raw_bundle) as server:
        job_id = server.submit(jpeg, name="a.jpg")
        assert server.wait(job_id, "done", "failed")["state"] == "done"
        return heatmap(server, job_id)


@pytest.mark.skipif(not hasattr(psutil.Process, "rlimit"), reason="memory can be limited on Linux alone")
@pytest.mark.parametrize("megabytes", [8, 40, 72, 136, 264])
def test_a_photo_without_memory_is_whole_or_one_sentence(raw_bundle, jpeg, undisturbed, megabytes):
    """The limit of `ulimit -v`, set when the backend is ready, so that it is met anywhere in the photo's way."""
    with live(raw_bundle) as server:
        assert server.ask("GET", "/v1/health").status == 200
        time.sleep(2)  # it warms up
        limit = server.measured.memory_info().vms + megabytes * 2**20
        server.measured.rlimit(psutil.RLIMIT_AS, (limit, -1))
        job_id = server.submit(jpeg, name="a.jpg")
        job = server.wait(job_id, "done", "failed")
        server.measured.rlimit(psutil.RLIMIT_AS, (-1, -1))
        if job["state"] == "done":
            assert heatmap(server, job_id) == undisturbed, "a heatmap with holes"
        else:
            assert job["problem"]["code"] == "out_of_memory", job["problem"]
            assert job["problem"]["detail"].startswith("There was not enough memory for ")
        again = server.submit(jpeg, name="b.jpg")
        assert server.wait(again, "done", "failed")["state"] == "done"
        assert "Traceback" not in server.log_text()


def test_a_working_folder_on_a_full_disk(raw_bundle, jpeg, undisturbed, tmp_path, monkeypatch):
    with small_disk(tmp_path / "disk", 64) as disk:
        monkeypatch.setattr("tempfile.mkdtemp", lambda prefix: str(disk.folder / "live"))
        (disk.folder / "live").mkdir()
        with live(raw_bundle) as server:
            for left, state in ((0, None), (len(jpeg) + 8192, "failed")):
                disk.fill(left)
                answer = server.ask("POST", "/v1/jobs", jpeg, name="a.jpg")
                if state is None:
                    assert answer.status == 500 and answer.code == "output_failed"
                    assert "check the disk's free space" in answer.json()["detail"]
                else:
                    job = server.wait(answer.json()["id"], "done", "failed")
                    assert (job["state"], job["problem"]["code"]) == ("failed", "output_failed")
                assert server.left() == [], "nothing half-done stays"
                disk.free()
                job_id = server.submit(jpeg, name="a.jpg")
                assert server.wait(job_id, "done", "failed")["state"] == "done"
                assert heatmap(server, job_id) == undisturbed
                server.ask("DELETE", f"/v1/jobs/{job_id}")
                server.settle()
            assert "Traceback" not in server.log_text()


def test_results_on_a_full_disk_leave_those_before_as_they_were(raw_bundle, jpeg, tmp_path):
    photo = tmp_path / "a.jpg"
    photo.write_bytes(jpeg)
    with small_disk(tmp_path / "disk", 32) as disk:
        out = disk.folder / "out"
        assert command("geolocate", photo, "--out", out, "--bundle", raw_bundle).returncode == 0
        before = {path.name: path.read_bytes() for path in out.iterdir()}
        disk.fill(left=100_000)
        done = command("geolocate", photo, "--out", out, "--bundle", raw_bundle)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1 and done.stderr.startswith("error: ")
        assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_folders_that_are_read_only(raw_bundle, jpeg, tmp_path):
    photo, folder = tmp_path / "a.jpg", tmp_path / "folder"
    photo.write_bytes(jpeg)
    folder.mkdir()
    with read_only(folder):
        done = command("geolocate", photo, "--out", folder, "--bundle", raw_bundle)
        assert (done.returncode, done.stderr) == (
            1, "error: The folder 'folder' can't be written to: choose another one.\n",
        )  # fmt: skip
        # Without a cache it works all the same.
        done = command(
            "geolocate", photo, "--out", tmp_path / "out", "--bundle", raw_bundle,
            env={**os.environ, "PHOTO_GEOLOCATOR_CACHE": str(folder / "cache")},
        )  # fmt: skip
        assert done.returncode == 0
        assert "can't be kept for the next start" in done.stderr
        done = command(
            "bundles", "install", raw_bundle, env={**os.environ, "PHOTO_GEOLOCATOR_DATA": str(folder / "data")}
        )
        assert done.returncode == 1
        assert done.stderr.startswith("error: The data folder can't be written to (Read-only file system)") or (
            "Permission denied" in done.stderr
        )
        assert not list(folder.iterdir())


def test_a_bundle_on_a_full_disk_leaves_the_one_before(raw_bundle, tmp_path):
    copy = tmp_path / "bundle"
    shutil.copytree(raw_bundle, copy)
    size = sum(path.stat().st_size for path in copy.rglob("*") if path.is_file())
    with small_disk(tmp_path / "disk", size // 2**20 + 8) as disk:
        environment = {**os.environ, "PHOTO_GEOLOCATOR_DATA": str(disk.folder)}
        assert command("bundles", "install", copy, env=environment).returncode == 0
        before = command("bundles", "list", "--json", env=environment).stdout
        disk.fill(left=4096)
        done = command("bundles", "install", copy, env=environment)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1 and "room" in done.stderr
        assert command("bundles", "list", "--json", env=environment).stdout == before
        name = json.loads(before)[1]["name"]
        assert command("bundles", "verify", name, env=environment).returncode == 0


@pytest.mark.skipif(FAKETIME is None, reason="libfaketime is not installed (apt-get install faketime)")
def test_a_clock_that_jumps_changes_nothing(raw_bundle, jpeg, undisturbed, tmp_path, monkeypatch):
    """Forwards and back by days while photos are on their way: the backend neither ends nor loses one."""
    now = tmp_path / "now"
    now.write_text("+0")
    for name, value in {
        "LD_PRELOAD": str(FAKETIME), "FAKETIME_TIMESTAMP_FILE": str(now), "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    with live(raw_bundle) as server:
        for name in ("LD_PRELOAD", "FAKETIME_TIMESTAMP_FILE"):
            monkeypatch.delenv(name)
        for offset in ("+3d", "-30d", "+400d", "-1h", "+0"):
            job_id = server.submit(jpeg, name="a.jpg")
            now.write_text(offset)
            assert server.wait(job_id, "done", "failed")["state"] == "done"
            time.sleep(1)  # the parent is looked for twice a second
            assert heatmap(server, job_id) == undisturbed


def test_what_is_kept_is_on_the_disk_before_it_has_its_name(tmp_path, monkeypatch, tiny_geolocator, jpeg):
    """Each result is written down, then named; then its name is."""
    from backend.geolocator import Clock
    from backend.photo import decode_photo
    from backend.result import FILES, write_result
    from backend.search_area import presets

    done = []
    fsync, replace = os.fsync, Path.replace
    monkeypatch.setattr(
        os, "fsync", lambda file: (done.append(Path(f"/proc/self/fd/{file}").readlink().name), fsync(file))
    )
    monkeypatch.setattr(Path, "replace", lambda path, to: (done.append(f"-> {to.name}"), replace(path, to)))
    found = tiny_geolocator.geolocate(decode_photo(jpeg, "a.jpg"), presets()[:1], lambda *_: None, Clock())
    write_result(tiny_geolocator, found, tmp_path / "out", lambda *_: None, lasting=True)
    assert done == [*FILES, *(f"-> {name}" for name in FILES), "out"]


def test_a_number_of_a_killed_backend_that_another_program_has(tmp_path):
    """What it left is swept all the same."""
    from backend.leftovers import own_folder

    with subprocess.Popen(["sleep", "60"]) as other:
        left = tmp_path / f"photo-geolocator-{other.pid}-left"
        left.mkdir()
        own = own_folder(tmp_path, "photo-geolocator-")
        assert list(tmp_path.iterdir()) == [own]
        other.kill()
    another = own_folder(tmp_path, "photo-geolocator-")
    assert own.exists() and another.exists(), "this process's own stay"
