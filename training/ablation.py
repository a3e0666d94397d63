"""What each part of the starter bundle's recipe brings: `python -m training ablation`.

One thing is changed at a time and everything is fitted and judged again on the validation photos: all sources but the
test sources, cross-fitted by source in fewer folds than in `training.starter`. The test sources are never read. What is
chosen by these figures is the recipe of the next version of the bundle.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from backend.confidence import best_point
from backend.grid import cap_area_km2, haversine_km
from backend.heads import softmax
from backend.mixture import Mixture
from training.ablation_report import FILES, write
from training.bootstrap import RESAMPLES, Bootstrap, interval
from training.calibrate import balanced_accuracy
from training.datasets import photo_files, sample_weights, source_folds, test_sources
from training.documents import check_folder
from training.ensembles import Ensemble, measure
from training.export import export_crops, export_network
from training.features import PREPROCESSING, extract
from training.fine_tune import Activations, FineTuning, fine_tune
from training.heads_fit import Recipe
from training.models.embedder import INT8_TRUNK, RawFeatures, Trunk
from training.pooling import Condensed
from training.starter import EPSILONS, material_of, member_temperatures, probabilities_of
from training.statistics import shares
from training.validate import RADII_KM, Fitted, Material, Outputs, fit, outputs

SHIPPED = "as shipped"
FOLDS = 3
FORMER_PREPROCESSING = {**PREPROCESSING, "resize_short_side": 256, "longest_side": 512, "interpolation": "bilinear"}
SMALLER = {**PREPROCESSING, "resize_short_side": 256, "longest_side": 512}
_CROPS = {k: v for k, v in PREPROCESSING.items() if k not in ("multiple_of", "longest_side")}
FIVE_CROPS = {**_CROPS, "crop": 224, "crops": "five"}
# Of version 1.1.0, chosen for MobileNetV2's features.
FORMER_HEADS = {
    "match_scale": 18.0,
    "gate_low": 0.1,
    "gate_high": 0.9,
    "gate_middle": 0.55,
    "gate_width": 0.1,
}


class Views(torch.nn.Module):
    """Trunk features averaged over the views as they come, without mirror images: (v, 3, H, W) -> (1, 1280 + style)."""

    def __init__(self, trunk: Trunk):
        super().__init__()
        self.trunk = trunk

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Average of the views."""
        return self.trunk(x).mean(0, keepdim=True)


@dataclass(frozen=True)
class Trial:
    """One change: its name, what it belongs to, and how the heads' outputs on the validation photos come about.

    recipe: what combines the three geolocation heads. scaled: members are scaled by their temperatures; fitted: powers
    are fitted, else 1 (the plain product).
    """

    part: str
    name: str
    run: Callable[[], Outputs]
    recipe: Recipe
    scaled: bool = True
    fitted: bool = True


@dataclass(frozen=True)
class Bench:
    """The photos that judge: rows (m,) of the material and the fold of each, by whole sources.

    mixture: how the outputs of the geolocation heads are combined; its arrays are never used.
    """

    material: Material
    rows: np.ndarray
    fold: np.ndarray
    mixture: Mixture

    def outputs(self, fit_fold: Callable[[int, np.ndarray], tuple[Material, Fitted]]) -> Outputs:
        """Outputs on all rows; fit_fold(k, rest) fits on the rest and names the material to judge fold k with."""
        parts = []
        for k in range(FOLDS):
            material, fitted = fit_fold(k, self.rows[self.fold != k])
            parts.append(outputs(fitted, material, self.rows[self.fold == k]))
        return Outputs.joined(parts)

    def with_recipe(self, recipe: Recipe, raw: np.ndarray | None = None) -> Outputs:
        """Heads of a recipe, on other features if wanted."""
        material = self.material if raw is None else replace(self.material, raw=raw)
        return self.outputs(lambda _, rest: (material, fit(material, rest, recipe)))

    def with_more_views(self, recipe: Recipe, raw: np.ndarray) -> Outputs:
        """Heads that learn every photo twice, the second time by these features of it."""
        material, count = self.material, len(self.material.photos)
        twice = np.tile(np.arange(count), 2)
        both = replace(
            material,
            photos=material.photos.rows(twice),
            raw=np.concatenate([material.raw, raw]),
            locations=material.locations[twice],
            classes={name: classes[twice] for name, classes in material.classes.items()},
        )
        return self.outputs(lambda _, rest: (both, fit(both, np.concatenate([rest, rest + count]), recipe)))

    def fine_tuned(self, recipe: Recipe, trunk: Trunk, activations: Activations, settings: FineTuning) -> Outputs:
        """Heads on a trunk that was fine-tuned without the fold."""

        def fit_fold(k: int, rest: np.ndarray) -> tuple[Material, Fitted]:
            tail = fine_tune(trunk, activations, self.material, rest, settings, seed=k)
            tuned = replace(self.material, raw=tail.features(activations))
            return tuned, fit(tuned, rest, recipe)

        return self.outputs(fit_fold)


