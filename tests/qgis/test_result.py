import copy
import gc
import json

import pytest
from photo_geolocator.plugin.errors import ProtocolError
from photo_geolocator.plugin.result import AreaAt, BundleInfo, Job, Network, Result, Truth, decode, problem_from_json


@pytest.fixture
def value(sample):
    return json.loads((sample / "result.json").read_text(encoding="utf-8"))


def test_reads_every_part(value):
    result = Result.from_json(value)
    assert (result.best_point.lat, result.best_point.lon, result.best_point.place) == (
        48.75,
        2.25,
        "Paris, France",
    )
    assert (result.confidence, result.confidence_radius_km, result.unsure) == (0.62, 750, False)
    assert [area.label for area in result.search_areas] == [
        "25 km cap",
        "200 km cap",
        "750 km cap",
        "2500 km cap",
    ]
    assert [region.rank for region in result.search_areas[-1].regions] == [1, 2]
    assert result.attributes[0].best.label == "over 1,000 per km²"
    assert result.photo.exif_position.lon == 2.2945
    assert [member.exponent for member in result.members] == [1.0, 0.5]


def test_a_result_is_little_work_for_the_garbage_collector(value):
    for area in value["search_areas"]:
        area["regions"] = area["regions"][:1] * 50
    gc.collect()
    before = len(gc.get_objects())
    kept = [Result.from_json(value) for _ in range(20)]
    assert len(kept[0].search_areas[0].regions) == 50
    assert (len(gc.get_objects()) - before) / len(kept) < 100


def test_what_was_not_calibrated_is_null_and_must_be_there(value):
    names = ("confidence", "confidence_radius_km", "unsure")
    value |= dict.fromkeys(names)
    result = Result.from_json(value)
    assert (result.confidence, result.confidence_radius_km, result.unsure) == (None, None, None)
    for name in names:
        with pytest.raises(ProtocolError, match=name):
            Result.from_json({key: item for key, item in value.items() if key != name})


def test_the_telling_area_is_the_narrowest_with_a_fair_share(value):
    result = Result.from_json(value)
    shares = [area.probability for area in result.search_areas]
    assert shares[0] < 0.25 <= shares[1]
    assert result.telling_area is result.search_areas[1]


def test_search_areas_come_narrowest_first_whatever_was_asked_for(value):
    value["search_areas"].reverse()
    areas = [area.area_km2 for area in Result.from_json(value).search_areas]
    assert areas == sorted(areas) and len(set(areas)) > 1


def test_without_a_telling_area_the_widest_is_taken(value):
    for area in value["search_areas"]:
        area["probability"] = 0.1
    result = Result.from_json(value)
    assert result.telling_area is result.search_areas[-1]
    value["search_areas"] = []
    assert Result.from_json(value).telling_area is None


@pytest.mark.parametrize(
    "path",
    [
        ("schema_version",),
        ("photo", "sha256"),
        ("bundle", "manifest_sha256"),
        ("backend", "provider"),
        ("best_point", "lat"),
        ("confidence",),
        ("unsure",),
        ("members", 0, "exponent"),
        ("attributes", 0, "classes"),
        ("search_areas", 0, "label"),
        ("search_areas", 0, "regions", 0, "rank"),
        ("search_areas", 0, "regions", 0, "bbox"),
    ],
)
@pytest.mark.parametrize("bad", ["absent", "wrong type", "true"])
def test_a_broken_part_is_named(value, path, bad):
    broken = copy.deepcopy(value)
    parent = broken
    for key in path[:-1]:
        parent = parent[key]
    if bad == "absent":
        del parent[path[-1]]
    else:
        parent[path[-1]] = {} if bad == "wrong type" or path[-1] == "unsure" else True
    with pytest.raises(ProtocolError, match=path[-1]):
        Result.from_json(broken)


def test_an_unknown_schema_version_is_refused(value):
    value["schema_version"] = 2
    with pytest.raises(ProtocolError, match="schema version 2"):
        Result.from_json(value)


def test_an_unknown_member_is_ignored(value):
    value["news"] = value["photo"]["news"] = "anything"
    assert Result.from_json(value).photo.name == "photo.jpg"


