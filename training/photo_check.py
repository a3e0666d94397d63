"""A look into every photo before training: damaged and dark ones, and fingerprints of near-duplicates."""

from __future__ import annotations

import hashlib
from types import SimpleNamespace

import numpy as np
from PIL import Image
from tqdm import tqdm

from backend.errors import PhotoError
from backend.photo import decode_photo
from training.candidates import Candidates
from training.datasets import DARKEST
from training.prepared import PhotoFiles
from training.processes import mapping

_CHUNK = 256
_ROUND = 256 * _CHUNK  # photos handed out at a time: a process pool would queue them all
_WORTH_PROCESSES = 8 * _CHUNK


def look(candidates: Candidates) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Decode every photo: why it can't serve, (n,) texts, "" where it can, and two fingerprints (n,) uint64.

    A photo that can't be decoded is named as the backend names it; one whose luminance has a standard deviation of at
    most 12 of 255 shows nothing. Fingerprints: of the file's SHA-256, and of the picture (see `difference_hash`); 0 is
    unknown. Runs on every core.
    """
    count = len(candidates)
    reason, fingerprints = np.full(count, "", object), np.zeros((2, count), np.uint64)
    columns = {name: getattr(candidates, name) for name in ("id", "path", "offset", "size")}

    def chunk(start: int) -> SimpleNamespace:
        rows = np.arange(start, min(start + _CHUNK, count))
        # Taken, not sliced: a slice would carry the whole column to the other process.
        part = {name: c.take(rows) for name, c in columns.items()}
        return SimpleNamespace(root=candidates.root, **part)

    done = 0
    with (
        mapping(-(-count // _CHUNK) if count > _WORTH_PROCESSES else 1) as run,
        tqdm(total=count, desc="photos decoded", unit="", disable=None) as bar,
    ):
        for start in range(0, count, _ROUND):
            for found in run(_look, map(chunk, range(start, min(start + _ROUND, count), _CHUNK))):
                rows = slice(done, done + len(found))
                reason[rows] = [why for why, *_ in found]
                fingerprints[:, rows] = np.array([f for _, *f in found], np.uint64).T
                done += len(found)
                bar.update(len(found))
    return reason, *fingerprints


def difference_hash(image: Image.Image) -> int:
    """64 bits: whether each of 8 x 8 means of luminance is darker than its right neighbour (dHash, Krawetz 2013).

    Copies in another size or JPEG quality mostly keep it. 0 for a picture without any such step.
    """
    grey = np.asarray(image.convert("L").resize((9, 8), Image.Resampling.BOX), np.int16)
    return int.from_bytes(np.packbits(grey[:, :-1] < grey[:, 1:]).tobytes(), "big")


def _look(chunk: SimpleNamespace) -> list[tuple[str, int, int]]:
    files = PhotoFiles(chunk)
    found = []
    for k in range(len(files)):
        of_file = 0
        try:
            data = files.read(k)
            of_file = int.from_bytes(hashlib.sha256(data).digest()[:8], "big")
            image = decode_photo(data, chunk.id[k]).image
        except PhotoError as error:
            found.append((f"unreadable: {error}", of_file, 0))
            continue
        spread = float(np.asarray(image.convert("L"), np.float32).std())
        dark = f"dark: luminance varies by {spread:.1f} of 255, at most {DARKEST:g}" if spread <= DARKEST else ""
        found.append((dark, of_file, difference_hash(image)))
    return found
