import struct
import zlib
from collections import Counter

import pytest
from conftest import WAIT_MS, mnemonics
from photo_geolocator.plugin import settings
from photo_geolocator.plugin.errors import BackendMissing
from photo_geolocator.plugin.gui import dock as dock_module
from photo_geolocator.plugin.gui.attribute_bars import ClassBar
from photo_geolocator.plugin.gui.dock import GeolocatorDock
from photo_geolocator.plugin.gui.formats import area, coordinates, percent, provider
from photo_geolocator.plugin.gui.regions import NARROW
from photo_geolocator.plugin.gui.thumbnail import read_thumbnail
from photo_geolocator.plugin.history import History
from photo_geolocator.plugin.photo_queue import State
from photo_geolocator.plugin.result import Attribute, AttributeClass, Position
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from qgis.PyQt.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from sample import write_sample


@pytest.fixture
def dock(queue, data_folder, qtbot):
    one = GeolocatorDock(queue, History())
    queue.finished.connect(lambda _, geolocated: one.show_result(geolocated))  # as the plugin, after adding the layers
    qtbot.addWidget(one)
    one.show()
    return one


def files(*paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drop(widget, mime):
    """Deliver a drop as the window system would."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, left, none)
    enter.ignore()
    widget.dragEnterEvent(enter)
    if enter.isAccepted():
        widget.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, left, none))
    return enter.isAccepted()


def wait_for_end(dock, queue, qtbot):
    qtbot.waitUntil(lambda: not queue.is_busy, timeout=WAIT_MS)
    qtbot.wait(20)


def test_at_first_there_is_only_a_photo_to_choose(dock):
    assert dock.start.isVisible()
    assert not dock.start.isEnabled()
    assert dock.choose.isEnabled()
    for part in (dock.cancel, dock.progress, dock.message, dock.result, dock.list, dock.stage):
        assert not part.isVisible()


def test_a_dropped_photo_is_chosen_shown_and_warms_the_backend(dock, backend, qtbot, photo):
    assert drop(dock.drop, files(photo))
    qtbot.waitUntil(lambda: dock.photo == photo, timeout=WAIT_MS)
    assert dock.name.text() == photo.name
    assert dock.start.isEnabled()
    assert dock.drop.isVisible() and not dock.list.isVisible()
    qtbot.waitUntil(lambda: dock.drop.has_thumbnail, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: backend.starts == 1, timeout=WAIT_MS)


def test_the_invitation_has_the_colour_that_a_theme_gives_texts(dock, qtbot, photo):
    dock.drop.setStyleSheet("QLabel { color: #aabbcc; }")  # as QGIS's Night Mapping: the palette keeps its black
    image = dock.drop.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(70, 110)}
    assert "#aabbcc" in colours and "#000000" not in colours
    drop(dock.drop, files(photo))
    qtbot.waitUntil(lambda: dock.drop.has_thumbnail, timeout=WAIT_MS)
    assert not dock.drop.words.isVisible()


def test_the_words_of_a_class_are_read_whole(dock, geolocated, qtbot):
    dock.show_result(geolocated)
    long = AttributeClass("Highest population density (1,800 and more per km² of land), as in large cities", 0.5)
    dock.result.attributes.set_attributes((Attribute("Population density", (long,)),))
    dock.result.seen.setCollapsed(False)
    dock.resize(dock_module.LEAST_WIDTH, 900)
    qtbot.wait(20)
    (bar,) = dock.result.attributes.findChildren(ClassBar)
    assert bar.label.text() == long.label
    assert bar.label.height() >= bar.label.heightForWidth(bar.label.width())


def test_text_can_not_be_dropped(dock):
    mime = QMimeData()
    mime.setText("not a file")
    assert not drop(dock.drop, mime)
    web = QMimeData()
    web.setUrls([QUrl("https://example.org/a.jpg")])
    assert not drop(dock.drop, web)


def test_several_dropped_photos_become_a_list_and_the_first_is_chosen(dock, queue, qtbot, photo, tmp_path):
    other = tmp_path / "other.jpg"
    other.write_bytes(photo.read_bytes())
    drop(dock.drop, files(photo, other))
    qtbot.waitUntil(lambda: len(queue) == 2, timeout=WAIT_MS)
    assert dock.photo == photo
    assert dock.list.isVisible() and not dock.drop.isVisible()
    assert dock.stage.text() == "0 of 2 done"
    drop(dock.list, files(other, tmp_path / "gone.jpg"))
    qtbot.waitUntil(lambda: "gone.jpg does not exist" in dock.message.text(), timeout=WAIT_MS)
    assert len(queue) == 2


def test_a_folder_is_searched_for_photos(dock, queue, qtbot, photo, tmp_path):
    (tmp_path / "notes.txt").write_text("no photo")
    drop(dock.drop, files(tmp_path))
    qtbot.waitUntil(lambda: dock.photo == photo, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: dock.start.isVisible(), timeout=WAIT_MS)
    assert len(queue) == 1
    assert not dock.message.isVisible()


@pytest.mark.parametrize(("name", "words"), [("empty", "holds no photos"), ("gone.jpg", "gone.jpg does not exist")])
def test_what_is_no_photo_is_named(dock, qtbot, tmp_path, name, words):
    (tmp_path / "empty").mkdir()
    drop(dock.drop, files(tmp_path / name))
    qtbot.waitUntil(lambda: words in dock.message.text(), timeout=WAIT_MS)
    assert dock.photo is None
    assert not dock.start.isEnabled()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_drop_zone_answers_to_the_keyboard(dock, qtbot, photo, monkeypatch, key):
    monkeypatch.setattr(dock_module.QFileDialog, "getOpenFileNames", lambda *_: ([str(photo)], ""))
    qtbot.keyClick(dock.drop, key)
    qtbot.waitUntil(lambda: dock.photo == photo, timeout=WAIT_MS)


def test_a_file_dialog_left_without_a_choice_changes_nothing(dock, qtbot, photo, monkeypatch):
    dock.set_photo(photo)
    monkeypatch.setattr(dock_module.QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    qtbot.mouseClick(dock.choose, Qt.MouseButton.LeftButton)
    assert dock.photo == photo


def test_the_tab_key_reaches_every_part(dock, qtbot, queue, photo):
    dock.set_photo(photo)
    dock.geolocate()
    wait_for_end(dock, queue, qtbot)
    reached, widget = set(), dock.drop.nextInFocusChain()
    while widget is not dock.drop:  # an empty list is false to Python
        widget = widget.nextInFocusChain()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            reached.add(widget)
    if dock.drop.focusPolicy() & Qt.FocusPolicy.TabFocus:
        reached.add(dock.drop)
    area = dock.result.area
    assert {area.by_budget, area.by_recall, area.slider.slider, area.number} <= reached
    assert {dock.drop, dock.choose, dock.start, dock.result.regions} <= reached


def test_a_photo_all_the_way(dock, queue, qtbot, photo):
    dock.set_photo(photo)
    with qtbot.waitSignal(queue.changed, timeout=WAIT_MS):
        qtbot.mouseClick(dock.start, Qt.MouseButton.LeftButton)
    assert dock.cancel.isVisible()
    assert dock.progress.isVisible()
    assert not dock.start.isVisible()
    qtbot.waitUntil(lambda: dock.stage.text() == "Asking the predictors …", timeout=WAIT_MS)
    assert dock.progress.value() > 0
    wait_for_end(dock, queue, qtbot)
    assert dock.result.isVisible()
    assert not dock.cancel.isVisible()
    assert not dock.message.isVisible()
    assert "Paris, France" in dock.result.place.text()
    assert "62 % within 750 km" in dock.result.confidence.text()
    assert not dock.result.unsure.isVisible()
    assert "Runs on CPU" in dock.footer.text()
    assert "not a proof" in dock.footer.text()
    names = [bar.accessibleName() for bar in dock.result.attributes.findChildren(ClassBar)]
    assert "Urban and built-up: 81 % (predicted)" in names


def test_an_unsure_result_says_so(dock, queue, server, qtbot, photo, tmp_path):
    write_sample(tmp_path / "unsure", height=90, unsure=True, caps=(750, 2500))
    server.sample = tmp_path / "unsure"
    dock.set_photo(photo)
    dock.geolocate()
    wait_for_end(dock, queue, qtbot)
    assert dock.result.unsure.isVisible()
    assert dock.result.unsure.text() == "Unsure"
    assert "about 62 % were taken within 750 km" in dock.result.note.text()


def test_a_bundle_that_was_not_calibrated_claims_nothing(dock, queue, server, qtbot, photo, tmp_path):
    write_sample(tmp_path / "raw", height=90, caps=(750, 2500), calibrated=False)
    server.sample, server.calibrated = tmp_path / "raw", False
    dock.set_photo(photo)
    dock.geolocate()
    wait_for_end(dock, queue, qtbot)
    view = dock.result
    assert view.note.text() == "This bundle was not calibrated."
    assert not view.confidence.isVisible() and not view.unsure.isVisible()
    assert view.area.by_budget.isEnabled() and not view.area.by_recall.isEnabled()
    assert len(view.area.summary.text().splitlines()) == 1  # an area and its probability, no recall


def test_regions_are_listed_by_rank_and_follow_the_chosen_area(dock, queue, geolocated, qtbot):
    dock.show_result(geolocated)
    view, areas = dock.result, geolocated.result.search_areas
    model = view.regions.model()
    assert model.rowCount() == len(areas[1].regions)  # the telling one
    view.area.slider.choose(areas[3].budget_km2)
    assert model.rowCount() == 2
    rows = [[model.index(row, column).data() for column in range(4)] for row in range(2)]
    assert [row[0] for row in rows] == ["1", "2"]
    assert [row[1] for row in rows] == ["Paris, France", "Sydney, Australia"]
    assert rows[0][2] == f"{areas[3].regions[0].area_km2:,.0f}"
    assert rows[0][3] == "80 %"
    assert (model.share(0), model.share(1) < 0.3) == (1.0, True)
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(4)]
    assert titles == ["#", "Place", "Area (km²)", "Probability"]


def test_numbers_of_regions_are_not_cut_off(dock, geolocated, qtbot):
    dock.show_result(geolocated)
    table = dock.result.regions

    def fits():
        header = table.horizontalHeader()
        wanted = [max(table.sizeHintForColumn(column), header.sectionSizeHint(column)) for column in NARROW]
        return [header.sectionSize(column) for column in NARROW] == wanted

    assert fits()
    dock.result.area.slider.choose(geolocated.result.search_areas[3].budget_km2)
    assert fits()
    before = table.columnWidth(NARROW[-1])
    font = table.font()
    font.setPointSize(2 * font.pointSize())
    table.setFont(font)
    table.horizontalHeader().setFont(font)
    assert fits() and table.columnWidth(NARROW[-1]) > before


@pytest.mark.parametrize("height", [400, 1800])
def test_on_a_low_screen_the_panel_scrolls_and_nothing_is_squeezed(dock, geolocated, qtbot, height):
    dock.show_result(geolocated)
    dock.resize(340, height)
    qtbot.wait(50)
    area = dock.result.area
    assert area.slider.marks.height() >= area.slider.marks.sizeHint().height()
    for label in (area.summary, dock.result.note):
        assert label.height() >= label.heightForWidth(label.width())
    assert dock.result.regions.height() >= dock.result.regions.minimumHeight()
    assert (dock.scroll.verticalScrollBar().maximum() > 0) == (height == 400)


def test_a_click_on_a_region_and_enter_ask_the_map_to_move(dock, geolocated, qtbot):
    dock.show_result(geolocated)
    dock.result.area.slider.choose(geolocated.result.search_areas[3].budget_km2)
    table = dock.result.regions
    regions = geolocated.result.search_areas[3].regions
    place = table.visualRect(table.model().index(1, 1)).center()
    with qtbot.waitSignal(dock.region_chosen, timeout=WAIT_MS) as chosen:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [regions[1]]
    with qtbot.waitSignal(dock.region_chosen, timeout=WAIT_MS) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Up)
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert chosen.args == [regions[0]]


def test_cancel_reaches_the_backend_and_frees_the_panel(dock, queue, server, qtbot, photo):
    server.polls = None
    dock.set_photo(photo)
    dock.geolocate()
    qtbot.waitUntil(lambda: dock.stage.text() == "Asking the predictors …", timeout=WAIT_MS)
    qtbot.mouseClick(dock.cancel, Qt.MouseButton.LeftButton)
    assert dock.stage.text() == "Cancelling …"
    wait_for_end(dock, queue, qtbot)
    assert "/v1/jobs/job-1/cancel" in server.paths("POST")
    assert dock.message.text() == f"{photo.name} was cancelled."
    assert dock.start.isVisible()
    assert dock.start.isEnabled()


def test_a_failure_is_one_sentence_and_goes_with_the_next_start(dock, queue, server, qtbot, photo):
    server.failures[photo.name] = ("photo_unreadable", f"{photo.name} is not a photo; save it as JPEG.")
    dock.set_photo(photo)
    dock.geolocate()
    wait_for_end(dock, queue, qtbot)
    assert dock.message.text() == f"{photo.name} is not a photo; save it as JPEG."
    assert not dock.result.isVisible()
    server.failures.clear()
    dock.geolocate()
    assert dock.message.text() == ""
    wait_for_end(dock, queue, qtbot)
    assert dock.result.isVisible()


def test_a_backend_that_does_not_start_is_told_when_a_photo_is_started(dock, queue, backend, qtbot, photo):
    backend.failure = BackendMissing("No Python.")
    dock.set_photo(photo)
    qtbot.wait(50)
    assert dock.message.text() == ""
    dock.geolocate()
    wait_for_end(dock, queue, qtbot)
    assert dock.message.text() == "No Python."


def test_a_photo_that_vanished_is_named_at_the_start(dock, queue, qtbot, photo):
    dock.set_photo(photo)
    photo.unlink()
    dock.geolocate()
    wait_for_end(dock, queue, qtbot)
    assert f"{photo.name} does not exist" in dock.message.text()
    assert dock.start.isEnabled()


def test_a_photo_added_meanwhile_joins_in(dock, queue, server, qtbot, photo, tmp_path):
    other = tmp_path / "other.jpg"
    other.write_bytes(photo.read_bytes())
    dock.set_photo(photo)
    dock.geolocate()
    dock.set_photo(other)
    assert dock.photo == photo, "what is looked at stays"
    wait_for_end(dock, queue, qtbot)
    assert queue.count(State.DONE) == 2


def test_nothing_is_cut_off_in_a_panel_of_the_least_width(dock, queue, geolocated, qtbot, photo, tmp_path):
    (tmp_path / "many").mkdir()
    for number in range(12):
        (tmp_path / "many" / f"a photo with a long name {number}.jpg").write_bytes(photo.read_bytes())
    dock.add([tmp_path / "many"])
    qtbot.waitUntil(lambda: len(queue) == 12 and dock.start.isVisible(), timeout=WAIT_MS)
    for show in (lambda: None, lambda: dock.show_result(geolocated)):
        show()
        qtbot.wait(50)
        room = dock.widget().minimumWidth() - dock.scroll.verticalScrollBar().sizeHint().width()
        assert dock_module.LEAST_WIDTH <= room < dock_module.LEAST_WIDTH + 40
        assert dock.scroll.widget().minimumSizeHint().width() <= room
        assert dock.history.minimumSizeHint().width() <= room


def test_each_key_leads_to_one_thing(dock, geolocated):
    """Also to none of QGIS's menus: those of the knowledge are new."""
    menus = {f"Alt+{letter}" for letter in "JEVLSPORDWMCH"}
    dock.show_result(geolocated)
    for section in dock.result.findChildren(QgsCollapsibleGroupBox):
        section.setCollapsed(False)
    knowledge = dock.result.knowledge
    for button in (knowledge.by_layer, knowledge.by_country):
        button.setEnabled(True)
        button.click()
        keys = mnemonics(dock.widget())
        assert all(count == 1 for count in Counter(key for key, _ in keys).values()), keys
        part = knowledge.layer_part if button is knowledge.by_layer else knowledge.country_part
        led_to = {widget: key for key, widget in keys}
        for one in (knowledge.by_extent, knowledge.by_layer, knowledge.by_country, part.apply):
            assert led_to[one] not in menus


def test_a_remote_backend_is_named_where_photos_are_said_to_stay(dock, geolocated, monkeypatch):
    dock.show_result(geolocated)
    assert "Photos stay on this machine" in dock.footer.text()
    monkeypatch.setattr(settings, "remote_url", lambda: "https://maps.example.org:8443")
    dock.show_result(geolocated)
    assert "Photos are sent to maps.example.org." in dock.footer.text()
    monkeypatch.setattr(settings, "remote_url", lambda: "127.0.0.1:8443")
    dock.show_result(geolocated)
    assert "No photo is sent: the remote backend's address in the options is none." in dock.footer.text()


def test_a_message_can_be_copied_and_is_never_read_as_markup(dock):
    dock.message.show_error("<b>a</b>.jpg is broken.")
    label = dock.message._text
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def jpeg_with_orientation(path, width, height, orientation):
    """Write a JPEG, left half red, right half blue, with an EXIF orientation."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    for x in range(width // 2, width):
        for y in range(height):
            image.setPixelColor(x, y, QColor("blue"))
    assert image.save(str(path), "JPG", 95)
    plain = path.read_bytes()
    tiff = b"MM\0*\0\0\0\x08\0\x01" + struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0) + b"\0\0\0\0"
    exif = b"Exif\0\0" + tiff
    path.write_bytes(plain[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + plain[2:])


def test_the_thumbnail_is_upright(tmp_path):
    path = tmp_path / "turned.JPG"
    jpeg_with_orientation(path, 400, 200, 6)  # 6: the top of the photo is at the right of the file
    image = read_thumbnail(path, QSize(300, 300))
    assert (image.width(), image.height()) == (150, 300)
    assert image.pixelColor(75, 20).red() > 200
    assert image.pixelColor(75, 280).blue() > 200


def test_a_thumbnail_is_never_larger_than_asked(tmp_path):
    path = tmp_path / "large.png"
    QImage(3000, 500, QImage.Format.Format_RGB32).save(str(path))
    image = read_thumbnail(path, QSize(300, 300))
    assert (image.width(), image.height()) == (300, 50)


def png_chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_a_decompression_bomb_gets_no_preview(tmp_path):
    header = struct.pack(">IIBBBBB", 60000, 60000, 8, 0, 0, 0, 0)
    body = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", zlib.compress(bytes(60001)))
    (tmp_path / "bomb.png").write_bytes(body + png_chunk(b"IEND", b""))
    assert read_thumbnail(tmp_path / "bomb.png", QSize(300, 300)).isNull()


@pytest.mark.parametrize("body", [b"", b"no photo", b"\xff\xd8\xff\xe0 cut"])
def test_what_is_no_image_gets_no_preview(dock, qtbot, tmp_path, body):
    path = tmp_path / "broken.jpg"
    path.write_bytes(body)
    dock.set_photo(path)
    qtbot.waitUntil(lambda: dock.drop._task is None, timeout=WAIT_MS)
    assert not dock.drop.has_thumbnail
    assert dock.start.isEnabled()  # the backend has the last word


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0 %"),
        (0.00001, "< 0.1 %"),
        (0.0123, "1.2 %"),
        (0.0996, "10 %"),
        (0.62, "62 %"),
        (0.9991, "> 99 %"),
        (1.0, "100 %"),
    ],
)
def test_percentages(value, text):
    assert percent(value) == text


def test_areas_and_coordinates():
    assert area(1963.49) == "1,963 km²"
    assert area(2.345) == "2.3 km²"
    assert area(19.38e6) == "19.4 million km²"
    assert coordinates(Position(-33.868, -151.2)) == "33.87° S, 151.20° W"


def test_providers_have_names_a_person_knows():
    assert provider("CPUExecutionProvider") == "CPU"
    assert provider("CUDAExecutionProvider") == "GPU (CUDA)"
    assert provider("CoreMLExecutionProvider") == "CoreML"
