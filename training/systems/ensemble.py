"""A bundle of bundles: the geolocation predictor of the first, the attribute predictors of the others."""

from __future__ import annotations

import copy
import re
import shutil
from pathlib import Path
from typing import Any

from backend.bundle import Bundle, load_bundle, sha256_of
from training.drafts import Draft


def draft(folder: Path, bundles: list[Path]) -> Draft:
    """Join bundles as the paper joins predictors: a plain product (powers 1), not calibrated.

    Members keep their own temperatures. Names stay unique: what comes later and would clash gets a number. Raises
    BundleError when a bundle is damaged and ValueError when there are fewer than two or no attribute predictor.
    """
    if len(bundles) < 2:
        raise ValueError(
            "An ensemble needs --bundles with two bundles or more: the geolocation's, then the attributes'."
        )
    first, *others = (load_bundle(path) for path in bundles)
    made = Draft(folder, first.predictors[0]["label"], "see card.md and the cards of its parts")
    _Joining(made).add(first, "geolocation")
    join_attributes(made, others)
    return made


def join_attributes(made: Draft, bundles: list[Bundle]) -> None:
    """Add the attribute predictors of bundles to a draft; ValueError when a bundle has none."""
    joining = _Joining(made)
    for bundle in bundles:
        if not any(p["kind"] == "attribute" for p in bundle.predictors):
            raise ValueError(f"The bundle '{bundle.name}' has no attribute predictor to join: name one that has.")
        joining.add(bundle, "attribute")
    made.title = " + ".join([made.title, *(p["label"].lower() for p in made.predictors if p["kind"] == "attribute")])


class _Joining:
    """Copies parts of bundles into a draft under names of their own."""

    def __init__(self, made: Draft):
        self._made = made
        self._files = {path.name: sha256_of(path) for path in made.folder.iterdir()}

    def add(self, bundle: Bundle, kind: str) -> None:
        """The predictors of one kind, the first alone for a geolocation, with all that they need."""
        predictors = [p for p in bundle.predictors if p["kind"] == kind]
        names: dict[tuple[str, str], str] = {}  # section and name in the bundle -> name here
        for predictor in predictors[:1] if kind == "geolocation" else predictors:
            entry = copy.deepcopy(predictor)
            for section, key in (("networks", "network"), ("partitions", "partition"), ("maps", "map")):
                if key in entry:
                    entry[key] = self._entry(bundle, section, entry[key], names)
            if "arrays" in entry:
                entry["arrays"] = self._file(bundle, entry["arrays"])
            if "anchors" in entry.get("head", {}):
                entry["head"]["anchors"] = self._file(bundle, entry["head"]["anchors"])
            entry["name"] = _free(entry["name"], [p["name"] for p in self._made.predictors])
            if kind == "attribute":
                entry["exponent"] = 1.0
            self._made.predictors.append(entry)
        card = self._file(
            bundle, bundle.manifest["card"], f"card-{re.sub(r'[^A-Za-z0-9._-]', '-', bundle.path.name)}.md"
        )
        listed = ", ".join(f"`{p['name']}`" for p in predictors) or "nothing"
        self._made.sources.append(
            f"{listed}: of the bundle `{bundle.name}` {bundle.version} ({bundle.manifest['license']}; manifest"
            f" {bundle.sha256[:12]}); its card is `{card}`."
        )

    def _entry(self, bundle: Bundle, section: str, name: str, names: dict[tuple[str, str], str]) -> str:
        if (section, name) not in names:
            entry: dict[str, Any] = copy.deepcopy(bundle.entry(section, name))
            target = getattr(self._made, section)
            entry["file"] = self._file(bundle, entry["file"])
            for variant in entry.get("variants", {}).values():
                variant["file"] = self._file(bundle, variant["file"])
            entry["name"] = names[section, name] = _free(name, [e["name"] for e in target])
            target.append(entry)
        return names[section, name]

    def _file(self, bundle: Bundle, file: str, wanted: str | None = None) -> str:
        """Copy a file; one that is here already under its name is shared."""
        sha256 = bundle.manifest["files"][file]
        name = wanted or file
        if self._files.get(name) == sha256:
            return name
        stem, suffix = Path(name).stem, Path(name).suffix
        name = _free(stem, [Path(f).stem for f in self._files if Path(f).suffix == suffix]) + suffix
        shutil.copyfile(bundle.file(file), self._made.folder / name)
        self._files[name] = sha256
        return name


def _free(name: str, taken: list[str]) -> str:
    """The name, with a number where it is taken."""
    number, free = 2, name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free
