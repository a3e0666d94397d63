"""Recall vs Area, accuracy and calibration of point predictions, of members' probabilities or of a bundle.

Three ways in, one report out: a table of photos with true positions, and what was predicted for them. docs/evaluate.md
explains the tables and every key of `report.json`. Nothing is written before every row has been read and found right.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np

from backend.bundle import sha256_of
from backend.grid import haversine_km
from backend.partition import Partition, read_partition
from backend.zone_cache import load_or_build, map_source, partition_source
from backend.zones import ZoneTable
from training import fitted
from training.bootstrap import INTERVAL, RESAMPLES
from training.buckets import PopulationMap, bucket_in
from training.coverage import NOMINAL, measured
from training.ensembles import URBAN, measure, paper_ensembles
from training.points import areas_until_truth, claimed_area_km2, claimed_until
from training.probabilities import ProbabilityTable, Rows, open_table
from training.replay import Replay
from training.report import check_folder, summary, write
from training.statistics import (
    RADII_KM,
    THRESHOLDS,
    Outcome,
    balanced_rows,
    calibration,
    figures,
    recall_is_accuracy,
)
from training.tables import Positions, TableError, check_not_swapped, read_positions

FORMAT = "photo-geolocator-evaluation"
FORMAT_VERSION = 1
# What members may be called beside the names in the report.
_ALIASES = {"population": "LS", "landscan": "LS", "ls": "LS", "land_cover": "LC", "landcover": "LC", "lc": "LC"}


@dataclass(frozen=True)
class Judged:
    """One evaluation before its figures: the photos that could be judged, and what was found.

    bucket: (n,) population bucket from 1, 0 = none; buckets: names of the buckets; input: what was read, for the
    report; calibration, extra: further entries of the report and of its `calibration`.
    """

    truth: Positions
    outcome: Outcome
    bucket: np.ndarray
    buckets: list[str]
    input: dict[str, Any]
    calibration: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)


def evaluate_points(truth_path: Path, points_path: Path, population: Path | None) -> Judged:
    """Point predictions (id, lat, lon and perhaps spread) against the truth."""
    truth, shipped = _read_truth(truth_path)
    points = read_positions(points_path)
    check_not_swapped(points, shipped.at_sea)
    number = {identity: k for k, identity in enumerate(points.id)}
    for k, identity in enumerate(truth.id):
        if identity not in number:
            raise TableError(
                f"'{truth.path.name}' names '{identity}' in {truth.place(k)}, but '{points.path.name}' has no"
                " prediction for it."
            )
    row = np.array([number[identity] for identity in truth.id])
    true, point = (truth.latitude, truth.longitude), (points.latitude[row], points.longitude[row])
    error = haversine_km(*point, *true)
    area, optimistic = areas_until_truth(point, true)
    never = np.zeros((len(truth), 1), bool)
    mass = area_of = None
    spreads: dict[str, Any] = {}
    if points.spread is not None:
        spread = points.spread[row]
        mass = claimed_until(error, spread)[:, None]
        nominal = np.broadcast_to(NOMINAL, (len(truth), len(NOMINAL)))

        def area_of(probability: np.ndarray) -> np.ndarray:
            return claimed_area_km2(probability, spread[:, None])

        spreads = {"spread": {"claim": measured(mass[:, 0], nominal, area_of(nominal))}}
    outcome = Outcome(["points"], area[:, None], optimistic[:, None], mass, never, error, area_of)
    buckets = shipped if population is None else PopulationMap.read(population)
    return Judged(
        truth,
        outcome,
        buckets.at(*true),
        [str(v) for v in buckets.values],
        {
            "kind": "points",
            "truth": file_entry(truth_path),
            "points": file_entry(points_path),
            "population": file_entry(buckets.path),
            "ignored": len(points) - len(truth),
        },
        spreads,
        {"recall_is_accuracy": recall_is_accuracy(truth.id, true, area, error)},
    )


@dataclass(frozen=True)
class MemberFiles:
    """One member of an ensemble on the command line: its name, table of probabilities, and partition or map."""

    name: str
    probabilities: Path
    layer: Path


def evaluate_members(
    truth_path: Path,
    members: list[MemberFiles],
    population: Path | None,
    validation_path: Path | None,
    overlap: bool,
    seed: int,
) -> Judged:
    """Class probabilities of an ensemble's members; the first is the geolocation predictor.

    The pool's powers are fitted on the photos of the validation table, or else cross-fitted on those of the truth.
    overlap: cells share a pixel by the part of it that each covers, see `backend.zones.partition_layer`.
    """
    truth, shipped = _read_truth(truth_path)
    validation = None if validation_path is None else _read_validation(validation_path, truth, shipped)
    names = _names([m.name for m in members])
    tables = [open_table(m.probabilities) for m in members]
    partitions, table, orders = _zones(members, tables, overlap)
    rows = Rows(truth, tables, orders)
    likeliest = np.zeros(len(truth), np.int64)
    wanted = set() if validation else fitted.sampled(len(truth), seed)
    kept: dict[int, list[np.ndarray]] = {}

    def watched() -> Iterator[tuple[int, list[np.ndarray]]]:
        for k, probabilities in again:
            likeliest[k] = np.argmax(probabilities[0])
            if k in wanted:
                kept[k] = [np.array(p) for p in probabilities]
            yield k, probabilities

    true, sizes = (truth.latitude, truth.longitude), [t.classes for t in tables]
    pool, pool_name = None, "".join(f"+{name}" for name in names[1:]) + " fitted"
    with Replay(rows, sizes, len(truth)) as again:
        found = measure(table, watched(), *true, paper_ensembles(names, sizes))
        if validation and len(names) > 1:
            elsewhere = fitted.keep(Rows(validation, tables, orders), fitted.sampled(len(validation), seed))
            sample = _sample(validation, table, partitions, elsewhere)
            pool = fitted.fit_elsewhere(table, names, sample, pool_name, len(truth))
        elif len(names) > 1:
            pool = fitted.cross_fit(table, names, _sample(truth, table, partitions, kept), pool_name)
        if pool:
            found = found.and_also(measure(table, again, *true, pool.ensembles()))
    error = haversine_km(partitions[0].lat[likeliest], partitions[0].lon[likeliest], *true)
    bucket, buckets, bucket_map = _buckets(names, tables, members, table, population, shipped, true)
    outcome = Outcome(
        found.names, found.area_km2, found.optimistic_km2, found.mass_at_truth, np.isinf(found.mass_at_truth), error
    )
    return Judged(
        truth,
        outcome,
        bucket,
        buckets,
        {
            "kind": "members",
            "truth": file_entry(truth_path),
            "members": [
                {
                    "name": name,
                    "given_as": m.name,
                    "classes": t.classes,
                    "probabilities": file_entry(m.probabilities),
                    "layer": file_entry(m.layer),
                }
                for name, m, t in zip(names, members, tables, strict=True)
            ],
            "population": file_entry(bucket_map),
            "ignored": rows.ignored,
            "validation": None if validation is None else file_entry(validation_path),
            "overlap": overlap,
            "best_point": "mean position of the photos of the first member's likeliest cell",
        },
        extra={"pooling": pool.description | {"ensemble": pool.name} if pool else None},
    )


def _read_validation(path: Path, truth: Positions, shipped: PopulationMap) -> Positions:
    validation = read_positions(path)
    check_not_swapped(validation, shipped.at_sea)
    judged = set(truth.id)
    for k, identity in enumerate(validation.id):
        if identity in judged:
            raise TableError(
                f"'{path.name}' names '{identity}' in {validation.place(k)}, which '{truth.path.name}' names too: what"
                " is fitted on a photo can't be judged on it."
            )
    return validation


def _sample(
    photos: Positions, table: ZoneTable, partitions: dict[int, Partition], rows: dict[int, list[np.ndarray]]
) -> fitted.Sample:
    true = photos.latitude, photos.longitude
    classes = [
        partitions[m].class_at(*true) if m in partitions else bucket_in(table, m, *true) - 1
        for m in range(len(table.sets))
    ]
    return fitted.Sample(*true, fitted.groups_of(*true, photos.group), classes, rows)


def _read_truth(path: Path) -> tuple[Positions, PopulationMap]:
    truth, shipped = read_positions(path), PopulationMap.read()
    check_not_swapped(truth, shipped.at_sea)
    return truth, shipped


def _names(given: list[str]) -> list[str]:
    names = ["base", *(_ALIASES.get(name.lower(), name) for name in given[1:])]
    for k, name in enumerate(names):
        if not name.strip() or name in names[:k]:
            raise ValueError(f"Two members are called '{name}': give each its own name, the geolocation one first.")
    return names


def _zones(
    members: list[MemberFiles], tables: list[ProbabilityTable], overlap: bool
) -> tuple[dict[int, Partition], ZoneTable, list[np.ndarray | None]]:
    """The members' partitions by number, the zones of all, and the order of each table's columns as classes."""
    sources, orders, partitions = [], [], {}
    for k, (member, table) in enumerate(zip(members, tables, strict=True)):
        suffix = member.layer.suffix.lower()
        if suffix == ".csv":
            partition = read_partition(member.layer)
            orders.append(_cell_order(table, len(partition), member.layer))
            sources.append(partition_source(partition, overlap=overlap))
            partitions[k] = partition
        elif k == 0:
            raise ValueError(f"The first member needs a partition (.csv), not '{member.layer.name}'.")
        elif suffix in (".tif", ".tiff"):
            values, order = _map_values(table)
            orders.append(order)
            sources.append(map_source(member.layer, values))
        else:
            raise ValueError(f"'{member.layer.name}' is no layer: name a partition (.csv) or a class map (.tif).")
    zones = load_or_build(sources)
    for table, member, area in zip(tables, members, zones.class_area, strict=True):
        if member.layer.suffix.lower() != ".csv" and not area.all():
            value = _map_values(table)[0][int(np.argmin(area))]
            raise ValueError(
                f"'{table.path.name}' has a class {value}, but no pixel of the map '{member.layer.name}' has this"
                " value: head the columns with the map's pixel values."
            )
    return partitions, zones, orders


def _cell_order(table: ProbabilityTable, cells: int, layer: Path) -> np.ndarray | None:
    labels = list(range(table.classes)) if table.labels is None else table.labels
    if sorted(labels) != list(range(cells)):
        raise TableError(
            f"'{table.path.name}' has {table.classes:,} classes, but the partition '{layer.name}' has {cells:,} cells:"
            f" there must be one column a cell, headed 0 to {cells - 1}."
        )
    return None if labels == sorted(labels) else np.argsort(labels)


def _map_values(table: ProbabilityTable) -> tuple[list[int], np.ndarray | None]:
    """Pixel values of a map's classes, ascending, as population buckets are, and the columns in that order."""
    labels = list(range(1, table.classes + 1)) if table.labels is None else table.labels
    values = sorted(set(labels))
    if len(values) != len(labels) or values[0] < 0 or values[-1] > 65535:
        raise TableError(f"'{table.path.name}' must head each column with another pixel value of the map.")
    return values, None if labels == values else np.argsort(labels)


