"""Photos that lie in a folder as files: found by a table, or placed by the position in their own EXIF."""

from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
import pyarrow as pa
from PIL import Image, UnidentifiedImageError
from tqdm import tqdm

from backend.exif import read_exif
from backend.photo_parts import TooManyPartsError, separate
from training.candidates import SCHEMA, Candidates
from training.tables import TableError

EXTENSIONS = (".jpg", ".jpeg", ".png", ".webp")
_ENDINGS = (*EXTENSIONS, *(extension.upper() for extension in EXTENSIONS))
# What cameras and phones write besides: named among the dropped, so that nobody wonders where the photos are.
_NOT_READ = (".heic", ".heif", ".avif", ".tif", ".tiff", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".raf", ".orf", ".rw2")
# A JPEG's EXIF lies within its first segments of 64 kB; other formats may have it anywhere.
_JPEG_HEAD = 2**20


def listed(table: pa.Table, images: Path, inputs: list[dict]) -> Candidates:
    """Photos of a table whose `path` is a file of the folder `images`, with or without its extension."""
    paths = table["path"].to_pylist()
    found, missing, extension = [], np.zeros(len(paths), bool), ""
    for k, path in enumerate(tqdm(paths, "photo files", unit="", disable=None)):
        # The extension that fitted the photo before is tried first: a look-up in a large folder is slow.
        for end in (extension, "", *_ENDINGS):
            if _is_file(images / (path + end)):
                extension = end
                found.append(path + end)
                break
        else:
            found.append(path)
            missing[k] = True
    if missing.all():
        raise TableError(
            f"None of the {len(paths)} photos of the table is in the folder '{images.name}', such as '{paths[0]}': name"
            " their folder with --images."
        )
    table = table.set_column(table.column_names.index("path"), "path", pa.array(found))
    candidates = Candidates(images.resolve(), _completed(table), inputs)
    candidates.drop(missing, "no such file")
    return candidates


def placed_by_exif(folder: Path) -> Candidates:
    """Photos of a folder and the folders in it, with their EXIF's positions; `group` is the folder of each."""
    files = sorted(
        str((Path(where) / name).relative_to(folder))
        for where, _, names in os.walk(folder)
        for name in names
        if name.lower().endswith((*EXTENSIONS, *_NOT_READ)) and not name.startswith(".")
    )
    reasons = {path: reason for path in files if (reason := _why_not(folder, path))}
    paths = [path for path in files if path not in reasons]
    if not paths:
        raise TableError(f"The folder '{folder.name}' has no photo: {', '.join(EXTENSIONS)} are looked for.")
    positions = [exif_position(folder / path) for path in tqdm(paths, "EXIF positions", unit="", disable=None)]
    lat, lon = (pa.array([p and p[k] for p in positions], pa.float64()) for k in (0, 1))
    table = pa.table(
        {
            "id": pa.array([Path(path).as_posix() for path in paths]),
            "path": pa.array(paths),
            "row": np.arange(1, len(paths) + 1),
            "lat": lat,
            "lon": lon,
            "group": pa.array([Path(path).parent.as_posix().removeprefix(".") for path in paths]),
        }
    )
    candidates = Candidates(folder.resolve(), _completed(table), [{"folder": folder.name, "photos": len(paths)}])
    if reasons:
        shown = [os.fsencode(path).decode(errors="replace") for path in reasons]
        candidates.note(shown, [None] * len(shown), list(reasons.values()))
    return candidates


def exif_position(path: Path) -> tuple[float, float] | None:
    """Latitude and longitude in degrees from a photo's EXIF, None where it has none or can't be read.

    It serves as a label alone: no predictor ever sees it.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_JPEG_HEAD)
            if data.startswith(b"\xff\xd8\xff"):
                return read_exif(separate(data, "JPEG").exif).position
            data += file.read()
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return read_exif(separate(data, "PNG").exif).position
        with Image.open(io.BytesIO(data), formats=["WEBP"]) as image:
            return read_exif(image.info.get("exif", b"")).position
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, TooManyPartsError):
        return None


def _why_not(folder: Path, path: str) -> str:
    """Why a file of a folder can't be a photo of a dataset, "" where it can."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return "its name is no UTF-8 text: rename it"
    if not path.lower().endswith(EXTENSIONS):
        return "its format is not read: save it as JPEG"
    # A broken link, or a pipe, which would be read for ever.
    return "" if _is_file(folder / path) else "no such file"


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file system takes
        return False


def _completed(table: pa.Table) -> pa.Table:
    """The table with every column of `SCHEMA`, those it lacks with what a plain file has there."""
    defaults = {"group": "", "weight": 1.0, "split": ""}
    columns = [
        table[f.name] if f.name in table.column_names else _constant(defaults.get(f.name), len(table), f.type)
        for f in SCHEMA
    ]
    return pa.table(columns, names=SCHEMA.names)


def _constant(value, count: int, kind: pa.DataType) -> pa.Array:
    return pa.nulls(count, kind) if value is None else pa.repeat(pa.scalar(value, kind), count)
