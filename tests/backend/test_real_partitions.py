"""The zones against the naive full grid, on the published partitions of MP-16 and random probabilities."""

import json

import numpy as np
import pytest

from backend.attribute_map import read_classes
from backend.bundle import STARTER
from backend.ensemble import Member, fuse
from backend.grid import WIDTH, pixel_centre, row_areas_km2, unit_vectors
from backend.partition import read_partition
from backend.places import Places
from backend.rva import area_at
from backend.search_area import Pieces, Target, select
from backend.zones import build_zones, map_layer, partition_layer

PARTITIONS = {
    "coarse": ("cells_50_5000.csv", 3298),
    "middle": ("cells_50_2000.csv", 7202),
    "fine": ("cells_50_1000.csv", 12893),
}
MEMBERS = [Member("base"), Member("LS"), Member("LC")]
BUDGETS = (100.0, 1963.5, 125_653.0, 1.765e6, 1.938e7, 1e8)
SAME = 1e-10  # relative width of a tie on the naive grid, where factors are multiplied in another order


@pytest.fixture(scope="module", params=PARTITIONS)
def world(request, data, naive_world):
    file, cells = PARTITIONS[request.param]
    partition = read_partition(data / "partitions" / file)
    assert len(partition) == cells
    maps = []
    for entry in json.loads((STARTER / "manifest.json").read_text())["maps"]:
        values = [c["value"] for c in entry["classes"]]
        maps.append((read_classes(STARTER / entry["file"], values), len(values)))
    table = build_zones([partition_layer(partition), *(map_layer(*m) for m in maps)])
    return partition, table, naive_world(partition, [classes for classes, _ in maps])


def plain(rng, table):
    return [rng.dirichlet(np.full(len(area), 0.3)) for area in table.class_area]


def tied(rng, table):
    """Probabilities that make four densities a member, so that zones far apart tie."""
    found = []
    for area in table.class_area:
        p = area * rng.integers(1, 5, len(area))
        found.append(p / p.sum())
    return found


@pytest.mark.parametrize("draw", [plain, tied])
def test_areas_and_pixels_equal_the_naive_grid(world, draw):
    partition, table, naive = world
    rng = np.random.default_rng(12)
    probabilities = draw(rng, table)
    fused = fuse(table, MEMBERS, probabilities)
    score = naive.ensemble(*probabilities).ravel()
    score /= (score * naive.pixel_area.ravel()).sum()
    assert fused.density[table.zone] == pytest.approx(score[table.starts], rel=1e-9, abs=0)

    places = rng.integers(0, len(partition), 12)
    for lat, lon in zip(partition.lat[places], partition.lon[places], strict=True):
        expected = naive_areas(naive, score, lat, lon)
        for ties, area in expected.items():
            assert area_at(fused, lat, lon, ties) == pytest.approx(area, rel=1e-9), ties

    pieces = Pieces.of(table, Places.load())
    ranking = naive_ranking(world, score, probabilities[0])
    for budget in BUDGETS:
        chosen = select(fused, Target("", budget), pieces, lambda zones: centres_of(world, probabilities[0], zones))
        ours = np.zeros(len(score), bool)
        for start, end in zip(chosen.starts, chosen.ends, strict=True):
            ours[start:end] = True
        assert (ours == naive_pixels(world, score, ranking, budget)).all(), budget


def naive_areas(naive, score, lat, lon):
    """Algorithm 3 as printed, for the three tie rules."""
    area = naive.pixel_area.ravel()
    truth = score[int((90 - lat) * 30) * WIDTH + int((lon + 180) * 30) % WIDTH]
    if truth == 0:
        return dict.fromkeys(("pessimistic", "optimistic", "expected"), area.sum())
    pessimistic = area[score >= truth * (1 - SAME)].sum()
    optimistic = area[score > truth * (1 + SAME)].sum()
    return {
        "pessimistic": pessimistic,
        "optimistic": optimistic,
        "expected": (pessimistic + optimistic) / 2,
    }


def naive_ranking(world, score, p_cells):
    """Pixels in descending order of score, their areas cumulated, and the likeliest cell at every pixel (-1: none)."""
    _, _, naive = world
    possible = np.flatnonzero(score > 0)
    order = possible[np.argsort(-score[possible], kind="stable")]
    likeliest = np.full(len(score), -1)
    for cell in np.argsort(p_cells, kind="stable"):  # the likeliest is written last
        for row, start, end in naive.runs_of(cell):
            likeliest[row * WIDTH + start : row * WIDTH + end] = cell
    return order, np.cumsum(naive.pixel_area.ravel()[order]), likeliest


def naive_pixels(world, score, ranking, budget):
    """The best pixels that fit, among ties the nearest to the centre of their likeliest cell first."""
    partition, _, naive = world
    order, total, likeliest = ranking
    first_left_out = min(int(np.searchsorted(total, budget * (1 + 1e-12), side="right")), len(order) - 1)
    level = score[order[first_left_out]]
    chosen = score > level * (1 + SAME)
    left = budget - naive.pixel_area.ravel()[chosen].sum()
    ties = np.flatnonzero(np.abs(score - level) <= level * SAME)
    cell = likeliest[ties]
    towards = unit_vectors(partition.lat[cell], partition.lon[cell])
    nearness = (unit_vectors(*pixel_centre(ties // WIDTH, ties % WIDTH)) * towards).sum(axis=1)
    ties = ties[np.argsort(-nearness, kind="stable")]
    fits = np.cumsum(row_areas_km2()[ties // WIDTH]) <= left * (1 + 1e-12)
    chosen[ties[fits]] = True
    return chosen


def centres_of(world, p_cells, zones):
    """The mean photo position of the likeliest cell that meets each zone."""
    partition, table, _ = world
    cells = table.sets[0][table.set_ids[0][zones]]
    likeliest = [row.indices[np.argmax(p_cells[row.indices])] for row in cells]
    return partition.lat[likeliest], partition.lon[likeliest]
