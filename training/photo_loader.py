"""Photos for a network: decoded, augmented or cropped in worker processes, batch by batch.

A photo that can't be read keeps its place in the batch with the pixels of another one and is marked, so that its loss
counts nothing: batches keep their sizes on every device, and an epoch goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from backend.preprocessing import example, prepare
from training.models.trunks import SIDE
from training.order import Draw, Sampler, torch_seed
from training.prepared import PhotoFiles, Prepared, UnreadablePhoto


@dataclass
class Batch:
    """Photos (b) and their views (v).

    photo: row numbers (b,); pixels: (b, v, 3, H, W), uint8 for training, normalised float32 for validation; readable:
    (b,) bool; reasons: row number and why, of those that are not.
    """

    photo: Tensor
    pixels: Tensor
    readable: Tensor
    reasons: list[tuple[int, str]]

    def pin_memory(self) -> Batch:
        """The same in page-locked memory, which a GPU copies faster."""
        return Batch(self.photo, self.pixels.pin_memory(), self.readable.pin_memory(), self.reasons)


Sample = tuple[int, Tensor | None, str]


class TrainingPhotos(Dataset):
    """Augmented views (v, 3, H, W) uint8 of a draw; the same for the same seed, epoch and photo, on any worker."""

    def __init__(self, photos: Prepared, augment: Callable[[Image.Image], Tensor], views: int, seed: int):
        self._files = PhotoFiles(photos)
        self._augment, self._seed = augment, seed
        self.views = views

    def __getitem__(self, draw: Draw) -> Sample:
        epoch, k = draw
        try:
            image = self._files.open(k)
        except UnreadablePhoto as error:
            return k, None, str(error)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(torch_seed(self._seed, epoch, k))
            return k, torch.stack([self._augment(image) for _ in range(self.views)]), ""


class JudgedPhotos(Dataset):
    """Views (v, 3, H, W) float32 of photo k as the backend prepares them."""

    def __init__(self, photos: Prepared, preprocessing: dict[str, Any]):
        self._files = PhotoFiles(photos)
        self.preprocessing = preprocessing

    def __len__(self) -> int:
        return len(self._files)

    def __getitem__(self, k: int) -> Sample:
        try:
            image = self._files.open(k)
        except UnreadablePhoto as error:
            return k, None, str(error)
        return k, torch.from_numpy(prepare(image, self.preprocessing)), ""


def collate(samples: list[Sample], *, blank: Tensor) -> Batch:
    """Samples to a batch; blank: the pixels (v, 3, H, W) to use where no photo of the batch can be read."""
    # A stand-in that is no photo would reach the statistics of batch normalisation.
    stand_in = next((p for _, p, _ in samples if p is not None), blank)
    return Batch(
        torch.tensor([k for k, _, _ in samples]),
        torch.stack([stand_in if p is None else p for _, p, _ in samples]),
        torch.tensor([p is not None for _, p, _ in samples]),
        [(k, reason) for k, p, reason in samples if p is None],
    )


def training_loader(photos: TrainingPhotos, sampler: Sampler, workers: int) -> DataLoader:
    """Batches in the order of the sampler, whose epoch and step may be set between two passes."""
    blank = torch.zeros(photos.views, 3, SIDE, SIDE, dtype=torch.uint8)
    return DataLoader(
        photos,
        batch_sampler=sampler,
        collate_fn=partial(collate, blank=blank),
        num_workers=workers,
        persistent_workers=workers > 0,
        pin_memory=torch.cuda.is_available(),
    )


def judging_loader(photos: JudgedPhotos, rows: np.ndarray, batch_size: int, workers: int) -> DataLoader:
    """Batches of the photos at `rows`, in this order."""
    return DataLoader(
        photos,
        batch_size=batch_size,
        sampler=rows.tolist(),
        collate_fn=partial(collate, blank=torch.from_numpy(example(photos.preprocessing))),
        num_workers=workers,
        pin_memory=torch.cuda.is_available(),
    )
