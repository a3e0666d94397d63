"""The bundle manager and the command that it calls, both real: list, install with its SHA-256, verify, remove."""

import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
WAIT_MS = 120_000


@pytest.fixture
def bundles(tmp_path, monkeypatch):
    if not Path(os.environ.get("PHOTO_GEOLOCATOR_BACKEND_PYTHON", "")).is_file():
        pytest.fail("PHOTO_GEOLOCATOR_BACKEND_PYTHON names no file; `make test-e2e` sets it.")
    (tmp_path / "photo_geolocator").symlink_to(REPOSITORY, target_is_directory=True)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PHOTO_GEOLOCATOR_DATA", str(tmp_path / "data"))
    from photo_geolocator.plugin.bundles import Bundles

    yield Bundles()
    for name in [name for name in sys.modules if name.split(".")[0] == "photo_geolocator"]:
        del sys.modules[name]


@pytest.fixture
def zip_file(tmp_path):
    """The starter bundle under another name, as somebody would hand it on."""
    folder = tmp_path / "mine"
    shutil.copytree(REPOSITORY / "resources" / "bundles" / "starter", folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps({**manifest, "name": "mine"}), encoding="utf-8")
    return Path(shutil.make_archive(str(tmp_path / "mine"), "zip", tmp_path, "mine"))


def asked(qtbot, bundles, ask):
    """What follows a command: its value, or the sentence that it failed with."""
    answers = []
    bundles.done.connect(answers.append)
    bundles.failed.connect(answers.append)
    ask()
    qtbot.waitUntil(lambda: bool(answers), timeout=WAIT_MS)
    bundles.done.disconnect()
    bundles.failed.disconnect()
    return answers[0] if not isinstance(answers[0], Exception) else str(answers[0])


def test_a_bundle_comes_is_verified_and_goes(qtbot, bundles, zip_file):
    def listed():
        return {bundle.name: bundle for bundle in asked(qtbot, bundles, bundles.list)}

    assert list(listed()) == ["starter"]
    sha256 = hashlib.sha256(zip_file.read_bytes()).hexdigest()
    assert asked(qtbot, bundles, lambda: bundles.install(zip_file, sha256)) == "mine"
    found = listed()
    assert set(found) == {"starter", "mine"}
    assert found["mine"].version == found["starter"].version and found["mine"].title and not found["mine"].problem
    assert abs(found["mine"].size_bytes - found["starter"].size_bytes) < 100_000
    assert asked(qtbot, bundles, lambda: bundles.verify("mine")) == "mine"

    card = Path(os.environ["PHOTO_GEOLOCATOR_DATA"]) / "bundles" / "mine" / "card.md"
    card.write_bytes(card.read_bytes() + b"!")
    assert "card.md" in asked(qtbot, bundles, lambda: bundles.verify("mine"))
    assert asked(qtbot, bundles, lambda: bundles.remove("mine")) == "mine"
    assert set(listed()) == {"starter"}


def test_another_hash_installs_nothing(qtbot, bundles, zip_file):
    said = asked(qtbot, bundles, lambda: bundles.install(zip_file, "0" * 64))
    assert "SHA-256" in said
    assert [bundle.name for bundle in asked(qtbot, bundles, bundles.list)] == ["starter"]


def test_the_starter_stays(qtbot, bundles):
    assert "starter" in asked(qtbot, bundles, lambda: bundles.remove("starter"))
    assert [bundle.name for bundle in asked(qtbot, bundles, bundles.list)] == ["starter"]
