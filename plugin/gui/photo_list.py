"""The list of queued photos: thumbnail, name, what became of it, and what can be done with it."""

from __future__ import annotations

import secrets

from qgis.PyQt.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPoint,
    QSize,
    Qt,
    pyqtSignal,
)
from qgis.PyQt.QtGui import QKeySequence, QPainter, QPalette, QPen
from qgis.PyQt.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from ..assets import icon
from ..compat import QAction, drop_position
from ..photo_queue import PhotoQueue, QueuedPhoto, State
from ..translation import tr
from . import formats
from .cards import LINES, PICTURE, PICTURE_SIZE, SHARE, SYMBOL, CardDelegate, card_height
from .dropped import dropped_paths
from .thumbnails import Thumbnails

SYMBOLS = {
    State.WAITING: "cancel",
    State.WORKING: "cancel",
    State.FAILED: "refresh",
    State.CANCELLED: "refresh",
    State.DONE: "",
}
SHARPNESS = 2  # thumbnails stay sharp on screens with twice the pixels
ROWS = 5
DRAGGED = "application/x-photo-geolocator-photos"  # photos of one list on their way to another place in it


def state_text(photo: QueuedPhoto) -> str:
    """Return what became of a photo, in a line."""
    if photo.state is State.WORKING:
        return formats.stage(photo.stage)
    if photo.state is State.FAILED:
        return photo.problem
    if photo.state is State.CANCELLED:
        return tr("Cancelled")
    if photo.state is State.WAITING:
        return tr("Waiting")
    place = photo.best_point.place or formats.coordinates(photo.best_point)
    if photo.fused:
        return tr("{count} photos as one place · {place}").format(count=len(photo.fused), place=place)
    if photo.confidence is None:
        return place
    return tr("{percent} · {place}").format(percent=formats.percent(photo.confidence), place=place)


