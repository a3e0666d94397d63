import resource

import numpy as np
import pytest
import rasterio

from backend.ensemble import Member, fuse
from backend.errors import OutputError
from backend.grid import row_areas_km2
from backend.heatmap import write_heatmap

PROVENANCE = {"photo_sha256": "ab" * 32, "choices": '{"restriction": "Zürich & <more>"}'}


@pytest.fixture(scope="module")
def fused(small_world):
    table = small_world[1]
    rng = np.random.default_rng(3)
    return fuse(table, [Member(str(k)) for k in range(3)], [rng.dirichlet(np.ones(s.shape[1])) for s in table.sets])


@pytest.fixture(scope="module")
def heatmap(fused, tmp_path_factory):
    path = tmp_path_factory.mktemp("heatmap") / "heatmap.tif"
    write_heatmap(fused, path, PROVENANCE)
    return path


def test_every_pixel_is_the_density_of_its_zone(fused, heatmap):
    with rasterio.open(heatmap) as file:
        assert (file.count, file.dtypes, file.crs.to_epsg()) == (1, ("float32",), 4326)
        assert file.bounds == pytest.approx((-180, -90, 180, 90))
        pixels = file.read(1)
    table = fused.table
    expected = np.repeat(fused.density.astype(np.float32)[table.zone], table.lengths())
    assert (pixels.ravel() == expected).all()
    assert (pixels.sum(axis=1, dtype=np.float64) @ row_areas_km2()) == pytest.approx(1.0, rel=1e-5)


def test_overviews_are_means(fused, heatmap):
    with rasterio.open(heatmap) as file:
        assert file.overviews(1) == [2, 4, 8]
        full = file.read(1)
    for level, factor in enumerate((2, 4, 8)):
        with rasterio.open(heatmap, overview_level=level) as file:
            means = full.reshape(5400 // factor, factor, 10800 // factor, factor).mean(axis=(1, 3))
            assert np.allclose(file.read(1), means, rtol=1e-4, atol=1e-20)


def test_it_is_cloud_optimised(heatmap):
    with rasterio.open(heatmap) as file:
        assert file.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert file.descriptions == ("Probability density per km2",)


def test_it_tells_itself_what_made_it(heatmap):
    with rasterio.open(heatmap) as file:
        assert file.tags().items() >= PROVENANCE.items()


def test_statistics_stand_in_the_file(heatmap):
    with rasterio.open(heatmap) as file:
        pixels = file.read(1).astype(np.float64)
        found = {name: float(value) for name, value in file.tags(1).items() if name.startswith("STATISTICS")}
    assert found == pytest.approx(
        {
            "STATISTICS_MINIMUM": pixels.min(),
            "STATISTICS_MAXIMUM": pixels.max(),
            "STATISTICS_MEAN": pixels.mean(),
            "STATISTICS_STDDEV": pixels.std(),
        },
        rel=1e-9,
    )


def test_empty_tiles_take_no_room(heatmap):
    assert heatmap.stat().st_size < 4e6


def test_a_place_that_can_not_be_written_to(fused, tmp_path):
    with pytest.raises(OutputError, match=r"heatmap\.tif"):
        write_heatmap(fused, tmp_path / "missing" / "heatmap.tif", {})


@pytest.mark.parametrize("missing", [1, 100, 5000])
def test_a_heatmap_on_a_full_disk_is_refused(fused, heatmap, tmp_path, missing):
    """Also where only its last bytes find no room, which GDAL writes when it closes the file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (heatmap.stat().st_size - missing, before[1]))
    try:
        with pytest.raises(OutputError, match=r"'heatmap.tif' can't be written"):
            write_heatmap(fused, tmp_path / "heatmap.tif", PROVENANCE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
