"""Photo Geolocator for QGIS: the repository's root is the plugin package `photo_geolocator`."""

import gc


def classFactory(iface):
    """Return the plugin for QGIS's interface object `iface` (`qgis.gui.QgisInterface`)."""
    collects = gc.isenabled()
    # A hundred modules make Python look through all that QGIS has loaded, a quarter of QGIS's wait, to find nothing.
    gc.disable()
    try:
        from .plugin.plugin import PhotoGeolocatorPlugin
    finally:
        if collects:
            gc.enable()
    return PhotoGeolocatorPlugin(iface)
