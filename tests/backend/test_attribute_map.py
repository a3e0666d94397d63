"""Values to classes to the grid, on maps whose answer fits on paper and against a reference that counts by hand."""

from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
import rasterio
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio.transform import from_bounds

from backend import attribute_map, world_raster
from backend.attribute_map import Buckets, Codes, class_strips, largest, read_classes, to_grid
from backend.errors import BundleError
from backend.grid import SPHERE_AREA_KM2
from backend.world_raster import open_world


def write(path, values, *, bounds=(-180, -90, 180, 90), **options):
    height, width = values.shape
    with rasterio.open(
        path, "w", driver="GTiff", width=width, height=height, count=1, dtype=values.dtype, crs="EPSG:4326",
        transform=from_bounds(*bounds, width, height), **options,
    ) as file:  # fmt: skip
        file.write(values, 1)
    return path


@pytest.fixture
def grid_of(monkeypatch):
    """Sets a small grid in place of the common one."""

    def set_grid(height, width):
        monkeypatch.setattr(attribute_map, "HEIGHT", height)
        monkeypatch.setattr(attribute_map, "WIDTH", width)

    return set_grid


def by_hand(classes, height, width, first_row, grid, resampling):
    """The grid's classes by counting pixel after pixel: `classes` are rows first_row.. of height, of width columns."""

    def at(part, pixels, parts):
        """Index of the one of `parts` that holds the centre of one of `pixels`; an edge belongs to the next."""
        return int(Fraction(2 * part + 1, 2 * pixels) * parts)

    found = np.zeros(grid, np.uint8)
    for row in range(grid[0]):
        for column in range(grid[1]):
            rows, columns = (
                [k for k in range(parts) if at(k, parts, pixels) == part]
                if resampling == "mode" and parts > pixels
                else [at(part, pixels, parts)]
                for part, pixels, parts in ((row, grid[0], height), (column, grid[1], width))
            )
            rows = [r - first_row for r in rows if 0 <= r - first_row < len(classes)]
            counts = Counter(int(classes[r, c]) for r in rows for c in columns)
            found[row, column] = min(counts, key=lambda k: (-counts[k], k == 0, k), default=0)
    return found


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
    path = write(tmp_path / "fine.tif", fine)
    assert (read_classes(path, [1, 2, 3, 4]) == coarse).all()
    # Four pixels meet under a centre; the south-eastern one counts.
    assert (read_classes(path, [1, 2, 3, 4], resampling="nearest") == fine[1::2, 1::2]).all()


def test_values_become_classes_before_they_are_counted(grid_of):
    # Codes 11, 12 and 10 are one class: together they outvote the two pixels of 61, the commonest code.
    grid_of(1, 1)
    raw = np.array([[61, 61], [11, 12], [10, 0]], np.uint8)
    classes = Codes(((10, 11, 12), (60, 61))).classify(raw, None, np.ones(3))
    assert classes.tolist() == [[2, 2], [1, 1], [1, 0]]
    assert to_grid([(0, classes)], (3, 2), 2).tolist() == [[1]]


def test_mode_and_ties_on_paper(grid_of):
    # Two by two pixels in each of the grid's two: 2 against 2 goes to the first class, and to a class before none.
    grid_of(1, 2)
    strip = np.array([[3, 2, 0, 0], [2, 3, 5, 5]], np.uint8)
    assert to_grid([(0, strip)], (2, 4), 5).tolist() == [[2, 5]]
    # Three of nothing outvote one.
    assert to_grid([(0, np.array([[0, 0], [0, 4]], np.uint8))], (2, 2), 4).tolist() == [[0, 4]]


