"""Population buckets of places."""

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin

from backend.attribute_map import read_classes
from backend.zones import build_zones, map_layer
from training.buckets import PopulationMap, bucket_in


@pytest.fixture
def two_halves(tmp_path):
    """West 20, east 7, the southern quarter of the world nothing."""
    path = tmp_path / "halves.tif"
    values = np.repeat([[20] * 4 + [7] * 4], 4, axis=0).astype(np.uint8)
    values[3] = 0
    with rasterio.open(
        path, "w", driver="GTiff", width=8, height=4, count=1, dtype="uint8", crs="EPSG:4326",
        transform=from_origin(-180, 90, 45, 45),
    ) as file:  # fmt: skip
        file.write(values, 1)
    return path


def test_buckets_are_the_values_in_order(two_halves):
    found = PopulationMap.read(two_halves)
    assert found.values == [7, 20]
    lat, lon = np.array([10.0, 10.0, -80.0]), np.array([-10.0, 10.0, 10.0])
    assert found.at(lat, lon).tolist() == [2, 1, 0]
    assert found.at_sea(lat, lon).tolist() == [False, False, True]


def test_buckets_in_zones_are_the_same(two_halves):
    table = build_zones([map_layer(read_classes(two_halves, [7, 20]), 2)])
    random = np.random.default_rng(0)
    lat, lon = random.uniform(-90, 90, 200), random.uniform(-180, 180, 200)
    np.testing.assert_array_equal(bucket_in(table, 0, lat, lon), PopulationMap.read(two_halves).at(lat, lon))


def test_what_is_no_map(tmp_path):
    (tmp_path / "x.tif").write_bytes(b"no map")
    with pytest.raises(ValueError, match=r"The map 'x.tif' can't be read"):
        PopulationMap.read(tmp_path / "x.tif")
