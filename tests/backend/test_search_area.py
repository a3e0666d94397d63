import numpy as np
import pytest
import shapely
from rasterio.features import rasterize
from rasterio.transform import from_origin

from backend.ensemble import Member, fuse
from backend.errors import RequestError
from backend.grid import HEIGHT, WIDTH, row_areas_km2
from backend.search_area import Target, area_target, presets, regions, select


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


def first_unit(*arguments):
    return np.zeros(arguments[-1], np.int64)


def area_of(selection):
    return ((selection.ends - selection.starts) * row_areas_km2()[selection.starts // WIDTH]).sum()


@pytest.mark.parametrize("budget", [20, 1963.49, 50_000, 1.765e6])
def test_a_budget_is_used_to_within_a_pixel_and_never_passed(fused, centres, budget):
    area = area_of(select(fused, area_target(budget), centres))
    assert budget - 13.8 <= area <= budget


def test_a_larger_budget_holds_the_smaller_area(fused, centres):
    small, large = (select(fused, area_target(b), centres) for b in (30_000, 100_000))
    pixels = [np.concatenate([np.arange(a, b) for a, b in zip(s.starts, s.ends, strict=True)]) for s in (small, large)]
    assert np.isin(pixels[0], pixels[1]).all()


def test_no_pixel_outside_is_denser_than_one_inside(fused, centres):
    table = fused.table
    selection = select(fused, area_target(200_000), centres)
    inside = np.zeros(HEIGHT * WIDTH, bool)
    for start, end in zip(selection.starts, selection.ends, strict=True):
        inside[start:end] = True
    density = np.repeat(fused.density[table.zone], table.lengths())
    assert density[~inside].max() <= density[inside].min()


def test_a_budget_beyond_all_that_is_likely_takes_just_that(fused, centres):
    selection = select(fused, Target("all", budget_km2=5.1e8), centres)
    assert area_of(selection) == pytest.approx(fused.table.area[fused.density > 0].sum(), rel=1e-9)


@pytest.mark.parametrize("mass", [0.05, 0.5, 0.9])
def test_a_recall_target_holds_its_mass_and_little_more(fused, centres, mass):
    selection = select(fused, Target("x", recall=0.5, mass=mass), centres)
    area = (selection.ends - selection.starts) * row_areas_km2()[selection.starts // WIDTH]
    held = (area * fused.density[selection.zone]).sum()
    assert mass - 1e-9 <= held <= mass + 13.8 * fused.density.max()


def test_part_of_a_zone_is_the_part_nearest_its_centre(make_partition):
    from backend.zones import build_zones, partition_layer

    partition = make_partition([(6.0, 25.0)], 3)
    fused = fuse(build_zones([partition_layer(partition)]), [Member("cells")], [np.ones(1)])
    selection = select(fused, area_target(2000), lambda zones: (partition.lat[[0]], partition.lon[[0]]))
    found = regions(fused, selection, first_unit)
    assert len(found.area_km2) == 1
    shape = found.geometry[0]
    assert shape.contains(shapely.Point(25.0, 6.0))
    # A disc of 2,000 km2 has a radius of 25.2 km, 0.227 degrees.
    assert shape.bounds == pytest.approx([25 - 0.23, 6 - 0.227, 25 + 0.23, 6 + 0.227], abs=0.04)


def test_regions_are_ranked_valid_and_drawn_where_their_pixels_are(fused, centres):
    selection = select(fused, area_target(400_000), centres)
    found = regions(fused, selection, first_unit)
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


def test_geodesic_area_agrees_to_one_percent(fused, centres):
    found = regions(fused, select(fused, area_target(400_000), centres), first_unit)
    from rasterio.crs import CRS
    from rasterio.warp import transform_geom

    for k in range(0, len(found.area_km2), max(1, len(found.area_km2) // 20)):
        shape = found.geometry[k]
        # Cylindrical equal area keeps the ellipsoid's areas; its parallels stay straight, as ours are.
        flat = transform_geom(CRS.from_epsg(4326), CRS.from_epsg(6933), shapely.geometry.mapping(shape))
        assert shapely.geometry.shape(flat).area / 1e6 == pytest.approx(found.area_km2[k], rel=0.01)


def test_presets_and_bad_budgets():
    assert [round(t.budget_km2) for t in presets()] == [1963, 125653, 1765106, 19384294]
    assert area_target(1963.49).label == "25 km cap"
    for budget in (0, -5, 13, 6e8, float("nan"), float("inf")):
        with pytest.raises(RequestError, match="area budget"):
            area_target(budget)
