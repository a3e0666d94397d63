import dataclasses
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from contract_server import search_area
from osgeo import gdal, ogr
from photo_geolocator.plugin.errors import FileError
from photo_geolocator.plugin.layers.chosen_area import FIELDS, ChosenArea
from photo_geolocator.plugin.layers.geopackage import PROVENANCE
from photo_geolocator.plugin.layers.group import add_result
from photo_geolocator.plugin.layers.member_map import add_member_map
from photo_geolocator.plugin.layers.save import save_result, with_suffix
from photo_geolocator.plugin.live_area import read_answer
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

PARIS = QgsPointXY(2.25, 48.75)
CELLS = (
    "Polygon?crs=EPSG:4326&field=class_id:integer&field=token:string&field=probability:double(0,0)"
    "&field=area_km2:double(0,0)&field=density:double(0,0)&field=rank:integer"
)
TABLES = {"photo_best_point", "photo_exif_position", "photo_search_areas"}


@pytest.fixture
def project(qgis_new_project):
    one = QgsProject.instance()
    yield one
    one.clear()


@pytest.fixture
def layers(project, geolocated):
    return add_result(project, geolocated)


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / "kept é"
    folder.mkdir()
    return folder / "results.gpkg"


@pytest.fixture
def save(project, geolocated, qtbot):
    """Saves as the plugin does, and returns what it tells."""

    def run(package, chosen=None, result=geolocated):
        task = save_result(project, result, package, chosen)
        saved, failed = [], []
        task.saved.connect(saved.append)
        task.failed.connect(failed.append)
        qtbot.waitUntil(lambda: bool(saved or failed), timeout=20_000)
        if failed:
            raise failed[0]
        return saved[0]

    return run


def chosen_layer(project, geolocated, layers, **target):
    chosen = ChosenArea(project)
    chosen.begin("photo.jpg", geolocated.result, layers)
    chosen.show(list(read_answer(json.dumps(search_area(**target)).encode()))[-1].features)
    return chosen.layer


def tables(package):
    with closing(sqlite3.connect(package)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {name for (name,) in database.execute("SELECT table_name FROM gpkg_contents WHERE data_type='features'")}


def rows(package, sql, *values):
    with closing(sqlite3.connect(package)) as database:
        return database.execute(sql, values).fetchall()


def left(folder):
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(("-wal", "-shm")))


def test_one_geopackage_and_the_heatmap_beside_it(layers, save, package):
    saved = save(package)
    assert left(package.parent) == [
        "photo_heatmap.qmd",
        "photo_heatmap.qml",
        "photo_heatmap.tif",
        "results.gpkg",
    ]
    assert tables(package) == TABLES
    assert saved.package == package
    assert set(saved.tables.values()) == TABLES
    assert saved.heatmap == package.parent / "photo_heatmap.tif"


def test_the_layers_read_from_there_and_keep_their_looks(project, layers, save, package):
    colours = layers.heatmap.renderer().shader().rasterShaderFunction().colorRampItemList()
    counts = {layer.id(): layer.featureCount() for layer in (layers.search_areas, layers.best_point)}
    names = [layer.name() for layer in project.mapLayers().values()]
    save(package)
    for layer in project.mapLayers().values():
        assert layer.isValid()
        assert str(package.parent) in layer.source()
    assert [layer.name() for layer in project.mapLayers().values()] == names
    after = layers.heatmap.renderer().shader().rasterShaderFunction().colorRampItemList()
    assert [item.value for item in after] == pytest.approx([item.value for item in colours])
    assert layers.heatmap.dataProvider().sample(PARIS, 1)[0] > 0
    assert len(layers.search_areas.renderer().categories()) == 4
    assert counts == {layer.id(): layer.featureCount() for layer in (layers.search_areas, layers.best_point)}


