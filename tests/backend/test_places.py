"""Place names: a small world on paper, and the real resource at famous points."""

import numpy as np
import pytest
import rasterio
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio.transform import from_origin

from backend import places as places_module
from backend.errors import GeolocatorError
from backend.grid import HEIGHT, WIDTH
from backend.places import SEA, Place, Places

# 4 rows x 8 columns of 45 degrees; 0 is the sea.
WORLD = np.array(
    [
        [1, 1, 0, 0, 0, 0, 3, 3],
        [1, 2, 2, 0, 0, 3, 3, 3],
        [0, 2, 2, 0, 0, 0, 3, 1],
        [4, 4, 4, 4, 4, 4, 4, 4],
    ],
    dtype=np.uint16,
)
UNITS = "id,name,country,country_code\n1,North,Aland,AL\n2,South,Aland,AL\n3,,Bland,\n4,Côte,Çland,CL\n"


def write(folder, world=WORLD, units=UNITS):
    height, width = world.shape
    profile = {"driver": "GTiff", "dtype": world.dtype, "count": 1, "height": height, "width": width}
    transform = from_origin(-180, 90, 360 / width, 180 / height)
    with rasterio.open(folder / "places.tif", "w", crs="EPSG:4326", transform=transform, **profile) as target:
        target.write(world, 1)
    (folder / "places.csv").write_text(units, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return Places.load(write(tmp_path_factory.mktemp("places")))


@pytest.fixture(scope="module")
def real():
    return Places.load()


def test_labels():
    assert Place("Bayern", "Germany", "DE").label == "Bayern, Germany"
    assert Place("", "Greenland", "GL").label == "Greenland"
    assert SEA.label == "At sea"


def test_unit_ids_are_the_raster(small):
    rows, cols = np.indices(WORLD.shape)
    assert small.shape == WORLD.shape
    assert np.array_equal(small.unit_ids(rows.ravel(), cols.ravel()), WORLD.ravel())
    assert small.unit_ids(rows.ravel(), cols.ravel()).dtype == np.uint16


@pytest.mark.parametrize("strip", [1, 2, 3])
def test_strips_join(small, strip, monkeypatch, tmp_path):
    monkeypatch.setattr(places_module, "STRIP_ROWS", strip)
    again = Places.load(write(tmp_path))
    for ours, theirs in zip(again._runs[:2], small._runs[:2], strict=True):
        assert np.array_equal(ours, theirs)


@pytest.mark.parametrize(
    ("lat", "lon", "label"),
    [
        (90, -180, "North, Aland"),
        (90, 180, "North, Aland"),  # 180 is -180
        (60, 179.9, "Bland"),
        (-90, 0, "Côte, Çland"),
        (-1, 179, "North, Aland"),
        (0, -180, "At sea"),
        (44.9, -90, "South, Aland"),
        (80, -180.1, "Bland"),
        (80, -180.00000000000003, "North, Aland"),  # 360 after rounding, which is no column
        (80, 540, "North, Aland"),
    ],
)
def test_name_at(small, lat, lon, label):
    assert small.name_at(lat, lon).label == label


@settings(max_examples=100, deadline=None)
@given(st.sets(st.integers(1, WORLD.size - 1)))
def test_cut_runs_have_one_unit_each(small, borders):
    starts = np.array([0, *sorted(borders)], np.int32)
    begins, run, unit = small.cut(starts)
    lengths = np.diff(begins, append=WORLD.size)
    assert np.array_equal(np.repeat(unit, lengths), WORLD.ravel())
    assert np.array_equal(
        np.repeat(run, lengths), np.repeat(np.arange(len(starts)), np.diff(starts, append=WORLD.size))
    )
    # Nothing is cut without a reason.
    assert set(begins) == set(starts) | {0, *(np.flatnonzero(np.diff(WORLD.ravel())) + 1)}


@pytest.mark.parametrize(
    "units",
    [
        "",
        "id,name\n1,a\n",
        "id,name,country,country_code\n2,a,b,c\n",
        "id,name,country,country_code\nx,a,b,c\n",
        "id,name,country,country_code\n1,a\n",
        "id,name,country,country_code\n1,a,,\n",
    ],
)
def test_altered_names(tmp_path, units):
    write(tmp_path, units=units)
    with pytest.raises(GeolocatorError, match=r"places\.csv is missing or damaged") as caught:
        Places.load(tmp_path).name_at(0, 0)
    assert caught.value.code == "places_missing"


def test_missing_files(tmp_path):
    for name in ("places.csv", "places.tif"):
        write(tmp_path)
        (tmp_path / name).unlink()
        with pytest.raises(GeolocatorError, match=name) as caught:
            Places.load(tmp_path)
        assert caught.value.code == "places_missing"


@pytest.mark.parametrize("damage", ["text", "cut", "dtype", "id"])
def test_damaged_raster(tmp_path, damage):
    world = {"dtype": WORLD.astype(np.uint8), "id": WORLD + np.uint16(1)}.get(damage, WORLD)
    write(tmp_path, world)
    path = tmp_path / "places.tif"
    if damage == "text":
        path.write_bytes(b"not a raster")
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:100])
    found = Places.load(tmp_path)
    with pytest.raises(GeolocatorError, match=r"places\.tif is missing or damaged") as caught:
        found.name_at(0, 0)
    assert caught.value.code == "places_missing"


