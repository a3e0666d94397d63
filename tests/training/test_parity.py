"""Parity on probabilities, and the pictures that it is checked on."""

import numpy as np
import pytest
from PIL import Image

from backend.errors import PhotoError
from training import parity


def test_pictures_have_their_size_and_are_not_flat():
    for seed, size in enumerate(parity.SIZES):
        picture = parity.picture(size, seed)
        assert picture.size == size
        assert np.asarray(picture).std() > 10
    same = np.asarray(parity.picture((64, 48), 3)), np.asarray(parity.picture((64, 48), 3))
    assert (same[0] == same[1]).all()


def test_photos_of_a_folder_are_spread_over_it(tmp_path, capsys):
    for k in range(100):
        Image.new("RGB", (32, 32), (k, 0, 0)).save(tmp_path / f"{k:03}.png")
    (tmp_path / "000.png").write_bytes(b"no picture")
    (tmp_path / "notes.txt").write_text("not a photo")
    photos = parity.check_photos(tmp_path)
    assert len(photos) == parity.MOST_PHOTOS - 1
    assert photos[-1].getpixel((0, 0)) == (99, 0, 0)
    assert "000.png" in capsys.readouterr().err


def test_a_folder_without_photos_is_refused(tmp_path):
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(PhotoError, match="holds no photo that can be read"):
            parity.check_photos(folder)


@pytest.mark.parametrize("wrong", [2e-4, np.nan])
def test_a_predictor_that_differs_is_refused(small_draft, wrong):
    photos = parity.check_photos(None)[:2]
    assert parity.check(small_draft, photos) < 1e-5
    assert small_draft.networks[0]["parity"]["photos"] == 2
    right = small_draft.references["geolocation"]
    small_draft.references["geolocation"] = lambda photo: right(photo) + wrong * (photo is photos[1])
    with pytest.raises(parity.ParityError, match="'geolocation' differs from torch"):
        parity.check(small_draft, photos)
