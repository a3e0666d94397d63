"""From photos and maps to a prepared dataset: positions, labels, splits that don't leak, and what was dropped."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from backend.attribute_map import Buckets
from backend.bundle import sha256_of
from backend.errors import OutputError
from training import class_figure, photo_files, population_figure, shards
from training.candidates import Candidates, codes
from training.downloads import UNITS
from training.labels import LabelMap, from_class_maps, from_downloads, labels, quantities
from training.photo_check import look
from training.photo_tables import TABLES, read_photos
from training.prepared import COLUMNS, DATASET, FORMAT, FORMAT_VERSION, MAPS, PHOTOS, SPLITS
from training.splits import TRAIN, Conflicts, Splits, draw, follow, hashes
from training.tables import TableError, check_not_swapped, place

URBAN = "urban"
_VALIDATION = 0.1
_JUDGED = 20_000  # photos that are enough to notice swapped coordinates
_ROW_GROUP = 2**17


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How photos are chosen.

    thin_urban: share of the training photos of the land-cover class "urban" that are kept (seed 000, section 5.1).
    validation, test: shares of the photos; None takes the table's column `split`, where it has one, else 0.1 and 0.
    test_groups: groups that are the test. apart_km: photos of different splits are further apart. check_photos: decode
    all, drop the unreadable and the dark. near_duplicates: no copies on both sides.
    """

    thin_urban: float = 0.125
    validation: float | None = None
    test: float | None = None
    test_groups: tuple[str, ...] = ()
    apart_km: float = 25.0
    check_photos: bool = False
    near_duplicates: bool = False
    seed: int = 0

    def __post_init__(self):
        for name in ("thin_urban", "validation", "test"):
            value = getattr(self, name)
            if value is not None and not 0 <= value <= 1:
                raise ValueError(f"--{name.replace('_', '-')} must be a share from 0 to 1, not {value:g}.")
        if (self.validation or 0) + (self.test or 0) >= 1:
            raise ValueError("--validation and --test must leave a share for training: together less than 1.")

    @property
    def draws(self) -> bool:
        """Whether splits are asked for, whatever the table says."""
        return self.validation is not None or self.test is not None or bool(self.test_groups)


def prepare(
    out: Path,
    photos: str,
    *,
    images: str | None = None,
    population: Path | None = None,
    population_unit: str = "count",
    land_cover: Path | None = None,
    maps: Path | None = None,
    settings: Settings | None = None,
) -> dict[str, Any]:
    """Write a dataset into a new folder; return what its dataset.json holds. `prepared.Prepared` reads it.

    photos: a table, a folder of photos with EXIF positions, or tar shards (see `docs/prepare.md`); images: the folder
    or shards of a table's photos. population, land_cover: LandScan and ESA-CCI as downloaded; or maps: a bundle, or
    what `python -m training maps` wrote.

    Raises TableError, BundleError, ValueError or OutputError, and then leaves nothing behind.
    """
    settings = settings or Settings()
    if (maps is None) == (population is None and land_cover is None):
        raise ValueError("Name --population, --land-cover or both; or --maps alone, for class maps.")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise OutputError(f"'{out}' exists already: name a new or empty folder for the dataset.")
    candidates, table = gather(photos, images)
    candidates.drop_repeated()
    candidates.drop_unplaced()
    if not len(candidates):
        raise TableError(f"None of the photos of '{photos}' has a position: give their latitudes and longitudes.")

    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".prepare-") as scratch:
        folder = Path(scratch) / "dataset"
        folder.mkdir()
        if maps is not None:
            chosen, sources = from_class_maps(maps, folder / MAPS)
        else:
            chosen, sources = from_downloads(population, land_cover, population_unit, folder / MAPS)
        candidates.inputs += sources
        _check_not_swapped(candidates, table, chosen)
        fingerprints = _look(candidates, settings)
        found = {c.name: labels(c, candidates.array("lat"), candidates.array("lon")) for c in chosen}
        splits = _split(candidates, settings, fingerprints)
        before = _counts(splits.side, found, chosen)
        thinned = _thin(candidates, splits, found, chosen, settings)
        facts = _write(folder, candidates, splits, found, chosen, before)
        _draw_population(folder, candidates, splits.side[splits.side >= 0], chosen, population_unit)
        facts |= {"settings": {**asdict(settings), "population_unit": population_unit}, "thinned": thinned}
        (folder / DATASET).write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        if out.exists():
            out.rmdir()
        shutil.move(folder, out)
    return facts


