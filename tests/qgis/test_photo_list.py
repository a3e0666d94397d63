import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin.gui import photo_list as list_module
from photo_geolocator.plugin.gui.photo_list import PhotoList
from photo_geolocator.plugin.gui.thumbnails import MOST_KEPT, Thumbnails
from photo_geolocator.plugin.photo_queue import State
from qgis.PyQt.QtCore import QItemSelectionModel, QPoint, QPointF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage, QPalette
from qgis.PyQt.QtTest import QAbstractItemModelTester


@pytest.fixture
def shown(queue, qtbot):
    one = PhotoList(queue)
    qtbot.addWidget(one)
    one.resize(300, 300)
    one.tester = QAbstractItemModelTester(one.model(), QAbstractItemModelTester.FailureReportingMode.Warning)
    one.show()
    return one


@pytest.fixture
def add(queue, photo, tmp_path):
    def run(count):
        paths = [tmp_path / f"photo {number}.jpg" for number in range(count)]
        for path in paths:
            path.write_bytes(photo.read_bytes())
        return queue.add(paths)

    return run


def names(shown):
    model = shown.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def select(shown, *rows):
    flags = QItemSelectionModel.SelectionFlag
    shown.setCurrentIndex(shown.model().index(rows[0], 0))
    for row in rows[1:]:
        shown.selectionModel().select(shown.model().index(row, 0), flags.Select)


def wait(queue, qtbot):
    qtbot.waitUntil(lambda: not queue.is_busy, timeout=WAIT_MS)
    qtbot.wait(20)


def test_the_list_follows_the_queue(shown, queue, add):
    photos = add(8)
    assert len(names(shown)) == 8
    queue.remove(photos[2:4])
    assert names(shown) == [f"photo {number}.jpg" for number in (0, 1, 4, 5, 6, 7)]
    queue.place([photos[7]], 0)
    assert names(shown)[0] == "photo 7.jpg"
    queue.remove(list(queue.photos)[:6])
    assert names(shown) == []


def test_choosing_goes_both_ways(shown, queue, add):
    photos = add(3)
    queue.choose(photos[1])
    assert shown.currentIndex().row() == 1
    assert shown.selected == [photos[1]]
    select(shown, 2)
    assert queue.chosen is photos[2]
    queue.place([photos[2]], 0)
    assert (shown.currentIndex().row(), queue.chosen) == (0, photos[2])
    queue.remove([photos[2]])
    assert queue.chosen is photos[0]
    assert shown.selected == [photos[0]]


def test_many_removed_at_once_keep_a_choice(shown, queue, add):
    photos = add(20)
    select(shown, 3)
    queue.remove(photos[2:12])
    assert queue.chosen is photos[12]
    assert shown.selected == [photos[12]]


def drag(shown, mime, y):
    """Hold and drop something at a height of the list, as the window system would; return the line that was shown."""
    move, left, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, y), move, mime, left, none)
    shown.dragEnterEvent(enter)
    assert enter.isAccepted()
    shown.dragMoveEvent(QDragMoveEvent(QPoint(5, y), move, mime, left, none))
    line = shown._drop_row
    shown.dropEvent(QDropEvent(QPointF(5, y), move, mime, left, none))
    return line


def test_photos_are_dragged_to_another_place(shown, queue, add):
    photos = add(4)
    select(shown, 0, 1)
    model = shown.model()
    assert all(model.flags(model.index(row)) & Qt.ItemFlag.ItemIsDragEnabled for row in range(4))
    mime = model.mimeData(shown.selectedIndexes())
    third = shown.visualRect(model.index(2))
    assert drag(shown, mime, third.bottom() - 2) == 3
    assert names(shown) == [f"photo {number}.jpg" for number in (2, 0, 1, 3)]
    assert shown.selected == photos[:2] and shown._drop_row is None
    drag(shown, mime, shown.visualRect(model.index(0)).top() + 2)
    assert names(shown) == [f"photo {number}.jpg" for number in (0, 1, 2, 3)]
    drag(shown, mime, shown.viewport().height() - 2)
    assert [photo.path.name for photo in queue.photos] == [f"photo {number}.jpg" for number in (2, 3, 0, 1)]


def test_photos_of_another_list_are_not_taken(shown, queue, add, qtbot):
    add(2)
    other = PhotoList(queue)
    qtbot.addWidget(other)
    mime = other.model().mimeData([])
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    enter.ignore()
    shown.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_every_state_has_its_words(shown, queue, server, add, qtbot):
    server.failures["photo 1.jpg"] = ("photo_unreadable", "photo 1.jpg is not a photo; save it as JPEG.")
    photos = add(3)
    queue.start()
    queue.cancel([photos[2]])
    model = shown.model()
    said = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert said[2] == "photo 2.jpg: Cancelled"
    wait(queue, qtbot)
    said = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert said[0] == "photo 0.jpg: 62 % · Paris, France"
    assert said[1] == "photo 1.jpg: photo 1.jpg is not a photo; save it as JPEG."
    assert str(photos[1].path) in model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_what_is_worked_on_shows_its_own_progress(shown, queue, server, add, qtbot):
    server.polls = None
    add(3)
    queue.start()
    index = shown.model().index(0, 0)
    qtbot.waitUntil(lambda: (index.data(list_module.SHARE) or 0) > 0, timeout=WAIT_MS)
    assert index.data(list_module.LINES)[0].endswith("…")
    assert shown.model().index(2, 0).data(list_module.SHARE) is None


