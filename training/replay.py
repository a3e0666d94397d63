"""Rows of probabilities for a second pass: kept in a temporary file, so that a table is not parsed twice."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from types import TracebackType

import numpy as np

Row = tuple[int, list[np.ndarray]]
LARGEST = 2**30  # bytes on disk; more rows than fit are read from their tables again


class Replay:
    """Passes rows on and, once all have passed, gives them again from a temporary file.

    rows: what can be iterated anew, a photo's number and one vector (classes,) a member; sizes: the members' classes;
    count: how many rows. Values come back bit by bit. Close it, or use it in a `with`.
    """

    def __init__(self, rows: Iterable[Row], sizes: list[int], count: int):
        self._rows = rows
        self._ends = np.cumsum(sizes)
        self._file = None
        self._order: list[int] = []
        self._whole = False
        if 8 * count * int(self._ends[-1]) <= LARGEST:
            with suppress(OSError):
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 closed by `close`

    def __iter__(self) -> Iterator[Row]:
        if self._whole:
            yield from self._again()
            return
        self._order = []
        for k, vectors in self._rows:
            self._keep(k, vectors)
            yield k, vectors
        self._whole = self._file is not None

    def _keep(self, k: int, vectors: list[np.ndarray]) -> None:
        if self._file is None:
            return
        if not self._order:
            self._file.seek(0)
        try:
            for vector in vectors:
                self._file.write(np.ascontiguousarray(vector, np.float64))
        except OSError:  # a full disk costs time alone: the next pass parses again
            self.close()
            return
        self._order.append(k)

    def _again(self) -> Iterator[Row]:
        width = int(self._ends[-1])
        self._file.seek(0)
        for k in self._order:
            values = np.frombuffer(self._file.read(8 * width), np.float64)
            yield k, np.split(values, self._ends[:-1])

    def close(self) -> None:
        """Delete the temporary file; further passes read the tables."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
        self._file, self._whole = None, False

    def __enter__(self) -> Replay:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None):
        self.close()