def _buckets(names, tables, members, table, population, shipped, true) -> tuple[np.ndarray, list[str], Path]:
    """Bucket of each photo, the buckets' names and their map: the one asked for, else that of LS, else the shipped."""
    if population is None and URBAN in names:
        k = names.index(URBAN)
        return bucket_in(table, k, *true), [str(v) for v in _map_values(tables[k])[0]], members[k].layer
    buckets = shipped if population is None else PopulationMap.read(population)
    return buckets.at(*true), [str(v) for v in buckets.values], buckets.path


def make_report(judged: Judged, thresholds: str, seed: int) -> dict[str, Any]:
    """Every figure of an evaluation; the keys are explained in docs/evaluate.md."""
    bucket, count = judged.bucket, len(judged.truth)
    counts = np.bincount(bucket, minlength=len(judged.buckets) + 1)
    rows = balanced_rows(bucket, seed)
    with ThreadPoolExecutor(2) as threads:
        unbalanced = threads.submit(figures, judged.outcome, np.arange(count), seed)
        rebalanced = threads.submit(figures, judged.outcome, rows, seed) if len(rows) else None
        covered = calibration(judged.outcome, judged.truth.group, seed)
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "input": judged.input,
        "photos": count,
        "seed": seed,
        "resamples": RESAMPLES,
        "interval": INTERVAL,
        "radii_km": list(RADII_KM),
        "thresholds": THRESHOLDS,
        "table_thresholds": thresholds,
        "buckets": {
            "photos": dict(zip(judged.buckets, counts[1:].tolist(), strict=True)),
            "empty": [name for name, photos in zip(judged.buckets, counts[1:], strict=True) if not photos],
            "photos_without": int(counts[0]),
            "photos_of_each_when_rebalanced": int(counts[1:][counts[1:] > 0].min()) if len(rows) else 0,
        },
        "unbalanced": unbalanced.result(),
        "rebalanced": rebalanced.result() if rebalanced else None,
        "calibration": covered | judged.calibration,
        **judged.extra,
        "versions": {
            "python": platform.python_version(),
            **{name: version(name) for name in ("numpy", "scipy", "pyarrow", "rasterio", "matplotlib")},
        },
    }


