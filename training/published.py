"""Table 1 of seed 000 (Bianco, Eigen and Gormish 2024, arXiv 2407.13862): recall in percent, rebalanced.

Columns are the areas of caps of 25, 200, 750 and 2500 km; the paper gives none at 1 km, which is below a pixel.
"""

RADII_KM = (25, 200, 750, 2500)
METHODS = ("base", "+LS", "+LS urban prior", "+LC", "+LS+LC")

TABLE_1: dict[str, dict[str, tuple[float, ...]]] = {
    name: dict(zip(METHODS, rows, strict=True))
    for name, rows in {
        "GeoEstimation, Im2GPS3k": (
            (39.69, 65.96, 85.57, 97.04),
            (35.04, 64.85, 85.42, 97.25),
            (29.01, 43.78, 47.45, 47.50),
            (36.74, 65.64, 86.32, 97.10),
            (32.43, 60.46, 83.71, 96.96),
        ),
        "GeoCLIP, Im2GPS3k": (
            (41.20, 68.41, 88.60, 97.22),
            (40.71, 70.71, 90.41, 97.83),
            (33.53, 44.92, 47.22, 47.22),
            (40.30, 71.39, 90.13, 97.68),
            (37.14, 68.70, 89.41, 97.79),
        ),
        "GeoEstimation, Street View": (
            (7.96, 34.73, 68.21, 92.45),
            (9.85, 42.14, 74.27, 94.39),
            (9.36, 33.63, 41.06, 41.21),
            (8.29, 40.25, 75.43, 94.37),
            (9.39, 39.83, 73.95, 94.67),
        ),
        "GeoCLIP, Street View": (
            (13.28, 44.70, 77.51, 93.97),
            (16.56, 54.42, 83.37, 94.62),
            (15.76, 38.06, 42.03, 42.04),
            (15.69, 51.33, 82.69, 94.97),
            (16.09, 53.25, 83.21, 95.03),
        ),
    }.items()
}


def improvements(method: str, radius_km: int) -> list[float]:
    """Points of recall that a method gains over the base in each of the four tables."""
    column = RADII_KM.index(radius_km)
    return [round(rows[method][column] - rows["base"][column], 2) for rows in TABLE_1.values()]
