"""The rasters that somebody has sent to be searched: kept in memory for a while, and worked on one at a time."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from .density_raster import Standing
from .errors import RequestError
from .geolocator import SearchArea
from .places import Places
from .raster_file import MOST_PIXELS, RasterFile, Values, read_density
from .turns import Turns


@dataclass(frozen=True)
class SentRaster:
    """A raster under the id and the name that it goes by."""

    id: str
    name: str
    file: RasterFile


class Rasters:
    """At most 200 million pixels of rasters, 4 bytes each; the one that was not asked for the longest goes first."""

    def __init__(self, places: Places, folder: Path):
        self.places = places
        self._folder = folder
        self._rasters: OrderedDict[str, SentRaster] = OrderedDict()
        self._lock = threading.Lock()
        self.turns = Turns(6)  # areas of half of a large raster take some hundred MB while they are made

    def new_path(self) -> Path:
        """A place for a file that is on its way, for the caller to delete once it is added."""
        return self._folder / f"raster-{secrets.token_hex(16)}.tif"

    def add(self, path: Path, name: str, band: int, values: Values) -> SentRaster:
        """Read a file and keep it; RequestError when it can't be read or used."""
        with self.turns.work():
            sent = SentRaster(secrets.token_hex(16), name, read_density(path, name, band=band, values=values))
        with self._lock:
            self._rasters[sent.id] = sent
            while sum(_pixels(kept) for kept in self._rasters.values()) > MOST_PIXELS:
                self._rasters.popitem(last=False)
        return sent

    def get(self, raster_id: str) -> SentRaster:
        """The raster; RequestError with code `not_found` when there is none (any more)."""
        with self._lock:
            if raster_id not in self._rasters:
                raise RequestError(
                    "There is no such raster: it was removed, made room for others, or the backend was restarted; send"
                    " it again.",
                    code="not_found",
                )
            self._rasters.move_to_end(raster_id)
            return self._rasters[raster_id]

    def remove(self, raster_id: str) -> None:
        """Forget a raster."""
        self.get(raster_id)
        with self._lock:
            self._rasters.pop(raster_id, None)

    def search_area(self, raster_id: str, area_km2: float | None, recall: float | None) -> SearchArea:
        """The densest area within a budget, or of a share of the raster's own probability."""
        raster = self.get(raster_id).file.raster
        target = raster.target(area_km2=area_km2, recall=recall)
        with self.turns.turn():
            return SearchArea(target, raster.regions(raster.select(target), self.places))

    def standing(self, raster_id: str, lat: float, lon: float) -> Standing:
        """How a place in degrees ranks."""
        raster = self.get(raster_id).file.raster
        with self.turns.turn():
            return raster.standing(lat, lon)


def _pixels(sent: SentRaster) -> int:
    return sent.file.width * sent.file.height
