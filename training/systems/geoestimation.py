"""A bundle of GeoEstimation base(M, f*): one network with three outputs, and which cell lies in which."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from PIL import Image

from backend.preprocessing import prepare
from training.drafts import Draft
from training.export import export_crops
from training.models.geoestimation import LEVELS, ancestors, hierarchical
from training.runs import Run


def draft(folder: Path, run: Path) -> Draft:
    """GeoEstimation as a run trained it, on the run's three partitions. Raises RunError or CheckpointError."""
    trained = Run.read(run, "geoestimation")
    network, preprocessing = trained.network(), trained.settings["preprocessing"]
    partitions = {level: trained.partition(level) for level in LEVELS}
    parents = {f"{level}_of_fine": ancestors(partitions["fine"], partitions[level]) for level in ("coarse", "middle")}
    made = Draft(folder, "GeoEstimation base(M, f*)", "see card.md")
    for level in LEVELS:
        made.add_partition(level, partitions[level])
    export_crops(network, folder / "geoestimation.onnx", network.outputs, preprocessing["crop"])
    made.networks.append({"name": "geoestimation", "file": "geoestimation.onnx", "preprocessing": preprocessing})
    made.predictors.append(
        {
            "name": "geolocation",
            "kind": "geolocation",
            "label": "Geolocation (GeoEstimation)",
            "partition": "fine",
            "network": "geoestimation",
            "arrays": made.add_arrays("geolocation", **parents),
            "head": {"type": "hierarchy", "temperature": 1.0},
        }
    )

    @torch.no_grad()
    def reference(photo: Image.Image) -> np.ndarray:
        logits = network(torch.from_numpy(prepare(photo, preprocessing)))
        tables = (torch.from_numpy(parents[f"{level}_of_fine"]) for level in ("coarse", "middle"))
        return hierarchical(*(level[None].double() for level in logits), *tables)[0].numpy()

    made.references["geolocation"] = reference
    counts = ", ".join(f"{len(partitions[level]):,} {level}" for level in LEVELS)
    made.sources += [
        f"`geoestimation.onnx`: {trained.settings['trunk']['name']} with three heads, of the run `{run.name}`.",
        f"`coarse.csv`, `middle.csv`, `fine.csv`: {counts} S2 cells of the run's photos.",
    ]
    return made
