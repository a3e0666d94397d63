import numpy as np
import pytest

from backend.ensemble import Member, fuse, rasterised
from backend.errors import PredictorError
from backend.grid import WIDTH
from backend.rva import area_at, mass_at, recall

MEMBERS = [Member("cells"), Member("one"), Member("two")]


@pytest.fixture(scope="module")
def probabilities(small_world):
    rng = np.random.default_rng(7)
    sizes = [sets.shape[1] for sets in small_world[1].sets]
    return [rng.dirichlet(np.full(n, 0.3)) for n in sizes]


@pytest.fixture(scope="module")
def naive_map(small_world, probabilities):
    score = small_world[2].ensemble(*probabilities)
    return score / (score * small_world[2].pixel_area).sum()


def test_algorithm_1_keeps_every_cells_probability(small_world, probabilities):
    _, table, _ = small_world
    values = rasterised(table, 0, probabilities[0])
    assert values @ table.area == pytest.approx(1.0, abs=1e-12)
    for cell in (0, 7, len(probabilities[0]) - 1):
        alone = np.zeros(len(probabilities[0]))
        alone[cell] = probabilities[0][cell]
        assert rasterised(table, 0, alone) @ table.area == pytest.approx(probabilities[0][cell], rel=1e-9)


def test_algorithm_1_on_the_real_partition(fine_partition):
    from backend.zones import build_zones, partition_layer

    table = build_zones([partition_layer(fine_partition)])
    p = np.random.default_rng(8).dirichlet(np.full(len(fine_partition), 0.1))
    values = rasterised(table, 0, p)
    per_cell = table.sets[0].T @ np.bincount(table.set_ids[0], weights=table.area, minlength=table.sets[0].shape[0])
    assert values @ table.area == pytest.approx(1.0, abs=1e-9)
    assert p / table.class_area[0] * per_cell == pytest.approx(p, abs=1e-6)


def test_algorithm_2_equals_the_naive_product_on_every_pixel(small_world, probabilities, naive_map):
    _, table, _ = small_world
    fused = fuse(table, MEMBERS, probabilities)
    ours = np.repeat(fused.density[table.zone], table.lengths()).reshape(-1, WIDTH)
    assert fused.mass.sum() == pytest.approx(1.0, abs=1e-12)
    assert np.allclose(ours, naive_map, rtol=1e-9, atol=0)


@pytest.mark.parametrize("ties", ["pessimistic", "optimistic", "expected"])
def test_algorithm_3_equals_the_naive_area(small_world, probabilities, naive_map, ties):
    partition, table, naive = small_world
    fused = fuse(table, MEMBERS, probabilities)
    for lat, lon in zip(partition.lat[::40], partition.lon[::40], strict=True):
        row, col = int((90 - lat) * 30), int((lon + 180) * 30) % WIDTH
        p = naive_map[row, col]
        if p == 0:
            expected = 510_064_471.91
        else:
            # Products in another order differ in the last digits: a relative width stands for equality.
            above = naive.pixel_area[naive_map > p * (1 + 1e-10)].sum()
            level = naive.pixel_area[np.abs(naive_map - p) <= p * 1e-10].sum()
            expected = above + {"pessimistic": level, "optimistic": 0, "expected": level / 2}[ties]
        assert area_at(fused, lat, lon, ties) == pytest.approx(expected, rel=1e-9)


def test_exponents_and_epsilon(small_world, probabilities):
    _, table, _ = small_world
    without = fuse(table, [MEMBERS[0], Member("one", exponent=0.0), Member("two", exponent=0.0)], probabilities)
    assert np.allclose(without.density, rasterised(table, 0, probabilities[0]), rtol=1e-9)
    sea = table.sets[1].getnnz(axis=1)[table.set_ids[1]] == 0
    assert (fuse(table, MEMBERS, probabilities).density[sea] == 0).all()
    floor = [MEMBERS[0], Member("one", epsilon=1e-9), MEMBERS[2]]
    photographed = rasterised(table, 0, probabilities[0]) > 0
    assert (fuse(table, floor, probabilities).density[sea & photographed] > 0).all()


@pytest.mark.parametrize("temperature", [0.5, 2.0, 7.0])
def test_a_temperature_keeps_the_ranking_and_the_total(small_world, probabilities, temperature):
    _, table, _ = small_world
    plain, tempered = fuse(table, MEMBERS, probabilities), fuse(table, MEMBERS, probabilities, temperature)
    assert tempered.mass.sum() == pytest.approx(1.0, abs=1e-12)
    possible = plain.density > 0
    assert (possible == (tempered.density > 0)).all()
    power = plain.density[possible] ** (1 / temperature)
    expected = power / (power @ table.area[possible])
    assert tempered.density[possible] == pytest.approx(expected, rel=1e-9)
    places = small_world[0]
    for lat, lon in zip(places.lat[::60], places.lon[::60], strict=True):
        assert area_at(tempered, lat, lon) == pytest.approx(area_at(plain, lat, lon), rel=1e-9)


def test_members_that_rule_out_every_place(small_world, probabilities):
    _, table, _ = small_world
    nowhere = [np.zeros_like(probabilities[0]), *probabilities[1:]]
    with pytest.raises(PredictorError, match="no place is left"):
        fuse(table, MEMBERS, nowhere)


def test_a_uniform_map_needs_the_whole_earth(blocky_maps):
    from backend.zones import build_zones, map_layer

    table = build_zones([map_layer(np.ones_like(blocky_maps[0]), 1)])
    fused = fuse(table, [Member("everywhere")], [np.ones(1)])
    assert area_at(fused, 12.3, 45.6) == pytest.approx(510_064_471.91, rel=1e-9)
    assert mass_at(fused, 12.3, 45.6) == pytest.approx(1.0)


def test_mass_at_the_truth(small_world, probabilities):
    _, table, _ = small_world
    fused = fuse(table, MEMBERS, probabilities)
    masses = [mass_at(fused, lat, lon) for lat, lon in zip(small_world[0].lat, small_world[0].lon, strict=True)]
    assert min(masses) > 0
    assert any(np.isinf(masses)) and any(np.isfinite(masses))


def test_recall_counts_areas_within_the_budget():
    assert recall([10, 20, 30, 40], [5, 10, 25, 1e9]).tolist() == [0, 0.25, 0.5, 1]
