"""Priors: rasters of any kind, averaged onto the grid and rounded to levels."""

import numpy as np
import pytest
import rasterio
from rasterio import Affine
from rasterio.transform import from_bounds, from_origin
from rasterio.warp import transform, transform_bounds

from backend import prior as prior_module
from backend.errors import OutputError, RequestError
from backend.grid import HEIGHT, SPHERE_AREA_KM2, WIDTH, row_areas_km2
from backend.prior import from_grid, read_prior
from backend.zones import PIXELS


@pytest.fixture
def write(tmp_path):
    """Write a raster (h, w) or (bands, h, w) and return its path."""

    def of(values, transform, crs="EPSG:4326", **profile):
        values = np.atleast_3d(values.T).T if values.ndim == 2 else values
        path = tmp_path / "prior.tif"
        with rasterio.open(
            path, "w", driver="GTiff", count=len(values), height=values.shape[1], width=values.shape[2],
            dtype=values.dtype, transform=transform, crs=crs, **profile,
        ) as file:  # fmt: skip
            file.write(values)
        return path

    return of


def density(prior):
    """Probability per km2 (float32) of every pixel; what must hold for every prior on the way."""
    layer = prior.layer
    assert layer.starts[0] == 0
    assert (np.diff(layer.starts) > 0).all()
    assert (np.diff(layer.ids) != 0).all()
    assert prior.log_density[0] == -np.inf
    assert len(prior.log_density) == layer.sets.shape[0] <= 255
    of_runs = np.exp(prior.log_density)[layer.ids]
    edges = np.append(layer.starts, PIXELS)
    rows = row_areas_km2()
    before = np.append(0, np.cumsum(rows * WIDTH))[edges // WIDTH] + edges % WIDTH * np.append(rows, 0)[edges // WIDTH]
    assert np.diff(before) @ of_runs == pytest.approx(1.0)
    assert np.diff(before) @ (of_runs > 0) == pytest.approx(prior.covered_km2, rel=1e-5)
    assert prior.note.endswith(".")
    return np.repeat(of_runs.astype(np.float32), np.diff(edges)).reshape(HEIGHT, WIDTH)


def normalised(values):
    return values / (values.sum(axis=1) @ row_areas_km2())


def test_a_raster_finer_than_the_grid_is_averaged(write):
    values = np.random.default_rng(0).uniform(0, 4, (90, 120)).astype(np.float32)
    values[values < 1] = -7  # counts 0
    values[5, 5] = np.nan
    values[6, 6] = np.inf
    values[7, 7] = 2.5
    path = write(values, from_origin(10, 50, 1 / 90, 1 / 90), nodata=2.5)
    found = density(read_prior(path, "fine"))
    clean = np.where(np.isfinite(values) & (values > 0) & (values != 2.5), values, 0).astype(np.float64)
    expected = np.zeros((HEIGHT, WIDTH))
    expected[1200:1230, 5700:5740] = clean.reshape(30, 3, 40, 3).mean(axis=(1, 3))
    # 254 levels of a range this small leave 1 % at most.
    np.testing.assert_allclose(found, normalised(expected), rtol=0.02, atol=0)


def test_pixels_that_fit_the_grids_nowhere_share_their_area(write):
    rng = np.random.default_rng(1)
    values = rng.uniform(1, 3, (37, 41)).astype(np.float64)
    size, west, north = 0.0473, -20.013, 7.019
    found = density(read_prior(write(values, from_origin(west, north, size, size)), "odd"))
    # By brute force: points in every pixel of the grid, and what the raster says there.
    expected = np.zeros((HEIGHT, WIDTH))
    rows, columns = np.nonzero(found)
    steps = (np.arange(40) + 0.5) / 40
    for row, column in zip(rows[::7], columns[::7], strict=True):
        y = np.floor((north - (90 - (row + steps) / 30)) / size).astype(int)
        x = np.floor(((column + steps) / 30 - 180 - west) / size).astype(int)
        inside = ((y >= 0) & (y < 37))[:, None] & ((x >= 0) & (x < 41))[None, :]
        taken = values[np.clip(y, 0, 36)][:, np.clip(x, 0, 40)]
        expected[row, column] = np.where(inside, taken, 0).mean()
    checked = expected > 0
    ratio = found[checked] / expected[checked]
    assert ratio == pytest.approx(np.full(len(ratio), np.median(ratio)), rel=0.08)
    assert np.percentile(ratio / np.median(ratio), [5, 95]) == pytest.approx([1, 1], abs=0.03)


def test_a_coarse_raster_is_repeated_and_few_values_are_exact(write):
    values = np.random.default_rng(2).integers(0, 3, (36, 72)).astype(np.uint8)
    prior = read_prior(write(values, from_origin(-180, 90, 5, 5)), "coarse")
    expected = normalised(np.kron(values, np.ones((150, 150))))
    np.testing.assert_allclose(density(prior), expected, rtol=1e-5)
    assert "moves 0.00%" in prior.note


@pytest.mark.parametrize("west", [0.0, -180.25, 540.0])
def test_longitudes_go_round_the_earth(write, west):
    values = np.arange(1, 1441, dtype=np.float32)[None, :].repeat(720, axis=0)
    found = density(read_prior(write(values, from_origin(west, 90, 0.25, 0.25)), "around"))
    column = int((10.0 + 180) * 30)
    expected = values[0, int(((10.0 - west) % 360) / 0.25)]
    scale = normalised(np.full((HEIGHT, WIDTH), 720.5))[0, 0] / 720.5
    assert found[:, column + 3] == pytest.approx(np.full(HEIGHT, expected * scale), rel=0.05)


def test_latitudes_beyond_the_poles_are_cut(write):
    values = np.ones((361, 720), np.float32)
    prior = read_prior(write(values, from_origin(-180, 90.25, 0.5, 0.5)), "points at the poles")
    assert (len(prior.layer.starts), prior.covered_km2) == (1, pytest.approx(SPHERE_AREA_KM2))
    assert prior.log_density[1] == pytest.approx(-np.log(SPHERE_AREA_KM2))


@pytest.mark.parametrize(
    ("crs", "bounds", "shape"),
    [
        ("EPSG:3857", (5e5, 5e6, 2.5e6, 7e6), (400, 500)),  # 4 and 5 km: about as the grid
        ("EPSG:3857", (1e6, 6e6, 1.2e6, 6.2e6), (2000, 2000)),  # 100 m: reduced first
        ("EPSG:32601", (2e5, 1e6, 8e5, 2e6), (500, 300)),  # across the antimeridian
        ("EPSG:3995", (-2e6, -2e6, 2e6, 2e6), (300, 300)),  # around the north pole
        ("ESRI:54009", (-18e6, -9e6, 18e6, 9e6), (450, 900)),  # corners that are not on Earth
    ],
)
def test_any_projection(write, crs, bounds, shape):
    path = write(np.ones(shape, np.float32), from_bounds(*bounds, shape[1], shape[0]), crs)
    prior = read_prior(path, "projected")
    found = density(prior)
    # At the rim a block of pixels may be partly empty.
    assert (found[found > 0] > 0.99 / prior.covered_km2).mean() > 0.9
    # The same places are covered as positions that are transformed one by one.
    rng = np.random.default_rng(3)
    south, north = (-90, 90) if "54009" in crs else transform_bounds(crs, "EPSG:4326", *bounds)[1::2]
    rows = rng.integers(int((90 - north) * 30), int((90 - south) * 30), 20_000)
    columns = rng.integers(0, WIDTH, 20_000)
    x, y = map(np.array, transform("EPSG:4326", crs, (columns + 0.5) / 30 - 180, 90 - (rows + 0.5) / 30))
    margin = 8e3
    inside = (x > bounds[0] + margin) & (x < bounds[2] - margin) & (y > bounds[1] + margin) & (y < bounds[3] - margin)
    outside = (x < bounds[0] - margin) | (x > bounds[2] + margin) | (y < bounds[1] - margin) | (y > bounds[3] + margin)
    outside &= np.isfinite(x)
    assert inside.sum() > 50
    assert (found[rows[inside], columns[inside]] > 0).mean() > 0.998
    assert not (found[rows[outside], columns[outside]] > 0).any()


def test_a_turned_and_a_mirrored_raster_lie_where_they_say(write):
    values = np.ones((200, 100), np.float32)
    values[:100] = 3.0
    turned = Affine.translation(20, 40) @ Affine.rotation(30) @ Affine.scale(0.05, -0.05)
    found = density(read_prior(write(values, turned), "turned"))
    for row, column, expected in ((50.5, 50.5, 3.0), (150.5, 50.5, 1.0)):
        lon, lat = turned @ (column, row)
        share = found[int((90 - lat) * 30), int((lon + 180) * 30)]
        top = found.max()
        assert share / top == pytest.approx(expected / 3.0, rel=0.02)
    up = Affine.translation(20, 30) @ Affine.scale(0.05, 0.05)  # rows from south to north
    found = density(read_prior(write(values, up), "mirrored"))
    assert found[58 * 30, 202 * 30] / found.max() == pytest.approx(1.0, rel=0.01)
    assert found[52 * 30, 202 * 30] / found.max() == pytest.approx(1 / 3, rel=0.02)


def test_scale_offset_and_a_mask_are_respected(write):
    values = np.array([[0, 10, 20, 30]], np.int16).repeat(2, axis=0)
    path = write(values, from_origin(0, 10, 5, 5))
    with rasterio.open(path, "r+") as file:
        file.scales, file.offsets = (0.5,), (-5.0,)
    found = density(read_prior(path, "scaled"))
    row = 90 * 30 - 200
    at = [found[row, int((180 + lon) * 30)] for lon in (2, 7, 12, 17)]
    assert at[:2] == [0, 0]
    assert at[3] / at[2] == pytest.approx(2.0)
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True):
        path = write(np.ones((2, 4), np.uint8), from_origin(0, 10, 5, 5))
        with rasterio.open(path, "r+") as file:
            file.write_mask(np.array([[255, 0, 255, 255]] * 2, np.uint8))
    found = density(read_prior(path, "masked"))
    assert [found[row, int((180 + lon) * 30)] > 0 for lon in (2, 7, 12, 17)] == [True, False, True, True]


