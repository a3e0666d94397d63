"""A search area as GeoJSON text (RFC 7946). It is made at every move of the panel's slider, hence by hand."""

from __future__ import annotations

import json

import numpy as np
import shapely

from .calibration import Calibration
from .geolocator import SearchArea
from .places import Places
from .result import describe_area, region_fields

_DECIMALS = 6  # a tenth of a metre


def feature_collection(places: Places, area: SearchArea, calibration: Calibration | None) -> bytes:
    """One search area with all its regions, in rank order: the JSON of `api.SearchAreaFeatures`, in UTF-8.

    calibration: what knows the recall to expect of its size; None where nothing does.
    """
    shapes = shapely.transform(area.regions.geometry, lambda points: np.round(points, _DECIMALS))
    fields = region_fields(places, area)
    names = [f'"{name}":' for name in fields]
    rows = zip(*(_encoded(column) for column in fields.values()), strict=True)
    boxes = zip(*(_encoded(side) for side in shapely.bounds(shapes).T), strict=True)
    features = ",".join(
        f'{{"type":"Feature","id":{rank},"bbox":[{",".join(box)}],"geometry":{shape},'
        f'"properties":{{{",".join(map(str.__add__, names, row))}}}}}'
        for rank, (row, box, shape) in enumerate(zip(rows, boxes, shapely.to_geojson(shapes), strict=True), start=1)
    )
    described = json.dumps(describe_area(places, area, calibration))
    return f'{{"type":"FeatureCollection","search_area":{described},"features":[{features}]}}'.encode()


def _encoded(column: np.ndarray) -> list[str]:
    """Each value as JSON. All go through one call: a line break is what no value's JSON can hold."""
    return json.dumps(column.tolist(), separators=("\n", ":"))[1:-1].split("\n") if len(column) else []
