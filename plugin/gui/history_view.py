"""The history: results of earlier photos, to be searched, opened again and forgotten."""

from __future__ import annotations

from datetime import datetime

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import (
    QAbstractListModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QSortFilterProxyModel,
    Qt,
    pyqtSignal,
)
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QMessageBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from .. import settings
from ..assets import icon
from ..compat import QAction
from ..errors import PluginError
from ..history import Content, Entry, History
from ..result import Position
from ..translation import tr
from ..work import Work
from . import formats
from .cards import LINES, PICTURE, PICTURE_SIZE, SHARE, SYMBOL, CardDelegate
from .thumbnails import Thumbnails

SHARPNESS = 2
TEXT = Qt.ItemDataRole.UserRole + 10  # what a search looks through


class HistoryModel(QAbstractListModel):
    """The entries of a history, newest first."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._entries: tuple = ()

    def set_entries(self, entries: tuple) -> None:
        """Show `entries`."""
        if entries == self._entries:
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        """Return the entry in `row`."""
        return self._entries[row]

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """Return the number of entries; an entry has no children."""
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole):
        """Return what a card shows of an entry, and how it is read aloud."""
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.photo.name
        if role == LINES:
            return _found(entry), _when(entry, QLocale.FormatType.ShortFormat)
        if role == PICTURE:
            return entry.thumbnail
        if role == SHARE:
            return None
        if role == SYMBOL:
            return ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{entry.photo}\n{_found(entry)}\n{_when(entry, QLocale.FormatType.LongFormat)}"
        if role in (Qt.ItemDataRole.AccessibleTextRole, TEXT):
            return f"{entry.photo.name}: {_found(entry)}, {_when(entry, QLocale.FormatType.LongFormat)}"
        return None


def _found(entry: Entry) -> str:
    place = entry.place or formats.coordinates(Position(entry.lat, entry.lon))
    if entry.confidence is None:
        return place
    words = tr("{percent} · {place}, unsure") if entry.unsure else tr("{percent} · {place}")
    return words.format(percent=formats.percent(entry.confidence), place=place)


def _when(entry: Entry, length: QLocale.FormatType) -> str:
    made = QDateTime.fromSecsSinceEpoch(round(datetime.fromisoformat(entry.made).timestamp()))
    return QLocale().toString(made, length)


class HistoryView(QWidget):
    """Shows a `History`; looks again whenever it comes to the front, for another window may have written.

    Emits `opened(Entry)` for a result that shall be shown again, and `folder_wanted(Entry)` for the photo's folder.
    """

    opened = pyqtSignal(object)
    folder_wanted = pyqtSignal(object)

    def __init__(self, history: History, parent: QWidget | None = None):
        super().__init__(parent)
        self._history = history
        self._reading: Work | None = None
        self._again = False
        self.search = QgsFilterLineEdit()
        self.search.setShowSearchIcon(True)
        self.search.setPlaceholderText(tr("Search by name, place or date"))
        self.search.setAccessibleName(self.search.placeholderText())
        self._entries = HistoryModel(self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._entries)
        self._found.setFilterRole(TEXT)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list = QListView()
        self.list.setModel(self._found)
        thumbnails = Thumbnails(PICTURE_SIZE * SHARPNESS, self)
        thumbnails.changed.connect(lambda _: self.list.viewport().update())
        self._cards = CardDelegate(thumbnails, 2, self)
        self.list.setItemDelegate(self._cards)
        self.list.setAccessibleName(tr("Earlier results"))
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTabKeyNavigation(False)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.keep = QCheckBox(tr("&Keep results here"))
        self.keep.setToolTip(tr("Keep the results of photos in QGIS's profile, with a thumbnail and the photo's path"))
        self._make_actions()
        self._lay_out()
        self.search.textChanged.connect(self._found.setFilterFixedString)
        self.list.doubleClicked.connect(lambda _: self.open.trigger())
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.keep.clicked.connect(self._on_keep)
        history.changed.connect(self.refresh)
        history.failed.connect(self._on_failed)
        self._found.modelReset.connect(self._enable)
        self._found.layoutChanged.connect(self._enable)
        self._enable()

    @property
    def selected(self) -> list:
        """The selected entries, in order."""
        rows = sorted(self._found.mapToSource(index).row() for index in self.list.selectionModel().selectedIndexes())
        return [self._entries.entry(row) for row in rows]

    def refresh(self) -> None:
        """Look what there is, if anybody can see it."""
        if not self.isVisible():
            return
        if self._reading is not None:
            self._again = True
            return
        self._reading = self._history.entries()
        self._reading.done.connect(self._on_content)
        self._reading.failed.connect(self._on_read)  # no lambda: the reading may outlive the view

    def showEvent(self, event) -> None:
        """Look again: another QGIS window may have written meanwhile."""
        super().showEvent(event)
        self.keep.setChecked(settings.keep_history())
        self.refresh()

    def _make_actions(self) -> None:
        self.open = self._action(
            "heatmap", tr("&Open"), tr("Show the result and its layers again"), "Return", self._open
        )
        self.forget = self._action(
            "remove", tr("&Forget"), tr("Delete the selected results from the history"), "Del", self._forget
        )
        self.folder = self._action(
            "folder", tr("Show in the f&ile manager"), tr("Open the photo's folder"), "Ctrl+E", self._show_folder
        )
        self.clear = QAction(icon("remove"), tr("Forget &all …"), self)
        self.clear.setToolTip(tr("Delete every result from the history"))
        self.clear.triggered.connect(lambda: self._clear())

    def _action(self, symbol: str, text: str, words: str, keys: str, do) -> QAction:
        action = QAction(icon(symbol), text, self.list)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setToolTip(f"{words} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        action.triggered.connect(lambda: do())
        self.list.addAction(action)
        return action

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for action in (self.open, self.forget):
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            buttons.addWidget(button)
        buttons.addStretch(1)
        more = QToolButton()
        more.setText("…")
        more.setToolTip(tr("What else can be done with the history"))
        more.setAccessibleName(more.toolTip())
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(more)
        menu.addAction(self.folder)
        menu.addSeparator()
        menu.addAction(self.clear)
        more.setMenu(menu)
        self.more = more
        buttons.addWidget(more)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        layout.addWidget(self.summary)
        layout.addWidget(self.keep)

    def _on_content(self, content: Content) -> None:
        chosen = {entry.id for entry in self.selected}
        self._entries.set_entries(content.entries)
        model = self.list.selectionModel()
        for row, entry in enumerate(content.entries):
            if entry.id in chosen:
                index = self._found.mapFromSource(self._entries.index(row))
                model.select(index, model.SelectionFlag.Select)
        self.summary.setText(self._summary(content))
        self.clear.setEnabled(bool(content.entries or content.damaged))
        self._on_read()

    def _on_read(self, _error: PluginError | None = None) -> None:
        self._reading = None
        if self._again:
            self._again = False
            self.refresh()

    def _on_failed(self, error: PluginError) -> None:
        self.summary.setText(str(error))

    def _summary(self, content: Content) -> str:
        count = len(content.entries)
        if not count and not content.damaged:
            return tr("Results of photos are listed here as they are found.")
        results = tr("1 result") if count == 1 else tr("{count} results").format(count=formats.whole(count))
        text = tr("{results}, {size} MB of at most {limit} MB: the oldest give way to new ones.").format(
            results=results,
            size=formats.whole(max(1, round(content.size / 1e6))),
            limit=formats.whole(self._history.limit / 1e6),
        )
        if content.damaged:
            text += " " + tr("{count} more can't be read; “Forget all” deletes them too.").format(
                count=formats.whole(content.damaged)
            )
        return text

    def _enable(self) -> None:
        count = len(self.selected)
        self.open.setEnabled(count == 1)
        self.folder.setEnabled(count == 1)
        self.forget.setEnabled(count > 0)

    def _show_menu(self, place) -> None:
        if self.selected:
            menu = QMenu(self)
            for action in self.list.actions():
                menu.addAction(action)
            menu.popup(self.list.viewport().mapToGlobal(place))

    def _open(self) -> None:
        self.opened.emit(self.selected[0])

    def _forget(self) -> None:
        self._history.forget([entry.id for entry in self.selected])

    def _show_folder(self) -> None:
        self.folder_wanted.emit(self.selected[0])

    def _clear(self) -> None:
        answer = QMessageBox.question(
            self,
            tr("Forget all results"),
            tr("Delete every result from the history? Layers on the map and saved results stay."),
        )
        if answer == QMessageBox.StandardButton.Yes:
            self._history.clear()

    def _on_keep(self, kept: bool) -> None:
        settings.set_keep_history(kept)
