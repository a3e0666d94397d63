"""Metrics of a run, for people and for TensorBoard, and where the time of its steps went."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from torch.utils.tensorboard import SummaryWriter

from training.checkpoints import write_whole

Row = dict[str, float]


class Metrics:
    """metrics.csv, one row an epoch, and tensorboard/.

    step: of the next entry; what TensorBoard has from there on, from before a kill, is purged.
    """

    def __init__(self, folder: Path, step: int):
        self._path = folder / "metrics.csv"
        self._board = SummaryWriter(str(folder / "tensorboard"), purge_step=step)

    def step(self, step: int, figures: Row) -> None:
        """Figures of one step, for TensorBoard alone."""
        for name, value in figures.items():
            self._board.add_scalar(f"step/{name}", value, step)

    def epoch(self, step: int, rows: list[Row]) -> None:
        """Figures of all epochs, the last of which ended before `step`."""
        text = io.StringIO()
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        write_whole(self._path, text.getvalue().encode())
        for name, value in rows[-1].items():
            self._board.add_scalar(f"epoch/{name}", value, step)
        self._board.flush()

    def close(self) -> None:
        """Flush what TensorBoard holds."""
        self._board.close()


class Profile:
    """Seconds of a run by what they were spent on.

    The first wait for data of an epoch, while worker processes start and fill their buffers, is counted as "start", so
    that "data" tells whether loading keeps up.
    """

    PARTS = ("data", "compute", "start", "judging", "files")

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(self.PARTS, 0.0)
        self.photos = 0

    @contextmanager
    def timed(self, part: str) -> Iterator[None]:
        """Count the time inside as this part's."""
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[part] += time.perf_counter() - begin

    @property
    def waiting(self) -> float:
        """The share of step time that was spent waiting for data; 0 before the first step."""
        step = self.seconds["data"] + self.seconds["compute"]
        return self.seconds["data"] / step if step else 0.0

    @property
    def photos_per_s(self) -> float:
        """Photos that went through a step, a second."""
        step = self.seconds["data"] + self.seconds["compute"]
        return self.photos / step if step else 0.0

    def summary(self) -> str:
        """For people: the share of waiting and the seconds of each part."""
        seconds = ", ".join(f"{part} {s:.1f} s" for part, s in self.seconds.items())
        return (
            f"Waiting for data: {100 * self.waiting:.1f} % of step time ({self.photos_per_s:.1f} photos a second;"
            f" {seconds})."
        )
