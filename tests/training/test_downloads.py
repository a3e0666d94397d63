"""`python -m training maps`: LandScan and ESA-CCI rasters in their layouts, small, to a bundle's attribute maps."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.shutil
from rasterio.transform import from_bounds

from backend.attribute_map import largest, read_classes
from backend.bundle import sha256_of
from backend.errors import BundleError
from backend.grid import row_areas_km2
from backend.world_raster import open_world
from training import downloads
from training.__main__ import main
from training.maps import LAND_COVER_CLASSES

BENCHMARK = Path(__file__).parents[1] / "benchmarks" / "full_size_maps.py"
LEGEND = [
    *(10, 11, 12, 20, 30, 40, 50, 60, 61, 62, 70, 71, 72, 80, 81, 82, 90, 100, 110, 120, 121, 122, 130, 140),
    *(150, 151, 152, 153, 160, 170, 180, 190, 200, 201, 202, 210, 220),
]


def write(path, values, nodata):
    height, width = values.shape
    with rasterio.open(
        path, "w", driver="GTiff", width=width, height=height, count=1, dtype=values.dtype, crs="EPSG:4326",
        nodata=nodata, transform=from_bounds(-180, -90, 180, 90, width, height),
    ) as file:  # fmt: skip
        file.write(values, 1)
    return path


@pytest.fixture
def landscan(tmp_path):
    """Sea, land with nobody, and 9, 10, 99 and 10,000 people: columns of 60 degrees, the densest at the equator."""
    raw = np.tile(np.repeat(np.array([-2147483647, 0, 9, 10, 99, 100], np.int32), 10), (30, 1))
    raw[14, 55] = 10_000
    return write(tmp_path / "landscan.tif", raw, -2147483647)


@pytest.fixture
def esa_cci(tmp_path):
    """A column of each code of the legend, and one of no data, twenty times."""
    return write(tmp_path / "cci.tif", np.tile(np.array([0, *LEGEND], np.uint8), (380, 20)), 0)


def test_both_products_become_maps_that_a_bundle_reads(tmp_path, landscan, esa_cci, capsys):
    out = tmp_path / "maps"
    assert main(["maps", "--population", str(landscan), "--land-cover", str(esa_cci), "--out", str(out)]) == 0
    assert sorted(p.name for p in out.iterdir()) == ["land_cover.tif", "maps.json", "population.tif"]
    found = json.loads((out / "maps.json").read_text(encoding="utf-8"))

    population, land_cover = found["maps"]
    classes = read_classes(out / population["file"], [c["value"] for c in population["classes"]])
    # Edges 10, 100, 1000; 6 pixels of the grid to a degree and a half: rows repeat.
    assert classes[0, 900::1800].tolist() == [0, 1, 1, 2, 2, 3]
    assert classes[14 * 180, 55 * 180] == 4
    assert "0 to 10 people per pixel" in population["classes"][0]["label"]
    facts = found["sources"]["population"]
    assert facts["edges"] == pytest.approx([10, 100, 1000])
    assert (facts["largest"], facts["rows"], facts["columns"]) == (10_000, 30, 60)
    assert (facts["file"], facts["sha256"]) == ("landscan.tif", sha256_of(landscan))
    # Of 50 land pixels in each row 20 are in the lowest bucket, 20 in the next, 10 above; one of these is the densest.
    densest = 100 * row_areas_km2(30, 60)[14] / (50 * row_areas_km2(30, 60).sum())
    assert facts["shares"]["source"] == pytest.approx([40, 40, 20 - densest, densest], rel=1e-4)
    assert facts["shares"]["grid"] == pytest.approx(facts["shares"]["source"], rel=1e-4)

    classes = read_classes(out / land_cover["file"], list(range(1, 8)))
    parents = [0] + [next(k for k, end in enumerate((49, 69, 109, 159, 189, 199, 229), 1) if c <= end) for c in LEGEND]
    centres = ((np.arange(38) + 0.5) * 10800 / 760).astype(int)
    assert classes[2700, centres].tolist() == parents
    assert [c["name"] for c in land_cover["classes"]] == [name for name, _ in LAND_COVER_CLASSES]
    shares = np.bincount(parents, minlength=8)[1:] / 37 * 100
    assert found["sources"]["land_cover"]["shares"]["source"] == pytest.approx(shares.tolist(), rel=1e-4)

    printed = capsys.readouterr().out
    assert "93.900" in printed
    assert "0.029" in printed


def test_the_legend_is_whole():
    assert sorted(code for group in downloads.ESA_CCI.groups for code in group) == sorted(LEGEND)
    assert sum(code % 10 == 0 for code in LEGEND) == 22


def test_density_divides_by_the_area_of_the_pixel(tmp_path):
    # A million people live denser in a small pixel near the pole than two million at the equator.
    raw = np.zeros((180, 360), np.int32)
    raw[10, 20], raw[90, 20] = 10**6, 2 * 10**6
    landscan = write(tmp_path / "landscan.tif", raw, -1)
    downloads.make(tmp_path / "maps", landscan, None, "density")
    found = json.loads((tmp_path / "maps" / "maps.json").read_text(encoding="utf-8"))
    densest = 10**6 / row_areas_km2(180, 360)[10]
    facts = found["sources"]["population"]
    assert facts["unit"] == "people per km²"
    assert facts["largest"] == pytest.approx(densest)
    assert facts["edges"] == pytest.approx([densest**0.25, densest**0.5, densest**0.75])
    classes = read_classes(tmp_path / "maps" / "population.tif", [1, 2, 3, 4])
    assert (classes[300, 600], classes[2700, 600], classes[0, 0]) == (4, 4, 1)


def test_esa_cci_s_netcdf_gives_the_same_map(tmp_path, esa_cci):
    """It has the classes as one variable of several."""
    with rasterio.open(esa_cci) as file:
        profile, raw = file.profile, file.read(1)
    with rasterio.open(tmp_path / "several.tif", "w", **{**profile, "count": 2}) as file:
        for band, (name, values) in enumerate((("processed_flag", raw * 0 + 1), ("lccs_class", raw)), start=1):
            file.write(values, band)
            file.update_tags(band, NETCDF_VARNAME=name)
    rasterio.shutil.copy(tmp_path / "several.tif", tmp_path / "cci.nc", driver="netCDF", FORMAT="NC4")
    expected, found = (
        downloads.make(tmp_path / f"maps-{path.suffix}", None, path) for path in (esa_cci, tmp_path / "cci.nc")
    )
    assert found["sources"]["land_cover"]["sha256"] == sha256_of(tmp_path / "cci.nc")
    assert found["sources"]["land_cover"]["shares"] == expected["sources"]["land_cover"]["shares"]
    one, other = ((tmp_path / f"maps-{end}" / "land_cover.tif").read_bytes() for end in (".tif", ".nc"))
    assert one == other


@pytest.mark.parametrize(
    ("product", "change", "message"),
    [
        ("--land-cover", (77, (40, 7)), "holds the value 77, which has no class, first in row 40, column 7"),
        ("--population", (-1, slice(None)), "no value above 1"),
        ("--land-cover", (0, slice(None)), "no class anywhere"),
    ],
)
def test_a_wrong_raster_leaves_nothing_behind(tmp_path, landscan, esa_cci, capsys, product, change, message):
    path = landscan if product == "--population" else esa_cci
    with rasterio.open(path, "r+") as file:
        raw = file.read(1)
        raw[change[1]] = change[0]
        file.write(raw, 1)
    before = sorted(p.name for p in tmp_path.iterdir())
    # One of the two is fine, and still nothing is written.
    out = tmp_path / "maps"
    assert main(["maps", "--population", str(landscan), "--land-cover", str(esa_cci), "--out", str(out)]) == 1
    assert message in capsys.readouterr().err
    assert sorted(p.name for p in tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("values", "nodata", "message"),
    [
        (np.tile(np.array([10, 190], np.uint8), (20, 20)), 0, "holds 8-bit numbers"),  # ESA-CCI in LandScan's place
        (np.tile(np.array([-400, -12, 0, 8848], np.int16), (20, 10)), None, "negative values such as -400 and -12"),
        (np.tile(np.array([-9.5, -1.25, 300], np.float32), (20, 20)), -9999, "negative values such as -9.5 and -1.25"),
        (np.tile(np.array([2**31 - 1, 5], np.int32), (20, 20)), None, "2.14748e.09 people per pixel.*its nodata value"),
    ],
)
def test_what_counts_no_people_is_refused(tmp_path, values, nodata, message):
    path = write(tmp_path / "other.tif", values, nodata)
    with pytest.raises(BundleError, match=message):
        downloads.make(tmp_path / "maps", path, None)
    assert [p.name for p in tmp_path.iterdir()] == ["other.tif"]


def test_heights_are_no_land_cover(tmp_path):
    for dtype, message in ((np.int16, "it holds int16"), (np.uint16, "holds the value 8848, which has no class")):
        path = write(tmp_path / "heights.tif", np.tile(np.array([10, 8848], dtype), (20, 20)), None)
        with pytest.raises(BundleError, match=message):
            downloads.make(tmp_path / "maps", None, path)


def test_an_undeclared_sea_value_is_fine(tmp_path):
    path = write(tmp_path / "landscan.tif", np.tile(np.array([-9999, 0, 10_000], np.int32), (20, 20)), None)
    with open_world(path) as raster:
        assert largest(raster) == 10_000


def test_a_folder_that_holds_something_is_kept(tmp_path, landscan, capsys):
    assert main(["maps", "--population", str(landscan), "--out", str(tmp_path)]) == 1
    assert "name a new or empty folder" in capsys.readouterr().err
    (tmp_path / "empty").mkdir()
    assert main(["maps", "--population", str(landscan), "--out", str(tmp_path / "empty")]) == 0


def test_a_command_without_rasters_is_refused(tmp_path, capsys):
    assert main(["maps", "--out", str(tmp_path / "maps")]) == 1
    assert "--population, --land-cover or both" in capsys.readouterr().err


def test_the_benchmark_of_full_size_rasters_in_small():
    finished = subprocess.run([sys.executable, BENCHMARK, "--small"], capture_output=True, text=True)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert finished.stdout.count(" 0 of 20000 sampled classes differ") == 2
