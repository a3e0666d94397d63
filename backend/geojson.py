"""A search area as GeoJSON text (RFC 7946). It is made at every move of the panel's slider, hence by hand."""

from __future__ import annotations

import json

import numpy as np
import shapely

from .geolocator import Geolocator, SearchArea
from .result import describe_area, region_fields

_DECIMALS = 6  # a tenth of a metre


def feature_collection(geolocator: Geolocator, area: SearchArea) -> bytes:
    """One search area with all its regions, in rank order: the JSON of `api.SearchAreaFeatures`, in UTF-8."""
    shapes = shapely.transform(area.regions.geometry, lambda points: np.round(points, _DECIMALS))
    fields = region_fields(geolocator.places, area)
    names = [f'"{name}":' for name in fields]
    rows = zip(*(_encoded(column) for column in fields.values()), strict=True)
    boxes = zip(*(_encoded(side) for side in shapely.bounds(shapes).T), strict=True)
    features = ",".join(
        f'{{"type":"Feature","id":{rank},"bbox":[{",".join(box)}],"geometry":{shape},'
        f'"properties":{{{",".join(map(str.__add__, names, row))}}}}}'
        for rank, (row, box, shape) in enumerate(zip(rows, boxes, shapely.to_geojson(shapes), strict=True), start=1)
    )
    described = json.dumps(describe_area(geolocator, area))
    return f'{{"type":"FeatureCollection","search_area":{described},"features":[{features}]}}'.encode()


def _encoded(column: np.ndarray) -> list[str]:
    """Each value as JSON. All go through one call: a line break is what no value's JSON can hold."""
    return json.dumps(column.tolist(), separators=("\n", ":"))[1:-1].split("\n") if len(column) else []
