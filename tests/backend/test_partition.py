import numpy as np
import pytest

from backend import s2
from backend.errors import BundleError
from backend.partition import read_partition, write_partition

HEADER = "class_label,hex_id,imgs_per_cell,latitude_mean,longitude_mean\n"


def test_round_trip(tmp_path, make_partition):
    partition = make_partition([(48.85, 2.35), (-33.87, 151.2), (0, 180)], 8)
    write_partition(partition, tmp_path / "cells.csv")
    again = read_partition(tmp_path / "cells.csv")
    assert (again.cells == partition.cells).all()
    assert again.lat == pytest.approx(partition.lat, abs=1e-6)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("", "no rows"),
        ("0,47e4,5,48,2\n1,47e66f,5,48,2\n", r"row 1 \(47e4\) and row 2 \(47e66f\)"),
        ("0,4.7E+064,5,48,2\n", "not an S2 cell token"),
        ("0,47e4,5,98,2\n", "row 1"),
        ("0,47e4,5,nan,2\n", "row 1"),
        ("0,47e4,many,48,2\n", "row 1"),
        ("1,47e4,5,48,2\n", "row 1"),
        ("0,47e4\n", "row 1"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, rows, message):
    (tmp_path / "cells.csv").write_text(HEADER + rows)
    with pytest.raises(BundleError, match=message):
        read_partition(tmp_path / "cells.csv")


def test_a_missing_column_or_file(tmp_path):
    (tmp_path / "cells.csv").write_text("class_label,hex_id\n0,47e4\n")
    with pytest.raises(BundleError, match="imgs_per_cell"):
        read_partition(tmp_path / "cells.csv")
    with pytest.raises(BundleError, match="can't be read"):
        read_partition(tmp_path / "none.csv")


def test_class_at(make_partition):
    partition = make_partition([(48.85, 2.35), (-33.87, 151.2)], 8)
    found = partition.class_at([48.85, -33.87, 0.0], [2.35, 151.2, 0.0])
    assert s2.tokens(partition.cells[found[:2]]) == s2.tokens(s2.cell_ids([48.85, -33.87], [2.35, 151.2], 8))
    assert found[2] == -1


def test_published_partitions(data):
    sizes = {5000: 3298, 2000: 7202, 1000: 12893}
    for limit, size in sizes.items():
        partition = read_partition(data / "partitions" / f"cells_50_{limit}.csv")
        assert len(partition) == size
        assert partition.photos.min() > 50
        # One cell in ten thousand of the published file holds more than its limit.
        assert (partition.photos > limit).mean() < 1e-3
        # Every cell holds the mean position of its photos.
        assert (partition.class_at(partition.lat, partition.lon) == np.arange(size)).all()