def test_a_saved_project_opens_again_with_everything(project, geolocated, layers, save, package):
    chosen = chosen_layer(project, geolocated, layers, budget_km2=50_000.0)
    save(package, chosen)
    path = str(package.parent / "project.qgz")
    assert project.write(path)
    project.clear()
    for file in geolocated.folder.iterdir():
        file.unlink()
    assert project.read(path)
    (group,) = project.layerTreeRoot().findGroups()
    assert group.name() == "photo.jpg"
    assert [node.name() for node in group.children()] == [
        "Best point",
        "EXIF position (comparison only)",
        "Search area: 50,000 km²",
        "Search areas",
        "Probability density",
    ]
    found = {layer.name(): layer for layer in project.mapLayers().values()}
    assert all(layer.isValid() for layer in found.values())
    assert found["Search area: 50,000 km²"].featureCount() == 3
    assert found["Search areas"].featureCount() > 4
    assert found["Best point"].featureCount() == 1
    assert found["Probability density"].dataProvider().sample(PARIS, 1)[0] > 0
    for layer in found.values():
        assert "not a proof" in layer.metadata().abstract()
        assert layer.temporalProperties().fixedTemporalRange().begin().date().toString("yyyy-MM-dd") == "2014-01-02"
        assert layer.temporalProperties().isActive()


def test_styles_and_metadata_are_stored_inside(project, geolocated, layers, save, package):
    """A person who opens the GeoPackage in another project finds everything."""
    save(package, chosen_layer(project, geolocated, layers, recall=0.8))
    project.clear()
    for name in (*TABLES, "photo_chosen_area"):
        layer = QgsVectorLayer(f"{package}|layername={name}", name, "ogr")
        assert layer.isValid()
        assert layer.listStylesInDatabase()[0] == 1
        assert layer.mapTipTemplate()
        assert layer.metadata().history()
        assert geolocated.result.bundle_sha256 in "\n".join(layer.metadata().history())
    areas = QgsVectorLayer(f"{package}|layername=photo_search_areas", "areas", "ogr")
    assert len(areas.renderer().categories()) == 4
    assert areas.labelsEnabled() is False  # the chosen area carries them
    heatmap = package.parent / "photo_heatmap.tif"
    layer = QgsRasterLayer(str(heatmap), "heatmap")
    layer.loadDefaultMetadata()
    assert layer.renderer().type() == "singlebandpseudocolor"
    assert geolocated.result.bundle_sha256 in "\n".join(layer.metadata().history())


def test_provenance_is_complete(geolocated, layers, save, package):
    save(package)
    found = dict(rows(package, f"SELECT key, value FROM {PROVENANCE} WHERE photo = 'photo'"))
    assert found["photo.sha256"] == geolocated.result.photo.sha256
    assert found["bundle.manifest_sha256"] == geolocated.result.bundle_sha256
    assert found["bundle.file.trunk.onnx"] == "12" * 32
    assert found["member.population"] == "Population density, attribute, exponent 0.5"
    assert json.loads(found["calibration.exponents"]) == {"population": 0.5}
    assert found["network.trunk"] == "trunk.onnx, int8, CPUExecutionProvider"
    assert found["onnxruntime.version"] == "1.20.0"
    assert {"plugin.version", "qgis.version", "backend.version", "onnxruntime.provider"} <= set(found)
    assert json.loads(found["result.json"])["best_point"]["place"] == "Paris, France"
    assert ogr.Open(str(package)).GetLayerByName(PROVENANCE).GetFeatureCount() == len(found)


def test_the_chosen_area_goes_along(project, geolocated, layers, save, package):
    layer = chosen_layer(project, geolocated, layers, budget_km2=50_000.0)
    before = {one["rank"]: (one["place"], one.geometry().asWkt(6)) for one in layer.getFeatures()}
    saved = save(package, layer)
    assert layer.providerType() == "ogr"
    assert layer.source() == f"{package}|layername={saved.tables['chosen_area']}"
    assert layer.name() == "Search area: 50,000 km²"
    assert [field.name() for field in layer.fields()] == ["fid", *FIELDS]
    assert {one["rank"]: (one["place"], one.geometry().asWkt(6)) for one in layer.getFeatures()} == before
    assert next(layer.getFeatures())["recall"] != 0  # unknown, not none
    assert layer.extent() == QgsRectangle.fromWkt(layer.extent().asWktPolygon())
    near_paris = QgsVectorLayer(layer.source(), "again", "ogr").getFeatures(QgsRectangle(0, 45, 5, 50))
    assert [one["place"] for one in near_paris] == ["Paris, France"]


