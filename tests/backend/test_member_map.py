"""A member's own map: S2 cells as polygons, an attribute's classes as pixels."""

import json

import numpy as np
import pyogrio
import pytest
import rasterio
import s2sphere
import shapely

from backend import member_map, s2
from backend.attribute_map import read_classes
from backend.errors import OutputError
from backend.grid import HEIGHT, WIDTH, row_areas_km2
from backend.member_map import cell_polygons, write_cells, write_classes, write_member_map
from backend.s2_raster import rasterise


def read(path):
    meta, _, wkb, columns = pyogrio.raw.read(path, layer="cells")
    return meta, shapely.from_wkb(wkb), dict(zip(meta["fields"], columns, strict=True))


def area_km2(shapes):
    """On the sphere, by Green's theorem in the plane of longitude and sine of latitude."""

    def equal_area(points):
        return np.stack([np.radians(points[:, 0]), np.sin(np.radians(points[:, 1]))], axis=1)

    dense = shapely.segmentize(shapes, 0.05)
    return 6371.0**2 * shapely.area(shapely.transform(dense, equal_area))


@pytest.mark.parametrize("level", [0, 1, 2, 3, 5, 9, 14])
def test_the_outlines_are_those_of_the_cells(level):
    rng = np.random.default_rng(level)
    lat, lon = np.degrees(np.arcsin(rng.uniform(-1, 1, 40))), rng.uniform(-180, 180, 40)
    # Both poles, and places on the antimeridian.
    lat = np.concatenate([lat, [90, -90, 89.999, -89.999, 10, -40, 63]])
    lon = np.concatenate([lon, [0, 0, 77, -120, 180, -180, 179.9999]])
    cells = np.unique(s2.cell_ids(lat, lon, level))
    shapes = cell_polygons(cells)
    assert shapely.is_valid(shapes).all()
    assert (shapely.get_type_id(shapes) == shapely.GeometryType.MULTIPOLYGON).all()
    bounds = shapely.total_bounds(shapes)
    assert (bounds[:2] >= [-180, -90]).all()
    assert (bounds[2:] <= [180, 90]).all()
    # An edge is an arc: its pieces are straight on the map, hence the tolerance.
    assert area_km2(shapes) == pytest.approx(s2.areas_km2(cells), rel=2e-3)
    assert s2.areas_km2(cells) == pytest.approx(
        [s2sphere.Cell(s2sphere.CellId(int(c))).exact_area() * 6371.0**2 for c in cells], rel=1e-4
    )
    inside = s2.cell_ids(lat, lon)
    for cell, shape in zip(cells, shapes, strict=True):
        first, last = s2.ranges(np.array([cell]))
        mine = (inside >= first[0]) & (inside <= last[0])
        distance = shapely.distance(shape, shapely.points(lon[mine], lat[mine]))
        # 180 and -180 are one meridian, and every longitude is the pole.
        distance[(np.abs(lon[mine]) == 180) | (np.abs(lat[mine]) > 89.99)] = 0
        assert distance.max() < 0.02


def test_the_outlines_cover_the_pixels_of_the_grid(make_partition):
    partition = make_partition([(52.5, 13.4), (-17, 179.99), (89.5, 30), (0.5, -0.5)], 6)
    runs = rasterise(partition.cells)
    for k, shape in enumerate(cell_polygons(partition.cells)):
        mine = runs.cell == k
        west, south, east, north = shape.bounds
        assert np.floor((90 - north) * 30 + 0.02) == runs.row[mine].min()
        assert np.ceil((90 - south) * 30 - 0.02) == runs.row[mine].max() + 1
        assert len(shape.geoms) == (2 if -west == east == 180 else 1)


