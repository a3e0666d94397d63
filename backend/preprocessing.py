"""From a photo's pixels to a network's input, as the bundle's manifest describes it.

Two forms, told apart by the key `crop`:

- the whole photo: {"resize_short_side", "multiple_of", "longest_side", "interpolation", "mean", "std"};
- square crops: {"resize_short_side", "crop", "crops": "center" or "five", "interpolation", "mean", "std"}, with the
  sizes and offsets of torchvision's Resize, CenterCrop and FiveCrop.

Resizing is Pillow's, with antialiasing, outside the network, so that training and use see the same pixels.
"""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
from PIL import Image

from .errors import BundleError

_RESAMPLING = {"bilinear": Image.Resampling.BILINEAR, "bicubic": Image.Resampling.BICUBIC}
_COMMON = {"resize_short_side", "interpolation", "mean", "std"}
_WHOLE = {*_COMMON, "multiple_of", "longest_side"}
_CROPS = {*_COMMON, "crop", "crops"}
_LARGEST_SIDE = 4096  # pixels; a manifest that asks for more is taken for damaged
_LONGEST_SHOWN = 60  # characters of a value in a message
# A strip of 16 x 30,000 pixels is still a photo, but its resized copy would fill the memory.
_MOST_ELONGATED = 32


def prepare(image: Image.Image, preprocessing: dict[str, Any]) -> np.ndarray:
    """RGB photo -> network input (views, 3, H, W) float32, (value / 255 - mean) / std.

    preprocessing: one that `check` accepts. The whole photo is one view: its short side becomes `resize_short_side`
    and both sides multiples of `multiple_of`, the long one at most `longest_side`. Crops keep the proportions, the
    long side rounded down (beyond 32:1 it is squeezed to that); their views are the centre, or top left, top right,
    bottom left, bottom right and centre.
    """
    size = _crop_canvas(image.size, preprocessing) if "crop" in preprocessing else _whole(image.size, preprocessing)
    resized = image.convert("RGB").resize(size, _RESAMPLING[preprocessing["interpolation"]])
    pixels = np.asarray(resized)
    views = np.stack([pixels[rows, columns] for rows, columns in _views(size, preprocessing)]).astype(np.float32)
    views /= 255.0
    views = (views - np.float32(preprocessing["mean"])) / np.float32(preprocessing["std"])
    return np.ascontiguousarray(views.transpose(0, 3, 1, 2))


def example(preprocessing: dict[str, Any]) -> np.ndarray:
    """An input of zeros with the shape of a square photo's, to try a network with."""
    side = preprocessing.get("crop", preprocessing["resize_short_side"])
    return np.zeros((5 if preprocessing.get("crops") == "five" else 1, 3, side, side), np.float32)


def check(preprocessing: object, network: str) -> None:
    """BundleError, in one sentence, when the `preprocessing` of a network is not one of the two forms."""
    where = f"The bundle's network '{network}'"
    if not isinstance(preprocessing, dict):
        raise BundleError(f"{where} has no valid 'preprocessing': install the bundle again.")
    keys = _CROPS if {"crop", "crops"} & preprocessing.keys() else _WHOLE
    missing, unknown = sorted(keys - preprocessing.keys()), sorted(preprocessing.keys() - keys)
    if missing or unknown:
        what = f"lacks '{missing[0]}'" if missing else f"has the unknown '{unknown[0]}'"
        raise BundleError(f"{where} {what} in its preprocessing: update the plugin or install the bundle again.")

    def refuse(key: str, wanted: str) -> None:
        value = json.dumps(preprocessing[key])
        shown = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"
        raise BundleError(f"{where} has the {key} {shown} in its preprocessing: it must be {wanted}.")

    for key in sorted(keys & {"resize_short_side", "multiple_of", "longest_side", "crop"}):
        value = preprocessing[key]
        if type(value) is not int or not 1 <= value <= _LARGEST_SIDE:
            refuse(key, f"a whole number of pixels, 1 to {_LARGEST_SIDE}")
    if preprocessing["interpolation"] not in ("bilinear", "bicubic"):
        refuse("interpolation", "'bilinear' or 'bicubic'")
    for key, least in (("mean", -math.inf), ("std", 0.0)):
        if not _is_colour(preprocessing[key], least):
            refuse(key, "three numbers" if key == "mean" else "three numbers above 0")
    short = preprocessing["resize_short_side"]
    if keys is _CROPS:
        if preprocessing["crops"] not in ("center", "five"):
            refuse("crops", "'center' or 'five'")
        if preprocessing["crop"] > short:
            refuse("crop", f"at most resize_short_side, {short}")
    else:
        step, longest = preprocessing["multiple_of"], preprocessing["longest_side"]
        if short % step:
            refuse("resize_short_side", f"a multiple of multiple_of, {step}")
        if longest < short or longest % step:
            refuse("longest_side", f"a multiple of multiple_of, {step}, and at least resize_short_side, {short}")


def _is_colour(values: object, least: float) -> bool:
    """Whether these are three finite numbers above `least`."""
    return (
        isinstance(values, list)
        and len(values) == 3
        and all(isinstance(v, int | float) and not isinstance(v, bool) and least < v < math.inf for v in values)
    )


def _whole(size: tuple[int, int], preprocessing: dict[str, Any]) -> tuple[int, ...]:
    short, step = preprocessing["resize_short_side"], preprocessing["multiple_of"]
    factor = short / min(size)
    return tuple(
        min(preprocessing["longest_side"], max(short, step * math.floor(side * factor / step + 0.5))) for side in size
    )


def _crop_canvas(size: tuple[int, int], preprocessing: dict[str, Any]) -> tuple[int, int]:
    short = preprocessing["resize_short_side"]
    long = min(int(short * max(size) / min(size)), _MOST_ELONGATED * short)
    return (short, long) if size[0] <= size[1] else (long, short)


def _views(size: tuple[int, ...], preprocessing: dict[str, Any]) -> list[tuple[slice, slice]]:
    """Rows and columns of each view of a resized photo of (width, height)."""
    width, height = size
    if "crop" not in preprocessing:
        return [(slice(height), slice(width))]
    side = preprocessing["crop"]
    top, left = round((height - side) / 2), round((width - side) / 2)
    centre = slice(top, top + side), slice(left, left + side)
    if preprocessing["crops"] == "center":
        return [centre]
    near, bottom, right = slice(side), slice(height - side, height), slice(width - side, width)
    return [(near, near), (near, right), (bottom, near), (bottom, right), centre]
