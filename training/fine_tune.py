"""Fine-tuning of the starter's trunk: its last blocks learn where photos were taken, the rest stays as it was.

What the frozen blocks give is computed once a photo and kept, so that two cores suffice. The last blocks learn two
things together: GeoCLIP's location embedding of the place, whose cosines with the cells' are compared with
haversine-smoothed targets, and the classes of the attribute maps. Both layers are thrown away afterwards; the heads of
the bundle are fitted on the new features as on the old ones.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn

from backend.grid import unit_vectors
from backend.heads import smoothed_targets
from backend.preprocessing import prepare
from training.datasets import sample_weights
from training.features import PREPROCESSING
from training.models.embedder import POOLED, STYLE_BLOCKS, Trunk, style_of
from training.order import generator, torch_seed
from training.validate import Material

_CENTRED_ON = 400  # photos
FROZEN = 5  # blocks; their output has a sixteenth of the photo's height and width


@dataclass(frozen=True)
class FineTuning:
    """Hyper-parameters: AdamW (rate of the blocks and of the new layers, falling to 0 as a cosine), epochs, photos a
    step, dropout before the new layers, least side of a random crop as a share of the photo's short side, cosine scale
    and smoothing of the places' loss and label smoothing of the classes'."""

    rate: float = 3e-4
    new_rate: float = 1e-3
    weight_decay: float = 0.02
    epochs: int = 3
    batch_size: int = 32
    dropout: float = 0.3
    least_crop: float = 0.7
    scale: float = 18.0
    tau_km: float = 100.0
    label_smoothing: float = 0.05


@dataclass(frozen=True)
class Activations:
    """What the frozen blocks give of each photo: maps, of the photo and its mirror image (2, c, h, w) float16, and the
    style part of the frozen blocks (n, s), the mean of both."""

    maps: list[np.ndarray]
    style: np.ndarray

    @classmethod
    @torch.no_grad()
    def of(cls, trunk: Trunk, files: list[Path]) -> Activations:
        """Run the frozen blocks on photo files."""
        maps, styles = [], []
        for number, file in enumerate(files):
            with Image.open(file) as image:
                x = torch.from_numpy(prepare(image.convert("RGB"), PREPROCESSING))
            x = trunk.net.bn1(trunk.net.conv_stem(torch.cat([x, x.flip(3)])))
            style = []
            for k, block in enumerate(trunk.net.blocks[:FROZEN]):
                x = block(x)
                if k in STYLE_BLOCKS:
                    style.append(style_of(x))
            maps.append(x.numpy().astype(np.float16))
            styles.append(torch.cat(style, dim=1).mean(0).numpy())
            if number % 500 == 0:
                print(f"activations: {number} of {len(files)} photos", flush=True)
        return cls(maps, np.stack(styles))


class Tail(nn.Module):
    """A copy of the trunk's last blocks: (n, c, h, w) -> pooled (n, 1280) and the last style block's part (n, s).

    Batch norm always uses its running statistics.
    """

    def __init__(self, trunk: Trunk):
        super().__init__()
        net = copy.deepcopy(trunk.net)
        self.blocks, self.conv_head, self.bn2 = net.blocks[FROZEN:], net.conv_head, net.bn2
        self.eval()

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Pooled and style part."""
        x = self.blocks[0](x)
        style = style_of(x)
        for block in self.blocks[1:]:
            x = block(x)
        return self.bn2(self.conv_head(x)).mean((2, 3)), style

    @torch.no_grad()
    def features(self, activations: Activations) -> np.ndarray:
        """Raw features (n, 1280 + style) as `training.models.embedder.RawFeatures` would give them."""
        rows = []
        for maps, style in zip(activations.maps, activations.style, strict=True):
            pooled, last = self(torch.from_numpy(maps).float())
            rows.append(np.concatenate([pooled.mean(0).numpy(), style, last.mean(0).numpy()]))
        return np.stack(rows).astype(np.float32)


def fine_tune(
    trunk: Trunk, activations: Activations, material: Material, rows: np.ndarray, settings: FineTuning, seed: int = 0
) -> Tail:
    """Train a copy of the trunk's last blocks on the photos at `rows`; the same seed, the same weights."""
    torch.manual_seed(torch_seed(seed))
    tail = Tail(trunk)
    photos = material.photos.rows(rows)
    weights = sample_weights(photos)
    position = unit_vectors(photos.latitude, photos.longitude)
    cells = unit_vectors(material.partition.lat, material.partition.lon)
    cell_locations = torch.from_numpy(material.cell_locations.astype(np.float32))
    with torch.no_grad():
        some = [tail(torch.from_numpy(activations.maps[k]).float())[0] for k in rows[:_CENTRED_ON]]
    centre = torch.cat(some).sqrt().mean(dim=0)
    place = nn.Linear(POOLED, cell_locations.shape[1])
    nn.init.normal_(place.weight, std=0.02)
    with torch.no_grad():
        place.bias.copy_(torch.from_numpy(np.average(material.locations[rows], axis=0, weights=weights)))
    classes = nn.ModuleDict({name: nn.Linear(POOLED, count) for name, count in material.class_counts.items()})
    for layer in classes.values():
        nn.init.zeros_(layer.weight)
    new = [*place.parameters(), *classes.parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": tail.parameters(), "lr": settings.rate}, {"params": new, "lr": settings.new_rate}],
        weight_decay=settings.weight_decay,
    )
    steps = settings.epochs * (len(rows) // settings.batch_size)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    for epoch in range(settings.epochs):
        total = 0.0
        random = generator(seed, epoch)
        for batch in _batches(len(rows), settings.batch_size, random):
            x = _crops([activations.maps[rows[k]] for k in batch], settings.least_crop, random)
            pooled, _ = tail(x)
            # As the embedding does: square roots, so that a few strong channels don't decide.
            seen = nn.functional.dropout(pooled.clamp(min=1e-6).sqrt() - centre, settings.dropout)
            cosines = nn.functional.normalize(place(seen), dim=1) @ cell_locations.T
            wanted = torch.from_numpy(smoothed_targets(position[batch], cells, settings.tau_km))
            loss = -(wanted * (settings.scale * cosines).log_softmax(dim=1)).sum(dim=1)
            for name, layer in classes.items():
                label = torch.from_numpy(material.classes[name][rows[batch]])
                loss = loss + nn.functional.cross_entropy(
                    layer(seen), label, reduction="none", ignore_index=-1, label_smoothing=settings.label_smoothing
                )
            loss = (loss * torch.from_numpy(weights[batch].astype(np.float32))).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        print(f"fine-tuning: epoch {epoch + 1}, loss {total * settings.epochs / steps:.3f}", flush=True)
    return tail


def _batches(count: int, size: int, random: np.random.Generator) -> Iterator[np.ndarray]:
    order = random.permutation(count)
    for start in range(0, count - size + 1, size):
        yield order[start : start + size]


def _crops(maps: list[np.ndarray], least: float, random: np.random.Generator) -> Tensor:
    """A random square of one side for all, from each photo or its mirror image: (b, c, side, side)."""
    short = min(min(m.shape[2:]) for m in maps)
    side = int(random.integers(round(least * short), short + 1))
    cut = []
    for both in maps:
        one = both[random.integers(2)]
        top, left = (random.integers(length - side + 1) for length in one.shape[1:])
        cut.append(one[:, top : top + side, left : left + side])
    return torch.from_numpy(np.stack(cut)).float()
