"""One command from a prepared dataset to a run: `python -m training train`."""

from __future__ import annotations

import hashlib
import importlib.metadata
import math
import os
import shutil
import tempfile
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import torch
from lightning_fabric import Fabric
from lightning_fabric.utilities.exceptions import MisconfigurationException

from backend.bundle import sha256_of
from backend.partition import Partition, read_partition, write_partition
from training.loop import Loop
from training.models import attributes, geoclip, geoestimation
from training.models.attributes import AttributePredictor, AttributeRecipe
from training.models.geoclip_contrast import Contrast, GeoCLIPRecipe
from training.models.geoestimation import LEVELS, GeoEstimation, GeoEstimationRecipe
from training.models.trunks import load_trunk, made_by_tensorflow
from training.monitor import Monitor
from training.partitions import build
from training.prepared import MAPS, SPLITS, Prepared
from training.runs import CHECKPOINT, FORMAT, FORMAT_VERSION, RUN, Run, RunError, empty_network
from training.tasks import AttributeTask, GeoCLIPTask, GeoEstimationTask, Task

RECIPES = {"geoestimation": GeoEstimationRecipe, "geoclip": GeoCLIPRecipe, "attributes": AttributeRecipe}
NETWORKS = {"geoestimation": GeoEstimation, "attributes": AttributePredictor}
TRUNKS = {"geoestimation": geoestimation.TRUNK, "geoclip": geoclip.CLIP_TRUNK, "attributes": attributes.TRUNK}
_BEFORE_TRAINING = (RUN, "partitions", "maps", "tensorboard")  # what a run's folder holds until it saves something
_VERSIONS = ("torch", "torchvision", "timm", "open_clip_torch", "lightning-fabric", "numpy", "pillow")


@dataclass(frozen=True)
class Options:
    """What the command line says. `recipe` holds what differs from a system's published hyper-parameters.

    map: of an attribute predictor. trunk_weights: a file; from_scratch: random weights; else the hub's. start: of
    GeoCLIP's MLP and location encoder, "published" or "random". partitions: a folder of CSVs in place of building
    them. accumulate: parts of a step. patience: epochs without a higher RvA. devices, workers, checkpoint_minutes and
    accelerator may differ when a run is resumed, all else may not.
    """

    system: str
    data: Path
    out: Path
    recipe: dict[str, Any]
    map: str | None = None
    trunk: str | None = None
    trunk_weights: Path | None = None
    from_scratch: bool = False
    start: str = "published"
    partitions: Path | None = None
    accumulate: int = 1
    precision: str = "32-true"
    seed: int = 0
    patience: int = 5
    devices: int = 1
    accelerator: str = "auto"
    workers: int | None = None
    checkpoint_minutes: float = 10.0


def train(options: Options) -> Run:
    """Train a run, or go on with it; the finished run.

    Raises ValueError in one sentence for options that do not fit, RunError when the folder holds another run,
    TrunkError or OSError when weights can't be had, and CheckpointError when a file can't be written.
    """
    _check_numbers(options)
    recipe = _recipe(options)
    prepared = Prepared.read(options.data)
    photos, validation = prepared.where("train"), prepared.where("validation")
    for name, split in (("training", photos), ("validation", validation)):
        if not len(split):
            raise ValueError(f"The dataset '{options.data.name}' has no {name} photos: prepare it with some.")
    if not photos.weight.any():
        raise ValueError(f"The training photos of '{options.data.name}' all weigh 0: give them weights.")
    try:
        fabric = Fabric(
            accelerator=options.accelerator,
            devices=options.devices,
            strategy="ddp" if options.devices > 1 else "auto",
            precision=options.precision,
        )
    except (RuntimeError, MisconfigurationException) as error:
        reason = " ".join(str(error).split()).rstrip(".!")
        raise ValueError(f"{reason}: name --devices and an --accelerator that this machine has.") from error
    fabric.launch()
    torch.backends.cudnn.deterministic, torch.backends.cudnn.benchmark = True, False
    # The first device makes the folder, downloads weights and lays out zones; the others find them.
    with fabric.rank_zero_first():
        partitions = _partitions(options, recipe, photos)
        run = _open(options, _settings(options, recipe, prepared, partitions), partitions, prepared)
        if run.settings["finished"]:
            print(f"'{run.folder.name}' is finished: its best epoch is {run.settings['best']['epoch']}.")
            return run
        task = _task(options, run, recipe, partitions, photos, validation)
        monitor = Monitor(task.layer, task.judged, fabric.global_rank, fabric.world_size)
    workers = min(8, os.cpu_count() or 1) if options.workers is None else options.workers
    checkpoint_s = 60.0 * options.checkpoint_minutes
    Loop(fabric, run, task, recipe, photos, validation, monitor, workers=workers, checkpoint_s=checkpoint_s).fit()
    return run


