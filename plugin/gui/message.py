"""The panel's one place for a sentence to the person."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QStyle, QWidget

ICON_SIZE = 20


class MessageArea(QFrame):
    """Hidden until something is to be said; the text can be selected, to be copied into a report."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        self.hide()

    def text(self) -> str:
        """Return the sentence shown, empty when there is none."""
        return self._text.text() if not self.isHidden() else ""

    def show_error(self, text: str) -> None:
        """Show what failed."""
        self._show(text, QStyle.StandardPixmap.SP_MessageBoxWarning)

    def show_note(self, text: str) -> None:
        """Show what happened."""
        self._show(text, QStyle.StandardPixmap.SP_MessageBoxInformation)

    def clear(self) -> None:
        """Say nothing."""
        self._text.clear()
        self.hide()

    def _show(self, text: str, symbol: QStyle.StandardPixmap) -> None:
        self._icon.setPixmap(self.style().standardIcon(symbol).pixmap(ICON_SIZE, ICON_SIZE))
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()
