"""*Search areas from heatmap*: any raster layer reaches the backend as a GeoTIFF, its regions come back."""

import numpy as np
import pytest
from osgeo import gdal, osr
from photo_geolocator.plugin.errors import FileError
from photo_geolocator.plugin.processing.raster_file import RasterSource
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsRasterRange,
)

ALGORITHM = "photo_geolocator:searchareasfromheatmap"


def raster(path, driver="GTiff", epsg=3035):
    """Write a small raster of two bands; return the values of the second."""
    values = np.arange(12, dtype=np.float64).reshape(3, 4) / 7
    made = gdal.GetDriverByName("MEM").Create("", 4, 3, 2, gdal.GDT_Float64)
    made.SetGeoTransform((4_000_000, 1000, 0, 3_000_000, 0, -1000))
    if epsg:
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(epsg)
        made.SetProjection(reference.ExportToWkt())
    made.GetRasterBand(1).WriteArray(np.ones((3, 4)))
    made.GetRasterBand(2).WriteArray(values)
    made.GetRasterBand(2).SetNoDataValue(0)
    gdal.GetDriverByName(driver).CreateCopy(str(path), made)
    return values


def layer(path):
    return QgsRasterLayer(str(path), "Dichte é")


def geotiff(one, folder):
    return RasterSource(one, QgsCoordinateTransformContext()).geotiff(folder, QgsProcessingFeedback())


def test_a_geotiff_is_sent_as_it_is(qgis_app, tmp_path):
    raster(tmp_path / "density.tif")
    (tmp_path / "density.tif.aux.xml").write_text("<PAMDataset><MDI key='STATISTICS_MEAN'>1</MDI></PAMDataset>")
    assert geotiff(layer(tmp_path / "density.tif"), tmp_path) == tmp_path / "density.tif"


@pytest.mark.parametrize(("driver", "name"), [("HFA", "density.img"), ("VRT", "density.vrt"), ("GTiff", "density.dat")])
def test_what_is_no_geotiff_file_is_written_as_one(qgis_app, tmp_path, driver, name):
    source = tmp_path / "source.tif"
    values = raster(source)
    if driver == "VRT":
        gdal.GetDriverByName("VRT").CreateCopy(str(tmp_path / name), gdal.Open(str(source)))
    else:
        raster(tmp_path / name, driver)
    (tmp_path / "made").mkdir()
    file = geotiff(layer(tmp_path / name), tmp_path / "made")
    assert file == tmp_path / "made" / "Dichte é.tif"
    made = gdal.Open(str(file))
    assert np.array_equal(made.GetRasterBand(2).ReadAsArray(), values)
    assert made.GetRasterBand(2).GetNoDataValue() == 0
    assert made.GetGeoTransform() == gdal.Open(str(source)).GetGeoTransform()
    assert "+proj=laea" in QgsRasterLayer(str(file)).crs().toProj()  # an .img keeps no EPSG code


def test_what_stands_in_files_beside_it_goes_along(qgis_app, tmp_path):
    """Position, CRS and nodata value of a plain TIFF; the backend is sent one file alone."""
    values = raster(tmp_path / "source.tif")
    options = gdal.TranslateOptions(bandList=[2], creationOptions=["PROFILE=BASELINE", "TFW=YES"])
    gdal.Translate(str(tmp_path / "density.tif"), str(tmp_path / "source.tif"), options=options)
    assert {"density.tfw", "density.tif.aux.xml"} <= {path.name for path in tmp_path.iterdir()}
    (tmp_path / "made").mkdir()
    made = gdal.Open(str(geotiff(layer(tmp_path / "density.tif"), tmp_path / "made")))
    assert made.GetGeoTransform() == (4_000_000, 1000, 0, 3_000_000, 0, -1000)
    assert made.GetRasterBand(1).GetNoDataValue() == 0
    assert np.array_equal(made.ReadAsArray(), values)
    assert "LAEA" in made.GetProjection()


def test_the_layers_own_nodata_values_count(qgis_app, tmp_path):
    """A person may add some in the properties, or leave the file's own out."""
    values = raster(tmp_path / "density.tif")
    one = layer(tmp_path / "density.tif")
    one.dataProvider().setUserNoDataValue(2, [QgsRasterRange(0.9, 1.1)])
    (tmp_path / "added").mkdir()
    made = gdal.Open(str(geotiff(one, tmp_path / "added")))
    band = made.GetRasterBand(2)
    missing = (values == 0) | (abs(values - 1) < 0.1)
    assert missing.sum() == 2
    assert np.array_equal(band.GetMaskBand().ReadAsArray() == 0, missing)
    assert np.array_equal(band.ReadAsArray()[~missing], values[~missing])


