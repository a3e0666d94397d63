"""The HTTP contract, from the server's end."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import pyogrio
import pytest
import rasterio
import shapely
from starlette.testclient import TestClient

from backend import api
from backend import jobs as jobs_module
from backend.bundle import load_bundle
from backend.geolocator import Geolocator
from backend.jobs import Jobs
from backend.server import Guard, create_app
from backend.turns import Turns

TOKEN = "a-token-of-this-launch"
AUTHORISED = {"Authorization": f"Bearer {TOKEN}", "Host": "127.0.0.1:4242"}


@pytest.fixture
def jobs(tiny_geolocator, tmp_path):
    jobs = Jobs(tiny_geolocator, tmp_path)
    yield jobs
    jobs.close()


@pytest.fixture
def client(tiny_geolocator, jobs):
    app = Guard(create_app(tiny_geolocator, jobs), TOKEN, 4242)
    with TestClient(app, headers=AUTHORISED, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def held(fakes):
    """The predictors wait until the test lets them go on."""
    fakes.gate.clear()
    yield fakes.gate
    fakes.gate.set()


def wait(client, job_id, *states):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        job = client.get(f"/v1/jobs/{job_id}").json()
        if job["state"] in states:
            return job
        time.sleep(0.02)
    raise AssertionError(f"the job stayed {job}")


def submit(client, data, **params):
    answer = client.post("/v1/jobs", params=params, content=data)
    assert answer.status_code == 202, answer.text
    return answer.json()["id"]


def assert_problem(answer, status, code):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = api.Problem.model_validate(answer.json())
    assert (problem.status, problem.code) == (status, code)
    assert problem.detail.endswith(".")


def test_a_photo_travels_all_the_way(client, jpeg, tmp_path):
    job_id = submit(client, jpeg, name="Zürich 1.jpg")
    job = wait(client, job_id, "done", "failed")
    assert (job["state"], job["progress"], job["problem"]) == ("done", 1.0, None)
    result = api.Result.model_validate(client.get(f"/v1/jobs/{job_id}/result").json())
    assert result.photo.name == "Zürich 1.jpg"
    assert [a.label for a in result.search_areas] == ["25 km cap", "200 km cap", "750 km cap", "2500 km cap"]
    for area in result.search_areas:
        assert area.area_km2 <= area.budget_km2
        assert [r.rank for r in area.regions] == list(range(1, len(area.regions) + 1))
    (tmp_path / "heatmap.tif").write_bytes(client.get(f"/v1/jobs/{job_id}/files/heatmap.tif").content)
    with rasterio.open(tmp_path / "heatmap.tif") as file:
        assert file.read(1).max() > 0
        tags = file.tags()
    assert (tags["photo_sha256"], tags["bundle_sha256"]) == (result.photo.sha256, result.bundle.manifest_sha256)
    assert json.loads(tags["members"]) == {member.name: member.exponent for member in result.members}
    assert json.loads(tags["bundle_files"]) == result.bundle.files
    assert result.photo.name not in str(tags)
    assert client.get(f"/v1/jobs/{job_id}/files/search_areas.gpkg").content.startswith(b"SQLite format 3")


def test_the_photo_is_not_kept(client, jobs, jpeg):
    job_id = submit(client, jpeg)
    wait(client, job_id, "done")
    assert sorted(p.name for p in jobs.get(job_id).folder.iterdir()) == [
        "heatmap.tif", "result.json", "search_areas.gpkg",
    ]  # fmt: skip


def test_budgets_and_recalls_can_be_asked_for(client, jpeg):
    job_id = submit(client, jpeg, area_km2=[50_000, 900], recall=0.5)
    wait(client, job_id, "done")
    areas = client.get(f"/v1/jobs/{job_id}/result").json()["search_areas"]
    assert [(a["target"], a["budget_km2"], a["recall"]) for a in areas] == [
        ("area", 900, None), ("area", 50_000, None), ("recall", None, 0.5),
    ]  # fmt: skip
    assert areas[2]["probability"] >= 0.5


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Authorization": ""}, 401, "unauthorized"),
        ({"Authorization": "Bearer another-token"}, 401, "unauthorized"),
        ({"Authorization": TOKEN}, 401, "unauthorized"),
        ({"Host": "evil.example:4242"}, 403, "forbidden_host"),
        ({"Host": "127.0.0.1"}, 403, "forbidden_host"),
        ({"Host": "127.0.0.1:4243"}, 403, "forbidden_host"),
    ],
)
@pytest.mark.parametrize("path", ["/v1/health", "/v1/openapi.json", "/nowhere"])
def test_nothing_passes_without_token_and_host(client, headers, status, code, path):
    assert_problem(client.get(path, headers=headers), status, code)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"not a photo", "photo_unreadable"),
        (b"\xff\xd8\xff\xe0" + bytes(50), None),
        (b"\x89PNG\r\n\x1a\n", None),
    ],
)
def test_a_bad_photo_fails_alone(client, jpeg, jobs, data, code):
    bad, good = submit(client, data, name="bad.jpg"), submit(client, jpeg, name="good.jpg")
    job = wait(client, bad, "failed", "done")
    assert job["state"] == "failed"
    assert "bad.jpg" in job["problem"]["detail"]
    assert job["problem"]["code"] == (code or job["problem"]["code"])
    assert job["problem"]["code"].startswith("photo_")
    assert not jobs.get(bad).folder.exists()
    for path in ("result", "files/heatmap.tif"):
        assert_problem(client.get(f"/v1/jobs/{bad}/{path}"), job["problem"]["status"], job["problem"]["code"])
    assert wait(client, good, "done", "failed")["state"] == "done"


def test_requests_that_can_not_be_answered(client, jpeg):
    assert_problem(client.post("/v1/jobs", content=b""), 422, "photo_empty")
    too_long = {"Content-Length": "999999999999"}
    assert_problem(client.post("/v1/jobs", content=b"x", headers=too_long), 413, "photo_too_large")
    for params in (
        {"area_km2": "many"},
        {"area_km2": "nan"},
        {"area_km2": "3"},
        {"recall": "1"},
        {"recall": "inf"},
        {"recall": 0.5, "recall_by": "magic"},
    ):
        assert_problem(client.post("/v1/jobs", params=params, content=jpeg), 422, "request_invalid")
    assert_problem(client.post("/v1/jobs", params={"area_km2": [500] * 40}, content=jpeg), 422, "request_invalid")
    assert_problem(client.post("/v1/jobs", params={"recall": 0.99}, content=jpeg), 422, "recall_unreachable")
    assert_problem(client.get("/v1/jobs/none"), 404, "not_found")
    assert_problem(client.get("/v1/jobs/none/result"), 404, "not_found")
    assert_problem(client.get("/nowhere"), 404, "no_such_address")
    assert_problem(client.get("/foo/v1/bundle"), 404, "no_such_address")
    assert_problem(client.put("/v1/health"), 405, "method_not_allowed")


def test_refused_uploads_leave_nothing(client, tmp_path):
    client.post("/v1/jobs", content=b"")
    client.post("/v1/jobs", content=b"x", headers={"Content-Length": "999999999999"})
    assert list(tmp_path.iterdir()) == []


def test_a_result_names_the_bundles_files_and_its_calibration(client, jpeg, tiny_bundle):
    job_id = submit(client, jpeg)
    wait(client, job_id, "done")
    used = client.get(f"/v1/jobs/{job_id}/result").json()["bundle"]
    manifest = json.loads((tiny_bundle / "manifest.json").read_text(encoding="utf-8"))
    assert used["files"] == manifest["files"]
    scalars = {key: value for key, value in manifest["calibration"].items() if not isinstance(value, list)}
    assert used["calibration"] == scalars
    assert set(manifest["calibration"]) > set(scalars)


def test_results_wait_for_the_end(client, jpeg, held):
    job_id = submit(client, jpeg)
    assert_problem(client.get(f"/v1/jobs/{job_id}/result"), 409, "job_not_done")
    assert_problem(client.get(f"/v1/jobs/{job_id}/files/heatmap.tif"), 409, "job_not_done")
    held.set()
    wait(client, job_id, "done")
    assert_problem(client.get(f"/v1/jobs/{job_id}/files/photo"), 404, "not_found")


def test_cancelling_a_running_and_a_waiting_photo(client, jobs, jpeg, held):
    running, waiting = submit(client, jpeg), submit(client, jpeg)
    wait(client, running, "running")
    assert client.post(f"/v1/jobs/{waiting}/cancel").json()["state"] == "cancelled"
    client.post(f"/v1/jobs/{running}/cancel")
    held.set()
    job = wait(client, running, "cancelled", "done")
    assert (job["state"], job["problem"]["code"]) == ("cancelled", "cancelled")
    assert client.post(f"/v1/jobs/{running}/cancel").json()["state"] == "cancelled"
    assert wait(client, submit(client, jpeg), "done")["state"] == "done"
    assert not jobs.get(running).folder.exists()


def test_a_removed_job_leaves_nothing(client, jobs, jpeg, held):
    job_id = submit(client, jpeg)
    wait(client, job_id, "running")
    folder = jobs.get(job_id).folder
    assert client.delete(f"/v1/jobs/{job_id}").status_code == 204
    assert_problem(client.get(f"/v1/jobs/{job_id}"), 404, "not_found")
    held.set()
    wait(client, submit(client, jpeg), "done")
    assert not folder.exists()


def test_a_fault_of_ours_is_a_problem_and_the_backend_lives_on(client, jpeg, tiny_geolocator, monkeypatch):
    def broken(*_arguments):
        raise ZeroDivisionError("/secret/path")

    with monkeypatch.context() as patch:
        patch.setattr(tiny_geolocator.predictors, "predict", broken)
        job = wait(client, submit(client, jpeg), "failed", "done")
    assert job["problem"]["code"] == "internal"
    assert "secret" not in job["problem"]["detail"]
    assert wait(client, submit(client, jpeg), "done", "failed")["state"] == "done"


def test_a_fault_in_a_request_is_a_problem_too(client, tiny_geolocator, monkeypatch):
    monkeypatch.setattr(type(tiny_geolocator.predictors), "provider", property(lambda _: 1 / 0))
    answer = client.get("/v1/health")
    assert_problem(answer, 500, "internal")
    assert "ZeroDivision" not in answer.text


def test_who_asks_for_too_much_is_told_when_to_come_back(client, jobs, jpeg, held, monkeypatch):
    monkeypatch.setattr(jobs_module, "_MOST_WAITING", 2)
    running = submit(client, jpeg)
    wait(client, running, "running")
    waiting = [submit(client, jpeg) for _ in range(2)]
    for _ in range(3):
        answer = client.post("/v1/jobs", content=jpeg)
        assert_problem(answer, 429, "busy")
        assert 1 <= int(answer.headers["retry-after"]) <= 60
    assert len(jobs._jobs) == 3 and len(list(jobs.folder.iterdir())) == 3
    held.set()
    for job_id in waiting:
        wait(client, job_id, "done")
    wait(client, submit(client, jpeg), "done")


def test_what_is_quick_is_answered_while_heavy_work_waits(client, done, jobs, monkeypatch):
    """A search area takes its turn behind others; whoever comes when all places are taken is told to come back."""
    monkeypatch.setattr(jobs, "drawing", Turns(3))
    path = f"/v1/jobs/{done}/search_area"
    with ThreadPoolExecutor(3) as threads:
        with jobs.drawing.turn():
            asked = [threads.submit(client.get, path, params={"area_km2": 7000}) for _ in range(2)]
            deadline = time.monotonic() + 60
            while jobs.drawing._places < 3 and time.monotonic() < deadline:
                time.sleep(0.01)
            answer = client.get(path, params={"area_km2": 7000})
            assert_problem(answer, 429, "busy")
            assert "retry-after" in answer.headers
            assert client.get(f"/v1/jobs/{done}").json()["state"] == "done"
        assert [one.result().status_code for one in asked] == [200, 200]


def test_the_bundle_speaks_for_itself(client):
    info = api.BundleInfo.model_validate(client.get("/v1/bundle").json())
    assert (info.name, info.highest_recall) == ("tiny", 0.95)
    assert (info.highest_recall_by_curve, info.validation_photos) == (14 / 16, 190)
    assert [m.classes for m in info.members] == [60, 4]
    assert info.card.startswith("# Tiny")
    assert client.get("/v1/health").json()["provider"] == info.provider


def test_a_bundle_that_was_not_calibrated_says_so(raw_bundle, jpeg, tmp_path):
    geolocator = Geolocator(load_bundle(raw_bundle))
    jobs = Jobs(geolocator, tmp_path)
    with TestClient(Guard(create_app(geolocator, jobs), TOKEN, 4242), headers=AUTHORISED) as client:
        info = api.BundleInfo.model_validate(client.get("/v1/bundle").json())
        assert (info.highest_recall, info.highest_recall_by_curve, info.validation_photos) == (None, None, 0)
        network = {"name": "colours", "file": "colours.onnx", "precision": "fp32"}
        assert [n.model_dump() for n in info.networks] == [{**network, "provider": info.provider}]
        for by in ("photo", "curve"):
            answer = client.post("/v1/jobs", params={"recall": 0.5, "recall_by": by}, content=jpeg)
            assert_problem(answer, 422, "recall_unreachable")
            assert "was not calibrated" in answer.json()["detail"]
        job = submit(client, jpeg)
        assert wait(client, job, "done", "failed")["state"] == "done"
        result = api.Result.model_validate(client.get(f"/v1/jobs/{job}/result").json())
        assert (result.confidence, result.unsure, result.confidence_radius_km) == (None, None, None)
        assert result.confidence_note == "This bundle was not calibrated."
        assert [n.file for n in result.backend.networks] == ["colours.onnx"]
        assert {area.expected_recall for area in result.search_areas} == {None}
        answer = client.get(f"/v1/jobs/{job}/search_area", params={"area_km2": 1e5})
        assert answer.json()["search_area"]["expected_recall"] is None
    jobs.close()


def test_the_openapi_document_names_every_path_and_the_body(client):
    document = client.get("/v1/openapi.json").json()
    assert set(document["paths"]) == {
        "/v1/health", "/v1/bundle", "/v1/jobs", "/v1/jobs/{job_id}", "/v1/jobs/{job_id}/cancel",
        "/v1/jobs/{job_id}/result", "/v1/jobs/{job_id}/files/{name}", "/v1/jobs/{job_id}/search_area",
        "/v1/jobs/{job_id}/area_at", "/v1/jobs/{job_id}/members/{name}/map", "/v1/countries", "/v1/restrictions",
        "/v1/restrictions/{restriction_id}", "/v1/priors", "/v1/priors/{prior_id}", "/v1/maps", "/v1/maps/{map_id}",
        "/v1/maps/{map_id}/search_area", "/v1/maps/{map_id}/area_at", "/v1/maps/{map_id}/files/{name}",
        "/v1/rasters", "/v1/rasters/{raster_id}", "/v1/rasters/{raster_id}/search_area",
        "/v1/rasters/{raster_id}/area_at",
    }  # fmt: skip
    search_area = document["paths"]["/v1/jobs/{job_id}/search_area"]["get"]
    assert search_area["operationId"] == "search_area"
    assert search_area["responses"]["200"]["content"] == {
        "application/geo+json": {"schema": {"$ref": "#/components/schemas/SearchAreaFeatures"}}
    }
    assert "application/octet-stream" in document["paths"]["/v1/jobs"]["post"]["requestBody"]["content"]
    assert document["info"]["version"] == "0.1.0"


# --- live search areas ------------------------------------------------------------------------------------


@pytest.fixture
def done(client, jpeg):
    """A done job."""
    job_id = submit(client, jpeg)
    wait(client, job_id, "done")
    return job_id


def live(client, job_id, **params):
    answer = client.get(f"/v1/jobs/{job_id}/search_area", params=params)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/geo+json"
    api.SearchAreaFeatures.model_validate(answer.json(), strict=False)
    return answer.json()


def test_live_search_areas_are_those_of_the_jobs_files(client, done, tmp_path):
    path = tmp_path / "search_areas.gpkg"
    path.write_bytes(client.get(f"/v1/jobs/{done}/files/search_areas.gpkg").content)
    meta, _, wkb, columns = pyogrio.raw.read(path, layer="search_areas")
    stored = dict(zip(meta["fields"], columns, strict=True))
    geometry = shapely.from_wkb(wkb)
    for area in client.get(f"/v1/jobs/{done}/result").json()["search_areas"]:
        answer = live(client, done, area_km2=area["budget_km2"])
        assert answer["search_area"] == area
        of_area = stored["area_label"] == area["label"]
        assert of_area.sum() == len(answer["features"]) == area["region_count"]
        for name, values in stored.items():
            found = [feature["properties"][name] for feature in answer["features"]]
            if name == "recall":
                assert found == [None] * len(found)
            else:
                assert found == values[of_area].tolist()
        shapes = shapely.from_geojson(
            [shapely.to_geojson(shapely.geometry.shape(f["geometry"])) for f in answer["features"]]
        )
        assert shapely.is_valid(shapes).all()
        assert shapely.equals_exact(shapes, geometry[of_area], tolerance=1e-6).all()
        for rank, (feature, shape) in enumerate(zip(answer["features"], shapes, strict=True), start=1):
            assert (feature["id"], feature["properties"]["rank"]) == (rank, rank)
            assert feature["bbox"] == list(shape.bounds)


def test_live_search_areas_for_recalls(client, done):
    by_photo = live(client, done, recall=0.5)["search_area"]
    assert (by_photo["target"], by_photo["budget_km2"], by_photo["recall"]) == ("recall", None, 0.5)
    assert by_photo["probability"] >= 0.5
    by_curve = live(client, done, recall=0.5, recall_by="curve")["search_area"]
    # The eighth of sixteen ranks: 10 ** (9 / 2) km2.
    assert by_curve["budget_km2"] == pytest.approx(10**4.5)
    assert by_curve["expected_recall"] == pytest.approx(8 / 15, abs=1e-4)
    job_id = client.post("/v1/jobs", params={"recall": 0.5, "recall_by": "curve"}, content=b"x").json()["id"]
    assert wait(client, job_id, "failed")["problem"]["code"] == "photo_unreadable"


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({}, "request_invalid"),
        ({"area_km2": 500, "recall": 0.5}, "request_invalid"),
        ({"area_km2": 3}, "request_invalid"),
        ({"area_km2": "nan"}, "request_invalid"),
        ({"area_km2": 6e8}, "request_invalid"),
        ({"area_km2": "wide"}, "request_invalid"),
        ({"recall": 1.5}, "request_invalid"),
        ({"recall": 0.5, "recall_by": "magic"}, "request_invalid"),
        ({"recall": 0.99}, "recall_unreachable"),
        ({"recall": 0.9, "recall_by": "curve"}, "recall_unreachable"),
    ],
)
def test_live_search_areas_that_can_not_be_had(client, done, params, code):
    assert_problem(client.get(f"/v1/jobs/{done}/search_area", params=params), 422, code)


def test_live_search_areas_need_a_done_job(client, jpeg, held):
    job_id = submit(client, jpeg)
    path, params = f"/v1/jobs/{job_id}/search_area", {"area_km2": 5000}
    assert_problem(client.get(path, params=params), 409, "job_not_done")
    client.post(f"/v1/jobs/{job_id}/cancel")
    held.set()
    wait(client, job_id, "cancelled")
    assert_problem(client.get(path, params=params), 409, "cancelled")
    client.delete(f"/v1/jobs/{job_id}")
    assert_problem(client.get(path, params=params), 404, "not_found")
    bad = submit(client, b"no photo")
    wait(client, bad, "failed")
    assert_problem(client.get(f"/v1/jobs/{bad}/search_area", params=params), 422, "photo_unreadable")


def test_live_search_areas_while_another_photo_is_worked_on(client, jpeg, done, held):
    before = live(client, done, area_km2=7000)
    running = submit(client, jpeg)
    wait(client, running, "running")
    assert live(client, done, area_km2=7000) == before
    held.set()


def test_many_live_search_areas_at_once(client, done):
    budgets = [200, 3_000, 40_000, 500_000]
    alone = [live(client, done, area_km2=budget) for budget in budgets]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda budget: live(client, done, area_km2=budget), budgets * 6))
    assert together == alone * 6


def test_members_have_maps_of_their_own(client, jobs, done):
    cells = client.get(f"/v1/jobs/{done}/members/geolocation/map")
    assert cells.headers["content-type"] == "application/geopackage+sqlite3"
    assert cells.content.startswith(b"SQLite format 3")
    classes = client.get(f"/v1/jobs/{done}/members/population/map")
    assert classes.headers["content-type"] == "image/tiff"
    with rasterio.MemoryFile(classes.content) as memory, memory.open() as file:
        said = {c["name"]: c["probability"] for c in json.loads(file.tags()["classes"])}
    (attribute,) = client.get(f"/v1/jobs/{done}/result").json()["attributes"]
    assert said == {c["name"]: c["probability"] for c in attribute["classes"]}
    # Made once, and gone with the job.
    assert client.get(f"/v1/jobs/{done}/members/population/map").content == classes.content
    assert_problem(client.get(f"/v1/jobs/{done}/members/nobody/map"), 404, "not_found")
    assert_problem(client.get("/v1/jobs/none/members/geolocation/map"), 404, "not_found")
    folder = jobs.get(done).folder
    client.delete(f"/v1/jobs/{done}")
    assert not folder.exists()


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("can't start new thread")])
def test_want_of_memory_is_one_sentence_and_costs_no_place(client, monkeypatch, error):
    async def receive(*_, **__):
        raise error

    monkeypatch.setattr("backend.jobs_api.receive", receive)
    for _ in range(70):  # more than may wait
        answer = client.post("/v1/jobs", content=b"photo")
        assert (answer.status_code, answer.json()["code"]) == (500, "out_of_memory")
        assert answer.json()["detail"] == (
            "There was not enough memory for the request: close other programs, and try again."
        )