def test_what_rounding_costs_is_said():
    rng = np.random.default_rng(4)
    values = np.zeros((HEIGHT, WIDTH), np.float32)
    values[1000:2000, 3000:5000] = np.exp(rng.normal(0, 2, (1000, 2000)))
    prior = from_grid(values, "noise")
    found, exact = density(prior), normalised(values.astype(np.float64))
    moved = 0.5 * np.abs(found - exact).sum(axis=1) @ row_areas_km2()
    assert f"rounded to {len(prior.log_density) - 1} levels" in prior.note
    assert f"moves {moved:.2%}" in prior.note
    assert 0 < moved < 0.03
    # Within a level the mass is what it was.
    level = np.repeat(prior.layer.ids, np.diff(prior.layer.starts, append=PIXELS)).reshape(HEIGHT, WIDTH)
    mass = [np.bincount(level.ravel(), weights=(v * row_areas_km2()[:, None]).ravel()) for v in (found, exact)]
    assert mass[0] == pytest.approx(mass[1])


def test_a_prior_of_too_many_runs_is_coarsened_and_says_so(monkeypatch):
    monkeypatch.setattr(prior_module, "_MOST_RUNS", 45_000)
    values = np.zeros((HEIGHT, WIDTH), np.float32)
    values[1000:1400, 3000:3800] = np.random.default_rng(5).uniform(1, 1e6, (400, 800))
    prior = from_grid(values, "noise")
    assert len(prior.layer.starts) <= 45_000
    assert "blocks of 8 x 8 pixels" in prior.note
    found = density(prior)
    assert found[1000:1400, 3000:3800].sum() / found.sum() == pytest.approx(1)
    expected = values[1000:1400, 3000:3800].reshape(50, 8, 100, 8).mean(axis=(1, 3))
    ratio = found[1000:1400:8, 3000:3800:8] / expected
    assert ratio / ratio.mean() == pytest.approx(np.ones(ratio.shape), rel=0.05)


