"""GeoJSON text against the plain way to write it."""

import json

import numpy as np
import pytest
import shapely

from backend import api
from backend.geojson import feature_collection
from backend.search_area import Target, area_target


@pytest.fixture(scope="module")
def search_area(tiny_geolocator):
    rng = np.random.default_rng(4)
    probabilities = [rng.dirichlet(np.ones(sets.shape[1])) for sets in tiny_geolocator.table.sets]
    fused = tiny_geolocator.fuse(probabilities)
    return lambda target: tiny_geolocator.search_area(fused, probabilities[0], target)


@pytest.mark.parametrize("target", [area_target(5e6), Target("50% recall", recall=0.5, mass=0.5)])
def test_the_text_is_the_regions(tiny_geolocator, search_area, target):
    area = search_area(target)
    text = feature_collection(tiny_geolocator.places, area, tiny_geolocator.calibration)
    answer = json.loads(text)
    api.SearchAreaFeatures.model_validate(answer)
    assert [f["id"] for f in answer["features"]] == list(range(1, len(area.regions.unit) + 1))
    for k, feature in enumerate(answer["features"]):
        place = tiny_geolocator.places.place(int(area.regions.unit[k]))
        assert feature["properties"] == {
            "area_label": target.label,
            "target": target.kind,
            "budget_km2": target.budget_km2,
            "recall": target.recall,
            "rank": k + 1,
            "place": place.label,
            "country": place.country,
            "area_km2": area.regions.area_km2[k],
            "probability": area.regions.probability[k],
            "density": area.regions.density[k],
        }
        shape = shapely.geometry.shape(feature["geometry"])
        assert shapely.equals_exact(shape, area.regions.geometry[k], tolerance=1e-6)
        assert [len(p.interiors) for p in shape.geoms] == [len(p.interiors) for p in area.regions.geometry[k].geoms]
        assert feature["bbox"] == list(shape.bounds)
    numbers = [number for feature in answer["features"] for number in np.ravel(feature["bbox"])]
    assert all(number == round(number, 6) for number in numbers)


def test_names_that_are_hard_to_write(tiny_geolocator, search_area, monkeypatch):
    hard = 'Saint "Quote", \\ new\nline, 東京'
    monkeypatch.setattr(type(tiny_geolocator.places.place(0)), "label", property(lambda _place: hard))
    area = search_area(area_target(1e5))
    answer = json.loads(feature_collection(tiny_geolocator.places, area, None))
    assert answer["search_area"]["expected_recall"] is None
    assert {feature["properties"]["place"] for feature in answer["features"]} == {hard}


def test_an_area_without_regions(tiny_geolocator, search_area):
    area = search_area(Target("less than a pixel", budget_km2=1e-3))
    answer = json.loads(feature_collection(tiny_geolocator.places, area, tiny_geolocator.calibration))
    assert answer["features"] == []
    assert (answer["search_area"]["region_count"], answer["search_area"]["area_km2"]) == (0, 0)
