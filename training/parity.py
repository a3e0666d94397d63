"""Is what the backend says of photos what torch says? Compared where it counts: on the final probabilities."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from PIL import Image, ImageDraw, ImageFilter

from backend.errors import PhotoError
from backend.photo import load_photo
from backend.predictor import Predictors
from training.drafts import Draft

LIMIT = 1e-4
# Width and height of generated pictures: usual shapes, odd ones, smaller than any crop.
SIZES = ((640, 480), (480, 640), (511, 287), (223, 225), (333, 1000), (97, 61), (1024, 768), (301, 300))
MOST_PHOTOS = 32
_PHOTO_FILES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff")


class ParityError(ValueError):
    """A network that was exported differs from its torch original: nothing is written."""


def check(draft: Draft, photos: list[Image.Image]) -> float:
    """The largest difference between a probability by the backend and by torch; ParityError above 1e-4.

    What was found goes into the draft's networks.
    """
    predictors = Predictors(draft.unsealed())
    worst = dict.fromkeys(draft.references, 0.0)
    for photo in photos:
        found = predictors.predict(photo).probabilities
        for name, reference in draft.references.items():
            # Not max(): it forgets NaN.
            worst[name] = float(np.maximum(worst[name], np.abs(found[name] - reference(photo)).max()))
    for name, difference in worst.items():
        if not difference <= LIMIT:
            raise ParityError(
                f"The exported predictor '{name}' differs from torch by {difference:.1e} in a probability, more than"
                f" {LIMIT:g}: nothing was written; please report this with the name of the network."
            )
    for predictor in draft.predictors:
        if predictor["name"] in worst:
            entry = next(n for n in draft.networks if n["name"] == predictor["network"])
            entry["parity"] = {
                "largest_difference": worst[predictor["name"]],
                "limit": LIMIT,
                "photos": len(photos),
                "torch": torch.__version__,
                "onnxruntime": onnxruntime.__version__,
            }
    return max(worst.values(), default=0.0)


def check_photos(folder: Path | None) -> list[Image.Image]:
    """Upright RGB photos to check a bundle on: at most 32 of a folder, spread over its names, else generated pictures.

    Photos that can't be read are named on standard error. Raises PhotoError for a folder without any.
    """
    if folder is None:
        return [picture(size, seed) for seed, size in enumerate(SIZES)]
    files = sorted(p for p in folder.iterdir() if p.suffix.lower() in _PHOTO_FILES) if folder.is_dir() else []
    chosen = [files[k] for k in np.unique(np.linspace(0, len(files) - 1, MOST_PHOTOS).astype(int))] if files else []
    photos = []
    for file in chosen:
        try:
            photos.append(load_photo(file).image)
        except PhotoError as error:
            print(f"warning: {error}", file=sys.stderr)
    if not photos:
        raise PhotoError(f"The folder '{folder.name}' holds no photo that can be read: name one with photos to check.")
    return photos


def picture(size: tuple[int, int], seed: int) -> Image.Image:
    """A generated picture (width, height) with the look of a photo: a graded sky, ground, things, grain, blur."""
    rng = np.random.default_rng(seed)
    width, height = size
    top, bottom = rng.integers(60, 256, (2, 3))
    share = np.linspace(0, 1, height)[:, None, None]
    pixels = np.broadcast_to(top + (bottom - top) * share, (height, width, 3))
    image = Image.fromarray(pixels.astype(np.uint8))
    draw = ImageDraw.Draw(image)
    for _ in range(12):
        x, y = rng.integers(0, width), rng.integers(height // 3, height + 1)
        box = (x, y - rng.integers(1, height // 2 + 1), x + rng.integers(1, width // 3 + 2), y)
        shape = draw.rectangle if rng.random() < 0.6 else draw.ellipse
        shape(box, fill=tuple(int(c) for c in rng.integers(0, 256, 3)))
    image = image.filter(ImageFilter.GaussianBlur(0.6))
    grain = rng.normal(0, 6, (height, width, 1))
    return Image.fromarray(np.clip(np.asarray(image) + grain, 0, 255).astype(np.uint8))
