"""A made-up result on disk, as the backend would leave it: heatmap.tif, search_areas.gpkg, result.json.

Three bumps of probability on an otherwise empty world, on a small grid whose answer can be worked out by
hand: search areas are the densest pixels up to a budget, regions their connected parts.
"""

import json
import math
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr, osr

gdal.UseExceptions()

RADIUS_KM = 6371.0
BUMPS = (  # latitude, longitude, spread in degrees, weight, place, country
    (48.86, 2.35, 1.2, 0.5, "Paris, France", "France"),
    (41.39, 2.17, 2.5, 0.3, "Barcelona, Spain", "Spain"),
    (-33.87, 151.21, 6.0, 0.2, "Sydney, Australia", "Australia"),
)
CAPS_KM = (25, 200, 750, 2500)


def cap_area(radius_km):
    """Area in km2 of a spherical cap."""
    return 2 * math.pi * RADIUS_KM**2 * (1 - math.cos(radius_km / RADIUS_KM))


def densities(height, width):
    """Return densities per km2 (height x width, north up from 180° W) and pixel areas in km2 (height x 1)."""
    lat = 90 - (np.arange(height) + 0.5) * 180 / height
    lon = -180 + (np.arange(width) + 0.5) * 360 / width
    edges = np.radians(90 - np.arange(height + 1) * 180 / height)
    pixel = RADIUS_KM**2 * math.radians(360 / width) * (np.sin(edges[:-1]) - np.sin(edges[1:]))
    density = np.zeros((height, width))
    for bump_lat, bump_lon, spread, weight, _, _ in BUMPS:
        east = (lon - bump_lon + 180) % 360 - 180
        squared = (lat[:, None] - bump_lat) ** 2 + (east[None, :] * np.cos(np.radians(lat))[:, None]) ** 2
        bump = np.exp(-squared / (2 * spread**2))
        density += weight * bump / (bump * pixel[:, None]).sum()
    density[density < 1e-12] = 0
    return density.astype(np.float32), pixel[:, None]


def write_sample(
    folder: Path, *, height=360, name="photo.jpg", unsure=False, exif=True, caps=CAPS_KM, calibrated=True
) -> dict:
    """Write the three files into `folder` and return the result."""
    folder.mkdir(parents=True, exist_ok=True)
    width = 2 * height
    density, pixel = densities(height, width)
    transform = (-180, 360 / width, 0, 90, 0, -180 / height)
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    options = ["COMPRESS=DEFLATE", "TILED=YES"]
    raster = gdal.GetDriverByName("GTiff").Create(
        str(folder / "heatmap.tif"), width, height, 1, gdal.GDT_Float32, options
    )
    raster.SetGeoTransform(transform)
    raster.SetProjection(reference.ExportToWkt())
    raster.GetRasterBand(1).WriteArray(density)
    raster = None
    package = ogr.GetDriverByName("GPKG").CreateDataSource(str(folder / "search_areas.gpkg"))
    layer = package.CreateLayer("search_areas", reference, ogr.wkbMultiPolygon)
    for field, kind in (
        ("area_label", ogr.OFTString),
        ("target", ogr.OFTString),
        ("budget_km2", ogr.OFTReal),
        ("recall", ogr.OFTReal),
        ("rank", ogr.OFTInteger),
        ("place", ogr.OFTString),
        ("country", ogr.OFTString),
        ("area_km2", ogr.OFTReal),
        ("probability", ogr.OFTReal),
        ("density", ogr.OFTReal),
    ):
        layer.CreateField(ogr.FieldDefn(field, kind))
    areas = [_search_area(cap, density, pixel, transform, reference, layer) for cap in caps]
    result = _result(areas, name, unsure, exif)
    for table, point in (("best_point", result["best_point"]), ("exif_position", result["photo"]["exif_position"])):
        if point is not None:
            _point(package.CreateLayer(table, reference, ogr.wkbPoint), point)
    package = None
    _restricted(folder, reference)
    if not calibrated:
        result |= dict.fromkeys(("confidence", "unsure", "confidence_radius_km"))
        result["confidence_note"] = "This bundle was not calibrated."
        for area in areas:
            area["expected_recall"] = None
    (folder / "result.json").write_text(json.dumps(result), encoding="utf-8")
    write_member_maps(folder, reference)
    return result


