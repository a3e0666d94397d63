"""The world's first-level administrative units as one raster on the common grid, with their names.

Source: layer `states_provinces` of the world map that QGIS ships (`resources/data/world_map.gpkg`, Natural
Earth 4.1, 1:10m, public domain). Its layer `countries` is the same geometry dissolved, so it adds no land;
countries without first-level units are one unit there already. Country names and borders are Natural Earth's
de facto ones; only spellings are brought up to date here.

Output, read by `backend/places.py`:

- `places.tif`: uint16, H x W = 5400 x 10800 pixels of 1/30 degree, EPSG:4326, north up; 0 = open sea
- `places.csv`: id, name, country, country_code, in id order from 1; name is empty where a country has no
  units
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pyogrio
import rasterio
import shapely
from rasterio.features import rasterize
from rasterio.transform import Affine, from_origin, rowcol

WORLD_MAP = Path("/usr/share/qgis/resources/data/world_map.gpkg")  # where Debian's QGIS has it

HEIGHT, WIDTH = 5400, 10800
KM_PER_DEGREE = 6371.0 * np.pi / 180.0
COAST_KM = 35.0
"""Sea this near to land takes the nearest unit's name: coastal photos show beaches, cliffs and boats."""

# Natural Earth 4.1 of 2018 abbreviates some countries and predates the renaming of others.
COUNTRY_NAMES = {
    "Aland": "Åland",
    "Cape Verde": "Cabo Verde",
    "Czech Republic": "Czechia",
    "East Timor": "Timor-Leste",
    "Federated States of Micronesia": "Micronesia",
    "Guinea Bissau": "Guinea-Bissau",
    "Hong Kong S.A.R.": "Hong Kong",
    "Macau S.A.R": "Macau",
    "Macedonia": "North Macedonia",
    "Republic of Serbia": "Serbia",
    "S. Sudan": "South Sudan",
    "Saint Barthelemy": "Saint Barthélemy",
    "Sao Tome and Principe": "São Tomé and Príncipe",
    "Spratly Is.": "Spratly Islands",
    "Swaziland": "Eswatini",
    "The Bahamas": "Bahamas",
    "US Naval Base Guantanamo Bay": "Guantanamo Bay Naval Base",
    "United Republic of Tanzania": "Tanzania",
    "United States of America": "United States",
}

# The source has no unit for London, only its boroughs, which few people outside know.
LONDON = (
    "Barking and Dagenham", "Barnet", "Bexley", "Brent", "Bromley", "Camden", "City", "Croydon", "Ealing",
    "Enfield", "Greenwich", "Hackney", "Hammersmith and Fulham", "Haringey", "Harrow", "Havering",
    "Hillingdon", "Hounslow", "Islington", "Kensington and Chelsea", "Kingston upon Thames", "Lambeth",
    "Lewisham", "Merton", "Newham", "Redbridge", "Richmond upon Thames", "Southwark", "Sutton",
    "Tower Hamlets", "Waltham Forest", "Wandsworth", "Westminster",
)  # fmt: skip
RENAMED_UNITS = {("United Kingdom", borough): "London" for borough in LONDON}

SMALL_DEGREES = 1.0
"""A country that fits a box of this size is one unit: Malta's 68 councils are finer than the grid."""

Unit = tuple[str, str, str]
"""Name (empty: the country has no units), country, ISO 3166-1 alpha-2 code (empty: it has none)."""


def clean(text: str | None) -> str:
    """The text without doubled spaces, bracketed remarks and typewriter accents; empty for None."""
    text = (text or "").split("[")[0].replace("`", "ʻ")
    return " ".join(text.split())


def read_units(source: Path) -> tuple[list[Unit], np.ndarray, np.ndarray]:
    """Read the units and their polygons.

    Several polygons may belong to one unit: the source splits some counties from the city of the same name,
    which a reader of the name can't tell apart.

    Returns the units, the polygons (N,), and each polygon's index into the units (N,).
    """
    meta, _, wkb, columns = pyogrio.raw.read(source, layer="states_provinces")
    fields = dict(zip(meta["fields"], columns, strict=True))
    polygons = shapely.from_wkb(wkb)
    countries = np.array([COUNTRY_NAMES.get(name, name) for name in map(clean, fields["admin"])])
    small = {name for name in np.unique(countries) if is_small(polygons[countries == name])}
    units: dict[Unit, int] = {}
    index = []
    for raw_name, country, raw_code in zip(fields["name"], countries.tolist(), fields["iso_a2"], strict=True):
        name = clean(raw_name)
        name = RENAMED_UNITS.get((country, name), name)
        name = "" if country in small or name.casefold() == country.casefold() else name
        code = clean(raw_code)
        code = code if len(code) == 2 and code.isalpha() else ""
        index.append(units.setdefault((name, country, code), len(units)))
    return list(units), polygons, np.array(index)


def is_small(polygons: np.ndarray) -> bool:
    """Whether a country's polygons together fit a box of `SMALL_DEGREES`."""
    west, south, east, north = shapely.total_bounds(polygons)
    return bool(max(east - west, north - south) <= SMALL_DEGREES)