def ablation(data: Path, out: Path, cache: Path | None = None, seed: int = 0) -> dict[str, Any]:
    """Run every trial and write the report into the folder `out`; returns its figures.

    data: the folder of photos, rasters and backbones; cache: folder that keeps the photos' features.
    """
    check_folder(out, FILES)
    torch.manual_seed(seed)
    trunk = Trunk.trained()
    material = material_of(data, trunk, cache)
    rows = np.flatnonzero(~np.isin(material.photos.source, test_sources(material.photos)))
    mixture = fit(material, rows, Recipe(softmax_iterations=1)).mixture
    bench = Bench(material, rows, source_folds(material.photos.rows(rows), FOLDS), mixture)
    found, areas = {}, {}
    with tempfile.TemporaryDirectory() as scratch:
        for trial in _trials(bench, trunk, data, Path(scratch), cache):
            print(f"ablation: {trial.part}, {trial.name}", flush=True)
            found[trial.part, trial.name], areas[trial.part, trial.name] = _judge(bench, trial)
            print(json.dumps(found[trial.part, trial.name]), flush=True)
    report = _summarise(bench, found, areas, seed)
    write(report, out)
    return report


def _trials(bench: Bench, trunk: Trunk, data: Path, scratch: Path, cache: Path | None) -> Iterator[Trial]:
    recipe, files = Recipe(), photo_files(data, bench.material.photos)

    def features(
        network: torch.nn.Module, preprocessing: dict[str, Any], int8: Sequence[str] = INT8_TRUNK
    ) -> np.ndarray:
        path = scratch / "trial.onnx"
        export_network(network.eval(), path, half=True, int8=int8)
        return extract(path, files, cache, preprocessing)[0]

    shipped = bench.with_recipe(recipe)
    yield Trial(SHIPPED, "", lambda: shipped, recipe)

    former_heads = replace(recipe, **FORMER_HEADS)
    name = "scale and gate of version 1.1.0"
    yield Trial("heads", name, lambda: bench.with_recipe(former_heads), former_heads)

    former = features(RawFeatures(Trunk.former(data / "backbones")), FORMER_PREPROCESSING, ())
    yield Trial("trunk", "MobileNetV2, photos of 256", lambda: bench.with_recipe(recipe, former), recipe)
    name = "MobileNetV2, scale and gate of version 1.1.0"
    yield Trial("trunk", name, lambda: bench.with_recipe(former_heads, former), former_heads)
    smaller = features(RawFeatures(trunk), SMALLER)
    yield Trial("trunk", "photos of 256", lambda: bench.with_recipe(recipe, smaller), recipe)

    activations = Activations.of(trunk, files)
    settings = FineTuning()
    name = f"last blocks, {settings.epochs} epochs at {settings.rate:g}"
    yield Trial(
        "fine-tuning of the trunk", name, lambda: bench.fine_tuned(recipe, trunk, activations, settings), recipe
    )

    one = features(Views(trunk), PREPROCESSING)
    yield Trial("test-time views", "without the mirror image", lambda: bench.with_recipe(recipe, one), recipe)
    export_crops(Views(trunk).eval(), scratch / "crops.onnx", ("embedding",), FIVE_CROPS["crop"])
    crops = extract(scratch / "crops.onnx", files, cache, FIVE_CROPS)[0]
    yield Trial("test-time views", "five crops", lambda: bench.with_recipe(recipe, crops), recipe)
    two = 0.5 * (bench.material.raw + smaller)
    yield Trial("test-time views", "two sizes, 256 and 288", lambda: bench.with_recipe(recipe, two), recipe)

    more = "heads learn each photo's five crops too"
    yield Trial("augmentation", more, lambda: bench.with_more_views(recipe, crops), recipe)

    for name, other in (
        ("the softmax's over 100 km, as until version 1.2.0", replace(recipe, softmax_tau_km=100.0)),
        ("the gallery's over 50 km, as until version 1.2.0", replace(recipe, gallery_tau_km=50.0)),
    ):
        yield Trial("label smoothing", name, lambda other=other: bench.with_recipe(other), other)

    for name, other in (
        ("without location embeddings", replace(recipe, softmax_share=1.0)),
        ("without the softmax", replace(recipe, softmax_share=0.0)),
        ("without the gallery", replace(recipe, gate_low=0.0, gate_high=0.0)),
    ):
        yield Trial("heads", name, lambda: shipped, other)

    unbalanced = replace(recipe, balance=0.0)
    name = "every photo weighs the same"
    yield Trial("balance of regions and sources", name, lambda: bench.with_recipe(unbalanced), unbalanced)

    yield Trial("calibration", "members as trained, powers fitted", lambda: shipped, recipe, scaled=False)
    yield Trial("calibration", "members scaled, plain product", lambda: shipped, recipe, fitted=False)


