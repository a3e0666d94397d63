"""What each system learns: its labels, its loss, and how its own map is judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor, nn

from backend.partition import Partition
from backend.zone_cache import Source, map_source, partition_source
from training.models.attributes import mean_softmax
from training.models.geoclip_contrast import Contrast, GeoCLIPRecipe, Queue, as_bits, moved
from training.models.geoestimation import LEVELS, ancestors, hierarchical
from training.monitor import Judged
from training.order import generator
from training.prepared import Prepared


class Task(Protocol):
    """What the training loop wants of a system.

    module: what is trained; called with views (b, v, 3, H, W) and `inputs`, it gives each photo's loss (b,). layer,
    judged: the system's own map and the photos that judge it.
    """

    module: nn.Module
    layer: Source
    judged: Judged

    def inputs(self, photos: np.ndarray, part: slice, moment: tuple[int, ...]) -> tuple[Tensor, ...]:
        """What the module wants besides the pixels, for one part of a step's photos (rows of the training split).

        moment: numbers that are the seed of all that is random here.
        """

    def after_step(self, photos: np.ndarray) -> None:
        """Remember what later steps need of a step's photos."""

    def before_judging(self, device: torch.device) -> None:
        """Prepare for `probabilities` with the weights as they are."""

    def probabilities(self, photos: Tensor) -> Tensor:
        """Probabilities (b, classes) of the classes of the layer, from views (b, v, 3, H, W)."""

    def weights(self) -> dict[str, dict[str, Tensor]]:
        """State dicts to keep, by file name."""

    def state(self) -> dict[str, Any]:
        """What a checkpoint must hold besides the module and its optimiser."""

    def load(self, state: dict[str, Any]) -> None:
        """The reverse of `state`."""


class Classification(nn.Module):
    """The summed cross-entropy of a network's heads.

    network: gives one tensor of logits or several. frozen_statistics: batch norm keeps its running statistics, as
    weights that were quantised once want it.
    """

    def __init__(self, network: nn.Module, *, frozen_statistics: bool = False):
        super().__init__()
        self.network = network
        self._frozen_statistics = frozen_statistics

    def train(self, mode: bool = True) -> Classification:
        """Training mode, but for frozen statistics."""
        super().train(mode)
        if self._frozen_statistics:
            for module in self.modules():
                if isinstance(module, nn.modules.batchnorm._BatchNorm):
                    module.eval()
        return self

    def forward(self, photos: Tensor, labels: Tensor) -> Tensor:
        """Loss (b,) of photos (b, v, 3, H, W), their views' mean; labels (b, heads), -1 leaves a head out."""
        count, views = photos.shape[:2]
        loss = 0.0
        for logits, label in zip(_heads(self.network(photos.flatten(0, 1))), labels.T, strict=True):
            label = label.repeat_interleave(views)
            loss = loss + nn.functional.cross_entropy(logits, label, reduction="none", ignore_index=-1)
        return loss.view(count, views).mean(dim=1)


class _Classes:
    """What GeoEstimation and the attribute predictors share: labels (n, heads) that the photos bring along."""

    def __init__(self, network: nn.Module, labels: np.ndarray, frozen_statistics: bool):
        self.module = Classification(network, frozen_statistics=frozen_statistics)
        self._labels = torch.from_numpy(labels.astype(np.int64))

    def inputs(self, photos: np.ndarray, part: slice, moment: tuple[int, ...]) -> tuple[Tensor, ...]:
        return (self._labels[photos[part]],)

    def after_step(self, photos: np.ndarray) -> None:
        pass

    def before_judging(self, device: torch.device) -> None:
        pass

    def weights(self) -> dict[str, dict[str, Tensor]]:
        return {"model.safetensors": self.module.network.state_dict()}

    def state(self) -> dict[str, Any]:
        return {}

    def load(self, state: dict[str, Any]) -> None:
        pass

    def _logits(self, photos: Tensor) -> list[Tensor]:
        """Logits (b, v, c) of every head."""
        heads = _heads(self.module.network(photos.flatten(0, 1)))
        return [logits.float().view(*photos.shape[:2], -1) for logits in heads]


