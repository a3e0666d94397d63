"""Train, calibrate, evaluate and export bundles. Imports the backend; never QGIS and never the plugin."""

import backend  # noqa: F401  (first of all: it tells ONNX Runtime to report nothing, see there)