def _check_numbers(options: Options) -> None:
    least = {"accumulate": 1, "devices": 1, "patience": 1, "workers": 0, "seed": 0, "checkpoint_minutes": 0}
    least |= {"epochs": 1, "batch_size": 1, "learning_rate": 0, "tau_min": 0}
    for name, value in {**vars(options), **options.recipe}.items():
        if name in least and value is not None and not least[name] <= value < math.inf:
            raise ValueError(f"--{name.replace('_', '-')} must be {least[name]} or more, not {value:g}.")


def _recipe(options: Options) -> Any:
    kind = RECIPES[options.system]
    known = {f.name for f in fields(kind)}
    for name in options.recipe:
        if name not in known:
            raise ValueError(f"--{name.replace('_', '-')} is no setting of --system {options.system}: leave it out.")
    if (options.system == "attributes") != (options.map is not None):
        raise ValueError("Name --map with --system attributes, and with no other.")
    if options.partitions and options.system == "attributes":
        raise ValueError("--partitions belongs to the geolocation systems: leave it out.")
    changes = dict(options.recipe)
    if "tau_max" in changes:
        count = len(LEVELS) if options.system == "geoestimation" else 1
        if len(changes["tau_max"]) != count:
            raise ValueError(f"--tau-max takes {count} numbers for {options.system}, a threshold a partition.")
        changes["tau_max"] = tuple(changes["tau_max"]) if count > 1 else changes["tau_max"][0]
    return replace(kind(), **changes)


def _partitions(options: Options, recipe: Any, photos: Prepared) -> dict[str, Partition]:
    """By level: three of GeoEstimation, the fine one of GeoCLIP, none of the attribute predictors."""
    levels = {"geoestimation": LEVELS, "geoclip": ("fine",), "attributes": ()}[options.system]
    if options.partitions:
        return {level: read_partition(options.partitions / f"{level}.csv") for level in levels}
    if not levels:
        return {}
    thresholds = recipe.tau_max if isinstance(recipe.tau_max, tuple) else (recipe.tau_max,)
    return {
        level: build(photos.lat, photos.lon, recipe.tau_min, tau_max)
        for level, tau_max in zip(levels, thresholds, strict=True)
    }


