"""A bundle: a model set on disk, and the check that it is whole and unaltered.

`manifest.json` names the networks, partitions, attribute maps, predictors, calibration and card, and the SHA-256 of
every file. Nothing of a bundle is used before every file has been compared with its SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from .errors import BundleError

FORMAT = "photo-geolocator-bundle"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 16 * 2**20
SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
STARTER = Path(__file__).parent.parent / "resources" / "bundles" / "starter"

_REQUIRED = {
    "name": str,
    "version": str,
    "title": str,
    "license": str,
    "card": str,
    "networks": list,
    "partitions": list,
    "maps": list,
    "predictors": list,
    "calibration": dict,
    "files": dict,
}
_SHA256 = re.compile(r"[0-9a-f]{64}")


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
        """The card's text (Markdown)."""
        return self.file(self.manifest["card"]).read_text(encoding="utf-8")


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
        if path.stat().st_size > LARGEST_MANIFEST:
            raise BundleError(f"{where} has a manifest.json of more than 16 MB: install it again.")
        data = path.read_bytes()
    except OSError as error:
        raise BundleError(f"{where} has no readable manifest.json: install it again.", code="bundle_missing") from error
    try:
        manifest = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BundleError(f"{where} has a manifest.json that is no JSON: install it again.") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BundleError(f"{where} is not a Photo Geolocator bundle: its manifest lacks the format '{FORMAT}'.")
    if manifest.get("format_version") != FORMAT_VERSION:
        raise BundleError(
            f"{where} has format version {manifest.get('format_version')!r}; this version of the plugin reads"
            f" {FORMAT_VERSION}: update the plugin or the bundle."
        )
    for key, kind in _REQUIRED.items():
        if not isinstance(manifest.get(key), kind):
            raise BundleError(f"{where} has no valid '{key}' in its manifest: install it again.")
    for section, keys in (
        ("networks", ("name", "file")),
        ("partitions", ("name", "file")),
        ("maps", ("name", "file", "label", "classes")),
        ("predictors", ("name", "kind", "label")),
    ):
        for entry in manifest[section]:
            if not isinstance(entry, dict) or any(key not in entry for key in keys):
                raise BundleError(f"{where} has an incomplete entry in '{section}': install it again.")
    if any(not _are_variants(entry.get("variants", {})) for entry in manifest["networks"]):
        raise BundleError(
            f"{where} has a network with variants other than 'cpu' and 'gpu', each with a file and a precision."
        )
    kinds = [
        (p["kind"], isinstance(p.get("partition" if p["kind"] == "geolocation" else "map"), str))
        for p in manifest["predictors"]
    ]
    if any(kind not in ("geolocation", "attribute") or not bound for kind, bound in kinds):
        raise BundleError(f"{where} has a predictor of an unknown kind or without a partition or map.")
    if not kinds or kinds[0][0] != "geolocation":
        raise BundleError(f"{where} must list a geolocation predictor first.")
    return manifest, hashlib.sha256(data).hexdigest()


def _are_variants(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() <= {"cpu", "gpu"}
        and all(
            isinstance(v, dict) and isinstance(v.get("file"), str) and isinstance(v.get("precision"), str)
            for v in value.values()
        )
    )


def _check_file(bundle: Bundle, name: str, expected: object) -> None:
    if not SAFE_NAME.fullmatch(name) or not (isinstance(expected, str) and _SHA256.fullmatch(expected)):
        raise BundleError(f"The bundle '{bundle.name}' lists a file under an unsafe name or without a SHA-256.")
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
