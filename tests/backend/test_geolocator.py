"""Where the best point comes from."""

import numpy as np
import pytest
from PIL import Image

from backend.bundle import load_bundle
from backend.confidence import best_point
from backend.errors import BundleError
from backend.geolocator import Clock, Geolocator
from backend.photo import load_photo


@pytest.fixture(scope="module")
def geolocator(raw_bundle):
    return Geolocator(load_bundle(raw_bundle))


def found_for(geolocator, colour, path):
    Image.new("RGB", (64, 48), colour).save(path)
    return geolocator.geolocate(load_photo(path), [], lambda stage, share: None, Clock())


@pytest.mark.parametrize("colour", ["red", "blue", "white"])
def test_over_a_prior_it_is_where_the_attributes_point(geolocator, colour, tmp_path):
    found = found_for(geolocator, colour, tmp_path / "photo.png")
    table, cells = geolocator.table, geolocator.partition
    # By hand: a cell's share of the photos, times the density of the bucket at its position.
    share, p = found.probabilities
    zones = table.zone_at(cells.lat, cells.lon)
    bucket = [table.sets[1][k].indices[0] for k in table.set_ids[1][zones]]
    weights = share * p[bucket] / table.class_area[1][bucket]
    assert found.best_point == best_point(cells.lat, cells.lon, weights)
    assert geolocator.cell_weights(found.probabilities, found.fused) / weights == pytest.approx(
        np.full(len(cells), found.fused.density[zones[0]] * table.class_area[0][0] / weights[0])
    )


def test_a_geolocation_predictors_point_is_its_own(tiny_geolocator, tmp_path):
    found = found_for(tiny_geolocator, "red", tmp_path / "photo.png")
    assert tiny_geolocator.cell_weights(found.probabilities, found.fused) is found.probabilities[0]
    cells = tiny_geolocator.partition
    assert found.best_point == best_point(cells.lat, cells.lon, found.probabilities[0])


@pytest.mark.parametrize("wrong", [{"exponent": "x"}, {"exponent": None}, {"epsilon": -1}, {"exponent": float("inf")}])
def test_a_member_that_can_t_be_weighed_is_refused(raw_bundle, wrong):
    bundle = load_bundle(raw_bundle)
    bundle.predictors[1].update(wrong)
    with pytest.raises(BundleError, match=r"'population' has the exponent .* and the epsilon .*: both must be numbers"):
        Geolocator(bundle)