@pytest.fixture
def member_maps(project, geolocated, layers):
    """The maps of two members as layers: cells in a GeoPackage, classes in a GeoTIFF."""
    cells, classes = geolocated.folder / "member_geolocation.gpkg", geolocated.folder / "member_population.tif"
    made = QgsVectorLayer(CELLS, "cells", "memory")
    feature = QgsFeature(made.fields())
    feature.setAttributes([1, "47e63", 0.5, 900.0, 5e-4, 1])
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(2, 48, 3, 49)))
    made.dataProvider().addFeatures([feature])
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "cells"
    QgsVectorFileWriter.writeAsVectorFormatV3(made, str(cells), project.transformContext(), options)
    raster = gdal.GetDriverByName("GTiff").Create(str(classes), 36, 18, 1, gdal.GDT_Byte)
    raster.SetGeoTransform((-180, 10, 0, 90, 0, -10))
    listed = [{"value": 1, "name": "rural", "label": "Rural", "probability": 0.9}]
    raster.SetMetadata({"classes": json.dumps(listed), "predicted": "1"})
    del raster
    members = {member.name: member for member in geolocated.result.members}
    return [
        add_member_map(project, geolocated, members["geolocation"], cells),
        add_member_map(project, geolocated, members["population"], classes),
    ]


def test_members_maps_go_along(project, geolocated, member_maps, save, package):
    cells, classes = member_maps
    save(package)
    names = [f"photo_member_geolocation.{end}" for end in ("gpkg", "qmd", "qml")]
    names += [f"photo_member_population.{end}" for end in ("qmd", "qml", "tif")]
    assert set(names) < set(left(package.parent))
    for file in geolocated.folder.iterdir():
        file.unlink()
    assert cells.source() == f"{package.parent / names[0]}|layername=cells"
    assert classes.source() == str(package.parent / names[-1])
    assert cells.featureCount() == 1 and classes.dataProvider().sample(PARIS, 1)[1]
    project.clear()
    again = QgsVectorLayer(f"{package.parent / names[0]}|layername=cells", "again", "ogr")
    assert again.renderer().type() == "graduatedSymbol"
    assert again.loadDefaultMetadata()[1]
    assert geolocated.result.bundle_sha256 in "\n".join(again.metadata().history())
    assert QgsRasterLayer(str(package.parent / names[-1]), "again").renderer().type() == "paletted"


def test_a_member_map_that_is_gone_is_told(geolocated, member_maps, save, package):
    (geolocated.folder / "member_population.tif").unlink()
    with pytest.raises(FileError, match=r"photo\.jpg is gone from the temporary folder"):
        save(package)
    assert not left(package.parent)


def test_saved_tables_can_be_edited(layers, save, package):
    """The index and its triggers are as GDAL makes them."""
    save(package)
    layer = layers.best_point
    assert layer.startEditing()
    feature = QgsFeature(layer.fields())
    feature["place"] = "Here"
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(100, 10)))
    assert layer.addFeature(feature)
    assert layer.commitChanges(), layer.commitErrors()
    found = QgsVectorLayer(layer.source(), "again", "ogr").getFeatures(QgsRectangle(99, 9, 101, 11))
    assert [one["place"] for one in found] == ["Here"]


def test_gdal_finds_nothing_to_complain_about(layers, save, package):
    save(package)
    messages = []
    gdal.PushErrorHandler(lambda kind, number, text: messages.append(text))
    try:
        source = ogr.Open(str(package), update=1)
        for index in range(source.GetLayerCount()):
            layer = source.GetLayer(index)
            assert sum(1 for _ in layer) == layer.GetFeatureCount()
        source = None
    finally:
        gdal.PopErrorHandler()
    assert messages == []


