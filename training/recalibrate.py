"""`python -m training calibrate`: any bundle calibrated on photos with positions, through the backend's own code.

Member by member a temperature (Guo et al. 2017), then the powers of a log-linear pool and the map's temperature
(`training.pooling`), then what the maps are worth: confidence, mass and area at the truth.
"""

from __future__ import annotations

import copy
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from backend.bundle import Bundle, load_bundle
from backend.bundle_heads import load_head
from backend.ensemble import Member
from backend.errors import GeolocatorError
from backend.geolocator import Geolocator
from backend.grid import SPHERE_AREA_KM2
from backend.partition import Partition, read_partition
from backend.photo import load_photo
from backend.zones import ZoneTable
from training import calibrate, coverage
from training.buckets import PopulationMap, bucket_in
from training.drafts import whole_bundle
from training.evaluate import file_entry
from training.export import write_manifest
from training.fitted import groups_of
from training.folds import group_folds
from training.photographed import find_photo, rows_of
from training.pooling import Condensed
from training.tables import Positions, TableError, check_not_swapped, read_positions
from training.validate import Judged, judge

FEWEST, MOST = 100, 5000
FOLDS = 5
_FOR_TEMPERATURES = 1000  # photos: a temperature is one number
_SEED = 0
_SECTIONS = ("\n## Not calibrated", "\n## Calibrated")


@dataclass(frozen=True)
class _World:
    """What `training.validate.judge` reads of its material."""

    photos: Positions
    partition: Partition
    table: ZoneTable


@dataclass(frozen=True)
class _Pool:
    """Powers of all members, the first's as the map's temperature."""

    exponents: list[float]
    temperature: float

    @classmethod
    def fit(cls, condensed: Condensed) -> _Pool:
        powers = condensed.fit()
        return cls([round(float(p / powers[0]), 4) for p in powers], round(float(1.0 / powers[0]), 4))


def recalibrate(bundle_folder: Path, table: Path, out: Path) -> dict[str, Any]:
    """Write a copy of a bundle, calibrated on the photos of a table; returns what was found.

    table: CSV or Parquet with id or path, lat, lon and perhaps group; the photos lie beside it or in its folder
    `images`. At most 5,000 of them, drawn by seed, are used; unreadable ones are named on standard error. out may be
    the bundle itself, which is replaced when the new one is whole. Raises TableError when a photo is missing or fewer
    than 100 are left, and the backend's errors for a bad bundle.
    """
    bundle = load_bundle(bundle_folder)
    truth = read_positions(table, skip_without_position=True)
    check_not_swapped(truth, PopulationMap.read().at_sea)
    if len(truth) > MOST:
        truth = rows_of(truth, np.sort(np.random.default_rng(_SEED).permutation(len(truth))[:MOST]))
    files = [find_photo(table.parent, truth, k) for k in range(len(truth))]
    with tempfile.TemporaryDirectory() as scratch:
        fitted, found = _fit(bundle, truth, files, Path(scratch))
    found["table"] = file_entry(table)
    with whole_bundle(out) as folder:
        for name in bundle.manifest["files"]:
            shutil.copyfile(bundle.file(name), folder / name)
        card = folder / bundle.manifest["card"]
        card.write_text(_card(bundle.card(), found), encoding="utf-8")
        write_manifest(folder, {**fitted, "name": out.name})
    return found


