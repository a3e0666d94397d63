"""A raster layer as a GeoTIFF, the one format that the backend reads: its own file, or a copy of its values."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsCoordinateTransformContext,
    QgsProcessingFeedback,
    QgsRasterBlockFeedback,
    QgsRasterDataProvider,
    QgsRasterFileWriter,
    QgsRasterLayer,
    QgsRasterPipe,
)

from ..errors import Cancelled, FileError
from ..translation import tr

TIFF_STARTS = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")  # classic and big, either byte order
LARGEST_RASTER = 1_000_000_000  # bytes, the backend's limit
SUFFIXES = (".tif", ".tiff")
SIDECARS = (".tfw", ".tifw", ".tiffw", ".wld", ".msk")
TELLING = (b"<SRS", b"<GeoTransform", b"<GCPList", b"<NoDataValue", b"<Offset", b"<Scale")  # of GDAL's .aux.xml


class RasterSource:
    """What is needed to read a layer in another thread; make it in the layer's own thread.

    Raises `FileError` when the layer has no CRS, or no pixels of its own to read, as maps from a server have none, or
    when its nodata value is unticked.
    """

    def __init__(self, layer: QgsRasterLayer, transform_context: QgsCoordinateTransformContext):
        self.name = layer.name()
        self._transform_context = transform_context
        self._crs = layer.crs()
        provider = layer.dataProvider()
        if not layer.isValid() or provider.xSize() <= 0 or provider.ySize() <= 0:
            raise FileError(
                tr("{name} has no pixels to read; choose a raster file, or save the layer as one.").format(
                    name=self.name
                )
            )
        if not self._crs.isValid():
            raise FileError(tr("{name} has no CRS; set the layer's CRS first.").format(name=self.name))
        source = Path(layer.source())
        same_crs = provider.crs() == self._crs
        bands = range(1, provider.bandCount() + 1)
        if any(_counts_nodata(provider, band) for band in bands):
            raise FileError(
                tr(
                    "{name} counts its nodata value as a value; tick “No data value” in the layer's properties, or "
                    "save the layer as a file without one."
                ).format(name=self.name)
            )
        more_nodata = any(provider.userNoDataValues(band) for band in bands)
        whole = same_crs and not more_nodata and _is_geotiff(source) and not _has_more_beside(source)
        self._file = source if layer.providerType() == "gdal" and whole else None
        self._provider = None if self._file else provider.clone()

    def geotiff(self, folder: Path, feedback: QgsProcessingFeedback) -> Path:
        """Return the layer's file, or write its values to one in `folder`.

        Raises `FileError` when that can't be done and `Cancelled` on a cancel.
        """
        file = self._file or self._export(folder / f"{_file_name(self.name)}.tif", feedback)
        if file.stat().st_size > LARGEST_RASTER:
            raise FileError(tr("{name} is larger than 1 GB; save it coarser, or clip it.").format(name=self.name))
        return file

    def _export(self, file: Path, feedback: QgsProcessingFeedback) -> Path:
        provider = self._provider
        pipe = QgsRasterPipe()
        if not pipe.set(provider.clone()):
            raise self._unreadable()
        writer = QgsRasterFileWriter(str(file))
        writer.setOutputFormat("GTiff")
        writer.setCreateOptions(["COMPRESS=DEFLATE", "BIGTIFF=IF_SAFER"])
        blocks = QgsRasterBlockFeedback()
        feedback.canceled.connect(blocks.cancel)
        if feedback.isCanceled():
            blocks.cancel()
        error = writer.writeRaster(
            pipe, provider.xSize(), provider.ySize(), provider.extent(), self._crs, self._transform_context, blocks
        )
        if feedback.isCanceled():
            raise Cancelled(tr("Cancelled."))
        if error != QgsRasterFileWriter.WriterError.NoError:
            raise self._unreadable()
        return file

    def _unreadable(self) -> FileError:
        return FileError(
            tr("{name} can't be written as a GeoTIFF; save the layer as one and choose that.").format(name=self.name)
        )


def _counts_nodata(provider: QgsRasterDataProvider, band: int) -> bool:
    """Whether a person has unticked a band's nodata value where that matters: QGIS can't write such a layer.

    A value of 0 or below counts as 0 in any case.
    """
    unticked = provider.sourceHasNoDataValue(band) and not provider.useSourceNoDataValue(band)
    return unticked and provider.sourceNoDataValue(band) > 0


def _is_geotiff(source: Path) -> bool:
    try:
        with source.open("rb") as file:
            return source.suffix.lower() in SUFFIXES and file.read(4) in TIFF_STARTS
    except (OSError, ValueError):
        return False


def _has_more_beside(source: Path) -> bool:
    """Whether files beside it, which the backend does not see, hold its position, CRS, nodata value or mask."""
    if any(file.exists() for suffix in SIDECARS for file in (source.with_suffix(suffix), Path(f"{source}{suffix}"))):
        return True
    try:
        told = Path(f"{source}.aux.xml").read_bytes()
    except OSError:
        return False
    return any(word in told for word in TELLING)  # mostly it has the statistics alone that QGIS leaves there


def _file_name(name: str) -> str:
    kept = "".join(letter for letter in name if letter.isalnum() or letter in " -_.")
    return kept[:80].strip(". ") or "raster"
