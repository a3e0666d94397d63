"""Photo Geolocator for QGIS: the repository's root is the plugin package `photo_geolocator`."""


def classFactory(iface):
    """Return the plugin for QGIS's interface object `iface` (`qgis.gui.QgisInterface`)."""
    from .plugin.plugin import PhotoGeolocatorPlugin

    return PhotoGeolocatorPlugin(iface)