def _fit(bundle: Bundle, truth: Positions, files: list[Path], scratch: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """The manifest with what was fitted, without its files, and the figures for the card."""
    geolocator = Geolocator(bundle)
    read = _run_networks(geolocator, files, scratch)
    unreadable = len(files) - len(read)
    if len(read) < FEWEST:
        raise TableError(
            f"'{truth.path.name}' has {len(read)} photos that can be read: a calibration needs {FEWEST} or more."
        )
    truth = rows_of(truth, read)
    world = _World(truth, geolocator.partition, geolocator.table)
    manifest = copy.deepcopy(
        {k: v for k, v in bundle.manifest.items() if k not in ("format", "format_version", "files")}
    )
    predictors = manifest["predictors"]
    probabilities, _ = _run_heads(geolocator, predictors, len(read), scratch)
    for number, (predictor, p) in enumerate(zip(predictors, probabilities, strict=True)):
        if predictor["head"]["type"] != "prior":
            factor = _temperature(p, _classes(geolocator, number, truth))
            predictor["head"]["temperature"] = round(predictor["head"].get("temperature", 1.0) * factor, 4)
    probabilities, similarity = _run_heads(geolocator, predictors, len(read), scratch)
    epsilons = [m.epsilon for m in geolocator.members]
    condensed = Condensed.of_zones(
        world.table,
        ((k, [p[k].astype(np.float64) for p in probabilities]) for k in range(len(read))),
        truth.latitude,
        truth.longitude,
        epsilons,
    )
    if len(condensed.points) < FEWEST:
        raise TableError(
            f"The bundle '{bundle.name}' rules out the true place of all but {len(condensed.points)} photos of"
            f" '{truth.path.name}': it can't be calibrated on them."
        )

    def judged(pool: _Pool, rows: np.ndarray) -> Judged:
        members = [Member(m.name, e, m.epsilon) for m, e in zip(geolocator.members, pool.exponents, strict=True)]
        shares = [p[rows] for p in probabilities]
        return judge(world, rows, members, shares, similarity[rows], calibrate.CONFIDENCE_KM, pool.temperature)

    pool = _Pool.fit(condensed)
    everything = judged(pool, np.arange(len(read)))
    fold = group_folds(groups_of(truth.latitude, truth.longitude, truth.group), FOLDS)
    across = [
        judged(_Pool.fit(condensed.where(lambda k, f=f: fold[k] != f)), np.flatnonzero(fold == f)) for f in range(FOLDS)
    ]
    confidence = calibrate.fit_confidence(everything, np.ones(len(read)))
    manifest["calibration"] = {
        "photos": len(read),
        "temperatures": {p["name"]: p["head"].get("temperature", 1.0) for p in predictors},
        "exponents": {p["name"]: e for p, e in zip(predictors[1:], pool.exponents[1:], strict=True)},
        "temperature": pool.temperature,
        "confidence": confidence,
        "mass_at_truth": calibrate.conformal_scores(everything.mass_at_truth),
        "area_at_truth": calibrate.curve_areas(everything.area_km2),
    }
    for predictor, exponent in zip(predictors[1:], pool.exponents[1:], strict=True):
        predictor["exponent"] = exponent
    return manifest, {
        "photos": len(read),
        "unreadable": unreadable,
        "groups": len(set(truth.group)) if truth.group else None,
        "ruled_out": int((everything.mass_at_truth >= 1.0).sum()),
        **{k: manifest["calibration"][k] for k in ("temperatures", "exponents", "temperature")},
        **_crossfitted(across, fold),
    }


def _run_networks(geolocator: Geolocator, files: list[Path], scratch: Path) -> np.ndarray:
    """Keep every network's outputs of each photo that can be read as number k of `scratch`; the rows (n,) of those."""
    read = []
    for row, path in enumerate(tqdm(files, desc="photos", unit="photo", disable=None)):
        try:
            image = load_photo(path).image
            outputs = {n.name: n.run(image) for n in geolocator.predictors.networks}
        except GeolocatorError as error:
            print(f"warning: {error}", file=sys.stderr)
            continue
        # On the disk: five crops of three partitions' logits are half a megabyte a photo.
        for name, values in outputs.items():
            np.savez(scratch / f"{len(read)}-{name}.npz", **values)
        read.append(row)
    return np.array(read, np.int64)


def _run_heads(
    geolocator: Geolocator, predictors: list[dict[str, Any]], count: int, scratch: Path
) -> tuple[list[np.ndarray], np.ndarray]:
    """Each predictor's probabilities (n, classes) float32 of the kept photos, and the best similarity (n,)."""
    networks = {n.name: n for n in geolocator.predictors.networks}
    heads = [load_head(geolocator.bundle, p, networks.get(p.get("network"))) for p in predictors]
    sizes = [sets.shape[1] for sets in geolocator.table.sets]
    probabilities = [np.empty((count, size), np.float32) for size in sizes]
    similarity = np.zeros(count)
    for k in range(count):
        outputs: dict[str | None, dict[str, np.ndarray]] = {None: {}}
        for name in networks:
            with np.load(scratch / f"{k}-{name}.npz") as stored:
                outputs[name] = dict(stored)
        for predictor, head, rows in zip(predictors, heads, probabilities, strict=True):
            p, evidence = head(outputs[predictor.get("network")])
            rows[k] = p / p.sum()
            similarity[k] = evidence.get("similarity", similarity[k])
    return probabilities, similarity


def _classes(geolocator: Geolocator, number: int, truth: Positions) -> np.ndarray:
    """The class (n,) of a member that holds at each true place, -1 = none."""
    predictor, bundle = geolocator.bundle.predictors[number], geolocator.bundle
    if predictor["kind"] == "geolocation":
        partition = read_partition(bundle.file(bundle.entry("partitions", predictor["partition"])["file"]))
        return partition.class_at(truth.latitude, truth.longitude)
    return bucket_in(geolocator.table, number, truth.latitude, truth.longitude) - 1


def _temperature(p: np.ndarray, classes: np.ndarray) -> float:
    """What a member's temperature is to be multiplied by, from probabilities (n, c) and true classes (n,).

    Exact where a temperature is a power of the probabilities: for all heads, if a photo is one view.
    """
    rows = np.flatnonzero(classes >= 0)
    if not len(rows):
        return 1.0
    rows = rows[np.unique(np.linspace(0, len(rows) - 1, _FOR_TEMPERATURES).astype(int))]
    with np.errstate(divide="ignore"):
        return calibrate.temperature(np.log(p[rows]), classes[rows], np.ones(len(rows)))


def _crossfitted(parts: list[Judged], fold: np.ndarray) -> dict[str, Any]:
    """Promises tried on photos that they were not made from: coverage of wanted recalls, and the confidence."""
    joined = Judged.joined(parts)
    held = fold[joined.rows]
    ways = (("photo", joined.mass_at_truth, 1.0), ("curve", joined.area_km2, SPHERE_AREA_KM2 * (1 - 1e-9)))
    kept = {
        way: coverage.measured(scores, coverage.targets(scores, held, unreachable), None)
        for way, scores, unreachable in ways
    }
    said = np.empty(len(joined.rows))
    for f in range(FOLDS):
        rest = joined.where(held != f)
        fitted = calibrate.fit_confidence(rest, np.ones(len(rest.rows)))
        said[held == f] = calibrate.confidences(joined.where(held == f), fitted)
    right = joined.error_km <= calibrate.CONFIDENCE_KM
    sure = said >= calibrate.UNSURE_BELOW
    return {
        "coverage": kept,
        "confidence": {
            label: {"photos": int(rows.sum()), "said": float(said[rows].mean()), "was": float(right[rows].mean())}
            for label, rows in (("sure", sure), ("unsure", ~sure))
            if rows.any()
        },
    }


def _card(text: str, found: dict[str, Any]) -> str:
    """The card with its section on calibration replaced."""
    starts = [text.index(s) for s in _SECTIONS if s in text]
    kept = text[: min(starts)].rstrip() if starts else text.rstrip()

    def share(entry: dict[str, Any]) -> str:
        if entry["measured"] is None:
            return "can't be promised"
        return f"{100 * entry['measured']:.1f} % ({100 * entry['low']:.1f} to {100 * entry['high']:.1f})"

    wanted = " | ".join(f"{entry['nominal']:.0%}" for entry in found["coverage"]["photo"])
    rows = "\n".join(
        f"| by {way} | " + " | ".join(share(entry) for entry in entries) + " |"
        for way, entries in found["coverage"].items()
    )
    temperatures = ", ".join(f"{name} {t:.2f}" for name, t in found["temperatures"].items())
    powers = ", ".join(f"{name} {e:.2f}" for name, e in found["exponents"].items()) or "none"
    sure = "\n".join(
        f"- of {entry['photos']} photos called {label}, {100 * entry['was']:.1f} % were within 750 km;"
        f" said {100 * entry['said']:.1f} %;"
        for label, entry in found["confidence"].items()
    )
    groups = f", {found['groups']} groups" if found["groups"] else ", places of some 290 km kept together"
    return f"""{kept}

## Calibrated

On {found["photos"]} photos of `{found["table"]["file"]}` (SHA-256 {found["table"]["sha256"][:12]}…{groups};
{found["unreadable"]} more could not be read). The map rules out the true place of {found["ruled_out"]} of them.

Temperatures of the members: {temperatures}. Powers relative to the geolocation: {powers}. Temperature of the map:
{found["temperature"]:.2f}.

How often areas for a wanted recall held the truth of photos that they were not set by, nor the powers fitted on
({FOLDS} folds, groups undivided; 95 % intervals as if photos were independent):

| wanted | {wanted} |
|---|{"---|" * len(found["coverage"]["photo"])}
{rows}

Confidence, cross-fitted the same way:

{sure}

The temperatures of the members are one number each, fitted on all of these photos. All of it is promised for photos
like these alone.
"""
