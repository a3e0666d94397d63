"""Zone tables divided by what analysts add: the last few are kept, for a slider asks for the same one many times."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .errors import RequestError
from .places import Places
from .search_area import Pieces
from .zones import Layer, ZoneTable, refine

_MOST_BYTES = 768 * 2**20
# Of one table: two priors as detailed as they may be, cut at each other's borders.
_MOST_RUNS = 26_000_000


@dataclass(frozen=True)
class Ground:
    """What search areas are cut from: zones, and the pieces of the grid that they are made of."""

    table: ZoneTable
    places: Places

    @cached_property
    def pieces(self) -> Pieces:
        """The grid, cut for search areas; takes a moment."""
        return Pieces.of(self.table, self.places)

    @cached_property
    def nbytes(self) -> int:
        """About the room that it takes, its pieces included, in bytes."""
        zones = len(self.table.area) * 8 * (1 + len(self.table.set_ids))
        return zones + len(self.table.starts) * (8 + 14)


class Refined:
    """The tables of one bundle with more layers, by the ids of these; safe for several threads."""

    def __init__(self, base: Ground):
        self._base = base
        self._kept: OrderedDict[tuple[str, ...], Ground] = OrderedDict()
        self._lock = threading.Lock()
        self._one_at_a_time = threading.Lock()

    def get(self, layers: Iterable[tuple[str, Layer]]) -> Ground:
        """The table with these layers appended in their order; each comes with an id that stands for its content.

        Raises RequestError (`too_detailed`) when the layers together would take too much room.
        """
        ground, key = self._base, ()
        # Two at once would take twice the room, and most often be the same one.
        with self._one_at_a_time:
            for layer_id, layer in layers:
                key = (*key, layer_id)
                ground = self._step(key, ground, layer)
        return ground

    def holds(self, ground: Ground) -> bool:
        """Whether a table is kept, or the bundle's own."""
        with self._lock:
            return ground is self._base or any(kept is ground for kept in self._kept.values())

    def forget(self, known: set[str] = frozenset()) -> None:
        """Let go of the tables with a layer that is not among the known ones."""
        with self._lock:
            for key in [key for key in self._kept if not known.issuperset(key)]:
                del self._kept[key]

    def _step(self, key: tuple[str, ...], ground: Ground, layer: Layer) -> Ground:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        if len(ground.table.starts) + len(layer.starts) > _MOST_RUNS:
            raise RequestError(
                "These priors are too detailed to be combined: use fewer of them, or coarser ones.",
                code="too_detailed",
            )
        finer = Ground(refine(ground.table, layer), ground.places)
        with self._lock:
            self._kept[key] = finer
            while len(self._kept) > 1 and sum(kept.nbytes for kept in self._kept.values()) > _MOST_BYTES:
                self._kept.popitem(last=False)
        return finer