def rasterise(polygons: np.ndarray, index: np.ndarray, shape: tuple[int, int], transform: Affine) -> np.ndarray:
    """Burn polygons by pixel centre, then give every unit that got no pixel at least one where possible.

    A unit smaller than a pixel takes the pixel under each polygon's representative point, unless that is its
    owner's only one, and the sea pixels it touches.

    Returns unit ids (H, W) uint16: index + 1, 0 = none.
    """
    ids = index + 1
    grid = rasterize(zip(polygons, ids, strict=True), out_shape=shape, transform=transform, dtype="uint16")
    owned = np.bincount(grid.ravel(), minlength=ids.max() + 1)
    for unit in np.flatnonzero(owned[1:] == 0) + 1:
        mine = polygons[ids == unit]
        touched = rasterize(mine, out_shape=shape, transform=transform, all_touched=True, dtype="uint8") > 0
        touched &= grid == 0
        for point in shapely.point_on_surface(mine):
            row, col = rowcol(transform, point.x, point.y)
            touched[row, col] |= owned[grid[row, col]] > 1
        rows, cols = np.nonzero(touched)
        np.subtract.at(owned, grid[rows, cols], 1)
        grid[rows, cols] = unit
        owned[unit] = rows.size
    return grid


def fill_coast(grid: np.ndarray, radius_km: float) -> np.ndarray:
    """Give sea pixels within `radius_km` of land the id of the nearest land pixel.

    Exact per latitude row and cheap: the nearest land of each row to the west and to the east, then the best
    of the rows within reach. Distances use the sea pixel's own parallel, which is off by less than a percent
    over 35 km below 70 degrees. The grid is joined at the antimeridian.

    Args:
        grid: unit ids (H, W), 0 = sea, whole world, square pixels.
        radius_km: reach over the sea.

    Returns a new grid (H, W).
    """
    height, width = grid.shape
    pixel_km = 180.0 / height * KM_PER_DEGREE
    reach = int(radius_km / pixel_km)
    filled = grid.copy()
    columns = np.arange(3 * width)
    west, east = np.empty((2, height, width), dtype=np.int32)
    for row in range(height):
        land = np.tile(grid[row] > 0, 3)  # three worlds side by side: the middle one sees past both edges
        west[row] = np.maximum.accumulate(np.where(land, columns, -width))[width : 2 * width]
        east[row] = np.minimum.accumulate(np.where(land, columns, 4 * width)[::-1])[::-1][width : 2 * width]
    here = np.arange(width, 2 * width)
    for row in range(height):
        sea = np.flatnonzero(grid[row] == 0)
        if not sea.size:
            continue
        cos_lat = np.cos(np.radians(90.0 - (row + 0.5) * 180.0 / height))
        best = np.full(sea.size, radius_km)
        for other in range(max(0, row - reach), min(height, row + reach + 1)):
            for nearest in (west[other, sea], east[other, sea]):
                east_km = (nearest - here[sea]) * (cos_lat * pixel_km)
                distance = np.hypot(east_km, (other - row) * pixel_km)
                closer = distance < best
                best[closer] = distance[closer]
                filled[row, sea[closer]] = grid[other, nearest[closer] % width]
    return filled


def write(output: Path, units: list[Unit], grid: np.ndarray, transform: Affine) -> None:
    """Write `places.tif` and `places.csv`.

    Raises OSError or rasterio.errors.RasterioIOError when the folder can't be written.
    """
    output.mkdir(parents=True, exist_ok=True)
    profile = {
        "driver": "GTiff", "dtype": "uint16", "count": 1, "height": grid.shape[0], "width": grid.shape[1],
        "crs": "EPSG:4326", "transform": transform, "nodata": 0,
        "tiled": True, "blockxsize": 512, "blockysize": 512, "compress": "deflate", "zlevel": 9,
    }  # fmt: skip
    with rasterio.open(output / "places.tif", "w", **profile) as target:
        target.write(grid, 1)
        target.update_tags(SOURCE="Natural Earth 4.1, first-level units, public domain")
    with (output / "places.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["id", "name", "country", "country_code"])
        rows.writerows([i, *unit] for i, unit in enumerate(units, start=1))


def make(source: Path, output: Path) -> None:
    """Make places.tif and places.csv in a folder from QGIS's world map; ValueError when that is not there."""
    if not source.is_file():
        raise ValueError(f"'{source.name}' is missing: install QGIS, or name its world map with --source.")
    transform = from_origin(-180.0, 90.0, 360.0 / WIDTH, 180.0 / HEIGHT)
    units, polygons, index = read_units(source)
    land = rasterise(polygons, index, (HEIGHT, WIDTH), transform)
    without = sorted(set(range(1, len(units) + 1)) - set(np.unique(land).tolist()))
    grid = fill_coast(land, COAST_KM)
    write(output, units, grid, transform)
    size = (output / "places.tif").stat().st_size
    print(f"{len(units)} units, {(grid > 0).mean():.1%} of the pixels named, {size} bytes")
    for unit in without:
        print("no pixel:", *units[unit - 1])
