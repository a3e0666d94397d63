"""A member's own map: what one predictor says of a photo, where it says it, before anything is multiplied."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import rasterio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from rasterio.enums import Resampling
from rasterio.errors import RasterioError
from rasterio.io import MemoryFile

from . import heatmap, s2
from .bundle import Bundle
from .errors import OutputError
from .geolocator import Geolocator
from .grid import CRS
from .partition import Partition, read_partition
from .zones import ZoneTable

MOST_CELLS = 20_000
# A cell's edge is an arc: none of the pieces that it is cut into spans more degrees than about this.
_LONGEST_PIECE = 3.0
_AT_POLE = 1e-9


def write_member_map(geolocator: Geolocator, layer: int, probabilities: np.ndarray, path: Path) -> None:
    """Write the map of member number `layer`: the cells of a geolocation predictor, the classes of an attribute's."""
    bundle = geolocator.bundle
    predictor = bundle.predictors[layer]
    if predictor["kind"] == "attribute":
        write_classes(bundle, geolocator.table, layer, probabilities, path)
    elif layer == 0:
        write_cells(geolocator.partition, probabilities, path)
    else:
        entry = bundle.entry("partitions", predictor["partition"])
        write_cells(read_partition(bundle.file(entry["file"])), probabilities, path)


def write_cells(partition: Partition, probabilities: np.ndarray, path: Path) -> None:
    """Write what a geolocation predictor says as a GeoPackage, whole or not at all: layer `cells`, EPSG:4326.

    Its features are the S2 cells, likeliest first, at most 20,000 of them, with the fields class_id, token,
    probability, area_km2 (of the cell on the sphere), density (per km2) and rank. Raises OutputError.
    """
    order = np.argsort(-probabilities, kind="stable")[:MOST_CELLS]
    cells, p = partition.cells[order], probabilities[order]
    area = s2.areas_km2(cells)
    fields = {
        "class_id": order.astype(np.int32),
        "token": np.array(s2.tokens(cells), object),
        "probability": p,
        "area_km2": area,
        "density": p / area,
        "rank": np.arange(1, len(order) + 1, dtype=np.int32),
    }
    try:
        with tempfile.TemporaryDirectory(prefix=".cells-", dir=path.parent) as scratch:
            made = Path(scratch) / path.name
            pyogrio.raw.write(
                made,
                shapely.to_wkb(cell_polygons(cells)),
                list(fields.values()),
                list(fields),
                layer="cells",
                driver="GPKG",
                geometry_type="MultiPolygon",
                crs=CRS,
                dataset_options={"VERSION": "1.2"},  # what the oldest QGIS reads without a warning
            )
            made.replace(path)
    except (DataSourceError, DataLayerError, RuntimeError, OSError) as error:
        raise OutputError("The cells' map can't be written: check the disk's free space.") from error


def cell_polygons(cells: np.ndarray) -> np.ndarray:
    """MultiPolygons (n,) of S2 cells in (lon, lat) degrees, cut at the antimeridian.

    Their edges follow the cells' own, which are arcs of great circles.
    """
    # A whole face may hold a pole in its middle: its quarters have it at a corner.
    level = s2.levels(cells)
    shapes = np.empty(len(cells), object)
    for k in np.flatnonzero(level == 0):
        shapes[k] = _multipolygon(shapely.union_all(cell_polygons(s2.children(cells[[k]])[0])))
    whole = np.flatnonzero(level > 0)
    pieces = _pieces(cells[whole])
    for count in np.unique(pieces):
        at = whole[pieces == count]
        lon, lat = _rings(cells[at], int(count))
        shapes[at] = [_outline(*ring) for ring in zip(lon, lat, strict=True)]
    return shapes


def _pieces(cells: np.ndarray) -> np.ndarray:
    """Into how many pieces (n,), a power of two, each cell's edges are cut: near a pole they are long on a map."""
    lon, lat = _rings(cells, 1)
    at_pole = np.abs(lat) > 90.0 - _AT_POLE
    lon = np.where(at_pole, lon[np.arange(len(lon)), np.argmin(at_pole, axis=1)][:, None], lon)
    span = np.maximum(np.ptp(np.unwrap(lon, period=360.0, axis=1), axis=1), np.ptp(lat, axis=1))
    return 2 ** np.ceil(np.log2(np.maximum(span / _LONGEST_PIECE, 1.0))).astype(np.int64)


