"""Bundles installed and removed in a data folder of the test's own, with everything that can go wrong on the way."""

import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from backend import installation
from backend.bundle import STARTER, load_bundle, sha256_of
from backend.errors import BundleError
from backend.installation import install_bundle, list_bundles, remove_bundle, verify_bundle
from backend.installed import FOLDER_VARIABLE, find_bundle, installed_bundles

ROOT = Path(__file__).parents[2]


@pytest.fixture
def data(tmp_path, monkeypatch):
    """The data folder."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "data"))
    return tmp_path / "data"


def zipped(bundle, path, *, folder="", extra=(), leave_out=()):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(bundle.iterdir()):
            if file.name not in leave_out:
                archive.write(file, folder + file.name)
        for name, content in extra:
            archive.writestr(name, content)
    return path


@pytest.fixture
def archive(tiny_bundle, tmp_path):
    return zipped(tiny_bundle, tmp_path / "tiny-1.0.0.zip")


def nothing_is_left(data):
    return not (data / "bundles").exists() and not list((data / "incoming").iterdir())


@pytest.mark.parametrize("folder", ["", "tiny-main/"])
def test_a_zip_file_is_installed(data, tiny_bundle, tmp_path, folder):
    extra = [(f"{folder}notes.txt", "not of the bundle"), ("__MACOSX/._x", "")]
    archive = zipped(tiny_bundle, tmp_path / "a.zip", folder=folder, extra=extra)
    answer = install_bundle(archive, sha256_of(archive).upper())
    assert answer == {
        "name": "tiny", "version": "1.0.0", "title": "Tiny", "license": "CC0", "path": str(data / "bundles" / "tiny"),
        "sha256": sha256_of(tiny_bundle / "manifest.json"), "shipped": False, "verified": True, "problem": None,
        "size_bytes": sum(f.stat().st_size for f in tiny_bundle.iterdir() if f.name != "manifest.json"),
    }  # fmt: skip
    assert load_bundle(find_bundle("tiny")).version == "1.0.0"
    assert {f.name for f in (data / "bundles" / "tiny").iterdir()} == {f.name for f in tiny_bundle.iterdir()}
    assert not list((data / "incoming").iterdir())


def test_a_folder_is_installed(data, tiny_bundle):
    install_bundle(tiny_bundle)
    assert load_bundle(find_bundle("tiny")).sha256 == load_bundle(tiny_bundle).sha256


def test_bundles_are_listed_verified_and_removed(data, archive):
    install_bundle(archive)
    (data / "bundles" / "broken").mkdir()
    (data / "bundles" / "broken" / "manifest.json").write_text("{}")
    starter, broken, tiny = list_bundles()
    assert (starter["name"], starter["shipped"], starter["path"]) == ("starter", True, str(STARTER))
    assert (tiny["name"], tiny["verified"], tiny["problem"]) == ("tiny", False, None)
    assert "not a Photo Geolocator bundle" in broken["problem"]
    assert set(broken) == set(tiny) == set(starter)
    assert verify_bundle("tiny")["verified"] and verify_bundle("starter")["shipped"]
    (data / "bundles" / "tiny" / "card.md").write_text("altered")
    with pytest.raises(BundleError, match="was altered"):
        verify_bundle("tiny")
    assert remove_bundle("tiny") == "tiny"
    assert remove_bundle("broken") == "broken"
    assert installed_bundles() == ["starter"]
    assert not list((data / "incoming").iterdir())


def test_a_damaged_or_older_one_is_replaced(data, tiny_bundle, tmp_path):
    install_bundle(tiny_bundle)
    (data / "bundles" / "tiny" / "card.md").write_text("altered")
    newer = shutil.copytree(tiny_bundle, tmp_path / "newer")
    manifest = json.loads((newer / "manifest.json").read_text())
    (newer / "manifest.json").write_text(json.dumps(manifest | {"version": "1.1.0"}))
    assert install_bundle(zipped(newer, tmp_path / "newer.zip"))["version"] == "1.1.0"
    assert verify_bundle("tiny")["version"] == "1.1.0"


def test_another_sha256_is_refused_unread(data, archive, monkeypatch):
    monkeypatch.setattr(installation.zipfile, "ZipFile", None)
    with pytest.raises(BundleError, match=r"has SHA-256 .*, not 000000000000…: nothing was installed"):
        install_bundle(archive, "0" * 64)
    assert nothing_is_left(data)


@pytest.mark.parametrize("sha256", ["", "12", "g" * 64, "0" * 65])
def test_a_sha256_that_is_none(data, archive, sha256):
    with pytest.raises(BundleError, match="64 hexadecimal digits"):
        install_bundle(archive, sha256)


def link(name):
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    "name",
    ["/etc/x", "../x", "a/../../x", "C:x", "..\\x", link("x"), "card.md"],
    ids=["absolute", "up", "up again", "drive", "backslash", "link", "twice"],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_is_not_safe_to_unpack(data, tiny_bundle, tmp_path, name):
    archive = zipped(tiny_bundle, tmp_path / "a.zip", extra=[(name, "/etc/passwd")])
    with pytest.raises(BundleError, match="not safe to unpack") as caught:
        install_bundle(archive)
    assert caught.value.code == "bundle_unsafe"
    assert nothing_is_left(data)
    assert not (tmp_path / "x").exists()


def test_files_that_the_manifest_may_not_list(data, tiny_bundle, tmp_path):
    mine = shutil.copytree(tiny_bundle, tmp_path / "mine")
    manifest = json.loads((mine / "manifest.json").read_text())
    for name in ("../x", "a/b", ".hidden", "manifest.json"):
        text = json.dumps(manifest | {"files": manifest["files"] | {name: "0" * 64}})
        (mine / "manifest.json").write_text(text)
        for source in (mine, zipped(mine, tmp_path / "a.zip")):
            with pytest.raises(BundleError, match="unsafe name"):
                install_bundle(source)
    assert nothing_is_left(data)


@pytest.mark.parametrize("name", ["starter", "Starter", "../up", "a/b", "x" * 101, "nul", "com1.x", "dot."])
def test_names_that_no_bundle_can_have(data, tiny_bundle, tmp_path, name):
    mine = shutil.copytree(tiny_bundle, tmp_path / "mine")
    manifest = json.loads((mine / "manifest.json").read_text())
    (mine / "manifest.json").write_text(json.dumps(manifest | {"name": name}))
    with pytest.raises(BundleError, match="another name"):
        install_bundle(mine)
    assert nothing_is_left(data)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda b: b[: len(b) // 2], "no zip file"),
        (lambda b: b"no zip file", "no zip file"),
        (lambda b: b"", "no zip file"),
        (lambda b: b[:200] + bytes([b[200] ^ 255]) + b[201:], "no zip file|was altered"),
    ],
)
def test_damaged_files(data, archive, damage, message):
    archive.write_bytes(damage(archive.read_bytes()))
    with pytest.raises(BundleError, match=message):
        install_bundle(archive)
    assert nothing_is_left(data)


def test_bundles_that_are_not_whole(data, tiny_bundle, tmp_path):
    for leave_out, message in (
        (("cells.csv",), "lacks its file 'cells.csv'"),
        (("manifest.json",), "no manifest.json"),
    ):
        with pytest.raises(BundleError, match=message):
            install_bundle(zipped(tiny_bundle, tmp_path / "a.zip", leave_out=leave_out))
    with pytest.raises(BundleError, match=r"holds 2 manifest\.json"):
        install_bundle(zipped(tiny_bundle, tmp_path / "b.zip", extra=[("other/manifest.json", "{}")]))
    with pytest.raises(BundleError, match=r"no file or folder 'none\.zip'"):
        install_bundle(tmp_path / "none.zip")
    with pytest.raises(BundleError, match="leave it out"):
        install_bundle(tiny_bundle, "0" * 64)
    altered = shutil.copytree(tiny_bundle, tmp_path / "altered")
    (altered / "card.md").write_text("altered")
    for source in (altered, zipped(altered, tmp_path / "c.zip")):
        with pytest.raises(BundleError, match="was altered"):
            install_bundle(source)
    (altered / "card.md").unlink()
    (altered / "card.md").symlink_to(tiny_bundle / "card.md")
    with pytest.raises(BundleError, match=r"lacks its file 'card\.md'"):
        install_bundle(altered)
    assert nothing_is_left(data)


def test_bombs_and_full_disks(data, archive, monkeypatch):
    monkeypatch.setattr(installation, "_MOST_BYTES", 1000)
    with pytest.raises(BundleError, match="more than a bundle may"):
        install_bundle(archive)
    monkeypatch.undo()
    monkeypatch.setenv(FOLDER_VARIABLE, str(data))
    monkeypatch.setattr(installation.shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10, 10, 0))
    with pytest.raises(BundleError, match="make room first"):
        install_bundle(archive)
    assert nothing_is_left(data)


def test_a_disk_that_fills_up_on_the_way(data, archive, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(installation.shutil, "copyfileobj", full)
    with pytest.raises(BundleError, match="No space left on device"):
        install_bundle(archive)
    assert nothing_is_left(data)


def test_a_rename_that_fails_brings_the_old_one_back(data, tiny_bundle, monkeypatch):
    install_bundle(tiny_bundle)
    rename, calls = Path.rename, []

    def second_fails(self, target):
        calls.append(target)
        if len(calls) == 2:
            raise OSError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", second_fails)
    with pytest.raises(BundleError, match="Permission denied"):
        install_bundle(tiny_bundle)
    assert verify_bundle("tiny")["verified"]
    assert len(calls) == 3


@pytest.mark.parametrize("name", ["starter", "none", "../data", ".", ""])
def test_what_can_not_be_removed(data, name):
    with pytest.raises(BundleError, match=r"can't be removed|no installed bundle"):
        remove_bundle(name)


KILLED = """
import os, sys
from pathlib import Path
from backend import installation
at, source = int(sys.argv[1]), Path(sys.argv[2])
count = 0
def dying(function):
    def step(*arguments, **options):
        global count
        count += 1
        if count == at:
            os._exit(9)
        return function(*arguments, **options)
    return step
