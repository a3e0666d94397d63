import base64
import dataclasses
import itertools
import re
import sqlite3

import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin.assets import plugin_version
from photo_geolocator.plugin.errors import LayerError
from photo_geolocator.plugin.layers.group import add_result
from photo_geolocator.plugin.layers.heatmap import SPAN, breakpoints
from photo_geolocator.plugin.layers.map_tips import PLACE
from photo_geolocator.plugin.layers.search_areas import region_densities
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextScope,
    QgsExpressionContextUtils,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsSymbolLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage

LABELS = ["25 km cap", "200 km cap", "750 km cap", "2500 km cap"]
COLOURS = 9
PARIS, SYDNEY, PACIFIC = QgsPointXY(2.25, 48.75), QgsPointXY(151.25, -33.75), QgsPointXY(-150.25, 0.25)


@pytest.fixture
def project(qgis_new_project):
    one = QgsProject.instance()
    one.setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    yield one
    one.clear()


@pytest.fixture
def layers(project, geolocated):
    return add_result(project, geolocated)


def value_at(layer, point):
    value, found = layer.dataProvider().sample(point, 1)
    assert found
    return value


def colours(layer):
    shader = layer.renderer().shader().rasterShaderFunction()
    return shader, shader.colorRampItemList()


def test_one_group_with_the_layers_in_order(project, layers):
    assert [child.name() for child in project.layerTreeRoot().children()] == ["photo.jpg"]
    assert [child.name() for child in layers.group.children()] == [
        "Best point",
        "EXIF position (comparison only)",
        "Search areas",
        "Probability density",
    ]
    assert len(project.mapLayers()) == 4
    assert all(layer.isValid() for layer in project.mapLayers().values())


def test_nothing_else_in_the_project_changes(project, geolocated):
    other = QgsVectorLayer("Point?crs=EPSG:4326", "mine", "memory")
    project.addMapLayer(other)
    crs = project.crs()
    add_result(project, geolocated)
    assert project.crs() == crs
    assert [child.name() for child in project.layerTreeRoot().children()] == ["photo.jpg", "mine"]


def test_the_same_photo_again_gets_a_name_of_its_own(project, geolocated):
    add_result(project, geolocated)
    assert add_result(project, geolocated).group.name() == "photo.jpg (2)"


def test_without_an_exif_position_there_is_no_layer_for_it(project, geolocated):
    photo = dataclasses.replace(geolocated.result.photo, exif_position=None)
    result = dataclasses.replace(geolocated.result, photo=photo)
    layers = add_result(project, dataclasses.replace(geolocated, result=result))
    assert layers.exif_position is None
    assert len(project.mapLayers()) == 3


def test_heatmap_covers_the_world_with_densities(layers):
    heatmap = layers.heatmap
    assert heatmap.crs().authid() == "EPSG:4326"
    assert heatmap.extent() == QgsRectangle(-180, -90, 180, 90)
    assert (heatmap.width(), heatmap.height(), heatmap.bandCount()) == (720, 360, 1)
    assert value_at(heatmap, PARIS) > value_at(heatmap, SYDNEY) > 0
    assert value_at(heatmap, PACIFIC) == 0


def test_heatmap_style_rises_from_a_transparent_floor(layers):
    heatmap = layers.heatmap
    assert heatmap.renderer().type() == "singlebandpseudocolor"
    shader, items = colours(heatmap)
    assert len(items) == COLOURS + 1
    assert items[0].color.alpha() == 0
    alphas = [item.color.alpha() for item in items]
    assert alphas == sorted(alphas)
    values = [item.value for item in items]
    assert values == sorted(set(values))
    assert values[0] > 0
    assert shader.shade(0.0) == (True, *items[0].color.getRgb()[:3], 0) or not shader.shade(0.0)[0]


def lightness(colour, seen_as=((1, 0, 0), (0, 1, 0), (0, 0, 1))):
    """CIE L* of a colour, through an eye that mixes its linear red, green and blue by `seen_as`."""
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in colour.getRgbF()[:3]]
    red, green, blue = (max(0.0, sum(w * v for w, v in zip(row, linear, strict=True))) for row in seen_as)
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 116 * y ** (1 / 3) - 16


# Machado, Oliveira and Fernandes (2009), severity 1: https://doi.org/10.1109/TVCG.2009.113
EYES = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


@pytest.mark.parametrize("eye", EYES)
def test_the_colours_rise_in_lightness_to_every_eye(layers, eye):
    _, items = colours(layers.heatmap)
    seen = [lightness(item.color, EYES[eye]) for item in items[1:]]
    assert all(high - low > 2 for low, high in itertools.pairwise(seen)), "a step that can't be told"
    if eye == "normal":
        steps = [high - low for low, high in itertools.pairwise(seen)]
        assert max(steps) < 2.5 * min(steps), "uneven steps"


