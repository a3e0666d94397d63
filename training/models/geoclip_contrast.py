"""How GeoCLIP is trained (Vivanco Cepeda et al. 2023, section 3): photos against positions, with a queue of more.

CLIP stays frozen; the image tower's MLP, the location encoder and the temperature learn. A photo must pick its own
position out of those of its step and of the queue, 4,096 positions seen before. As in the paper, and unlike in the
released code, positions get Gaussian noise, and the queue starts evenly over latitude and longitude.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn

from backend.grid import EARTH_RADIUS_KM
from training.models.geoclip import ImageTower, LocationEncoder, published_logit_scale
from training.models.trunks import SIDE
from training.order import generator

from torchvision.transforms import v2  # isort: skip  (after training.models.trunks)


@dataclass(frozen=True)
class GeoCLIPRecipe:
    """The published hyper-parameters.

    From the paper's section 4: Adam, learning rate times gamma after each epoch, about ten epochs, 512 photos a step
    (over all devices), the queue, and the noise in metres on the positions of the step and of the queue. views: random
    views of a photo in a step; the paper does not say how many, the released loader has one. tau_min, tau_max: of the
    partition whose cells are ranked, GeoEstimation's fine one (seed 000, section 3.2).
    """

    tau_min: int = 50
    tau_max: int = 1000
    epochs: int = 10
    batch_size: int = 512
    learning_rate: float = 3e-5
    weight_decay: float = 1e-6
    gamma: float = 0.87
    queue: int = 4096
    noise_m: float = 150.0
    queue_noise_m: float = 1000.0
    views: int = 1
    temperature: float = 0.07

    def rate(self, epoch: float) -> float:
        """Learning rate after `epoch` epochs."""
        return self.learning_rate * self.gamma ** math.floor(epoch)

    def optimizer(self, parameters: list[nn.Parameter]) -> torch.optim.Optimizer:
        """Adam with L2."""
        return torch.optim.Adam(parameters, self.learning_rate, weight_decay=self.weight_decay)

    def augmentation(self) -> Callable[[Image.Image], Tensor]:
        """SimCLR's views as in the released loader, but bicubic as the trunk wants them: (3, 224, 224) uint8."""
        return v2.Compose(
            [
                v2.RandomResizedCrop(SIDE, interpolation=v2.InterpolationMode.BICUBIC),
                v2.RandomHorizontalFlip(),
                v2.RandomApply([v2.ColorJitter(0.4, 0.4, 0.4, 0.1)], p=0.8),
                v2.RandomGrayscale(p=0.2),
                v2.PILToTensor(),
            ]
        )


class Contrast(nn.Module):
    """The contrastive loss of photos against positions (equations 1 and 2 of the paper).

    image: the tower, whose CLIP trunk is frozen here; location: the encoder; scale: the temperature to start from, as
    exp(logit_scale).
    """

    def __init__(self, image: ImageTower, location: LocationEncoder, scale: float):
        super().__init__()
        self.image, self.location = image, location
        self.logit_scale = nn.Parameter(torch.tensor(math.log(scale)))
        self.image.visual.requires_grad_(False)

    @classmethod
    def published(cls, visual: nn.Module) -> Contrast:
        """From the weights of the package `geoclip`."""
        return cls(ImageTower(visual), LocationEncoder.published(), published_logit_scale())

    @classmethod
    def random(cls, visual: nn.Module, temperature: float) -> Contrast:
        """From random weights, as the paper starts."""
        mlp = nn.Sequential(nn.Linear(768, 768), nn.ReLU(), nn.Linear(768, 512))
        return cls(ImageTower(visual, mlp), LocationEncoder(), 1.0 / temperature)

    def train(self, mode: bool = True) -> Contrast:
        """Training mode for all but the frozen trunk."""
        super().train(mode)
        self.image.visual.eval()
        return self

    def forward(self, photos: Tensor, positions: Tensor, target: Tensor) -> Tensor:
        """Loss (b,) of each photo, its views' mean.

        photos: (b, v, 3, H, W); positions: (p, 2) from `as_bits`; target: (b,) which of the positions is its own.
        """
        logits = self.logits(photos.flatten(0, 1), positions)
        loss = nn.functional.cross_entropy(logits, target.repeat_interleave(photos.shape[1]), reduction="none")
        return loss.view(photos.shape[:2]).mean(dim=1)

    def logits(self, photos: Tensor, positions: Tensor) -> Tensor:
        """exp(logit_scale) times the cosines (n, p) of photos (n, 3, H, W) and positions (p, 2) from `as_bits`."""
        image = nn.functional.normalize(self.image(photos).float(), dim=1)
        # Fourier phases reach about 1,800 rad: half precision would make noise of them.
        with torch.autocast(photos.device.type, enabled=False):
            location = nn.functional.normalize(self.location(positions.view(torch.float32)), dim=1)
            return self.logit_scale.exp() * image @ location.T


def as_bits(latitude: np.ndarray, longitude: np.ndarray) -> Tensor:
    """Positions (p,) in degrees as the location encoder takes them, (p, 2) float32 seen as int32.

    Mixed precision rounds every floating-point input of a network, and leaves whole numbers alone.
    """
    return torch.from_numpy(LocationEncoder.project(latitude, longitude)).view(torch.int32)


class Queue:
    """Positions of the photos of earlier steps, the oldest replaced first.

    The same on every device: each knows the positions of the whole step from the table of photos, so that nothing has
    to be gathered. It is part of a checkpoint.
    """

    def __init__(self, size: int, seed: int):
        random = generator(seed)
        self._positions = np.stack([random.uniform(-90, 90, size), random.uniform(-180, 180, size)], axis=1)
        self._next = 0

    def positions(self) -> np.ndarray:
        """Latitudes and longitudes (size, 2) in degrees."""
        return self._positions

    def push(self, positions: np.ndarray) -> None:
        """Let positions (b, 2) in degrees take the places of the oldest."""
        size = len(self._positions)
        newest = positions[-size:]
        self._positions[(self._next + np.arange(len(newest))) % size] = newest
        self._next = (self._next + len(newest)) % size

    def state(self) -> dict:
        """For a checkpoint."""
        return {"positions": torch.from_numpy(self._positions.copy()), "next": self._next}

    def load(self, state: dict) -> None:
        """From a checkpoint."""
        self._positions, self._next = state["positions"].numpy().copy(), state["next"]


def moved(positions: np.ndarray, metres: float, random: np.random.Generator) -> np.ndarray:
    """Positions (p, 2) in degrees with Gaussian noise of a standard deviation in metres, to the north and the east."""
    north, east = random.normal(0.0, np.degrees(metres / (1e3 * EARTH_RADIUS_KM)), (2, len(positions)))
    latitude = np.clip(positions[:, 0] + north, -90.0, 90.0)
    # A metre to the east is many degrees near a pole; within 1 km of it the longitude hardly matters.
    longitude = positions[:, 1] + east / np.maximum(np.cos(np.radians(positions[:, 0])), 1e-4)
    return np.stack([latitude, (longitude + 180.0) % 360.0 - 180.0], axis=1)
