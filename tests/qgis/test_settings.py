"""What stands in QGIS's settings may have been written by a hand, or by an administrator's script."""

from pathlib import Path

import pytest
from photo_geolocator.plugin import settings
from photo_geolocator.plugin.diagnostics import diagnostics
from photo_geolocator.plugin.gui.options_page import OptionsPage
from photo_geolocator.plugin.remote_address import where_photos_go
from qgis.core import QgsApplication, QgsSettings

KEYS = (
    "backend_python",
    "bundle",
    "data_folder",
    "base_python",
    "wheel_folder",
    "provider",
    "remote_url",
    "remote_token",
    "remote_insecure",
    "cache_mb",
    "keep_history",
    "drop_on_map",
    "consent",
)
ODD = (
    "²",
    "-1",
    "1e3",
    "9" * 5000,
    "99999999999",
    "http://[",
    "http://x:99999",
    "a\0b",
    ["a", "b"],
    True,
    7,
    0.5,
    "é\n",
)


@pytest.fixture
def written(qgis_app, monkeypatch):
    """Write a value into QGIS's settings as it is."""
    monkeypatch.delenv(settings.BACKEND_PYTHON_VARIABLE, raising=False)
    yield lambda key, value: QgsSettings().setValue(settings.PREFIX + key, value)
    QgsSettings().remove(settings.PREFIX)


@pytest.mark.parametrize(
    ("value", "megabytes"),
    [
        ("77", 77),
        (" 0077 ", 77),
        (77, 77),
        ("99999999999", settings.MOST_CACHE_MB),
        ("9" * 5000, settings.MOST_CACHE_MB),
        *((value, settings.DEFAULT_CACHE_MB) for value in ("²", "٣", "-1", "0", "000", "1.5", "many", "", ["7", "8"])),
    ],
)
def test_the_size_of_the_cache_is_a_number_that_the_page_can_show(written, value, megabytes):
    written("cache_mb", value)
    assert settings.cache_mb() == megabytes
    assert OptionsPage().cache.value() == max(64, megabytes)


@pytest.mark.parametrize("key", KEYS)
def test_whatever_is_written_page_and_diagnostics_come_up(written, key):
    for value in ODD:
        written(key, value)
        page = OptionsPage()
        page.apply()
        assert "Photo Geolocator" in diagnostics()
        assert where_photos_go(settings.remote_url())


def test_a_comma_in_a_hand_written_path_stays(written):
    written("bundle", ["/data/a", "b"])
    assert settings.bundle() == "/data/a,b"


def test_a_relative_data_folder_is_the_profiles(written):
    written("data_folder", "rel dir")
    assert settings.data_folder() == Path(QgsApplication.qgisSettingsDirPath()) / "rel dir"
    written("data_folder", "/srv/geolocator")
    assert settings.data_folder() == Path("/srv/geolocator")
