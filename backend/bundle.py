"""A bundle: a model set on disk, and the check that it is whole and unaltered.

`manifest.json` names the networks, partitions, attribute maps, predictors, calibration and card, and the SHA-256 of
every file. Nothing of a bundle is used before every file has been compared with its SHA-256.
"""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from .errors import BundleError
from .manifest import MANIFEST, ManifestError, parse_manifest
from .shipped import STARTER

LARGEST_MANIFEST = 16 * 2**20
_LARGEST_CARD = 4 * 2**20


@dataclass(frozen=True)
class Bundle:
    """A verified bundle: its folder, manifest and the manifest's own SHA-256."""

    path: Path
    manifest: dict[str, Any]
    sha256: str

    @property
    def name(self) -> str:
        """The bundle's name, such as "starter"."""
        return self.manifest["name"]

    @property
    def version(self) -> str:
        """The bundle's version."""
        return self.manifest["version"]

    @property
    def predictors(self) -> list[dict[str, Any]]:
        """The manifest's predictors, in the order of the ensemble."""
        return self.manifest["predictors"]

    def file(self, name: str) -> Path:
        """The path of a file that the manifest lists; BundleError for any other."""
        if not isinstance(name, str) or name not in self.manifest["files"]:
            raise BundleError(f"The bundle '{self.name}' does not list the file '{name}': install it again.")
        return self.path / name

    def entry(self, section: str, name: str) -> dict[str, Any]:
        """The entry of a section ("partitions", "maps", "networks") by name; BundleError when there is none."""
        for entry in self.manifest[section]:
            if entry.get("name") == name:
                return entry
        raise BundleError(f"The bundle '{self.name}' has no '{name}' among its {section}: install it again.")

    def card(self) -> str:
        """The card's text (Markdown); BundleError when it is none."""
        path = self.file(self.manifest["card"])
        try:
            if path.stat().st_size > _LARGEST_CARD:
                raise BundleError(f"The bundle '{self.name}' has a card of more than 4 MB: it is refused.")
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BundleError(
                f"The bundle '{self.name}' has a card '{path.name}' that is no UTF-8 text: install it again."
            ) from error


def load_bundle(path: Path = STARTER) -> Bundle:
    """Read and verify a bundle folder; BundleError in one sentence when anything is missing or altered."""
    path = Path(path)
    if not path.is_dir():
        raise BundleError(
            f"There is no bundle folder '{path.name}': name one that holds a manifest.json.",
            code="bundle_missing",
        )
    manifest, digest = read_manifest(path / MANIFEST)
    bundle = Bundle(path, manifest, digest)
    for name, expected in manifest["files"].items():
        _check_file(bundle, name, expected)
    bundle.file(manifest["card"])
    for section in ("networks", "partitions", "maps"):
        for entry in manifest[section]:
            bundle.file(entry["file"])
            for variant in entry.get("variants", {}).values():
                bundle.file(variant["file"])
    for predictor in manifest["predictors"]:
        if "network" in predictor:
            bundle.entry("networks", predictor["network"])
        if "arrays" in predictor:
            bundle.file(predictor["arrays"])
        is_geolocation = predictor["kind"] == "geolocation"
        bundle.entry("partitions" if is_geolocation else "maps", predictor["partition" if is_geolocation else "map"])
    return bundle


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return sha256_of_file(file)


def sha256_of_file(file: BinaryIO) -> str:
    """SHA-256 of what is left of an open file, in hexadecimal."""
    if hasattr(hashlib, "file_digest"):
        return hashlib.file_digest(file, "sha256").hexdigest()
    # Python 3.10 has no hashlib.file_digest.
    digest = hashlib.sha256()
    while block := file.read(2**20):
        digest.update(block)
    return digest.hexdigest()


def read_manifest(path: Path) -> tuple[dict[str, Any], str]:
    """A manifest, checked by itself, and its SHA-256; BundleError when it can't be read or is not valid."""
    where = f"The bundle '{path.parent.name}'"
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise BundleError(f"{where} has a manifest.json that is no file: install it again.")
        if status.st_size > LARGEST_MANIFEST:
            raise BundleError(f"{where} has a manifest.json of more than 16 MB: install it again.")
        data = path.read_bytes()
    except OSError as error:
        raise BundleError(f"{where} has no readable manifest.json: install it again.", code="bundle_missing") from error
    try:
        manifest = parse_manifest(data)
    except ManifestError as error:
        raise BundleError(f"{where} {error}.", code=error.code) from error
    return manifest, hashlib.sha256(data).hexdigest()


def _check_file(bundle: Bundle, name: str, expected: str) -> None:
    path = bundle.path / name
    if path.is_symlink() or not path.is_file():
        raise BundleError(f"The bundle '{bundle.name}' lacks its file '{name}': install it again.")
    try:
        found = sha256_of(path)
    except OSError as error:
        raise BundleError(f"The bundle '{bundle.name}' has an unreadable file '{name}': install it again.") from error
    if found != expected:
        raise BundleError(
            f"The bundle '{bundle.name}' was altered: '{name}' has SHA-256 {found[:12]}…, not {expected[:12]}…;"
            " install it again.",
            code="bundle_altered",
        )
