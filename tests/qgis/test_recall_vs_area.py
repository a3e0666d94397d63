"""*Recall vs Area of predictions* in Processing: from a field of areas, or from true places and their heatmaps."""

import csv
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProcessingException, QgsVectorLayer

ALGORITHM = "photo_geolocator:recallvsarea"


def layer(rows, *, shape="Point", crs="EPSG:4326"):
    """Return a layer; rows are latitude, longitude, area to the truth, heatmap."""
    made = QgsVectorLayer(f"{shape}?crs={crs}&field=truth_area_km2:double&field=heatmap:string", "photos é", "memory")
    features = []
    for lat, lon, area, heatmap in rows:
        feature = QgsFeature(made.fields())
        feature.setAttributes([area, heatmap])
        if shape == "Point":
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(lon, lat)))
        features.append(feature)
    made.dataProvider().addFeatures(features)
    return made


def test_areas_of_a_field_become_a_table(algorithms, tmp_path):
    photos = layer([(0, 0, area, None) for area in (100.0, 1000.0, 1000.0, 1e6, None, -1.0)])
    outputs = algorithms(
        ALGORITHM,
        {
            "INPUT": photos,
            "AREA_BUDGETS": "12345",
            "TABLE": "memory:",
            "PLOT": str(tmp_path / "plot é.svg"),
            "OUTPUT_HTML": str(tmp_path / "page.html"),
        },
    )
    assert (outputs["PHOTOS"], outputs["LEFT_OUT"]) == (4, 2)
    assert outputs["MEAN_LOG10_AREA"] == pytest.approx(3.5)
    assert [outputs[f"RECALL_{km}_KM"] for km in (25, 200, 750, 2500)] == [0.75, 0.75, 1.0, 1.0]
    rows = {feature["area_km2"]: feature for feature in outputs["TABLE"].getFeatures()}
    assert rows[100.0]["recall"] == 0.25
    assert rows[1000.0]["recall"] == 0.75
    assert rows[12345.0]["recall"] == 0.75
    assert all(row["low"] <= row["recall"] <= row["high"] for row in rows.values())
    assert {row["photos"] for row in rows.values()} == {4}
    named = [row["label"] for row in rows.values() if row["label"]]
    assert named == ["25 km cap", "200 km cap", "750 km cap", "2500 km cap"]
    drawing = (tmp_path / "plot é.svg").read_text(encoding="utf-8")
    assert ElementTree.fromstring(drawing).tag.endswith("svg")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "25 km cap" in page and "<polyline" in page and "photos é, 4 photos" in page


def test_the_photos_of_a_folder_fit(algorithms, contract_backend, photo, tmp_path):
    output = tmp_path / "photos.gpkg"
    made = algorithms("photo_geolocator:geolocatefolder", {"FOLDER": str(photo.parent), "OUTPUT": str(output)})
    outputs = algorithms(ALGORITHM, {"INPUT": made["OUTPUT"], "TABLE": "memory:"})
    assert (outputs["PHOTOS"], outputs["LEFT_OUT"]) == (1, 0)
    assert (outputs["RECALL_25_KM"], outputs["RECALL_200_KM"]) == (0.0, 1.0)


def test_a_csv_file_has_texts_for_numbers(algorithms, tmp_path):
    file = tmp_path / "areas.csv"
    file.write_text("photo,area\na,100\nb,5000.5\nc,\nd,1e6\ne,n/a\nlarger than the Earth,9e9\n")
    outputs = algorithms(ALGORITHM, {"INPUT": str(file), "AREA_FIELD": "area", "TABLE": str(tmp_path / "table.csv")})
    assert (outputs["PHOTOS"], outputs["LEFT_OUT"]) == (3, 3)
    assert outputs["RECALL_25_KM"] == pytest.approx(1 / 3)
    with Path(outputs["TABLE"]).open(encoding="utf-8", newline="") as table:
        recalls = [float(row["recall"]) for row in csv.DictReader(table)]
    assert recalls[0] == pytest.approx(1 / 3)


def test_a_decimal_comma_is_told(algorithms, tmp_path):
    file = tmp_path / "areas.csv"
    file.write_text("photo;area\na;100\nb;5000,5\n")
    with pytest.raises(QgsProcessingException, match="holds “5000,5”"):
        algorithms(ALGORITHM, {"INPUT": str(file), "AREA_FIELD": "area", "TABLE": "memory:"})


def test_a_heatmap_that_can_not_be_read_is_left_out(algorithms, contract_backend, sample, tmp_path):
    (tmp_path / "broken.tif").write_text("no raster")
    places = layer([(2, 3, None, str(sample / "heatmap.tif")), (2, 3, None, str(tmp_path / "broken.tif"))])
    outputs = algorithms(ALGORITHM, {"INPUT": places, "HEATMAP_FIELD": "heatmap", "TABLE": "memory:"})
    assert (outputs["PHOTOS"], outputs["LEFT_OUT"]) == (1, 1)


def test_true_places_are_looked_up_in_their_heatmaps(algorithms, contract_backend, sample, tmp_path):
    folder = tmp_path / "heatmaps é"
    folder.mkdir()
    for name in ("a.tif", "b é.tif"):
        shutil.copy(sample / "heatmap.tif", folder / name)
    # The contract server answers with a thousand km2 a degree of latitude.
    places = layer([(2, 3, None, "a.tif"), (-40, 5, None, "b é.tif"), (60, 5, None, "gone.tif"), (1, 1, None, None)])
    outputs = algorithms(
        ALGORITHM,
        {"INPUT": places, "HEATMAP_FIELD": "heatmap", "HEATMAP_FOLDER": str(folder), "TABLE": "memory:"},
    )
    assert (outputs["PHOTOS"], outputs["LEFT_OUT"]) == (2, 2)
    rows = {feature["area_km2"]: feature["recall"] for feature in outputs["TABLE"].getFeatures()}
    assert (rows[1000.0], rows[2000.0], rows[20000.0], rows[50000.0]) == (0.0, 0.5, 0.5, 1.0)


def test_places_of_another_crs_are_transformed(algorithms, contract_backend, sample):
    places = layer([(5_000_000, 0, None, str(sample / "heatmap.tif"))], crs="EPSG:3857")
    outputs = algorithms(ALGORITHM, {"INPUT": places, "HEATMAP_FIELD": "heatmap", "TABLE": "memory:"})
    assert 10 ** outputs["MEAN_LOG10_AREA"] == pytest.approx(40_900, rel=0.01)  # 40.9 degrees north


@pytest.mark.parametrize(
    ("rows", "parameters", "sentence"),
    [
        ([(0, 0, None, None)], {}, "No row has an area to the truth"),
        ([], {}, "No row has an area to the truth"),
        ([(0, 0, 5.0, None)], {"AREA_FIELD": "nowhere"}, "has no field “nowhere”"),
        ([(0, 0, 5.0, None)], {"AREA_BUDGETS": "5,000"}, "is no area budget"),
        ([(0, 0, 5.0, None)], {"PLOT": "plot.pdf"}, r"ends in .svg or .png"),
    ],
)
def test_what_can_not_be_measured_is_told(algorithms, rows, parameters, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        algorithms(ALGORITHM, {"INPUT": layer(rows), "TABLE": "memory:", **parameters})


def test_true_places_must_be_points(algorithms, contract_backend):
    places = layer([(0, 0, 5.0, "a.tif")], shape="NoGeometry")
    with pytest.raises(QgsProcessingException, match="must be points"):
        algorithms(ALGORITHM, {"INPUT": places, "HEATMAP_FIELD": "heatmap", "TABLE": "memory:"})
