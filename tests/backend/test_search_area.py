import numpy as np
import pyproj
import pytest
import shapely
from rasterio.features import rasterize
from rasterio.transform import from_origin
from scipy import ndimage
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from backend.attribute_map import read_classes
from backend.bundle import load_bundle
from backend.ensemble import Member, fuse
from backend.errors import RequestError
from backend.grid import HEIGHT, WIDTH, pixel_centre, row_areas_km2
from backend.partition import read_partition
from backend.places import Places
from backend.search_area import Pieces, Target, area_target, presets, regions, select
from backend.zones import build_zones, map_layer, partition_layer


@pytest.fixture(scope="module")
def fused(small_world):
    rng = np.random.default_rng(9)
    table = small_world[1]
    return fuse(
        table,
        [Member(str(k)) for k in range(3)],
        [rng.dirichlet(np.full(s.shape[1], 0.2)) for s in table.sets],
    )


@pytest.fixture(scope="module")
def centres(small_world):
    partition, table, _ = small_world

    def of(zones):
        first = [table.sets[0][table.set_ids[0][z]].indices[0] for z in zones]
        return partition.lat[first], partition.lon[first]

    return of


@pytest.fixture(scope="module")
def places():
    return Places.load()


@pytest.fixture(scope="module")
def pieces(fused, places):
    return Pieces.of(fused.table, places)