def evaluate(
    *,
    out: Path,
    truth: Path | None = None,
    points: Path | None = None,
    members: list[MemberFiles] | None = None,
    photos: Path | None = None,
    bundle: Path | None = None,
    validation: Path | None = None,
    overlap: bool = False,
    population: Path | None = None,
    thresholds: str = "cap",
    seed: int = 0,
) -> dict[str, Any]:
    """Judge one of points, members and photos, write the report's folder, print its summary and return it.

    Raises ValueError (TableError) or the backend's errors in one sentence, and then nothing is written.
    """
    if thresholds not in THRESHOLDS:
        raise ValueError(f"The thresholds are 'cap' or 'paper', not '{thresholds}'.")
    if sum(bool(way) for way in (points, members, photos)) != 1:
        raise ValueError("Give exactly one of --points, --member and --photos.")
    if validation is not None and not members:
        raise ValueError("--validation goes with --member: powers are fitted on its photos.")
    if overlap and not members:
        raise ValueError("--overlap goes with --member: a bundle says itself how its cells are laid on the grid.")
    check_folder(out)
    # matplotlib takes a second to import: it does so while tables are read.
    Thread(target=import_module, args=("training.plots",), daemon=True).start()
    if photos is not None:
        # pandas and ONNX Runtime take seconds to import.
        from training.photographed import evaluate_photos

        judged = evaluate_photos(truth, photos, bundle, population)
    elif truth is None:
        raise ValueError("Give the true positions with --truth.")
    elif points is not None:
        judged = evaluate_points(truth, points, population)
    else:
        judged = evaluate_members(truth, members, population, validation, overlap, seed)
    report = make_report(judged, thresholds, seed)
    write(report, judged.truth, judged.outcome, judged.bucket, out)
    print(summary(report))
    return report


def file_entry(path: Path) -> dict[str, str]:
    """A file by name and content: reports hold no paths."""
    return {"file": path.name, "sha256": sha256_of(path)}
