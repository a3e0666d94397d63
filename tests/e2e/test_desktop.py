"""The whole way: a photo, the real desktop under Xvfb, the real backend, and what both leave behind.

Run in QGIS's Python (as tests/qgis), with the backend's interpreter in PHOTO_GEOLOCATOR_BACKEND_PYTHON and a
photo in PHOTO_GEOLOCATOR_SAMPLE_PHOTO.
"""

import importlib.util
import json
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import QgsDistanceArea, QgsPointXY, QgsProject, QgsRasterBandStats, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtGui import QImage

REPOSITORY = Path(__file__).resolve().parents[2]
RUN = REPOSITORY / "plugin" / "demo" / "run.py"
LABELS = ["25 km cap", "200 km cap", "750 km cap", "2500 km cap"]
RADIUS_KM = 6371.0


def required(variable):
    value = os.environ.get(variable, "")
    if not Path(value).is_file():
        pytest.fail(f"{variable} names no file; `make test-e2e` sets it.")
    return Path(value)


def desktop(photo, out, **environment):
    """Run the desktop as `make run` does; return the finished process."""
    command = [sys.executable, str(RUN), "--photo", str(photo), "--out", str(out), "--headless"]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, timeout=500)


def running_backends():
    """Return the backends of this repository that run."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            if b"backend" in words and b"serve" in words and (folder / "cwd").resolve() == REPOSITORY:
                found.add(int(folder.name))
        except OSError:
            continue
    return found


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    required("PHOTO_GEOLOCATOR_BACKEND_PYTHON")
    photo = required("PHOTO_GEOLOCATOR_SAMPLE_PHOTO")
    out = tmp_path_factory.mktemp("desktop") / "Ausgabe é"
    before = running_backends()
    process = desktop(photo, out)
    assert process.returncode == 0, process.stderr
    assert running_backends() <= before, "the backend outlived QGIS"
    return out, process.stdout


@pytest.fixture(scope="module")
def out(run):
    return run[0]


@pytest.fixture(scope="module")
def result(out):
    return json.loads((out / "result.json").read_text(encoding="utf-8"))


@pytest.fixture
def project(out, qgis_new_project):
    """The saved project, opened again."""
    one = QgsProject.instance()
    assert one.read(str(out / "project.qgz")), one.error()
    yield one
    one.clear()


def layer(project, name):
    (found,) = project.mapLayersByName(name)
    assert found.isValid()
    return found


def test_only_the_results_are_left(out):
    names = {path.name for path in out.iterdir()}
    wanted = {
        "heatmap.tif",
        "heatmap.qml",
        "search_areas.gpkg",
        "result.json",
        "project.qgz",
        "screenshot.png",
    }
    assert names - {"heatmap.tif.aux.xml"} == wanted


def test_the_table_names_the_best_regions(run, result):
    _, text = run
    for area in result["search_areas"]:
        assert area["label"] in text
    telling = next((a for a in result["search_areas"] if a["probability"] >= 0.25), result["search_areas"][-1])
    assert (telling["regions"][0]["place"] or "")[:44] in text
    assert result["backend"]["provider"] in text


def test_result_is_consistent(result):
    areas = result["search_areas"]
    assert [area["label"] for area in areas] == LABELS
    assert [area["probability"] for area in areas] == sorted(area["probability"] for area in areas)
    for area in areas:
        assert 0 < area["area_km2"] <= area["budget_km2"] * (1 + 1e-9)
        assert 0 < area["probability"] <= 1
        shares = [region["probability"] for region in area["regions"]]
        assert shares == sorted(shares, reverse=True)
        assert [region["rank"] for region in area["regions"]] == list(range(1, len(shares) + 1))
        assert sum(shares) <= area["probability"] * (1 + 1e-6)


def test_project_opens_again_with_every_layer(project):
    root = project.layerTreeRoot()
    assert [node.name() for node in root.children()] == [project.title().split()[2], "Base map"]
    assert all(one.isValid() for one in project.mapLayers().values())
    for one in project.mapLayers().values():
        assert "world_map" in one.source() or Path(one.source().split("|")[0]).parent == Path(project.homePath())
    assert project.crs().authid() == "EPSG:3857"


def test_heatmap_values_extent_and_crs(project, result):
    heatmap = layer(project, "Probability density")
    assert heatmap.crs().authid() == "EPSG:4326"
    assert (heatmap.width(), heatmap.height(), heatmap.bandCount()) == (10800, 5400, 1)
    extent = heatmap.extent()
    edges = (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())
    assert edges == pytest.approx((-180, -90, 180, 90))
    provider = heatmap.dataProvider()
    # Those of the file itself: without them the window waits for all pixels to be read.
    statistics = QgsRasterBandStats.Min | QgsRasterBandStats.Max
    assert provider.hasStatistics(1, statistics, heatmap.extent(), 0)
    assert not Path(f"{heatmap.source()}.aux.xml").exists()
    for region in result["search_areas"][0]["regions"][:5]:
        density, found = provider.sample(QgsPointXY(region["lon"], region["lat"]), 1)
        assert found
        # The point named is in the region's densest part.
        mean = region["probability"] / region["area_km2"]
        assert density >= mean * (1 - 1e-4)


def test_probability_sums_to_one(out):
    from osgeo import gdal

    gdal.UseExceptions()
    dataset = gdal.Open(str(out / "heatmap.tif"))  # a band does not keep its dataset open
    band = dataset.GetRasterBand(1)
    height, width = band.YSize, band.XSize
    total = 0.0
    for row in range(0, height, 100):
        rows = band.ReadAsArray(0, row, width, min(100, height - row)).astype("float64").sum(axis=1)
        for offset, density in enumerate(rows):
            north = math.radians(90 - (row + offset) * 180 / height)
            south = math.radians(90 - (row + offset + 1) * 180 / height)
            pixel = RADIUS_KM**2 * math.radians(360 / width) * (math.sin(north) - math.sin(south))
            total += density * pixel
    assert total == pytest.approx(1.0, abs=1e-3)


def test_heatmap_style(project):
    heatmap = layer(project, "Probability density")
    assert heatmap.renderer().type() == "singlebandpseudocolor"
    items = heatmap.renderer().shader().rasterShaderFunction().colorRampItemList()
    assert items[0].color.alpha() == 0
    values = [item.value for item in items]
    assert values == sorted(values)
    assert values[0] > 0


def test_styles_are_stored_with_the_areas(out):
    for table in ("search_areas", "best_point", "chosen_area"):
        stored = QgsVectorLayer(f"{out / 'search_areas.gpkg'}|layername={table}", table, "ogr")
        assert stored.listStylesInDatabase()[0] == 1


def test_search_areas_agree_with_the_result(project, result):
    areas = layer(project, "Search areas")
    assert areas.crs().authid() == "EPSG:4326"
    assert QgsRectangle(-180, -90, 180, 90).contains(areas.extent())
    assert [category.value() for category in areas.renderer().categories()] == LABELS
    assert '"probability"' in areas.mapTipTemplate()
    assert areas.featureCount() == sum(area["region_count"] for area in result["search_areas"])
    found = {(feature["area_label"], feature["rank"]): feature for feature in areas.getFeatures()}
    for area in result["search_areas"]:
        for region in area["regions"]:
            feature = found[(area["label"], region["rank"])]
            assert feature["probability"] == pytest.approx(region["probability"], rel=1e-4)  # the JSON is rounded
            assert feature["place"] == region["place"]
            box = feature.geometry().boundingBox()
            assert box.yMinimum() == pytest.approx(region["bbox"][1], abs=1e-4)
            assert box.yMaximum() == pytest.approx(region["bbox"][3], abs=1e-4)


def test_search_areas_are_as_large_as_they_say(project):
    areas = layer(project, "Search areas")
    measure = QgsDistanceArea()
    measure.setEllipsoid(f"PARAMETER:{RADIUS_KM * 1000}:{RADIUS_KM * 1000}")
    for feature in areas.getFeatures():
        if feature["rank"] <= 3 and feature["area_label"] != LABELS[-1]:
            assert measure.measureArea(feature.geometry()) / 1e6 == pytest.approx(feature["area_km2"], rel=0.01)


def test_the_chosen_area_is_kept_with_the_result(project):
    chosen = layer(project, "Search area: 500,000 km²")
    assert chosen.source().endswith("search_areas.gpkg|layername=chosen_area")
    regions = list(chosen.getFeatures())
    assert {region["area_label"] for region in regions} == {"500,000 km²"}
    total = sum(region["area_km2"] for region in regions)
    assert 0.999 * 500_000 < total <= 500_000
    measure = QgsDistanceArea()
    measure.setEllipsoid(f"PARAMETER:{RADIUS_KM * 1000}:{RADIUS_KM * 1000}")
    assert sum(measure.measureArea(region.geometry()) for region in regions) / 1e6 == pytest.approx(total, rel=0.01)
    presets = {feature["area_label"]: 0.0 for feature in layer(project, "Search areas").getFeatures()}
    for feature in layer(project, "Search areas").getFeatures():
        presets[feature["area_label"]] += feature["probability"]
    assert presets["200 km cap"] < sum(region["probability"] for region in regions) < presets["750 km cap"]


def test_dragging_the_slider_redraws_nested_areas(tmp_path):
    """In the real desktop, with the mouse on the slider and the real backend."""
    required("PHOTO_GEOLOCATOR_BACKEND_PYTHON")
    spec = importlib.util.spec_from_file_location("run", RUN)
    run = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(run)
    order = {
        "photo": str(required("PHOTO_GEOLOCATOR_SAMPLE_PHOTO")),
        "out": str(tmp_path / "drag.json"),
        "positions": [100, 200, 320, 360, 424],
    }
    command = run.qgis_command(has_display=False)
    environment = run.qgis_environment(command[-1], tmp_path)
    environment["PHOTO_GEOLOCATOR_DRAG"] = json.dumps(order)
    command += ["--nologo", "--noversioncheck", "--profiles-path", str(run.make_profile(tmp_path / "scratch"))]
    command += ["--code", str(Path(__file__).with_name("drag.py"))]
    process = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert (tmp_path / "drag.json").is_file(), process.stderr[-2000:]
    outcome = json.loads((tmp_path / "drag.json").read_text(encoding="utf-8"))
    assert not outcome["error"]
    stops = outcome["stops"]
    assert len(stops) == len(order["positions"])
    budgets = [stop["budget_km2"] for stop in stops]
    positions = [100 * math.log10(budget / 100) for budget in budgets]
    # The mouse knows whole pixels, where it takes the handle and where it leaves it; a style may add one.
    near = 3 * outcome["positions_per_pixel"]
    assert 0 < near < 20
    assert positions[:4] == pytest.approx(order["positions"][:4], rel=0, abs=near)
    assert budgets[4] == pytest.approx(1.76511e6, rel=1e-4)  # close to the preset of 750 km, so exactly there
    for stop in stops:
        assert stop["area_km2"] <= stop["budget_km2"]
        assert stop["area_km2"] == pytest.approx(stop["budget_km2"], rel=0.02)
        assert len(stop["labels"]) == 1
        assert stop["valid"]
        assert "probability" in stop["summary"]
    assert all(stop["outside"] < 1e-9 for stop in stops[:-1]), "each area lies within the next"


def test_a_folder_of_photos_is_worked_through_while_the_window_stays_alive(tmp_path, capsys):
    """In the real desktop, with the real backend; the longest wait of the event loop is printed.

    `make bench-folder` does it with 200 photos.
    """
    required("PHOTO_GEOLOCATOR_BACKEND_PYTHON")
    photo = required("PHOTO_GEOLOCATOR_SAMPLE_PHOTO").read_bytes()
    count = int(os.environ.get("PHOTO_GEOLOCATOR_FOLDER_PHOTOS", "50"))
    (tmp_path / "photos" / "deeper").mkdir(parents=True)
    for number in range(count):
        # What follows a JPEG's end is no part of it: the same photo, in another file.
        folder = tmp_path / "photos" / ("deeper" if number % 2 else "")
        (folder / f"{number:03}.jpg").write_bytes(photo + number.to_bytes(4, "big"))
    spec = importlib.util.spec_from_file_location("run", RUN)
    run = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(run)
    order = {"folder": str(tmp_path / "photos"), "out": str(tmp_path), "photos": count}
    command = run.qgis_command(has_display=False)
    environment = run.qgis_environment(command[-1], tmp_path)
    environment["PHOTO_GEOLOCATOR_FOLDER"] = json.dumps(order)
    command += ["--nologo", "--noversioncheck", "--profiles-path", str(run.make_profile(tmp_path / "scratch"))]
    command += ["--code", str(Path(__file__).with_name("folder.py"))]
    before = running_backends()
    process = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=3600)
    assert (tmp_path / "folder.json").is_file(), process.stderr[-2000:]
    outcome = json.loads((tmp_path / "folder.json").read_text(encoding="utf-8"))
    assert not outcome["error"]
    assert outcome["done"] == count
    assert 1 <= len(outcome["groups"]) <= 5, "never hundreds unasked"
    assert running_backends() <= before, "the backend outlived QGIS"
    waits, work = ([round(value) for value in outcome[key]] for key in ("waits", "work"))
    with capsys.disabled():
        print(f"\n{count} photos in {outcome['seconds']:.0f} s: the event loop waited at most {waits} ms, ", end="")
        print(f"of which its own work was at most {work} ms")


def test_best_point_and_provenance(project, result):
    point = layer(project, "Best point")
    (feature,) = point.getFeatures()
    where = feature.geometry().asPoint()
    best = result["best_point"]
    assert (where.x(), where.y()) == pytest.approx((best["lon"], best["lat"]))
    history = "\n".join(layer(project, "Probability density").metadata().history())
    assert result["photo"]["sha256"] in history
    assert result["bundle"]["manifest_sha256"] in history
    assert bool(project.mapLayersByName("EXIF position (comparison only)")) == bool(result["photo"]["exif_position"])


def test_screenshot_shows_heatmap_and_panel(out):
    image = QImage(str(out / "screenshot.png"))
    assert (image.width(), image.height()) == (1600, 1000)
    # Shades in the middle of the window, where the map is; a blank canvas has a handful.
    shades = {image.pixel(x, y) for x in range(500, 1100, 6) for y in range(200, 800, 6)}
    assert len(shades) > 100


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("gone.jpg", None, "gone.jpg is not a file"),
        ("Käse.jpg", b"no photo at all", "Käse.jpg"),
        ("empty.jpg", b"", "empty.jpg"),
        ("cut.jpg", "half", "cut.jpg"),
    ],
)
def test_bad_photos_end_with_one_sentence(tmp_path, name, body, words):
    photo = tmp_path / name
    if body == "half":
        whole = required("PHOTO_GEOLOCATOR_SAMPLE_PHOTO").read_bytes()
        body = whole[: len(whole) // 2]
    if body is not None:
        photo.write_bytes(body)
    process = desktop(photo, tmp_path / "out")
    assert process.returncode == 1
    last = process.stderr.strip().splitlines()[-1]
    assert last.startswith("error: ")
    assert words in last
    left = {path.name for path in (tmp_path / "out").glob("*")}
    assert not left & {"heatmap.tif", "search_areas.gpkg", "result.json", "project.qgz", "screenshot.png"}


def test_a_missing_backend_ends_with_one_sentence(tmp_path):
    photo = required("PHOTO_GEOLOCATOR_SAMPLE_PHOTO")
    process = desktop(photo, tmp_path / "out", PHOTO_GEOLOCATOR_BACKEND_PYTHON=str(tmp_path / "none"))
    assert process.returncode == 1
    assert "none does not exist); correct the environment variable" in process.stderr.strip().splitlines()[-1]