def test_a_factor_of_one_and_a_half_on_paper(grid_of):
    # Centres of three columns over two: at 1/3, 1 and 5/3 pixels; the middle one lies on the edge, so it belongs east.
    grid_of(1, 2)
    assert to_grid([(0, np.array([[1, 2, 2]], np.uint8))], (1, 3), 2).tolist() == [[1, 2]]
    assert to_grid([(0, np.array([[1, 1, 2]], np.uint8))], (1, 3), 2).tolist() == [[1, 1]]  # a tie
    # The grid's centres lie at 3/4 and 9/4 columns.
    assert to_grid([(0, np.array([[1, 2, 3]], np.uint8))], (1, 3), 3, "nearest").tolist() == [[1, 3]]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_size_agrees_with_counting_by_hand(data):
    grid = data.draw(st.tuples(st.integers(1, 6), st.integers(1, 7)))
    height, width = data.draw(st.integers(1, 17)), data.draw(st.integers(1, 17))
    first_row = data.draw(st.integers(0, height - 1))
    rows = data.draw(st.integers(1, height - first_row))
    resampling = data.draw(st.sampled_from(["mode", "nearest"]))
    step = data.draw(st.integers(1, rows))
    classes = np.random.default_rng(data.draw(st.integers(0, 99))).integers(0, 4, (rows, width), dtype=np.uint8)
    strips = [(first_row + k, classes[k : k + step]) for k in range(0, rows, step)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(attribute_map, "HEIGHT", grid[0])
        patch.setattr(attribute_map, "WIDTH", grid[1])
        found = to_grid(strips, (height, width), 3, resampling)
    assert (found == by_hand(classes, height, width, first_row, grid, resampling)).all()


LAYOUTS = [
    {"blockysize": 1},
    {"blockysize": 7, "compress": "lzw"},
    {"tiled": True, "blockxsize": 16, "blockysize": 32, "compress": "deflate", "bigtiff": "yes"},
]


@pytest.mark.parametrize("read_pixels", [1, 500, 10**6])
@pytest.mark.parametrize("strip_pixels", [200, 10**6])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_blocks_of_the_file_change_nothing(tmp_path, monkeypatch, grid_of, layout, strip_pixels, read_pixels):
    monkeypatch.setattr(world_raster, "_READ_PIXELS", read_pixels)
    monkeypatch.setattr(world_raster, "_STRIP_PIXELS", strip_pixels)
    grid_of(20, 40)
    raw = np.random.default_rng(1).integers(0, 6, (75, 130), dtype=np.uint8)
    path = write(tmp_path / "map.tif", raw, **layout)
    rule = Codes(((1,), (2, 5), (3,)))
    classes = np.array([0, 1, 2, 3, 0, 2], np.uint8)[raw]
    with open_world(path) as raster:
        strips = [(start, strip.copy()) for start, strip in class_strips(raster, rule)]
    assert [start for start, _ in strips] == np.cumsum([0, *(len(s) for _, s in strips)])[:-1].tolist()
    assert (np.concatenate([strip for _, strip in strips]) == classes).all()
    assert (read_classes(path, rule) == by_hand(classes, 75, 130, 0, (20, 40), "mode")).all()


def test_buckets_on_paper():
    rule = Buckets((10.0, 100.0, 1000.0))
    raw = np.array([[0, 9, 10, 11], [99, 100, 1000, 10**6], [-1, -2147483647, 777, 1]], np.int32)
    expected = [[1, 1, 2, 2], [2, 3, 4, 4], [0, 0, 0, 1]]
    for dtype in (np.int32, np.int64, np.float32, np.float64):
        assert rule.classify(raw.astype(dtype), 777.0, np.ones(3)).tolist() == expected
    unsigned = np.array([[0, 9, 10, 65535]])
    for dtype in (np.uint16, np.uint32):
        assert rule.classify(unsigned.astype(dtype), 65535.0, np.ones(1)).tolist() == [[1, 1, 2, 0]]
    floats = np.array([[np.nan, np.inf, -np.inf, -0.5, 9.99, 0.0]], np.float32)
    assert rule.classify(floats, np.nan, np.ones(1)).tolist() == [[0, 0, 0, 0, 1, 1]]


def test_edges_between_numbers_are_not_rounded():
    # The float32 next to 0.1 is a little more than 0.1, and below this edge; a whole number reaches 10.5 at 11.
    edge = float(np.float32(0.1)) + 1e-12
    assert Buckets((edge,)).classify(np.array([[0.1]], np.float32), None, np.ones(1)).tolist() == [[1]]
    assert Buckets((10.5,)).classify(np.array([[10, 11]], np.int16), None, np.ones(1)).tolist() == [[1, 2]]
    assert Buckets((10.0, 300.0)).classify(np.array([[10, 255]], np.uint8), None, np.ones(1)).tolist() == [[2, 2]]


def test_counts_become_densities_by_the_area_of_their_row():
    # 30 people in 2 km2 and in 4 km2: 15 and 7.5 per km2.
    rule = Buckets((10.0,), per_km2=True)
    raw = np.array([[30, -9], [30, 40]], np.int32)
    assert rule.classify(raw, None, np.array([2.0, 4.0])).tolist() == [[2, 0], [1, 2]]


def test_the_largest_value_and_density(tmp_path):
    raw = np.full((180, 360), -1, np.int32)
    raw[90, 10], raw[2, 200], raw[3, 3] = 5000, 4000, 9999
    with open_world(write(tmp_path / "map.tif", raw, nodata=9999)) as raster:
        areas = raster.row_areas_km2(0, 180)
        assert areas.sum() * 360 == pytest.approx(SPHERE_AREA_KM2, rel=1e-12)
        assert largest(raster) == 5000
        # 4,000 people in a small pixel near the pole live denser.
        assert largest(raster, per_km2=True) == pytest.approx(4000 / areas[2])
    with open_world(write(tmp_path / "empty.tif", np.full((180, 360), np.nan, np.float32))) as raster:
        assert largest(raster) == 0.0


def test_a_listed_value_keeps_its_class_where_the_file_calls_it_nodata(tmp_path):
    values = np.repeat(np.array([[0, 1, 2, 3]], np.uint8), 2, axis=0)
    path = write(tmp_path / "map.tif", values, nodata=0)
    assert read_classes(path, [0, 2])[0, ::2700].tolist() == [1, 0, 2, 0]
    # nodata is no unknown value.
    path = write(tmp_path / "nodata.tif", values, nodata=3)
    assert read_classes(path, Codes(((1,), (2,)), blank=(0,)))[0, ::2700].tolist() == [0, 1, 2, 0]


def test_an_unknown_value_is_named_with_its_first_place(tmp_path, monkeypatch):
    monkeypatch.setattr(world_raster, "_READ_PIXELS", 64)
    raw = np.full((100, 200), 10, np.uint8)
    raw[70, 3] = raw[71, 0] = 99
    raw[70, 150] = raw[40, 190] = 77
    path = write(tmp_path / "map.tif", raw, tiled=True, blockxsize=16, blockysize=64)
    with pytest.raises(BundleError, match=r"'map.tif' holds the value 77.*row 40, column 190 "):
        read_classes(path, Codes(((10,),), blank=(0,)))
    # In a file that leaves out the north, rows are the file's own.
    path = write(tmp_path / "cut.tif", raw, bounds=(-180, -90, 180, 75))
    with pytest.raises(BundleError, match="row 40, column 190 "):
        read_classes(path, Codes(((10,),), blank=(0,)))


def test_rows_that_the_file_leaves_out_have_no_class(tmp_path):
    # 84 N to 60 S in pixels of a degree.
    path = write(tmp_path / "map.tif", np.full((144, 360), 1, np.uint8), bounds=(-180, -60, 180, 84))
    classes = read_classes(path, [1])
    assert not classes[:180].any()
    assert (classes[180:4500] == 1).all()
    assert not classes[4500:].any()


@pytest.mark.parametrize(
    ("dtype", "classes", "message"),
    [
        (np.float32, [1], "unsigned 8- or 16-bit numbers; it holds float32"),
        (np.int16, [1], "unsigned"),
        (np.complex64, Buckets((1.0,)), "real numbers"),
        (np.uint8, [1, 70000], "0 to 65535"),
        (np.uint8, [3, 3], "different values"),
        (np.uint8, list(range(255)), "at most 254"),
        (np.uint8, Buckets((2.0, 2.0)), "ascend"),
        (np.uint8, Buckets((0.0,)), "positive"),
        (np.uint8, Buckets((np.nan,)), "ascend"),
    ],
)
def test_classes_that_do_not_fit_are_refused_with_the_reason(tmp_path, dtype, classes, message):
    with pytest.raises(BundleError, match=message):
        read_classes(write(tmp_path / "map.tif", np.ones((180, 360), dtype)), classes)


def test_quantities_are_what_the_edges_cut():
    raw = np.array([[0, 8, -1, 99]], np.int32)
    assert Buckets((2.0,)).quantities(raw, 99, np.array([4.0])) == pytest.approx(
        np.array([[0, 8, np.nan, np.nan]]), nan_ok=True
    )
    per_km2 = Buckets((2.0,), per_km2=True)
    assert per_km2.quantities(raw, 99, np.array([4.0])) == pytest.approx(
        np.array([[0, 2, np.nan, np.nan]]), nan_ok=True
    )
    assert per_km2.classify(raw, 99, np.array([4.0])).tolist() == [[1, 2, 0, 0]]
