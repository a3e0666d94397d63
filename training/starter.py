"""The starter bundle, from photos and rasters to sealed files: `python -m training starter`."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from backend.attribute_map import read_classes
from backend.bundle import STARTER
from backend.calibration import Calibration
from backend.ensemble import Member
from backend.grid import pixel_of
from backend.heads import softmax
from backend.mixture import Mixture
from backend.partition import write_partition
from backend.zones import build_zones, map_layer, partition_layer
from training import calibrate, card
from training.datasets import (
    DARKEST,
    load_photos,
    photo_files,
    regions,
    sample_weights,
    source_folds,
    test_sources,
)
from training.embedding import look_alikes
from training.export import export_network, write_manifest
from training.features import PREPROCESSING, extract
from training.heads_fit import Recipe
from training.maps import write_maps
from training.models.embedder import INT8, INT8_TRUNK, Embedder, RawFeatures, Trunk
from training.models.geoclip import LocationEncoder, gallery_coordinates
from training.partitions import build
from training.pooling import Condensed
from training.validate import (
    RADII_KM,
    Fitted,
    Judged,
    Material,
    Outputs,
    constant_guess,
    crossfit,
    fit,
    judge,
    outputs,
)

VERSION = "1.3.0"
TAU_MIN, TAU_MAX = 0, 50
FOLDS = 6
# Powers that the card compares with the fitted ones: geolocation alone and the paper's plain product.
OTHER_EXPONENTS = (0.0, 1.0)
# Density (per km2) of sea, which has no bucket: 0, 1e-11 and 1e-10 were alike on validation photos; a little keeps
# boats possible.
EPSILONS = {"population": 1e-11, "land_cover": 0.0}
LABELS = {
    "geolocation": "Geolocation (softmax, location match, gallery)",
    "population": "Population density",
    "land_cover": "Land cover",
}


def make(data: Path, out: Path, cache: Path | None = None) -> dict[str, Any]:
    """Build, judge and write the starter bundle; returns its figures. The old bundle goes when the new one is whole."""
    torch.manual_seed(0)
    recipe = Recipe()
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".starter-") as scratch:
        folder = Path(scratch) / "bundle"
        folder.mkdir()
        trunk = Trunk.trained()
        maps = write_maps(data / "rasters", folder)
        material = gather(data, folder, maps, trunk, Path(scratch), cache)
        calibration, found = _judge_recipe(material, recipe)
        fitted = fit(material, np.arange(len(material.photos)), recipe)
        _write_files(folder, fitted, material, trunk)
        found["megabytes"] = megabytes(folder)
        found |= {"version": VERSION, "before": _before()}
        (folder / "figures.json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        (folder / "card.md").write_text(card.render(found), encoding="utf-8")
        write_manifest(folder, _manifest(maps, recipe, calibration))
        if out.exists():
            shutil.rmtree(out)
        folder.rename(out)
    return found


def _before() -> list[dict[str, Any]]:
    """Figures of the versions before this one, oldest first, from the bundle that is shipped.

    The same photos, sources and definitions judged them, so they compare.
    """
    if not (STARTER / "figures.json").is_file():
        return []
    shipped = json.loads((STARTER / "figures.json").read_text(encoding="utf-8"))
    version = json.loads((STARTER / "manifest.json").read_text(encoding="utf-8"))["version"]
    if version == VERSION:
        return shipped["before"]
    keys = ("sources_left_out", "sources_and_places_left_out", "rva_by_powers", "attributes")
    return [*shipped["before"], {"version": version, **{key: shipped[key] for key in keys}}]


def megabytes(folder: Path) -> dict[str, float]:
    """Sizes in MB of the files that hold weights, cells and maps."""
    files = sorted(p for p in folder.iterdir() if p.suffix in (".onnx", ".npz", ".csv", ".tif"))
    return {p.name: round(p.stat().st_size / 1e6, 2) for p in files}


def gather(
    data: Path, folder: Path, maps: list[dict[str, Any]], trunk: Trunk, scratch: Path, cache: Path | None
) -> Material:
    """Everything the fits start from; `maps` were written into `folder`."""
    photos = load_photos(data / "photos")
    network = scratch / "raw.onnx"
    export_network(RawFeatures(trunk).eval(), network, half=True, int8=INT8_TRUNK)
    raw, spread = extract(network, photo_files(data, photos), cache)
    photos, raw = photos.rows(spread > DARKEST), raw[spread > DARKEST]
    partition = build(*gallery_coordinates(), TAU_MIN, TAU_MAX)
    encoder = LocationEncoder.published()
    layers, classes, counts = [partition_layer(partition)], {}, {}
    for entry in maps:
        values = [c["value"] for c in entry["classes"]]
        grid = read_classes(folder / entry["file"], values)
        layers.append(map_layer(grid, len(values)))
        classes[entry["name"]] = grid[pixel_of(photos.latitude, photos.longitude)].astype(int) - 1
        counts[entry["name"]] = len(values)
    return Material(
        photos,
        raw,
        encoder.embed(photos.latitude, photos.longitude),
        partition,
        encoder.embed(partition.lat, partition.lon),
        classes,
        counts,
        build_zones(layers),
    )


def material_of(data: Path, trunk: Trunk, cache: Path | None) -> Material:
    """`gather` for those who want no bundle."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        return gather(data, folder, write_maps(data / "rasters", folder), trunk, folder, cache)