# --- the real resource ------------------------------------------------------------------------------------


def test_real_resource_is_on_the_common_grid(real):
    assert real.shape == (HEIGHT, WIDTH)
    with rasterio.open(places_module.RESOURCE / "places.tif") as source:
        assert source.crs.to_epsg() == 4326
        assert tuple(source.bounds) == pytest.approx((-180, -90, 180, 90))
        assert source.dtypes == ("uint16",)
    assert sum(file.stat().st_size for file in places_module.RESOURCE.iterdir()) < 1_000_000


@pytest.mark.parametrize(
    ("lat", "lon", "label", "code"),
    [
        (48.8566, 2.3522, "Paris, France", "FR"),
        (51.5074, -0.1278, "London, United Kingdom", "GB"),
        (48.1351, 11.5820, "Bayern, Germany", "DE"),
        (64.1466, -21.9426, "Reykjavík, Iceland", "IS"),
        (43.7384, 7.4246, "Monaco", "MC"),
        (35.8989, 14.5146, "Malta", "MT"),
        (55.7558, 37.6173, "Moskva, Russia", "RU"),
        (30.0444, 31.2357, "Al Qahirah, Egypt", "EG"),
        (-1.2921, 36.8219, "Nairobi, Kenya", "KE"),
        (-33.9249, 18.4241, "Western Cape, South Africa", "ZA"),
        (39.9042, 116.4074, "Beijing, China", "CN"),
        (35.6762, 139.6503, "Tokyo, Japan", "JP"),
        (1.3521, 103.8198, "Singapore", "SG"),
        (22.3193, 114.1694, "Hong Kong", "HK"),
        (28.6139, 77.2090, "Delhi, India", "IN"),
        (-33.8688, 151.2093, "New South Wales, Australia", "AU"),
        (-18.1416, 178.4419, "Central, Fiji", "FJ"),
        (1.4518, 172.9717, "Kiribati", "KI"),
        (21.3069, -157.8583, "Hawaii, United States", "US"),
        (36.1069, -112.1129, "Arizona, United States", "US"),
        (37.8199, -122.4783, "California, United States", "US"),  # the Golden Gate is over water
        (-22.9068, -43.1729, "Rio de Janeiro, Brazil", "BR"),
        (-13.1631, -72.5450, "Cusco, Peru", "PE"),
        (64.1814, -51.6941, "Kommuneqarfik Sermersooq, Greenland", "GL"),
        (71.2, 180.0, "Chukchi Autonomous Okrug, Russia", "RU"),
        (-90.0, 0.0, "Antarctica", "AQ"),
        (90.0, 0.0, "At sea", ""),
        (0.0, -30.0, "At sea", ""),
    ],
)
def test_famous_points(real, lat, lon, label, code):
    place = real.name_at(lat, lon)
    assert (place.label, place.country_code) == (label, code)


def test_every_name_is_clean(real):
    for unit in real._units[1:]:
        for text in (unit.name, unit.country):
            assert text == " ".join(text.split()) and not set(text) & set("[]`?�\u0083"), unit
        assert unit.name != unit.country and unit.country
        assert unit.country_code == "" or (len(unit.country_code) == 2 and unit.country_code.isupper())
