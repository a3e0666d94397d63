"""Labels of photos from rasters: the pixel that holds the position, at the raster's own resolution."""

import json

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_bounds

from backend.attribute_map import Buckets, Codes, read_classes
from backend.bundle import STARTER
from backend.errors import BundleError
from backend.grid import pixel_of, row_areas_km2
from training.labels import LabelMap, from_class_maps, labels


def write(path, values, *, south=-90.0, north=90.0, nodata=None, **options):
    height, width = values.shape
    with rasterio.open(
        path, "w", driver="GTiff", width=width, height=height, count=1, dtype=values.dtype, crs="EPSG:4326",
        nodata=nodata, transform=from_bounds(-180, south, 180, north, width, height), **options,
    ) as file:  # fmt: skip
        file.write(values, 1)
    return path


def test_a_map_by_hand(tmp_path):
    # Pixels of 60 degrees; codes 1, 2 and 5 become classes 0, 1 and 2.
    path = write(tmp_path / "map.tif", np.array([[1, 2, 5, 0, 1, 2], [5, 1, 0, 2, 5, 1], [2, 2, 2, 2, 2, 5]], np.uint8))
    chosen = LabelMap({"name": "map"}, path, Codes(((1,), (2,), (5,))))
    lat = np.array([90.0, 30.1, 30.0, -90.0, 0.0, 0.0, 45.0])
    lon = np.array([-180.0, -180.0, -180.0, 179.99, 180.0, -0.01, 0.0])
    # An edge belongs south and east of it; longitude 180 is -180; the value 0 has no class.
    assert labels(chosen, lat, lon).tolist() == [0, 0, 2, 2, 2, -1, -1]


@pytest.mark.parametrize("layout", [{}, {"tiled": True, "blockxsize": 16, "blockysize": 32}, {"blockysize": 3}])
def test_blocks_of_any_shape_give_the_same_as_the_whole_raster(tmp_path, layout):
    random = np.random.default_rng(0)
    raw = random.integers(0, 5, (180, 360)).astype(np.uint8)
    path = write(tmp_path / "map.tif", raw, **layout)
    lat, lon = random.uniform(-90, 90, 3000), random.uniform(-180, 180, 3000)
    chosen = LabelMap({"name": "map"}, path, Codes(((4,), (1, 2), (3,))))
    expected = np.array([-1, 1, 1, 2, 0])[raw[np.floor(90 - lat).astype(int), np.floor(lon + 180).astype(int)]]
    assert np.array_equal(labels(chosen, lat, lon), expected)


def test_rows_that_the_file_leaves_out_have_no_class(tmp_path):
    raw = np.full((120, 360), 7, np.int32)
    raw[0, 0] = -1
    path = write(tmp_path / "landscan.tif", raw, south=-60, north=60, nodata=-1)
    chosen = LabelMap({"name": "population"}, path, Buckets((5.0, 50.0)))
    lat, lon = np.array([60.5, 59.5, 59.5, -59.5, -60.5]), np.array([0.0, 0.0, -179.5, 0.0, 0.0])
    assert labels(chosen, lat, lon).tolist() == [-1, 1, -1, 1, -1]


def test_density_divides_by_the_photo_s_own_row(tmp_path):
    path = write(tmp_path / "people.tif", np.full((180, 360), 1000, np.int32))
    areas = row_areas_km2(180, 360)
    edge = 1000 / areas[45]
    chosen = LabelMap({"name": "population"}, path, Buckets((edge,), per_km2=True))
    assert labels(chosen, np.array([44.5, 45.5]), np.array([3.0, 3.0])).tolist() == [1, 1]
    assert labels(chosen, np.array([43.5, 0.5]), np.array([3.0, 3.0])).tolist() == [0, 0]


def test_a_map_on_the_grid_agrees_with_the_backend(tmp_path):
    maps, facts = from_class_maps(STARTER, tmp_path / "maps")
    assert [m.name for m in maps] == ["population", "land_cover"]
    assert [f["file"] for f in facts] == ["population.tif", "land_cover.tif"]
    random = np.random.default_rng(1)
    # The starter's maps are coarser than the grid: a pixel's centre has the pixel's class.
    lat, lon = random.uniform(-89, 89, 500), random.uniform(-179, 179, 500)
    lat, lon = np.round(lat * 2) / 2 + 0.05, np.round(lon * 2) / 2 + 0.05
    for label_map in maps:
        classes = read_classes(tmp_path / "maps" / label_map.entry["file"], label_map.rule)
        assert np.array_equal(labels(label_map, lat, lon), classes[pixel_of(lat, lon)].astype(int) - 1)


@pytest.mark.parametrize(
    ("listing", "message"),
    [
        (None, "has no manifest.json or maps.json"),
        ("{", "no valid list of maps"),
        ({"maps": []}, "must list attribute maps"),
        ({"maps": [{"name": "lat", "file": "a.tif", "classes": [{"value": 1}]}]}, "each of its own name"),
        ({"maps": [{"name": "a", "file": "a.tif", "classes": []}]}, "with classes"),
        ({"maps": [{"name": "a", "file": "../a.tif", "classes": [{"value": 1}]}]}, "lists a map outside its folder"),
        ({"maps": [{"name": "a", "file": "a.tif"}]}, "no valid list of maps"),
        ({"maps": [{"name": "a", "file": "a.tif", "classes": [{"value": 1}]}]}, "lacks its map 'a.tif'"),
    ],
)
def test_a_folder_without_maps_is_refused(tmp_path, listing, message):
    folder = tmp_path / "maps"
    folder.mkdir()
    if listing is not None:
        (folder / "maps.json").write_text(listing if isinstance(listing, str) else json.dumps(listing))
    with pytest.raises(BundleError, match=message):
        from_class_maps(folder, tmp_path / "out")
