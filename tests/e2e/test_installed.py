"""The package in a fresh profile: QGIS's own installer unpacks it, the plugin works, stays enabled, speaks German.

Run as test_desktop.py, with the backend's interpreter and a photo in the environment.
"""

import importlib.util
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from qgis.PyQt.QtGui import QImage

REPOSITORY = Path(__file__).resolve().parents[2]
TIP = "Find out where a photo was taken"
GERMAN = "[locale]\noverrideFlag=true\nuserLocale=de\n"
ALGORITHMS = ("geolocatephoto", "geolocatefolder", "searchareasfromheatmap", "recallvsarea", "backendstatus")


def required(variable):
    value = os.environ.get(variable, "")
    if not Path(value).is_file():
        pytest.fail(f"{variable} names no file; `make test-e2e` sets it.")
    return value


def module(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


@pytest.fixture(scope="module")
def run():
    """What `make run` knows of starting QGIS."""
    return module(REPOSITORY / "plugin" / "demo" / "run.py")


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    return module(REPOSITORY / ".ci" / "package.py").build(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="module")
def home(run, tmp_path_factory):
    """A home folder whose only profile has never seen the plugin."""
    folder = tmp_path_factory.mktemp("home") / "Müller"
    settings = profile(folder) / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True)
    folder.chmod(0o700)  # it is also XDG's runtime folder
    settings.write_text(run.PROFILE.replace("photo_geolocator=true\n", ""), encoding="utf-8")
    return folder


def profile(home):
    return home / ".local" / "share" / "QGIS" / "QGIS3" / "profiles" / "default"


def desktop(run, home, out, *, package=None, photo=None):
    """Run the desktop with installed.py; return its report."""
    out.mkdir()
    command = run.qgis_command(has_display=False)
    environment = run.qgis_environment(command[-1], home)
    # pytest-qgis names a settings folder of its own there.
    environment = {name: value for name, value in environment.items() if not name.startswith("QGIS_")}
    order = {"package": package and str(package), "photo": photo, "out": str(out)}
    environment["PHOTO_GEOLOCATOR_INSTALLED"] = json.dumps(order)
    command += ["--nologo", "--noversioncheck", "--code", str(Path(__file__).with_name("installed.py"))]
    process = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=400)
    assert (out / "report.json").is_file(), process.stderr[-2000:]
    return json.loads((out / "report.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def first(run, home, package, tmp_path_factory):
    """The report of the installation, with a photo geolocated; the folder of its picture."""
    required("PHOTO_GEOLOCATOR_BACKEND_PYTHON")
    out = tmp_path_factory.mktemp("first") / "out"
    return desktop(run, home, out, package=package, photo=required("PHOTO_GEOLOCATOR_SAMPLE_PHOTO")), out


@pytest.fixture(scope="module")
def again(run, home, first, tmp_path_factory):
    """The report of the next start, in German."""
    settings = profile(home) / "QGIS" / "QGIS3.ini"
    settings.write_text(settings.read_text(encoding="utf-8") + GERMAN, encoding="utf-8")
    return desktop(run, home, tmp_path_factory.mktemp("again") / "out")


def test_installed_by_qgis_it_geolocates_a_photo(first, home):
    report, out = first
    assert not report["error"]
    assert report["active"]
    assert Path(report["root"]) == profile(home) / "python" / "plugins" / "photo_geolocator"
    assert {"Best point", "Probability density", "Search areas"} <= set(report["layers"])
    picture = QImage(str(out / "window.png"))
    assert picture.width() > 1000


def test_the_log_is_clean(first, again):
    report, _ = first
    assert not report["log"]
    assert not again["log"]


def test_what_is_installed_is_the_package(first, home, package):
    installed = profile(home) / "python" / "plugins" / "photo_geolocator"
    with zipfile.ZipFile(package) as archive:
        for name in archive.namelist():
            assert (installed.parent / name).read_bytes() == archive.read(name), name
    for name in ("tests", "training", ".ci", "plugin/demo", "Makefile"):
        assert not (installed / name).exists()


def test_it_is_enabled_at_the_next_start_and_speaks_qgis_language(again):
    assert not again["error"]
    assert again["active"]
    tree = ElementTree.parse(REPOSITORY / "resources" / "i18n" / "photo_geolocator_de.ts")
    german = {one.findtext("source"): one.findtext("translation") for one in tree.iterfind("context/message")}
    assert german[TIP] != TIP
    assert german[TIP] in again["texts"]["tip"]  # QGIS makes tool tips bold


def test_qgis_process_lists_the_algorithms(again, home):
    program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    if program is None:
        pytest.skip("qgis_process is not installed")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "QGIS_", "PYTHON"))}
    environment = {**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([program, "list"], env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    for name in ALGORITHMS:
        assert f"photo_geolocator:{name}" in done.stdout
