"""Typed views of what the backend answers about maps with an analyst's choices; as in `result`."""

from __future__ import annotations

from dataclasses import dataclass

from .result import NUMBER, Position, decode, read_key
from .translation import translated


@dataclass(frozen=True)
class Country:
    """A country that a map can be restricted to, by ISO 3166-1 alpha-2."""

    code: str
    name: str

    @classmethod
    def from_json(cls, value: dict) -> Country:
        """Read one entry of `/v1/countries`."""
        return cls(read_key(value, "code", str), read_key(value, "name", str))


@dataclass(frozen=True)
class Restriction:
    """A part of the Earth to search (`inside`) or to leave out, as the backend keeps it; `area_km2` is the part's."""

    id: str
    label: str
    area_km2: float
    inside: bool

    @classmethod
    def from_json(cls, value: dict) -> Restriction:
        """Read a Restriction of the contract."""
        return cls(
            id=read_key(value, "id", str),
            label=read_key(value, "label", str),
            area_km2=float(read_key(value, "area_km2", NUMBER)),
            inside=read_key(value, "inside", bool),
        )


@dataclass(frozen=True)
class Prior:
    """A raster of the analyst's as the backend keeps it, a density; `note` says what reading it cost."""

    id: str
    name: str
    covered_km2: float
    note: str

    @classmethod
    def from_json(cls, value: dict) -> Prior:
        """Read a Prior of the contract."""
        return cls(
            id=read_key(value, "id", str),
            name=read_key(value, "name", str),
            covered_km2=float(read_key(value, "covered_km2", NUMBER)),
            note=translated(read_key(value, "note", str, optional=True) or ""),
        )


@dataclass(frozen=True)
class MapInfo:
    """A map of one or several jobs with choices.

    `calibrated` says whether the bundle's validation photos speak for it, `note` what a recall means if not; `left` is
    the probability 0..1 that the map without the restriction gives to what that leaves.
    """

    id: str
    best_point: Position
    calibrated: bool
    note: str
    left: float

    @classmethod
    def from_json(cls, value: dict) -> MapInfo:
        """Read a MapInfo of the contract."""
        return cls(
            id=read_key(value, "id", str),
            best_point=Position.from_json(read_key(value, "best_point", dict)),
            calibrated=read_key(value, "calibrated", bool),
            note=translated(read_key(value, "note", str, optional=True) or ""),
            left=float(read_key(value, "left", NUMBER)),
        )


def read_countries(body: bytes) -> tuple:
    """Read the answer of `/v1/countries`, a JSON list: every `Country`, by name."""
    listed = read_key(decode(b'{"countries": %s}' % body), "countries", list)
    return tuple(Country.from_json(one) for one in listed)
