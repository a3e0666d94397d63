import numpy as np
import pytest
import rasterio
from rasterio.transform import from_bounds

from backend.attribute_map import read_classes
from backend.errors import BundleError


def write(path, values, *, crs="EPSG:4326", bounds=(-180, -90, 180, 90), count=1):
    height, width = values.shape
    with rasterio.open(
        path, "w", driver="GTiff", width=width, height=height, count=count, dtype=values.dtype, crs=crs,
        transform=from_bounds(*bounds, width, height),
    ) as file:  # fmt: skip
        for band in range(1, count + 1):
            file.write(values, band)
    return path


def test_a_coarse_map_is_repeated(tmp_path):
    # 6 x 4: each value fills 1800 x 1350 pixels.
    values = np.arange(24, dtype=np.uint8).reshape(4, 6)
    classes = read_classes(write(tmp_path / "map.tif", values), [1, 5, 23])
    assert classes.shape == (5400, 10800)
    assert (classes[:1350, 1800:3600] == 1).all()
    assert (classes[4050:, 9000:] == 3).all()
    assert np.count_nonzero(classes) == 3 * 1350 * 1800


def test_a_fine_map_is_reduced_by_mode(tmp_path):
    rng = np.random.default_rng(0)
    coarse = rng.integers(1, 4, (5400, 10800), dtype=np.uint8)
    fine = np.repeat(np.repeat(coarse, 2, axis=0), 2, axis=1)
    fine[::2, ::2] = 4  # one of each four pixels differs: the other three win
    assert (read_classes(write(tmp_path / "fine.tif", fine), [1, 2, 3, 4]) == coarse).all()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"crs": "EPSG:3857"}, "EPSG:4326"),
        ({"crs": None}, "EPSG:4326"),
        ({"bounds": (-180, -60, 180, 90)}, "whole world"),
        ({"count": 2}, "one band"),
    ],
)
def test_a_wrong_map_is_refused_with_the_reason(tmp_path, options, message):
    path = write(tmp_path / "map.tif", np.ones((180, 360), np.uint8), **options)
    with pytest.raises(BundleError, match=message):
        read_classes(path, [1])


def test_floats_and_broken_files(tmp_path):
    with pytest.raises(BundleError, match="unsigned"):
        read_classes(write(tmp_path / "map.tif", np.ones((180, 360), np.float32)), [1])
    (tmp_path / "broken.tif").write_bytes(b"II*\x00 nothing")
    with pytest.raises(BundleError, match="can't be read"):
        read_classes(tmp_path / "broken.tif", [1])
