"""From photo to network input, on photos whose every pixel says where it is."""

import numpy as np
import pytest
from PIL import Image

from backend.errors import BundleError
from backend.preprocessing import check, example, prepare

WHOLE = {
    "resize_short_side": 64,
    "multiple_of": 32,
    "longest_side": 128,
    "interpolation": "bilinear",
    "mean": [0.5, 0.5, 0.5],
    "std": [0.5, 0.5, 0.5],
}
CROPS = {
    "resize_short_side": 256,
    "crop": 224,
    "crops": "five",
    "interpolation": "bicubic",
    "mean": [0.0, 0.0, 0.0],
    "std": [1 / 255, 1 / 255, 1 / 255],  # so that the input is the photo's own values
}


def numbered(width, height):
    """A photo whose red is the column and whose green is the row, modulo 256."""
    row, column = np.mgrid[0:height, 0:width]
    return Image.fromarray(np.stack([column % 256, row % 256, 0 * row], axis=2).astype(np.uint8))


@pytest.mark.parametrize(
    ("size", "shape"), [((4000, 3000), (64, 96)), ((100, 100), (64, 64)), ((20, 300), (128, 64)), ((90, 60), (64, 96))]
)
def test_the_whole_photo_is_seen_in_multiples_of_32(size, shape):
    prepared = prepare(Image.new("RGB", size, (255, 128, 0)), WHOLE)
    assert prepared.shape == (1, 3, *shape)
    assert prepared.dtype == np.float32
    assert prepared[0, :, 0, 0] == pytest.approx([1.0, 128 / 127.5 - 1, -1.0], abs=1e-6)


def test_resizing_antialiases():
    stripes = np.zeros((640, 640, 3), np.uint8)
    stripes[:, ::2] = 255
    assert np.abs(prepare(Image.fromarray(stripes), WHOLE)).max() < 0.05
    five = prepare(Image.fromarray(stripes), CROPS)
    assert five.min() > 100 and five.max() < 156


def test_five_crops_are_the_corners_and_the_centre():
    views = prepare(numbered(300, 256), CROPS)
    assert views.shape == (5, 3, 224, 224)
    # Top left pixel of each view, as column and row: the photo is 76 wider and 32 higher than a crop.
    assert views[:, 0, 0, 0] == pytest.approx([0, 76, 0, 76, 38], abs=1e-3)
    assert views[:, 1, 0, 0] == pytest.approx([0, 0, 32, 32, 16], abs=1e-3)
    assert views[4, 0, :, -1] == pytest.approx(np.full(224, (38 + 223) % 256), abs=1e-3)
    centre = prepare(numbered(300, 256), {**CROPS, "crops": "center"})
    assert np.array_equal(centre, views[4:])


@pytest.mark.parametrize(("width", "left"), [(257, 16), (259, 18)])
def test_half_a_pixel_goes_to_the_even_side(width, left):
    # 16.5 and 17.5: as Python rounds, and torchvision.
    assert prepare(numbered(width, 256), CROPS)[4, 0, 0, 0] == pytest.approx(left, abs=1e-3)


@pytest.mark.parametrize("size", [(640, 427), (427, 640), (1024, 683)])
def test_crops_keep_the_proportions_and_round_the_long_side_down(size):
    photo = numbered(*size)
    long = 256 * max(size) // min(size)
    resized = photo.resize((long, 256) if size[0] > size[1] else (256, long), Image.Resampling.BICUBIC)
    assert prepare(photo, CROPS)[3].transpose(1, 2, 0) == pytest.approx(np.asarray(resized)[-224:, -224:], abs=1e-3)


def test_a_strip_of_a_photo_does_not_fill_the_memory():
    views = prepare(Image.new("RGB", (30_000, 16), (9, 8, 7)), CROPS)
    assert views[:, :, 0, 0] == pytest.approx(np.tile([9, 8, 7], (5, 1)), abs=1e-3)


def test_an_example_has_the_shape_of_a_square_photos_input():
    for preprocessing in (WHOLE, CROPS, {**CROPS, "crops": "center"}):
        assert example(preprocessing).shape == prepare(numbered(300, 300), preprocessing).shape


@pytest.mark.parametrize("preprocessing", [WHOLE, CROPS, {**CROPS, "crops": "center", "crop": 256}])
def test_the_two_forms_are_accepted(preprocessing):
    check(preprocessing, "trunk")


@pytest.mark.parametrize(
    ("preprocessing", "message"),
    [
        (None, "no valid 'preprocessing'"),
        ([], "no valid 'preprocessing'"),
        ({}, "lacks 'interpolation'"),
        ({**WHOLE, "normalise": True}, "has the unknown 'normalise'"),
        ({**WHOLE, "crop": 32}, "lacks 'crops'"),
        ({k: v for k, v in CROPS.items() if k != "crop"}, "lacks 'crop'"),
        ({**WHOLE, "resize_short_side": 0}, "resize_short_side 0 .* whole number"),
        ({**WHOLE, "resize_short_side": 64.0}, "resize_short_side 64.0"),
        ({**WHOLE, "multiple_of": True}, "multiple_of true"),
        ({**WHOLE, "resize_short_side": 65}, "multiple of multiple_of, 32"),
        ({**WHOLE, "longest_side": 32}, "at least resize_short_side, 64"),
        ({**WHOLE, "longest_side": 10**9}, "1 to 4096"),
        ({**WHOLE, "interpolation": "nearest"}, "'bilinear' or 'bicubic'"),
        ({**WHOLE, "mean": [0.5, 0.5]}, "three numbers"),
        ({**WHOLE, "mean": [0.5, "0.5", 0.5]}, "three numbers"),
        ({**WHOLE, "std": [0.5, 0.0, 0.5]}, "three numbers above 0"),
        ({**WHOLE, "std": [0.5, float("nan"), 0.5]}, "three numbers above 0"),
        ({**CROPS, "crops": "ten"}, "'center' or 'five'"),
        ({**CROPS, "crop": 257}, "at most resize_short_side, 256"),
    ],
)
def test_another_form_is_refused_in_one_sentence(preprocessing, message):
    with pytest.raises(BundleError, match=message) as caught:
        check(preprocessing, "trunk")
    assert "network 'trunk'" in str(caught.value)
