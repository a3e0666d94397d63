"""*Geolocate folder of photos*: one GeoPackage with a point and regions a photo, made in as many runs as it takes."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
)

from ..errors import FileError
from ..remote_address import where_photos_go
from ..result import BundleInfo
from ..settings import remote_url
from ..translation import tr
from .algorithm import Algorithm, caution, help_text
from .folder_package import DONE, FAILED, PHOTOS, REGIONS, FolderPackage, Settings
from .folder_run import FolderRun
from .photo_folder import list_photos
from .targets import AREA_BUDGETS, RECALLS, TargetError, target_help, target_parameters, targets
from .waiting import BackendSession

FOLDER, RECURSIVE, MOST_REGIONS = "FOLDER", "RECURSIVE", "MOST_REGIONS"
OUTPUT, HEATMAPS = "OUTPUT", "HEATMAPS"


class GeolocateFolder(Algorithm):
    """Works through a folder; stopped at any moment and run again with the same output, it goes on."""

    ID = "geolocatefolder"

    def displayName(self) -> str:
        """Return the title."""
        return tr("Geolocate folder of photos")

    def shortDescription(self) -> str:
        """Return the tool tip."""
        return tr("Estimates where each photo of a folder was taken; can be stopped and continued.")

    def tags(self) -> list:
        """Return further words to find the algorithm by."""
        return tr("photos,images,batch,directory,geolocation,where,search area,resume,osint").split(",")

    def shortHelpString(self) -> str:
        """Return the help beside the parameters."""
        return help_text(
            tr(
                "Estimates where each photo of a folder was taken. It can be stopped at any moment, even by a power "
                "cut: run it again with the same output, and it goes on with the photos that are missing or changed. "
                "A photo that can't be read becomes a row that says why, and is tried again next time."
            ),
            [
                (
                    tr("Folder of photos"),
                    tr("hidden files, linked folders and heatmaps of an earlier run are left out."),
                ),
                (tr("Subfolders too"), tr("reads the folders inside as well.")),
                *target_help(),
                (
                    tr("Regions for each search area"),
                    tr(
                        "the likeliest ones are kept. A photo can have thousands, mostly tiny: all of them (0) take "
                        "about 2 MB a photo, 20 about 0.5 MB."
                    ),
                ),
                (
                    tr("Photos and regions"),
                    tr(
                        "a GeoPackage. Its layer photos has a point for each photo: path in the folder, place, "
                        "confidence, the camera's date, the EXIF position and, where there is one, how far off the "
                        "point is and how much area had to be searched. Its layer regions has the search areas."
                    ),
                ),
                (tr("Heatmap folder"), tr("a GeoTIFF for each photo, such as photo.jpg.tif; about 5 MB each.")),
            ],
            f"{caution()} {where_photos_go(remote_url())}",
        )

    def initAlgorithm(self, configuration: dict | None = None) -> None:
        """Add parameters and outputs."""
        self.addParameter(
            QgsProcessingParameterFile(FOLDER, tr("Folder of photos"), QgsProcessingParameterFile.Behavior.Folder)
        )
        self.addParameter(QgsProcessingParameterBoolean(RECURSIVE, tr("Subfolders too"), defaultValue=True))
        for parameter in target_parameters():
            self.addParameter(parameter)
        self.addParameter(
            QgsProcessingParameterNumber(
                MOST_REGIONS,
                tr("Regions for each search area (0: all)"),
                QgsProcessingParameterNumber.Type.Integer,
                defaultValue=20,
                minValue=0,
            )
        )
        self.addParameter(
            QgsProcessingParameterVectorDestination(
                OUTPUT, tr("Photos and regions"), QgsProcessing.SourceType.TypeVectorPoint
            )
        )
        self.addParameter(
            QgsProcessingParameterFolderDestination(
                HEATMAPS, tr("Heatmap folder"), optional=True, createByDefault=False
            )
        )
        self.addOutput(
            QgsProcessingOutputVectorLayer("REGIONS", tr("Regions"), QgsProcessing.SourceType.TypeVectorPolygon)
        )
        self.addOutput(QgsProcessingOutputNumber("PHOTOS_DONE", tr("Photos done")))
        self.addOutput(QgsProcessingOutputNumber("PHOTOS_FAILED", tr("Photos failed")))

    def checkParameterValues(self, parameters: dict, context: QgsProcessingContext) -> tuple:
        """Refuse what is no budget, no recall and no GeoPackage before anything starts."""
        good, reason = super().checkParameterValues(parameters, context)
        if good:
            try:
                self._targets(parameters, context)
                _check_geopackage(self.output_file(parameters, OUTPUT, context))
            except (TargetError, FileError) as error:
                return False, str(error)
        return good, reason

    def work(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Do the photos that are not done, and tell where the layers are."""
        folder = Path(self.parameterAsFile(parameters, FOLDER, context)).absolute()
        recursive = self.parameterAsBool(parameters, RECURSIVE, context)
        destination = self.parameterAsOutputLayer(parameters, OUTPUT, context)
        _check_geopackage(destination)
        output = Path(destination).absolute()
        heatmaps = self.parameterAsString(parameters, HEATMAPS, context)
        heatmaps = Path(heatmaps).absolute() if heatmaps else None
        photos = list_photos(folder, recursive=recursive, skipped=feedback.pushWarning)
        if not photos:
            raise FileError(tr("The folder {name} has no photos; choose another one.").format(name=folder.name))
        with BackendSession(feedback) as session:
            feedback.pushInfo(where_photos_go(remote_url()))
            bundle = session.bundle()
            settings = self._settings(parameters, context, folder, bundle)
            with closing(FolderPackage(output, settings)) as package:
                _tell_missing(package, photos, feedback)
                FolderRun(session, bundle, package, settings, heatmaps, feedback).work_through(photos)
                package.finish()
                counts = package.counts()
        return {
            **_load_both(context, destination, output),
            **({HEATMAPS: str(heatmaps)} if heatmaps else {}),
            "PHOTOS_DONE": counts.get(DONE, 0),
            "PHOTOS_FAILED": counts.get(FAILED, 0),
        }

    def _targets(self, parameters: dict, context: QgsProcessingContext) -> tuple:
        return targets(
            self.parameterAsString(parameters, AREA_BUDGETS, context),
            self.parameterAsString(parameters, RECALLS, context),
        )

    def _settings(self, parameters: dict, context: QgsProcessingContext, folder: Path, bundle: BundleInfo) -> Settings:
        budgets, recalls = self._targets(parameters, context)
        return Settings(
            folder=folder.name,
            folder_key=hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest(),
            recursive=self.parameterAsBool(parameters, RECURSIVE, context),
            area_budgets_km2=budgets,
            recalls=recalls,
            most_regions=self.parameterAsInt(parameters, MOST_REGIONS, context),
            bundle=bundle.name,
            bundle_version=bundle.version,
            bundle_sha256=bundle.manifest_sha256,
            backend_version=bundle.versions.get("backend", ""),
        )


def _check_geopackage(output: str) -> None:
    if not output.lower().endswith(".gpkg"):
        raise FileError(tr("The output holds two layers: give a GeoPackage, a file that ends in .gpkg."))


def _load_both(context: QgsProcessingContext, destination: str, output: Path) -> dict:
    """Return both layers; QGIS loads them where it was to load `destination`."""
    photos, regions = (f"{output}|layername={table}" for table in (PHOTOS, REGIONS))
    wanted = context.layersToLoadOnCompletion()
    if destination in wanted:
        details = wanted.pop(destination)
        beneath = QgsProcessingContext.LayerDetails(tr("Regions"), details.project, "REGIONS")
        context.setLayersToLoadOnCompletion({**wanted, photos: details, regions: beneath})
    return {OUTPUT: photos, "REGIONS": regions}


def _tell_missing(package: FolderPackage, photos: list, feedback: QgsProcessingFeedback) -> None:
    gone = package.known().keys() - {photo.name for photo in photos}
    if gone:
        feedback.pushWarning(
            tr("{count} photos of the output are not in the folder any more; their rows stay.").format(count=len(gone))
        )
