"""Maps with an analyst's choices: against brute force on the full grid, and through HTTP."""

import io
import json
import threading
import time

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from PIL import Image
from rasterio.transform import from_origin
from starlette.testclient import TestClient

from backend import api
from backend import maps as maps_module
from backend.attribute_map import read_classes
from backend.bundle import load_bundle
from backend.choices import Choices, choose
from backend.confidence import best_point
from backend.errors import RequestError
from backend.geolocator import Geolocator
from backend.grid import HEIGHT, SPHERE_AREA_KM2, WIDTH, row_areas_km2
from backend.jobs import Jobs
from backend.maps import Maps
from backend.prior import from_grid
from backend.refined import Refined
from backend.restriction import from_countries, from_geojson
from backend.rva import area_at, mass_at
from backend.search_area import Target, area_target
from backend.server import create_app

EXIF_GPS = 0x8825


def box(west, south, east, north):
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]}).encode()


def photo(colour, position=None):
    """A small JPEG, with a position in its EXIF data if one is given (north, east)."""
    exif = Image.Exif()
    if position is not None:
        gps = exif.get_ifd(EXIF_GPS)
        gps.update({1: "N", 2: (position[0], 0, 0), 3: "E", 4: (position[1], 0, 0)})
        exif[EXIF_GPS] = gps
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


# --- the mathematics, pixel by pixel --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def said(tiny_geolocator):
    """What predictors might say of three photos."""
    rng = np.random.default_rng(3)
    sizes = [sets.shape[1] for sets in tiny_geolocator.table.sets]
    return [[rng.dirichlet(np.full(size, 0.5)) for size in sizes] for _ in range(3)]


@pytest.fixture(scope="module")
def naive(tiny_geolocator, naive_world):
    entry = tiny_geolocator.bundle.entry("maps", "population")
    classes = read_classes(tiny_geolocator.bundle.file(entry["file"]), [c["value"] for c in entry["classes"]])
    return naive_world(tiny_geolocator.partition, [classes])


