"""How far the result is from where the photo's EXIF says it was taken, in words."""

from __future__ import annotations

from ..translation import tr
from . import formats


def truth_text(truth: tuple) -> str:
    """Return a line for each `Truth`, the nearest first; it names the photo where there are several.

    EXIF positions can be wrong or faked, so each line says where the number comes from.
    """
    nearest_first = sorted(truth, key=lambda one: one.distance_km)
    lines = []
    for one in nearest_first:
        text = tr("EXIF position: {distance} from the best point; found after searching {area}.").format(
            distance=_distance(one.distance_km), area=formats.area(one.area_km2)
        )
        lines.append(f"{one.photo}: {text}" if len(truth) > 1 else text)
    return "\n".join(lines)


def _distance(km: float) -> str:
    return tr("less than 1 km") if km < 1 else tr("{number} km").format(number=formats.whole(km))
