"""GeoEstimation base(M, f*) (Müller-Budack et al. 2018): one trunk, a softmax layer for each of three partitions.

Facts from the paper, its published configuration and ../shared/reference/systems.md, section 0. At inference five
crops are judged, the highest softmax of the crops counts for every cell, and a fine cell's value is the product with
its ancestors', normalised (upstream does not normalise).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn

from backend.partition import Partition
from backend.s2 import ranges, tokens
from training.models.trunks import SIDE, create_trunk, preprocessing

from torchvision.transforms import v2  # isort: skip  (after training.models.trunks)

TRUNK = "resnet50"
LEVELS = ("coarse", "middle", "fine")


@dataclass(frozen=True)
class GeoEstimationRecipe:
    """The published hyper-parameters of base(M, f*).

    tau_min, tau_max: thresholds of the three partitions (coarse, middle, fine); batch_size: photos a step, over all
    devices; milestones: epochs at whose end the learning rate is halved; crop_scale: share of a photo's area that a
    random crop covers; views: random views of a photo in a step.
    """

    tau_min: int = 50
    tau_max: tuple[int, int, int] = (5000, 2000, 1000)
    epochs: int = 15
    batch_size: int = 128
    learning_rate: float = 0.01
    momentum: float = 0.9
    weight_decay: float = 1e-4
    milestones: tuple[int, ...] = (4, 8, 12, 13, 14, 15)
    gamma: float = 0.5
    crop_scale: tuple[float, float] = (0.66, 1.0)
    views: int = 1

    def rate(self, epoch: float) -> float:
        """Learning rate after `epoch` epochs."""
        return self.learning_rate * self.gamma ** sum(epoch >= m for m in self.milestones)

    def optimizer(self, parameters: list[nn.Parameter]) -> torch.optim.Optimizer:
        """SGD with momentum."""
        return torch.optim.SGD(parameters, self.learning_rate, self.momentum, weight_decay=self.weight_decay)

    def augmentation(self) -> Callable[[Image.Image], Tensor]:
        """A random crop, perhaps mirrored: (3, 224, 224) uint8."""
        return v2.Compose(
            [v2.RandomResizedCrop(SIDE, scale=self.crop_scale), v2.RandomHorizontalFlip(), v2.PILToTensor()]
        )


class GeoEstimation(nn.Module):
    """Photos (n, 3, 224, 224) -> logits of the coarse, middle and fine cells, (n, c_k) each.

    classes: how many cells each partition has. pretrained, same_padding: of the trunk, see `trunks.create_trunk`.
    """

    outputs = LEVELS

    def __init__(
        self,
        classes: tuple[int, int, int],
        trunk: str = TRUNK,
        *,
        pretrained: bool = False,
        same_padding: bool = False,
    ):
        super().__init__()
        self.trunk = create_trunk(trunk, pretrained=pretrained, same_padding=same_padding)
        self.coarse, self.middle, self.fine = (nn.Linear(self.trunk.num_features, count) for count in classes)

    def forward(self, photos: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of the three partitions."""
        features = self.trunk(photos)
        return self.coarse(features), self.middle(features), self.fine(features)

    @staticmethod
    def preprocessing(trunk: str = TRUNK, *, same_padding: bool = False) -> dict[str, Any]:
        """Five crops, as a manifest says it."""
        return preprocessing(trunk, "five", same_padding=same_padding)


def ancestors(fine: Partition, coarser: Partition) -> np.ndarray:
    """Class (c_fine,) int64, in a coarser partition, of the cell that each fine cell lies in or is.

    ValueError names a cell that lies in none: the partitions were not built from the same photos.
    """
    order = np.argsort(coarser.cells)
    first, last = ranges(coarser.cells[order])
    slot = np.maximum(np.searchsorted(first, fine.cells, side="right") - 1, 0)
    # An id lies in the range of its own cell and of its ancestors, never in a descendant's.
    orphan = (fine.cells < first[slot]) | (fine.cells > last[slot])
    if orphan.any():
        token = tokens(fine.cells[orphan])[0]
        raise ValueError(
            f"The cell {token} of the fine partition lies in no cell of a coarser one: build the three from the same"
            " photos with the same --tau-min."
        )
    return order[slot]


def hierarchical(
    coarse: Tensor, middle: Tensor, fine: Tensor, coarse_of_fine: Tensor, middle_of_fine: Tensor
) -> Tensor:
    """Probabilities (n, c_fine) from logits (n, views, c_k): f* of the paper over several views, normalised.

    coarse_of_fine, middle_of_fine: (c_fine,) class of each fine cell's ancestor, or of the cell itself.
    """
    p_coarse, p_middle, p_fine = (logits.softmax(dim=-1).amax(dim=1) for logits in (coarse, middle, fine))
    product = p_fine * p_middle[:, middle_of_fine] * p_coarse[:, coarse_of_fine]
    return product / product.sum(dim=1, keepdim=True)