def test_the_truth_is_read_where_it_is_told(value):
    assert Result.from_json(value).truth == ()
    value["truth"] = [{"photo": "photo.jpg", "distance_km": 12, "area_km2": 3456.5, "probability": 0.4}]
    assert Result.from_json(value).truth == (Truth("photo.jpg", 12.0, 3456.5, 0.4),)
    del value["truth"][0]["area_km2"]
    with pytest.raises(ProtocolError, match="area_km2"):
        Result.from_json(value)


def test_a_bbox_needs_four_numbers(value):
    value["search_areas"][0]["regions"][0]["bbox"] = [0, 1, 2, "3"]
    with pytest.raises(ProtocolError, match="bbox"):
        Result.from_json(value)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[]", b"3", b"null"])
def test_only_json_objects_are_answers(body):
    with pytest.raises(ProtocolError):
        decode(body)


def test_a_job_with_a_problem():
    problem = {"detail": "a.jpg is not a photo; choose another.", "code": "photo_unreadable", "status": 422}
    job = Job.from_json(
        {"id": "1", "state": "failed", "stage": None, "progress": 1.7, "problem": problem, "name": "a.jpg"}
    )
    assert job.is_final
    assert job.progress == 1.0
    assert (str(job.problem), job.problem.code, job.problem.status) == (
        "a.jpg is not a photo; choose another.",
        "photo_unreadable",
        422,
    )


def test_a_problem_without_status_takes_the_answers():
    assert problem_from_json({"detail": "No.", "code": "x"}, 418).status == 418


def test_search_areas_say_what_was_asked_for_and_what_they_are_worth(value):
    first, second = Result.from_json(value).search_areas[:2]
    assert first.budget_km2 == pytest.approx(1963.49, abs=0.01)
    assert (first.recall, first.expected_recall, second.expected_recall) == (None, None, 0.5)
    for area in value["search_areas"]:
        del area["expected_recall"]
    assert Result.from_json(value).search_areas[1].expected_recall is None  # a backend from before


@pytest.mark.parametrize("key", ["budget_km2", "recall", "expected_recall"])
@pytest.mark.parametrize("bad", ["0.5", True, {}])
def test_a_number_of_another_type_is_named(value, key, bad):
    value["search_areas"][0][key] = bad
    with pytest.raises(ProtocolError, match=key):
        Result.from_json(value)


def test_bundle_info():
    info = BundleInfo.from_json({"name": "starter", "version": "1", "title": "T", "provider": "P", "members": []})
    assert (info.name, info.version, info.title, info.provider) == ("starter", "1", "T", "P")
    assert (info.highest_recall, info.validation_photos) == (None, None)


def test_bundle_info_with_its_validation():
    value = {"name": "starter", "version": "1", "title": "T", "provider": "P"}
    info = BundleInfo.from_json({**value, "highest_recall": 1, "validation_photos": 1001})
    assert (info.highest_recall, info.validation_photos) == (1.0, 1001)
    with pytest.raises(ProtocolError, match="validation_photos"):
        BundleInfo.from_json({**value, "validation_photos": 0.5})


def test_bundle_info_with_what_runs_it():
    network = {"name": "trunk", "file": "trunk.onnx", "precision": "int8", "provider": "CPUExecutionProvider"}
    value = {"name": "starter", "version": "1", "title": "T", "provider": "P", "manifest_sha256": "ab"}
    info = BundleInfo.from_json({**value, "provider_note": None, "networks": [network], "versions": {"backend": "0.1"}})
    assert (info.manifest_sha256, info.provider_note, info.versions) == ("ab", "", {"backend": "0.1"})
    assert info.networks == (Network("trunk", "trunk.onnx", "int8", "CPUExecutionProvider"),)
    with pytest.raises(ProtocolError, match="precision"):
        BundleInfo.from_json({**value, "networks": [{**network, "precision": 8}]})


def test_a_place_on_a_raster():
    value = {"lat": 1, "lon": 2, "density": 0.5, "area_km2": 3, "probability": 0.25, "distance_km": 4, "place": None}
    assert AreaAt.from_json(value) == AreaAt(area_km2=3.0, probability=0.25, distance_km=4.0, place="")
    with pytest.raises(ProtocolError, match="area_km2"):
        AreaAt.from_json({**value, "area_km2": None})
