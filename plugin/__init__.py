"""The QGIS side: panel, layers, and the only way to the backend, HTTP over the loopback interface."""
