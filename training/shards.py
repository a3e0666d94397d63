"""Tar shards of photos (webdataset's layout), indexed once by file, offset and size.

A sample is the files of a shard that share a name up to the first dot of their base name, its key: a photo and, unless
a table gives the positions, a .json. 1.jpg is the photo of the sample 1 before 1.mask.png, 1.json tells of it before
1.text.json, and of two alike the first counts.

With the index every photo is a byte range, so that training reads in any order and goes on exactly where it stopped,
which webdataset's streams can't; its indexed sister `wids` scans every shard anew when it opens it, and knows no
damaged ones.
"""

from __future__ import annotations

import json
import math
import os
import tarfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from braceexpand import UnbalancedBracesError, braceexpand
from tqdm import tqdm

from training.candidates import SCHEMA, Candidates
from training.datasets import PRECISION_WEIGHT
from training.photo_files import EXTENSIONS
from training.photo_tables import LARGEST_WEIGHT, SPLIT_NAMES, check_positions, named
from training.processes import mapping
from training.tables import TableError

_LARGEST_JSON = 2**20
_END = bytes(512)
_EXTENSION = r"(?i)\.(jpe?g|png|webp)$"
_WORTH_PROCESSES = 2**28  # bytes of shards
_SPLIT_OF = {name: split for split, names in SPLIT_NAMES.items() for name in names}
_INDEX = pa.schema([f for f in SCHEMA if f.name != "row"] + [pa.field("key", pa.string())])


def find(where: str | Path) -> list[Path]:
    """Shards of a folder, a glob or a brace pattern such as shard-{000000..000123}.tar, sorted.

    Raises TableError when there is none, or one that a brace pattern names is missing.
    """
    text = str(where)
    if Path(text).is_dir():
        found = sorted(Path(text).glob("*.tar"))
    else:
        try:
            names = list(braceexpand(text)) if "{" in text else [text]
        except UnbalancedBracesError:
            raise TableError(f"'{text}' has unbalanced braces: write shard-{{000000..000123}}.tar.") from None
        found = []
        for name in names:
            path = Path(name)
            found += sorted(path.parent.glob(path.name)) if any(c in path.name for c in "*?[") else [path]
        missing = [path.name for path in found if not path.is_file()]
        if missing:
            raise TableError(
                f"The shard '{missing[0]}' is missing ({len(missing)} of {len(found)} are): check the pattern."
            )
    if not found:
        raise TableError(f"There is no .tar shard at '{text}': name a folder, a glob or a pattern.")
    return found


def is_pattern(where: str | Path) -> bool:
    """Whether this names tar shards: a .tar, a glob or a brace pattern of some, or a folder that holds some."""
    text = str(where)
    return text.lower().endswith((".tar", ".tar}")) or (Path(text).is_dir() and any(Path(text).glob("*.tar")))


def read_shards(paths: list[Path], table: pa.Table | None = None, inputs: list[dict] | None = None) -> Candidates:
    """Photos of shards; positions from each sample's .json, or from a table whose ids are keys or member names.

    A damaged or cut-off shard gives the samples before the damage; the rest is noted among the dropped, under the
    shard's name. Raises TableError when the shards hold nothing that can be used.
    """
    root = Path(os.path.commonpath([path.resolve().parent for path in paths]))
    jobs = [(path.resolve(), str(path.resolve().relative_to(root)), table is None) for path in paths]
    parts, damaged, bare = [], [], 0
    with mapping(len(paths) if sum(path.stat().st_size for path in paths) > _WORTH_PROCESSES else 1) as run:
        for (path, *_), (part, damage, without) in zip(
            jobs, tqdm(run(_index, jobs), "tar shards", len(jobs), unit="", disable=None), strict=True
        ):
            parts.append(part)
            bare += without
            if damage:
                damaged.append((path.name, damage))
    index = pa.concat_tables(parts)
    if not len(index):
        why = f": '{damaged[0][0]}' {damaged[0][1]}" if damaged else f": {', '.join(EXTENSIONS)} are looked for"
        raise TableError(f"The {len(paths)} tar shards hold no photo{why}.")
    facts = [{"file": path.name, "bytes": path.stat().st_size} for path in paths]
    candidates = _joined(root, index, table, [*(inputs or []), *facts])
    if damaged:
        names, reasons = zip(*damaged, strict=True)
        candidates.note(list(names), [None] * len(names), [f"shard {reason}" for reason in reasons])
    if bare:
        candidates.note(["(samples)"], [None], [f"{bare} samples have no photo"])
    return candidates


