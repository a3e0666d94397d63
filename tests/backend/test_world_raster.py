"""World rasters: where their rows lie, blocks that add up to the file, and layouts that are refused."""

import numpy as np
import pytest
import rasterio
from rasterio.transform import Affine, from_bounds

from backend import world_raster
from backend.errors import BundleError
from backend.grid import SPHERE_AREA_KM2, row_areas_km2
from backend.world_raster import open_world


def write(path, values, *, crs="EPSG:4326", bounds=(-180, -90, 180, 90), count=1, transform=None, **options):
    height, width = values.shape
    with rasterio.open(
        path, "w", driver="GTiff", width=width, height=height, count=count, dtype=values.dtype, crs=crs,
        transform=transform or from_bounds(*bounds, width, height), **options,
    ) as file:  # fmt: skip
        for band in range(1, count + 1):
            file.write(values, band)
    return path


def whole(raster):
    """The raster put together from its windows, each window where its strip and columns say."""
    found = np.full((raster.height, raster.width), -1, int)
    for start, stop in raster.strips():
        for columns, raw in raster.windows(start, stop):
            assert raw.shape == (stop - start, columns.stop - columns.start)
            assert (found[start:stop, columns] == -1).all()
            found[start:stop, columns] = raw
    return found


@pytest.mark.parametrize("read_pixels", [1, 3000, 10**6])
@pytest.mark.parametrize("strip_pixels", [1000, 10**6])
@pytest.mark.parametrize(
    "layout",
    [
        {"blockysize": 1},
        {"blockysize": 7, "compress": "lzw"},
        {"tiled": True, "blockxsize": 16, "blockysize": 32, "compress": "deflate", "bigtiff": "yes"},
    ],
)
def test_windows_bring_every_pixel_once(tmp_path, monkeypatch, layout, strip_pixels, read_pixels):
    monkeypatch.setattr(world_raster, "_READ_PIXELS", read_pixels)
    monkeypatch.setattr(world_raster, "_STRIP_PIXELS", strip_pixels)
    raw = np.random.default_rng(0).integers(0, 99, (144, 360), dtype=np.uint8)
    with open_world(write(tmp_path / "map.tif", raw, bounds=(-180, -60, 180, 84), **layout)) as raster:
        assert (raster.height, raster.width, raster.first_row) == (180, 360, 6)
        found = whole(raster)
        assert raster.value(8, 5) == raw[2, 5]
    assert (found[6:150] == raw).all()
    assert (found[:6] == -1).all()
    assert (found[150:] == -1).all()


def test_areas_of_the_rows_of_any_raster():
    assert row_areas_km2(7, 11).sum() * 11 == pytest.approx(SPHERE_AREA_KM2, rel=1e-12)
    # One row of the grid over two rows and three columns of a finer raster.
    assert 3 * row_areas_km2(10800, 32400)[2000:2002].sum() == pytest.approx(row_areas_km2()[1000], rel=1e-12)


def test_a_pixel_size_printed_with_few_digits_is_accepted(tmp_path):
    # 1/12 degree as 0.083333: the eastern edge falls 0.017 degrees short, a fifth of a pixel.
    transform = Affine(0.083333, 0, -180, 0, -0.083333, 90)
    with open_world(write(tmp_path / "map.tif", np.ones((2160, 4320), np.uint8), transform=transform)) as raster:
        assert (raster.height, raster.width, raster.first_row) == (2160, 4320, 0)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"crs": "EPSG:3857"}, "EPSG:4326"),
        ({"crs": None}, "EPSG:4326"),
        ({"bounds": (-180, -90, 170, 90)}, "covers -180 to 170"),
        ({"bounds": (0, -90, 360, 90)}, "covers 0 to 360"),
        ({"bounds": (-180, -20, 180, 60)}, "half of the latitudes"),
        ({"bounds": (-180, -90, 180, 100)}, "half of the latitudes"),
        ({"bounds": (-180.5, -90, 179.5, 90)}, "longitudes"),
        ({"bounds": (-180, -89.5, 180, 89.5)}, "whole number of its pixels"),
        ({"transform": Affine(1, 0, -180, 0, 1, -90)}, "north up"),
        ({"transform": Affine(-1, 0, 180, 0, -1, 90)}, "north up"),
        ({"transform": Affine(1, 0.1, -180, 0, -1, 90)}, "north up"),
        ({"count": 2}, "one band; it has 2"),
    ],
)
def test_a_wrong_layout_is_refused_with_the_reason(tmp_path, options, message):
    path = write(tmp_path / "map.tif", np.ones((180, 360), np.uint8), **options)
    with pytest.raises(BundleError, match=message), open_world(path):
        pass


def test_a_block_too_large_for_memory_is_refused(tmp_path, monkeypatch):
    path = write(tmp_path / "map.tif", np.ones((180, 360), np.int32), tiled=True, blockxsize=64, blockysize=64)
    with open_world(path):
        pass
    monkeypatch.setattr(world_raster, "_BLOCK_BYTES", 64 * 64 * 4 - 1)
    with pytest.raises(BundleError, match=r"64 x 64 pixels.*gdal_translate"), open_world(path):
        pass


def test_broken_files(tmp_path):
    (tmp_path / "broken.tif").write_bytes(b"II*\x00 nothing")
    for name in ("broken.tif", "absent.tif"):
        with pytest.raises(BundleError, match=f"'{name}' can't be read"), open_world(tmp_path / name):
            pass
    # A file that ends early opens, and fails when its missing rows are read.
    path = write(tmp_path / "cut.tif", np.random.default_rng(0).integers(0, 9, (180, 360), dtype=np.uint8))
    path.write_bytes(path.read_bytes()[:20000])
    with pytest.raises(BundleError, match=r"'cut.tif' can't be read: .* failed\.$"), open_world(path) as raster:
        whole(raster)
