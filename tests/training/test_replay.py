import errno

import numpy as np
import pytest

from training import replay
from training.replay import Replay


class Table:
    """Counts how often it is read."""

    def __init__(self, photos=7):
        random = np.random.default_rng(0)
        self.rows = [(k, [random.random(5), random.random(2)]) for k in reversed(range(photos))]
        self.passes = 0

    def __iter__(self):
        self.passes += 1
        yield from self.rows


def same(found, expected):
    found = list(found)
    assert [k for k, _ in found] == [k for k, _ in expected]
    for (_, a), (_, b) in zip(found, expected, strict=True):
        assert len(a) == len(b) and all((x == y).all() for x, y in zip(a, b, strict=True))


def test_a_second_pass_comes_from_the_file():
    table = Table()
    with Replay(table, [5, 2], 7) as rows:
        for _ in range(3):
            same(rows, table.rows)
    assert table.passes == 1
    same(rows, table.rows)  # closed: from the table again
    assert table.passes == 2


def test_a_pass_that_was_broken_off_is_not_replayed():
    table = Table()
    with Replay(table, [5, 2], 7) as rows:
        next(iter(rows))
        same(rows, table.rows)
        same(rows, table.rows)
    assert table.passes == 2


@pytest.mark.parametrize("why", ["large", "full", "none"])
def test_without_room_the_table_is_read_again(why, monkeypatch):
    class Full:
        def write(self, data):
            raise OSError(errno.ENOSPC, "No space left on device")

        def seek(self, at):
            pass

        def close(self):
            pass

    def refuse():
        raise PermissionError

    if why == "large":
        monkeypatch.setattr(replay, "LARGEST", 391)
    else:
        monkeypatch.setattr(replay.tempfile, "TemporaryFile", Full if why == "full" else refuse)
    table = Table()
    with Replay(table, [5, 2], 7) as rows:
        same(rows, table.rows)
        same(rows, table.rows)
    assert table.passes == 2