def members_of(material: Material, exponents: dict[str, float]) -> list[Member]:
    """The ensemble with a power for every attribute."""
    return [Member("geolocation")] + [Member(n, exponents[n], EPSILONS[n]) for n in material.classes]


def probabilities_of(
    material: Material, found: Outputs, temperatures: dict[str, float], mixture: Mixture
) -> list[np.ndarray]:
    """Every member's probabilities (m, classes), scaled by its temperature, from heads' outputs."""
    scaled = replace(mixture, temperature=temperatures["geolocation"])
    geolocation = scaled.combine(found.soft, found.match, found.near, found.similarity)
    return [geolocation, *(softmax(found.attributes[n] / temperatures[n]) for n in material.classes)]


def member_temperatures(material: Material, found: Outputs, mixture: Mixture, weights: np.ndarray) -> dict[str, float]:
    """The temperature of each member that makes the log-likelihood of the true classes largest."""
    photos = material.photos.rows(found.rows)
    p = mixture.combine(found.soft, found.match, found.near, found.similarity)
    cells = material.partition.class_at(photos.latitude, photos.longitude)
    temperatures = {"geolocation": calibrate.temperature(np.log(p), cells, weights)}
    for name, classes in material.classes.items():
        temperatures[name] = calibrate.temperature(found.attributes[name], classes[found.rows], weights)
    return {name: round(t, 4) for name, t in temperatures.items()}


@dataclass(frozen=True)
class Pool:
    """The fitted ensemble: powers of the attributes relative to the geolocation's, and the map's temperature."""

    exponents: dict[str, float]
    temperature: float

    @classmethod
    def fit(cls, material: Material, condensed: Condensed, weights: np.ndarray) -> Pool:
        """Powers that make the log-density at the truths largest: see `training.pooling`."""
        first, *others = condensed.fit(weights)
        powers = {name: round(float(w / first), 4) for name, w in zip(material.classes, others, strict=True)}
        return cls(powers, round(float(1.0 / first), 4))


