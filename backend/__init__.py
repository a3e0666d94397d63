"""The local backend: geolocation and attribute predictors, fused on one grid, ranked into search areas."""

__version__ = "0.1.0"
