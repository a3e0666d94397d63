"""Work spread over processes, where there is enough of it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager


@contextmanager
def mapping(jobs: int) -> Iterator[Callable[[Callable, Iterable], Iterator]]:
    """A `map` whose results come in order, over as many processes as there are cores and jobs; 1 job: in this one."""
    workers = min(jobs, os.cpu_count() or 1)
    if workers < 2:
        yield map
        return
    executor = ProcessPoolExecutor(
        workers,
        multiprocessing.get_context("spawn"),
        # Ctrl-C reaches every process of a terminal: this one hears it and ends the others.
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )
    try:
        yield executor.map
    finally:
        executor.shutdown(cancel_futures=True)