def _joined(root: Path, index: pa.Table, table: pa.Table | None, inputs: list[dict]) -> Candidates:
    """The index with the table's columns, where there is one, in the table's order."""
    if table is None:
        if pc.count_distinct(index["key"]).as_py() < len(index):  # keys that begin anew in each shard
            identity = pc.binary_join_element_wise(index["path"], index["key"], "/")
            index = index.set_column(index.column_names.index("id"), "id", identity)
        index = index.append_column("row", pa.array(np.arange(1, len(index) + 1)))
        return Candidates(root, index.select(SCHEMA.names), inputs)
    identity = table["path"].combine_chunks()
    by_key = pc.index_in(
        pc.replace_substring_regex(identity, r"(?i)\.(jpe?g|png|webp)$", ""), index["key"].combine_chunks()
    )
    position = pc.coalesce(pc.index_in(identity, index["member"].combine_chunks()), by_key)
    absent = pc.is_null(position).to_numpy(zero_copy_only=False)
    if absent.all():
        raise TableError(
            f"None of the table's {len(table)} photos is in the shards: its ids, such as '{identity[0].as_py()}', must"
            f" be keys or members of them, such as '{index['key'][0].as_py()}'."
        )
    for name in ("path", "member", "offset", "size"):
        if name in table.column_names:
            table = table.drop_columns([name])
        table = table.append_column(name, index[name].take(position))
    candidates = Candidates(root, table.select(SCHEMA.names), inputs)
    candidates.drop(absent, "not in the shards")
    return candidates


def _index(job: tuple[Path, str, bool]) -> tuple[pa.Table, str | None, int]:
    """One shard's photos, what is wrong with it, and how many samples have no photo."""
    path, relative, with_json = job
    samples: dict[str, dict[str, Any]] = {}
    damage = None
    try:
        for member, key, extension, plain, read in _members(path):
            kind = "facts" if extension == ".json" else "photo"
            if extension not in EXTENSIONS and not (with_json and kind == "facts"):
                continue
            sample = samples.setdefault(key, {})
            if kind in sample and (sample[kind] or not plain):
                continue
            sample[kind] = plain
            if kind == "facts":
                sample["json"] = read()
            else:
                sample.update(member=member.name, offset=member.offset_data, size=member.size)
    except (tarfile.TarError, OSError, EOFError) as error:
        damage = f"is damaged: {' '.join(str(error).split())}; copy it again"
    photos = {key: sample for key, sample in samples.items() if "offset" in sample}
    rows = [_row(relative, key, sample, with_json) for key, sample in photos.items()]
    keys = list(photos)

    def where(k: int) -> str:
        return f"'{path.name}' has in the sample '{keys[k]}'"

    check_positions(*(pa.array([row.get(name) for row in rows], pa.float64()) for name in ("lat", "lon")), where)
    for k, row in enumerate(rows):
        if not 0 <= row["weight"] <= LARGEST_WEIGHT:
            raise TableError(f"{where(k)} the weight {row['weight']:g}: give 0 to {LARGEST_WEIGHT:g}.")
    return pa.Table.from_pylist(rows, _INDEX), damage, len(samples) - len(photos)


def _members(path: Path) -> Iterator[tuple[tarfile.TarInfo, str, str, bool, Any]]:
    """Whole files of a tar with sample key, extension and whether there is nothing between the two; a TarError where it
    is cut off."""
    length = path.stat().st_size
    with tarfile.open(path, "r:") as tar:
        for member in tar:
            tar.members = []  # tarfile would keep them all
            if member.offset_data + member.size > length:
                raise tarfile.ReadError(f"cut off in '{member.name}'")
            if not member.isfile():
                continue
            folder, _, base = member.name.removeprefix("./").rpartition("/")
            stem, _, rest = base.partition(".")
            extension = Path(base).suffix.lower()
            if stem:
                key, plain = f"{folder}/{stem}" if folder else stem, "." not in rest
                yield member, key, extension, plain, lambda m=member: _text(tar, m)
        tar.fileobj.seek(tar.offset)
        # tarfile takes anything that is no header for the end.
        if (block := tar.fileobj.read(512)) != _END:
            reason = f"no header at byte {tar.offset}" if len(block) == 512 else "cut off: its end mark is missing"
            raise tarfile.ReadError(reason)


def _text(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    if member.size > _LARGEST_JSON:
        return b""
    file = tar.extractfile(member)
    return file.read() if file else b""


def _row(relative: str, key: str, sample: dict[str, Any], with_json: bool) -> dict[str, Any]:
    """A row of the index; without a position where the sample's .json gives none."""
    row = {name: sample[name] for name in ("member", "offset", "size")}
    row |= {"id": key, "key": key, "path": relative, "group": "", "weight": 1.0, "split": ""}
    if not with_json:
        return row
    try:
        facts = json.loads(sample.get("json", b""))
    except (ValueError, RecursionError):
        return row
    if not isinstance(facts, dict):
        return row
    columns = {column: facts[own] for column, own in _named(tuple(facts)).items()}
    row |= {name: _number(columns.get(name)) for name in ("lat", "lon")}
    row["group"] = str(columns.get("group") or "")
    weight = _number(columns.get("weight"))
    row["weight"] = PRECISION_WEIGHT.get(str(columns.get("precision")), 1.0) if weight is None else weight
    row["split"] = _SPLIT_OF.get(str(columns.get("split")).lower(), "")
    return row


@cache
def _named(keys: tuple[str, ...]) -> dict[str, str]:
    return named(list(keys))


def _number(value: Any) -> float | None:
    try:
        number = math.nan if isinstance(value, bool) else float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return None if math.isnan(number) else number