def test_keys_do_what_the_menu_does(shown, queue, server, add, qtbot):
    photos = add(4)
    qtbot.waitExposed(shown)
    shown.setFocus()
    select(shown, 1)
    qtbot.keyClick(shown, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert queue.photos[0] is photos[1]
    qtbot.keyClick(shown, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert queue.photos[1] is photos[1]
    qtbot.keyClick(shown, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    assert queue.photos[0] is photos[1]
    qtbot.keyClick(shown, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert photos[1].state is State.CANCELLED
    qtbot.keyClick(shown, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    wait(queue, qtbot)
    assert queue.count(State.DONE) == 4
    with qtbot.waitSignal(shown.map_wanted, timeout=WAIT_MS) as wanted:
        qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert wanted.args[0] == [photos[1]]
    qtbot.keyClick(shown, Qt.Key.Key_Delete)
    assert len(queue) == 3


def test_actions_are_there_only_for_what_they_can_do(shown, queue, add, qtbot):
    photos = add(2)
    assert not any(action.isEnabled() for action in (shown.on_map, shown.retry, shown.cancel, shown.remove))
    select(shown, 0, 1)
    assert shown.cancel.isEnabled() and shown.remove.isEnabled()
    assert not shown.on_map.isEnabled() and not shown.retry.isEnabled() and not shown.folder.isEnabled()
    queue.start()
    wait(queue, qtbot)
    assert shown.on_map.isEnabled() and shown.retry.isEnabled() and not shown.cancel.isEnabled()
    with qtbot.waitSignal(shown.map_wanted, timeout=WAIT_MS) as wanted:
        shown.on_map.trigger()
    assert wanted.args[0] == photos
    assert all("(" in action.toolTip() for action in shown.actions() if not action.shortcut().isEmpty())


def test_the_icon_of_a_row_cancels_and_tries_again(shown, queue, server, add, qtbot):
    server.polls = None
    photos = add(2)

    def press():
        index = shown.model().index(1, 0)
        where = shown._cards.symbol_rect(shown.visualRect(index)).center()
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=where)

    press()
    assert photos[1].state is State.CANCELLED
    assert not queue.is_busy
    press()
    qtbot.waitUntil(lambda: photos[1].state is State.WORKING, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: len(server.jobs) == 2, timeout=WAIT_MS)
    press()
    qtbot.waitUntil(lambda: photos[1].state is State.CANCELLED, timeout=WAIT_MS)


def test_only_what_is_seen_is_decoded(shown, queue, add, qtbot):
    decoded = []
    shown._thumbnails.changed.connect(decoded.append)
    add(150)
    qtbot.waitUntil(lambda: len(decoded) >= 5, timeout=WAIT_MS)
    qtbot.wait(300)
    assert len(decoded) < 40
    assert queue.photos[149].path not in decoded
    shown.scrollToBottom()
    qtbot.waitUntil(lambda: queue.photos[149].path in decoded, timeout=WAIT_MS)


def test_thumbnails_are_bounded(qgis_app, qtbot, tmp_path):
    thumbnails = Thumbnails(QSize(20, 20))
    image = QImage(30, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    for number in range(MOST_KEPT + 5):
        path = tmp_path / f"{number}.png"
        image.save(str(path))
        thumbnails.get(path)
        qtbot.waitUntil(lambda path=path: thumbnails.get(path) is not None, timeout=WAIT_MS)
    assert len(thumbnails._kept) == MOST_KEPT
    assert thumbnails.get(path).width() == 20


def test_a_picture_that_can_not_be_read_is_asked_for_once(qgis_app, qtbot, tmp_path):
    thumbnails = Thumbnails(QSize(20, 20))
    with qtbot.waitSignal(thumbnails.changed, timeout=WAIT_MS):
        assert thumbnails.get(tmp_path / "gone.jpg") is None
    assert thumbnails.get(tmp_path / "gone.jpg").isNull()


@pytest.mark.parametrize("dark", [False, True])
def test_rows_are_drawn_in_the_palettes_colours(shown, queue, add, qtbot, dark):
    palette = QPalette()
    base, ink = ("#1e1e1e", "#f0f0f0") if dark else ("#ffffff", "#101010")
    palette.setColor(QPalette.ColorRole.Base, QColor(base))
    palette.setColor(QPalette.ColorRole.Text, QColor(ink))
    shown.setPalette(palette)
    add(2)
    qtbot.wait(50)
    image = shown.viewport().grab().toImage()
    row = shown.visualRect(shown.model().index(1, 0))
    shades = {
        image.pixelColor(x, y).lightness()
        for x in range(row.left() + 70, row.right() - 40)
        for y in range(row.top(), row.bottom())
    }
    assert min(shades) < 60 and max(shades) > 190, "text and ground differ"
    assert image.pixelColor(row.right() - 60, row.top() + 2).lightness() == pytest.approx(
        QColor(base).lightness(), abs=3
    )