def test_the_colours_are_neither_white_nor_black(layers):
    """Both ends are saturated: one would be lost on a white map, the other on a dark one."""
    _, items = colours(layers.heatmap)
    for item in items[1:]:
        assert item.color.hsvSaturationF() > 0.55
        assert 25 < lightness(item.color) < 96


def test_the_legend_tells_areas_that_hold_one_percent(layers):
    _, items = colours(layers.heatmap)
    assert items[0].label == "less"
    for item in items[1:]:
        number, unit = re.fullmatch(r"1 % per ([\d,.]+) (km²|million km²)", item.label).groups()
        area = float(number.replace(",", "")) * (1e6 if unit.startswith("million") else 1)
        assert area == pytest.approx(0.01 / item.value, rel=0.05)


def test_the_densities_are_those_of_the_regions(layers, geolocated):
    regions = [(region["area_label"], region["density"]) for region in layers.search_areas.getFeatures()]
    densities = region_densities(geolocated.search_areas, LABELS)
    assert densities == [
        [max(density for _, density in regions)],
        [min(density for label, density in regions if label == LABELS[-1])],
    ]


def test_a_package_without_regions_has_no_densities(geolocated, tmp_path):
    with sqlite3.connect(geolocated.search_areas) as one, sqlite3.connect(tmp_path / "none.gpkg") as other:
        one.backup(other)
    with sqlite3.connect(tmp_path / "none.gpkg") as package:
        package.execute("DROP TRIGGER IF EXISTS rtree_search_areas_geom_delete")
        package.execute("DELETE FROM search_areas")
    assert region_densities(tmp_path / "none.gpkg", LABELS) == [[], []]
    assert region_densities(tmp_path / "none.gpkg", []) == [[], []]


def test_the_colours_end_at_the_edge_of_the_widest_area(layers, geolocated):
    _, items = colours(layers.heatmap)
    densities = region_densities(geolocated.search_areas, LABELS)
    peak = max(density for group in densities for density in group)
    assert items[-1].value == pytest.approx(peak)
    assert items[1].value == pytest.approx(min(max(min(densities[-1]), peak / SPAN), peak / 10))


def test_breakpoints_by_hand():
    # Eight steps from a millionth of the peak to the peak, 10^0.75 each.
    assert breakpoints([[1e-3], [1e-4, 1e-12]], COLOURS) == pytest.approx(
        [5e-10, *(10 ** (-9 + 0.75 * step) for step in range(9))]
    )
    # An edge within the span counts as it is.
    assert breakpoints([[1.0], [1e-3]], COLOURS)[:2] == pytest.approx([5e-4, 1e-3])


@pytest.mark.parametrize("densities", [[], [[]], [[0.0]], [[1e-9], [1e-9]], [[1.0], []]])
def test_breakpoints_always_rise(densities):
    stops = breakpoints(densities, COLOURS)
    assert len(stops) == COLOURS + 1
    assert all(low < high for low, high in itertools.pairwise(stops))
    assert stops[0] > 0


def render(layer, centre):
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(QgsRectangle(centre.x() - 4, centre.y() - 4, centre.x() + 4, centre.y() + 4))
    settings.setOutputSize(QSize(80, 80))
    settings.setBackgroundColor(QColor(0, 0, 0, 0))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def test_drawn_the_peak_is_light_and_empty_ground_is_clear(layers):
    peak = render(layers.heatmap, PARIS).pixelColor(40, 40)
    assert peak.alpha() > 150
    assert min(peak.red(), peak.green()) > 190
    assert render(layers.heatmap, PACIFIC).pixelColor(40, 40).alpha() == 0


def test_drawn_the_areas_have_outlines_and_no_fill(layers):
    layers.search_areas.setLabelsEnabled(False)
    image = render(layers.search_areas, PARIS)
    seen = {image.pixelColor(x, y).alpha() for x in range(80) for y in range(80)}
    assert 0 in seen
    assert max(seen) == 255


def test_search_areas_are_the_files_regions(layers, geolocated):
    areas = layers.search_areas
    assert areas.crs().authid() == "EPSG:4326"
    assert QgsWkbTypes.geometryType(areas.wkbType()) == QgsWkbTypes.GeometryType.PolygonGeometry
    found = {(feature["area_label"], feature["rank"]): feature for feature in areas.getFeatures()}
    assert len(found) == sum(area.region_count for area in geolocated.result.search_areas)
    for area in geolocated.result.search_areas:
        for region in area.regions:
            feature = found[(area.label, region.rank)]
            assert feature["place"] == region.place
            assert feature["probability"] == pytest.approx(region.probability)
            assert feature["area_km2"] == pytest.approx(region.area_km2)
            assert feature["density"] == pytest.approx(region.probability / region.area_km2)
            assert feature.geometry().isGeosValid()
            box = feature.geometry().boundingBox()
            assert (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()) == pytest.approx(region.bbox)