def _settings(options: Options, recipe: Any, prepared: Prepared, partitions: dict[str, Partition]) -> dict[str, Any]:
    """run.json of a run that has not begun; see `Run`."""
    name = options.trunk or TRUNKS[options.system]
    same_padding = made_by_tensorflow(name, options.trunk_weights)
    if options.trunk_weights:
        weights = f"sha256:{_digest(options.trunk_weights)}"
    else:
        weights = "random" if options.from_scratch else "hub"
    if options.system == "geoclip":
        pixels = geoclip.PREPROCESSING
    else:
        pixels = NETWORKS[options.system].preprocessing(name, same_padding=same_padding)
    entry = next((m for m in prepared.maps if m["name"] == options.map), None)
    if options.map and entry is None:
        known = ", ".join(m["name"] for m in prepared.maps) or "none"
        raise ValueError(f"The dataset '{options.data.name}' has no map '{options.map}': it has {known}.")
    dataset = {"name": options.data.name, "photos_sha256": prepared.sha256}
    if entry:
        dataset["map_sha256"] = _digest(options.data / MAPS / entry["file"])
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "system": options.system,
        "map": options.map,
        "map_entry": entry,
        "trunk": {"name": name, "weights": weights, "same_padding": same_padding},
        "start": options.start if options.system == "geoclip" else None,
        "classes": [len(entry["classes"])] if entry else [len(p) for p in partitions.values()],
        "preprocessing": pixels,
        "recipe": asdict(recipe),
        "seed": options.seed,
        "precision": options.precision,
        "accumulate": options.accumulate,
        "patience": options.patience,
        "dataset": dataset,
        "partitions": {level: hashlib.sha256(p.cells.tobytes()).hexdigest() for level, p in partitions.items()},
        "photos": {name: int((prepared.split == k).sum()) for k, name in enumerate(SPLITS)},
        "versions": {package: importlib.metadata.version(package) for package in _VERSIONS},
        "best": None,
        "finished": False,
    }


def _digest(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError as error:
        raise ValueError(f"'{path.name}' can't be read ({error.strerror}): name another file.") from error


def _open(options: Options, settings: dict[str, Any], partitions: dict[str, Partition], prepared: Prepared) -> Run:
    """The run in the folder, which must have the same settings; a new one, made whole, where there is none.

    A run that failed before it saved anything, for an option perhaps, is no hindrance to one with other settings.
    """
    out = options.out
    if (out / RUN).exists():
        run = Run.read(out)
        try:
            run.check_same(settings)
        except RunError:
            if any(path.name not in _BEFORE_TRAINING for path in out.iterdir()):
                raise
            shutil.rmtree(out)
        else:
            return run
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise RunError(f"'{out.name}' exists already and is no run: name a new or empty folder.")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".run-") as scratch:
        folder = Path(scratch) / "run"
        for level, partition in partitions.items():
            (folder / "partitions").mkdir(parents=True, exist_ok=True)
            write_partition(partition, folder / "partitions" / f"{level}.csv")
        if entry := settings["map_entry"]:
            (folder / "maps").mkdir(parents=True)
            shutil.copyfile(prepared.folder / MAPS / entry["file"], folder / "maps" / entry["file"])
        Run(folder, settings).write()
        if out.exists():
            out.rmdir()
        folder.rename(out)
    return Run.read(out)


def _task(
    options: Options,
    run: Run,
    recipe: Any,
    partitions: dict[str, Partition],
    photos: Prepared,
    validation: Prepared,
) -> Task:
    """The system with the weights that it starts from; those of a checkpoint come later."""
    settings = run.settings
    trunk = settings["trunk"]
    torch.manual_seed(options.seed)
    if options.system == "geoclip":
        hub = None if options.from_scratch else geoclip.CLIP_WEIGHTS
        visual = geoclip.clip_visual(trunk["name"], str(options.trunk_weights) if options.trunk_weights else hub)
        if options.start == "published":
            contrast = Contrast.published(visual)
        else:
            contrast = Contrast.random(visual, recipe.temperature)
        return GeoCLIPTask(contrast, partitions["fine"], recipe, photos, validation, options.seed)
    begun = (run.folder / CHECKPOINT).exists()
    network = empty_network(settings, pretrained=trunk["weights"] == "hub" and not begun)
    if options.trunk_weights and not begun:
        load_trunk(network.trunk, options.trunk_weights)
    frozen = trunk["same_padding"]  # such weights were quantised once: see training.models.embedder
    if options.system == "geoestimation":
        return GeoEstimationTask(network, partitions, photos, validation, frozen_statistics=frozen)
    return AttributeTask(network, settings["map_entry"], run.map_file(), photos, validation, frozen_statistics=frozen)
