"""What the training tests share."""

from pathlib import Path

import pytest

DATA = Path(__file__).parents[3] / "shared" / "data"


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory):
    """Zone tables of the tests, and of the processes they start, never reach the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PHOTO_GEOLOCATOR_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def data():
    if not DATA.is_dir():
        pytest.skip("the training data (../shared/data) is not on this machine")
    return DATA
