"""Honest figures: heads fitted without a photo's source (and, if wanted, its place), then the fused map judged.

Everything runs through the backend's own code and at the shipped precision, so a figure here is one of the product.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from backend.confidence import best_point, mass_within
from backend.ensemble import Fused, Member, fuse
from backend.grid import cap_area_km2, haversine_km, unit_vectors
from backend.heads import smoothed_targets
from backend.kernel import KernelClasses, Metrics
from backend.mixture import Mixture
from backend.partition import Partition
from backend.rva import area_at, mass_at
from backend.zones import ZoneTable
from training.datasets import Photos, near
from training.embedding import Projection
from training.heads_fit import Recipe, fit_attribute, fit_geolocation, kernel_classes_of, mixture_of

RADII_KM = (25, 200, 750, 2500)
PLACE_KM = 25.0


@dataclass(frozen=True)
class Material:
    """What every fit starts from; all row for row.

    raw (n, 2208) features of `photos`; locations (n, 512); partition with cell_locations (c, 512); classes: attribute
    name -> (n,) class of the photo's place, -1 unknown; class_counts: attribute name -> number of classes; table:
    zones of the partition and the attribute maps, in the order of `classes`.
    """

    photos: Photos
    raw: np.ndarray
    locations: np.ndarray
    partition: Partition
    cell_locations: np.ndarray
    classes: dict[str, np.ndarray]
    class_counts: dict[str, int]
    table: ZoneTable


@dataclass(frozen=True)
class Fitted:
    """A projection and the heads on it, with the arrays they ship as (predictor name -> arrays)."""

    projection: Projection
    mixture: Mixture
    attributes: dict[str, KernelClasses]
    arrays: dict[str, dict[str, np.ndarray]]


@dataclass
class Outputs:
    """What the heads say of photos `rows` (m,): the three geolocation heads apart, then the attributes.

    soft, match, near (m, c) float32; similarity (m,); attributes: name -> logits (m, k).
    """

    rows: np.ndarray
    soft: np.ndarray
    match: np.ndarray
    near: np.ndarray
    similarity: np.ndarray
    attributes: dict[str, np.ndarray] = field(default_factory=dict)

    @classmethod
    def joined(cls, parts: list[Outputs]) -> Outputs:
        """Outputs of several folds as one."""
        return cls(
            *(
                np.concatenate([getattr(p, name) for p in parts])
                for name in ("rows", "soft", "match", "near", "similarity")
            ),
            {name: np.concatenate([p.attributes[name] for p in parts]) for name in parts[0].attributes},
        )


def fit(material: Material, rows: np.ndarray, recipe: Recipe) -> Fitted:
    """Fit projection and heads on the photos at `rows`."""
    photos, raw = material.photos.rows(rows), material.raw[rows]
    projection = Projection.fit(raw)
    x = projection.apply(raw)
    arrays = {
        "geolocation": fit_geolocation(
            projection, x, photos, material.locations[rows], material.partition, material.cell_locations, recipe
        )
    }
    metrics = Metrics(projection.metrics)
    for name, classes in material.classes.items():
        arrays[name] = fit_attribute(metrics, x, classes[rows], material.class_counts[name], photos, recipe)
    mixture = mixture_of(arrays["geolocation"], material.partition, recipe)
    heads = {name: kernel_classes_of(arrays[name], arrays["geolocation"], recipe) for name in material.classes}
    return Fitted(projection, mixture, heads, arrays)


def outputs(fitted: Fitted, material: Material, rows: np.ndarray) -> Outputs:
    """Run fitted heads on the photos at `rows`."""
    x = fitted.projection.apply(material.raw[rows])
    near_p, similarity = fitted.mixture.gallery.probabilities(x)
    return Outputs(
        rows,
        fitted.mixture.softmax.probabilities(x).astype(np.float32),
        fitted.mixture.match.probabilities(x).astype(np.float32),
        near_p.astype(np.float32),
        similarity,
        {name: head.logits(x) for name, head in fitted.attributes.items()},
    )


def crossfit(
    material: Material, folds: Iterable[np.ndarray], pool: np.ndarray, recipe: Recipe, *, places: bool
) -> Outputs:
    """Outputs on each fold of heads fitted on the rest of `pool` (row numbers both).

    places: also leave out of the fit every photo within 25 km of any photo of the fold.
    """
    parts = []
    for held in folds:
        rest = np.setdiff1d(pool, held)
        if places:
            rest = rest[~near(material.photos.rows(rest), material.photos.rows(held), PLACE_KM)]
        parts.append(outputs(fit(material, rest, recipe), material, held))
        print(f"crossfit: {len(held)} photos judged, {len(rest)} fitted", flush=True)
    return Outputs.joined(parts)


@dataclass(frozen=True)
class Judged:
    """One row a photo: distance of the best point from the truth (km), mass within 750 km of the best point,
    similarity, area searched until the truth is found (km2, pessimistic), probability searched until then
    (1 where the map rules the truth out), probability (m, radii) that the map claims for the areas of the caps."""

    rows: np.ndarray
    error_km: np.ndarray
    mass: np.ndarray
    similarity: np.ndarray
    area_km2: np.ndarray
    mass_at_truth: np.ndarray
    claimed: np.ndarray

    def where(self, keep: np.ndarray) -> Judged:
        """The photos of a mask (m,)."""
        return Judged(*(getattr(self, name)[keep] for name in self.__dataclass_fields__))

    @classmethod
    def joined(cls, parts: list[Judged]) -> Judged:
        """The photos of several parts as one."""
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in cls.__dataclass_fields__))


def judge(
    material: Material,
    rows: np.ndarray,
    members: list[Member],
    probabilities: list[np.ndarray],
    similarity: np.ndarray,
    radius_km: float,
    temperature: float = 1.0,
) -> Judged:
    """Compare best point and fused map of the members' probabilities (m, classes) with the truth, photo by photo.

    The best point is the geolocation predictor's own (member 0), as in `backend.geolocator`; areas and masses are the
    fused map's.
    """
    partition, table = material.partition, material.table
    columns, claimed = [], []
    for k, row in enumerate(rows):
        truth = float(material.photos.latitude[row]), float(material.photos.longitude[row])
        one = [np.asarray(p[k], np.float64) for p in probabilities]
        fused = fuse(table, members, one, temperature)
        cells = one[0]
        point = best_point(partition.lat, partition.lon, cells)
        columns.append(
            (
                haversine_km(*point, *truth),
                mass_within(partition.lat, partition.lon, cells, point, radius_km),
                area_at(fused, *truth),
                min(mass_at(fused, *truth), 1.0),
            )
        )
        claimed.append(mass_in_areas(fused, cap_area_km2(np.array(RADII_KM))))
    error, mass, area, at_truth = np.array(columns).T
    return Judged(rows, error, mass, similarity, area, at_truth, np.array(claimed))


def mass_in_areas(fused: Fused, areas_km2: np.ndarray) -> np.ndarray:
    """The probability that a map gives to its densest parts of some areas (k,) in km2."""
    order = fused.order
    area, mass = np.cumsum(fused.table.area[order]), np.cumsum(fused.mass[order])
    return np.interp(areas_km2, np.append(0.0, area), np.append(0.0, mass))


def constant_guess(material: Material, known: np.ndarray, rows: np.ndarray) -> Judged:
    """The best answer that looks at no photo: the smoothed places of the `known` photos, one map for all `rows`."""
    photos = material.photos.rows(known)
    position = unit_vectors(photos.latitude, photos.longitude)
    cells = unit_vectors(material.partition.lat, material.partition.lon)
    prior = smoothed_targets(position, cells, 100.0).mean(axis=0, dtype=np.float64)
    everyone = [np.broadcast_to(prior, (len(rows), len(prior)))]
    members = [Member("geolocation")]
    for name, count in material.class_counts.items():
        members.append(Member(name, exponent=0.0))
        everyone.append(np.full((len(rows), count), 1.0 / count))
    return judge(material, rows, members, everyone, np.zeros(len(rows)), RADII_KM[2])
