"""The foot of the panel: what runs, where photos go, and the ways to the guide."""

from __future__ import annotations

from html import escape

from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from ..assets import icon
from ..guide import PAGES, RESPONSIBLE_USE, page_title
from ..translation import tr
from .guide import link_colour

SMALLER = 0.9


class Foot(QWidget):
    """Shows `text`; emits `guide_wanted(str)` with the name of a page of the guide."""

    guide_wanted = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.link = QLabel()
        self.link.setTextFormat(Qt.TextFormat.RichText)
        self.link.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.link.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.link.setToolTip(tr("What the result is and is not, privacy, misuse"))
        small = self.text.font()
        small.setPointSizeF(small.pointSizeF() * SMALLER)
        for label in (self.text, self.link):
            label.setFont(small)
        self.help = QToolButton()
        self.help.setIcon(icon("help"))
        self.help.setAutoRaise(True)
        self.help.setToolTip(tr("Guide"))
        self.help.setAccessibleName(self.help.toolTip())
        self.help.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.help.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(self.help)
        for page in PAGES:
            action = menu.addAction(page_title(page))
            action.triggered.connect(lambda _=False, page=page: self.guide_wanted.emit(page))
        self.help.setMenu(menu)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.text)
        lines.addWidget(self.link)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(9, 0, 9, 6)
        layout.addLayout(lines, 1)
        layout.addWidget(self.help, 0, Qt.AlignmentFlag.AlignBottom)
        self.link.linkActivated.connect(self.guide_wanted)
        self._show_link()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._show_link()

    def showEvent(self, event) -> None:
        """Take the theme's colours, which are known by now."""
        super().showEvent(event)
        self._show_link()

    def _show_link(self) -> None:
        colour = link_colour(self.link.palette(), QPalette.ColorRole.WindowText).name()
        words = escape(tr("Responsible use"))
        self.link.setText(f'<a href="{RESPONSIBLE_USE}" style="color: {colour}">{words}</a>')
