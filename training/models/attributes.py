"""The attribute predictors of seed 000 (section 5.1): BiT ResNet-50v2 with a softmax over a map's classes.

The trunk is Big Transfer's ResNet-50v2, trained on ImageNet-21k (Kolesnikov et al. 2020). The seed gives the trunk, the
augmentations and "up to 100 epochs"; what else there is to choose stands in `AttributeRecipe` with its reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from PIL import Image
from torch import Tensor, nn

from training.models.trunks import SIDE, create_trunk, preprocessing

from torchvision.transforms import v2  # isort: skip  (after training.models.trunks)

TRUNK = "resnetv2_50x1_bit.goog_in21k"


@dataclass(frozen=True)
class AttributeRecipe:
    """Hyper-parameters of an attribute predictor.

    epochs and the kinds of augmentation are the seed's. batch_size (photos a step, over all devices), learning rate,
    momentum and schedule are those of BiT's own recipe for this trunk, BiT-HyperRule: SGD, 0.003 at 512 photos, a
    linear warm-up (500 of up to 20,000 steps: here 3 percent) and steps down by ten at 30, 60 and 90 percent; no weight
    decay. crop_scale, jitter: of the random crop (share of the photo's area) and of brightness, contrast, saturation
    and hue. views: random views of a photo in a step.
    """

    epochs: int = 100
    batch_size: int = 512
    learning_rate: float = 0.003
    momentum: float = 0.9
    warm_up: float = 0.03
    milestones: tuple[float, ...] = (0.3, 0.6, 0.9)
    gamma: float = 0.1
    crop_scale: tuple[float, float] = (0.5, 1.0)
    jitter: tuple[float, float, float, float] = (0.2, 0.2, 0.2, 0.05)
    views: int = 1

    def rate(self, epoch: float) -> float:
        """Learning rate after `epoch` epochs, a real number."""
        steps_down = sum(epoch >= m * self.epochs for m in self.milestones)
        warmth = min(1.0, epoch / (self.warm_up * self.epochs))
        return self.learning_rate * warmth * self.gamma**steps_down

    def optimizer(self, parameters: list[nn.Parameter]) -> torch.optim.Optimizer:
        """SGD with momentum."""
        return torch.optim.SGD(parameters, self.learning_rate, self.momentum)

    def augmentation(self) -> Callable[[Image.Image], Tensor]:
        """A random crop with its colours changed, perhaps mirrored and turned over: (3, 224, 224) uint8."""
        return v2.Compose(
            [
                v2.RandomResizedCrop(SIDE, scale=self.crop_scale),
                v2.RandomHorizontalFlip(),
                v2.RandomVerticalFlip(),
                v2.ColorJitter(*self.jitter),
                v2.PILToTensor(),
            ]
        )


class AttributePredictor(nn.Module):
    """Photos (n, 3, 224, 224) -> logits (n, classes) of a map's classes.

    pretrained, same_padding: of the trunk, see `trunks.create_trunk`. The layer starts at zero, as BiT's does.
    """

    outputs = ("logits",)

    def __init__(self, classes: int, trunk: str = TRUNK, *, pretrained: bool = False, same_padding: bool = False):
        super().__init__()
        self.trunk = create_trunk(trunk, pretrained=pretrained, same_padding=same_padding)
        self.head = nn.Linear(self.trunk.num_features, classes)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)

    def forward(self, photos: Tensor) -> Tensor:
        """Logits of the classes."""
        return self.head(self.trunk(photos))

    @staticmethod
    def preprocessing(trunk: str = TRUNK, *, same_padding: bool = False) -> dict[str, Any]:
        """One crop from the middle, as a manifest says it."""
        return preprocessing(trunk, "center", same_padding=same_padding)


def mean_softmax(logits: Tensor) -> Tensor:
    """Probabilities (n, classes) from logits (n, views, classes): the views' mean."""
    return logits.softmax(dim=-1).mean(dim=1)
