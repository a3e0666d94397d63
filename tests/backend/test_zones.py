import numpy as np
import pytest

from backend import s2
from backend.ensemble import Member, fuse, rasterised
from backend.grid import HEIGHT, SPHERE_AREA_KM2, WIDTH, pixel_centre, pixel_of, row_areas_km2
from backend.partition import read_partition
from backend.s2_raster import rasterise
from backend.zones import build_zones, map_layer, partition_layer, refine


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


def test_overlap_shares_out_the_cells_of_one_pixel(make_partition):
    # The 16 cells of level 14 in a cell of level 12, which is smaller than a pixel: together they are that cell.
    parent = s2.cell_ids(48.8566, 2.3522, 12)
    lat, lon = np.meshgrid(np.linspace(48.81, 48.90, 200), np.linspace(2.30, 2.40, 200))
    inside = s2.cell_ids(lat, lon, 12) == parent
    partition = make_partition(np.stack([lat[inside], lon[inside]], 1), 14)
    assert len(partition) == 16
    table = build_zones([partition_layer(partition, overlap=True)])
    assert table.class_area[0] == pytest.approx(s2.areas_km2(partition.cells), rel=1e-6)
    whole = build_zones([partition_layer(make_partition([(48.8566, 2.3522)], 12), overlap=True)])
    for z in table.zone_at(partition.lat, partition.lon):
        pixel = pixel_of_zone(table, z)
        other = whole.zone_at(*pixel_centre(*pixel))
        assert table.sets[0][table.set_ids[0][z]].sum() == pytest.approx(
            whole.sets[0][whole.set_ids[0][other]].sum(), abs=1e-9
        )


def pixel_of_zone(table, z):
    return divmod(int(table.starts[np.flatnonzero(table.zone == z)[0]]), WIDTH)


def test_overlap_with_maps_equals_the_naive_product(small_world, blocky_maps):
    partition = small_world[0]
    maps = [map_layer(blocky_maps[0], 4), map_layer(blocky_maps[1], 7)]
    table = build_zones([partition_layer(partition, overlap=True), *maps])
    rng = np.random.default_rng(9)
    probabilities = [rng.dirichlet(np.full(len(area), 0.3)) for area in table.class_area]
    pixel_area = np.repeat(row_areas_km2()[:, None], WIDTH, axis=1)

    runs = rasterise(partition.cells, overlap=True)
    area = np.bincount(runs.cell, weights=runs.share * (runs.end - runs.start) * row_areas_km2()[runs.row])
    score = np.zeros((HEIGHT, WIDTH))
    for cell, row, start, end, share in zip(runs.cell, runs.row, runs.start, runs.end, runs.share, strict=True):
        score[row, start:end] += share * probabilities[0][cell] / area[cell]
    for classes, p in zip(blocky_maps, probabilities[1:], strict=True):
        score *= np.append(0, [p[k] / pixel_area[classes == k + 1].sum() for k in range(len(p))])[classes]
    score /= (score * pixel_area).sum()

    fused = fuse(table, [Member("cells"), Member("one"), Member("two")], probabilities)
    assert np.allclose(fused.density[expand(table)], score, rtol=1e-9, atol=0)


@pytest.mark.parametrize("overlap", [False, True])
@pytest.mark.parametrize("file", ["cells_50_5000.csv", "cells_50_2000.csv", "cells_50_1000.csv"])
def test_every_cell_of_the_real_partitions_keeps_its_probability(data, file, overlap):
    partition = read_partition(data / "partitions" / file)
    table = build_zones([partition_layer(partition, overlap=overlap)])
    p = np.random.default_rng(8).dirichlet(np.full(len(partition), 0.1))
    # On the grid, not in the table: the density of each cell summed over the pixels of its own runs.
    runs = rasterise(partition.cells, overlap=overlap)
    area = runs.share * (runs.end - runs.start) * row_areas_km2()[runs.row]
    kept = np.bincount(runs.cell, weights=area * (p / table.class_area[0])[runs.cell])
    assert kept == pytest.approx(p, rel=1e-6, abs=0)
    density = rasterised(table, 0, p)
    assert density @ table.area == pytest.approx(1.0, abs=1e-9)
    if overlap:
        # The element of area that s2.areas_km2 takes for small cells is exact to 1.4e-7.
        assert table.class_area[0] == pytest.approx(s2.areas_km2(partition.cells), rel=2e-7)


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


def test_refined_zones_are_those_of_all_layers_together(small_world, blocky_maps):
    partition, table, _ = small_world
    coarse = build_zones([partition_layer(partition), map_layer(blocky_maps[0], 4)])
    refined = refine(coarse, map_layer(blocky_maps[1], 7))
    assert (refined.starts == table.starts).all()
    assert refined.area.sum() == pytest.approx(table.area.sum())
    assert len(refined.area) == len(table.area)
    for layer in range(3):
        assert (refined.set_ids[layer][refined.zone] == table.set_ids[layer][table.zone]).all()
        assert refined.class_area[layer] == pytest.approx(table.class_area[layer])
    np.testing.assert_allclose(refined.area[refined.zone], table.area[table.zone])