def test_search_areas_are_outlined_by_area_narrowest_on_top(layers):
    renderer = layers.search_areas.renderer()
    assert renderer.type() == "categorizedSymbol"
    assert renderer.classAttribute() == "area_label"
    assert [category.value() for category in renderer.categories()] == LABELS
    assert renderer.usingSymbolLevels()
    passes = [category.symbol().symbolLayer(1).renderingPass() for category in renderer.categories()]
    assert passes == sorted(passes, reverse=True)
    assert len(set(passes)) == len(passes)


def test_the_first_regions_of_the_telling_area_are_labelled(layers):
    settings = layers.search_areas.labeling().settings()
    assert layers.search_areas.labelsEnabled()
    shown = settings.dataDefinedProperties().property(type(settings).Property.Show).expressionString()
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layers.search_areas))
    for feature in layers.search_areas.getFeatures():
        context.setFeature(feature)
        assert bool(QgsExpression(shown).evaluate(context)) == (feature["area_label"] == "200 km cap")
        text = QgsExpression(settings.fieldName).evaluate(context)
        assert text == f"{feature['rank']}  {feature['place']}"


def map_tip(layer, feature):
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    return QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)


def test_map_tips_tell_rank_place_area_and_probability(layers):
    feature = next(one for one in layers.search_areas.getFeatures() if one["area_label"] == "750 km cap")
    tip = map_tip(layers.search_areas, feature)
    assert f"{feature['rank']}. {feature['place']}" in tip
    assert "750 km cap" in tip
    assert f"{100 * feature['probability']:,.2f} %" in tip
    assert f"{feature['area_km2']:,.0f} km²" in tip
    assert "[%" not in tip


def test_points_are_where_the_result_says(layers):
    for layer, expected in ((layers.best_point, (2.25, 48.75)), (layers.exif_position, (2.2945, 48.8584))):
        (feature,) = layer.getFeatures()
        point = feature.geometry().asPoint()
        assert (point.x(), point.y()) == pytest.approx(expected)
        assert layer.crs().authid() == "EPSG:4326"
        assert layer.name() in map_tip(layer, feature)
    assert "comparison only" in layers.exif_position.name()


def test_the_heatmaps_style_lies_beside_it(layers, geolocated, qtbot):
    qtbot.waitUntil(geolocated.heatmap.with_suffix(".qml").is_file, timeout=WAIT_MS)
    again = QgsRasterLayer(str(geolocated.heatmap), "again")
    stops = [item.value for item in colours(layers.heatmap)[1]]
    assert [item.value for item in colours(again)[1]] == pytest.approx(stops)


def test_outlines_are_thinner_where_the_whole_world_is_shown(layers):
    (category, *_) = layers.search_areas.renderer().categories()
    for ring in category.symbol().symbolLayers():
        width = ring.dataDefinedProperties().property(QgsSymbolLayer.Property.PropertyStrokeWidth)
        widths = []
        for scale in (None, 1e5, 1e7, 5e7, 2e8, 1e9):
            scope = QgsExpressionContextScope()
            scope.setVariable("map_scale", scale)
            context = QgsExpressionContext()
            context.appendScope(scope)
            widths.append(width.valueAsDouble(context)[0])
        assert widths[:3] == [ring.strokeWidth()] * 3
        assert widths[2:] == sorted(widths[2:], reverse=True)
        assert widths[-1] == pytest.approx(ring.strokeWidth() / 4)


def test_map_tips_show_the_photo_upright(project, geolocated, qtbot):
    """160 pixels of it, inside the text: nothing beside the file is needed."""
    image = QImage(1200, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("#c03030"))
    image.save(str(geolocated.photo), "JPG")
    turn(geolocated.photo, orientation=6)
    layers = add_result(project, geolocated)
    vectors = (layers.best_point, layers.exif_position, layers.search_areas)
    qtbot.waitUntil(lambda: all("data:image/jpeg;base64," in layer.mapTipTemplate() for layer in vectors))
    tip = map_tip(layers.search_areas, next(layers.search_areas.getFeatures()))
    shown = QImage.fromData(base64.b64decode(re.search(r"base64,([^\"]+)", tip)[1]))
    assert (shown.width(), shown.height()) == (80, 160)
    assert shown.pixelColor(40, 80).red() > 150
    assert len(tip) < 20_000