def _judge_recipe(material: Material, recipe: Recipe) -> tuple[dict[str, Any], dict[str, Any]]:
    """Calibration from cross-fitted photos of the other sources, figures from the test sources."""
    photos = material.photos
    sources = test_sources(photos)
    is_test = np.isin(photos.source, sources)
    dev, test = np.flatnonzero(~is_test), np.flatnonzero(is_test)
    fold = source_folds(photos.rows(dev), FOLDS)
    out_of_fold = crossfit(material, [dev[fold == k] for k in range(FOLDS)], dev, recipe, places=False)
    weights = sample_weights(photos.rows(out_of_fold.rows))
    fitted = fit(material, dev, recipe)
    mixture = fitted.mixture
    temperatures = member_temperatures(material, out_of_fold, mixture, weights)
    probabilities = probabilities_of(material, out_of_fold, temperatures, mixture)
    condensed = Condensed.of_zones(
        material.table,
        ((k, [np.asarray(p[k], np.float64) for p in probabilities]) for k in range(len(out_of_fold.rows))),
        photos.latitude[out_of_fold.rows],
        photos.longitude[out_of_fold.rows],
        [0.0, *(EPSILONS[name] for name in material.classes)],
    )
    pool = Pool.fit(material, condensed, weights)

    def judged_with(found: Outputs, pool: Pool) -> Judged:
        return judge(
            material,
            found.rows,
            members_of(material, pool.exponents),
            probabilities_of(material, found, temperatures, mixture),
            found.similarity,
            calibrate.CONFIDENCE_KM,
            pool.temperature,
        )

    def with_power(power: float) -> Pool:
        return Pool(dict.fromkeys(material.classes, power), 1.0)

    judged = judged_with(out_of_fold, pool)
    confidence = calibrate.fit_confidence(judged, weights)
    calibration = {
        "photos": len(judged.rows),
        "temperatures": temperatures,
        "exponents": pool.exponents,
        "temperature": pool.temperature,
        "confidence": confidence,
        "mass_at_truth": calibrate.conformal_scores(judged.mass_at_truth),
        "area_at_truth": calibrate.curve_areas(judged.area_km2),
    }
    promised = Calibration.from_manifest({"calibration": calibration})

    def figures(judged: Judged) -> dict[str, Any]:
        names = regions(photos.latitude[judged.rows], photos.longitude[judged.rows])
        return calibrate.figures(judged, calibrate.confidences(judged, confidence), names, RADII_KM)

    on_test = outputs(fitted, material, test)
    judged_test = judged_with(on_test, pool)
    alike = look_alikes(material.raw, photos.source)[test]
    elsewhere = crossfit(material, [test], np.arange(len(photos)), recipe, places=True)
    judged_elsewhere = judged_with(elsewhere, pool)
    constant = constant_guess(material, dev, test)
    attributes = {}
    for name, classes in material.classes.items():
        prior = np.bincount(
            classes[dev][classes[dev] >= 0],
            sample_weights(photos.rows(dev))[classes[dev] >= 0],
            material.class_counts[name],
        )
        p = softmax(on_test.attributes[name] / temperatures[name]) / np.maximum(prior / prior.sum(), 1e-3)
        attributes[name] = calibrate.balanced_accuracy(p.argmax(axis=1), classes[test])
    # On validation photos the powers must be judged on sources that they were not fitted on.
    fold = fold[np.searchsorted(dev, out_of_fold.rows)]
    parts = []
    for k in range(FOLDS):
        held = fold == k
        own = Pool.fit(material, condensed.where(lambda i, held=held: not held[i]), weights)
        parts.append(
            judge(
                material,
                out_of_fold.rows[held],
                members_of(material, own.exponents),
                [p[held] for p in probabilities],
                out_of_fold.similarity[held],
                calibrate.CONFIDENCE_KM,
                own.temperature,
            )
        )
    across = Judged.joined(parts)
    result = {
        "radii_km": list(RADII_KM),
        "photos_total": len(photos),
        "sources_total": len(np.unique(photos.source)),
        "test_sources": sources,
        "regions": len(np.unique(regions(photos.latitude[test], photos.longitude[test]))),
        "partition": {"tau_min": TAU_MIN, "tau_max": TAU_MAX, "cells": len(material.partition)},
        "uncovered_by_cells": round(
            100.0 * float((material.partition.class_at(photos.latitude, photos.longitude) < 0).mean()), 2
        ),
        "sources_left_out": {**figures(judged_test), "coverage": calibrate.coverage(promised, judged_test)},
        "without_look_alikes": {f"{limit:g}": figures(judged_test.where(alike <= limit)) for limit in (0.75, 0.6)},
        "sources_and_places_left_out": {
            **figures(judged_elsewhere),
            "coverage": calibrate.coverage(promised, judged_elsewhere),
        },
        "constant_guess": calibrate.figures(
            constant, np.zeros(len(test)), regions(photos.latitude[test], photos.longitude[test]), RADII_KM
        ),
        "validation": figures(across),
        "rva_by_powers": {
            "validation": {"fitted": figures(across)["rva"]}
            | {f"{e:g}": figures(judged_with(out_of_fold, with_power(e)))["rva"] for e in OTHER_EXPONENTS},
            "test": {"fitted": figures(judged_test)["rva"]}
            | {f"{e:g}": figures(judged_with(on_test, with_power(e)))["rva"] for e in OTHER_EXPONENTS},
        },
        "attributes": attributes,
        "exponents": pool.exponents,
        "temperature": pool.temperature,
        "temperatures": temperatures,
        "recipe": recipe.__dict__,
    }
    return calibration, result


def _write_files(folder: Path, fitted: Fitted, material: Material, trunk: Trunk) -> None:
    export_network(Embedder(trunk, fitted.projection).eval(), folder / "trunk.onnx", half=True, int8=INT8)
    write_partition(material.partition, folder / "cells.csv")
    for name, arrays in fitted.arrays.items():
        np.savez_compressed(folder / f"{name}.npz", **arrays)


def _manifest(maps: list[dict[str, Any]], recipe: Recipe, calibration: dict[str, Any]) -> dict[str, Any]:
    predictors = [
        {
            "name": "geolocation",
            "kind": "geolocation",
            "label": LABELS["geolocation"],
            "partition": "cells",
            "network": "trunk",
            "arrays": "geolocation.npz",
            "head": {**recipe.settings(), "temperature": calibration["temperatures"]["geolocation"]},
        }
    ]
    for entry in maps:
        name = entry["name"]
        predictors.append(
            {
                "name": name,
                "kind": "attribute",
                "label": LABELS[name],
                "map": name,
                "exponent": calibration["exponents"][name],
                "epsilon": EPSILONS[name],
                "network": "trunk",
                "arrays": f"{name}.npz",
                "head": {
                    **recipe.attribute_settings(),
                    "anchors": "geolocation.npz",
                    "temperature": calibration["temperatures"][name],
                },
            }
        )
    return {
        "name": "starter",
        "version": VERSION,
        "title": "Starter bundle: EfficientNet-Lite2, for trying the tool out",
        "license": "GPL-2.0-or-later; see card.md for its sources' licences",
        "card": "card.md",
        "networks": [{"name": "trunk", "file": "trunk.onnx", "preprocessing": PREPROCESSING}],
        "partitions": [{"name": "cells", "file": "cells.csv"}],
        "maps": maps,
        "predictors": predictors,
        "calibration": calibration,
    }
