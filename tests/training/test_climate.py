import pytest

from training.climate import groups_of, on_grid, read_zones

TABLE = "   10.25   20.25   Af\n   10.25   20.75   BWh\n  -89.75 -179.75   EF\n   89.75  179.75   Af\n"


def test_zones_and_their_coast(tmp_path):
    (tmp_path / "zones.txt").write_text(TABLE)
    zones, codes = read_zones(tmp_path / "zones.txt")
    assert codes == ["Af", "BWh", "EF"]
    row, column = int((90 - 10.25) * 2), int((180 + 20.25) * 2)
    assert zones[row, column - 1 : column + 3].tolist() == [1, 1, 2, 2]
    assert zones[row + 1, column] == 1
    assert zones[row + 2, column] == zones[row, column - 2] == 0
    # Around the antimeridian, but never over a pole.
    assert zones[0, -1] == zones[0, 0] == 1
    assert zones[-1, 0] == zones[-1, -1] == 3
    assert (zones > 0).sum() == 12 + 2 * 6
    assert groups_of(zones, codes)[row, column - 1 : column + 3].tolist() == [1, 1, 2, 2]
    grid = on_grid(zones)
    assert grid.shape == (5400, 10800)
    assert (grid[row * 15 : row * 15 + 15, column * 15 : column * 15 + 15] == 1).all()
    assert (grid[7::15, 7::15] == zones).all()


@pytest.mark.parametrize("row", ["91.25 20.25 Af", "10.25 east Af", "10.25 20.25 X", "10.25 20.25"])
def test_a_bad_row_is_named(tmp_path, row):
    (tmp_path / "zones.txt").write_text(TABLE + row + "\n")
    with pytest.raises(ValueError, match=r"'zones\.txt' has no latitude, longitude and climate code in row 5\."):
        read_zones(tmp_path / "zones.txt")