@pytest.mark.parametrize(("nodata", "refused"), [(1.0, True), (0.0, False), (-9999.0, False)])
def test_a_nodata_value_that_shall_count_is_told(qgis_app, tmp_path, nodata, refused):
    raster(tmp_path / "density.tif")
    options = gdal.TranslateOptions(bandList=[2], noData=nodata)
    gdal.Translate(str(tmp_path / "other.tif"), str(tmp_path / "density.tif"), options=options)
    one = layer(tmp_path / "other.tif")
    one.dataProvider().setUseSourceNoDataValue(1, False)
    if refused:
        with pytest.raises(FileError, match="counts its nodata value as a value"):
            RasterSource(one, QgsCoordinateTransformContext())
    else:
        assert geotiff(one, tmp_path) == tmp_path / "other.tif"


def test_the_layers_own_crs_counts(qgis_app, tmp_path):
    """A person may have corrected the CRS of a file that says nothing, or something wrong."""
    raster(tmp_path / "density.tif", epsg=None)
    one = layer(tmp_path / "density.tif")
    with pytest.raises(FileError, match="has no CRS"):
        RasterSource(one, QgsCoordinateTransformContext())
    one.setCrs(QgsCoordinateReferenceSystem("EPSG:3035"))
    (tmp_path / "made").mkdir()
    file = geotiff(one, tmp_path / "made")
    assert file.parent == tmp_path / "made"
    assert QgsRasterLayer(str(file)).crs().authid() == "EPSG:3035"


def test_a_layer_without_pixels_is_refused(qgis_app, tmp_path):
    with pytest.raises(FileError, match="has no pixels to read"):
        RasterSource(layer(tmp_path / "nowhere.tif"), QgsCoordinateTransformContext())


def test_regions_come_back(algorithms, contract_backend, tmp_path):
    raster(tmp_path / "density.img", "HFA")
    outputs = algorithms(
        ALGORITHM,
        {
            "INPUT": layer(tmp_path / "density.img"),
            "BAND": 2,
            "VALUES": 1,
            "AREA_BUDGETS": "5000 100000",
            "RECALLS": "0.5",
            "OUTPUT": "memory:",
        },
    )
    assert outputs["REGIONS"] == 9
    features = list(outputs["OUTPUT"].getFeatures())
    assert [feature["rank"] for feature in features] == [1, 2, 3] * 3
    assert {feature["area_label"] for feature in features} == {"5,000 km²", "100,000 km²", "50% recall"}
    assert features[0]["place"] == "Paris, France"
    assert features[0]["density"] > 0
    assert features[0].geometry().area() > 0


def test_band_values_and_name_are_told(algorithms, contract_backend, tmp_path, server, monkeypatch):
    from photo_geolocator.plugin.client import BackendClient, Target
    from photo_geolocator.plugin.processing.waiting import BackendSession

    raster(tmp_path / "density é.tif")
    with BackendSession(QgsProcessingFeedback()) as session:
        client = BackendClient(server.url, server.token)
        raster_id = session.answer(client.add_raster(tmp_path / "density é.tif", band=2, values="mass"))
        seen = server.rasters[raster_id]
        assert seen["query"] == {"name": ["density é.tif"], "band": ["2"], "values": ["mass"]}
        assert seen["size"] == (tmp_path / "density é.tif").stat().st_size
        at = session.answer(client.raster_area_at(raster_id, -3.5, 7.0))
        assert (at.area_km2, at.place) == (3500.0, "Paris, France")
        session.answer(client.delete_raster(raster_id))
        from photo_geolocator.plugin.errors import ProblemError

        with pytest.raises(ProblemError, match="no such raster"):
            session.answer(client.raster_search_area(raster_id, Target(recall=0.5)))


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({}, "nothing to find"),
        ({"AREA_BUDGETS": "-4"}, "is no area budget"),
        ({"RECALLS": "80"}, "is no recall"),
    ],
)
def test_wrong_parameters_are_named(algorithms, tmp_path, parameters, sentence):
    raster(tmp_path / "density.tif")
    with pytest.raises(QgsProcessingException, match=sentence):
        algorithms(ALGORITHM, {"INPUT": layer(tmp_path / "density.tif"), "OUTPUT": "memory:", **parameters})


def test_loaded_search_areas_are_styled(algorithms, contract_backend, tmp_path):
    import processing

    raster(tmp_path / "density.tif")
    processing.runAndLoadResults(
        ALGORITHM,
        {"INPUT": layer(tmp_path / "density.tif"), "AREA_BUDGETS": "5000", "OUTPUT": "TEMPORARY_OUTPUT"},
    )
    (one,) = QgsProject.instance().mapLayers().values()
    assert one.renderer().type() == "categorizedSymbol"
    assert one.featureCount() == 3
