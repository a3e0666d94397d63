"""The ensemble's members: which ones count, with which exponent, and each one's own map."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..assets import icon
from ..ensemble_choice import NOTHING, Choice
from ..translation import tr
from . import formats
from .message import MessageArea


class EnsembleControl(QWidget):
    """Shows the members and what is chosen of them.

    Emits `switched(name, on)`, `map_wanted(Member)` for a member's own map, and `reset()` for everything as it was.
    """

    switched = pyqtSignal(str, bool)
    map_wanted = pyqtSignal(object)
    reset = pyqtSignal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.boxes: dict = {}  # by name
        self.maps: dict = {}
        self._rows = QGridLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setVerticalSpacing(2)
        self._rows.setColumnStretch(1, 1)
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.back = QPushButton(icon("refresh"), tr("&Reset"))
        self.back.setToolTip(tr("All members, no restriction, no priors: the map as it was"))
        self.message = MessageArea()
        foot = QHBoxLayout()
        foot.addWidget(self.state, 1)
        foot.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._rows)
        layout.addLayout(foot)
        layout.addWidget(self.message)
        self.back.clicked.connect(self.reset)

    def set_members(self, members: tuple, *, maps: bool) -> None:
        """Show `members`; `maps` says whether each one's own map can be had."""
        while self._rows.count():
            self._rows.takeAt(0).widget().deleteLater()
        self.boxes, self.maps = {}, {}
        self._rows.addWidget(QLabel(tr("Exponent")), 0, 2)
        for row, member in enumerate(members, 1):
            box = QCheckBox()
            box.setAccessibleName(member.label)
            box.setChecked(True)
            box.setToolTip(tr("Let {member} count").format(member=member.label))
            box.clicked.connect(lambda on, name=member.name: self.switched.emit(name, on))
            label = _BoxLabel(member.label, box)
            exponent = QLabel(formats.decimal(member.exponent))
            exponent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            exponent.setAccessibleName(tr("Exponent of {member}").format(member=member.label))
            exponent.setToolTip(tr("The power to which the member's map enters the product"))
            button = QToolButton()
            button.setIcon(icon("member_map"))
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setAccessibleName(tr("Map of {member}").format(member=member.label))
            button.setToolTip(tr("Show what {member} alone says, as a layer").format(member=member.label))
            button.setEnabled(maps)
            button.clicked.connect(lambda _, one=member: self.map_wanted.emit(one))
            self.boxes[member.name], self.maps[member.name] = box, button
            for column, widget in enumerate((box, label, exponent, button)):
                self._rows.addWidget(widget, row, column)

    def set_choice(self, choice: Choice, *, live: bool) -> None:
        """Show what is chosen; `live` says whether it can be changed."""
        self.message.clear()
        for name, box in self.boxes.items():
            box.setChecked(name not in choice.off)
            box.setEnabled(live)
        self.back.setEnabled(live and choice != NOTHING)

    def set_maps(self, *, maps: bool) -> None:
        """Say whether each member's own map can be had."""
        for button in self.maps.values():
            button.setEnabled(maps)

    def show_state(self, text: str) -> None:
        """Say what is being done, or nothing."""
        self.state.setText(text)


class _BoxLabel(QLabel):
    """What stands beside a check box, in as many lines as it takes; a click on it is one on the box."""

    def __init__(self, text: str, box: QCheckBox):
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._box = box

    def mouseReleaseEvent(self, event) -> None:
        """Click the box."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self._box.click()
