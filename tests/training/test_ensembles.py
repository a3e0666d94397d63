import numpy as np
import pytest

from backend.ensemble import Member, fuse
from backend.grid import HEIGHT, WIDTH
from backend.rva import area_at, mass_at
from backend.zones import build_zones, map_layer
from training.ensembles import Ensemble, measure, paper_ensembles


@pytest.fixture(scope="module")
def table():
    rng = np.random.default_rng(1)
    maps = [np.kron(rng.integers(0, k + 1, (HEIGHT // 90, WIDTH // 90)), np.ones((90, 90), int)) for k in (40, 4, 7)]
    return build_zones([map_layer(m.astype(np.uint8), k) for m, k in zip(maps, (40, 4, 7), strict=True)])


@pytest.fixture(scope="module")
def photos(table):
    rng = np.random.default_rng(2)
    rows = [[rng.dirichlet(np.full(k, 0.5)) for k in (40, 4, 7)] for _ in range(30)]
    return rows, np.degrees(np.arcsin(rng.uniform(-1, 1, 30))), rng.uniform(-180, 180, 30)


def test_the_ensembles_of_the_paper():
    found = paper_ensembles(["base", "LS", "LC"], [12893, 4, 7])
    assert [e.name for e in found] == ["base", "+LS", "+LS urban prior", "+LC", "+LS+LC"]
    assert [e.exponents for e in found] == [(1, 0, 0), (1, 1, 0), (1, 0, 0), (1, 0, 1), (1, 1, 1)]
    assert found[2].allowed == (1, (2, 3))
    assert [e.name for e in paper_ensembles(["base"], [5])] == ["base"]
    assert [e.name for e in paper_ensembles(["base", "climate"], [5, 3])] == ["base", "+climate"]


def test_areas_and_masses_equal_algorithms_1_to_3(table, photos):
    rows, lat, lon = photos
    ensembles = [*paper_ensembles(["base", "LS", "LC"], [40, 4, 7]), Ensemble("fitted", (0.9, 0.3, 0.2))]
    found = measure(table, reversed(list(enumerate(rows))), lat, lon, ensembles)
    assert found.names[-1] == "fitted"
    areas_alone = measure(table, enumerate(rows), lat, lon, ensembles, masses=False)
    assert (areas_alone.area_km2 == found.area_km2).all()
    assert (areas_alone.optimistic_km2 == found.optimistic_km2).all()
    ruled_out = 0
    for k, row in enumerate(rows):
        for e, ensemble in enumerate(ensembles):
            if ensemble.allowed:
                urban = np.array([0.0, 0.0, 0.5, 0.5]) * table.class_area[1]
                row_e, powers = [row[0], urban / urban.sum(), row[2]], (1, 1, 0)
            else:
                row_e, powers = row, ensemble.exponents
            fused = fuse(table, [Member(str(m), power) for m, power in enumerate(powers)], row_e)
            # Under the prior all allowed classes have one value, whatever their areas.
            assert found.area_km2[k, e] == pytest.approx(area_at(fused, lat[k], lon[k]), rel=1e-9)
            assert found.optimistic_km2[k, e] == pytest.approx(area_at(fused, lat[k], lon[k], "optimistic"), rel=1e-9)
            assert found.mass_at_truth[k, e] == pytest.approx(mass_at(fused, lat[k], lon[k]), rel=1e-9)
            ruled_out += np.isinf(found.mass_at_truth[k, e])
    assert 0 < ruled_out < 0.7 * len(rows) * len(ensembles)


def test_every_photo_can_have_its_own_exponents(table, photos):
    rows, lat, lon = photos
    own = [[Ensemble("fitted", (1.0, k / 30, 0.5))] for k in range(30)]
    found = measure(table, enumerate(rows), lat, lon, own)
    for k in (0, 13, 29):
        alone = measure(table, [(0, rows[k])], lat[k : k + 1], lon[k : k + 1], own[k])
        assert found.area_km2[k] == alone.area_km2[0]
    both = found.and_also(measure(table, enumerate(rows), lat, lon, [Ensemble("base", (1.0, 0.0, 0.0))]))
    assert both.names == ["fitted", "base"]
    assert both.mass_at_truth.shape == (30, 2)


def test_an_epsilon_keeps_what_has_no_class_possible(table, photos):
    rows, lat, lon = photos
    every = [Ensemble("all", (1.0, 1.0, 1.0))]
    without = measure(table, enumerate(rows), lat, lon, every)
    floored = measure(table, enumerate(rows), lat, lon, every, epsilons=[1e-11, 1e-11, 1e-11])
    assert np.isinf(without.mass_at_truth).any()
    assert np.isfinite(floored.mass_at_truth).all()
