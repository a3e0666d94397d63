"""Splits that don't leak: no group on both sides, and no place.

Photographers and sites show the same subject many times, and places look like themselves: a photo is only new to a
predictor when neither its group nor its surroundings were in the training. Since groups travel, most photos of the
world hang together, and some must be dropped.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import numpy as np
from scipy.spatial import cKDTree

from backend.grid import EARTH_RADIUS_KM, unit_vectors
from backend.s2 import MAX_LEVEL, cell_ids, parents
from training.prepared import SPLITS

TRAIN, VALIDATION, TEST = range(3)
FURTHEST_KM = 500.0
# Places are S2 cells at least this many times as wide as the distance to keep: their rims then lose few photos.
_WIDTHS = 5.0
_MEAN_AREA_KM2 = 4.0 * np.pi * EARTH_RADIUS_KM**2 / 6.0
_HALVINGS = 14
_CHUNK = 2**18


@dataclass
class Splits:
    """The side (n,) int8 of each photo, an index into SPLITS, -1 where dropped; why (n,) texts; how it was drawn."""

    side: np.ndarray
    reason: np.ndarray
    drawn: dict[str, str] = field(default_factory=dict)


def hashes(texts, seed: int) -> np.ndarray:
    """A number (n,) uint64 for each text, drawn evenly by the seed, the same whatever the other texts are."""
    key = f"photo-geolocator {seed}".encode()
    digests = b"".join(hashlib.blake2b(text.encode(), digest_size=8, key=key).digest() for text in texts)
    return np.frombuffer(digests, "<u8")


def places(lat: np.ndarray, lon: np.ndarray, apart_km: float) -> np.ndarray:
    """The place (n,) uint64 of each position: an S2 cell of the finest level that is five times apart_km wide."""
    level = int(np.log2(np.sqrt(_MEAN_AREA_KM2) / (_WIDTHS * apart_km)))
    return np.concatenate(
        [
            parents(cell_ids(lat[k : k + _CHUNK], lon[k : k + _CHUNK]), min(max(level, 2), MAX_LEVEL))
            for k in range(0, len(lat), _CHUNK)
        ]
    )


def follow(side: np.ndarray, photos: Conflicts) -> Splits:
    """Keep a given split and drop what leaks: from training, and from validation what conflicts with the test."""
    splits = Splits(side.astype(np.int8), np.full(len(side), "", object), {"by": "the table's column"})
    for held in (TEST, VALIDATION):
        photos.separate(splits, splits.side == held, (splits.side >= 0) & (splits.side < held), SPLITS[held])
    return splits


def draw(photos: Conflicts, validation: float, test: float, test_groups: np.ndarray) -> Splits:
    """Draw the splits by seed.

    validation, test: shares of the photos that remain. test_groups: mask (n,) of photos that are the test whatever
    else; then nothing is drawn for it. Raises ValueError when a wanted split gets no photo.
    """
    count = len(photos.lat)
    splits = Splits(np.full(count, TRAIN, np.int8), np.full(count, "", object))
    if test_groups.any():
        splits.side[test_groups] = TEST
        splits.drawn["test"] = "the named groups"
        photos.separate(splits, test_groups, ~test_groups, SPLITS[TEST])
    for held, share in ((TEST, 0.0 if test_groups.any() else test), (VALIDATION, validation)):
        if share == 0:
            continue
        rest = np.flatnonzero(splits.side == TRAIN)
        side, dropped, way = photos.halve(rest, share)
        if not side.any():
            raise ValueError(
                f"No photo is left for the {SPLITS[held]} split: too few groups and places, or all in one; ask for less"
                " with --apart-km, or for no such split."
            )
        splits.drawn[SPLITS[held]] = way
        splits.side[rest[side]] = held
        splits.side[rest[dropped]] = -1
        splits.reason[rest[dropped]] = f"its group or place is on both sides of {SPLITS[held]}"
        photos.separate(splits, splits.side == held, splits.side == TRAIN, SPLITS[held])
    return splits


class Conflicts:
    """What must not be on both sides.

    lat, lon (n,): degrees. group (n,): a number for each group, photos of unknown group having one each. group_hash
    (n,): what groups are drawn in the order of. apart_km: distance to keep, 0 for none. fingerprints: arrays (n,), the
    same number where two files are near-duplicates, 0 where it is unknown.
    """

    def __init__(self, lat, lon, group, group_hash, *, apart_km: float, seed: int, fingerprints=()):
        if not 0 <= apart_km <= FURTHEST_KM:
            raise ValueError(f"--apart-km must be from 0 to {FURTHEST_KM:g} km, not {apart_km:g}.")
        self.lat, self.lon, self.apart_km, self.fingerprints = lat, lon, apart_km, fingerprints
        self.group, self.group_hash = group, group_hash
        if apart_km > 0:
            cells, self.place = np.unique(places(lat, lon, apart_km), return_inverse=True)
            self.place_hash = hashes((f"{cell:x}" for cell in cells), seed)[self.place]
        else:  # every photo is a place of its own
            self.place, self.place_hash = np.arange(len(lat)), np.zeros(len(lat), np.uint64)

    def halve(self, rows: np.ndarray, share: float) -> tuple[np.ndarray, np.ndarray, str]:
        """Masks (m,) of the rows that are held out and that are dropped, and the way it was drawn.

        Either whole places are drawn and each group goes where most of its photos are, or whole groups are drawn and
        each place goes where most of its photos are; a photo whose group and place part is dropped. The way that drops
        less is taken.
        """
        group, place = (np.unique(code[rows], return_inverse=True)[1] for code in (self.group, self.place))
        ways = [("groups, places following", group, self.group_hash[rows], place)]
        if self.apart_km > 0:
            ways.append(("places, groups following", place, self.place_hash[rows], group))
        drawn = [(*_draw(units, order, others, share), way) for way, units, order, others in ways]
        held, dropped, way = min(drawn, key=lambda result: (not result[0].any(), result[1].sum()))
        return held, dropped, way

    def separate(self, splits: Splits, held: np.ndarray, rest: np.ndarray, name: str) -> None:
        """Drop photos of the mask `rest` that share a group, surroundings or a fingerprint with those of `held`."""
        self._take(splits, rest, np.isin(self.group, self.group[held]), f"its group is in {name}")
        if self.apart_km > 0 and held.any():
            rows = np.flatnonzero(rest & (splits.side >= 0))
            near = np.zeros(len(rest), bool)
            near[rows] = _near(self.lat, self.lon, rows, np.flatnonzero(held), self.apart_km)
            self._take(splits, rest, near, f"within {self.apart_km:g} km of a photo of {name}")
        for fingerprint in self.fingerprints:
            self._take(
                splits,
                rest,
                (fingerprint != 0) & np.isin(fingerprint, fingerprint[held]),
                f"near-duplicate of a photo of {name}",
            )

    def _take(self, splits: Splits, rest: np.ndarray, which: np.ndarray, reason: str) -> None:
        gone = which & rest & (splits.side >= 0)
        splits.side[gone] = -1
        splits.reason[gone] = reason


def _draw(units: np.ndarray, order: np.ndarray, others: np.ndarray, share: float) -> tuple[np.ndarray, np.ndarray]:
    """Hold out whole units in an order until their share of the kept photos is reached.

    units, others (m,): numbers from 0; the others follow the majority of their photos. order (m,): of the units;
    those that alone are more than the share come last. Returns masks (m,) of the photos held out and dropped.
    """
    sizes = np.bincount(units)
    first = np.zeros(len(sizes), np.uint64)
    first[units] = order
    rank = np.empty(len(sizes), np.int64)
    rank[np.lexsort((first, sizes > share * len(units)))] = np.arange(len(sizes))
    rank = rank[units]
    of_others = np.bincount(others)

    def side(count: int) -> tuple[np.ndarray, np.ndarray]:
        inside = rank < count
        majority = (2 * np.bincount(others[inside], minlength=len(of_others)) > of_others)[others]
        return inside & majority, inside != majority

    low, high = 0, len(sizes)  # so many units hold out too few photos, enough
    for _ in range(_HALVINGS):
        if high - low <= 1:
            break
        middle = (low + high) // 2
        held, dropped = side(middle)
        if held.sum() >= share * (len(units) - dropped.sum()):
            high = middle
        else:
            low = middle
    nothing = np.zeros(len(units), bool)
    halves = [side(count) for count in (low, high)]
    halves = [s for s in halves if s[0].any() and not (s[0] | s[1]).all()] or [(nothing, nothing)]
    return min(halves, key=lambda s: abs(s[0].sum() / (len(units) - s[1].sum()) - share))


def _near(lat: np.ndarray, lon: np.ndarray, rows: np.ndarray, others: np.ndarray, radius_km: float) -> np.ndarray:
    """Whether the photos at `rows` (m,) lie within a radius of any of those at `others`."""
    tree = cKDTree(np.unique(unit_vectors(lat[others], lon[others]), axis=0))
    chord = 2.0 * np.sin(radius_km / (2.0 * EARTH_RADIUS_KM))
    near = np.zeros(len(rows), bool)
    for k in range(0, len(rows), _CHUNK):
        some = rows[k : k + _CHUNK]
        distance, _ = tree.query(unit_vectors(lat[some], lon[some]), distance_upper_bound=chord * (1 + 1e-12))
        near[k : k + _CHUNK] = distance <= chord
    return near
