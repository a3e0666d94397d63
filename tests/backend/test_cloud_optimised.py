import itertools
import struct

import numpy as np
import pytest
import rasterio
from rasterio.enums import Resampling
from rasterio.io import MemoryFile
from rasterio.transform import from_origin

from backend.cloud_optimised import cloud_optimised

SIZE, BLOCK, FACTORS = 1024, 128, (2, 4)


def geotiff(*, overviews=True, **options):
    """A GeoTIFF whose left half alone holds numbers, as bytes."""
    pixels = np.zeros((SIZE, SIZE), np.float32)
    pixels[:, : SIZE // 2] = np.random.default_rng(1).random((SIZE, SIZE // 2), np.float32)
    blocks = {"tiled": True, "blockxsize": BLOCK, "blockysize": BLOCK, "sparse_ok": True}
    place = {"crs": "EPSG:4326", "transform": from_origin(10.0, 50.0, 0.01, 0.01)}
    with MemoryFile() as memory:
        with (
            rasterio.Env(SPARSE_OK_OVERVIEW="YES"),
            memory.open(
                driver="GTiff", width=SIZE, height=SIZE, count=1, dtype="float32", **(blocks | place | options)
            ) as file,
        ):
            file.update_tags(1, units="1/km2")
            file.write(pixels, 1)
            if overviews:
                file.build_overviews(FACTORS, Resampling.average)
        return bytes(memory.getbuffer())


@pytest.fixture(params=["deflate", "zstd", None])
def tiff(request):
    return geotiff(compress=request.param)


def images(tiff):
    """The directories of a file in their order: where each begins, and its tiles' offsets."""
    found, (at,) = [], struct.unpack_from("<I", tiff, 4)
    while at:
        (count,) = struct.unpack_from("<H", tiff, at)
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, _, number, value = struct.unpack_from("<HHII", tiff, entry)
            if tag == 324:
                offsets = [value] if number == 1 else list(struct.unpack_from(f"<{number}I", tiff, value))
        found.append((at, [offset for offset in offsets if offset]))
        (at,) = struct.unpack_from("<I", tiff, at + 2 + 12 * count)
    return found


def levels(tiff):
    with MemoryFile(tiff) as memory:
        for level in (None, *range(len(FACTORS))):
            with memory.open(**({} if level is None else {"overview_level": level})) as file:
                yield file.read(1), file.tags(1), file.transform


def test_pixels_tags_and_overviews_stay(tiff):
    for before, after in zip(levels(tiff), levels(cloud_optimised(tiff)), strict=True):
        assert (before[0] == after[0]).all()
        assert before[1:] == after[1:]


def test_gdal_knows_it_for_what_it_is(tiff):
    with MemoryFile(cloud_optimised(tiff)) as memory, memory.open() as file:
        assert file.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert file.overviews(1) == list(FACTORS)


def test_heads_come_first_and_small_images_before_wide_ones(tiff):
    found = images(cloud_optimised(tiff))
    heads, tiles = [at for at, _ in found], [offsets for _, offsets in found]
    assert heads == sorted(heads)
    assert max(heads) < min(map(min, tiles))
    assert all(offsets == sorted(offsets) for offsets in tiles)
    assert all(max(small) < min(wide) for wide, small in itertools.pairwise(tiles))


def test_every_tile_stands_between_its_size_and_its_end(tiff):
    laid = cloud_optimised(tiff)
    before, after = images(tiff), images(laid)
    for (_, old), (_, new) in zip(before, after, strict=True):
        for was, now in zip(old, new, strict=True):
            (size,) = struct.unpack_from("<I", laid, now - 4)
            assert laid[now : now + size] == tiff[was : was + size]
            assert laid[now + size : now + size + 4] == laid[now + size - 4 : now + size]


def test_tiles_without_anything_take_no_room(tiff):
    laid = cloud_optimised(tiff)
    assert [len(tiles) for _, tiles in images(laid)] == [32, 8, 2]
    assert len(laid) < len(tiff) + 1000


def test_a_file_without_overviews():
    assert len(images(cloud_optimised(geotiff(overviews=False)))) == 1


@pytest.mark.parametrize("tiff", [geotiff(tiled=False, blockysize=16), geotiff(bigtiff="YES"), b"II*", b"", b"PNG" * 9])
def test_anything_else_is_refused(tiff):
    with pytest.raises(ValueError):
        cloud_optimised(tiff)