def test_gdals_validator_finds_a_geopackage_as_the_standard_wants_it(project, geolocated, layers, save, package):
    validator = pytest.importorskip("osgeo_utils.samples.validate_gpkg")
    save(package, chosen_layer(project, geolocated, layers, budget_km2=50_000.0))
    assert validator.check(str(package)) == []


def test_another_photo_joins_it_under_its_own_name(project, geolocated, layers, save, package):
    first = save(package)
    other = dataclasses.replace(geolocated, photo=geolocated.photo.with_name("Füße am Meer (2).JPG"))
    second = save(package, result=other)
    assert second.tables["search_areas"] == "Füße_am_Meer_2_search_areas"
    assert tables(package) == {*first.tables.values(), *second.tables.values()}
    photos = {photo for (photo,) in rows(package, f"SELECT DISTINCT photo FROM {PROVENANCE}")}
    assert photos == {"photo", "Füße_am_Meer_2"}
    assert rows(package, "SELECT count(*) FROM layer_styles") == [(6,)]


def test_the_same_photo_again_overwrites_nothing(layers, save, package):
    first = save(package)
    body = first.heatmap.read_bytes()
    second = save(package)
    assert second.tables["search_areas"] == "photo_2_search_areas"
    assert second.heatmap.name == "photo_2_heatmap.tif"
    assert first.heatmap.read_bytes() == body
    assert len(tables(package)) == 6


def test_a_persons_own_geopackage_keeps_what_it_has(layers, save, package):
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(package))
    mine = source.CreateLayer("PHOTO_Search_Areas", None, ogr.wkbPoint)  # names differ by case alone
    feature = ogr.Feature(mine.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (1 2)"))
    mine.CreateFeature(feature)
    source = mine = None
    saved = save(package)
    assert saved.tables["search_areas"] == "photo_2_search_areas"
    source = ogr.Open(str(package))
    assert source.GetLayerByName("PHOTO_Search_Areas").GetFeatureCount() == 1
    assert source.GetLayerByName("photo_2_search_areas").GetSpatialRef().GetAuthorityCode(None) == "4326"


def test_what_the_person_removed_is_saved_and_stays_removed(project, layers, save, package):
    mine = QgsVectorLayer("Point?crs=EPSG:4326", "mine", "memory")
    project.addMapLayer(mine)
    source = mine.source()
    project.removeMapLayer(layers.search_areas.id())
    saved = save(package)
    assert len(project.mapLayers()) == 4
    assert mine.source() == source
    again = QgsVectorLayer(f"{package}|layername={saved.tables['search_areas']}", "again", "ogr")
    assert len(again.renderer().categories()) == 4


def test_a_project_closed_meanwhile_does_no_harm(project, geolocated, layers, package, qtbot):
    task = save_result(project, geolocated, package)
    with qtbot.waitSignal(task.saved, timeout=20_000):
        project.clear()
    assert tables(package) == TABLES


def test_it_works_while_qgis_shows_the_file(project, layers, save, package, geolocated):
    """Then the file is in SQLite's write-ahead mode, and open."""
    save(package)
    shown = add_result(project, dataclasses.replace(geolocated, photo=geolocated.photo.with_name("b.jpg")))
    assert shown.best_point.featureCount() == 1
    assert layers.search_areas.featureCount()
    save(package, result=dataclasses.replace(geolocated, photo=geolocated.photo.with_name("c.jpg")))
    assert len(tables(package)) == 6
    assert layers.search_areas.isValid()
    assert sum(1 for _ in layers.search_areas.getFeatures()) == layers.search_areas.featureCount()


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"no database at all" * 100, "is not a GeoPackage"), ("sqlite", "is not a GeoPackage"), ("folder", "can't be")],
)
def test_a_name_that_is_something_else_is_refused(layers, save, package, content, words):
    if content == "sqlite":
        with closing(sqlite3.connect(package)) as database:
            database.execute("CREATE TABLE mine (x)")
    elif content == "folder":
        package.mkdir()
    else:
        package.write_bytes(content)
    before = package.read_bytes() if package.is_file() else None
    with pytest.raises(FileError, match=r"results\.gpkg") as error:
        save(package)
    assert words in str(error.value)
    assert left(package.parent) == ["results.gpkg"]
    assert before is None or package.read_bytes() == before
    assert "kept" not in layers.heatmap.source()


