"""A folder of photos becomes one GeoPackage, in as many runs as it takes."""

import json
import os
import sqlite3
from contextlib import closing

import pytest
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from test_processing import LONG_WAIT_MS, Feedback, backends_of, run_in_task

ALGORITHM = "photo_geolocator:geolocatefolder"


@pytest.fixture
def folder(tmp_path, photo):
    """Seven photos, one of them in a subfolder, and what is none."""
    made = tmp_path / "Bilder é"
    (made / "drinnen").mkdir(parents=True)
    for number in range(6):
        (made / f"{number} ü.JPG").write_bytes(photo.read_bytes() + bytes([number]))
    (made / "drinnen" / "7.jpeg").write_bytes(photo.read_bytes() + b"\7")
    (made / "notes.txt").write_text("no photo")
    (made / ".hidden.jpg").write_bytes(photo.read_bytes())
    (made / "drinnen" / "circle").symlink_to(made, target_is_directory=True)
    return made


@pytest.fixture
def output(tmp_path):
    return tmp_path / "out" / "Fotos é.gpkg"


def rows(output, table, *, without=()):
    """Return the rows of a table, as dictionaries, in their order."""
    with closing(sqlite3.connect(output)) as database:
        database.row_factory = sqlite3.Row
        found = [dict(row) for row in database.execute(f"SELECT * FROM {table} ORDER BY fid")]
    return [{name: value for name, value in row.items() if name not in without} for row in found]


def everything(output):
    return rows(output, "photos"), rows(output, "regions"), rows(output, "run")


def sent(log):
    """Return the names of the photos that the backend was sent, in order."""
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


def test_a_folder_becomes_a_package(algorithms, contract_backend, folder, output, sample, tmp_path):
    heatmaps = tmp_path / "heatmaps"
    outputs = algorithms(ALGORITHM, {"FOLDER": str(folder), "OUTPUT": str(output), "HEATMAPS": str(heatmaps)})
    assert (outputs["PHOTOS_DONE"], outputs["PHOTOS_FAILED"]) == (7, 0)
    photos = rows(output, "photos")
    names = [f"{number} ü.JPG" for number in range(6)] + ["drinnen/7.jpeg"]
    assert [photo["path"] for photo in photos] == names
    assert {photo["state"] for photo in photos} == {"done"}
    assert len({photo["sha256"] for photo in photos}) == 7
    first = photos[0]
    assert (first["place"], first["confidence"], first["bundle"]) == ("Paris, France", 0.62, "starter")
    assert (first["exif_lat"], first["exif_lon"]) == (48.8584, 2.2945)
    assert (first["truth_distance_km"], first["truth_area_km2"]) == (12.5, 3456.0)
    assert first["taken_at"] == "2014-01-02T10:11:12.000Z"
    for photo in photos:
        assert (heatmaps / photo["heatmap"]).read_bytes() == (sample / "heatmap.tif").read_bytes()
    regions = rows(output, "regions")
    assert {region["photo_id"] for region in regions} == {photo["fid"] for photo in photos}
    assert {region["photo"] for region in regions} == set(names)


def test_qgis_reads_both_layers(algorithms, contract_backend, folder, output, sample):
    outputs = algorithms(ALGORITHM, {"FOLDER": str(folder), "OUTPUT": str(output)})
    photos = QgsVectorLayer(outputs["OUTPUT"], "photos", "ogr")
    regions = QgsVectorLayer(outputs["REGIONS"], "regions", "ogr")
    assert photos.isValid() and regions.isValid()
    assert photos.featureCount() == 7
    for feature in photos.getFeatures():
        point = feature.geometry().asPoint()
        assert (point.y(), point.x()) == (feature["lat"], feature["lon"])
        assert photos.extent().contains(point)
        # The spatial index that sqlite3 filled answers as QGIS expects.
        near = QgsRectangle(point.x() - 0.01, point.y() - 0.01, point.x() + 0.01, point.y() + 0.01)
        assert feature.id() in {one.id() for one in photos.getFeatures(near)}
    assert feature["taken_at"].date().year() == 2014
    reference = QgsVectorLayer(f"{sample / 'search_areas.gpkg'}|layername=search_areas", "reference", "ogr")
    one = next(regions.getFeatures('"photo_id" = 3 and "rank" = 1 and "area_label" = \'200 km cap\''))
    other = next(reference.getFeatures('"rank" = 1 and "area_label" = \'200 km cap\''))
    assert one.geometry().equals(other.geometry())
    assert one["density"] == other["density"] > 0
    assert regions.renderer().type() == "categorizedSymbol", "the style is in the GeoPackage"
    # QGIS's own edits keep working: its triggers are in place.
    assert photos.startEditing()
    assert photos.deleteFeature(feature.id())
    assert photos.commitChanges(), photos.commitErrors()