def area_of(selection):
    return ((selection.ends - selection.starts) * row_areas_km2()[selection.starts // WIDTH]).sum()


@pytest.mark.parametrize("budget", [20, 1963.49, 50_000, 1.765e6])
def test_a_budget_is_used_to_within_a_pixel_and_never_passed(fused, pieces, centres, budget):
    area = area_of(select(fused, area_target(budget), pieces, centres))
    assert budget - 13.8 <= area <= budget


def test_a_larger_budget_holds_the_smaller_area(fused, pieces, centres):
    small, large = (select(fused, area_target(b), pieces, centres) for b in (30_000, 100_000))
    pixels = [np.concatenate([np.arange(a, b) for a, b in zip(s.starts, s.ends, strict=True)]) for s in (small, large)]
    assert np.isin(pixels[0], pixels[1]).all()


def test_no_pixel_outside_is_denser_than_one_inside(fused, pieces, centres):
    table = fused.table
    selection = select(fused, area_target(200_000), pieces, centres)
    inside = np.zeros(HEIGHT * WIDTH, bool)
    for start, end in zip(selection.starts, selection.ends, strict=True):
        inside[start:end] = True
    density = np.repeat(fused.density[table.zone], table.lengths())
    assert density[~inside].max() <= density[inside].min()


def test_a_budget_beyond_all_that_is_likely_takes_just_that(fused, pieces, centres):
    selection = select(fused, Target("all", budget_km2=5.1e8), pieces, centres)
    assert area_of(selection) == pytest.approx(fused.table.area[fused.density > 0].sum(), rel=1e-9)


@pytest.mark.parametrize("mass", [0.05, 0.5, 0.9])
def test_a_recall_target_holds_its_mass_and_little_more(fused, pieces, centres, mass):
    selection = select(fused, Target("x", recall=0.5, mass=mass), pieces, centres)
    area = (selection.ends - selection.starts) * row_areas_km2()[selection.starts // WIDTH]
    held = (area * fused.density[selection.zone]).sum()
    assert mass - 1e-9 <= held <= mass + 13.8 * fused.density.max()


def test_part_of_a_zone_is_the_part_nearest_its_centre(make_partition, places):
    partition = make_partition([(6.0, 25.0)], 3)
    fused = fuse(build_zones([partition_layer(partition)]), [Member("cells")], [np.ones(1)])
    pieces = Pieces.of(fused.table, places)
    selection = select(fused, area_target(2000), pieces, lambda zones: (partition.lat[[0]], partition.lon[[0]]))
    found = regions(fused, selection)
    assert len(found.area_km2) == 1
    shape = found.geometry[0]
    assert shape.contains(shapely.Point(25.0, 6.0))
    # A disc of 2,000 km2 has a radius of 25.2 km, 0.227 degrees.
    assert shape.bounds == pytest.approx([25 - 0.23, 6 - 0.227, 25 + 0.23, 6 + 0.227], abs=0.04)


def test_regions_are_ranked_valid_and_drawn_where_their_pixels_are(fused, pieces, centres):
    selection = select(fused, area_target(400_000), pieces, centres)
    found = regions(fused, selection)
    assert shapely.is_valid(found.geometry).all()
    assert (np.diff(found.probability) <= 0).all()
    assert found.area_km2.sum() == pytest.approx(area_of(selection), rel=1e-9)
    burnt = rasterize(
        list(found.geometry), (HEIGHT, WIDTH), transform=from_origin(-180, 90, 1 / 30, 1 / 30), dtype="uint8"
    )
    inside = np.zeros(HEIGHT * WIDTH, np.uint8)
    for start, end in zip(selection.starts, selection.ends, strict=True):
        inside[start:end] = 1
    assert (burnt.ravel() == inside).all()
    for shape, lat, lon in zip(found.geometry, found.lat, found.lon, strict=True):
        assert shape.intersects(shapely.Point(lon, lat))


def by_pixel(fused, selected, places):
    """Regions as a person would find them: every pixel in a full raster. Sorted by their first pixel."""
    chosen = np.zeros(HEIGHT * WIDTH, bool)
    for start, end in zip(selected.starts, selected.ends, strict=True):
        chosen[start:end] = True
    label, count = ndimage.label(chosen.reshape(HEIGHT, WIDTH))
    over_the_edge = (label[:, 0] > 0) & (label[:, -1] > 0)
    pairs = label[over_the_edge, 0] - 1, label[over_the_edge, -1] - 1
    graph = coo_matrix((np.ones(len(pairs[0])), pairs), shape=(count, count))
    count, joined = connected_components(graph, directed=False)
    pixel = np.flatnonzero(chosen)
    region = joined[label.ravel()[pixel] - 1]
    area = row_areas_km2()[pixel // WIDTH]
    mass = area * np.repeat(fused.density[fused.table.zone], fused.table.lengths())[pixel]
    unit = places.unit_ids(pixel // WIDTH, pixel % WIDTH).astype(np.int64)
    share = np.zeros((count, int(unit.max()) + 1))
    np.add.at(share, (region, unit), mass)
    share[:, 0] = 0
    found = np.zeros(count), np.zeros(count)
    np.add.at(found[0], region, area)
    np.add.at(found[1], region, mass)
    _, first = np.unique(region, return_index=True)
    return pixel[first], *found, share


@pytest.mark.parametrize("budget", [3_000, 400_000, 2e7])
def test_regions_are_what_a_look_at_every_pixel_finds(fused, pieces, centres, places, budget):
    selected = select(fused, area_target(budget), pieces, centres)
    found = regions(fused, selected)
    assert (np.diff(selected.starts) > 0).all()
    assert (selected.ends > selected.starts).all()
    pixel, area, probability, share = by_pixel(fused, selected, places)
    assert len(found.unit) == len(pixel)
    # The region that holds a pixel, through the polygons alone.
    lat, lon = pixel_centre(pixel // WIDTH, pixel % WIDTH)
    _, at = shapely.STRtree(found.geometry).query(shapely.points(lon, lat), predicate="within")
    assert sorted(at) == list(range(len(pixel)))
    assert found.area_km2[at] == pytest.approx(area, rel=1e-9)
    assert found.probability[at] == pytest.approx(probability, rel=1e-9)
    held = share[np.arange(len(pixel)), found.unit[at]]
    assert held == pytest.approx(share.max(axis=1), rel=1e-9)
    assert ((found.unit[at] > 0) == (share.max(axis=1) > 0)).all()


def test_the_admin_unit_that_holds_most_names_a_region(fused):
    # Two regions in one row: the first lies mostly at sea, its land is a tie of units 2 and 3; the second is all sea.
    selected = Pieces(*np.array([[0, 6, 7, 20], [6, 7, 8, 23], [0, 0, 0, 0], [0, 3, 2, 0]]))
    found = regions(fused, selected)
    assert found.unit.tolist() == [2, 0]
    assert found.probability[0] == pytest.approx(8 / 3 * found.probability[1])


@pytest.fixture(scope="module", params=["starter", "cells_50_1000"])
def real(request, places):
    """A real partition with the starter bundle's maps and random probabilities: map, pieces, centres."""
    bundle = load_bundle()
    path = bundle.file("cells.csv")
    if request.param != "starter":
        path = request.getfixturevalue("data") / "partitions" / f"{request.param}.csv"
    partition = read_partition(path)
    layers = [partition_layer(partition)]
    for entry in bundle.manifest["maps"]:
        values = [int(c["value"]) for c in entry["classes"]]
        layers.append(map_layer(read_classes(bundle.file(entry["file"]), values), len(values)))
    table = build_zones(layers)
    rng = np.random.default_rng(1)
    probabilities = [rng.dirichlet(np.full(s.shape[1], 0.2)) for s in table.sets]
    cells, set_ids = table.sets[0], table.set_ids[0]

    def centres(zones):
        first = [cells[set_ids[z]].indices[0] for z in zones]
        return partition.lat[first], partition.lon[first]

    return fuse(table, [Member(str(k)) for k in range(3)], probabilities), Pieces.of(table, places), centres


@pytest.mark.parametrize("budget", [14, 2_000, 1e5, 1e7, 1e8, 5.1e8])
def test_real_polygons_are_valid_and_their_geodesic_area_is_the_pixels(real, budget):
    fused, pieces, centres = real
    selected = select(fused, area_target(budget), pieces, centres)
    within = min(budget, fused.table.area[fused.density > 0].sum())
    assert within * (1 - 1e-9) - 13.8 <= area_of(selected) <= within * (1 + 1e-9)
    found = regions(fused, selected)
    assert found.area_km2.sum() == pytest.approx(area_of(selected), rel=1e-9)
    assert shapely.is_valid(found.geometry).all()
    # In square degrees nothing is approximate: a hole that was filled, or an overlap, would show.
    assert shapely.area(found.geometry).sum() * 900 == pytest.approx((selected.ends - selected.starts).sum(), rel=1e-9)
    geod = pyproj.Geod(ellps="WGS84")
    for k in np.unique(np.append(np.arange(min(20, len(found.unit))), np.arange(0, len(found.unit), 50))):
        area, _ = geod.geometry_area_perimeter(found.geometry[k])
        assert area / 1e6 == pytest.approx(found.area_km2[k], rel=0.01)


@pytest.mark.parametrize("row", [0, 1, 300, 2700, 5399])
@pytest.mark.parametrize("columns", [1, 40, 5000])
def test_geodesic_area_of_a_strip_agrees_wherever_it_lies(fused, row, columns):
    start = row * WIDTH + 100
    found = regions(fused, Pieces(*np.array([[start], [start + columns], [0], [0]])))
    area, _ = pyproj.Geod(ellps="WGS84").geometry_area_perimeter(found.geometry[0])
    assert area / 1e6 == pytest.approx(found.area_km2[0], rel=0.01)


def test_areas_of_a_real_map_are_nested(real):
    fused, pieces, centres = real
    inner = np.zeros(HEIGHT * WIDTH, bool)
    for budget in (14, 500, 1e4, 1.1e4, 1e6, 1e8, 3e8):
        outer = np.zeros_like(inner)
        selected = select(fused, area_target(budget), pieces, centres)
        for start, end in zip(selected.starts, selected.ends, strict=True):
            outer[start:end] = True
        assert not (inner & ~outer).any()
        inner = outer


def test_presets_and_bad_budgets():
    assert [round(t.budget_km2) for t in presets()] == [1963, 125653, 1765106, 19384294]
    assert area_target(1963.49).label == "25 km cap"
    for budget in (0, -5, 13, 6e8, float("nan"), float("inf")):
        with pytest.raises(RequestError, match="area budget"):
            area_target(budget)
