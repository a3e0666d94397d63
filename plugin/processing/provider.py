"""The Processing provider `photo_geolocator`: one file an algorithm."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..assets import icon
from ..translation import tr
from .backend_status import BackendStatus
from .geolocate_folder import GeolocateFolder
from .geolocate_photo import GeolocatePhoto
from .recall_vs_area import RecallVsArea
from .search_areas_from_heatmap import SearchAreasFromHeatmap

ALGORITHMS = (GeolocatePhoto, GeolocateFolder, SearchAreasFromHeatmap, RecallVsArea, BackendStatus)


class PhotoGeolocatorProvider(QgsProcessingProvider):
    """Lists the plugin's algorithms."""

    def id(self) -> str:
        """Return the first half of every algorithm's id; models and scripts depend on it."""
        return "photo_geolocator"

    def name(self) -> str:
        """Return what the toolbox calls the group of algorithms."""
        return tr("Photo Geolocator")

    def icon(self) -> QIcon:
        """Return the plugin's own icon."""
        return icon("photo_geolocator")

    def loadAlgorithms(self) -> None:
        """Add every algorithm; QGIS calls this again to refresh."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())

    def supportedOutputRasterLayerExtensions(self) -> list:
        """Return the one raster format there is: the backend's heatmap is a GeoTIFF."""
        return ["tif"]

    def defaultRasterFileExtension(self) -> str:
        """Return the extension of a raster whose name the person leaves open."""
        return "tif"

    def defaultVectorFileExtension(self, hasGeometry: bool = True) -> str:
        """Return the extension of a layer whose name the person leaves open: one file, any number of layers."""
        return "gpkg"