def test_only_the_wanted_regions_are_kept(algorithms, contract_backend, folder, output):
    algorithms(ALGORITHM, {"FOLDER": str(folder), "OUTPUT": str(output), "MOST_REGIONS": 1})
    regions = rows(output, "regions")
    assert {region["rank"] for region in regions} == {1}
    assert len(regions) == 7 * 4


def test_without_subfolders(algorithms, contract_backend, folder, output):
    outputs = algorithms(ALGORITHM, {"FOLDER": str(folder), "OUTPUT": str(output), "RECURSIVE": False})
    assert outputs["PHOTOS_DONE"] == 6


def test_a_second_run_does_only_what_is_missing_or_changed(algorithms, contract_backend, folder, output, tmp_path):
    log = tmp_path / "log"
    contract_backend(own_results=True, log=str(log))
    parameters = {"FOLDER": str(folder), "OUTPUT": str(output)}
    algorithms(ALGORITHM, parameters)
    assert len(sent(log)) == 7
    before = everything(output)
    algorithms(ALGORITHM, parameters)
    assert len(sent(log)) == 7
    assert everything(output) == before
    (folder / "2 ü.JPG").write_bytes((folder / "2 ü.JPG").read_bytes() + b"changed")
    (folder / "8.jpg").write_bytes((folder / "2 ü.JPG").read_bytes() + b"new")
    outputs = algorithms(ALGORITHM, parameters)
    assert sent(log)[7:] == ["2 ü.JPG", "8.jpg"]
    assert outputs["PHOTOS_DONE"] == 8
    photos = {photo["path"]: photo for photo in rows(output, "photos")}
    assert photos["2 ü.JPG"]["fid"] == 3
    assert photos["2 ü.JPG"]["sha256"] != before[0][2]["sha256"]
    count = len(before[1]) // 7
    assert len([region for region in rows(output, "regions") if region["photo_id"] == 3]) == count


def test_what_a_run_left_that_was_killed_when_it_had_made_the_file_goes(algorithms, contract_backend, folder, output):
    parameters = {"FOLDER": str(folder), "OUTPUT": str(output)}
    algorithms(ALGORITHM, parameters)
    (output.parent / ".photo-geolocator-left.lock").touch()
    (output.parent / ".photo-geolocator-left").mkdir()
    algorithms(ALGORITHM, parameters)
    assert list(output.parent.iterdir()) == [output]


def test_heatmaps_can_be_added_later(algorithms, contract_backend, folder, output, tmp_path):
    parameters = {"FOLDER": str(folder), "OUTPUT": str(output)}
    algorithms(ALGORITHM, parameters)
    algorithms(ALGORITHM, {**parameters, "HEATMAPS": str(tmp_path / "heatmaps")})
    assert all((tmp_path / "heatmaps" / photo["heatmap"]).is_file() for photo in rows(output, "photos"))


@pytest.mark.parametrize("place", ["heatmaps", "drinnen/../heatmaps", "."])
def test_heatmaps_inside_the_folder_are_no_photos(algorithms, contract_backend, folder, output, place):
    parameters = {"FOLDER": str(folder), "OUTPUT": str(output)}
    for heatmaps in ({"HEATMAPS": str(folder / place)}, {"HEATMAPS": str(folder / place)}, {}):
        outputs = algorithms(ALGORITHM, {**parameters, **heatmaps})
        assert (outputs["PHOTOS_DONE"], outputs["PHOTOS_FAILED"]) == (7, 0)


@pytest.mark.parametrize(
    ("other", "named"),
    [
        ({"RECURSIVE": False}, "whether subfolders are read"),
        ({"AREA_BUDGETS": "5000"}, "the area budgets"),
        ({"RECALLS": "0.5"}, "the recalls"),
        ({"MOST_REGIONS": 3}, "the regions for each search area"),
    ],
)
def test_other_settings_are_refused_by_name(algorithms, contract_backend, folder, output, other, named):
    parameters = {"FOLDER": str(folder), "OUTPUT": str(output)}
    algorithms(ALGORITHM, parameters)
    before = everything(output)
    with pytest.raises(QgsProcessingException, match=f"was begun with other settings: {named};"):
        algorithms(ALGORITHM, {**parameters, **other})
    assert everything(output) == before


