"""A document that a command writes: a folder of Markdown, figures and tables, put in place whole or not at all."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


def check_folder(out: Path, names: Collection[str]) -> None:
    """ValueError when a document of files `names` can't go to `out`: it is a file, or holds anything else."""
    if out.exists() and not out.is_dir():
        raise ValueError(f"'{out.name}' is a file: name a folder for the report.")
    foreign = sorted(p.name for p in out.iterdir() if p.name not in names) if out.is_dir() else []
    if foreign:
        raise ValueError(f"The folder '{out.name}' holds '{foreign[0]}', which is no part of the report: name another.")


@contextmanager
def folder_for(out: Path, names: Collection[str]) -> Iterator[Path]:
    """A folder to write files `names` into, which takes the place of `out` when the block ends without an error."""
    check_folder(out, names)
    out.parent.mkdir(parents=True, exist_ok=True)
    making, older = (out.parent / f".{out.name}-{uuid.uuid4().hex}" for _ in range(2))
    making.mkdir()
    try:
        yield making
        if out.exists():
            out.rename(older)
        making.rename(out)
        shutil.rmtree(older, ignore_errors=True)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first are aligned to the right."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))
