"""The study without pictures: `python -m training study`. Which attribute is worth training, at which accuracy?

Everything but the places is SIMULATED (see `training.simulated`): on real positions of photos, a geolocation predictor
of a given error and attribute predictors of a given accuracy are combined as by seed 000, on the real maps, and the
gain in Recall vs Area over the geolocation alone is measured.
"""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from backend.attribute_map import read_classes
from backend.bundle import load_bundle
from backend.grid import HEIGHT, PIXELS_PER_DEGREE, WIDTH, haversine_km, pixel_of
from backend.zones import Layer, ZoneTable, build_zones, map_layer, partition_layer
from training import climate, simulated
from training.class_points import ClassPoints
from training.documents import check_folder
from training.ensembles import Ensemble, measure
from training.models.geoclip import gallery_coordinates
from training.partitions import build
from training.photo_tables import read_coordinates
from training.pooling import places
from training.simulated import Geolocation
from training.starter import EPSILONS, TAU_MAX, TAU_MIN
from training.study_cases import PLAIN, RULES, Case, Design, Study, cases_of, combinations_of
from training.study_report import FILES, write


@dataclass(frozen=True)
class Attribute:
    """An attribute map at its own resolution: classes (5400, 10800) uint8 on the grid, 0 = none, and pixel size."""

    name: str
    label: str
    classes: np.ndarray
    names: list[str]
    degrees: float

    def at(self, latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
        """Class (n,) of places in degrees, -1 = none."""
        return self.classes[pixel_of(latitude, longitude)].astype(int) - 1


def read_attributes(climate_table: Path) -> list[Attribute]:
    """Population and land cover of the starter bundle, climate in five groups and in all its zones."""
    bundle = load_bundle()
    found = []
    for entry in bundle.manifest["maps"]:
        values = [c["value"] for c in entry["classes"]]
        classes, names = read_classes(bundle.file(entry["file"]), values), [c["name"] for c in entry["classes"]]
        found.append(Attribute(entry["name"], entry["label"].lower(), classes, names, _pixel_degrees(classes)))
    zones, codes = climate.read_zones(climate_table)
    for name, label, grid, names in (
        ("climate_groups", "climate (5 groups)", climate.groups_of(zones, codes), list(climate.GROUPS)),
        ("climate_zones", f"climate ({len(codes)} zones)", zones, codes),
    ):
        found.append(Attribute(name, label, climate.on_grid(grid), names, 180.0 / len(grid)))
    return found


def _pixel_degrees(classes: np.ndarray) -> float:
    """The largest pixel size, in whole pixels of the grid, of which a map on the grid is made."""
    for pixels in (60, 30, 15, 9, 6, 5, 3, 2):
        blocks = classes.reshape(HEIGHT // pixels, pixels, WIDTH // pixels, pixels)
        if (blocks == blocks[:, :1, :, :1]).all():
            return pixels / PIXELS_PER_DEGREE
    return 1.0 / PIXELS_PER_DEGREE


def coarsened(classes: np.ndarray, count: int, degrees: float) -> np.ndarray:
    """A map (5400, 10800) whose pixels of some degrees each take their commonest class, as `attribute_map.to_grid`:
    none counts as a class, loses every tie, and the first class wins over others."""
    size = round(degrees * PIXELS_PER_DEGREE)
    width = WIDTH // size
    ballot = np.arange(WIDTH) // size * (count + 1)
    winners = []
    for band in classes.reshape(HEIGHT // size, size, WIDTH):
        # "No class" is the last on the ballot.
        votes = np.bincount((ballot + (band.astype(int) - 1) % (count + 1)).ravel(), minlength=width * (count + 1))
        winners.append((votes.reshape(width, count + 1).argmax(axis=1) + 1) % (count + 1))
    return np.repeat(np.repeat(np.array(winners, np.uint8), size, axis=0), size, axis=1)


@dataclass(frozen=True)
class _Simulation:
    """All that the cases share: positions (n + m,) of the photos that are judged and, after them, of those that powers
    are fitted on; the layer of cells; geolocation by median error; each attribute's frequencies, truths and noise."""

    design: Design
    latitude: np.ndarray
    longitude: np.ndarray
    cells: Layer
    geolocations: dict[float, Geolocation]
    attributes: dict[str, Attribute]
    frequency: dict[str, np.ndarray]
    truth: dict[str, np.ndarray]
    noise: dict[str, np.ndarray]
    seed: int

    def probabilities(self, name: str, median_km: float, accuracy: float, dependence: float) -> np.ndarray:
        """What the SIMULATED predictor of an attribute says of every photo, (n + m, classes)."""
        attribute, base = self.attributes[name], self.geolocations[median_km]
        evidence = self.noise[name]
        if dependence:
            error = haversine_km(base.latitude, base.longitude, self.latitude, self.longitude)
            misled_to = attribute.at(base.latitude, base.longitude)
            evidence = simulated.dependent(evidence, self.truth[name], misled_to, error, dependence, self.seed)
        power = simulated.strength(accuracy, len(attribute.names))
        return simulated.attribute(self.truth[name], evidence, power, self.frequency[name])


def study(truths: Sequence[Path], climate_table: Path, out: Path, design: Design, seed: int = 0) -> dict[str, Any]:
    """Simulate, judge and write the report into the folder `out`; returns its figures.

    truths: tables of real positions of photos (columns lat and lon); climate_table: see `climate.read_zones`. The same
    inputs, design and seed give the same figures. Raises ValueError when the tables have too few photos.
    """
    check_folder(out, FILES)
    positions = [read_coordinates(path) for path in truths]
    simulation = prepare(*np.concatenate(positions, axis=1), read_attributes(climate_table), design, seed)
    found, result = described(simulation, truths), judge(simulation)
    write(found, result, design, out)
    return found


def prepare(
    latitude: np.ndarray, longitude: np.ndarray, attributes: list[Attribute], design: Design, seed: int
) -> _Simulation:
    """Draw the photos and simulate their geolocation and the noise of their attributes."""
    count = design.photos + design.fitted_on
    if len(latitude) < count:
        raise ValueError(f"The tables of positions hold {len(latitude)} photos; {count} are needed: lower --photos.")
    drawn = np.random.default_rng(seed).choice(len(latitude), count, replace=False)
    latitude, longitude = latitude[drawn], longitude[drawn]
    gallery = gallery_coordinates()
    partition = build(*gallery, TAU_MIN, TAU_MAX)
    cells = partition_layer(partition)
    area = build_zones([cells]).class_area[0]
    geolocations = {}
    for k, median in enumerate(design.medians_km):
        geolocations[median] = simulated.geolocation(latitude, longitude, partition, area, median, seed + 1 + k)
        print(f"study: SIMULATED geolocation, median error {geolocations[median].median_km:.0f} km", flush=True)
    truth = {a.name: a.at(latitude, longitude) for a in attributes}
    frequency = {}
    for a in attributes:
        seen = a.at(*gallery)
        counts = np.bincount(seen[seen >= 0], minlength=len(a.names)) + 1.0  # no class is impossible
        frequency[a.name] = counts / counts.sum()
    noise = {a.name: simulated.noise(truth[a.name], len(a.names), seed + 100 + k) for k, a in enumerate(attributes)}
    named = {a.name: a for a in attributes}
    return _Simulation(
        design, latitude, longitude, cells, geolocations, named, frequency, truth, noise, seed
    )  # fmt: skip


def judge(simulation: _Simulation) -> Study:
    """Judge every case of the design."""
    design = simulation.design
    judged = slice(0, design.photos)
    result = Study(places(simulation.latitude[judged], simulation.longitude[judged]), simulation.seed)
    for name, attribute in simulation.attributes.items():
        for degrees in (0.0, *(d for d in design.degrees if d > attribute.degrees)):
            classes = coarsened(attribute.classes, len(attribute.names), degrees) if degrees else attribute.classes
            table = build_zones([simulation.cells, map_layer(classes, len(attribute.names))])
            for median in design.medians_km:
                cases = list(cases_of(design, (name,), median, degrees))
                result.areas |= _areas(simulation, table, median, [name], cases)
            print(f"study: {attribute.label} at {degrees or attribute.degrees:g} degrees judged", flush=True)
    _judge_together(simulation, result)
    result.resample()
    return result


def _judge_together(simulation: _Simulation, result: Study) -> None:
    """Several attributes at once, each with noise of its own: does another one still add anything?"""
    design, names = simulation.design, list(simulation.attributes)
    layers = [map_layer(a.classes, len(a.names)) for a in simulation.attributes.values()]
    table = build_zones([simulation.cells, *layers])
    for median in design.medians_km:
        cases = [
            Case(together, median, accuracy, rule=rule)
            for rule in RULES
            for accuracy in design.dependent_accuracies
            for together in combinations_of(names)
        ]
        result.areas |= _areas(simulation, table, median, names, cases)
    print("study: attributes together judged", flush=True)


def _areas(
    simulation: _Simulation, table: ZoneTable, median: float, names: list[str], cases: list[Case]
) -> dict[Case, np.ndarray]:
    """The areas of some cases and of the geolocation alone, on a table whose layers are cells and the named maps.

    One pass over the photos judges all cases: each predictor of an attribute is a member of its own, on a table that
    names that attribute's map as often.
    """
    design = simulation.design
    predictors = list(dict.fromkeys((name, c.accuracy, c.dependence) for c in cases for name in c.attributes))
    layers = [0, *(1 + names.index(name) for name, _, _ in predictors)]
    said = [simulation.probabilities(name, median, accuracy, share) for name, accuracy, share in predictors]
    base = simulation.geolocations[median].probabilities
    members = [base, *said]
    epsilons = [0.0, *_epsilons([name for name, _, _ in predictors])]
    repeated = _with_layers(table, layers)

    def rows() -> Iterator[tuple[int, list[np.ndarray]]]:
        for k in range(design.photos):
            yield k, [member[k].astype(np.float64) for member in members]

    def used_by(case: Case) -> list[int]:
        return [0, *(1 + predictors.index((name, case.accuracy, case.dependence)) for name in case.attributes)]

    def exponents(case: Case) -> tuple[float, ...]:
        used, whole = used_by(case), np.zeros(len(members))
        if case.rule == PLAIN or not case.attributes:
            whole[used] = 1.0
        else:
            whole[used] = points[case.attributes].with_predictors([members[m][design.photos :] for m in used[1:]]).fit()
        return tuple(whole.tolist())

    points = {
        attributes: _points(simulation, table, base, [1 + names.index(name) for name in attributes], attributes)
        for attributes in {case.attributes for case in cases}
    }
    every = [Case((), median), *cases]
    ensembles = [Ensemble(str(k), exponents(case)) for k, case in enumerate(every)]
    latitude, longitude = simulation.latitude[: design.photos], simulation.longitude[: design.photos]
    found = measure(repeated, rows(), latitude, longitude, ensembles, epsilons, masses=False)
    return {case: found.area_km2[:, k] for k, case in enumerate(every)}


def _epsilons(names: Iterable[str]) -> list[float]:
    """Density where an attribute has no class: the starter's; the sea of climate maps is population's."""
    return [EPSILONS.get(name, EPSILONS["population"]) for name in names]


def _points(
    simulation: _Simulation, table: ZoneTable, base: np.ndarray, layers: list[int], attributes: tuple[str, ...]
) -> ClassPoints:
    """The photos that powers are fitted on, condensed for some attributes (the table's `layers`)."""
    first = simulation.design.photos
    return ClassPoints.of_zones(
        _with_layers(table, [0, *layers]),
        enumerate(base[first:].astype(np.float64)),
        simulation.latitude[first:],
        simulation.longitude[first:],
        _epsilons(attributes),
    )


def _with_layers(table: ZoneTable, layers: list[int]) -> ZoneTable:
    """The same zones with some layers left out or named again."""
    sets: list[csr_matrix] = [table.sets[k] for k in layers]
    return replace(
        table,
        set_ids=[table.set_ids[k] for k in layers],
        sets=sets,
        class_area=[table.class_area[k] for k in layers],
    )


def described(simulation: _Simulation, truths: Sequence[Path]) -> dict[str, Any]:
    """What was simulated on what, and how near the simulation came to what was dialled."""
    design = simulation.design
    cells = simulation.geolocations
    attributes = {
        name: {
            "label": a.label,
            "classes": len(a.names),
            "degrees": a.degrees,
            "without_class": float((simulation.truth[name] < 0).mean()),
            "accuracy": {f"{accuracy:g}": _realised(simulation, name, accuracy) for accuracy in design.accuracies},
        }
        for name, a in simulation.attributes.items()
    }
    return {
        "truths": [path.name for path in truths],
        "seed": simulation.seed,
        "cells": next(iter(cells.values())).probabilities.shape[1],
        "medians_km": {f"{wanted:g}": g.median_km for wanted, g in cells.items()},
        "attributes": attributes,
        "versions": {
            "python": platform.python_version(),
            **{name: version(name) for name in ("numpy", "scipy", "rasterio", "matplotlib", "geoclip")},
        },
    }


def _realised(simulation: _Simulation, name: str, accuracy: float) -> dict[str, float]:
    """The share of photos whose class a SIMULATED predictor finds: class frequencies divided out, and as it says."""
    truth, frequency = simulation.truth[name], simulation.frequency[name]
    known = truth >= 0
    power = simulated.strength(accuracy, len(frequency))
    p = simulated.attribute(truth, simulation.noise[name], power, frequency)[known]
    return {
        "divided_out": float(((p / frequency).argmax(axis=1) == truth[known]).mean()) if power else 1 / len(frequency),
        "as_said": float((p.argmax(axis=1) == truth[known]).mean()),
    }