def test_another_folder_is_refused(algorithms, contract_backend, folder, output, tmp_path):
    algorithms(ALGORITHM, {"FOLDER": str(folder), "OUTPUT": str(output)})
    other = tmp_path / "elsewhere" / folder.name
    other.mkdir(parents=True)
    (other / "0 ü.JPG").write_bytes(b"another photo of that name")
    with pytest.raises(QgsProcessingException, match="other settings: the folder;"):
        algorithms(ALGORITHM, {"FOLDER": str(other), "OUTPUT": str(output)})


def test_one_broken_photo_never_stops_the_run(algorithms, contract_backend, folder, output, tmp_path):
    contract_backend(
        own_results=True,
        log=str(tmp_path / "log"),
        failures={"1 ü.JPG": ["photo_unreadable", "1 ü.JPG is damaged: copy it again."]},
    )
    (folder / "3 ü.JPG").write_bytes(b"")
    (folder / "gone.jpg").symlink_to(folder / "nowhere.jpg")
    os.mkfifo(folder / "pipe.jpg")
    outputs = algorithms(ALGORITHM, {"FOLDER": str(folder), "OUTPUT": str(output)})
    assert (outputs["PHOTOS_DONE"], outputs["PHOTOS_FAILED"]) == (5, 4)
    failed = {photo["path"]: photo for photo in rows(output, "photos") if photo["state"] == "failed"}
    assert failed["1 ü.JPG"]["error"] == "1 ü.JPG is damaged: copy it again."
    assert "is empty" in failed["3 ü.JPG"]["error"]
    assert "does not exist" in failed["gone.jpg"]["error"]
    assert "is not a file" in failed["pipe.jpg"]["error"]
    assert all(photo["geom"] is None for photo in failed.values())
    # They are tried again, and the file ends as if they had always been fine.
    contract_backend(own_results=True)
    outputs = algorithms(ALGORITHM, {"FOLDER": str(folder), "OUTPUT": str(output)})
    assert (outputs["PHOTOS_DONE"], outputs["PHOTOS_FAILED"]) == (6, 3)


def test_a_busy_backend_is_waited_for(algorithms, contract_backend, folder, output):
    algorithms(ALGORITHM, {"FOLDER": str(folder), "OUTPUT": str(output)})
    undisturbed = rows(output, "photos"), rows(output, "regions")
    output.unlink()
    contract_backend(
        own_results=True, busy={"POST /v1/jobs": 4, "GET /v1/jobs/[^/]+": 1, "GET /v1/jobs/.*/files/.*": 1}
    )
    outputs = algorithms(ALGORITHM, {"FOLDER": str(folder), "OUTPUT": str(output)})
    assert (outputs["PHOTOS_DONE"], outputs["PHOTOS_FAILED"]) == (7, 0)
    assert (rows(output, "photos"), rows(output, "regions")) == undisturbed


def test_a_photo_that_breaks_the_backend_is_found_out(algorithms, contract_backend, folder, output):
    """Two photos are under way when the backend dies: each is tried again alone, and only one is to blame."""
    contract_backend(own_results=True, dies_on=["2 ü.JPG"])
    outputs = algorithms(ALGORITHM, {"FOLDER": str(folder), "OUTPUT": str(output)})
    assert (outputs["PHOTOS_DONE"], outputs["PHOTOS_FAILED"]) == (6, 1)
    photos = rows(output, "photos")
    assert [photo["path"] for photo in photos] == sorted(photo["path"] for photo in photos)
    assert [photo["path"] for photo in photos if photo["state"] == "failed"] == ["2 ü.JPG"]
    assert "stopped unexpectedly" in photos[2]["error"]


def test_a_backend_that_breaks_on_everything_ends_the_run(algorithms, contract_backend, folder, output):
    contract_backend(own_results=True, dies_on=[f"{number} ü.JPG" for number in range(6)])
    with pytest.raises(QgsProcessingException, match="stopped unexpectedly"):
        algorithms(ALGORITHM, {"FOLDER": str(folder), "OUTPUT": str(output)})
    assert len(rows(output, "photos")) == 2


def test_what_concerns_every_photo_ends_the_run(algorithms, contract_backend, folder, output):
    reason = "A recall of 0.99 can't be promised by this bundle."
    contract_backend(failures={"0 ü.JPG": ["recall_unreachable", reason]})
    with pytest.raises(QgsProcessingException, match=reason):
        algorithms(ALGORITHM, {"FOLDER": str(folder), "OUTPUT": str(output), "RECALLS": "0.99"})
    assert rows(output, "photos") == []


