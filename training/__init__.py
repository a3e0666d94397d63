"""Train, calibrate, evaluate and export bundles. Imports the backend; never QGIS and never the plugin."""
