"""The user guide in a window of its own, readable without the internet, and the menu that leads to it."""

from __future__ import annotations

from html import escape
from pathlib import Path

from qgis.gui import QgisInterface, QgsGui
from qgis.PyQt.QtCore import QObject, Qt, QTimer, QUrl, pyqtSlot
from qgis.PyQt.QtGui import (
    QColor,
    QDesktopServices,
    QImage,
    QKeySequence,
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextTable,
)
from qgis.PyQt.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..assets import icon
from ..compat import QAction
from ..guide import FOLDER, INDEX, PAGES, RESPONSIBLE_USE, SCHEME, page_path, page_title, page_url, slug
from ..translation import tr
from .windows import bring_up

SIZE = (980, 720)
CONTENTS_WIDTH = 260
MARGIN = 18
LINK_ON_DARK = QColor("#6db3f2")
HALF = 128  # of the lightness
REST_MS = 200  # a window that keeps its width for so long is no longer dragged


class GuideBrowser(QTextBrowser):
    """Shows Markdown: links to headings work, and pictures are as wide as the window at most."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setOpenExternalLinks(True)
        self.document().setDocumentMargin(MARGIN)
        # One that came only with a long page would take its width from pictures that fit.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.missing: list = []  # pictures of the page that could not be read
        self._fitted = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._fit)

    def setSource(self, url: QUrl, *_kind) -> None:
        """Take a page in QGIS's language, and as HTML, which `loadResource` makes: what Qt 5 calls for a link."""
        super().setSource(_translated(self.source().resolved(url)), QTextDocument.ResourceType.HtmlResource)

    def doSetSource(self, url: QUrl, _kind: int) -> None:
        """Do the same: what Qt 6 calls."""
        super().doSetSource(_translated(self.source().resolved(url)), QTextDocument.ResourceType.HtmlResource)

    def loadResource(self, kind: int, url: QUrl) -> object:
        """Return a page as HTML, and a picture no wider than the window."""
        if kind == QTextDocument.ResourceType.ImageResource:
            return self._picture(self.source().resolved(url))
        content = super().loadResource(kind, url)
        if not url.path().endswith(".md"):
            return content
        self.missing = []
        return self._html(bytes(content or b"").decode("utf-8", "replace"))

    def resizeEvent(self, event) -> None:
        """Let pictures follow the window's width, once it rests."""
        super().resizeEvent(event)
        self._rest.start()

    def _html(self, markdown: str) -> str:
        """Return a page as HTML, made in a document that nobody sees: the shown one is slow to take Markdown."""
        page = QTextDocument()
        if not hasattr(page, "setMarkdown"):  # Qt older than 5.14
            return f"<pre>{escape(markdown)}</pre>"
        page.setDefaultFont(self.font())
        page.setMarkdown(markdown)
        self._style_tables(page)
        _settle_blocks(page)
        _colour_links(page, link_colour(self.palette(), QPalette.ColorRole.Text))
        return page.toHtml()

    def _style_tables(self, page: QTextDocument) -> None:
        """Give tables thin lines and some air; Markdown says nothing of either."""
        for frame in page.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                style = frame.format()
                style.setCellPadding(5)
                style.setCellSpacing(0)
                style.setBorder(1)
                style.setBorderBrush(self.palette().brush(QPalette.ColorRole.Mid))
                style.setBorderCollapse(True)
                style.setTopMargin(4)
                style.setBottomMargin(10)
                frame.setFormat(style)

    def _picture(self, url: QUrl) -> QImage:
        picture = QImage(url.toLocalFile())
        if picture.isNull():
            self.missing.append(url.fileName())
            return picture
        sharpness = self.devicePixelRatioF()
        self._fitted = self._room()
        if picture.width() > self._fitted * sharpness:
            width = round(self._fitted * sharpness)
            picture = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
            picture.setDevicePixelRatio(sharpness)
        return picture

    def _room(self) -> int:
        return max(100, self.viewport().width() - 2 * MARGIN)

    def _fit(self) -> None:
        if self._fitted and self._fitted != self._room():
            bar = self.verticalScrollBar()
            place = bar.value() / max(1, bar.maximum())
            self.reload()
            bar.setValue(round(place * bar.maximum()))


def _translated(url: QUrl) -> QUrl:
    """Return the address of the same page in QGIS's language: pages link to one another in English."""
    file = Path(url.toLocalFile())
    if file.parent != FOLDER or file.suffix != ".md" or file.stem not in PAGES:
        return url
    return page_url(file.stem, url.fragment())


def link_colour(palette: QPalette, text: QPalette.ColorRole) -> QColor:
    """Return a link's colour that is readable beside text of the role `text`: QGIS's dark theme leaves links dark."""
    link = palette.color(QPalette.ColorRole.Link)
    on_dark = palette.color(text).lightness() >= HALF
    return LINK_ON_DARK if on_dark and link.lightness() <= HALF else link


