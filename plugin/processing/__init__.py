"""The plugin in Processing: toolbox, models, batch, PyQGIS and qgis_process."""