def _rings(cells: np.ndarray, pieces: int) -> tuple[np.ndarray, np.ndarray]:
    """Longitudes and latitudes (n, 4 pieces) in degrees of the vertices of each cell's outline, anticlockwise."""
    face, bounds = s2.face_uv_bounds(cells)
    u0, u1, v0, v1 = bounds.T[:, :, None]
    t = np.arange(pieces) / pieces
    ones = np.ones_like(t)
    u = np.concatenate([u0 + (u1 - u0) * t, u1 * ones, u1 + (u0 - u1) * t, u0 * ones], axis=1)
    v = np.concatenate([v0 * ones, v0 + (v1 - v0) * t, v1 * ones, v1 + (v0 - v1) * t], axis=1)
    xyz = s2.face_uv_to_xyz(np.repeat(face, u.shape[1]), u.ravel(), v.ravel()).reshape(*u.shape, 3)
    lat = np.degrees(np.arctan2(xyz[..., 2], np.hypot(xyz[..., 0], xyz[..., 1])))
    return np.degrees(np.arctan2(xyz[..., 1], xyz[..., 0])), lat


def _outline(lon: np.ndarray, lat: np.ndarray) -> shapely.MultiPolygon:
    """One cell from the vertices of its ring, (n,) degrees each."""
    pole = np.flatnonzero(np.abs(lat) > 90.0 - _AT_POLE)
    if len(pole):  # at a corner: on the map it is a line from one of its meridians to the other
        k = int(pole[0])
        ends = lon[k - 1], lon[(k + 1) % len(lon)]
        lon, lat = np.insert(lon, k, ends[0]), np.insert(lat, k, lat[k])
        lon[k + 1] = ends[1]
    lon = np.unwrap(lon, period=360.0)
    lon -= 360.0 * np.round((lon.min() + lon.max()) / 720.0)
    shape = shapely.Polygon(np.stack([lon, lat], axis=1))
    if lon.min() >= -180.0 and lon.max() <= 180.0:
        return shapely.MultiPolygon([shape])
    turns = [
        shapely.transform(shape, lambda points, by=by: points + np.array([by, 0.0])) for by in (-360.0, 0.0, 360.0)
    ]
    return _multipolygon(shapely.geometrycollections(shapely.intersection(turns, _WORLD)))


_WORLD = shapely.box(-180.0, -90.0, 180.0, 90.0)


def _multipolygon(shape: shapely.Geometry) -> shapely.MultiPolygon:
    parts = shapely.get_parts(shapely.get_parts(shape))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon" and not part.is_empty])


def write_classes(bundle: Bundle, table: ZoneTable, layer: int, probabilities: np.ndarray, path: Path) -> None:
    """Write the map of an attribute predictor as a Byte GeoTIFF of the grid, whole or not at all: class values, 0 none.

    Its metadata say what they are: `classes` is JSON, a list of {value, name, label, probability}; `predicted` the
    value of the likeliest class. The values are the bundle's own where a byte holds them, else 1, 2, ... in its order.
    Raises OutputError.
    """
    classes = describe_classes(bundle, layer, probabilities)
    predicted = classes[int(np.argmax(probabilities))]["value"]
    sets = table.sets[layer]
    of_sets = np.zeros(sets.shape[0], np.uint8)
    some = np.flatnonzero(np.diff(sets.indptr))
    of_sets[some] = np.array([c["value"] for c in classes], np.uint8)[sets.indices[sets.indptr[some]]]
    values = of_sets[table.set_ids[layer]]
    profile = {**heatmap.PROFILE, "dtype": "uint8", "nodata": 0}
    try:
        with MemoryFile() as memory:
            with rasterio.Env(**heatmap.OVERVIEWS), memory.open(**profile) as file:
                file.set_band_description(1, bundle.predictors[layer]["label"])
                file.update_tags(classes=json.dumps(classes, ensure_ascii=False), predicted=str(predicted))
                filled = heatmap.write_strips(file, heatmap.strips(table, values))
                file.build_overviews(heatmap.FACTORS, Resampling.nearest)
            heatmap.check_tiles(memory.getbuffer(), filled)
            made = path.with_name(f".{path.name}.part")
            made.write_bytes(memory.getbuffer())
        made.replace(path)
    except (RasterioError, OSError) as error:
        raise OutputError("The attribute's map can't be written: check the disk's free space.") from error


def describe_classes(bundle: Bundle, layer: int, probabilities: np.ndarray) -> list[dict[str, Any]]:
    """Value, name, label and probability of each class of an attribute predictor, in the bundle's order."""
    entries = bundle.entry("maps", bundle.predictors[layer]["map"])["classes"]
    values = [int(entry["value"]) for entry in entries]
    if not all(0 < value < 256 for value in values):
        values = list(range(1, len(values) + 1))
    return [
        {"value": value, "name": c["name"], "label": c.get("label", c["name"]), "probability": round(float(p), 5)}
        for value, c, p in zip(values, entries, probabilities, strict=True)
    ]
