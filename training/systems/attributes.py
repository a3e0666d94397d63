"""A bundle of attribute predictors alone: where photos are taken at all, sharpened by what each predictor sees."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from PIL import Image

from backend.preprocessing import prepare
from training.drafts import Draft
from training.export import export_crops
from training.models.attributes import mean_softmax
from training.runs import Run
from training.systems.gallery import partition_from

# Density (per km2) of places without a class: the sea has no population bucket; a little keeps boats and coasts
# possible.
EPSILONS = {"population": 1e-11}


def draft(folder: Path, runs: list[Path], partition: Path | None = None) -> Draft:
    """The predictors of one run or several, each with its map, over the prior of a partition.

    partition: CSV, or None for the published rule on the gallery of the package `geoclip`. Raises RunError or
    CheckpointError, and ValueError when two runs are of one map.
    """
    cells, origin = partition_from(partition)
    made = Draft(folder, "Attribute predictors", "see card.md")
    made.add_partition("cells", cells)
    made.predictors.append(
        {
            "name": "geolocation",
            "kind": "geolocation",
            "label": "Where photos are taken (prior)",
            "partition": "cells",
            "head": {"type": "prior"},
        }
    )
    made.sources.append(
        f"`cells.csv`: {origin}; the share of photos of each cell is the prior, whatever a photo shows."
    )
    for run in runs:
        _add(made, run)
    return made


def _add(made: Draft, run: Path) -> None:
    trained = Run.read(run, "attributes")
    entry, preprocessing = trained.settings["map_entry"], trained.settings["preprocessing"]
    name = entry["name"]
    if any(m["name"] == name for m in made.maps):
        raise ValueError(f"Two of the runs predict the map '{name}': name one run a map.")
    network = trained.network()
    made.add_map(entry, trained.map_file())
    export_crops(network, made.folder / f"{name}.onnx", network.outputs, preprocessing["crop"])
    made.networks.append({"name": name, "file": f"{name}.onnx", "preprocessing": preprocessing})
    made.predictors.append(
        {
            "name": name,
            "kind": "attribute",
            "label": entry["label"],
            "map": name,
            "exponent": 1.0,
            "epsilon": EPSILONS.get(name, 0.0),
            "network": name,
            "head": {"type": "logits", "temperature": 1.0},
        }
    )

    @torch.no_grad()
    def reference(photo: Image.Image) -> np.ndarray:
        return mean_softmax(network(torch.from_numpy(prepare(photo, preprocessing)))[None].double())[0].numpy()

    made.references[name] = reference
    source, licence = entry.get("source", "the map of the run"), entry.get("license", "licence not stated")
    made.sources += [
        f"`{name}.onnx`: {trained.settings['trunk']['name']} with a softmax head, of the run `{run.name}`.",
        f"`{entry['file']}`: {source}; {licence}.",
    ]
