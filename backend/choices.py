"""An analyst's choices, laid on what the predictors said: members on and off, a restriction, priors, several photos.

The map of several photos known to be from one place is the product of theirs. A member that is off has exponent 0. A
prior is one more factor, its density to the power of its weight; a restriction sets the density to 0 elsewhere. The
temperature of the calibration flattens what the members say of each photo, as in `ensemble.fuse`; an analyst's own
knowledge is taken at its word.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .confidence import best_cell
from .ensemble import Fused, log_set_values
from .errors import RequestError
from .geolocator import Geolocator, SearchArea
from .grid import WIDTH, pixel_centre, unit_vectors
from .nearest import nearest_pixels
from .prior import Prior
from .refined import Ground
from .restriction import Restriction
from .search_area import Centres, Target, regions, select
from .zones import Layer, ZoneTable


@dataclass(frozen=True)
class Choices:
    """What an analyst chose for a map.

    on: for each member of the bundle, in its order, whether it counts; priors: with weights, 0 or more.
    """

    on: tuple[bool, ...]
    restriction: Restriction | None = None
    priors: tuple[tuple[Prior, float], ...] = ()

    @property
    def none_made(self) -> bool:
        """Whether the map is the bundle's own."""
        return all(self.on) and self.restriction is None and not any(weight for _, weight in self.priors)

    def layers(self) -> list[tuple[str, Layer]]:
        """The layers that they add to the bundle's, with ids; the restriction, which changes most often, is last."""
        added = [prior for prior, _ in self.priors] + ([self.restriction] if self.restriction else [])
        return [(each.id, each.layer) for each in added]


@dataclass(frozen=True)
class ChosenMap:
    """A map with an analyst's choices.

    left: the probability that it would have without the restriction in what this leaves; best_point: latitude and
    longitude in degrees, where the density is above 0; calibrated: whether the bundle's validation photos speak for it.
    """

    fused: Fused
    ground: Ground
    best_point: tuple[float, float]
    left: float
    calibrated: bool
    centres: Centres

    def search_area(self, target: Target) -> SearchArea:
        """The search area for one target."""
        selected = select(self.fused, target, self.ground.pieces, self.centres)
        return SearchArea(target, regions(self.fused, selected))


def choose(geolocator: Geolocator, ground: Ground, photos: list[list[np.ndarray]], choices: Choices) -> ChosenMap:
    """The map of one or several photos with an analyst's choices.

    ground: the bundle's zones refined by `choices.layers()`; photos: what the predictors said of each, in the bundle's
    order. Raises RequestError (`nothing_left`) when no place is left.
    """
    table = ground.table
    log_known = _log_known(geolocator, table, choices)
    log_score = _log_score(geolocator, table, photos, choices.on) + log_known
    top = log_score.max()
    if not np.isfinite(top):
        raise _nothing_left(
            "The photos and priors contradict one another everywhere, so no place is left: take one of them out."
        )
    score, left = np.exp(log_score - top), 1.0
    if choices.restriction is not None:
        total = np.einsum("z,z->", score, table.area)
        log_score = np.where(table.set_ids[-1] > 0, log_score, -np.inf)
        highest = log_score.max()
        if not np.isfinite(highest):
            raise _nothing_left(
                "The restriction leaves no place where the photo can have been taken: choose a larger one."
            )
        left = float(np.einsum("z,z->", np.where(table.set_ids[-1] > 0, score, 0.0), table.area) / total)
        score = np.exp(log_score - highest)
    fused = Fused(table, score / np.einsum("z,z->", score, table.area))
    calibrated = choices.none_made and len(photos) == 1 and len(geolocator.calibration.mass_at_truth) > 0
    if choices.none_made and len(photos) == 1:
        # As for the job itself, whose best point may lie where an attribute rules it out.
        weights, likely = geolocator.cell_weights(photos[0], fused), photos[0][0]
        best = best_cell(geolocator.partition.lat, geolocator.partition.lon, weights)
        point = float(geolocator.partition.lat[best]), float(geolocator.partition.lon[best])
    else:
        weights, likely = _cell_weights(geolocator, photos, choices.on[0], log_known, fused)
        point = _best_point(geolocator, fused, weights)
    centres = geolocator.centres(likely, table) if likely is not None else _all_at(point)
    return ChosenMap(fused, ground, point, left, calibrated, centres)


def _nothing_left(message: str) -> RequestError:
    return RequestError(message, code="nothing_left")


