"""The order in which photos are seen: a function of the seed and the epoch alone.

A step takes `batch_size` photos over all devices. Each device takes its share in one or more parts (gradient
accumulation), so the photos of a step are the same whatever the number of devices, parts and workers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

SHARDS_AT_ONCE = 16
Draw = tuple[int, int]  # epoch and photo: all that a photo's augmentation depends on, besides the seed


def generator(*numbers: int) -> np.random.Generator:
    """Random numbers that depend on these whole numbers, from 0, and on nothing else."""
    return np.random.default_rng(np.random.SeedSequence(numbers))


def torch_seed(*numbers: int) -> int:
    """The same for torch: a seed of 63 bits."""
    return int(np.random.SeedSequence(numbers).generate_state(1, np.uint64)[0] >> np.uint64(1))


def epoch_order(count: int, shard: np.ndarray | None, seed: int, epoch: int) -> np.ndarray:
    """A permutation (count,) of the photos for one epoch.

    shard: the number (count,) of each photo's tar shard, or None for plain files, which are shuffled all together.
    Shards are shuffled, then the photos of 16 shards at a time, so that reading stays within a few files.
    """
    random = generator(seed, epoch)
    if shard is None:
        return random.permutation(count)
    by_shard = np.argsort(shard, kind="stable")
    groups = np.split(by_shard, np.flatnonzero(np.diff(shard[by_shard])) + 1)
    shuffled = [groups[k] for k in random.permutation(len(groups))]
    windows = [np.concatenate(shuffled[k : k + SHARDS_AT_ONCE]) for k in range(0, len(shuffled), SHARDS_AT_ONCE)]
    return np.concatenate([random.permutation(window) for window in windows])


@dataclass
class Sampler:
    """Batch sampler of one device: the draws of each part of each step, in order, from any epoch and step.

    count: photos of the training split; shard: see `epoch_order`; batch_size: photos a step; parts: of each device in
    a step; rank, world: number of this device, and of devices. The photos left over at an epoch's end are not seen in
    it. ValueError when the numbers do not go together.
    """

    count: int
    shard: np.ndarray | None
    batch_size: int
    parts: int
    rank: int
    world: int
    seed: int
    epoch: int = 0
    first_step: int = 0

    def __post_init__(self) -> None:
        if self.count < self.batch_size:
            raise ValueError(
                f"The dataset has {self.count} training photos, fewer than a batch of {self.batch_size}:"
                " pass a smaller --batch-size."
            )
        if self.batch_size % (self.parts * self.world):
            raise ValueError(
                f"A batch of {self.batch_size} photos can't be shared evenly by {self.world} devices in"
                f" {self.parts} parts: choose --batch-size, --devices and --accumulate that go together."
            )

    @property
    def steps(self) -> int:
        """Steps of an epoch."""
        return self.count // self.batch_size

    @property
    def part_size(self) -> int:
        """Photos of one part on one device."""
        return self.batch_size // (self.parts * self.world)

    def order(self) -> np.ndarray:
        """All photos in the order of the epoch."""
        return epoch_order(self.count, self.shard, self.seed, self.epoch)

    def step_photos(self, order: np.ndarray, step: int) -> np.ndarray:
        """The photos (batch_size,) of a step, over all devices, of an epoch in this order."""
        return order[step * self.batch_size : (step + 1) * self.batch_size]

    def part(self, number: int) -> slice:
        """Which of a step's photos this device takes in its part `number`."""
        start = (number * self.world + self.rank) * self.part_size
        return slice(start, start + self.part_size)

    def __len__(self) -> int:
        return (self.steps - self.first_step) * self.parts

    def __iter__(self) -> Iterator[list[Draw]]:
        order = self.order()
        for step in range(self.first_step, self.steps):
            photos = self.step_photos(order, step)
            for number in range(self.parts):
                yield [(self.epoch, int(k)) for k in photos[self.part(number)]]
