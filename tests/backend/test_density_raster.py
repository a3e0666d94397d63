"""Search areas of rasters against sorting every pixel, and against the search areas of the job that made one."""

import numpy as np
import pyproj
import pytest
import shapely
from rasterio import Affine
from scipy import ndimage

from backend import density_raster
from backend.density_raster import DensityRaster
from backend.ensemble import Member, fuse
from backend.errors import RequestError
from backend.georeference import georeference
from backend.grid import SPHERE_AREA_KM2, haversine_km
from backend.heatmap import write_heatmap
from backend.places import Places
from backend.raster_file import read_density
from backend.rva import area_at, mass_at
from backend.search_area import Pieces, Target, area_target, presets, regions, select

WORLD = (Affine(1, 0, -180, 0, -1, 90), "EPSG:4326")
MERCATOR = (Affine(1e4, 0, 5e5, 0, -1e4, 6.4e6), "EPSG:3857")


@pytest.fixture(scope="module")
def places():
    return Places.load()


def raster_of(density, where=WORLD):
    height, width = density.shape
    return DensityRaster(density.astype(np.float32), georeference(height, width, where[0], pyproj.CRS(where[1])))


def smooth(seed, shape=(180, 360), levels=None):
    density = np.exp(30 * ndimage.gaussian_filter(np.random.default_rng(seed).random(shape), 3, mode="wrap"))
    return density if levels is None else np.round(density / density.max() * levels)


def selected(raster, selection):
    mask = np.zeros((raster.where.height, raster.where.width), bool)
    for top, strip in raster._masks(selection):
        mask[top : top + len(strip)] = strip
    return mask


@pytest.mark.parametrize("where", [WORLD, MERCATOR])
@pytest.mark.parametrize("levels", [None, 7])
@pytest.mark.parametrize("share", [1e-4, 0.01, 0.3, 0.99])
def test_the_densest_pixels_to_within_one(where, levels, share, monkeypatch):
    monkeypatch.setattr(density_raster, "_STRIP_PIXELS", 5000)
    density = smooth(3, levels=levels).astype(np.float32)
    raster = raster_of(density.copy(), where)
    areas = raster.where.areas_km2(0, 180)
    assert raster.total == pytest.approx((areas * density).sum(), rel=1e-9)
    mass = areas * density / raster.total
    budget = share * areas[density > 0].sum()
    mask = selected(raster, raster.select(Target("", budget_km2=budget)))
    assert 0 <= budget - areas[mask].sum() <= areas.max()
    assert density[mask].min(initial=np.inf) >= density[~mask].max()
    mask = selected(raster, raster.select(Target("", recall=share, mass=share)))
    assert mass[mask].sum() - share + 1e-9 >= 0 and mass[mask].sum() - share <= mass[mask].max()
    assert density[mask].min() >= density[~mask].max()


@pytest.mark.parametrize("where", [WORLD, MERCATOR])
def test_of_equal_pixels_the_nearest_to_the_densest_go_first(where):
    density = np.ones((180, 360))
    density[50, 200] = 2
    raster = raster_of(density, where)
    lat, lon = raster.where.centres(np.arange(density.size))
    assert raster.densest == (lat[50 * 360 + 200], lon[50 * 360 + 200])
    mask = selected(raster, raster.select(Target("", budget_km2=0.01 * raster.area_km2))).ravel()
    away = haversine_km(lat, lon, *raster.densest)
    assert mask.sum() > 100
    assert away[mask].max() <= away[~mask].min() * (1 + 1e-6)


def test_of_a_plateau_the_middle_is_the_densest():
    density = np.ones((180, 360))
    density[40:61, 100:141] = 5
    raster = raster_of(density)
    assert raster.densest == pytest.approx((39.5, -59.5), abs=6)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("where", [WORLD, MERCATOR])
def test_regions_are_measured_ranked_and_named(seed, where, places):
    density = smooth(seed)
    raster = raster_of(density, where)
    selection = raster.select(Target("", budget_km2=0.1 * raster.area_km2))
    mask, areas = selected(raster, selection), raster.where.areas_km2(0, 180)
    found = raster.regions(selection, places)
    assert found.area_km2.sum() == pytest.approx(areas[mask].sum(), rel=1e-9)
    assert (np.diff(found.probability) <= 0).all()
    labels, count = ndimage.label(mask)
    if where is WORLD:
        for row in range(180):
            if mask[row, 0] and mask[row, -1]:
                labels[labels == labels[row, -1]] = labels[row, 0]
        count = len(np.unique(labels)) - 1
    assert len(found.unit) == count
    assert shapely.is_valid(found.geometry).all()
    for k in range(count):
        pixel = raster.where.pixel_of(found.lat[k], found.lon[k])
        inside = labels == labels[pixel]
        assert labels[pixel]
        assert found.area_km2[k] == pytest.approx(areas[inside].sum(), rel=1e-9)
        assert found.probability[k] == pytest.approx((areas * density)[inside].sum() / raster.total, rel=1e-5)
        assert np.float32(density[pixel]) == np.float32(density[inside].max())
        assert shapely.covers(found.geometry[k], shapely.Point(found.lon[k], found.lat[k]))