def test_a_folder_that_is_not_there_is_told(layers, save, tmp_path):
    with pytest.raises(FileError, match=r"x\.gpkg can't be written"):
        save(tmp_path / "nowhere" / "x.gpkg")
    assert layers.heatmap.isValid()


def test_a_result_that_is_gone_is_told(geolocated, layers, save, package):
    geolocated.heatmap.unlink()
    with pytest.raises(FileError, match="geolocate the photo again"):
        save(package)
    assert left(package.parent) == []


def test_a_file_that_another_program_writes_is_told(layers, save, package, monkeypatch):
    monkeypatch.setattr("photo_geolocator.plugin.layers.geopackage.LOCK_SECONDS", 0.1)
    save(package)
    with closing(sqlite3.connect(package, isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileError, match="being written by another program"):
            save(package)
        database.execute("ROLLBACK")
    assert tables(package) == TABLES
    assert "photo_2_heatmap.tif" not in left(package.parent)


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize("share", [0.1, 0.6, 0.97])
def test_a_full_disk_leaves_the_old_file_whole(geolocated, layers, save, package, exists, share):
    """No file may grow beyond a share of what it needs, as on a disk that is full."""
    if exists:
        save(package)
    whole = package.stat().st_size if exists else geolocated.search_areas.stat().st_size
    # The heatmap is larger than the tables: with a little room it fails, with more the GeoPackage does.
    geolocated.heatmap.write_bytes(geolocated.heatmap.read_bytes()[: whole // 20])
    before, files = package.read_bytes() if exists else b"", left(package.parent)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(whole * (1 + 0.6 * share if exists else share)), limits[1]))
    try:
        with pytest.raises(FileError, match=r"results\.gpkg can't be written"):
            save(package)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert left(package.parent) == files
    if exists:
        assert tables(package) == TABLES
        assert len(package.read_bytes()) >= len(before)


KILLED = """
import os, signal, sys
sys.path[:0] = [sys.argv[1], sys.argv[2]]
from pathlib import Path
from photo_geolocator.plugin.layers.geopackage import Table, add_tables
table = Table("more_search_areas", "search_areas", "More", "<qgis/>", "<qgis/>")
add_tables(Path(sys.argv[3]), Path(sys.argv[4]), [table], [("key", "x" * 5_000_000)], "more",
           lambda: os.kill(os.getpid(), signal.SIGKILL))
"""


def test_a_kill_leaves_the_old_file_whole(project, geolocated, layers, save, package):
    save(package)
    project.clear()  # closes the file
    before = rows(package, f"SELECT * FROM {PROVENANCE}")
    root = Path(sys.modules["photo_geolocator"].__path__[0]).parent
    command = [sys.executable, "-c", KILLED, str(root), str(root), str(geolocated.search_areas), str(package)]
    done = subprocess.run(command, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert tables(package) == TABLES
    assert rows(package, f"SELECT * FROM {PROVENANCE}") == before


def test_cancelled_it_leaves_nothing(project, geolocated, layers, package, qtbot):
    task = save_result(project, geolocated, package)
    told = []
    task.saved.connect(told.append)
    task.failed.connect(told.append)
    with qtbot.waitSignal(task.cancelled, timeout=20_000):
        task.cancel()
    assert left(package.parent) == []
    assert told == []
    assert str(geolocated.folder) in layers.heatmap.source()


def test_a_name_without_suffix_gets_one(tmp_path):
    assert with_suffix(tmp_path / "my.results") == tmp_path / "my.results.gpkg"
    assert with_suffix(tmp_path / "A.GPKG") == tmp_path / "A.GPKG"
