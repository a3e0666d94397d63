"""Rasters over HTTP: sent, searched, asked about a place, forgotten."""

import numpy as np
import pyproj
import pytest
import rasterio
from rasterio import Affine
from starlette.testclient import TestClient

from backend import api, rasters, rasters_api
from backend.jobs import Jobs
from backend.server import create_app


@pytest.fixture
def client(tiny_geolocator, tmp_path):
    jobs = Jobs(tiny_geolocator, tmp_path / "work")
    (tmp_path / "work").mkdir()
    with TestClient(create_app(tiny_geolocator, jobs), raise_server_exceptions=False) as client:
        yield client
    jobs.close()


@pytest.fixture
def tif(tmp_path):
    """Densities on a hundred pixels a side around Paris, highest in the middle."""
    y, x = np.mgrid[-50:50, -50:50]
    path = tmp_path / "mine.tif"
    with rasterio.open(
        path, "w", driver="GTiff", height=100, width=100, count=1, dtype="float32", crs="EPSG:3857",
        transform=Affine(1e3, 0, 2.1e5, 0, -1e3, 6.3e6),
    ) as file:  # fmt: skip
        file.write(np.exp(-(x**2 + y**2) / 200).astype(np.float32), 1)
    return path.read_bytes()


def send(client, tif, **params):
    answer = client.post("/v1/rasters", params={"name": "mine.tif", **params}, content=tif)
    assert answer.status_code == 201, answer.text
    return rasters_api.RasterInfo.model_validate(answer.json())


def assert_problem(answer, status, code):
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
    problem = api.Problem.model_validate(answer.json())
    assert problem.code == code and problem.detail.endswith(".")


def test_a_raster_travels_all_the_way(client, tif, tmp_path):
    raster = send(client, tif)
    assert (raster.name, raster.width, raster.height, raster.crs) == ("mine.tif", 100, 100, "EPSG:3857")
    assert not list((tmp_path / "work").iterdir())
    answer = client.get(f"/v1/rasters/{raster.id}/search_area", params={"area_km2": 50})
    assert answer.headers["content-type"] == "application/geo+json"
    found = api.SearchAreaFeatures.model_validate(answer.json())
    assert 49 < found.search_area.area_km2 <= 50
    assert found.search_area.expected_recall is None
    (region,) = found.features
    assert region.properties.country == "France"
    west, south, east, north = region.bbox
    lon, lat = pyproj.Transformer.from_crs(3857, 4326, always_xy=True).transform(260_500, 6_249_500)
    assert west < lon < east and south < lat < north

    answer = client.get(f"/v1/rasters/{raster.id}/search_area", params={"recall": 0.5})
    half = api.SearchAreaFeatures.model_validate(answer.json()).search_area
    assert half.probability == pytest.approx(0.5, abs=2e-3) and half.target == "recall"

    at = api.PositionReport.model_validate(client.get(f"/v1/rasters/{raster.id}/area_at?lat={lat}&lon={lon}").json())
    assert at.area_km2 < 1 and at.distance_km < 1 and "France" in at.place
    far = api.PositionReport.model_validate(client.get(f"/v1/rasters/{raster.id}/area_at?lat=-48&lon=2").json())
    assert (far.density, far.probability) == (0, 1) and far.area_km2 > 5.1e8

    assert client.delete(f"/v1/rasters/{raster.id}").status_code == 204
    for method, path in (("GET", "/search_area?recall=0.5"), ("GET", "/area_at?lat=0&lon=0"), ("DELETE", "")):
        assert_problem(client.request(method, f"/v1/rasters/{raster.id}{path}"), 404, "not_found")


def test_rasters_that_can_not_be_used(client, tif, tmp_path):
    for data, params, code in (
        (b"", {}, "raster_empty"),
        (b"no raster", {}, "raster_unreadable"),
        (tif, {"band": 2}, "request_invalid"),
        (tif, {"band": 0}, "request_invalid"),
        (tif, {"values": "weight"}, "request_invalid"),
    ):
        assert_problem(client.post("/v1/rasters", params=params, content=data), 422, code)
    raster = send(client, tif, values="mass", band=1)
    for params in ({}, {"area_km2": 5, "recall": 0.5}, {"area_km2": 0.01}, {"recall": 1}):
        answer = client.get(f"/v1/rasters/{raster.id}/search_area", params=params)
        assert_problem(answer, 422, "request_invalid")
    assert_problem(client.get(f"/v1/rasters/{raster.id}/area_at?lat=91&lon=0"), 422, "request_invalid")
    assert not list((tmp_path / "work").iterdir())


def test_too_large_a_file_is_refused_unread(client, tif, monkeypatch):
    monkeypatch.setattr(rasters_api, "_MOST_BYTES", 1000)
    assert_problem(client.post("/v1/rasters", content=tif), 413, "raster_too_large")


def test_new_rasters_make_room_among_the_old(client, tif, monkeypatch):
    monkeypatch.setattr(rasters, "MOST_PIXELS", 25_000)
    first, second = send(client, tif), send(client, tif)
    assert client.get(f"/v1/rasters/{first.id}/area_at?lat=48&lon=2").status_code == 200
    third = send(client, tif)
    assert [client.get(f"/v1/rasters/{r.id}/area_at?lat=48&lon=2").status_code for r in (first, second, third)] == [
        200, 404, 200,
    ]  # fmt: skip


def test_the_answers_are_documented(client):
    paths = client.get("/v1/openapi.json").json()["paths"]
    assert set(paths["/v1/rasters/{raster_id}/search_area"]) == {"get"}
    assert "application/octet-stream" in paths["/v1/rasters"]["post"]["requestBody"]["content"]
