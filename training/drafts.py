"""A bundle in the making: its folder and its manifest, before it is sealed."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from backend.bundle import Bundle, load_bundle
from backend.manifest import FORMAT
from backend.partition import Partition, write_partition

# What torch says of a photo: the probabilities (classes,) of one predictor.
Reference = Callable[[Image.Image], np.ndarray]


class BundleExists(ValueError):
    """The folder to write to holds something else than a bundle."""


@contextmanager
def whole_bundle(out: Path) -> Iterator[Path]:
    """A new folder that becomes the bundle `out` when the block ends well and the bundle verifies, or leaves no trace.

    A bundle that is there already is replaced only then. Raises BundleExists when something else is there.
    """
    out = Path(out)
    if out.exists() and not _is_bundle(out):
        raise BundleExists(f"'{out.name}' exists and is no bundle: name a new folder.")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as scratch:
        folder = Path(scratch) / out.name
        folder.mkdir()
        yield folder
        load_bundle(folder)
        replaced = Path(scratch) / "replaced"
        if out.exists():
            out.rename(replaced)
        try:
            folder.rename(out)
        except OSError:
            if replaced.exists():
                replaced.rename(out)
            raise


def _is_bundle(folder: Path) -> bool:
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and manifest.get("format") == FORMAT


@dataclass
class Draft:
    """The contents of a bundle's manifest as lists that grow, and beside them what will check and describe it.

    references: predictor name -> what torch says, of the predictors whose network was exported here; sources: lines of
    the card.
    """

    folder: Path
    title: str
    license: str
    networks: list[dict[str, Any]] = field(default_factory=list)
    partitions: list[dict[str, Any]] = field(default_factory=list)
    maps: list[dict[str, Any]] = field(default_factory=list)
    predictors: list[dict[str, Any]] = field(default_factory=list)
    calibration: dict[str, Any] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)

    def add_partition(self, name: str, partition: Partition) -> None:
        """Write a partition's CSV and list it."""
        write_partition(partition, self.folder / f"{name}.csv")
        self.partitions.append({"name": name, "file": f"{name}.csv"})

    def add_arrays(self, name: str, **arrays: np.ndarray) -> str:
        """Write arrays for a predictor; returns the file's name."""
        np.savez_compressed(self.folder / f"{name}.npz", **arrays)
        return f"{name}.npz"

    def add_map(self, entry: dict[str, Any], file: Path) -> None:
        """Copy an attribute map's raster and list it under its manifest entry."""
        shutil.copyfile(file, self.folder / entry["file"])
        self.maps.append(entry)

    def content(self) -> dict[str, Any]:
        """The manifest without its list of files."""
        return {
            "name": self.folder.name,
            "version": "1.0.0",
            "title": self.title,
            "license": self.license,
            "card": "card.md",
            "networks": self.networks,
            "partitions": self.partitions,
            "maps": self.maps,
            "predictors": self.predictors,
            "calibration": self.calibration,
        }

    def unsealed(self, files: dict[str, str] | None = None) -> Bundle:
        """The bundle as it stands, for the backend's code to run before it is sealed; without variants.

        files: network name -> the file that is to run in place of its own.
        """
        networks = [
            {k: v for k, v in entry.items() if k != "variants"}
            | ({"file": files[entry["name"]]} if files and entry["name"] in files else {})
            for entry in self.networks
        ]
        listed = {path.name: "" for path in self.folder.iterdir()}
        return Bundle(self.folder, {**self.content(), "networks": networks, "files": listed}, "")