def test_a_range_without_end_keeps_what_is_likely():
    values = np.full((HEIGHT, WIDTH), 1e-38, np.float32)
    values[0, 0], values[0, 1] = 1e38, 5e37
    prior = from_grid(values, "wide")
    found = density(prior)
    assert found[0, 1] / found[0, 0] == pytest.approx(0.5, rel=0.1)
    assert prior.layer.ids[-1] == 1
    assert np.isfinite(prior.log_density[1])


@pytest.mark.parametrize(
    ("values", "profile", "words"),
    [
        (np.ones((2, 4, 4), np.uint8), {}, "must have one band; it has 2"),
        (np.ones((4, 4), np.complex64), {}, "must hold real numbers"),
        (np.zeros((4, 4), np.float32), {}, "holds no value above 0"),
        (np.full((4, 4), -1, np.int16), {}, "holds no value above 0"),
        (np.full((4, 4), np.nan, np.float32), {}, "holds no value above 0"),
        (np.full((4, 4), 1e-300), {}, "none above 1e-38"),
        (np.ones((4, 4), np.uint8), {"nodata": 1}, "holds no value above 0"),
        (np.ones((4, 4), np.uint8), {"crs": None}, "no position on the Earth"),
        (np.ones((4, 4), np.uint8), {"transform": Affine.identity()}, "no position on the Earth"),
        (np.ones((4, 4), np.uint8), {"transform": Affine(1, 1, 0, 1, 1, 0)}, "its pixels have no size"),
        (np.ones((4, 4), np.uint8), {"crs": "EPSG:3857", "transform": from_origin(1e30, 1e30, 1, 1)}, "check its CRS"),
        (np.ones((4, 4), np.uint8), {"transform": from_origin(1e30, 10, 1e15, 1)}, "check its CRS"),
        (
            np.ones((4, 4), np.uint8),
            {"crs": "EPSG:3995", "transform": from_origin(9e8, 9e8, 1, 1)},
            "check its CRS|no value",
        ),
        (np.full((4, 4), 1e300), {}, "beyond 1e38"),
    ],
)
@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_what_is_no_prior_is_refused_in_a_sentence(write, values, profile, words):
    profile = {"transform": from_origin(0, 10, 1, 1), **profile}
    with pytest.raises(RequestError, match=words) as caught:
        read_prior(write(values, **profile), "Prior 1.tif")
    assert caught.value.code == "prior_invalid"
    assert str(caught.value).startswith("The prior 'Prior 1.tif' ")
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"II*\x00\x08\x00\x00\x00",
        b"MM\x00*" + b"\xff" * 100,
        # Of other drivers, which could look at other files or at other machines.
        b'<VRTDataset rasterXSize="1" rasterYSize="1"><VRTRasterBand dataType="Byte" band="1"><SimpleSource>'
        b"<SourceFilename>/etc/passwd</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>",
        b'<GDAL_WMS><Service name="TMS"><ServerUrl>http://127.0.0.1/${z}</ServerUrl></Service></GDAL_WMS>',
        b"\x89PNG\r\n\x1a\n",
        b"ncols 1\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 1\n1\n",
    ],
)
def test_other_files_are_not_opened(tmp_path, content):
    path = tmp_path / "secret-folder.tif"
    path.write_bytes(content)
    with pytest.raises(
        RequestError, match=r"The prior 'mine' can't be read as a GeoTIFF .*: save it again\."
    ) as caught:
        read_prior(path, "mine")
    assert caught.value.code == "prior_invalid"
    assert str(tmp_path) not in str(caught.value)
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_beside_the_file_is_looked_at(write):
    path = write(np.ones((4, 4), np.uint8), from_origin(0, 10, 1, 1))
    path.with_suffix(".tif.aux.xml").write_text("<PAMDataset><SRS>EPSG:3857</SRS></PAMDataset>")
    with rasterio.open(path.with_suffix(".tif.ovr"), "w", driver="GTiff", width=1, height=1, count=1, dtype="uint8"):
        pass
    assert read_prior(path, "alone").covered_km2 == pytest.approx(16 * 12_350, rel=0.02)


