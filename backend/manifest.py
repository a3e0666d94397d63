"""The manifest of a bundle: read strictly, and checked field by field before anything it names is opened.

What decides how a photo is geolocated has no unknown fields, so that nothing misspelt is passed over; elsewhere further
fields are facts for readers.
"""

from __future__ import annotations

import json
import math
import re
from typing import Annotated, Any, Literal, NoReturn

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

MANIFEST = "manifest.json"
FORMAT = "photo-geolocator-bundle"
FORMAT_VERSION = 1
_DEEPEST = 32
_MOST_ENTRIES = 1_000
_MOST_FILES = 10_000

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_DEVICE = re.compile(r"CON|PRN|AUX|NUL|(COM|LPT)[0-9]")  # Windows opens these wherever they stand

Text = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
FileName = Annotated[str, StringConstraints(pattern=rf"^{_NAME.pattern}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e9, le=1e9)]
Positive = Annotated[Number, Field(ge=1e-9)]
Share = Annotated[Number, Field(ge=0, le=1)]
Numbers = Annotated[list[Annotated[Number, Field(ge=0)]], Field(min_length=1, max_length=1_000_000)]


# A default stands for a field that is not there; null is no value of any.
class _Facts(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")


class _Exact(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class _Variant(_Exact):
    file: FileName
    precision: Text


class _Variants(_Exact):
    cpu: _Variant = Field(default=None)
    gpu: _Variant = Field(default=None)


class _Network(_Facts):
    name: Text
    file: FileName
    preprocessing: dict[str, Any]  # `preprocessing.check` knows its two forms
    variants: _Variants = _Variants()


class _Partition(_Facts):
    name: Text
    file: FileName


class _Class(_Facts):
    value: Annotated[int, Field(ge=0, le=65535)]
    name: Text
    label: Text = ""


class _Map(_Facts):
    name: Text
    file: FileName
    label: Text
    classes: Annotated[list[_Class], Field(min_length=1, max_length=254)]


class _Plain(_Exact):
    """Heads without settings, or with a temperature alone."""

    type: Literal["softmax", "logits", "hierarchy"]
    temperature: Positive = 1.0


class _Prior(_Exact):
    type: Literal["prior"]


class _Cosine(_Exact):
    type: Literal["cosine"]
    scale: Positive
    temperature: Positive = 1.0


class _Kernel(_Exact):
    type: Literal["kernel"]
    anchors: FileName
    beta: Positive
    floor: Positive
    temperature: Positive = 1.0


class _SoftmaxPart(_Exact):
    temperature: Positive
    share: Share


class _LocationMatch(_Exact):
    beta: Positive
    scale: Positive


class _Gallery(_Exact):
    metric: Annotated[int, Field(ge=0, le=1000)]
    neighbours: Annotated[int, Field(ge=1, le=1_000_000)]
    beta: Positive
    tau_km: Positive


class _Gate(_Exact):
    low: Share
    high: Share
    middle: Number
    width: Positive


class _Mixture(_Exact):
    type: Literal["mixture"]
    softmax: _SoftmaxPart
    location_match: _LocationMatch
    gallery: _Gallery
    gate: _Gate
    floor: Share
    temperature: Positive = 1.0


class _Predictor(_Exact):
    name: Text
    label: Text
    kind: Literal["geolocation", "attribute"]
    partition: Text = ""
    map: Text = ""
    network: Text = ""
    arrays: FileName = ""
    exponent: Annotated[Number, Field(ge=-100, le=100)] = 1.0
    epsilon: Annotated[Number, Field(ge=0)] = 0.0
    overlap: bool = False
    head: Annotated[_Plain | _Prior | _Cosine | _Kernel | _Mixture, Field(discriminator="type")]


class _Confidence(_Exact):
    radius_km: Positive
    unsure_below: Number
    intercept: Number
    mass: Number
    similarity: Number


class _Calibration(_Facts):
    mass_at_truth: Numbers
    area_at_truth: Numbers = []
    photos: Annotated[int, Field(ge=1)] = 1
    temperature: Positive = 1.0
    confidence: _Confidence


class _Manifest(_Facts):
    name: Text
    version: Text
    title: Text
    license: Text
    card: FileName
    networks: Annotated[list[_Network], Field(max_length=_MOST_ENTRIES)]
    partitions: Annotated[list[_Partition], Field(max_length=_MOST_ENTRIES)]
    maps: Annotated[list[_Map], Field(max_length=_MOST_ENTRIES)]
    predictors: Annotated[list[_Predictor], Field(min_length=1, max_length=_MOST_ENTRIES)]
    calibration: dict[str, Any]
    files: Annotated[dict[FileName, Sha256], Field(max_length=_MOST_FILES)]


class ManifestError(ValueError):
    """What is wrong with a manifest, as the end of a sentence that begins with the bundle; code: a BundleError's."""

    def __init__(self, message: str, *, code: str = "bundle_invalid"):
        super().__init__(message)
        self.code = code


def parse_manifest(data: bytes) -> dict[str, Any]:
    """The manifest as it stands, once it is known to be valid; ManifestError where it is not."""
    try:
        manifest = json.loads(
            data.decode("utf-8"), object_pairs_hook=_object, parse_constant=_not_finite, parse_float=_finite
        )
    except UnicodeDecodeError as error:
        raise ManifestError("has a manifest.json that is not in UTF-8: install it again") from error
    except ManifestError:
        raise
    except (ValueError, RecursionError) as error:
        raise ManifestError("has a manifest.json that is no JSON: install it again") from error
    _check_text(manifest)
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ManifestError(f"is not a Photo Geolocator bundle: its manifest lacks the format '{FORMAT}'")
    if manifest.get("format_version") != FORMAT_VERSION or isinstance(manifest["format_version"], bool):
        raise ManifestError(
            f"has format version {_shown(manifest.get('format_version'))}; this version of the plugin reads"
            f" {FORMAT_VERSION}: update the plugin or the bundle"
        )
    _validate(_Manifest, manifest)
    if manifest["calibration"]:
        _validate(_Calibration, manifest["calibration"], "calibration")
    _check_names(manifest)
    return manifest


def _validate(model: type[BaseModel], value: object, *where: str) -> None:
    try:
        model.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        _refuse([*where, *first["loc"]], first)


def _refuse(location: list[str | int], error: dict[str, Any]) -> NoReturn:
    """Say which field is wrong and how, in a person's words."""
    # Of a name that is no file's, pydantic tells the place as the name and "[key]".
    place = ".".join(str(part)[:60] for part in location if part != "[key]")
    if error["type"] == "union_tag_not_found":
        place, error = f"{place}.type", {**error, "type": "missing"}
    if error["type"] == "missing":
        raise ManifestError(f"lacks '{place}' in its manifest.json: install it again")
    if error["type"] == "extra_forbidden":
        raise ManifestError(f"has the unknown '{place}' in its manifest.json: update the plugin or the bundle")
    if error["type"] == "union_tag_invalid":
        raise ManifestError(
            f"has a head of the unknown type {_shown(error['input']['type'])} at '{place}': update the plugin"
        )
    if error["type"] == "string_pattern_mismatch":
        if error["ctx"]["pattern"].startswith("^[0-9a-f]"):
            raise ManifestError(f"has no SHA-256 as '{place}' in its manifest.json: install it again")
        _refuse_name(place)
    what = error["msg"].removesuffix(".").replace(" after validation", "")
    if error["type"] in ("model_type", "dict_type", "model_attributes_type"):
        what = "it must be an object"
    for kind in ("Input", "List", "String", "Dictionary"):
        what = what.replace(f"{kind} should", "it must")
    raise ManifestError(f"has no valid '{place}' in its manifest.json: {what[0].lower()}{what[1:]}")


def _check_names(manifest: dict[str, Any]) -> None:
    """One entry a name, one file a name whatever its letters' case, a partition or map for each predictor."""
    for section in ("networks", "partitions", "maps", "predictors"):
        names = [entry["name"] for entry in manifest[section]]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise ManifestError(f"has '{twice[:60]}' twice among its {section}: install it again")
    files = [name.lower() for name in manifest["files"]]
    for name in files:
        if not is_safe_name(name) or name == MANIFEST:
            _refuse_name(name)
    if len(set(files)) < len(files):
        raise ManifestError(
            "lists two files whose names differ in capitals alone, which not every disk keeps apart: it is refused",
            code="bundle_unsafe",
        )
    for entry in manifest["maps"]:
        values = [c["value"] for c in entry["classes"]]
        if len(set(values)) < len(values):
            raise ManifestError(f"gives two classes of its map '{entry['name'][:60]}' the same value: install it again")
    for predictor in manifest["predictors"]:
        section = "partition" if predictor["kind"] == "geolocation" else "map"
        if section not in predictor:
            raise ManifestError(f"has the predictor '{predictor['name'][:60]}' without a {section}: install it again")
    if manifest["predictors"][0]["kind"] != "geolocation":
        raise ManifestError("must list a geolocation predictor first")


def is_safe_name(name: str) -> bool:
    """Whether a file or folder can have this name on every system, and in its folder alone."""
    return (
        _NAME.fullmatch(name) is not None
        and not name.endswith(".")
        and _DEVICE.fullmatch(name.partition(".")[0].upper()) is None
    )


def _refuse_name(name: str) -> NoReturn:
    raise ManifestError(f"lists a file under an unsafe name, '{name[:60]}': it is refused", code="bundle_unsafe")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ManifestError(f"has {_shown(twice)} twice in one object of its manifest.json: install it again")
    return found


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _not_finite(text)


def _not_finite(text: str) -> NoReturn:
    raise ManifestError(f"has the number {text[:20]} in its manifest.json, which is not finite: install it again")


def _check_text(value: object) -> None:
    """Refuse what is nested too deeply, and text that can't be shown on one line."""
    level = [value]
    for _ in range(_DEEPEST):
        inner = []
        for item in level:
            if isinstance(item, dict):
                inner += [*item.keys(), *item.values()]
            elif isinstance(item, list):
                inner += item
            elif isinstance(item, str) and not item.isprintable():
                raise ManifestError(f"has the text {_shown(item)} in its manifest.json, which can't be shown")
        if not inner:
            return
        level = inner
    raise ManifestError(f"has a manifest.json nested more than {_DEEPEST} deep: it is refused")


def _shown(value: object) -> str:
    """A value of the manifest, short and on one line."""
    text = ascii(value) if isinstance(value, str) else json.dumps(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