def test_map_tips_of_a_photo_that_is_gone_do_without(project, geolocated, qtbot):
    layers = add_result(project, geolocated)
    qtbot.waitUntil(lambda: PLACE not in layers.best_point.mapTipTemplate())
    assert "<img" not in layers.best_point.mapTipTemplate()


def test_layers_removed_before_the_thumbnail_is_there_do_no_harm(project, geolocated, photo, qtbot):
    layers = add_result(project, dataclasses.replace(geolocated, photo=photo))
    project.removeMapLayer(layers.best_point.id())
    qtbot.waitUntil(lambda: "<img" in layers.search_areas.mapTipTemplate())


def turn(photo, orientation):
    """Write an EXIF orientation into a JPEG."""
    body = photo.read_bytes()
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0" + bytes([orientation]) + b"\0\0\0\0\0\0"
    photo.write_bytes(body[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + body[2:])


def test_provenance_is_in_every_layer(layers, geolocated):
    for layer in (layers.heatmap, layers.search_areas, layers.best_point, layers.exif_position):
        metadata = layer.metadata()
        history = "\n".join(metadata.history())
        assert geolocated.result.photo.sha256 in history
        assert geolocated.result.bundle_sha256 in history
        assert "Population density (exponent 0.5)" in history
        assert "CPUExecutionProvider" in history
        assert "not a proof" in metadata.abstract()
        assert "Bundle file trunk.onnx, SHA-256 " + "12" * 32 in history
        assert '"temperature": 1.5' in history
        assert "ONNX Runtime 1.20.0" in history
        assert "trunk.onnx, int8, CPUExecutionProvider" in history
        assert [contact.name for contact in metadata.contacts()] == [f"Photo Geolocator {plugin_version()}"]
        assert "not a proof" in metadata.rights()[0]
        assert "starter" in metadata.licenses()[0]
        assert metadata.extent().spatialExtents()[0].bounds.toRectangle() == layer.extent()
        assert layer.temporalProperties().fixedTemporalRange().begin().date().toString("yyyy-MM-dd") == "2014-01-02"


def test_provenance_of_a_bundle_that_was_not_calibrated(project, geolocated):
    raw = dict.fromkeys(("confidence", "confidence_radius_km", "unsure"))
    result = dataclasses.replace(geolocated.result, **raw, confidence_note="This bundle was not calibrated.")
    layers = add_result(project, dataclasses.replace(geolocated, result=result))
    assert "Confidence not known. This bundle was not calibrated." in layers.heatmap.metadata().history()


def test_a_photo_without_a_date_has_no_temporal_range(project, geolocated):
    photo = dataclasses.replace(geolocated.result.photo, taken_at=None)
    result = dataclasses.replace(geolocated.result, photo=photo)
    layers = add_result(project, dataclasses.replace(geolocated, result=result))
    assert not layers.heatmap.temporalProperties().isActive()


@pytest.mark.parametrize("name", ["heatmap.tif", "search_areas.gpkg"])
def test_a_broken_file_is_named_and_the_project_stays_as_it_was(project, geolocated, name):
    (geolocated.folder / name).write_bytes(b"broken")
    with pytest.raises(LayerError, match=name):
        add_result(project, geolocated)
    assert project.mapLayers() == {}
    assert project.layerTreeRoot().children() == []


def test_a_saved_project_opens_again_with_its_styles(project, layers, geolocated, tmp_path):
    path = str(geolocated.folder / "project.qgz")
    assert project.write(path)
    project.clear()
    moved = tmp_path / "moved"
    geolocated.folder.rename(moved)
    assert project.read(str(moved / "project.qgz"))
    (heatmap,) = project.mapLayersByName("Probability density")
    (areas,) = project.mapLayersByName("Search areas")
    assert heatmap.isValid()
    assert value_at(heatmap, PARIS) > 0
    assert colours(heatmap)[1][0].color.alpha() == 0
    assert [category.value() for category in areas.renderer().categories()] == LABELS


def test_an_area_label_with_a_quote_does_no_harm(project, geolocated):
    areas = tuple(dataclasses.replace(area, label=f"it's {area.label}") for area in geolocated.result.search_areas)
    result = dataclasses.replace(geolocated.result, search_areas=areas)
    layers = add_result(project, dataclasses.replace(geolocated, result=result))
    settings = layers.search_areas.labeling().settings()
    shown = settings.dataDefinedProperties().property(type(settings).Property.Show).expressionString()
    assert not QgsExpression(shown).hasParserError()
