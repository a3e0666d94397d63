"""Powers for many predictors of the same classes: the zones are condensed once, by the class that holds there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from backend.zones import ZoneTable
from training.pooling import Condensed


@dataclass(frozen=True)
class ClassPoints:
    """Photos condensed as by `Condensed`, with the number of the class that holds in place of a log-density for every
    layer but the first; a class number of `classes[layer]` means that none holds.

    class_area, epsilons: km2 and density per km2 where none holds, of the layers but the first.
    """

    condensed: Condensed
    class_area: list[np.ndarray]
    epsilons: Sequence[float]

    @classmethod
    def of_zones(
        cls,
        table: ZoneTable,
        first: Iterable[tuple[int, np.ndarray]],
        latitude: np.ndarray,
        longitude: np.ndarray,
        epsilons: Sequence[float],
    ) -> ClassPoints:
        """first: the number k of a photo and the probabilities of the first layer's predictor; see `Condensed`.

        At most 39 classes a layer. epsilons: of the layers but the first, as in `backend.ensemble`.
        """
        areas = table.class_area[1:]
        # A predictor whose log-density is minus the class's number: zones of different classes never merge.
        numbers = [area * np.exp(-np.arange(len(area), dtype=float)) for area in areas]
        nowhere = [0.0, *(float(np.exp(-len(area))) for area in areas)]
        rows = ((k, [p, *numbers]) for k, p in first)
        return cls(Condensed.of_zones(table, rows, latitude, longitude, nowhere), areas, epsilons)

    def with_predictors(self, said: Sequence[np.ndarray]) -> Condensed:
        """The photos with predictors of the layers but the first, each (n, classes) by k."""
        points, truths = {}, {}
        for k, of_photo in self.condensed.points.items():
            every = np.vstack([of_photo[:, :-1], self.condensed.truths[k]])
            for layer, (probabilities, area, epsilon) in enumerate(
                zip(said, self.class_area, self.epsilons, strict=True), start=1
            ):
                density = np.divide(probabilities[k], area, out=np.zeros(len(area)), where=area > 0)
                with np.errstate(divide="ignore"):
                    by_class = np.log(np.append(density, epsilon))
                every[:, layer] = by_class[np.rint(-every[:, layer]).astype(int)]
            possible = np.isfinite(every).all(axis=1)
            if possible[-1]:
                points[k] = np.column_stack([every[:-1], of_photo[:, -1]])[possible[:-1]]
                truths[k] = every[-1]
        return Condensed(points, truths)