@pytest.mark.parametrize(
    ("width", "height", "profile"),
    [
        (2_000_000, 10, {}),
        (200_000, 200_000, {}),
        (33_000, 33_000, {"tiled": True, "blockxsize": 16_400, "blockysize": 16_400}),
    ],
)
def test_rasters_that_would_not_fit_are_refused_before_they_are_decoded(tmp_path, width, height, profile):
    path = tmp_path / "bomb.tif"
    with rasterio.open(
        path, "w", driver="GTiff", width=width, height=height, count=1, dtype="uint8", sparse_ok=True, BIGTIFF="YES",
        crs="EPSG:4326", transform=from_origin(-180, 90, 360 / width, 180 / height), **profile,
    ):  # fmt: skip
        pass
    with pytest.raises(RequestError, match=r"resample it|gdal_translate") as caught:
        read_prior(path, "bomb")
    assert caught.value.code == "prior_too_large"


def test_a_damaged_and_a_projected_raster_on_a_full_disk(write, monkeypatch):
    values = np.random.default_rng(0).uniform(1, 2, (600, 600)).astype(np.float32)
    path = write(values, from_origin(0, 20, 0.01, 0.01), compress="deflate")
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(RequestError, match="can't be read as a GeoTIFF"):
        read_prior(path, "half")
    path = write(values, from_origin(1e6, 6e6, 1000, 1000), "EPSG:3857")

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(prior_module, "_reduce", full)
    with pytest.raises(OutputError, match="check the disk's free space"):
        read_prior(path, "full")
    assert list(path.parent.iterdir()) == [path]