def _colour_links(page: QTextDocument, colour: QColor) -> None:
    look = QTextCharFormat()
    look.setForeground(colour)
    block = page.begin()
    while block.isValid():
        for run in block.textFormats():
            if run.format.isAnchor() and run.format.anchorHref():
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + run.start)
                cursor.setPosition(block.position() + run.start + run.length, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(look)
        block = block.next()


def _settle_blocks(page: QTextDocument) -> None:
    """Make every heading an anchor of its slug, as Qt's Markdown knows none; other blocks get no font of their own.

    Qt gives a block the font of its first word, which in HTML would be that of all its words.
    """
    block = page.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        if block.blockFormat().intProperty(QTextFormat.Property.HeadingLevel) > 0:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            anchor = QTextCharFormat()
            anchor.setAnchor(True)
            anchor.setAnchorNames([slug(block.text())])
            cursor.mergeCharFormat(anchor)
        else:
            cursor.setBlockCharFormat(QTextCharFormat())
        block = block.next()


class GuideWindow(QDialog):
    """The guide's pages beside their list; never modal."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("PhotoGeolocatorGuide")
        self.setWindowTitle(tr("Photo Geolocator: guide"))
        self.setWindowIcon(icon("help"))
        self.contents = QListWidget()
        self.contents.setAccessibleName(tr("Pages of the guide"))
        for page in PAGES:
            item = QListWidgetItem(page_title(page), self.contents)
            item.setData(Qt.ItemDataRole.UserRole, page)
        self.browser = GuideBrowser()
        self.back = _button("←", tr("Back"), QKeySequence.StandardKey.Back)
        self.forward = _button("→", tr("Forward"), QKeySequence.StandardKey.Forward)
        ways = QHBoxLayout()
        ways.addWidget(self.back)
        ways.addWidget(self.forward)
        ways.addStretch(1)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(ways)
        column.addWidget(self.contents, 1)
        parts = QSplitter()
        parts.addWidget(side)
        parts.addWidget(self.browser)
        parts.setStretchFactor(1, 1)
        parts.setSizes([CONTENTS_WIDTH, SIZE[0] - CONTENTS_WIDTH])
        layout = QVBoxLayout(self)
        layout.addWidget(parts)
        self.resize(*SIZE)
        QgsGui.enableAutoGeometryRestore(self)
        self.contents.currentItemChanged.connect(self._on_chosen)
        self.browser.sourceChanged.connect(self._on_page)
        for button, signal, go in (
            (self.back, self.browser.backwardAvailable, self.browser.backward),
            (self.forward, self.browser.forwardAvailable, self.browser.forward),
        ):
            button.setEnabled(False)
            signal.connect(button.setEnabled)
            button.clicked.connect(go)

    def open_page(self, page: str, heading: str = "") -> None:
        """Show `page`, at the heading of that slug; the first page where there is no such."""
        self.browser.setSource(page_url(page if page in PAGES else INDEX, heading))

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.open_page(item.data(Qt.ItemDataRole.UserRole))

    def _on_page(self, url: QUrl) -> None:
        """Mark in the list which page is shown; a page beside the guide is none of them."""
        shown = Path(url.toLocalFile())
        self.contents.blockSignals(True)  # it is no choice of the person's
        self.contents.setCurrentRow(next((row for row, page in enumerate(PAGES) if page_path(page) == shown), -1))
        self.contents.blockSignals(False)


class Guide(QObject):
    """Leads to the guide between `register` and `unregister`, both harmless when called again."""

    def __init__(self, iface: QgisInterface, parent: QObject | None = None):
        super().__init__(parent)
        self._iface = iface
        self._actions: list = []
        self.window: GuideWindow | None = None

    def register(self) -> None:
        """Add the menu's entries, and open the plugin's own addresses from now on."""
        if self._actions:
            return
        for symbol, text, page in (
            ("help", tr("Guide"), INDEX),
            ("responsible_use", tr("Responsible use"), RESPONSIBLE_USE),
        ):
            action = QAction(icon(symbol), text, self)
            action.triggered.connect(lambda _=False, page=page: self.open(page))
            self._iface.addPluginToMenu(tr("Photo Geolocator"), action)
            self._actions.append(action)
        QDesktopServices.setUrlHandler(SCHEME, self.open_url)

    def unregister(self) -> None:
        """Take everything back."""
        if not self._actions:
            return
        QDesktopServices.unsetUrlHandler(SCHEME)
        for action in self._actions:
            self._iface.removePluginMenu(tr("Photo Geolocator"), action)
            action.deleteLater()
        self._actions = []
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    def open(self, page: str, heading: str = "") -> None:
        """Show a page of the guide."""
        if self.window is None:
            self.window = GuideWindow(self._iface.mainWindow())
        bring_up(self.window)  # first: pictures are fitted to the width
        self.window.open_page(page, heading)

    @pyqtSlot(QUrl)
    def open_url(self, url: QUrl) -> None:
        """Show what an address of the plugin's names."""
        self.open(url.path(), url.fragment())


def _button(text: str, words: str, keys: QKeySequence.StandardKey) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setShortcut(QKeySequence(keys))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
