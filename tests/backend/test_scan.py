"""The scan of plugins.qgis.org: what it calls critical is found, and this repository has none of it."""

import importlib.util
import sys
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("bandit", reason="make's test environment has the lint group")
REPOSITORY = Path(__file__).resolve().parents[2]

BAD = '''"""Bad."""

import pickle
import subprocess
import tarfile
import zipfile

from huggingface_hub import snapshot_download
from PyQt5.QtCore import QRegExp


def bad(path, archive, text):
    """Do what must not be done."""
    exec(text)
    eval(text)
    pickle.loads(path)
    subprocess.run(text, shell=True)
    tarfile.open(path).extractall()
    zipfile.ZipFile(path).extractall()
    snapshot_download("name")
    try:
        return QRegExp(text)
    except Exception:
        pass
    path.dialog.exec_()
'''
SECRET = 'password = "' + "Zk3" + 'x9Qw7Lm2Rt8Vb"\n'


@pytest.fixture(scope="module")
def scan():
    sys.path.insert(0, str(REPOSITORY / ".ci"))
    try:
        spec = importlib.util.spec_from_file_location("scan", REPOSITORY / ".ci" / "scan.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.pop(0)


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("unpacked")
    (folder / "bad.py").write_text(BAD, encoding="utf-8")
    (folder / "settings.py").write_text(SECRET, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def found_by_bandit(scan, unpacked):
    return list(scan.bandit(unpacked))


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        ("B102", "exec"),
        ("B307", "eval"),
        ("B301", "pickle"),
        ("B602", "shell=True"),
        ("B202", "unpacking a tar file"),
        ("B615", "a download from a hub that is not pinned"),
        ("B110", "try, except, pass"),
    ],
)
def test_bandit_finds(found_by_bandit, rule, what):
    assert any(f": {rule} " in one for one in found_by_bandit), what


def test_secrets_flake8_and_unpacking(scan, unpacked):
    assert any("Secret Keyword" in one for one in scan.secrets(unpacked))
    style = " ".join(scan.flake8(unpacked))
    for rule in ("QGS103", "QGS107", "QGS406"):
        assert rule in style
    assert len(list(scan.unpacking(unpacked))) == 2


def test_a_scanner_that_does_not_run_is_an_error(scan, unpacked):
    with pytest.raises(scan.ScanError, match="did not run"):
        scan._run(unpacked, "no_such_scanner")


def test_a_bad_package_fails(scan, unpacked, tmp_path, capsys):
    package = tmp_path / "bad.zip"
    with zipfile.ZipFile(package, "w") as archive:
        archive.write(unpacked / "bad.py", "photo_geolocator/bad.py")
    assert scan.main([str(package)]) == 1
    text = capsys.readouterr().out
    assert "LICENSE is missing" in text
    assert "B307" in text