def _restricted(folder, reference):
    """The GeoPackage of a map with a restriction, where that has a table of its own."""
    path = folder / "restricted.gpkg"
    path.write_bytes((folder / "search_areas.gpkg").read_bytes())
    package = ogr.Open(str(path), 1)
    layer = package.CreateLayer("restriction", reference, ogr.wkbMultiPolygon)
    for field, kind in (("label", ogr.OFTString), ("inside", ogr.OFTInteger), ("area_km2", ogr.OFTReal)):
        layer.CreateField(ogr.FieldDefn(field, kind))
    feature = ogr.Feature(layer.GetLayerDefn())
    feature["label"], feature["inside"], feature["area_km2"] = "Germany", 1, 550_000.0
    feature.SetGeometry(ogr.CreateGeometryFromWkt("MULTIPOLYGON(((6 47,15 47,15 55,6 55,6 47)))"))
    layer.CreateFeature(feature)
    layer = package = None
    path.rename(folder / "restricted")


def write_member_maps(folder, reference):
    """Write what the members say alone: `member_geolocation`, a GeoPackage, and `member_population`, a GeoTIFF."""
    package = ogr.GetDriverByName("GPKG").CreateDataSource(str(folder / "member_geolocation.gpkg"))
    layer = package.CreateLayer("cells", reference, ogr.wkbMultiPolygon)
    kinds = {"class_id": ogr.OFTInteger, "token": ogr.OFTString, "rank": ogr.OFTInteger}
    kinds |= dict.fromkeys(("probability", "area_km2", "density"), ogr.OFTReal)
    for name, kind in kinds.items():
        layer.CreateField(ogr.FieldDefn(name, kind))
    for rank, (lat, lon, _, weight, _, _) in enumerate(BUMPS, 1):
        w, s, e, n = lon - 5, lat - 5, lon + 5, lat + 5
        feature = ogr.Feature(layer.GetLayerDefn())
        known = {"class_id": rank - 1, "token": f"{rank}4", "probability": weight, "area_km2": 1e6, "rank": rank}
        for name, value in {**known, "density": weight / 1e6}.items():
            feature[name] = value
        ring = f"(({w} {s}, {e} {s}, {e} {n}, {w} {n}, {w} {s}))"
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"MULTIPOLYGON ({ring})"))
        layer.CreateFeature(feature)
    layer = package = None
    (folder / "member_geolocation.gpkg").rename(folder / "member_geolocation")
    path = str(folder / "member_population")
    raster = gdal.GetDriverByName("GTiff").Create(path, 72, 36, 1, gdal.GDT_Byte, ["COMPRESS=DEFLATE"])
    raster.SetGeoTransform((-180, 5, 0, 90, 0, -5))
    raster.SetProjection(reference.ExportToWkt())
    values = np.zeros((36, 72), np.uint8)
    values[5:20, 10:40], values[8:14, 20:30] = 1, 2
    raster.GetRasterBand(1).WriteArray(values)
    raster.GetRasterBand(1).SetNoDataValue(0)
    classes = [
        {"value": 1, "name": "low", "label": "under 10 per km²", "probability": 0.1},
        {"value": 2, "name": "high", "label": "over 1,000 per km² “dense” & more", "probability": 0.9},
    ]
    raster.SetMetadata({"classes": json.dumps(classes, ensure_ascii=False), "predicted": "2"})
    raster = None


def _search_area(cap, density, pixel, transform, reference, layer):
    budget = cap_area(cap)
    label = f"{cap} km cap"
    areas = np.broadcast_to(pixel, density.shape)
    order = np.argsort(-density, axis=None, kind="stable")
    count = max(1, int(np.searchsorted(np.cumsum(areas.ravel()[order]), budget)))
    mask = np.zeros(density.size, np.uint8)
    mask[order[:count]] = 1
    mask[density.ravel() <= 0] = 0
    mask = mask.reshape(density.shape)
    regions = []
    for number, polygon in enumerate(_polygons(mask, transform, reference)):
        inside = _burn(polygon, density.shape, transform, reference)
        probability = float((density * areas)[inside].sum())
        area = float(areas[inside].sum())
        row, column = np.unravel_index(np.where(inside, density, -1).argmax(), density.shape)
        lat = transform[3] + (row + 0.5) * transform[5]
        lon = transform[0] + (column + 0.5) * transform[1]
        nearest = min(BUMPS, key=lambda bump: abs(bump[0] - lat) + abs(bump[1] - lon))
        west, east, south, north = polygon.GetEnvelope()
        region = {
            "number": number,
            "place": nearest[4],
            "country": nearest[5],
            "area_km2": area,
            "lat": lat,
            "lon": lon,
            "probability": probability,
            "bbox": [west, south, east, north],
            "polygon": polygon,
        }
        regions.append(region)
    regions.sort(key=lambda region: -region["probability"])
    for rank, region in enumerate(regions, 1):
        region["rank"] = rank
        feature = ogr.Feature(layer.GetLayerDefn())
        for key in ("rank", "place", "country", "area_km2", "probability"):
            feature[key] = region[key]
        feature["area_label"], feature["target"], feature["budget_km2"] = label, "area", budget
        feature["density"] = region["probability"] / region["area_km2"]
        feature.SetGeometry(ogr.ForceToMultiPolygon(region.pop("polygon")))
        layer.CreateFeature(feature)
        del region["number"]
    return {
        "target": "area",
        "label": label,
        "budget_km2": budget,
        "recall": None,
        "region_count": len(regions),
        "area_km2": sum(region["area_km2"] for region in regions),
        "probability": sum(region["probability"] for region in regions),
        "expected_recall": 0.5 if cap == 200 else None,
        "regions": regions[:50],
    }


