"""GeoTIFFs of others: what counts, what is turned round, and what is refused in one sentence."""

import numpy as np
import pytest
import rasterio
from rasterio import Affine

from backend import raster_file
from backend.errors import RequestError
from backend.raster_file import read_density

THERE = Affine(0.5, 0, 10, 0, -0.5, 50)


def write(path, values, transform=THERE, crs="EPSG:4326", bands=1, **options):
    values = np.asarray(values)
    with rasterio.open(
        path, "w", driver="GTiff", height=values.shape[0], width=values.shape[1], count=bands, dtype=values.dtype,
        crs=crs, transform=transform, **options,
    ) as file:  # fmt: skip
        file.write(values, bands)
    return path


@pytest.fixture
def path(tmp_path):
    return tmp_path / "density.tif"


@pytest.fixture
def values():
    return np.random.default_rng(0).random((20, 30)).astype(np.float32) + 0.1


def test_a_density(path, values):
    read = read_density(write(path, values), "density.tif")
    assert (read.width, read.height, read.crs) == (30, 20, "EPSG:4326")
    areas = read.raster.where.areas_km2(0, 20)
    assert read.raster.total == pytest.approx((values * areas).sum(), rel=1e-6)
    assert read.raster.area_km2 == pytest.approx(areas.sum())


def test_what_counts_nothing(path, values):
    values[0, :4] = (-1, np.nan, np.inf, 1e20)
    raster = read_density(write(path, values, nodata=1e20), "d").raster
    assert raster.area_km2 == pytest.approx(
        raster.where.areas_km2(0, 20).sum() - 4 * raster.where.areas_km2(0, 1)[0, 0]
    )


def test_a_mask_inside_the_file(path, values):
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True):
        write(path, values)
        with rasterio.open(path, "r+") as file:
            mask = np.full(values.shape, 255, np.uint8)
            mask[:5] = 0
            file.write_mask(mask)
    raster = read_density(path, "d").raster
    assert raster.area_km2 == pytest.approx(raster.where.areas_km2(5, 20).sum())


def test_scale_and_offset(path):
    write(path, np.array([[0, 1], [2, 3]], np.int16))
    with rasterio.open(path, "r+") as file:
        file.scales, file.offsets = (0.5,), (-0.5,)
    raster = read_density(path, "d").raster
    areas = raster.where.areas_km2(0, 2)
    assert raster.total == pytest.approx(0.5 * areas[1, 0] + areas[1, 1])


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857"])
def test_mass_is_divided_by_the_pixels_area(path, values, crs):
    there = THERE if crs == "EPSG:4326" else Affine(5e4, 0, 1e6, 0, -5e4, 7e6)
    raster = read_density(write(path, values, there, crs), "d", values="mass").raster
    assert raster.total == pytest.approx(values.sum(), rel=1e-6)
    lat, lon = raster.where.centres(np.array([7 * 30 + 4]))
    standing = raster.standing(lat[0], lon[0])
    assert standing.density == pytest.approx(
        values[7, 4] / raster.where.areas_km2(7, 8)[0, 4] / values.sum(dtype=float), rel=1e-5
    )


@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_double_precision_of_any_size(path, values, scale):
    wide = values.astype(np.float64)
    raster = read_density(write(path, wide * scale), "d").raster
    plain = read_density(write(path, values), "d").raster
    assert raster.densest == plain.densest
    target = plain.target(area_km2=50_000)
    assert raster.select(target).count == plain.select(target).count


@pytest.mark.parametrize("values_are", ["density", "mass"])
@pytest.mark.parametrize(("rows", "columns"), [(1, -1), (-1, 1), (-1, -1)])
def test_mirrored_rasters_are_turned_round(path, tmp_path, values, rows, columns, values_are):
    upright = read_density(write(tmp_path / "upright.tif", values), "d", values=values_are).raster
    there = Affine(0.5 * columns, 0, 10 if columns > 0 else 25, 0, -0.5 * rows, 50 if rows > 0 else 40)
    mirrored = read_density(write(path, values[::rows, ::columns], there), "d", values=values_are).raster
    assert mirrored.densest == pytest.approx(upright.densest)
    assert mirrored.total == pytest.approx(upright.total)
    for lat, lon in ((49.9, 10.1), (40.2, 24.8), (43.1, 17.3)):
        assert mirrored.standing(lat, lon).density == pytest.approx(upright.standing(lat, lon).density, rel=1e-6)


