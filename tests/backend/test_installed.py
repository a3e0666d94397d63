"""Bundles by name, from a data folder of the test's own."""

import shutil
from pathlib import Path

import pytest

from backend.bundle import STARTER, load_bundle
from backend.errors import BundleError
from backend.installed import FOLDER_VARIABLE, bundles_folder, find_bundle, installed_bundles


@pytest.fixture
def installed(tiny_bundle, tmp_path, monkeypatch):
    """The folder of installed bundles, with one called mine."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "data"))
    shutil.copytree(tiny_bundle, tmp_path / "data" / "bundles" / "mine")
    (tmp_path / "data" / "bundles" / "half").mkdir()
    return tmp_path / "data" / "bundles"


def test_a_bare_name_is_an_installed_bundle(installed):
    assert bundles_folder() == installed
    assert installed_bundles() == ["starter", "mine"]
    assert find_bundle("mine") == installed / "mine"
    assert load_bundle(find_bundle("mine")).name == "tiny"
    assert find_bundle("starter") == STARTER


def test_a_name_wins_over_a_folder_here_and_a_path_over_a_name(installed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("mine", "other"):
        (tmp_path / name).mkdir()
    assert find_bundle("mine") == installed / "mine"
    assert find_bundle("./mine").resolve() == tmp_path / "mine"
    assert find_bundle("other") == Path("other")
    assert find_bundle(str(tmp_path / "mine")) == tmp_path / "mine"


@pytest.mark.parametrize("wanted", ["none", "half", "", "../bundles/mine", "/nowhere/at/all"])
def test_neither_is_one_sentence_with_the_names_there_are(installed, wanted):
    with pytest.raises(BundleError, match=r"no bundle folder .* one of 'starter', 'mine'") as caught:
        find_bundle(wanted)
    assert caught.value.code == "bundle_missing"
    assert "/nowhere" not in str(caught.value)


def test_without_the_variable_it_is_the_users_data_folder(monkeypatch, tmp_path):
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert bundles_folder().parts[-2:] == ("photo-geolocator", "bundles")
    assert installed_bundles()[0] == "starter"
