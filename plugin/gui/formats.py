"""Numbers and names as a person reads them."""

from __future__ import annotations

import math

from .. import labels
from ..geolocation import BUSY, FETCHING, STARTING
from ..result import Position, SearchArea
from ..translation import grouping_locale, tr

LEAST_SHOWN, MOST_SHOWN = 0.001, 0.99
MILLION = 1e6
EARTH_RADIUS_KM = 6371.0  # as the backend's grid


def percent(probability: float) -> str:
    """Return a probability as text: `46 %`, `2.4 %`, `< 0.1 %`, `> 99 %`."""
    if 0 < probability < LEAST_SHOWN:
        return "< " + percent(LEAST_SHOWN)
    if MOST_SHOWN < probability < 1:
        return "> " + percent(MOST_SHOWN)  # 100 % would claim certainty
    digits = 0 if probability >= 0.0995 or probability == 0 else 1
    return f"{_number(100 * probability, digits)} %"


def small_percent(probability: float) -> str:
    """Return a probability to two digits, however small: `0.0021 %`."""
    number = 100 * probability
    digits = max(0, 1 - math.floor(math.log10(number))) if number > 0 else 0
    return f"{_number(number, digits)} %"


def square_kilometres(km2: float) -> str:
    """Return an area as a number with group separators: `1,963`."""
    return _number(km2, 0 if km2 >= 10 else 1)


def area(km2: float) -> str:
    """Return an area as text: `1,963 km²`, `19.4 million km²`."""
    if km2 >= MILLION:
        return tr("{number} million km²").format(number=_number(km2 / MILLION, 1))
    return f"{square_kilometres(km2)} km²"


def rounded_area(km2: float) -> str:
    """Return an area to two digits, for a legend: `4.7 km²`, `240 km²`, `1,200 km²`, `19 million km²`."""
    rounded = float(f"{km2:.2g}")
    if rounded >= MILLION:
        return tr("{number} million km²").format(number=_number(rounded / MILLION, 0 if rounded >= 10 * MILLION else 1))
    return f"{_number(rounded, max(0, 1 - math.floor(math.log10(rounded))))} km²"


def whole(number: float) -> str:
    """Return a number without decimals, with group separators: `1,001`."""
    return _number(number, 0)


def tenths(number: float) -> str:
    """Return a number to one decimal, with group separators: `1,001.5`."""
    return _number(number, 1)


def decimal(number: float) -> str:
    """Return a number to two decimals, without needless zeros: `1`, `0.42`."""
    digits = next((digits for digits in (0, 1) if round(number, 2) == round(number, digits)), 2)
    return _number(number, digits)


def circle_radius(km2: float) -> str:
    """Return the radius of the spherical cap that has an area, in km, as the presets are named: `200`."""
    radius = EARTH_RADIUS_KM * math.acos(1 - km2 / (2 * math.pi * EARTH_RADIUS_KM**2))
    return _number(radius, 0 if radius >= 10 else 1)


def _number(value: float, digits: int) -> str:
    return grouping_locale().toString(float(value), "f", digits)


def regions(count: int) -> str:
    """Return a number of regions: `1 region`, `1,024 regions`."""
    return tr("1 region") if count == 1 else tr("{count} regions").format(count=whole(count))


def found_area(area: SearchArea) -> str:
    """Return a search area in a line: `25 km cap: 1,961 km² in 25 regions, probability 33 %`."""
    return tr("{label}: {area} in {regions}, probability {probability}").format(
        label=labels.search_area(area.label),
        area=square_kilometres(area.area_km2) + " km²",
        regions=regions(area.region_count),
        probability=percent(area.probability),
    )


def coordinates(position: Position) -> str:
    """Return a position as text, in degrees: `48.86° N, 2.35° E`."""
    north_south = "N" if position.lat >= 0 else "S"
    east_west = "E" if position.lon >= 0 else "W"
    lat, lon = (_number(abs(value), 2) for value in (position.lat, position.lon))
    return f"{lat}° {north_south}, {lon}° {east_west}"


def duration(seconds: float) -> str:
    """Return a duration as a person says it: `40 s`, `5 min`, `2 h 10 min`."""
    if seconds < 60:
        return tr("{seconds} s").format(seconds=math.ceil(seconds))
    hours, minutes = divmod(math.ceil(seconds / 60), 60)
    if not hours:
        return tr("{minutes} min").format(minutes=minutes)
    return tr("{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def provider(name: str) -> str:
    """Return ONNX Runtime's name of an execution provider as a person knows it."""
    if name == "CPUExecutionProvider":
        return tr("CPU")
    if name == "CUDAExecutionProvider":
        return tr("GPU (CUDA)")
    return name.replace("ExecutionProvider", "")


def stage(name: str) -> str:
    """Return what the backend is doing, in words; a stage this version does not know keeps its name."""
    texts = {
        STARTING: tr("Starting the backend …"),
        BUSY: tr("Waiting …"),
        "queued": tr("Waiting …"),
        "running": tr("Working …"),
        "decode": tr("Reading the photo …"),
        "predict": tr("Asking the predictors …"),
        "fuse": tr("Combining the predictors …"),
        "search_areas": tr("Finding search areas …"),
        "heatmap": tr("Writing the heatmap …"),
        FETCHING: tr("Fetching the result …"),
    }
    return texts.get(name, name)