def gather(photos: str, images: str | None = None) -> tuple[Candidates, Path | None]:
    """The photos of a table, a folder or tar shards, and the table where there is one."""
    source = Path(photos)
    table = source if source.is_file() and source.suffix.lower() in TABLES else None
    if source.is_dir():
        table = next((t for end in TABLES if (t := source / f"photos{end}").is_file()), None)
    if table is not None:
        inputs = [{"file": table.name, "bytes": table.stat().st_size, "sha256": sha256_of(table)}]
        if images is None:
            beside = table.parent / "images"
            images = str(beside if beside.is_dir() else table.parent)
        if shards.is_pattern(images):
            return shards.read_shards(shards.find(images), read_photos(table), inputs), table
        if not Path(images).is_dir():
            raise TableError(f"There is no folder '{images}': name the photos' folder or shards with --images.")
        return photo_files.listed(read_photos(table), Path(images), inputs), table
    if images is not None:
        raise ValueError("--images goes with a table of photos: name a CSV or Parquet file as --photos.")
    if shards.is_pattern(photos) or "{" in photos:
        return shards.read_shards(shards.find(photos)), None
    if source.is_dir():
        return photo_files.placed_by_exif(source), None
    raise TableError(f"There is no '{photos}': name a CSV or Parquet table, a folder of photos or .tar shards.")


def summary(facts: dict[str, Any]) -> str:
    """The report of a dataset as text."""
    lines = [f"{sum(facts['photos'].values()):,} photos in the dataset, {sum(facts['dropped'].values()):,} dropped"]
    lines += [f"  {count:>10,}  {reason}" for reason, count in facts["dropped"].items()]
    for name, count in facts["photos"].items():
        how = facts["drawn"].get(name) or facts["drawn"].get("by", "")
        lines.append(
            f"{name:<12}{count:>10,} photos, {facts['groups'][name]:,} groups" + (f" (by {how})" if how else "")
        )
    lost = sum(count for reason, count in facts["dropped"].items() if "its group is in" in reason)
    if "by" in facts["drawn"] and lost:
        lines.append(f"The table's splits share groups, which cost {lost:,} photos: --validation SHARE draws new ones.")
    lines.append(facts["thinned"])
    for entry in facts["maps"]:
        counts = facts["classes"][entry["name"]]
        lines.append(f"{entry['label']:<54}" + "".join(f"{split:>22}" for split in counts))
        for k, label in enumerate([*(c["label"] for c in entry["classes"]), "no class (not used for this map)"]):
            cells = []
            for both in counts.values():
                first, last = both["before"][k], both["after"][k]
                cells.append(f"{last:,}" if first == last else f"{first:,} -> {last:,}")
            lines.append(f"  {label[:52]:<52}" + "".join(f"{cell:>22}" for cell in cells))
    return "\n".join(lines)


def _check_not_swapped(candidates: Candidates, table: Path | None, chosen: list[LabelMap]) -> None:
    """TableError when a table's headers are exchanged, as far as a map of the land can tell."""
    population = next((c for c in chosen if c.name == "population"), None)
    if table is None or population is None:
        return
    some = np.linspace(0, len(candidates) - 1, min(len(candidates), _JUDGED)).astype(np.int64)
    row = candidates.array("row")[some]
    check_not_swapped(
        SimpleNamespace(
            path=table,
            latitude=candidates.array("lat")[some],
            longitude=candidates.array("lon")[some],
            place=lambda k: place(table, int(row[k])),
        ),
        lambda lat, lon: labels(population, lat, lon) < 0,
    )


def _look(candidates: Candidates, settings: Settings) -> tuple[np.ndarray, ...]:
    """Drop photos that can't serve, where that is asked for; fingerprints of the rest."""
    if not settings.check_photos and not settings.near_duplicates:
        return ()
    reason, *fingerprints = look(candidates)
    if settings.check_photos:
        bad = reason != ""
        candidates.drop(bad, reason)
        fingerprints = [f[~bad] for f in fingerprints]
        if not len(candidates):
            raise TableError("None of the photos can be used: they are unreadable or dark.")
    return tuple(fingerprints) if settings.near_duplicates else ()


def _split(candidates: Candidates, settings: Settings, fingerprints: tuple[np.ndarray, ...]) -> Splits:
    group = candidates.column("group")
    conflicts = Conflicts(
        candidates.array("lat"),
        candidates.array("lon"),
        codes(group),
        _group_hashes(candidates, settings.seed),
        apart_km=settings.apart_km,
        seed=settings.seed,
        fingerprints=fingerprints,
    )
    given = candidates.column("split").dictionary_encode()
    sides = [SPLITS.index(name) if name else TRAIN for name in given.dictionary.to_pylist()]
    if not settings.draws and any(given.dictionary.to_pylist()):
        return follow(np.array(sides)[given.indices.to_numpy()], conflicts)
    unknown = [name for name in settings.test_groups if not pc.any(pc.equal(group, name)).as_py()]
    if unknown:
        raise ValueError(f"There is no group '{unknown[0]}' among the photos: check --test-groups.")
    return draw(
        conflicts,
        _VALIDATION if settings.validation is None else settings.validation,
        settings.test or 0.0,
        pc.is_in(group, pa.array(settings.test_groups, pa.string())).to_numpy(zero_copy_only=False),
    )