def _log_score(geolocator: Geolocator, table: ZoneTable, photos: list[list[np.ndarray]], on) -> np.ndarray:
    """The sum over photos of the logarithm (z,) of the calibrated product of the members that are on."""
    log_score = np.zeros(len(table.area))
    for layer, member in enumerate(geolocator.members):
        if on[layer] and member.exponent:
            # Photos are added up set by set: a layer has far fewer sets than the table has zones.
            of_sets = sum(log_set_values(table, layer, photo[layer], member.epsilon) for photo in photos)
            log_score += (member.exponent * of_sets).take(table.set_ids[layer])
    return log_score / geolocator.calibration.temperature


def _log_known(geolocator: Geolocator, table: ZoneTable, choices: Choices) -> np.ndarray:
    """The logarithm (z,) of the priors' factors."""
    log_known = np.zeros(len(table.area))
    for layer, (prior, weight) in enumerate(choices.priors, start=len(geolocator.members)):
        if weight:
            log_known += (weight * prior.log_density).take(table.set_ids[layer])
    return log_known


def _cell_weights(
    geolocator: Geolocator, photos: list[list[np.ndarray]], on: bool, log_known: np.ndarray, fused: Fused
) -> tuple[np.ndarray, np.ndarray | None]:
    """What the best point of a map with choices, and the centres of its zones, are made of: weights (c,) of the cells.

    The best point follows the geolocation predictor, as without choices (see `Geolocator.cell_weights`): the product
    of what it says of the photos, times the share of the priors, within what the restriction leaves, that the cell
    holds. Over a mere prior, and with the predictor off, it is the map's own mass in each cell. Either way a cell
    where the map has no density weighs nothing. The centres follow the predictor alone; None when it is off.
    """
    table = fused.table
    area, cells, of_zone = table.class_area[0], table.sets[0], table.set_ids[0]

    def in_cells(values: np.ndarray) -> np.ndarray:
        return cells.T @ np.bincount(of_zone, weights=values, minlength=cells.shape[0])

    mass = in_cells(fused.mass)
    if not on:
        return mass, None
    allowed = fused.density > 0
    known = np.where(allowed, np.exp(log_known - log_known[allowed].max()), 0.0) * table.area
    with np.errstate(divide="ignore"):
        log_weight = sum(np.log(photo[0]) for photo in photos) + np.log(in_cells(known))
        log_weight = np.where(mass > 0, log_weight - len(photos) * np.log(area), -np.inf)
    if not np.isfinite(log_weight.max()):
        return mass, None
    likely = np.exp(log_weight - log_weight.max())
    return (mass if geolocator.is_prior else likely), likely


def _best_point(geolocator: Geolocator, fused: Fused, weights: np.ndarray) -> tuple[float, float]:
    """The position of the best cell, or the nearest place to it in that cell where the map has a density."""
    table, partition = fused.table, geolocator.partition
    if not weights.any():  # all that is left lies between the cells
        return _middle_of_densest(fused)
    best = best_cell(partition.lat, partition.lon, weights)
    lat, lon = float(partition.lat[best]), float(partition.lon[best])
    if fused.density[table.zone_at(lat, lon)] > 0:
        return lat, lon
    sets = np.zeros(table.sets[0].shape[0], bool)
    sets[table.sets[0][:, [best]].nonzero()[0]] = True
    runs = np.flatnonzero((sets[table.set_ids[0]] & (fused.density > 0))[table.zone])
    ends = table.starts[runs] + table.lengths()[runs]
    towards = np.broadcast_to(unit_vectors(lat, lon), (len(runs), 3))
    pixel, _, _ = nearest_pixels(table.starts[runs], ends, towards, 0.0, at_least=True)
    return _centre(int(pixel[0]))


def _middle_of_densest(fused: Fused) -> tuple[float, float]:
    runs = np.flatnonzero((fused.density == fused.density.max())[fused.table.zone])
    lengths = fused.table.lengths()[runs]
    longest = int(np.argmax(lengths))
    return _centre(int(fused.table.starts[runs[longest]]) + (int(lengths[longest]) - 1) // 2)


def _centre(pixel: int) -> tuple[float, float]:
    lat, lon = pixel_centre(pixel // WIDTH, pixel % WIDTH)
    return float(lat), float(lon)


def _all_at(point: tuple[float, float]) -> Centres:
    """Where no cell is likelier than another, equally dense zones are searched from the best point outwards."""
    return lambda zones: (np.full(len(zones), point[0]), np.full(len(zones), point[1]))