@pytest.fixture(scope="module")
def prior():
    """Three densities in stripes, and none in the far south: kept without any rounding."""
    values = np.zeros((HEIGHT, WIDTH), np.float32)
    for k, density in enumerate((1.0, 5.0, 0.25)):
        values[:4800, k::3] = density
    # Runs along rows would be too many: coarser stripes.
    values = values[:, : WIDTH // 30].repeat(30, axis=1)
    return from_grid(values, "stripes"), values.astype(np.float64)


def pixels(fused):
    return np.repeat(fused.density[fused.table.zone], fused.table.lengths()).reshape(HEIGHT, WIDTH)


def expected(naive, photos, on, weight=None, allowed=None):
    """Densities (5400, 10800) by multiplying pixels, and the share that is left."""
    score = np.ones((HEIGHT, WIDTH))
    for p_cells, p_map in photos:
        score *= naive.rasterised_cells(p_cells) if on[0] else 1.0
        score *= naive.rasterised_map(naive.maps[0], p_map) if on[1] else 1.0
    if weight is not None:
        score *= weight[1] ** weight[0] if weight[0] else 1.0
    total = (score * naive.pixel_area).sum()
    if allowed is None:
        return score / total, 1.0
    inside = np.where(allowed, score, 0.0)
    return inside / (inside * naive.pixel_area).sum(), (inside * naive.pixel_area).sum() / total


CASES = [
    ([0], (True, True), None, None, True),
    ([0], (True, False), None, None, True),
    ([0], (False, True), None, (-30, -40, 60, 50), True),
    ([0, 1, 2], (True, True), None, None, True),
    ([0], (True, True), 2.5, (-100, -60, 150, 70), True),
    ([0, 2], (True, True), 0.5, (150, -60, 250, 70), False),
    ([0], (False, False), 1.0, (0, 0, 30, 30), True),
    ([1], (True, True), 0.0, None, True),
]


@pytest.mark.parametrize(("which", "on", "weight", "shape", "inside"), CASES)
def test_a_map_with_choices_is_the_product_over_pixels(
    tiny_geolocator, naive, said, prior, which, on, weight, shape, inside
):
    photos = [said[k] for k in which]
    restriction = shape and from_geojson(box(*shape), inside=inside)
    choices = Choices(on, restriction, () if weight is None else ((prior[0], weight),))
    ground = Refined(tiny_geolocator.ground).get(choices.layers())
    chosen = choose(tiny_geolocator, ground, photos, choices)
    allowed = None
    if restriction is not None:
        lengths = np.diff(restriction.layer.starts, append=HEIGHT * WIDTH)
        allowed = np.repeat(restriction.layer.ids == 1, lengths).reshape(HEIGHT, WIDTH)
    density, left = expected(naive, photos, on, None if weight is None else (weight, prior[1]), allowed)
    found = pixels(chosen.fused)
    np.testing.assert_allclose(found, density, rtol=1e-6, atol=density.max() * 1e-12)
    assert chosen.left == pytest.approx(left, rel=1e-6)
    assert (found * naive.pixel_area).sum() == pytest.approx(1.0)
    # The best point is never where nothing is.
    lat, lon = chosen.best_point
    if choices.none_made and len(which) == 1:
        partition = tiny_geolocator.partition
        assert chosen.best_point == best_point(partition.lat, partition.lon, photos[0][0])
    else:
        assert chosen.fused.density[chosen.fused.table.zone_at(lat, lon)] > 0
    assert chosen.calibrated == (
        (which == [0] and on == (True, True) and weight is None and shape is None) or weight == 0.0
    )
    # Search areas hold what their targets say, in what is left.
    area = chosen.search_area(area_target(20_000)).regions
    assert 20_000 - 14 <= area.area_km2.sum() <= 20_000
    half = chosen.search_area(Target("half", recall=0.5, mass=0.5)).regions
    assert half.probability.sum() == pytest.approx(0.5, abs=14 * density.max())
    if allowed is not None:
        rows = ((90 - half.lat) * 30).astype(int)
        columns = ((half.lon + 180) * 30).astype(int)
        assert allowed[rows, columns].all()


def test_the_best_point_follows_the_geolocation_predictor_within_what_is_left(tiny_geolocator):
    partition, table = tiny_geolocator.partition, tiny_geolocator.table
    said = [np.full(60, 0.2 / 59), np.full(4, 0.25)]
    said[0][7] = 0.8
    lat, lon = partition.lat[7], partition.lon[7]
    around = from_geojson(box(lon - 20, lat - 5, lon + 20, lat + 5), inside=True)
    chosen = choose(
        tiny_geolocator,
        Refined(tiny_geolocator.ground).get([("r", around.layer)]),
        [said],
        Choices((True, True), around),
    )
    assert chosen.best_point == (lat, lon)
    # Leaving out the place itself, its cell's nearest pixel is what is left of it.
    without = from_geojson(box(lon - 0.2, lat - 0.1, lon + 0.2, lat + 0.1), inside=False)
    chosen = choose(
        tiny_geolocator,
        Refined(tiny_geolocator.ground).get([("r", without.layer)]),
        [said],
        Choices((True, True), without),
    )
    assert chosen.best_point != (lat, lon)
    assert abs(chosen.best_point[0] - lat) < 0.5
    assert table.zone_at(*chosen.best_point) in np.flatnonzero(table.sets[0][table.set_ids[0]][:, [7]].toarray())


def test_between_the_cells_the_best_point_is_in_the_densest_of_what_is_left(tiny_geolocator, said):
    table = tiny_geolocator.table
    empty = np.flatnonzero(np.diff(table.sets[0].indptr)[table.set_ids[0][table.zone]] == 0)
    longest = empty[np.argmax(table.lengths()[empty])]
    row, column = divmod(int(table.starts[longest]), WIDTH)
    west, north = column / 30 - 180, 90 - row / 30
    restriction = from_geojson(box(west, north - 1 / 30, west + 0.3, north), inside=True)
    choices = Choices((False, True), restriction)
    chosen = choose(tiny_geolocator, Refined(tiny_geolocator.ground).get(choices.layers()), [said[0]], choices)
    assert west < chosen.best_point[1] < west + 0.3
    assert north - 1 / 30 < chosen.best_point[0] < north
    assert chosen.search_area(area_target(30)).regions.area_km2.sum() > 0


@pytest.mark.parametrize("on", [(True, True), (False, True)])
def test_nothing_left_is_said(tiny_geolocator, said, prior, on):
    refined = Refined(tiny_geolocator.ground)
    nowhere = Choices(
        on,
        None,
        ((from_grid(np.where(np.arange(HEIGHT)[:, None] < 3, 1, 0) * np.ones((1, WIDTH), np.float32), "pole"), 1.0),),
    )
    south = from_geojson(box(-180, -90, 180, -80), inside=True)
    with pytest.raises(RequestError, match="leaves no place") as caught:
        choices = Choices(on, south, ((prior[0], 1.0),))
        choose(tiny_geolocator, refined.get(choices.layers()), [said[0]], choices)
    assert caught.value.code == "nothing_left"
    if on[0]:
        with pytest.raises(RequestError, match="contradict one another") as caught:
            choose(tiny_geolocator, refined.get(nowhere.layers()), [said[0]], nowhere)
        assert caught.value.code == "nothing_left"


# --- zones that are kept -----------------------------------------------------------------------------------------


def test_refined_tables_are_kept_by_what_they_are_made_of_and_let_go(tiny_geolocator, monkeypatch):
    refined = Refined(tiny_geolocator.ground)
    one, two = (from_geojson(box(*shape), inside=True) for shape in ((0, 0, 10, 10), (5, 5, 20, 20)))
    first = refined.get([(one.id, one.layer)])
    both = refined.get([(one.id, one.layer), (two.id, two.layer)])
    assert refined.get([(one.id, one.layer)]) is first
    assert refined.get([]) is tiny_geolocator.ground
    assert refined.get([(one.id, one.layer), (two.id, two.layer)]) is both
    assert both.table.area.sum() == pytest.approx(SPHERE_AREA_KM2)
    refined.forget({one.id})
    assert (refined.holds(first), refined.holds(both), refined.holds(tiny_geolocator.ground)) == (True, False, True)
    monkeypatch.setattr("backend.refined._MOST_BYTES", 1)
    again = refined.get([(two.id, two.layer)])
    assert (refined.holds(first), refined.holds(again)) == (False, True)
    monkeypatch.setattr("backend.refined._MOST_RUNS", 10)
    with pytest.raises(RequestError, match="too detailed") as caught:
        refined.get([(one.id, one.layer)])
    assert caught.value.code == "too_detailed"


# --- through HTTP -----------------------------------------------------------------------------------------------


@pytest.fixture
def jobs(tiny_geolocator, tmp_path):
    jobs = Jobs(tiny_geolocator, tmp_path)
    yield jobs
    jobs.close()


@pytest.fixture
def client(tiny_geolocator, jobs):
    with TestClient(create_app(tiny_geolocator, jobs), raise_server_exceptions=False) as client:
        yield client


def done(client, data, name="photo.jpg"):
    job_id = client.post("/v1/jobs", params={"name": name}, content=data).json()["id"]
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        job = client.get(f"/v1/jobs/{job_id}").json()
        if job["state"] == "done":
            return job_id
        assert job["state"] in ("queued", "running"), job
        time.sleep(0.02)
    raise AssertionError(job)


def made(client, jobs, **choices):
    answer = client.post("/v1/maps", json={"jobs": jobs, **choices})
    assert answer.status_code == 201, answer.text
    info = api.MapInfo.model_validate(answer.json())
    assert client.get(f"/v1/maps/{info.id}").json() == answer.json()
    return info


def restricted(client, content=None, **params):
    answer = client.post("/v1/restrictions", params=params, content=content)
    assert answer.status_code == 201, answer.text
    return api.Restriction.model_validate(answer.json())


def area_of(client, kind, item, **params):
    answer = client.get(f"/v1/{kind}/{item}/search_area", params=params)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/geo+json"
    api.SearchAreaFeatures.model_validate(answer.json(), strict=False)
    return answer.json()


def assert_problem(answer, status, code):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    found = api.Problem.model_validate(answer.json())
    assert (found.status, found.code) == (status, code)
    assert found.detail.endswith(".")


def raster(values, crs="EPSG:4326", transform=None):
    with rasterio.MemoryFile() as memory:
        height, width = values.shape
        with memory.open(
            driver="GTiff", width=width, height=height, count=1, dtype=values.dtype, crs=crs,
            transform=transform or from_origin(-180, 90, 360 / width, 180 / height),
        ) as file:  # fmt: skip
            file.write(values, 1)
        return bytes(memory.getbuffer())


def test_a_map_without_choices_is_the_jobs(client):
    job = done(client, photo("red", (40, 20)))
    info = made(client, [job])
    result = client.get(f"/v1/jobs/{job}/result").json()
    assert (info.calibrated, info.left, info.note, info.restriction, info.priors) == (True, 1.0, "", None, [])
    assert [(m.name, m.on) for m in info.members] == [("geolocation", True), ("population", True)]
    assert info.best_point.model_dump() == result["best_point"]
    for params in ({"area_km2": 7_000}, {"recall": 0.5}, {"recall": 0.5, "recall_by": "curve"}):
        assert area_of(client, "maps", info.id, **params) == area_of(client, "jobs", job, **params)
    assert_problem(client.get(f"/v1/maps/{info.id}/search_area", params={"recall": 0.99}), 422, "recall_unreachable")
    at = {"lat": 40, "lon": 20}
    assert (
        client.get(f"/v1/maps/{info.id}/area_at", params=at).json()
        == client.get(f"/v1/jobs/{job}/area_at", params=at).json()
    )
    of_map = client.get(f"/v1/maps/{info.id}/files/result.json").json()
    assert of_map.pop("choices") == {
        "members": [m.model_dump() for m in info.members],
        "restriction": None,
        "priors": [],
    }
    assert result.pop("choices") is None
    for document in (of_map, result):
        document.pop("timings_ms")
    assert of_map == result


def test_choices_are_redone_at_once_and_promise_no_recall(client, tiny_geolocator):
    job = done(client, photo("red"))
    info = made(client, [job], members=["geolocation"])
    assert (info.calibrated, info.left) == (False, 1.0)
    assert [(m.name, m.on) for m in info.members] == [("geolocation", True), ("population", False)]
    assert info.note.endswith(".")
    answer = area_of(client, "maps", info.id, area_km2=50_000)
    assert answer["search_area"]["expected_recall"] is None
    assert answer != area_of(client, "jobs", job, area_km2=50_000)
    half = area_of(client, "maps", info.id, recall=0.5)["search_area"]
    assert (half["label"], half["recall"], half["expected_recall"]) == ("50% of the probability", 0.5, None)
    assert 0.5 <= half["probability"] < 0.51
    # No promise, so no highest one either.
    assert area_of(client, "maps", info.id, recall=0.999)["search_area"]["probability"] >= 0.999
    answer = client.get(f"/v1/maps/{info.id}/search_area", params={"recall": 0.5, "recall_by": "curve"})
    assert_problem(answer, 422, "recall_not_calibrated")
    result = api.Result.model_validate(client.get(f"/v1/maps/{info.id}/files/result.json").json())
    assert (result.confidence, result.unsure, result.confidence_note) == (None, None, info.note)
    assert [member.exponent for member in result.members] == [1.0, 0.0]
    assert {area.expected_recall for area in result.search_areas} == {None}
    assert [area.label for area in result.search_areas] == ["25 km cap", "200 km cap", "750 km cap", "2500 km cap"]


def test_a_restricted_map_stays_inside(client, jobs):
    job = done(client, photo("blue"))
    whole = made(client, [job])
    shape = restricted(client, box(150, -90, 260, 90))
    assert (shape.label, shape.inside) == ("1 polygon", True)
    info = made(client, [job], restriction=shape.id)
    assert info.restriction == shape
    assert (info.calibrated, 0 < info.left < 1) == (False, True)
    rest = made(client, [job], restriction=restricted(client, box(150, -90, 260, 90), inside=False).id)
    assert info.left + rest.left == pytest.approx(1.0)

    def within(lon):
        return lon >= 150 or lon <= -100

    assert within(info.best_point.lon)
    assert not within(rest.best_point.lon)
    for kept, side in ((info, True), (rest, False)):
        regions = area_of(client, "maps", kept.id, area_km2=100_000)["search_area"]["regions"]
        assert {within(region["lon"]) for region in regions} == {side}
        heatmap = client.get(f"/v1/maps/{kept.id}/files/heatmap.tif").content
        with rasterio.MemoryFile(heatmap) as memory, memory.open() as file:
            columns = np.flatnonzero(file.read(1).any(axis=0)) / 30 - 180
        assert {within(lon) for lon in columns + 1e-6} == {side}
    # Outside there is nothing: the whole Earth is searched before.
    outside = client.get(f"/v1/maps/{info.id}/area_at", params={"lat": 0, "lon": 0}).json()
    assert (outside["density"], outside["probability"]) == (0.0, 1.0)
    assert outside["area_km2"] == pytest.approx(SPHERE_AREA_KM2)
    assert sorted(path.name for path in jobs.folder.iterdir()) == sorted([job, f"map-{info.id}", f"map-{rest.id}"])
    assert client.get(f"/v1/maps/{whole.id}").json()["left"] == 1.0


def test_several_photos_are_one_map(client, tiny_geolocator, jobs):
    one, two = done(client, photo("red", (40, 20)), "one.jpg"), done(client, photo("green"), "two.jpg")
    info = made(client, [one, two])
    assert (info.jobs, info.calibrated) == ([one, two], False)
    result = api.Result.model_validate(client.get(f"/v1/maps/{info.id}/files/result.json").json())
    assert [p.name for p in result.photos] == ["one.jpg", "two.jpg"]
    assert result.photo == result.photos[0]
    assert [truth.photo for truth in result.truth] == ["one.jpg"]
    fused = [tiny_geolocator.fuse(jobs.get(job).probabilities) for job in (one, two)]
    log_product = sum(np.log(f.density, where=f.density > 0, out=np.full_like(f.density, -np.inf)) for f in fused)
    density = np.exp(log_product - log_product.max())
    density /= density @ tiny_geolocator.table.area
    zone = int(np.argmax(density))
    row, column = divmod(
        int(tiny_geolocator.table.starts[np.flatnonzero(tiny_geolocator.table.zone == zone)[0]]), WIDTH
    )
    at = {"lat": 90 - (row + 0.5) / 30, "lon": (column + 0.5) / 30 - 180}
    assert client.get(f"/v1/maps/{info.id}/area_at", params=at).json()["density"] == pytest.approx(density[zone])
    (attribute,) = result.attributes
    p = np.prod([jobs.get(job).probabilities[1] for job in (one, two)], axis=0)
    assert [c.probability for c in attribute.classes] == pytest.approx(p / p.sum(), abs=1e-5)
    client.delete(f"/v1/jobs/{two}")
    assert_problem(client.get(f"/v1/maps/{info.id}"), 404, "not_found")


def test_a_prior_pulls_the_map_by_its_weight(client):
    job = done(client, photo("red"))
    values = np.zeros((180, 360), np.float32)
    values[:90] = 1.0
    values[90:] = 9.0
    answer = client.post("/v1/priors", params={"name": "south.tif"}, content=raster(values))
    assert answer.status_code == 201, answer.text
    prior = api.Prior.model_validate(answer.json())
    assert prior.name == "south.tif"
    assert prior.covered_km2 == pytest.approx(SPHERE_AREA_KM2)
    assert prior.note.endswith(".")
    at = {"lat": -20.5, "lon": 3.5}
    south = restricted(client, box(-180, -90, 180, 0))
    left = [
        made(client, [job], restriction=south.id, priors=[{"id": prior.id, "weight": weight}]) for weight in (0, 1, 2)
    ]
    odds = [info.left / (1 - info.left) for info in left]
    assert odds[1] / odds[0] == pytest.approx(9.0, rel=1e-4)
    assert odds[2] / odds[1] == pytest.approx(9.0, rel=1e-4)
    assert left[1].priors[0].model_dump() == {"id": prior.id, "name": "south.tif", "weight": 1.0}
    assert made(client, [job], priors=[{"id": prior.id, "weight": 0}]).calibrated
    assert not made(client, [job], priors=[{"id": prior.id, "weight": 0.1}]).calibrated
    alone = made(client, [job], members=[], priors=[{"id": prior.id, "weight": 1}])
    said = client.get(f"/v1/maps/{alone.id}/area_at", params=at).json()
    assert said["density"] == pytest.approx(9 / 10 / (SPHERE_AREA_KM2 / 2), rel=1e-5)
    assert said["area_km2"] == pytest.approx(SPHERE_AREA_KM2 / 2)


def test_countries(client):
    countries = client.get("/v1/countries").json()
    assert {"code": "FR", "name": "France"} in countries
    assert [c["name"] for c in countries] == sorted(c["name"] for c in countries)
    kept = restricted(client, country=["FR", "DE"])
    assert kept.label == "France, Germany"
    assert 900_000 < kept.area_km2 < 1_300_000
    assert_problem(client.post("/v1/restrictions", params={"country": "ZZ"}), 422, "restriction_invalid")
    answer = client.post("/v1/restrictions", params={"country": "DE"}, content=box(0, 0, 1, 1))
    assert_problem(answer, 422, "request_invalid")


def test_the_truth_is_compared_with_the_result_and_reported(client, jobs, tiny_geolocator):
    job = done(client, photo("red", (40, 20)))
    result = client.get(f"/v1/jobs/{job}/result").json()
    assert [p["name"] for p in result["photos"]] == ["photo.jpg"]
    assert result["photos"][0] == result["photo"]
    fused = tiny_geolocator.fuse(jobs.get(job).probabilities)
    (truth,) = result["truth"]
    said = client.get(f"/v1/jobs/{job}/area_at", params={"lat": 40, "lon": 20}).json()
    api.PositionReport.model_validate(said)
    assert truth == {"photo": "photo.jpg", **{k: said[k] for k in ("distance_km", "area_km2", "probability")}}
    assert said["area_km2"] == pytest.approx(area_at(fused, 40, 20), abs=1e-3)
    assert said["probability"] == pytest.approx(min(mass_at(fused, 40, 20), 1), rel=1e-5)
    assert said["place"]
    best = client.get(f"/v1/jobs/{job}/area_at", params=result["best_point"]).json()
    assert best["distance_km"] == 0
    without = done(client, photo("blue"))
    assert client.get(f"/v1/jobs/{without}/result").json()["truth"] == []


def test_what_can_not_be_mapped(client, fakes):
    job = done(client, photo("red"))
    shape = restricted(client, box(-180, -60, 180, 60))
    prior = client.post("/v1/priors", content=raster(np.ones((18, 36), np.float32))).json()["id"]

    def ask(**body):
        return client.post("/v1/maps", json=body)

    assert_problem(ask(jobs=["none"]), 404, "not_found")
    assert_problem(ask(jobs=[job], restriction="none"), 404, "not_found")
    assert_problem(ask(jobs=[job], restriction=prior), 404, "not_found")
    assert_problem(ask(jobs=[job], restriction=job), 404, "not_found")
    assert_problem(ask(jobs=[job], priors=[{"id": shape.id, "weight": 1}]), 404, "not_found")
    for wrong in (
        {},
        {"jobs": []},
        {"jobs": "all"},
        {"jobs": [job, job]},
        {"jobs": [job], "members": ["nobody"]},
        {"jobs": [job], "priors": [{"id": prior, "weight": 5}]},
        {"jobs": [job], "priors": [{"id": prior, "weight": -1}]},
        {"jobs": [job], "priors": [{"id": prior}]},
        {"jobs": [job], "priors": [{"id": prior, "weight": 1}] * 2},
        {"jobs": ["x"] * 1000},
    ):
        assert_problem(ask(**wrong), 422, "request_invalid")
    assert_problem(client.post("/v1/maps", content=b"{nan"), 422, "request_invalid")
    assert_problem(ask(jobs=[job], members=[]), 422, "no_members")
    assert_problem(ask(jobs=[job], members=[], priors=[{"id": prior, "weight": 0}]), 422, "no_members")
    fakes.gate.clear()
    try:
        waiting = client.post("/v1/jobs", content=photo("red")).json()["id"]
        assert_problem(ask(jobs=[job, waiting]), 409, "job_not_done")
    finally:
        fakes.gate.set()
    kept = made(client, [job], restriction=shape.id)
    for params in (
        {},
        {"area_km2": 3},
        {"area_km2": 500, "recall": 0.5},
        {"recall": 0},
        {"recall": "nan"},
        {"recall": 2},
    ):
        assert_problem(client.get(f"/v1/maps/{kept.id}/search_area", params=params), 422, "request_invalid")
    for params in ({}, {"lat": 91, "lon": 0}, {"lat": "nan", "lon": 0}, {"lat": 0, "lon": 1e9}):
        assert_problem(client.get(f"/v1/maps/{kept.id}/area_at", params=params), 422, "request_invalid")
    assert_problem(client.get(f"/v1/maps/{kept.id}/files/photo"), 404, "not_found")
    for path in (
        f"/v1/maps/{job}",
        f"/v1/maps/{shape.id}",
        "/v1/maps/none/search_area?area_km2=500",
        "/v1/maps/none/area_at?lat=0&lon=0",
    ):
        assert_problem(client.get(path), 404, "not_found")
    for path in (f"/v1/restrictions/{prior}", f"/v1/priors/{shape.id}", f"/v1/maps/{job}"):
        assert_problem(client.delete(path), 404, "not_found")


def test_bodies_that_are_refused_leave_nothing(client, jobs):
    too_long = {"Content-Length": "999999999999"}
    for path, kind in (("/v1/restrictions", "restriction"), ("/v1/priors", "prior")):
        assert_problem(client.post(path, content=b""), 422, f"{kind}_empty")
        assert_problem(client.post(path, content=b"x", headers=too_long), 413, f"{kind}_too_large")
        assert_problem(client.post(path, content=b"<VRTDataset/>"), 422, f"{kind}_invalid")
    assert list(jobs.folder.iterdir()) == []


def test_a_map_goes_with_its_job_and_with_its_files(client, jobs):
    job = done(client, photo("red"))
    info = made(client, [job], members=["geolocation"])
    assert client.get(f"/v1/maps/{info.id}/files/search_areas.gpkg").content.startswith(b"SQLite format 3")
    assert {path.name for path in jobs.folder.iterdir()} == {job, f"map-{info.id}"}
    assert client.delete(f"/v1/maps/{info.id}").status_code == 204
    assert {path.name for path in jobs.folder.iterdir()} == {job}
    assert_problem(client.get(f"/v1/maps/{info.id}"), 404, "not_found")
    info = made(client, [job], members=["geolocation"])
    client.get(f"/v1/maps/{info.id}/files/result.json")
    assert client.delete(f"/v1/jobs/{job}").status_code == 204
    assert list(jobs.folder.iterdir()) == []
    assert_problem(client.get(f"/v1/maps/{info.id}/files/result.json"), 404, "not_found")


def test_what_is_deleted_is_forgotten_but_maps_keep_what_they_are_made_of(client):
    job = done(client, photo("red"))
    shape = restricted(client, box(-180, -60, 180, 60))
    prior = client.post("/v1/priors", content=raster(np.ones((18, 36), np.float32))).json()["id"]
    info = made(client, [job], restriction=shape.id, priors=[{"id": prior, "weight": 1}])
    before = area_of(client, "maps", info.id, area_km2=9_000)
    assert client.delete(f"/v1/restrictions/{shape.id}").status_code == 204
    assert client.delete(f"/v1/priors/{prior}").status_code == 204
    assert area_of(client, "maps", info.id, area_km2=9_000) == before
    assert_problem(client.post("/v1/maps", json={"jobs": [job], "restriction": shape.id}), 404, "not_found")


@pytest.fixture
def maps(tiny_geolocator, jobs):
    return Maps(tiny_geolocator, jobs)


@pytest.fixture
def job_id(jobs):
    job = jobs.new("photo.jpg", [area_target(5000)])
    job.photo_path.write_bytes(photo("red"))
    jobs.submit(job)
    deadline = time.monotonic() + 120
    while job.state != "done" and time.monotonic() < deadline:
        time.sleep(0.01)
    return job.id


@pytest.fixture
def kept(maps, tmp_path):
    """Keeps a restriction to a box: the polygons' file is the sender's."""

    def keep(polygons, *, inside):
        (tmp_path / "sent.geojson").write_bytes(polygons)
        return maps.restrict_to_polygons(tmp_path / "sent.geojson", inside=inside)

    return keep


def request(*jobs, **choices):
    return api.MapRequest(jobs=list(jobs), **choices)


def test_only_so_much_is_kept(maps, kept, job_id, monkeypatch):
    monkeypatch.setattr(maps_module, "_KEPT_MAPS", 3)
    monkeypatch.setattr(maps_module, "_KEPT_DRAWN", 2)
    monkeypatch.setattr(maps_module, "_KEPT_RESTRICTIONS", 2)
    shapes = [kept(box(k, 0, k + 9, 60), inside=False) for k in range(3)]
    with pytest.raises(RequestError):
        maps.create(request(job_id, restriction=shapes[0].id))
    infos = [maps.create(request(job_id, restriction=shapes[1 + k % 2].id)) for k in range(5)]
    for info in infos[:2]:
        with pytest.raises(RequestError, match="no such map"):
            maps.get(info.id)
    assert list(maps._drawn) == [info.id for info in infos[3:]]
    areas = [maps.search_area(info.id, area_target(9_000)).regions for info in infos[2:]]
    assert (areas[0].geometry == areas[2].geometry).all()


def test_big_tables_do_not_outlive_their_maps(maps, kept, job_id):
    shape = kept(box(0, 0, 90, 60), inside=False)
    first, second = (maps.create(request(job_id, restriction=shape.id)) for _ in range(2))
    ground = maps._drawn[first.id].ground
    assert maps._drawn[second.id].ground is ground
    maps.remove(first.id)
    maps.remove_restriction(shape.id)
    assert maps._refined.holds(ground)
    maps.remove(second.id)
    assert not maps._refined.holds(ground)
    assert not maps._drawn


def test_a_map_whose_job_goes_while_it_is_made_is_not_kept(maps, jobs, job_id, monkeypatch):
    begun, go_on = threading.Event(), threading.Event()
    real = maps_module.choose

    def slow(*arguments):
        begun.set()
        assert go_on.wait(60)
        return real(*arguments)

    monkeypatch.setattr(maps_module, "choose", slow)
    caught = []

    def make():
        with pytest.raises(RequestError) as error:
            maps.create(request(job_id))
        caught.append(error.value.code)

    thread = threading.Thread(target=make)
    thread.start()
    assert begun.wait(60)
    jobs.remove(job_id)
    go_on.set()
    thread.join(60)
    assert caught == ["not_found"]
    assert not maps._maps
    assert not maps._drawn


def test_many_at_once_are_as_one_by_one(maps, kept, job_id):
    from concurrent.futures import ThreadPoolExecutor

    shapes = [kept(box(k, -60, k + 60, 60), inside=True) for k in range(-180, 180, 60)]
    alone = {}
    for shape in shapes:
        info = maps.create(request(job_id, restriction=shape.id))
        alone[shape.id] = info.left, maps.search_area(info.id, area_target(9_000)).regions.area_km2.tolist()

    def work(shape):
        info = maps.create(request(job_id, restriction=shape.id))
        return shape.id, (info.left, maps.search_area(info.id, area_target(9_000)).regions.area_km2.tolist())

    with ThreadPoolExecutor(6) as threads:
        for shape_id, found in threads.map(work, shapes * 3):
            assert found == alone[shape_id]
    assert sum(left for left, _ in alone.values()) <= 1.0 + 1e-6


def test_a_bundle_that_was_not_calibrated_promises_nothing(raw_bundle, tmp_path):
    geolocator = Geolocator(load_bundle(raw_bundle))
    jobs = Jobs(geolocator, tmp_path)
    with TestClient(create_app(geolocator, jobs)) as client:
        job = done(client, photo("red"))
        info = made(client, [job])
        assert not info.calibrated
        assert info.note.startswith("This bundle was not calibrated")
        assert info.best_point.model_dump() == client.get(f"/v1/jobs/{job}/result").json()["best_point"]
        assert area_of(client, "maps", info.id, recall=0.5)["search_area"]["probability"] >= 0.5
        # Over a mere prior the best point is the map's own, also in what is left.
        kept = made(client, [job], restriction=restricted(client, country="BR").id)
        assert kept.best_point.place.endswith("Brazil") or kept.left == 0
    jobs.close()


def test_a_prior_and_a_country_are_not_places_outside_the_grid(tiny_geolocator):
    brazil = from_countries(["BR"], tiny_geolocator.places, inside=True)
    ground = Refined(tiny_geolocator.ground).get([(brazil.id, brazil.layer)])
    inside = ground.table.set_ids[-1] == 1
    assert ground.table.area[inside].sum() == pytest.approx(brazil.area_km2)
    assert ground.table.class_area[-1] == pytest.approx([brazil.area_km2])
    rows = np.repeat(row_areas_km2(), WIDTH)
    assert rows.sum() == pytest.approx(SPHERE_AREA_KM2)


def test_the_files_of_a_map_are_those_of_a_job(client, tmp_path):
    job = done(client, photo("red"))
    info = made(client, [job], members=["geolocation"])
    (tmp_path / "areas.gpkg").write_bytes(client.get(f"/v1/maps/{info.id}/files/search_areas.gpkg").content)
    layers = [name for name, _ in pyogrio.list_layers(tmp_path / "areas.gpkg")]
    (tmp_path / "job.gpkg").write_bytes(client.get(f"/v1/jobs/{job}/files/search_areas.gpkg").content)
    assert layers == [name for name, _ in pyogrio.list_layers(tmp_path / "job.gpkg")]


@pytest.mark.parametrize("inside", [True, False])
def test_the_files_of_a_restricted_map_show_the_restriction(client, tmp_path, inside):
    job = done(client, photo("red"))
    answer = client.post(f"/v1/restrictions?country=BR&inside={str(inside).lower()}")
    kept = api.Restriction(**answer.json())
    info = made(client, [job], restriction=kept.id)
    path = tmp_path / "areas.gpkg"
    path.write_bytes(client.get(f"/v1/maps/{info.id}/files/search_areas.gpkg").content)
    _, _, shapes, fields = pyogrio.raw.read(path, layer="restriction")
    assert [field.tolist() for field in fields] == [["Brazil"], [inside], [pytest.approx(kept.area_km2)]]
    assert shapely.contains_xy(shapely.from_wkb(shapes[0]), -47.9, -15.8), "Brasília, also where it is left out"