Path.rename = dying(Path.rename)
Path.mkdir = dying(Path.mkdir)
installation.shutil.copyfileobj = dying(installation.shutil.copyfileobj)
installation.shutil.rmtree = dying(installation.shutil.rmtree)
installation.load_bundle = dying(installation.load_bundle)
installation.install_bundle(source)
"""


@pytest.mark.parametrize("replacing", [False, True])
def test_killed_at_any_step_leaves_nothing_half_installed(data, archive, tiny_bundle, replacing):
    killed = 0
    for step in range(1, 40):
        shutil.rmtree(data, ignore_errors=True)
        if replacing:
            install_bundle(tiny_bundle)
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(step), str(archive)],
            cwd=ROOT,
            capture_output=True,
            timeout=60,
            check=False,
        )
        killed += done.returncode == 9
        for name in installed_bundles():
            load_bundle(find_bundle(name))
        # Whoever comes next finds what was there, and can install.
        names = [bundle["name"] for bundle in list_bundles()]
        if replacing:
            assert names == ["starter", "tiny"]
        assert install_bundle(archive)["verified"]
        assert not list((data / "incoming").iterdir())
        if done.returncode == 0:
            break
    assert killed >= 8 and done.returncode == 0


def test_two_at_once(data, archive):
    script = (
        "import sys, time\nfrom backend import installation\n"
        "with installation._alone():\n    print('locked', flush=True)\n    time.sleep(60)\n"
    )
    other = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout.readline() == "locked\n"
        for command in (lambda: install_bundle(archive), lambda: remove_bundle("mine")):
            (data / "bundles" / "mine").mkdir(parents=True, exist_ok=True)
            with pytest.raises(BundleError, match="Another process") as caught:
                command()
            assert caught.value.code == "bundles_locked"
    finally:
        other.kill()
        other.wait()
    assert install_bundle(archive)["name"] == "tiny"


def test_a_data_folder_that_can_not_be_written_to(data, archive):
    data.write_text("in the way")
    with pytest.raises(BundleError, match="can't be written to"):
        install_bundle(archive)


def command(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "backend", "bundles", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False, env={**os.environ},
    )  # fmt: skip


def test_the_commands(data, archive):
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    assert json.loads(command("install", archive, "--sha256", digest, "--json").stdout)["name"] == "tiny"
    assert [b["name"] for b in json.loads(command("list", "--json").stdout)] == ["starter", "tiny"]
    assert "tiny: Tiny 1.0.0, " in command("list").stdout
    assert command("verify", "tiny").stdout.endswith("; verified\n")
    assert json.loads(command("verify", data / "bundles" / "tiny", "--json").stdout)["name"] == "tiny"
    assert json.loads(command("remove", "tiny", "--json").stdout) == {"name": "tiny"}
    for arguments in (
        ("remove", "tiny"),
        ("verify", "tiny"),
        ("install", archive, "--sha256", "0" * 64),
        ("remove", "starter"),
    ):
        done = command(*arguments, "--json")
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
        assert done.stderr.startswith("error: ")
