"""A result as QGIS layers: one group a photo, with heatmap, search areas and points."""
