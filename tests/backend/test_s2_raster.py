import numpy as np
import pytest
import s2sphere

from backend import s2
from backend.grid import EARTH_RADIUS_KM, HEIGHT, WIDTH, row_areas_km2
from backend.s2_raster import rasterise


def meets(cell, row, col):
    """s2sphere's own test of a cell against the inside of a pixel."""
    shy = 1e-11
    rect = s2sphere.LatLngRect(
        s2sphere.LineInterval(np.radians(90 - (row + 1) / 30 + shy), np.radians(90 - row / 30 - shy)),
        s2sphere.SphereInterval(np.radians(col / 30 - 180 + shy), np.radians((col + 1) / 30 - 180 - shy)),
    )
    return rect.intersects(s2sphere.Cell(s2sphere.CellId(int(cell))))


def cells_of_every_kind():
    rng = np.random.default_rng(0)
    cells = []
    for level, count in (
        (0, 6),
        (1, 12),
        (2, 12),
        (4, 15),
        (6, 15),
        (8, 20),
        (9, 20),
        (10, 20),
        (12, 20),
        (15, 20),
        (30, 15),
    ):
        lat, lon = np.degrees(np.arcsin(rng.uniform(-1, 1, count))), rng.uniform(-180, 180, count)
        lon[::5] = 180 - rng.uniform(0, 0.05, len(lon[::5]))  # at the antimeridian
        lat[::7] = 90 - rng.uniform(0, 0.1, len(lat[::7]))  # at the pole
        cells.append(s2.cell_ids(lat, lon, level))
    return np.unique(np.concatenate(cells))


def test_runs_hold_exactly_the_pixels_that_s2sphere_says_meet_the_cell():
    rng = np.random.default_rng(2)
    cells = cells_of_every_kind()
    runs = rasterise(cells)
    checked = 0
    for k, cell in enumerate(cells):
        mine = runs.cell == k
        pixels = {}
        for row, start, end in zip(runs.row[mine], runs.start[mine], runs.end[mine], strict=True):
            pixels.setdefault(int(row), []).append((int(start), int(end)))
        edges = list(zip(runs.row[mine], runs.start[mine], runs.end[mine], strict=True))
        for i in rng.choice(len(edges), min(8, len(edges)), replace=False):
            row, start, end = edges[i]
            for r in range(max(row - 1, 0), min(row + 2, HEIGHT)):
                for col in (start - 1, start, end - 1, end):
                    col %= WIDTH
                    ours = any(a <= col < b for a, b in pixels.get(int(r), []))
                    assert ours == meets(cell, int(r), int(col)), (s2.tokens(cells[k : k + 1]), r, col)
                    checked += 1
    assert checked > 5000


def test_a_cell_smaller_than_a_pixel_has_its_pixel():
    cells = s2.cell_ids(np.array([48.8566, -33.87, 89.9999]), np.array([2.3522, 151.2, 12.0]), 20)
    runs = rasterise(cells)
    assert set(runs.cell.tolist()) == {0, 1, 2}


def test_whole_faces_cover_the_world():
    runs = rasterise(s2.from_tokens(["1", "3", "5", "7", "9", "b"]))
    covered = np.zeros((HEIGHT, WIDTH), bool)
    for row, start, end in zip(runs.row, runs.start, runs.end, strict=True):
        covered[row, start:end] = True
    assert covered.all()


def test_runs_are_sorted_disjoint_and_within_the_grid():
    runs = rasterise(cells_of_every_kind())
    assert (runs.start >= 0).all() and (runs.end <= WIDTH).all() and (runs.start < runs.end).all()
    same = (runs.cell[1:] == runs.cell[:-1]) & (runs.row[1:] == runs.row[:-1])
    assert (runs.start[1:][same] > runs.end[:-1][same]).all()


def test_raster_area_is_a_little_more_than_the_cell(fine_partition):
    runs = rasterise(fine_partition.cells)
    area = np.bincount(runs.cell, weights=(runs.end - runs.start) * row_areas_km2()[runs.row])
    ratio = area / s2.areas_km2(fine_partition.cells)
    assert ratio.min() > 1.0
    assert ratio[s2.levels(fine_partition.cells) <= 5].max() < 1.1


def test_every_pixel_counts_whole_without_overlap():
    assert (rasterise(cells_of_every_kind()).share == 1.0).all()


def test_with_overlap_a_cell_covers_its_own_area():
    cells = cells_of_every_kind()
    cells = cells[s2.levels(cells) <= 15]
    runs = rasterise(cells, overlap=True)
    covered = runs.share * (runs.end - runs.start) * row_areas_km2()[runs.row]
    exact = [s2sphere.Cell(s2sphere.CellId(int(cell))).exact_area() * EARTH_RADIUS_KM**2 for cell in cells]
    assert np.bincount(runs.cell, weights=covered) == pytest.approx(exact, rel=1e-9)
    assert (runs.share > 0).all() and (runs.share <= 1).all()


@pytest.mark.parametrize("level", [0, 2, 5])
def test_with_overlap_all_cells_of_a_level_share_out_every_pixel(level):
    cells = s2.from_tokens(["1", "3", "5", "7", "9", "b"])
    for _ in range(level):
        cells = s2.children(cells).ravel()
    runs = rasterise(cells, overlap=True)
    change = np.zeros((HEIGHT, WIDTH + 1))
    np.add.at(change, (runs.row, runs.start), runs.share)
    np.add.at(change, (runs.row, runs.end), -runs.share)
    assert np.abs(np.cumsum(change, axis=1)[:, :-1] - 1).max() < 1e-9


def test_shares_are_those_of_points_spread_evenly_over_the_pixel():
    cells = cells_of_every_kind()
    cells = cells[s2.levels(cells) <= 15]
    runs = rasterise(cells, overlap=True)
    part = np.random.default_rng(3).choice(np.flatnonzero(runs.share < 1), 60, replace=False)
    first, last = s2.ranges(cells)
    steps = (np.arange(200) + 0.5) / 200
    for k in part:
        north, south = np.sin(np.radians(90 - (runs.row[k] + np.array([0, 1])) / 30))
        lat = np.degrees(np.arcsin(north + (south - north) * steps))[:, None]
        lon = (runs.start[k] + steps)[None, :] / 30 - 180
        leaf = s2.cell_ids(lat, lon)
        inside = (leaf >= first[runs.cell[k]]) & (leaf <= last[runs.cell[k]])
        assert inside.mean() == pytest.approx(runs.share[k], abs=0.005)


def test_overlap_covers_no_pixel_that_the_cell_does_not_meet():
    cells = cells_of_every_kind()
    covered, met = rasterise(cells, overlap=True), rasterise(cells)
    line = covered.cell.astype(np.int64) * HEIGHT + covered.row
    lines = met.cell.astype(np.int64) * HEIGHT + met.row
    run = np.searchsorted(lines * WIDTH + met.start, line * WIDTH + covered.start, side="right") - 1
    assert (lines[run] == line).all() and (covered.end <= met.end[run]).all()


@pytest.mark.parametrize("overlap", [False, True])
def test_no_cells_no_runs(overlap):
    assert len(rasterise(np.empty(0, np.uint64), overlap=overlap).cell) == 0


@pytest.mark.parametrize("column", ["cell", "row", "start", "end"])
def test_runs_are_small_integers(column):
    assert getattr(rasterise(s2.from_tokens(["47e4"])), column).dtype == np.int32