def test_the_geopackage_holds_the_likeliest_cells_first(tiny_geolocator, tmp_path):
    partition = tiny_geolocator.partition
    p = np.random.default_rng(1).dirichlet(np.full(60, 0.3))
    path = tmp_path / "cells.gpkg"
    write_member_map(tiny_geolocator, 0, p, path)
    meta, shapes, fields = read(path)
    assert (meta["crs"], meta["geometry_type"]) == ("EPSG:4326", "MultiPolygon")
    assert list(fields) == ["class_id", "token", "probability", "area_km2", "density", "rank"]
    assert len(shapes) == 60
    assert (np.diff(fields["probability"]) <= 0).all()
    assert fields["probability"].sum() == pytest.approx(1)
    assert fields["rank"].tolist() == list(range(1, 61))
    assert (fields["probability"] == p[fields["class_id"]]).all()
    assert fields["token"].tolist() == s2.tokens(partition.cells[fields["class_id"]])
    assert fields["density"] == pytest.approx(fields["probability"] / fields["area_km2"])
    assert area_km2(shapes) == pytest.approx(fields["area_km2"], rel=1e-3)
    assert list(tmp_path.iterdir()) == [path]


def test_at_most_so_many_cells(tiny_geolocator, tmp_path, monkeypatch):
    assert member_map.MOST_CELLS == 20_000
    monkeypatch.setattr(member_map, "MOST_CELLS", 25)
    p = np.random.default_rng(2).dirichlet(np.ones(60))
    write_cells(tiny_geolocator.partition, p, tmp_path / "cells.gpkg")
    _, _, fields = read(tmp_path / "cells.gpkg")
    assert fields["class_id"].tolist() == np.argsort(-p)[:25].tolist()


def test_the_classes_of_an_attribute_map(tiny_geolocator, tmp_path):
    bundle = tiny_geolocator.bundle
    entry = bundle.entry("maps", "population")
    path = tmp_path / "population.tif"
    write_member_map(tiny_geolocator, 1, np.array([0.1, 0.2, 0.6, 0.1]), path)
    with rasterio.open(path) as file:
        assert (file.count, file.dtypes, file.shape) == (1, ("uint8",), (HEIGHT, WIDTH))
        assert (file.crs.to_epsg(), file.nodata) == (4326, 0)
        assert file.bounds == (-180, -90, 180, 90)
        found, tags = file.read(1), file.tags()
        assert file.overviews(1)
        with pytest.raises(ValueError, match="NULL color table"):
            file.colormap(1)
    assert (found == read_classes(bundle.file(entry["file"]), [1, 2, 3, 4])).all()
    assert tags["predicted"] == "3"
    assert json.loads(tags["classes"]) == [
        {"value": k, "name": f"bucket-{k}", "label": f"Bucket {k}", "probability": p}
        for k, p in ((1, 0.1), (2, 0.2), (3, 0.6), (4, 0.1))
    ]
    assert list(tmp_path.iterdir()) == [path]
    assert row_areas_km2() @ (found > 0).sum(axis=1) == pytest.approx(tiny_geolocator.table.class_area[1].sum())


@pytest.mark.parametrize("values", [(10, 20, 30, 40), (0, 1, 2, 3), (100, 200, 300, 400)])
def test_values_that_a_byte_can_not_hold_are_numbered(tiny_geolocator, tmp_path, values, monkeypatch):
    bundle = tiny_geolocator.bundle
    entry = bundle.entry("maps", "population")
    for c, value in zip(entry["classes"], values, strict=True):
        monkeypatch.setitem(c, "value", value)
    path = tmp_path / "population.tif"
    write_classes(bundle, tiny_geolocator.table, 1, np.full(4, 0.25), path)
    stored = values if values == (10, 20, 30, 40) else (1, 2, 3, 4)
    with rasterio.open(path) as file:
        assert [c["value"] for c in json.loads(file.tags()["classes"])] == list(stored)
        assert set(np.unique(file.read(1))) == set(stored)
        assert file.tags()["predicted"] == str(stored[0])


def test_a_folder_that_is_gone_is_said_in_a_sentence(tiny_geolocator, tmp_path):
    for layer, p in ((0, np.full(60, 1 / 60)), (1, np.full(4, 0.25))):
        with pytest.raises(OutputError, match=r"can't be written: check the disk's free space\."):
            write_member_map(tiny_geolocator, layer, p, tmp_path / "gone" / "map")
