"""A run: the folder where a network is trained, and all that is needed to rebuild the network from it.

run.json            what was trained, on what, how, and the best epoch's figures
model.safetensors   weights of the best epoch
checkpoint.pt       where to resume
metrics.csv         one row an epoch; tensorboard/ holds the same and the loss of the steps
unreadable.csv      photos that could not be read, and why
partitions/*.csv    of GeoEstimation (coarse, middle, fine) and GeoCLIP (fine)
maps/NAME.tif       of an attribute predictor
location.safetensors  of GeoCLIP: the location encoder and the temperature
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torch import Tensor, nn

from backend.bundle import sha256_of
from backend.partition import Partition, read_partition
from training.checkpoints import CheckpointError, load_weights, write_whole
from training.models.attributes import AttributePredictor
from training.models.geoclip import ImageTower, LocationEncoder, clip_visual
from training.models.geoestimation import GeoEstimation

FORMAT = "photo-geolocator-run"
FORMAT_VERSION = 1
RUN, MODEL, LOCATION, CHECKPOINT = "run.json", "model.safetensors", "location.safetensors", "checkpoint.pt"
_REBUILT_FROM = ("system", "trunk", "classes", "preprocessing")
# What may differ when a run is resumed: all else must be the same.
_FREE = ("versions", "best", "finished", "profile")


class RunError(ValueError):
    """A folder is no run, or another one: a sentence that says what to do."""


@dataclass(frozen=True)
class Run:
    """A run as run.json describes it.

    settings: the document, with the keys system, map and map_entry (attributes), trunk (name, weights, same_padding),
    classes, preprocessing (a manifest's), recipe, start (GeoCLIP), seed, precision, accumulate, patience, dataset,
    partitions, photos; best (epoch and figures) and finished; versions.
    """

    folder: Path
    settings: dict[str, Any]

    @classmethod
    def read(cls, folder: Path, system: str | None = None) -> Run:
        """Read a run's folder; RunError when it is none, or one of another system than the wanted one."""
        try:
            settings = json.loads((folder / RUN).read_text(encoding="utf-8"))
        except OSError as error:
            raise RunError(f"'{folder.name}' is no run: {RUN} can't be read ({error.strerror}).") from error
        except ValueError as error:
            raise RunError(f"'{folder.name}' is no run: {RUN} is no JSON; train again in a new folder.") from error
        if not isinstance(settings, dict) or settings.get("format") != FORMAT:
            raise RunError(f"'{folder.name}' is no run of this program: name a folder that `train` wrote.")
        if settings.get("format_version") != FORMAT_VERSION:
            raise RunError(f"'{folder.name}' is a run of another version of this program: train again.")
        if lacking := [name for name in _REBUILT_FROM if name not in settings]:
            raise RunError(f"'{folder.name}' is no whole run: {RUN} lacks '{lacking[0]}'; train again in a new folder.")
        if system not in (None, settings["system"]):
            raise RunError(
                f"The run '{folder.name}' trained {settings['system']}, not {system}: name a run of that system."
            )
        return cls(folder, settings)

    def write(self) -> None:
        """Write run.json, whole."""
        write_whole(self.folder / RUN, (json.dumps(self.settings, indent=1, ensure_ascii=False) + "\n").encode())

    def check_same(self, settings: dict[str, Any]) -> None:
        """RunError, naming the first difference, when these are not the settings of this run."""
        # As JSON holds them: tuples become lists.
        wanted = json.loads(json.dumps(settings))
        for name in dict.fromkeys((*self.settings, *wanted)):
            before, now = self.settings.get(name), wanted.get(name)
            if name in _FREE or before == now:
                continue
            if isinstance(before, dict) and isinstance(now, dict):
                key = next(k for k in dict.fromkeys((*before, *now)) if before.get(k) != now.get(k))
                name, before, now = f"{name}'s {key}", before.get(key), now.get(key)
            raise RunError(
                f"The run '{self.folder.name}' was started with another {name} ({_brief(before)}, not {_brief(now)}):"
                " use the same to go on with it, or name a new folder."
            )

    def network(self) -> nn.Module:
        """The trained network in eval mode: GeoEstimation, AttributePredictor or GeoCLIP's ImageTower.

        Raises CheckpointError when its weights are missing or damaged.
        """
        return self._loaded(empty_network(self.settings), MODEL, load_weights(self.folder / MODEL))

    def location_encoder(self) -> tuple[LocationEncoder, float]:
        """GeoCLIP's location encoder in eval mode, and what cosines are multiplied by, exp(logit_scale)."""
        weights = load_weights(self.folder / LOCATION)
        scale = float(weights.pop("logit_scale").exp())
        weights = {name.removeprefix("location."): w for name, w in weights.items()}
        return self._loaded(LocationEncoder(), LOCATION, weights), scale

    def partition(self, level: str) -> Partition:
        """The partition "coarse", "middle" or "fine" of a geolocation system."""
        return read_partition(self.folder / "partitions" / f"{level}.csv")

    def map_file(self) -> Path:
        """The attribute map of an attribute predictor; RunError when it is gone, or not the one that it learnt from."""
        path = self.folder / "maps" / self.settings["map_entry"]["file"]
        if not path.is_file():
            raise RunError(f"The run '{self.folder.name}' lacks its map 'maps/{path.name}': put it back.")
        # Runs of the first versions have no digest.
        known = self.settings.get("dataset", {}).get("map_sha256")
        if known and known != sha256_of(path):
            raise RunError(
                f"The map 'maps/{path.name}' of the run '{self.folder.name}' was altered: copy it from the dataset that"
                " the run was trained on."
            )
        return path

    def _loaded(self, module: nn.Module, file: str, weights: dict[str, Tensor]) -> nn.Module:
        try:
            module.load_state_dict(weights)
        except RuntimeError as error:
            raise CheckpointError(
                f"'{file}' in '{self.folder.name}' holds the weights of another network: train that run again."
            ) from error
        return module.eval()


def empty_network(settings: dict[str, Any], *, pretrained: bool = False) -> nn.Module:
    """The network that run.json describes, with random weights, or with the trunk's of the hub where `pretrained`.

    GeoCLIP's tower comes without the latter: its trunk is made by `clip_visual`.
    """
    trunk, classes = settings["trunk"], settings["classes"]
    if settings["system"] == "geoclip":
        mlp = nn.Sequential(nn.Linear(768, 768), nn.ReLU(), nn.Linear(768, 512))
        return ImageTower(clip_visual(trunk["name"], None), mlp)
    options = {"trunk": trunk["name"], "pretrained": pretrained, "same_padding": trunk["same_padding"]}
    if settings["system"] == "geoestimation":
        return GeoEstimation(tuple(classes), **options)
    return AttributePredictor(classes[0], **options)


def _brief(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:39]}…"
