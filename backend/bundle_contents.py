"""The contents of a bundle, looked at without running any: whether networks, partitions, maps and arrays fit together.

A bundle may come from anywhere. What is wrong with it is said before ONNX Runtime opens a network of it.
"""

from __future__ import annotations

from typing import Any

from .attribute_map import Codes
from .bundle import Bundle
from .bundle_heads import load_head
from .calibration import Calibration
from .confidence import Confidence
from .errors import BundleError
from .onnx_file import NetworkFile, read_network
from .preprocessing import check, example
from .world_raster import open_world

_MOST_MAP_PIXELS = 1_000_000_000  # LandScan's 21600 x 43200, the finest that is worth shipping


def check_contents(bundle: Bundle) -> None:
    """Raise BundleError, in one sentence that names file and numbers, at the first thing that does not fit.

    bundle: one whose files were compared with their SHA-256.
    """
    Calibration.from_manifest(bundle.manifest)
    Confidence.from_manifest(bundle.manifest)
    for entry in bundle.manifest["maps"]:
        _check_map(bundle, entry)
    networks = {entry["name"]: _network(bundle, entry) for entry in bundle.manifest["networks"]}
    for predictor in bundle.predictors:
        try:
            load_head(bundle, predictor, networks.get(predictor.get("network")))
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise BundleError(
                f"The bundle '{bundle.name}' describes its predictor '{predictor['name']}' incompletely: install it"
                " again."
            ) from error
    bundle.card()


def _check_map(bundle: Bundle, entry: dict[str, Any]) -> None:
    with open_world(bundle.file(entry["file"]), driver="GTiff") as raster:
        if reason := Codes(tuple((c["value"],) for c in entry["classes"])).refusal(raster.dtype):
            raise BundleError(f"The map '{raster.name}' {reason}.")
        if raster.width * raster.height > _MOST_MAP_PIXELS:
            raise BundleError(
                f"The map '{raster.name}' has {raster.width} x {raster.height} pixels; a bundle's may have"
                f" {_MOST_MAP_PIXELS // 10**6} million: make it with 'python -m training maps'."
            )


def _network(bundle: Bundle, entry: dict[str, Any]) -> NetworkFile:
    """What the network's file declares, which its variants must declare too."""
    check(entry["preprocessing"], entry["name"])
    network = read_network(bundle.file(entry["file"]))
    views, _, side, _ = example(entry["preprocessing"]).shape
    height, width = network.input[2:]
    varies = "crop" not in entry["preprocessing"] and (
        entry["preprocessing"]["longest_side"] > entry["preprocessing"]["resize_short_side"]
    )
    if network.input[0] not in (None, views) or any(n is not None and (varies or n != side) for n in (height, width)):
        raise BundleError(
            f"The bundle's network '{network.file}' takes {network.input[0] or 'any'} views of"
            f" {height or 'any'} x {width or 'any'} pixels, and its preprocessing makes {views} of"
            f" {'several sizes' if varies else f'{side} x {side}'}: install the bundle again."
        )
    for variant in (read_network(bundle.file(v["file"])) for v in entry.get("variants", {}).values()):
        if (variant.input, variant.outputs) != (network.input, network.outputs):
            raise BundleError(
                f"The bundle's networks '{network.file}' and '{variant.file}' differ in what goes in or out: install"
                " the bundle again."
            )
    return network
