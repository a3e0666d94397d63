import numpy as np
import pytest

from backend.grid import SPHERE_AREA_KM2, WIDTH, pixel_of
from backend.zones import build_zones, map_layer, partition_layer


def expand(table):
    return np.repeat(table.zone, table.lengths()).reshape(-1, WIDTH)


def test_zones_are_the_pixels_with_the_same_classes_everywhere(small_world, blocky_maps):
    _partition, table, naive = small_world
    zone = expand(table)
    rng = np.random.default_rng(3)
    # The cells of a zone's set, looked up in the naive world pixel by pixel.
    held = {}
    for cell, row, start, end in naive.slices:
        held.setdefault(int(row), []).append((int(start), int(end), int(cell)))
    rows = rng.choice(list(held), 400)
    for row in rows:
        start, end, _ = held[row][rng.integers(len(held[row]))]
        col = int(rng.integers(max(start - 2, 0), min(end + 2, WIDTH)))
        cells = sorted(c for a, b, c in held[row] if a <= col < b)
        z = zone[row, col]
        assert sorted(table.sets[0][table.set_ids[0][z]].indices.tolist()) == cells
        for k, classes in enumerate(blocky_maps, start=1):
            indices = table.sets[k][table.set_ids[k][z]].indices.tolist()
            assert indices == ([int(classes[row, col]) - 1] if classes[row, col] else [])


def test_areas_add_up(small_world):
    _, table, naive = small_world
    assert table.area.sum() == pytest.approx(SPHERE_AREA_KM2, rel=1e-12)
    assert table.class_area[0] == pytest.approx(naive.cell_area, rel=1e-9)
    zone = expand(table)
    for z in (0, len(table.area) // 2, len(table.area) - 1):
        assert table.area[z] == pytest.approx(naive.pixel_area[zone == z].sum(), rel=1e-9)


def test_zone_at_finds_the_pixel(small_world):
    _, table, _ = small_world
    zone = expand(table)
    rng = np.random.default_rng(4)
    lat, lon = rng.uniform(-90, 90, 200), rng.uniform(-180, 180, 200)
    assert (table.zone_at(lat, lon) == zone[pixel_of(lat, lon)]).all()


def test_runs_never_cross_a_row(small_world):
    _, table, _ = small_world
    lengths = table.lengths()
    assert ((table.starts % WIDTH) + lengths <= WIDTH).all()
    assert lengths.sum() == 5400 * 10800


def test_several_cells_in_one_pixel(make_partition):
    partition = make_partition([(48.8566, 2.3522), (48.8570, 2.3530), (48.8575, 2.3560)], 16)
    assert len(partition) == 3
    table = build_zones([partition_layer(partition)])
    z = table.zone_at(48.8566, 2.3522)
    assert sorted(table.sets[0][table.set_ids[0][z]].indices.tolist()) == [0, 1, 2]


def test_the_real_partition_keeps_its_cells(fine_partition):
    table = build_zones([partition_layer(fine_partition)])
    held = table.zone_at(fine_partition.lat, fine_partition.lon)
    sets = table.sets[0][table.set_ids[0][held]]
    assert np.asarray(sets[np.arange(len(held)), np.arange(len(held))]).ravel().all()
    assert (table.class_area[0] > 0).all()


def test_a_map_alone(blocky_maps):
    table = build_zones([map_layer(blocky_maps[0], 4)])
    assert len(table.area) == 5
    assert table.class_area[0].sum() < table.area.sum()