def test_the_whole_and_nothing(places):
    density = np.zeros((180, 360))
    density[30:50, 100:130] = 3
    raster = raster_of(density)
    everything = raster.regions(raster.select(raster.target(area_km2=5e8)), places)
    assert everything.area_km2.sum() == pytest.approx(raster.area_km2, rel=1e-12)
    assert everything.probability.sum() == pytest.approx(1)
    assert len(raster.regions(raster.select(Target("", budget_km2=1e-3)), places).unit) == 0


def test_a_rank_is_what_must_be_searched():
    density = smooth(5).astype(np.float32)
    density[:20] = 0
    raster = raster_of(density.copy())
    areas = raster.where.areas_km2(0, 180)
    for row, column in np.random.default_rng(0).integers((20, 0), (180, 360), (30, 2)):
        standing = raster.standing(89.5 - row, column - 179.5)
        denser = density >= density[row, column]
        assert standing.area_km2 == pytest.approx(areas[denser].sum(), rel=1e-9)
        assert standing.probability == pytest.approx((areas * density)[denser].sum() / raster.total, rel=1e-9)
        assert standing.density == pytest.approx(density[row, column] / raster.total, rel=1e-12)
        assert standing.distance_km == pytest.approx(haversine_km(89.5 - row, column - 179.5, *raster.densest))
    assert raster.standing(80, 0).area_km2 == SPHERE_AREA_KM2


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({}, "either"),
        ({"area_km2": 1e5, "recall": 0.5}, "either"),
        ({"area_km2": 1.0}, "densest pixel"),
        ({"area_km2": 6e8}, "out of range"),
        ({"area_km2": float("nan")}, "out of range"),
        ({"recall": 1.0}, "between 0 and 1"),
        ({"recall": float("nan")}, "between 0 and 1"),
    ],
)
def test_what_can_not_be_asked_for(asked, message):
    with pytest.raises(RequestError, match=message):
        raster_of(smooth(1)).target(**asked)


def test_targets_have_the_jobs_names():
    raster = raster_of(smooth(1, (1800, 3600)), (Affine(0.1, 0, -180, 0, -0.1, 90), "EPSG:4326"))
    assert raster.target(area_km2=presets()[1].budget_km2).label == "200 km cap"
    assert raster.target(area_km2=123456.0).label == "123,456 km²"
    assert raster.target(recall=0.8) == Target("80% of the probability", recall=0.8, mass=0.8)


def test_a_raster_without_anything_is_refused():
    with pytest.raises(RequestError, match="no value above 0") as caught:
        raster_of(np.zeros((180, 360)))
    assert caught.value.code == "raster_empty"


def test_noise_is_refused_before_it_fills_the_memory(places, monkeypatch):
    monkeypatch.setattr(density_raster, "_MOST_RUNS", 5000)
    raster = raster_of(np.random.default_rng(0).random((180, 360)))
    with pytest.raises(RequestError, match="smooth the raster") as caught:
        raster.regions(raster.select(Target("", budget_km2=1e8)), places)
    assert caught.value.code == "raster_too_rough"


@pytest.fixture(scope="module")
def job(small_world, places, tmp_path_factory):
    """A job's map, and its heatmap.tif read again."""
    partition, table, _ = small_world
    rng = np.random.default_rng(9)
    probabilities = [rng.dirichlet(np.full(s.shape[1], 0.2)) for s in table.sets]
    fused = fuse(table, [Member(str(k)) for k in range(3)], probabilities)
    path = tmp_path_factory.mktemp("heatmap") / "heatmap.tif"
    write_heatmap(fused, path, {})

    def centres(zones):
        first = [table.sets[0][table.set_ids[0][z]].indices[0] for z in zones]
        return partition.lat[first], partition.lon[first]

    return fused, Pieces.of(table, places), centres, read_density(path, "heatmap.tif").raster


@pytest.mark.parametrize(
    "target",
    [area_target(1e3), *presets(), area_target(1e8), *(Target("", recall=r, mass=r) for r in (0.2, 0.9))],
)
def test_the_heatmap_of_a_job_has_the_jobs_search_areas(job, places, target):
    fused, pieces, centres, raster = job
    pixel_km2 = 13.8
    theirs = regions(fused, select(fused, target, pieces, centres))
    ours = raster.regions(raster.select(target), places)
    # Which pixels of the last, equally dense zone belong differs; how many, by at most one.
    assert ours.area_km2.sum() == pytest.approx(theirs.area_km2.sum(), abs=pixel_km2)
    # The file holds float32, of seven digits.
    density = fused.density.max()
    assert ours.probability.sum() == pytest.approx(theirs.probability.sum(), rel=1e-7, abs=2 * pixel_km2 * density)
    assert places.place(int(ours.unit[0])) == places.place(int(theirs.unit[0]))


def test_the_heatmap_of_a_job_ranks_places_alike(job):
    fused, _, _, raster = job
    assert raster.total == pytest.approx(1, rel=1e-7)
    rng = np.random.default_rng(2)
    for lat, lon in zip(np.degrees(np.arcsin(rng.uniform(-1, 1, 40))), rng.uniform(-180, 180, 40), strict=True):
        standing = raster.standing(lat, lon)
        assert standing.area_km2 == pytest.approx(area_at(fused, lat, lon), rel=1e-6)
        assert standing.probability == pytest.approx(min(mass_at(fused, lat, lon), 1.0), rel=1e-6)