def test_a_cancelled_run_goes_on_to_the_same_result(algorithms, contract_backend, folder, output, qtbot, tmp_path):
    log = tmp_path / "log"
    contract_backend(own_results=True, log=str(log))
    parameters = {"FOLDER": str(folder), "OUTPUT": str(output)}
    feedback = Feedback()

    def cancel():
        qtbot.waitUntil(lambda: len(sent(log)) >= 4, timeout=LONG_WAIT_MS)
        feedback.cancel()

    good, _ = run_in_task(qtbot, "geolocatefolder", parameters, feedback, meanwhile=cancel)
    assert not good
    assert not backends_of(tmp_path)
    done = rows(output, "photos")
    assert 0 < len(done) < 7
    algorithms(ALGORITHM, parameters)
    undisturbed = output.with_name("undisturbed.gpkg")
    algorithms(ALGORITHM, {**parameters, "OUTPUT": str(undisturbed)})
    assert everything(output) == everything(undisturbed)


def test_the_rest_of_the_time_is_told(algorithms, contract_backend, folder, output, qtbot):
    feedback = Feedback()
    good, _ = run_in_task(qtbot, "geolocatefolder", {"FOLDER": str(folder), "OUTPUT": str(output)}, feedback)
    assert good
    assert [text for text in feedback.said if text.startswith("3 of 7 photos, ") and " s left: 2 ü.JPG" in text]


def test_whoever_opens_the_package_finds_where_it_comes_from(algorithms, contract_backend, folder, output):
    algorithms(ALGORITHM, {"FOLDER": str(folder), "OUTPUT": str(output)})
    run = {row["name"]: json.loads(row["value"]) for row in rows(output, "run")}
    for name in ("photos", "regions"):
        metadata = QgsVectorLayer(f"{output}|layername={name}", name, "ogr").metadata()
        assert run["bundle_sha256"] in metadata.history()[0]
        assert folder.name in metadata.title()


def test_gdals_validator_finds_a_geopackage_as_the_standard_wants_it(algorithms, contract_backend, folder, output):
    validator = pytest.importorskip("osgeo_utils.samples.validate_gpkg")
    algorithms(ALGORITHM, {"FOLDER": str(folder), "OUTPUT": str(output)})
    assert validator.check(str(output)) == []


def test_layers_are_loaded_with_their_provenance(algorithms, contract_backend, folder, output):
    import processing

    processing.runAndLoadResults(ALGORITHM, {"FOLDER": str(folder), "OUTPUT": str(output)})
    layers = {layer.name(): layer for layer in QgsProject.instance().mapLayers().values()}
    assert len(layers) == 2
    regions = layers.pop("Regions")
    (photos,) = layers.values()
    assert photos.featureCount() == 7
    for layer in (photos, regions):
        assert "Bundle starter 1.0.0" in "\n".join(layer.metadata().history())


@pytest.mark.parametrize(
    ("output", "sentence"),
    [("photos.shp", "ends in .gpkg"), ("/proc/photos.gpkg", r"^photos.gpkg can't be written")],
)
def test_an_unusable_output_is_refused(algorithms, contract_backend, folder, output, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        algorithms(ALGORITHM, {"FOLDER": str(folder), "OUTPUT": output})


def test_the_file_of_something_else_is_left_alone(algorithms, contract_backend, folder, output, sample):
    output.parent.mkdir()
    for content in (
        b"no database at all, but long enough to look at",
        (sample / "search_areas.gpkg").read_bytes(),
        b"",
    ):
        output.write_bytes(content)
        with pytest.raises(QgsProcessingException, match="choose another file"):
            algorithms(ALGORITHM, {"FOLDER": str(folder), "OUTPUT": str(output)})
        assert output.read_bytes() == content


@pytest.mark.parametrize("name", ["", "nowhere"])
def test_a_folder_without_photos_is_named(algorithms, contract_backend, tmp_path, output, name):
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(QgsProcessingException, match="has no photos" if not name else "can't be read"):
        algorithms(ALGORITHM, {"FOLDER": str(empty / name), "OUTPUT": str(output)})


def test_a_name_that_is_no_utf_8_is_kept_apart(algorithms, contract_backend, tmp_path, photo, output):
    made = tmp_path / "odd"
    made.mkdir()
    for name in (b"a\xff.jpg", b"a\xfe.jpg"):
        (made / os.fsdecode(name)).write_bytes(photo.read_bytes())
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    outputs = algorithms(ALGORITHM, {"FOLDER": str(made), "OUTPUT": str(output)}, context=context, feedback=feedback)
    assert outputs["PHOTOS_DONE"] + outputs["PHOTOS_FAILED"] == 2
    assert len({photo["path"] for photo in rows(output, "photos")}) == 2
