"""What the backend and its bundles call things, in QGIS's language: attributes, their classes, members, search areas.

They speak English. What the published bundles say is among the translations; another bundle's own words stay.
"""

from __future__ import annotations

import re

from .translation import grouping_locale, tr

_DENSITY = re.compile(r"(.+) \(([\d,]+)(?: to ([\d,]+)| and more) per km²\)")
_CAP = re.compile(r"(\d+) km cap")
_AREA = re.compile(r"([\d,]+) km²")
_SHARE = re.compile(r"([\d.]+)% (recall|recall by curve|of the probability)")


def name(label: str) -> str:
    """Return the label of an attribute, a class or a member: `Highest population density (1,800 and more per km²)`."""
    density = _DENSITY.fullmatch(label)
    if density is None:
        return _names().get(label, label)
    what, low, high = density.groups()
    words = tr("{name} ({low} to {high} per km²)") if high else tr("{name} ({low} and more per km²)")
    return words.format(name=name(what), low=_grouped(low), high=_grouped(high or "0"))


def search_area(label: str) -> str:
    """Return the label of a search area: `25 km cap`, `50,000 km²`, `80 % recall`. In layers' fields it stays."""
    if cap := _CAP.fullmatch(label):
        return tr("{km} km cap").format(km=cap[1])
    if area := _AREA.fullmatch(label):
        return f"{_grouped(area[1])} km²"
    if share := _SHARE.fullmatch(label):
        words = {
            "recall": tr("{percent} % recall"),
            "recall by curve": tr("{percent} % recall by curve"),
            "of the probability": tr("{percent} % of the probability"),
        }
        return words[share[2]].format(percent=grouping_locale().toString(float(share[1]), "g", 6))
    return label


def short_search_area(label: str) -> str:
    """Return the label of a search area without what all presets share: `25 km`."""
    cap = _CAP.fullmatch(label)
    return tr("{number} km").format(number=cap[1]) if cap else search_area(label)


def _names() -> dict:
    return {
        "Geolocation": tr("Geolocation"),
        "Geolocation (softmax, location match, gallery)": tr("Geolocation (softmax, location match, gallery)"),
        "Population density": tr("Population density"),
        "Lowest population density": tr("Lowest population density"),
        "Low population density": tr("Low population density"),
        "High population density": tr("High population density"),
        "Highest population density": tr("Highest population density"),
        "Land cover": tr("Land cover"),
        "Cropland": tr("Cropland"),
        "Broad-leaved trees": tr("Broad-leaved trees"),
        "Other trees": tr("Other trees"),
        "Shrubs, grass and sparse plants": tr("Shrubs, grass and sparse plants"),
        "Flooded vegetation": tr("Flooded vegetation"),
        "Urban areas": tr("Urban areas"),
        "Bare ground, water and snow": tr("Bare ground, water and snow"),
    }


def _grouped(number: str) -> str:
    return grouping_locale().toString(float(number.replace(",", "")), "f", 0)