def _group_hashes(candidates: Candidates, seed: int) -> np.ndarray:
    """What groups are drawn in the order of, (n,) uint64; photos of unknown group are drawn one by one."""
    group = candidates.column("group").dictionary_encode()
    names = group.dictionary.to_pylist()
    drawn = hashes(names, seed)[group.indices.to_numpy()]
    if "" in names:
        alone = np.flatnonzero(group.indices.to_numpy() == names.index(""))
        drawn[alone] = hashes(candidates.id.take(alone), seed)
    return drawn


def _thin(
    candidates: Candidates, splits: Splits, found: dict[str, np.ndarray], chosen: list[LabelMap], settings: Settings
) -> str:
    """Drop all but a share of the urban training photos, the same ones whatever else the table holds."""
    for label_map in chosen:
        names = [c["name"] for c in label_map.entry["classes"]]
        if URBAN in names:
            break
    else:
        return f"No map has the class '{URBAN}': nothing was thinned."
    rows = np.flatnonzero((splits.side == TRAIN) & (found[label_map.name] == names.index(URBAN)))
    drawn = hashes(candidates.id.take(rows), settings.seed) / 2.0**64
    gone = rows[drawn >= settings.thin_urban]
    splits.side[gone] = -1
    splits.reason[gone] = f"urban, thinned to {settings.thin_urban:.4g}"
    return (
        f"Urban thinning kept {len(rows) - len(gone):,} of {len(rows):,} urban training photos"
        f" ({settings.thin_urban:.3%} asked for); validation and test are as they are."
    )


def _counts(side: np.ndarray, found: dict[str, np.ndarray], chosen: list[LabelMap]) -> dict[str, dict[str, list[int]]]:
    """Photos of each class, and last of none, by map and split."""
    return {
        c.name: {
            split: np.roll(
                np.bincount(found[c.name][side == k].astype(np.int64) + 1, minlength=len(c.rule) + 1), -1
            ).tolist()
            for k, split in enumerate(SPLITS)
            if (side == k).any()
        }
        for c in chosen
    }


def _write(
    folder: Path,
    candidates: Candidates,
    splits: Splits,
    found: dict[str, np.ndarray],
    chosen: list[LabelMap],
    before: dict[str, dict[str, list[int]]],
) -> dict[str, Any]:
    """Write photos.parquet, dropped.csv and the classes; return the facts of the dataset."""
    kept = splits.side >= 0
    side = splits.side[kept]
    after = _counts(splits.side, found, chosen)
    candidates.drop(~kept, splits.reason)
    columns = {f.name: candidates.column(f.name) for f in COLUMNS if f.name != "split"}
    columns["split"] = pa.DictionaryArray.from_arrays(pa.array(side), pa.array(SPLITS)).cast(pa.string())
    table = pa.table([columns[f.name] for f in COLUMNS], schema=COLUMNS)
    for name, label in found.items():
        table = table.append_column(pa.field(name, pa.int16(), nullable=False), pa.array(label[kept]))
    pq.write_table(table, folder / PHOTOS, row_group_size=_ROW_GROUP, compression="zstd")
    dropped = candidates.dropped()
    pacsv.write_csv(dropped, folder / "dropped.csv")
    maps = [c.entry for c in chosen]
    classes = {
        name: {split: {"before": counts, "after": after[name][split]} for split, counts in by_split.items()}
        for name, by_split in before.items()
    }
    class_figure.write(classes, maps, folder)
    group = codes(candidates.column("group"))
    present = [(k, split) for k, split in enumerate(SPLITS) if (side == k).any()]
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "root": str(candidates.root),
        "photos": {split: int((side == k).sum()) for k, split in present},
        "groups": {split: len(np.unique(group[side == k])) for k, split in present},
        "drawn": splits.drawn,
        "dropped": _by_reason(dropped),
        "inputs": candidates.inputs,
        "maps": maps,
        "classes": classes,
    }


def _draw_population(
    folder: Path, kept: Candidates, side: np.ndarray, chosen: list[LabelMap], population_unit: str
) -> None:
    """The seed's figure 6, where the population itself is at hand and not its buckets alone."""
    for label_map in chosen:
        if isinstance(label_map.rule, Buckets):
            values = quantities(label_map, kept.array("lat"), kept.array("lon"))
            splits = {split: values[side == k] for k, split in enumerate(SPLITS) if (side == k).any()}
            names = [c["name"] for c in label_map.entry["classes"]]
            population_figure.write(splits, label_map.rule.edges, names, UNITS[population_unit], folder)


def _by_reason(dropped: pa.Table) -> dict[str, int]:
    """How many were dropped for each reason, most first; what follows a colon is a photo's own."""
    short = pc.replace_substring_regex(dropped["reason"].combine_chunks(), r"^(unreadable|dark|shard [^:]*):.*", r"\1")
    counted = pc.value_counts(short).to_pylist()
    return {c["values"]: c["counts"] for c in sorted(counted, key=lambda c: -c["counts"])}