class PhotoListModel(QAbstractListModel):
    """The photos of a `PhotoQueue`, in its order."""

    def __init__(self, queue: PhotoQueue, parent: QWidget | None = None):
        super().__init__(parent)
        self._queue = queue
        self._photos = list(queue.photos)
        self._rows: dict = {}
        self._mark = secrets.token_bytes(8)  # another window's list has another one
        self._number()
        queue.added.connect(self._on_added)
        queue.removed.connect(self._on_removed)
        queue.moved.connect(self._on_moved)
        queue.changed.connect(self._on_changed)

    def photo(self, index: QModelIndex) -> QueuedPhoto:
        """Return the photo in a row."""
        return self._photos[index.row()]

    def index_of(self, photo: QueuedPhoto | None) -> QModelIndex:
        """Return where `photo` is; an invalid index when it is not there."""
        return self.index(self._rows[photo]) if photo in self._rows else QModelIndex()

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """Return the number of photos; a photo has no children."""
        return 0 if parent is not None and parent.isValid() else len(self._photos)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole):
        """Return what a card shows of a photo, and how it is read aloud."""
        photo = self._photos[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return photo.path.name
        if role == LINES:
            return (state_text(photo),)
        if role == SHARE:
            return photo.progress if photo.state is State.WORKING else None
        if role == SYMBOL:
            return SYMBOLS[photo.state]
        if role == PICTURE:
            return photo.picture
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((*(str(one.path) for one in photo.fused or (photo,)), state_text(photo)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{photo.path.name}: {state_text(photo)}"
        return None

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """Let photos be dragged."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def supportedDragActions(self) -> Qt.DropAction:
        """Photos are moved."""
        return Qt.DropAction.MoveAction

    def mimeData(self, indexes: list) -> QMimeData:
        """Return what is dragged; which photos it is the selection tells."""
        mime = QMimeData()
        mime.setData(DRAGGED, self._mark)
        return mime

    def is_own(self, mime: QMimeData) -> bool:
        """Whether photos of this list are dragged."""
        return bytes(mime.data(DRAGGED)) == self._mark

    def _on_added(self, photos: list) -> None:
        first = len(self._photos)
        self.beginInsertRows(QModelIndex(), first, first + len(photos) - 1)
        self._photos += photos
        for row, photo in enumerate(photos, first):
            self._rows[photo] = row
        self.endInsertRows()

    def _on_removed(self, photos: list) -> None:
        if len(photos) > ROWS:
            gone = set(photos)
            self._reset([photo for photo in self._photos if photo not in gone])
            return
        for row in sorted((self._rows[photo] for photo in photos), reverse=True):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._photos[row]
            self._number()
            self.endRemoveRows()

    def _on_moved(self) -> None:
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        photos = [self._photos[index.row()] for index in old]
        self._photos = list(self._queue.photos)
        self._number()
        self.changePersistentIndexList(old, [self.index(self._rows[photo]) for photo in photos])
        self.layoutChanged.emit()

    def _on_changed(self, photos: list) -> None:
        rows = sorted(self._rows[photo] for photo in photos if photo in self._rows)
        if rows:
            self.dataChanged.emit(self.index(rows[0]), self.index(rows[-1]))

    def _reset(self, photos: list) -> None:
        self.beginResetModel()
        self._photos = photos
        self._number()
        self.endResetModel()

    def _number(self) -> None:
        self._rows = {photo: row for row, photo in enumerate(self._photos)}


class PhotoList(QListView):
    """Shows a `PhotoQueue` and does with its photos what the person asks for.

    Emits `dropped(list of Path)`, and with lists of `QueuedPhoto` `map_wanted(list)`, `fuse_wanted(list)` and
    `folder_wanted(QueuedPhoto)`.
    """

    dropped = pyqtSignal(list)
    map_wanted = pyqtSignal(list)
    fuse_wanted = pyqtSignal(list)
    folder_wanted = pyqtSignal(object)

    def __init__(self, queue: PhotoQueue, parent: QWidget | None = None):
        super().__init__(parent)
        self._queue = queue
        self._thumbnails = Thumbnails(PICTURE_SIZE * SHARPNESS, self)
        self._thumbnails.changed.connect(lambda _: self.viewport().update())
        self._cards = CardDelegate(self._thumbnails, 1, self)
        self._photos = PhotoListModel(queue, self)
        self.setModel(self._photos)
        self.setItemDelegate(self._cards)
        self.setAccessibleName(tr("Photos"))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)  # tab leaves the list; arrows move in it
        self.setAcceptDrops(True)
        self.setDragEnabled(True)
        self._drop_row: int | None = None
        self.setMouseTracking(True)
        self._make_actions()
        self.selectionModel().currentChanged.connect(self._on_current)
        self.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        queue.chosen_changed.connect(self._on_chosen)
        queue.changed.connect(lambda _: self._enable())
        queue.moved.connect(self._on_chosen)
        queue.removed.connect(self._on_removed)
        self._enable()

    @property
    def selected(self) -> list:
        """The selected photos, in order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self._photos.photo(self._photos.index(row)) for row in rows]

    def sizeHint(self) -> QSize:
        """Return room for a few rows."""
        rows = min(max(self._photos.rowCount(), 2), ROWS)
        return QSize(250, rows * self.row_height() + 2 * self.frameWidth())

    def row_height(self) -> int:
        """Return the height of a row, in pixels."""
        return card_height(self.fontMetrics(), 1)

    def menu(self, parent: QWidget) -> QMenu:
        """Return a menu with everything that can be done with the selected photos."""
        menu = QMenu(parent)
        for action in self.actions():
            menu.addAction(action)
        return menu

    def contextMenuEvent(self, event) -> None:
        """Offer what can be done, by mouse and by the menu key."""
        if self.selected:
            self.menu(self).popup(event.globalPos())

    def keyPressEvent(self, event) -> None:
        """Enter puts the selected photos on the map."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.on_map.isEnabled():
            self.on_map.trigger()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event) -> None:
        """The icon at the end of a row cancels its photo, or tries it again."""
        super().mouseReleaseEvent(event)
        place = event.pos()
        index = self.indexAt(place)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if self._cards.symbol_rect(self.visualRect(index)).adjusted(-4, -4, 4, 4).contains(place):
            self._act_on(self._photos.photo(index))

    def viewportEvent(self, event) -> bool:
        """Say what the icon under the mouse does."""
        if event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            if index.isValid() and self._cards.symbol_rect(self.visualRect(index)).contains(event.pos()):
                state = self._photos.photo(index).state
                words = {"cancel": tr("Cancel"), "refresh": tr("Geolocate again")}.get(SYMBOLS[state], "")
                self.viewport().setToolTip(words)
            else:
                self.viewport().setToolTip("")
        return super().viewportEvent(event)

    def dragEnterEvent(self, event) -> None:
        """Accept files, folders and items of QGIS's browser, and photos of this list."""
        if self._photos.is_own(event.mimeData()) or dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event) -> None:
        """Accept them wherever they are held; show where photos of this list would go."""
        event.acceptProposedAction()
        if self._photos.is_own(event.mimeData()):
            self._show_drop_row(self._row_at(drop_position(event)))

    def dragLeaveEvent(self, event) -> None:
        """Show no place any more."""
        self._show_drop_row(None)

    def dropEvent(self, event) -> None:
        """Put photos of this list where they were dropped, or tell what was dropped."""
        event.acceptProposedAction()
        self._show_drop_row(None)
        if self._photos.is_own(event.mimeData()):
            self._queue.place(self.selected, self._row_at(drop_position(event)))
        else:
            self.dropped.emit(dropped_paths(event.mimeData()))

    def paintEvent(self, event) -> None:
        """Draw a line where dragged photos would go."""
        super().paintEvent(event)
        if self._drop_row is not None:
            count = self._photos.rowCount()
            last = self.visualRect(self._photos.index(min(self._drop_row, count - 1)))
            y = last.top() if self._drop_row < count else last.bottom()
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawLine(0, y, self.viewport().width(), y)
            painter.end()

    def _row_at(self, place: QPoint) -> int:
        """Return the row before which a place lies: that of the nearest gap between two photos."""
        index = self.indexAt(place)
        if not index.isValid():
            return self._photos.rowCount()
        return index.row() + (place.y() > self.visualRect(index).center().y())

    def _show_drop_row(self, row: int | None) -> None:
        if row != self._drop_row:
            self._drop_row = row
            self.viewport().update()

    def _make_actions(self) -> None:
        self.on_map = self._action(
            "heatmap", tr("&Show on map"), tr("Put the results on the map, and keep them there"), "", self._show_on_map
        )
        self.fuse = self._action(
            "fuse",
            tr("F&use as one place"),
            tr("Make one map of photos that are known to be from one place"),
            "Ctrl+U",
            lambda: self.fuse_wanted.emit(self.selected),
        )
        self.retry = self._action(
            "refresh", tr("&Geolocate again"), tr("Geolocate the selected photos once more"), "Ctrl+R", self._retry
        )
        self.cancel = self._action("cancel", tr("&Cancel"), tr("Cancel the selected photos"), "Ctrl+D", self._cancel)
        self.remove = self._action(
            "remove", tr("&Remove from the list"), tr("Remove the selected photos from the list"), "Del", self._remove
        )
        self._line()
        self.up = self._action("", tr("Move &up"), tr("Geolocate earlier"), "Alt+Up", lambda: self._move(-1))
        self.down = self._action("", tr("Move &down"), tr("Geolocate later"), "Alt+Down", lambda: self._move(1))
        self.first = self._action("", tr("Move to the &top"), tr("Geolocate next"), "Alt+Home", self._to_top)
        self._line()
        self.folder = self._action(
            "folder", tr("Show in the &file manager"), tr("Open the photo's folder"), "Ctrl+E", self._show_folder
        )

    def _action(self, symbol: str, text: str, words: str, keys: str, do) -> QAction:
        action = QAction(text, self)
        if symbol:
            action.setIcon(icon(symbol))
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            words = f"{words} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})"
        action.setToolTip(words)
        action.triggered.connect(lambda: do())
        self.addAction(action)
        return action

    def _line(self) -> None:
        line = QAction(self)
        line.setSeparator(True)
        self.addAction(line)

    def _enable(self) -> None:
        selected = self.selected
        states = {photo.state for photo in selected}
        self.on_map.setEnabled(State.DONE in states)
        self.fuse.setEnabled(
            len(selected) > 1 and states == {State.DONE} and not any(photo.fused for photo in selected)
        )
        self.retry.setEnabled(any(photo.is_over and not photo.fused for photo in selected))
        self.cancel.setEnabled(bool(states & {State.WAITING, State.WORKING}))
        self.folder.setEnabled(len(selected) == 1)
        for action in (self.remove, self.up, self.down, self.first):
            action.setEnabled(bool(selected))

    def _show_on_map(self) -> None:
        self.map_wanted.emit([photo for photo in self.selected if photo.state is State.DONE])

    def _retry(self) -> None:
        self._queue.again(self.selected)

    def _cancel(self) -> None:
        self._queue.cancel(self.selected)

    def _remove(self) -> None:
        self._queue.remove(self.selected)

    def _move(self, by: int) -> None:
        self._queue.move(self.selected, by)

    def _to_top(self) -> None:
        self._queue.place(self.selected, 0)

    def _show_folder(self) -> None:
        self.folder_wanted.emit(self.selected[0])

    def _act_on(self, photo: QueuedPhoto) -> None:
        if photo.state in (State.FAILED, State.CANCELLED):
            self._queue.again([photo])
        elif photo.state is not State.DONE:
            self._queue.cancel([photo])

    def _on_current(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid():
            self._queue.choose(self._photos.photo(current))

    def _on_removed(self, _: list) -> None:
        current = self.currentIndex()  # Qt has moved it, and selects nothing
        if current.isValid() and not self.selectionModel().hasSelection():
            self.selectionModel().select(current, QItemSelectionModel.SelectionFlag.Select)

    def _on_chosen(self) -> None:
        index = self._photos.index_of(self._queue.chosen)
        if index.isValid() and index != self.currentIndex():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if index.isValid():
            self.scrollTo(index)
