"""What early stopping watches: Recall vs Area of the system's own map on the validation photos (seed 000, 3.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from backend.grid import SPHERE_AREA_KM2, cap_area_km2
from backend.zone_cache import Source, load_or_build
from training.ensembles import Ensemble, measure

CAPS_KM = (25, 200, 750, 2500)
OWN_MAP = Ensemble("own map", (1.0,))


def area_under_curve(areas: np.ndarray) -> float:
    """The area under the Recall vs Area curve over log10 of the area, from 1 km2 to the Earth, from 0 to 1.

    areas: (n,) km2 searched until each truth is found. A photo found within 1 km2 counts 1, one that needs the whole
    Earth 0.
    """
    decades = np.log10(SPHERE_AREA_KM2)
    return float(np.mean(1.0 - np.log10(np.clip(areas, 1.0, SPHERE_AREA_KM2)) / decades))


@dataclass(frozen=True)
class Judged:
    """Photos (n) to judge by, and what is right.

    rows: of the validation split; lat, lon: degrees; label: the class of each.
    """

    rows: np.ndarray
    lat: np.ndarray
    lon: np.ndarray
    label: np.ndarray


class Monitor:
    """Judges probabilities of the classes of one layer, a partition or an attribute map.

    Every device judges a share of the photos; `figures` wants the shares of all added up.
    """

    def __init__(self, layer: Source, judged: Judged, rank: int = 0, world: int = 1):
        self._table = load_or_build([layer])
        self._judged = judged
        self.share = np.arange(rank, len(judged.rows), world)

    @property
    def rows(self) -> np.ndarray:
        """The photos of this device, as rows of the validation split."""
        return self._judged.rows[self.share]

    def areas(self, probabilities: Iterator[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
        """What is known of every photo, (n, 2): area in km2 and whether the likeliest class is right.

        probabilities: numbers within this device's share and their probabilities (b, classes), batch by batch; 0 stays
        where none were given (photos of other devices, and those that can't be read).
        """
        found = np.zeros((len(self._judged.rows), 2))
        judged = []

        def each() -> Iterator[tuple[int, list[np.ndarray]]]:
            for numbers, batch in probabilities:
                photos = self.share[numbers]
                found[photos, 1] = batch.argmax(axis=1) == self._judged.label[photos]
                judged.extend(photos)
                yield from ((int(k), [p.astype(np.float64)]) for k, p in zip(photos, batch, strict=True))

        measured = measure(self._table, each(), self._judged.lat, self._judged.lon, [OWN_MAP], masses=False)
        found[judged, 0] = measured.area_km2[judged, 0]
        return found

    def figures(self, found: np.ndarray) -> dict[str, Any]:
        """Figures of all photos from the sum over devices of `areas`; ValueError when no photo could be read."""
        seen = found[:, 0] > 0
        if not seen.any():
            raise ValueError("No validation photo can be read: see unreadable.csv, and prepare the dataset again.")
        areas, right, label = found[seen, 0], found[seen, 1], self._judged.label[seen]
        count = np.bincount(label[label >= 0])
        per_class = np.bincount(label[label >= 0], right[label >= 0])[count > 0] / count[count > 0]
        recall = (areas[:, None] <= cap_area_km2(np.array(CAPS_KM))).mean(axis=0)
        return {
            "rva": area_under_curve(areas),
            **{f"recall_{km}km": float(share) for km, share in zip(CAPS_KM, recall, strict=True)},
            "accuracy": float(right.mean()),
            "balanced_accuracy": float(per_class.mean()) if len(per_class) else 0.0,
            "judged": int(seen.sum()),
        }