def test_another_band(path, values):
    write(path, values, bands=3)
    assert read_density(path, "d", band=3).raster.total > 0
    with pytest.raises(RequestError, match="no value above 0"):
        read_density(path, "d", band=1)
    with pytest.raises(RequestError, match=r"The raster 'd' has no band 4: give a number from 1 to 3\."):
        read_density(path, "d", band=4)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"crs": None}, "no position on Earth"),
        ({"crs": None, "transform": Affine.identity()}, "no position on Earth"),
        ({"crs": 'LOCAL_CS["a mine",UNIT["metre",1]]'}, "coordinate system"),
        ({"transform": Affine(20, 0, -180, 0, -0.5, 50)}, "more than once"),
    ],
)
def test_rasters_that_are_nowhere(path, values, change, message):
    with pytest.raises(RequestError, match=f"The raster 'd' .*{message}|The raster 'd' {message}"):
        read_density(write(path, values, **change), "d")


def test_complex_numbers_are_refused(path, values):
    with pytest.raises(RequestError, match="real numbers"):
        read_density(write(path, values.astype(np.complex64)), "d")


@pytest.mark.parametrize("content", [b"", b"no raster", b"II*\0\x08\0\0\0"])
def test_no_raster(path, content):
    path.write_bytes(content)
    with pytest.raises(RequestError, match=r"The raster 'my.tif' can't be read as a GeoTIFF") as caught:
        read_density(path, "my.tif")
    assert caught.value.code == "raster_unreadable"
    assert str(path) not in str(caught.value)


def test_a_truncated_raster(path):
    write(path, np.random.default_rng(0).random((600, 600)), Affine(0.1, 0, 0, 0, -0.1, 50))
    path.write_bytes(path.read_bytes()[:-200_000])
    with pytest.raises(RequestError, match="can't be read as a GeoTIFF"):
        read_density(path, "d")


def test_other_formats_and_references_are_not_followed(path, tmp_path, values):
    write(tmp_path / "real.tif", values)
    path.write_text(
        '<VRTDataset rasterXSize="30" rasterYSize="20"><SRS>EPSG:4326</SRS>'
        "<GeoTransform>10,.5,0,50,0,-.5</GeoTransform>"
        '<VRTRasterBand dataType="Float32" band="1"><SimpleSource><SourceFilename relativeToVRT="1">real.tif'
        "</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>"
    )
    with pytest.raises(RequestError, match="can't be read as a GeoTIFF"):
        read_density(path, "d")
    # A mask, statistics or a position beside the file are not looked at.
    write(path, values, transform=Affine.identity(), crs=None)
    path.with_suffix(".tfw").write_text("0.5\n0\n0\n-0.5\n10\n50\n")
    path.with_name("density.tif.aux.xml").write_text("<PAMDataset><SRS>EPSG:4326</SRS></PAMDataset>")
    with pytest.raises(RequestError, match="no position on Earth"):
        read_density(path, "d")


def test_bombs_are_refused_before_they_are_decoded(path):
    # 10^10 pixels in a few hundred bytes.
    with rasterio.open(
        path, "w", driver="GTiff", height=100_000, width=100_000, count=1, dtype="float32", crs="EPSG:4326",
        transform=Affine(0.001, 0, 0, 0, -0.0005, 50), tiled=True, sparse_ok=True, bigtiff="YES",
    ):  # fmt: skip
        pass
    with pytest.raises(RequestError, match="at most 200 million can be searched") as caught:
        read_density(path, "d")
    assert caught.value.code == "raster_too_large"


def test_large_blocks_are_refused(path, values, monkeypatch):
    monkeypatch.setattr(raster_file, "_BLOCK_BYTES", 1000)
    with pytest.raises(RequestError, match="too much memory"):
        read_density(write(path, values, blockysize=20), "d")
