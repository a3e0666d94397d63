import numpy as np
import pytest
import s2sphere

from backend import s2


@pytest.fixture(scope="module")
def positions():
    rng = np.random.default_rng(1)
    lat = np.degrees(np.arcsin(rng.uniform(-1, 1, 500)))
    lon = rng.uniform(-180, 180, 500)
    return np.append(lat, [90, -90, 0, 0, 45]), np.append(lon, [0, 10, 180, -180, -45])


def reference(lat, lon):
    return s2sphere.CellId.from_lat_lng(s2sphere.LatLng.from_degrees(lat, lon))


def test_ids_and_ancestors_are_those_of_s2sphere(positions):
    leaves = [reference(lat, lon) for lat, lon in zip(*positions, strict=True)]
    for level in (0, 1, 2, 7, 15, 30):
        ours = s2.cell_ids(*positions, level)
        assert ours.tolist() == [leaf.parent(level).id() for leaf in leaves]
        assert (s2.levels(ours) == level).all()


def test_tokens_and_leaf_ranges(positions):
    cells = s2.cell_ids(*positions, 9)
    first, last = s2.ranges(cells)
    for k in range(0, len(cells), 25):
        cell = s2sphere.CellId(int(cells[k]))
        assert s2.tokens(cells[k : k + 1]) == [cell.to_token()]
        assert (cell.range_min().id(), cell.range_max().id()) == (int(first[k]), int(last[k]))
        assert s2.children(cells[k : k + 1])[0].tolist() == [c.id() for c in cell.children()]
    assert (s2.from_tokens(s2.tokens(cells)) == cells).all()


@pytest.mark.parametrize("token", ["", "X", "zz", "4.7E+064", "0", "f" * 17, "ff", "c8"])
def test_what_is_no_token_is_named(token):
    with pytest.raises(ValueError, match="not an S2 cell token"):
        s2.from_tokens(["47e66f", token])


@pytest.mark.parametrize(
    ("place", "tokens"),
    [((48.8566, 2.3522), ("47", "47e4", "47e66f")), ((-33.8688, 151.2093), ("6b", "6b14", "6b12af"))],
)
def test_paris_and_sydney(place, tokens):
    assert tuple(s2.tokens(s2.cell_ids(*place, level)[None])[0] for level in (2, 5, 10)) == tokens


def test_areas(positions):
    assert s2.areas_km2(s2.from_tokens(["89c259994", "0fd"])) == pytest.approx([0.068026, 344_022], rel=1e-4)
    faces = s2.from_tokens(["1", "3", "5", "7", "9", "b"])
    for level, mean in ((2, 5_313_172), (4, 332_073)):
        cells = faces
        for _ in range(level):
            cells = s2.children(cells).ravel()
        assert s2.areas_km2(cells).mean() == pytest.approx(mean, rel=1e-6)
    for level in (3, 11, 12, 16):
        cells = s2.cell_ids(*positions, level)[:40]
        exact = [s2sphere.Cell(s2sphere.CellId(int(c))).exact_area() * 6371.0**2 for c in cells]
        assert s2.areas_km2(cells) == pytest.approx(exact, rel=1e-5)


def test_corners_are_those_of_s2sphere(positions):
    cells = s2.cell_ids(*positions, 6)[::20]
    face, bounds = s2.face_uv_bounds(cells)
    corner = s2.face_uv_to_xyz(face, bounds[:, 1], bounds[:, 3])
    for k, cell in enumerate(cells):
        vertex = s2sphere.Cell(s2sphere.CellId(int(cell))).get_vertex_raw(2)
        assert corner[k] == pytest.approx([vertex[0], vertex[1], vertex[2]], abs=1e-14)
