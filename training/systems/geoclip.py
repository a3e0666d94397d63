"""A bundle of GeoCLIP: the image tower as a network, the location embeddings of a partition's cells as arrays.

The location encoder is sampled at the cells' positions once, in fp32, so that a photo costs the tower and a dot product
(seed 000, section 4).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import nn

from backend.preprocessing import prepare
from training.drafts import Draft
from training.export import export_crops
from training.models.geoclip import (
    CLIP_TRUNK,
    CLIP_WEIGHTS,
    PREPROCESSING,
    ImageTower,
    LocationEncoder,
    published_logit_scale,
)
from training.runs import Run
from training.systems.gallery import partition_from


def draft(
    folder: Path, run: Path | None = None, partition: Path | None = None, trunk: str = CLIP_TRUNK, weights=CLIP_WEIGHTS
) -> Draft:
    """GeoCLIP as published, or as a run trained it.

    partition: CSV; else the run's, or the published rule on the gallery of the package `geoclip`. trunk, weights: of
    open_clip. Raises OSError when the trunk can't be had.
    """
    if run is None:
        tower, encoder = ImageTower.published(trunk, weights), LocationEncoder.published()
        scale, preprocessing = published_logit_scale(), PREPROCESSING
        cells, origin = partition_from(partition)
        network = f"CLIP {trunk} ({weights} weights, MIT), then GeoCLIP's MLP (package `geoclip` 1.3.0, MIT)"
    else:
        trained = Run.read(run, "geoclip")
        tower = trained.network()
        encoder, scale = trained.location_encoder()
        preprocessing = trained.settings["preprocessing"]
        csv = run / "partitions" / "fine.csv" if partition is None else partition
        cells, origin = partition_from(csv)
        network = f"CLIP {trained.settings['trunk']['name']} (MIT), then the MLP of the run `{run.name}`"
    made = Draft(folder, "GeoCLIP", "MIT (CLIP, GeoCLIP); see card.md")
    locations = encoder.embed(cells.lat, cells.lon)
    made.add_partition("cells", cells)
    export_crops(tower, folder / "geoclip.onnx", ImageTower.outputs, preprocessing["crop"])
    made.networks.append({"name": "geoclip", "file": "geoclip.onnx", "preprocessing": preprocessing})
    made.predictors.append(
        {
            "name": "geolocation",
            "kind": "geolocation",
            "label": "Geolocation (GeoCLIP)",
            "partition": "cells",
            "network": "geoclip",
            "arrays": made.add_arrays("geolocation", cells=locations),
            "head": {"type": "cosine", "scale": scale, "temperature": 1.0},
        }
    )
    made.references["geolocation"] = _reference(tower, encoder, scale, preprocessing, cells.lat, cells.lon)
    made.sources += [
        f"`geoclip.onnx`: {network}.",
        f"`geolocation.npz`: location embeddings of the cells' positions, fp32; logits are {scale:.3f} x cosine.",
        f"`cells.csv`: {origin}.",
    ]
    return made


def _reference(tower: nn.Module, encoder: LocationEncoder, scale: float, preprocessing: dict, latitude, longitude):
    cells = torch.from_numpy(encoder.embed(latitude, longitude))

    @torch.no_grad()
    def probabilities(photo: Image.Image) -> np.ndarray:
        embedding = nn.functional.normalize(tower(torch.from_numpy(prepare(photo, preprocessing))), dim=1)
        return (scale * embedding @ cells.T).double().softmax(dim=1)[0].numpy()

    return probabilities