def _judge(bench: Bench, trial: Trial) -> tuple[dict[str, Any], np.ndarray]:
    """Figures of a trial, and the area searched until the truth is found by geolocation alone and by the ensemble,
    (m, 2) km2, in the order of `bench.rows`."""
    found, material = trial.run(), bench.material
    photos = material.photos.rows(found.rows)
    weights, fold = sample_weights(photos), bench.fold[np.searchsorted(bench.rows, found.rows)]
    recipe = trial.recipe
    gate = {key: getattr(recipe, f"gate_{key}") for key in ("low", "high", "middle", "width")}
    mixture = replace(bench.mixture, softmax_share=recipe.softmax_share, **gate)
    temperatures = dict.fromkeys(("geolocation", *material.classes), 1.0)
    if trial.scaled:
        temperatures = member_temperatures(material, found, mixture, weights)
    members = probabilities_of(material, found, temperatures, mixture)
    epsilons = [0.0, *(EPSILONS[name] for name in material.classes)]
    true = photos.latitude, photos.longitude

    def each() -> Iterator[tuple[int, list[np.ndarray]]]:
        return ((k, [np.asarray(p[k], np.float64) for p in members]) for k in range(len(found.rows)))

    powers = np.ones((FOLDS, len(members)))
    if trial.fitted:
        condensed = Condensed.of_zones(material.table, each(), *true, epsilons)
        for k in range(FOLDS):
            powers[k] = condensed.where(lambda i, k=k: fold[i] != k).fit(weights)
    alone = Ensemble("alone", tuple(float(m == 0) for m in range(len(members))))
    ensembles = [[alone, Ensemble("together", tuple(powers[k].tolist()))] for k in fold]
    area = measure(material.table, each(), *true, ensembles, epsilons, masses=False).area_km2

    cells = material.partition.class_at(*true)
    inside = np.flatnonzero(cells >= 0)
    points = np.array([best_point(material.partition.lat, material.partition.lon, p) for p in members[0]])
    error = haversine_km(*points.T, *true)
    alone_recall, recall = (100.0 * shares(area, cap_area_km2(np.array(RADII_KM)))).round(1).tolist()
    figures = {
        "log_loss_of_cells": round(
            -float(np.average(np.log(members[0][inside, cells[inside]]), weights=weights[inside])), 3
        ),
        "point": [round(100.0 * float((error <= radius).mean()), 1) for radius in RADII_KM],
        "recall_alone": alone_recall,
        "recall": recall,
        "attributes": {name: _attribute(found, name, classes, weights) for name, classes in material.classes.items()},
    }
    return figures, area[np.argsort(found.rows)]


def _attribute(found: Outputs, name: str, classes: np.ndarray, weights: np.ndarray) -> float:
    """Balanced accuracy in percent, class frequencies divided out as the card does."""
    truth = classes[found.rows]
    known = truth >= 0
    prior = np.bincount(truth[known], weights[known], found.attributes[name].shape[1])
    p = softmax(found.attributes[name]) / np.maximum(prior / prior.sum(), 1e-3)
    return balanced_accuracy(p.argmax(axis=1), truth)["balanced_accuracy"]


def _summarise(bench: Bench, found: dict[tuple[str, str], Any], areas: dict, seed: int) -> dict[str, Any]:
    """Figures of all trials, each with what it adds to the mean log10 area, with an interval by source."""
    source = bench.material.photos.source[np.sort(bench.rows)]
    logs = {key: np.log10(area) for key, area in areas.items()}
    base = logs[SHIPPED, ""]
    bootstrap = Bootstrap(len(base), seed, groups=source)
    trials = []
    for (part, name), figures in found.items():
        change = logs[part, name] - base
        low, high = interval(bootstrap.means(change))
        differences = {
            key: {"value": round(float(change[:, e].mean()), 4), "low": round(low[e], 4), "high": round(high[e], 4)}
            for e, key in enumerate(("alone", "together"))
        }
        trials.append({"part": part, "name": name, **figures, "log10_area": differences})
    return {
        "photos": len(base),
        "sources": len(np.unique(source)),
        "folds": FOLDS,
        "seed": seed,
        "resamples": RESAMPLES,
        "radii_km": list(RADII_KM),
        "trials": trials,
    }
