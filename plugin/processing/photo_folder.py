"""A folder of photos: which files count, how they are called in the output, what identifies them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..client import check_photo
from ..errors import FileError, PhotoFileError
from ..translation import tr

# HEIC is refused by the backend, with a sentence that then stands in the output: better than a photo ignored.
SUFFIXES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".bmp", ".gif", ".heic", ".heif")
HEATMAP_SUFFIX = ".tif"  # behind the photo's own: two photos that differ in theirs alone get two heatmaps
BLOCK = 1 << 20  # bytes


@dataclass(frozen=True)
class FolderPhoto:
    """A photo in a folder: `path` on disk, and `name`, its path in the folder with forward slashes."""

    path: Path
    name: str


def list_photos(folder: Path, *, recursive: bool, skipped: Callable[[str], None]) -> list:
    """Return the photos in `folder`, ordered by name; those of subfolders too when `recursive`.

    Hidden files and folders are left out, and so are photos' heatmaps, by their names. Links to photos are followed,
    links to folders are not: they could lead in circles. `skipped` gets a sentence for each folder that can't be read.
    Raises `FileError` when `folder` itself can't be.
    """
    try:
        os.scandir(folder).close()
    except OSError as error:
        raise FileError(
            tr("The folder {name} can't be read ({reason}); choose another folder.").format(
                name=folder.name, reason=error.strerror
            )
        ) from error

    def unreadable(error: OSError) -> None:
        name = Path(error.filename).relative_to(folder)
        skipped(
            tr("The folder {name} can't be read ({reason}); it was left out.").format(
                name=printable(name.as_posix()), reason=error.strerror
            )
        )

    photos = []
    for parent, folders, files in os.walk(folder, onerror=unreadable):
        here = Path(parent)
        folders[:] = [name for name in folders if recursive and name[0] != "."]
        photos += [
            FolderPhoto(here / name, printable((here / name).relative_to(folder).as_posix()))
            for name in files
            if name[0] != "." and _is_photo(Path(name.lower()))
        ]
    return sorted(photos, key=lambda photo: photo.name)


def heatmap_name(photo: str) -> str:
    """Return what the heatmap of the photo of that name is called in the heatmap folder."""
    return photo + HEATMAP_SUFFIX


def _is_photo(name: Path) -> bool:
    is_heatmap = name.suffix == HEATMAP_SUFFIX and Path(name.stem).suffix in SUFFIXES
    return name.suffix in SUFFIXES and not is_heatmap


def printable(name: str) -> str:
    """Return a file's name as text; bytes that are no UTF-8 become `\\udc..`, so that names stay apart."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def sha256_of(photo: Path, keep_on: Callable[[], None]) -> str:
    """Return the SHA-256 of a photo's bytes; `keep_on` is called between blocks and may raise.

    Raises `PhotoFileError` when the photo is missing, no file or can't be read.
    """
    check_photo(photo)
    digest = hashlib.sha256()
    try:
        with photo.open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
                keep_on()
    except OSError as error:
        raise PhotoFileError(
            tr("{name} can't be read ({reason}); check its permissions.").format(name=photo.name, reason=error.strerror)
        ) from error
    return digest.hexdigest()
