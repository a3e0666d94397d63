import numpy as np
import pytest
import s2sphere

from backend import s2
from backend.grid import HEIGHT, WIDTH, row_areas_km2
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


def test_no_cells_no_runs():
    assert len(rasterise(np.empty(0, np.uint64)).cell) == 0


@pytest.mark.parametrize("column", ["cell", "row", "start", "end"])
def test_runs_are_small_integers(column):
    assert getattr(rasterise(s2.from_tokens(["47e4"])), column).dtype == np.int32