def _point(layer, point):
    for field, kind in (("lat", ogr.OFTReal), ("lon", ogr.OFTReal), ("place", ogr.OFTString)):
        layer.CreateField(ogr.FieldDefn(field, kind))
    feature = ogr.Feature(layer.GetLayerDefn())
    for field, value in point.items():
        feature[field] = value
    feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({point['lon']} {point['lat']})"))
    layer.CreateFeature(feature)


def _polygons(mask, transform, reference):
    memory = gdal.GetDriverByName("MEM").Create("", mask.shape[1], mask.shape[0], 1, gdal.GDT_Byte)
    memory.SetGeoTransform(transform)
    band = memory.GetRasterBand(1)
    band.WriteArray(mask)
    source = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = source.CreateLayer("", reference, ogr.wkbPolygon)
    gdal.Polygonize(band, band, layer, -1, ["8CONNECTED=8"])
    return [feature.GetGeometryRef().Clone() for feature in layer]


def _burn(polygon, shape, transform, reference):
    memory = gdal.GetDriverByName("MEM").Create("", shape[1], shape[0], 1, gdal.GDT_Byte)
    memory.SetGeoTransform(transform)
    memory.SetProjection(reference.ExportToWkt())
    source = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = source.CreateLayer("", reference, ogr.wkbPolygon)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(polygon)
    layer.CreateFeature(feature)
    gdal.RasterizeLayer(memory, [1], layer, burn_values=[1])
    return memory.ReadAsArray().astype(bool)


def _result(areas, name, unsure, exif):
    return {
        "schema_version": 1,
        "photo": {
            "name": name,
            "sha256": "ab" * 32,
            "width": 640,
            "height": 427,
            "format": "JPEG",
            "taken_at": "2014-01-02T10:11:12",
            "exif_position": {"lat": 48.8584, "lon": 2.2945} if exif else None,
        },
        "bundle": {
            "name": "starter",
            "version": "1.0.0",
            "manifest_sha256": "cd" * 32,
            "files": {"cells.csv": "ef" * 32, "trunk.onnx": "12" * 32},
            "calibration": {"photos": 2807, "temperature": 1.5, "exponents": {"population": 0.5}},
        },
        "backend": {
            "version": "0.1.0",
            "provider": "CPUExecutionProvider",
            "onnxruntime": "1.20.0",
            "networks": [
                {"name": "trunk", "file": "trunk.onnx", "precision": "int8", "provider": "CPUExecutionProvider"}
            ],
        },
        "best_point": {"lat": 48.75, "lon": 2.25, "place": "Paris, France"},
        "confidence": 0.62,
        "unsure": unsure,
        "confidence_radius_km": 750,
        "confidence_note": "The predictors agree on western Europe."
        if not unsure
        else "No place stands out; take the areas as a rough order of search.",
        "members": [
            {
                "name": "geolocation",
                "label": "Geolocation",
                "kind": "geolocation",
                "classes": 1234,
                "exponent": 1.0,
            },
            {
                "name": "population",
                "label": "Population density",
                "kind": "attribute",
                "classes": 3,
                "exponent": 0.5,
            },
        ],
        "attributes": [
            {
                "name": "population",
                "label": "Population density",
                "classes": [
                    {"name": "low", "label": "under 10 per km²", "probability": 0.1},
                    {"name": "high", "label": "over 1,000 per km²", "probability": 0.9},
                ],
            },
            {
                "name": "landcover",
                "label": "Land cover",
                "classes": [
                    {"name": "urban", "label": "Urban and built-up", "probability": 0.81},
                    {"name": "water", "label": "Water bodies", "probability": 0.19},
                ],
            },
        ],
        "search_areas": areas,
        "files": {"heatmap": "heatmap.tif", "search_areas": "search_areas.gpkg"},
        "timings_ms": {"decode": 10, "predict": 300},
    }