class GeoEstimationTask(_Classes):
    """Three heads on the cells of three partitions; a photo outside a partition's cells is left out of its loss."""

    def __init__(
        self,
        network: nn.Module,
        partitions: dict[str, Partition],
        train: Prepared,
        validation: Prepared,
        *,
        frozen_statistics: bool = False,
    ):
        labels = np.stack([partitions[level].class_at(train.lat, train.lon) for level in LEVELS], axis=1)
        super().__init__(network, labels, frozen_statistics)
        fine = partitions["fine"]
        self.layer = partition_source(fine)
        self.judged = _in_cells(fine, validation)
        parents = (torch.from_numpy(ancestors(fine, partitions[level])) for level in LEVELS[:2])
        self._coarse_of_fine, self._middle_of_fine = parents

    def before_judging(self, device: torch.device) -> None:
        """Bring the hierarchy to the device."""
        self._coarse_of_fine, self._middle_of_fine = self._coarse_of_fine.to(device), self._middle_of_fine.to(device)

    def probabilities(self, photos: Tensor) -> Tensor:
        """f*: highest softmax over crops, times the ancestors'."""
        return hierarchical(*self._logits(photos), self._coarse_of_fine, self._middle_of_fine)


class AttributeTask(_Classes):
    """One head on the classes of an attribute map; photos without a class there are left out.

    ValueError when that leaves none.
    """

    def __init__(
        self,
        network: nn.Module,
        entry: dict[str, Any],
        file: Path,
        train: Prepared,
        validation: Prepared,
        *,
        frozen_statistics: bool = False,
    ):
        for split, photos in (("training", train), ("validation", validation)):
            if not (photos.labels[entry["name"]] >= 0).any():
                raise ValueError(f"No {split} photo has a class of the map '{entry['name']}': prepare other photos.")
        super().__init__(network, train.labels[entry["name"]][:, None], frozen_statistics)
        self.layer = map_source(file, [c["value"] for c in entry["classes"]])
        label = validation.labels[entry["name"]].astype(np.int64)
        known = np.flatnonzero(label >= 0)
        self.judged = Judged(known, validation.lat[known], validation.lon[known], label[known])

    def probabilities(self, photos: Tensor) -> Tensor:
        """The views' mean softmax."""
        return mean_softmax(*self._logits(photos))


class GeoCLIPTask:
    """Photos against positions; its own map is the softmax over a partition's cells (seed 000, section 3.2)."""

    def __init__(
        self,
        contrast: Contrast,
        partition: Partition,
        recipe: GeoCLIPRecipe,
        train: Prepared,
        validation: Prepared,
        seed: int,
    ):
        self.module = contrast
        self.layer = partition_source(partition)
        self.judged = _in_cells(partition, validation)
        self._recipe = recipe
        self._positions = np.stack([train.lat, train.lon], axis=1)
        self._queue = Queue(recipe.queue, seed)
        self._cells = as_bits(partition.lat, partition.lon)

    def inputs(self, photos: np.ndarray, part: slice, moment: tuple[int, ...]) -> tuple[Tensor, ...]:
        """The positions of the whole step, then the queue's; and which of them are this part's."""
        random = generator(*moment)
        own = moved(self._positions[photos], self._recipe.noise_m, random)
        others = moved(self._queue.positions(), self._recipe.queue_noise_m, random)
        return as_bits(*np.concatenate([own, others]).T), torch.arange(len(photos))[part]

    def after_step(self, photos: np.ndarray) -> None:
        """Put the step's positions in the queue."""
        self._queue.push(self._positions[photos])

    def before_judging(self, device: torch.device) -> None:
        """Bring the cells to the device."""
        self._cells = self._cells.to(device)

    def probabilities(self, photos: Tensor) -> Tensor:
        """Softmax over the cells; views are averaged as unit embeddings."""
        return self.module.logits(photos.flatten(0, 1), self._cells).view(*photos.shape[:2], -1).mean(1).softmax(-1)

    def weights(self) -> dict[str, dict[str, Tensor]]:
        """The image tower; the location encoder with the temperature."""
        location = {f"location.{name}": w for name, w in self.module.location.state_dict().items()}
        return {
            "model.safetensors": self.module.image.state_dict(),
            "location.safetensors": {**location, "logit_scale": self.module.logit_scale},
        }

    def state(self) -> dict[str, Any]:
        """The queue."""
        return {"queue": self._queue.state()}

    def load(self, state: dict[str, Any]) -> None:
        """The queue."""
        self._queue.load(state["queue"])


def _heads(outputs: Tensor | tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    return outputs if isinstance(outputs, tuple) else (outputs,)


def _in_cells(partition: Partition, photos: Prepared) -> Judged:
    """All photos, those outside the cells too: the partition can't find them, and that must count."""
    label = partition.class_at(photos.lat, photos.lon)
    return Judged(np.arange(len(photos)), photos.lat, photos.lon, label)
